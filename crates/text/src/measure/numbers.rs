//! Things of one text, numbered in the order in which they first come.

/// Gives hashes small numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// A power of two, or none: numbers from 1 on, and zero for none. A hash has the slot that its lower bits say, or one
    /// after it.
    slots: Vec<u32>,
    /// The hashes by their numbers, and room for one more.
    hashes: Vec<u64>,
    count: usize,
    /// Up to so many are numbered in these slots.
    most: usize,
}

/// Texts begin with at most so many slots, and more where they need them.
const FIRST: usize = 1 << 14;

impl Numbers {
    /// Forgets all; about `expected` hashes will come.
    pub(super) fn start(&mut self, expected: usize) {
        if self.slots.capacity() > FIRST * 64 {
            *self = Numbers::default();
        }
        self.slots.clear();
        self.count = 0;
        self.resize((expected * 2).next_power_of_two().clamp(64, FIRST));
    }

    fn resize(&mut self, slots: usize) {
        self.slots.resize(slots, 0);
        self.most = slots / 2;
        if self.hashes.len() <= self.most {
            self.hashes.resize(self.most + 1, 0);
        }
    }

    /// Looks where these hashes are, all at the same time, so that of many they come into the cache.
    #[inline]
    pub(super) fn fetch(&self, hashes: impl Iterator<Item = u64>) {
        let found = |hash: u64| {
            let number = self.slots.get(hash as usize & self.slots.len().wrapping_sub(1));
            self.hashes.get(number.map_or(0, |number| *number as usize).wrapping_sub(1)).map_or(0, |hash| *hash)
        };
        std::hint::black_box(hashes.fold(0, |all, hash| all | found(hash)));
    }

    /// The number of `hash`, and whether it is new.
    #[inline]
    pub(super) fn number(&mut self, hash: u64) -> (u32, bool) {
        let mut found = (0, false);
        self.number_each(std::iter::once((hash, ())), |(), number, new| found = (number, new));
        found
    }

    /// Calls `each` with what stands beside each hash, its number, and whether it is new; there is room for all before any
    /// is looked for.
    #[inline]
    pub(super) fn number_each<T>(
        &mut self,
        some: impl ExactSizeIterator<Item = (u64, T)>,
        mut each: impl FnMut(T, u32, bool),
    ) {
        while self.most - self.count < some.len() {
            self.grow();
        }
        let (slots, hashes, mut count) = (self.slots.as_mut_slice(), self.hashes.as_mut_slice(), self.count);
        let last = slots.len() - 1;
        for (hash, beside) in some {
            // In a slot for none it is found here, so that the same is done for what is new and for what is not: of
            // words, half of the guesses would be wrong.
            hashes[count] = hash;
            let mut at = hash as usize & last;
            let number = loop {
                let number = (slots[at] as usize).wrapping_sub(1).min(count);
                if hashes[number] == hash {
                    break number;
                }
                at = (at + 1) & last;
            };
            let new = number == count;
            slots[at] = number as u32 + 1;
            count += usize::from(new);
            each(beside, number as u32, new);
        }
        self.count = count;
    }

    /// The hashes by their numbers.
    pub(super) fn hashes(&self) -> &[u64] {
        &self.hashes[..self.count]
    }

    #[cold]
    fn grow(&mut self) {
        let slots = self.slots.len() * 2;
        self.slots.clear();
        self.resize(slots);
        // In the same order they get the same numbers.
        for number in 0..std::mem::take(&mut self.count) {
            self.number(self.hashes[number]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::hash::mix;
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn numbers_follow_the_first_time(keys in prop::collection::vec(0_u64..3000, 0..4000), expected in 0_usize..5000) {
            let mut numbers = Numbers::default();
            for _ in 0..2 {
                numbers.start(expected);
                let mut simple = HashMap::new();
                for key in &keys {
                    let next = simple.len() as u32;
                    let found = numbers.number(mix(*key));
                    let number = *simple.entry(*key).or_insert(next);
                    prop_assert_eq!(found, (number, number == next));
                }
            }
        }
    }
}
