//! Sums of what is known of the words of a text.

use super::known::{ALPHABETIC, GOPHER, Known, LENGTHS, LOWS, Lengths, STOP, syllables_of};

/// Sums over words, each as often as it comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) characters: u64,
    pub(super) letters: u64,
    pub(super) syllables: u64,
    pub(super) alphabetic: u64,
    pub(super) stop: u64,
    /// Words of three syllables or more.
    pub(super) complex: u64,
    /// Words of seven letters or more.
    pub(super) long: u64,
    /// Different words that Gopher wants in a text.
    pub(super) gopher: u64,
    /// Different words that come once.
    pub(super) once: u64,
}

/// Some sums together in each number, so that a word takes two products and not seven: the parts have room for
/// [`MOST`] words.
#[derive(Clone, Copy, Default)]
struct Packed {
    /// From the lowest bit: alphabetic, stop, complex, each 15; and syllables, 19.
    low: u64,
    /// The same: letters, 21; long, 15; characters, 21.
    lengths: u64,
    words: u32,
}

const MOST: u32 = (1 << 15) - 1;

/// What a word adds to a packed sum, by its lower bits, and by its letters.
static LOW: [u64; LOWS] = {
    let mut all = [0; LOWS];
    let mut low = 0;
    while low < LOWS {
        let syllables = syllables_of(low);
        let alphabetic = (low & ALPHABETIC as usize > 0) as u64;
        let stop = (low & STOP as usize > 0) as u64;
        all[low] = alphabetic | stop << 15 | is_complex(syllables as u32) << 30 | (syllables as u64) << 45;
        low += 1;
    }
    all
};
static LETTERS: [u64; LENGTHS] = {
    let mut all = [0; LENGTHS];
    let mut letters = 0;
    while letters < LENGTHS {
        all[letters] = letters as u64 | is_long(letters as u32) << 21;
        letters += 1;
    }
    all
};

const fn is_complex(syllables: u32) -> u64 {
    (syllables >= 3) as u64
}

const fn is_long(letters: u32) -> u64 {
    (letters >= 7) as u64
}

impl Packed {
    /// Adds a word that comes so many `times`; if it is `LONG`, its lengths have to be added too.
    #[inline]
    fn add(&mut self, known: Known, times: u32) {
        let times_wide = u64::from(times);
        self.words += times;
        self.low += LOW[known.low()] * times_wide;
        self.lengths += (LETTERS[known.letters()] | (known.characters() as u64) << 36) * times_wide;
    }
}

impl Sums {
    /// The sums of words of which each comes so many times, and counts them by their characters; those that are `LONG`
    /// have none, and are to be added too.
    pub(super) fn of(words: impl Iterator<Item = (Known, u32)>, by_characters: &mut [u64; LENGTHS]) -> Sums {
        let (mut sums, mut packed) = (Sums::default(), Packed::default());
        let (mut gopher, mut once) = (0_u32, 0_u32);
        for (known, times) in words {
            gopher += u32::from(known.has(GOPHER));
            once += u32::from(times == 1);
            by_characters[known.characters()] += u64::from(times);
            if times > MOST - packed.words {
                sums.add_often(&mut packed, known, times);
            } else {
                packed.add(known, times);
            }
        }
        sums.unpack(packed);
        (sums.gopher, sums.once) = (gopher.into(), once.into());
        sums
    }

    #[cold]
    fn add_often(&mut self, packed: &mut Packed, known: Known, mut times: u32) {
        while times > 0 {
            self.unpack(std::mem::take(packed));
            packed.add(known, times.min(MOST));
            times -= times.min(MOST);
        }
    }

    fn unpack(&mut self, packed: Packed) {
        let part = |of: u64, from: u32, bits: u32| of >> from & ((1 << bits) - 1);
        self.alphabetic += part(packed.low, 0, 15);
        self.stop += part(packed.low, 15, 15);
        self.complex += part(packed.low, 30, 15);
        self.syllables += part(packed.low, 45, 19);
        self.letters += part(packed.lengths, 0, 21);
        self.long += part(packed.lengths, 21, 15);
        self.characters += part(packed.lengths, 36, 21);
    }

    /// Adds the lengths of a word that comes so many times.
    pub(super) fn add_lengths(&mut self, lengths: Lengths, times: u64) {
        self.characters += u64::from(lengths.characters) * times;
        self.letters += u64::from(lengths.letters) * times;
        self.syllables += u64::from(lengths.syllables) * times;
        self.complex += is_complex(lengths.syllables) * times;
        self.long += is_long(lengths.letters) * times;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_by_one(
            words in prop::collection::vec((0_u32..70, 0_u32..70, 0_u32..17, 0_u8..16, prop_oneof![1_u32..4, 1_u32..40_000, Just(200_000)]), 0..40),
        ) {
            let (mut simple, mut by_characters) = (Sums::default(), [0; LENGTHS]);
            let mut known = Vec::new();
            let mut long = Sums::default();
            for (characters, letters, syllables, flags, times) in words {
                let lengths = Lengths { characters, letters, syllables };
                simple.add_lengths(lengths, times.into());
                simple.alphabetic += u64::from(flags & 1) * u64::from(times);
                simple.stop += u64::from(flags >> 3 & 1) * u64::from(times);
                simple.gopher += u64::from(flags >> 1 & 1);
                simple.once += u64::from(times == 1);
                known.push((Known::new(lengths, flags), times));
                if characters.max(letters) > 63 || syllables > 15 {
                    long.add_lengths(lengths, times.into());
                } else {
                    by_characters[characters as usize] += u64::from(times);
                }
            }
            let mut found = [0; LENGTHS];
            let mut sums = Sums::of(known.into_iter(), &mut found);
            sums.characters += long.characters;
            sums.letters += long.letters;
            sums.syllables += long.syllables;
            sums.complex += long.complex;
            sums.long += long.long;
            prop_assert_eq!(sums, simple);
            prop_assert_eq!(&found[1..], &by_characters[1..]);
        }
    }
}
