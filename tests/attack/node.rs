//! What mutated files need of the machine, for wasm: Node.js around it has files and a clock.

use js_sys::{Array, Function, Reflect, Uint8Array, global};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "fs")]
extern "C" {
    #[wasm_bindgen(js_name = readFileSync)]
    fn read_file(path: &str) -> Uint8Array;
    #[wasm_bindgen(js_name = readdirSync)]
    fn read_dir(path: &str, options: &JsValue) -> Array;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn log(text: &str);
    #[wasm_bindgen(js_namespace = process, js_name = cpuUsage)]
    fn cpu_usage() -> JsValue;
    #[wasm_bindgen(thread_local_v2, js_namespace = process, js_name = env)]
    static ENV: JsValue;
}

pub fn variable(name: &str) -> Option<String> {
    ENV.with(|it| Reflect::get(it, &name.into()).ok()?.as_string())
}

pub fn files_below(folder: &str) -> Vec<String> {
    let options = js_sys::Object::new();
    Reflect::set(&options, &"withFileTypes".into(), &true.into()).unwrap();
    let mut found = Vec::new();
    for entry in read_dir(folder, &options).iter() {
        let path = format!("{folder}/{}", Reflect::get(&entry, &"name".into()).unwrap().as_string().unwrap());
        let is_folder: Function = Reflect::get(&entry, &"isDirectory".into()).unwrap().unchecked_into();
        if is_folder.call0(&entry).unwrap() == JsValue::TRUE {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found
}

pub fn read(path: &str) -> Vec<u8> {
    read_file(path).to_vec()
}

/// Seconds that the program has worked: what else the machine does is not its fault.
pub fn now() -> f64 {
    let used = cpu_usage();
    let micros = |key: &str| Reflect::get(&used, &key.into()).ok().and_then(|it| it.as_f64()).unwrap_or_default();
    (micros("user") + micros("system")) / 1e6
}

/// All that the program has, in bytes.
pub fn memory() -> usize {
    core::arch::wasm32::memory_size::<0>() * 65_536
}

/// A panic in wasm is the end of the program, and so is a stack that is too small: then Node.js says at which file.
pub fn survives(seed: u64, work: impl FnOnce()) -> bool {
    let at = JsValue::from_str("breachmapSeed");
    if Reflect::get(&global(), &at).unwrap().is_undefined() {
        let last = "process.on('exit', () => { if (globalThis.breachmapSeed) console.log(`the program stopped at seed ${globalThis.breachmapSeed}`); })";
        Function::new_no_args(last).call0(&JsValue::NULL).unwrap();
    }
    Reflect::set(&global(), &at, &(seed as f64).into()).unwrap();
    work();
    Reflect::set(&global(), &at, &JsValue::from_f64(0.0)).unwrap();
    true
}

pub fn say(text: &str) {
    log(text);
}
