//! How wide text is, by a table and not by a browser: the same everywhere, so that pictures are too.

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
        0x300..=0x36F => 0,
        // Latin with marks, Greek, Cyrillic: near a wide letter
        0xA0..=0x10FF => 620,
        // halfwidth katakana
        0xFF61..=0xFFDC => 500,
        _ => 1000,
    }
}

/// The text in at most `max_lines` lines of this width; what does not fit ends in an ellipsis.
pub fn wrap(words: &str, size: f64, is_bold: bool, max_width: f64, max_lines: usize) -> Vec<String> {
    let fits = |line: &str| width(line, size, is_bold) <= max_width;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let pieces =
        pieces(words).into_iter().flat_map(|it| if fits(it.trim_end()) { vec![it] } else { parts(&it, &fits) });
    for piece in pieces {
        let longer = format!("{line}{piece}");
        if line.is_empty() || fits(longer.trim_end()) {
            line = longer;
        } else {
            lines.push(std::mem::take(&mut line));
            piece.trim_start().clone_into(&mut line);
        }
    }
    lines.push(line);
    if lines.len() > max_lines {
        let rest = lines.split_off(max_lines.saturating_sub(1)).concat();
        lines.push(rest);
    }
    lines.into_iter().map(|it| ellipsize(it.trim_end(), size, is_bold, max_width)).collect()
}

/// The text, cut off with an ellipsis if it is wider than `max_width`.
pub fn ellipsize(words: &str, size: f64, is_bold: bool, max_width: f64) -> String {
    if width(words, size, is_bold) <= max_width {
        return words.to_owned();
    }
    let mut cut: Vec<char> = words.chars().collect();
    while cut.pop().is_some() {
        let shorter = format!("{}…", cut.iter().collect::<String>().trim_end());
        if width(&shorter, size, is_bold) <= max_width {
            return shorter;
        }
    }
    String::new()
}

/// Where a line may break: after spaces, and between characters of scripts that have none.
fn pieces(words: &str) -> Vec<String> {
    /// Characters that do not begin a line.
    const NOT_FIRST: &str = "、。，．・：；！？」』）】ー～々ゃゅょっャュョッ";
    let mut pieces: Vec<String> = Vec::new();
    let mut previous: Option<char> = None;
    for c in words.chars() {
        let is_break = match previous {
            None => true,
            Some(' ') => c != ' ',
            Some(before) => (is_wide(c) || is_wide(before)) && c != ' ' && !NOT_FIRST.contains(c),
        };
        match pieces.last_mut().filter(|_| !is_break) {
            Some(piece) => piece.push(c),
            None => pieces.push(c.to_string()),
        }
        previous = Some(c);
    }
    pieces
}

/// Where a word that is too long for a line may break: at the joints of an address, a path or a name of a program;
/// and what has such joints, anywhere else if need be.
fn parts(word: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut previous = ' ';
    let is_joint = |c: char| matches!(c, '/' | '.' | '-' | '_' | '@' | ':' | '\\');
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

fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0xD7FF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF01..=0xFF60 | 0x2_0000..=0x3_FFFF)
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
        check("情報管理サーバー", 70.0, &["情報管理サー", "バー"]);
        check("", 10.0, &[""]);
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
    }
}
