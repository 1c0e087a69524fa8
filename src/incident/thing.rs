//! What the story is made of: zones, hosts, pivots, events, and facts about the whole.

use super::word::words;
use super::{Claim, Id, Jurisdiction, Text};

/// A place or a network that holds hosts.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// By what claims name it.
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
        /// A service without a machine that is named.
        Service = "service",
        /// A router, firewall or VPN gateway.
        NetworkDevice = "network-device",
        /// A building, office or data centre.
        Site = "site",
        /// A site of the web.
        Website = "website",
        /// A person or an organization.
        Party = "party",
        /// A step or a means of the intruder, where a file tells these and names no machines.
        Step = "step",
    }
}

words! {
    /// On whose side a host is.
    Role {
        /// The victim's, its customers' or its suppliers': it can be compromised, contained and restored.
        Inside = "inside",
        /// Where the intruder comes from.
        Intruder = "intruder",
        /// Where data goes, or from where malware is led.
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
        /// In service again.
        Restored = "restored",
        /// Nobody has looked.
        NotExamined = "not-examined",
        /// Looked at, and found clean.
        Clean = "clean",
    }
}

/// A system, service, account store, site or outside party.
#[derive(Debug, Clone, PartialEq)]
pub struct Host {
    /// By what pivots name it.
    pub id: Id,
    /// What people call it.
    pub label: Text,
    /// What it is.
    pub kind: HostKind,
    /// On whose side it is.
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
    /// For addresses and for `after`.
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
        /// The victim finds the incident material to those who hold its shares.
        JudgedMaterial = "judged-material",
        /// The public is told.
        PublicNotice = "public-notice",
        /// Those affected are told.
        CustomersTold = "customers-told",
        /// Somebody looks into it.
        Investigation = "investigation",
        /// Things are put right.
        Remediation = "remediation",
        /// Anything else.
        Other = "other",
    }
}

/// Something that happened and is not a pivot.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// For addresses and for `after`.
    pub id: Id,
    /// What kind of thing it is.
    pub kind: EventKind,
    /// What happened.
    pub label: Text,
    /// The hosts it concerns.
    pub hosts: Vec<Id>,
    /// The law under which somebody was told.
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
        /// What is left open.
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
    /// For addresses.
    pub id: Id,
    /// What it is about.
    pub topic: Topic,
    /// What the attribute, motive, technique, incident or question is called.
    pub label: Text,
    /// Who says what; `None` vouches for the label, and leaves a question open.
    pub claims: Vec<Claim<Option<Text>>>,
}
