//! A snapshot in words, for `breachmap snapshot`.

use crate::incident::Incident;
use crate::timeline::{Snapshot, View, clock_claims, deadlines, disputes, unknowns};
use crate::words::Teller;

/// The snapshot for people: the sentence, then everything in it, a line each.
pub fn to_text(incident: &Incident, snapshot: &Snapshot, language: &str) -> String {
    let label = |id: &str| incident.label(id, language).unwrap_or(id).to_owned();
    let teller = Teller::of(incident, language);
    let tongue = teller.tongue;
    let mut lines = vec![teller.sentence(snapshot), teller.lens(&snapshot.lens)];
    lines.extend(teller.preferences(&snapshot.lens));
    let disputed = |is_disputed: bool| if is_disputed { tongue.snapshot_and_disputed() } else { "" };
    lines.push(format!("\n{}", tongue.snapshot_hosts()));
    for it in &snapshot.hosts {
        let state = tongue.standing(it);
        let zone = it.zone.as_deref().map_or_else(|| tongue.place_unsaid().to_owned(), label);
        let told = it.sources.join(", ");
        let host = tongue.noted(label(&it.id), zone);
        lines.push(format!("  {} [{told}]", tongue.colon(host, state + disputed(it.disputed))));
    }
    lines.push(format!("\n{}", tongue.snapshot_story()));
    for step in &*snapshot.story {
        let found = snapshot.pivots.iter().chain(&snapshot.events).find(|it| it.id == step.id);
        let Some(it) = found else { continue };
        let what = teller.step(&it.id);
        let (when, phase, told) = (tongue.when(&it.when), tongue.phase(it.phase), it.sources.join(", "));
        let when = tongue.noted(when, format!("{phase}{}", disputed(it.when.disputed)));
        lines.push(format!("  {} [{told}]", tongue.colon(what, when)));
    }
    lines.push(format!("\n{}", tongue.snapshot_counts()));
    for total in &snapshot.totals {
        lines.push(format!(
            "  {}{} [{}]",
            tongue.total_of_day(total, snapshot.lens.as_of),
            disputed(total.disputed),
            total.sources.join(", ")
        ));
    }
    lines.push(format!("\n{}", tongue.snapshot_clocks()));
    for clock in &snapshot.clocks {
        let days = tongue.clock_days(clock) + disputed(clock.disputed);
        let span = tongue.noted(days, tongue.clock_ends(clock));
        lines.push(format!("  {}", tongue.colon(tongue.clock_label(clock.kind), span)));
        let view = View { incident, lens: &snapshot.lens };
        let claims = clock_claims(view, clock);
        for it in claims.iter().filter(|_| clock.disputed) {
            let shown = if it.is_shown { tongue.snapshot_and_shown() } else { "" };
            lines.push(format!("    {}{shown} [{}]", tongue.clock_claim(it), it.sources.join(", ")));
        }
    }
    lines.push(format!("\n{}", tongue.snapshot_deadlines(tongue.not_legal_advice())));
    for it in deadlines(incident, snapshot) {
        lines.push(format!("  {}", tongue.deadline(&it)));
    }
    let view = View { incident, lens: &snapshot.lens };
    let disputes = disputes(incident, snapshot);
    lines.extend((!disputes.is_empty()).then(|| format!("\n{}", tongue.snapshot_disputed())));
    for it in &disputes {
        let positions = it.positions.all.iter().map(|position| {
            let told = view.sources(&position.claims).join(", ");
            format!("{} [{told}]", teller.rated(position))
        });
        let (part, question) = (teller.step(it.positions.part), tongue.question(&it.positions));
        let rule = tongue.shown_by(it.positions.shown_by);
        let told = tongue.noted(positions.collect::<Vec<_>>().join(" / "), rule);
        lines.push(format!("  {}", tongue.colon(part, tongue.colon(question, told))));
        for said in it.positions.all.iter().flat_map(|it| &it.claims) {
            lines.extend(teller.quotation(said).map(|it| format!("    {it} [{}]", said.source)));
        }
    }
    let unknowns = unknowns(view);
    lines.extend((!unknowns.is_empty()).then(|| format!("\n{}", tongue.not_known())));
    lines.extend(unknowns.iter().map(|it| format!("  {}", teller.unknown(it))));
    lines.join("\n")
}
