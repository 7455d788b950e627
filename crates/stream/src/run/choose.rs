//! Which records are written: all, the first so many, or a sample of them.

/// Which records are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// At most so many, the first ones; the run ends with the last of them.
    pub first: Option<u64>,
    /// Of those a sample.
    pub sample: Option<Sample>,
}

/// A sample in which every record is as likely to be as every other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How many records.
    pub size: usize,
    /// What the sample depends on beside the records' order.
    pub seed: u64,
}

/// Algorithm R (Vitter 1985, "Random sampling with a reservoir"): it holds as many records as the
/// sample has, however many there are.
pub(super) struct Reservoir {
    size: usize,
    random: SplitMix64,
    seen: u64,
    /// Records and their numbers.
    kept: Vec<(u64, Vec<u8>)>,
}

impl Reservoir {
    pub(super) fn new(sample: Sample) -> Self {
        Reservoir { size: sample.size, random: SplitMix64(sample.seed), seen: 0, kept: Vec::new() }
    }

    /// Takes in whole records, one a line.
    pub(super) fn offer(&mut self, records: &[u8]) {
        for record in records.split_inclusive(|b| *b == b'\n') {
            let number = self.seen;
            self.seen += 1;
            if self.kept.len() < self.size {
                self.kept.push((number, record.to_vec()));
                continue;
            }
            let place = self.random.below(self.seen);
            if let Some(kept) = usize::try_from(place).ok().and_then(|place| self.kept.get_mut(place)) {
                kept.0 = number;
                kept.1.clear();
                kept.1.extend_from_slice(record);
            }
        }
    }

    /// The sample, in the order of the input.
    pub(super) fn sample(mut self) -> Vec<Vec<u8>> {
        self.kept.sort_unstable_by_key(|(number, _)| *number);
        self.kept.into_iter().map(|(_, record)| record).collect()
    }
}

/// Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number below `n`, which is not 0, by the high half of a product: the bias is below n / 2^64.
    fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_is_as_likely() {
        let records: Vec<u8> = (b'a'..=b'j').flat_map(|b| [b, b'\n']).collect();
        let mut counts = [0; 10];
        for seed in 0..10_000 {
            let mut reservoir = Reservoir::new(Sample { size: 3, seed });
            reservoir.offer(&records);
            let sample = reservoir.sample();
            assert!(sample.len() == 3 && sample.is_sorted());
            for record in sample {
                counts[usize::from(record[0] - b'a')] += 1;
            }
        }
        // 3,000 each; five standard deviations are 230.
        assert!(counts.iter().all(|n| (2770..3230).contains(n)), "{counts:?}");
    }

    #[test]
    fn a_small_input_is_its_own_sample() {
        let mut reservoir = Reservoir::new(Sample { size: 5, seed: 1 });
        reservoir.offer(b"b\na\n");
        assert_eq!(reservoir.sample(), [b"b\n", b"a\n"]);
    }

    #[test]
    fn the_generator_is_the_published_one() {
        let mut random = SplitMix64(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }
}
