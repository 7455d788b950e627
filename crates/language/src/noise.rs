//! What stands in texts and is no language: addresses, hashes, numbers with letters, tables of numbers, code.

mod code;
mod token;

use std::borrow::Cow;

use code::Look;
use token::is_noise;

/// Fewer letters than this between many numbers are no text.
const FEW: usize = 20;

/// Many numbers are so many for each word.
const MANY: usize = 5;

/// `text` without what is no language; `None` if it is code, or nothing is left.
pub(crate) fn without(text: &str) -> Option<Cow<'_, str>> {
    let look = Look::at(text);
    if look.digits * 8 < look.letters && !look.encoded && !look.address {
        return (!look.is_code(text)).then_some(Cow::Borrowed(text));
    }
    let mut kept = String::with_capacity(text.len());
    let mut left = Left::default();
    for token in text.split_inclusive(|c: char| c.is_whitespace()) {
        let letters = letters(token);
        if is_noise(token.trim()) {
            kept.push(' ');
            left.removed += letters;
            left.numbers += 1;
        } else {
            kept.push_str(token);
            left.count(token, letters);
        }
    }
    if left.is_text() && !Look::at(&kept).is_code(&kept) { Some(Cow::Owned(kept)) } else { None }
}

/// How many letters there are.
fn letters(token: &str) -> usize {
    if token.is_ascii() {
        token.bytes().filter(u8::is_ascii_alphabetic).count()
    } else {
        token.chars().filter(|c| c.is_alphabetic()).count()
    }
}

/// Whether there can be addresses or many numbers in a text that is in a language. This is much faster than to look for
/// them, and may say so of a text that has none.
pub(crate) fn can_have_some(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().filter(|b| b.is_ascii_digit()).count() * 16 > bytes.len()
        || memchr::memchr(b'@', bytes).is_some()
        || [&b"://"[..], b"www."].iter().any(|part| memchr::memmem::find(bytes, part).is_some())
}

/// What is left where noise is removed.
#[derive(Default)]
struct Left {
    /// Letters of what was removed.
    removed: usize,
    /// Letters of what is left.
    letters: usize,
    /// Tokens that were removed or are numbers.
    numbers: usize,
    /// Tokens with letters.
    words: usize,
    /// Whether a word has three letters, or any that are not ASCII: some of those are words alone.
    long: bool,
}

impl Left {
    fn count(&mut self, token: &str, letters: usize) {
        self.letters += letters;
        self.words += usize::from(letters > 0);
        self.numbers += usize::from(letters == 0 && token.bytes().any(|b| b.is_ascii_digit()));
        self.long |= letters > 2 || letters > 0 && token.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    }

    fn is_text(&self) -> bool {
        // One or two letters beside a hash or an address are no text either, nor are units and headings among numbers.
        self.letters > 0
            && (self.letters > 2 || self.removed <= 8)
            && (self.long || self.numbers < self.words)
            && (self.letters > FEW || self.numbers < MANY * self.words)
    }
}
