//! What the slides of a deck have in common: master, layouts, the master of notes, and how words look where nothing else is said.

use super::draw::{self, Line, Names, Run};
use super::emu;
use super::ink;
use super::slide::{FOOT, HEIGHT, MARGIN, TITLE};
use super::xml::{A, P, R, el, root, val};
use crate::layout::geometry::Rect;
use crate::paint::SvgNode;
use crate::scene::theme::Theme;
use crate::tongue::Tongue;

/// How large the page of notes is, in points: A4 or Letter, whatever the printer has.
pub const PAGE: (f64, f64) = (540.0, 720.0);

/// How words look at each of the levels of a text.
fn levels(tag: &'static str, size: i64, is_bold: bool) -> SvgNode {
    let names = ["a:lvl1pPr", "a:lvl2pPr", "a:lvl3pPr", "a:lvl4pPr", "a:lvl5pPr"];
    let level = |name| {
        let face = |tag, name: &str| el(tag).with("typeface", name);
        let prefix = if is_bold { "+mj" } else { "+mn" };
        let look =
            el("a:defRPr").whole("sz", size * 100).with("b", if is_bold { "1" } else { "0" }).with("kern", "1200");
        let ink = el("a:solidFill").holding([val("a:schemeClr", "tx1")]);
        let faces = [("a:latin", "-lt"), ("a:ea", "-ea"), ("a:cs", "-cs")]
            .map(|(tag, end)| face(tag, &format!("{prefix}{end}")));
        let look = look.holding([ink]).holding(faces);
        el(name)
            .with("marL", "0")
            .with("algn", "l")
            .with("rtl", "0")
            .with("eaLnBrk", "1")
            .with("hangingPunct", "1")
            .holding([el("a:buNone"), look])
    };
    el(tag).holding(names.map(level))
}

/// How words look in shapes.
pub fn default_text() -> SvgNode {
    levels("p:defaultTextStyle", 12, false)
}

/// The places of a layout: a kind of words, its number, and where.
fn places(width: f64, is_title: bool) -> Vec<(&'static str, usize, Rect)> {
    let room = width - 2.0 * MARGIN;
    let (y, height) = FOOT;
    let foot = [
        ("ftr", 11, Rect::new(width - MARGIN - 200.0, y, 160.0, height)),
        ("sldNum", 12, Rect::new(width - MARGIN - 36.0, y, 36.0, height)),
    ];
    let mut all = if is_title {
        vec![
            ("ctrTitle", 0, Rect::new(MARGIN, 96.0, room, 84.0)),
            ("subTitle", 1, Rect::new(MARGIN, 244.0, room, 150.0)),
        ]
    } else {
        vec![("title", 0, Rect::new(MARGIN, TITLE.0, room - 120.0, TITLE.1))]
    };
    all.extend(foot);
    all
}

/// A place for words in a master or a layout, with words that say what it is for.
fn place(names: &mut Names, kind: &str, index: usize, rect: Rect, tongue: &Tongue, theme: &Theme) -> SvgNode {
    let words = match kind {
        "ftr" => tongue.slide_marking(),
        "sldNum" => tongue.slide_number(),
        "subTitle" | "body" => tongue.slide_summary(),
        _ => tongue.slide_title(),
    };
    let name = names.next(words);
    let line = Line::of(vec![Run::plain(words, tongue.tag())]);
    let shape = draw::placeholder(&name, kind, Some((index, rect)), &[line], theme);
    with_style(shape, kind)
}

/// How words look in a place: of the foot at the right and small, of the title at the top.
fn with_style(mut shape: SvgNode, kind: &str) -> SvgNode {
    let anchor = match kind {
        "ctrTitle" => "b",
        "ftr" | "sldNum" => "ctr",
        _ => "t",
    };
    let Some(words) = shape.children.last_mut() else { return shape };
    let none = ["lIns", "tIns", "rIns", "bIns"].into_iter().fold(el("a:bodyPr"), |node, it| node.with(it, "0"));
    words.children[0] = none.with("anchor", anchor).holding([el("a:normAutofit")]);
    let style = |algn: &str, size: i64, is_bold: bool| {
        let look = el("a:defRPr").whole("sz", size * 100).with("b", if is_bold { "1" } else { "0" });
        el("a:lstStyle").holding([el("a:lvl1pPr").with("algn", algn).holding([look])])
    };
    words.children[1] = match kind {
        "ftr" | "sldNum" => style("r", 12, kind == "ftr"),
        "ctrTitle" => style("l", 36, true),
        "subTitle" => style("l", 18, false),
        _ => style("l", 22, kind == "title"),
    };
    shape
}

fn shapes(width: f64, is_title: bool, tongue: &Tongue, theme: &Theme) -> SvgNode {
    let mut names = Names::new();
    let places = places(width, is_title);
    draw::tree(places.into_iter().map(|(kind, at, rect)| place(&mut names, kind, at, rect, tongue, theme)).collect())
}

fn ground() -> SvgNode {
    let fill = el("a:solidFill").holding([val("a:schemeClr", "bg1")]);
    el("p:bg").holding([el("p:bgPr").holding([fill, el("a:effectLst")])])
}

/// The master of all slides, with two layouts.
pub fn master(width: f64, tongue: &Tongue, theme: &Theme) -> SvgNode {
    let mut names = Names::new();
    let body = Rect::new(MARGIN, 128.0, width - 2.0 * MARGIN, HEIGHT - 168.0);
    let mut all: Vec<SvgNode> = Vec::new();
    let mut places = places(width, false);
    places.insert(1, ("body", 1, body));
    all.extend(places.into_iter().map(|(kind, at, rect)| place(&mut names, kind, at, rect, tongue, theme)));
    let layout =
        |at: i64| el("p:sldLayoutId").whole("id", 2_147_483_649 + at).with("r:id", super::opc::id(at as usize));
    root("p:sldMaster", &[A, R, P]).holding([
        el("p:cSld").holding([ground(), draw::tree(all)]),
        ink::color_map(theme),
        el("p:sldLayoutIdLst").holding([layout(0), layout(1)]),
        el("p:txStyles").holding([
            levels("p:titleStyle", 22, true),
            levels("p:bodyStyle", 18, false),
            levels("p:otherStyle", 12, false),
        ]),
    ])
}

/// A layout: that of the title, or that of a step.
pub fn layout(width: f64, is_title: bool, tongue: &Tongue, theme: &Theme) -> SvgNode {
    let (kind, name) =
        if is_title { ("title", tongue.slide_layout_title()) } else { ("titleOnly", tongue.slide_layout_step()) };
    root("p:sldLayout", &[A, R, P])
        .with("type", kind)
        .with("preserve", "1")
        .holding([el("p:cSld").with("name", name).holding([shapes(width, is_title, tongue, theme)]), as_master()])
}

/// Colors as in the master.
pub fn as_master() -> SvgNode {
    el("p:clrMapOvr").holding([el("a:masterClrMapping")])
}

/// Where the picture of the slide and the words lie on a page of notes of a deck of this width.
pub fn on_page(width: f64) -> [(&'static str, usize, Rect); 2] {
    let (wide, high) = PAGE;
    let picture = (wide - 120.0) * HEIGHT / width;
    [
        ("sldImg", 2, Rect::new(60.0, 48.0, wide - 120.0, picture)),
        ("body", 1, Rect::new(48.0, 64.0 + picture, wide - 96.0, high - picture - 112.0)),
    ]
}

/// The master of notes.
pub fn notes(width: f64, tongue: &Tongue, theme: &Theme) -> SvgNode {
    let mut names = Names::new();
    let [(image, at, rect), (body, index, below)] = on_page(width);
    let picture = draw::placeholder(&names.next(tongue.slide_title()), image, Some((at, rect)), &[], theme);
    let words = Line::of(vec![Run::plain(tongue.slide_notes(), tongue.tag())]);
    let notes = draw::placeholder(&names.next(tongue.slide_notes()), body, Some((index, below)), &[words], theme);
    root("p:notesMaster", &[A, R, P]).holding([
        el("p:cSld").holding([ground(), draw::tree(vec![image_only(picture), notes])]),
        ink::color_map(theme),
        levels("p:notesStyle", 12, false),
    ])
}

/// The place of the picture of a slide: without words.
pub fn image_only(mut place: SvgNode) -> SvgNode {
    place.children.truncate(2);
    if let Some(locks) = place.children.first_mut().and_then(|it| it.children.get_mut(1)) {
        *locks = el("p:cNvSpPr")
            .holding([el("a:spLocks").with("noGrp", "1").with("noRot", "1").with("noChangeAspect", "1")]);
    }
    place
}

/// A place that lies where its master has it.
pub fn in_place(mut place: SvgNode) -> SvgNode {
    if let Some(look) = place.children.get_mut(1) {
        look.children.clear();
    }
    place
}

/// The size of slides.
pub fn slide_size(width: f64) -> SvgNode {
    let size = el("p:sldSz").whole("cx", emu(width)).whole("cy", emu(HEIGHT));
    if width < 721.0 { size.with("type", "screen4x3") } else { size }
}

/// The properties that office programs keep of what made a file.
pub fn made_by() -> SvgNode {
    let space = ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
    root("Properties", &[space]).holding([el("Application").saying("breachmap")])
}
