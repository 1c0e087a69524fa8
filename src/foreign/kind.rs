//! What kinds of things there are in files of other tools, and how one relates to another: their words, as people say them.

use super::make::Words;
use crate::tongue::Phrase;

/// What so many things of a kind are called: `domain-name` is `domain name`, and of several `domain names`.
/// A kind that is not known stays as the file writes it, and is put into the plural as English does it.
pub fn called(kind: &str, n: usize) -> Words {
    let phrase: fn(usize) -> Phrase = match kind {
        "ipv4-addr" | "ipv6-addr" => Phrase::kind_ip_address,
        "mac-addr" => Phrase::kind_mac,
        "domain-name" | "domain" | "hostname" => Phrase::kind_domain,
        "url" => Phrase::kind_url,
        "email-addr" => Phrase::kind_email_address,
        "email-message" => Phrase::kind_email_message,
        "file" => Phrase::kind_file,
        "filename" => Phrase::kind_filename,
        "windows-registry-key" => Phrase::kind_registry_key,
        "process" => Phrase::kind_process,
        "user-account" => Phrase::kind_user_account,
        "mutex" => Phrase::kind_mutex,
        "software" => Phrase::kind_software,
        "vulnerability" => Phrase::kind_vulnerability,
        "malware" => Phrase::kind_malware,
        "tool" => Phrase::kind_tool,
        "identity" => Phrase::kind_identity,
        "location" => Phrase::kind_location,
        "infrastructure" => Phrase::kind_infrastructure,
        "asset" => Phrase::kind_asset,
        "victim" => Phrase::kind_victim,
        "other" => Phrase::kind_other,
        _ => {
            let word = kind.replace(['-', '|'], " ");
            return if n == 1 { word } else { plural(&word) }.into();
        }
    };
    phrase(n).into()
}

/// So many of a kind: `12 domain names`.
pub fn number_of(kind: &str, n: usize) -> Phrase {
    Phrase::import_n_of(n, called(kind, n))
}

/// The plural of an English word: `identities`, `mutexes`.
pub fn plural(word: &str) -> String {
    match word {
        _ if word.ends_with(['s', 'x']) || word.ends_with("sh") => format!("{word}es"),
        _ if word.ends_with('y') => format!("{}ies", &word[..word.len() - 1]),
        _ => format!("{word}s"),
    }
}

/// How one thing relates to another, for an arrow or a label: `communicates-with` is `communicates with`.
pub fn relation(word: &str) -> Words {
    let phrase = match word {
        "targets" => Phrase::tie_targets(),
        "compromises" => Phrase::tie_compromises(),
        "compromised" => Phrase::tie_compromised(),
        "communicates-with" => Phrase::tie_communicates(),
        "beacons-to" => Phrase::tie_beacons(),
        "exfiltrates-to" => Phrase::tie_exfiltrates(),
        "controls" => Phrase::tie_controls(),
        "delivers" => Phrase::tie_delivers(),
        "downloads" => Phrase::tie_downloads(),
        "downloaded" => Phrase::tie_downloaded(),
        "drops" => Phrase::tie_drops(),
        "dropped" => Phrase::tie_dropped(),
        "hosts" => Phrase::tie_hosts(),
        "exploits" => Phrase::tie_exploits(),
        "uses" => Phrase::tie_uses(),
        "gives" => Phrase::tie_gives(),
        "connected-to" => Phrase::tie_connected(),
        "connects-to" => Phrase::tie_connects(),
        "affects" => Phrase::tie_affects(),
        "sent-to" => Phrase::tie_sent(),
        "redirects-to" => Phrase::tie_redirects(),
        "owns" => Phrase::tie_owns(),
        "consists-of" => Phrase::tie_consists(),
        "has" => Phrase::tie_has(),
        "related-to" => Phrase::tie_related(),
        "resolves-to" => Phrase::tie_resolves(),
        "belongs-to" => Phrase::tie_belongs(),
        _ => return word.replace('-', " ").into(),
    };
    phrase.into()
}
