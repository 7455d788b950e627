//! What some readers take for the end of a line, written so that they do not.

use memchr::memchr3_iter;

/// Writes each U+2028, U+2029 and U+0085 in `json`, from byte `start` on, as `\u2028`, `\u2029` and `\u0085`, and a
/// carriage return as a space; true if there was one. What stands there is JSON, in which the former come in strings
/// only and the latter between values only, so that it means the same as before.
///
/// Python's `str.splitlines` ends a line at each of them, as does what follows the Unicode Standard, 5.8; Hadoop's text
/// files, which Spark reads, at a carriage return. What else these end lines at JSON escapes anyway.
pub fn escape_separators(json: &mut Vec<u8>, start: usize) -> bool {
    let first = separators(&json[start..]).next().map(|(at, ..)| start + at);
    let Some(first) = first else { return false };
    let old = json.split_off(first);
    json.reserve(old.len() + old.len() / 8);
    let mut copied = 0;
    for (at, len, escape) in separators(&old) {
        json.extend_from_slice(&old[copied..at]);
        json.extend_from_slice(escape);
        copied = at + len;
    }
    json.extend_from_slice(&old[copied..]);
    true
}

/// Where they are in `json`, how many bytes each has, and its escape.
fn separators(json: &[u8]) -> impl Iterator<Item = (usize, usize, &'static [u8])> {
    // The first bytes that they have are rarer in most scripts than the last ones.
    memchr3_iter(b'\r', 0xC2, 0xE2, json).filter_map(|at| match json.get(at..) {
        Some([b'\r', ..]) => Some((at, 1, &b" "[..])),
        Some([0xC2, 0x85, ..]) => Some((at, 2, br"\u0085")),
        Some([0xE2, 0x80, 0xA8, ..]) => Some((at, 3, br"\u2028")),
        Some([0xE2, 0x80, 0xA9, ..]) => Some((at, 3, br"\u2029")),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn escaped(json: &str, start: usize) -> (String, bool) {
        let mut bytes = json.as_bytes().to_vec();
        let any = escape_separators(&mut bytes, start);
        (String::from_utf8(bytes).unwrap(), any)
    }

    #[test]
    fn each_separator_has_its_escape() {
        let json = "{\"\u{2028}\":\r\"a\u{2029}\u{85}\\\\\u{2028}\"}";
        assert_eq!(escaped(json, 0), (r#"{"\u2028": "a\u2029\u0085\\\u2028"}"#.to_owned(), true));
    }

    #[test]
    fn neighbours_and_what_stands_before_the_start_stay() {
        // Other characters with the same bytes in them, and bytes that are cut off.
        let other = "\u{2027}\u{202a}\u{84}\u{86}\u{a0}\u{3028}\u{e2}\u{c2}\u{1020a8}";
        assert_eq!(escaped(other, 0), (other.to_owned(), false));
        assert_eq!(escaped("\u{2028}a\u{2028}", 4), ("\u{2028}a\\u2028".to_owned(), true));
        for cut in [&b"\xe2"[..], b"\xe2\x80", b"\xc2"] {
            let mut bytes = cut.to_vec();
            assert!(!escape_separators(&mut bytes, 0) && bytes == cut);
        }
    }

    proptest! {
        #[test]
        fn the_meaning_stays_and_twice_is_once(text in "[a\\\\\"\u{84}-\u{86}\u{2026}-\u{202a}]*") {
            let mut json = Vec::new();
            super::super::write_string(&text, &mut json);
            escape_separators(&mut json, 0);
            let once = String::from_utf8(json.clone()).unwrap();
            let any = once.contains(['\u{85}', '\u{2028}', '\u{2029}']);
            prop_assert!(!any);
            prop_assert_eq!(serde_json::from_str::<String>(&once).unwrap(), text);
            prop_assert!(!escape_separators(&mut json, 0) && json == once.as_bytes());
        }
    }
}
