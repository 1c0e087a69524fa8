//! A package of parts with relations between them, as a ZIP archive (ECMA-376, part 2). Parts stand in the order in which they are
//! added, packed by one packer on every system, and no time is told: the same parts give the same bytes.

use super::super::zip::packed;
use super::xml::{el, file, root};
use crate::paint::SvgNode;

/// Of a package.
const TYPES: (&str, &str) = ("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
const RELATIONS: (&str, &str) = ("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/";
/// How hard it is tried to make parts smaller; beyond this it takes longer, and nothing more comes of it.
const LEVEL: u8 = 6;
/// What content types of parts begin with.
const APPLICATION: &str = "application/vnd.openxmlformats-";

/// A part of a package.
pub struct Part {
    /// Its name, without the slash before it.
    pub name: String,
    /// What follows the beginning that all content types of these files share; `None` is a picture, known by its ending.
    pub kind: Option<&'static str>,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What it refers to: its first relation is `rId1`.
    pub relations: Vec<Relation>,
}

/// What a part refers to.
pub struct Relation {
    /// What it is to the part.
    pub kind: &'static str,
    /// The name of the other part, or an address outside.
    pub to: String,
    /// Whether it is an address.
    pub is_outside: bool,
}

impl Relation {
    /// To another part.
    pub fn to(kind: &'static str, name: &str) -> Self {
        Self { kind, to: name.to_owned(), is_outside: false }
    }

    fn node(&self, at: usize) -> SvgNode {
        let base = if self.kind.starts_with("metadata/") { PACKAGE } else { OFFICE };
        let target = if self.is_outside { self.to.clone() } else { format!("/{}", self.to) };
        let node = el("Relationship").with("Id", id(at)).with("Type", format!("{base}{}", self.kind));
        let node = node.with("Target", target);
        if self.is_outside { node.with("TargetMode", "External") } else { node }
    }
}

/// The name of the relation at this place, from 0.
pub fn id(at: usize) -> String {
    format!("rId{}", at + 1)
}

impl Part {
    /// A part of XML.
    pub fn of(name: impl Into<String>, kind: &'static str, root: &SvgNode, relations: Vec<Relation>) -> Self {
        Self { name: name.into(), kind: Some(kind), bytes: file(root), relations }
    }
}

/// The package: its main part comes first, its properties second.
pub fn package(parts: &[Part]) -> Vec<u8> {
    let mut files = vec![("[Content_Types].xml".to_owned(), types(parts))];
    let main = ["officeDocument", "metadata/core-properties", "extended-properties"];
    let roots = main.into_iter().zip(parts).map(|(kind, part)| Relation::to(kind, &part.name));
    files.push(("_rels/.rels".to_owned(), relations(&roots.collect::<Vec<_>>())));
    for part in parts {
        files.push((part.name.clone(), part.bytes.clone()));
        if !part.relations.is_empty() {
            let (folder, name) = part.name.rsplit_once('/').unwrap_or(("", &part.name));
            files.push((format!("{folder}/_rels/{name}.rels"), relations(&part.relations)));
        }
    }
    packed(&files, |bytes| miniz_oxide::deflate::compress_to_vec(bytes, LEVEL))
}

fn types(parts: &[Part]) -> Vec<u8> {
    let default = |ending: &str, kind: &str| el("Default").with("Extension", ending).with("ContentType", kind);
    let mut all = vec![
        default("rels", &format!("{APPLICATION}package.relationships+xml")),
        default("xml", "application/xml"),
        default("png", "image/png"),
        default("svg", "image/svg+xml"),
    ];
    all.extend(parts.iter().filter_map(|it| {
        let kind = format!("{APPLICATION}{}+xml", it.kind?);
        Some(el("Override").with("PartName", format!("/{}", it.name)).with("ContentType", kind))
    }));
    file(&root("Types", &[TYPES]).holding(all))
}

fn relations(all: &[Relation]) -> Vec<u8> {
    let nodes = all.iter().enumerate().map(|(at, it)| it.node(at));
    file(&root("Relationships", &[RELATIONS]).holding(nodes))
}
