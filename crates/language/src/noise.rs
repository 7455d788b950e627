//! What stands in texts and is no language: addresses, hashes, numbers with letters, code.

use std::borrow::Cow;

use crate::scan::beginning;

/// How much of a text's beginning is looked at to tell whether there is any.
const LOOK: usize = 1 << 10;
/// Marks of code for each letter that make a text code.
const CODE: f64 = 0.06;
/// A token of so many characters without a space is looked at.
const LONG_TOKEN: usize = 16;

/// `text` without what is no language; `None` if it is code, or nothing is left.
pub(crate) fn without(text: &str) -> Option<Cow<'_, str>> {
    let look = Look::at(text);
    if look.digits * 8 < look.letters && !look.encoded && !look.address {
        return (!look.is_code()).then_some(Cow::Borrowed(text));
    }
    let mut kept = String::with_capacity(text.len());
    let (mut removed, mut left) = (0, 0);
    for token in text.split_inclusive(|c: char| c.is_whitespace()) {
        let letters = token.chars().filter(|c| c.is_alphabetic()).count();
        if is_noise(token.trim()) {
            kept.push(' ');
            removed += letters;
        } else {
            kept.push_str(token);
            left += letters;
        }
    }
    // One or two letters beside a hash or an address are no text either.
    if left == 0 || left < 3 && removed > 8 || Look::at(&kept).is_code() { None } else { Some(Cow::Owned(kept)) }
}

/// What a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Mark,
    /// The first byte of a character that is not ASCII; most of them are letters.
    Wide,
    /// Another byte of one.
    Continuation,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            0..=b' ' | 0x7f => Class::Space,
            0x80..0xc0 => Class::Continuation,
            // Mostly punctuation, as no-break spaces.
            0xc0..0xc3 | 0xe2 => Class::Continuation,
            0xc3.. => Class::Wide,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};

/// Counts at the beginning of a text.
#[derive(Default)]
struct Look {
    letters: u32,
    digits: u32,
    code: u32,
    /// Whether a long token has digits or capitals inside.
    encoded: bool,
    /// Whether something looks like an address.
    address: bool,
}

impl Look {
    fn at(text: &str) -> Look {
        let bytes = beginning(text, LOOK).as_bytes();
        let mut look = Look::default();
        let (mut token, mut odd, mut before) = (0, 0, b' ');
        for (at, &byte) in bytes.iter().enumerate() {
            let class = CLASSES[usize::from(byte)];
            look.letters += u32::from(class == Class::Letter || class == Class::Wide);
            look.digits += u32::from(class == Class::Digit);
            if matches!(class, Class::Letter | Class::Digit | Class::Mark) {
                token += 1;
                odd += u32::from(class == Class::Digit || before.is_ascii_lowercase() && byte.is_ascii_uppercase());
                look.encoded |= token >= LONG_TOKEN && odd > 0;
            } else {
                (token, odd) = (0, 0);
            }
            before = byte;
            if class == Class::Mark {
                look.mark(bytes, at, byte);
            }
        }
        look
    }

    fn is_code(&self) -> bool {
        self.code >= 3 && f64::from(self.code) >= CODE * f64::from(self.letters)
    }

    /// Counts a mark that is code where it stands.
    fn mark(&mut self, bytes: &[u8], at: usize, byte: u8) {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let after = bytes.get(at + 1).copied().unwrap_or(b'\n');
        let code = match byte {
            b'{' | b'}' | b'=' | b'\\' | b'|' | b'^' | b'~' | b'`' | b'<' | b'>' => true,
            b'_' => before.is_ascii_alphanumeric() || after.is_ascii_alphanumeric(),
            b';' => matches!(after, b'\n' | b'\r') || !after.is_ascii_whitespace(),
            b'(' | b'[' => before.is_ascii_alphanumeric() || matches!(before, b'_' | b'(' | b'['),
            b')' | b']' => matches!(after, b';' | b'{' | b':' | b'.' | b'(' | b'[' | b')') && before != b' ',
            b'*' | b'+' | b'%' | b'&' | b'/' | b'!' => {
                (before.is_ascii_alphabetic() || before == byte) && (after.is_ascii_alphanumeric() || after == byte)
                    || matches!((byte, after), (b'!' | b'+' | b'*' | b'/', b'='))
            }
            b'.' => before.is_ascii_alphanumeric() && after.is_ascii_lowercase(),
            b':' => after == b':' || before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
            b'"' | b'\'' => matches!(before, b'=' | b'(' | b'{' | b'[' | b':') || matches!(after, b':' | b'}' | b']'),
            b'$' | b'#' => after.is_ascii_alphabetic(),
            b'-' => after == b'>' || before == b'-' && after.is_ascii_alphabetic(),
            b'@' => {
                self.address |= before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
                false
            }
            _ => false,
        };
        self.address |= byte == b':' && bytes[at..].starts_with(b"://");
        self.address |= byte == b'.' && before.eq_ignore_ascii_case(&b'w') && after.is_ascii_alphanumeric();
        self.code += u32::from(code);
    }
}

/// Whether a token is an address, a hash, an encoded string or a number with letters.
fn is_noise(token: &str) -> bool {
    if token.contains("://") || token.starts_with("www.") || token.starts_with("mailto:") {
        return true;
    }
    if let Some((name, host)) = token.split_once('@')
        && host.contains('.')
        && !name.is_empty()
    {
        return true;
    }
    if !token.is_ascii() {
        return false;
    }
    if token.starts_with("0x") || token.ends_with("==") {
        return true;
    }
    let (mut letters, mut digits, mut changes, mut humps) = (0u32, 0u32, 0u32, 0u32);
    let mut before = 0u8;
    for &byte in token.as_bytes() {
        letters += u32::from(byte.is_ascii_alphabetic());
        digits += u32::from(byte.is_ascii_digit());
        changes += u32::from(byte.is_ascii_digit() != before.is_ascii_digit() && before.is_ascii_alphanumeric());
        humps += u32::from(before.is_ascii_lowercase() && byte.is_ascii_uppercase());
        before = byte;
    }
    let encoded = token.len() >= LONG_TOKEN
        && (humps >= 3 || humps + changes >= 4)
        && token.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'-' | b'_'));
    let hexadecimal = token.len() >= LONG_TOKEN
        && digits > 0
        && token.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b'-' | b':' | b'.'));
    letters > 0 && digits > 0 && (changes >= 3 || digits >= letters) || encoded || hexadecimal
}
