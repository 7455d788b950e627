//! Repeated n-grams of words, as Gopher (Rae et al. 2021, table A1) counts them.

use super::bits::{later, places};
use super::numbers::Numbers;

/// Counts n-grams of one text after the other; it keeps its buffers.
#[derive(Default)]
pub(super) struct Repetition {
    numbers: Numbers,
    counts: Vec<u32>,
    seen: Vec<u8>,
    places: Vec<Place>,
}

/// Where an n-gram may repeat.
#[derive(Clone, Copy)]
struct Place {
    /// The word it begins with.
    at: u32,
    /// Its number, or before it has one what stands for the numbers of the two shorter n-grams it is made of.
    id: u64,
}

impl Place {
    fn of(at: u32, first: u32, second: u32) -> Place {
        Place { at, id: spread(u64::from(first) << 32 | u64::from(second)) }
    }
}

/// So many are looked for at the same time.
const AT_ONCE: usize = 32;

/// The numbers of fewer places are in a cache near the processor anyway.
const FEW: usize = 1 << 10;

/// Another number for each number, of which the lower bits depend on all.
fn spread(n: u64) -> u64 {
    let n = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    n ^ n >> 32
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
    /// What repeats in `words`; `again` has bits for those that come more often than once, and
    /// `characters` says how many a word has.
    ///
    /// An n-gram can only repeat where the words and shorter n-grams that it is made of do, so each length looks at
    /// the places that the one before has left: of ordinary text hardly any.
    pub(super) fn measure(&mut self, words: &[u32], again: &[u64], characters: impl Fn(u32) -> u64) -> Repeated {
        let mut repeated = Repeated::default();
        self.places.clear();
        for at in 0..again.len() {
            let both = again[at] & later(again, at, 1);
            let place = |second: usize| Place::of(second as u32 - 1, words[second - 1], words[second]);
            self.places.extend(places(at, both).map(place));
        }
        for n in 2..=10 {
            // Of up to four words there is always one that comes most often.
            if words.len() < n || n > 4 && self.places.is_empty() {
                break;
            }
            let length = |at: usize| words[at..at + n].iter().map(|w| characters(*w)).sum::<u64>();
            let top = self.number_places();
            if let Some(found) = repeated.top.get_mut(n - 2) {
                *found = (length(top.1 as usize) + n as u64 - 1) * u64::from(top.0);
            }
            if let Some(found) = n.checked_sub(5).and_then(|i| repeated.duplicate.get_mut(i)) {
                *found = self.duplicates(n, length);
            }
            self.join_places();
        }
        repeated
    }

    /// Gives the n-grams at the places numbers, and leaves out those that come once. Returns how often the most frequent
    /// one comes, and where first.
    fn number_places(&mut self) -> (u32, u32) {
        self.leave_out_single();
        let Repetition { numbers, counts, places, .. } = self;
        numbers.start(places.len());
        counts.clear();
        counts.resize(places.len(), 0);
        let counts = counts.as_mut_slice();
        let near = places.len() < FEW;
        for some in places.chunks_mut(AT_ONCE) {
            if !near {
                numbers.fetch(some.iter().map(|place| place.id));
            }
            numbers.number_each(some.iter_mut().map(|place| (place.id, place)), |place, number, _| {
                counts[number as usize] += 1;
                place.id = number.into();
            });
        }
        let mut top = (1, 0);
        keep(places, |place| {
            let count = counts[place.id as usize];
            if count > top.0 {
                top = (count, place.at);
            }
            count > 1
        });
        top
    }

    /// Makes n-grams of those that begin at one word and the next.
    fn join_places(&mut self) {
        let mut last = Place { at: u32::MAX - 1, id: 0 };
        let mut many = 0;
        for at in 0..self.places.len() {
            let place = self.places[at];
            // Where it is none, the next is written over it.
            self.places[many] = Place::of(last.at, last.id as u32, place.id as u32);
            many += usize::from(last.at + 1 == place.at);
            last = place;
        }
        self.places.truncate(many);
    }

    /// Leaves out places of n-grams that come once, as far as a small table of counts can tell: most of them.
    fn leave_out_single(&mut self) {
        let slots = (self.places.len() * 4).next_power_of_two().min(1 << 14);
        self.seen.clear();
        self.seen.resize(slots, 0);
        let slot = |place: &Place| place.id as usize & (slots - 1);
        for place in &self.places {
            let seen = &mut self.seen[slot(place)];
            *seen = seen.saturating_add(1);
        }
        keep(&mut self.places, |place| self.seen[slot(place)] > 1);
    }

    /// The characters of n-grams that came before, of which none begins in another.
    fn duplicates(&mut self, n: usize, length: impl Fn(usize) -> u64) -> u64 {
        let mut found = 0;
        let mut free = 0;
        self.numbers.start(self.places.len());
        for place in &self.places {
            let at = place.at as usize;
            if at >= free && !self.numbers.number(spread(place.id)).1 {
                found += length(at);
                free = at + n;
            }
        }
        found
    }
}

/// Leaves out the places that `wanted` is not true of; which these are is not to be guessed.
#[inline]
fn keep(places: &mut Vec<Place>, mut wanted: impl FnMut(&Place) -> bool) {
    let mut many = 0;
    for at in 0..places.len() {
        let place = places[at];
        places[many] = place;
        many += usize::from(wanted(&place));
    }
    places.truncate(many);
}

#[cfg(test)]
mod tests {
    use super::super::bits::bits_of;
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
            let again = bits_of(&words.iter().map(|w| count(*w) > 1).collect::<Vec<_>>());
            prop_assert_eq!(Repetition::default().measure(&words, &again, |w| u64::from(w) + 1), expected);
        }
    }
}
