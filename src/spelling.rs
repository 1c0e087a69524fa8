//! Words as they are compared when somebody looks for them: whatever their case, width and diacritics, in hiragana or katakana.
//!
//! The tables of Unicode would be as large as a part of the program; these are the scripts in which breaches are told.

/// The letters of U+00C0 to U+017F without their marks.
const LATIN: &[u8] = b"aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
/// The letters of U+1E00 to U+1EF9 without their marks.
const MORE_LATIN: &[u8] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwya???s?aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";
/// The katakana of half width, from U+FF66 on.
const NARROW: &str =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
/// Greek with marks, and the same without.
const GREEK: [&str; 2] = ["άέήίόύώϊϋΐΰς", "αεηιουωιυιυσ"];

/// A text as it is compared.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' '..='~' => out.push(c.to_ascii_lowercase()),
            '\u{300}'..='\u{36f}' => {}
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'À'..='ſ' => push_letter(&mut out, LATIN, 'À', c),
            'Ḁ'..='ỹ' => push_letter(&mut out, MORE_LATIN, 'Ḁ', c),
            '！'..='～' => out.extend(moved(c, -0xfee0).to_lowercase()),
            '\u{3000}' | '\u{a0}' => out.push(' '),
            '‐'..='―' | '−' => out.push('-'),
            '’' => out.push('\''),
            'ぁ'..='ゖ' => out.push(moved(c, 0x60)),
            'ｦ'..='ﾝ' => out.extend(NARROW.chars().nth((c as u32 - 'ｦ' as u32) as usize)),
            '\u{3099}' | '゛' | 'ﾞ' => mark(&mut out, 1),
            '\u{309a}' | '゜' | 'ﾟ' => mark(&mut out, 2),
            _ => {
                let c = c.to_lowercase().next().unwrap_or(c);
                let at = GREEK[0].chars().position(|it| it == c);
                out.push(at.and_then(|it| GREEK[1].chars().nth(it)).unwrap_or(if c == 'ё' { 'е' } else { c }));
            }
        }
    }
    out
}

fn push_letter(out: &mut String, table: &[u8], first: char, c: char) {
    match table.get((c as u32 - first as u32) as usize) {
        Some(letter) if *letter != b'?' => out.push(char::from(*letter)),
        _ => out.push(c),
    }
}

/// The sign so many places further on.
fn moved(c: char, by: i32) -> char {
    (c as u32).checked_add_signed(by).and_then(char::from_u32).unwrap_or(c)
}

/// Gives the last sign its mark of voice, which katakana of half width have as a sign of its own.
fn mark(out: &mut String, by: i32) {
    match out.chars().last() {
        Some('ウ') if by == 1 => replace_last(out, 'ヴ'),
        Some(c @ 'カ'..='ト') if by == 1 => replace_last(out, moved(c, by)),
        Some(c @ 'ハ'..='ホ') => replace_last(out, moved(c, by)),
        _ => {}
    }
}

fn replace_last(out: &mut String, c: char) {
    out.pop();
    out.push(c);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_width_marks_and_kana_make_no_difference() {
        for (text, words) in [
            ("Server Ｂ　（ＡＤ）", "server b (ad)"),
            ("Ministère de l’Intérieur", "ministere de l'interieur"),
            ("re\u{301}seau", "reseau"),
            ("Straße, Łódź, Ælfred", "strasse, lodz, aelfred"),
            ("Máy chủ Việt", "may chu viet"),
            ("ｻｰﾊﾞｰ", "サーバー"),
            ("さーば", "サーバ"),
            ("ﾌﾟﾛｷｼ ｳﾞｨ", "プロキシ ヴィ"),
            ("サーハ\u{3099}", "サーバ"),
            ("認証サーバ", "認証サーバ"),
            ("Διακομιστής Ώρα", "διακομιστησ ωρα"),
            ("10.0.0.1–T1021.002", "10.0.0.1-t1021.002"),
        ] {
            assert_eq!(plain(text), words, "{text}");
        }
    }
}
