//! Links to what is shown, and the code that puts it into another page.

use super::State;
use super::fragment::Fragment;
use super::look::{In, KEYS, Look};
use super::wish::Link;
use crate::paint::escape;
use crate::percent::encode;

/// Where the file of the incident that is shown can be fetched, seen from the page; `None` if the reader opened a file of their own.
pub fn address(state: &State) -> Option<&str> {
    let id = &state.ready().filter(|_| state.own.is_none())?.incident.id;
    let of_gallery = state.gallery.iter().find(|it| it.id == *id).map(|it| it.file.as_str());
    of_gallery.or(state.came_from.as_deref())
}

/// The text for the clipboard. `page` is the address of the page without its fragment.
///
/// ```
/// use breachmap::app::{State, linking::text, wish::Link};
/// let state = State::default();
/// assert_eq!(text(&state, Link::Incident, "https://wiki.example/map.html"), "https://wiki.example/map.html");
/// ```
pub fn text(state: &State, way: Link, page: &str) -> String {
    let now = Fragment::of(state);
    let plain = Fragment { look: Look::default(), ..now.clone() };
    let with = |fragment: &Fragment| match fragment.write() {
        it if it.is_empty() => page.to_owned(),
        it => format!("{page}#{it}"),
    };
    let title = state.ready().map_or("", |it| it.incident.title.get(state.language()));
    let folder = page.split(['?', '#']).next().and_then(|it| it.rsplit_once('/')).map_or("", |it| it.0);
    let id = state.ready().map_or("incident", |it| it.incident.id.as_str());
    let file = address(state).map_or_else(|| format!("{id}.json"), |it| it.trim_start_matches("./").to_owned());
    match way {
        Link::View => with(&now),
        Link::Incident => with(&plain),
        Link::Frame => {
            // the frame has one incident, which its address names
            let look = Fragment { incident: None, file: None, ..now }.write();
            let look = if look.is_empty() { look } else { format!("#{look}") };
            let src = encode(&file, |it| it.is_ascii_alphanumeric() || "-_.~/:".contains(it));
            let name = encode(title, |it| it.is_ascii_alphanumeric() || "-_.~".contains(it));
            let address = escape(&format!("{folder}/embed.html?src={src}&title={name}{look}"));
            format!(
                "<iframe src=\"{address}\" title=\"{}\" width=\"100%\" height=\"480\" style=\"border: 0\" loading=\"lazy\" allow=\"fullscreen; clipboard-write\"></iframe>",
                escape(title)
            )
        }
        Link::Element => {
            let said = KEYS.iter().filter(|it| it.is_in(In::Attribute) && it.is_in(In::Link));
            let said = said.filter_map(|it| Some(format!(" {}=\"{}\"", it.name, escape(&it.write(&now.look)?))));
            format!(
                "<script type=\"module\" src=\"{0}/breachmap.js\"></script>\n<breach-map src=\"{0}/{1}\"{2} style=\"height: 480px\"></breach-map>",
                escape(folder),
                escape(&file),
                said.collect::<String>()
            )
        }
    }
}
