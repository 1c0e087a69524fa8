//! What the story is made of: zones, hosts, pivots, events, and facts about the whole.

use super::word::words;
use super::{Claim, Id, Jurisdiction, Text};

/// A place or a network that holds hosts.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Its name in claims.
    pub id: Id,
    /// What people call it.
    pub label: Text,
    /// The zone around it.
    pub within: Option<Id>,
}

words! {
    /// What a host is; chooses its icon.
    HostKind {
        /// A machine that serves.
        Server = "server",
        /// A machine or service in a cloud.
        Cloud = "cloud",
        /// A directory of accounts, such as Active Directory.
        Directory = "directory",
        /// A database.
        Database = "database",
        /// Files or a file server.
        Storage = "storage",
        /// A person's machine.
        Endpoint = "endpoint",
        /// A service, if no source names its machine.
        Service = "service",
        /// A router, firewall or VPN gateway.
        NetworkDevice = "network-device",
        /// A building, office or data centre.
        Site = "site",
        /// A website.
        Website = "website",
        /// A person or an organization.
        Party = "party",
        /// A step or method of the intruder, in files that name no machines.
        Step = "step",
    }
}

words! {
    /// Whether a host is the victim's, the intruder's or another party's.
    Role {
        /// The victim's, its customers' or its suppliers': it can be compromised, contained and restored.
        Inside = "inside",
        /// Where the intruder comes from.
        Intruder = "intruder",
        /// Where data goes, or a command and control server.
        Outside = "outside",
    }
}

words! {
    /// What became of a host.
    StateChange {
        /// The intruder is in.
        Compromised = "compromised",
        /// The intruder is kept out: shut down, cut off.
        Contained = "contained",
        /// Encrypted, wiped or shut down by the intruder, and out of service: not the same as contained.
        Disrupted = "disrupted",
        /// In service again.
        Restored = "restored",
        /// Not looked at yet.
        NotExamined = "not-examined",
        /// Looked at, and found clean.
        Clean = "clean",
    }
}

/// A system, service, account store, site or outside party.
#[derive(Debug, Clone, PartialEq)]
pub struct Host {
    /// Its name in pivots.
    pub id: Id,
    /// What people call it.
    pub label: Text,
    /// What it is.
    pub kind: HostKind,
    /// The victim's, the intruder's or another party's.
    pub role: Role,
    /// Anything a reader should know about it.
    pub note: Option<Text>,
    /// What sources call it.
    pub names: Vec<Claim<Text>>,
    /// Where sources put it.
    pub zone: Vec<Claim<Id>>,
    /// What became of it.
    pub states: Vec<Claim<StateChange>>,
    /// Hosts that are perhaps the same machine.
    pub perhaps_same_as: Vec<Claim<Id>>,
}

/// One step of the intruder from a host to a host.
#[derive(Debug, Clone, PartialEq)]
pub struct Pivot {
    /// Its name in links and in `after`.
    pub id: Id,
    /// Where it starts.
    pub from: Id,
    /// What it reaches.
    pub to: Id,
    /// A word or two for the arrow.
    pub label: Option<Text>,
    /// The fact that names its technique.
    pub technique: Option<Id>,
    /// Who says that it happened, and when.
    pub claims: Vec<Claim<()>>,
}

words! {
    /// What kind of thing happened; the clocks run between some of them.
    EventKind {
        /// The intruder gets in (VERIS `timeline.compromise`).
        Compromise = "compromise",
        /// The victim notices (VERIS `timeline.discovery`).
        Detection = "detection",
        /// The victim judges that data may have leaked.
        LeakJudgedPossible = "leak-judged-possible",
        /// Data goes out (VERIS `timeline.exfiltration`).
        Exfiltration = "exfiltration",
        /// The intruder is kept out (VERIS `timeline.containment`).
        Containment = "containment",
        /// A ministry, regulator or police is told.
        AuthorityTold = "authority-told",
        /// The victim judges the incident material to its shareholders.
        JudgedMaterial = "judged-material",
        /// The public is told.
        PublicNotice = "public-notice",
        /// Those affected are told.
        CustomersTold = "customers-told",
        /// An investigation begins, or goes on.
        Investigation = "investigation",
        /// Systems are rebuilt or protected.
        Remediation = "remediation",
        /// Anything else.
        Other = "other",
    }
}

/// Something that happened and is not a pivot.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its name in links and in `after`.
    pub id: Id,
    /// What kind of thing it is.
    pub kind: EventKind,
    /// What happened.
    pub label: Text,
    /// The hosts it concerns.
    pub hosts: Vec<Id>,
    /// The law under which an authority, the public or those affected were told.
    pub jurisdiction: Option<Jurisdiction>,
    /// Who says that it happened, and when.
    pub claims: Vec<Claim<()>>,
}

words! {
    /// What a fact is about.
    Topic {
        /// Who was breached.
        Victim = "victim",
        /// Who did it.
        Actor = "actor",
        /// Whether secrets were read.
        Confidentiality = "confidentiality",
        /// Whether data or systems were changed.
        Integrity = "integrity",
        /// Whether services were interrupted.
        Availability = "availability",
        /// Why they did it.
        Motive = "motive",
        /// How they did it.
        Technique = "technique",
        /// Another incident.
        Related = "related",
        /// Anything else.
        Fact = "fact",
        /// A question that sources leave open.
        Question = "question",
    }
}

impl Topic {
    /// Whether only one value can hold, so that different ones are a dispute.
    pub fn is_single_valued(self) -> bool {
        !matches!(self, Self::Motive | Self::Technique | Self::Related)
    }
}

/// What sources say of one attribute of the incident as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its name in links.
    pub id: Id,
    /// What it is about.
    pub topic: Topic,
    /// What the attribute, motive, technique, incident or question is called.
    pub label: Text,
    /// The claims; one without a value confirms the label, or leaves a question open.
    pub claims: Vec<Claim<Option<Text>>>,
}
