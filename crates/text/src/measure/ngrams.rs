//! Repeated n-grams of words, as Gopher (Rae et al. 2021, table A1) counts them.

use super::hash::mix;
use super::numbers::Numbers;

/// Counts n-grams of one text after the other; it keeps its buffers.
#[derive(Default)]
pub struct Repetition {
    numbers: Numbers,
    counts: Vec<u32>,
    /// The number of the n-gram at each place.
    kinds: Vec<u32>,
    places: Vec<u32>,
    next: Vec<u32>,
}

/// Characters in repeated n-grams.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repeated {
    /// Of the most frequent 2-, 3- and 4-gram, with the spaces inside, times how often it comes.
    pub top: [u64; 3],
    /// Of all 5- to 10-grams that came before, without spaces; what was counted is not counted again.
    pub duplicate: [u64; 6],
}

impl Repetition {
    /// What repeats in `words`; `of` says of each how often it comes, and how many characters it has.
    ///
    /// An n-gram can only repeat where the words and shorter n-grams that it is made of do, so each length looks at
    /// the places that the one before has left: of ordinary text hardly any.
    #[allow(clippy::cast_possible_truncation)]
    pub fn measure(&mut self, words: &[u32], of: impl Fn(u32) -> (u32, u64)) -> Repeated {
        let mut repeated = Repeated::default();
        let characters = |word| of(word).1;
        self.places.clear();
        let mut last = false;
        for (at, &word) in (0..).zip(words) {
            let again = of(word).0 > 1;
            if again && last {
                self.places.push(at - 1);
            }
            last = again;
        }
        for n in 2..=10 {
            if words.len() < n {
                break;
            }
            let length = |at: usize| words[at..at + n].iter().map(|w| characters(*w)).sum::<u64>();
            self.numbers.start(self.places.len());
            self.counts.clear();
            self.kinds.clear();
            let mut top = (1, 0);
            for &at in &self.places {
                let (kind, new) = self.numbers.number(key(&words[at as usize..at as usize + n]));
                if new {
                    self.counts.push(0);
                }
                self.counts[kind as usize] += 1;
                self.kinds.push(kind);
            }
            self.next.clear();
            for (&at, &kind) in self.places.iter().zip(&self.kinds) {
                let count = self.counts[kind as usize];
                if count > top.0 {
                    top = (count, at);
                }
                if count > 1 {
                    self.next.push(at);
                }
            }
            if let Some(found) = repeated.top.get_mut(n - 2) {
                *found = (length(top.1 as usize) + n as u64 - 1) * u64::from(top.0);
            }
            if let Some(found) = n.checked_sub(5).and_then(|i| repeated.duplicate.get_mut(i)) {
                self.numbers.start(self.next.len());
                let mut free = 0;
                for &at in &self.next {
                    if at < free {
                        continue;
                    }
                    let at_key = key(&words[at as usize..at as usize + n]);
                    if !self.numbers.number(at_key).1 {
                        *found += length(at as usize);
                        free = at + n as u32;
                    }
                }
            }
            self.places.clear();
            let both = self.next.windows(2).filter(|pair| pair[0] + 1 == pair[1]).map(|pair| pair[0]);
            self.places.extend(both);
        }
        repeated
    }
}

fn key(words: &[u32]) -> u64 {
    match words {
        [a, b] => mix(u64::from(*a) << 32 | u64::from(*b)),
        _ => words.iter().fold(words.len() as u64, |h, w| mix(h.rotate_left(25) ^ u64::from(*w))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn as_gopher_counts(words in prop::collection::vec(0_u32..4, 0..80)) {
            let mut expected = Repeated::default();
            for n in 2..=10 {
                if words.len() < n { break; }
                let of = |at: usize| words[at..at + n].iter().map(|w| u64::from(*w) + 1).sum::<u64>();
                let mut counts = BTreeMap::<&[u32], u64>::new();
                words.windows(n).for_each(|w| *counts.entry(w).or_default() += 1);
                let most = counts.values().max().copied().unwrap_or(0);
                let first = (0..=words.len() - n).find(|at| counts[&words[*at..at + n]] == most).unwrap();
                if n < 5 { expected.top[n - 2] = (of(first) + n as u64 - 1) * most; }
                let (mut seen, mut at) = (BTreeSet::new(), 0);
                while n >= 5 && at + n <= words.len() {
                    if seen.insert(&words[at..at + n]) { at += 1 } else { expected.duplicate[n - 5] += of(at); at += n }
                }
            }
            let count = |w| words.iter().filter(|v| **v == w).count() as u32;
            prop_assert_eq!(Repetition::default().measure(&words, |w| (count(w), u64::from(w) + 1)), expected);
        }
    }
}
