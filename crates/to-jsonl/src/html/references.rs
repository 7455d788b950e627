//! Character references: `&eacute;`, `&#233;`, and the old names that need no semicolon.

use std::borrow::Cow;

use copydesk_text::clean::reference;
use memchr::memchr;

/// The longest name, without `&` and `;`.
const LONGEST: usize = 32;

/// Names that HTML knows without a semicolon too and that are met like that. (The standard has 106,
/// most of which are of letters that are written as they are.)
const BARE: [&str; 11] = ["nbsp", "amp", "quot", "copy", "reg", "lt", "gt", "laquo", "raquo", "shy", "middot"];

/// `text` with references decoded, and carriage returns as newlines.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(behind) = rest.strip_prefix('&') {
        match one(behind) {
            Some((characters, length)) => {
                out.extend(characters.into_iter().flatten());
                rest = &behind[length..];
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
        let next = memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(out)
}

/// The reference whose `&` stands before `text`, and how long it is.
fn one(text: &str) -> Option<([Option<char>; 2], usize)> {
    let bytes = text.as_bytes();
    let is_name = |b: &u8| b.is_ascii_alphanumeric();
    if !bytes.first().is_some_and(|b| is_name(b) || *b == b'#') {
        return None;
    }
    let hash = usize::from(bytes.first() == Some(&b'#'));
    let length = hash + bytes[hash..].iter().take(LONGEST + 1).take_while(|b| is_name(b)).count();
    let name = &text[..length];
    if bytes.get(length) == Some(&b';')
        && let Some(found) = reference(name)
    {
        return Some((found, length + 1));
    }
    if hash == 1 {
        let from = if matches!(bytes.get(1), Some(b'x' | b'X')) { 2 } else { 1 };
        let digit = |b: &&u8| if from == 2 { b.is_ascii_hexdigit() } else { b.is_ascii_digit() };
        let length = from + bytes[from..].iter().take(8).take_while(digit).count();
        return reference(&text[..length]).map(|found| (found, length));
    }
    let bare = BARE.iter().find(|b| name.starts_with(**b) && (name.len() == b.len() || **b == "nbsp"))?;
    // `?a=1&copy=2` is an address.
    if bytes.get(bare.len()) == Some(&b'=') {
        return None;
    }
    reference(bare).map(|found| (found, bare.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        for (text, expected) in [
            ("Q&amp;A caf&eacute; &#233;&#xE9;&#150;", "Q&A café éé–"),
            ("AT&T &nosuch; & &; &#; &#x; &", "AT&T &nosuch; & &; &#; &#x; &"),
            ("a&nbsp b&nbspc &copy 2020 ?a=1&copy=2 &#8211 x", "a\u{a0} b\u{a0}c © 2020 ?a=1&copy=2 – x"),
            ("none", "none"),
        ] {
            assert_eq!(decoded(text), expected);
        }
        assert_eq!(decoded(&"&".repeat(1000)).len(), 1000);
    }
}
