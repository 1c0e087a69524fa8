//! Shapes of a slide: what they are called, where they lie, how they are painted, and the words in them. Lengths are points.

use super::connector::Connector;
use super::ink;
use super::xml::el;
use super::{emu, language};
use crate::layout::geometry::{Point, Rect};
use crate::paint::SvgNode;
use crate::scene::theme::{Color, Theme};
use crate::scene::{Anchor, Paint};

/// What a shape is called in its slide.
#[derive(Debug, Clone, Default)]
pub struct Name {
    /// Its number, of which there is one in a slide.
    pub id: u32,
    /// What the list of shapes calls it.
    pub name: String,
    /// What a screen reader says of it; empty says nothing.
    pub about: String,
}

impl Name {
    /// The same with what a screen reader says.
    #[must_use]
    pub fn about(self, about: impl Into<String>) -> Self {
        Self { about: about.into(), ..self }
    }

    fn node(&self) -> SvgNode {
        let node = el("p:cNvPr").whole("id", self.id.into()).with("name", self.name.as_str());
        if self.about.is_empty() { node } else { node.with("descr", self.about.as_str()) }
    }
}

/// Gives numbers to the shapes of a slide; 1 is the slide itself.
#[derive(Debug)]
pub struct Names(u32);

impl Names {
    /// For a new slide.
    pub fn new() -> Self {
        Self(1)
    }

    /// The next shape, called so.
    pub fn next(&mut self, name: impl Into<String>) -> Name {
        self.0 += 1;
        Name { id: self.0, name: name.into(), about: String::new() }
    }
}

/// Words that look alike.
#[derive(Debug, Clone)]
pub struct Run {
    /// The words.
    pub words: String,
    /// How high the letters are; `None` is as the place says.
    pub size: Option<f64>,
    /// Whether they are bold.
    pub is_bold: bool,
    /// Their color; `None` is as the place says.
    pub color: Option<Color>,
    /// Their language.
    pub language: String,
}

impl Run {
    /// Words of this size.
    pub fn of(words: impl Into<String>, size: f64, is_bold: bool, color: Color, tag: &str) -> Self {
        Self { words: words.into(), size: Some(size), is_bold, color: Some(color), language: tag.to_owned() }
    }

    /// Words as their place says.
    pub fn plain(words: impl Into<String>, tag: &str) -> Self {
        Self { words: words.into(), size: None, is_bold: false, color: None, language: tag.to_owned() }
    }

    fn node(&self, theme: &Theme) -> SvgNode {
        let look = el("a:rPr").with("lang", language(&self.language));
        let look = self.size.map_or(look.clone(), |it| look.whole("sz", (it * 100.0).round() as i64));
        let look = if self.is_bold { look.with("b", "1") } else { look };
        let look = look.holding(self.color.map(|it| ink::fill(it, theme)));
        el("a:r").holding([look, el("a:t").saying(&self.words)])
    }
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it says.
    pub runs: Vec<Run>,
    /// Where it begins.
    pub anchor: Anchor,
    /// Room above it.
    pub above: f64,
    /// How far its lines but the first are indented.
    pub hanging: f64,
}

impl Line {
    /// A paragraph at the left.
    pub fn of(runs: Vec<Run>) -> Self {
        Self { runs, anchor: Anchor::Start, above: 0.0, hanging: 0.0 }
    }

    /// The same in the middle, or at the right.
    #[must_use]
    pub fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The paragraph as an element.
    pub fn node(&self, theme: &Theme) -> SvgNode {
        let look = match self.anchor {
            Anchor::Start => el("a:pPr"),
            Anchor::Middle => el("a:pPr").with("algn", "ctr"),
            Anchor::End => el("a:pPr").with("algn", "r"),
        };
        let look = if self.hanging > 0.0 {
            look.whole("marL", emu(self.hanging)).whole("indent", -emu(self.hanging))
        } else {
            look
        };
        let points = el("a:spcPts").whole("val", (self.above * 100.0).round() as i64);
        let tab = el("a:tab").whole("pos", emu(self.hanging)).with("algn", "l");
        let look = look.holding((self.above > 0.0).then(|| el("a:spcBef").holding([points])));
        let look = look.holding((self.hanging > 0.0).then(|| el("a:tabLst").holding([tab])));
        el("a:p").holding(std::iter::once(look).chain(self.runs.iter().map(|it| it.node(theme))))
    }
}

/// Words in a shape, and where they stand in it.
#[derive(Debug, Clone)]
pub struct Words {
    /// The paragraphs.
    pub lines: Vec<Line>,
    /// Room left of, above, right of and below them.
    pub insets: [f64; 4],
    /// Whether they stand in the middle of the height, and not at the top.
    pub is_centered: bool,
    /// Whether they may take more than one line.
    pub wraps: bool,
}

impl Words {
    /// At the top, without room around.
    pub fn of(lines: Vec<Line>) -> Self {
        Self { lines, insets: [0.0; 4], is_centered: false, wraps: true }
    }

    fn node(&self, theme: &Theme) -> SvgNode {
        let body = el("a:bodyPr").with("wrap", if self.wraps { "square" } else { "none" });
        let body = ["lIns", "tIns", "rIns", "bIns"]
            .into_iter()
            .zip(self.insets)
            .fold(body, |it, (name, inset)| it.whole(name, emu(inset)));
        let body = body.with("rtlCol", "0").with("anchor", if self.is_centered { "ctr" } else { "t" });
        let paragraphs = self.lines.iter().map(|it| it.node(theme));
        let none = self.lines.is_empty().then(|| el("a:p"));
        el("p:txBody").holding([body.holding([el("a:noAutofit")]), el("a:lstStyle")]).holding(paragraphs).holding(none)
    }
}

/// What a shape looks like.
#[derive(Debug, Clone)]
pub enum Outline {
    /// A rectangle whose corners have this radius.
    Round(f64),
    /// The same, at which lines can also end at these places.
    Sites(f64, Vec<Point>),
    /// An ellipse.
    Oval,
    /// Paths within the box of the shape.
    Drawn(Vec<SvgNode>),
}

fn corner_and_size(rect: Rect) -> [SvgNode; 2] {
    let (x, y, wide, high) = (emu(rect.x), emu(rect.y), emu(rect.width), emu(rect.height));
    [el("a:off").whole("x", x).whole("y", y), el("a:ext").whole("cx", wide).whole("cy", high)]
}

/// A finished shape, and where it lies.
pub struct Shape {
    /// Where.
    pub rect: Rect,
    /// The shape.
    pub node: SvgNode,
}

/// A shape with words in it.
pub fn shape(
    name: &Name,
    rect: Rect,
    outline: &Outline,
    paint: Paint,
    scale: f64,
    words: &Words,
    theme: &Theme,
) -> Shape {
    let geometry = match outline {
        Outline::Round(radius) => {
            let share = (radius / rect.width.min(rect.height).max(1.0) * 100_000.0).clamp(0.0, 50_000.0);
            let guide = el("a:gd").with("name", "adj").with("fmla", format!("val {}", share.round()));
            preset("roundRect", vec![guide])
        }
        Outline::Sites(radius, sites) => with_sites(rect, *radius, sites),
        Outline::Oval => preset("ellipse", Vec::new()),
        Outline::Drawn(paths) => freeform(Vec::new(), Vec::new(), paths.clone()),
    };
    let place = el("a:xfrm").holding(corner_and_size(rect));
    let look = el("p:spPr").holding([place, geometry]).holding(ink::painted(paint, scale, theme));
    let is_box = paint == Paint::default();
    let kind = if is_box { el("p:cNvSpPr").with("txBox", "1") } else { el("p:cNvSpPr") };
    let names = el("p:nvSpPr").holding([name.node(), kind, el("p:nvPr")]);
    Shape { rect, node: el("p:sp").holding([names, look, words.node(theme)]) }
}

fn preset(shape: &str, guides: Vec<SvgNode>) -> SvgNode {
    el("a:prstGeom").with("prst", shape).holding([el("a:avLst").holding(guides)])
}

/// A rounded rectangle with more places at which connectors end than the middles of its sides, which come first, as in the preset
/// shape.
fn with_sites(rect: Rect, radius: f64, sites: &[Point]) -> SvgNode {
    let (wide, high, r) = (emu(rect.width), emu(rect.height), emu(radius));
    let guide = |name: String, at: i64, of: &str, whole: i64| {
        el("a:gd").with("name", name).with("fmla", format!("*/ {of} {at} {}", whole.max(1)))
    };
    let at = |it: &Point| (emu(it.x - rect.x), emu(it.y - rect.y));
    let guides = sites
        .iter()
        .enumerate()
        .flat_map(|(i, it)| [guide(format!("x{i}"), at(it).0, "w", wide), guide(format!("y{i}"), at(it).1, "h", high)]);
    let site = |angle: &str, x: String, y: String| {
        el("a:cxn").with("ang", angle).holding([el("a:pos").with("x", x).with("y", y)])
    };
    let [top, left, bottom, right] = ["3cd4", "cd2", "cd4", "0"];
    let middles = [(top, "hc", "t"), (left, "l", "vc"), (bottom, "hc", "b"), (right, "r", "vc")];
    let middles = middles.map(|(angle, x, y)| site(angle, x.to_owned(), y.to_owned()));
    let more = sites.iter().enumerate().map(|(i, it)| {
        let angle = match side(rect, *it) {
            Side::Top => top,
            Side::Left => left,
            Side::Bottom => bottom,
            Side::Right => right,
        };
        site(angle, format!("x{i}"), format!("y{i}"))
    });
    let to = |tag, x: i64, y: i64| el(tag).holding([el("a:pt").whole("x", x).whole("y", y)]);
    let turn = |from: i64| el("a:arcTo").whole("wR", r).whole("hR", r).whole("stAng", from).whole("swAng", 5_400_000);
    let path = el("a:path").whole("w", wide).whole("h", high).holding([
        to("a:moveTo", 0, r),
        turn(10_800_000),
        to("a:lnTo", wide - r, 0),
        turn(16_200_000),
        to("a:lnTo", wide, high - r),
        turn(0),
        to("a:lnTo", r, high),
        turn(5_400_000),
        el("a:close"),
    ]);
    freeform(guides.collect(), middles.into_iter().chain(more).collect(), vec![path])
}

/// A shape of its own, with guides and with places at which lines end.
fn freeform(guides: Vec<SvgNode>, sites: Vec<SvgNode>, paths: Vec<SvgNode>) -> SvgNode {
    let inside = el("a:rect").with("l", "l").with("t", "t").with("r", "r").with("b", "b");
    el("a:custGeom").holding([
        el("a:avLst"),
        el("a:gdLst").holding(guides),
        el("a:ahLst"),
        el("a:cxnLst").holding(sites),
        inside,
        el("a:pathLst").holding(paths),
    ])
}

/// A side of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Top,
    Left,
    Bottom,
    Right,
}

/// The side of a rectangle that is nearest to a point.
fn side(rect: Rect, at: Point) -> Side {
    let far = [
        (Side::Top, (at.y - rect.y).abs()),
        (Side::Left, (at.x - rect.x).abs()),
        (Side::Bottom, (at.y - rect.bottom()).abs()),
        (Side::Right, (at.x - rect.right()).abs()),
    ];
    far.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(Side::Right, |it| it.0)
}

/// The places at which connectors end at a card: the middles of its sides, as the preset shape has them, and more.
#[derive(Debug, Clone, Default)]
pub struct Sites {
    more: Vec<Point>,
}

impl Sites {
    /// The number of the place at which a line ends there.
    pub fn of(&mut self, rect: Rect, at: Point) -> usize {
        let near = |it: &Point| it.distance(at) < 0.5;
        let middle = rect.center();
        let middles = [
            Point::new(middle.x, rect.y),
            Point::new(rect.x, middle.y),
            Point::new(middle.x, rect.bottom()),
            Point::new(rect.right(), middle.y),
        ];
        if let Some(at) = middles.iter().position(near) {
            return at;
        }
        let known = self.more.iter().position(near);
        middles.len()
            + known.unwrap_or_else(|| {
                self.more.push(at);
                self.more.len() - 1
            })
    }

    /// The same as they lie on a slide.
    #[must_use]
    pub fn placed(self, place: impl Fn(Point) -> Point) -> Self {
        Self { more: self.more.into_iter().map(place).collect() }
    }

    /// What the card looks like.
    pub fn outline(self, radius: f64) -> Outline {
        if self.more.is_empty() { Outline::Round(radius) } else { Outline::Sites(radius, self.more) }
    }
}

/// A connector between two places of shapes, each a shape and the number of the place; a head at its end if it leads somewhere.
pub fn connector(
    name: &Name,
    it: &Connector,
    ends: [Option<(u32, usize)>; 2],
    line: SvgNode,
    has_head: bool,
) -> SvgNode {
    let glue = ["a:stCxn", "a:endCxn"].into_iter().zip(ends).filter_map(|(tag, end)| {
        let (id, site) = end?;
        Some(el(tag).whole("id", id.into()).with("idx", site.to_string()))
    });
    let place = el("a:xfrm");
    let place = if it.is_turned { place.with("rot", "5400000") } else { place };
    let place = if it.flips.0 { place.with("flipH", "1") } else { place };
    let place = if it.flips.1 { place.with("flipV", "1") } else { place };
    let rect = Rect::new(it.corner.x, it.corner.y, it.size.0, it.size.1);
    let guide =
        |(i, at): (usize, &i64)| el("a:gd").with("name", format!("adj{}", i + 1)).with("fmla", format!("val {at}"));
    let geometry = preset(it.preset, it.adjusts.iter().enumerate().map(guide).collect());
    let head = has_head.then(|| el("a:tailEnd").with("type", "triangle").with("w", "med").with("len", "med"));
    let look = [place.holding(corner_and_size(rect)), geometry, line.holding(head)];
    let names = [name.node(), el("p:cNvCxnSpPr").holding(glue), el("p:nvPr")];
    el("p:cxnSp").holding([el("p:nvCxnSpPr").holding(names), el("p:spPr").holding(look)])
}

/// Shapes that are moved as one.
pub fn group(name: &Name, inside: Vec<Shape>) -> SvgNode {
    let around = inside.iter().map(|it| it.rect).reduce(|a, b| a.union(&b)).unwrap_or_default();
    let inside = inside.into_iter().map(|it| it.node);
    let [corner, size] = corner_and_size(around);
    let same = |tag, it: &SvgNode| SvgNode { tag, ..it.clone() };
    let inner = [same("a:chOff", &corner), same("a:chExt", &size)];
    let place = el("a:xfrm").holding([corner, size]).holding(inner);
    let names = [name.node(), el("p:cNvGrpSpPr"), el("p:nvPr")];
    el("p:grpSp").holding([el("p:nvGrpSpPr").holding(names), el("p:grpSpPr").holding([place])]).holding(inside)
}

/// Words in a place of the layout of the slide: its title, its footer, its number.
pub fn placeholder(name: &Name, kind: &str, at: Option<(usize, Rect)>, lines: &[Line], theme: &Theme) -> SvgNode {
    let place = el("p:ph").with("type", kind);
    let place = match at {
        Some((index, _)) if index > 0 => place.with("idx", index.to_string()),
        Some(_) | None => place,
    };
    let look = at.map(|(_, rect)| el("a:xfrm").holding(corner_and_size(rect)));
    let locks = el("p:cNvSpPr").holding([el("a:spLocks").with("noGrp", "1")]);
    let body = [el("a:bodyPr"), el("a:lstStyle")].into_iter().chain(lines.iter().map(|it| it.node(theme)));
    el("p:sp").holding([
        el("p:nvSpPr").holding([name.node(), locks, el("p:nvPr").holding([place])]),
        el("p:spPr").holding(look),
        el("p:txBody").holding(body).holding(lines.is_empty().then(|| el("a:p"))),
    ])
}

/// The shapes of a slide, with what a tree of them begins with.
pub fn tree(shapes: Vec<SvgNode>) -> SvgNode {
    let zero = |tag, x, y| el(tag).with(x, "0").with(y, "0");
    let place =
        [zero("a:off", "x", "y"), zero("a:ext", "cx", "cy"), zero("a:chOff", "x", "y"), zero("a:chExt", "cx", "cy")];
    let own = [el("p:cNvPr").with("id", "1").with("name", ""), el("p:cNvGrpSpPr"), el("p:nvPr")];
    let begin = [el("p:nvGrpSpPr").holding(own), el("p:grpSpPr").holding([el("a:xfrm").holding(place)])];
    el("p:spTree").holding(begin).holding(shapes)
}
