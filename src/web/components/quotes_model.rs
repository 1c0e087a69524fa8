//! The help of a language model that nobody has to trust: what it is told, what it answered, and what of that was found.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::hooks::{use_tongue, when};
use crate::app::action::Action;
use crate::app::failure::Told as Failed;
use crate::app::quoting::{Answer, Ask, Held, Told, instructions, reason};
use crate::quotes::{Document, Why};
use crate::tongue::Tongue;
use crate::web::clipboard::copied;
use crate::words::{Said, Teller};

/// An answer; two are the same if they are one.
#[derive(Clone)]
pub struct Answered(Option<Rc<Answer>>);

impl From<Option<Rc<Answer>>> for Answered {
    fn from(answer: Option<Rc<Answer>>) -> Self {
        Self(answer)
    }
}

impl PartialEq for Answered {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_ref().map(Rc::as_ptr) == other.0.as_ref().map(Rc::as_ptr)
    }
}

/// What a model is told, and what it answered.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The documents.
    pub documents: Vec<Rc<Document>>,
    /// The answer.
    pub answer: Answered,
    /// The language of the file's words.
    pub language: AttrValue,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}

/// What a model is told, a field for its answer, and what became of that.
#[component]
pub fn Model(props: &Props) -> Html {
    let tongue = use_tongue();
    let (told, field) = (use_node_ref(), use_node_ref());
    let is_copied = use_state(|| None::<bool>);
    let text = instructions(tongue, &props.documents);
    let copy = {
        let (is_copied, told, text) = (is_copied.clone(), told.clone(), text.clone());
        Callback::from(move |_: MouseEvent| {
            let (is_copied, told, text) = (is_copied.clone(), told.clone(), text.clone());
            spawn_local(async move {
                let is_done = copied(&text).await;
                if let Some(field) = told.cast::<HtmlTextAreaElement>().filter(|_| !is_done) {
                    field.focus().ok();
                    field.select();
                }
                is_copied.set(Some(is_done));
            });
        })
    };
    let check = {
        let field = field.clone();
        when(&props.dispatch, move |_: MouseEvent| Some(Ask::Answer(taken(&field)?).into()))
    };
    let said = is_copied.map(|it| if it { tongue.model_copied() } else { tongue.model_not_copied() });
    html! {
        <section class="model">
            <h2>{ tongue.model_title() }</h2>
            <p class="note">{ tongue.model_how() }</p>
            <p><button type="button" onclick={copy}>{ tongue.model_copy() }</button>{ " " }<span class="note" role="status">{ said }</span></p>
            <textarea ref={told} rows="4" readonly=true aria-label={tongue.model_instructions()} spellcheck="false" value={text} />
            <textarea ref={field} rows="4" aria-label={tongue.model_answer()} placeholder={tongue.model_answer()} spellcheck="false" />
            <p><button type="button" onclick={check}>{ tongue.model_check() }</button></p>
            <div role="status">{ for props.answer.0.iter().map(|it| answer(tongue, it, props)) }</div>
        </section>
    }
}

/// The text in a field, and none any more.
pub fn taken(field: &NodeRef) -> Option<String> {
    let field: HtmlElement = field.cast()?;
    // all fields have it under this name
    let field: HtmlInputElement = field.unchecked_into();
    let text = field.value();
    field.set_value("");
    Some(text).filter(|it| !it.trim().is_empty())
}

/// What became of an answer.
fn answer(tongue: &'static Tongue, it: &Answer, props: &Props) -> Html {
    let forget = props.dispatch.reform(|_: MouseEvent| Ask::Forget.into());
    let add = props.dispatch.reform(|_: MouseEvent| Ask::Add.into());
    let n = it.found().and(it.held.as_ref().ok()).map_or(0, |it| it.apart.n_found);
    let shown = match &it.held {
        Ok(it) => held(tongue, it, &props.language),
        Err(failure) => {
            let Failed { text, hint, .. } = failure.tell(tongue);
            html! { <><p class="problem">{ text }</p><p class="note">{ hint }</p></> }
        }
    };
    html! {
        <div class="answer" key="answer">
            { shown }
            <p class="note" hidden={n > 0}>{ tongue.model_nothing() }</p>
            <p class="buttons">
                <button type="button" class="primary" hidden={n == 0} onclick={add}>{ tongue.model_add(n) }</button>
                <button type="button" onclick={forget}>{ tongue.model_forget() }</button>
            </p>
        </div>
    }
}

fn held(tongue: &'static Tongue, it: &Held, language: &str) -> Html {
    let said = Said(Teller { incident: &it.incident, tongue, language });
    let line = |told: Told, why: Option<Why>| {
        html! {
            <li key={told.path.clone()} class={if why.is_some() { "not-found" } else { "found" }}>
                <p><b>{ told.part }</b>{ " " }<span class="note">{ told.claim }</span></p>
                <p hidden={told.quote.is_empty()}>{ tongue.quoted(told.quote) }</p>
                <p class="problem" hidden={why.is_none()}>{ why.map(|it| reason(tongue, it)) }</p>
            </li>
        }
    };
    let found = it.found();
    let held = &it.apart.held;
    html! {
        <>
            <p>{ tongue.held_sum(it.apart.n_found, held.len()) }</p>
            <p class="note">{ tongue.model_labels() }</p>
            <h3 hidden={held.is_empty()}>{ tongue.model_held() }</h3>
            <ol class="checked">{ for held.iter().map(|(path, claim, why)| line(Told::of(&said, &it.long, path, claim), Some(*why))) }</ol>
            <p class="note" hidden={it.apart.gone.is_empty()}>{ tongue.model_gone(tongue.join(&it.apart.gone)) }</p>
            <h3 hidden={found.is_empty()}>{ tongue.model_found() }</h3>
            <ol class="checked">{ for found.iter().map(|found| line(Told::of(&said, &it.long, &found.path, &found.claim), None)) }</ol>
        </>
    }
}
