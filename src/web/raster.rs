//! SVG → PNG by the browser: an image of it on a canvas. Nothing of it leaves the page.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url, window};

use crate::app::Failure;
use crate::export::zip::zip;

/// A picture, so many times larger than the SVG says.
pub async fn png(svg: &str, factor: u8) -> Result<Vec<u8>, Failure> {
    let blob = draw(svg, factor).await?;
    let failed = |_: JsValue| Failure::too_large();
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(failed)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Several pictures in one archive, each with its name.
pub async fn archive(pictures: &[(String, String)], factor: u8) -> Result<Vec<u8>, Failure> {
    let mut files = Vec::new();
    for (name, svg) in pictures {
        files.push((name.clone(), png(svg, factor).await?)); // one after the other: each holds a canvas
    }
    Ok(zip(&files))
}

/// Puts a picture into the clipboard. It must be asked for within the reader's click, so the picture follows as a promise.
/// An error is the browser's refusal.
pub async fn copy(svg: String, factor: u8) -> Result<(), JsValue> {
    // web-sys has neither for pages without https, where they are undefined
    let clipboard: JsValue = window().map_or(JsValue::UNDEFINED, |it| it.navigator().clipboard().into());
    let item: js_sys::Function = js_sys::Reflect::get(&js_sys::global(), &"ClipboardItem".into())?.dyn_into()?;
    let write: js_sys::Function = js_sys::Reflect::get(&clipboard, &"write".into())?.dyn_into()?;
    let picture = future_to_promise(async move {
        let blob = draw(&svg, factor).await.map_err(|it| JsValue::from_str(it.code))?;
        Ok(blob.into())
    });
    let kinds = js_sys::Object::new();
    js_sys::Reflect::set(&kinds, &"image/png".into(), &picture)?;
    let item = js_sys::Reflect::construct(&item, &js_sys::Array::of1(&kinds))?;
    let written: js_sys::Promise = write.call1(&clipboard, &js_sys::Array::of1(&item))?.dyn_into()?;
    JsFuture::from(written).await?;
    Ok(())
}

async fn draw(svg: &str, factor: u8) -> Result<Blob, Failure> {
    let image = image(svg).await?;
    let (width, height) = (image.natural_width() * u32::from(factor), image.natural_height() * u32::from(factor));
    let failed = |_: JsValue| Failure::too_large();
    let document = window().and_then(|it| it.document()).ok_or_else(Failure::too_large)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").map_err(failed)?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").map_err(failed)?.ok_or_else(Failure::too_large)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let drawn =
        context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, f64::from(width), f64::from(height));
    drawn.map_err(failed)?;
    let done = js_sys::Promise::new(&mut |resolve, _| {
        canvas.to_blob(&resolve).ok();
    });
    // null, where a canvas of this size holds nothing
    JsFuture::from(done).await.and_then(JsCast::dyn_into).map_err(failed)
}

/// The SVG as an image: from memory, or where a strict policy forbids that, from an address that holds it.
async fn image(svg: &str) -> Result<HtmlImageElement, Failure> {
    let blocked = |_: JsValue| Failure::blocked();
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&svg.into()), &options).map_err(blocked)?;
    let address = Url::create_object_url_with_blob(&blob).map_err(blocked)?;
    let image = load(&address).await;
    Url::revoke_object_url(&address).ok();
    if let Ok(image) = image {
        return Ok(image);
    }
    let text = String::from(js_sys::encode_uri_component(svg));
    load(&format!("data:image/svg+xml,{text}")).await.map_err(blocked)
}

async fn load(address: &str) -> Result<HtmlImageElement, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await?;
    Ok(image)
}
