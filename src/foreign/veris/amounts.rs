//! Counts of a record, each in its unit: records of data, organisations, hosts, media, people, sites.

use serde_json::Value;

use super::super::make::{self, Voice, Words};
use super::super::pointer::{text, texts};
use super::record::Record;
use super::{rules, words};
use crate::import::draft::{AmountDraft, ClaimDraft, CountDraft, OverlapDraft};
use crate::tongue::Phrase;

impl Record<'_> {
    /// All counts of the record.
    pub(super) fn amounts(&mut self) {
        let disclosure = text(self.value, "/attribute/confidentiality/data_disclosure");
        let hedge = match disclosure {
            Some("No") => Some("denied"),
            Some("Yes") => self.voice.hedge,
            _ => Some(self.voice.hedge.unwrap_or("possible")),
        };
        let of_data = Voice { hedge, ..self.voice.clone() };
        let total = "/attribute/confidentiality/data_total";
        self.amount(&of_data, total, Phrase::veris_records(), "records");
        for (index, part) in self.items("/attribute/confidentiality/data") {
            let variety = text(part, "/variety").unwrap_or("Unknown");
            let unit = format!("records ({})", variety.to_lowercase());
            let pointer = format!("/attribute/confidentiality/data/{index}/amount");
            self.amount(&of_data, &pointer, Phrase::veris_records_of(variety), &unit);
        }
        self.hold_data();
        let voice = self.voice.clone();
        let before = self.draft.counts.items.len();
        for (index, asset) in self.items("/asset/assets") {
            let variety = text(asset, "/variety").unwrap_or("Unknown");
            let unit = words::category(variety).unit;
            self.amount(&voice, &format!("/asset/assets/{index}/amount"), words::asset(variety), unit);
        }
        self.keep_apart(before);
        self.amount(&voice, "/victim/secondary/amount", Phrase::veris_organisations(), "organisations");
        self.amount(&voice, "/victim/locations_affected", Phrase::veris_sites(), "sites");
        self.loss();
    }

    /// The data lay on the asset, if the record names but one.
    fn hold_data(&mut self) {
        if self.items("/asset/assets").len() != 1 || self.value.pointer("/plus/event_chain").is_some() {
            return;
        }
        let mut inside = self.draft.hosts.items.iter().filter(|(_, it)| it.role.is_none());
        if let (Some((_, only)), None) = (inside.next(), inside.next()) {
            self.draft.counts.items.iter_mut().for_each(|(_, it)| it.host = Some(only.id.clone()));
        }
    }

    /// Adds the number at a pointer to the ledger.
    fn amount(&mut self, voice: &Voice, pointer: &str, label: impl Into<Words>, unit: &str) {
        let Some(value) = self.value.pointer(pointer).filter(|it| !it.is_null()) else { return };
        let Some(number) = rules::number(value) else {
            self.left_out(Phrase::veris_no_whole_amounts(), pointer);
            return;
        };
        let mut claim = voice.number(number, unit);
        // Coders write 1 for "one or more" where they know that there is something, and not how much. Read as it stands,
        // a stolen database would be a breach of exactly one record.
        if number == 1 && pointer.contains("confidentiality") {
            claim.value = Some(AmountDraft::Bounds(vec![("at_least".to_owned(), 1.into())]));
            claim.said.inferred = Some(make::text(Phrase::veris_one_inferred()));
            self.derived(Phrase::veris_one(), pointer);
        } else {
            self.carried(Phrase::veris_amounts(), pointer);
        }
        self.count(label.into(), claim);
    }

    fn count(&mut self, label: Words, claim: ClaimDraft<AmountDraft>) {
        let id = self.names.id(&format!("count {}", make::name(&label)));
        let next = self.draft.counts.items.len();
        let count =
            CountDraft { id, label: make::text(label), claims: make::each(vec![claim]), ..CountDraft::default() };
        self.draft.counts.items.push((next, count));
    }

    /// The assets of a record are listed apart, so that their amounts share nothing: 3 `S - Web application` and
    /// 2 `S - Database` are 5 hosts. Without this, the total would be a range from 3 to 5.
    fn keep_apart(&mut self, from: usize) {
        let unit = |it: &CountDraft| it.claims.items.first().and_then(|(_, it)| it.said.unit.clone());
        let ids: Vec<(String, Option<String>)> =
            self.draft.counts.items[from..].iter().map(|(_, it)| (it.id.clone(), unit(it))).collect();
        for (at, (_, count)) in self.draft.counts.items[from..].iter_mut().enumerate() {
            let earlier = ids[..at].iter().filter(|(_, it)| *it == ids[at].1);
            let none = |id: &String| OverlapDraft {
                with: id.clone(),
                amount: AmountDraft::Number(0.into()),
                ..OverlapDraft::default()
            };
            count.overlaps = make::each(earlier.map(|(id, _)| none(id)).collect());
        }
    }

    /// What it cost, as a fact: money is no unit of the ledger.
    fn loss(&mut self) {
        let fields = ["overall_amount", "overall_min_amount", "overall_max_amount"].map(|it| format!("/impact/{it}"));
        let said = |pointer: &String| match self.value.pointer(pointer)? {
            Value::Number(number) => Some(number.to_string()),
            Value::String(text) => Some(text.trim().to_owned()).filter(|it| !it.is_empty()),
            _ => None,
        };
        let [amount, low, high] = [&fields[0], &fields[1], &fields[2]].map(said);
        let currency = texts(self.value, "/impact/iso_currency_code").join(", ");
        let range = (low.is_some() || high.is_some())
            .then(|| format!("{}–{}", low.unwrap_or_default(), high.unwrap_or_default()));
        let value = match (amount, range) {
            (Some(amount), Some(range)) => format!("{amount} ({range}) {currency}"),
            (Some(one), None) | (None, Some(one)) => format!("{one} {currency}"),
            (None, None) => return,
        };
        self.fact("loss", Phrase::veris_loss(), value.trim());
        for pointer in fields.iter().filter(|it| self.value.pointer(it).is_some()) {
            self.carried(Phrase::veris_losses(), pointer);
        }
    }
}
