//! `breachmap bundle`: incidents and program in one HTML file, or in a folder of pages.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::files::{Batch, Force};
use super::host;
use super::open::{Input, explain};
use super::share::ShareArgs;
use super::site::{SCRIPT, Site};
use super::voice::Voice;
use super::{CLEAN, say};
use crate::diag::Severity;
use crate::export::bundle::{Briefed, bundle, marking};
use crate::export::turn::{self, Turning};
use crate::import::{self, Imported};
use crate::incident::{Incident, Marking};
use crate::tongue::Phrase;

/// The name of the empty one-file app.
const APP: &str = "briefing.html";

#[derive(Args)]
pub(super) struct BundleArgs {
    /// Incident files, of this format or of other tools; the first one is shown first. One of them may be - for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where to write the briefing.
    #[arg(short, long, value_name = "BRIEFING.html", required_unless_present = "site", conflicts_with = "site")]
    output: Option<PathBuf>,
    /// In place of a briefing, write a folder for a web server: a page for each incident with what previews of links show, a list of them, and the program.
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// In place of the program, only its steps: a page without any script, which shows one step at a time; or =plain, all below each other, for wikis that keep nothing but HTML and SVG.
    #[arg(long, value_name = "turning|plain", num_args = 0..=1, require_equals = true, default_missing_value = "turning", conflicts_with_all = ["site", "app"], value_parser = parse_turning)]
    steps: Option<Turning>,
    /// The address at which that folder will lie: services that show previews of links ask for the whole address of a picture.
    #[arg(long, value_name = "URL", requires = "site", value_parser = parse_address)]
    address: Option<String>,
    /// The empty one-file app, or any briefing; for --site the folder of a built site (otherwise that of the installation, or in dist/ beside this program or above).
    #[arg(long, value_name = "briefing.html|DIST")]
    app: Option<PathBuf>,
    #[command(flatten)]
    share: ShareArgs,
    #[command(flatten)]
    force: Force,
}

pub(super) fn run(args: &BundleArgs, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
    if let Some(turning) = args.steps {
        return steps(args, turning, voice, out);
    }
    let path = args.app.clone().map_or_else(|| find(if args.site.is_some() { SCRIPT } else { APP }), Ok)?;
    let files = read(args, voice)?;
    if let Some(folder) = &args.site {
        let site = Site { files: &files, folder, address: args.address.as_deref(), app: &path };
        return site.write(voice, &args.force, args.files.iter().map(PathBuf::as_path).collect(), out);
    }
    let app = fs::read_to_string(&path).map_err(|err| {
        Phrase::command_error_in(path.display().to_string(), Phrase::command_cannot_read(err.to_string()))
    })?;
    let briefed: Vec<_> = files.iter().map(|(incident, text)| Briefed { incident, text }).collect();
    let page = bundle(&app, &briefed).ok_or_else(|| {
        let failed = Phrase::command_error_in(path.display().to_string(), Phrase::command_no_app_in());
        Phrase::command_advised(failed, Phrase::hint_no_app_in())
    })?;
    let inputs = args.files.iter().chain([&path]).map(PathBuf::as_path).collect();
    write(args, voice, out, (&files, page), inputs)
}

/// Writes the page of the steps.
fn steps(args: &BundleArgs, turning: Turning, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
    let files = read(args, voice)?;
    let briefed: Vec<_> =
        files.iter().map(|(incident, text)| (voice.teller(incident), Briefed { incident, text })).collect();
    let page = turn::page(&briefed, turning);
    write(args, voice, out, (&files, page), args.files.iter().map(PathBuf::as_path).collect())
}

/// Writes a page of incidents, and says how it is marked.
fn write(
    args: &BundleArgs,
    voice: &Voice,
    out: &mut impl Write,
    (files, page): (&[(Incident, String)], String),
    inputs: Vec<&Path>,
) -> Result<u8, Phrase> {
    let output = args.output.clone().unwrap_or_default(); // there is one where there is no site
    let n_bytes = page.len();
    args.force.write(&Batch { inputs, files: vec![(output.clone(), page.into_bytes())], ..Batch::default() })?;
    let marking = marking(&files.iter().map(|it| &it.0));
    let marking = marking.map_or(voice.tongue.command_not_marked(), Marking::as_str);
    let (name, kilobytes) = (output.display().to_string(), n_bytes.div_ceil(1000).to_string());
    say(out, &voice.tongue.command_bundled(name, files.len(), kilobytes, marking))?;
    Ok(CLEAN)
}

/// The incidents of all files, each with the text of what may leave of it.
fn read(args: &BundleArgs, voice: &Voice) -> Result<Vec<(Incident, String)>, Phrase> {
    let mut files = Vec::new();
    let mut ids = BTreeSet::new();
    for file in &args.files {
        let input = Input::of(file.clone());
        input.incidents()?.each(&mut |one| {
            let one = one?;
            let name = one.name.clone();
            let text = args.share.text(one, voice)?;
            let Imported { incident, report } = import::import(text.as_bytes()).map_err(|err| explain(&name, &err))?;
            voice.complain(&name, report.count(Severity::Error));
            if !ids.insert(incident.id.clone()) {
                return Err(Phrase::command_error_in(file.display().to_string(), Phrase::command_same_id(incident.id)));
            }
            files.push((incident, text));
            Ok(())
        })?;
    }
    Ok(files)
}

/// Where a built site lies, seen from the program's folder or one above: as it is built, or as it is installed.
const SITES: [&str; 2] = ["dist", "share/breachmap"];

/// Looks for a file of a built site beside the program, and below its folder and those above.
fn find(file: &'static str) -> Result<PathBuf, Phrase> {
    let program = host::program();
    let beside = program.with_file_name(file);
    let sites = program.ancestors().skip(1).flat_map(|it| SITES.map(|site| it.join(site).join(file)));
    std::iter::once(beside).chain(sites).find(|it| Path::is_file(it)).ok_or_else(|| {
        Phrase::command_advised(Phrase::command_error(Phrase::command_no_app(file)), Phrase::hint_no_app(file))
    })
}

fn parse_turning(word: &str) -> Result<Turning, String> {
    Turning::parse(word).ok_or_else(|| Turning::WORDS.join(", "))
}

fn parse_address(word: &str) -> Result<String, String> {
    let is_web = word.starts_with("https://") || word.starts_with("http://");
    is_web.then(|| word.to_owned()).ok_or_else(|| "https://…".to_owned())
}
