//! What sources say of what is disputed, and what is not known, as JSON.

use serde::Serialize;

use crate::incident::{Day, Id, Said, Span, StateChange};
use crate::sorting;
use crate::timeline::{Position, Positions, ShownBy, Unknown, Value, View};
use crate::words::Teller;

/// The first and the last day that it can be.
#[derive(Debug, Serialize)]
pub(super) struct SpanJson {
    earliest: Option<String>,
    latest: Option<String>,
}

pub(super) fn span(span: Span) -> SpanJson {
    let day = |it: Option<Day>| it.map(|it| it.to_string());
    SpanJson { earliest: day(span.earliest), latest: day(span.latest) }
}

/// What some sources say of a disputed attribute.
#[derive(Debug, Serialize)]
pub struct PositionJson {
    part: Id,
    attribute: &'static str,
    value: Option<String>,
    hedge: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    likelihood: Vec<String>,
    when: Option<SpanJson>,
    sources: Vec<Id>,
    via: Vec<Id>,
    shown: bool,
    words: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<QuoteJson>,
}

/// The words of a source that say it.
#[derive(Debug, Serialize)]
struct QuoteJson {
    source: Id,
    quote: String,
    at: Option<String>,
}

/// By which rule the first position on a disputed attribute is shown.
#[derive(Debug, Serialize)]
pub struct ShownByJson {
    part: Id,
    attribute: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'static str>,
    rule: &'static str,
    kind: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct UnknownJson {
    id: Id,
    label: String,
    since: Option<String>,
    sources: Vec<Id>,
    answer: Option<AnswerJson>,
}

#[derive(Debug, Serialize)]
pub struct AnswerJson {
    value: String,
    hedge: &'static str,
    day: Option<String>,
    sources: Vec<Id>,
}

fn quote(it: &Said) -> Option<QuoteJson> {
    let quote = it.quote.as_deref()?;
    Some(QuoteJson { source: it.source.clone(), quote: quote.words.clone(), at: quote.at.clone() })
}

/// What sources say, as the lens lets it be heard.
#[derive(Clone, Copy)]
pub struct Claims<'a> {
    pub view: View<'a>,
    pub teller: Teller<'a>,
}

impl Claims<'_> {
    /// The positions on what is disputed of these parts, and by which rule the first of each attribute is shown.
    pub fn disputed(self, parts: &[&Id]) -> (Vec<PositionJson>, Vec<ShownByJson>) {
        let (mut positions, mut shown_by) = (Vec::new(), Vec::new());
        for asked in parts.iter().flat_map(|it| self.view.said_of(it)).filter(|it| it.disputed) {
            positions.extend(asked.all.iter().enumerate().map(|(at, it)| self.position(&asked, it, at == 0)));
            shown_by.push(ShownByJson {
                part: asked.part.clone(),
                attribute: asked.attribute.as_str(),
                value: asked.change.map(StateChange::as_str),
                rule: asked.shown_by.as_str(),
                kind: match asked.shown_by {
                    ShownBy::Kind(kind) => Some(kind.as_str()),
                    _ => None,
                },
            });
        }
        (positions, shown_by)
    }

    fn position(self, asked: &Positions<'_>, it: &Position<'_>, is_shown: bool) -> PositionJson {
        let (said, words) = (it.first(), self.teller.position(it));
        let originals = sorting::each_once(it.claims.iter().map(|it| it.source.as_str()));
        PositionJson {
            part: asked.part.clone(),
            attribute: asked.attribute.as_str(),
            value: match it.value {
                Value::Happened => asked.change.map(|it| it.as_str().to_owned()),
                Value::Id(id) => Some(id.clone()),
                Value::Words(text) => Some(text.get(self.teller.language).to_owned()),
                Value::AsLabeled | Value::Open => None,
                Value::Quantity(it) => Some(format!("{} {}", self.teller.tongue.amount(it.amount), it.unit)),
            },
            hedge: said.hedge.as_str(),
            likelihood: self.teller.likelihoods(it),
            when: said.when.as_ref().map(|it| span(it.span())),
            via: self.view.sources(&it.claims).into_iter().filter(|it| !originals.contains(it)).collect(),
            sources: originals,
            shown: is_shown,
            words,
            quotes: it.claims.iter().filter_map(|it| quote(it)).collect(),
        }
    }

    /// A question and what became of it.
    pub fn unknown(self, it: &Unknown<'_>) -> UnknownJson {
        UnknownJson {
            id: it.id.clone(),
            label: it.label.get(self.teller.language).to_owned(),
            since: it.since.map(|it| it.to_string()),
            sources: it.open_by.clone(),
            answer: it.answer.as_ref().map(|it| AnswerJson {
                value: it.value.get(self.teller.language).to_owned(),
                hedge: it.hedge.as_str(),
                day: it.day.map(|it| it.to_string()),
                sources: it.sources.clone(),
            }),
        }
    }
}
