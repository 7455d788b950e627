//! How often each kind of ASCII character comes, many bytes at a time.

use crate::window::{WIDTH, Window};

/// Counts of ASCII characters; small letters need not be told apart.
pub(super) struct Ascii {
    counts: [u64; 128],
}

impl Default for Ascii {
    fn default() -> Self {
        Ascii { counts: [0; 128] }
    }
}

impl Ascii {
    /// Counts what is ASCII among those first of `bytes` that one look takes in. Returns how many these are, and which
    /// of them are not ASCII.
    #[inline]
    pub(super) fn count(&mut self, bytes: &[u8]) -> (usize, u64) {
        let window = Window::of(bytes);
        let length = bytes.len().min(WIDTH);
        let (small, spaces, beyond) = (window.small_letters(), window.spaces(), window.beyond_ascii());
        self.counts[b'a' as usize] += u64::from(small.count_ones());
        self.counts[b' ' as usize] += u64::from(spaces.count_ones());
        let mut rest = !(small | spaces | beyond) & u64::MAX.checked_shr((WIDTH - length) as u32).unwrap_or(0);
        while rest != 0 {
            self.counts[bytes[rest.trailing_zeros() as usize] as usize & 0x7F] += 1;
            rest &= rest - 1;
        }
        (length, beyond)
    }

    /// How often a character came that is no small letter.
    pub(super) fn of(&self, character: u8) -> u64 {
        self.counts[character as usize & 0x7F]
    }

    /// How often each ASCII character came, where `a` stands for all small letters.
    pub(super) fn counts(&self) -> &[u64; 128] {
        &self.counts
    }
}
