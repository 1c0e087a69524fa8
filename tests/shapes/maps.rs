//! Incidents of any number of hosts, whose maps are large in different ways.

use serde_json::{Value, json};

use super::{hosts, incident, list, step};

/// Always the same numbers.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }
}

fn zoned(n_hosts: usize, n_zones: usize, zone: impl Fn(usize) -> usize, kind: impl Fn(usize) -> &'static str) -> Value {
    let host = |i: usize| {
        json!({ "id": format!("h{i}"), "label": format!("Host {i}"), "kind": kind(i),
            "role": if i == 0 { "intruder" } else { "inside" },
            "zone": [{ "value": format!("z{}", zone(i)), "source": "notice" }] })
    };
    json!({ "zones": list(n_zones, |i| json!({ "id": format!("z{i}"), "label": format!("Zone {i}") })), "hosts": list(n_hosts, host) })
}

fn with_steps(mut parts: Value, ends: &[(usize, usize)]) -> Vec<u8> {
    parts["pivots"] = list(ends.len(), |i| step(i, ends[i].0, ends[i].1));
    incident(parts)
}

/// An intruder goes from host to host, mostly to one near by, in zones of 25; and a quarter as many steps again lead anywhere.
pub fn intrusion(n: usize) -> Vec<u8> {
    let n_zones = (n / 25).max(3);
    let mut dice = Dice(7);
    let kinds: Vec<bool> = (0..n).map(|_| dice.below(5) < 2).collect();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for i in 1..n {
        let near = 1 + dice.below(i.min(40));
        ends.push((if dice.below(10) > 0 { i - near } else { dice.below(i) }, i));
    }
    for _ in 0..n * 24 / 100 {
        let (a, b) = (dice.below(n), dice.below(n));
        ends.push(if dice.below(8) > 0 { (a.min(b), a.max(b)) } else { (a, b) });
    }
    let kind = |i: usize| if kinds[i] { "server" } else { "endpoint" };
    with_steps(zoned(n, n_zones, |i| i * n_zones / n, kind), &ends)
}

/// Hosts in rows and columns, each with a step to the next one right and below; as many zones as make squares of them.
pub fn grid(n: usize) -> Vec<u8> {
    let side = (n as f64).sqrt() as usize;
    let zone = (side as f64).sqrt().max(1.0) as usize;
    let n_across = side.div_ceil(zone);
    let right = (0..side * side).filter(|i| i % side + 1 < side).map(|i| (i, i + 1));
    let down = (0..side * (side - 1)).map(|i| (i, i + side));
    let ends: Vec<(usize, usize)> = right.chain(down).collect();
    let zone_of = |i: usize| i / side / zone * n_across + i % side / zone;
    with_steps(zoned(side * side, n_across * n_across, zone_of, |_| "server"), &ends)
}

/// Three steps for each host, mostly to the few that everybody uses, as in a log.
pub fn tangle(n: usize) -> Vec<u8> {
    let mut dice = Dice(11);
    let mut end = |_| {
        let most = 1 + dice.below(n);
        (dice.below(n), dice.below(most))
    };
    let ends: Vec<(usize, usize)> = (0..3 * n).map(&mut end).collect();
    with_steps(json!({ "hosts": hosts(n) }), &ends)
}

/// Steps from a host to itself.
pub fn loops(n: usize) -> Vec<u8> {
    with_steps(json!({ "hosts": hosts(2) }), &vec![(0, 0); n])
}

/// As many zones as hosts, and steps from anywhere to anywhere.
pub fn linked_zones(n: usize) -> Vec<u8> {
    let ends: Vec<(usize, usize)> = (0..n).map(|i| (i, (i * 7 + 1) % n)).collect();
    with_steps(zoned(n, n, |i| i, |_| "server"), &ends)
}
