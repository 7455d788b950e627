//! Counts of many things in few places.

use std::borrow::Cow;

use crate::partial::{Broken, Reader, Writer};

/// A Count-Min sketch (Cormode and Muthukrishnan 2005) of two rows, read as Deng and Rafiei (2007) do.
///
/// The rows are independent: of places in one line of the cache there are so few pairs that a rare thing often shares
/// both with a frequent one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    /// The lower byte of each count, of which all fit in a cache near the processor; none before the sketch begins.
    low: Vec<u8>,
    /// The rest, which changes once in 256 times.
    high: Vec<u64>,
    /// Hashes of things that came once more and wait to be counted: all counts are more than what else there is leaves
    /// room for in a cache, and for many things they come into it once.
    waiting: Vec<u64>,
}

/// So many wait.
const WAITING: usize = 1 << 12;

impl Counts {
    /// So many counts, a power of two and at least 2.
    pub(super) fn new(many: usize) -> Self {
        Counts { low: vec![0; many], high: vec![0; many], waiting: Vec::new() }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.low.is_empty()
    }

    /// Where the counts of a thing are, one in each half.
    #[inline]
    fn places(&self, hash: u64) -> [usize; 2] {
        let half = self.low.len() / 2;
        [hash as usize & half.wrapping_sub(1), half + ((hash >> 32) as usize & half.wrapping_sub(1))]
    }

    /// Counts a thing that came so many `times`, at least once, if not at once.
    #[inline]
    pub(crate) fn add_later(&mut self, hash: u64, times: u64) {
        if self.waiting.len() >= WAITING {
            self.count();
        }
        self.waiting.push(hash);
        if times > 1 {
            self.add(hash, times - 1);
        }
    }

    /// Counts a thing that came so many `times`.
    pub(super) fn add(&mut self, hash: u64, times: u64) {
        self.places(hash).into_iter().for_each(|at| self.add_at(at, times));
    }

    /// Counts those that wait.
    #[cold]
    fn count(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.drain(..).for_each(|hash| self.add(hash, 1));
        self.waiting = waiting;
    }

    /// The same, of which none waits.
    pub(super) fn counted(&self) -> Cow<'_, Counts> {
        if self.waiting.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut all = self.clone();
        all.count();
        Cow::Owned(all)
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the lower byte")]
    fn add_at(&mut self, at: usize, times: u64) {
        let (low, over) = self.low[at].overflowing_add(times as u8);
        self.low[at] = low;
        let more = (times >> 8) + u64::from(over);
        if more > 0 {
            // As many as there can be, should a state say so.
            self.high[at] = (self.high[at] + more).min(u64::MAX >> 8);
        }
    }

    /// One of the counts; those that wait are in none.
    fn at(&self, at: usize) -> u64 {
        self.high[at] << 8 | u64::from(self.low[at])
    }

    fn all(&self) -> impl Iterator<Item = u64> {
        (0..self.low.len()).map(|at| self.at(at))
    }

    /// Takes in the counts of `other`, which has as many.
    pub(super) fn merge(&mut self, other: &Counts) {
        (0..).zip(other.counted().all()).for_each(|(at, count)| self.add_at(at, count));
    }

    /// How often a thing came, if all came `total` times and none waits: the least of its counts, without the share that
    /// other things have in any.
    pub(super) fn estimate(&self, hash: u64, total: u64) -> u64 {
        let least = self.places(hash).map(|at| self.at(at)).into_iter().min().unwrap_or(0);
        least.saturating_sub(total.saturating_sub(least) / (self.low.len() as u64 / 2))
    }

    /// How far 95 of 100 counts are from the middle one at most: things that are not in a count leave no more in it.
    pub(super) fn error(&self) -> u64 {
        let mut all: Vec<u64> = self.counted().all().collect();
        let many = all.len();
        let middle = *all.select_nth_unstable(many / 2).1;
        all.iter_mut().for_each(|n| *n = n.abs_diff(middle));
        *all.select_nth_unstable(many * 95 / 100).1
    }

    fn same(&self, other: &Counts) -> bool {
        self.low == other.low && self.high == other.high
    }

    pub(super) fn write(&self, out: &mut Writer) {
        self.counted().all().for_each(|count| out.number(count));
    }

    pub(super) fn read(many: usize, from: &mut Reader<'_>) -> Result<Self, Broken> {
        let mut counts = Counts::new(many);
        for at in 0..many {
            counts.add_at(at, from.number()?);
        }
        Ok(counts)
    }
}

impl PartialEq for Counts {
    fn eq(&self, other: &Self) -> bool {
        self.counted().same(&other.counted())
    }
}

impl Eq for Counts {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_run_over_and_stay(times in prop::collection::vec(any::<u32>(), 0..20), merged in 0_usize..20) {
            let (mut left, mut right) = (Counts::new(32), Counts::new(32));
            for (at, n) in times.iter().enumerate() {
                let part = if at < merged { &mut left } else { &mut right };
                part.add(5 << 32 | 7, u64::from(*n));
            }
            left.add(5 << 32 | 7, 1);
            left.merge(&right);
            let all = times.iter().map(|n| u64::from(*n)).sum::<u64>() + 1;
            let counted = left.counted();
            prop_assert_eq!([counted.at(7), counted.at(16 + 5), counted.at(0)], [all, all, 0]);
            prop_assert_eq!(counted.estimate(5 << 32 | 7, all), all);
            let mut out = Writer::default();
            left.write(&mut out);
            prop_assert_eq!(Counts::read(32, &mut Reader::new(out.bytes())).unwrap(), left);
        }
    }
}
