//! How rich the words of a text are, from where each word came before and comes again.

/// The window of [`moving_average`], in words.
const WINDOW: usize = 50;

/// The moving-average type-token ratio (Covington and McFall 2010) as a fraction: the different words of all windows of
/// [`WINDOW`] words, and the words of these windows. Nothing for fewer words than a window has. `before` says of each
/// word where the same came before it, from 1 on, or 0.
#[must_use]
pub(super) fn moving_average(before: &[u32]) -> Option<(u64, u64)> {
    let windows = (before.len() + 1).checked_sub(WINDOW).filter(|n| *n > 0)?;
    let mut sum = 0;
    let mut at = 0;
    // A part at a time, as the sum of one fits in a number that there are more of in a register.
    for part in before.chunks(1 << 16) {
        let mut found = 0_u32;
        for (word, &from) in (at..).zip(part) {
            // It is the first of its kind in the windows that hold it and not the one before.
            let from = from.max((word + 1_u32).saturating_sub(WINDOW as u32));
            found += (word + 1).min(windows as u32).saturating_sub(from);
        }
        sum += u64::from(found);
        at += part.len() as u32;
    }
    Some((sum, (windows * WINDOW) as u64))
}

/// The measure of textual lexical diversity (McCarthy and Jarvis 2010): the mean of both directions of the mean number of
/// words over which the type-token ratio stays over 0.72. Nothing where it never falls. `before` says of each word where
/// the same came before it, from 1 on, or 0; `after` where it comes again, from 0 on, or any place behind the text.
#[must_use]
pub(super) fn mtld(before: &[u32], after: &[u32]) -> Option<f64> {
    let forth = one_way((0..).zip(before).map(|(at, before)| (at, *before)));
    // Read from behind, a word at `at` is the one at `words - 1 - at`, and what comes after it came before.
    let words = after.len() as u32;
    let back = one_way((0..).zip(after.iter().rev()).map(|(at, after)| (at, words.saturating_sub(*after))));
    Some(f64::midpoint(forth?, back?))
}

/// In one direction, for words and where each came before.
fn one_way(words: impl Iterator<Item = (u32, u32)>) -> Option<f64> {
    let (mut factors, mut start, mut end) = (0_u32, 0_u32, 0_u32);
    // A hundred times the types less 72 times the words: not above zero where the ratio has fallen.
    let mut balance = 0_i32;
    for (at, before) in words {
        balance += if before <= start { 28 } else { -72 };
        end = at + 1;
        if balance <= 0 {
            factors += 1;
            (start, balance) = (end, 0);
        }
    }
    let mut factors = f64::from(factors);
    if end > start {
        let words = end - start;
        let types = (i64::from(balance) + 72 * i64::from(words)) / 100;
        factors += (1.0 - types as f64 / f64::from(words)) / 0.28;
    }
    (factors > 0.0).then(|| f64::from(end) / factors)
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
