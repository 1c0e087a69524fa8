//! From a drawing with indices to a result with ids: labels placed, moved to the origin, sorted.

use super::draw::Drawing;
use super::geometry::{Point, Rect};
use super::label;
use super::model::Model;
use super::result::{EdgePath, Layout, NodeBox, TiePath, ZoneBox};
use super::route;
use super::spacing::{MARGIN, PAD, TAG_OVER};

/// Makes the public result; also says the work.
pub fn finish(model: &Model, mut drawing: Drawing) -> (Layout, usize) {
    let wanted: Vec<_> =
        model.links.iter().enumerate().filter_map(|(idx, link)| Some((idx, link.label?, link.tag))).collect();
    let tags = tags(model, &drawing);
    let apart = [drawing.titles.as_slice(), &tags].concat();
    let room = label::Room { cards: &drawing.cards, apart: &apart, ways: &drawing.ways };
    let mut labels: Vec<Option<Rect>> = vec![None; model.links.len()];
    let (places, work) = label::place(&room, &wanted);
    for (&(link, ..), place) in wanted.iter().zip(places) {
        labels[link] = place;
    }
    let bounds = move_to_origin(&mut drawing, &mut labels);

    let mut layout = Layout { bounds, ..Layout::default() };
    for (zone, (rect, title)) in model.zones.iter().zip(drawing.zones.iter().zip(&drawing.titles)) {
        layout.zones.push(ZoneBox { id: zone.id.clone(), rect: *rect, title: *title });
    }
    for (card, rect) in model.cards.iter().zip(&drawing.cards) {
        layout.nodes.push(NodeBox { id: card.id.clone(), rect: *rect });
    }
    for ((link, way), label) in model.links.iter().zip(&drawing.ways).zip(labels) {
        let path = route::rounded(way);
        if let Some(id) = &link.id {
            layout.edges.push(EdgePath {
                id: id.clone(),
                path,
                tip: way.last().copied().unwrap_or_default(),
                tip_direction: route::direction(way),
                label,
            });
        } else {
            layout.ties.push(TiePath {
                first: model.cards[link.from].id.clone(),
                second: model.cards[link.to].id.clone(),
                path,
            });
        }
    }
    (layout, work)
}

/// Where the tags of cards can hang over their rims.
fn tags(model: &Model, drawing: &Drawing) -> Vec<Rect> {
    let (beside, below) = TAG_OVER;
    let mut tags = Vec::new();
    for (card, rect) in model.cards.iter().zip(&drawing.cards) {
        let [left, right] = card.tags;
        let at = |x: f64, wide: f64| Rect::new(x, rect.bottom(), wide + beside, below);
        tags.extend((left > 0.0).then(|| at(rect.x - beside, left)));
        tags.extend((right > 0.0).then(|| at(rect.right() - right, right)));
    }
    tags
}

/// Shifts everything so that the bounds start at 0, 0; returns the bounds.
fn move_to_origin(drawing: &mut Drawing, labels: &mut [Option<Rect>]) -> Rect {
    let at = |point: &Point| Rect::new(point.x, point.y, 0.0, 0.0);
    let points = drawing.ways.iter().flatten().map(at);
    // beside a card outside of all regions there is as much room as beside one in a region
    let beside = |it: &Rect| Rect::new(it.x - PAD as f64, it.y, it.width + 2.0 * PAD as f64, it.height);
    let boxes = drawing.cards.iter().map(beside).chain(drawing.zones.iter().copied());
    let all = boxes.chain(points).chain(labels.iter().flatten().copied());
    let bounds = all.reduce(|all, one| all.union(&one)).unwrap_or_default().grown(MARGIN);
    let rects = drawing.cards.iter_mut().chain(&mut drawing.zones).chain(&mut drawing.titles);
    for rect in rects.chain(labels.iter_mut().flatten()) {
        rect.x -= bounds.x;
        rect.y -= bounds.y;
    }
    for point in drawing.ways.iter_mut().flatten() {
        point.x -= bounds.x;
        point.y -= bounds.y;
    }
    Rect::new(0.0, 0.0, bounds.width, bounds.height)
}
