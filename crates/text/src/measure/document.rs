//! What is measured of one text.

/// What is measured of one text. Shares count millionths, scores thousandths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Bytes of UTF-8.
    pub bytes: u64,
    /// Unicode scalar values.
    pub characters: u64,
    /// Words.
    pub words: u64,
    /// Sentences.
    pub sentences: u64,
}
