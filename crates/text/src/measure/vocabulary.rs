//! The words of a text, and what is known of each.

use std::ops::Range;

use super::chars::{facts, push_lower};
use super::hash::{Hashes, folded_hash, hash_at, mix};
use super::known::{ALPHABETIC, GOPHER, Known, LONG, Lengths, STOP, SUSPICIOUS};
use super::lexicon::Lexicon;
use super::numbers::Numbers;
use super::phrases;
use super::stop::stop_words;
use super::syllables;
use super::words::each_found_word;
use crate::window::{WIDTH, Window};

/// A word where it stands in a text; of texts over 4 GiB, the words after that stand at the end of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) hash: u64,
    start: u32,
    end: u32,
}

impl Token {
    pub(super) fn new(hash: u64, range: &Range<usize>) -> Token {
        let [start, end] = [range.start, range.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        Token { hash, start, end }
    }

    /// Where it begins.
    #[inline]
    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    /// Where it ends.
    pub(super) fn end(&self) -> usize {
        self.end as usize
    }
}

/// How many of `tokens` begin before `end`: the first ones, as they stand in order.
#[inline]
pub(super) fn count_before(tokens: &[Token], end: usize) -> usize {
    const STEP: usize = 8;
    let before = |token: &Token| token.start() < end;
    let mut at = 0;
    while tokens.get(at + STEP - 1).is_some_and(before) {
        at += STEP;
    }
    // All that are left are looked at, as a guess where it is would be wrong.
    at + tokens[at..].iter().take(STEP - 1).filter(|token| before(token)).count()
}

/// A word of a text, whatever the case of its letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Which word of the text it is first.
    pub(super) first: u32,
    /// And last, from 1 on; 0 before it has come.
    last: u32,
    /// How often it comes.
    pub(super) count: u32,
    pub(super) known: Known,
}

impl Word {
    /// One that has not come yet.
    const NONE: Word = Word { first: u32::MAX, last: 0, count: 0, known: Known::from_bits(0) };
}

/// Reads the words of one text after the other; it keeps its buffers, and what it knows of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// The words of the text.
    pub(super) tokens: Vec<Token>,
    /// Their numbers.
    pub(super) words: Vec<u32>,
    /// Where the same word came before each, from 1 on; 0 where it did not.
    pub(super) before: Vec<u32>,
    /// Behind a place for none, where the same word comes again after each, from 0 on; [`NEVER`] where it does not.
    after: Vec<u32>,
    /// What there is to say of each.
    pub(super) bits: Bits,
    /// Whether there are some that a phrase may have that has to be looked for.
    pub(super) suspicious: bool,
    /// The different ones, by number.
    pub(super) different: Vec<Word>,
    /// A hash of all of them in order.
    pub(super) fingerprint: u64,
    /// The long ones by number, in order.
    long: Vec<(u32, Lengths)>,
    numbers: Numbers,
    lexicon: Lexicon,
    folded: String,
}

/// Bits of the words of a text, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits {
    /// Words with a letter.
    pub(super) alphabetic: Vec<u64>,
    /// Stop words of the language.
    pub(super) stop: Vec<u64>,
    /// Words that the text has had before.
    pub(super) before: Vec<u64>,
    /// Words that the text has elsewhere too.
    pub(super) again: Vec<u64>,
}

/// So many words are looked for at the same time.
const AT_ONCE: usize = 32;

/// In the place of a word that does not come again.
const NEVER: u32 = u32::MAX;

impl Vocabulary {
    /// Forgets the text before.
    pub(super) fn clear(&mut self) {
        self.tokens.clear();
        self.words.clear();
        self.before.clear();
        self.after.clear();
        self.bits.clear();
        self.suspicious = false;
        self.different.clear();
        self.long.clear();
        self.numbers.start(0);
    }

    /// Reads `text`, which is in `language`, after the text before was forgotten.
    ///
    /// Each step is a loop of its own, so that in the last many places of the lexicon are asked for at the same time.
    pub(super) fn read(&mut self, text: &str, language: &str) {
        self.find_words(text);
        let Vocabulary { tokens, folded, .. } = self;
        self.fingerprint = match tokens.as_slice() {
            [] => folded_hash(text.trim(), folded),
            // A polynomial, as each step takes but a multiplication; equal words at other places make other sums.
            all => mix(all
                .iter()
                .fold(1, |sum: u64, token| sum.wrapping_mul(0xD134_2543_DE82_EF95).wrapping_add(token.hash))),
        };
        self.number_words();
        self.link_words();
        self.look_up(text, language);
        self.pack();
    }

    /// Finds the words.
    fn find_words(&mut self, text: &str) {
        let Vocabulary { tokens, folded, .. } = self;
        each_found_word(text, |range, spelling| {
            tokens.push(Token::new(hash_at(text, &range, spelling, folded), &range));
        });
    }

    /// Gives equal words the same number.
    fn number_words(&mut self) {
        let Vocabulary { tokens, words, numbers, .. } = self;
        numbers.start(tokens.len());
        words.resize(tokens.len(), 0);
        for (tokens, words) in tokens.chunks(64).zip(words.chunks_mut(64)) {
            let hashes = tokens.iter().map(|token| token.hash);
            numbers.number_each(hashes.zip(words), |word, number, _| *word = number);
        }
    }

    /// Tells of each word where the same came before and comes again.
    fn link_words(&mut self) {
        let Vocabulary { words, before, after, different, numbers, .. } = self;
        before.resize(words.len(), 0);
        after.resize(words.len() + 1, NEVER);
        different.resize(numbers.hashes().len(), Word::NONE);
        let (after, different) = (after.as_mut_slice(), different.as_mut_slice());
        for (at, (number, before)) in (0..).zip(words.iter().zip(before)) {
            let word = &mut different[*number as usize];
            // The place of none is written to for words that are new, so that there is no branch.
            after[word.last as usize] = at;
            *before = word.last;
            *word = Word { first: word.first.min(at), last: at + 1, count: word.count + 1, known: word.known };
        }
    }

    /// Looks up what is known of the words.
    fn look_up(&mut self, text: &str, language: &str) {
        let Vocabulary { tokens, suspicious, different, long, numbers, lexicon, folded, .. } = self;
        let salt = language.bytes().fold(1, |h, b| mix(h ^ u64::from(b)));
        let mut look_up = LookUp { text, language, stop: stop_words(language), lower: folded };
        let mut number = 0;
        for (some, hashes) in different.chunks_mut(AT_ONCE).zip(numbers.hashes().chunks(AT_ONCE)) {
            lexicon.fetch(hashes.iter().map(|hash| hash ^ salt));
            for (word, hash) in some.iter_mut().zip(hashes) {
                word.known = lexicon.known(hash ^ salt, || look_up.known(&tokens[word.first as usize]));
                if word.known.has(LONG) {
                    long.push((number, look_up.of(&tokens[word.first as usize]).0));
                }
                *suspicious |= word.known.has(SUSPICIOUS);
                number += 1;
            }
        }
    }

    /// Packs what there is to say of the words.
    fn pack(&mut self) {
        let Vocabulary { words, before, after, bits, different, .. } = self;
        let after = after.get(1..).unwrap_or_default();
        for ((words, before), after) in words.chunks(WIDTH).zip(before.chunks(WIDTH)).zip(after.chunks(WIDTH)) {
            let flags = Window::each(words, |word| different[*word as usize].known.flags());
            bits.alphabetic.push(flags.with(ALPHABETIC));
            bits.stop.push(flags.with(STOP));
            let came = Window::each(before, |before| u8::from(*before > 0)).with(1);
            bits.before.push(came);
            bits.again.push(came | Window::each(after, |after| u8::from(*after < NEVER)).with(1));
        }
    }

    /// The hashes of the different words by their numbers.
    pub(super) fn hashes(&self) -> &[u64] {
        self.numbers.hashes()
    }

    /// Where the same word comes again after each, from 0 on; a place behind the text where it does not.
    pub(super) fn after(&self) -> &[u32] {
        self.after.get(1..).unwrap_or_default()
    }

    /// How long the word with this number is.
    #[inline]
    pub(super) fn lengths(&self, number: usize) -> Lengths {
        let known = self.different[number].known;
        if known.has(LONG)
            && let Ok(at) = self.long.binary_search_by_key(&number, |(number, _)| *number as usize)
        {
            return self.long[at].1;
        }
        known.lengths()
    }

    /// How long those are that are too long for it to be known, and how often they come.
    pub(super) fn long(&self) -> impl Iterator<Item = (Lengths, u32)> {
        self.long.iter().map(|(number, lengths)| (*lengths, self.different[*number as usize].count))
    }
}

impl Bits {
    fn clear(&mut self) {
        let Bits { alphabetic, stop, before, again } = self;
        [alphabetic, stop, before, again].into_iter().for_each(Vec::clear);
    }
}

/// What it takes to look up words of a text.
struct LookUp<'a> {
    text: &'a str,
    language: &'a str,
    stop: Option<&'static Hashes<()>>,
    lower: &'a mut String,
}

impl LookUp<'_> {
    /// What is to be remembered of a word.
    #[cold]
    fn known(&mut self, token: &Token) -> Known {
        let (lengths, flags) = self.of(token);
        Known::new(lengths, flags)
    }

    fn of(&mut self, token: &Token) -> (Lengths, u8) {
        let word = self.text.get(token.start()..token.end()).unwrap_or_default();
        self.lower.clear();
        let counted = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (characters, letters, alphabetic) = if word.is_ascii() {
            push_lower(word, self.lower);
            let letters = word.bytes().filter(u8::is_ascii_alphanumeric).count();
            (word.len(), letters, word.bytes().any(|b| b.is_ascii_alphabetic()))
        } else {
            let (mut characters, mut letters, mut alphabetic, mut in_lower) = (0, 0, false, true);
            for c in word.chars() {
                let facts = facts(c);
                characters += 1;
                letters += usize::from(facts.alphanumeric);
                alphabetic |= facts.alphabetic;
                in_lower &= facts.lower == Some(c);
            }
            if in_lower {
                self.lower.push_str(word);
            } else {
                push_lower(word, self.lower);
            }
            (characters, letters, alphabetic)
        };
        let lower = self.lower.as_str();
        let gopher = matches!(lower, "the" | "be" | "to" | "of" | "and" | "that" | "have" | "with");
        let stop = self.stop.is_some_and(|stop| stop.contains_key(&token.hash));
        let flags = [(alphabetic, ALPHABETIC), (gopher, GOPHER), (phrases::may_have(lower), SUSPICIOUS), (stop, STOP)];
        let syllables = syllables(lower, self.language);
        let lengths = Lengths { characters: counted(characters), letters: counted(letters), syllables };
        (lengths, flags.into_iter().filter(|(set, _)| *set).fold(0, |all, (_, flag)| all | flag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_words_know_each_other(words in prop::collection::vec("the|The|[a-c]|[a-z]{1,3}|été|3", 0..200)) {
            let mut vocabulary = Vocabulary::default();
            for words in [&words[..words.len() / 2], &words[..]] {
                let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
                vocabulary.clear();
                vocabulary.read(&words.join(" "), "en");
                let different = vocabulary.different.iter();
                let mut firsts = Vec::new();
                for (at, word) in lower.iter().enumerate() {
                    let before = lower[..at].iter().rposition(|other| other == word);
                    let after = lower[at + 1..].iter().position(|other| other == word).map(|place| at + 1 + place);
                    if before.is_none() {
                        firsts.push(at as u32);
                    }
                    let number = firsts.iter().position(|first| lower[*first as usize] == *word);
                    prop_assert_eq!(number, Some(vocabulary.words[at] as usize));
                    prop_assert_eq!(before.map_or(0, |place| place as u32 + 1), vocabulary.before[at]);
                    prop_assert_eq!(after.map_or(NEVER, |place| place as u32), vocabulary.after()[at]);
                    let bit = |bits: &[u64]| bits[at / 64] >> (at % 64) & 1 > 0;
                    let Bits { alphabetic, stop, before: came, again } = &vocabulary.bits;
                    prop_assert_eq!((bit(came), bit(again)), (before.is_some(), before.is_some() || after.is_some()));
                    prop_assert_eq!((bit(alphabetic), bit(stop)), (word != "3", stop_words("en").is_some_and(|stop| stop.contains_key(&vocabulary.tokens[at].hash))));
                }
                prop_assert_eq!(different.clone().map(|word| word.first).collect::<Vec<_>>(), firsts);
                let count = |first: u32| lower.iter().filter(|word| **word == lower[first as usize]).count() as u32;
                prop_assert!(different.clone().all(|word| word.count == count(word.first)));
            }
        }
    }
}
