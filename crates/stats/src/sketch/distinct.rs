//! How many different things there are.

use std::collections::BTreeSet;

use crate::partial::{Broken, Reader, Writer, rice};

/// HyperLogLog (Flajolet et al. 2007) with 2^14 registers: the standard error is 1.04 / 2^7, 0.8 %. Small numbers are
/// counted by empty registers (linear counting).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct HyperLogLog {
    /// Empty until the first thing comes.
    registers: Vec<u8>,
}

const BITS: u32 = 14;

impl HyperLogLog {
    /// Takes in the hash of a thing.
    #[inline]
    pub(crate) fn add(&mut self, hash: u64) {
        if self.registers.is_empty() {
            self.registers = vec![0; 1 << BITS];
        }
        let at = (hash >> (64 - BITS)) as usize;
        let rank = ((hash << BITS) | 1 << (BITS - 1)).leading_zeros() as u8 + 1;
        self.registers[at] = self.registers[at].max(rank);
    }

    pub(crate) fn merge(&mut self, other: &HyperLogLog) {
        if self.registers.is_empty() {
            self.registers.clone_from(&other.registers);
        }
        for (mine, others) in self.registers.iter_mut().zip(&other.registers) {
            *mine = (*mine).max(*others);
        }
    }

    /// About how many different things came.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(crate) fn estimate(&self) -> u64 {
        if self.registers.is_empty() {
            return 0;
        }
        let m = self.registers.len() as f64;
        // In the order of the registers, so that the sum is the same every time.
        let sum: f64 = self.registers.iter().map(|r| 0.5_f64.powi(i32::from(*r))).sum();
        let raw = 0.7213 / (1.0 + 1.079 / m) * m * m / sum;
        let empty = self.registers.iter().filter(|r| **r == 0).count();
        let estimate = if raw <= 2.5 * m && empty > 0 { m * (m / empty as f64).ln() } else { raw };
        estimate.round() as u64
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.number(u64::from(!self.registers.is_empty()));
        out.raw(&self.registers);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let length = from.length(1)? << BITS;
        let registers = from.raw(length)?.to_vec();
        if registers.iter().any(|r| *r > 64) { Err(Broken) } else { Ok(HyperLogLog { registers }) }
    }
}

/// The `most` least hashes of all that came (a bottom-k sketch): the number of different things is exact up to so
/// many, and then estimated from the greatest of them, with a standard error of 1 / sqrt(`most`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BottomK {
    least: BTreeSet<u64>,
    most: usize,
    /// Whether there were more.
    full: bool,
}

impl BottomK {
    pub(crate) fn new(most: usize) -> Self {
        BottomK { least: BTreeSet::new(), most, full: false }
    }

    /// Takes in the hash of a thing.
    pub(crate) fn add(&mut self, hash: u64) {
        if self.least.len() >= self.most && self.least.last().is_some_and(|last| hash > *last) {
            self.full = true;
            return;
        }
        self.least.insert(hash);
        if self.least.len() > self.most {
            self.least.pop_last();
            self.full = true;
        }
    }

    pub(crate) fn merge(&mut self, other: &BottomK) {
        self.full |= other.full;
        other.least.iter().for_each(|hash| self.add(*hash));
        while self.least.len() > self.most {
            self.least.pop_last();
            self.full = true;
        }
    }

    /// How many different things came, and whether that is exact.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(crate) fn estimate(&self) -> (u64, bool) {
        let kept = self.least.len() as u64;
        match self.least.last() {
            Some(last) if self.full => {
                let part = (*last as f64 + 1.0) / 2.0_f64.powi(64);
                ((kept.saturating_sub(1) as f64 / part).round() as u64, false)
            }
            _ => (kept, true),
        }
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.number(u64::from(self.full));
        let least: Vec<u64> = self.least.iter().copied().collect();
        rice::write(&least, out);
    }

    /// Reads into this, which is new.
    pub(crate) fn read(mut self, from: &mut Reader<'_>) -> Result<Self, Broken> {
        self.full = from.flag()?;
        self.least = rice::read(self.most, from)?.into_iter().collect();
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hash(n: u64) -> u64 {
        twox_hash::XxHash3_64::oneshot(&n.to_le_bytes())
    }

    #[test]
    fn estimates_are_within_their_error() {
        for n in [0, 1, 1000, 20_000, 100_000, 1_000_000] {
            let (mut hll, mut bottom) = (HyperLogLog::default(), BottomK::new(10_000));
            for i in 0..n {
                hll.add(hash(i));
                bottom.add(hash(i));
            }
            // Three standard errors.
            assert!(hll.estimate().abs_diff(n) * 1000 <= n * 25, "{n} {}", hll.estimate());
            let (found, exact) = bottom.estimate();
            assert!(found.abs_diff(n) * 100 <= n * 3 && exact == (n <= 10_000), "{n} {found}");
            assert!(!exact || found == n);
        }
    }

    proptest! {
        #[test]
        fn order_and_shards_make_no_difference(things in prop::collection::vec(0_u64..40, 0..80), cut in 0_usize..80) {
            let of = |things: &[u64]| {
                let mut both = (HyperLogLog::default(), BottomK::new(20));
                things.iter().for_each(|t| { both.0.add(hash(*t)); both.1.add(hash(*t)) });
                both
            };
            let (left, right) = things.split_at(cut.min(things.len()));
            let (mut merged, other) = (of(right), of(left));
            merged.0.merge(&other.0);
            merged.1.merge(&other.1);
            prop_assert_eq!(&merged, &of(&things));
            let mut out = Writer::default();
            merged.0.write(&mut out);
            merged.1.write(&mut out);
            let mut from = Reader::new(out.bytes());
            prop_assert_eq!(HyperLogLog::read(&mut from).unwrap(), merged.0);
            prop_assert_eq!(BottomK::new(20).read(&mut from).unwrap(), merged.1);
        }
    }
}
