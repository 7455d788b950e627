//! Single tokens that are no words.

use super::code::LONG_TOKEN;

/// Whether a token is an address, a hash, an encoded string or a number with letters.
pub(super) fn is_noise(token: &str) -> bool {
    // Most tokens are words.
    if token.len() < LONG_TOKEN && !token.bytes().any(is_telling) && !token.starts_with("www.") {
        return false;
    }
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
    if token.starts_with("0x") || token.ends_with("==") || token.len() >= LONG_TOKEN / 2 && token.ends_with('=') {
        return true;
    }
    let (mut letters, mut small, mut digits, mut changes, mut humps) = (0u32, 0u32, 0u32, 0u32, 0u32);
    let mut before = 0u8;
    for &byte in token.as_bytes() {
        letters += u32::from(byte.is_ascii_alphabetic());
        small += u32::from(byte.is_ascii_lowercase());
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
    let colons = token.bytes().filter(|&b| b == b':').count();
    let machine = colons >= 2 && token.bytes().all(|b| b.is_ascii_hexdigit() || b == b':');
    // A path, a version of a protocol, a fraction.
    let slashes = token.bytes().filter(|&b| b == b'/').count();
    let path = token.starts_with(['/', '~', '\\']) && letters > 0 || slashes >= 2 || slashes == 1 && digits > 0;
    // A part number, a flight, a licence plate.
    let number = small == 0 && digits >= 3;
    let mixed = letters > 0 && digits > 0 && (changes >= 3 || digits >= letters || number);
    mixed || path || machine || encoded || hexadecimal
}

/// A byte that short noise has one of, if it does not begin with `www.`.
fn is_telling(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'/' | b':' | b'@' | b'=' | b'~' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_noise_is_found_and_words_are_none() {
        for token in
            ["www.a.b", "a://b", "a@b.c", "0xff", "ab==", "abcdefg=", "/usr", "~user", "\\x", "a/b/c", "B52", "747-8F"]
        {
            assert!(is_noise(token), "{token}");
        }
        for token in
            ["", "word", "two-part", "www", "a=b", "and/or", "3rd", "1,000", "naïve", "(e.g.,", "UNESCO", "Ich-AG"]
        {
            assert!(!is_noise(token), "{token}");
        }
    }
}
