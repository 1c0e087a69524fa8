//! What of the map a small screen shows of a presented step: where the words of the whole could not be read, the part that the step is
//! about, with what lies around it.

use super::camera::Size;
use crate::incident::{Incident, Slide};
use crate::layout::geometry::Rect;
use crate::scene::Ground;
use crate::timeline::{Snapshot, standing_out};

/// In a wider room the whole map is shown: people see it together, from afar.
const WIDEST: f64 = 640.0;
/// The smallest words of a map, in its units.
const SMALLEST: f64 = 12.0;
/// The smallest that a reader of a small screen should see, in CSS pixels.
const READABLE: f64 = 10.0;
/// Around what a step is about, in units of the map.
const AROUND: f64 = 14.0;

/// What a step is about on a map: all of it, then only where its last step leads from and to, then only where to. Of a step that is
/// about no host, such as a notice, the host that stands first in the file, which is mostly where the intruder begins.
pub fn about(incident: &Incident, slide: &Slide, snapshot: &Snapshot, ground: &Ground) -> Vec<Rect> {
    let card = |id: &str| ground.layout.node(ground.folded.card(id)).map(|it| it.rect);
    let around = |ids: &[&str]| ids.iter().filter_map(|it| card(it)).reduce(|a, b| a.union(&b));
    let pivots: Vec<_> = slide.select.iter().filter_map(|it| incident.pivot(it)).collect();
    let outstanding = standing_out(incident, slide);
    let mut all: Vec<&str> = pivots.iter().map(|it| it.from.as_str()).collect();
    all.extend(outstanding.iter().map(String::as_str));
    let ends = pivots.last().map(|it| [it.from.as_str(), it.to.as_str()]);
    let target =
        pivots.last().map(|it| it.to.as_str()).or(outstanding.iter().map(String::as_str).find(|it| card(it).is_some()));
    let target = target.or(snapshot.hosts.first().map(|it| it.id.as_str()));
    let rects = [around(&all), ends.and_then(|it| around(&it)), target.and_then(card)];
    rects.into_iter().flatten().map(|it| it.grown(AROUND)).collect()
}

/// The part of a map that a room shows, of what a step is about: all of the map where its words can be read, or nobody is near.
pub fn crop(map: Rect, about: &[Rect], room: Size) -> Rect {
    let all = (room.width / map.width.max(1.0)).min(room.height / map.height.max(1.0));
    let zoom = READABLE / SMALLEST;
    if room.width <= 0.0 || room.height <= 0.0 || room.width >= WIDEST || all >= zoom {
        return map;
    }
    let (width, height) = (room.width / zoom, room.height / zoom);
    let fits = |it: &&Rect| it.width <= width && it.height <= height;
    let Some(middle) = about.iter().find(fits).or(about.last()).map(Rect::center) else { return map };
    // nothing beyond the map, as long as there is more of it
    let within = |middle: f64, size: f64, from: f64, to: f64| {
        if size >= to - from { from.midpoint(to) - size / 2.0 } else { (middle - size / 2.0).clamp(from, to - size) }
    };
    Rect::new(within(middle.x, width, map.x, map.right()), within(middle.y, height, map.y, map.bottom()), width, height)
}
