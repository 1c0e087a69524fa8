//! Handing on figures and handouts from the interface: as the reader wishes, and with no more than may leave.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod machine;

use breachmap::app::State;
use breachmap::app::action::{Action, Give, Seek};
use breachmap::app::effect::Effect;
use breachmap::app::update::update;
use breachmap::app::wish::Wish;
use breachmap::export::Export;
use breachmap::export::figure::Content;
use breachmap::export::shape::{Shape, Steps};
use breachmap::export::share::Share;
use breachmap::incident::Marking;
use breachmap::scene::theme::{DARK, LIGHT, Theme};
use machine::{NTT_2020, NTT_2025, after, gallery, read};

const MARKED: &[u8] = include_bytes!("share/incident.json");

fn wish(id: &str, marking: Option<Marking>, redact: bool) -> Action {
    let share = Share { marking, redact };
    Action::Give(Give::Wish(Wish { export: Export::of(id).unwrap(), share, ..Wish::default() }))
}

/// The name and the text of the file that comes of a wish.
fn saved(state: &State) -> (String, String) {
    match update(state.clone(), Action::Give(Give::Save)).1.pop() {
        Some(Effect::Save { name, bytes, .. }) => (name, String::from_utf8(bytes).unwrap()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_figure_is_as_the_reader_wishes() {
    let wish = |id: &str, content, theme| {
        Action::Give(Give::Wish(Wish {
            export: Export::of(id).unwrap(),
            content,
            theme: Theme::named(theme),
            factor: 4,
            ..Wish::default()
        }))
    };
    let svg = |content, theme| saved(&after(vec![read(NTT_2025), wish("svg", content, theme)]).0).1;
    let both = svg(Content::Both, "light");
    let paper = |theme: &Theme| format!("fill=\"{}\"", theme.paper);
    assert!(both.contains(&paper(&LIGHT)) && svg(Content::Both, "dark").contains(&paper(&DARK)));
    assert_eq!(both, svg(Content::Both, "as on screen"));
    assert!(both.contains("reported affected") && !svg(Content::Map, "light").contains("reported affected"));
    let (state, _) = after(vec![read(NTT_2025), wish("png", Content::Chart, "light")]);
    let expected = svg(Content::Chart, "light");
    match update(state.clone(), Action::Give(Give::Save)).1.as_slice() {
        [Effect::Raster { svg, factor: 4, name: Some(name) }] => {
            assert_eq!(*svg, expected);
            assert!(name.ends_with("clear.png"), "{name}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(update(state, Action::Give(Give::Copy)).1, [Effect::Raster { svg: expected, factor: 4, name: None }]);
}

#[test]
fn a_figure_has_the_shape_that_the_reader_wishes() {
    let svg = |shape: Shape, steps| {
        let export = Export::of("svg").unwrap();
        let wish = Wish { export, shape, steps, content: Content::of(shape), ..Wish::default() };
        saved(&after(vec![read(NTT_2025), Action::Give(Give::Wish(wish))]).0).1
    };
    for (shape, size) in [(Shape::Wide, "1280\" height=\"720"), (Shape::A4, "1280\" height=\"905")] {
        let slide = svg(shape, None);
        assert!(slide.contains(size) && slide.contains(">Steps<") && !slide.contains("reported affected"), "{slide}");
        assert!(!svg(shape, Some(Steps::None)).contains(">Steps<"));
    }
    assert!(svg(Shape::AsDrawn, None).contains("reported affected"));
}

#[test]
fn what_is_copied_and_printed_holds_no_more_than_its_level() {
    let (state, _) = after(vec![read(MARKED), wish("text", Some(Marking::Amber), true)]);
    let [copied] = <[Effect; 1]>::try_from(update(state.clone(), Action::Give(Give::Copy)).1).unwrap();
    let [printed] = <[Effect; 1]>::try_from(update(state.clone(), Action::Give(Give::Print)).1).unwrap();
    for text in [format!("{copied:?}"), format!("{printed:?}")] {
        for word in ["apricot", "vermilion", "朱色", "gateway", "31337"] {
            assert!(!text.to_lowercase().contains(word), "{word}");
        }
        assert!(text.contains("TLP:AMBER") && text.contains("claims marked above TLP:AMBER"), "{text}");
    }
    let Effect::Copy(text) = copied else { panic!("a text is copied as text") };
    assert_eq!(saved(&state).1, text);
    let (state, _) = update(state, Action::Copied(true));
    assert_eq!((state.copied, update(state, Action::Seek(Seek::First)).0.copied), (Some(true), None));
}

#[test]
fn without_an_incident_nothing_is_copied_or_printed() {
    for action in [Action::Give(Give::Copy), Action::Give(Give::Print)] {
        let (state, effects) = after(vec![gallery(), action]);
        assert!(effects.is_empty() && state.complaint.is_some());
    }
}

#[test]
fn a_sequence_is_an_archive_with_a_figure_for_each_step() {
    let (state, _) = after(vec![read(NTT_2020), wish("sequence", None, false)]);
    let (name, bytes) = match update(state.clone(), Action::Give(Give::Save)).1.pop() {
        Some(Effect::Save { name, bytes, .. }) => (name, bytes),
        other => panic!("{other:?}"),
    };
    assert!(name.ends_with("clear.zip") && bytes.starts_with(b"PK"));
    let n = bytes.windows(4).filter(|it| *it == b"PK\x01\x02").count();
    assert_eq!((n, state.slides().unwrap().len()), (11, 11));
}

#[test]
fn the_same_is_made_of_pixels_for_programs_that_show_no_svg() {
    let (state, _) = after(vec![read(NTT_2020), wish("slides", None, false)]);
    let effect = update(state.clone(), Action::Give(Give::Save)).1.pop();
    let Some(Effect::RasterAll { pictures, factor: 2, name }) = effect else { panic!("{effect:?}") };
    assert!(name.ends_with("clear.png.zip"), "{name}");
    assert_eq!(pictures.len(), state.slides().unwrap().len());
    for (i, (name, svg)) in pictures.iter().enumerate() {
        assert!(name.ends_with(&format!("-{:02}.png", i + 1)) && svg.starts_with("<svg"), "{name}");
    }
}
