//! What leaves the program: the table of all exports, and boundary types that files and hosts rely on, apart from the domain.

pub mod bundle;
mod claims;
pub mod csv;
pub mod diff;
pub mod digest;
pub mod drawing;
pub mod figure;
pub mod form;
pub mod handout;
mod html;
mod lanes;
pub mod name;
pub mod native;
pub mod navigator;
pub mod outline;
mod page;
pub mod shape;
pub mod share;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod site;
mod slide;
pub mod snapshot;
mod steps;
pub mod stix;
pub mod template;
pub mod text;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod veris;
pub mod zip;

pub use name::name;

use serde_json::Value;

use crate::timeline::{Snapshot, View};
use crate::tongue::Tongue;
use crate::words::Teller;

/// An incident under a lens, to be made into something else.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The incident, and in which language it is told.
    pub teller: Teller<'a>,
    /// How it stands.
    pub snapshot: &'a Snapshot,
    /// The incident's file.
    pub file: &'a Value,
    /// Its hash.
    pub digest: &'a str,
}

impl<'a> Material<'a> {
    fn view(&self) -> View<'a> {
        View { incident: self.teller.incident, lens: &self.snapshot.lens }
    }

    fn tongue(&self) -> &'static Tongue {
        self.teller.tongue
    }

    fn label(&self, id: &str) -> String {
        self.teller.incident.label(id, self.teller.language).unwrap_or(id).to_owned()
    }
}

/// What an incident can become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A figure as SVG.
    Svg,
    /// A figure as PNG.
    Png,
    /// A figure for each step of the story.
    Sequence,
    /// What a figure says, in words.
    Text,
    /// The program with incidents in one file.
    Html,
    /// Tables for spreadsheets, in an archive or one by itself.
    Csv,
    /// A STIX 2.1 bundle.
    Stix,
    /// A layer for the ATT&CK Navigator.
    Navigator,
    /// The incident file.
    Native,
}

/// A way in which an incident can leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Export {
    /// What it becomes.
    pub kind: Kind,
    /// Its stable name, for the command, `exportAs` and messages.
    pub id: &'static str,
    /// Of its file, without a dot.
    pub extension: &'static str,
    /// Of its file.
    pub media_type: &'static str,
    /// Whether it shows a day, so that its name does too.
    pub is_of_day: bool,
}

/// All exports. Each is made of an incident that went through [`share::share`].
pub const EXPORTS: &[Export] = &[
    Export { kind: Kind::Svg, id: "svg", extension: "svg", media_type: "image/svg+xml", is_of_day: true },
    Export { kind: Kind::Png, id: "png", extension: "png", media_type: "image/png", is_of_day: true },
    Export { kind: Kind::Sequence, id: "sequence", extension: "zip", media_type: "application/zip", is_of_day: false },
    Export { kind: Kind::Text, id: "text", extension: "txt", media_type: "text/plain;charset=utf-8", is_of_day: true },
    Export { kind: Kind::Html, id: "html", extension: "html", media_type: "text/html", is_of_day: false },
    Export { kind: Kind::Csv, id: "csv", extension: "zip", media_type: "application/zip", is_of_day: true },
    Export {
        kind: Kind::Stix,
        id: "stix",
        extension: "stix.json",
        media_type: "application/stix+json",
        is_of_day: true,
    },
    Export {
        kind: Kind::Navigator,
        id: "navigator",
        extension: "navigator.json",
        media_type: "application/json",
        is_of_day: true,
    },
    Export { kind: Kind::Native, id: "native", extension: "json", media_type: "application/json", is_of_day: false },
];

impl Export {
    /// The export with this id.
    pub fn of(id: &str) -> Option<&'static Self> {
        EXPORTS.iter().find(|it| it.id == id)
    }

    /// What people call it.
    pub fn label(&self, tongue: &Tongue) -> &'static str {
        match self.kind {
            Kind::Svg => tongue.export_svg(),
            Kind::Png => tongue.export_png(),
            Kind::Sequence => tongue.export_sequence(),
            Kind::Text => tongue.export_text(),
            Kind::Html => tongue.export_html(),
            Kind::Csv => tongue.export_csv(),
            Kind::Stix => tongue.export_stix(),
            Kind::Navigator => tongue.export_navigator(),
            Kind::Native => tongue.export_native(),
        }
    }

    /// Whether it is a picture, in a theme.
    pub fn is_figure(&self) -> bool {
        matches!(self.kind, Kind::Svg | Kind::Png | Kind::Sequence)
    }

    /// Whether the clipboard takes it: as a picture, or as text.
    pub fn is_copied(&self) -> bool {
        matches!(self.kind, Kind::Svg | Kind::Png | Kind::Text)
    }
}
