//! Draft → incident: one function per kind of part. What breaks a rule is left out and reported; the rest stands.

mod claims;
mod facts;
mod order;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{ClaimDraft, HostDraft, IncidentDraft, OverlapDraft, PivotDraft, SourceDraft};
use super::each::Each;
use super::field::{Part, Rest};
use super::json::token;
use crate::diag::{Code, Report};
use crate::incident::{
    Claim, Count, Event, EventKind, Host, HostKind, Id, Incident, Marking, Moment, Overlap, Pivot, Role, Source,
    SourceKind, StateChange, Text, Zone,
};
use crate::sorting;

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
    /// What each id names, and the pointer of its first part.
    ids: BTreeMap<&'a str, (Kind, String)>,
}

/// Builds the incident of a draft.
pub(super) fn validate(draft: &IncidentDraft, report: &mut Report) -> Incident {
    let language = draft.language.clone().unwrap_or_else(|| "en".to_owned());
    let mut check = Check { report, language, ids: BTreeMap::new() };
    check.rest(draft, "");
    check.collect_ids(draft);
    let mut incident = Incident {
        id: check.incident_id(&draft.id),
        title: check.text(&draft.title, "/title").unwrap_or_else(|| Text::new("en", &draft.id)),
        summary: draft.summary.as_ref().and_then(|it| check.text(it, "/summary")),
        marking: check.marking(draft.marking.as_deref(), "/marking"),
        language: check.language.clone(),
        sources: check.sources(&draft.sources),
        facts: check.all_facts(draft),
        zones: check.zones(draft),
        hosts: check.each(&draft.hosts, "/hosts", Check::host),
        pivots: check.each(&draft.pivots, "/pivots", Check::pivot),
        events: check.events(draft),
        counts: check.counts(draft),
    };
    let at = |id: &str| check.ids.get(id).map(|(_, at)| at.clone()).unwrap_or_default();
    order::break_cycles(&mut incident, at, check.report);
    check.foretold(&incident);
    if incident.hosts.is_empty() {
        check
            .report
            .warn(Code::EmptyMap, "/hosts", "there is no host, so the map is empty")
            .hint("Add \"hosts\" and \"pivots\"; docs/format.md has an example.");
    }
    incident
}

impl<'a> Check<'a> {
    /// Applies `build` to the readable items of a list, reports the others.
    fn each<T: Part, U>(
        &mut self,
        each: &Each<T>,
        at: &str,
        mut build: impl FnMut(&mut Self, &T, &str) -> Option<U>,
    ) -> Vec<U> {
        self.broken(each, at);
        let mut built = Vec::new();
        for (index, item) in &each.items {
            let at = format!("{at}/{index}");
            self.rest(item, &at);
            built.extend(build(self, item, &at));
        }
        built
    }

    fn broken<T>(&mut self, each: &Each<T>, at: &str) {
        for broken in &each.broken {
            let index = broken.index.map_or(String::new(), |it| format!("/{it}"));
            let pointer = format!("{at}{index}{}", broken.misfit.pointer);
            self.report.error(Code::WrongShape, &pointer, format!("{}; this part is left out", broken.misfit.message));
        }
    }

    fn rest<T: Part>(&mut self, part: &T, at: &str) {
        let rest: &Rest = part.rest();
        for key in rest.keys().filter(|it| *it != "$comment") {
            let pointer = format!("{at}/{}", token(key));
            let known = T::FIELDS.iter().copied();
            self.report
                .warn(
                    Code::UnknownField,
                    &pointer,
                    format!("the format has no field \"{key}\" here; it is kept, and not used"),
                )
                .suggest(key, known);
        }
    }

    fn collect_ids(&mut self, draft: &'a IncidentDraft) {
        self.take_ids(Kind::Source, "/sources", draft.sources.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        self.take_ids(Kind::Zone, "/zones", draft.zones.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        self.take_ids(Kind::Host, "/hosts", draft.hosts.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        self.take_ids(Kind::Pivot, "/pivots", draft.pivots.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        self.take_ids(Kind::Event, "/events", draft.events.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        self.take_ids(Kind::Count, "/counts", draft.counts.items.iter().map(|(i, it)| (*i, Some(&it.id))));
        for (at, facts) in facts::lists(draft).map(|(at, _, facts)| (at, facts)) {
            self.take_ids(Kind::Fact, at, facts.items.iter().map(|(i, it)| (*i, it.id.as_ref())));
        }
    }

    fn take_ids(&mut self, kind: Kind, at: &str, ids: impl Iterator<Item = (usize, Option<&'a String>)>) {
        for (index, id) in ids {
            let Some(id) = id else { continue };
            let pointer = format!("{at}/{index}");
            if let Some((_, first)) = self.ids.get(id.as_str()) {
                let message = format!("the id \"{id}\" is taken by {first}; this part is left out");
                self.report.error(Code::DuplicateId, &pointer, message).hint("Ids are unique in the whole file.");
            } else if !is_id(id) {
                let message = format!("\"{id}\" cannot be an id; this part is left out");
                self.report.error(Code::BadId, &pointer, message).hint("Use letters, digits, \"-\", \"_\" and \".\".");
            } else {
                self.ids.insert(id, (kind, pointer));
            }
        }
    }

    /// The id of the whole, which names addresses and files.
    fn incident_id(&mut self, id: &str) -> Id {
        if is_id(id) {
            return id.to_owned();
        }
        let message = format!("\"{id}\" cannot be the id of an incident; \"incident\" is used");
        self.report.error(Code::BadId, "/id", message).hint("Use letters, digits, \"-\", \"_\" and \".\".");
        "incident".to_owned()
    }

    /// Whether the part at `at` is the one that owns its id.
    fn owns(&self, id: &str, at: &str) -> bool {
        self.ids.get(id).is_some_and(|(_, pointer)| pointer == at)
    }

    /// A reference that must name a part of one of these kinds.
    fn reference(&mut self, id: &str, kinds: &[Kind], at: &str) -> Option<Id> {
        if self.ids.get(id).is_some_and(|(kind, _)| kinds.contains(kind)) {
            return Some(id.to_owned());
        }
        let what = match kinds.first() {
            Some(Kind::Source) => "source",
            Some(Kind::Zone) => "zone",
            Some(Kind::Host) => "host",
            Some(Kind::Count) => "count",
            Some(Kind::Fact) => "technique",
            _ => "pivot or event",
        };
        let candidates: Vec<&str> =
            self.ids.iter().filter(|(_, (kind, _))| kinds.contains(kind)).map(|(id, _)| *id).collect();
        let message = format!("no {what} has the id \"{id}\"");
        self.report.error(Code::UnknownReference, at, message).suggest(id, candidates);
        None
    }

    /// A word of a closed vocabulary; absent means `default`.
    fn word<T: Copy>(&mut self, word: Option<&str>, all: &[T], name: fn(T) -> &'static str, default: T, at: &str) -> T {
        let Some(word) = word else { return default };
        if let Some(found) = all.iter().copied().find(|it| name(*it) == word) {
            return found;
        }
        let message = format!("\"{word}\" is not known here; \"{}\" is used", name(default));
        self.report.error(Code::UnknownWord, at, message).suggest(word, all.iter().map(|it| name(*it)));
        default
    }

    fn marking(&mut self, word: Option<&str>, at: &str) -> Option<Marking> {
        word.map(|it| self.word(Some(it), Marking::ALL, Marking::as_str, Marking::Red, at))
    }

    fn moment(&mut self, text: Option<&str>, at: &str) -> Option<Moment> {
        let text = text?;
        Moment::parse(text)
            .map_err(|err| {
                self.report
                    .error(Code::BadMoment, at, format!("\"{text}\": {err}; the time is left out"))
                    .hint("Write 2020-05-11, 2020-05, 2020, 2020-05-04/2020-05-05, 2019-09~ or 2020-05-28/...");
            })
            .ok()
    }

    fn sources(&mut self, sources: &Each<SourceDraft>) -> Vec<Source> {
        self.each(sources, "/sources", |check, it, at| {
            if !check.owns(&it.id, at) {
                return None;
            }
            let url = it.url.clone().filter(|url| {
                let allowed = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
                if !allowed {
                    let message = "the address is neither https, http nor mailto; it is left out";
                    check.report.warn(Code::UnknownWord, &format!("{at}/url"), message);
                }
                allowed
            });
            let published = check.moment(it.published.as_deref(), &format!("{at}/published"));
            if published.as_ref().is_none_or(|it| it.span().latest.is_none()) {
                check
                    .report
                    .warn(
                        Code::BadMoment,
                        &format!("{at}/published"),
                        "it is not said by when this source was out; it counts as known today only",
                    )
                    .hint("Give a day, or a range that ends with a day by which it was surely out.");
            }
            Some(Source {
                id: it.id.clone(),
                kind: check.word(
                    Some(&it.kind),
                    SourceKind::ALL,
                    SourceKind::as_str,
                    SourceKind::Anonymous,
                    &format!("{at}/kind"),
                ),
                publisher: check
                    .text(&it.publisher, &format!("{at}/publisher"))
                    .unwrap_or_else(|| Text::new("en", &it.id)),
                title: it.title.as_ref().and_then(|it| check.text(it, &format!("{at}/title"))),
                url,
                published,
                language: it.language.clone(),
                note: it.note.as_ref().and_then(|it| check.text(it, &format!("{at}/note"))),
                inferred: it.inferred.as_ref().and_then(|it| check.text(it, &format!("{at}/inferred"))),
            })
        })
    }

    fn zones(&mut self, draft: &IncidentDraft) -> Vec<Zone> {
        self.each(&draft.zones, "/zones", |check, it, at| {
            let within = it.within.as_ref().and_then(|id| check.reference(id, &[Kind::Zone], &format!("{at}/within")));
            let label = check.text(&it.label, &format!("{at}/label")).unwrap_or_else(|| Text::new("en", &it.id));
            check.owns(&it.id, at).then(|| Zone { id: it.id.clone(), label, within })
        })
    }

    fn host(&mut self, it: &HostDraft, at: &str) -> Option<Host> {
        if !self.owns(&it.id, at) {
            return None;
        }
        let host = Host {
            id: it.id.clone(),
            label: self.text(&it.label, &format!("{at}/label")).unwrap_or_else(|| Text::new("en", &it.id)),
            kind: self.word(
                it.kind.as_deref(),
                HostKind::ALL,
                HostKind::as_str,
                HostKind::Server,
                &format!("{at}/kind"),
            ),
            role: self.word(it.role.as_deref(), Role::ALL, Role::as_str, Role::Inside, &format!("{at}/role")),
            note: it.note.as_ref().and_then(|it| self.text(it, &format!("{at}/note"))),
            names: self.claims(&it.names, &format!("{at}/names"), |check, it, at| check.text(it.value.as_ref()?, at)),
            zone: self.claims(&it.zone, &format!("{at}/zone"), |check, it, at| {
                check.reference(it.value.as_ref()?, &[Kind::Zone], at)
            }),
            states: self.claims(&it.states, &format!("{at}/states"), Self::state),
            perhaps_same_as: self.claims(&it.perhaps_same_as, &format!("{at}/perhaps_same_as"), |check, it, at| {
                check.reference(it.value.as_ref()?, &[Kind::Host], at)
            }),
        };
        Some(host)
    }

    fn state(&mut self, claim: &ClaimDraft<String>, at: &str) -> Option<StateChange> {
        let word = claim.value.as_ref()?;
        let state = StateChange::parse(word);
        if state.is_none() {
            let known = StateChange::ALL.iter().map(|it| it.as_str());
            let message = format!("\"{word}\" is no state of a host; the claim is left out");
            self.report.error(Code::UnknownWord, at, message).suggest(word, known);
        }
        state
    }

    fn pivot(&mut self, it: &PivotDraft, at: &str) -> Option<Pivot> {
        let from = self.reference(&it.from, &[Kind::Host], &format!("{at}/from"));
        let to = self.reference(&it.to, &[Kind::Host], &format!("{at}/to"));
        let claims = self.happened(&it.claims, at);
        let technique = it.technique.as_ref();
        let technique = technique.and_then(|id| self.reference(id, &[Kind::Fact], &format!("{at}/technique")));
        let label = it.label.as_ref().and_then(|it| self.text(it, &format!("{at}/label")));
        if !self.owns(&it.id, at) || claims.is_empty() {
            return None;
        }
        Some(Pivot { id: it.id.clone(), from: from?, to: to?, label, technique, claims })
    }

    fn happened(&mut self, claims: &Each<ClaimDraft<()>>, at: &str) -> Vec<Claim<()>> {
        let claims = self.claims(claims, &format!("{at}/claims"), |_, _, _| Some(()));
        self.require_source(&claims, at);
        claims
    }

    fn require_source<T>(&mut self, claims: &[Claim<T>], at: &str) {
        if claims.is_empty() {
            self.report
                .error(Code::Unsourced, at, "no source vouches for this part; it is left out")
                .hint("Add a claim that names a source.");
        }
    }

    fn events(&mut self, draft: &IncidentDraft) -> Vec<Event> {
        self.each(&draft.events, "/events", |check, it, at| {
            let hosts = it.hosts.iter().enumerate();
            let hosts =
                hosts.filter_map(|(i, id)| check.reference(id, &[Kind::Host], &format!("{at}/hosts/{i}"))).collect();
            let event = Event {
                id: it.id.clone(),
                kind: check.word(
                    it.kind.as_deref(),
                    EventKind::ALL,
                    EventKind::as_str,
                    EventKind::Other,
                    &format!("{at}/kind"),
                ),
                label: check.text(&it.label, &format!("{at}/label")).unwrap_or_else(|| Text::new("en", &it.id)),
                hosts,
                claims: check.happened(&it.claims, at),
            };
            (check.owns(&it.id, at) && !event.claims.is_empty()).then_some(event)
        })
    }

    fn counts(&mut self, draft: &IncidentDraft) -> Vec<Count> {
        self.each(&draft.counts, "/counts", |check, it, at| {
            let supersedes = it.supersedes.iter().enumerate();
            let supersedes = supersedes
                .filter_map(|(i, id)| check.reference(id, &[Kind::Count], &format!("{at}/supersedes/{i}")))
                .collect();
            let count = Count {
                id: it.id.clone(),
                label: check.text(&it.label, &format!("{at}/label")).unwrap_or_else(|| Text::new("en", &it.id)),
                host: it.host.as_ref().and_then(|id| check.reference(id, &[Kind::Host], &format!("{at}/host"))),
                supersedes,
                overlaps: check.each(&it.overlaps, &format!("{at}/overlaps"), Self::overlap),
                claims: check.quantities(&it.claims, &format!("{at}/claims")),
            };
            check.require_source(&count.claims, at);
            (check.owns(&it.id, at) && !count.claims.is_empty()).then_some(count)
        })
    }

    fn overlap(&mut self, it: &OverlapDraft, at: &str) -> Option<Overlap> {
        let with = self.reference(&it.with, &[Kind::Count], &format!("{at}/with"));
        let amount = self.overlap_amount(&it.amount, &format!("{at}/amount"));
        Some(Overlap { with: with?, amount: amount? })
    }

    /// Warns where a source speaks of a day after its own publication.
    fn foretold(&mut self, incident: &Incident) {
        let known = sorting::map_of(incident.sources.iter().map(|it| (it.id.as_str(), it.known_from())));
        let happened = (incident.pivots.iter().map(|it| (&it.id, &it.claims)))
            .chain(incident.events.iter().map(|it| (&it.id, &it.claims)));
        let mut said = BTreeSet::new();
        for (id, claims) in happened {
            for claim in claims {
                let begins = claim.when.as_ref().and_then(|it| it.span().earliest);
                let published = known.get(claim.source.as_str()).copied().flatten();
                let is_foretold = matches!((begins, published), (Some(begins), Some(published)) if begins > published);
                if is_foretold && said.insert((id, &claim.source)) {
                    let at = self.ids.get(id.as_str()).map(|(_, at)| at.clone()).unwrap_or_default();
                    let message = format!("source \"{}\" speaks of a day after its own publication", claim.source);
                    self.report.warn(Code::Foretold, &at, message).hint("Check the year of both dates.");
                }
            }
        }
    }
}

/// Whether an address and a list of ids can carry it, and a reader can see all of it.
fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || text::is_hidden(c) || ",&=#/".contains(c))
}
