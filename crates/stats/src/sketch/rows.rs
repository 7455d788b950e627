//! Numbers of records, many of each.

use std::borrow::Cow;

use super::Quantiles;

/// Rows of numbers, one of each kind, summed up by kind.
///
/// They wait until there are some rows: all sums together are more than a cache holds, so that it takes less time to go
/// through them once for many rows.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    sums: Vec<Quantiles>,
    /// Rows, one after the other.
    waiting: Vec<Option<i64>>,
}

/// So many rows wait.
const WAITING: usize = 32;

impl Rows {
    /// Nothing yet, of so many kinds of numbers.
    pub(crate) fn new(kinds: usize) -> Self {
        Rows { sums: vec![Quantiles::default(); kinds], waiting: Vec::new() }
    }

    /// Takes in a row, with a number of each kind where there is one.
    pub(crate) fn add(&mut self, row: impl Iterator<Item = Option<i64>>) {
        self.waiting.extend(row);
        if self.waiting.len() >= self.sums.len() * WAITING {
            self.sum_up();
        }
    }

    fn sum_up(&mut self) {
        let kinds = self.sums.len();
        for (kind, sum) in self.sums.iter_mut().enumerate() {
            let numbers = self.waiting.iter().skip(kind).step_by(kinds);
            numbers.flatten().for_each(|number| sum.add(*number));
        }
        self.waiting.clear();
    }

    /// The sums by kind.
    pub(crate) fn sums(&self) -> Cow<'_, [Quantiles]> {
        if self.waiting.is_empty() {
            return Cow::Borrowed(&self.sums);
        }
        let mut all = self.clone();
        all.sum_up();
        Cow::Owned(all.sums)
    }

    /// The sums by kind, to be changed.
    pub(crate) fn sums_mut(&mut self) -> &mut [Quantiles] {
        self.sum_up();
        &mut self.sums
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.sums() == other.sums()
    }
}

impl Eq for Rows {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_if_none_had_waited(rows in prop::collection::vec(prop::array::uniform3(prop::option::of(-9_i64..9)), 0..100)) {
            let (mut all, mut simple) = (Rows::new(3), vec![Quantiles::default(); 3]);
            for row in rows {
                all.add(row.into_iter());
                for (sum, number) in simple.iter_mut().zip(row) {
                    number.into_iter().for_each(|number| sum.add(number));
                }
                prop_assert_eq!(&all.sums()[..], &simple[..]);
            }
            prop_assert_eq!(all.sums_mut(), &mut simple[..]);
        }
    }
}
