//! What the browser has and `web-sys` would bring along into the first map: called by its name.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::incident::Day;

/// A property; undefined where there is none, or where nobody may read it.
pub fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// Sets a property.
pub fn set(of: &JsValue, name: &str, value: &JsValue) {
    Reflect::set(of, &name.into(), value).ok();
}

/// A property of the page.
pub fn global(name: &str) -> JsValue {
    get(&js_sys::global(), name)
}

/// Calls a method; what is missing fails as what is forbidden does.
pub fn call(of: &JsValue, name: &str, with: &[JsValue]) -> Result<JsValue, JsValue> {
    get(of, name).dyn_into::<Function>()?.apply(of, &with.iter().collect::<Array>())
}

/// Makes a thing of a class of the page, with one argument.
pub fn construct(class: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    Reflect::construct(&global(class).dyn_into::<Function>()?, &Array::of1(with))
}

/// Calls a method that promises its answer.
pub async fn answer(of: &JsValue, name: &str, with: &[JsValue]) -> Result<JsValue, JsValue> {
    let promise = call(of, name, with)?;
    JsFuture::from(Promise::resolve(&promise)).await
}

/// Waits for one of two events.
pub async fn event(of: &JsValue, done: &str, failed: &str) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        set(of, done, &resolve);
        set(of, failed, &reject);
    });
    JsFuture::from(promise).await
}

/// What an error is called.
pub fn name(error: &JsValue) -> String {
    get(error, "name").as_string().unwrap_or_default()
}

/// The day that it is where the reader is.
pub fn today() -> Option<Day> {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).ok()?;
    Day::from_ymd(year, u8::try_from(now.get_month() + 1).ok()?, u8::try_from(now.get_date()).ok()?)
}
