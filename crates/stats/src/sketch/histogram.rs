//! Numbers in few bins with round edges, to draw them.

use super::Quantiles;

/// So many bins at most.
const BINS: usize = 20;

/// Round numbers of each power of ten, from many to few.
const SERIES: [&[i128]; 3] = [&[10, 15, 20, 30, 50, 70], &[10, 20, 50], &[10]];

/// How many numbers are from one (included) up to another (not included, but in the last bin).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bin {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) count: u64,
}

impl Quantiles {
    /// The numbers in at most 20 bins, whose counts add up to all of them. `whole` numbers have bins that end
    /// before the next number.
    ///
    /// The edges are round and cover all but the least and the greatest hundredth, which the first and the last
    /// bin hold: one odd text flattens nothing. Where all else is one number, they cover all. They grow by a factor where the numbers span over two decades.
    /// A number within a 128th of an edge may be on its other side.
    pub(crate) fn histogram(&self, whole: bool) -> Vec<Bin> {
        let (Some((min, max)), Some(low), Some(high)) = (self.range(), self.quantile(0.01), self.quantile(0.99)) else {
            return Vec::new();
        };
        if min == max {
            return vec![Bin { from: min, to: max + i64::from(whole && max < i64::MAX), count: self.count() }];
        }
        // Where nearly all are the same, there is nothing between to see.
        let (low, high) = if low == high { (min, max) } else { (low, high) };
        let wide = self.low_positive().filter(|low| min >= 0 && high / low >= 100);
        let edges = match wide {
            Some(low) => growing(low.into(), high.into()),
            None => even(low.into(), high.into(), whole),
        };
        let mut edges: Vec<i64> = edges.into_iter().filter_map(|edge| edge.try_into().ok()).collect();
        if edges.len() < 2 {
            // Only where numbers are near the greatest there are.
            edges = vec![min, max];
        }
        edges[0] = edges[0].min(min);
        let last = edges.len() - 1;
        edges[last] = edges[last].max(max);
        let mut bins: Vec<Bin> = edges.windows(2).map(|edge| Bin { from: edge[0], to: edge[1], count: 0 }).collect();
        for (value, times) in self.values() {
            let at = edges.partition_point(|edge| *edge <= value).saturating_sub(1).min(last - 1);
            bins[at].count = times.saturating_add(bins[at].count);
        }
        bins
    }

    /// The number that a hundredth of those over 0 are not above.
    fn low_positive(&self) -> Option<i64> {
        let positive = || self.values().filter(|(value, _)| *value > 0);
        let all = positive().fold(0, |all: u64, (_, times)| all.saturating_add(times));
        let mut seen = 0;
        positive()
            .find(|(_, times)| {
                seen = times.saturating_add(seen);
                seen >= all.div_ceil(100)
            })
            .map(|(value, _)| value)
    }
}

/// Edges at the least round distance (1, 2 or 5 times a power of ten) at which there are not too many.
fn even(low: i128, high: i128, whole: bool) -> Vec<i128> {
    let mut step = 1;
    for grow in [2, 5, 10].into_iter().cycle() {
        let first = low.div_euclid(step) * step;
        let beyond = (high + i128::from(!whole)).div_euclid(step) * step + step;
        // What ends just at an edge needs none after it, unless it is a number of its own.
        let end = if !whole && high.rem_euclid(step) == 0 && high > first { high } else { beyond };
        let bins = usize::try_from((end - first) / step).unwrap_or(usize::MAX);
        if bins <= BINS {
            return (0..=bins as i128).map(|i| first + i * step).collect();
        }
        let power = step
            / if grow == 2 {
                1
            } else if grow == 5 {
                2
            } else {
                5
            };
        step = power * grow;
    }
    Vec::new()
}

/// Round edges that grow by about the same factor, as many as there may be.
fn growing(low: i128, high: i128) -> Vec<i128> {
    let mut edges = Vec::new();
    for series in SERIES {
        edges = powers(series);
        let first = edges.partition_point(|edge| *edge <= low).saturating_sub(1);
        let end = edges.partition_point(|edge| *edge <= high).min(edges.len() - 1);
        edges = edges[first..=end].to_vec();
        if edges.len() <= BINS + 1 {
            break;
        }
    }
    edges
}

/// All whole numbers of a series, from 1 on.
fn powers(series: &[i128]) -> Vec<i128> {
    let all = (0..19).flat_map(|power| series.iter().map(move |n| (n * 10_i128.pow(power), n)));
    all.filter(|(n, _)| n % 10 == 0).map(|(n, _)| n / 10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(values: impl IntoIterator<Item = i64>) -> Quantiles {
        let mut q = Quantiles::default();
        values.into_iter().for_each(|v| q.add(v));
        q
    }

    fn edges(q: &Quantiles, whole: bool) -> Vec<i64> {
        let bins = q.histogram(whole);
        bins.iter().map(|b| b.from).chain(bins.last().map(|b| b.to)).collect()
    }

    #[test]
    fn edges_are_round() {
        assert_eq!(edges(&of(1..=9), true), (1..=10).collect::<Vec<_>>());
        assert_eq!(edges(&of([7, 7, 7]), true), [7, 8]);
        assert_eq!(edges(&of([7, 7, 7]), false), [7, 7]);
        assert_eq!(edges(&of([]), true), [0_i64; 0]);
        // Thousandths: 0 to 1 by 0.05.
        assert_eq!(edges(&of(0..=1000), false), (0..=20).map(|i| i * 50).collect::<Vec<_>>());
        assert_eq!(edges(&of(-40..60), false), (-8..=12).map(|i| i * 5).collect::<Vec<_>>());
        let grown = edges(&of((0..1000).map(|i| i * i)), true);
        assert_eq!(
            grown,
            [0, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000]
        );
    }

    #[test]
    fn one_odd_text_does_not_flatten_the_rest() {
        let q = of((100..300).chain([1_000_000]));
        let bins = q.histogram(true);
        assert!(bins.len() >= 18 && bins.iter().all(|b| b.count <= 20), "{bins:?}");
        assert_eq!(bins.last().unwrap().to, 1_000_000);
        let nearly = of(std::iter::repeat_n(0, 1000).chain([240_000]));
        let bins = nearly.histogram(false);
        assert_eq!((bins.len(), bins[0].count, bins.last().unwrap().count), (12, 1000, 1), "{bins:?}");
    }

    proptest! {
        #[test]
        fn bins_hold_all(values in prop::collection::vec(prop_oneof![-100_i64..100, 0..1_000_000_000_i64, any::<i64>()], 1..200), whole: bool) {
            let q = of(values.iter().copied().filter(|v| *v > i64::MIN));
            let bins = q.histogram(whole);
            prop_assert!(bins.len() <= BINS);
            prop_assert_eq!(bins.iter().map(|b| b.count).sum::<u64>(), q.count());
            prop_assert!(bins.windows(2).all(|w| w[0].to == w[1].from && w[0].from < w[0].to && w[1].from < w[1].to), "{:?}", bins);
            if let Some((min, max)) = q.range() {
                prop_assert!(bins[0].from <= min && bins[bins.len() - 1].to >= max);
            }
        }
    }
}
