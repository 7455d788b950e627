//! The inside of JSON strings: finding what is not plain, decoding and writing.

/// How many bytes of `s` come before the first `"`, `\` or byte under 0x20.
#[inline]
pub(super) fn plain_prefix(s: &[u8]) -> usize {
    let mut i = 0;
    // Sixteen at a time: the compiler makes this one compare a class in vector registers.
    while let Some(chunk) = s[i..].first_chunk::<16>() {
        let mut special = 0u8;
        for &b in chunk {
            special |= u8::from(b == b'"') | u8::from(b == b'\\') | u8::from(b < 0x20);
        }
        if special != 0 {
            break;
        }
        i += 16;
    }
    while let Some(word) = s[i..].first_chunk::<8>() {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            return i + (special.trailing_zeros() / 8) as usize;
        }
        i += 8;
    }
    while let Some(&b) = s.get(i) {
        if is_special(b) {
            return i;
        }
        i += 1;
    }
    i
}

#[inline]
fn is_special(b: u8) -> bool {
    b == b'"' || b == b'\\' || b < 0x20
}

/// The high bit of each special byte of eight; above the lowest such bit there may be others
/// that are not meant, so only the lowest counts.
#[inline]
fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    ((quote.wrapping_sub(ONES) & !quote)
        | (backslash.wrapping_sub(ONES) & !backslash)
        | (word.wrapping_sub(ONES * 0x20) & !word))
        & HIGH
}

/// Appends to `out` what the inside of a JSON string (without its quotes, already checked)
/// stands for. A surrogate without its partner becomes U+FFFD.
pub fn decode(inside: &str, out: &mut String) {
    let mut rest = inside;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // Where one character is escaped most others are too: no search between neighbours.
        while let Some(behind) = rest.as_bytes().strip_prefix(b"\\") {
            let (c, used) = escape(behind);
            out.push(c);
            rest = &rest[1 + used..];
        }
    }
    out.push_str(rest);
}

/// The character after a backslash and how many bytes spell it.
fn escape(s: &[u8]) -> (char, usize) {
    match s.first() {
        Some(b'n') => ('\n', 1),
        Some(b't') => ('\t', 1),
        Some(b'r') => ('\r', 1),
        Some(b'b') => ('\u{8}', 1),
        Some(b'f') => ('\u{c}', 1),
        Some(b'u') => {
            let first = hex(&s[1..]);
            if !(0xD800..0xE000).contains(&first) {
                return (char::from_u32(first).unwrap_or('\u{FFFD}'), 5);
            }
            if first < 0xDC00 && s[5..].starts_with(b"\\u") {
                let second = hex(&s[7..]);
                if (0xDC00..0xE000).contains(&second) {
                    let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                    return (char::from_u32(code).unwrap_or('\u{FFFD}'), 11);
                }
            }
            ('\u{FFFD}', 5)
        }
        Some(&b) => (char::from(b), 1),
        None => ('\\', 0),
    }
}

/// The value of each byte as a hexadecimal digit.
const DIGITS: [u8; 256] = {
    let mut digits = [0; 256];
    let mut n = 0;
    while n < 16 {
        digits[b"0123456789abcdef"[n] as usize] = n as u8;
        digits[b"0123456789ABCDEF"[n] as usize] = n as u8;
        n += 1;
    }
    digits
};

fn hex(s: &[u8]) -> u32 {
    s.iter().take(4).fold(0, |n, &b| n << 4 | u32::from(DIGITS[usize::from(b)]))
}

/// Appends `text` to `out` as a JSON string with its quotes: what must be escaped is, all else
/// is written as it is.
pub fn write_string(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    out.push(b'"');
    let mut at = 0;
    loop {
        let plain = plain_prefix(&bytes[at..]);
        out.extend_from_slice(&bytes[at..at + plain]);
        at += plain;
        let Some(&b) = bytes.get(at) else { break };
        match b {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\r' => out.extend_from_slice(b"\\r"),
            0x8 => out.extend_from_slice(b"\\b"),
            0xc => out.extend_from_slice(b"\\f"),
            b => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(b >> 4)]);
                out.push(HEX[usize::from(b & 15)]);
            }
        }
        at += 1;
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decoded(inside: &str) -> String {
        let mut out = String::new();
        decode(inside, &mut out);
        out
    }

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        write_string(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_escape() {
        assert_eq!(decoded(r#"a\n\t\r\b\f\/\\\"z"#), "a\n\t\r\u{8}\u{c}/\\\"z");
        assert_eq!(decoded(r"\u00e9\uD83D\ude00\u0000"), "é😀\0");
    }

    #[test]
    fn surrogates_without_partner_become_replacement_characters() {
        assert_eq!(decoded(r"\ud800x"), "\u{FFFD}x");
        assert_eq!(decoded(r"\ud800\ud800\udc00"), "\u{FFFD}\u{10000}");
        assert_eq!(decoded(r"\udc00\ud800"), "\u{FFFD}\u{FFFD}");
        assert_eq!(decoded(r"\ud800\u0041"), "\u{FFFD}A");
    }

    #[test]
    fn writing_escapes_only_what_must_be() {
        assert_eq!(
            written("a\"\\\n\t\r\u{8}\u{c}\u{1}\u{1f}\u{7f}é/\u{2028}"),
            "\"a\\\"\\\\\\n\\t\\r\\b\\f\\u0001\\u001f\u{7f}é/\u{2028}\""
        );
    }

    #[test]
    fn plain_prefix_stops_at_the_first_special_byte() {
        for special in (0..0x20).chain([b'"', b'\\']) {
            for at in 0..70 {
                let mut s = vec![b'a'; 80];
                s[at] = special;
                s[at + 3] = b'"';
                assert_eq!(plain_prefix(&s), at, "{special:#x} at {at}");
            }
        }
        for plain in (0x20..=0xff).filter(|&b| b != b'"' && b != b'\\') {
            assert_eq!(plain_prefix(&[plain; 45]), 45, "{plain:#x}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "\\PC*|[\\x00-\\x7f]*") {
            let json = written(&text);
            prop_assert_eq!(&decoded(&json[1..json.len() - 1]), &text);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
