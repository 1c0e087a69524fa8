//! What of a picture is laid out only when somebody looks at it: the story, what is chosen, facts, disputes, questions.

use super::details::{self, AttributeWords, Details, DisputeWords};
use super::story::{Story, StoryRow};
use super::view::Shown;
use crate::incident::{Fact, Id, Topic};
use crate::timeline::{Unknown, View, unknowns};

/// A question that sources ask.
#[derive(Debug, Clone, PartialEq)]
pub struct UnknownRow {
    /// The language of the question, where it is not that of our own words.
    pub language: Option<String>,
    /// The question.
    pub label: String,
    /// What is known of it.
    pub known: String,
    /// Whether it has no answer.
    pub is_open: bool,
}

impl Shown {
    /// The rows of the story.
    pub fn story(&self) -> Story {
        Story::of(&self.snapshot, &self.ground.folded)
    }

    /// What all rows of the story say.
    pub fn steps(&self) -> Vec<StoryRow> {
        let story = self.story();
        (0..story.len()).filter_map(|at| self.step(&story, at)).collect()
    }

    /// What a row of the story says; what does not match the filter fades.
    pub fn step(&self, story: &Story, at: usize) -> Option<StoryRow> {
        let folded = &self.ground.folded;
        let on_map = (self.ready.numbers(), folded);
        let row = story.row(at, self.teller(), &self.snapshot, on_map, self.selection())?;
        let is_faded = self.matches.as_ref().is_some_and(|matches| {
            let all = folded.bundle_of(&row.id).filter(|_| row.opens.is_some()).map(|it| &it.pivots);
            let is_lit = |id: &Id| matches.lit.contains(id);
            !all.map_or(is_lit(&row.id), |it| it.iter().any(is_lit))
        });
        Some(StoryRow { is_faded, ..row })
    }

    /// What is chosen: as it stands, or as it stood before in a comparison, or why it is not seen.
    pub fn details(&self) -> Option<Details> {
        let (id, teller) = (self.selection()?, self.teller());
        let before = || details::details(teller, &self.comparison.as_ref()?.before, id);
        let unseen = || Details::unseen(teller, id, self.why_unseen(id));
        let details = details::details(teller, &self.snapshot, id).or_else(before).or_else(unseen)?;
        Some(Details { way: teller.way(&self.snapshot, id, self.way.as_ref()), ..details })
    }

    /// The facts about the incident as a whole of which somebody speaks, and whether sources disagree.
    /// What they say is laid out when a reader asks for it: it is long, and rarely read.
    pub fn facts(&self) -> Vec<(&Fact, bool)> {
        let view = View { incident: &self.ready.incident, lens: &self.snapshot.lens };
        let told = self.ready.incident.facts.iter().filter_map(|fact| {
            let positions = view.fact_positions(fact);
            (!positions.all.is_empty() && fact.topic != Topic::Question).then_some((fact, positions.disputed))
        });
        told.collect()
    }

    /// What is said of a fact.
    pub fn fact(&self, fact: &Fact) -> Option<AttributeWords> {
        details::fact(self.teller(), &self.snapshot, fact)
    }

    /// Where sources disagree, most consequential first.
    pub fn disputes(&self) -> Vec<DisputeWords> {
        details::disputed(self.teller(), &self.snapshot)
    }

    /// What sources say in a dispute.
    pub fn attribute(&self, dispute: &DisputeWords) -> Option<AttributeWords> {
        details::dispute(self.teller(), &self.snapshot, dispute)
    }

    /// The questions that sources ask, what is known of each, and whether it is open; open ones first.
    pub fn unknowns(&self) -> Vec<UnknownRow> {
        let (incident, teller) = (&self.ready.incident, self.teller());
        let unknowns = unknowns(View { incident, lens: &self.snapshot.lens });
        let row = |it: &Unknown<'_>| {
            let (language, label) = teller.told(it.label);
            let (language, label) = (language.map(str::to_owned), label.to_owned());
            UnknownRow { language, label, known: teller.known(it), is_open: it.answer.is_none() }
        };
        unknowns.iter().map(row).collect()
    }
}
