//! Longest-path ranks: how many pivots lead to a card, as a first guess at its column.
//!
//! The longest path and not the shortest: with outside → VPN → database and outside → database,
//! the database has rank 2, so the VPN fits between and all three arrows point to the right.
//!
//! Two rankings are made, because neither is better on every map. [`ranks`] looks at cards only
//! and gives narrow maps, but cards of different regions share columns, and regions are piled up.
//! [`bands`] gives each region columns of its own and gives wide maps. Both go on to `columns`,
//! and the better map wins.

use super::model::Model;
use super::request::Side;

/// Ranks that give each region columns of its own: a region begins after all regions that lead
/// to it have ended.
///
/// Office {a → b}, data center {c}, a → c: by [`ranks`] b and c are both one step after a and share
/// a column, one region above the other. Here c stands after b, and the regions stand side by side.
pub fn bands(model: &Model, order: &[usize]) -> Vec<usize> {
    let n_zones = model.zones.len();
    let group = |card: usize| model.cards[card].zone.unwrap_or(n_zones + card);
    let mut place = vec![0; model.cards.len()];
    for (at, &card) in order.iter().enumerate() {
        place[card] = at;
    }
    // Rank within the region, then the region's first rank; both grow along the flow order.
    let mut inner = vec![0; model.cards.len()];
    let mut begin = vec![0; n_zones + model.cards.len()];
    let mut before = vec![Vec::new(); model.cards.len()];
    for link in model.pivots().filter(|link| place[link.from] < place[link.to]) {
        before[link.to].push(link.from);
    }
    let mut depth = vec![0; begin.len()];
    for &card in order {
        let mates = before[card].iter().filter(|&&b| group(b) == group(card));
        inner[card] = mates.map(|&mate| inner[mate] + 1).max().unwrap_or(0);
        depth[group(card)] = depth[group(card)].max(inner[card]);
    }
    for &card in order {
        let others = before[card].iter().map(|&b| group(b)).filter(|&b| b != group(card));
        let after = others.map(|other| begin[other] + depth[other] + 1).max();
        begin[group(card)] = begin[group(card)].max(after.unwrap_or(0));
    }
    let mut rank: Vec<usize> = (0..model.cards.len()).map(|card| begin[group(card)] + inner[card]).collect();
    pin_ends(model, &mut rank);
    rank
}

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
    // A card nothing leads to moves right, next to what it leads to. A partner whose stolen account
    // is first used five steps into the story would otherwise stand at the far left, with a line
    // through all columns between.
    for &card in order.iter().rev() {
        if before[card].is_empty() && side(card) == Side::Inside {
            let next = after[card].iter().map(|&a| rank[a]).min();
            rank[card] = next.map_or(0, |next| next.saturating_sub(1));
        }
    }
    join_zone_mates(model, &before, &after, &mut rank);
    pin_ends(model, &mut rank);
    rank
}

/// Sources get rank 0, sinks share the last rank.
fn pin_ends(model: &Model, rank: &mut [usize]) {
    let side = |card: usize| model.cards[card].side;
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
    for (card, rank) in rank.iter_mut().enumerate() {
        if side(card) == Side::Source {
            *rank = 0;
        }
    }
}

/// A card without pivots stands where its region begins. It has rank 0 by itself, and would stretch
/// a region that is deep in the map all the way to the left edge.
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

#[cfg(test)]
mod tests {
    use super::super::{acyclic, fixture};
    use super::*;

    fn check(ranking: fn(&Model, &[usize]) -> Vec<usize>, expected: &[usize]) {
        let request = fixture::request(&[("z", ">a b c"), ("y", "d e"), ("", "<f")], "a>b b>c c>b b>d d>e a>f", "");
        let model = Model::of(&request);
        assert_eq!(ranking(&model, &acyclic::flow_order(&model)), expected);
    }

    #[test]
    fn a_rank_counts_the_pivots_that_lead_there() {
        check(ranks, &[0, 1, 2, 2, 3, 4]);
    }

    #[test]
    fn bands_keep_regions_apart() {
        check(bands, &[0, 1, 2, 3, 4, 5]);
    }
}
