//! Numbers: count, sum, spread and quantiles.

use crate::partial::{Broken, Reader, Writer};

/// Many whole numbers in little memory: exact count, sum, sum of squares, minimum and maximum, and quantiles
/// of which none is off by more than a 128th of itself.
///
/// Numbers under 128 have a bucket each; above, each power of two has 64 of equal width (the layout of HDR
/// histograms). What is negative is kept the same way by its magnitude. All are integer counts, so merging in
/// any order gives the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quantiles {
    count: u64,
    sum: i128,
    squares: u128,
    min: i64,
    max: i64,
    negative: Buckets,
    positive: Buckets,
}

/// Counts of the buckets from `first` on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Buckets {
    first: usize,
    counts: Vec<u64>,
}

impl Buckets {
    fn add(&mut self, bucket: usize, times: u64) {
        if self.counts.is_empty() {
            self.first = bucket;
        } else if bucket < self.first {
            self.counts.splice(0..0, std::iter::repeat_n(0, self.first - bucket));
            self.first = bucket;
        }
        let at = bucket - self.first;
        if at >= self.counts.len() {
            self.counts.resize(at + 1, 0);
        }
        self.counts[at] = self.counts[at].saturating_add(times);
    }

    fn merge(&mut self, other: &Buckets) {
        for (bucket, n) in other.iter() {
            self.add(bucket, n);
        }
    }

    /// Buckets that are not empty, and their counts.
    fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, u64)> {
        self.counts.iter().enumerate().filter(|(_, n)| **n > 0).map(|(i, n)| (self.first + i, *n))
    }

    fn write(&self, out: &mut Writer) {
        out.number(self.iter().count() as u64);
        let mut last = 0;
        for (bucket, n) in self.iter() {
            out.number((bucket - last) as u64);
            out.number(n);
            last = bucket;
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let mut buckets = Buckets::default();
        let mut bucket = 0;
        for i in 0..from.number()? {
            let further = from.length(BUCKETS)?;
            bucket += further;
            let times = from.number()?;
            if bucket > BUCKETS || times == 0 || further == 0 && i > 0 {
                return Err(Broken);
            }
            buckets.add(bucket, times);
        }
        Ok(buckets)
    }
}

impl Quantiles {
    /// Takes in `value`.
    #[inline]
    pub(crate) fn add(&mut self, value: i64) {
        self.add_times(value, 1);
    }

    /// Takes in `value` so many `times`.
    pub(crate) fn add_times(&mut self, value: i64, times: u64) {
        if times == 0 {
            return;
        }
        let none = self.count == 0;
        self.min = if none { value } else { self.min.min(value) };
        self.max = if none { value } else { self.max.max(value) };
        self.count += times;
        self.sum += i128::from(value) * i128::from(times);
        let magnitude = value.unsigned_abs();
        self.squares = self.squares.saturating_add(match u32::try_from(magnitude) {
            // No more than a number has room for, which takes less time.
            Ok(small) => u128::from(u64::from(small).pow(2)) * u128::from(times),
            Err(_) => u128::from(magnitude).pow(2).saturating_mul(u128::from(times)),
        });
        let buckets = if value < 0 { &mut self.negative } else { &mut self.positive };
        buckets.add(bucket(magnitude), times);
    }

    /// Takes in all that `other` has.
    pub(crate) fn merge(&mut self, other: &Quantiles) {
        if other.count == 0 {
            return;
        }
        self.min = if self.count == 0 { other.min } else { self.min.min(other.min) };
        self.max = if self.count == 0 { other.max } else { self.max.max(other.max) };
        self.count = self.count.saturating_add(other.count);
        self.sum = self.sum.saturating_add(other.sum);
        self.squares = self.squares.saturating_add(other.squares);
        self.negative.merge(&other.negative);
        self.positive.merge(&other.positive);
    }

    /// How many numbers it has.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Their sum.
    pub(crate) fn sum(&self) -> i128 {
        self.sum
    }

    /// The least and the greatest.
    pub(crate) fn range(&self) -> Option<(i64, i64)> {
        (self.count > 0).then_some((self.min, self.max))
    }

    /// Their mean.
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64)
    }

    /// Their standard deviation (of a whole population).
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn deviation(&self) -> Option<f64> {
        let n = u128::from(self.count);
        let sum = self.sum.unsigned_abs();
        // Exact wherever the products fit.
        let variance = match (n.checked_mul(self.squares), sum.checked_mul(sum)) {
            (Some(a), Some(b)) => a.saturating_sub(b) as f64 / n as f64 / n as f64,
            _ => self.squares as f64 / n as f64 - (sum as f64 / n as f64).powi(2),
        };
        (self.count > 0).then(|| variance.max(0.0).sqrt())
    }

    /// The number that the share `q` (0 to 1) of all is not above, by nearest rank.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(crate) fn quantile(&self, q: f64) -> Option<i64> {
        let rank = (q * self.count as f64).ceil().max(1.0) as u64;
        let mut seen = 0;
        for (value, n) in self.values() {
            seen = n.saturating_add(seen);
            if seen >= rank {
                return Some(value);
            }
        }
        None
    }

    /// The numbers as far as they are told apart, from the least on, and how often each came.
    pub(super) fn values(&self) -> impl Iterator<Item = (i64, u64)> {
        let negative = self.negative.iter().rev().map(|(bucket, n)| (-middle(bucket), n));
        let positive = self.positive.iter().map(|(bucket, n)| (middle(bucket), n));
        negative.chain(positive).map(|(value, n)| (value.clamp(self.min, self.max), n))
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.number(self.count);
        if self.count > 0 {
            out.signed(self.sum);
            out.wide(self.squares);
            out.signed(i128::from(self.min));
            out.signed(i128::from(self.max));
            self.negative.write(out);
            self.positive.write(out);
        }
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let count = from.number()?;
        if count == 0 {
            return Ok(Quantiles::default());
        }
        let narrow = |n: i128| i64::try_from(n).map_err(|_| Broken);
        let read = Quantiles {
            count,
            sum: from.signed()?,
            squares: from.wide()?,
            min: narrow(from.signed()?)?,
            max: narrow(from.signed()?)?,
            negative: Buckets::read(from)?,
            positive: Buckets::read(from)?,
        };
        if read.is_sound() { Ok(read) } else { Err(Broken) }
    }

    /// Whether the buckets hold as many numbers as there are, from the least to the greatest.
    fn is_sound(&self) -> bool {
        let all = || self.negative.iter().chain(self.positive.iter());
        let of = |value: i64| (value < 0, bucket(value.unsigned_abs()));
        let negative = || self.negative.iter().map(|(bucket, _)| (true, bucket));
        let positive = || self.positive.iter().map(|(bucket, _)| (false, bucket));
        let least = negative().next_back().or(positive().next());
        let greatest = positive().next_back().or(negative().next());
        self.min <= self.max
            && (least, greatest) == (Some(of(self.min)), Some(of(self.max)))
            && all().fold(0, |sum: u64, (_, n)| sum.saturating_add(n)) == self.count
    }
}

/// More buckets than there are.
const BUCKETS: usize = 64 * 64;

fn bucket(magnitude: u64) -> usize {
    let shift = 57_u32.saturating_sub(magnitude.leading_zeros());
    // Up to 127 for the first 128 numbers, then 64 a power of two.
    shift as usize * 64 + usize::try_from(magnitude >> shift).unwrap_or(127)
}

/// The number in the middle of a bucket.
fn middle(bucket: usize) -> i64 {
    let shift = (bucket / 64).saturating_sub(1);
    let top = (bucket - shift * 64) as u128;
    let least = top << shift;
    i64::try_from(least + ((1 << shift) - 1) / 2).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(values: &[i64]) -> Quantiles {
        let mut q = Quantiles::default();
        values.iter().for_each(|v| q.add(*v));
        q
    }

    #[test]
    fn small_numbers_are_exact() {
        let q = of(&(1..=100).collect::<Vec<_>>());
        let found = [0.5, 0.99, 0.0, 1.0].map(|share| q.quantile(share));
        assert_eq!(found, [Some(50), Some(99), Some(1), Some(100)]);
        assert_eq!((q.mean(), q.range(), q.sum()), (Some(50.5), Some((1, 100)), 5050));
        assert!((q.deviation().unwrap() - 28.866_070).abs() < 1e-6);
        assert_eq!(of(&[]).quantile(0.5), None);
        assert_eq!(of(&[-5, -3, 2]).quantile(0.5), Some(-3));
    }

    #[test]
    fn what_no_numbers_make_is_not_read() {
        let read = |q: &Quantiles| {
            let mut out = Writer::default();
            q.write(&mut out);
            Quantiles::read(&mut Reader::new(out.bytes()))
        };
        let sound = of(&[-300, -2, 5, 700]);
        assert_eq!(read(&sound), Ok(sound.clone()));
        let wrong = |change: fn(&mut Quantiles)| {
            let mut q = sound.clone();
            change(&mut q);
            read(&q)
        };
        assert_eq!(wrong(|q| (q.min, q.max) = (q.max, q.min)), Err(Broken));
        assert_eq!(wrong(|q| q.max = i64::MAX), Err(Broken));
        assert_eq!(wrong(|q| q.count = 5), Err(Broken));
        assert_eq!(wrong(|q| q.positive = Buckets::default()), Err(Broken));
        // A number that never came.
        let mut out = Writer::default();
        sound.write(&mut out);
        let mut bytes = out.into_bytes();
        *bytes.last_mut().unwrap() = 0;
        assert_eq!(Quantiles::read(&mut Reader::new(&bytes)), Err(Broken));
    }

    #[test]
    fn the_greatest_counts_do_not_overflow() {
        let mut q = Quantiles::default();
        q.add_times(i64::MAX, u64::MAX);
        let other = q.clone();
        q.merge(&other);
        assert_eq!((q.count(), q.quantile(0.5), q.range()), (u64::MAX, Some(i64::MAX), Some((i64::MAX, i64::MAX))));
        q.merge(&of(&[1, 2, 3]));
        assert!(q.deviation().is_some_and(f64::is_finite) && !q.histogram(true).is_empty());
    }

    proptest! {
        #[test]
        fn quantiles_are_within_a_128th(values in prop::collection::vec(-1_000_000_000_i64..1_000_000_000, 1..200), q in 0.0_f64..=1.0) {
            let mut sorted = values.clone();
            sorted.sort_unstable();
            let rank = ((q * values.len() as f64).ceil() as usize).max(1);
            let (exact, found) = (sorted[rank - 1], of(&values).quantile(q).unwrap());
            prop_assert!((exact - found).abs() * 128 <= exact.abs(), "{exact} {found}");
        }

        #[test]
        fn merging_is_adding(a in prop::collection::vec(any::<i32>(), 0..50), b in prop::collection::vec(any::<i32>(), 0..50)) {
            let wide = |v: &[i32]| v.iter().map(|v| i64::from(*v)).collect::<Vec<_>>();
            let (a, b) = (wide(&a), wide(&b));
            let (mut ab, mut ba) = (of(&a), of(&b));
            ab.merge(&of(&b));
            ba.merge(&of(&a));
            prop_assert_eq!(&ab, &of(&[a, b].concat()));
            prop_assert_eq!(&ab, &ba);
            let mut out = Writer::default();
            ab.write(&mut out);
            prop_assert_eq!(Quantiles::read(&mut Reader::new(out.bytes())).unwrap(), ab);
        }
    }
}
