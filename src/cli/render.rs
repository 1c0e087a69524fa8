//! `breachmap render`: figures as files, one or one for each step of the story.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::files::{Batch, Force};
use super::open::Input;
use super::share::ShareArgs;
use super::voice::{Voice, note};
use super::{CLEAN, LensArgs, check_lens, parse_lens, raster, say};
use crate::export::digest::digest;
use crate::export::figure::{Content, Figure};
use crate::export::office::deck::deck;
use crate::export::office::document::{PIXELS, Paper};
use crate::export::shape::{Form, Shape, Steps};
use crate::export::text::text;
use crate::fold::Opened;
use crate::graph;
use crate::incident::Incident;
use crate::scene::theme::{LIGHT, Theme};
use crate::timeline::{Axis, Lens, PartialLens, Scale, Snapshot, Timeline, reports, undated};
use crate::tongue::Phrase;

/// What is asked of `render`.
#[derive(Args)]
pub struct Render {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    lens: LensArgs,
    /// Where to write: FIG.svg, FIG.png, FIG.txt for what it says in words, DECK.pptx for slides, PAPER.docx for a handout, or - for an SVG on standard output. With --sequence, FIG-01.svg and so on.
    #[arg(short, long, value_name = "FIG.svg|FIG.png|DECK.pptx|PAPER.docx")]
    output: PathBuf,
    /// What to draw below the headline: map, chart or both (otherwise both as drawn, and the map in another shape).
    #[arg(long, value_name = "PART", value_parser = parse_content)]
    content: Option<Content>,
    /// The shape: as tall as what it shows, or a slide or page of this shape on which all has its place.
    #[arg(long, value_name = "as-drawn|16:9|4:3|a4", default_value = "as-drawn", value_parser = parse_shape)]
    shape: Shape,
    /// Where the list of steps stands (otherwise beside the map in 16:9, and below it in other shapes).
    #[arg(long, value_name = "beside|below|none", value_parser = parse_steps)]
    steps: Option<Steps>,
    /// Colors: light, dark, or paper for printers without color.
    #[arg(long, value_name = "light|dark|paper", default_value = "light", value_parser = parse_theme)]
    theme: &'static Theme,
    /// How far apart days lie on the chart: compressed, true or steps.
    #[arg(long, value_name = "SCALE", default_value = "compressed", value_parser = parse_scale)]
    axis: Scale,
    /// The unit of the chart (otherwise that of the large number).
    #[arg(long)]
    unit: Option<String>,
    /// Of cards that stand for several hosts, which to open: all, or their ids, separated by commas.
    #[arg(long, value_name = "all|ID,…", default_value = "", hide_default_value = true, value_parser = |words: &str| Ok::<_, String>(Opened::parse(words)))]
    open: Opened,
    /// Draw what changed since this lens, written as known-on=2020-05-28,as-of=2020-05-11.
    #[arg(long, value_name = "LENS", value_parser = parse_lens)]
    against: Option<PartialLens>,
    /// Make a PNG so many times larger than the SVG.
    #[arg(long, value_name = "1…8", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=8))]
    scale_factor: u8,
    /// A figure for each step of the story, all of one size; days, tellings and knowledge are those of the steps.
    #[arg(long, conflicts_with_all = ["against", "as_of", "known_on", "told_by"])]
    sequence: bool,
    #[command(flatten)]
    share: ShareArgs,
    #[command(flatten)]
    force: Force,
}

fn parse_content(word: &str) -> Result<Content, String> {
    Content::parse(word).ok_or_else(|| Content::WORDS.join(", "))
}

fn parse_shape(word: &str) -> Result<Shape, String> {
    Shape::parse(word).ok_or_else(|| Shape::WORDS.join(", "))
}

fn parse_steps(word: &str) -> Result<Steps, String> {
    Steps::parse(word).ok_or_else(|| Steps::WORDS.join(", "))
}

fn parse_scale(word: &str) -> Result<Scale, String> {
    Scale::parse(word).ok_or_else(|| "write compressed, true or steps".to_owned())
}

fn parse_theme(word: &str) -> Result<&'static Theme, String> {
    Theme::named(word).ok_or_else(|| "write light, dark or paper".to_owned())
}

/// The formats of a figure.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    Svg,
    Png,
    Text,
    Pptx,
    Docx,
}

impl Render {
    /// Draws what was asked for.
    pub fn run(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let format = self.format()?;
        let (native, incident) = self.share.read(&self.input.one()?, voice)?;
        let timeline = Timeline::of(&incident);
        let lens = self.lens.lens(&incident)?;
        let against = self.against.as_ref().map(|it| it.over(&lens));
        against.iter().try_for_each(|it| check_lens(&incident, it))?;
        self.check_unit(&incident, &lens, &timeline)?;
        let hash = digest(&native);
        drop(native);
        let places = if self.axis == Scale::Steps { undated(&incident, &timeline) } else { Vec::new() };
        let figure = Figure {
            teller: voice.teller(&incident),
            ground: &graph::ground(&incident, &self.open, None),
            snapshot: &Snapshot::of(&incident, &lens),
            against: against.as_ref(),
            content: self.content.unwrap_or(Content::of(self.shape)),
            form: Form { may_fold: self.open == Opened::default(), ..Form::of(self.shape, self.steps) },
            axis: &Axis::of(&timeline, self.axis, &places),
            unit: self.unit.as_deref(),
            theme: self.theme,
            digest: Some(&hash),
        };
        if self.output == Path::new("-") {
            say(out, figure.svg().trim_end())?;
            return Ok(CLEAN);
        }
        let mut batch = Batch { inputs: vec![&self.input.file], ..Batch::default() };
        if self.sequence {
            let all = figure.sequence(&timeline);
            for (i, svg) in all.iter().enumerate() {
                batch.files.push((numbered(&self.output, i + 1, all.len()), self.drawn(format, svg)?));
            }
            batch.older = older(&self.output, &batch.files);
        } else {
            let bytes = match format {
                Format::Text => {
                    text(figure.teller, figure.snapshot, figure.diff().as_ref(), figure.digest).into_bytes()
                }
                Format::Pptx => deck(&figure, self.shape, &timeline),
                Format::Docx => document(&figure)?,
                Format::Svg | Format::Png => self.drawn(format, &figure.svg())?,
            };
            batch.files.push((self.output.clone(), bytes));
        }
        self.force.write(&batch)?;
        for it in &batch.older {
            note(&voice.tongue.command_removed(it.display().to_string()));
        }
        Ok(CLEAN)
    }

    fn format(&self) -> Result<Format, Phrase> {
        let is_stdout = self.output == Path::new("-");
        match self.output.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase).as_deref() {
            None if is_stdout && !self.sequence => Ok(Format::Svg),
            Some("svg") => Ok(Format::Svg),
            Some("png") => Ok(Format::Png),
            Some("txt") if !self.sequence => Ok(Format::Text),
            Some("pptx") if !self.sequence => match self.of_one_lens() {
                Some(option) => Err(Phrase::command_error(Phrase::command_deck_of_steps(option))),
                None => Ok(Format::Pptx),
            },
            Some("docx") if !self.sequence => Ok(Format::Docx),
            _ => Err(Phrase::command_error(Phrase::command_no_figure(self.output.display().to_string()))),
        }
    }

    /// An option that asks for one day, one telling or one knowledge, if there is one: a deck has those of its steps.
    fn of_one_lens(&self) -> Option<&'static str> {
        let asked = [
            (self.lens.as_of.is_some(), "--as-of"),
            (self.lens.known_on.is_some(), "--known-on"),
            (self.lens.told_by.is_some(), "--told-by"),
            (self.against.is_some(), "--against"),
        ];
        asked.into_iter().find(|it| it.0).map(|it| it.1)
    }

    fn check_unit(&self, incident: &Incident, lens: &Lens, timeline: &Timeline) -> Result<(), Phrase> {
        let Some(unit) = &self.unit else { return Ok(()) };
        let all = reports(incident, &Lens { known_on: None, told_by: None, ..lens.clone() }, timeline.last());
        if all.iter().any(|it| it.unit == *unit) {
            return Ok(());
        }
        let known: Vec<String> = all.iter().map(|it| format!("\"{}\"", it.unit)).collect();
        Err(Phrase::command_error(Phrase::command_no_unit(unit, known.join(", "))))
    }

    fn drawn(&self, format: Format, svg: &str) -> Result<Vec<u8>, Phrase> {
        if format == Format::Png { raster::png(svg, self.scale_factor) } else { Ok(svg.as_bytes().to_vec()) }
    }
}

/// The handout as a document, in the colors of paper.
fn document(figure: &Figure<'_>) -> Result<Vec<u8>, Phrase> {
    let paper = Paper::of(&Figure { theme: &LIGHT, ..*figure });
    let drawn: Result<Vec<_>, Phrase> = paper.pictures().iter().map(|it| raster::png(&it.svg, PIXELS)).collect();
    Ok(paper.document(drawn?))
}

/// `FIG-01.svg` for the first of many `FIG.svg`; all numbers have as many digits.
fn numbered(file: &Path, number: usize, of: usize) -> PathBuf {
    let text = |it: Option<&OsStr>| it.unwrap_or_default().to_string_lossy().into_owned();
    let digits = of.to_string().len().max(2);
    file.with_file_name(format!("{}-{number:0digits$}.{}", text(file.file_stem()), text(file.extension())))
}

/// The figures of an older sequence of this name that are not written anew: beside the new ones they would pass for theirs.
fn older(file: &Path, new: &[(PathBuf, Vec<u8>)]) -> Vec<PathBuf> {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let text = |it: Option<&OsStr>| it.unwrap_or_default().to_string_lossy().into_owned();
    let (begin, end) = (format!("{}-", text(file.file_stem())), format!(".{}", text(file.extension())));
    let is_numbered = |name: &str| {
        let number = name.strip_prefix(&begin).and_then(|it| it.strip_suffix(&end)).unwrap_or_default();
        (2..=3).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit())
    };
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.file_name());
    let old = names.filter(|it| it.to_str().is_some_and(is_numbered)).map(|it| file.with_file_name(it));
    let old: BTreeSet<PathBuf> = old.filter(|it| !new.iter().any(|(file, _)| file == it)).collect();
    old.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_sequence_sort_by_name() {
        assert_eq!(numbered(Path::new("a/fig.png"), 3, 11), Path::new("a/fig-03.png"));
        assert_eq!(numbered(Path::new("x.y.svg"), 7, 120), Path::new("x.y-007.svg"));
    }
}
