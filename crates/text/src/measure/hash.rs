//! Hashes of words that are the same on every machine.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::chars::push_lower;
use std::ops::Range;

/// In this bit ASCII letters differ from their lower case; in words nothing else has it clear but `_`.
const LOWER: u64 = 0x2020_2020_2020_2020;
const BEYOND_ASCII: u64 = 0x8080_8080_8080_8080;

/// A hash of the word of `text` at `range` that is the same on every machine, and whatever the case of its letters.
/// `buffer` takes the word in lower case where it is not ASCII.
#[must_use]
#[inline]
pub(super) fn hash_at(text: &str, range: Range<usize>, buffer: &mut String) -> u64 {
    let bytes = &text.as_bytes()[range.clone()];
    if bytes.len() <= 8 {
        let chunk = load(bytes);
        if chunk & BEYOND_ASCII == 0 {
            return mix(start(bytes) ^ (chunk | LOWER));
        }
    } else if bytes.is_ascii() {
        return hash(bytes, LOWER);
    }
    buffer.clear();
    push_lower(&text[range], buffer);
    hash(buffer.as_bytes(), 0)
}

/// The same of a whole word.
#[must_use]
pub(super) fn folded_hash(word: &str, buffer: &mut String) -> u64 {
    hash_at(word, 0..word.len(), buffer)
}

fn start(bytes: &[u8]) -> u64 {
    (bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Eight bytes at a time, with the bits of `set` set.
#[inline]
fn hash(bytes: &[u8], set: u64) -> u64 {
    let mut h = start(bytes);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        h = mix(h ^ (u64::from_le_bytes(*chunk) | set));
    }
    if rest.is_empty() && !chunks.is_empty() { h } else { mix(h ^ (load(rest) | set)) }
}

/// At most eight bytes as a number. Where they are of the same length, other bytes are another number.
#[inline]
fn load(bytes: &[u8]) -> u64 {
    if let Some(all) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*all);
    }
    if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << 32;
    }
    match *bytes {
        [] => 0,
        [a] => u64::from(a),
        [a, b] => u64::from(a) | u64::from(b) << 8,
        [a, b, c, ..] => u64::from(a) | u64::from(b) << 8 | u64::from(c) << 16,
    }
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
pub struct Same(u64);

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
pub type Hashes<V> = HashMap<u64, V, BuildHasherDefault<Same>>;

#[cfg(test)]
mod tests {
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
    fn other_words_have_other_hashes() {
        let words = ["", "a", "b", "aa", "ab", "ba", "aba", "abab", "ababa", "abcabcab", "abcabcabc", "é", "è", "日本"];
        let mut buffer = String::new();
        let mut hashes: Vec<_> = words.iter().map(|w| folded_hash(w, &mut buffer)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), words.len());
    }
}
