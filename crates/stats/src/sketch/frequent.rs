//! Which things come most often.

use std::collections::BTreeMap;

use copydesk_text::measure::{Hashes, mix};

use crate::partial::{Broken, Reader, Writer};

/// How often the most frequent of many things come.
///
/// Up to `exact` different things are counted exactly. With more, a sketch counts all of them (Count-Min, Cormode and
/// Muthukrishnan 2005, read as Deng and Rafiei 2007 do), and some of them are remembered by name: those with the
/// least hashes of thing and place, so that how often a thing comes decides whether it is remembered. All
/// is the same in any order and however the records were split.
#[derive(Clone, Debug)]
pub(crate) struct Frequent {
    kept: Hashes<Kept>,
    /// The names of those that are kept, and of some that were.
    names: String,
    /// Counts that things share, less what is carried; empty while all is exact.
    counts: Vec<u32>,
    /// By place in `counts`: how often the count there has run over.
    carried: BTreeMap<usize, u64>,
    /// Of all counts.
    total: u64,
    bounds: Bounds,
    /// A thing with a greater hash in a record is not remembered for it.
    limit: u64,
}

/// How much is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Up to so many different things all is exact.
    pub(crate) exact: usize,
    /// Beyond, so many are remembered by name; not more than are exact.
    pub(crate) names: usize,
    /// And so many counts are in the sketch, a power of two and at least 2.
    pub(crate) counts: usize,
}

#[derive(Clone, Copy, Debug)]
struct Kept {
    /// Where its name stands in the names.
    name: (usize, usize),
    /// How often it came, while all is exact.
    count: u64,
    /// The least hash of it and a record.
    least: u64,
}

/// One that is remembered, for good.
#[derive(Debug, PartialEq, Eq)]
struct Settled<'a> {
    least: u64,
    hash: u64,
    name: &'a str,
    count: u64,
}

/// One of the most frequent things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Top<'a> {
    pub(crate) name: &'a str,
    pub(crate) count: u64,
}

impl Frequent {
    /// Nothing yet.
    pub(crate) fn new(bounds: Bounds) -> Self {
        Frequent {
            kept: Hashes::default(),
            names: String::new(),
            counts: Vec::new(),
            carried: BTreeMap::new(),
            total: 0,
            bounds,
            limit: u64::MAX,
        }
    }

    /// Takes in `things` of the record with the hash `record`. `of` says of each its hash, how often it came, and where;
    /// `name` appends what it is called, where it is new.
    pub(crate) fn add<T>(
        &mut self,
        things: &[T],
        record: u64,
        of: impl Fn(&T) -> (u64, u64, u64),
        mut name: impl FnMut(&T, &mut String),
    ) {
        // Turned, as the record may be hashed in the same way. What comes n times has about the least of n hashes.
        let pair = |(hash, times, place): (u64, u64, u64)| {
            (mix(hash.rotate_left(32) ^ record.wrapping_add(place << 1)) >> UNUSED_BITS) / times.max(1)
        };
        self.total += things.iter().map(|thing| of(thing).1).sum::<u64>();
        if self.counts.is_empty() {
            for thing in things {
                let (hash, times, _) = of(thing);
                self.put(hash, times, pair(of(thing)), |names| name(thing, names));
            }
            return;
        }
        // In a loop of its own, so that many places are asked for at the same time.
        for thing in things {
            let (hash, times, _) = of(thing);
            self.count(hash, times);
        }
        for thing in things {
            let (hash, times, _) = of(thing);
            let least = pair(of(thing));
            if least <= self.limit {
                self.keep(hash, times, least, |names| name(thing, names));
            }
        }
    }

    #[inline]
    fn put(&mut self, hash: u64, times: u64, least: u64, name: impl FnOnce(&mut String)) {
        if !self.counts.is_empty() {
            self.count(hash, times);
        }
        if least <= self.limit {
            self.keep(hash, times, least, name);
        }
    }

    /// Counts a thing in the sketch.
    #[inline]
    fn count(&mut self, hash: u64, times: u64) {
        for at in places(hash, self.counts.len()) {
            self.add_at(at, times);
        }
    }

    #[inline]
    fn add_at(&mut self, at: usize, times: u64) {
        let sum = u64::from(self.counts[at]) + (times & LOW);
        self.counts[at] = (sum & LOW) as u32;
        if (sum | times) > LOW {
            *self.carried.entry(at).or_default() += (sum >> 32) + (times >> 32);
        }
    }

    /// The count at a place in the sketch.
    fn at(&self, at: usize) -> u64 {
        u64::from(self.counts[at]) + (self.carried.get(&at).copied().unwrap_or(0) << 32)
    }

    fn keep(&mut self, hash: u64, times: u64, least: u64, name: impl FnOnce(&mut String)) {
        let exact = self.counts.is_empty();
        let names = &mut self.names;
        let kept = self.kept.entry(hash).or_insert_with(|| {
            let start = names.len();
            name(names);
            Kept { name: (start, names.len()), count: 0, least }
        });
        kept.count += if exact { times } else { 0 };
        kept.least = kept.least.min(least);
        if exact && self.kept.len() > self.bounds.exact {
            self.begin_sketch();
        }
        // Not one by one, as each time takes a look at all.
        if !self.counts.is_empty() && self.kept.len() > self.bounds.names + self.bounds.names / 4 {
            self.limit = self.last_kept();
            let limit = self.limit;
            self.kept.retain(|_, kept| kept.least <= limit);
            let old = std::mem::take(&mut self.names);
            for kept in self.kept.values_mut() {
                let start = self.names.len();
                self.names.push_str(&old[kept.name.0..kept.name.1]);
                kept.name = (start, self.names.len());
            }
        }
    }

    #[cold]
    fn begin_sketch(&mut self) {
        self.counts = vec![0; self.bounds.counts];
        let counts: Vec<_> =
            self.kept.iter_mut().map(|(hash, kept)| (*hash, std::mem::take(&mut kept.count))).collect();
        counts.into_iter().for_each(|(hash, times)| self.count(hash, times));
    }

    /// So many names are kept for good.
    fn names_kept(&self) -> usize {
        if self.counts.is_empty() { self.bounds.exact } else { self.bounds.names }
    }

    /// The greatest hash among those of the things that are remembered.
    fn last_kept(&self) -> u64 {
        let mut all: Vec<u64> = self.kept.values().map(|kept| kept.least).collect();
        let last = self.names_kept().saturating_sub(1);
        if last < all.len() { *all.select_nth_unstable(last).1 } else { u64::MAX }
    }

    /// Those that are remembered, in an order of their own.
    fn settled(&self) -> Vec<Settled<'_>> {
        let last = self.last_kept();
        let kept = self.kept.iter().filter(|(_, kept)| kept.least <= last);
        let mut all: Vec<_> = kept
            .map(|(hash, kept)| Settled { least: kept.least, hash: *hash, name: self.name(kept), count: kept.count })
            .collect();
        all.sort_unstable_by_key(|kept| (kept.least, kept.hash));
        all.truncate(self.names_kept());
        all
    }

    fn name(&self, kept: &Kept) -> &str {
        &self.names[kept.name.0..kept.name.1]
    }

    /// Takes in all that `other` has.
    pub(crate) fn merge(&mut self, other: &Frequent) {
        self.total += other.total;
        if !other.counts.is_empty() && self.counts.is_empty() {
            self.begin_sketch();
        }
        (0..other.counts.len()).for_each(|at| self.add_at(at, other.at(at)));
        // Those that it has left out for good are none of ours either.
        self.limit = self.limit.min(other.limit);
        for (hash, kept) in &other.kept {
            self.put(*hash, kept.count, kept.least, |names| names.push_str(other.name(kept)));
        }
    }

    /// Of all counts.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// The `n` most frequent things, and how far off their counts are in 95 of 100 cases: not at all, if all is exact.
    pub(crate) fn top(&self, n: usize) -> (Vec<Top<'_>>, u64) {
        let exact = self.counts.is_empty();
        let count = |hash: u64, kept: &Kept| if exact { kept.count } else { self.estimate(hash) };
        let last = self.last_kept();
        let kept = self.kept.iter().filter(|(_, kept)| kept.least <= last);
        let mut all: Vec<_> =
            kept.map(|(hash, kept)| Top { name: self.name(kept), count: count(*hash, kept) }).collect();
        let by_count = |a: &Top<'_>, b: &Top<'_>| b.count.cmp(&a.count).then_with(|| a.name.cmp(b.name));
        if n < all.len() {
            all.select_nth_unstable_by(n, by_count);
            all.truncate(n);
        }
        all.sort_unstable_by(by_count);
        (all, if exact { 0 } else { self.error() })
    }

    /// What the sketch says of a thing: the least of its counts, without the share that other things have in any.
    fn estimate(&self, hash: u64) -> u64 {
        let least = places(hash, self.counts.len()).map(|at| self.at(at)).into_iter().min().unwrap_or(0);
        least.saturating_sub(self.total.saturating_sub(least) / (self.bounds.counts as u64 / 2))
    }

    /// How far 95 of 100 counts of the sketch are from the middle one at most: things that are not in a count leave
    /// no more in it.
    fn error(&self) -> u64 {
        let mut all: Vec<u64> = (0..self.counts.len()).map(|at| self.at(at)).collect();
        let middle = *all.select_nth_unstable(self.counts.len() / 2).1;
        all.iter_mut().for_each(|n| *n = n.abs_diff(middle));
        *all.select_nth_unstable(self.counts.len() * 95 / 100).1
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.number(self.total);
        let settled = self.settled();
        out.number(settled.len() as u64);
        let mut last = 0;
        for kept in settled {
            out.number(kept.least - last);
            out.raw(&kept.hash.to_le_bytes());
            out.text(kept.name);
            out.number(kept.count);
            last = kept.least;
        }
        out.number(u64::from(!self.counts.is_empty()));
        (0..self.counts.len()).for_each(|at| out.number(self.at(at)));
    }

    /// Reads into this, which is new.
    pub(crate) fn read(mut self, from: &mut Reader<'_>) -> Result<Self, Broken> {
        self.total = from.number()?;
        let mut least = 0_u64;
        for _ in 0..from.length(self.bounds.exact)? {
            least = least.checked_add(from.number()?).ok_or(Broken)?;
            let hash = from.raw(8)?.try_into().map(u64::from_le_bytes).map_err(|_| Broken)?;
            let start = self.names.len();
            self.names.push_str(&from.text()?);
            self.kept.insert(hash, Kept { name: (start, self.names.len()), count: from.number()?, least });
        }
        if from.length(1)? == 1 {
            self.limit = least;
            self.counts = vec![0; self.bounds.counts];
            for at in 0..self.counts.len() {
                self.add_at(at, from.number()?);
            }
        }
        Ok(self)
    }
}

impl PartialEq for Frequent {
    fn eq(&self, other: &Self) -> bool {
        (self.total, &self.counts, &self.carried, self.settled())
            == (other.total, &other.counts, &other.carried, other.settled())
    }
}

impl Eq for Frequent {}

/// The part of a count that is not carried.
const LOW: u64 = u32::MAX as u64;

/// So many bits of a hash of thing and place are left out, which makes it shorter in a state.
const UNUSED_BITS: u32 = 16;

/// Where the two counts of a thing are among `counts`, of which each half has one. They are independent: of places in
/// one line of the cache there are so few pairs that a rare thing often shares both with a frequent one, and takes a
/// place among the most frequent.
#[inline]
fn places(hash: u64, counts: usize) -> [usize; 2] {
    // A power of two.
    let half = counts / 2;
    [hash as usize & (half - 1), half + ((hash >> 32) as usize & (half - 1))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bounds(exact: usize) -> Bounds {
        Bounds { exact, names: exact / 2, counts: 32 }
    }

    fn add(frequent: &mut Frequent, things: &[impl Copy + Into<u64> + ToString], record: u64) {
        frequent.add(things, record, |t| (mix((*t).into() + 1), 1, 0), |t, names| names.push_str(&t.to_string()));
    }

    /// Records of things: those of a record that come more often have small numbers.
    fn of(records: &[Vec<u16>], most: usize) -> Frequent {
        let mut frequent = Frequent::new(bounds(most));
        for (at, record) in records.iter().enumerate() {
            let record_hash = mix(at as u64 + 1).wrapping_add(mix(record.len() as u64));
            add(&mut frequent, record, record_hash);
        }
        frequent
    }

    #[test]
    fn the_most_frequent_of_many_are_found() {
        // Zipf's law: thing k comes in every (k + 1)th record, and each record has ten things of its own.
        let mut frequent = Frequent::new(Bounds { exact: 1 << 10, names: 1 << 10, counts: 1 << 13 });
        let (mut exact, mut all) = (BTreeMap::<u64, u64>::new(), 0);
        for record in 0..20_000_u64 {
            let common = (0..2000).filter(|k| record % (k + 1) == 0);
            let things: Vec<u64> = common.chain((0..10).map(|own| 10_000 + record * 10 + own)).collect();
            add(&mut frequent, &things, mix(record));
            all += things.len() as u64;
            things.into_iter().for_each(|thing| *exact.entry(thing).or_default() += 1);
        }
        let (top, error) = frequent.top(20);
        assert_eq!(frequent.total(), all);
        let right = top.iter().filter(|t| exact[&t.name.parse().unwrap()].abs_diff(t.count) <= error).count();
        assert!(right >= 19 && error > 0 && error < 200, "{right} {error} {top:?}");
        let names: Vec<_> = top[..10].iter().map(|t| t.name).collect();
        assert_eq!(names, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    }

    proptest! {
        #[test]
        fn few_things_are_counted_exactly(records in prop::collection::vec(prop::collection::vec(0_u16..30, 0..9), 0..30)) {
            let frequent = of(&records, 30);
            let mut exact = BTreeMap::<u16, u64>::new();
            records.iter().flatten().for_each(|t| *exact.entry(*t).or_default() += 1);
            let (top, error) = frequent.top(100);
            prop_assert_eq!((top.len(), error), (exact.len(), 0));
            for t in top {
                prop_assert_eq!(t.count, exact[&t.name.parse().unwrap()]);
            }
        }

        #[test]
        fn counts_run_over_and_stay(times in prop::collection::vec(any::<u32>(), 0..20)) {
            let mut frequent = Frequent::new(bounds(0));
            times.iter().for_each(|n| frequent.add(&[()], 1, |()| (5, u64::from(*n) << 8, 0), |_, _| ()));
            let all = times.iter().map(|n| u64::from(*n) << 8).sum::<u64>();
            prop_assert!(times.is_empty() || frequent.at(places(5, 32)[1]) == all);
        }

        #[test]
        fn order_and_shards_make_no_difference(
            records in prop::collection::vec(prop::collection::vec(0_u16..60, 0..9), 0..40),
            cut in 0_usize..40,
            most in 1_usize..40,
        ) {
            let all = of(&records, most);
            // The records keep their hashes, wherever they are.
            let (mut left, mut right) = (Frequent::new(bounds(most)), Frequent::new(bounds(most)));
            for (at, record) in records.iter().enumerate().rev() {
                let record_hash = mix(at as u64 + 1).wrapping_add(mix(record.len() as u64));
                let part = if at < cut { &mut left } else { &mut right };
                add(part, record, record_hash);
            }
            let mut other_way = right.clone();
            other_way.merge(&left);
            left.merge(&right);
            prop_assert_eq!(&left, &all);
            prop_assert_eq!(&other_way, &all);
            let mut out = Writer::default();
            left.write(&mut out);
            let mut from = Reader::new(out.bytes());
            prop_assert_eq!(Frequent::new(bounds(most)).read(&mut from).unwrap(), all);
            prop_assert!(from.is_empty());
        }
    }
}
