//! The machines and places that a table names: which names are one, where they stand, how far each may be shared.

use std::collections::BTreeMap;

use super::cell;
use super::words::{INTRUDERS, OUTSIDE};
use crate::foreign::logs::is_public_address;
use crate::foreign::make::{self, Names, Voice};
use crate::foreign::{Fidelity, icon, tlp};
use crate::import::draft::{ClaimDraft, HostDraft, ZoneDraft};
use crate::incident::{Marking, Moment};
use crate::tongue::Phrase;

/// The hosts of a table in the making.
#[derive(Debug, Default)]
pub struct Hosts {
    drafts: Vec<HostDraft>,
    /// The place of the host of each name, in small letters: names of machines do not differ by case (RFC 4343).
    by_name: BTreeMap<String, usize>,
    /// How far the rows may be shared that name each host.
    markings: Vec<Vec<Option<Marking>>>,
    /// The networks and sites, and the place of each by its name in small letters.
    zones: Vec<ZoneDraft>,
    zone_of: BTreeMap<String, String>,
    /// What rows say of the state of each host.
    states: Vec<Told>,
}

/// What a row says of the state of a host.
#[derive(Debug)]
struct Told {
    at: usize,
    claim: ClaimDraft<String>,
    /// Whether the row tells of something else that happened then.
    is_beside: bool,
    place: String,
}

/// A row that names a host: who says it, how far it may be shared, and where it stands.
pub struct Naming<'a> {
    pub voice: &'a Voice,
    pub marking: Option<Marking>,
    pub place: &'a str,
    /// Whether a step goes from it.
    pub is_origin: bool,
}

impl Hosts {
    /// The id of the host that a cell names.
    pub fn host(&mut self, written: &str, row: &Naming<'_>, names: &mut Names, report: &mut Fidelity) -> String {
        let (name, address) = cell::with_address(written);
        let (name, address) = (name.trim(), address.map(str::to_lowercase));
        let mut lower = name.to_lowercase();
        // whoever comes in from outside, and what goes out, are not one place: no row has more than a word for both
        if row.is_origin && OUTSIDE.contains(&lower.as_str()) {
            lower.push(' ');
        }
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
        let is_outside = OUTSIDE.contains(&lower.trim_end()) || is_public_address(name);
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

    /// Puts hosts where a row says that its machine stands.
    pub fn stand(&mut self, ids: &[String], network: &str, voice: &Voice, marking: Option<&str>, names: &mut Names) {
        let zone = self.zone_of.entry(network.to_lowercase()).or_insert_with(|| {
            let id = names.id(&format!("zone {network}"));
            self.zones.push(ZoneDraft { id: id.clone(), label: make::text(network), ..ZoneDraft::default() });
            id
        });
        for host in self.drafts.iter_mut().filter(|it| ids.contains(&it.id)) {
            let mut claim = voice.claim(Some(zone.clone()));
            claim.said.hedge = None;
            claim.said.marking = marking.map(str::to_owned);
            let known = host
                .zone
                .items
                .iter_mut()
                .find(|(_, it)| (&it.value, &it.said.source) == (&claim.value, &claim.said.source));
            match known {
                // what one row says that may be shared farther, holds
                Some((_, known)) => known.said.marking = tlp::freer(known.said.marking.take(), claim.said.marking),
                None => host.zone.items.push((host.zone.items.len(), claim)),
            }
        }
    }

    /// Notes what a row says of the state of hosts that are the victim's. Whether there are any.
    pub fn told(&mut self, ids: &[String], claim: &ClaimDraft<String>, is_beside: bool, place: &str) -> bool {
        let is_inside = |it: &HostDraft| ids.contains(&it.id) && it.role.is_none();
        let hosts: Vec<usize> = (0..self.drafts.len()).filter(|it| is_inside(&self.drafts[*it])).collect();
        let told = |at: &usize| Told { at: *at, claim: claim.clone(), is_beside, place: place.to_owned() };
        self.states.extend(hosts.iter().map(told));
        !hosts.is_empty()
    }

    /// The states of all hosts, as claims.
    ///
    /// A table that says of one machine *compromised*, then *isolated*, then *cleaned*, dates each of them. But where a
    /// row tells what happened on a day and one column says *cleaned* of all, that is how it stood when the table was
    /// written: the machine was cleaned on that day or later.
    fn settle(&mut self, report: &mut Fidelity) {
        let states = std::mem::take(&mut self.states);
        let is_other = |told: &Told| states.iter().any(|it| it.at == told.at && it.claim.value != told.claim.value);
        let is_one: Vec<bool> = states.iter().map(|it| !is_other(it)).collect();
        for (told, is_one) in states.into_iter().zip(is_one) {
            let host = &mut self.drafts[told.at];
            let mut claim = told.claim;
            let value = claim.value.clone().unwrap_or_default();
            let day = claim.said.when.as_deref().and_then(|it| Moment::parse(it).ok()?.span().earliest);
            if let Some(day) = day.filter(|_| is_one && told.is_beside && value != "compromised") {
                claim.said.when = Some(format!("{day}/.."));
                claim.said.inferred = Some(make::text(Phrase::table_state_inferred()));
                report.derived(Phrase::table_later_states(), told.place);
            } else {
                report.carried(Phrase::table_states(), told.place);
            }
            if !host.states.items.iter().any(|(_, it)| *it == claim) {
                host.states.items.push((host.states.items.len(), claim));
            }
        }
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
    pub fn finish(
        mut self,
        whole: Option<Marking>,
        voice: &Voice,
        report: &mut Fidelity,
    ) -> (Vec<HostDraft>, Vec<ZoneDraft>) {
        for word in OUTSIDE.iter().filter(|it| self.by_name.contains_key(**it)) {
            if self.by_name.contains_key(&format!("{word} ")) {
                report.derived(Phrase::table_two_ways(), *word);
            }
        }
        self.perhaps_same(voice, report);
        self.settle(report);
        for (host, markings) in self.drafts.iter_mut().zip(&self.markings) {
            let all: Option<Vec<Marking>> = markings.iter().copied().collect();
            let freest = all.and_then(|it| it.into_iter().max());
            for (_, claim) in &mut host.names.items {
                claim.said.marking = tlp::beside(freest, whole);
            }
        }
        (self.drafts, self.zones)
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
