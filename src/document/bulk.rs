//! Many operations upon one list, as from a table that is pasted: the list is found once, and each item is changed for itself, so that
//! the work grows as the text does. What comes of it is what they do one by one.

use std::ops::Range;

use super::patch::{Operation, Patch, Unfit, Within, add_to};
use super::splice::Splice;
use super::style::{Style, line_indent};
use super::text::{Container, find, index, tokens};

impl Patch {
    /// What it changes in a well-formed text, one splice after the other.
    pub fn splices(&self, text: &str) -> Result<Vec<Splice>, Unfit> {
        let style = Style::of(text);
        let within = Within { style: &style, base: &[] };
        let mut text = text.to_owned();
        let mut splices = Vec::new();
        let mut done = 0;
        while let Some(first) = self.0.get(done) {
            let (n, found) = match first_of(&self.0[done..], &text, &style) {
                Some((n, splice)) => (n, vec![splice]),
                None => (1, first.splices(&text, &within).map_err(|problem| Unfit { operation: done, problem })?),
            };
            for splice in found {
                text = add_to(&splice, &text);
                splices.push(splice);
            }
            done += n;
        }
        Ok(splices)
    }
}

/// How many operations at the beginning are done at once, and what they change; nothing if the first is done for itself.
fn first_of(all: &[Operation], text: &str, style: &Style) -> Option<(usize, Splice)> {
    let appended = run(all, |it| match it {
        Operation::Add(path, _) => path.strip_suffix("/-"),
        _ => None,
    });
    if appended.len() > 2 {
        return append(appended, text, style).map(|it| (appended.len(), it));
    }
    let changed = run(all, |it| changed(it).map(|it| it.0));
    let numbers = changed.iter().filter_map(self::changed).map(|it| it.1);
    let n = numbers.clone().zip(numbers.skip(1)).take_while(|(a, b)| a <= b).count() + 1;
    let changed = &changed[..n.min(changed.len())];
    if changed.len() > 2 { change(changed, text, style) } else { None }
}

/// The operations at the beginning that are about one list.
fn run<'a>(all: &'a [Operation], list: impl Fn(&'a Operation) -> Option<&'a str>) -> &'a [Operation] {
    let first = all.first().and_then(&list);
    let n = all.iter().take_while(|it| first.is_some() && list(it) == first).count();
    &all[..n]
}

/// The list of an operation within an item, and the number of the item.
fn changed(operation: &Operation) -> Option<(&str, usize)> {
    let (Operation::Add(path, _) | Operation::Replace(path, _) | Operation::Remove(path)) = operation else {
        return None;
    };
    let (at, _) = path.match_indices('/').nth(1)?;
    let (end, _) = path.match_indices('/').nth(2)?;
    Some((&path[..at], index(&path[at + 1..end])?))
}

/// Items at the end of a list that has some.
fn append(all: &[Operation], text: &str, style: &Style) -> Option<Splice> {
    let Operation::Add(path, _) = all.first()? else { return None };
    let tokens = tokens(path)?;
    let container = Container::at(text, find(text, &tokens[..tokens.len() - 1])?.start)?;
    let last = container.items.last().filter(|_| !container.is_object)?;
    let between = style.between(text, &container);
    let known = Within { style, base: &[] }.known(&tokens);
    let mut beside = text[last.value.clone()].to_owned();
    let mut written = String::new();
    for operation in all {
        let Operation::Add(_, value) = operation else { return None };
        let neighbor = Some(&*beside).filter(|it| it.starts_with(['{', '[']));
        let item = style.write(known, value, between.indent, neighbor);
        written.push_str(&between.comma);
        written.push_str(&item);
        beside = item;
    }
    Some(Splice::new(last.whole.end, "", &written))
}

/// Changes within the items of a list, in their order, up to one that does not fit.
fn change(all: &[Operation], text: &str, style: &Style) -> Option<(usize, Splice)> {
    let (list, _) = all.first().and_then(changed)?;
    let base = tokens(list)?;
    let container = Container::at(text, find(text, &base)?.start).filter(|it| !it.is_object)?;
    let within = Within { style, base: &base };
    let (mut out, mut start, mut end) = (String::new(), 0, 0);
    let (mut done, mut fits) = (0, true);
    while let Some((_, number)) = all.get(done).and_then(changed).filter(|_| fits) {
        let Some(item) = container.items.get(number) else { break };
        let Range { start: from, end: to } = item.value.clone();
        // the item alone, indented as its line is
        let indent = line_indent(text, from);
        let mut alone = format!("{indent}{}", &text[from..to]);
        while let Some(operation) = all.get(done).filter(|it| changed(it).is_some_and(|it| it.1 == number)) {
            let inner = operation.within(list.len() + 1 + number.to_string().len());
            let Ok(splices) = inner.splices(&alone, &within) else {
                fits = false;
                break;
            };
            alone = splices.iter().fold(alone, |text, it| add_to(it, &text));
            done += 1;
        }
        if out.is_empty() && end == 0 {
            start = from;
        } else {
            out.push_str(&text[end..from]);
        }
        out.push_str(&alone[indent.len()..]);
        end = to;
    }
    (done > 0).then(|| (done, Splice::new(start, &text[start..end], &out)))
}
