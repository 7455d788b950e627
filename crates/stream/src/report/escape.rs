//! Text from articles and file names, made safe for where it is shown.

use std::borrow::Cow;
use std::fmt::Write;

use crate::json;

/// `text` with every character that could command a terminal, turn the order of the line or be no
/// character at all written as `\u{..}`.
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

/// Controls, line and paragraph separators, marks that turn the direction of writing (and those beside
/// them that Unicode deprecates), marks of annotations and of byte order, and what is no character: that
/// may be drawn in any width or not at all.
fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// So many characters of a message are shown: one that quotes its record may be as long as that.
const LONGEST: usize = 600;

/// `text`, or its beginning.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}...", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Appends `text` as a JSON string in which nothing commands a terminal.
pub(super) fn json_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let mut plain = Vec::new();
    // What JSON itself does not escape.
    let more = |c: char| c > '\u{1f}' && commands(c);
    for piece in text.split_inclusive(more) {
        let last = piece.chars().next_back().filter(|c| more(*c));
        let rest = &piece[..piece.len() - last.map_or(0, char::len_utf8)];
        plain.clear();
        json::write_string(rest, &mut plain);
        out.extend_from_slice(&plain[1..plain.len() - 1]);
        if let Some(c) = last {
            // Two escapes where JSON needs them.
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
            }
        }
    }
    out.push(b'"');
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
        assert_eq!(printable("\u{fffe}\u{fdd0}\u{10ffff}\u{feff}"), "\\u{fffe}\\u{fdd0}\\u{10ffff}\\u{feff}");
        // Replacement, joiners of scripts and of emoji are text.
        let text = "\u{fffd} \u{200c} \u{1f468}\u{200d}\u{1f469} \u{fe0f}";
        assert_eq!(printable(text), text);
    }

    #[test]
    fn json_reports_are_safe_to_show() {
        let mut out = Vec::new();
        json_string("a\u{1b}\u{7f}\u{9b}\"é\u{202e}\u{200e}\u{1fffe}", &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), r#""a\u001b\u007f\u009b\"é\u202e\u200e\ud83f\udffe""#);
        assert_eq!(shortened(&"é".repeat(700)).chars().count(), 603);
    }

    #[test]
    fn github_properties_escape_more() {
        assert_eq!(github("a:b,c%", true), "a%3Ab%2Cc%25");
        assert_eq!(github("a:b,c%", false), "a:b,c%25");
    }
}
