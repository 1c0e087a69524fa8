//! What a host asks for with `exportAs`: the same as the dialog makes, as a value instead of a download.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::convert::{failure, to_js};
use super::machine::Machine;
use super::{giving, raster};
use crate::app::Failure;
use crate::app::effect::Effect;
use crate::app::handing::file;
use crate::app::wish::Wish;
use crate::export::Export;
use crate::export::csv::Table;
use crate::export::figure::Content;
use crate::export::shape::{Shape, Steps};
use crate::incident::Marking;
use crate::scene::theme::{DARK, LIGHT};
use crate::tongue::Phrase;

/// What may be said besides the kind.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Options {
    /// The highest marking that may leave.
    marking: Option<String>,
    /// Whether hosts and people get neutral names.
    redact: bool,
    /// `light` or `dark`; that of the screen if absent.
    theme: Option<String>,
    /// What a figure shows: `map`, `chart` or `both`.
    content: Option<String>,
    /// The shape of a figure: `as-drawn`, `16:9`, `4:3` or `a4`.
    shape: Option<String>,
    /// Where its list of steps stands: `beside`, `below` or `none`.
    steps: Option<String>,
    /// How many pixels of a PNG one of the figure becomes: 1 to 4.
    scale: Option<u8>,
    /// Of tables, which one; all of them in an archive if absent.
    table: Option<String>,
    /// Which incidents go into one file; the usual ones if absent.
    incidents: Option<Vec<String>>,
}

/// What was made.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Made<'a> {
    name: &'a str,
    media_type: &'a str,
}

/// Makes a file: `[{ name, mediaType }, bytes]`; an error is what the event for a failure carries.
pub async fn export_as(machine: Rc<Machine>, kind: String, options: JsValue) -> Result<JsValue, JsValue> {
    let made = make(&machine, &kind, options).await;
    let (name, media_type, bytes) = made.map_err(|it| failure(&it, machine.state().tongue()))?;
    let about = to_js(&Made { name: &name, media_type });
    Ok(js_sys::Array::of2(&about, &js_sys::Uint8Array::from(bytes.as_slice())).into())
}

async fn make(machine: &Rc<Machine>, kind: &str, options: JsValue) -> Result<(String, &'static str, Vec<u8>), Failure> {
    let wish = wish(kind, options)?;
    match file(&machine.state(), &wish)? {
        Effect::Gather { files, share } => giving::brief(machine, files, share).await,
        Effect::Raster { svg, factor, name } => {
            Ok((name.unwrap_or_default(), "image/png", raster::png(&svg, factor).await?))
        }
        Effect::RasterAll { pictures, factor, name } => {
            Ok((name, "application/zip", raster::archive(&pictures, factor).await?))
        }
        Effect::Office(wish) => giving::office(&machine.state(), &wish).await,
        effect => made(effect),
    }
}

fn made(effect: Effect) -> Result<(String, &'static str, Vec<u8>), Failure> {
    match effect {
        Effect::Save { name, media_type, bytes } => Ok((name, media_type, bytes)),
        _ => Err(Failure::no_export(Phrase::verbatim(""))),
    }
}

fn wish(kind: &str, options: JsValue) -> Result<Wish, Failure> {
    let mut wish = Wish {
        export: Export::of(kind).ok_or_else(|| Failure::no_export(Phrase::no_export_kind(kind)))?,
        ..Wish::default()
    };
    if options.is_undefined() || options.is_null() {
        return Ok(wish);
    }
    for name in js_sys::Object::keys(&js_sys::Object::from(options.clone())) {
        Wish::check_option(&name.as_string().unwrap_or_default())?;
    }
    let options: Options =
        serde_wasm_bindgen::from_value(options).map_err(|err| Failure::no_export(Phrase::verbatim(err.to_string())))?;
    if let Some(level) = options.marking {
        wish.share.marking = Some(Marking::parse(&level).ok_or_else(|| Failure::no_export(Phrase::no_level(&level)))?);
    }
    wish.share.redact = options.redact;
    wish.theme = options.theme.map(|it| if it == "dark" { &DARK } else { &LIGHT });
    wish.factor = options.scale.unwrap_or(wish.factor).clamp(1, 4);
    if let Some(shape) = options.shape {
        wish.shape = Shape::parse(&shape).ok_or_else(|| Failure::no_export(Phrase::no_export_kind(&shape)))?;
        wish.content = Content::of(wish.shape);
    }
    if let Some(steps) = options.steps {
        wish.steps = Some(Steps::parse(&steps).ok_or_else(|| Failure::no_export(Phrase::no_export_kind(&steps)))?);
    }
    if let Some(content) = options.content {
        wish.content = Content::parse(&content).ok_or_else(|| Failure::no_export(Phrase::no_export_kind(&content)))?;
    }
    if let Some(table) = options.table {
        wish.table = Some(Table::parse(&table).ok_or_else(|| Failure::no_export(Phrase::no_export_kind(&table)))?);
    }
    wish.incidents = options.incidents;
    Ok(wish)
}
