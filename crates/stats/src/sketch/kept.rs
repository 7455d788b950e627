//! Things that are remembered by name.

/// Names and numbers of things by their hashes.
///
/// What comes is put behind the others as it is, and put in its place when there are many of them, as all things are more
/// than a cache holds and most of those that come do so for the first time.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    /// By hash, each once.
    things: Vec<Item>,
    /// What came since.
    new: Vec<Item>,
    /// In UTF-8, of those that were forgotten too.
    names: Vec<u8>,
    /// Empty, and used again and again.
    room: Vec<Item>,
    order: Vec<(u64, usize)>,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    hash: u64,
    least: u64,
    count: u64,
    name: Place,
}

/// Where a name is: its first byte, and in the lowest byte how many it has.
#[derive(Clone, Copy, Debug)]
struct Place(u64);

/// Longer names are cut.
const LONGEST: usize = u8::MAX as usize;

/// One that is remembered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Thing<'a> {
    pub(super) hash: u64,
    /// The least hash of it and a record.
    pub(super) least: u64,
    /// How often it came, while all is exact.
    pub(super) count: u64,
    pub(super) name: &'a str,
}

impl Kept {
    /// Takes in the thing with this `hash`, which came so many `times`; `name` appends what it is called.
    #[inline]
    pub(super) fn put(&mut self, hash: u64, times: u64, least: u64, name: impl FnOnce(&mut Vec<u8>)) {
        let start = self.names.len();
        name(&mut self.names);
        if self.names.len() - start > LONGEST {
            cut(&mut self.names, start);
        }
        let name = Place((start as u64) << 8 | (self.names.len() - start) as u64);
        self.new.push(Item { hash, least, count: times, name });
    }

    /// How many wait to be put in their places.
    pub(super) fn waiting(&self) -> usize {
        self.new.len()
    }

    /// Puts those that wait in their places. Only then is known what else is asked for.
    pub(super) fn settle(&mut self) {
        let Kept { things, new, room, order, .. } = self;
        order.extend((0..).zip(&*new).map(|(at, item)| (item.hash, at)));
        order.sort_unstable_by_key(|(hash, _)| *hash);
        room.reserve(things.len() + new.len());
        let mut old = things.as_slice();
        for (hash, at) in order.drain(..) {
            while let [item, rest @ ..] = old
                && item.hash <= hash
            {
                room.push(*item);
                old = rest;
            }
            let item = new[at];
            match room.last_mut().filter(|last| last.hash == hash) {
                Some(last) => {
                    last.least = last.least.min(item.least);
                    last.count = last.count.saturating_add(item.count);
                }
                None => room.push(item),
            }
        }
        room.extend_from_slice(old);
        std::mem::swap(things, room);
        room.clear();
        new.clear();
        self.pack_names();
    }

    /// Leaves out names of which there is no thing any more, if they are half of all.
    fn pack_names(&mut self) {
        let used: usize = self.things.iter().map(|item| item.name.range().len()).sum();
        if used <= self.names.len() / 2 {
            let old = std::mem::replace(&mut self.names, Vec::with_capacity(used));
            for item in &mut self.things {
                let name = &old[item.name.range()];
                item.name = Place((self.names.len() as u64) << 8 | name.len() as u64);
                self.names.extend_from_slice(name);
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.things.len()
    }

    /// Forgets all counts; `each` is told of every one.
    pub(super) fn take_counts(&mut self, mut each: impl FnMut(u64, u64)) {
        self.things.iter_mut().for_each(|item| each(item.hash, std::mem::take(&mut item.count)));
    }

    /// The `n`th least hash of a thing and a record; the greatest there can be, if there are not so many things.
    pub(super) fn nth_least(&self, n: usize) -> u64 {
        let mut all: Vec<u64> = self.things.iter().map(|item| item.least).collect();
        match n.checked_sub(1) {
            Some(last) if last < all.len() => *all.select_nth_unstable(last).1,
            _ => u64::MAX,
        }
    }

    /// Forgets the things with a greater hash of it and a record.
    pub(super) fn forget_over(&mut self, limit: u64) {
        self.things.retain(|item| item.least <= limit);
    }

    /// All that are remembered, by hash.
    pub(super) fn iter(&self) -> impl Iterator<Item = Thing<'_>> {
        self.things.iter().map(|item| Thing {
            hash: item.hash,
            least: item.least,
            count: item.count,
            name: std::str::from_utf8(&self.names[item.name.range()]).unwrap_or_default(),
        })
    }
}

impl Place {
    fn range(self) -> std::ops::Range<usize> {
        let start = (self.0 >> 8) as usize;
        start..start + (self.0 & 0xFF) as usize
    }
}

/// Cuts the name that begins at `start` between two characters.
#[cold]
fn cut(names: &mut Vec<u8>, start: usize) {
    let mut end = start + LONGEST;
    // A byte that goes on with a character.
    while names[end] & 0xC0 == 0x80 {
        end -= 1;
    }
    names.truncate(end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn long_names_are_cut() {
        let mut kept = Kept::default();
        kept.put(7, 1, 0, |names| names.extend("a".repeat(254).into_bytes()));
        kept.put(8, 1, 0, |names| names.extend(format!("a{}", "é".repeat(1000)).into_bytes()));
        kept.put(9, 1, 0, |names| names.extend("é".repeat(1000).into_bytes()));
        kept.put(10, 1, 0, |names| names.extend(b"next"));
        kept.settle();
        let names: Vec<_> = kept.iter().map(|thing| thing.name).collect();
        let expected = ["a".repeat(254), format!("a{}", "é".repeat(127)), "é".repeat(127), "next".to_owned()];
        assert_eq!(names, expected);
    }

    #[test]
    fn names_that_were_forgotten_take_no_room() {
        let mut kept = Kept::default();
        for hash in 0..10_000 {
            kept.put(hash, 1, 10_000 - hash, |names| names.extend(b"a name"));
            if hash % 100 == 99 {
                kept.settle();
                kept.forget_over(10_000 - hash + 50);
            }
        }
        assert!(kept.len() <= 51 && kept.names.len() < 6 * 400, "{} {}", kept.len(), kept.names.len());
        assert!(kept.iter().all(|thing| thing.name == "a name"));
    }

    proptest! {
        #[test]
        fn as_a_map_does(
            puts in prop::collection::vec((0_u64..40, 0_u64..9, 0_u64..100, any::<bool>()), 0..300),
            limit in 0_u64..100,
        ) {
            let (mut kept, mut map) = (Kept::default(), BTreeMap::<u64, (u64, u64)>::new());
            for (i, (hash, times, least, settle)) in puts.into_iter().enumerate() {
                if i == 200 {
                    kept.settle();
                    kept.forget_over(limit);
                    map.retain(|_, (_, least)| *least <= limit);
                }
                kept.put(hash, times, least, |names| names.extend(format!("{hash}€").bytes()));
                let known = map.entry(hash).or_insert((0, u64::MAX));
                *known = (known.0 + times, known.1.min(least));
                if settle {
                    kept.settle();
                }
            }
            kept.settle();
            prop_assert_eq!(kept.waiting(), 0);
            prop_assert_eq!(kept.len(), map.len());
            let mut leasts: Vec<u64> = map.values().map(|(_, least)| *least).collect();
            leasts.sort_unstable();
            for n in 0..=leasts.len() + 1 {
                let nth = n.checked_sub(1).and_then(|n| leasts.get(n)).copied();
                prop_assert_eq!(kept.nth_least(n), nth.unwrap_or(u64::MAX));
            }
            let all: BTreeMap<u64, (u64, u64)> = kept.iter().map(|t| (t.hash, (t.count, t.least))).collect();
            prop_assert_eq!(all, map);
            prop_assert!(kept.iter().all(|t| t.name.strip_suffix('€') == Some(t.hash.to_string().as_str())));
        }
    }
}
