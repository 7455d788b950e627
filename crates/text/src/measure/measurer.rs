//! All measures of a text.

use super::hashes::Hashes;
use super::words::mix;
use super::{Diversity, Document, LineCounter, Repetition, characters, each_word, folded_hash, stop_words, syllables};
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

/// So many words are remembered from text to text.
const VOCABULARY: usize = 1 << 17;

/// Lengths of words up to this have a count of their own.
const LONGEST: usize = 63;

/// What is known of a word of a language.
#[derive(Clone, Copy)]
struct Word {
    hash: u64,
    characters: u32,
    letters: u32,
    syllables: u32,
    stop: bool,
    alphabetic: bool,
    /// In how many texts, counted, it was met last.
    text: u32,
}

/// Measures texts, one after the other; it keeps its buffers, and what it knows of words.
#[derive(Default)]
pub struct Measurer {
    document: Document,
    numbers: Hashes<u32>,
    vocabulary: Vec<Word>,
    texts: u32,
    /// The words of the text by number, and where they begin.
    words: Vec<u32>,
    starts: Vec<usize>,
    folded: String,
    lines: LineCounter,
    diversity: Diversity,
    repetition: Repetition,
}

impl Measurer {
    /// What there is to say of `text`.
    pub fn measure(&mut self, text: &str, given: Given<'_>) -> &Document {
        let document = &mut self.document;
        let old = std::mem::take(document);
        *document = Document { bytes: text.len() as u64, characters: characters(text), ..Document::default() };
        // Buffers are used again.
        document.distinct = old.distinct;
        document.distinct.clear();
        for (new, mut lengths) in [
            (&mut document.word_lengths, old.word_lengths),
            (&mut document.sentence_lengths, old.sentence_lengths),
            (&mut document.paragraph_lengths, old.paragraph_lengths),
        ] {
            lengths.clear();
            *new = lengths;
        }
        document.language.push_str(primary(given.language));
        self.starts.clear();
        if given.fast {
            let mut words = 0;
            each_word(text, |_| words += 1);
            self.document.counts.words = words;
            self.document.lines = self.lines.measure(text, |_| ());
            return &self.document;
        }
        self.read_words(text);
        let (starts, lengths) = (&self.starts, &mut self.document.paragraph_lengths);
        let mut inside = Inside { starts, at: 0 };
        self.document.lines = self.lines.measure(text, |range| lengths.push(inside.until(range.end)));
        self.read_sentences(text, given);
        self.document.symbols = symbols(text);
        (self.document.types, self.document.hapax) = self.diversity.types_and_hapax(&self.words);
        self.document.moving_average = self.diversity.moving_average(&self.words);
        self.document.mtld = self.diversity.mtld(&self.words);
        let vocabulary = &self.vocabulary;
        self.document.repeated =
            self.repetition.measure(&self.words, |word| u64::from(vocabulary[word as usize].characters));
        &self.document
    }

    fn read_words(&mut self, text: &str) {
        self.texts = self.texts.wrapping_add(1);
        if self.vocabulary.len() > VOCABULARY || self.texts == 0 {
            self.vocabulary = Vec::new();
            self.numbers = Hashes::default();
            self.texts = 1;
        }
        self.words.clear();
        let document = &mut self.document;
        document.word_lengths.resize(LONGEST + 2, 0);
        let language = document.language.as_str();
        let salt = language.bytes().fold(0, |h, b| mix(h ^ u64::from(b)));
        let stop = stop_words(language);
        let (mut fingerprint, mut stop_count) = (0, 0);
        let (numbers, vocabulary, folded) = (&mut self.numbers, &mut self.vocabulary, &mut self.folded);
        let (words, starts, texts) = (&mut self.words, &mut self.starts, self.texts);
        each_word(text, |range| {
            let word = &text[range.clone()];
            let hash = folded_hash(word, folded);
            let number = *numbers.entry(hash ^ salt).or_insert_with(|| {
                let lower = word.to_lowercase();
                let counted = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                vocabulary.push(Word {
                    hash,
                    characters: counted(word.chars().count()),
                    letters: counted(word.chars().filter(|c| c.is_alphanumeric()).count()),
                    syllables: syllables(&lower, language),
                    stop: stop.is_some_and(|stop| stop.contains(lower.as_str())),
                    alphabetic: word.chars().any(char::is_alphabetic),
                    text: 0,
                });
                counted(vocabulary.len() - 1)
            });
            let known = &mut vocabulary[number as usize];
            if known.text != texts {
                known.text = texts;
                document.distinct.push(hash);
            }
            fingerprint = mix(fingerprint ^ known.hash);
            stop_count += u64::from(known.stop);
            let counts = &mut document.counts;
            counts.letters += u64::from(known.letters);
            counts.syllables += u64::from(known.syllables);
            counts.complex += u64::from(known.syllables >= 3);
            counts.long += u64::from(known.letters >= 7);
            document.alphabetic += u64::from(known.alphabetic);
            document.word_characters += u64::from(known.characters);
            document.word_lengths[(known.characters as usize).min(LONGEST + 1)] += 1;
            words.push(number);
            starts.push(range.start);
        });
        document.counts.words = words.len() as u64;
        document.stop_words = stop.map(|_| stop_count);
        document.fingerprint = if words.is_empty() { folded_hash(text.trim(), folded) } else { fingerprint };
    }

    fn read_sentences(&mut self, text: &str, given: Given<'_>) {
        let lengths = &mut self.document.sentence_lengths;
        match given.sentences {
            Some(given) => lengths.extend_from_slice(given),
            None => {
                let language = given.language.map_or_else(Language::default, Language::from_code);
                let mut inside = Inside { starts: &self.starts, at: 0 };
                lengths.extend(split(text, language).map(|range| inside.until(range.end)));
            }
        }
        self.document.counts.sentences = lengths.len() as u64;
    }
}

/// Counts words that begin before places that only go forward.
struct Inside<'a> {
    starts: &'a [usize],
    at: usize,
}

impl Inside<'_> {
    fn until(&mut self, end: usize) -> u64 {
        let from = self.at;
        while self.starts.get(self.at).is_some_and(|start| *start < end) {
            self.at += 1;
        }
        (self.at - from) as u64
    }
}

/// The language of a code such as `pt-BR`; without one, formulas take a text to be English.
fn primary(code: Option<&str>) -> &str {
    let code = code.map_or("en", |code| code.split(['-', '_']).next().unwrap_or(code));
    match code {
        "eng" => "en",
        "deu" => "de",
        "fra" => "fr",
        "spa" => "es",
        "ita" => "it",
        "nld" => "nl",
        "por" => "pt",
        "rus" => "ru",
        _ => code,
    }
}

/// `#`, `...` and `…`, as Gopher counts symbols.
fn symbols(text: &str) -> u64 {
    let signs = memchr::memchr_iter(b'#', text.as_bytes()).count();
    let dots = memchr::memmem::find_iter(text.as_bytes(), "...").count();
    (signs + dots + memchr::memmem::find_iter(text.as_bytes(), "…").count()) as u64
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
            assert_eq!((d.stop_words, d.distinct.len(), d.word_lengths[3]), (Some(4), 8, 8));
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
