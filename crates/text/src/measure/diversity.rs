//! How rich the words of a text are, from where each word came before and comes again.

/// The window of [`moving_average`], in words.
const WINDOW: usize = 50;

/// The moving-average type-token ratio (Covington and McFall 2010) as a fraction: the different words of all windows of
/// [`WINDOW`] words, and the words of these windows. Nothing for fewer words than a window has. `before` says of each
/// word where the same came before it, from 1 on, or 0.
#[must_use]
pub(super) fn moving_average(before: &[u32]) -> Option<(u64, u64)> {
    let windows = (before.len() + 1).checked_sub(WINDOW).filter(|n| *n > 0)?;
    let (first, last) = before.split_at(windows);
    let mut sum = 0;
    let mut end = 0;
    // A part at a time, as the sum of one fits in a number that there are more of in a register.
    for part in first.chunks(1 << 16) {
        let mut found = 0_u32;
        for from in part {
            end += 1;
            // In so many windows it is the first of its kind.
            found += (end - from).min(WINDOW as u32);
        }
        sum += u64::from(found);
    }
    // There are no windows that begin behind the last one.
    for from in last {
        end += 1;
        sum += u64::from((windows as u32).saturating_sub((*from).max(end.saturating_sub(WINDOW as u32))));
    }
    Some((sum, (windows * WINDOW) as u64))
}

/// The measure of textual lexical diversity (McCarthy and Jarvis 2010): the mean of both directions of the mean number of
/// words over which the type-token ratio stays over 0.72. Nothing where it never falls. `before` says of each word where
/// the same came before it, from 1 on, or 0; `after` where it comes again, from 0 on, or any place behind the text.
#[must_use]
pub(super) fn mtld(before: &[u32], after: &[u32]) -> Option<f64> {
    let words = before.len().min(after.len());
    let (before, after) = (&before[..words], &after[..words]);
    let (mut forth, mut back) = (Factors::default(), Factors::default());
    for at in 0..words {
        forth.read(at, before[at] <= forth.start);
        // From behind the text, a word that comes again in front of the part has not come in it.
        back.read(at, after[words - 1 - at] >= words as u32 - back.start);
    }
    Some(f64::midpoint(forth.length(words as u32)?, back.length(words as u32)?))
}

/// The parts of a text in one direction of which the type-token ratio falls to 0.72.
///
/// Each word waits for the one before it, so that two directions take about as long as one.
#[derive(Default)]
struct Factors {
    full: u32,
    /// Where the part begins that is not full yet.
    start: u32,
    /// A hundred times the types of that part less 72 times its words: not above zero where the ratio has fallen.
    balance: i32,
}

impl Factors {
    /// Reads the word at `at`, which may be new in this part.
    #[inline]
    fn read(&mut self, at: usize, new: bool) {
        self.balance += if new { 28 } else { -72 };
        if self.balance <= 0 {
            *self = self.next(at);
        }
    }

    /// Behind the word at `at` another part begins. In a function of its own, as a branch to it is guessed right nearly
    /// always, and words need not wait for what it says.
    #[cold]
    #[inline(never)]
    fn next(&self, at: usize) -> Factors {
        Factors { full: self.full + 1, start: at as u32 + 1, balance: 0 }
    }

    /// How many of so many words a part has on average, if there is any.
    fn length(self, words: u32) -> Option<f64> {
        let mut factors = f64::from(self.full);
        if words > self.start {
            let rest = words - self.start;
            let types = (i64::from(self.balance) + 72 * i64::from(rest)) / 100;
            factors += (1.0 - types as f64 / f64::from(rest)) / 0.28;
        }
        (factors > 0.0).then(|| f64::from(words) / factors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Where each word came before, and comes again.
    fn places(words: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let before = |at: usize| words[..at].iter().rposition(|w| *w == words[at]).map_or(0, |b| b as u32 + 1);
        let after =
            |at: usize| words[at + 1..].iter().position(|w| *w == words[at]).map_or(u32::MAX, |a| (at + 1 + a) as u32);
        ((0..words.len()).map(before).collect(), (0..words.len()).map(after).collect())
    }

    fn mtld_of(words: &[u32]) -> Option<f64> {
        let (before, after) = places(words);
        mtld(&before, &after)
    }

    #[test]
    fn mtld_by_hand() {
        // A A: the ratio falls to 0.5, a factor of two words; both ways.
        assert_eq!(mtld_of(&[1, 1, 1, 1]), Some(2.0));
        assert_eq!(mtld_of(&[1, 2, 3]), None);
        assert_eq!(mtld_of(&[]), None);
    }

    /// As it is defined, by sets.
    fn simple_one_way(words: &[u32]) -> Option<f64> {
        let (mut factors, mut seen, mut tokens) = (0.0, BTreeSet::new(), 0);
        for word in words {
            seen.insert(word);
            tokens += 1;
            if seen.len() * 100 <= tokens * 72 {
                factors += 1.0;
                seen.clear();
                tokens = 0;
            }
        }
        if tokens > 0 {
            factors += (1.0 - seen.len() as f64 / tokens as f64) / 0.28;
        }
        (factors > 0.0).then(|| words.len() as f64 / factors)
    }

    proptest! {
        #[test]
        fn as_counted_simply(words in prop::collection::vec(0_u32..40, 0..200)) {
            let (before, after) = places(&words);
            let types = |w: &[u32]| w.iter().collect::<BTreeSet<_>>().len() as u64;
            let sum = words.windows(WINDOW).map(types).sum::<u64>();
            prop_assert_eq!(moving_average(&before).map_or(0, |m| m.0), sum);
            let back: Vec<u32> = words.iter().rev().copied().collect();
            let simple = simple_one_way(&words).zip(simple_one_way(&back)).map(|(a, b)| f64::midpoint(a, b));
            prop_assert_eq!(mtld(&before, &after), simple);
        }
    }
}
