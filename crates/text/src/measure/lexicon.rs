//! The words that were met, and what is known of each.

use super::index::Index;

/// What is known of a word, in as few bytes as can be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) characters: u8,
    pub(super) letters: u8,
    pub(super) syllables: u8,
    /// As in a word of the vocabulary.
    pub(super) flags: u8,
}

/// A word that was met.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Stands for the word and its language.
    key: u64,
    /// Which of the different words of the last text that had it, counted on from text to text.
    number: u32,
    known: Known,
}

/// Words of the text that is read and of those before it. One look at a word tells both whether the text has had it,
/// and what is known of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    index: Index,
    /// The number of the first word of this text, and of the next new one.
    first: u32,
    next: u32,
}

/// Before a text, half of the words are forgotten if there are more: the rare ones would push the others out of the
/// cache.
const MOST: usize = 1 << 15;

impl Lexicon {
    /// Gets ready for another text.
    pub(super) fn start(&mut self) {
        if self.next > u32::MAX / 2 {
            *self = Lexicon::default();
        }
        if self.entries.len() > MOST {
            self.forget();
        }
        self.first = self.next;
    }

    /// Forgets the half of the words that no text has had for longest.
    #[cold]
    fn forget(&mut self) {
        let mut numbers: Vec<u32> = self.entries.iter().map(|entry| entry.number).collect();
        let half = numbers.len() / 2;
        if half > 0 {
            let least = *numbers.select_nth_unstable(half).1;
            self.entries.retain(|entry| entry.number >= least);
            self.index.rebuild(self.entries.iter().map(|entry| entry.key));
        }
    }

    /// Looks where the words that the keys stand for are, so that what [`Lexicon::number`] does then with one does not
    /// have to wait for it.
    #[inline]
    pub(super) fn fetch(&self, keys: impl Iterator<Item = u64>) {
        self.index.fetch(keys, |at| self.entries.get(at).map(|entry| entry.key));
    }

    /// Which of the different words of the text the one that `key` stands for is, from 0 on, and what is known of it:
    /// where it was not met, what `look_up` says.
    #[inline]
    pub(super) fn number(&mut self, key: u64, look_up: impl FnOnce() -> Known) -> (u32, Known) {
        if self.index.is_full() {
            self.index.rebuild(self.entries.iter().map(|entry| entry.key));
        }
        let Some(at) = self.index.find(key, |at| self.entries[at].key == key) else {
            let (number, known) = (self.next, look_up());
            self.entries.push(Entry { key, number, known });
            self.next += 1;
            return (number - self.first, known);
        };
        let entry = &mut self.entries[at];
        // Without a branch, as half of them would be guessed wrong.
        let new = entry.number < self.first;
        entry.number = if new { self.next } else { entry.number };
        self.next += u32::from(new);
        (entry.number - self.first, entry.known)
    }

    /// How many different words there are in the text so far.
    pub(super) fn different(&self) -> usize {
        (self.next - self.first) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn words_are_numbered_text_by_text(
            texts in prop::collection::vec(prop::collection::vec(0_u64..50, 0..40), 0..9),
            forgotten in 0_usize..9,
        ) {
            let mut lexicon = Lexicon::default();
            for (i, text) in texts.iter().enumerate() {
                if i == forgotten {
                    lexicon.forget();
                }
                lexicon.start();
                let mut numbers = HashMap::new();
                for key in text {
                    let next = numbers.len() as u32;
                    let number = *numbers.entry(*key).or_insert(next);
                    let known = |n: u64| Known { letters: n as u8, ..Known::default() };
                    // Few places, so that words stand in each other's.
                    let found = lexicon.number((key << 60) | (1 + key / 16), || known(*key));
                    prop_assert_eq!((found.0, found.1.letters), (number, *key as u8));
                    prop_assert_eq!(lexicon.different(), numbers.len());
                }
            }
        }
    }

    #[test]
    fn the_words_of_late_are_not_forgotten() {
        let mut lexicon = Lexicon::default();
        for text in 0..20 {
            lexicon.start();
            for word in (1..=2).chain(10 + text * 4000..10 + (text + 1) * 4000) {
                lexicon.number(word, || {
                    assert!(word > 2 || text == 0, "{word} {text}");
                    Known::default()
                });
            }
            assert!(lexicon.entries.len() <= MOST + 4002);
        }
    }
}
