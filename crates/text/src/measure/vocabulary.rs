//! The words of a text, and what is known of each.

use std::ops::Range;

use super::chars::{facts, push_lower};
use super::hash::{Hashes, folded_hash, hash_at, mix};
use super::lexicon::{Known, Lexicon, MOST_CHARACTERS, MOST_SYLLABLES};
use super::numbers::Numbers;
use super::phrases;
use super::stop::stop_words;
use super::syllables;
use super::words::each_found_word;

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
    known: Known,
}

/// How long a word is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    pub(super) characters: u32,
    pub(super) letters: u32,
    pub(super) syllables: u32,
}

/// Whether a word has a letter.
pub(super) const ALPHABETIC: u8 = 1;
const GOPHER: u8 = 2;
/// Whether a phrase that has to be looked for may have it.
pub(super) const SUSPICIOUS: u8 = 4;
/// Whether a word is a stop word of the language.
pub(super) const STOP: u8 = 8;
/// It is too long to be remembered, and is looked up in each text.
const LONG: u8 = 16;
/// Whether the text has had the same word before.
pub(super) const BEFORE: u8 = 32;
/// Whether the text has the same word elsewhere.
pub(super) const AGAIN: u8 = 64;

impl Word {
    /// One that has not come yet.
    const NONE: Word =
        Word { first: u32::MAX, last: 0, count: 0, known: Known { characters: 0, letters: 0, syllables: 0, flags: 0 } };

    /// Whether it has a letter.
    pub(super) fn alphabetic(&self) -> bool {
        self.known.flags & ALPHABETIC > 0
    }

    /// Whether Gopher (Rae et al. 2021) wants it in a text.
    pub(super) fn gopher(&self) -> bool {
        self.known.flags & GOPHER > 0
    }

    /// Whether it is a stop word of the language.
    pub(super) fn stop(&self) -> bool {
        self.known.flags & STOP > 0
    }
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
    /// What there is to say of each: [`ALPHABETIC`], [`STOP`], [`BEFORE`], [`AGAIN`].
    flags: Vec<u8>,
    /// All that there is to say of some.
    pub(super) any: u8,
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
        self.flags.clear();
        self.any = 0;
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
        let Vocabulary { tokens, words, before, flags, any, different, long, numbers, lexicon, folded, .. } = self;
        let salt = language.bytes().fold(1, |h, b| mix(h ^ u64::from(b)));
        let mut look_up = LookUp { text, language, stop: stop_words(language), lower: folded };
        let mut number = 0;
        for (some, hashes) in different.chunks_mut(AT_ONCE).zip(numbers.hashes().chunks(AT_ONCE)) {
            lexicon.fetch(hashes.iter().map(|hash| hash ^ salt));
            for (word, hash) in some.iter_mut().zip(hashes) {
                word.known = lexicon.known(hash ^ salt, || look_up.known(&tokens[word.first as usize]));
                if word.known.flags & LONG > 0 {
                    long.push((number, look_up.of(&tokens[word.first as usize]).0));
                }
                word.known.flags |= u8::from(word.count > 1) * AGAIN;
                *any |= word.known.flags;
                number += 1;
            }
        }
        let of =
            |(word, before): (&u32, &u32)| different[*word as usize].known.flags | (u8::from(*before > 0) * BEFORE);
        flags.extend(words.iter().zip(before.iter()).map(of));
    }

    /// The hashes of the different words by their numbers.
    pub(super) fn hashes(&self) -> &[u64] {
        self.numbers.hashes()
    }

    /// What there is to say of each word: [`ALPHABETIC`], [`STOP`], [`BEFORE`], [`AGAIN`].
    pub(super) fn flags(&self) -> &[u8] {
        &self.flags
    }

    /// Where the same word comes again after each, from 0 on; a place behind the text where it does not.
    pub(super) fn after(&self) -> &[u32] {
        self.after.get(1..).unwrap_or_default()
    }

    /// How long the word with this number is.
    #[inline]
    pub(super) fn lengths(&self, number: usize) -> Lengths {
        let Known { characters, letters, syllables, flags } = self.different[number].known;
        if flags & LONG > 0
            && let Ok(at) = self.long.binary_search_by_key(&number, |(number, _)| *number as usize)
        {
            return self.long[at].1;
        }
        let [characters, letters, syllables] = [characters, letters, syllables].map(u32::from);
        Lengths { characters, letters, syllables }
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
        let fits = |n: u32, most: u8| u8::try_from(n).ok().filter(|n| *n <= most);
        let letters = fits(lengths.letters, MOST_CHARACTERS);
        match (fits(lengths.characters, MOST_CHARACTERS), letters, fits(lengths.syllables, MOST_SYLLABLES)) {
            (Some(characters), Some(letters), Some(syllables)) => Known { characters, letters, syllables, flags },
            _ => Known { flags: flags | LONG, ..Known::default() },
        }
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
                    let is = |yes: bool, flag: u8| if yes { flag } else { 0 };
                    let expected = is(before.is_some(), BEFORE)
                        | is(before.is_some() || after.is_some(), AGAIN)
                        | is(word != "3", ALPHABETIC);
                    prop_assert_eq!(vocabulary.flags()[at] & (BEFORE | AGAIN | ALPHABETIC), expected);
                    prop_assert_eq!(vocabulary.flags()[at] & STOP > 0, vocabulary.any & STOP > 0 && stop_words("en").is_some_and(|stop| stop.contains_key(&vocabulary.tokens[at].hash)));
                }
                prop_assert_eq!(different.clone().map(|word| word.first).collect::<Vec<_>>(), firsts);
                let count = |first: u32| lower.iter().filter(|word| **word == lower[first as usize]).count() as u32;
                prop_assert!(different.clone().all(|word| word.count == count(word.first)));
            }
        }
    }
}
