//! `breachmap bundle`: incidents and program in one HTML file.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::files::{Batch, Force};
use super::open::{Input, explain};
use super::share::ShareArgs;
use super::voice::Voice;
use super::{CLEAN, say};
use crate::diag::Severity;
use crate::export::bundle::{Briefed, bundle, marking};
use crate::import::{self, Imported};
use crate::incident::Marking;
use crate::tongue::Phrase;

/// The name of the empty one-file app.
const APP: &str = "briefing.html";

#[derive(Args)]
pub(super) struct BundleArgs {
    /// Incident files, of this format or of other tools; the first one is shown first. One of them may be - for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where to write the briefing.
    #[arg(short, long, value_name = "BRIEFING.html")]
    output: PathBuf,
    /// The empty one-file app, or any briefing (otherwise briefing.html beside this program, or in dist/ there or above).
    #[arg(long, value_name = "briefing.html")]
    app: Option<PathBuf>,
    #[command(flatten)]
    share: ShareArgs,
    #[command(flatten)]
    force: Force,
}

pub(super) fn run(args: &BundleArgs, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
    let path = args.app.clone().map_or_else(find_app, Ok)?;
    let app = fs::read_to_string(&path).map_err(|err| {
        Phrase::command_error_in(path.display().to_string(), Phrase::command_cannot_read(err.to_string()))
    })?;
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
    let briefed: Vec<_> = files.iter().map(|(incident, text)| Briefed { incident, text }).collect();
    let page = bundle(&app, &briefed).ok_or_else(|| {
        let failed = Phrase::command_error_in(path.display().to_string(), Phrase::command_no_app_in());
        Phrase::command_advised(failed, Phrase::hint_no_app_in())
    })?;
    let n_bytes = page.len();
    let inputs = args.files.iter().chain([&path]).map(PathBuf::as_path).collect();
    args.force.write(&Batch { inputs, files: vec![(args.output.clone(), page.into_bytes())], ..Batch::default() })?;
    let marking = marking(&files.iter().map(|it| &it.0));
    let marking = marking.map_or(voice.tongue.command_not_marked(), Marking::as_str);
    let (name, kilobytes) = (args.output.display().to_string(), n_bytes.div_ceil(1000).to_string());
    say(out, &voice.tongue.command_bundled(name, files.len(), kilobytes, marking))?;
    Ok(CLEAN)
}

/// Looks beside the program, and in `dist/` of its folder and of those above.
fn find_app() -> Result<PathBuf, Phrase> {
    let program = env::current_exe().unwrap_or_default();
    let beside = program.with_file_name(APP);
    let dist = program.ancestors().skip(1).map(|it| it.join("dist").join(APP));
    std::iter::once(beside).chain(dist).find(|it| Path::is_file(it)).ok_or_else(|| {
        Phrase::command_advised(Phrase::command_error(Phrase::command_no_app(APP)), Phrase::hint_no_app(APP))
    })
}
