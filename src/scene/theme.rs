//! The tokens of color, light and dark: the only color literals of the program.

#![expect(clippy::unreadable_literal, reason = "colors are written as CSS writes them")]

use std::fmt;

/// A color: red, green and blue as `0xRRGGBB`. Shown as CSS and SVG write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub u32);

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06x}", self.0)
    }
}

/// The font stack of the screen; all of it has the widths of `text.rs`, or nearly so.
pub const FONT: &str = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', 'Noto Sans', sans-serif";

/// The same for files: programs that know only the first of a stack find Arial, or what stands for it.
pub const FILE_FONT: &str = "Arial, 'Liberation Sans', Helvetica, 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', 'Noto Sans', 'DejaVu Sans', sans-serif";

/// A strong color for a state, its quiet tint, and words that can be read on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone {
    /// Fill when it is certain.
    pub strong: Color,
    /// Outline when it is certain.
    pub edge: Color,
    /// Words and marks on `strong`.
    pub on_strong: Color,
    /// Fill when it is possible.
    pub tint: Color,
    /// Outline, words and marks on `tint`.
    pub on_tint: Color,
}

/// All colors of one appearance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether it is the dark one.
    pub is_dark: bool,
    /// Behind everything.
    pub paper: Color,
    /// Behind panels and controls.
    pub surface: Color,
    /// Inside a region of the map.
    pub zone: Color,
    /// Around a region.
    pub zone_line: Color,
    /// Words and certain arrows.
    pub ink: Color,
    /// Words of less weight.
    pub muted: Color,
    /// Hairlines.
    pub line: Color,
    /// Marks of what has not happened yet.
    pub faint: Color,
    /// What is chosen or has the focus.
    pub accent: Color,
    /// The newest step.
    pub newest: Color,
    /// Compromised.
    pub compromised: Tone,
    /// Contained.
    pub contained: Tone,
    /// Out of service by what the intruder did.
    pub disrupted: Tone,
    /// Restored or clean.
    pub restored: Tone,
}

/// For bright rooms and print.
pub const LIGHT: Theme = Theme {
    is_dark: false,
    paper: Color(0xffffff),
    surface: Color(0xf6f6f3),
    zone: Color(0xf1f2ee),
    zone_line: Color(0xd5d8ce),
    ink: Color(0x1b1f24),
    muted: Color(0x535d68),
    line: Color(0xcdd2d8),
    faint: Color(0x7f8893),
    accent: Color(0x0a5bd3),
    newest: Color(0xb42318),
    compromised: Tone {
        strong: Color(0xb42318),
        edge: Color(0xb42318),
        on_strong: Color(0xffffff),
        tint: Color(0xfdecea),
        on_tint: Color(0x9c1c13),
    },
    contained: Tone {
        strong: Color(0xc3d7ec),
        edge: Color(0x1f5a96),
        on_strong: Color(0x10253d),
        tint: Color(0xe6eff8),
        on_tint: Color(0x1a4d81),
    },
    disrupted: Tone {
        strong: Color(0x3f0a06),
        edge: Color(0xb42318),
        on_strong: Color(0xffffff),
        tint: Color(0xf7d9d5),
        on_tint: Color(0x6f130c),
    },
    restored: Tone {
        strong: Color(0xe3f1e8),
        edge: Color(0x2b6a4b),
        on_strong: Color(0x12301f),
        tint: Color(0xe5f1ea),
        on_tint: Color(0x245a40),
    },
};

/// For dark rooms and projectors.
pub const DARK: Theme = Theme {
    is_dark: true,
    paper: Color(0x14171b),
    surface: Color(0x1c2026),
    zone: Color(0x1d2229),
    zone_line: Color(0x3a424c),
    ink: Color(0xeef1f4),
    muted: Color(0xa9b2bc),
    line: Color(0x3b434d),
    faint: Color(0x7b8692),
    accent: Color(0x84b6ff),
    newest: Color(0xff8375),
    compromised: Tone {
        strong: Color(0xc93b2c),
        edge: Color(0xc93b2c),
        on_strong: Color(0xffffff),
        tint: Color(0x391c19),
        on_tint: Color(0xffaa9f),
    },
    contained: Tone {
        strong: Color(0x29547c),
        edge: Color(0x84b6ff),
        on_strong: Color(0xe6f1ff),
        tint: Color(0x16283a),
        on_tint: Color(0xa4cdf7),
    },
    disrupted: Tone {
        strong: Color(0xffd9d3),
        edge: Color(0xff6a59),
        on_strong: Color(0x3f0a06),
        tint: Color(0x391c19),
        on_tint: Color(0xffd0c8),
    },
    restored: Tone {
        strong: Color(0x18382a),
        edge: Color(0x5fbf92),
        on_strong: Color(0xdff5e8),
        tint: Color(0x16301f),
        on_tint: Color(0x97dab4),
    },
};

/// The themes by which files and options name them.
pub const NAMED: [(&str, &Theme); 3] = [("light", &LIGHT), ("dark", &DARK), ("paper", &LIGHT)];

impl Theme {
    /// The theme of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        NAMED.iter().find(|it| it.0 == name).map(|it| it.1)
    }

    /// The same with each color changed, one after the other.
    #[must_use]
    pub fn with(self, change: &mut dyn FnMut(Color) -> Color) -> Self {
        let tone = |it: Tone, change: &mut dyn FnMut(Color) -> Color| {
            let Tone { strong, edge, on_strong, tint, on_tint } = it;
            let [strong, edge, on_strong, tint, on_tint] = [strong, edge, on_strong, tint, on_tint].map(change);
            Tone { strong, edge, on_strong, tint, on_tint }
        };
        Self {
            is_dark: self.is_dark,
            paper: change(self.paper),
            surface: change(self.surface),
            zone: change(self.zone),
            zone_line: change(self.zone_line),
            ink: change(self.ink),
            muted: change(self.muted),
            line: change(self.line),
            faint: change(self.faint),
            accent: change(self.accent),
            newest: change(self.newest),
            compromised: tone(self.compromised, change),
            contained: tone(self.contained, change),
            disrupted: tone(self.disrupted, change),
            restored: tone(self.restored, change),
        }
    }

    /// The tokens as CSS custom properties, for the parts of the page that are no picture. A host may give others.
    pub fn css(&self) -> String {
        let tokens = [
            ("paper", self.paper),
            ("surface", self.surface),
            ("ink", self.ink),
            ("muted", self.muted),
            ("line", self.line),
            ("faint", self.faint),
            ("accent", self.accent),
            ("newest", self.newest),
            ("compromised-strong", self.compromised.strong),
            ("compromised-tint", self.compromised.tint),
            ("compromised-on-tint", self.compromised.on_tint),
            ("contained-tint", self.contained.tint),
            ("contained-on-tint", self.contained.on_tint),
        ];
        let mut css: Vec<String> =
            tokens.iter().map(|(name, color)| format!("--bm-{name}:var(--breach-map-{name},{color});")).collect();
        css.push(format!("--bm-font:{FONT};color-scheme:{};", if self.is_dark { "dark" } else { "light" }));
        css.concat()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(color: Color) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from(color.0 >> shift & 0xFF) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    /// How far two colors stand apart (WCAG 2.2).
    pub(in crate::scene) fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// From afar and in grey, the weight of the fill has to tell: what is out of service is the most, then what the
    /// intruder holds, then what was put right.
    #[test]
    fn without_color_states_stand_apart_by_their_fill() {
        for (theme, least) in [(LIGHT, 2.0), (DARK, 1.5)] {
            let weight = |it: Tone| contrast(it.strong, theme.paper);
            let all = [theme.disrupted, theme.compromised, theme.contained, theme.restored].map(weight);
            for (heavier, lighter) in all.iter().zip(&all[1..2]) {
                assert!(heavier / lighter >= least, "{all:?}");
            }
            assert!(all[1] / all[2] >= least, "{all:?}");
            assert!(all[2] >= all[3], "{all:?}");
        }
    }

    #[test]
    fn words_have_4_5_to_1_and_marks_3_to_1() {
        for theme in [LIGHT, DARK] {
            let mut words = vec![(theme.muted, theme.zone_line), (theme.restored.on_tint, theme.paper)];
            for ground in [theme.paper, theme.surface, theme.zone] {
                words.extend([
                    (theme.ink, ground),
                    (theme.muted, ground),
                    (theme.accent, ground),
                    (theme.newest, ground),
                ]);
                assert!(contrast(theme.faint, ground) >= 3.0, "{} on {ground}", theme.faint);
            }
            for tone in [theme.compromised, theme.contained, theme.disrupted, theme.restored] {
                words.extend([(tone.on_strong, tone.strong), (tone.on_tint, tone.tint)]);
                assert!(contrast(tone.edge, theme.zone) >= 3.0, "{} on {}", tone.edge, theme.zone);
            }
            for (a, b) in words {
                assert!(contrast(a, b) >= 4.5, "{a} on {b}: {:.2}", contrast(a, b));
            }
        }
    }
}
