//! Handing on: what the reader asks for, what of it would be left out, and the file that comes of it.

use std::borrow::Cow;
use std::rc::Rc;

use serde_json::Value;

use super::action::{Action, Effect};
use super::briefing::Choice;
use super::view::{Picture, Shown};
use super::words::handing as words;
use super::{Failure, Load, Ready, State, briefing, whose};
use crate::export::csv::Table;
use crate::export::digest::digest;
use crate::export::figure::{Content, Figure};
use crate::export::share::{Share, ShareError, Shared, share};
use crate::export::text::text;
use crate::export::zip::zip;
use crate::export::{EXPORTS, Export, Kind, Material, name, native, stix};
use crate::incident::{Id, Marking};
use crate::paint::SvgNode;
use crate::scene::theme::Theme;

/// What the reader asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// What to make.
    pub export: &'static Export,
    /// What of the incident may leave.
    pub share: Share,
    /// What a figure shows.
    pub content: Content,
    /// The theme of a figure; `None` is that of the screen.
    pub theme: Option<&'static Theme>,
    /// How many pixels of a PNG one of the figure becomes.
    pub factor: u8,
    /// Of tables, which one; `None` is all of them in an archive.
    pub table: Option<Table>,
    /// Which incidents go into one file; `None` are the usual ones.
    pub incidents: Option<Vec<Id>>,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            export: &EXPORTS[0],
            share: Share::default(),
            content: Content::Both,
            theme: None,
            factor: 2,
            table: None,
            incidents: None,
        }
    }
}

/// What would come of a wish.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preview {
    /// What the file would be called; `None` if nothing may leave.
    pub name: Option<String>,
    /// What would be left out, or why nothing may leave; and how it would be marked.
    pub words: String,
    /// The incidents that can go into it, if it can hold several.
    pub incidents: Vec<Choice>,
}

/// What would come of what the reader asks for now.
pub fn preview(state: &State) -> Preview {
    let wish = &state.wish;
    let is_briefing = wish.export.kind == Kind::Html;
    let incidents = if is_briefing { briefing::choices(state, wish.incidents.as_deref()) } else { Vec::new() };
    let shown = state.ready().map(|it| &it.incident.id);
    let mut chosen = incidents.iter().filter(|it| it.is_chosen);
    match (chosen.next(), chosen.next()) {
        (None, _) if is_briefing => {
            return Preview { name: None, words: words::NONE_CHOSEN.to_owned(), incidents };
        }
        // of an incident that is not open nobody knows yet how it is marked
        (Some(first), second) if second.is_some() || Some(&first.id) != shown => {
            let name = Some(briefing::name_before(&first.id, second.is_some()));
            return Preview { name, words: words::SEVERAL.to_owned(), incidents };
        }
        _ => {}
    }
    match shared(state, wish.share) {
        Ok((state, _)) => {
            let left_out =
                state.ready().and_then(|it| it.incident.shared.as_ref()).and_then(|it| state.tongue().sharing(it));
            let left_out = left_out.unwrap_or_else(|| words::ALL.to_owned());
            let marking = Marking::label(state.ready().and_then(|it| it.incident.strictest()));
            let words = format!("{left_out} {}", words::marked(marking));
            Preview { name: file_name(&state, wish), words, incidents }
        }
        Err(failure) => Preview { name: None, words: format!("{} {}", failure.text, failure.hint), incidents },
    }
}

/// The file of a wish, or what must be gathered for it.
pub fn file(state: &State, wish: &Wish) -> Result<Effect, Failure> {
    if wish.export.kind == Kind::Html {
        return briefing::gather(state, wish.incidents.as_deref(), wish.share).ok_or_else(nothing);
    }
    let (state, native) = shared(state, wish.share)?;
    let picture = Picture::of(&state, None).ok_or_else(nothing)?;
    let name = file_name(&state, wish).ok_or_else(nothing)?;
    let digest = digest(&native);
    let figure = figure(wish, &picture.shown, &digest);
    let Figure { incident, snapshot, language, .. } = figure;
    let material = Material { incident, snapshot, language, digest: &digest };
    let mut media_type = wish.export.media_type;
    let bytes = match wish.export.kind {
        Kind::Svg => figure.svg().into_bytes(),
        Kind::Png => return Ok(Effect::Raster { svg: figure.svg(), factor: wish.factor, name: Some(name) }),
        Kind::Sequence => sequence(&figure, &picture.shown.ready),
        Kind::Text => text(&figure).into_bytes(),
        Kind::Csv => match wish.table {
            Some(table) => {
                media_type = "text/csv";
                material.table(table).into_bytes()
            }
            None => material.all(),
        },
        Kind::Stix => stix::bundle(&material).into_bytes(),
        Kind::Native => native::text(&native).into_bytes(),
        Kind::Html => Vec::new(), // gathered, and made in `briefing`
    };
    Ok(Effect::Save { name, media_type, bytes })
}

/// What of a wish goes into the clipboard: the words, or the figure as a picture.
fn copy(state: &State, wish: &Wish) -> Result<Effect, Failure> {
    let (state, native) = shared(state, wish.share)?;
    let picture = Picture::of(&state, None).ok_or_else(nothing)?;
    let digest = digest(&native);
    let figure = figure(wish, &picture.shown, &digest);
    Ok(match wish.export.kind {
        Kind::Text => Effect::Copy(text(&figure)),
        _ => Effect::Raster { svg: figure.svg(), factor: wish.factor, name: None },
    })
}

/// What is printed of what may leave.
pub fn handout(state: &State, share: Share) -> Result<SvgNode, Failure> {
    let (state, native) = shared(state, share)?;
    let picture = Picture::of(&state, None).ok_or_else(nothing)?;
    Ok(picture.handout(&digest(&native)))
}

/// Thinks about handing on, and does it.
pub fn update(state: &mut State, action: Action) -> Option<Effect> {
    let made = match action {
        Action::Wish(wish) => {
            state.wish = wish;
            state.preview = Rc::new(preview(state));
            return None;
        }
        Action::CopyOut => copy(state, &state.wish),
        Action::PrintOut => handout(state, state.wish.share).map(|it| Effect::Print(Rc::new(it))),
        _ => file(state, &state.wish),
    };
    made.map_err(|failure| state.complain(failure)).ok()
}

fn figure<'a>(wish: &Wish, shown: &'a Shown, digest: &'a str) -> Figure<'a> {
    let figure = shown.figure();
    Figure { content: wish.content, theme: wish.theme.unwrap_or(figure.theme), digest: Some(digest), ..figure }
}

/// `ID-01.svg` and so on, in one archive.
fn sequence(figure: &Figure<'_>, ready: &Ready) -> Vec<u8> {
    let figures = figure.sequence(&ready.timeline);
    let id = &figure.incident.id;
    let named = figures.into_iter().enumerate().map(|(i, svg)| (format!("{id}-{:02}.svg", i + 1), svg.into_bytes()));
    zip(&named.collect::<Vec<_>>())
}

/// What of a file may leave; all of it as it is, if nothing is asked for.
pub fn may_leave(bytes: &[u8], wanted: Share) -> Result<Cow<'_, [u8]>, Failure> {
    if wanted == Share::default() {
        return Ok(Cow::Borrowed(bytes));
    }
    let native = serde_json::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).unwrap_or_default();
    Ok(native::text(&share(&native, wanted).map_err(refused)?.value).into_bytes().into())
}

fn refused(err: ShareError) -> Failure {
    let (title, hint) = (words::REFUSED.to_owned(), err.hint().to_owned());
    Failure { code: "above-marking", title, text: format!("{err}."), hint }
}

/// The state with what may leave in place of the incident, and the same as a file.
fn shared(state: &State, wanted: Share) -> Result<(State, Value), Failure> {
    let ready = state.ready().ok_or_else(nothing)?;
    let native = serde_json::from_str(ready.text.trim_start_matches('\u{FEFF}')).unwrap_or_default();
    let Shared { value, .. } = share(&native, wanted).map_err(refused)?;
    let mut state = state.clone();
    if wanted != Share::default() {
        let read = Ready::read(&ready.name, native::text(&value).as_bytes());
        state.load = Load::Ready(Rc::new(read.map_err(|err| Failure::import(&ready.name, &err))?));
        whose::check(&mut state);
    }
    Ok((state, value))
}

fn file_name(state: &State, wish: &Wish) -> Option<String> {
    let export = wish.export;
    let as_of = state.lens().map(|it| it.as_of).filter(|_| export.is_of_day).and_then(crate::incident::Day::told);
    let table = wish.table.filter(|_| export.kind == Kind::Csv).map(|it| format!("{it}.csv"));
    Some(name(&state.ready()?.incident, as_of, table.as_deref().unwrap_or(export.extension)))
}

fn nothing() -> Failure {
    let (title, text, hint) = words::NOTHING;
    Failure { code: "nothing", title: title.to_owned(), text: text.to_owned(), hint: hint.to_owned() }
}
