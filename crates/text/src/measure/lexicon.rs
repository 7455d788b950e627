//! The words that were met, and what is known of each.

/// What is known of a word, in as few bytes as can be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) characters: u8,
    pub(super) letters: u8,
    pub(super) syllables: u8,
    /// As in a word of the vocabulary.
    pub(super) flags: u8,
}

/// A word that was met, in a quarter of a line of the cache.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Stands for the word and its language; zero where there is no word.
    key: u64,
    /// Which of the different words of the last text that had it, counted on from text to text.
    number: u32,
    known: Known,
}

/// Words of the text that is read and of those before it. One look at a word tells both whether the text has had it,
/// and what is known of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    /// A power of two, or none.
    slots: Vec<Slot>,
    used: usize,
    /// The number of the first word of this text, and of the next new one.
    first: u32,
    next: u32,
}

/// Before a text, all words are forgotten if there are more: the rare ones would push the others out of the cache.
const MOST: usize = 1 << 15;

impl Lexicon {
    /// Gets ready for another text.
    pub(super) fn start(&mut self) {
        if self.used > MOST || self.next > u32::MAX / 2 {
            *self = Lexicon::default();
        }
        if self.slots.is_empty() {
            self.slots.resize(1 << 10, Slot::default());
        }
        self.first = self.next;
    }

    /// Looks where the words that the keys stand for are, so that they come into the cache, all at the same time: what
    /// [`Lexicon::number`] does then with one does not have to wait for it.
    #[inline]
    pub(super) fn fetch(&self, keys: impl Iterator<Item = u64>) {
        let mask = self.slots.len() - 1;
        std::hint::black_box(keys.fold(0, |all, key| all | self.slots[key as usize & mask].number));
    }

    /// Which of the different words of the text the one that `key` stands for is, from 0 on. What is known of a word that
    /// was not met is what `look_up` says.
    #[inline]
    pub(super) fn number(&mut self, key: u64, look_up: impl FnOnce() -> Known) -> Number {
        let key = key.max(1);
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.key == key {
                if slot.number >= self.first {
                    return Number::Old(slot.number - self.first);
                }
                slot.number = self.next;
                self.next += 1;
                return Number::New(slot.known);
            }
            if slot.key == 0 {
                let known = look_up();
                *slot = Slot { key, number: self.next, known };
                self.next += 1;
                self.used += 1;
                if self.used * 2 > mask {
                    self.grow();
                }
                return Number::New(known);
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let twice = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); twice]);
        for slot in old.into_iter().filter(|slot| slot.key != 0) {
            let mut at = slot.key as usize & (twice - 1);
            while self.slots[at].key != 0 {
                at = (at + 1) & (twice - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// Which of the different words of a text a word is.
pub(super) enum Number {
    /// One that came before.
    Old(u32),
    /// The next one, and what is known of it.
    New(Known),
}
