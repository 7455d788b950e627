//! Where things stand in a list, found by their hashes.

/// An index of a list of things by their hashes. It is apart from the list, which is so in the order in which the things
/// came: those that come often come early, and lie together in the cache.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// A power of two, or none: the place of a thing in the list, from 1 on, and zero for none. A thing has the slot that
    /// the lower bits of its hash say, or one after it.
    slots: Vec<u32>,
    /// How many things there are.
    things: usize,
}

impl Index {
    /// Where the slots of these hashes are, so that they come into the cache, all at the same time. `fetch` is called
    /// with the place of one that may be the thing.
    #[inline]
    pub fn fetch(&self, hashes: impl Iterator<Item = u64>, fetch: impl Fn(usize) -> Option<u64>) {
        if let Some(mask) = self.slots.len().checked_sub(1) {
            let place = |hash: u64| (self.slots[hash as usize & mask] as usize).wrapping_sub(1);
            std::hint::black_box(hashes.fold(0, |all, hash| all | fetch(place(hash)).unwrap_or(0)));
        }
    }

    /// The place of the thing with this hash, of which `is` knows whether it is the one at a place. Nothing for a new
    /// one, which is then at the end of the list, and which there must be a slot for.
    #[inline]
    pub fn find(&mut self, hash: u64, is: impl Fn(usize) -> bool) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at] {
                0 => {
                    self.things += 1;
                    self.slots[at] = number(self.things);
                    return None;
                }
                place if is(place as usize - 1) => return Some(place as usize - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Whether there is no slot for another thing.
    #[inline]
    #[must_use]
    pub fn is_full(&self) -> bool {
        // Up to here not many things stand in another one's slot, and the slots stay small.
        self.things * 8 >= self.slots.len() * 5
    }

    /// Indexes anew the things with these hashes, and makes slots for more.
    #[cold]
    pub fn rebuild(&mut self, hashes: impl ExactSizeIterator<Item = u64>) {
        self.things = hashes.len();
        let slots = (self.things * 2 + 2).next_power_of_two().max(1 << 6);
        self.slots.clear();
        self.slots.resize(slots, 0);
        for (place, hash) in (1..).zip(hashes) {
            let mut at = hash as usize & (slots - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (slots - 1);
            }
            self.slots[at] = number(place);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a text has not so many words, and less is kept of many texts")]
fn number(place: usize) -> u32 {
    place as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn things_are_found_where_they_stand(
            // Few slots for them, so that things stand in each other's.
            hashes in prop::collection::vec((0_u64..9, 0_u64..20).prop_map(|(far, near)| far << 40 | near), 0..300),
            forgotten in 0_usize..300,
        ) {
            let (mut index, mut list) = (Index::default(), Vec::new());
            for (i, hash) in hashes.into_iter().enumerate() {
                if i == forgotten {
                    list.retain(|hash| hash % 3 > 0);
                    index.rebuild(list.iter().copied());
                }
                if index.is_full() {
                    index.rebuild(list.iter().copied());
                }
                let found = index.find(hash, |at| list[at] == hash);
                prop_assert_eq!(found, list.iter().position(|h| *h == hash));
                if found.is_none() {
                    list.push(hash);
                }
            }
        }
    }
}
