//! Saving a briefing: which incidents go into it, where their files are, and what becomes of them. It gathers nothing itself.

use std::rc::Rc;

use super::action::Effect;
use super::words::briefing as words;
use super::{Failure, GalleryEntry, State, handing};
use crate::export::bundle::{self, Briefed, bundle};
use crate::export::share::Share;
use crate::import::{self, Imported};
use crate::incident::{Id, Marking};

/// Where the file of an incident is.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// It is shown.
    Here(Rc<str>),
    /// At an address of the gallery.
    At(String),
}

/// All that a briefing is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathered {
    /// The one-file app.
    pub app: String,
    /// The files of the incidents, each with what it is called.
    pub files: Vec<(String, Vec<u8>)>,
    /// What of them may leave.
    pub share: Share,
}

/// The incidents that one can take along, in order, each with whether it is shown: those of the gallery, after a file of one's own.
pub fn choices(state: &State) -> Vec<(&Id, bool)> {
    let shown = state.ready().map(|it| &it.incident.id);
    let own = shown.filter(|id| state.gallery.iter().all(|it| it.id != **id));
    let gallery = state.gallery.iter().map(|it| (&it.id, Some(&it.id) == shown));
    own.map(|it| (it, true)).into_iter().chain(gallery).collect()
}

/// What a briefing holds unless it is said otherwise: in a briefing, all that it holds already; else what is shown.
pub fn usual(state: &State) -> Vec<Id> {
    let is_briefing = |it: &GalleryEntry| it.file.starts_with('#');
    let is_all = !state.gallery.is_empty() && state.gallery.iter().all(is_briefing);
    let wanted = choices(state).into_iter().filter(|(_, is_shown)| is_all || *is_shown);
    wanted.map(|(id, _)| id.clone()).collect()
}

/// Asks for all that the briefing of these incidents is made of; ids that nobody knows are left out.
/// Their order is that of the choices, so that the same incidents give the same file.
pub fn gather(state: &State, wanted: &[Id], share: Share) -> Option<Effect> {
    let place = |(id, is_shown): (&Id, bool)| {
        if let Some(ready) = state.ready().filter(|_| is_shown) {
            return Some(Place::Here(Rc::clone(&ready.text)));
        }
        state.gallery.iter().find(|it| it.id == *id).map(|it| Place::At(it.file.clone()))
    };
    let chosen = choices(state).into_iter().filter(|(id, _)| wanted.contains(id));
    let files: Vec<Place> = chosen.filter_map(place).collect();
    (!files.is_empty()).then_some(Effect::Gather { files, share })
}

/// The briefing as a file to save.
pub fn save(gathered: &Gathered) -> Result<Effect, Failure> {
    let mut incidents = Vec::new();
    for (name, bytes) in &gathered.files {
        let bytes = handing::may_leave(bytes, gathered.share)?;
        let Imported { incident, .. } = import::import(&bytes).map_err(|err| Failure::import(name, &err))?;
        incidents.push((incident, String::from_utf8_lossy(&bytes).into_owned()));
    }
    let briefed: Vec<_> = incidents.iter().map(|(incident, text)| Briefed { incident, text }).collect();
    let page = bundle(&gathered.app, &briefed).ok_or_else(|| no_app(words::OTHER_APP))?;
    let marking = bundle::marking(incidents.iter().map(|it| &it.0));
    let name = name(incidents.first().map_or("breachmap", |it| &it.0.id), incidents.len(), marking);
    Ok(Effect::Save { name, media_type: "text/html", bytes: page.into_bytes() })
}

/// There is no one-file app to put incidents into; `text` says why.
pub fn no_app(text: &str) -> Failure {
    Failure {
        code: "no-app",
        title: words::NO_APP_TITLE.to_owned(),
        text: text.to_owned(),
        hint: words::NO_APP_HINT.to_owned(),
    }
}

/// `ID-MARKING.html`: a briefing is of no day, because it holds them all.
fn name(first: &str, n: usize, marking: Option<Marking>) -> String {
    let others = if n > 1 { "-and-others" } else { "" };
    format!("{first}{others}-{}.html", Marking::file_label(marking))
}
