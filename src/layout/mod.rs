//! Places hosts, zones and pivots on the plane, once per incident.

pub mod geometry;
pub mod request;
pub mod result;

pub use request::Request;
pub use result::Layout;

use geometry::{Command, Path, Point, Rect};
use result::{EdgePath, NodeBox};

/// Lays out the map. Total: any request gets an answer with finite numbers.
pub fn layout(request: &Request) -> Layout {
    // A first, crude picture: one row, sorted by side and id.
    let mut order: Vec<_> = request.nodes.iter().collect();
    order.sort_by(|a, b| (a.side, &a.id).cmp(&(b.side, &b.id)));
    let mut x = 16.0;
    let mut nodes = Vec::new();
    for node in order {
        nodes.push(NodeBox {
            id: node.id.clone(),
            rect: Rect::new(x, 16.0, node.width, node.height),
        });
        x += node.width + 40.0;
    }
    nodes.sort_by(|a, b| a.id.cmp(&b.id));
    let mut layout = Layout {
        bounds: Rect::new(0.0, 0.0, x, 100.0),
        nodes,
        ..Layout::default()
    };
    for edge in &request.edges {
        if let (Some(from), Some(to)) = (layout.node(&edge.from), layout.node(&edge.to)) {
            let (start, tip) = (from.rect.center(), to.rect.center());
            layout.edges.push(EdgePath {
                id: edge.id.clone(),
                path: Path {
                    commands: vec![Command::Move(start), Command::Line(tip)],
                },
                tip,
                tip_direction: Point::new(1.0, 0.0),
                label: None,
            });
        }
    }
    layout.edges.sort_by(|a, b| a.id.cmp(&b.id));
    layout
}
