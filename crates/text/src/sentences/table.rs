//! A table of words by what they are in lower case, made for lookups at every full stop of a text.
//!
//! Most words that lists hold have no more than eight bytes, so that a number holds one: nothing is copied, hashed byte
//! by byte or compared in memory to find it. The lists are fixed or a user's own, so that nobody can choose keys that
//! collide in a text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::characters::lower;
use super::roles::Role;

/// Longer words, in bytes, are in no list: the bound on folding.
pub(super) const LONGEST: usize = 40;
/// How many bytes a number holds.
const SHORT: usize = 8;
/// Every byte of a number, to be multiplied.
const EACH: u64 = 0x0101_0101_0101_0101;

/// A word in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key<'a> {
    /// At most eight bytes, the first the lowest, and how many there are; no word holds a zero byte.
    Short(u64, usize),
    Long(&'a [u8]),
}

impl Key<'_> {
    pub(super) fn len(self) -> usize {
        match self {
            Key::Short(_, len) => len,
            Key::Long(bytes) => bytes.len(),
        }
    }

    /// The first byte, and 0 of an empty word.
    pub(super) fn first(self) -> u8 {
        match self {
            Key::Short(bytes, _) => bytes.to_le_bytes()[0],
            Key::Long(bytes) => bytes.first().copied().unwrap_or(0),
        }
    }

    /// The last byte, and 0 of an empty word.
    pub(super) fn last(self) -> u8 {
        match self {
            Key::Short(bytes, len) => bytes.to_le_bytes()[len.saturating_sub(1) % SHORT],
            Key::Long(bytes) => bytes.last().copied().unwrap_or(0),
        }
    }
}

/// The key of `word`, in the space given: no allocation. Nothing for a word that is too long.
#[inline]
pub(super) fn key<'a>(word: &str, space: &'a mut [u8; LONGEST]) -> Option<Key<'a>> {
    if word.len() <= SHORT {
        let bytes = short(word.as_bytes());
        if bytes & (0x80 * EACH) == 0 {
            return Some(Key::Short(lower_ascii(bytes), word.len()));
        }
    }
    folded(word, space)
}

/// The key of `first.second`, two words of two characters each at most.
pub(super) fn key_of_two<'a>(first: &str, second: &str, space: &'a mut [u8; LONGEST]) -> Option<Key<'a>> {
    let len = first.len() + 1 + second.len();
    if len <= SHORT {
        let stop = u64::from(b'.') << (8 * first.len());
        let bytes = short(first.as_bytes()) | stop | short(second.as_bytes()) << (8 * (first.len() + 1));
        if bytes & (0x80 * EACH) == 0 {
            return Some(Key::Short(lower_ascii(bytes), len));
        }
    }
    // Twice two characters of at most four bytes, and the full stop.
    let mut both = [0; 17];
    for (to, from) in both.iter_mut().zip(first.bytes().chain([b'.']).chain(second.bytes())) {
        *to = from;
    }
    folded(str::from_utf8(both.get(..len)?).ok()?, space)
}

/// The same for a word that is longer, or not all ASCII.
// Out of the way of the others.
#[inline(never)]
fn folded<'a>(word: &str, space: &'a mut [u8; LONGEST]) -> Option<Key<'a>> {
    let mut len = 0;
    for c in word.chars() {
        if let Some(c) = lower(c) {
            let next = len + c.len_utf8();
            c.encode_utf8(space.get_mut(len..next)?);
            len = next;
        } else {
            for c in c.to_lowercase() {
                let next = len + c.len_utf8();
                c.encode_utf8(space.get_mut(len..next)?);
                len = next;
            }
        }
    }
    let bytes = space.get(..len)?;
    Some(if len <= SHORT { Key::Short(short(bytes), len) } else { Key::Long(bytes) })
}

/// At most eight bytes as a number, the first the lowest.
fn short(bytes: &[u8]) -> u64 {
    // Two halves that may overlap, or three bytes that may be the same.
    if let (Some(head), Some(tail)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let shift = 8 * (bytes.len() - 4);
        return u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << shift;
    }
    let byte = |i: usize| bytes.get(i).map_or(0, |&b| u64::from(b) << (8 * i));
    byte(0) | byte(1) | byte(2)
}

/// Eight bytes of ASCII in lower case at once.
fn lower_ascii(bytes: u64) -> u64 {
    // The high bit of each byte that is `A` or greater, and of each that is greater than `Z`.
    let from_a = bytes + EACH * (0x80 - b'A' as u64);
    let past_z = bytes + EACH * (0x7F - b'Z' as u64);
    bytes | (from_a & !past_z & (EACH * 0x80)) >> 2
}

/// What a word does: always, and where it has a capital.
#[derive(Clone, Copy, Default)]
pub(super) struct Entry {
    pub(super) always: Role,
    pub(super) capitalised: Role,
}

impl Entry {
    /// What the word does in a text, where it has a capital or has none.
    pub(super) fn role(self, capital: bool) -> Role {
        if capital { self.always.or(self.capitalised) } else { self.always }
    }
}

/// Words and what they do.
#[derive(Default)]
pub(super) struct Table {
    /// Open addressing, at most half full, in a power of two; 0 is no word.
    short: Vec<(u64, Entry)>,
    count: usize,
    long: HashMap<Box<[u8]>, Entry, BuildHasherDefault<Fnv>>,
}

impl Table {
    #[inline]
    pub(super) fn get(&self, key: Key<'_>) -> Option<Entry> {
        match key {
            Key::Short(bytes, _) => {
                let &(found, entry) = self.short.get(self.place(bytes))?;
                (found != 0).then_some(entry)
            }
            Key::Long(bytes) => self.long.get(bytes).copied(),
        }
    }

    /// What `key` does, to be changed.
    pub(super) fn entry(&mut self, key: Key<'_>) -> &mut Entry {
        match key {
            Key::Short(bytes, _) => {
                if (self.count + 1) * 2 > self.short.len() {
                    self.grow();
                }
                let place = self.place(bytes);
                let slot = &mut self.short[place];
                self.count += usize::from(slot.0 == 0);
                slot.0 = bytes;
                &mut slot.1
            }
            Key::Long(bytes) => self.long.entry(bytes.into()).or_default(),
        }
    }

    /// Where `bytes` is or would be; 0 in a table without room.
    #[inline]
    fn place(&self, bytes: u64) -> usize {
        let mask = self.short.len().wrapping_sub(1);
        // The high bits of a product hang on all bytes.
        let mut at = (bytes.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask;
        while self.short.get(at).is_some_and(|&(found, _)| found != 0 && found != bytes) {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let more = vec![(0, Entry::default()); (self.short.len() * 2).max(16)];
        let full = std::mem::replace(&mut self.short, more);
        for slot in full.into_iter().filter(|slot| slot.0 != 0) {
            let place = self.place(slot.0);
            self.short[place] = slot;
        }
    }
}

/// A few dozen bytes at most, whose keys nobody can choose: speed counts.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// Bits of lengths by a byte.
pub(super) struct Lengths([u64; 256]);

impl Default for Lengths {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Lengths {
    pub(super) fn add(&mut self, byte: u8, len: usize) {
        self.0[usize::from(byte)] |= 1 << len;
    }

    pub(super) fn has(&self, byte: u8, len: usize) -> bool {
        self.0[usize::from(byte)] >> len & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lower_of(word: &str) -> Option<String> {
        let bytes = match key(word, &mut [0; LONGEST])? {
            Key::Short(bytes, len) => bytes.to_le_bytes()[..len].to_vec(),
            Key::Long(bytes) => bytes.to_vec(),
        };
        Some(String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_key_is_the_word_in_lower_case() {
        for word in
            ["", "A", "Mr", "U.S", "@AZ[", "`az{", "Prof", "Messrs", "Tuesdays", "Wednesday", "Ул", "ΑΝΤΩΝ", "İ", "Ⅷ"]
        {
            let lower: String = word.chars().flat_map(char::to_lowercase).collect();
            assert_eq!(lower_of(word), Some(lower), "{word}");
        }
        assert_eq!(lower_of(&"é".repeat(20)), Some("é".repeat(20)));
        assert_eq!(lower_of(&"é".repeat(21)), None);
    }

    #[test]
    fn the_key_of_two_words_is_that_of_both() {
        for (first, second) in [("z", "B"), ("A", "A"), ("Mr", "Mr"), ("т", "Е"), ("क", "ख"), ("𐐀𐐀", "𐐀𐐀")]
        {
            let (mut one, mut other) = ([0; LONGEST], [0; LONGEST]);
            let whole = format!("{first}.{second}");
            assert_eq!(key_of_two(first, second, &mut one), key(&whole, &mut other), "{whole}");
        }
    }

    #[test]
    fn the_first_and_last_byte_are_those_of_the_bytes() {
        for word in ["a", "ab", "abcdefgh", "abcdefghi"] {
            let mut space = [0; LONGEST];
            let key = key(word, &mut space).unwrap();
            assert_eq!((key.first(), key.last(), key.len()), (b'a', *word.as_bytes().last().unwrap(), word.len()));
        }
        assert_eq!((Key::Short(0, 0).first(), Key::Short(0, 0).last()), (0, 0));
    }

    #[test]
    fn every_word_is_found_and_no_other() {
        let words: Vec<String> = (0..500).map(|n| format!("w{n:0width$}", width = n % 12)).collect();
        let mut table = Table::default();
        let found = |table: &Table, word: &str| {
            let mut space = [0; LONGEST];
            table.get(key(word, &mut space).unwrap()).map(|entry| entry.always)
        };
        assert_eq!(found(&table, "w1"), None);
        for word in &words {
            table.entry(key(word, &mut [0; LONGEST]).unwrap()).always = Role::TITLE;
        }
        for word in &words {
            assert_eq!(found(&table, word), Some(Role::TITLE), "{word}");
        }
        assert_eq!(found(&table, "v1"), None);
        assert_eq!(found(&table, ""), None);
    }
}
