//! How wide text is and where its lines break, by tables and not by a browser: the same everywhere, so that pictures are too.
//!
//! Japanese has no spaces: a line may break between any two of its characters, but for what JIS X 4051 forbids (禁則処理).
//! What may not stand at an edge goes to the next line together with its neighbour: 「管理 / する。」, and never 「管理する / 。」.
//! Nothing is squeezed and nothing hangs over the edge, because a painter sets no single characters.

/// Advance widths of U+0020 to U+007E in thousandths of the font size, regular. Arial, Helvetica and Liberation Sans share them.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The same, bold.
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
];

/// Width of a line of text at this font size.
pub fn width(words: &str, size: f64, is_bold: bool) -> f64 {
    let table = if is_bold { &BOLD } else { &REGULAR };
    let thousandths: u32 = words.chars().map(|c| u32::from(advance(c, table))).sum();
    f64::from(thousandths) * size / 1000.0
}

fn advance(c: char, table: &[u16; 95]) -> u16 {
    let code = u32::from(c);
    match code {
        0x20..=0x7E => table[(code - 0x20) as usize],
        // marks that stand on the letter before, selectors of its shape, and what joins two letters to one
        0x300..=0x36F | 0x200D | 0x3099 | 0x309A | 0xFE00..=0xFE0F | 0xE_0100..=0xE_01EF => 0,
        // Latin with marks, Greek, Cyrillic: near a wide letter
        0xA0..=0x10FF => 620,
        // halfwidth katakana
        0xFF61..=0xFFDC => 500,
        _ => 1000,
    }
}

/// The text in at most `max_lines` lines of this width; what does not fit ends in an ellipsis.
pub fn wrap(words: &str, size: f64, is_bold: bool, max_width: f64, max_lines: usize) -> Vec<String> {
    let fits = |line: &str| width(line.trim_end(), size, is_bold) <= max_width;
    let mut lines = filled(words, true, &fits);
    if lines.len() > max_lines {
        // 「サー / バー」 is not as nice as 「サーバー」, but nicer than 「サー…」
        lines = filled(words, false, &fits);
    }
    if lines.len() > max_lines {
        let rest = lines.split_off(max_lines.saturating_sub(1)).concat();
        lines.push(rest);
    }
    lines.into_iter().map(|it| ellipsize(it.trim_end(), size, is_bold, max_width)).collect()
}

/// Lines as full as they can be. With `keeps_words`, a Japanese word is not parted if it fits into a line.
fn filled(words: &str, keeps_words: bool, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let whole = pieces(words, keeps_words).into_iter();
    let small = whole.flat_map(|it| if fits(&it) { vec![it] } else { pieces(&it, false) });
    for piece in small.flat_map(|it| if fits(&it) { vec![it] } else { parts(&it, fits) }) {
        let longer = format!("{line}{piece}");
        if line.is_empty() || fits(&longer) {
            line = longer;
        } else {
            lines.push(std::mem::take(&mut line));
            piece.trim_start().clone_into(&mut line);
        }
    }
    lines.push(line);
    lines
}

/// The text, cut off with an ellipsis if it is wider than `max_width`.
pub fn ellipsize(words: &str, size: f64, is_bold: bool, max_width: f64) -> String {
    if width(words, size, is_bold) <= max_width {
        return words.to_owned();
    }
    // a bracket that opens nothing looks like a fault: 「侵害…」 and not 「侵害（…」
    let cut = |end: usize| format!("{}…", words[..end].trim_end().trim_end_matches(opens_wide));
    let fits = |end: usize| width(&cut(end), size, is_bold) <= max_width;
    // が is cut as a whole, also where its dots are a character of their own
    let ends: Vec<usize> = words.char_indices().filter(|(_, c)| !is_mark(*c)).map(|(at, _)| at).collect();
    // what is kept grows with the cut, so the last that fits is found by halving: a label may be a whole book
    let n_fitting = ends.partition_point(|end| fits(*end));
    n_fitting.checked_sub(1).map_or_else(String::new, |last| cut(ends[last]))
}

/// Where a line may break: after spaces, and between characters of scripts that have none.
fn pieces(words: &str, keeps_words: bool) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut previous: Option<char> = None;
    for c in words.chars() {
        let is_kept = |before| !may_break(before, c) || (keeps_words && is_one_word(before, c));
        match pieces.last_mut().filter(|_| previous.is_some_and(is_kept)) {
            Some(piece) => piece.push(c),
            None => pieces.push(c.to_string()),
        }
        previous = Some(c);
    }
    pieces
}

/// Whether a line may end with the one and the next begin with the other.
fn may_break(before: char, after: char) -> bool {
    match (before, after) {
        (' ', _) => after != ' ',
        (_, ' ') => false,
        _ if !has_no_spaces(before) && !has_no_spaces(after) => false,
        // a number keeps what it counts: 「2020年」, 「271社」, 「30％」
        ('0'..='9' | '０'..='９', _) if is_counter(after) => false,
        _ => !begins_no_line(after) && !ends_no_line(before),
    }
}

/// What begins no line: closing brackets, commas and full stops, marks of omission, sound and repetition, small kana, and
/// marks that stand on the letter before. (JIS X 4051 leaves it to the setter whether small kana do; in short lines they do not.)
fn begins_no_line(c: char) -> bool {
    const CLOSING: &str = "」』）】〉》〕］｝〗〙⦆〟’”)]}｣";
    const STOPS: &str = "、。，．・：；？！‼⁇⁈⁉､｡･,.:;?!";
    const MARKS: &str = "ー～〜―…‥々〻ヽヾゝゞ％‰℃°′″%ｰﾞﾟ‐–\u{3000}";
    const SMALL: &str = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯ";
    is_mark(c) || ('ㇰ'..='ㇿ').contains(&c) || [CLOSING, STOPS, MARKS, SMALL].iter().any(|it| it.contains(c))
}

/// What ends no line: opening brackets, and signs that stand before a number.
fn ends_no_line(c: char) -> bool {
    opens_wide(c) || "‘“([{｢￥＄￡€¥$№＃#".contains(c)
}

fn opens_wide(c: char) -> bool {
    "「『（【〈《〔［｛〖〘⦅〝".contains(c)
}

/// What a number counts is written in Chinese characters.
fn is_counter(c: char) -> bool {
    script(c) == Script::Han
}

/// Whether two characters of Japanese are of one word, as far as their scripts tell: 「マルウェアの / 通信先」, not 「マルウェアの通 / 信先」.
/// Words of one script are whole, what stands before them in Latin letters belongs to them (ADサーバー), and endings and
/// particles in hiragana belong to what stands before them.
fn is_one_word(before: char, after: char) -> bool {
    match (script(before), script(after)) {
        (Script::Other, _) | (_, Script::Other | Script::Latin) => false,
        (before, after) => before == after || before == Script::Latin || after == Script::Hiragana,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    Latin,
    Han,
    Katakana,
    Hiragana,
    Other,
}

fn script(c: char) -> Script {
    match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' => Script::Latin,
        '\u{4E00}'..='\u{9FFF}' | '々' => Script::Han,
        'ァ'..='ヺ' | 'ー'..='ヾ' | 'ㇰ'..='ㇿ' | 'ｦ'..='ﾟ' => Script::Katakana,
        'ぁ'..='ゟ' => Script::Hiragana,
        _ => Script::Other,
    }
}

/// Whether a character is only a mark on the one before it.
fn is_mark(c: char) -> bool {
    advance(c, &REGULAR) == 0
}

/// After this an address, a path or a name of a program may break.
pub(super) fn is_joint(c: char) -> bool {
    matches!(c, '/' | '.' | '-' | '_' | '@' | ':' | '\\')
}

/// Where a word that is too long for a line may break: at the joints of an address, a path or a name of a program;
/// and what has such joints, anywhere else if need be.
fn parts(word: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut previous = ' ';
    let is_name = word.chars().any(|c| is_joint(c) || c.is_ascii_digit());
    for c in word.chars() {
        let is_break = (is_joint(previous) && !is_joint(c)) || (previous.is_lowercase() && c.is_uppercase());
        match parts.last_mut().filter(|it| !is_break && (!is_name || fits(&format!("{it}{c}")))) {
            Some(part) => part.push(c),
            None => parts.push(c.to_string()),
        }
        previous = c;
    }
    parts
}

/// Whether it is of a script that is written without spaces between words: Chinese characters, kana, their brackets and stops.
fn has_no_spaces(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0xD7FF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF01..=0xFF9F | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, max_width: f64, expected: &[&str]) {
        assert_eq!(wrap(words, 10.0, false, max_width, 2), expected, "{words}");
    }

    #[test]
    fn lines_break_at_spaces_and_between_wide_characters() {
        check("Server A", 100.0, &["Server A"]);
        check("Active Directory server", 75.0, &["Active Directory", "server"]);
        check("工事情報管理サーバー", 60.0, &["工事情報管理", "サーバー"]);
        check("情報管理サーバー", 70.0, &["情報管理", "サーバー"]);
        check("マルウェアの通信先", 80.0, &["マルウェアの", "通信先"]);
        check("国内のADサーバー", 80.0, &["国内の", "ADサーバー"]);
        check("工事情報管理設備", 50.0, &["工事情報管", "理設備"]);
        check("", 10.0, &[""]);
    }

    #[test]
    fn japanese_lines_begin_and_end_with_what_they_may() {
        // at 10 units a letter: so many letters fit into each line
        for (words, letters, expected) in [
            ("ホスト情報", 3, vec!["ホスト", "情報"]),
            ("管理サーバー", 5, vec!["管理サー", "バー"]),
            ("管理サーバー", 3, vec!["管理", "サー", "バー"]),
            ("侵害の可能性、調査中", 6, vec!["侵害の可能", "性、調査中"]),
            ("「侵害」とする。", 7, vec!["「侵害」とす", "る。"]),
            ("公表（第一報）", 3, vec!["公表", "（第一", "報）"]),
            ("もっと、ずっと", 2, vec!["もっ", "と、", "ずっ", "と"]),
            ("人々と佐々木", 2, vec!["人々", "と", "佐々", "木"]),
            ("計2020年まで", 4, vec!["計", "2020年", "まで"]),
            ("約704社と188社", 4, vec!["約704社", "と188社"]),
            ("か\u{3099}き\u{3099}", 1, vec!["か\u{3099}", "き\u{3099}"]),
            ("ｻｰﾊﾞｰｻｰﾊﾞｰ", 3, vec!["ｻｰﾊﾞｰ", "ｻｰﾊﾞｰ"]),
            ("調査中……。", 4, vec!["調査", "中……。"]),
        ] {
            let lines = filled(words, false, &|line| width(line, 10.0, false) <= f64::from(letters) * 10.0);
            assert_eq!(lines, expected, "{words} in {letters} letters");
        }
    }

    #[test]
    fn no_line_of_japanese_has_a_lonely_mark_at_its_edges() {
        let words = "NTTコミュニケーションズは「工事情報管理サーバー」への不正アクセス（第１報）を公表し、対象は最大271社とした。";
        for width in 40..300 {
            let lines = wrap(words, 10.0, false, f64::from(width), usize::MAX);
            assert_eq!(lines.concat(), words, "nothing is lost");
            for line in &lines[1..] {
                assert!(!line.starts_with(begins_no_line), "{width}: {line}");
            }
            for line in &lines[..lines.len() - 1] {
                assert!(!line.ends_with(ends_no_line), "{width}: {line}");
            }
        }
    }

    #[test]
    fn addresses_and_names_of_programs_break_at_their_joints_or_where_they_must() {
        check("recsecas.com/control/checkupdate.js", 68.0, &["recsecas.com/", "control/chec…"]);
        check("AsyncResponseServiceServlet", 80.0, &["AsyncResponse", "ServiceServlet"]);
        check("cheapinfomedical99.net", 60.0, &["cheapinfome", "dical99.net"]);
        check("well-known names", 80.0, &["well-known", "names"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        check("Construction information management server", 75.0, &["Construction", "information m…"]);
        check("Donaudampfschiff", 40.0, &["Donau…"]);
        assert_eq!(ellipsize("abc", 10.0, false, 1.0), "");
        assert_eq!(ellipsize("侵害（可能性）", 10.0, false, 45.0), "侵害…");
        assert_eq!(ellipsize("か\u{3099}き\u{3099}く\u{3099}", 10.0, false, 25.0), "か\u{3099}…");
    }
}
