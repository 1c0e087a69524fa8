//! Longest-path ranks: how many pivots lead to a card, as a first guess at its column.

use super::model::Model;
use super::request::Side;

/// A rank per card, from 0. Sources have rank 0, sinks share the last rank.
pub fn ranks(model: &Model, order: &[usize]) -> Vec<usize> {
    let mut place = vec![0; model.cards.len()];
    for (at, &card) in order.iter().enumerate() {
        place[card] = at;
    }
    let (mut before, mut after) = (vec![Vec::new(); model.cards.len()], vec![Vec::new(); model.cards.len()]);
    for link in model.pivots() {
        let (early, late) = if place[link.from] < place[link.to] { (link.from, link.to) } else { (link.to, link.from) };
        before[late].push(early);
        after[early].push(late);
    }
    let side = |card: usize| model.cards[card].side;
    let mut rank: Vec<usize> = vec![0; model.cards.len()];
    for &card in order {
        if side(card) != Side::Source {
            rank[card] = before[card].iter().map(|&b| rank[b] + 1).max().unwrap_or(0);
        }
    }
    // A card nothing leads to moves right, next to what it leads to.
    for &card in order.iter().rev() {
        if before[card].is_empty() && side(card) == Side::Inside {
            let next = after[card].iter().map(|&a| rank[a]).min();
            rank[card] = next.map_or(0, |next| next.saturating_sub(1));
        }
    }
    join_zone_mates(model, &before, &after, &mut rank);
    let last = |wanted: bool| {
        let of_kind = (0..rank.len()).filter(|&card| (side(card) == Side::Sink) == wanted);
        of_kind.map(|card| rank[card]).max()
    };
    if let Some(sinks) = last(true) {
        let end = last(false).map_or(0, |inner| inner + 1).max(sinks);
        for (card, rank) in rank.iter_mut().enumerate() {
            if side(card) == Side::Sink {
                *rank = end;
            }
        }
    }
    rank
}

/// A card without pivots stands where its region begins.
fn join_zone_mates(model: &Model, before: &[Vec<usize>], after: &[Vec<usize>], rank: &mut [usize]) {
    let is_free = |card: usize| before[card].is_empty() && after[card].is_empty();
    let mut begins = vec![usize::MAX; model.zones.len()];
    for (card, zone) in model.cards.iter().map(|card| card.zone).enumerate() {
        if let Some(zone) = zone.filter(|_| !is_free(card)) {
            begins[zone] = begins[zone].min(rank[card]);
        }
    }
    for (card, zone) in model.cards.iter().map(|card| card.zone).enumerate() {
        if let Some(zone) = zone.filter(|_| is_free(card))
            && begins[zone] != usize::MAX
            && model.cards[card].side == Side::Inside
        {
            rank[card] = begins[zone];
        }
    }
}
