//! Things that are remembered by name, found by their hashes.

use std::iter;

use copydesk_text::measure::Index;

/// Names and numbers by hashes, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    items: Vec<Item>,
    index: Index,
    /// The names of the items, one after the other, in UTF-8.
    names: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    hash: u64,
    least: u64,
    count: u64,
    /// Where its name ends. It begins where the one before ends.
    name_end: usize,
}

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
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Looks where the things with these hashes are, so that they come into the cache, all at the same time.
    #[inline]
    pub(super) fn fetch(&self, hashes: impl Iterator<Item = u64>) {
        self.index.fetch(hashes, |at| self.items.get(at).map(|item| item.least));
    }

    /// Counts the thing with this `hash`, which came so many `times`; `name` appends what it is called, where it is new.
    /// Returns whether it is.
    #[inline]
    pub(super) fn put(&mut self, hash: u64, times: u64, least: u64, name: impl FnOnce(&mut Vec<u8>)) -> bool {
        if self.index.is_full() {
            self.index.rebuild(self.items.iter().map(|item| item.hash));
        }
        let Some(at) = self.index.find(hash, |at| self.items[at].hash == hash) else {
            name(&mut self.names);
            self.items.push(Item { hash, least, count: times, name_end: self.names.len() });
            return true;
        };
        let item = &mut self.items[at];
        item.count = item.count.saturating_add(times);
        item.least = item.least.min(least);
        false
    }

    /// Forgets all counts; `each` is told of every one.
    pub(super) fn take_counts(&mut self, mut each: impl FnMut(u64, u64)) {
        self.items.iter_mut().for_each(|item| each(item.hash, std::mem::take(&mut item.count)));
    }

    /// The `n`th least hash of a thing and a record; the greatest there can be, if there are not so many things.
    pub(super) fn nth_least(&self, n: usize) -> u64 {
        let mut all: Vec<u64> = self.items.iter().map(|item| item.least).collect();
        match n.checked_sub(1) {
            Some(last) if last < all.len() => *all.select_nth_unstable(last).1,
            _ => u64::MAX,
        }
    }

    /// Forgets the things with a greater hash of it and a record.
    pub(super) fn forget_over(&mut self, limit: u64) {
        let old = std::mem::take(&mut self.names);
        let mut start = 0;
        self.items.retain_mut(|item| {
            let name = start..item.name_end;
            start = item.name_end;
            let stays = item.least <= limit;
            if stays {
                self.names.extend_from_slice(&old[name]);
                item.name_end = self.names.len();
            }
            stays
        });
        self.index.rebuild(self.items.iter().map(|item| item.hash));
    }

    /// All that are remembered.
    pub(super) fn iter(&self) -> impl Iterator<Item = Thing<'_>> {
        let starts = iter::once(0).chain(self.items.iter().map(|item| item.name_end));
        self.items.iter().zip(starts).map(|(item, start)| Thing {
            hash: item.hash,
            least: item.least,
            count: item.count,
            name: std::str::from_utf8(&self.names[start..item.name_end]).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn as_a_map_does(
            // Few places, and few tags.
            puts in prop::collection::vec((0_u64..4, 0_u64..40, 0_u64..9, 0_u64..100), 0..300),
            limit in 0_u64..100,
        ) {
            let (mut kept, mut map) = (Kept::default(), BTreeMap::<u64, (u64, u64)>::new());
            for (i, (tag, place, times, least)) in puts.into_iter().enumerate() {
                if i == 200 {
                    kept.forget_over(limit);
                    map.retain(|_, (_, least)| *least <= limit);
                }
                let hash = tag << 32 | place;
                let new = kept.put(hash, times, least, |names| names.extend(format!("{hash}€").bytes()));
                prop_assert_eq!(new, !map.contains_key(&hash));
                let known = map.entry(hash).or_insert((0, u64::MAX));
                *known = (known.0 + times, known.1.min(least));
            }
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
