//! The words of a text, and what is known of each.

use std::ops::Range;

use super::chars::{facts, push_lower};
use super::hash::{folded_hash, hash_at, mix};
use super::lexicon::{Known, Lexicon, Number};
use super::phrases;
use super::stop::stop_words;
use super::syllables;
use super::words::each_spelled_word;

/// A word of a text, whatever the case of its letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) hash: u64,
    /// Which word of the text it is first.
    pub(super) first: usize,
    /// How often it comes.
    pub(super) count: u32,
    pub(super) characters: u32,
    pub(super) letters: u32,
    pub(super) syllables: u32,
    flags: u8,
}

const ALPHABETIC: u8 = 1;
const GOPHER: u8 = 2;
const SUSPICIOUS: u8 = 4;
const STOP: u8 = 8;
/// It is too long to be remembered, and is looked up again.
const LONG: u8 = 16;

impl Word {
    /// Whether it has a letter.
    pub(super) fn alphabetic(&self) -> bool {
        self.flags & ALPHABETIC > 0
    }

    /// Whether Gopher (Rae et al. 2021) wants it in a text.
    pub(super) fn gopher(&self) -> bool {
        self.flags & GOPHER > 0
    }

    /// Whether a phrase that C4 (Raffel et al. 2020) leaves lines out for may have it.
    pub(super) fn suspicious(&self) -> bool {
        self.flags & SUSPICIOUS > 0
    }

    /// Whether it is a stop word of the language.
    pub(super) fn stop(&self) -> bool {
        self.flags & STOP > 0
    }
}

/// Reads the words of one text after the other; it keeps its buffers, and what it knows of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// The words of the text by number.
    pub(super) words: Vec<u32>,
    /// Where they stand.
    pub(super) spans: Vec<Range<usize>>,
    /// The different ones, by number.
    pub(super) different: Vec<Word>,
    /// A hash of all of them in order.
    pub(super) fingerprint: u64,
    /// The hashes of the words.
    hashes: Vec<u64>,
    lexicon: Lexicon,
    folded: String,
}

/// So many words are asked for at the same time.
const AT_ONCE: usize = 16;

impl Vocabulary {
    /// Forgets the text before.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.spans.clear();
        self.different.clear();
        self.hashes.clear();
    }

    /// Reads `text`, which is in `language`, after the text before was forgotten.
    ///
    /// Each step is a loop of its own, so that in the second many places of the lexicon are asked for at the same time.
    pub(super) fn read(&mut self, text: &str, language: &str) {
        each_spelled_word(text, |range, spelling| {
            self.hashes.push(hash_at(text, &range, spelling, &mut self.folded));
            self.spans.push(range);
        });
        self.number_words(text, language);
        self.fingerprint = match self.hashes.as_slice() {
            [] => folded_hash(text.trim(), &mut self.folded),
            // A polynomial, as each step takes but a multiplication; equal words at other places make other sums.
            all => {
                mix(all.iter().fold(1, |sum: u64, hash| sum.wrapping_mul(0xD134_2543_DE82_EF95).wrapping_add(*hash)))
            }
        };
    }

    #[expect(clippy::cast_possible_truncation, reason = "a text has not so many words")]
    fn number_words(&mut self, text: &str, language: &str) {
        let Vocabulary { words, spans, different, hashes, lexicon, folded, .. } = self;
        let salt = language.bytes().fold(1, |h, b| mix(h ^ u64::from(b)));
        let stop = stop_words(language);
        lexicon.start();
        words.reserve(hashes.len());
        let mut first = 0;
        for some in hashes.chunks(AT_ONCE) {
            lexicon.fetch(some.iter().map(|hash| hash ^ salt));
            for &hash in some {
                let mut look_up = || {
                    let stop = stop.is_some_and(|stop| stop.contains_key(&hash));
                    look_up(&text[spans[first].clone()], language, stop, folded)
                };
                words.push(match lexicon.number(hash ^ salt, || look_up().known()) {
                    Number::Old(number) => {
                        let count = &mut different[number as usize].count;
                        *count = count.saturating_add(1);
                        number
                    }
                    Number::New(known) => {
                        let word = if known.flags & LONG > 0 { look_up() } else { Word::of(known) };
                        different.push(Word { hash, first, ..word });
                        // As many as there are numbers.
                        different.len() as u32 - 1
                    }
                });
                first += 1;
            }
        }
    }
}

impl Word {
    fn of(known: Known) -> Word {
        let Known { characters, letters, syllables, flags } = known;
        let [characters, letters, syllables] = [characters, letters, syllables].map(u32::from);
        Word { hash: 0, first: 0, count: 1, characters, letters, syllables, flags }
    }

    /// What is to be remembered of it.
    fn known(&self) -> Known {
        match [self.characters, self.letters, self.syllables].map(u8::try_from) {
            [Ok(characters), Ok(letters), Ok(syllables)] => Known { characters, letters, syllables, flags: self.flags },
            _ => Known { flags: LONG, ..Known::default() },
        }
    }
}

fn look_up(word: &str, language: &str, stop: bool, lower: &mut String) -> Word {
    lower.clear();
    push_lower(word, lower);
    let counted = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (characters, letters, alphabetic) = if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric).count();
        (word.len(), letters, word.bytes().any(|b| b.is_ascii_alphabetic()))
    } else {
        let letters = word.chars().filter(|c| facts(*c).alphanumeric).count();
        (word.chars().count(), letters, word.chars().any(|c| facts(c).alphabetic))
    };
    let gopher = matches!(lower.as_str(), "the" | "be" | "to" | "of" | "and" | "that" | "have" | "with");
    let flags = [(alphabetic, ALPHABETIC), (gopher, GOPHER), (phrases::may_have(lower), SUSPICIOUS), (stop, STOP)];
    Word {
        hash: 0,
        first: 0,
        count: 1,
        characters: counted(characters),
        letters: counted(letters),
        syllables: syllables(lower, language),
        flags: flags.into_iter().filter(|(set, _)| *set).fold(0, |all, (_, flag)| all | flag),
    }
}
