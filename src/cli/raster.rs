//! SVG → PNG, with the fonts of the system.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, ID, Query};
use resvg::usvg::{FontResolver, Options, Tree};

use super::host;
use crate::scene::theme::FILE_FONT;
use crate::tongue::Phrase;

/// A figure as PNG, so many times larger than it says. Where no font is installed, the error says so.
pub fn png(svg: &str, factor: u8) -> Result<Vec<u8>, Phrase> {
    let mut options = Options { font_resolver: resolver(), ..Options::default() };
    host::load_fonts(options.fontdb_mut());
    let Some(family) = substitute(&options.fontdb) else {
        return Err(Phrase::command_error(Phrase::command_no_font()));
    };
    options.font_family.clone_from(&family);
    options.fontdb_mut().set_sans_serif_family(family);
    let tree = Tree::from_str(svg, &options)
        .map_err(|err| Phrase::command_error(Phrase::command_not_drawn(err.to_string())))?;
    let factor = f32::from(factor);
    let (width, height) = (tree.size().width() * factor, tree.size().height() * factor);
    let too_large = || Phrase::command_error(Phrase::command_too_many_pixels(width.to_string(), height.to_string()));
    let mut picture = Pixmap::new(width.ceil() as u32, height.ceil() as u32).ok_or_else(too_large)?;
    resvg::render(&tree, Transform::from_scale(factor, factor), &mut picture.as_mut());
    picture.encode_png().map_err(|err| Phrase::command_error(Phrase::command_not_packed(err.to_string())))
}

/// The families of figures, in order.
fn families() -> impl Iterator<Item = &'static str> {
    FILE_FONT.split(',').map(|it| it.trim().trim_matches('\''))
}

/// What stands for a font that is not installed: the first of our own that is, or any.
fn substitute(fonts: &Database) -> Option<String> {
    let find = |family: &&str| fonts.query(&Query { families: &[Family::Name(family)], ..Query::default() }).is_some();
    let any = || fonts.faces().find_map(|it| it.families.first()).map(|(name, _)| name.clone());
    families().find(find).map(str::to_owned).or_else(any)
}

/// Characters that a font does not have are looked for in the families of figures before all others.
fn resolver() -> FontResolver<'static> {
    let by_default = FontResolver::default_fallback_selector();
    let select_fallback = move |c: char, used: &[ID], fonts: &mut Arc<Database>| {
        let weight = used.first().and_then(|it| fonts.face(*it)).map(|it| it.weight).unwrap_or_default();
        let query = |family| fonts.query(&Query { families: &[Family::Name(family)], weight, ..Query::default() });
        let ours = families().filter_map(query).find(|it| !used.contains(it));
        ours.or_else(|| by_default(c, used, fonts))
    };
    FontResolver { select_fallback: Box::new(select_fallback), ..FontResolver::default() }
}
