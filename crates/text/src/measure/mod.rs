//! Measures of text: counts, and a summary of many counts.

mod histogram;

pub use histogram::Histogram;

use unicode_segmentation::UnicodeSegmentation;

/// Words by UAX #29: segments with a letter or a digit.
#[must_use]
pub fn words(text: &str) -> u64 {
    text.unicode_words().count() as u64
}

/// Unicode scalar values.
#[must_use]
pub fn characters(text: &str) -> u64 {
    text.chars().count() as u64
}
