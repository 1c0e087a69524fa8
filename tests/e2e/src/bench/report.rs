//! Medians side by side, as the table of `docs/performance.md`.

/// A line of the table.
pub struct Row {
    what: String,
    ours: Option<f64>,
    peers: Vec<(&'static str, Option<f64>)>,
}

impl Row {
    /// What was measured, in milliseconds: of ours, and of a peer.
    pub fn new(what: String, ours: Option<f64>, peer: Option<(&'static str, Option<f64>)>) -> Self {
        Self { what, ours, peers: peer.into_iter().collect() }
    }

    /// The same of several peers.
    pub fn of_all(what: String, ours: Option<f64>, peers: Vec<(&'static str, Option<f64>)>) -> Self {
        Self { what, ours, peers }
    }
}

/// The middle one; nothing if nothing was measured.
pub fn median(mut times: Vec<f64>) -> Option<f64> {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied()
}

/// Prints the head of the table.
pub fn head() {
    println!("| what | ours, ms | peers, ms (× ours) |\n| --- | --- | --- |");
}

/// Prints lines of the table: of each peer its time, and how many times ours it is.
pub fn print(rows: &[Row]) {
    for row in rows {
        let peer = |(name, time): &(&str, Option<f64>)| match (time, row.ours) {
            (Some(time), Some(ours)) if ours > 0.0 => format!("{name} {time:.1} ({:.2})", time / ours),
            (Some(time), _) => format!("{name} {time:.1}"),
            (None, _) => format!("{name} –"),
        };
        let peers: Vec<String> = row.peers.iter().map(peer).collect();
        let ours = row.ours.map_or_else(|| "–".to_owned(), |it| format!("{it:.1}"));
        println!("| {} | {ours} | {} |", row.what, peers.join(", "));
    }
}
