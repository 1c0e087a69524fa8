//! The tabs of this browser in which somebody writes: each says what, and hears of the others.

use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::js::{call, construct, get, set};

/// The channel on which they talk.
const CHANNEL: &str = "breachmap-edits";

/// What a tab says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Who writes?
    Who,
    /// A tab writes: the name of what it keeps, and of the document, if others can write the same.
    Writes(String, String),
    /// The same, as an answer.
    Also(String, String),
    /// It writes no more.
    Gone(String),
    /// Nobody keeps anything any more.
    Off,
}

/// A way to say something to all others. It ends when it is dropped.
pub struct Tabs {
    channel: JsValue,
    _hears: Closure<dyn FnMut(Event)>,
}

impl Drop for Tabs {
    fn drop(&mut self) {
        call(&self.channel, "close", &[]).ok();
    }
}

impl Tabs {
    /// Listens; `None` where the browser knows no such thing.
    pub fn listen(hear: impl Fn(Said) + 'static) -> Option<Self> {
        let channel = construct("BroadcastChannel", &CHANNEL.into()).ok()?;
        let hears = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let said = get(&event, "data").as_string();
            said.as_deref().and_then(read).into_iter().for_each(&hear);
        });
        set(&channel, "onmessage", hears.as_ref());
        Some(Self { channel, _hears: hears })
    }

    /// Says something to all others.
    pub fn say(&self, said: &Said) {
        let text = match said {
            Said::Who => "who".to_owned(),
            Said::Writes(id, document) => format!("writes {id} {document}"),
            Said::Also(id, document) => format!("also {id} {document}"),
            Said::Gone(id) => format!("gone {id}"),
            Said::Off => "off".to_owned(),
        };
        call(&self.channel, "postMessage", &[text.into()]).ok();
    }
}

fn read(text: &str) -> Option<Said> {
    let mut words = text.splitn(3, ' ').map(str::to_owned);
    let kind = words.next()?;
    Some(match kind.as_str() {
        "who" => Said::Who,
        "writes" => Said::Writes(words.next()?, words.next().unwrap_or_default()),
        "also" => Said::Also(words.next()?, words.next().unwrap_or_default()),
        "gone" => Said::Gone(words.next()?),
        "off" => Said::Off,
        _ => return None,
    })
}
