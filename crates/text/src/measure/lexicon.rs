//! What is known of words that were met.

use super::known::Known;

/// So many bits tell what is known.
const BITS: u32 = Known::BITS;

/// Words and what is known of them. Each has the places of a line that its key says, with others; the one that came last
/// pushes out the one that came first.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon(Vec<Line>);

/// Keys with what is known of their words in place of the lower bits; zero for none.
///
/// It takes few bytes, as to wait for what is not in a cache near the processor takes about as long as to look a word up.
/// The bits of a key that count, with those that say the line, are 57 of 64: one in 10^12 words that come for the first
/// time may be taken for another one.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Line([u64; 4]);

const LINES: usize = 1 << 15;

impl Lexicon {
    /// Looks where the words are that the keys stand for, all at the same time, so that they come into the cache.
    #[inline]
    pub(super) fn fetch(&self, keys: impl Iterator<Item = u64>) {
        let line = |key: u64| self.0.get(key as usize % LINES).map_or(0, |line| line.0[0]);
        std::hint::black_box(keys.fold(0, |all, key| all | line(key)));
    }

    /// What is known of the word that `key` stands for: if it is not there, what `look_up` says.
    #[inline]
    pub(super) fn known(&mut self, key: u64, look_up: impl FnOnce() -> Known) -> Known {
        if self.0.is_empty() {
            self.0.resize(LINES, Line::default());
        }
        // So that none is found in a place that is empty.
        let key = key | 1 << 63;
        let Line(places) = &mut self.0[key as usize % LINES];
        // Without a branch for each, as guesses would be wrong.
        let is = |at: usize| usize::from((places[at] ^ key) >> BITS == 0);
        let place = places[is(1) + 2 * is(2) + 3 * is(3)];
        if (place ^ key) >> BITS == 0 {
            return Known::from_bits(place);
        }
        let known = look_up();
        places.rotate_right(1);
        places[0] = key >> BITS << BITS | known.to_bits();
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_known_as_itself() {
        let mut lexicon = Lexicon::default();
        let known = |n: u64| Known::from_bits(n << 13 | n);
        // Those of a line are told apart by the bits of their keys that are kept.
        let keys = |line: u64| [0, 1 << BITS, 1 << 62, 5 << 40].map(|bits| bits | line);
        for line in [0, 1, LINES as u64 - 1] {
            for (n, key) in (50..).zip(keys(line)) {
                assert_eq!(lexicon.known(key, || known(n)), known(n), "{key}");
            }
        }
        for line in [0, 1, LINES as u64 - 1] {
            lexicon.fetch(keys(line).into_iter());
            for (n, key) in (50..).zip(keys(line)) {
                assert_eq!(lexicon.known(key, || panic!("{key} was forgotten")), known(n), "{key}");
            }
        }
        lexicon.known(7 << 40, || known(60));
        assert_eq!(lexicon.known(7 << 40, || panic!("the last was forgotten")), known(60));
        assert_eq!(lexicon.known(0, || known(61)), known(61), "the first has gone");
    }
}
