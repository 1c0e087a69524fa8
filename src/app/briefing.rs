//! Saving a briefing: which incidents go into it, where their files are, and what becomes of them. It gathers nothing itself.

use std::rc::Rc;

use super::effect::Effect;
use super::sharing::may_leave;
use super::wish::{Choice, Draft, Gathered, Place};
use super::{Failure, State};
use crate::export::bundle::{self, Briefed, bundle};
use crate::export::name::stem;
use crate::export::share::Share;
use crate::import::{self, Imported};
use crate::incident::{Id, Marking, Text};
use crate::tongue::Phrase;

/// The incidents that can go into a briefing, in order: a file of one's own, then those of the gallery.
/// Unless `wanted` says which, it is what is shown; in a briefing, all that it holds already.
pub fn choices(state: &State, wanted: Option<&[Id]>) -> Vec<Choice> {
    let Some(shown) = state.ready().map(|it| &it.incident) else { return Vec::new() };
    let is_briefing = !state.gallery.is_empty() && state.gallery.iter().all(|it| it.file.starts_with('#'));
    let is_own = state.gallery.iter().all(|it| it.id != shown.id);
    let choice = |id: &Id, title: &Text, is_usual: bool| {
        let (tag, title) = title.told(state.language());
        Choice {
            id: id.clone(),
            title: (state.tongue().other(tag).map(str::to_owned), title.to_owned()),
            is_chosen: wanted.map_or(is_usual, |it| it.contains(id)),
        }
    };
    let own = is_own.then(|| choice(&shown.id, &shown.title, true));
    let gallery = state.gallery.iter().map(|it| choice(&it.id, &it.title, is_briefing || it.id == shown.id));
    own.into_iter().chain(gallery).collect()
}

/// Asks for all that the briefing of these incidents, or of the usual ones, is made of; ids that nobody knows are left out.
/// Their order is that of the choices, so that the same incidents give the same file.
pub fn gather(state: &State, wanted: Option<&[Id]>, share: Share) -> Option<Effect> {
    let place = |it: Choice| {
        let shown = state.ready().filter(|shown| shown.incident.id == it.id);
        let address = || state.gallery.iter().find(|entry| entry.id == it.id).map(|it| Place::At(it.file.clone()));
        shown.map(|it| Place::Here(Rc::clone(&it.text))).or_else(address)
    };
    let chosen = choices(state, wanted).into_iter().filter(|it| it.is_chosen);
    let files: Vec<Place> = chosen.filter_map(place).collect();
    (!files.is_empty()).then_some(Effect::Gather { files, share })
}

/// The briefing as a file.
pub fn save(gathered: &Gathered) -> Result<Draft, Failure> {
    let mut incidents = Vec::new();
    for (name, bytes) in &gathered.files {
        let bytes = may_leave(bytes, gathered.share)?;
        let Imported { incident, .. } = import::import(&bytes).map_err(|err| Failure::import(name, &err))?;
        incidents.push((incident, String::from_utf8_lossy(&bytes).into_owned()));
    }
    let briefed: Vec<_> = incidents.iter().map(|(incident, text)| Briefed { incident, text }).collect();
    let page = bundle(&gathered.app, &briefed).ok_or_else(|| Failure::no_app(Phrase::other_app()))?;
    let marking = bundle::marking(&incidents.iter().map(|it| &it.0));
    let name = name(incidents.first().map_or("breachmap", |it| &it.0.id), incidents.len(), marking);
    Ok(Draft { name, media_type: "text/html", pictures: Vec::new(), finish: Box::new(|_| page.into_bytes()) })
}

/// The name as far as it is known before the files are there.
pub fn name_before(first: &str, has_others: bool) -> String {
    let others = if has_others { "-and-others" } else { "" };
    format!("{}{others}-….html", stem(first))
}

/// `ID-MARKING.html`: a briefing is of no day, because it holds them all.
fn name(first: &str, n: usize, marking: Option<Marking>) -> String {
    let others = if n > 1 { "-and-others" } else { "" };
    format!("{}{others}-{}.html", stem(first), Marking::file_label(marking))
}
