//! How often laws are tried, and from which seed: few times and always the same, unless two variables say otherwise.
//!
//! `BREACHMAP_LAWS_CASES=1000 BREACHMAP_LAWS_SEED=7 cargo test --test canaries` looks harder.

/// Numbers that only look random: the same seed gives the same ones.
pub struct Random(u64);

impl Random {
    /// The numbers of a seed.
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number (`SplitMix64`).
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another one.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap_or_default()
    }

    /// One of several.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// The seeds of all tries of a law: so many as are usual for it, unless it is said how many.
pub fn seeds(usual: u64) -> impl Iterator<Item = u64> {
    let number = |name, otherwise| std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise);
    let (cases, seed): (u64, u64) = (number("BREACHMAP_LAWS_CASES", usual), number("BREACHMAP_LAWS_SEED", 1));
    (0..cases).map(move |it| seed.wrapping_mul(1_000_003).wrapping_add(it))
}
