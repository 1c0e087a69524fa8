//! Deadlines in words: the rule, whether it was kept, and why it is not known or did not apply.

use super::{day, span};
use crate::incident::Jurisdiction;
use crate::timeline::deadline::{Deadline, Limit, Rule, Start, Verdict, Why};

/// Beside every deadline, on the page and in exports.
pub const NOT_LEGAL_ADVICE: &str = "Not legal advice: whether a rule binds depends on more than an incident file says.";

/// What a rule asks for: `tell the supervisory authority within 72 hours of becoming aware`.
pub fn rule(rule: &Rule) -> String {
    let limit = match rule.limit {
        Limit::Hours(hours) => format!("{hours} hours"),
        Limit::Days(a, b) if a == b => format!("{a} days"),
        Limit::Days(a, b) => format!("{a} to {b} days"),
        Limit::BusinessDays(n) => format!("{n} business days"),
    };
    let start = match rule.starts {
        Start::Aware => "becoming aware",
        Start::Material => "finding it material",
    };
    format!("{} within {limit} of {start}", rule.duty)
}

/// A deadline in a line: the law, what it asks for if it has anything to do with the incident, and what became of it.
pub fn line(it: &Deadline) -> String {
    let asks = if it.why == Why::NoTie { String::new() } else { format!(" ({})", rule(it.rule)) };
    format!("{}{asks}: {}; {}", it.rule.law, verdict(it.verdict), why(it))
}

/// A verdict as a word or two.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::Missed => "missed",
        Verdict::NotKnown => "not known",
        Verdict::DidNotApply => "did not apply",
    }
}

/// Why: `due 17 to 19 May 2021, done 15 May 2021`.
pub fn why(it: &Deadline) -> String {
    let due = it.due.map_or(String::new(), |due| format!("due {}", span(due)));
    let done = it.done.map_or(String::new(), |done| format!(", done {}", span(done)));
    let in_force = day(it.rule.in_force());
    match it.why {
        Why::Done => format!("{due}{done}"),
        Why::TooClose => format!("{due}{done}: in time or late, the dates leave both open"),
        Why::NotTold => format!("{due}; no source that is heard says when it was done"),
        Why::ToWhom => format!("{due}; somebody was told, and the file does not say that it was under this law"),
        Why::NoStart => match it.rule.starts {
            Start::Aware => "no source that is heard says when it was noticed".to_owned(),
            Start::Material => "no source that is heard says when it was found material".to_owned(),
        },
        Why::NoTie => format!("the file names no tie to {}", jurisdiction(it.rule.jurisdiction)),
        Why::NotInForce(noticed) => {
            format!("it came into force on {in_force}, after this breach was noticed ({})", span(noticed))
        }
        Why::PerhapsInForce => format!("it came into force on {in_force}, which may be before or after it was noticed"),
    }
}

fn jurisdiction(it: Jurisdiction) -> &'static str {
    match it {
        Jurisdiction::Eu => "the European Union",
        Jurisdiction::EuEssential => "an essential or important entity of the European Union",
        Jurisdiction::Uk => "the United Kingdom",
        Jurisdiction::Japan => "Japan",
        Jurisdiction::UsListed => "a company that reports to the SEC",
        Jurisdiction::UsHealth => "health records under HIPAA",
    }
}
