//! Finding the few places where a sentence might end, many bytes at a time.

use crate::window::{WIDTH, Window};

use super::characters::{is_bullet, is_line_break, terminator};

/// A byte that can neither be nor begin a candidate.
const SKIP: u8 = 0;
/// An ASCII candidate.
const HERE: u8 = 1;
/// The first byte of a character that may be a candidate.
const LEAD: u8 = 2;

/// Which bytes to stop at.
pub(super) type Table = [u8; 256];

/// The second bytes, as bits `byte & 63`, that a candidate may have after each lead byte `0xC0 + i`.
static SECOND: [u64; 64] = seconds();

/// The table for texts of a language that also ends sentences at the ASCII characters `also` and `list`.
pub(super) const fn table(also: &[u8], list: &[u8]) -> Table {
    let mut table = [SKIP; 256];
    let always = b".!?-\n\r\x0b\x0c";
    let mut i = 0;
    while i < always.len() {
        table[always[i] as usize] = HERE;
        i += 1;
    }
    i = 0;
    while i < also.len() {
        // What a window of bytes may stop at.
        assert!(matches!(also[i], b' ' | b'!'..=b'?'));
        table[also[i] as usize] = HERE;
        i += 1;
    }
    i = 0;
    while i < list.len() {
        assert!(matches!(list[i], b'!'..=b'?'));
        table[list[i] as usize] = HERE;
        i += 1;
    }
    let seconds = seconds();
    i = 0;
    while i < 64 {
        if seconds[i] != 0 {
            table[0xC0 + i] = LEAD;
        }
        i += 1;
    }
    table
}

/// The first two bytes of every candidate beyond ASCII; a test compares them with the characters' own functions.
const fn seconds() -> [u64; 64] {
    const PAIRS: &[[u8; 2]] = &[
        [0xC2, 0x85],
        [0xCD, 0xBE],
        [0xD6, 0x89],
        [0xD8, 0x9D],
        [0xD8, 0x9E],
        [0xD8, 0x9F],
        [0xDB, 0x94],
        [0xDC, 0x80],
        [0xDC, 0x81],
        [0xDC, 0x82],
        [0xDF, 0xB9],
        [0xE0, 0xA0],
        [0xE0, 0xA5],
        [0xE1, 0x81],
        [0xE1, 0x8D],
        [0xE1, 0x99],
        [0xE1, 0x9C],
        [0xE1, 0x9F],
        [0xE1, 0xA0],
        [0xE1, 0xA5],
        [0xE1, 0xAA],
        [0xE1, 0xAD],
        [0xE1, 0xB0],
        [0xE1, 0xB1],
        [0xE2, 0x80],
        [0xE2, 0x81],
        [0xE2, 0x96],
        [0xE2, 0x97],
        [0xE2, 0x9C],
        [0xE2, 0x9E],
        [0xE2, 0xB8],
        [0xE3, 0x80],
        [0xEA, 0x93],
        [0xEA, 0x98],
        [0xEA, 0x9B],
        [0xEA, 0xA1],
        [0xEA, 0xA3],
        [0xEA, 0xA4],
        [0xEA, 0xA7],
        [0xEA, 0xA9],
        [0xEA, 0xAB],
        [0xEA, 0xAF],
        [0xEF, 0xB8],
        [0xEF, 0xB9],
        [0xEF, 0xBC],
        [0xEF, 0xBD],
    ];
    let mut bits = [0; 64];
    let mut i = 0;
    while i < PAIRS.len() {
        bits[(PAIRS[i][0] - 0xC0) as usize] |= 1 << (PAIRS[i][1] & 63);
        i += 1;
    }
    bits
}

/// The first candidate at or after byte `from`: its place and itself.
pub(super) fn next(text: &str, from: usize, table: &Table) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at = stop(bytes, at, table)?;
        let first = bytes[at];
        let second = bytes.get(at + 1).copied().unwrap_or(0);
        if table[first as usize] == HERE {
            // A hyphen alone is in many a word.
            if first != b'-' || second == b'-' {
                return Some((at, first as char));
            }
        } else if SECOND[(first & 63) as usize] >> (second & 63) & 1 != 0 {
            let c = text.get(at..).and_then(|rest| rest.chars().next())?;
            if is_candidate(c, bytes, at + c.len_utf8()) {
                return Some((at, c));
            }
        }
        // A continuation byte never stops the scan, so one byte is far enough.
        at += 1;
    }
}

/// The first byte from `at` on that the table does not skip.
#[inline]
fn stop(bytes: &[u8], mut at: usize, table: &Table) -> Option<usize> {
    // A window does not look for spaces, which are candidates in some languages.
    if table[usize::from(b' ')] != SKIP {
        return Some(at + bytes.get(at..)?.iter().position(|&b| table[b as usize] != SKIP)?);
    }
    while at < bytes.len() {
        let mut maybe = Window::of(&bytes[at..]).maybe_ends();
        while maybe != 0 {
            let place = at + maybe.trailing_zeros() as usize;
            if table[usize::from(bytes[place])] != SKIP {
                return Some(place);
            }
            maybe &= maybe - 1;
        }
        at += WIDTH;
    }
    None
}

/// Whether the character `c`, which is not ASCII and ends before byte `end`, is a candidate. A dash is one only before
/// what may close a quote.
fn is_candidate(c: char, bytes: &[u8], end: usize) -> bool {
    match c {
        '–' | '—' => matches!(bytes.get(end), Some(b'"' | 0xC2 | 0xE2)),
        _ => is_line_break(c) || is_bullet(c) || terminator(c).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_candidate_is_found_and_nothing_else_in_any_script() {
        let table = table(b"", b"");
        for c in '\0'..=char::MAX {
            let text = format!("é{c}");
            let found = next(&text, 0, &table);
            let is = is_line_break(c) || is_bullet(c) || terminator(c).is_some();
            assert_eq!(found, is.then_some((2, c)), "{c:?} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn dashes_are_found_before_what_may_close_a_quote() {
        let table = table(b"", b"");
        for (text, found) in
            [("a--\"", Some((1, '-'))), ("a—”", Some((1, '—'))), ("a–»", Some((1, '–'))), ("a-b", None), ("a—b", None)]
        {
            assert_eq!(next(text, 0, &table), found, "{text}");
        }
    }

    #[test]
    fn a_language_adds_its_own() {
        assert_eq!(next("a; b", 0, &table(b"", b"")), None);
        assert_eq!(next("a; b", 0, &table(b";", b"")), Some((1, ';')));
    }
}
