//! What an export is called.

use crate::incident::{Day, Incident, Marking};

/// `ID-AS-OF-MARKING.EXTENSION`, such as `ntt-2020-2020-05-11-tlp-green.svg`; without a day where the export is not of a day.
pub fn name(incident: &Incident, as_of: Option<Day>, extension: &str) -> String {
    let marking = Marking::file_label(incident.strictest());
    let day = as_of.map_or(String::new(), |it| format!("{it}-"));
    format!("{}-{day}{marking}.{extension}", stem(&incident.id))
}

/// How many bytes of an id stand in a name: with day, marking and ending it stays below the 255 of file systems.
const LONGEST: usize = 160;

/// The id, as every file system takes it.
pub fn stem(id: &str) -> String {
    let is_kept = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let mut stem = String::new();
    for c in id.trim_start_matches('.').chars().map(|c| if is_kept(c) { c } else { '-' }) {
        if stem.len() + c.len_utf8() > LONGEST {
            break;
        }
        stem.push(c);
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn an_id_is_no_path() {
        assert_eq!(stem("../a:b\\c*"), "-a-b-c-");
        assert_eq!(stem("ntt-2020"), "ntt-2020");
        assert_eq!(stem("事件"), "事件");
        assert_eq!(stem(&"事".repeat(1000)), "事".repeat(53));
    }
}
