//! Which things come most often.

use std::borrow::Cow;
use std::cmp::Reverse;

use copydesk_text::measure::{WORDS_IN_PART, push_lower};

use super::counts::Counts;
use super::sample::{LONGEST, Sample, Things};
use crate::partial::{Broken, Reader, Writer};

/// How often the most frequent of many things come.
///
/// While there are no more than `exact` in all, they are counted exactly. With more, a sketch counts all of them
/// ([`Counts`]), and those of some parts of the records are remembered by name ([`Sample`]), so that how often a thing
/// comes decides whether it is remembered. All is the same in any order and however the records were split.
#[derive(Clone, Debug)]
pub(crate) struct Frequent {
    sample: Sample,
    /// Counts that things share; none while all is exact.
    counts: Counts,
    /// Of all counts.
    total: u64,
    bounds: Bounds,
    /// A part with a greater hash is not in the sample.
    limit: u64,
}

/// How much is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// While no more things come, all is exact.
    pub(crate) exact: u64,
    /// Beyond, about so many of them are remembered by name.
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
        Frequent { sample: Sample::default(), counts: Counts::default(), total: 0, bounds, limit: u64::MAX }
    }

    /// Begins a record in which so many things come in `total`, which are to be counted if there are [`Counts`] for them;
    /// its parts are to be added too.
    pub(crate) fn begin(&mut self, total: u64) -> Option<&mut Counts> {
        self.add_total(total);
        (!self.counts.is_empty()).then_some(&mut self.counts)
    }

    fn add_total(&mut self, total: u64) {
        self.total = self.total.saturating_add(total);
        if self.total > self.bounds.exact && self.counts.is_empty() {
            self.begin_sketch();
        }
    }

    #[cold]
    fn begin_sketch(&mut self) {
        self.counts = Counts::new(self.bounds.counts);
        self.sample.each(|hash, times| self.counts.add(hash, times));
        self.settle();
    }

    /// Takes in a part of a record, of which `put` puts in all things, if it is wanted.
    #[inline]
    pub(crate) fn add(&mut self, part: u64, put: impl FnOnce(&mut Things)) {
        if part <= self.limit {
            self.sample.add(part, 1, put);
            self.settle_if_due();
        }
    }

    fn settle_if_due(&mut self) {
        if !self.counts.is_empty() && self.sample.len() > self.bounds.names / 4 * 5 {
            self.settle();
        }
    }

    /// Sees to it that no more is kept than is to be.
    fn settle(&mut self) {
        let enough = if self.counts.is_empty() { usize::MAX } else { self.bounds.names };
        self.limit = self.sample.settle(enough).min(self.limit);
    }

    /// The same with no more than is to be kept.
    fn settled(&self) -> Cow<'_, Frequent> {
        if self.sample.is_settled() {
            return Cow::Borrowed(self);
        }
        let mut all = self.clone();
        all.settle();
        Cow::Owned(all)
    }

    /// Takes in all that `other` has.
    pub(crate) fn merge(&mut self, other: &Frequent) {
        self.add_total(other.total);
        if !self.counts.is_empty() {
            if other.counts.is_empty() {
                other.sample.each(|hash, times| self.counts.add(hash, times));
            } else {
                self.counts.merge(&other.counts);
            }
        }
        self.sample.merge(&other.sample, self.limit);
        self.settle_if_due();
    }

    /// Of all counts.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// The `n` most frequent things by their names in lower case, and how far off their counts are in 95 of 100 cases: not at all, if all is exact.
    pub(crate) fn top(&self, n: usize) -> (Vec<Top>, u64) {
        let all = self.settled();
        let exact = all.counts.is_empty();
        let counts = all.counts.counted();
        let count = |(hash, (times, name))| (if exact { times } else { counts.estimate(hash, all.total) }, name);
        let mut top: Vec<(u64, &str)> = all.sample.different().into_iter().map(count).collect();
        if n < top.len() {
            let least = top.select_nth_unstable_by_key(n, |(count, _)| Reverse(*count)).1.0;
            top.retain(|(count, _)| *count >= least);
        }
        let mut top: Vec<Top> = top.into_iter().map(|(count, name)| Top { name: lower(name), count }).collect();
        top.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        top.truncate(n);
        (top, if exact { 0 } else { counts.error() })
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        let all = self.settled();
        out.number(all.total);
        let parts = all.sample.parts();
        out.number(parts.len() as u64);
        let mut last = 0;
        for (hash, times, things) in parts {
            out.number(hash - last);
            last = hash;
            out.number(times);
            out.number(things.len() as u64);
            for (hash, name) in things {
                out.raw(&hash.to_le_bytes());
                out.text(name);
            }
        }
        all.counts.write(out);
    }

    /// Reads into this, which is new.
    pub(crate) fn read(mut self, from: &mut Reader<'_>) -> Result<Self, Broken> {
        self.add_total(from.number()?);
        let enough = if self.counts.is_empty() { self.bounds.exact } else { self.bounds.names as u64 };
        let mut last = None;
        for _ in 0..from.number()? {
            let hash = last.unwrap_or(0_u64).checked_add(from.number()?).ok_or(Broken)?;
            if last.replace(hash) >= Some(hash) || self.sample.len() as u64 >= enough {
                return Err(Broken);
            }
            let times = from.number()?;
            let mut things = Vec::new();
            for _ in 0..from.length(WORDS_IN_PART)? {
                let hash = from.raw(8)?.try_into().map(u64::from_le_bytes).map_err(|_| Broken)?;
                things.push((hash, from.text()?));
            }
            if times == 0 || things.is_empty() || things.iter().any(|(_, name)| name.len() > LONGEST) {
                return Err(Broken);
            }
            self.sample.add(hash, times, |all| {
                for (hash, name) in things {
                    all.put(hash, |names| names.extend(name.into_bytes()));
                }
            });
        }
        if !self.counts.is_empty() {
            self.counts = Counts::read(self.bounds.counts, from)?;
        }
        self.settle();
        Ok(self)
    }
}

/// Names are kept as they are written, of which most are never shown.
fn lower(name: &str) -> String {
    let mut lower = String::with_capacity(name.len());
    push_lower(name, &mut lower);
    lower
}

impl PartialEq for Frequent {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.settled(), other.settled());
        (one.total, &one.counts, &one.sample) == (two.total, &two.counts, &two.sample)
    }
}

impl Eq for Frequent {}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_text::measure::mix;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn bounds(exact: u64) -> Bounds {
        Bounds { exact, names: exact as usize / 2 + 1, counts: 32 }
    }

    /// Adds a record of one part, in which each of the `things` comes so many times.
    fn add(frequent: &mut Frequent, things: &[(u64, u64)], record: u64) {
        if let Some(counts) = frequent.begin(things.iter().map(|(_, times)| times).sum()) {
            for (thing, times) in things {
                counts.add_later(mix(thing + 1), *times);
            }
        }
        frequent.add(record, |all| {
            for (thing, times) in things {
                for _ in 0..*times {
                    all.put(mix(thing + 1), |names| names.extend(format!("N{thing}").into_bytes()));
                }
            }
        });
    }

    fn once(things: impl IntoIterator<Item = u64>) -> Vec<(u64, u64)> {
        things.into_iter().map(|thing| (thing, 1)).collect()
    }

    fn hash_of(at: usize, record: &[u64]) -> u64 {
        mix(at as u64 / 2 + 1).wrapping_add(mix(record.iter().fold(0, |h, thing| mix(h ^ (thing + 1)))))
    }

    fn of(records: &[Vec<u64>], most: u64) -> Frequent {
        let mut frequent = Frequent::new(bounds(most));
        for (at, record) in records.iter().enumerate() {
            add(&mut frequent, &once(record.iter().copied()), hash_of(at, record));
        }
        frequent
    }

    fn number(name: &str) -> u64 {
        name[1..].parse().unwrap()
    }

    #[test]
    fn the_most_frequent_of_many_are_found() {
        // Zipf's law: thing k comes in every (k + 1)th record, and each record has ten things of its own.
        let mut frequent = Frequent::new(Bounds { exact: 1 << 10, names: 1 << 10, counts: 1 << 13 });
        let (mut exact, mut all) = (BTreeMap::<u64, u64>::new(), 0);
        for record in 1..20_000_u64 {
            let common = (0..2000).filter(|k| record % (k + 1) == 0);
            let things: Vec<u64> = common.chain((0..10).map(|own| 10_000 + record * 10 + own)).collect();
            add(&mut frequent, &once(things.iter().copied()), mix(record));
            all += things.len() as u64;
            things.into_iter().for_each(|thing| *exact.entry(thing).or_default() += 1);
        }
        assert!(frequent.sample.len() < 1300, "{}", frequent.sample.len());
        let (top, error) = frequent.top(20);
        assert_eq!(frequent.total(), all);
        let right = top.iter().filter(|t| exact[&number(&t.name)].abs_diff(t.count) <= error).count();
        assert!(right >= 19 && error > 0 && error < 200, "{right} {error} {top:?}");
        let names: Vec<_> = top[..10].iter().map(|t| t.name.as_str()).collect();
        assert_eq!(names, ["n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9"]);
    }

    #[test]
    fn a_thing_counts_as_often_as_it_comes() {
        let mut frequent = Frequent::new(Bounds { counts: 1 << 12, ..bounds(8) });
        for record in 0..40 {
            add(&mut frequent, &[(7, 5), (100 + record, 1), (200 + record, 1)], mix(record));
        }
        assert!(!frequent.settled().counts.is_empty());
        let (top, error) = frequent.top(1);
        assert!(top[0].name == "n7" && top[0].count.abs_diff(200) <= 1, "{top:?} {error}");
    }

    #[test]
    fn the_last_part_that_is_kept_may_come_again() {
        let records: Vec<u64> = (1..20).collect();
        let sorted = |mut all: Frequent| {
            all.settle();
            all
        };
        let of = |records: &[u64]| {
            let mut frequent = Frequent::new(bounds(8));
            records.iter().for_each(|record| add(&mut frequent, &once(0..2), mix(*record)));
            sorted(frequent)
        };
        let last = *records.iter().find(|record| mix(**record) == of(&records).limit).unwrap();
        assert_eq!(of(&[&records[..], &[last]].concat()), of(&[&[last], &records[..]].concat()));
    }

    #[test]
    fn a_state_that_none_has_written_is_not_read() {
        let good = of(&vec![vec![1, 2, 3]; 20], 8);
        let mut out = Writer::default();
        good.write(&mut out);
        assert!(Frequent::new(bounds(8)).read(&mut Reader::new(out.bytes())).unwrap() == good);
        type Part<'a> = (u64, u64, &'a [(u64, &'a str)]);
        let read = |total: u64, parts: &[Part<'_>]| {
            let mut out = Writer::default();
            out.number(total);
            out.number(parts.len() as u64);
            for (hash, times, things) in parts {
                out.number(*hash);
                out.number(*times);
                out.number(things.len() as u64);
                for (hash, name) in *things {
                    out.raw(&hash.to_le_bytes());
                    out.text(name);
                }
            }
            (0..if total > 8 { 32 } else { 0 }).for_each(|_| out.number(0));
            let mut from = Reader::new(out.bytes());
            Frequent::new(bounds(8)).read(&mut from).map(|_| assert!(from.is_empty()))
        };
        let (one, long) = ([(3, "a")], [(3, &*"a".repeat(256))]);
        assert_eq!(read(2, &[(1, 1, &one), (1, 1, &one)]), Ok(()));
        assert_eq!(read(2, &[(1, 1, &one), (0, 1, &one)]), Err(Broken), "the same part twice");
        assert_eq!(read(2, &[(u64::MAX, 1, &one), (1, 1, &one)]), Err(Broken), "a hash that is too large");
        assert_eq!(read(2, &[(1, 0, &one)]), Err(Broken), "a part that never came");
        assert_eq!(read(2, &[(1, 1, &[])]), Err(Broken), "a part without things");
        assert_eq!(read(2, &[(1, 1, &one.repeat(65))]), Err(Broken), "a part with too many");
        assert_eq!(read(2, &[(1, 1, &long)]), Err(Broken), "a name that is too long");
        assert_eq!(read(9, &[(1, 1, &one.repeat(5))]), Ok(()));
        assert_eq!(read(9, &[(1, 1, &one.repeat(5)), (1, 1, &one)]), Err(Broken), "more than is kept");
        assert_eq!(read(8, &[(1, 1, &one.repeat(5)), (1, 1, &one)]), Ok(()));
    }

    proptest! {
        #[test]
        fn few_things_are_counted_exactly(records in prop::collection::vec(prop::collection::vec(0_u64..30, 0..9), 0..30)) {
            let frequent = of(&records, 300);
            let mut exact = BTreeMap::<u64, u64>::new();
            records.iter().flatten().for_each(|t| *exact.entry(*t).or_default() += 1);
            let (top, error) = frequent.top(100);
            prop_assert_eq!((top.len(), error), (exact.len(), 0));
            for t in top {
                prop_assert_eq!(t.count, exact[&number(&t.name)]);
            }
            let all = frequent.top(100).0;
            for n in 0..=all.len() {
                prop_assert_eq!(&frequent.top(n).0[..], &all[..n]);
            }
        }

        #[test]
        fn order_and_shards_make_no_difference(
            records in prop::collection::vec(prop::collection::vec(0_u64..20, 0..9), 0..40),
            cut in 0_usize..40,
            most in 1_u64..200,
        ) {
            let all = of(&records, most);
            // The records keep their hashes, wherever they are; some come twice.
            let (mut left, mut right) = (Frequent::new(bounds(most)), Frequent::new(bounds(most)));
            for (at, record) in records.iter().enumerate().rev() {
                let part = if at < cut { &mut left } else { &mut right };
                add(part, &once(record.iter().copied()), hash_of(at, record));
            }
            let mut other_way = right.clone();
            other_way.merge(&left);
            left.merge(&right);
            prop_assert_eq!(&left, &all);
            prop_assert_eq!(&other_way, &all);
            prop_assert_eq!(left.top(50), all.top(50));
            let mut out = Writer::default();
            left.write(&mut out);
            let mut from = Reader::new(out.bytes());
            let read = Frequent::new(bounds(most)).read(&mut from).unwrap();
            prop_assert!(from.is_empty());
            prop_assert_eq!(&read, &all);
            prop_assert_eq!(read.settled().limit, all.settled().limit);
        }
    }
}
