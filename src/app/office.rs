//! Files for other programs: slides, documents and diagrams, of what may leave; and briefings. They are a part of the program of
//! their own, because few ask for them, and slides alone take as much of it as all figures do.

use super::figure::Looked;
use super::handing::{figure, file_name_of, shared};
use super::tables::Office;
use super::wish::{Draft, Wish};
use super::{Failure, State, briefing};
use crate::export::Kind;
use crate::export::diagram::Format;
use crate::export::figure::Figure;
use crate::export::office::deck::deck;
use crate::export::office::document::Paper;
use crate::graph;
use crate::scene::theme::LIGHT;
use crate::timeline::Timeline;

/// All of it.
pub static OFFICE: Office = Office { draft, brief: briefing::save };

/// What a wish becomes, and which pictures must be drawn for it. The command writes the same bytes, but for these pictures.
pub fn draft(state: &State, wish: &Wish) -> Result<Draft, Failure> {
    let (state, native) = shared(state, wish.share)?;
    let name = file_name_of(&state, wish);
    let looked = Looked::at(state, native)?;
    let diagram = |format: Format| -> Result<Vec<u8>, Failure> {
        let material = looked.material()?;
        // cards are shut whatever the reader opened: none can be opened in a text
        let ground = graph::closed(material.teller.incident);
        Ok(format.write(&material, &ground).into_bytes())
    };
    let bytes = match wish.export.kind {
        Kind::Docx => {
            let ground = looked.ground()?;
            let paper = Paper::of(&Figure { theme: &LIGHT, ..looked.figure(&ground)? });
            let pictures = paper.pictures().iter().map(|it| it.svg.clone()).collect();
            let finish = Box::new(move |drawn| paper.document(drawn));
            return Ok(Draft { name, media_type: wish.export.media_type, pictures, finish });
        }
        Kind::Pptx => {
            let ground = looked.ground()?;
            let figure = figure(wish, looked.figure(&ground)?);
            deck(&figure, wish.shape, &Timeline::of(figure.teller.incident))
        }
        Kind::Mermaid => diagram(Format::Mermaid)?,
        Kind::Dot => diagram(Format::Dot)?,
        Kind::Drawio => diagram(Format::Drawio)?,
        Kind::Svg
        | Kind::Png
        | Kind::Sequence
        | Kind::Slides
        | Kind::Text
        | Kind::Html
        | Kind::Csv
        | Kind::Stix
        | Kind::Navigator
        | Kind::Native => return Err(Failure::nothing()), // made in `handing`
    };
    Ok(Draft { name, media_type: wish.export.media_type, pictures: Vec::new(), finish: Box::new(move |_| bytes) })
}
