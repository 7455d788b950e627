//! What is measured of one text.

use super::readability::Counts;
use super::{Lines, Repeated};

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
    /// Hashes of the different words.
    pub distinct: Vec<u64>,
}
