//! How often each kind of ASCII character comes, eight bytes at a time.

use super::swar::{HIGH, between, sum};

/// Counts of ASCII characters; small letters need not be told apart.
pub(super) struct Ascii {
    /// In each byte the count of one place of eight, so that a count takes no more than an addition.
    small: u64,
    spaces: u64,
    /// How many additions there were: a byte holds no more than 255.
    added: u32,
    counts: [u64; 128],
}

impl Default for Ascii {
    fn default() -> Self {
        Ascii { small: 0, spaces: 0, added: 0, counts: [0; 128] }
    }
}

impl Ascii {
    /// Counts what `bytes` begin with, as long as all of eight bytes is ASCII; returns how many bytes that is.
    #[inline]
    pub(super) fn count(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        while let Some(&chunk) = bytes[at..].first_chunk::<8>() {
            let n = u64::from_le_bytes(chunk);
            if n & HIGH != 0 {
                break;
            }
            let small = between(n, b'a', b'z');
            let spaces = between(n, b' ', b' ');
            self.small += small >> 7;
            self.spaces += spaces >> 7;
            self.added += 1;
            if self.added == 255 {
                self.sum_up();
            }
            let mut rest = HIGH & !(small | spaces);
            while rest != 0 {
                self.counts[(n >> (rest.trailing_zeros() & !7)) as usize & 0x7F] += 1;
                rest &= rest - 1;
            }
            at += 8;
        }
        at
    }

    /// Counts one character.
    pub(super) fn add(&mut self, character: char) {
        self.counts[character as usize & 0x7F] += 1;
    }

    /// Ends the count.
    pub(super) fn sum_up(&mut self) {
        self.counts[b'a' as usize] += sum(self.small);
        self.counts[b' ' as usize] += sum(self.spaces);
        (self.small, self.spaces, self.added) = (0, 0, 0);
    }

    /// How often a character came that is no small letter.
    pub(super) fn of(&self, character: u8) -> u64 {
        self.counts[character as usize & 0x7F]
    }

    /// The characters that came, `a` standing for all small letters, and how often.
    pub(super) fn counts(&self) -> impl Iterator<Item = (char, u64)> {
        ('\0'..='\u{7F}').zip(self.counts).filter(|(_, n)| *n > 0)
    }
}
