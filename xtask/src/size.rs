//! Measures what a visitor fetches, and fails when it is over the budget; and the one-file app, which a mail carries as it is.

use std::path::Path;

use crate::shell::{Outcome, command, output};
use crate::versions::{
    GZIP_BUDGET_BYTES, OFFICE_GZIP_BUDGET_BYTES, PARTS_GZIP_BUDGET_BYTES, QUOTES_GZIP_BUDGET_BYTES,
    READER_GZIP_BUDGET_BYTES, WRITING_GZIP_BUDGET_BYTES,
};

/// Prints `raw gzip brotli path` for each file that counts, in the order of their names.
const MEASURE: &str = r"
const { readdirSync, readFileSync } = require('fs'), zlib = require('zlib');
process.chdir(process.argv[1]);
const walk = (dir) => readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? walk(`${dir}/${entry.name}`) : [`${dir}/${entry.name}`]);
for (const path of walk('.').filter((path) => /\.(wasm|js|css)$|^\.\/briefing\.html$/.test(path)).sort()) {
  const bytes = readFileSync(path);
  console.log(bytes.length, zlib.gzipSync(bytes, { level: 9 }).length, zlib.brotliCompressSync(bytes).length, path.slice(2));
}";

/// Prints the sizes of all wasm, JavaScript and CSS below a folder.
pub fn report(dist: &Path) -> Outcome {
    let measured = output(command("node").args(["-e", MEASURE]).arg(dist)).ok_or("Node.js could not measure dist/")?;
    println!("{:>10} {:>10} {:>10}", "bytes", "gzip", "brotli");
    let [mut first, mut parts, mut office, mut writing, mut quotes, mut reader] = [[0; 3]; 6];
    for line in measured.lines() {
        let (sizes, path) = parse(line).ok_or_else(|| format!("not a size: {line}"))?;
        print_row(sizes, path);
        let sum = match fetched(path) {
            Fetched::First => &mut first,
            Fetched::WhenAsked => &mut parts,
            Fetched::ToHandOn => &mut office,
            Fetched::ToWrite => &mut writing,
            Fetched::ToCheck => &mut quotes,
            Fetched::ToRead => &mut reader,
            Fetched::ToSave => continue,
        };
        *sum = [0, 1, 2].map(|i| sum[i] + sizes[i]);
    }
    print_row(first, "what the first map needs");
    print_row(parts, "the other parts of the program, when asked for or when the page is idle");
    print_row(office, "what makes slides, documents, diagrams and briefings, on demand");
    print_row(writing, "the sheet on which one writes, on demand");
    print_row(quotes, "what holds quotes to documents, on demand");
    print_row(reader, "the reader of other formats, on demand");
    if !measured.contains(".wasm") {
        return Err(format!("there is no wasm in {}", dist.display()));
    }
    within("the first map", first[1], GZIP_BUDGET_BYTES)?;
    within("the other parts", parts[1], PARTS_GZIP_BUDGET_BYTES)?;
    within("slides and documents", office[1], OFFICE_GZIP_BUDGET_BYTES)?;
    within("the sheet", writing[1], WRITING_GZIP_BUDGET_BYTES)?;
    within("the quotes", quotes[1], QUOTES_GZIP_BUDGET_BYTES)?;
    within("the reader", reader[1], READER_GZIP_BUDGET_BYTES)
}

/// When a file is fetched.
enum Fetched {
    /// Before the first map can be used.
    First,
    /// When something needs it, or when the page is idle.
    WhenAsked,
    /// To make slides, a document or a diagram.
    ToHandOn,
    /// To write an incident.
    ToWrite,
    /// To hold quotes to documents.
    ToCheck,
    /// To open another tool's file.
    ToRead,
    /// To save a briefing.
    ToSave,
}

fn fetched(path: &str) -> Fetched {
    match path {
        "briefing.html" => Fetched::ToSave,
        _ if path == "reader.js" || path.starts_with("assets/reader-") => Fetched::ToRead,
        _ if ["assets/part_writing", "assets/part_shared_writing"].iter().any(|it| path.starts_with(it)) => {
            Fetched::ToWrite
        }
        _ if path.starts_with("assets/part_office") => Fetched::ToHandOn,
        _ if path.starts_with("assets/part_quotes") => Fetched::ToCheck,
        _ if path.starts_with("assets/part_") || path.starts_with("assets/late-") => Fetched::WhenAsked,
        _ => Fetched::First,
    }
}

fn within(name: &str, gzip: u64, budget: u64) -> Outcome {
    println!("budget of {name}: {gzip} of {budget} bytes with gzip");
    if gzip > budget { Err(format!("{name} is {} bytes over its budget", gzip - budget)) } else { Ok(()) }
}

fn print_row([raw, gzip, brotli]: [u64; 3], name: &str) {
    println!("{raw:>10} {gzip:>10} {brotli:>10}  {name}");
}

fn parse(line: &str) -> Option<([u64; 3], &str)> {
    let mut words = line.splitn(4, ' ');
    let mut size = || words.next()?.parse().ok();
    let sizes = [size()?, size()?, size()?];
    Some((sizes, words.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_three_sizes_and_a_path() {
        assert_eq!(parse("300 200 100 some folder/a.js"), Some(([300, 200, 100], "some folder/a.js")));
        assert_eq!(parse("300 200"), None);
    }
}
