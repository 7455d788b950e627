//! Rules that put a word in place of what names somebody.
//!
//! The words are in square brackets, as `[URL]`: what is in angle brackets would be taken for a tag. None
//! of them is anything that a rule would mask, or takes part in it.

pub(super) mod cards;
mod digits;
pub(super) mod emails;
pub(super) mod handles;
pub(super) mod ips;
pub(super) mod phones;
pub(super) mod urls;

/// The character that ends at `at`.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character that begins at `at`.
fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// A letter or digit of a script that puts spaces between words: next to one of another script, such as
/// Chinese or Thai, an address or a number may begin or end.
fn is_word(c: char) -> bool {
    c == '_' || (c < '\u{e00}' && c.is_alphanumeric())
}
