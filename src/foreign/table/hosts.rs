//! The machines and places that a table names: which names are one, where they stand, how far each may be shared.

use std::collections::BTreeMap;

use super::cell;
use super::headers::{INTRUDERS, OUTSIDE};
use crate::foreign::logs::is_public_address;
use crate::foreign::make::{self, Names, Voice};
use crate::foreign::{Fidelity, icon, tlp};
use crate::import::draft::HostDraft;
use crate::incident::Marking;
use crate::tongue::Phrase;

/// The hosts of a table in the making.
#[derive(Debug, Default)]
pub struct Hosts {
    drafts: Vec<HostDraft>,
    /// The place of the host of each name, in small letters: names of machines do not differ by case (RFC 4343).
    by_name: BTreeMap<String, usize>,
    /// How far the rows may be shared that name each host.
    markings: Vec<Vec<Option<Marking>>>,
}

/// A row that names a host: who says it, how far it may be shared, and where it stands.
pub struct Naming<'a> {
    pub voice: &'a Voice,
    pub marking: Option<Marking>,
    pub place: &'a str,
}

impl Hosts {
    /// The id of the host that a cell names.
    pub fn host(&mut self, written: &str, row: &Naming<'_>, names: &mut Names, report: &mut Fidelity) -> String {
        let (name, address) = cell::with_address(written);
        let (name, address) = (name.trim(), address.map(str::to_lowercase));
        let lower = name.to_lowercase();
        let known = self.by_name.get(&lower).or_else(|| self.by_name.get(address.as_ref()?)).copied();
        let at = known.unwrap_or_else(|| self.add(name, &lower, names));
        if known.is_some_and(|it| !self.is_called(it, name)) || address.is_some() {
            report.derived(Phrase::table_spellings(), row.place);
        }
        if let Some(address) = &address {
            self.noted(at, address);
        }
        for key in [Some(lower), address].into_iter().flatten() {
            self.by_name.entry(key).or_insert(at);
        }
        let claims = &mut self.drafts[at].names.items;
        if claims.is_empty() {
            let stated = Voice { hedge: None, ..row.voice.clone() };
            claims.push((0, stated.claim(Some(make::text(name)))));
        }
        self.markings[at].push(row.marking);
        self.drafts[at].id.clone()
    }

    fn is_called(&self, at: usize, name: &str) -> bool {
        self.drafts[at].names.items.iter().any(|(_, it)| it.value == Some(make::text(name)))
    }

    fn add(&mut self, name: &str, lower: &str, names: &mut Names) -> usize {
        let is_intruder = INTRUDERS.iter().any(|it| lower.contains(it));
        let is_outside = OUTSIDE.contains(&lower) || is_public_address(name);
        let kind = if is_intruder { "party" } else { icon::of(&[name]) };
        let role = if is_intruder { Some("intruder") } else { is_outside.then_some("outside") };
        self.drafts.push(HostDraft {
            id: names.id(name),
            label: make::short(name, 40),
            kind: Some(kind.to_owned()),
            role: role.map(str::to_owned),
            ..HostDraft::default()
        });
        self.markings.push(Vec::new());
        self.drafts.len() - 1
    }

    /// An address stands in the note of its host, once.
    fn noted(&mut self, at: usize, address: &str) {
        let note = &mut self.drafts[at].note;
        let told = make::text(address);
        *note = Some(match note.take() {
            Some(known) if known == told => known,
            Some(known) => make::both(&known, &told),
            None => told,
        });
    }

    /// All hosts: what a row says that may be shared farther, counts for its names.
    pub fn finish(mut self, whole: Option<Marking>, voice: &Voice, report: &mut Fidelity) -> Vec<HostDraft> {
        self.perhaps_same(voice, report);
        for (host, markings) in self.drafts.iter_mut().zip(&self.markings) {
            let all: Option<Vec<Marking>> = markings.iter().copied().collect();
            let freest = all.and_then(|it| it.into_iter().max());
            for (_, claim) in &mut host.names.items {
                claim.said.marking = tlp::beside(freest, whole);
            }
        }
        self.drafts
    }

    /// A short name and the only full name that begins with it.
    fn perhaps_same(&mut self, voice: &Voice, report: &mut Fidelity) {
        let mut pairs = Vec::new();
        for (short, at) in self.by_name.iter().filter(|(it, _)| !it.contains('.') && !it.is_empty()) {
            let begins = format!("{short}.");
            let full = self.by_name.range(begins.clone()..).take_while(|(it, _)| it.starts_with(&begins));
            let full: Vec<usize> =
                full.filter(|(it, _)| !it.contains(char::is_whitespace)).map(|(_, at)| *at).collect();
            if let [full] = full[..]
                && full != *at
            {
                pairs.push((*at, full));
            }
        }
        for (short, full) in pairs {
            let mut claim = voice.claim(Some(self.drafts[full].id.clone()));
            claim.said.hedge = Some("possible".to_owned());
            claim.said.note = Some(make::text(Phrase::log_perhaps_note()));
            self.drafts[short].perhaps_same_as = make::each(vec![claim]);
            report.derived(Phrase::table_perhaps_same(), self.drafts[short].id.clone());
        }
    }
}
