use std::collections::BTreeMap;

/// Many numbers in little memory: exact count, sum, minimum and maximum, and quantiles that are
/// at most 1/64 off. It is made of integer counts alone, so merging in any order gives the same.
///
/// Numbers under 128 have a bucket each; above, each power of two has 64 of equal width (the
/// layout of HDR histograms).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    buckets: BTreeMap<u32, u64>,
    count: u64,
    sum: u128,
    min: u64,
    max: u64,
}

impl Histogram {
    /// Takes in `value`.
    pub fn add(&mut self, value: u64) {
        self.min = if self.count == 0 { value } else { self.min.min(value) };
        self.max = self.max.max(value);
        self.count += 1;
        self.sum += u128::from(value);
        *self.buckets.entry(bucket(value)).or_default() += 1;
    }

    /// Takes in all that `other` has.
    pub fn merge(&mut self, other: &Histogram) {
        if other.count == 0 {
            return;
        }
        self.min = if self.count == 0 { other.min } else { self.min.min(other.min) };
        self.max = self.max.max(other.max);
        self.count += other.count;
        self.sum += other.sum;
        for (bucket, n) in &other.buckets {
            *self.buckets.entry(*bucket).or_default() += n;
        }
    }

    /// How many numbers it has.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Their sum.
    #[must_use]
    pub fn sum(&self) -> u128 {
        self.sum
    }

    /// The least and the greatest.
    #[must_use]
    pub fn range(&self) -> Option<(u64, u64)> {
        (self.count > 0).then_some((self.min, self.max))
    }

    /// Their mean.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64)
    }

    /// A number that the share `q` (0 to 1) of all is not above.
    #[must_use]
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn quantile(&self, q: f64) -> Option<u64> {
        let rank = (q * self.count as f64).ceil().max(1.0) as u64;
        let mut seen = 0;
        for (bucket, n) in &self.buckets {
            seen += n;
            if seen >= rank {
                return Some(upper(*bucket).clamp(self.min, self.max));
            }
        }
        None
    }
}

fn bucket(value: u64) -> u32 {
    let shift = 57_u32.saturating_sub(value.leading_zeros());
    // Up to 127 for the first 128 numbers, then 64 a power of two.
    shift * 64 + u32::try_from(value >> shift).unwrap_or(127)
}

/// The greatest number of a bucket.
fn upper(bucket: u32) -> u64 {
    let shift = (bucket / 64).saturating_sub(1);
    let top = u64::from(bucket - shift * 64);
    (((u128::from(top) + 1) << shift) - 1).try_into().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_numbers_are_exact() {
        let mut h = Histogram::default();
        (1..=100).for_each(|n| h.add(n));
        assert_eq!(
            (h.quantile(0.5), h.quantile(0.99), h.quantile(0.0), h.quantile(1.0)),
            (Some(50), Some(99), Some(1), Some(100))
        );
        assert_eq!((h.mean(), h.range()), (Some(50.5), Some((1, 100))));
        assert_eq!(Histogram::default().quantile(0.5), None);
    }

    proptest! {
        #[test]
        fn a_bucket_is_at_most_a_64th_wide(value in any::<u64>().prop_flat_map(|v| 0..=v)) {
            let top = upper(bucket(value));
            prop_assert!(top >= value && u128::from(top - value) * 64 <= u128::from(value), "{value} {top}");
        }

        #[test]
        fn merging_is_adding(a in prop::collection::vec(any::<u32>(), 0..50), b in prop::collection::vec(any::<u32>(), 0..50)) {
            let of = |values: &[u32]| { let mut h = Histogram::default(); values.iter().for_each(|v| h.add(u64::from(*v))); h };
            let (mut ab, mut ba) = (of(&a), of(&b));
            ab.merge(&of(&b));
            ba.merge(&of(&a));
            prop_assert_eq!(&ab, &of(&[a, b].concat()));
            prop_assert_eq!(&ab, &ba);
        }
    }
}
