//! Values of ours ↔ values of JavaScript.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::app::failure::Told;
use crate::app::fragment::Fragment;
use crate::app::{Failure, Ready, State};
use crate::collection::Collection;
use crate::diag::Severity;
use crate::tongue::{Arg, Tongue};

/// A plain JavaScript object, array or value.
pub fn to_js<T: Serialize>(value: &T) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// What a worker or a script says to people: a text, or one for each language, by its tag.
pub fn said(value: &JsValue) -> Arg {
    if let Some(words) = value.as_string() {
        return words.into();
    }
    let pairs = js_sys::Object::try_from(value).map(js_sys::Object::entries).unwrap_or_default();
    let pair = |it: JsValue| {
        let pair = js_sys::Array::from(&it);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    Arg::InAll(pairs.iter().filter_map(pair).collect())
}

/// Detail of the event for a new incident.
pub fn ready(ready: &Ready) -> JsValue {
    #[derive(Serialize)]
    struct Detail<'a> {
        incident: &'a str,
        errors: usize,
        warnings: usize,
    }
    let (errors, warnings) = (ready.report.count(Severity::Error), ready.report.count(Severity::Warning));
    to_js(&Detail { incident: &ready.incident.id, errors, warnings })
}

/// Detail of the event for a collection.
pub fn collection(collection: &Collection) -> JsValue {
    #[derive(Serialize)]
    struct Detail<'a> {
        name: &'a str,
        incidents: usize,
    }
    to_js(&Detail { name: &collection.name, incidents: collection.n_incidents })
}

/// Detail of the event for another day, telling or view.
pub fn change(state: &State, is_elsewhere: bool) -> JsValue {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Detail<'a> {
        as_of: Option<String>,
        fragment: String,
        incident: Option<&'a str>,
        is_elsewhere: bool,
    }
    let is_list = state.listing.as_ref().is_some_and(|it| it.is_shown);
    to_js(&Detail {
        as_of: state.lens().and_then(|it| it.as_of.told()).map(|it| it.to_string()),
        fragment: Fragment::of(state).write(),
        incident: state.ready().filter(|_| !is_list).map(|it| it.incident.id.as_str()),
        is_elsewhere,
    })
}

/// Detail of the event for a choice.
pub fn select(id: Option<&str>) -> JsValue {
    #[derive(Serialize)]
    struct Detail<'a> {
        id: Option<&'a str>,
    }
    to_js(&Detail { id })
}

/// Detail of the event for a story that plays, or plays no more.
pub fn play(playing: bool) -> JsValue {
    #[derive(Serialize)]
    struct Detail {
        playing: bool,
    }
    to_js(&Detail { playing })
}

/// Detail of the event for controls that are unfolded, or folded again.
pub fn fold(unfolded: bool) -> JsValue {
    #[derive(Serialize)]
    struct Detail {
        unfolded: bool,
    }
    to_js(&Detail { unfolded })
}

/// Detail of the event for what somebody wrote.
pub fn edit(changed: bool) -> JsValue {
    #[derive(Serialize)]
    struct Detail {
        changed: bool,
    }
    to_js(&Detail { changed })
}

/// Detail of the event for another theme.
pub fn theme(is_dark: bool) -> JsValue {
    #[derive(Serialize)]
    struct Detail {
        theme: &'static str,
    }
    to_js(&Detail { theme: if is_dark { "dark" } else { "light" } })
}

/// Detail of the event for a failure.
pub fn failure(failure: &Failure, tongue: &Tongue) -> JsValue {
    #[derive(Serialize)]
    struct Detail<'a> {
        code: &'a str,
        title: String,
        message: String,
        hint: String,
    }
    let Told { title, text: message, hint } = failure.tell(tongue);
    to_js(&Detail { code: failure.code, title, message, hint })
}
