//! How rich the words of a text are, from their numbers in the order of the text.

/// Measures of the words seen; it keeps its buffers.
#[derive(Default)]
pub struct Diversity {
    /// By word: the turn in which it was seen last, and a value.
    seen: Vec<(u32, u32)>,
    turn: u32,
}

/// The window of [`Diversity::moving_average`], in words.
pub const WINDOW: usize = 50;

impl Diversity {
    /// Gets ready for words that have the numbers below `different`.
    pub fn start(&mut self, different: usize) {
        if different > self.seen.len() {
            self.seen.resize(different, (0, 0));
        }
    }

    fn next_turn(&mut self) {
        self.turn = self.turn.checked_add(1).unwrap_or_else(|| {
            self.seen.fill((0, 0));
            1
        });
    }

    /// The value of `word` in this turn; `value` takes its place.
    #[inline]
    fn swap(&mut self, word: u32, value: u32) -> Option<u32> {
        let old = std::mem::replace(&mut self.seen[word as usize], (self.turn, value));
        (old.0 == self.turn).then_some(old.1)
    }

    /// The moving-average type-token ratio (Covington and McFall 2010) as a fraction: the different words of all
    /// windows of [`WINDOW`] words, and the words of these windows. Nothing for fewer words than a window has.
    pub fn moving_average(&mut self, words: &[u32]) -> Option<(u64, u64)> {
        let windows = (words.len() + 1).checked_sub(WINDOW).filter(|n| *n > 0)?;
        self.next_turn();
        let mut sum = 0;
        for (at, &word) in words.iter().enumerate() {
            let before = self.swap(word, u32::try_from(at).unwrap_or(u32::MAX));
            // It is the first of its kind in the windows that hold it and not the one before.
            let from = before.map_or(0, |b| b as usize + 1).max((at + 1).saturating_sub(WINDOW));
            sum += (at + 1).min(windows).saturating_sub(from) as u64;
        }
        Some((sum, (windows * WINDOW) as u64))
    }

    /// The measure of textual lexical diversity (McCarthy and Jarvis 2010): the mean of both directions of the mean
    /// number of words over which the type-token ratio stays over 0.72. Nothing where it never falls.
    pub fn mtld(&mut self, words: &[u32]) -> Option<f64> {
        let forth = self.one_way(words.iter())?;
        let back = self.one_way(words.iter().rev())?;
        Some(f64::midpoint(forth, back))
    }

    #[allow(clippy::cast_precision_loss)]
    fn one_way<'a>(&mut self, words: impl ExactSizeIterator<Item = &'a u32>) -> Option<f64> {
        let all = words.len();
        let (mut factors, mut types, mut tokens) = (0_u64, 0_u64, 0_u64);
        // A hundred times the types less 72 times the words: not above zero where the ratio has fallen.
        let mut balance = 0_i64;
        self.next_turn();
        for &word in words {
            let new = self.swap(word, 0).is_none();
            tokens += 1;
            types += u64::from(new);
            balance += if new { 28 } else { -72 };
            if balance <= 0 {
                factors += 1;
                (types, tokens, balance) = (0, 0, 0);
                self.next_turn();
            }
        }
        let mut factors = factors as f64;
        if tokens > 0 {
            factors += (1.0 - types as f64 / tokens as f64) / 0.28;
        }
        (factors > 0.0).then(|| all as f64 / factors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn mtld_by_hand() {
        // A A: the ratio falls to 0.5, a factor of two words; both ways.
        let mut diversity = Diversity::default();
        diversity.start(4);
        assert_eq!(diversity.mtld(&[1, 1, 1, 1]), Some(2.0));
        assert_eq!(diversity.mtld(&[1, 2, 3]), None);
        assert_eq!(diversity.mtld(&[]), None);
    }

    proptest! {
        #[test]
        fn as_counted_simply(words in prop::collection::vec(0_u32..40, 0..200)) {
            let mut diversity = Diversity::default();
            diversity.start(40);
            for _ in 0..2 {
                let types = |w: &[u32]| w.iter().collect::<BTreeSet<_>>().len() as u64;
                let sum = words.windows(WINDOW).map(types).sum::<u64>();
                prop_assert_eq!(diversity.moving_average(&words).map_or(0, |m| m.0), sum);
            }
        }
    }
}
