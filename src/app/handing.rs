//! Handing on: what the reader asks for, what of it would be left out, and the file that comes of it.

use std::rc::Rc;

use serde_json::Value;

use super::action::Give;
use super::effect::Effect;
use super::failure::Told;
use super::figure::Looked;
use super::sharing::Shared;
use super::tables::Handing;
use super::view::Picture;
use super::wish::{Preview, Wish};
use super::{Failure, Load, State, briefing, linking, trust};
use crate::export::figure::Figure;
use crate::export::name::stem;
use crate::export::shape::Form;
use crate::export::share::Share;
use crate::export::zip::zip;
use crate::export::{Kind, name, navigator, stix};
use crate::incident::{Day, Incident};
use crate::paint::SvgNode;
use crate::timeline::Timeline;

/// All of it.
pub static HANDING: Handing = Handing { update, changes, handout, file };

/// What would come of what the reader asks for now.
pub fn preview(state: &State) -> Preview {
    let wish = &state.wish;
    let is_own = linking::address(state).is_none();
    let is_briefing = wish.export.kind == Kind::Html;
    let incidents = if is_briefing { briefing::choices(state, wish.incidents.as_deref()) } else { Vec::new() };
    let shown = state.ready().map(|it| &it.incident.id);
    let mut chosen = incidents.iter().filter(|it| it.is_chosen);
    match (chosen.next(), chosen.next()) {
        (None, _) if is_briefing => {
            return Preview { name: None, words: state.tongue().choose_an_incident().to_owned(), is_own, incidents };
        }
        // of an incident that is not open nobody knows yet how it is marked
        (Some(first), second) if second.is_some() || Some(&first.id) != shown => {
            let name = Some(briefing::name_before(&first.id, second.is_some()));
            return Preview { name, words: state.tongue().several_note().to_owned(), is_own, incidents };
        }
        _ => {}
    }
    // no map is laid out to say what would be left out
    let shared =
        state.ready().ok_or_else(Failure::nothing).and_then(|ready| Ok((ready, Shared::of(state, wish.share)?)));
    match shared {
        Ok((ready, shared)) => {
            let (incident, tongue) = (shared.incident(ready), state.tongue());
            let left_out = incident.shared.as_ref().and_then(|it| tongue.sharing(it));
            let left_out = left_out.unwrap_or_else(|| tongue.nothing_left_out().to_owned());
            let words = tongue.next_sentence(left_out, tongue.how_marked(incident.strictest()));
            let name = file_name(incident, || as_of(state, incident), wish);
            Preview { name: Some(name), words, is_own, incidents }
        }
        Err(failure) => {
            let Told { text, hint, .. } = failure.tell(state.tongue());
            Preview { name: None, words: format!("{text} {hint}"), is_own, incidents }
        }
    }
}

/// The file of a wish, or what must be gathered for it.
pub fn file(state: &State, wish: &Wish) -> Result<Effect, Failure> {
    if wish.export.kind == Kind::Html {
        return briefing::gather(state, wish.incidents.as_deref(), wish.share).ok_or_else(Failure::nothing);
    }
    if wish.export.is_for_office() {
        return Ok(Effect::Office(Box::new(wish.clone())));
    }
    let (state, native) = shared(state, wish.share)?;
    let name = file_name_of(&state, wish);
    let looked = Looked::at(state, native)?;
    let mut media_type = wish.export.media_type;
    let bytes = match wish.export.kind {
        Kind::Svg => svg(wish, &looked)?.into_bytes(),
        Kind::Png => return Ok(Effect::Raster { svg: svg(wish, &looked)?, factor: wish.factor, name: Some(name) }),
        Kind::Sequence => {
            let pictures = sequence(wish, &looked, "svg")?.into_iter().map(|(name, svg)| (name, svg.into_bytes()));
            zip(&pictures.collect::<Vec<_>>())
        }
        Kind::Slides => {
            return Ok(Effect::RasterAll { pictures: sequence(wish, &looked, "png")?, factor: wish.factor, name });
        }
        Kind::Text => looked.text()?.into_bytes(),
        Kind::Csv => match wish.table {
            Some(table) => {
                media_type = "text/csv";
                looked.material()?.table(table).into_bytes()
            }
            None => looked.material()?.all(),
        },
        Kind::Stix => stix::bundle(&looked.material()?).into_bytes(),
        Kind::Navigator => navigator::layer(&looked.material()?).into_bytes(),
        Kind::Native => looked.native().into_bytes(),
        // gathered and made in `briefing`, and made in `office`
        Kind::Html | Kind::Pptx | Kind::Docx | Kind::Mermaid | Kind::Dot | Kind::Drawio => Vec::new(),
    };
    Ok(Effect::Save { name, media_type, bytes })
}

/// What of a wish goes into the clipboard: the words, or the figure as a picture.
fn copy(state: &State, wish: &Wish) -> Result<Effect, Failure> {
    let (state, native) = shared(state, wish.share)?;
    let looked = Looked::at(state, native)?;
    Ok(match wish.export.kind {
        Kind::Text => Effect::Copy(looked.text()?),
        _ => Effect::Raster { svg: svg(wish, &looked)?, factor: wish.factor, name: None },
    })
}

/// What changed, in words for the clipboard, of what the reader lets leave.
pub fn changes(state: &State) -> Result<Effect, Failure> {
    let (state, _) = shared(state, state.wish.share)?;
    let picture = Picture::of(&state, None).ok_or_else(Failure::nothing)?;
    let comparison = picture.shown.comparison.as_ref().ok_or_else(Failure::nothing)?;
    let teller = picture.teller();
    Ok(Effect::Copy(format!("{}\n{}\n", comparison.text.plain(state.tongue()), teller.handed_on())))
}

/// What is printed of what may leave.
pub fn handout(state: &State, share: Share) -> Result<SvgNode, Failure> {
    let (state, native) = shared(state, share)?;
    Looked::at(state, native)?.handout()
}

/// Thinks about handing on, and does it.
pub fn update(state: &mut State, action: Give) -> Option<Effect> {
    let made = match action {
        Give::Wish(wish) => {
            state.wish = wish;
            state.preview = Rc::new(preview(state));
            return None;
        }
        Give::Copy => copy(state, &state.wish),
        Give::Link(way, page) => Ok(Effect::Copy(linking::text(state, way, &page))),
        Give::Print => handout(state, state.wish.share).map(|it| Effect::Print(Rc::new(it))),
        Give::Save => file(state, &state.wish),
    };
    made.map_err(|failure| state.complain(failure)).ok()
}

fn svg(wish: &Wish, looked: &Looked) -> Result<String, Failure> {
    let ground = looked.ground()?;
    Ok(figure(wish, looked.figure(&ground)?).svg())
}

/// A figure as it is wished for.
pub fn figure<'a>(wish: &Wish, figure: Figure<'a>) -> Figure<'a> {
    let form = Form { may_fold: figure.form.may_fold, ..Form::of(wish.shape, wish.steps) };
    Figure { content: wish.content, form, theme: wish.theme.unwrap_or(figure.theme), ..figure }
}

/// The pictures of all steps as SVG, and what each is to be called: `ID-01.svg` and so on.
fn sequence(wish: &Wish, looked: &Looked, extension: &str) -> Result<Vec<(String, String)>, Failure> {
    let ground = looked.ground()?;
    let figure = figure(wish, looked.figure(&ground)?);
    let figures = figure.sequence(&Timeline::of(figure.teller.incident));
    let id = stem(&figure.teller.incident.id);
    Ok(figures.into_iter().enumerate().map(|(i, svg)| (format!("{id}-{:02}.{extension}", i + 1), svg)).collect())
}

/// The day of what is handed on.
fn as_of(state: &State, incident: &Incident) -> Day {
    let timeline = if state.is_learning() { Timeline::learned } else { Timeline::of };
    state.look.as_of.unwrap_or_else(|| timeline(incident).opening)
}

/// What the file of a wish is called, of what may leave.
pub fn file_name_of(state: &State, wish: &Wish) -> String {
    state.ready().map_or(String::new(), |it| file_name(&it.incident, || as_of(state, &it.incident), wish))
}

fn file_name(incident: &Incident, as_of: impl Fn() -> Day, wish: &Wish) -> String {
    let export = wish.export;
    let as_of = export.is_of_day.then(as_of).and_then(Day::told);
    let table = wish.table.filter(|_| export.kind == Kind::Csv).map(|it| format!("{it}.csv"));
    name(incident, as_of, table.as_deref().unwrap_or(export.extension))
}

/// The state with what may leave in place of the incident, and the same as a file.
pub fn shared(state: &State, wanted: Share) -> Result<(State, Value), Failure> {
    let name = state.ready().map(|it| it.name.clone()).unwrap_or_default();
    let (value, ready) = Shared::of(state, wanted)?.into_ready(&name);
    let mut state = state.clone();
    if let Some(ready) = ready {
        state.load = Load::Ready(Rc::new(ready));
        trust::check(&mut state);
        trust::forget(&mut state);
    }
    Ok((state, value))
}
