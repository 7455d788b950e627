//! The bounded window around a candidate: the word before it and what follows.

use super::characters::{
    goes_on, is_caseless, is_dash, is_format, is_hebrew, is_lower, is_opener, is_opening_bracket, is_symbol, is_word,
    terminator,
};
use super::lines::{self, Gap};

/// How far back a word is followed, in bytes; longer ones are cut, and no list knows them.
const WORD_BACK: usize = 48;
/// Among how many letters a capital makes a name of a word that begins without one.
const CAPITALS: usize = 5;
/// How many quotes and brackets are looked through before the first letter of a sentence.
const OPENERS: usize = 4;

/// What a byte is to a word: a letter or digit, a full stop, nothing, or what only the character tells.
static KIND: [u8; 256] = kinds();
const ALPHANUMERIC: u8 = 0;
const STOP: u8 = 1;
const OTHER: u8 = 2;
const UNTOLD: u8 = 3;

const fn kinds() -> [u8; 256] {
    let mut kinds = [UNTOLD; 256];
    let mut b = 0;
    while b < 0x80 {
        kinds[b] = match b as u8 {
            b'.' => STOP,
            // Hebrew writes abbreviations with these.
            b'"' | b'\'' => UNTOLD,
            b if b.is_ascii_alphanumeric() => ALPHANUMERIC,
            _ => OTHER,
        };
        b += 1;
    }
    kinds
}

/// The word that ends right before a terminator, with full stops inside it: `said`, `U.S`, `12`, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Before<'a> {
    pub(super) word: &'a str,
    /// Where it begins, in bytes.
    pub(super) start: usize,
}

/// The character before byte `at`, looking through invisible ones.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().rev().take(8).find(|&c| !is_format(c))
}

/// The byte before byte `at`, and 0 before the text: what many a look back is told by.
pub(super) fn byte_before(text: &str, at: usize) -> u8 {
    at.checked_sub(1).and_then(|i| text.as_bytes().get(i)).copied().unwrap_or(0)
}

/// The character at byte `at`.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The word before byte `at`.
pub(super) fn before(text: &str, at: usize) -> Before<'_> {
    let head = text.get(..at).unwrap_or("");
    let head = if head.ends_with(|c: char| c.is_ascii()) { head } else { head.trim_end_matches(is_format) };
    let mut start = head.len();
    let mut kind = OTHER;
    for &b in head.as_bytes().iter().rev().take(WORD_BACK) {
        kind = KIND[usize::from(b)];
        if kind > STOP {
            break;
        }
        start -= 1;
    }
    // What stands before is ASCII too in most words of many languages, and then they begin here.
    if kind != UNTOLD {
        return from(head, start);
    }
    start = head.len();
    for (i, c) in head.char_indices().rev() {
        if !(is_word(c) || c == '.' || c == '°' || is_gershayim(head, i, c)) || head.len() - i > WORD_BACK {
            break;
        }
        start = i;
    }
    from(head, start)
}

/// The word from byte `start` of `head` on, without full stops at its start.
fn from(head: &str, mut start: usize) -> Before<'_> {
    let bytes = head.as_bytes();
    while bytes.get(start) == Some(&b'.') {
        start += 1;
    }
    Before { word: head.get(start..).unwrap_or(""), start }
}

/// Whether the quote `c` at byte `at` stands between two letters of Hebrew, as in the abbreviation `ארה"ב`.
fn is_gershayim(text: &str, at: usize, c: char) -> bool {
    let hebrew = |c: Option<char>| c.is_some_and(is_hebrew);
    matches!(c, '"' | '\'' | '״' | '׳')
        && hebrew(text.get(..at).and_then(|head| head.chars().next_back()))
        && hebrew(char_at(text, at + c.len_utf8()))
}

/// What the text goes on with after white space, quotes and brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing.
    End,
    Lower,
    Upper,
    /// A letter of a script without case.
    Caseless,
    Digit,
    /// Punctuation that goes on with the sentence.
    GoesOn,
    /// A terminator, as in `.NET` or `...and then`.
    Terminator,
    /// Anything else, such as `$`.
    Other,
}

/// What follows a terminator and its closers.
#[derive(Clone, Copy, Debug)]
pub(super) struct After {
    /// The white space before it.
    pub(super) gap: Gap,
    /// Where the next character that is not white space is, in bytes.
    pub(super) next: usize,
    pub(super) lead: Lead,
    /// Where the character that gave the lead is, in bytes.
    pub(super) word: usize,
    /// Whether quotes or brackets that open stand before it.
    pub(super) opened: bool,
    /// Whether the first of them is a bracket.
    pub(super) bracket: bool,
    /// Whether a dash stands before it.
    pub(super) dashed: bool,
}

/// What follows byte `at`.
pub(super) fn after(text: &str, at: usize) -> After {
    if let Some(plain) = plain(text, at) {
        return plain;
    }
    let (gap, next) = lines::gap(text, at);
    let mut a = After { gap, next, lead: Lead::End, word: next, opened: false, bracket: false, dashed: false };
    let mut chars = text.get(next..).unwrap_or("").char_indices().peekable();
    let mut seen = 0;
    while let Some((i, c)) = chars.next() {
        a.word = next + i;
        a.lead = lead(c);
        if a.lead == Lead::Lower && has_capital(text, a.word) {
            // `iPads` and `macOS` are names, which may begin a sentence.
            a.lead = Lead::Upper;
        }
        if c == ',' && chars.peek().is_some_and(|&(_, c)| c == ',') && !a.opened {
            // `,,` is a low quote written with commas.
            chars.next();
            chars.next_if(|&(_, c)| c == ' ');
            a.lead = Lead::Other;
            a.opened = true;
            continue;
        }
        if a.lead != Lead::Other {
            break;
        }
        let follows = chars.peek().map(|&(_, c)| c);
        seen += 1;
        if seen > OPENERS || follows.is_none() {
            break;
        }
        if is_dash(c) {
            a.dashed = true;
            if follows == Some(' ') || follows == Some('\u{A0}') {
                chars.next();
            }
        } else if is_opener(c) && follows.is_some_and(|f| !f.is_whitespace()) {
            a.bracket |= !a.opened && is_opening_bracket(c);
            a.opened = true;
        } else if !is_format(c) {
            break;
        }
    }
    a
}

/// The same for a letter or digit of ASCII with nothing or one character before it, which is what follows most often.
fn plain(text: &str, at: usize) -> Option<After> {
    let bytes = text.as_bytes();
    let (gap, next) = match bytes.get(at)? {
        b' ' => (Gap::Space, at + 1),
        b'\n' => (Gap::Line, at + 1),
        _ => (Gap::None, at),
    };
    let lead = match bytes.get(next)? {
        b'A'..=b'Z' => Lead::Upper,
        b'0'..=b'9' => Lead::Digit,
        // A letter alone has no capital behind it.
        b'a'..=b'z' if bytes.get(next + 1).is_none_or(|&b| KIND[usize::from(b)] == OTHER) => Lead::Lower,
        b'a'..=b'z' if has_capital(text, next) => Lead::Upper,
        b'a'..=b'z' => Lead::Lower,
        _ => return None,
    };
    Some(After { gap, next, lead, word: next, opened: false, bracket: false, dashed: false })
}

/// Whether one of the first letters of the word at byte `at` is a capital.
fn has_capital(text: &str, at: usize) -> bool {
    for b in text.as_bytes().get(at..).unwrap_or(&[]).iter().take(CAPITALS) {
        match b {
            b'A'..=b'Z' => return true,
            b'a'..=b'z' | b'0'..=b'9' => {}
            b if b.is_ascii() => return false,
            _ => return has_any_capital(text, at),
        }
    }
    false
}

/// The same where not all letters are ASCII.
fn has_any_capital(text: &str, at: usize) -> bool {
    let word = text.get(at..).unwrap_or("").chars().take(CAPITALS).take_while(|&c| is_word(c));
    word.into_iter().any(char::is_uppercase)
}

fn lead(c: char) -> Lead {
    // Letters that much text is made of, and signs that are none.
    match c {
        'a'..='z' | 'а'..='я' => return Lead::Lower,
        'A'..='Z' | 'А'..='Я' => return Lead::Upper,
        '0'..='9' => return Lead::Digit,
        c if c.is_ascii() || is_symbol(c) => return sign(c),
        _ => {}
    }
    if is_lower(c) {
        Lead::Lower
    } else if c.is_uppercase() {
        Lead::Upper
    } else if c.is_numeric() {
        Lead::Digit
    } else if is_caseless(c) {
        Lead::Caseless
    } else {
        sign(c)
    }
}

/// The lead of what is neither a letter nor a number.
fn sign(c: char) -> Lead {
    if goes_on(c) {
        Lead::GoesOn
    } else if terminator(c).is_some() {
        Lead::Terminator
    } else {
        Lead::Other
    }
}

/// The word that begins at byte `at`, without full stops: nothing if none does.
pub(super) fn word_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    let mut end = 0;
    let mut last = 0;
    for &b in rest.as_bytes().iter().take(WORD_BACK) {
        last = b;
        if KIND[usize::from(b)] != ALPHANUMERIC {
            break;
        }
        end += 1;
    }
    if last.is_ascii() && end < WORD_BACK {
        return rest.get(..end).unwrap_or("");
    }
    let end = rest.char_indices().find(|&(i, c)| !is_word(c) || i >= WORD_BACK).map_or(rest.len(), |(i, _)| i);
    rest.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_before_keeps_its_inner_full_stops() {
        assert_eq!(before("in the U.S.", 10), Before { word: "U.S", start: 7 });
        assert_eq!(before("a . b", 2), Before { word: "", start: 2 });
        assert_eq!(before("...and.", 6), Before { word: "and", start: 3 });
        assert_eq!(before("د\u{202A}.", 5).word, "د");
    }

    #[test]
    fn the_window_is_bounded() {
        let long = "x".repeat(1000);
        assert!(before(&long, 1000).word.len() <= WORD_BACK);
        assert!(word_at(&long, 0).len() <= WORD_BACK);
        assert_eq!(after(&"(".repeat(1000), 0).word, OPENERS);
    }

    #[test]
    fn the_lead_is_what_stands_after_quotes_and_dashes() {
        assert_eq!(after(" “Why", 0).lead, Lead::Upper);
        assert_eq!(after(" — why", 0).lead, Lead::Lower);
        assert!(after(" — why", 0).dashed && after(" (a", 0).opened);
        assert_eq!(after(" ,", 0).lead, Lead::GoesOn);
        assert_eq!(after("  \n ", 0).lead, Lead::End);
    }
}
