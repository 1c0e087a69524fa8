//! What lies under the words of an SVG, and how far they stand out from it.

use breachmap::scene::text::width;
use breachmap::scene::theme::Theme;
use roxmltree::{Document, Node};

/// A word is looked at in so many places along it, and in so many lines.
const PLACES: (usize, usize) = (9, 2);
/// What lies under less of a word than this share is no ground of it.
const SHARE: f64 = 0.12;
/// From so many units on, words are large; bold ones from fewer.
const LARGE: (f64, f64) = (24.0, 18.66);

/// How the picture is seen.
#[derive(Clone, Copy)]
pub enum Seen<'a> {
    /// As it is in the file.
    AsDrawn,
    /// As the style sheet of the page fades all that can be chosen.
    Faded(&'a Theme),
}

/// Words that do not stand out enough.
pub struct Faint {
    pub words: String,
    pub color: String,
    pub ground: String,
    pub contrast: f64,
    pub needed: f64,
    /// Whether something was painted over them.
    pub is_covered: bool,
}

/// A filled shape.
struct Fill {
    shape: Shape,
    color: String,
}

enum Shape {
    Rect { x: f64, y: f64, width: f64, height: f64 },
    Circle { x: f64, y: f64, radius: f64 },
    Polygon(Vec<Vec<(f64, f64)>>),
}

/// Words, where they are looked at, and how many shapes were painted before them.
struct Words {
    words: String,
    places: Vec<(f64, f64)>,
    n_before: usize,
}

impl Words {
    /// What is painted over them, if it is more than a little.
    fn covered(&self, fills: &[Fill]) -> Option<Faint> {
        let over = |it: &&Fill| self.places.iter().filter(|at| it.shape.holds(**at)).count() as f64;
        let over = fills[self.n_before..].iter().find(|it| over(it) / self.places.len() as f64 > SHARE)?;
        let (color, ground) = ("what is covered".to_owned(), over.color.clone());
        Some(Faint { words: self.words.clone(), color, ground, contrast: 1.0, needed: 1.0, is_covered: true })
    }
}

/// From the units of an element to those of the picture.
#[derive(Clone, Copy)]
struct Scale {
    x: f64,
    y: f64,
    factor: f64,
}

/// The words of a picture that stand out less than they must: `words` to 1, or `large` to 1.
pub fn faint(svg: &str, seen: Seen<'_>, words: f64, large: f64) -> Vec<Faint> {
    let document = Document::parse(svg).expect("it is written by us");
    let mut walk = Walk { seen, needed: (words, large), fills: Vec::new(), words: Vec::new(), found: Vec::new() };
    walk.enter(document.root_element(), Scale { x: 0.0, y: 0.0, factor: 1.0 }, false);
    let covered = walk.words.iter().filter_map(|it| it.covered(&walk.fills));
    let covered: Vec<Faint> = covered.collect();
    walk.found.extend(covered);
    walk.found
}

struct Walk<'a> {
    seen: Seen<'a>,
    needed: (f64, f64),
    fills: Vec<Fill>,
    words: Vec<Words>,
    found: Vec<Faint>,
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|it| it.parse().ok()).unwrap_or_default()
}

impl Walk<'_> {
    /// From back to front, as it is painted.
    fn enter(&mut self, node: Node<'_, '_>, scale: Scale, is_faded: bool) {
        let is_faded = is_faded || node.has_attribute("data-entity") && matches!(self.seen, Seen::Faded(_));
        let scale = node.attribute("transform").map_or(scale, |it| scale.then(it));
        match node.tag_name().name() {
            "text" => self.text(node, scale, is_faded),
            "rect" | "circle" | "path" => self.fill(node, scale, is_faded),
            _ => {}
        }
        node.children().filter(Node::is_element).for_each(|it| self.enter(it, scale, is_faded));
    }

    fn fill(&mut self, node: Node<'_, '_>, scale: Scale, is_faded: bool) {
        let Some(color) = node.attribute("fill").filter(|it| *it != "none") else { return };
        let is_outlined = node.has_attribute("stroke") && node.tag_name().name() != "path";
        let color = match self.seen {
            Seen::Faded(theme) if is_faded && is_outlined => theme.paper.to_string(),
            Seen::Faded(theme) if is_faded => theme.faint.to_string(),
            Seen::Faded(_) | Seen::AsDrawn => color.to_owned(),
        };
        let at = |name: &str| number(node, name);
        let shape = match node.tag_name().name() {
            "rect" => {
                let (x, y) = scale.place(at("x"), at("y"));
                Shape::Rect { x, y, width: at("width") * scale.factor, height: at("height") * scale.factor }
            }
            "circle" => {
                let (x, y) = scale.place(at("cx"), at("cy"));
                Shape::Circle { x, y, radius: at("r") * scale.factor }
            }
            _ => Shape::Polygon(corners(node.attribute("d").unwrap_or_default(), scale)),
        };
        self.fills.push(Fill { shape, color });
    }

    fn text(&mut self, node: Node<'_, '_>, scale: Scale, is_faded: bool) {
        let words = node.text().unwrap_or_default().trim();
        if words.is_empty() {
            return;
        }
        let (size, is_bold) = (number(node, "font-size"), node.attribute("font-weight") == Some("bold"));
        let color = match self.seen {
            Seen::Faded(theme) if is_faded => theme.muted.to_string(),
            Seen::Faded(_) | Seen::AsDrawn => node.attribute("fill").unwrap_or("#000000").to_owned(),
        };
        let wide = width(words, size, is_bold);
        let left = match node.attribute("text-anchor") {
            Some("middle") => number(node, "x") - wide / 2.0,
            Some("end") => number(node, "x") - wide,
            _ => number(node, "x"),
        };
        let (columns, rows) = PLACES;
        let place = |at: usize| {
            let x = left + wide * ((at % columns) as f64 + 0.5) / columns as f64;
            // from the top of a small letter to its foot
            let y = number(node, "y") - size * 0.5 * ((at / columns) as f64 + 0.5) / rows as f64;
            scale.place(x, y)
        };
        let places: Vec<(f64, f64)> = (0..columns * rows).map(place).collect();
        let mut grounds: Vec<(&str, usize)> = Vec::new();
        for at in &places {
            let under = self.fills.iter().rev().find(|it| it.shape.holds(*at)).map_or("#ffffff", |it| &it.color);
            match grounds.iter_mut().find(|it| it.0 == under) {
                Some((_, n)) => *n += 1,
                None => grounds.push((under, 1)),
            }
        }
        self.words.push(Words { words: words.to_owned(), places, n_before: self.fills.len() });
        let is_large = size * scale.factor >= if is_bold { LARGE.1 } else { LARGE.0 };
        let needed = if is_large { self.needed.1 } else { self.needed.0 };
        let most = (columns * rows) as f64;
        let grounds = grounds.into_iter().filter(|(_, n)| *n as f64 / most > SHARE);
        let worst = grounds.map(|(it, _)| (contrast(&color, it), it)).min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((contrast, ground)) = worst.filter(|it| it.0 < needed) {
            let (words, ground) = (words.to_owned(), ground.to_owned());
            self.found.push(Faint { words, color, ground, contrast, needed, is_covered: false });
        }
    }
}

impl Scale {
    fn place(self, x: f64, y: f64) -> (f64, f64) {
        (self.x + x * self.factor, self.y + y * self.factor)
    }

    /// The same within a group that is moved and scaled.
    fn then(self, transform: &str) -> Self {
        let of = |name: &str| -> Vec<f64> {
            let rest =
                transform.split_once(name).and_then(|it| it.1.split_once('(')).and_then(|it| it.1.split_once(')'));
            let numbers = rest.map_or("", |it| it.0);
            numbers.split([' ', ',']).filter_map(|it| it.parse().ok()).collect()
        };
        let (moved, scaled) = (of("translate"), of("scale"));
        let (x, y) = self.place(moved.first().copied().unwrap_or(0.0), moved.get(1).copied().unwrap_or(0.0));
        Self { x, y, factor: self.factor * scaled.first().copied().unwrap_or(1.0) }
    }
}

impl Shape {
    fn holds(&self, (x, y): (f64, f64)) -> bool {
        match self {
            Self::Rect { x: left, y: top, width, height } => {
                (*left..=left + width).contains(&x) && (*top..=top + height).contains(&y)
            }
            Self::Circle { x: middle, y: center, radius } => {
                (x - middle) * (x - middle) + (y - center) * (y - center) <= radius * radius
            }
            Self::Polygon(rings) => {
                let crossings = rings.iter().flat_map(|it| it.iter().zip(it.iter().skip(1).chain(it.first())));
                let n = crossings
                    .filter(|(a, b)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0);
                n.count() % 2 == 1
            }
        }
    }
}

/// The corners of each part of a path; of a curve, its ends.
fn corners(data: &str, scale: Scale) -> Vec<Vec<(f64, f64)>> {
    let mut rings: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut rest = data;
    while let Some(letter) = rest.chars().next() {
        let end = rest[1..].find(|c: char| c.is_ascii_alphabetic() && c != 'e').map_or(rest.len(), |it| it + 1);
        let numbers: Vec<f64> = rest[1..end].split([' ', ',']).filter_map(|it| it.parse().ok()).collect();
        if letter == 'M' {
            rings.push(Vec::new());
        }
        if let (Some(ring), [.., x, y]) = (rings.last_mut(), numbers.as_slice()) {
            ring.push(scale.place(*x, *y));
        }
        rest = &rest[end..];
    }
    rings
}

/// How far two colors are from each other in lightness (WCAG 2.2).
fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: &str) -> f64 {
    let value = u32::from_str_radix(color.trim_start_matches('#'), 16).expect("a color is six digits");
    let channel = |shift: u32| {
        let value = f64::from(value >> shift & 0xFF) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}
