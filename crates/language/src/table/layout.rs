//! What the table of n-grams looks like in memory. Also part of the build script, which writes it.
//!
//! A table begins with the places of its sections, each a start and a length (little-endian `u32`). Sections begin
//! at multiples of 64, so that a row of up to 64 bytes is one cache line. Every writing system in which languages
//! must be told apart is a part with sections of its own, and in it a letter is one byte.

/// The sections of a part, in the order of the file.
#[derive(Clone, Copy)]
pub(crate) enum Section {
    /// The numbers of the languages, a byte each: which language a column is.
    Columns,
    /// The letters as `u32`, in the order of their code points. A letter's byte is its place, from 1.
    Letters,
    /// A row for each byte that a letter can have, also 0.
    Unigrams,
    /// For each pair of letters (`first * stride + second`) the bigram's number as `u16`, or [`NONE`].
    BigramNumbers,
    /// A row for each bigram; where a language does not have it, the value of its first letter.
    Bigrams,
    /// For each bigram as `u32` what is added to a third letter to find the trigram.
    Bases,
    /// For each place where a trigram can be, the bigram to which it belongs as `u16`, or [`NONE`].
    Owners,
    /// A row for each place of a trigram; where a language does not have it, the bigram's value.
    Trigrams,
    /// For each place of a trigram as `u32` where its longer n-grams begin in the tree.
    Branches,
    /// Orders 4 and 5. At a branch: how many letters follow, the letters, for each the distance from the branch to
    /// its node as three bytes. At a node: how many languages have the n-gram of order 4, how many letters follow;
    /// pairs of column and code of the value; the letters, for each how many languages; pairs for each.
    Tree,
    /// Where the pairs of each n-gram of orders 1 to 3 begin in the next section, as `u32`: letters, bigrams, places
    /// of trigrams, and an end.
    PairStarts,
    /// Column and value as `u16`, in 65535ths of [`RANGE`], of orders 1 to 3: what the rows say before gaps are filled.
    Pairs,
    /// For each bucket of the upper bits of a word's hash, as `u32`, where its words begin in the next section.
    WordStarts,
    /// Of each word: lower bits of its hash as `u32`, how many languages, pairs of column and value as bytes.
    Words,
}

/// How many sections a part has.
pub(crate) const SECTIONS: usize = Section::Words as usize + 1;

/// After the parts' sections comes one with 256 `u16`: what the codes in the tree mean, in 65535ths of [`RANGE`].
pub(crate) const CODES: usize = 0;
/// And one of Chinese characters: `u16`, value in Chinese, value in Japanese.
pub(crate) const HAN: usize = 1;
/// And one of n-grams in writing systems without a model, which some models have all the same: length, UTF-8, language,
/// value as `u16` in 65535ths.
pub(crate) const OTHERS: usize = 2;
/// How many sections are common to the parts.
pub(crate) const COMMON: usize = 3;

/// No such bigram.
pub(crate) const NONE: u16 = u16::MAX;
/// No longer n-gram.
pub(crate) const NO_BRANCH: u32 = u32::MAX;

/// Values are negated natural logarithms of probabilities, from 0 to this; in rows in 255ths of it.
pub(crate) const RANGE: f64 = 18.5;
/// The value of a letter that a language does not have. For the build script alone.
#[allow(dead_code)]
pub(crate) const ABSENT: f64 = 12.0;

/// Columns of a row, a multiple of 16: whole vectors.
pub(crate) const fn width(languages: usize) -> usize {
    languages.div_ceil(16) * 16
}

/// Bits of a word's hash that choose its bucket.
pub(crate) const BUCKET_BITS: u32 = 15;

/// The hash of a word, letter by letter; begins at 0.
pub(crate) fn hash(so_far: u64, letter: u8) -> u64 {
    (so_far ^ (u64::from(letter) + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}

/// The bucket of a hash and what is kept of it there.
pub(crate) fn bucket(hash: u64) -> (usize, u32) {
    let mixed = (hash ^ (hash >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((mixed >> (64 - BUCKET_BITS)) as usize, mixed as u32)
}
