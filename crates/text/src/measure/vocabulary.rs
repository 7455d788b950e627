//! The words of a text, and what is known of each.

use std::ops::Range;

use super::hash::{folded_hash, hash_at, mix};
use super::numbers::Numbers;
use super::phrases;
use super::stop::stop_words;
use super::syllables;
use super::words::words;

/// A word of a text, whatever the case of its letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) hash: u64,
    /// How often it comes.
    pub(super) count: u32,
    /// Which word of the text it is first.
    pub(super) first: usize,
    pub(super) characters: u32,
    pub(super) letters: u32,
    pub(super) syllables: u32,
    pub(super) stop: bool,
    pub(super) alphabetic: bool,
    /// Whether Gopher (Rae et al. 2021) wants it in a text.
    pub(super) gopher: bool,
    /// Whether a phrase that C4 (Raffel et al. 2020) leaves lines out for may have it.
    pub(super) suspicious: bool,
}

/// What is remembered of a word from text to text, in as few bytes as can be.
#[derive(Clone, Copy, Default)]
struct Known {
    /// Its hash and language; zero where there is none.
    key: u64,
    characters: u8,
    letters: u8,
    syllables: u8,
    flags: u8,
}

const ALPHABETIC: u8 = 1;
const GOPHER: u8 = 2;
const SUSPICIOUS: u8 = 4;

/// So many words are remembered, each in the place that its hash names: 256 kB.
const REMEMBERED: usize = 1 << 14;

/// Reads the words of one text after the other; it keeps its buffers, and what it knows of words.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// The words of the text by number.
    pub(super) words: Vec<u32>,
    /// Where they stand.
    pub(super) spans: Vec<Range<usize>>,
    /// The different ones, by number.
    pub(super) different: Vec<Word>,
    /// A hash of all of them in order.
    pub(super) fingerprint: u64,
    numbers: Numbers,
    known: Vec<Known>,
    folded: String,
}

impl Vocabulary {
    /// Reads `text`, which is in `language`.
    pub(super) fn read(&mut self, text: &str, language: &str) {
        self.words.clear();
        self.spans.clear();
        self.different.clear();
        self.known.resize(REMEMBERED, Known::default());
        // Most words have four letters or more, and every other one came before.
        self.numbers.start(text.len() / 8);
        let salt = language.bytes().fold(1, |h, b| mix(h ^ u64::from(b)));
        let stop = stop_words(language);
        let mut fingerprint = 0;
        let different = &mut self.different;
        let (numbers, known, folded) = (&mut self.numbers, &mut self.known, &mut self.folded);
        for range in words(text) {
            let hash = hash_at(text, range.clone(), folded);
            let (number, new) = numbers.number(hash);
            if new {
                let known = &mut known[hash as usize % REMEMBERED];
                let mut word = recall(known, &text[range.clone()], hash ^ salt, language, folded);
                word.stop = stop.is_some_and(|stop| stop.contains_key(&hash));
                (word.hash, word.first) = (hash, self.words.len());
                different.push(word);
            }
            let word = &mut different[number as usize];
            word.count = word.count.saturating_add(1);
            fingerprint = mix(fingerprint ^ hash);
            self.words.push(number);
            self.spans.push(range);
        }
        self.fingerprint = if self.words.is_empty() { folded_hash(text.trim(), folded) } else { fingerprint };
    }
}

/// What is known of `word`, whose hash and language are `key`: from `known`, or looked up and left there.
fn recall(known: &mut Known, word: &str, key: u64, language: &str, lower: &mut String) -> Word {
    if known.key != key {
        let found = look_up(word, language, lower);
        let short = |n: u32| u8::try_from(n).ok();
        let flags = u8::from(found.alphabetic) * ALPHABETIC
            | u8::from(found.gopher) * GOPHER
            | u8::from(found.suspicious) * SUSPICIOUS;
        let (Some(characters), Some(letters), Some(syllables)) =
            (short(found.characters), short(found.letters), short(found.syllables))
        else {
            return found;
        };
        *known = Known { key, characters, letters, syllables, flags };
    }
    Word {
        hash: 0,
        count: 0,
        first: 0,
        characters: known.characters.into(),
        letters: known.letters.into(),
        syllables: known.syllables.into(),
        stop: false,
        alphabetic: known.flags & ALPHABETIC > 0,
        gopher: known.flags & GOPHER > 0,
        suspicious: known.flags & SUSPICIOUS > 0,
    }
}

fn look_up(word: &str, language: &str, lower: &mut String) -> Word {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(word.chars().flat_map(char::to_lowercase));
    }
    let counted = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Word {
        hash: 0,
        count: 0,
        first: 0,
        characters: counted(word.chars().count()),
        letters: counted(word.chars().filter(|c| is_letter_or_digit(*c)).count()),
        syllables: syllables(lower, language),
        stop: false,
        alphabetic: word.chars().any(|c| c.is_ascii_alphabetic() || !c.is_ascii() && c.is_alphabetic()),
        gopher: matches!(lower.as_str(), "the" | "be" | "to" | "of" | "and" | "that" | "have" | "with"),
        suspicious: phrases::may_have(lower),
    }
}

/// As the formulas of readability count letters.
fn is_letter_or_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}
