//! What is known of a word.

/// What is known of a word, in few bits: flags, syllables, letters and characters, from the lowest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known(u32);

/// How long a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lengths {
    pub(super) characters: u32,
    pub(super) letters: u32,
    pub(super) syllables: u32,
}

/// Whether a word has a letter.
pub(super) const ALPHABETIC: u8 = 1;
/// Whether Gopher (Rae et al. 2021) wants it in a text.
pub(super) const GOPHER: u8 = 2;
/// Whether a phrase that has to be looked for may have it.
pub(super) const SUSPICIOUS: u8 = 4;
/// Whether it is a stop word of the language.
pub(super) const STOP: u8 = 8;
/// It is too long for its lengths to be known here.
pub(super) const LONG: u8 = 16;

const FLAGS: u32 = 5;
/// So many of the lower bits are flags and syllables.
const LOW: u32 = FLAGS + 4;
const LETTERS: u32 = 6;

/// The possible values of some of its bits.
pub(super) const LOWS: usize = 1 << LOW;
pub(super) const LENGTHS: usize = 1 << LETTERS;

impl Known {
    /// So many of the lower bits count.
    pub(super) const BITS: u32 = LOW + 2 * LETTERS;

    /// What is known of a word of these `lengths`; where they are too great, there is the flag [`LONG`] instead.
    pub(super) fn new(lengths: Lengths, flags: u8) -> Known {
        let Lengths { characters, letters, syllables } = lengths;
        let flags = u32::from(flags);
        if characters.max(letters) < 1 << LETTERS && syllables < 1 << (LOW - FLAGS) {
            Known(flags | syllables << FLAGS | letters << LOW | characters << (LOW + LETTERS))
        } else {
            Known(flags | u32::from(LONG))
        }
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "what is lost is of something else")]
    pub(super) const fn from_bits(bits: u64) -> Known {
        Known(bits as u32 & ((1 << Known::BITS) - 1))
    }

    #[inline]
    pub(super) fn to_bits(self) -> u64 {
        self.0.into()
    }

    #[inline]
    pub(super) fn has(self, flag: u8) -> bool {
        self.0 & u32::from(flag) > 0
    }

    /// The flags, and above them something else.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "what is lost is something else")]
    pub(super) fn flags(self) -> u8 {
        self.0 as u8
    }

    /// Flags and syllables, below [`LOWS`].
    #[inline]
    pub(super) fn low(self) -> usize {
        self.0 as usize % LOWS
    }

    /// Below [`LENGTHS`], as characters are.
    #[inline]
    pub(super) fn letters(self) -> usize {
        (self.0 >> LOW) as usize % LENGTHS
    }

    #[inline]
    pub(super) fn characters(self) -> usize {
        (self.0 >> (LOW + LETTERS)) as usize % LENGTHS
    }

    /// All zero where it has the flag [`LONG`].
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "all are small")]
    pub(super) fn lengths(self) -> Lengths {
        let syllables = syllables_of(self.low()) as u32;
        Lengths { characters: self.characters() as u32, letters: self.letters() as u32, syllables }
    }
}

/// The syllables of a word with these lower bits.
pub(super) const fn syllables_of(low: usize) -> usize {
    low >> FLAGS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_known() {
        for lengths in [[1, 1, 1], [63, 63, 15], [63, 2, 3], [1, 0, 1], [12, 11, 4]] {
            let [characters, letters, syllables] = lengths;
            let lengths = Lengths { characters, letters, syllables };
            let known = Known::from_bits(Known::new(lengths, STOP | ALPHABETIC).to_bits() | 1 << Known::BITS);
            assert_eq!(known.lengths(), lengths);
            assert_eq!((known.flags() & 31, known.has(STOP), known.has(GOPHER)), (9, true, false));
        }
        for lengths in [[64, 1, 1], [64, 64, 1], [63, 63, 16]] {
            let [characters, letters, syllables] = lengths;
            let known = Known::new(Lengths { characters, letters, syllables }, STOP);
            assert_eq!((known.lengths(), known.low()), (Lengths::default(), usize::from(STOP | LONG)));
        }
    }
}
