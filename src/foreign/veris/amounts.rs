//! Counts of a record, each in its unit: records of data, organisations, hosts, media, people, sites.

use serde_json::Value;

use super::super::look::{text, texts, whole};
use super::super::make::{self, Voice};
use super::record::Record;
use super::words;
use crate::import::draft::{AmountDraft, ClaimDraft, CountDraft, OverlapDraft};

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
        self.amount(&of_data, total, "Records of data", "records");
        for (index, part) in self.items("/attribute/confidentiality/data") {
            let variety = text(part, "/variety").unwrap_or("Unknown");
            let (label, unit) = (format!("Records: {variety}"), format!("records ({})", variety.to_lowercase()));
            self.amount(&of_data, &format!("/attribute/confidentiality/data/{index}/amount"), &label, &unit);
        }
        let voice = self.voice.clone();
        let before = self.draft.counts.items.len();
        for (index, asset) in self.items("/asset/assets") {
            let variety = text(asset, "/variety").unwrap_or("Unknown");
            let unit = words::category(variety).unit;
            self.amount(&voice, &format!("/asset/assets/{index}/amount"), &words::asset(variety), unit);
        }
        self.keep_apart(before);
        self.amount(&voice, "/victim/secondary/amount", "Organisations hit through the victim", "organisations");
        self.amount(&voice, "/victim/locations_affected", "Sites of the victim", "sites");
        self.loss();
    }

    /// Adds the number at a pointer to the ledger.
    fn amount(&mut self, voice: &Voice, pointer: &str, label: &str, unit: &str) {
        let Some(value) = self.value.pointer(pointer).filter(|it| !it.is_null()) else { return };
        let Some(number) = whole(value) else {
            self.left_out("amounts that are no whole number", pointer);
            return;
        };
        let mut claim = voice.number(number, unit);
        // coders write 1 where they know that there is something, and not how much
        if number == 1 && pointer.contains("confidentiality") {
            claim.value = Some(AmountDraft::Bounds(vec![("at_least".to_owned(), 1.into())]));
            claim.said.inferred = Some(make::text("The record says 1, which also stands for \"one or more\"."));
            self.derived(
                "1 record of data is read as at least 1: coders of VERIS write 1 for \"one or more\"",
                pointer,
            );
        } else {
            self.carried("amounts, each in its unit", pointer);
        }
        self.count(label, claim);
    }

    fn count(&mut self, label: &str, claim: ClaimDraft<AmountDraft>) {
        let id = self.names.id(&format!("count {label}"));
        let next = self.draft.counts.items.len();
        let count =
            CountDraft { id, label: make::text(label), claims: make::each(vec![claim]), ..CountDraft::default() };
        self.draft.counts.items.push((next, count));
    }

    /// The assets of a record are listed apart, so that their amounts share nothing.
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
        let Some(amount) = self.value.pointer("/impact/overall_amount").and_then(Value::as_f64) else { return };
        let currency = texts(self.value, "/impact/iso_currency_code").join(", ");
        self.fact("loss", "Loss", format!("{amount} {currency}").trim());
        self.carried("the loss, as a fact", "/impact/overall_amount");
    }
}
