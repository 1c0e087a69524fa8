//! Files that somebody chooses or drops, alone, several or in folders: one of ours is read by the page itself, all else by the reader.

use std::rc::Rc;

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::machine::Machine;
use crate::app::action::{Action, Open};
use crate::app::folder::{Brought, name, sift};
use crate::app::{Failure, reading};

/// Opens what is in a drop or a field for files.
pub fn open(machine: &Rc<Machine>, from: &JsValue) {
    let machine = Rc::clone(machine);
    let found = machine.files.call1(&JsValue::NULL, from).and_then(JsCast::dyn_into::<Promise>);
    spawn_local(async move {
        if let Ok(found) = found
            && let Ok(found) = JsFuture::from(found).await
        {
            read(&machine, &Array::from(&found)).await;
        }
    });
}

/// Reads what was found: objects with a name, which is a path, and a file if there is one.
async fn read(machine: &Rc<Machine>, found: &Array) {
    let file = |it: &JsValue| Reflect::get(it, &"file".into()).ok()?.dyn_into::<File>().ok();
    let path = |it: &JsValue| Reflect::get(it, &"name".into()).ok().and_then(|it| it.as_string()).unwrap_or_default();
    let all: Vec<Brought> =
        found.iter().map(|it| Brought { path: path(&it), size: file(&it).map(|it| it.size()) }).collect();
    let one = match all.as_slice() {
        [] => return,
        [one] => file(&found.get(0)).filter(|_| !one.path.contains('/')),
        _ => None,
    };
    if let Some(file) = one.as_ref().filter(|it| !reading::is_large(it.size())) {
        return machine.dispatch(read_one(file).await);
    }
    let sifted = sift(&all);
    if sifted.read.is_empty() {
        return machine.dispatch(Action::Complain(Failure::nothing_readable(&sifted.left)));
    }
    let held = sifted.read.iter().map(|it| found.get(u32::try_from(*it).unwrap_or_default())).collect();
    machine.reader.hold(held);
    let left = one.is_none().then_some(sifted.left);
    machine.dispatch(Action::Open(Open::ReadHeld {
        name: one.map_or_else(|| name(&all, machine.state().tongue()), |it| it.name()),
        left,
    }));
}

async fn read_one(file: &File) -> Action {
    let name = file.name();
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => Action::Open(Open::Read { name, bytes: Uint8Array::new(&buffer).to_vec() }),
        Err(_) => Action::Complain(Failure::unreadable(&name)),
    }
}
