//! Draft → incident: one function per kind of part. What breaks a rule is left out and reported; the rest stands.

mod claims;
mod facts;
mod foretold;
mod order;
mod origin;
mod sharing;
mod story;
mod text;
mod unread;

use super::at::At;
use super::draft::{ClaimDraft, HostDraft, IncidentDraft, OverlapDraft, PivotDraft, SourceDraft};
use super::each::Each;
use super::field::Part;
use super::short::DEFAULT;
use crate::diag::{Code, Diagnostic, Report, Severity};
use crate::incident::{
    Claim, Count, Event, EventKind, Host, HostKind, Id, Incident, Jurisdiction, Marking, Moment, MomentError, Overlap,
    Pivot, Role, Source, SourceKind, StateChange, Zone,
};
use crate::sorting::Table;
use crate::tongue::Phrase;

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Source,
    Zone,
    Host,
    Pivot,
    Event,
    Count,
    Fact,
}

/// The work in progress: the ids of the file, and the report.
struct Check<'a> {
    report: &'a mut Report,
    language: String,
    /// Whether the file was made of that of another tool.
    is_imported: bool,
    /// What each id names, and the pointer of its first part.
    ids: Table<(Kind, String)>,
    /// How many of each kind.
    n_ids: [usize; 7],
    /// The strictest marking where the format has none, or under another name.
    stray_marking: Option<Marking>,
}

/// Builds the incident of a draft.
pub(super) fn validate(draft: &IncidentDraft, report: &mut Report) -> Incident {
    let language = draft.language.clone().unwrap_or_else(|| "en".to_owned());
    let is_imported = draft.imported.is_some();
    let mut check = Check { report, language, is_imported, ids: Table::default(), n_ids: [0; 7], stray_marking: None };
    check.unknown(&draft.rest, IncidentDraft::FIELDS, None);
    check.collect_ids(draft);
    if let Some(id) = &draft.default_source {
        check.reference(id, &[Kind::Source], &At::top(DEFAULT));
    }
    let mut incident = Incident {
        id: check.incident_id(&draft.id),
        title: check.label(&draft.title, &draft.id, &At::top("title")),
        summary: check.words(draft.summary.as_ref(), &At::top("summary")),
        marking: check.marking(draft.marking.as_deref(), &At::top("marking")),
        language: check.language.clone(),
        jurisdictions: check.jurisdictions(&draft.jurisdictions),
        sources: check.sources(&draft.sources),
        facts: check.all_facts(draft),
        zones: check.zones(draft),
        hosts: check.each(&draft.hosts, &At::top("hosts"), Check::host),
        pivots: check.each(&draft.pivots, &At::top("pivots"), Check::pivot),
        main: check.main(&draft.main),
        events: check.events(draft),
        counts: check.counts(draft),
        story: check.story(draft),
        imported: check.origin(draft),
        shared: draft.shared.as_ref().map(|it| check.sharing(it)),
        stray_marking: check.stray_marking,
        index: crate::incident::Index::default(),
    };
    let at = |id: &str| check.ids.get(id).map(|(_, at)| at.clone()).unwrap_or_default();
    order::break_cycles(&mut incident, at, check.report);
    check.foretold(&incident);
    if incident.hosts.is_empty() {
        check.warn(Code::EmptyMap, &At::top("hosts"), Phrase::finding_empty_map()).hint(Phrase::hint_empty_map());
    }
    incident.indexed()
}

impl Check<'_> {
    /// Adds an error: something is left out.
    fn error(&mut self, code: Code, at: &At<'_>, message: Phrase) -> &mut Diagnostic {
        self.report.error(code, &at.to_string(), message)
    }

    /// Adds a warning: kept, but perhaps not what was meant.
    fn warn(&mut self, code: Code, at: &At<'_>, message: Phrase) -> &mut Diagnostic {
        self.report.warn(code, &at.to_string(), message)
    }

    /// Says what to do about what was found there, if nothing is said of it yet.
    fn advise(&mut self, at: &At<'_>, hint: Phrase) {
        let pointer = at.to_string();
        let last = self.report.diagnostics.last_mut();
        if let Some(it) = last.filter(|it| it.pointer == pointer && it.hint.is_none()) {
            it.hint = Some(hint);
        }
    }

    /// Applies `build` to the readable items of a list, reports the others.
    fn each<T: Part, U>(
        &mut self,
        each: &Each<T>,
        at: &At<'_>,
        mut build: impl FnMut(&mut Self, &T, &At<'_>) -> Option<U>,
    ) -> Vec<U> {
        self.broken(&each.broken, at);
        // as long as it gets: a list that grows has room for four, and most lists of claims have one
        let mut built = Vec::with_capacity(each.items.len());
        for (index, item) in &each.items {
            let at = at.item(*index);
            self.unknown(item.rest(), T::FIELDS, Some(&at));
            built.extend(build(self, item, &at));
        }
        built
    }

    fn collect_ids(&mut self, draft: &IncidentDraft) {
        self.take_ids(Kind::Source, "sources", &mut draft.sources.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        self.take_ids(Kind::Zone, "zones", &mut draft.zones.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        self.take_ids(Kind::Host, "hosts", &mut draft.hosts.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        self.take_ids(Kind::Pivot, "pivots", &mut draft.pivots.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        self.take_ids(Kind::Event, "events", &mut draft.events.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        self.take_ids(Kind::Count, "counts", &mut draft.counts.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        for (name, _, facts) in facts::lists(draft) {
            self.take_ids(Kind::Fact, name, &mut facts.items.iter().map(|(i, it)| (*i, it.id.as_ref())));
        }
    }

    fn take_ids(&mut self, kind: Kind, name: &str, ids: &mut dyn Iterator<Item = (usize, Option<&String>)>) {
        for (index, id) in ids {
            let Some(id) = id else { continue };
            let list = At::top(name);
            let at = list.item(index);
            if let Some((_, first)) = self.ids.get(id) {
                let message = Phrase::finding_id_taken(id, first);
                self.error(Code::DuplicateId, &at, message).hint(Phrase::hint_id_taken());
            } else if is_id(id) {
                self.ids.insert(id, (kind, at.to_string()));
                self.n_ids[kind as usize] += 1;
            } else {
                self.error(Code::BadId, &at, Phrase::finding_bad_id(id)).hint(Phrase::hint_bad_id());
            }
        }
    }

    /// The id of the whole, which names addresses and files.
    fn incident_id(&mut self, id: &str) -> Id {
        if is_id(id) {
            return id.to_owned();
        }
        self.error(Code::BadId, &At::top("id"), Phrase::finding_bad_incident_id(id)).hint(Phrase::hint_bad_id());
        "incident".to_owned()
    }

    /// Whether the part at `at` is the one that owns its id.
    fn owns(&self, id: &str, at: &At<'_>) -> bool {
        self.ids.get(id).is_some_and(|(_, pointer)| *pointer == at.to_string())
    }

    /// A reference that must name a part of one of these kinds.
    fn reference(&mut self, id: &str, kinds: &[Kind], at: &At<'_>) -> Option<Id> {
        if self.ids.get(id).is_some_and(|(kind, _)| kinds.contains(kind)) {
            return Some(id.to_owned());
        }
        let message = match kinds.first() {
            _ if kinds.len() > 2 => Phrase::finding_no_part(id),
            Some(Kind::Source) => Phrase::finding_no_source(id),
            Some(Kind::Zone) => Phrase::finding_no_zone(id),
            Some(Kind::Host) => Phrase::finding_no_host(id),
            Some(Kind::Count) => Phrase::finding_no_count(id),
            Some(Kind::Fact) => Phrase::finding_no_technique(id),
            _ => Phrase::finding_no_step(id),
        };
        // of thousands nothing is suggested, and looking through them for each stray would take as long as there are strays
        let is_many = kinds.iter().map(|it| self.n_ids[*it as usize]).sum::<usize>() > Diagnostic::MOST_CANDIDATES;
        let named = || self.ids.iter().filter(|(_, (kind, _))| kinds.contains(kind)).map(|(id, _)| id);
        let candidates: Vec<&str> = if is_many { Vec::new() } else { named().collect() };
        self.report.error(Code::UnknownReference, &at.to_string(), message).suggest(id, &candidates);
        None
    }

    /// A word of a closed vocabulary; absent means `default`.
    fn word<T: Copy>(
        &mut self,
        word: Option<&str>,
        all: &[T],
        name: fn(T) -> &'static str,
        default: T,
        at: &At<'_>,
    ) -> T {
        let Some(word) = word else { return default };
        let names: Vec<&str> = all.iter().map(|it| name(*it)).collect();
        self.known(word, &names, &|| Phrase::finding_unknown_word(word, name(default)), at)
            .map_or(default, |it| all[it])
    }

    /// Which of the `names` the word is; if it is none of them, `otherwise` says so, and what that means.
    fn known(&mut self, word: &str, names: &[&str], otherwise: &dyn Fn() -> Phrase, at: &At<'_>) -> Option<usize> {
        let found = names.iter().position(|it| *it == word);
        if found.is_none() {
            self.error(Code::UnknownWord, at, otherwise()).suggest(word, names);
        }
        found
    }

    fn marking(&mut self, word: Option<&str>, at: &At<'_>) -> Option<Marking> {
        word.map(|it| self.word(Some(it), Marking::ALL, Marking::as_str, Marking::Red, at))
    }

    fn jurisdictions(&mut self, words: &[String]) -> Vec<Jurisdiction> {
        let at = At::top("jurisdictions");
        let read = |(i, word): (usize, &String)| self.jurisdiction(word, &at.item(i));
        words.iter().enumerate().filter_map(read).collect()
    }

    fn jurisdiction(&mut self, word: &str, at: &At<'_>) -> Option<Jurisdiction> {
        let names: Vec<&str> = Jurisdiction::ALL.iter().map(|it| it.as_str()).collect();
        let found = self.known(word, &names, &|| Phrase::finding_no_jurisdiction(word), at);
        found.map(|it| Jurisdiction::ALL[it])
    }

    fn moment(&mut self, text: Option<&str>, at: &At<'_>) -> Option<Moment> {
        let text = text?;
        let moment = Moment::parse(text);
        if let Err(err) = &moment {
            let problem = match err {
                MomentError::NotEdtf => Phrase::moment_no_date(),
                MomentError::NoSuchDay => Phrase::moment_no_such_day(),
                MomentError::Crossed => Phrase::moment_crossed(),
            };
            self.error(Code::BadMoment, at, Phrase::finding_bad_moment(text, problem)).hint(Phrase::hint_bad_moment());
        }
        moment.ok()
    }

    fn sources(&mut self, sources: &Each<SourceDraft>) -> Vec<Source> {
        self.each(sources, &At::top("sources"), |check, it, at| {
            if !check.owns(&it.id, at) {
                return None;
            }
            let url = it.url.clone().filter(|url| {
                let allowed = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
                if !allowed {
                    check.warn(Code::UnknownWord, &at.field("url"), Phrase::finding_bad_address());
                }
                allowed
            });
            let published = check.moment(it.published.as_deref(), &at.field("published"));
            if published.as_ref().is_none_or(|it| it.span().latest.is_none()) {
                // whoever wrote for another tool had no field for it
                let severity = if check.is_imported { Severity::Note } else { Severity::Warning };
                let at = at.field("published").to_string();
                check
                    .report
                    .add(severity, Code::BadMoment, &at, Phrase::finding_no_publication())
                    .hint(Phrase::hint_no_publication());
            }
            Some(Source {
                id: it.id.clone(),
                kind: check.word(
                    Some(&it.kind),
                    SourceKind::ALL,
                    SourceKind::as_str,
                    SourceKind::Anonymous,
                    &at.field("kind"),
                ),
                publisher: check.label(&it.publisher, &it.id, &at.field("publisher")),
                title: check.words(it.title.as_ref(), &at.field("title")),
                url,
                published,
                reliability: check.words(it.reliability.as_ref(), &at.field("reliability")),
                language: it.language.clone(),
                sha256: check.hash(it.sha256.as_deref(), &at.field("sha256")),
                note: check.words(it.note.as_ref(), &at.field("note")),
                inferred: check.words(it.inferred.as_ref(), &at.field("inferred")),
            })
        })
    }

    fn zones(&mut self, draft: &IncidentDraft) -> Vec<Zone> {
        self.each(&draft.zones, &At::top("zones"), |check, it, at| {
            let within = it.within.as_ref().and_then(|id| check.reference(id, &[Kind::Zone], &at.field("within")));
            let label = check.label(&it.label, &it.id, &at.field("label"));
            check.owns(&it.id, at).then(|| Zone { id: it.id.clone(), label, within })
        })
    }

    fn host(&mut self, it: &HostDraft, at: &At<'_>) -> Option<Host> {
        if !self.owns(&it.id, at) {
            return None;
        }
        let host = Host {
            id: it.id.clone(),
            label: self.label(&it.label, &it.id, &at.field("label")),
            kind: self.word(it.kind.as_deref(), HostKind::ALL, HostKind::as_str, HostKind::Server, &at.field("kind")),
            role: self.word(it.role.as_deref(), Role::ALL, Role::as_str, Role::Inside, &at.field("role")),
            note: self.words(it.note.as_ref(), &at.field("note")),
            names: self.claims(&it.names, &at.field("names"), Check::text),
            zone: self.claims(&it.zone, &at.field("zone"), |check, it, at| check.reference(it, &[Kind::Zone], at)),
            states: self.claims(&it.states, &at.field("states"), |check, it, at| check.state(it, at)),
            perhaps_same_as: self.claims(&it.perhaps_same_as, &at.field("perhaps_same_as"), |check, it, at| {
                check.reference(it, &[Kind::Host], at)
            }),
        };
        Some(host)
    }

    fn state(&mut self, word: &str, at: &At<'_>) -> Option<StateChange> {
        let names: Vec<&str> = StateChange::ALL.iter().map(|it| it.as_str()).collect();
        let found = self.known(word, &names, &|| Phrase::finding_no_state(word), at);
        found.map(|it| StateChange::ALL[it])
    }

    fn pivot(&mut self, it: &PivotDraft, at: &At<'_>) -> Option<Pivot> {
        let from = self.reference(&it.from, &[Kind::Host], &at.field("from"));
        let to = self.reference(&it.to, &[Kind::Host], &at.field("to"));
        let claims = self.happened(&it.claims, at);
        let technique = it.technique.as_ref();
        let technique = technique.and_then(|id| {
            let (known, at) = (self.reference(id, &[Kind::Fact], &at.field("technique")), at.field("technique"));
            if known.is_none() {
                let example =
                    format!("{{ \"id\": \"{id}\", \"label\": \"…\", \"claims\": [{{ \"source\": \"…\" }}] }}");
                self.advise(&at, Phrase::hint_add(example, "techniques"));
            }
            known
        });
        let label = self.words(it.label.as_ref(), &at.field("label"));
        if !self.owns(&it.id, at) || claims.is_empty() {
            return None;
        }
        Some(Pivot { id: it.id.clone(), from: from?, to: to?, label, technique, claims })
    }

    fn main(&mut self, ids: &[String]) -> Vec<Id> {
        let at = At::top("main");
        ids.iter().enumerate().filter_map(|(i, id)| self.reference(id, &[Kind::Pivot], &at.item(i))).collect()
    }

    fn happened(&mut self, claims: &Each<ClaimDraft<()>>, at: &At<'_>) -> Vec<Claim<()>> {
        let claims = self.claims_with(claims, &at.field("claims"), |_, _, _| Some(()));
        self.require_source(claims.is_empty(), at);
        claims
    }

    fn require_source(&mut self, is_unsourced: bool, at: &At<'_>) {
        if is_unsourced {
            self.error(Code::Unsourced, at, Phrase::finding_unsourced()).hint(Phrase::hint_unsourced());
        }
    }

    fn events(&mut self, draft: &IncidentDraft) -> Vec<Event> {
        self.each(&draft.events, &At::top("events"), |check, it, at| {
            let hosts = it.hosts.iter().enumerate();
            let hosts =
                hosts.filter_map(|(i, id)| check.reference(id, &[Kind::Host], &at.field("hosts").item(i))).collect();
            let event = Event {
                id: it.id.clone(),
                kind: check.word(
                    it.kind.as_deref(),
                    EventKind::ALL,
                    EventKind::as_str,
                    EventKind::Other,
                    &at.field("kind"),
                ),
                label: check.label(&it.label, &it.id, &at.field("label")),
                hosts,
                jurisdiction: it
                    .jurisdiction
                    .as_deref()
                    .and_then(|word| check.jurisdiction(word, &at.field("jurisdiction"))),
                claims: check.happened(&it.claims, at),
            };
            (check.owns(&it.id, at) && !event.claims.is_empty()).then_some(event)
        })
    }

    fn counts(&mut self, draft: &IncidentDraft) -> Vec<Count> {
        self.each(&draft.counts, &At::top("counts"), |check, it, at| {
            let supersedes = it.supersedes.iter().enumerate();
            let supersedes = supersedes
                .filter_map(|(i, id)| check.reference(id, &[Kind::Count], &at.field("supersedes").item(i)))
                .collect();
            let count = Count {
                id: it.id.clone(),
                label: check.label(&it.label, &it.id, &at.field("label")),
                host: it.host.as_ref().and_then(|id| check.reference(id, &[Kind::Host], &at.field("host"))),
                supersedes,
                overlaps: check.each(&it.overlaps, &at.field("overlaps"), Self::overlap),
                claims: check.quantities(&it.claims, &at.field("claims")),
            };
            check.require_source(count.claims.is_empty(), at);
            (check.owns(&it.id, at) && !count.claims.is_empty()).then_some(count)
        })
    }

    fn overlap(&mut self, it: &OverlapDraft, at: &At<'_>) -> Option<Overlap> {
        let with = self.reference(&it.with, &[Kind::Count], &at.field("with"));
        let amount = self.overlap_amount(&it.amount, &at.field("amount"));
        Some(Overlap { with: with?, amount: amount? })
    }
}

/// Whether an address and a list of ids can carry it, and a reader can see all of it.
fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || text::is_hidden(c) || ",&=#/".contains(c))
}
