//! What is no language, made by rules and a fixed seed: numbers, hashes, addresses, encoded bytes, tables, code.

mod code;
mod data;

use copydesk_language::{Detector, UNDETERMINED};

/// How many texts of each kind are made.
const EACH: usize = 200;

/// Random numbers that are the same in every run: splitmix64.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub(crate) fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// `count` characters of `alphabet`.
    pub(crate) fn string(&mut self, alphabet: &str, count: usize) -> String {
        let alphabet = alphabet.as_bytes();
        (0..count).map(|_| char::from(alphabet[self.below(alphabet.len())])).collect()
    }

    /// A few of what `make` makes, with `between`.
    pub(crate) fn few(&mut self, most: usize, between: &str, make: impl Fn(&mut Random) -> String) -> String {
        (0..=self.below(most)).map(|_| make(self)).collect::<Vec<_>>().join(between)
    }
}

/// A kind of noise, and what makes one.
type Kind = (&'static str, fn(&mut Random) -> String);

#[test]
fn generated_noise_is_undetermined() {
    let mut detector = Detector::default();
    let mut random = Random(20_261_129);
    let (mut found, mut made, mut poor, mut wrong) = (0, 0, Vec::new(), String::new());
    for (kind, make) in data::KINDS.iter().chain(code::KINDS) {
        let mut right = 0;
        for _ in 0..EACH {
            let text = make(&mut random);
            let guess = detector.detect(&text);
            if guess.code == UNDETERMINED {
                right += 1;
            } else {
                wrong += &format!("{kind}: {} {:.2}: {text:?}\n", guess.code, guess.confidence);
            }
        }
        found += right;
        made += EACH;
        if right * 10 < EACH * 9 {
            poor.push(format!("{kind} {right}"));
        }
    }
    assert!(found * 100 >= made * 95, "{found} of {made} are undetermined\n{wrong}");
    assert!(poor.is_empty(), "of {EACH} each are undetermined: {}\n{wrong}", poor.join(", "));
}
