//! What leaves the program: the table of all exports, and boundary types that files and hosts rely on, apart from the domain.

pub mod bundle;
mod claims;
pub mod csv;
pub mod diagram;
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
pub mod office;
pub mod outline;
mod page;
pub mod shape;
pub mod share;
#[cfg(all(feature = "cli", not(target_os = "unknown")))]
pub mod site;
mod slide;
pub mod snapshot;
mod steps;
pub mod stix;
pub mod template;
pub mod text;
#[cfg(all(feature = "cli", not(target_os = "unknown")))]
pub mod turn;
#[cfg(all(feature = "cli", not(target_os = "unknown")))]
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
    /// A figure for each step of the story, as SVG.
    Sequence,
    /// The same as PNG.
    Slides,
    /// Slides for `PowerPoint`.
    Pptx,
    /// A handout for Word.
    Docx,
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
    /// The map as text of Mermaid.
    Mermaid,
    /// The map as text of Graphviz.
    Dot,
    /// The map as XML of draw.io.
    Drawio,
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

/// What is asked for until somebody asks for something else. It stands by itself, because the first map needs it, and no other.
pub const SVG: Export =
    Export { kind: Kind::Svg, id: "svg", extension: "svg", media_type: "image/svg+xml", is_of_day: true };

/// All exports. Each is made of an incident that went through [`share::share`].
pub const EXPORTS: &[Export] = &[
    SVG,
    Export { kind: Kind::Png, id: "png", extension: "png", media_type: "image/png", is_of_day: true },
    Export { kind: Kind::Sequence, id: "sequence", extension: "zip", media_type: "application/zip", is_of_day: false },
    Export { kind: Kind::Slides, id: "slides", extension: "png.zip", media_type: "application/zip", is_of_day: false },
    Export {
        kind: Kind::Pptx,
        id: "pptx",
        extension: "pptx",
        media_type: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        is_of_day: false,
    },
    Export {
        kind: Kind::Docx,
        id: "docx",
        extension: "docx",
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        is_of_day: true,
    },
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
    Export { kind: Kind::Mermaid, id: "mermaid", extension: "mmd", media_type: "text/vnd.mermaid", is_of_day: true },
    Export { kind: Kind::Dot, id: "dot", extension: "gv", media_type: "text/vnd.graphviz", is_of_day: true },
    Export {
        kind: Kind::Drawio,
        id: "drawio",
        extension: "drawio",
        media_type: "application/vnd.jgraph.mxfile",
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
            Kind::Slides => tongue.export_slides(),
            Kind::Pptx => tongue.export_pptx(),
            Kind::Docx => tongue.export_docx(),
            Kind::Text => tongue.export_text(),
            Kind::Html => tongue.export_html(),
            Kind::Csv => tongue.export_csv(),
            Kind::Stix => tongue.export_stix(),
            Kind::Navigator => tongue.export_navigator(),
            Kind::Mermaid => tongue.export_mermaid(),
            Kind::Dot => tongue.export_dot(),
            Kind::Drawio => tongue.export_drawio(),
            Kind::Native => tongue.export_native(),
        }
    }

    /// Whether it is a picture, in a theme.
    pub fn is_figure(&self) -> bool {
        matches!(self.kind, Kind::Svg | Kind::Png | Kind::Sequence | Kind::Slides)
    }

    /// Whether it has a shape and a theme: a figure, or slides.
    pub fn has_shape(&self) -> bool {
        self.is_figure() || self.kind == Kind::Pptx
    }

    /// Whether the part of the program makes it that is for office programs and programs of diagrams.
    pub fn is_for_office(&self) -> bool {
        matches!(self.kind, Kind::Pptx | Kind::Docx | Kind::Mermaid | Kind::Dot | Kind::Drawio)
    }

    /// Whether it is made of pixels, so that there can be more or fewer of them.
    pub fn is_raster(&self) -> bool {
        matches!(self.kind, Kind::Png | Kind::Slides)
    }

    /// Whether the clipboard takes it: as a picture, or as text.
    pub fn is_copied(&self) -> bool {
        matches!(self.kind, Kind::Svg | Kind::Png | Kind::Text)
    }
}
