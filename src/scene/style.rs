//! What a host and an arrow look like in each state: one function each, of state and theme alone.

use super::Paint;
use super::theme::{Color, Theme};
use crate::incident::Hedge;
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
}

/// A card in this state.
pub fn card(state: HostState, certainty: Certainty, theme: &Theme) -> CardStyle {
    let hollow = |ground: Color, line: Color, width: f64| Paint::fill(ground).with_stroke(line, width);
    let sure = |paint: Paint| if certainty == Certainty::Possible { paint.dashed(POSSIBLE) } else { paint };
    let plain = |card: Paint| CardStyle { card, words: theme.muted, state: theme.muted };
    let tone = match state {
        HostState::NotYet => return plain(hollow(theme.paper, theme.faint, 1.25)),
        HostState::Unknown => return plain(hollow(theme.paper, theme.faint, 1.25).dashed(PERHAPS)),
        HostState::NotExamined => return plain(sure(hollow(theme.zone_line, theme.faint, 1.25))),
        // never reached: the outline alone, where one that was reached and put right is filled
        HostState::Clean => {
            let green = theme.restored.on_tint;
            return CardStyle { card: sure(hollow(theme.paper, green, 1.75)), words: theme.ink, state: green };
        }
        HostState::Compromised => theme.compromised,
        HostState::Contained => theme.contained,
        HostState::Disrupted => theme.disrupted,
        HostState::Restored => theme.restored,
        HostState::Active => theme.outside,
    };
    // what is light needs a heavy edge to be seen from afar
    let edge = match state {
        HostState::Disrupted => 4.0,
        HostState::Contained | HostState::Restored => 3.0,
        HostState::NotYet
        | HostState::Unknown
        | HostState::NotExamined
        | HostState::Clean
        | HostState::Compromised
        | HostState::Active => 1.5,
    };
    match certainty {
        Certainty::Certain => CardStyle {
            card: Paint::fill(tone.strong).with_stroke(tone.edge, edge),
            words: tone.on_strong,
            state: tone.on_strong,
        },
        Certainty::Possible => CardStyle {
            card: Paint::fill(tone.tint).with_stroke(tone.on_tint, 1.75).dashed(POSSIBLE),
            words: theme.ink,
            state: tone.on_tint,
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
    let color = if is_newest { theme.newest } else { theme.ink };
    let paint = match (phase, weight) {
        (Phase::Before, Weight::Main) => return Paint::stroke(theme.faint, 2.5),
        (Phase::Before, Weight::Other | Weight::Rival) => return Paint::stroke(theme.faint, 1.0),
        (_, Weight::Main) => Paint::stroke(color, 4.5),
        (_, Weight::Other) => Paint::stroke(color, if is_newest { 3.0 } else { 2.0 }),
        (_, Weight::Rival) => Paint::stroke(if is_newest { theme.newest } else { theme.muted }, 1.25),
    };
    match phase {
        _ if disputed => paint.dashed(DISPUTED),
        Phase::During | Phase::Unknown => paint.dashed(POSSIBLE),
        Phase::Before | Phase::After => paint,
    }
}
