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
    /// For each pair of letters, 0 included, as `u32` what is added to a third letter to find the place of a trigram.
    Bases,
    /// A row for each place where a trigram can be; where a language does not have it, the bigram's value. The last
    /// two bytes say whose place it is: the first two letters, or [`NO_OWNER`].
    Trigrams,
    /// For each place of a trigram as `u32` where its longer n-grams begin in the next section, or [`NO_BRANCH`].
    Branches,
    /// Of each trigram that has longer n-grams: how many letters follow, the letters, for each its node as `u32`.
    Heads,
    /// Orders 4 and 5. Of each n-gram of order 4, a node: how many languages have it, how many letters follow; pairs
    /// of column and code of the value; the letters, for each how many languages; pairs for each.
    Nodes,
    /// Where the pairs of each n-gram of orders 1 to 3 begin in the next section, as `u32`: letters, bigrams, places
    /// of trigrams, and an end.
    PairStarts,
    /// Column and value as `u16`, in 65535ths of [`RANGE`], of orders 1 to 3: what the rows say before gaps are filled.
    Pairs,
    /// A hash table of [`SLOT`] bytes a word: part of its hash as `u32`, as `u32` where it begins in the next section,
    /// and as `u64` a bit for each column that has it. A slot is free where the second is 0.
    Slots,
    /// After a byte that is nothing: of each word how many languages, pairs of column and value as bytes.
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

/// What a trigram's place has in place of its first two letters if it is free: no letter is this. For the build script
/// alone.
#[allow(dead_code)]
pub(crate) const NO_OWNER: [u8; 2] = [u8::MAX; 2];

/// Bytes of a row: a column each and two for its owner, whole vectors.
pub(crate) const fn width(languages: usize) -> usize {
    (languages + 2).div_ceil(16) * 16
}

/// Bytes of a word's slot.
pub(crate) const SLOT: usize = 16;

/// The hash of a word, letter by letter; begins at 0.
pub(crate) fn hash(so_far: u64, letter: u8) -> u64 {
    (so_far ^ (u64::from(letter) + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}

/// Of a whole word's hash: the slot to begin at, of `slots` (a power of two), and what is kept of it there.
pub(crate) fn slot(hash: u64, slots: usize) -> (usize, u32) {
    let mixed = (hash ^ (hash >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((mixed >> 32) as usize & slots.wrapping_sub(1), mixed as u32)
}
