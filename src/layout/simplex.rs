//! Network simplex: integers as close together as the given distances allow.
//!
//! Minimizes the sum of `weight · (y[to] − y[from] − min)` under `y[to] − y[from] ≥ min`
//! (Gansner, Koutsofios, North and Vo 1993). Whole numbers, so the same on every machine.
//!
//! Simpler ways move each card to the mean of its neighbors, again and again: they stop a few
//! units short of straight, and a line that is almost level looks like a mistake. This finds the
//! best answer.
//!
//! The idea: in a best answer enough distances are tight (exactly `min`) to connect all variables
//! as a tree, so it is enough to look at trees. Cut the tree at one of its distances. If the
//! weights across the cut pull the two sides apart more than they hold them together, the two
//! sides move apart until another distance gets tight, and that one takes the place of the old
//! one in the tree. When no cut is left that gains, the answer is best.
//!
//! Example: a wants to be 10 after the roof (weight 1) and c 10 after a (weight 5), and something
//! else keeps c at 50. With roof → a tight, a is at 10 and c is 40 from it, which costs 30 · 5. Cut
//! there: a moves down until a → c is tight, at 40, which costs 30 · 1.

/// `to` lies at least `min` after `from`, and wants to be no further, as much as `weight` says.
#[derive(Debug, Clone, Copy)]
pub struct Distance {
    pub from: usize,
    pub to: usize,
    pub min: i64,
    pub weight: i64,
}

/// Improves positions that already keep all distances. Stops early when the work, in visits of a
/// variable or distance, exceeds `budget`; the answer keeps all distances in any case. Adds the work to `work`.
pub fn settle(distances: &[Distance], start: Vec<i64>, budget: usize, work: &mut usize) -> Vec<i64> {
    if start.len() < 2 {
        return start;
    }
    let n = start.len();
    let mut pull = vec![0; n];
    for distance in distances {
        pull[distance.to] += distance.weight;
        pull[distance.from] -= distance.weight;
    }
    let mut solver = Solver {
        distances,
        y: start,
        tree: Vec::new(),
        parent: vec![None; n],
        visit: Vec::with_capacity(n),
        first: vec![0; n],
        place: vec![0; n],
        pull,
        work: 0,
    };
    if solver.grow_tree(budget) {
        while solver.work < budget && solver.pivot() {}
    }
    *work += solver.work;
    solver.y
}

struct Solver<'a> {
    distances: &'a [Distance],
    y: Vec<i64>,
    /// Distances of the spanning tree, all of them tight.
    tree: Vec<usize>,
    /// For each variable the distance to its parent in the tree; none for the root.
    parent: Vec<Option<usize>>,
    /// Variables so that each subtree is a run that ends with its root.
    visit: Vec<usize>,
    /// Where the run of a variable's subtree starts in `visit`.
    first: Vec<usize>,
    /// Where a variable is in `visit`.
    place: Vec<usize>,
    /// What a variable's own distances cost when it grows by one.
    pull: Vec<i64>,
    work: usize,
}

impl Solver<'_> {
    fn slack(&self, distance: &Distance) -> i64 {
        self.y[distance.to] - self.y[distance.from] - distance.min
    }

    /// Spans the variables with tight distances, moving parts together as needed.
    /// False if they are not connected or the budget is spent.
    fn grow_tree(&mut self, budget: usize) -> bool {
        let n = self.y.len();
        let mut around = vec![Vec::new(); n];
        for (idx, distance) in self.distances.iter().enumerate() {
            around[distance.from].push(idx);
            around[distance.to].push(idx);
        }
        let mut in_tree = vec![false; n];
        in_tree[0] = true;
        let mut stack = vec![0];
        loop {
            while let Some(at) = stack.pop() {
                for &idx in &around[at] {
                    let distance = &self.distances[idx];
                    let other = distance.from + distance.to - at;
                    if !in_tree[other] && self.slack(distance) == 0 {
                        in_tree[other] = true;
                        self.tree.push(idx);
                        stack.push(other);
                    }
                }
            }
            if self.tree.len() + 1 == n {
                return true;
            }
            self.work += n + self.distances.len();
            let leaving = self.distances.iter().filter(|d| in_tree[d.from] != in_tree[d.to]);
            let Some(next) = leaving.min_by_key(|d| self.slack(d)).copied() else {
                return false;
            };
            if self.work > budget {
                return false;
            }
            let slack = self.slack(&next);
            let shift = if in_tree[next.from] { slack } else { -slack };
            for (y, _) in self.y.iter_mut().zip(&in_tree).filter(|(_, inside)| **inside) {
                *y += shift;
            }
            // The far end is tight now; its tree side finds it in the next round.
            stack.push(if in_tree[next.from] { next.from } else { next.to });
        }
    }

    /// Walks the tree, so that subtrees are runs of `visit`.
    fn walk_tree(&mut self) {
        let n = self.y.len();
        // Linked lists of each variable's tree distances: two entries per distance.
        let mut head = vec![usize::MAX; n];
        let mut next = vec![usize::MAX; 2 * self.tree.len()];
        for (at, &idx) in self.tree.iter().enumerate() {
            for (entry, end) in [(2 * at, self.distances[idx].from), (2 * at + 1, self.distances[idx].to)] {
                next[entry] = head[end];
                head[end] = entry;
            }
        }
        self.parent = vec![None; n];
        self.visit.clear();
        let mut stack = vec![0];
        while let Some(&at) = stack.last() {
            let entry = head[at];
            if entry == usize::MAX {
                self.place[at] = self.visit.len();
                self.visit.push(at);
                stack.pop();
                continue;
            }
            head[at] = next[entry];
            let idx = self.tree[entry / 2];
            if self.parent[at] != Some(idx) {
                let child = self.distances[idx].from + self.distances[idx].to - at;
                self.parent[child] = Some(idx);
                self.first[child] = self.visit.len();
                stack.push(child);
            }
        }
    }

    /// Exchanges one tree distance for a better one; false when nothing can be gained.
    fn pivot(&mut self) -> bool {
        self.walk_tree();
        self.work += 3 * self.y.len() + self.distances.len();
        let mut pull = self.pull.clone();
        let mut leaving: Option<(i64, usize)> = None;
        for &at in &self.visit {
            let Some(idx) = self.parent[at] else { continue };
            let distance = &self.distances[idx];
            let parent = distance.from + distance.to - at;
            pull[parent] += pull[at];
            // The weight that holds the two sides together, were this distance let go.
            let cut = if distance.to == at { pull[at] } else { -pull[at] };
            if cut < leaving.map_or(0, |(least, _)| least) {
                leaving = Some((cut, at));
            }
        }
        leaving.is_some_and(|(_, child)| self.exchange(child))
    }

    /// Lets go of the distance above `child` and takes the tightest that replaces it.
    fn exchange(&mut self, child: usize) -> bool {
        let Some(old) = self.parent[child] else {
            return false;
        };
        let run = self.first[child]..=self.place[child];
        let is_below = |at: usize| run.contains(&self.place[at]);
        let grows_down = self.distances[old].to == child;
        // The subtree moves away from its parent until another distance gets tight.
        let stops = |distance: &Distance| {
            let (from, to) = (is_below(distance.from), is_below(distance.to));
            if grows_down { from && !to } else { !from && to }
        };
        let candidates = self.distances.iter().enumerate().filter(|(_, d)| stops(d));
        let Some((new, slack)) =
            candidates.map(|(idx, distance)| (idx, self.slack(distance))).min_by_key(|&(_, slack)| slack)
        else {
            return false;
        };
        let shift = if grows_down { slack } else { -slack };
        for &at in &self.visit[run] {
            self.y[at] += shift;
        }
        for entry in self.tree.iter_mut().filter(|entry| **entry == old) {
            *entry = new;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(distances: &[(usize, usize, i64, i64)], start: &[i64], expected: &[i64]) {
        let distances: Vec<Distance> =
            distances.iter().map(|&(from, to, min, weight)| Distance { from, to, min, weight }).collect();
        let y = settle(&distances, start.to_vec(), 100_000, &mut 0);
        let relative: Vec<i64> = y.iter().map(|v| v - y[0]).collect();
        assert_eq!(relative, expected);
    }

    #[test]
    fn what_is_far_apart_comes_together() {
        check(&[(0, 1, 10, 1), (1, 2, 5, 1)], &[0, 40, 90], &[0, 10, 15]);
    }

    #[test]
    fn the_heavier_wish_wins() {
        // 3 must lie after both 1 and 2; it cannot be close to 1 and let 2 be close to 0.
        let heavy_at_start = [(0, 1, 1, 1), (0, 2, 1, 9), (1, 3, 1, 9), (2, 3, 8, 1)];
        check(&heavy_at_start, &[0, 1, 1, 9], &[0, 8, 1, 9]);
    }
}
