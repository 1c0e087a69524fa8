//! Takes the picture of the page that the README shows, from `dist/` in Chromium, and writes it to `docs/screenshot.png`.
//!
//! `cargo xtask screenshot` builds the site first. Nothing is fetched from elsewhere.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use e2e::{Browser, Outcome, Site, root};
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter};

/// The incident and the day: the intruder has come furthest, and the first hosts are contained.
const INCIDENT: &str = "ntt-communications-2020";
const DAY: &str = "2020-05-11";

/// Waits until fonts are there and the next picture is drawn.
const DRAWN: &str = "await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));";

fn main() {
    let site = Site::of_dist("/").serve();
    Browser::new().size(1440, 900).reduced_motion().run(async |page| {
        page.open(site.url(&format!("index.html#v=1&incident={INCIDENT}&as-of={DAY}"))).await?;
        let is_shown = format!("map?.snapshot?.()?.incident === '{INCIDENT}' && map.snapshot().lens.as_of === '{DAY}'");
        page.wait_for("the incident on its day", &is_shown).await?;
        // it comes with a part that is fetched after the map
        page.wait_for("the legend", "root.querySelector('.legend text')").await?;
        page.run_js(DRAWN).await?;
        page.expect_quiet(&[&site]).await?;
        let picture = in_256_colors(&page.driver.screenshot_as_png().await?)?;
        let path = root().join("docs/screenshot.png");
        println!("{}: {} bytes", path.display(), picture.len());
        Ok(fs::write(path, picture)?)
    });
}

/// The same picture with its 256 most frequent colors, a third as large: 19 of 20 pixels stay as they are, and the edges
/// of letters take the nearest color.
fn in_256_colors(picture: &[u8]) -> Outcome<Vec<u8>> {
    let mut reader = Decoder::new(Cursor::new(picture)).read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("the picture is too large")?];
    let info = reader.next_frame(&mut pixels)?;
    let n_channels = info.color_type.samples();
    if n_channels < 3 || info.bit_depth != BitDepth::Eight {
        return Err(format!("Chromium drew in {:?} of {:?}", info.color_type, info.bit_depth).into());
    }
    let colors: Vec<[u8; 3]> = pixels.chunks_exact(n_channels).map(|it| [it[0], it[1], it[2]]).collect();
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for color in &colors {
        *counts.entry(*color).or_default() += 1;
    }
    let mut palette: Vec<[u8; 3]> = counts.keys().copied().collect();
    palette.sort_by_key(|color| Reverse(counts[color]));
    palette.truncate(256);
    let nearest: BTreeMap<[u8; 3], u8> = counts
        .keys()
        .map(|color| (*color, (0..=u8::MAX).zip(&palette).min_by_key(|it| distance(*it.1, *color))))
        .filter_map(|(color, found)| Some((color, found?.0)))
        .collect();
    let indices: Vec<u8> = colors.iter().map(|color| nearest[color]).collect();
    let mut written = Vec::new();
    let mut encoder = Encoder::new(&mut written, info.width, info.height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    encoder.write_header()?.write_image_data(&indices)?;
    Ok(written)
}

/// How far apart two colors are.
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}
