//! The one-file briefing: puts incidents into the one-file app, or takes others into one that is filled already.
//! The same incidents and the same app give the same bytes, whatever was shown when they were saved.

pub use super::outline::Briefed;
use super::outline::outline;
use crate::incident::{Incident, Marking};
use crate::paint::escape;
use crate::tongue::Tongue;

/// The briefing, or `None` if `app` is no one-file app of breachmap. The first incident is the one that is shown first.
pub fn bundle(app: &str, briefed: &[Briefed<'_>]) -> Option<String> {
    let titled = splice(app, "title", &format!("<title>{}</title>", escape(&title(briefed))))?;
    let filled = splice(&titled, "briefing", &format!("\n{}", body(briefed)))?;
    let language = briefed.first().map_or("en", |it| Tongue::of(&it.incident.language).tag());
    Some(in_language(&filled, language))
}

/// The page with the language of what stands in it before its program has started.
fn in_language(page: &str, tag: &str) -> String {
    const OPEN: &str = "<html lang=\"";
    let Some((before, after)) = page.split_once(OPEN) else { return page.to_owned() };
    let rest = after.find('"').map_or("", |it| &after[it..]);
    [before, OPEN, tag, rest].concat()
}

/// Whether a page is a one-file app, empty or filled.
pub fn is_app(page: &str) -> bool {
    splice(page, "title", "").is_some() && splice(page, "briefing", "").is_some()
}

/// Replaces what stands between the marks of a region. What we write between them cannot hold a mark, because it is escaped.
fn splice(page: &str, region: &str, content: &str) -> Option<String> {
    let (open, close) = (format!("<!--{region}-->"), format!("<!--/{region}-->"));
    let start = page.find(&open)? + open.len();
    let end = start + page[start..].find(&close)?;
    Some([&page[..start], content, &page[end..]].concat())
}

/// What a page of these incidents is called: their titles, each with its marking.
pub fn title(briefed: &[Briefed<'_>]) -> String {
    let mut title = String::new();
    for it in briefed {
        let incident = it.incident;
        if !title.is_empty() {
            title.push_str(" · ");
        }
        title.push_str(incident.title.get(&incident.language));
        if let Some(marking) = incident.strictest() {
            title.push_str(" · ");
            title.push_str(marking.as_str());
        }
    }
    if title.is_empty() { "breachmap".to_owned() } else { title }
}

/// The element with what stands in its place until it runs, and the incidents as blocks of data.
fn body(briefed: &[Briefed<'_>]) -> String {
    let gallery = if briefed.len() > 1 { " gallery=\"#gallery\"" } else { "" };
    let mut body = format!("<breach-map{gallery} src=\"#incident-1\">\n<main class=\"outline\">\n");
    for it in briefed {
        body.push_str(&outline(it));
    }
    body.push_str("</main>\n</breach-map>\n");
    if briefed.len() > 1 {
        let files = briefed.iter().enumerate().map(|(i, it)| (it.incident, format!("#incident-{}", i + 1)));
        body.push_str(&block("gallery", &index(files)));
    }
    for (i, it) in briefed.iter().enumerate() {
        body.push_str(&block(&format!("incident-{}", i + 1), it.text));
    }
    body
}

/// The incidents to switch between, each with its file, as the index of a gallery has them.
pub fn index<'a>(files: impl Iterator<Item = (&'a Incident, String)>) -> String {
    let string = |text: &str| serde_json::Value::from(text).to_string();
    let mut index = "{\"incidents\":[".to_owned();
    for (i, (incident, file)) in files.enumerate() {
        let titles: Vec<String> = incident.title.all().map(|(tag, words)| string(tag) + ":" + &string(words)).collect();
        index.push_str(if i > 0 { "," } else { "" });
        index.push_str(&format!(
            "{{\"id\":{},\"file\":{},\"title\":{{{}}}}}",
            string(&incident.id),
            string(&file),
            titles.join(",")
        ));
    }
    index + "]}"
}

fn block(id: &str, json: &str) -> String {
    format!("<script type=\"application/json\" id=\"{id}\">{}</script>\n", compact(json))
}

/// JSON without white space between its parts, and with nothing in its strings that could end a block of data, open a comment
/// or a script in it, or break a line of JavaScript. All else stays as it is written: order, numbers, unknown fields.
pub fn compact(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut is_string, mut is_escaped) = (false, false);
    for c in json.strip_prefix('\u{FEFF}').unwrap_or(json).chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' if !is_string => {}
            // valid JSON has these only in strings
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
        is_string ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && is_string && !is_escaped;
    }
    out
}

/// What a briefing of several incidents is marked with: the strictest of their markings.
/// One that is not marked is not free, so that it and one marked TLP:CLEAR are not marked together.
pub fn marking<'a>(incidents: &(impl Iterator<Item = &'a Incident> + Clone)) -> Option<Marking> {
    // declared from the strictest to the freest
    let strictest = incidents.clone().filter_map(Incident::strictest).min()?;
    let is_all_marked = incidents.clone().all(|it| it.strictest().is_some());
    Some(strictest).filter(|it| is_all_marked || *it != Marking::Clear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_strings_stays_and_space_between_parts_goes() {
        for (json, compacted) in [
            ("\u{FEFF}{ \"a b\" : [ 1.50,\r\n\t2 ] }\n", "{\"a b\":[1.50,2]}"),
            (r#"{"a": "x \" y", "b\\": " z "}"#, r#"{"a":"x \" y","b\\":" z "}"#),
            (
                "[\"</script><!-- & \u{2028}\u{2029}\u{202E}\"]",
                "[\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029\u{202E}\"]",
            ),
        ] {
            assert_eq!(compact(json), compacted);
            assert_eq!(compact(compacted), compacted, "once is enough");
            let value = |it: &str| serde_json::from_str::<serde_json::Value>(it.trim_start_matches('\u{FEFF}')).ok();
            assert_eq!(value(compacted), value(json));
        }
    }

    #[test]
    fn a_page_says_its_language_as_often_as_one_likes() {
        let page = "<!doctype html>\n<html lang=\"en\">\n<p lang=\"en\">";
        let japanese = in_language(page, "ja");
        assert_eq!(japanese, "<!doctype html>\n<html lang=\"ja\">\n<p lang=\"en\">");
        assert_eq!(in_language(&japanese, "en"), page);
    }

    #[test]
    fn a_region_is_replaced_as_often_as_one_likes() {
        let page = "<!--a-->x<!--/a--> <!--b--><!--/b-->";
        let once = splice(page, "a", "y").expect("there is a region a");
        assert_eq!(once, "<!--a-->y<!--/a--> <!--b--><!--/b-->");
        assert_eq!(splice(&once, "a", "x").as_deref(), Some(page));
        assert_eq!(splice(page, "c", ""), None);
        assert!(!is_app(page));
    }
}
