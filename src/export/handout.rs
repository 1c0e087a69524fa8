//! The incident on paper: sheets with a header and a footer on every page, as elements of HTML with pictures of SVG.

use super::digest::short;
use super::figure::Figure;
use super::html::{cells, element, heading, list, picture, table, text, told};
use crate::incident::{Id, Source};
use crate::paint::SvgNode;
use crate::sorting::{self, Table};
use crate::timeline::{Clock, ShownBy, Snapshot, Value, View, Why, deadlines, disputes, unknowns};
use crate::tongue::Tongue;
use crate::words::Teller;

/// The class of numbers that stand for sources, and the attribute that has each of them by itself.
pub const CITED: &str = "cited";
/// The same.
pub const NUMBERS: &str = "data-sources";
/// A map wider than this, in map units, gets a page in landscape.
const WIDE: f64 = 860.0;
/// The width for which the chart is drawn.
const CHART: f64 = 700.0;

/// All that a briefer hands out: headline, map, chart, numbers, steps with sources, disputes, open questions, sources, glossary.
pub fn handout(figure: &Figure<'_>) -> SvgNode {
    let mut desk = Desk { figure, cited: Vec::new(), numbers: Table::default() };
    let is_wide = figure.ground.layout.bounds.width > WIDE;
    let mut first = desk.headline();
    first.extend(desk.map());
    let mut rest: Vec<SvgNode> = [desk.chart(), desk.counts(), desk.clocks(), desk.steps()].concat();
    rest.extend([desk.disputes(), desk.unknowns(), desk.facts(), desk.sources(), desk.glossary()].concat());
    let sheets = if is_wide {
        vec![desk.sheet("sheet wide", first), desk.sheet("sheet", rest)]
    } else {
        first.extend(rest);
        vec![desk.sheet("sheet", first)]
    };
    let mut whole = element("article", "handout", sheets);
    whole.attributes.push(("lang", figure.teller.tongue.tag().to_owned()));
    whole
}

struct Desk<'a> {
    figure: &'a Figure<'a>,
    /// The sources in the order in which they are cited.
    cited: Vec<Id>,
    /// The number of each.
    numbers: Table<usize>,
}

impl<'a> Desk<'a> {
    fn snapshot(&self) -> &'a Snapshot {
        self.figure.snapshot
    }

    fn teller(&self) -> Teller<'a> {
        self.figure.teller
    }

    fn tongue(&self) -> &'static Tongue {
        self.teller().tongue
    }

    fn view(&self) -> View<'a> {
        View { incident: self.figure.teller.incident, lens: &self.figure.snapshot.lens }
    }

    /// Pages with the marking above and below; a table, because browsers repeat its head and its foot.
    fn sheet(&self, class: &'static str, inside: Vec<SvgNode>) -> SvgNode {
        let incident = self.figure.teller.incident;
        let marking = || text("strong", "tlp", self.teller().tongue.marking(incident.strictest()));
        let lens = self.teller().lens(&self.snapshot().lens);
        let title = told("span", "", self.teller().told(&incident.title));
        let head = element("div", "running", vec![marking(), title, text("span", "", &lens)]);
        let data = self.figure.digest.map_or(String::new(), |it| self.teller().data(short(it)));
        let foot = element("div", "running", vec![marking(), text("span", "", &data)]);
        let row = |tag, inside| {
            let mut cell = element("td", "", inside);
            cell.attributes.push(("role", "presentation".to_owned()));
            element(tag, "", vec![element("tr", "", vec![cell])])
        };
        let parts = vec![row("thead", vec![head]), row("tbody", inside), row("tfoot", vec![foot])];
        let mut sheet = element("table", class, parts);
        sheet.attributes.push(("role", "presentation".to_owned()));
        sheet
    }

    /// Numbers that stand for sources, as `[1, 4]`; each number also by itself, for files that have footnotes.
    fn cite(&mut self, ids: &[Id]) -> Option<SvgNode> {
        let mut numbers: Vec<usize> = Vec::new();
        for id in ids {
            if self.numbers.get(id).is_none() {
                self.cited.push(id.clone());
                self.numbers.insert(id, self.cited.len());
            }
            numbers.extend(self.numbers.get(id));
        }
        sorting::by_key(&mut numbers, |it| *it);
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        (!numbers.is_empty()).then(|| {
            let mut cited = text("span", CITED, &format!("[{}]", numbers.join(", ")));
            cited.attributes.push((NUMBERS, numbers.join(" ")));
            cited
        })
    }

    fn headline(&self) -> Vec<SvgNode> {
        let (incident, snapshot) = (self.figure.teller.incident, self.snapshot());
        let number = self.teller().first_count(snapshot);
        let mut all = vec![
            told("h1", "", self.teller().told(&incident.title)),
            text("p", "large", &number),
            text("p", "", &self.teller().sentence(snapshot)),
        ];
        all.extend(incident.summary.as_ref().map(|it| told("p", "note", self.teller().told(it))));
        if let Some(diff) = self.figure.diff() {
            all.push(text("p", "", &self.teller().compared(&diff)));
        }
        all.extend(self.teller().preferences(&snapshot.lens).map(|it| text("p", "note", &it)));
        all.extend(incident.shared.as_ref().and_then(|it| self.tongue().sharing(it)).map(|it| text("p", "note", &it)));
        all
    }

    fn map(&self) -> Vec<SvgNode> {
        let (map, legend) = self.figure.map(None, self.figure.width());
        vec![
            picture("map", &map, &self.teller().sentence(self.snapshot())),
            picture("legend", &legend, self.tongue().legend_of_map()),
        ]
    }

    fn chart(&self) -> Vec<SvgNode> {
        let (title, key, chart) = self.figure.chart(CHART);
        let inside =
            vec![heading(&self.tongue().capital(&title)), text("p", "note", &key), picture("chart", &chart, &title)];
        vec![element("section", "whole", inside)]
    }

    fn counts(&mut self) -> Vec<SvgNode> {
        let mut items = Vec::new();
        for total in &self.snapshot().totals {
            let said = format!("{} ", self.tongue().total_of_day(total, self.snapshot().lens.as_of));
            let said = text("strong", "", &said).holding(self.cite(&total.sources));
            let why = self.teller().why(total);
            items.push(element("li", "", vec![said, text("div", "note", &why)]));
        }
        if items.is_empty() {
            return items;
        }
        vec![element("section", "whole", vec![heading(self.tongue().paper_counts()), list(items)])]
    }

    fn clocks(&self) -> Vec<SvgNode> {
        let (incident, snapshot) = (self.figure.teller.incident, self.snapshot());
        let row = |it: &Clock| {
            let disputed = if it.disputed { " ≠" } else { "" };
            let days = format!("{}{disputed}", self.tongue().clock_days(it));
            cells("td", &[self.tongue().clock_label(it.kind), &days, &self.tongue().clock_ends(it)])
        };
        let rows: Vec<SvgNode> = snapshot.clocks.iter().map(row).collect();
        let mut all = Vec::new();
        if !rows.is_empty() {
            all.push(element("section", "whole", vec![heading(self.tongue().paper_clocks()), table(None, rows)]));
        }
        let tied = deadlines(incident, snapshot).into_iter().filter(|it| it.why != Why::NoTie);
        let items: Vec<SvgNode> = tied.map(|it| text("li", "", &self.tongue().deadline(&it))).collect();
        if !items.is_empty() {
            let note = text("p", "note", self.tongue().not_legal_advice());
            all.push(element("section", "whole", vec![heading(self.tongue().paper_deadlines()), note, list(items)]));
        }
        all
    }

    fn facts(&mut self) -> Vec<SvgNode> {
        let (incident, teller, view) = (self.figure.teller.incident, self.teller(), self.view());
        let mut items = Vec::new();
        for fact in incident.facts.iter().filter(|it| it.topic != crate::incident::Topic::Question) {
            let positions = view.fact_positions(fact);
            let Some(first) = positions.all.first() else { continue };
            let sources = self.cite(&view.sources(&first.claims));
            let disputed = if positions.disputed { " ≠" } else { "" };
            let (language, label) = teller.told(&fact.label);
            let fact = match first.value {
                Value::AsLabeled if !first.is_denial() => label.to_owned(), // it says all
                _ => teller.tongue.colon(label, teller.position(first)),
            };
            items.push(told("li", "", (language, &format!("{fact}{disputed} "))).holding(sources));
        }
        if items.is_empty() {
            return items;
        }
        vec![element("section", "facts", vec![heading(self.tongue().paper_facts()), list(items)])]
    }

    fn steps(&mut self) -> Vec<SvgNode> {
        let snapshot = self.snapshot();
        let numbers = crate::timeline::numbers(self.figure.teller.incident);
        let tongue = self.tongue();
        let heads = ["", tongue.paper_what(), tongue.paper_when(), tongue.paper_on_day(), tongue.paper_sources()];
        let mut rows = vec![cells("th", &heads)];
        for step in &*snapshot.story {
            let Some(it) = snapshot.pivot(&step.id).or_else(|| snapshot.event(&step.id)) else { continue };
            let number = numbers.get(&step.id).map_or("●".to_owned(), ToString::to_string);
            let disputed = if it.when.disputed { " ≠" } else { "" };
            let when = format!("{}{disputed}", self.tongue().when(&it.when));
            let what = told("td", "", (self.teller().language_of(&step.id), &self.teller().step_by(&step.id)));
            let (phase, sources) = (self.tongue().phase(it.phase), self.cite(&it.sources));
            let cell = |it: &str| text("td", "", it);
            let sources = cell("").holding(sources);
            rows.push(element("tr", "", vec![cell(&number), what, cell(&when), cell(phase), sources]));
        }
        let head = rows.remove(0);
        vec![element("section", "steps", vec![heading(self.tongue().paper_steps()), table(Some(head), rows)])]
    }

    fn disputes(&mut self) -> Vec<SvgNode> {
        let incident = self.figure.teller.incident;
        let view = self.view();
        let mut items = Vec::new();
        for it in disputes(incident, self.snapshot()) {
            let part = self.teller().step(it.positions.part);
            let asked = match self.tongue().asked(&it.positions) {
                "" => part, // the name of a fact says what is asked
                asked => self.tongue().part_asked(part, asked),
            };
            let mut inside = vec![told("strong", "", (self.teller().language_of(it.positions.part), &asked))];
            for (i, position) in it.positions.all.iter().enumerate() {
                let said = self.teller().rated(position);
                let sources = self.cite(&view.sources(&position.claims));
                let rule = match it.positions.shown_by {
                    ShownBy::Only => String::new(),
                    rule if i == 0 => format!(" — {}", self.tongue().shown_by(rule)),
                    _ => String::new(),
                };
                let class = if i == 0 { "position shown" } else { "position" };
                let rule = (!rule.is_empty()).then(|| text("span", "", &rule));
                inside.push(text("div", class, &format!("{said} ")).holding(sources).holding(rule));
                for claim in &position.claims {
                    let Some(quote) = self.teller().quotation(claim) else { continue };
                    let sources = self.cite(&view.sources(&[claim]));
                    inside.push(text("div", "note", &format!("{quote} ")).holding(sources));
                }
            }
            items.push(element("li", "", inside));
        }
        let body = if items.is_empty() {
            vec![text("p", "", self.tongue().paper_no_dispute())]
        } else {
            vec![text("p", "note", self.tongue().paper_rule()), list(items)]
        };
        vec![element("section", "disputed", [vec![heading(self.tongue().paper_disputes())], body].concat())]
    }

    fn unknowns(&self) -> Vec<SvgNode> {
        let item = |it: &crate::timeline::Unknown<'_>| {
            let known = self.teller().known(it);
            element("li", "", vec![told("strong", "", self.teller().told(it.label)), text("div", "", &known)])
        };
        let items: Vec<SvgNode> = unknowns(self.view()).iter().map(item).collect();
        let body = if items.is_empty() { text("p", "", self.tongue().paper_no_unknown()) } else { list(items) };
        vec![element("section", "", vec![heading(self.tongue().paper_unknowns()), body])]
    }

    fn sources(&self) -> Vec<SvgNode> {
        let source = |id: &Id| self.figure.teller.incident.source(id).map(|it| self.source(it));
        let items = self.cited.iter().filter_map(source).collect();
        vec![element("section", "", vec![heading(self.tongue().paper_sources()), element("ol", "", items)])]
    }

    fn source(&self, it: &Source) -> SvgNode {
        let (language, said) = self.teller().source_in_list(it);
        let url = it.url.as_deref().unwrap_or_default();
        element("li", "", vec![told("span", "", (language, &said)), text("div", "note", url)])
    }

    fn glossary(&self) -> Vec<SvgNode> {
        let terms = self.teller().glossary(self.snapshot());
        let pairs = terms
            .into_iter()
            .map(|(term, meaning)| element("div", "", vec![text("dt", "", term), text("dd", "", meaning)]));
        vec![element(
            "section",
            "whole",
            vec![heading(self.tongue().paper_glossary()), element("dl", "", pairs.collect())],
        )]
    }
}
