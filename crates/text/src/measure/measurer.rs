//! One pass over a text.

use super::{Document, characters, words};
use crate::sentences::{Language, split};

/// What is known of a text beside itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// The code of its language.
    pub language: Option<&'a str>,
    /// How many sentences it has, where somebody has split it.
    pub sentences: Option<u64>,
}

/// Measures texts, one after the other; it keeps its buffers.
#[derive(Default)]
pub struct Measurer {
    document: Document,
}

impl Measurer {
    /// What there is to say of `text`.
    pub fn measure(&mut self, text: &str, given: Given<'_>) -> &Document {
        let language = given.language.map_or_else(Language::default, Language::from_code);
        self.document = Document {
            bytes: text.len() as u64,
            characters: characters(text),
            words: words(text),
            sentences: given.sentences.unwrap_or_else(|| split(text, language).count() as u64),
        };
        &self.document
    }
}
