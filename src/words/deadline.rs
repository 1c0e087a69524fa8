//! Deadlines: the law, what it asks for, whether it was kept, and why that is not known or it did not apply.

use crate::incident::Jurisdiction;
use crate::timeline::{Deadline, Duty, Law, Limit, Rule, Start, Verdict, Why};
use crate::tongue::Tongue;

impl Tongue {
    /// The law and its article.
    pub fn law(&self, law: Law) -> &'static str {
        match law {
            Law::Gdpr => self.law_gdpr(),
            Law::Nis2Warning => self.law_nis2_warning(),
            Law::Nis2Notification => self.law_nis2_notification(),
            Law::UkGdpr => self.law_uk_gdpr(),
            Law::AppiPreliminary => self.law_appi_preliminary(),
            Law::AppiFinal => self.law_appi_final(),
            Law::Sec => self.law_sec(),
            Law::HipaaIndividuals => self.law_hipaa_individuals(),
            Law::HipaaSecretary => self.law_hipaa_secretary(),
        }
    }

    /// What a rule asks for: `tell the supervisory authority within 72 hours of becoming aware`.
    pub fn rule(&self, rule: &Rule) -> String {
        let n = |n: i32| u64::from(n.unsigned_abs());
        let limit = match rule.limit {
            Limit::Hours(hours) => self.n_hours(n(hours)),
            Limit::Days(a, b) if a == b => self.n_days(n(a)),
            Limit::Days(a, b) => self.days_from_to(n(a), n(b)),
            Limit::BusinessDays(days) => self.n_business_days(n(days)),
        };
        let start = match rule.starts {
            Start::Aware => self.start_aware(),
            Start::Material => self.start_material(),
        };
        self.duty_within(self.duty(rule.duty), limit, start)
    }

    fn duty(&self, duty: Duty) -> &'static str {
        match duty {
            Duty::TellAuthority => self.duty_authority(),
            Duty::WarnAuthority => self.duty_warn(),
            Duty::NotifyAuthority => self.duty_notify(),
            Duty::TellCommissioner => self.duty_commissioner(),
            Duty::ReportToCommission => self.duty_commission(),
            Duty::FileWithSec => self.duty_sec(),
            Duty::TellIndividuals => self.duty_individuals(),
            Duty::TellSecretary => self.duty_secretary(),
        }
    }

    /// A deadline in a line: the law, what it asks for if it has anything to do with the incident, and what became of it.
    pub fn deadline(&self, it: &Deadline) -> String {
        let law = self.law(it.rule.law);
        let law = if it.why == Why::NoTie { law.to_owned() } else { self.law_asks(law, self.rule(it.rule)) };
        self.deadline_line(law, self.verdict(it.verdict), self.deadline_why(it))
    }

    /// A verdict as a word or two.
    pub fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Met => self.verdict_met(),
            Verdict::Missed => self.verdict_missed(),
            Verdict::NotKnown => self.verdict_not_known(),
            Verdict::DidNotApply => self.verdict_did_not_apply(),
        }
    }

    /// Why: `due 17 to 19 May 2021, done 15 May 2021`.
    pub fn deadline_why(&self, it: &Deadline) -> String {
        let due = it.due.map_or(String::new(), |due| self.due(self.span(due)));
        let done = || it.done.map_or(due.clone(), |done| self.due_done(&due, self.span(done)));
        let in_force = self.day(it.rule.in_force());
        match it.why {
            Why::Done => done(),
            Why::TooClose => self.why_too_close(done()),
            Why::NotTold => self.why_not_told(due),
            Why::ToWhom => self.why_to_whom(due),
            Why::NoStart => match it.rule.starts {
                Start::Aware => self.why_not_noticed().to_owned(),
                Start::Material => self.why_not_found_material().to_owned(),
            },
            Why::NoTie => self.why_no_tie(self.jurisdiction(it.rule.jurisdiction)),
            Why::NotInForce(noticed) => self.why_not_in_force(in_force, self.span(noticed)),
            Why::PerhapsInForce => self.why_perhaps_in_force(in_force),
        }
    }

    fn jurisdiction(&self, it: Jurisdiction) -> &'static str {
        match it {
            Jurisdiction::Eu => self.bound_eu(),
            Jurisdiction::EuEssential => self.bound_eu_essential(),
            Jurisdiction::Uk => self.bound_uk(),
            Jurisdiction::Japan => self.bound_japan(),
            Jurisdiction::UsListed => self.bound_us_listed(),
            Jurisdiction::UsHealth => self.bound_us_health(),
        }
    }
}
