//! Names and how often each came, for the first so many names.

use std::collections::BTreeMap;

use crate::partial::{Broken, Reader, Writer};

/// Counts by name, exact, for at most `most` names: the first ones in the order of their bytes, as that order
/// does not depend on which came when. All other names share a count.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    /// Where each name has its count.
    places: BTreeMap<String, usize>,
    counts: Vec<(String, u64)>,
    /// Behind the one that was counted last: names come in about the same order again and again.
    next: usize,
    other: u64,
    most: usize,
}

/// So many names are looked at before one is looked up.
const NEAR: usize = 6;

impl Names {
    pub(crate) fn new(most: usize) -> Self {
        Names { places: BTreeMap::new(), counts: Vec::new(), next: 0, other: 0, most }
    }

    /// Takes in `name` so many `times`.
    pub(crate) fn add(&mut self, name: &str, times: u64) {
        if let Some(at) = self.place(name) {
            let count = &mut self.counts[at].1;
            *count = count.saturating_add(times);
            self.next = at + 1;
            return;
        }
        let mut at = self.counts.len();
        if at >= self.most {
            match self.places.last_entry() {
                Some(last) if last.key().as_str() > name => {
                    at = last.remove();
                    self.other = self.other.saturating_add(self.counts[at].1);
                }
                _ => {
                    self.other = self.other.saturating_add(times);
                    return;
                }
            }
        }
        self.places.insert(name.to_owned(), at);
        let count = (name.to_owned(), times);
        match self.counts.get_mut(at) {
            Some(free) => *free = count,
            None => self.counts.push(count),
        }
    }

    #[inline]
    fn place(&self, name: &str) -> Option<usize> {
        let mut at = self.next;
        for _ in 0..NEAR.min(self.counts.len()) {
            at = if at < self.counts.len() { at } else { 0 };
            if self.counts[at].0 == name {
                return Some(at);
            }
            at += 1;
        }
        self.places.get(name).copied()
    }

    pub(crate) fn merge(&mut self, other: &Names) {
        self.other = self.other.saturating_add(other.other);
        other.iter().for_each(|(name, n)| self.add(name, n));
    }

    /// By name.
    fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.places.iter().map(|(name, at)| (name.as_str(), self.counts[*at].1))
    }

    /// The most frequent first.
    pub(crate) fn sorted(&self) -> Vec<(&str, u64)> {
        let mut all: Vec<_> = self.iter().collect();
        all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        all
    }

    /// How often names came that have no count of their own.
    pub(crate) fn other(&self) -> u64 {
        self.other
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.number(self.places.len() as u64);
        for (name, n) in self.iter() {
            out.text(name);
            out.number(n);
        }
        out.number(self.other);
    }

    /// Reads into this, which is new.
    pub(crate) fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Broken> {
        for _ in 0..from.length(self.most)? {
            let name = from.name_after(self.places.last_key_value())?;
            self.add(&name, from.number()?);
        }
        self.other = from.number()?;
        Ok(())
    }

    /// The count of `name`.
    pub(crate) fn get(&self, name: &str) -> u64 {
        self.place(name).map_or(0, |at| self.counts[at].1)
    }
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.other == other.other && self.most == other.most && self.iter().eq(other.iter())
    }
}

impl Eq for Names {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn order_and_shards_make_no_difference(names in prop::collection::vec("[a-f]{1,2}", 0..60), cut in 0_usize..60) {
            let of = |names: &[String]| { let mut all = Names::new(5); names.iter().for_each(|n| all.add(n, 1)); all };
            let (left, right) = names.split_at(cut.min(names.len()));
            let mut merged = of(right);
            merged.merge(&of(left));
            prop_assert_eq!(&merged, &of(&names));
            prop_assert_eq!(merged.iter().map(|(_, n)| n).sum::<u64>() + merged.other, names.len() as u64);
        }
    }
}
