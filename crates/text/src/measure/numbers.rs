//! The words of one text, numbered in the order in which they first come.

/// Gives hashes small numbers. Between texts nothing is cleared: what is of another turn does not count.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// A power of two, or none.
    slots: Vec<Slot>,
    /// How many slots, less one, this text uses: short texts stay in the cache after a long one.
    mask: usize,
    turn: u32,
    count: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u64,
    turn: u32,
    value: u32,
}

/// Texts begin with at most so many slots, and more where their words need them.
const FIRST: usize = 1 << 14;

impl Numbers {
    /// Forgets all; about `expected` different hashes will come.
    pub(super) fn start(&mut self, expected: usize) {
        self.turn = self.turn.wrapping_add(1);
        if self.turn == 0 || self.slots.len() > FIRST * 64 {
            (self.slots, self.turn) = (Vec::new(), 1);
        }
        self.resize((expected * 2).next_power_of_two().clamp(256, FIRST));
        self.count = 0;
    }

    fn resize(&mut self, slots: usize) {
        if slots > self.slots.len() {
            self.slots.resize(slots, Slot::default());
        }
        self.mask = slots - 1;
    }

    /// Where `hash` is or belongs, beginning with one of its lower bits.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        let mut at = hash as usize & self.mask;
        while self.slots[at].turn == self.turn && self.slots[at].hash != hash {
            at = (at + 1) & self.mask;
        }
        at
    }

    /// The number of `hash`, and whether it is new.
    #[inline]
    pub(super) fn number(&mut self, hash: u64) -> (u32, bool) {
        let at = self.place(hash);
        let slot = &mut self.slots[at];
        if slot.turn == self.turn {
            return (slot.value, false);
        }
        let number = self.count;
        *slot = Slot { hash, turn: self.turn, value: number };
        self.count += 1;
        if self.count as usize * 2 > self.mask {
            self.grow();
        }
        (number, true)
    }

    #[cold]
    fn grow(&mut self) {
        let old: Vec<Slot> = self.slots[..=self.mask].iter().copied().filter(|s| s.turn == self.turn).collect();
        self.turn = self.turn.wrapping_add(1);
        if self.turn == 0 {
            (self.slots, self.turn) = (Vec::new(), 1);
        }
        self.resize((self.mask + 1) * 2);
        for slot in old {
            let at = self.place(slot.hash);
            self.slots[at] = Slot { turn: self.turn, ..slot };
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
