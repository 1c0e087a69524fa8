//! What sources say: attributes, positions, and why one position is shown.

use super::Teller;
use crate::incident::{Hedge, Said, SourceKind, StateChange};
use crate::sorting;
use crate::timeline::{Attribute, Position, Positions, ShownBy, Unknown, Value};
use crate::tongue::Tongue;

impl Tongue {
    /// What a source is to the incident.
    pub fn kind_of_source(&self, kind: SourceKind) -> &'static str {
        match kind {
            SourceKind::Victim => self.source_victim(),
            SourceKind::Authority => self.source_authority(),
            SourceKind::Press => self.source_press(),
            SourceKind::Analyst => self.source_analyst(),
            SourceKind::Anonymous => self.source_anonymous(),
            SourceKind::Editor => self.source_editor(),
            SourceKind::Intruder => self.source_intruder(),
        }
    }

    /// What a claim is about, as a noun.
    pub fn attribute(&self, attribute: Attribute) -> &'static str {
        match attribute {
            Attribute::When => self.about_time_of(),
            Attribute::State => self.about_state(),
            Attribute::Zone => self.about_place(),
            Attribute::Name => self.about_name(),
            Attribute::Same => self.about_identity(),
            Attribute::Amount => self.about_number(),
            Attribute::Value => self.about_answer(),
        }
    }

    /// What is asked, as a heading.
    pub fn question(&self, positions: &Positions<'_>) -> &'static str {
        match (positions.attribute, positions.change) {
            (Attribute::State, Some(StateChange::Compromised)) => self.head_compromised(),
            (Attribute::State, Some(StateChange::Contained)) => self.head_contained(),
            (Attribute::State, Some(StateChange::Disrupted)) => self.head_disrupted(),
            (Attribute::State, Some(StateChange::Restored)) => self.head_restored(),
            (Attribute::State, Some(StateChange::NotExamined)) => self.head_not_examined(),
            (Attribute::State, Some(StateChange::Clean)) => self.head_clean(),
            (Attribute::State, None) => self.question_state(),
            (Attribute::When, _) => self.question_when(),
            (Attribute::Zone, _) => self.head_where(),
            (Attribute::Name, _) => self.head_called(),
            (Attribute::Same, _) => self.head_same(),
            (Attribute::Amount, _) => self.head_how_many(),
            (Attribute::Value, _) => self.head_answer(),
        }
    }

    /// What is asked of a part, after its name; nothing of a fact, whose name says it.
    pub fn asked(&self, positions: &Positions<'_>) -> &'static str {
        match (positions.attribute, positions.change) {
            (Attribute::State, Some(StateChange::Compromised)) => self.ask_compromised(),
            (Attribute::State, Some(StateChange::Contained)) => self.ask_contained(),
            (Attribute::State, Some(StateChange::Disrupted)) => self.ask_disrupted(),
            (Attribute::State, Some(StateChange::Restored)) => self.ask_restored(),
            (Attribute::State, Some(StateChange::NotExamined)) => self.ask_not_examined(),
            (Attribute::State, Some(StateChange::Clean)) => self.ask_clean(),
            (Attribute::State, None) => self.ask_state(),
            (Attribute::When, _) => self.ask_when(),
            (Attribute::Zone, _) => self.ask_where(),
            (Attribute::Name, _) => self.ask_called(),
            (Attribute::Same, _) => self.ask_same(),
            (Attribute::Amount, _) => self.ask_how_many(),
            (Attribute::Value, _) => "",
        }
    }

    /// Why the first position is shown; nothing where there is no other.
    pub fn shown_by(&self, rule: ShownBy) -> &'static str {
        match rule {
            ShownBy::Only => "",
            ShownBy::Preferred => self.shown_preferred(),
            ShownBy::Affirmed => self.shown_affirmed(),
            ShownBy::Kind(SourceKind::Victim) => self.shown_victim(),
            ShownBy::Kind(SourceKind::Authority) => self.shown_authority(),
            ShownBy::Kind(SourceKind::Press) => self.shown_press(),
            ShownBy::Kind(SourceKind::Analyst) => self.shown_analyst(),
            ShownBy::Kind(SourceKind::Anonymous | SourceKind::Editor | SourceKind::Intruder) => self.shown_not_editor(),
            ShownBy::Latest => self.shown_latest(),
            ShownBy::FirstListed => self.shown_first_listed(),
        }
    }
}

impl Teller<'_> {
    /// What a position says: `4 to 5 May 2020`, `Singapore`, `up to 621 clients`.
    pub fn position(self, it: &Position<'_>) -> String {
        let tongue = self.tongue;
        let words = match it.value {
            Value::Happened => match tongue.time(it.first()) {
                Some(time) => time,
                None if it.is_denial() => return tongue.denied().to_owned(),
                None => tongue.no_time().to_owned(),
            },
            Value::Id(id) => self.incident.label(id, self.language).unwrap_or(id).to_owned(),
            Value::Words(words) => words.get(self.language).to_owned(),
            Value::AsLabeled => tongue.as_labeled().to_owned(),
            Value::Open => tongue.left_open().to_owned(),
            Value::Quantity(it) => tongue.quantity(it),
        };
        if it.is_denial() { tongue.not_so(words) } else { words }
    }

    /// The words of a source that say something, and where they stand: `“621 customers” (page 2)`.
    pub fn quotation(self, it: &Said) -> Option<String> {
        let quote = it.quote.as_deref()?;
        let words = (!quote.words.is_empty()).then(|| self.tongue.quoted(&quote.words));
        Some(match (words, &quote.at) {
            (Some(words), Some(at)) => self.tongue.noted(words, at),
            (Some(words), None) => words,
            (None, at) => at.clone().unwrap_or_default(),
        })
    }

    /// How likely the file's author holds what those say who share a position, each word once.
    pub fn likelihoods(self, it: &Position<'_>) -> Vec<String> {
        let words = it.claims.iter().filter_map(|it| it.likelihood.as_ref());
        sorting::each_once(words.map(|it| it.get(self.language)))
    }

    /// A position in a list of them: what it says, and how likely the file's author holds it.
    pub fn rated(self, it: &Position<'_>) -> String {
        let (said, likelihoods) = (self.position(it), self.likelihoods(it));
        if likelihoods.is_empty() {
            return said;
        }
        self.tongue.noted(said, self.tongue.likelihood(self.tongue.join(&likelihoods)))
    }

    /// A question and what became of it: `How did they get in? Open since 28 May 2020 (CSIDB)`.
    pub fn unknown(self, it: &Unknown<'_>) -> String {
        self.tongue.next_sentence(it.label.get(self.language), self.known(it))
    }

    /// What became of a question: its answer, with who gives it, when and how firmly; or since when and by whom it is left open.
    pub fn known(self, it: &Unknown<'_>) -> String {
        let tongue = self.tongue;
        let Some(answer) = &it.answer else {
            let who = self.names(&it.open_by);
            return match it.since {
                Some(end) => tongue.open_since(tongue.end(end), who),
                None => tongue.open_by(who),
            };
        };
        let said = answer.value.get(self.language);
        let said = match answer.hedge {
            Hedge::Stated => said.to_owned(),
            hedge => tongue.answer_hedged(said, tongue.hedge(hedge)),
        };
        let who = [self.names(&answer.sources)].into_iter().chain(answer.day.map(|it| tongue.end(it)));
        tongue.answered(said, tongue.join(&who.collect::<Vec<_>>()))
    }
}
