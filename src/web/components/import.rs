//! Files of other tools: how far one is read, and what became of the things in the one that is shown.

use yew::prelude::*;

use crate::app::Reading;
use crate::app::action::{Action, Assign, Open};
use crate::incident::{Fate, Origin, OriginEntry};
use crate::tongue::Tongue;
use crate::words::places;

/// The file that is being read, with a way to stop.
pub fn bar(tongue: &'static Tongue, reading: Option<&Reading>, dispatch: &Callback<Action>) -> Html {
    let stop = dispatch.reform(|_: MouseEvent| Action::Open(Open::Stop));
    let line = reading.map(|it| tongue.reading(&it.name, it.done, it.left.is_some()));
    let done = reading.filter(|it| it.done < 1.0).map(|it| it.done.to_string());
    html! {
        <div class="reading" hidden={reading.is_none()}>
            <span role="status">{ line }</span>
            <progress aria-label={tongue.reading_progress()} max="1" value={done}></progress>
            <button type="button" onclick={stop}>{ tongue.cancel() }</button>
        </div>
    }
}

/// What became of the things in the file of another tool: a line, and all of it on demand; of a table, the way to its columns.
pub fn report(
    tongue: &'static Tongue,
    origin: Option<&Origin>,
    has_columns: bool,
    dispatch: &Callback<Action>,
) -> Html {
    let change = dispatch.reform(|_: MouseEvent| Action::Assign(Assign::Show(true)));
    html! {
        <section class="import" hidden={origin.is_none()}>
            <details>
                <summary>{ origin.map(|it| tongue.origin(it)) }</summary>
                <div role="group" aria-label={tongue.import_report()}>{ for origin.map(|it| entries(tongue, it)) }</div>
            </details>
            <button type="button" class="link" hidden={!has_columns} onclick={change}>{ tongue.change_columns() }</button>
        </section>
    }
}

fn entries(tongue: &Tongue, origin: &Origin) -> Html {
    html! {
        <>
            <p class="small" hidden={origin.file.is_none()}>{ origin.file.clone() }</p>
            <ul class="options" hidden={origin.options.is_empty()}>
                { for origin.options.iter().map(|(name, value)| html! { <li key={name.clone()}>{ tongue.option(name, value) }</li> }) }
            </ul>
            { for Fate::ALL.iter().map(|fate| {
                let of_fate: Vec<&OriginEntry> = origin.entries.iter().filter(|it| it.fate == *fate).collect();
                html! {
                    <div key={fate.as_str()} class={fate.as_str()} hidden={of_fate.is_empty()}>
                        <h2>{ tongue.fate(*fate) }</h2>
                        <ul>{ for of_fate.into_iter().enumerate().map(|(i, it)| entry(tongue, i, it)) }</ul>
                    </div>
                }
            }) }
        </>
    }
}

/// The files of others may say the same twice, so that only its place tells an entry apart.
fn entry(tongue: &Tongue, index: usize, it: &OriginEntry) -> Html {
    let places = places(it);
    html! {
        <li key={index}>
            { tongue.origin_entry(it) }
            <code class="places" hidden={places.is_empty()}>{ places }</code>
        </li>
    }
}
