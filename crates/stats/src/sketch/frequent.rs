//! Which things come most often.

use std::borrow::Cow;

use copydesk_text::measure::mix;

use super::counts::Counts;
use super::kept::{Kept, Thing};
use crate::partial::{Broken, Reader, Writer};

/// How often the most frequent of many things come.
///
/// Up to `exact` different things are counted exactly. With more, a sketch counts all of them ([`Counts`]), and some of
/// them are remembered by name: those with the least hashes of thing and place, so that how often a thing comes decides
/// whether it is remembered. All is the same in any order and however the records were split.
#[derive(Clone, Debug)]
pub(crate) struct Frequent {
    kept: Kept,
    /// Counts that things share; none while all is exact.
    counts: Counts,
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

/// One of the most frequent things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Top {
    pub(crate) name: String,
    pub(crate) count: u64,
}

impl Frequent {
    /// Nothing yet.
    pub(crate) fn new(bounds: Bounds) -> Self {
        Frequent { kept: Kept::default(), counts: Counts::default(), total: 0, bounds, limit: u64::MAX }
    }

    /// Takes in `things` of the record with the hash `record`. `of` says of each its hash, how often it came, and where;
    /// `name` appends what it is called in UTF-8.
    pub(crate) fn add<T>(
        &mut self,
        things: &[T],
        record: u64,
        of: impl Fn(&T) -> (u64, u64, u64),
        mut name: impl FnMut(&T, &mut Vec<u8>),
    ) {
        let exact = self.counts.is_empty();
        if !exact {
            self.counts.add_each(things.iter().map(|thing| of(thing).0));
        }
        for thing in things {
            let (hash, times, place) = of(thing);
            self.total += times;
            if times > 1 && !exact {
                self.counts.add(hash, times - 1);
            }
            // Turned, as the record may be hashed in the same way. What comes n times has about the least of n hashes.
            let pair = mix(hash.rotate_left(32) ^ record.wrapping_add(place << 1)) >> UNUSED_BITS;
            let least = if times > 1 { pair / times } else { pair };
            if least <= self.limit {
                self.kept.put(hash, if exact { times } else { 0 }, least, |names| name(thing, names));
            }
        }
        self.settle_if_due();
    }

    fn settle_if_due(&mut self) {
        self.counts.count_if_many();
        // Where few are kept, few wait.
        if self.kept.waiting() >= self.bounds.names / 4 {
            self.settle();
        }
    }

    /// Sees to it that not too much is kept.
    fn settle(&mut self) {
        self.kept.settle();
        if self.counts.is_empty() && self.kept.len() > self.bounds.exact {
            self.begin_sketch();
        }
        if !self.counts.is_empty() && self.kept.len() > self.bounds.names {
            self.limit = self.kept.nth_least(self.bounds.names);
            self.kept.forget_over(self.limit);
        }
    }

    /// The same, of which nothing waits.
    fn settled(&self) -> Cow<'_, Frequent> {
        if self.kept.waiting() == 0 {
            return Cow::Borrowed(self);
        }
        let mut all = self.clone();
        all.settle();
        Cow::Owned(all)
    }

    #[cold]
    fn begin_sketch(&mut self) {
        self.counts = Counts::new(self.bounds.counts);
        self.kept.take_counts(|hash, count| self.counts.add(hash, count));
    }

    /// So many names are kept for good.
    fn names_kept(&self) -> usize {
        if self.counts.is_empty() { self.bounds.exact } else { self.bounds.names }
    }

    /// Those that are remembered, in an order of their own; none waits.
    fn things(&self) -> Vec<Thing<'_>> {
        let mut all: Vec<_> = self.kept.iter().collect();
        all.sort_unstable_by_key(|kept| (kept.least, kept.hash));
        all.truncate(self.names_kept());
        all
    }

    /// Takes in all that `other` has.
    pub(crate) fn merge(&mut self, other: &Frequent) {
        let other = other.settled();
        self.total = self.total.saturating_add(other.total);
        if !other.counts.is_empty() && self.counts.is_empty() {
            self.kept.settle();
            self.begin_sketch();
        }
        self.counts.merge(&other.counts);
        // Those that it has left out for good are none of ours either.
        self.limit = self.limit.min(other.limit);
        let exact = self.counts.is_empty();
        for kept in other.kept.iter() {
            if !exact {
                self.counts.add(kept.hash, kept.count);
            }
            if kept.least <= self.limit {
                let times = if exact { kept.count } else { 0 };
                self.kept.put(kept.hash, times, kept.least, |names| names.extend_from_slice(kept.name.as_bytes()));
            }
        }
        self.settle_if_due();
    }

    /// Of all counts.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// The `n` most frequent things, and how far off their counts are in 95 of 100 cases: not at all, if all is exact.
    pub(crate) fn top(&self, n: usize) -> (Vec<Top>, u64) {
        let all = self.settled();
        let exact = all.counts.is_empty();
        let counts = all.counts.counted();
        let count = |kept: &Thing<'_>| if exact { kept.count } else { counts.estimate(kept.hash, all.total) };
        let mut top: Vec<_> = all.things().into_iter().map(|kept| (count(&kept), kept.name)).collect();
        let by_count = |a: &(u64, &str), b: &(u64, &str)| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1));
        if n < top.len() {
            top.select_nth_unstable_by(n, by_count);
            top.truncate(n);
        }
        top.sort_unstable_by(by_count);
        let top = top.into_iter().map(|(count, name)| Top { name: name.to_owned(), count }).collect();
        (top, if exact { 0 } else { counts.error() })
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        let all = self.settled();
        out.number(all.total);
        let things = all.things();
        out.number(things.len() as u64);
        let mut last = 0;
        for kept in things {
            out.number(kept.least - last);
            out.raw(&kept.hash.to_le_bytes());
            out.text(kept.name);
            out.number(kept.count);
            last = kept.least;
        }
        out.number(u64::from(!all.counts.is_empty()));
        all.counts.write(out);
    }

    /// Reads into this, which is new.
    pub(crate) fn read(mut self, from: &mut Reader<'_>) -> Result<Self, Broken> {
        self.total = from.number()?;
        let (mut least, mut last, mut counted) = (0_u64, None, false);
        let things = from.length(self.bounds.exact)?;
        for _ in 0..things {
            least = least.checked_add(from.number()?).ok_or(Broken)?;
            let hash = from.raw(8)?.try_into().map(u64::from_le_bytes).map_err(|_| Broken)?;
            let name = from.text()?;
            let count = from.number()?;
            counted |= count > 0;
            self.kept.put(hash, count, least, |names| names.extend(name.into_bytes()));
            if last.replace((least, hash)) >= Some((least, hash)) {
                return Err(Broken);
            }
        }
        self.kept.settle();
        // None may come twice.
        if self.kept.len() < things {
            return Err(Broken);
        }
        if from.flag()? {
            self.limit = least;
            self.counts = Counts::read(self.bounds.counts, from)?;
            // Then the sketch alone counts.
            if counted || self.kept.len() > self.bounds.names {
                return Err(Broken);
            }
        }
        Ok(self)
    }
}

impl PartialEq for Frequent {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.settled(), other.settled());
        (one.total, &one.counts, one.things()) == (two.total, &two.counts, two.things())
    }
}

impl Eq for Frequent {}

/// So many bits of a hash of thing and place are left out, which makes it shorter in a state.
const UNUSED_BITS: u32 = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn bounds(exact: usize) -> Bounds {
        Bounds { exact, names: exact / 2, counts: 32 }
    }

    fn add(frequent: &mut Frequent, things: &[impl Copy + Into<u64> + ToString], record: u64) {
        frequent.add(
            things,
            record,
            |t| (mix((*t).into() + 1), 1, 0),
            |t, names| names.extend(t.to_string().into_bytes()),
        );
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
        assert!(frequent.kept.len() <= 1 << 10 && frequent.kept.waiting() < 1 << 8, "{}", frequent.kept.len());
        let (top, error) = frequent.top(20);
        assert_eq!(frequent.total(), all);
        let right = top.iter().filter(|t| exact[&t.name.parse().unwrap()].abs_diff(t.count) <= error).count();
        assert!(right >= 19 && error > 0 && error < 200, "{right} {error} {top:?}");
        let names: Vec<_> = top[..10].iter().map(|t| t.name.as_str()).collect();
        assert_eq!(names, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    }

    #[test]
    fn a_thing_counts_as_often_as_it_comes() {
        let mut frequent = Frequent::new(Bounds { counts: 1 << 12, ..bounds(8) });
        for record in 0..40 {
            let thing = |n: &u64| (mix(n + 1), if *n == 7 { 5 } else { 1 }, 0);
            let name = |n: &u64, names: &mut Vec<u8>| names.extend(n.to_string().into_bytes());
            frequent.add(&[7, 100 + record, 200 + record, 300 + record], mix(record), thing, name);
        }
        assert!(!frequent.settled().counts.is_empty());
        let (top, error) = frequent.top(1);
        assert!(top[0].name == "7" && top[0].count.abs_diff(200) <= 1, "{top:?} {error}");
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
