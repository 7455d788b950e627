//! Hashes of words that are the same on every machine.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::chars::{first_not_lower, push_lower};
use super::words::Spelling;
use crate::window::padded;

/// In this bit ASCII letters differ from their lower case; in words nothing else has it clear but `_`.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// A hash of the word of `text` at `range`, that is the same on every machine, and whatever the case of its letters.
/// `buffer` takes the word in lower case where it is not ASCII.
#[must_use]
#[inline]
pub(super) fn hash_at(text: &str, range: &Range<usize>, spelling: Spelling, buffer: &mut String) -> u64 {
    // Not as `len` says it, which asks whether it ends before it begins.
    let length = range.end.wrapping_sub(range.start);
    // Most words are so: both halves are read, whatever the length, as a branch would be guessed wrong for many.
    if spelling == Spelling::Plain && length <= 16 {
        let rest = &text.as_bytes()[range.start..];
        let bytes = rest.first_chunk().copied().unwrap_or_else(|| padded::<16>(rest));
        let (halves, _) = bytes.as_chunks::<8>();
        let [low, high] = [halves[0], halves[1]].map(u64::from_le_bytes);
        let masks = FIRST_BYTES[length];
        return short([low & masks[0], high & masks[1]], LOWER);
    }
    let word = &text[range.clone()];
    if spelling == Spelling::Lower { hash(word.as_bytes(), 0) } else { folded_hash(word, buffer) }
}

/// The same of a word that may be spelled in any way.
#[must_use]
pub(super) fn folded_hash(word: &str, buffer: &mut String) -> u64 {
    if word.is_ascii() {
        return hash(word.as_bytes(), LOWER);
    }
    if first_not_lower(word).is_none() {
        return hash(word.as_bytes(), 0);
    }
    buffer.clear();
    push_lower(word, buffer);
    hash(buffer.as_bytes(), 0)
}

/// Of sixteen bytes at most the last step is all there is; the bits of `set` count as set.
#[inline]
fn hash(bytes: &[u8], set: u64) -> u64 {
    let mut h = 0;
    let mut rest = bytes;
    while rest.len() > 16 {
        h = mix(h ^ (load(rest) | set));
        rest = &rest[8..];
    }
    h ^ short([load(rest), rest.get(8..).map_or(0, load)], set)
}

/// One product, as both halves are mixed with random bits. No word has bytes like those that stand for none, zero and,
/// where it is set, a space: so its length need not count.
#[inline]
fn short(halves: [u64; 2], set: u64) -> u64 {
    folded_product(halves[0] | set, halves[1] | set)
}

/// A hash of two hashes in their order.
#[must_use]
#[inline]
pub(super) fn folded_product(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0xA076_1D64_78BD_642F) * u128::from(b ^ 0xE703_7ED1_A0B4_28DB);
    product as u64 ^ (product >> 64) as u64
}

/// All bits of so many bytes, from the lowest on.
const FIRST_BYTES: [[u64; 2]; 17] = {
    let mut bytes = [[0; 2]; 17];
    let mut many = 1;
    while many <= 16 {
        let all = u128::MAX >> (128 - 8 * many);
        bytes[many] = [all as u64, (all >> 64) as u64];
        many += 1;
    }
    bytes
};

/// The first eight bytes as a number whose lowest byte is the first; zeros stand for bytes that are not there.
#[inline]
pub(super) fn load(bytes: &[u8]) -> u64 {
    if let Some(all) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*all);
    }
    if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << (bytes.len() * 8 - 32);
    }
    bytes.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b))
}

/// Spreads every bit over all (the finaliser of SplitMix64).
#[must_use]
#[inline]
pub fn mix(h: u64) -> u64 {
    let h = (h ^ h >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let h = (h ^ h >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    h ^ h >> 31
}

/// Takes a key, which is a hash, as its own hash.
#[derive(Default)]
pub(super) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = self.0 << 8 | u64::from(*b));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// A table by hashes.
pub(super) type Hashes<V> = HashMap<u64, V, BuildHasherDefault<Same>>;

#[cfg(test)]
mod tests {
    use super::super::words::each_found_word;
    use super::*;

    #[test]
    fn case_makes_no_difference() {
        let mut buffer = String::new();
        for (a, b) in
            [("ÉTÉ", "été"), ("Internationally", "INTERNATIONALLY"), ("Don't", "DON'T"), ("ABCDEFGH", "abcdefgh")]
        {
            assert_eq!(folded_hash(a, &mut buffer), folded_hash(b, &mut buffer));
        }
    }

    #[test]
    fn spelling_makes_no_difference() {
        let text = "A word, Seven77 eightful internationally don't été Été ÉTÉ éT l’été l’Été \
                    été_A 9é9 ǅ i\u{307} İ İx 3.14 x_y ΣΑΣ 東京 ﾊﾟ สวัสดี a\u{301} A\u{301} a";
        let mut buffer = String::new();
        each_found_word(text, |range, spelling| {
            let word = &text[range.clone()];
            assert_eq!(hash_at(text, &range, spelling, &mut buffer), folded_hash(word, &mut buffer), "{word}");
            let lower = word.chars().all(|c| c.to_lowercase().eq([c])) && !word.is_ascii();
            assert_eq!(spelling == Spelling::Lower, lower, "{word}");
        });
    }

    #[test]
    fn other_words_have_other_hashes() {
        let words = ["", "a", "b", "aa", "ab", "ba", "aba", "abab", "ababa", "abcabcab", "abcabcabc", "é", "è", "日本"];
        let mut buffer = String::new();
        let mut hashes: Vec<_> = words.iter().map(|w| folded_hash(w, &mut buffer)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), words.len());
    }
}
