//! All measures of a text.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::codes::primary;
use super::diversity::{moving_average, mtld};
use super::known::LENGTHS;
use super::ngrams::Repetition;
use super::phrases;
use super::quality::{LineCounter, count_lines};
use super::stop::stop_words;
use super::sums::Sums;
use super::vocabulary::count_before;
use super::{Document, characters, count_words};
use crate::sentences::{Language, split};

/// What is known of a text beside itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// The code of its language.
    pub language: Option<&'a str>,
    /// The words of each sentence, where somebody has split it.
    pub sentences: Option<&'a [u64]>,
    /// Only bytes, characters, words, lines and paragraphs are wanted.
    pub fast: bool,
}

/// Measures texts, one after the other; it keeps its buffers, and what it knows of words.
#[derive(Default)]
pub struct Measurer {
    document: Document,
    lines: LineCounter,
    repetition: Repetition,
}

impl Measurer {
    /// What there is to say of `text`.
    pub fn measure(&mut self, text: &str, given: Given<'_>) -> &Document {
        let document = &mut self.document;
        document.clear();
        document.bytes = text.len() as u64;
        document.language.push_str(primary(given.language));
        if given.fast {
            document.characters = characters(text);
            document.counts.words = count_words(text);
            document.lines = count_lines(text);
            return &self.document;
        }
        let ascii = document.kinds.count(text);
        document.newlines = ascii.of(b'\n');
        document.braces = ascii.of(b'{');
        document.hashes = ascii.of(b'#');
        document.characters = document.kinds.characters();
        document.vocabulary.read(text, &document.language);
        self.sum_up_words();
        self.read_lines(text);
        self.read_sentences(text, given);
        let document = &mut self.document;
        let vocabulary = &document.vocabulary;
        document.terms.find(vocabulary, &document.sentence_lengths);
        document.moving_average = moving_average(&vocabulary.before);
        document.mtld = mtld(&vocabulary.before, vocabulary.after());
        let characters = |word: u32| u64::from(vocabulary.lengths(word as usize).characters);
        document.repeated = self.repetition.measure(&vocabulary.words, &vocabulary.bits.again, characters);
        &self.document
    }

    fn sum_up_words(&mut self) {
        let document = &mut self.document;
        let vocabulary = &document.vocabulary;
        let mut by_characters = [0; LENGTHS];
        let words = vocabulary.different.iter().map(|word| (word.known, word.count));
        let mut sums = Sums::of(words, &mut by_characters);
        document.word_lengths.extend_from_slice(&by_characters);
        document.word_lengths.push(0);
        for (lengths, times) in vocabulary.long() {
            sums.add_lengths(lengths, times.into());
            document.word_lengths[(lengths.characters as usize).min(LENGTHS)] += u64::from(times);
        }
        // Here the long ones were counted.
        document.word_lengths[0] = 0;
        let counts = &mut document.counts;
        counts.letters = sums.letters;
        counts.syllables = sums.syllables;
        counts.complex = sums.complex;
        counts.long = sums.long;
        document.word_characters = sums.characters;
        document.alphabetic = sums.alphabetic;
        document.gopher_stop_words = sums.gopher;
        document.hapax = sums.once;
        counts.words = vocabulary.words.len() as u64;
        document.types = vocabulary.different.len() as u64;
        document.stop_words = stop_words(&document.language).map(|_| sums.stop);
        document.fingerprint = vocabulary.fingerprint;
    }

    fn read_lines(&mut self, text: &str) {
        let (document, bytes) = (&mut self.document, text.as_bytes());
        let suspicious = document.vocabulary.suspicious;
        let phrases = suspicious && phrases::are_in(text);
        document.lines =
            self.lines.measure(text, &document.vocabulary.tokens, phrases, &mut document.paragraph_lengths);
        document.symbols = document.hashes + ellipses(bytes);
        document.lorem_ipsum = suspicious && LOREM.find_iter(bytes).any(|at| at > 0 && bytes[at - 1] | 0x20 == b'l');
    }

    fn read_sentences(&mut self, text: &str, given: Given<'_>) {
        let Document { sentence_lengths: lengths, vocabulary, .. } = &mut self.document;
        match given.sentences {
            Some(given) => lengths.extend_from_slice(given),
            None => {
                let language = given.language.map_or_else(Language::default, Language::from_code);
                let mut rest = vocabulary.tokens.as_slice();
                lengths.extend(split(text, language).map(|range| {
                    let words = count_before(rest, range.end);
                    rest = &rest[words..];
                    words as u64
                }));
            }
        }
        self.document.counts.sentences = lengths.len() as u64;
    }
}

// Made once, as most texts are short.
static LOREM: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("orem ipsum"));
static DOTS: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("..."));
static ELLIPSIS: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("…"));

/// `...` and `…`, which Gopher counts.
fn ellipses(text: &[u8]) -> u64 {
    (DOTS.find_iter(text).count() + ELLIPSIS.find_iter(text).count()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_by_hand() {
        let mut measurer = Measurer::default();
        for _ in 0..2 {
            let d = measurer.measure("The cat saw the dog. It ran...\n\nThe end # 1", Given::default());
            assert_eq!((d.counts.words, d.counts.sentences, d.lines.paragraphs), (10, 3, 2));
            assert_eq!((d.types, d.hapax, d.symbols, d.alphabetic), (8, 7, 2, 9));
            assert_eq!((d.sentence_lengths.as_slice(), d.paragraph_lengths.as_slice()), (&[5, 2, 3][..], &[7, 3][..]));
            assert_eq!((d.stop_words, d.distinct().count(), d.word_lengths[3]), (Some(4), 8, 8));
        }
        let a = measurer.measure("A  b, C", Given::default()).fingerprint;
        assert_eq!(a, measurer.measure("a b c.", Given::default()).fingerprint);
        assert_ne!(a, measurer.measure("a c b", Given::default()).fingerprint);
    }

    #[test]
    fn odd_texts() {
        let mut measurer = Measurer::default();
        for text in ["", " \n ", "x", "😀😀", "\u{301}", "#", "。", "ก", "\0"] {
            for language in [None, Some("xx"), Some("th"), Some("")] {
                let d = measurer.measure(text, Given { language, ..Given::default() });
                assert!(d.counts.words <= d.characters && d.bytes == text.len() as u64, "{text:?}");
            }
        }
    }
}
