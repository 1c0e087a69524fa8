//! A backend for plotters that records items of our scene: charts share theme, export and tests with the map,
//! and no browser measures their text.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::theme::Color;
use super::{Anchor, Item, Paint, Text, text};
use crate::layout::geometry::{Command, Path, Point, Rect};

/// Records what plotters draws.
pub struct Recorder<'a> {
    /// Size of the chart in pixels.
    pub size: (u32, u32),
    /// Where the items go.
    pub items: &'a mut Vec<Item>,
}

type Outcome = Result<(), DrawingErrorKind<Infallible>>;

fn point((x, y): BackendCoord) -> Point {
    Point { x: f64::from(x), y: f64::from(y) }
}

fn color(color: BackendColor) -> Color {
    let (r, g, b) = color.rgb;
    Color(u32::from(r) << 16 | u32::from(g) << 8 | u32::from(b))
}

fn stroke<S: BackendStyle>(style: &S) -> Paint {
    Paint::stroke(color(style.color()), f64::from(style.stroke_width()))
}

fn is_visible<S: BackendStyle>(style: &S) -> bool {
    style.color().alpha > 0.0
}

fn path(points: impl IntoIterator<Item = BackendCoord>) -> Path {
    let commands = points.into_iter().map(point).enumerate();
    Path { commands: commands.map(|(i, it)| if i == 0 { Command::Move(it) } else { Command::Line(it) }).collect() }
}

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, pixel: BackendColor) -> Outcome {
        let Point { x, y } = point(at);
        self.items.push(Item::Rect(Rect::new(x, y, 1.0, 1.0), 0.0, Paint::fill(color(pixel))));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Outcome {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Outcome {
        let (a, b) = (point(from), point(to));
        let rect = Rect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
        if is_visible(style) {
            self.items.push(Item::Rect(
                rect,
                0.0,
                if fill { Paint::fill(color(style.color())) } else { stroke(style) },
            ));
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Outcome {
        if is_visible(style) {
            self.items.push(Item::Path(path(points), stroke(style)));
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        let paint = if fill { Paint::fill(color(style.color())) } else { stroke(style) };
        self.items.push(Item::Circle(point(center), f64::from(radius), paint));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Outcome {
        if is_visible(style) {
            self.items.push(Item::Path(path(points), Paint::fill(color(style.color()))));
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, words: &str, style: &S, at: BackendCoord) -> Outcome {
        let mut at = point(at);
        at.y += style.size()
            * match style.anchor().v_pos {
                VPos::Top => 0.86,
                VPos::Center => 0.36,
                VPos::Bottom => -0.14,
            };
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let words = words.to_owned();
        self.items.push(Item::Text(Text {
            at,
            anchor,
            size: style.size(),
            is_bold: false,
            color: color(style.color()),
            words,
            language: None,
        }));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        words: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((text::width(words, style.size(), false).ceil() as u32, style.size().ceil() as u32))
    }
}
