//! Rules that spell alike what means the same.

pub(super) mod dashes;
pub(super) mod digits;
pub(super) mod ellipsis;
pub(super) mod french_spaces;
pub(super) mod hard_wraps;
pub(super) mod hyphenation;
pub(super) mod ligatures;
pub(super) mod line_ends;
pub(super) mod nfc;
pub(super) mod nfkc;
pub(super) mod quotes;
pub(super) mod repeated_punctuation;
pub(super) mod whitespace;
pub(super) mod width;
