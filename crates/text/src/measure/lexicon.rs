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

/// A word that was met.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Stands for the word and its language; zero where there is no word.
    key: u64,
    /// The last text that had it, and which of the different words of that text it is.
    text: u32,
    number: u32,
}

/// Words of the text that is read and of those before it. One look at a word tells both whether the text has had it,
/// and what is known of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    /// A power of two, or none.
    slots: Vec<Slot>,
    /// What is known of the word in each slot, apart as it is not asked for as often; nothing where it does not fit.
    known: Vec<Option<Known>>,
    used: usize,
    text: u32,
}

/// Before a text, all words are forgotten if there are more: the rare ones would push the others out of the cache.
const MOST: usize = 1 << 15;

impl Lexicon {
    /// Gets ready for another text.
    pub(super) fn start(&mut self) {
        if self.used > MOST || self.text == u32::MAX {
            *self = Lexicon::default();
        }
        self.text += 1;
        if self.slots.is_empty() {
            self.slots.resize(1 << 10, Slot::default());
            self.known.resize(1 << 10, None);
        }
    }

    /// Looks where the words that the keys stand for are, so that they come into the cache, all at the same time: what
    /// [`Lexicon::number`] does then with one does not have to wait for it.
    #[inline]
    pub(super) fn fetch(&self, keys: impl Iterator<Item = u64>) {
        let mask = self.slots.len() - 1;
        std::hint::black_box(keys.fold(0, |all, key| all | self.slots[key as usize & mask].text));
    }

    /// The number of the word that `key` stands for, where the text has had it. Otherwise `next` is its number from now
    /// on, and `known` tells what is known of it, or `look_up`, which may say that it does not fit.
    #[inline]
    pub(super) fn number(&mut self, key: u64, next: u32, look_up: impl FnOnce() -> Option<Known>) -> Number {
        let key = key.max(1);
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.key == key {
                if slot.text == self.text {
                    return Number::Old(slot.number);
                }
                (slot.text, slot.number) = (self.text, next);
                return Number::New(self.known[at]);
            }
            if slot.key == 0 {
                let known = look_up();
                *slot = Slot { key, text: self.text, number: next };
                self.known[at] = known;
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
        let slots = std::mem::replace(&mut self.slots, vec![Slot::default(); twice]);
        let known = std::mem::replace(&mut self.known, vec![None; twice]);
        for (slot, known) in slots.into_iter().zip(known).filter(|(slot, _)| slot.key != 0) {
            let mut at = slot.key as usize & (twice - 1);
            while self.slots[at].key != 0 {
                at = (at + 1) & (twice - 1);
            }
            (self.slots[at], self.known[at]) = (slot, known);
        }
    }
}

/// Which of the different words of a text a word is.
pub(super) enum Number {
    /// One that came before.
    Old(u32),
    /// A new one, and what is known of it.
    New(Option<Known>),
}
