//! Sorting by a number, through one shared routine: each sort of its own would cost the browser
//! build some kilobytes.

/// The items sorted by `key`; equal ones keep their order.
pub fn sorted_by<T>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> f64) -> Vec<T> {
    let mut slots: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let keys = slots.iter().flatten().map(key);
    let mut order: Vec<(f64, usize)> = keys.zip(0..).collect();
    sort(&mut order);
    order.into_iter().filter_map(|(_, at)| slots[at].take()).collect()
}

#[inline(never)]
fn sort(order: &mut [(f64, usize)]) {
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_keep_their_order() {
        let words = ["bb", "a", "cc", "", "d"];
        assert_eq!(sorted_by(words, |word| word.len() as f64), ["", "a", "d", "bb", "cc"]);
    }
}
