//! Files of office programs, of the kind of ECMA-376: slides, made of the same words and the same
//! map as figures and handouts. Same incident and same lens give the same bytes.

mod card;
mod connector;
pub mod deck;
pub mod document;
mod draw;
mod ends;
mod ink;
mod map;
mod master;
mod notes;
mod opc;
mod picture;
mod place;
mod runs;
mod slide;
mod styles;
mod xml;

use crate::export::figure::Figure;
use crate::paint::SvgNode;

/// English Metric Units in a point, the unit of lengths in these files.
const EMU: f64 = 12_700.0;

/// A length in points as English Metric Units.
fn emu(points: f64) -> i64 {
    (points * EMU).round() as i64
}

/// The language of words as these files name it: with a country, without which these programs do not check spelling.
fn language(tag: &str) -> String {
    match tag {
        "en" => "en-US".to_owned(),
        "ja" => "ja-JP".to_owned(),
        other => other.to_owned(),
    }
}

/// What a file says of itself in its list of properties: title, sentence, marking, language.
fn about(figure: &Figure<'_>) -> SvgNode {
    let teller = figure.teller;
    let text = |tag, words: &str| SvgNode { text: Some(words.to_owned()), ..SvgNode::new(tag) };
    xml::root("cp:coreProperties", &[xml::CP, xml::DC, xml::DCTERMS, xml::XSI]).holding([
        text("dc:title", teller.incident.title.get(teller.language)),
        text("dc:description", &teller.sentence(figure.snapshot)),
        text("cp:keywords", teller.tongue.marking(teller.incident.strictest())),
        text("dc:language", &language(teller.tongue.tag())),
    ])
}
