//! Things with their names, of some of the places where they come.

use std::collections::HashMap;
use std::ops::Range;

/// The things of a sample of parts, where a part is a short stretch of a record: those with the least hashes, until there
/// are enough things. The parts that are kept depend on their hashes alone, so that things are more likely to be among
/// them the more often they come, and that order and shards make no difference.
///
/// What comes is put behind the others as it is, and put in order when there is much more than is kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    parts: Vec<Part>,
    /// So many parts, the first ones, are in the order of their hashes, and none is there again.
    settled: usize,
    things: Things,
    /// Empty, and used again and again.
    room: Things,
}

/// The things of all parts, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Things {
    hashes: Vec<u64>,
    /// The lengths of their names, and the names, in UTF-8.
    lengths: Vec<u8>,
    names: Vec<u8>,
}

#[derive(Clone, Debug)]
struct Part {
    hash: u64,
    /// How often the same part came.
    times: u64,
    /// Where its things are, and their names.
    things: Range<usize>,
    names: Range<usize>,
}

/// Longer names are cut.
pub(super) const LONGEST: usize = u8::MAX as usize;

impl Sample {
    /// Takes in a part, of which `put` puts all things in; a part without any is none.
    #[inline]
    pub(super) fn add(&mut self, hash: u64, times: u64, put: impl FnOnce(&mut Things)) {
        let (things, names) = (self.things.hashes.len(), self.things.names.len());
        put(&mut self.things);
        let (things, names) = (things..self.things.hashes.len(), names..self.things.names.len());
        if !things.is_empty() {
            self.parts.push(Part { hash, times, things, names });
        }
    }

    /// How many things there are, also those that are not to be kept.
    pub(super) fn len(&self) -> usize {
        self.things.hashes.len()
    }

    /// Whether all is in order and there is no more than is kept.
    pub(super) fn is_settled(&self) -> bool {
        self.settled == self.parts.len()
    }

    /// Keeps parts until they have `enough` things, and forgets the others: those with a greater hash than it returns.
    pub(super) fn settle(&mut self, enough: usize) -> u64 {
        // Which knows that most of them are in order.
        self.parts.sort_by_key(|part| part.hash);
        // Equal parts have the same things.
        self.parts.dedup_by(|part, first| {
            let same = part.hash == first.hash;
            first.times = first.times.saturating_add(u64::from(same) * part.times);
            same
        });
        let mut limit = u64::MAX;
        let mut kept = 0;
        for part in &mut self.parts {
            (part.things, part.names) = self.room.append(&self.things, part);
            kept += 1;
            if part.things.end >= enough {
                limit = part.hash;
                break;
            }
        }
        self.parts.truncate(kept);
        self.settled = kept;
        std::mem::swap(&mut self.things, &mut self.room);
        self.room.clear();
        limit
    }

    /// Takes in the parts of `other` whose hash is not greater than `limit`.
    pub(super) fn merge(&mut self, other: &Sample, limit: u64) {
        for part in other.parts.iter().filter(|part| part.hash <= limit) {
            let (things, names) = self.things.append(&other.things, part);
            self.parts.push(Part { things, names, ..*part });
        }
    }

    /// Calls `each` with the hash of each thing, as often as it is there, and how often its part came.
    pub(super) fn each(&self, mut each: impl FnMut(u64, u64)) {
        for part in &self.parts {
            self.things.hashes[part.things.clone()].iter().for_each(|hash| each(*hash, part.times));
        }
    }

    /// The parts, of each its hash, how often it came, and its things with their names.
    pub(super) fn parts(
        &self,
    ) -> impl ExactSizeIterator<Item = (u64, u64, impl ExactSizeIterator<Item = (u64, &str)>)> {
        self.parts.iter().map(move |part| {
            let mut end = part.names.start;
            let things = part.things.clone().map(move |at| {
                let start = end;
                end += usize::from(self.things.lengths[at]);
                (self.things.hashes[at], std::str::from_utf8(&self.things.names[start..end]).unwrap_or_default())
            });
            (part.hash, part.times, things)
        })
    }

    /// The different things by their hashes: how often each came in the parts, and its name where it came first.
    pub(super) fn different(&self) -> HashMap<u64, (u64, &str)> {
        let mut all = HashMap::with_capacity(self.len());
        for (_, times, things) in self.parts() {
            for (hash, name) in things {
                let (count, _) = all.entry(hash).or_insert((0_u64, name));
                *count = count.saturating_add(times);
            }
        }
        all
    }
}

impl Things {
    /// Puts the thing with this `hash` behind the others; `name` appends what it is called.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "it is cut before")]
    pub(crate) fn put(&mut self, hash: u64, name: impl FnOnce(&mut Vec<u8>)) {
        let start = self.names.len();
        name(&mut self.names);
        if self.names.len() - start > LONGEST {
            cut(&mut self.names, start);
        }
        self.hashes.push(hash);
        self.lengths.push((self.names.len() - start) as u8);
    }

    /// Puts those of a part of `other` behind the others. Returns where they are, and their names.
    fn append(&mut self, other: &Things, part: &Part) -> (Range<usize>, Range<usize>) {
        let (things, names) = (self.hashes.len(), self.names.len());
        self.hashes.extend_from_slice(&other.hashes[part.things.clone()]);
        self.lengths.extend_from_slice(&other.lengths[part.things.clone()]);
        self.names.extend_from_slice(&other.names[part.names.clone()]);
        (things..self.hashes.len(), names..self.names.len())
    }

    fn clear(&mut self) {
        let Things { hashes, lengths, names } = self;
        hashes.clear();
        lengths.clear();
        names.clear();
    }
}

impl PartialEq for Sample {
    /// If both are settled.
    fn eq(&self, other: &Self) -> bool {
        self.parts.len() == other.parts.len()
            && self.parts().zip(other.parts()).all(|((hash, times, things), (other_hash, other_times, others))| {
                (hash, times) == (other_hash, other_times) && things.eq(others)
            })
    }
}

impl Eq for Sample {}

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

    fn put(sample: &mut Sample, part: u64, names: &[&str]) {
        sample.add(part, 1, |things| {
            for (hash, name) in (0..).zip(names) {
                things.put(hash, |all| all.extend_from_slice(name.as_bytes()));
            }
        });
    }

    #[test]
    fn long_names_are_cut() {
        let mut sample = Sample::default();
        let names = ["a".repeat(254), format!("a{}", "é".repeat(1000)), "é".repeat(1000), "next".to_owned()];
        put(&mut sample, 1, &names.each_ref().map(String::as_str));
        let expected = ["a".repeat(254), format!("a{}", "é".repeat(127)), "é".repeat(127), "next".to_owned()];
        let (_, _, things) = sample.parts().next().unwrap();
        assert_eq!(things.map(|(_, name)| name).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_limit_is_that_of_the_last_part_kept() {
        let mut sample = Sample::default();
        for part in [9, 3, 7, 5] {
            put(&mut sample, part, &["one", "two"]);
        }
        put(&mut sample, 4, &[]);
        assert_eq!((sample.len(), sample.is_settled()), (8, false));
        assert_eq!((sample.settle(9), sample.len()), (u64::MAX, 8));
        // What goes beyond is kept, as without it there is less than enough.
        assert_eq!((sample.settle(5), sample.len()), (7, 6));
        assert_eq!((sample.settle(4), sample.len(), sample.is_settled()), (5, 4, true));
        assert_eq!(sample.things.names.len(), 12);
    }

    proptest! {
        #[test]
        fn as_a_map_does(
            parts in prop::collection::vec((0_u64..30, any::<bool>()), 0..60),
            enough in 1_usize..60,
        ) {
            let (mut sample, mut other, mut map) = (Sample::default(), Sample::default(), BTreeMap::new());
            let names = |part: u64| (0..part % 4).map(|n| format!("{part}€{n}")).collect::<Vec<_>>();
            for (part, here) in parts {
                let into = if here { &mut sample } else { &mut other };
                let all = names(part);
                put(into, part, &all.iter().map(String::as_str).collect::<Vec<_>>());
                if !all.is_empty() {
                    *map.entry(part).or_insert(0) += 1;
                }
            }
            other.settle(usize::MAX);
            sample.merge(&other, 25);
            map.retain(|part, _| *part <= 25 || sample.parts().any(|(hash, ..)| hash == *part));
            let limit = sample.settle(enough);
            let (mut many, mut expected, mut least) = (0, Vec::new(), u64::MAX);
            for (part, times) in map {
                if many < enough {
                    many += names(part).len();
                    // Those that were left out of the merge are counted in one place only.
                    expected.push((part, if part <= 25 { Some(times) } else { None }, names(part)));
                    least = if many >= enough { part } else { u64::MAX };
                }
            }
            let found: Vec<_> = sample.parts().map(|(hash, times, things)| {
                (hash, (hash <= 25).then_some(times), things.map(|(_, name)| name.to_owned()).collect::<Vec<_>>())
            }).collect();
            prop_assert_eq!(found, expected);
            prop_assert_eq!((sample.len(), limit), (many, least));
        }
    }
}
