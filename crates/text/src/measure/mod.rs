//! Measures of text: how much there is, how it is written, and what speaks for or against its quality.
//!
//! A [`Measurer`] reads one text after the other and gives a [`Document`] for each, all in whole numbers.

mod ascii;
mod bits;
mod chars;
mod codes;
mod diversity;
mod document;
pub mod filters;
mod hash;
mod kinds;
mod known;
mod lexicon;
mod measurer;
mod ngrams;
mod numbers;
mod phrases;
mod quality;
pub mod readability;
mod stop;
mod sums;
mod syllables;
mod terms;
mod vocabulary;
mod words;

pub use chars::push_lower;
pub use document::Document;
pub use hash::mix;
pub use kinds::Kinds;
pub use measurer::{Given, Measurer};
pub use ngrams::Repeated;
pub use quality::Lines;
pub use syllables::syllables;
pub use terms::{Term, WORDS_IN_PART};
pub use words::{count_words, each_word};

/// Unicode scalar values.
#[must_use]
pub fn characters(text: &str) -> u64 {
    text.chars().count() as u64
}
