//! A field of the sheet, with what is wrong with it or how it is read.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::hooks::{use_tongue, when};
use crate::app::action::{Action, Edit};
use crate::app::edit::{Column, Kind, Place, Section};
use crate::app::editing::Draft;
use crate::attack;
use crate::document::typed;
use crate::tongue::Tongue;
use crate::web::names;

/// How many techniques are offered while one types.
const OFFERED: usize = 12;

/// A column; there is one of each.
#[derive(Clone, Copy)]
pub struct Columned(pub &'static Column);

impl PartialEq for Columned {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

/// What a field shows, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct CellProps {
    /// Its row and column, from 0.
    pub place: (usize, usize),
    /// What it is called.
    pub label: AttrValue,
    /// Its column.
    pub column: Columned,
    /// What the file says.
    pub text: AttrValue,
    /// What is wrong with it.
    pub problems: Vec<String>,
    /// What is meant if it is empty.
    pub placeholder: Option<AttrValue>,
    /// What was typed here when the page ended.
    pub drafted: Option<AttrValue>,
    /// Whether this browser keeps what is typed.
    pub keeps: bool,
    /// Whether it is marked with others.
    pub is_marked: bool,
    /// How it is read, where that is not plain.
    pub reading: Option<AttrValue>,
    /// The list.
    pub section: Section,
    /// What techniques are called, if that is here.
    pub techniques: Option<&'static str>,
    /// The part of the row.
    pub part: AttrValue,
    /// Its claim.
    pub claim: AttrValue,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// A field, with what is wrong with it or how it is read.
#[component]
pub fn Cell(props: &CellProps) -> Html {
    let tongue = use_tongue();
    let draft = use_state(|| props.drafted.as_ref().map(ToString::to_string));
    let Columned(column) = props.column;
    let (at, along) = props.place;
    let commit = {
        let (section, part, claim) = (props.section, props.part.to_string(), props.claim.to_string());
        let draft = draft.clone();
        props.dispatch.reform(move |text: String| {
            draft.set(None);
            Action::Edit(Edit::Type { section, part: part.clone(), claim: claim.clone(), column: along, text })
        })
    };
    let keep = keep(props);
    let oninput = {
        let (draft, keep) = (draft.clone(), keep.clone());
        // whatever is typed is held: the field is drawn again when anything on the page changes, as when a part arrives
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                keep.emit(Some(input.value()));
                draft.set(Some(input.value()));
            }
        })
    };
    let onkeydown = {
        let (draft, keep) = (draft.clone(), keep.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && draft.is_some() {
                event.prevent_default();
                event.stop_propagation(); // it takes back what is typed, and does nothing more
                keep.emit(None);
                draft.set(None);
            }
        })
    };
    let onfocusout = {
        let (draft, drafted, commit) = (draft.clone(), props.drafted.clone(), commit.clone());
        Callback::from(move |_: FocusEvent| {
            // what was typed before the page ended is no change of this field, but is taken as one
            if let Some(it) = drafted.as_ref().filter(|it| draft.as_deref() == Some(&***it)) {
                commit.emit(it.to_string());
            }
            if draft.is_some() {
                keep.emit(None);
            }
            // what was typed and taken back by hand is no change, and must not stand over what comes later
            draft.set(None);
        })
    };
    let (id, about) = (format!("cell-{at}-{along}"), format!("about-{at}-{along}"));
    let is_wrong = !props.problems.is_empty();
    let live = draft.as_deref().or(technique_of(props)).and_then(|it| reading(tongue, props, it));
    let reading = live.or_else(|| props.reading.as_ref().map(ToString::to_string)).filter(|it| *it != *props.text);
    let described = (is_wrong || reading.is_some()).then(|| about.clone());
    let invalid = is_wrong.then_some("true");
    let wide = matches!(column.kind, Kind::Text).then_some("wide");
    let field = match column.kind {
        Kind::Term(words, name) => {
            let onchange = when(&commit, |event: Event| Some(event.target_dyn_into::<HtmlSelectElement>()?.value()));
            let chosen = props.text.to_string();
            let is_known = chosen.is_empty() || words.contains(&chosen.as_str());
            html! {
                <select {id} aria-label={props.label.clone()} aria-invalid={invalid} aria-describedby={described} {onchange}>
                    <option key="" value="" selected={chosen.is_empty()}></option>
                    if !is_known { <option key="own" value={chosen.clone()} selected=true>{ chosen.clone() }</option> }
                    { for words.iter().map(|it| html! { <option key={*it} value={*it} selected={chosen == **it}>{ name(tongue, it) }</option> }) }
                </select>
            }
        }
        Kind::Text
        | Kind::Plain
        | Kind::Id
        | Kind::Terms(..)
        | Kind::Part { .. }
        | Kind::Technique
        | Kind::Moment
        | Kind::Day
        | Kind::Amount => {
            let onchange = when(&commit, |event: Event| Some(event.target_dyn_into::<HtmlInputElement>()?.value()));
            let offered = format!("offered-{at}-{along}");
            let (list, onfocus) = match column.kind {
                Kind::Part { of, .. } => (Some(choices_id(of)), None),
                Kind::Technique => (Some(offered.clone()), Some(ask_names(props))),
                _ => (None, None),
            };
            let names = props.techniques.zip(draft.as_deref());
            let required = column.is_needed.then_some("true");
            // what is typed so far: the field is drawn again with each letter that is read
            let typed = draft.as_deref().map_or_else(|| props.text.clone(), |it| AttrValue::from(it.to_owned()));
            html! { <><input {id} type="text" class={wide} aria-label={props.label.clone()} aria-required={required} aria-invalid={invalid} aria-describedby={described} value={typed} data-said={props.text.clone()} placeholder={props.placeholder.clone()} {list} {onchange} {oninput} {onkeydown} {onfocusout} {onfocus} autocomplete="off" spellcheck={wide.is_none().then_some("false")} />
            if let Some((names, typed)) = names {
                <datalist id={offered}>{ for attack::find(names, typed).into_iter().take(OFFERED).map(|(id, name)| html! { <option key={id.clone()} value={format!("{id} {name}")}></option> }) }</datalist>
            }
            </> }
        }
    };
    html! {
        <td class={classes!(matches!(column.place, Place::Claim).then_some("said"), props.is_marked.then_some("marked"))}>
            { field }
            <span id={about} class={if is_wrong { "problem" } else { "note" }} aria-live="polite">{ if is_wrong { props.problems.join("; ") } else { reading.unwrap_or_default() } }</span>
        </td>
    }
}

/// Says what is typed, or that nothing is any more, where it is kept.
fn keep(props: &CellProps) -> Callback<Option<String>> {
    let (list, column, keeps) = (props.section, props.place.1, props.keeps);
    let (part, claim) = (props.part.to_string(), props.claim.to_string());
    when(&props.dispatch, move |text: Option<String>| {
        let draft = |text| Draft { list, part: part.clone(), claim: claim.clone(), column, text };
        keeps.then(|| Action::Edit(Edit::Draft(text.map(draft))))
    })
}

/// Asks what techniques are called, when the first of these fields gets the keyboard.
fn ask_names(props: &CellProps) -> Callback<FocusEvent> {
    let (dispatch, is_here) = (props.dispatch.clone(), props.techniques.is_some());
    Callback::from(move |_: FocusEvent| {
        if !is_here {
            names::fetch_techniques(dispatch.reform(|names| Action::Edit(Edit::Techniques(names))));
        }
    })
}

/// What stands in a field for a technique, which is read as long as nothing else is typed.
fn technique_of(props: &CellProps) -> Option<&str> {
    matches!(props.column.0.kind, Kind::Technique).then_some(&*props.text)
}

/// How something is read while it is typed.
fn reading(tongue: &Tongue, props: &CellProps, text: &str) -> Option<String> {
    match props.column.0.kind {
        Kind::Technique => {
            let names = props.techniques?;
            let id = attack::meant(names, text)?;
            Some(format!("{id} {}", attack::name_in(names, &id)?))
        }
        Kind::Moment => {
            let moment = crate::incident::Moment::parse(&typed::moment(text).ok()?).ok()?;
            Some(tongue.moment(&moment))
        }
        Kind::Amount => typed::amount(text).map(|it| it.to_string()),
        _ => None,
    }
}

/// The id of the choices of these lists.
pub fn choices_id(of: &[Section]) -> String {
    of.iter().map(|it| it.as_str()).collect::<Vec<_>>().join("-")
}
