//! What is measured of one text.

use super::readability::Counts;
use super::terms::{Terms, spell};
use super::vocabulary::Vocabulary;
use super::{Kinds, Lines, Repeated, Term};

/// What is measured of one text. A text without words has no shares of words and no scores.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The primary code of its language; that of English where none is given.
    pub language: String,
    /// Bytes of UTF-8.
    pub bytes: u64,
    /// Unicode scalar values.
    pub characters: u64,
    /// Words, sentences, syllables.
    pub counts: Counts,
    /// Lines and paragraphs.
    pub lines: Lines,
    /// How many words have each number of characters; the last place is for longer ones.
    pub word_lengths: Vec<u64>,
    /// The words of each sentence.
    pub sentence_lengths: Vec<u64>,
    /// The words of each paragraph.
    pub paragraph_lengths: Vec<u64>,
    /// Characters in words.
    pub word_characters: u64,
    /// Words with at least one letter.
    pub alphabetic: u64,
    /// Stop words, where there is a list for the language.
    pub stop_words: Option<u64>,
    /// `#` and ellipses.
    pub symbols: u64,
    /// `#` alone.
    pub hashes: u64,
    /// Line ends.
    pub newlines: u64,
    /// Opening braces, as in program code.
    pub braces: u64,
    /// Whether it has `lorem ipsum`.
    pub lorem_ipsum: bool,
    /// How many of `the`, `be`, `to`, `of`, `and`, `that`, `have` and `with` come.
    pub gopher_stop_words: u64,
    /// Different words.
    pub types: u64,
    /// Words that come once.
    pub hapax: u64,
    /// Moving-average type-token ratio, as a fraction.
    pub moving_average: Option<(u64, u64)>,
    /// Measure of textual lexical diversity.
    pub mtld: Option<f64>,
    /// Characters in repeated n-grams.
    pub repeated: Repeated,
    /// A hash of the text's words in lower case, equal for texts that differ in case, spaces and marks only.
    pub fingerprint: u64,
    /// Characters by script and category.
    pub kinds: Kinds,
    pub(super) vocabulary: Vocabulary,
    pub(super) terms: Terms,
}

impl Document {
    /// Hashes of the different words.
    pub fn distinct(&self) -> impl Iterator<Item = u64> {
        self.vocabulary.hashes().iter().copied()
    }

    /// How many terms of `words` words come: see [`Term`].
    pub fn terms(&self, words: usize) -> u64 {
        self.terms.count(words)
    }

    /// Calls `each` with the hash of each term of `words` words, and how often it comes, unless it is told again: a word is
    /// told once.
    #[inline]
    pub fn each_term(&self, words: usize, each: impl FnMut(u64, u64)) {
        self.terms.each(&self.vocabulary, words, each);
    }

    /// How many parts the text has: see [`WORDS_IN_PART`](super::WORDS_IN_PART).
    pub fn parts(&self) -> usize {
        self.terms.parts()
    }

    /// Calls `each` with all terms of `words` words that end in a part.
    #[inline]
    pub fn each_term_in(&self, part: usize, words: usize, each: impl FnMut(Term)) {
        self.terms.each_in(part, &self.vocabulary.tokens, words, each);
    }

    /// Appends to `out` how, in UTF-8, a term of the `text` that was measured is spelled there, with spaces between words but in
    /// scripts that have none. Terms with the same hash are spelled alike in lower case: see [`push_lower`](super::push_lower).
    pub fn spell(&self, text: &str, term: &Term, out: &mut Vec<u8>) {
        if let Some(tokens) = self.vocabulary.tokens.get(term.first..term.first + term.words) {
            spell(text, tokens, out);
        }
    }

    /// Empties it for another text; buffers stay.
    pub(super) fn clear(&mut self) {
        let mut old = std::mem::take(self);
        let lists = [&mut old.word_lengths, &mut old.sentence_lengths, &mut old.paragraph_lengths];
        lists.into_iter().for_each(Vec::clear);
        old.language.clear();
        old.vocabulary.clear();
        old.terms.clear();
        old.kinds.clear();
        let Document { language, word_lengths, sentence_lengths, paragraph_lengths, vocabulary, terms, kinds, .. } =
            old;
        *self = Document {
            language,
            word_lengths,
            sentence_lengths,
            paragraph_lengths,
            vocabulary,
            terms,
            kinds,
            ..Document::default()
        };
    }
}
