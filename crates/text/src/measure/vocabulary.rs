//! The words of a text, and what is known of each.

use std::ops::Range;

use super::chars::{facts, push_lower};
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
#[derive(Clone, Copy, Debug, Default)]
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
const STOP: u8 = 8;

/// So many words are remembered, each in the place that its hash names: 256 kB.
const REMEMBERED: usize = 1 << 14;

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
    /// Where each different word comes first, and its hash.
    firsts: Vec<(usize, u64)>,
    counts: Vec<u32>,
    numbers: Numbers,
    known: Vec<Known>,
    folded: String,
}

impl Vocabulary {
    /// Forgets the text before.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.spans.clear();
        self.different.clear();
    }

    /// Reads `text`, which is in `language`.
    ///
    /// Each step is a loop of its own, so that in each many places of one table are asked for at the same time.
    pub(super) fn read(&mut self, text: &str, language: &str) {
        self.spans.clear();
        self.hashes.clear();
        for range in words(text) {
            self.hashes.push(hash_at(text, range.clone(), &mut self.folded));
            self.spans.push(range);
        }
        self.number_words();
        self.known.resize(REMEMBERED, Known::default());
        let salt = language.bytes().fold(1, |h, b| mix(h ^ u64::from(b)));
        let stop = stop_words(language);
        let (hashes, spans, known, lower) = (&self.hashes, &self.spans, &mut self.known, &mut self.folded);
        self.different.clear();
        self.different.extend(self.firsts.iter().zip(&self.counts).map(|(&(first, hash), &count)| {
            let known = &mut known[hash as usize % REMEMBERED];
            let look_up = || look_up(&text[spans[first].clone()], language, lower);
            Word {
                hash,
                count,
                first,
                ..recall(known, hash ^ salt, look_up, || stop.is_some_and(|s| s.contains_key(&hash)))
            }
        }));
        let of_all = || hashes.iter().fold(0, |fingerprint, hash| mix(fingerprint ^ hash));
        self.fingerprint = if hashes.is_empty() { folded_hash(text.trim(), lower) } else { of_all() };
    }

    fn number_words(&mut self) {
        self.numbers.start(self.hashes.len());
        self.words.clear();
        self.firsts.clear();
        self.counts.clear();
        for (at, &hash) in self.hashes.iter().enumerate() {
            let (number, new) = self.numbers.number(hash);
            if new {
                self.firsts.push((at, hash));
                self.counts.push(0);
            }
            let count = &mut self.counts[number as usize];
            *count = count.saturating_add(1);
            self.words.push(number);
        }
    }
}

/// What is known of the word whose hash and language are `key`: from `known`, or looked up and left there.
#[inline]
fn recall(known: &mut Known, key: u64, look_up: impl FnOnce() -> Word, stop: impl FnOnce() -> bool) -> Word {
    if known.key != key {
        let found = Word { stop: stop(), ..look_up() };
        let short = |n: u32| u8::try_from(n).ok();
        let flags = [
            (found.alphabetic, ALPHABETIC),
            (found.gopher, GOPHER),
            (found.suspicious, SUSPICIOUS),
            (found.stop, STOP),
        ];
        let flags = flags.iter().filter(|(set, _)| *set).fold(0, |all, (_, flag)| all | flag);
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
        stop: known.flags & STOP > 0,
        alphabetic: known.flags & ALPHABETIC > 0,
        gopher: known.flags & GOPHER > 0,
        suspicious: known.flags & SUSPICIOUS > 0,
    }
}

fn look_up(word: &str, language: &str, lower: &mut String) -> Word {
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
    Word {
        hash: 0,
        count: 0,
        first: 0,
        characters: counted(characters),
        letters: counted(letters),
        syllables: syllables(lower, language),
        stop: false,
        alphabetic,
        gopher: matches!(lower.as_str(), "the" | "be" | "to" | "of" | "and" | "that" | "have" | "with"),
        suspicious: phrases::may_have(lower),
    }
}
