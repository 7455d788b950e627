//! The words of a text, and what is known of each.

use std::ops::Range;

use super::chars::{facts, push_lower};
use super::hash::{Hashes, folded_hash, hash_at, mix};
use super::lexicon::{Known, Lexicon};
use super::phrases;
use super::stop::stop_words;
use super::syllables;
use super::words::each_spelled_word;

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

/// A word of a text, whatever the case of its letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) hash: u64,
    /// Which word of the text it is first.
    pub(super) first: u32,
    /// And last, from 1 on.
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
const SUSPICIOUS: u8 = 4;
/// Whether a word is a stop word of the language.
pub(super) const STOP: u8 = 8;
/// It is too long to be remembered, and is looked up in each text.
const LONG: u8 = 16;

impl Word {
    /// One that has not come yet.
    const NONE: Word = Word {
        hash: 0,
        first: u32::MAX,
        last: 0,
        count: 0,
        known: Known { characters: 0, letters: 0, syllables: 0, flags: 0 },
    };

    /// Whether it has a letter.
    pub(super) fn alphabetic(&self) -> bool {
        self.known.flags & ALPHABETIC > 0
    }

    /// Whether Gopher (Rae et al. 2021) wants it in a text.
    pub(super) fn gopher(&self) -> bool {
        self.known.flags & GOPHER > 0
    }

    /// Whether a phrase that C4 (Raffel et al. 2020) leaves lines out for may have it.
    pub(super) fn suspicious(&self) -> bool {
        self.known.flags & SUSPICIOUS > 0
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
    /// What there is to say of each: [`ALPHABETIC`], [`STOP`].
    pub(super) flags: Vec<u8>,
    /// The different ones, by number.
    pub(super) different: Vec<Word>,
    /// A hash of all of them in order.
    pub(super) fingerprint: u64,
    /// The long ones by number, in order.
    long: Vec<(u32, Lengths)>,
    lexicon: Lexicon,
    folded: String,
}

/// So many words are asked for at the same time.
const AT_ONCE: usize = 16;

impl Vocabulary {
    /// Forgets the text before.
    pub(super) fn clear(&mut self) {
        self.tokens.clear();
        self.words.clear();
        self.before.clear();
        self.flags.clear();
        self.different.clear();
        self.long.clear();
    }

    /// Reads `text`, which is in `language`, after the text before was forgotten.
    ///
    /// Each step is a loop of its own, so that in the second many places of the lexicon are asked for at the same time.
    pub(super) fn read(&mut self, text: &str, language: &str) {
        let Vocabulary { tokens, folded, .. } = self;
        each_spelled_word(text, |range, alphanumeric| {
            tokens.push(Token::new(hash_at(text, &range, alphanumeric, folded), &range));
        });
        self.fingerprint = match tokens.as_slice() {
            [] => folded_hash(text.trim(), folded),
            // A polynomial, as each step takes but a multiplication; equal words at other places make other sums.
            all => mix(all
                .iter()
                .fold(1, |sum: u64, token| sum.wrapping_mul(0xD134_2543_DE82_EF95).wrapping_add(token.hash))),
        };
        self.number_words(text, language);
    }

    fn number_words(&mut self, text: &str, language: &str) {
        let Vocabulary { tokens, words, before, flags, different, long, lexicon, folded, .. } = self;
        let salt = language.bytes().fold(1, |h, b| mix(h ^ u64::from(b)));
        let mut look_up = LookUp { text, language, stop: stop_words(language), lower: folded };
        lexicon.start();
        words.resize(tokens.len(), 0);
        before.resize(tokens.len(), 0);
        flags.resize(tokens.len(), 0);
        let mut at = 0;
        let lists = words.chunks_mut(AT_ONCE).zip(before.chunks_mut(AT_ONCE)).zip(flags.chunks_mut(AT_ONCE));
        for (some, ((words, before), flags)) in tokens.chunks(AT_ONCE).zip(lists) {
            lexicon.fetch(some.iter().map(|token| token.hash ^ salt));
            different.resize(lexicon.different() + some.len(), Word::NONE);
            for (((token, number), before), flags) in some.iter().zip(words).zip(before).zip(flags) {
                let (found, known) = lexicon.number(token.hash ^ salt, || look_up.known(token));
                let word = &mut different[found as usize];
                // The same for one that is new: what has come once more, and what is written again.
                let Word { first, last, count, .. } = *word;
                let (first, count) = (first.min(at), count.saturating_add(1));
                at += 1;
                *word = Word { hash: token.hash, first, last: at, count, known };
                if known.flags & LONG > 0 && count == 1 {
                    long.push((found, look_up.of(token).0));
                }
                (*number, *before, *flags) = (found, last, known.flags);
            }
        }
        different.truncate(lexicon.different());
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
        match [lengths.characters, lengths.letters, lengths.syllables].map(u8::try_from) {
            [Ok(characters), Ok(letters), Ok(syllables)] => Known { characters, letters, syllables, flags },
            _ => Known { flags: flags | LONG, ..Known::default() },
        }
    }

    fn of(&mut self, token: &Token) -> (Lengths, u8) {
        let word = self.text.get(token.start()..token.end()).unwrap_or_default();
        self.lower.clear();
        push_lower(word, self.lower);
        let counted = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (characters, letters, alphabetic) = if word.is_ascii() {
            let letters = word.bytes().filter(u8::is_ascii_alphanumeric).count();
            (word.len(), letters, word.bytes().any(|b| b.is_ascii_alphabetic()))
        } else {
            let letters = word.chars().filter(|c| facts(*c).alphanumeric).count();
            (word.chars().count(), letters, word.chars().any(|c| facts(c).alphabetic))
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
