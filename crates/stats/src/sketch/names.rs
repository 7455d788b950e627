//! Names and how often each came, for the first so many names.

use std::collections::BTreeMap;

use crate::partial::{Broken, Reader, Writer};

/// Counts by name, exact, for at most `most` names: the first ones in the order of their bytes, as that order
/// does not depend on which came when. All other names share a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Names {
    counts: BTreeMap<String, u64>,
    other: u64,
    most: usize,
}

impl Names {
    pub(crate) fn new(most: usize) -> Self {
        Names { counts: BTreeMap::new(), other: 0, most }
    }

    /// Takes in `name` so many `times`.
    pub(crate) fn add(&mut self, name: &str, times: u64) {
        if let Some(n) = self.counts.get_mut(name) {
            *n = n.saturating_add(times);
            return;
        }
        if self.counts.len() >= self.most {
            match self.counts.last_entry() {
                Some(last) if last.key().as_str() > name => self.other = self.other.saturating_add(last.remove()),
                _ => {
                    self.other = self.other.saturating_add(times);
                    return;
                }
            }
        }
        self.counts.insert(name.to_owned(), times);
    }

    pub(crate) fn merge(&mut self, other: &Names) {
        self.other = self.other.saturating_add(other.other);
        other.counts.iter().for_each(|(name, n)| self.add(name, *n));
    }

    /// The most frequent first.
    pub(crate) fn sorted(&self) -> Vec<(&str, u64)> {
        let mut all: Vec<_> = self.counts.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        all
    }

    /// How often names came that have no count of their own.
    pub(crate) fn other(&self) -> u64 {
        self.other
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.number(self.counts.len() as u64);
        for (name, n) in &self.counts {
            out.text(name);
            out.number(*n);
        }
        out.number(self.other);
    }

    /// Reads into this, which is new.
    pub(crate) fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Broken> {
        for _ in 0..from.length(self.most)? {
            let name = from.name_after(self.counts.last_key_value())?;
            self.counts.insert(name, from.number()?);
        }
        self.other = from.number()?;
        Ok(())
    }

    /// The count of `name`.
    pub(crate) fn get(&self, name: &str) -> u64 {
        self.counts.get(name).copied().unwrap_or(0)
    }
}

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
            prop_assert_eq!(merged.counts.values().sum::<u64>() + merged.other, names.len() as u64);
        }
    }
}
