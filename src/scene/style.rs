//! What a host and an arrow look like in each state: one function each, of state and theme alone.

use super::theme::{Color, Theme};
use super::{Item, Paint};
use crate::incident::Hedge;
use crate::layout::geometry::Rect;
use crate::timeline::{Certainty, HostState, Phase, Weight};

/// Dashes of what is possible and not certain.
pub const POSSIBLE: &[f64] = &[6.0, 4.0];
/// Dashes of what sources dispute.
pub const DISPUTED: &[f64] = &[10.0, 3.0, 2.0, 3.0];
/// Dots of what is perhaps the same.
pub const PERHAPS: &[f64] = &[1.5, 4.0];

/// How a card is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CardStyle {
    /// Ground and outline.
    pub card: Paint,
    /// The label and the icon.
    pub words: Color,
    /// The state and its mark.
    pub state: Color,
    /// A dark band at the left, below icon and mark, and the color of these: of parties outside, which stand apart by it in grey.
    pub band: Option<(Color, Color)>,
}

impl CardStyle {
    /// The color of the icon and of the mark.
    pub fn signs(&self) -> (Color, Color) {
        self.band.map_or((self.words, self.state), |(_, on)| (on, on))
    }

    /// The band of a card that lies here.
    pub fn band(&self, card: Rect, wide: f64, radius: f64) -> Option<Item> {
        let (color, _) = self.band?;
        // outlined, so that it fades with the card
        Some(Item::Rect(Rect { width: wide, ..card }, radius, Paint::fill(color).with_stroke(color, 1.0)))
    }
}

/// A card in this state.
pub fn card(state: HostState, certainty: Certainty, theme: &Theme) -> CardStyle {
    let hollow = |ground: Color, line: Color, width: f64| Paint::fill(ground).with_stroke(line, width);
    let sure = |paint: Paint| if certainty == Certainty::Possible { paint.dashed(POSSIBLE) } else { paint };
    let plain = |card: Paint| CardStyle { card, words: theme.muted, state: theme.muted, band: None };
    let tone = match state {
        HostState::NotYet => return plain(hollow(theme.paper, theme.faint, 1.25)),
        HostState::Unknown => return plain(hollow(theme.paper, theme.faint, 1.25).dashed(PERHAPS)),
        HostState::NotExamined => return plain(sure(hollow(theme.zone_line, theme.faint, 1.25))),
        // never reached: the outline alone, where one that was reached and put right is filled
        HostState::Clean => {
            let green = theme.restored.on_tint;
            return CardStyle { words: theme.ink, state: green, ..plain(sure(hollow(theme.paper, green, 1.75))) };
        }
        HostState::Compromised => theme.compromised,
        HostState::Contained => theme.contained,
        HostState::Disrupted => theme.disrupted,
        HostState::Restored => theme.restored,
        HostState::Active => {
            let edge = sure(hollow(theme.paper, theme.ink, 3.0));
            return CardStyle {
                words: theme.ink,
                state: theme.ink,
                band: Some((theme.ink, theme.paper)),
                ..plain(edge)
            };
        }
    };
    // what is light needs a heavy edge to be seen from afar
    let edge = match state {
        HostState::Disrupted => 4.0,
        HostState::Contained | HostState::Restored => 3.0,
        HostState::NotYet
        | HostState::Unknown
        | HostState::NotExamined
        | HostState::Clean
        | HostState::Active
        | HostState::Compromised => 1.5,
    };
    match certainty {
        Certainty::Certain => CardStyle {
            card: Paint::fill(tone.strong).with_stroke(tone.edge, edge),
            words: tone.on_strong,
            state: tone.on_strong,
            band: None,
        },
        Certainty::Possible => CardStyle {
            card: Paint::fill(tone.tint).with_stroke(tone.on_tint, 1.75).dashed(POSSIBLE),
            words: theme.ink,
            state: tone.on_tint,
            band: None,
        },
    }
}

/// The line around the card of a host on which sources disagree.
pub fn disputed(theme: &Theme) -> Paint {
    Paint::stroke(theme.ink, 1.5).dashed(DISPUTED)
}

/// A line of reported numbers, as firm as they were said.
pub fn report(hedge: Hedge, theme: &Theme) -> Paint {
    let color = theme.compromised.on_tint;
    match hedge {
        Hedge::Stated => Paint::stroke(color, 2.5),
        Hedge::Possible => Paint::stroke(color, 2.0).dashed(POSSIBLE),
        Hedge::Rumoured | Hedge::Denied => Paint::stroke(color, 1.5).dashed(PERHAPS),
    }
}

/// An arrow whose day lies so: the main path is the loudest, what only others tell is faint, and the newest step stands out.
pub fn arrow(phase: Phase, disputed: bool, is_newest: bool, weight: Weight, theme: &Theme) -> Paint {
    let (width, color) = match (phase, weight) {
        (Phase::Before, Weight::Main) => return Paint::stroke(theme.faint, 2.5),
        (Phase::Before, Weight::Other | Weight::Rival) => return Paint::stroke(theme.faint, 1.0),
        (_, Weight::Main) => (5.5, theme.ink),
        // together they are as wide as the main path, and must not look like one
        (_, Weight::Other) => (1.75, theme.muted),
        (_, Weight::Rival) => (1.0, theme.muted),
    };
    let paint = Paint::stroke(if is_newest { theme.newest } else { color }, width);
    match phase {
        _ if disputed => paint.dashed(DISPUTED),
        Phase::During | Phase::Unknown => paint.dashed(POSSIBLE),
        Phase::Before | Phase::After => paint,
    }
}

/// The number of a step on an arrow of this color, and the color of its words: filled on the main path alone, so that the
/// numbers of one way can be told from those that lie between them.
pub fn number(phase: Phase, weight: Weight, color: Color, theme: &Theme) -> (Paint, Color) {
    let (ground, words, edge) = match (phase, weight) {
        (Phase::Before, _) => (theme.paper, theme.muted, theme.faint),
        (_, Weight::Main) => (color, theme.paper, color),
        (_, Weight::Other | Weight::Rival) => (theme.paper, color, theme.faint),
    };
    (Paint::fill(ground).with_stroke(edge, 1.0), words)
}

#[cfg(test)]
mod tests {
    use super::super::theme::tests::contrast;
    use super::super::theme::{DARK, LIGHT};
    use super::*;

    /// How light a color is in grey (Rec. 709, as browsers and printers make it), from 0 to 255.
    fn grey(color: Color) -> f64 {
        let channel = |shift: u32| f64::from(color.0 >> shift & 0xFF);
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    /// Many side steps beside one path must not look like it: the path is by far the widest, and the only one in ink.
    #[test]
    fn the_main_path_is_louder_than_all_beside_it_and_each_line_can_be_seen() {
        for theme in [LIGHT, DARK] {
            let [main, other, rival] =
                [Weight::Main, Weight::Other, Weight::Rival].map(|it| arrow(Phase::After, false, false, it, &theme));
            assert!(main.width >= 3.0 * other.width && other.width > rival.width);
            assert_eq!(main.stroke, Some(theme.ink));
            for it in [main, other, rival] {
                let on = |ground| contrast(it.stroke.unwrap_or(ground), ground) >= 3.0;
                assert!(on(theme.zone) && on(theme.paper) && on(theme.surface));
            }
            for weight in [Weight::Main, Weight::Other, Weight::Rival] {
                let paint = arrow(Phase::After, false, false, weight, &theme);
                let (ground, words) = number(Phase::After, weight, paint.stroke.unwrap_or(theme.ink), &theme);
                assert!(contrast(words, ground.fill.unwrap_or(words)) >= 4.5, "{weight:?}");
                assert_eq!(ground.fill != Some(theme.paper), weight == Weight::Main, "filled on the main path alone");
            }
        }
    }

    /// From afar nobody reads a mark: ground, edge and band have to tell.
    #[test]
    fn in_grey_what_happened_is_told_apart_by_ground_edge_or_band() {
        use HostState::{Active, Compromised, Contained, Disrupted, NotYet, Restored};
        for theme in [LIGHT, DARK] {
            let all = [NotYet, Compromised, Contained, Disrupted, Restored, Active];
            for certainty in [Certainty::Certain, Certainty::Possible] {
                for (at, one) in all.iter().enumerate() {
                    for other in &all[at + 1..] {
                        let [a, b] = [one, other].map(|it| card(*it, certainty, &theme));
                        let ground = |it: &CardStyle| grey(it.card.fill.unwrap_or(theme.paper));
                        let is_apart = (ground(&a) - ground(&b)).abs() >= 20.0
                            || (a.card.width - b.card.width).abs() >= 1.0
                            || a.band.is_some() != b.band.is_some();
                        assert!(
                            is_apart || certainty == Certainty::Possible && *one != Active && *other != Active,
                            "{one:?}, {other:?}"
                        );
                    }
                }
            }
        }
    }
}
