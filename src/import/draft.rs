//! The incident format, version 1, as it is written: every field of the file, nothing checked yet.
//!
//! The JSON Schema in `static/schema/` is generated from these types, so their comments are its documentation.

use serde::Serialize;

use super::each::Each;
use super::field::{Field, Part, Reader, Rest, part};
use super::origin::ImportedDraft;
use super::role::{Known, Role, is_language, is_sha256};
use super::sharing::SharingDraft;
pub use super::value::{AmountDraft, Ids, TextDraft};
use crate::incident::{EventKind, Hedge, HostKind, Jurisdiction, Marking, SourceKind, StateChange};

/// The value of the `format` field that this program reads and writes.
pub const FORMAT: &str = "breachmap-incident/1";

/// A file as a whole.
pub const FILE: Known = Known { name: "", role: Role::Parts, inside: IncidentDraft::FIELDS };

part! {
    /// An incident: one breach, as its sources tell it. Two breaches of one company are two incidents.
    IncidentDraft {
        /// The JSON Schema of the format, for editors.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        schema named "$schema": Option<String> as Address,
        /// The version of the format: `breachmap-incident/1`.
        #[cfg_attr(not(target_os = "unknown"), schemars(extend("const" = FORMAT)))]
        format: String as Term(is_format),
        /// A name for addresses and file names: letters, digits, `-`, `_` and `.`.
        id: String as Code,
        /// What people call it.
        title: TextDraft as Name,
        /// A sentence or two for somebody who has never heard of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<TextDraft> as Text,
        /// TLP 2.0: `TLP:RED`, `TLP:AMBER+STRICT`, `TLP:AMBER`, `TLP:GREEN` or `TLP:CLEAR`. Absent means not marked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        marking: Option<String> as Term(Marking::is_word),
        /// The language of plain strings in this file, as a BCP 47 tag. Absent means `en`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String> as Term(is_language),
        /// Whose law it is tied to, for deadlines: `eu`, `eu-essential` (an essential or important entity under NIS 2), `uk`, `japan`, `us-listed` (reports to the SEC) and `us-health` (under HIPAA).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        jurisdictions: Vec<String> as Term(Jurisdiction::is_word),
        /// The source of claims that name none. Where it is set, a part without `claims` is one claim of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        default_source: Option<String> as Link,
        /// Who says so.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        sources: Each<SourceDraft> as Mentioned,
        /// Who was breached. One value holds; different ones are a dispute.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        victim: Option<FactDraft> as Claimed,
        /// Who did it. One value holds; different ones are a dispute.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        actor: Option<FactDraft> as Claimed,
        /// What was hurt of confidentiality, integrity and availability.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        posture: Option<PostureDraft> as Parts,
        /// Why they did it (VERIS `actor.motive`). Several can hold.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        motives: Each<FactDraft> as Claimed,
        /// How they did it; the id of each is its MITRE ATT&CK id if it has one. Several can hold.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        techniques: Each<FactDraft> as Claimed,
        /// Other incidents that a source connects with this one.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        related: Each<FactDraft> as Claimed,
        /// Anything else that sources say of the incident as a whole, one attribute each; different values are a dispute.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        facts: Each<FactDraft> as Claimed,
        /// What the sources leave open. The value of a claim is `open` or `answered`.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        questions: Each<FactDraft> as Claimed,
        /// Where hosts are: a country, a site, a cloud, an internal network, the Internet.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        zones: Each<ZoneDraft> as Mentioned,
        /// Systems, services, account stores, sites and outside parties that the story names.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        hosts: Each<HostDraft> as Mentioned,
        /// Steps of the intruder from host to host.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        pivots: Each<PivotDraft> as Claimed,
        /// The main path: the ids of the pivots that the map shows loudest, from the way in to what mattered. A second path begins with a second step from the intruder. Absent means the way to what mattered that the most and the best sources tell.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        main: Vec<String> as Link,
        /// What happened and is not a pivot.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        events: Each<EventDraft> as Claimed,
        /// How many are affected: a ledger.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        counts: Each<CountDraft> as Claimed,
        /// The story step by step, for presenting. Absent means that the steps are the days of the story.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        story: Each<SlideDraft> as Steps,
        /// What the file was before, if it was made from the file of another tool.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        imported: Option<ImportedDraft> as Note,
        /// What was done to the file before it was handed on. Written by the program; absent means nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shared: Option<SharingDraft> as Note,
    }
}

part! {
    /// Somebody who says something, at a time.
    SourceDraft {
        /// The id by which claims name it.
        id: String as Code,
        /// `victim` (its own notice), `authority`, `press`, `analyst`, `anonymous`, `editor` (an inference of this file) or `intruder` (whoever did it, or claims so: a leak site, a ransom note).
        kind: String as Term(SourceKind::is_word),
        /// Who publishes it.
        publisher: TextDraft as Name,
        /// Its title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<TextDraft> as Name,
        /// Its address (https, http or mailto).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String> as Address,
        /// When it was published, as a moment (EDTF level 1). It counts as known from the latest day on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        published: Option<String> as Moment,
        /// How far this file's author relies on it, in words of the author's own, such as those of the Admiralty code (`A` to `F`). Shown, and never computed with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reliability: Option<TextDraft> as Text,
        /// Its language, as a BCP 47 tag.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String> as Term(is_language),
        /// The SHA-256 of the saved document from which it was read, as 64 hexadecimal digits: by it, a copy is known to be the same.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sha256: Option<String> as Term(is_sha256),
        /// Anything a reader should know about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<TextDraft> as Text,
        /// What was inferred and is not printed there, for example the year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inferred: Option<TextDraft> as Text,
    }
}

/// A source's statement about one attribute: a value, a hedge, and the time it speaks of.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_os = "unknown"), derive(schemars::JsonSchema))]
pub struct ClaimDraft<V> {
    /// What is said: a name, a zone, a state, an amount, by the attribute. Pivots and events need none: the claim is that it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<V>,
    /// Who says it, how, and of which time.
    #[serde(flatten)]
    pub said: SaidDraft,
}

impl<V: Field> Part for ClaimDraft<V> {
    const FIELDS: &'static [Known] = SaidDraft::FIELDS;

    fn read_from(reader: &mut Reader<'_>) -> Self {
        Self { value: reader.field("value"), said: SaidDraft::read_from(reader) }
    }

    fn rest(&self) -> &Rest {
        &self.said.rest
    }
}

part! {
    /// Everything of a claim but its value.
    SaidDraft beside "value" {
        /// How many of what: only on claims of counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String> as Unit,
        /// The moment it speaks of (EDTF level 1). Absent means that no time is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<String> as Moment,
        /// Pivots and events that this source puts before this one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Ids> as Link,
        /// `stated`, `possible` (may, could), `rumoured` or `denied`. Absent means stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hedge: Option<String> as Term(Hedge::is_word),
        /// How likely this file's author holds it, in words of the author's own, such as `likely` (ICD 203) or `2` (Admiralty code). Shown, and never computed with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        likelihood: Option<TextDraft> as Text,
        /// The id of the source. If an article quotes another source, name the quoted one here and the article in `via`.
        source: String as Bond,
        /// The sources through which it reached us.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        via: Option<Ids> as Link,
        /// The words of the source that say it, as they stand there, in its language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<String> as Quote,
        /// Where in the source: a page, a paragraph, a time of a recording.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<String> as Quote,
        /// Anything a reader should know about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<TextDraft> as Text,
        /// What was inferred and is not printed there, for example the year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inferred: Option<TextDraft> as Text,
        /// TLP 2.0 of this claim, if stricter than the incident's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        marking: Option<String> as Term(Marking::is_word),
    }
}

/// Whether this is the format.
fn is_format(word: &str) -> bool {
    word == FORMAT
}

/// The value of a claim that needs none.
pub type Happened = ();

part! {
    /// An attribute of the incident as a whole.
    FactDraft {
        /// The id, for addresses; the victim and the actor need none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String> as Code,
        /// What the attribute is called, or what the motive, technique, related incident or question is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<TextDraft> as Name,
        /// Who says what of it. A claim without a value vouches for the label.
        claims: Each<ClaimDraft<TextDraft>> as Claims(&Role::Name),
    }
}

part! {
    /// What was hurt. The value of a claim says how, in words.
    PostureDraft {
        /// Secrets were or may have been read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confidentiality: Option<FactDraft> as Claimed,
        /// Data or systems were or may have been changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        integrity: Option<FactDraft> as Claimed,
        /// Services were or may have been interrupted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        availability: Option<FactDraft> as Claimed,
    }
}

part! {
    /// A place or a network that holds hosts.
    ZoneDraft {
        /// The id by which claims name it.
        id: String as Id,
        /// What people call it; short, for the title of a region of the map.
        label: TextDraft as Name,
        /// The zone around it: a data centre lies within a country. A zone and the one around it do not contradict each other.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<String> as Link,
    }
}

part! {
    /// A system, service, account store, site or outside party.
    HostDraft {
        /// The id by which pivots name it.
        id: String as Id,
        /// What people call it; short, for a card on the map.
        label: TextDraft as Name,
        /// `server`, `cloud`, `directory`, `database`, `storage`, `endpoint`, `service`, `network-device`, `site`, `website`, `party` or `step` (a step or means of the intruder, where no machine is named). Absent means server.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String> as Term(HostKind::is_word),
        /// `inside` (the victim's or its customers'), `intruder` (where the intruder comes from) or `outside` (where data goes, or from where malware is led). Absent means inside.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<String> as Term(crate::incident::Role::is_word),
        /// Anything a reader should know about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<TextDraft> as Text,
        /// What sources call it. The value is the name.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        names: Each<ClaimDraft<TextDraft>> as Claims(&Role::Name),
        /// Where sources put it. The value is the id of a zone.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        zone: Each<ClaimDraft<String>> as Claims(&Role::Bond),
        /// What became of it. The value is `compromised`, `contained`, `disrupted` (encrypted, wiped or shut down by the intruder), `restored`, `not-examined` or `clean`; the moment is when that began.
        /// A pivot to a host says already that it was compromised; a claim here is needed only where no pivot says so.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        states: Each<ClaimDraft<String>> as Claims(&Role::Term(StateChange::is_word)),
        /// Hosts that are perhaps the same machine under another name. The value is the id of a host.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        perhaps_same_as: Each<ClaimDraft<String>> as Claims(&Role::Bond),
    }
}

part! {
    /// One step of the intruder from a host to a host; entry and exit are pivots too.
    PivotDraft {
        /// The id, for addresses and for `after`.
        id: String as Id,
        /// The host it starts from.
        from: String as Bond,
        /// The host it reaches.
        to: String as Bond,
        /// A word or two for the arrow.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<TextDraft> as Name,
        /// The id of a technique of this file, or of one of ATT&CK, which needs no entry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        technique: Option<String> as Link,
        /// Who says that it happened, and when.
        claims: Each<ClaimDraft<Happened>> as Claims(&Role::Own),
    }
}

part! {
    /// Something that happened and is not a pivot.
    EventDraft {
        /// The id, for addresses and for `after`.
        id: String as Id,
        /// `compromise`, `detection`, `leak-judged-possible`, `judged-material`, `exfiltration`, `containment`, `authority-told`, `public-notice`, `customers-told`, `investigation`, `remediation` or `other`. Absent means other.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String> as Term(EventKind::is_word),
        /// What happened, in a few words.
        label: TextDraft as Name,
        /// The hosts it concerns.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        hosts: Vec<String> as Link,
        /// The law under which an authority, the public or those affected were told: a word of `jurisdictions`. Absent means that it is not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        jurisdiction: Option<String> as Term(Jurisdiction::is_word),
        /// Who says that it happened, and when.
        claims: Each<ClaimDraft<Happened>> as Claims(&Role::Own),
    }
}

part! {
    /// An entry of the ledger: how many of one unit.
    CountDraft {
        /// The id by which other entries name it.
        id: String as Id,
        /// Who or what is counted.
        label: TextDraft as Name,
        /// The host that held them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        host: Option<String> as Link,
        /// Entries that this one replaces, up or down, from its publication on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        supersedes: Vec<String> as Link,
        /// How much it shares with other entries of its unit. Absent means that nobody says.
        #[serde(default, skip_serializing_if = "Each::is_empty")]
        overlaps: Each<OverlapDraft> as Parts,
        /// Who says how many. The value is a number, `{"at_least": n}`, `{"more_than": n}`, `{"up_to": n}`, `{"about": n}`, `{"from": n, "to": n}` or `"not-disclosed"`; the claim carries the unit.
        claims: Each<ClaimDraft<AmountDraft>> as Claims(&Role::Amount),
    }
}

part! {
    /// What two entries of the ledger share.
    OverlapDraft {
        /// The id of the other entry.
        with: String as Bond,
        /// How many are in both: a number, or `"undisclosed"`. 0 means that they share nothing.
        amount: AmountDraft as Amount,
    }
}

part! {
    /// A step of the story: how to look, at what, and what to say.
    SlideDraft {
        /// The state of things on this day, `YYYY-MM-DD`.
        as_of: String as Day,
        /// Only what was published by this day, `YYYY-MM-DD`. Absent means the latest knowledge.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known_on: Option<String> as Day,
        /// Only what these sources tell. Absent means all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told_by: Option<Ids> as Link,
        /// The hosts, pivots, events and counts that it is about; they stand out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        select: Option<Ids> as Link,
        /// What to say; nothing that no claim of this file says. Absent means the sentence of the day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<TextDraft> as Text,
        /// What the speaker should know, and the room does not see.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notes: Option<TextDraft> as Text,
    }
}
