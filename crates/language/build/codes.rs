//! 256 values that stand for the log probabilities of orders 4 and 5.
//!
//! Those are ratios of small counts, so a few values are very common: codes that follow their distribution (Lloyd's
//! method on a histogram) are several times closer to it than 256 even steps.

use fst::{Map, Streamer};

use crate::layout::RANGE;

/// The values, ascending, and which is nearest to each possible one; in 65535ths of [`RANGE`].
pub(crate) struct Codes {
    values: Vec<u16>,
    nearest: Vec<u8>,
}

/// A log probability in 65535ths of [`RANGE`].
pub(crate) fn fine(bits: u64) -> u16 {
    ((-f64::from_bits(bits)).clamp(0.0, RANGE) / RANGE * 65535.0).round() as u16
}

impl Codes {
    /// Those that fit the values of orders 4 and 5 best.
    pub(crate) fn of(maps: &[Map<Vec<u8>>]) -> Codes {
        let mut histogram = vec![0u32; 1 << 16];
        for map in maps {
            let mut ngrams = map.stream();
            while let Some((ngram, bits)) = ngrams.next() {
                // A byte that is no continuation begins a character.
                if ngram.iter().filter(|&&b| b & 0xc0 != 0x80).count() >= 4 {
                    histogram[usize::from(fine(bits))] += 1;
                }
            }
        }
        let mut values: Vec<f64> = quantiles(&histogram);
        for _ in 0..60 {
            let mut sums = vec![(0.0, 0.0); values.len()];
            let mut nearest = 0;
            for (value, &count) in histogram.iter().enumerate() {
                nearest = closest(&values, value as f64, nearest);
                sums[nearest].0 += value as f64 * f64::from(count);
                sums[nearest].1 += f64::from(count);
            }
            for (value, (sum, count)) in values.iter_mut().zip(sums) {
                if count > 0.0 {
                    *value = sum / count;
                }
            }
        }
        let mut at = 0;
        let nearest = (0..histogram.len())
            .map(|value| {
                at = closest(&values, value as f64, at);
                at as u8
            })
            .collect();
        Codes { values: values.iter().map(|v| v.round() as u16).collect(), nearest }
    }

    /// The code of a value.
    pub(crate) fn code(&self, value: u16) -> u8 {
        self.nearest[usize::from(value)]
    }

    /// The values as they stand in the table.
    pub(crate) fn section(&self) -> Vec<u8> {
        self.values.iter().flat_map(|v| v.to_le_bytes()).collect()
    }
}

/// 256 distinct starting values, each with about as many n-grams below it.
fn quantiles(histogram: &[u32]) -> Vec<f64> {
    let total: u64 = histogram.iter().map(|&n| u64::from(n)).sum();
    let mut values: Vec<f64> = Vec::new();
    let (mut seen, mut left) = (0u64, total);
    for (value, &count) in histogram.iter().enumerate().filter(|(_, count)| **count > 0) {
        seen += u64::from(count);
        // Common values use up several shares; what is left is shared out anew.
        if seen * (256 - values.len() as u64) >= left {
            values.push(value as f64);
            left -= seen;
            seen = 0;
        }
        if values.len() == 256 {
            break;
        }
    }
    while values.len() < 256 {
        values.push(values.last().copied().unwrap_or(0.0) + 1.0);
    }
    values
}

/// The index of the value nearest to `value`, at or after `from`.
fn closest(values: &[f64], value: f64, from: usize) -> usize {
    let mut at = from;
    while at + 1 < values.len() && (values[at + 1] - value).abs() <= (values[at] - value).abs() {
        at += 1;
    }
    at
}
