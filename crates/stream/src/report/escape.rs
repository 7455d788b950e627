//! Text from articles and file names, made safe for where it is shown.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` with every character that could command a terminal or turn the order of the line
/// written as `\u{..}`.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(commands) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if commands(c) {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Controls, line and paragraph separators, and marks that turn the direction of writing.
fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// `text` as a GitHub workflow command takes it: a message, or a property's value.
pub(super) fn github(text: &str, property: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '%' => out.push_str("%25"),
            ':' if property => out.push_str("%3A"),
            ',' if property => out.push_str("%2C"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_as_a_command() {
        assert_eq!(printable("é – ok"), "é – ok");
        assert_eq!(printable("a\u{1b}[31mb\u{9b}\n\u{202e}"), "a\\u{1b}[31mb\\u{9b}\\u{a}\\u{202e}");
    }

    #[test]
    fn github_properties_escape_more() {
        assert_eq!(github("a:b,c%", true), "a%3Ab%2Cc%25");
        assert_eq!(github("a:b,c%", false), "a:b,c%25");
    }
}
