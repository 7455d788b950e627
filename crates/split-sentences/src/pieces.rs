//! The pieces that a text is given in: its sentences, or what is left of long ones.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Arc;

use copydesk_text::sentences::{
    Abbreviations, Clauses, Decision, Language, Sentences, clauses, explain, separates_paragraphs, split, split_with,
};

/// How texts are split.
pub(crate) struct Splitter {
    /// A user's own abbreviations.
    pub(crate) own: Option<Arc<Abbreviations>>,
    /// The most characters of a piece.
    pub(crate) most: Option<NonZeroUsize>,
}

impl Splitter {
    /// The pieces of `text`.
    pub(crate) fn pieces<'a>(&'a self, text: &'a str, language: Language) -> Pieces<'a> {
        let sentences = match &self.own {
            Some(own) => split_with(text, language, own),
            None => split(text, language),
        };
        Pieces { text, sentences, most: self.most, clauses: None, end: 0 }
    }

    /// Why `text` is split as it is.
    pub(crate) fn explain(&self, text: &str, language: Language) -> Vec<Decision> {
        explain(text, language, self.own.as_deref())
    }
}

/// One piece.
pub(crate) struct Piece {
    /// Where it is in the text, in bytes.
    pub(crate) range: Range<usize>,
    /// Whether a paragraph begins with it.
    pub(crate) begins: bool,
}

/// The iterator that [`Splitter::pieces`] gives.
pub(crate) struct Pieces<'a> {
    text: &'a str,
    sentences: Sentences<'a>,
    most: Option<NonZeroUsize>,
    /// What is left of a sentence that is too long.
    clauses: Option<Clauses<'a>>,
    /// Where the last piece ended, in bytes.
    end: usize,
}

impl Pieces<'_> {
    fn range(&mut self) -> Option<Range<usize>> {
        let Some(most) = self.most else { return self.sentences.next() };
        if let Some(range) = self.clauses.as_mut().and_then(Iterator::next) {
            return Some(range);
        }
        let mut clauses = clauses(self.text, self.sentences.next()?, most.get());
        let first = clauses.next();
        self.clauses = Some(clauses);
        first
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let end = self.end;
        let range = self.range()?;
        self.end = range.end;
        let gap = self.text.get(end..range.start).unwrap_or("");
        Some(Piece { begins: end == 0 || separates_paragraphs(gap), range })
    }
}
