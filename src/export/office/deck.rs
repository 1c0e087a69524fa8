//! An incident as slides: a title, a slide for each step of its presentation with the map as shapes, and the legend.
//!
//! Cards and arrows are shapes of the program: a card can be moved, written in and colored, and the arrows that end at it follow.

use super::draw::{self, Line, Names, Run};
use super::master;
use super::notes::Note;
use super::opc::{Part, Relation, id, package};
use super::slide::{Desk, HEIGHT, Made, Stage};
use super::xml::{A, P, R, el, root};
use super::{about, emu, ink};
use crate::export::figure::{Figure, Presented};
use crate::export::shape::Shape;
use crate::graph;
use crate::incident::Slide;
use crate::layout::geometry::Rect;
use crate::paint::SvgNode;
use crate::scene::Ground;
use crate::timeline::{Snapshot, Timeline};

/// Names on cards that are smaller than this, in points, cannot be read from the back of a room: more hosts share a card then.
const LEGIBLE: f64 = 10.0;
/// So many cards are tried, until names can be read.
const BUDGETS: [usize; 3] = [20, 15, 11];
/// A map with fewer names has to be so much more legible.
const WORTH: f64 = 0.5;

/// How wide a slide of a shape is, in points.
fn width(shape: Shape) -> f64 {
    match shape {
        Shape::AsDrawn | Shape::Wide => HEIGHT * 16.0 / 9.0,
        Shape::Classic => HEIGHT * 4.0 / 3.0,
        Shape::A4 => HEIGHT * 297.0 / 210.0,
    }
}

/// The deck as a file. Days, tellings and knowledge are those of the steps; the title shows the lens of the figure.
pub fn deck(figure: &Figure<'_>, shape: Shape, timeline: &Timeline) -> Vec<u8> {
    let steps = figure.steps(timeline);
    let desk = Desk { figure: *figure, width: width(shape) };
    let first = (desk.stage(&steps), None);
    let (stage, ground) = if figure.form.may_fold { legible(&desk, &steps, first) } else { first };
    let desk = Desk { figure: Figure { ground: ground.as_ref().unwrap_or(figure.ground), ..*figure }, ..desk };
    let of = steps.len();
    let mut slides = vec![desk.opening()];
    slides.extend(
        steps
            .iter()
            .enumerate()
            .map(|(at, (slide, snapshot))| desk.step(Presented { slide, at: at + 1, of }, snapshot, stage)),
    );
    if !desk.figure.ground.layout.nodes.is_empty() {
        slides.push(desk.legend(steps.last().map_or(figure.snapshot, |it| &it.1)));
    }
    package(&parts(&desk, slides))
}

/// A map whose names can be read, of as many cards as that allows.
fn legible(desk: &Desk<'_>, steps: &[(Slide, Snapshot)], first: (Stage, Option<Ground>)) -> (Stage, Option<Ground>) {
    let mut best = first;
    for budget in BUDGETS {
        if best.0.size >= LEGIBLE {
            break;
        }
        let ground = graph::within(desk.figure.teller.incident, budget);
        let folded = Desk { figure: Figure { ground: &ground, ..desk.figure }, width: desk.width };
        let stage = folded.stage(steps);
        if stage.size >= best.0.size + WORTH {
            best = (stage, Some(ground));
        }
    }
    best
}

/// All parts of the package.
fn parts(desk: &Desk<'_>, slides: Vec<Made>) -> Vec<Part> {
    let Figure { teller, theme, .. } = desk.figure;
    let (tongue, wide) = (teller.tongue, desk.width);
    let about = about(&desk.figure);
    let theme_at = |n: usize| format!("ppt/theme/theme{n}.xml");
    let layout_at = |n: usize| format!("ppt/slideLayouts/slideLayout{n}.xml");
    let (master_at, notes_at) = ("ppt/slideMasters/slideMaster1.xml", "ppt/notesMasters/notesMaster1.xml");
    let slide_at = |n: usize| format!("ppt/slides/slide{n}.xml");
    let note_at = |n: usize| format!("ppt/notesSlides/notesSlide{n}.xml");
    let mut relations = vec![
        Relation::to("slideMaster", master_at),
        Relation::to("notesMaster", notes_at),
        Relation::to("theme", &theme_at(1)),
    ];
    relations.extend((1..=slides.len()).map(|n| Relation::to("slide", &slide_at(n))));
    let layouts = [1, 2].map(|n| Relation::to("slideLayout", &layout_at(n)));
    let to_master = || vec![Relation::to("slideMaster", master_at)];
    let mut parts = vec![
        Part::of(
            "ppt/presentation.xml",
            "officedocument.presentationml.presentation.main",
            &presentation(slides.len(), wide),
            relations,
        ),
        Part::of("docProps/core.xml", "package.core-properties", &about, Vec::new()),
        Part::of("docProps/app.xml", "officedocument.extended-properties", &master::made_by(), Vec::new()),
        Part::of(
            master_at,
            "officedocument.presentationml.slideMaster",
            &master::master(wide, tongue, theme),
            layouts.into_iter().chain([Relation::to("theme", &theme_at(1))]).collect(),
        ),
        Part::of(
            layout_at(1),
            "officedocument.presentationml.slideLayout",
            &master::layout(wide, true, tongue, theme),
            to_master(),
        ),
        Part::of(
            layout_at(2),
            "officedocument.presentationml.slideLayout",
            &master::layout(wide, false, tongue, theme),
            to_master(),
        ),
        Part::of(
            notes_at,
            "officedocument.presentationml.notesMaster",
            &master::notes(wide, tongue, theme),
            vec![Relation::to("theme", &theme_at(2))],
        ),
        Part::of(theme_at(1), "officedocument.theme", &ink::theme_part(theme), Vec::new()),
        Part::of(theme_at(2), "officedocument.theme", &ink::theme_part(theme), Vec::new()),
    ];
    for (at, made) in slides.into_iter().enumerate() {
        let n = at + 1;
        let slide =
            root("p:sld", &[A, R, P]).holding([el("p:cSld").holding([draw::tree(made.shapes)]), master::as_master()]);
        let relations =
            vec![Relation::to("slideLayout", &layout_at(made.layout + 1)), Relation::to("notesSlide", &note_at(n))];
        parts.push(Part::of(slide_at(n), "officedocument.presentationml.slide", &slide, relations));
        let relations = vec![Relation::to("notesMaster", notes_at), Relation::to("slide", &slide_at(n))];
        parts.push(Part::of(
            note_at(n),
            "officedocument.presentationml.notesSlide",
            &notes(desk, &made.notes),
            relations,
        ));
    }
    parts
}

/// The main part: which slides there are, how large they are, and how words look in shapes.
fn presentation(n_slides: usize, width: f64) -> SvgNode {
    let slide = |at: usize| el("p:sldId").with("id", (256 + at).to_string()).with("r:id", id(at + 3));
    let (wide, high) = master::PAGE;
    root("p:presentation", &[A, R, P]).with("saveSubsetFonts", "1").holding([
        el("p:sldMasterIdLst").holding([el("p:sldMasterId").with("id", "2147483648").with("r:id", id(0))]),
        el("p:notesMasterIdLst").holding([el("p:notesMasterId").with("r:id", id(1))]),
        el("p:sldIdLst").holding((0..n_slides).map(slide)),
        master::slide_size(width),
        el("p:notesSz").whole("cx", emu(wide)).whole("cy", emu(high)),
        master::default_text(),
    ])
}

/// The notes of a slide as a part.
fn notes(desk: &Desk<'_>, notes: &[Note]) -> SvgNode {
    let (tongue, theme) = (desk.figure.teller.tongue, desk.figure.theme);
    let mut names = Names::new();
    let picture = draw::placeholder(&names.next(tongue.slide_title()), "sldImg", None, &[], theme);
    let line = |it: &Note| {
        let run = Run { is_bold: it.is_heading, ..Run::plain(it.words.as_str(), &it.language) };
        Line { above: if it.is_heading { 6.0 } else { 0.0 }, ..Line::of(vec![run]) }
    };
    let lines: Vec<Line> = notes.iter().map(line).collect();
    let body = draw::placeholder(&names.next(tongue.slide_notes()), "body", Some((1, Rect::default())), &lines, theme);
    let shapes = vec![master::image_only(picture), master::in_place(body)];
    root("p:notes", &[A, R, P]).holding([el("p:cSld").holding([draw::tree(shapes)]), master::as_master()])
}
