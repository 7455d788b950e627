//! Measures of text: how much there is, how it is written, and what speaks for or against its quality.
//!
//! A [`Measurer`] reads one text after the other and gives a [`Document`] for each, all in whole numbers.

mod diversity;
mod document;
mod hashes;
mod measurer;
mod ngrams;
mod quality;
pub mod readability;
mod stop;
mod syllables;
mod words;

pub use diversity::{Diversity, WINDOW};
pub use document::Document;
pub use measurer::{Given, Measurer};
pub use ngrams::{Repeated, Repetition};
pub use quality::{LineCounter, Lines};
pub use stop::stop_words;
pub use syllables::syllables;
pub use words::{each_word, folded_hash};

/// Unicode scalar values.
#[must_use]
pub fn characters(text: &str) -> u64 {
    text.chars().count() as u64
}
