//! Words: where they are, and what stands for each.

use std::ops::Range;

use super::chars::{Class, facts};

/// The byte ranges of the words of `text`, in order.
///
/// The method is that of UAX #29, where a word is a segment with a letter or a digit: `can't`, `3.14` and
/// `U.S` are one word each, `well-known` is two. Each ideograph is a word; so is each run of katakana and, other
/// than there, of hiragana. Scripts without spaces are cut where a syllable may begin, after four letters or
/// so, which is what a word of them has on average.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            match FIRST[byte as usize] {
                First::Nothing => {
                    at += 1;
                    continue;
                }
                First::Plain => {
                    let end = start + alphanumerics(&bytes[start..]);
                    if ends_word(bytes, end) {
                        at = end;
                        return Some(start..end);
                    }
                }
                First::Other => {}
            }
            let (end, word) = word_end(text, start);
            at = end;
            if word {
                return Some(start..end);
            }
        }
        None
    })
}

/// What may begin with a byte.
#[derive(Clone, Copy)]
enum First {
    /// No word.
    Nothing,
    /// A word of ASCII letters and digits.
    Plain,
    /// More has to be looked at.
    Other,
}

const FIRST: [First; 256] = {
    let mut first = [First::Other; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let b = byte as u8;
        if b.is_ascii_alphanumeric() {
            first[byte] = First::Plain;
        } else if b != b'_' {
            first[byte] = First::Nothing;
        }
        byte += 1;
    }
    first
};

/// Whether what stands at `at` ends a word of ASCII letters and digits before it, as far as one look tells.
#[inline]
fn ends_word(bytes: &[u8], at: usize) -> bool {
    let plain = |b: u8| b < 0x80 && !b.is_ascii_alphanumeric();
    match bytes.get(at) {
        None => true,
        Some(b'\'' | b'.' | b':' | b',' | b';') => bytes.get(at + 1).is_none_or(|b| plain(*b)),
        Some(&b) => plain(b) && b != b'_',
    }
}

/// How many ASCII letters and digits `bytes` begins with.
#[inline]
fn alphanumerics(bytes: &[u8]) -> usize {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const ONES: u64 = 0x0101_0101_0101_0101;
    /// The high bits of bytes (of at most 0x7F) that are `from` or more.
    const fn at_least(n: u64, from: u8) -> u64 {
        (n + ONES * (0x80 - from) as u64) & HIGH
    }
    let mut at = 0;
    while let Some(chunk) = bytes[at..].first_chunk::<8>() {
        let n = u64::from_le_bytes(*chunk);
        let (low, lower) = (n & !HIGH, (n & !HIGH) | (ONES * 0x20));
        let letters = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
        let digits = at_least(low, b'0') & !at_least(low, b'9' + 1);
        let others = !(letters | digits) & HIGH | n & HIGH;
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count()
}

fn next_char(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The end of what begins at `at`, and whether it is a word.
#[inline]
fn word_end(text: &str, start: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut word = false;
    // The class of the last character that is no mark.
    let mut last = Class::Other;
    let mut letters = 0;
    loop {
        let run = alphanumerics(&bytes[at..]);
        if run > 0 {
            if !matches!(last, Class::Letter | Class::Digit | Class::Joiner | Class::Other) {
                return (at, word);
            }
            at += run;
            last = if bytes[at - 1].is_ascii_digit() { Class::Digit } else { Class::Letter };
            word = true;
        }
        let Some(c) = next_char(text, at) else { return (at, word) };
        let class = facts(c).class;
        let goes_on = match class {
            Class::Mark => true,
            _ if at == start => true,
            Class::Letter | Class::Digit => matches!(last, Class::Letter | Class::Digit | Class::Joiner),
            Class::Joiner => last != Class::Ideograph && last != Class::Unspaced && last != Class::Hiragana,
            Class::Ideograph => false,
            Class::Hiragana => last == Class::Hiragana,
            Class::Katakana => matches!(last, Class::Katakana | Class::Joiner),
            Class::Unspaced => last == Class::Unspaced && letters < most_letters(c),
            Class::Other => {
                if mid(c, last) && follows(text, at + c.len_utf8(), last) {
                    at += c.len_utf8();
                    continue;
                }
                false
            }
        };
        if !goes_on {
            return (at, word);
        }
        at += c.len_utf8();
        letters += usize::from(class == Class::Unspaced);
        match class {
            Class::Other => return (at, word),
            Class::Mark if last == Class::Other => return (at, word),
            Class::Mark => {}
            _ => last = class,
        }
        word |= !matches!(class, Class::Joiner | Class::Mark);
    }
}

/// How many letters of an unspaced script may stand before `c` in a word. Thai and Lao write some vowels
/// before the consonant that they follow: a syllable begins with them.
fn most_letters(c: char) -> usize {
    if matches!(c, '\u{0E40}'..='\u{0E44}' | '\u{0EC0}'..='\u{0EC4}') { 3 } else { 5 }
}

/// Whether `c` can stand inside a word, behind a letter or a digit.
fn mid(c: char, last: Class) -> bool {
    match last {
        Class::Letter => matches!(c, '\'' | '.' | ':' | '’' | '‘' | '·' | '\u{FE52}' | '＇' | '．' | '：'),
        Class::Digit => matches!(c, '\'' | '.' | ',' | ';' | '’' | '‘' | '，' | '．' | '；' | '\u{066C}'),
        _ => false,
    }
}

fn follows(text: &str, at: usize, last: Class) -> bool {
    next_char(text, at).is_some_and(|c| facts(c).class == last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn of(text: &str) -> Vec<&str> {
        let mut all = Vec::new();
        all.extend(words(text).map(|range| &text[range]));
        all
    }

    #[test]
    fn words_of_many_scripts() {
        assert_eq!(
            of("Don't pay 3,141.5 for well-known U.S. art_1!"),
            ["Don't", "pay", "3,141.5", "for", "well", "known", "U.S", "art_1"]
        );
        assert_eq!(of("北京大学 です。カタカナ abc"), ["北", "京", "大", "学", "です", "カタカナ", "abc"]);
        assert_eq!(of("l’été à Сан-Паулу, العربية"), ["l’été", "à", "Сан", "Паулу", "العربية"]);
        assert!((4..=8).contains(&of("สวัสดีครับผมชื่อสมชาย").len()), "{:?}", of("สวัสดีครับผมชื่อสมชาย"));
        assert!(of(" \u{301} 😀😀 __ ... ").is_empty());
    }

    #[test]
    fn runs_of_letters_and_digits() {
        for b in 0..=255_u8 {
            for at in 0..20 {
                let mut bytes = [b'x'; 20];
                bytes[at] = b;
                assert_eq!(alphanumerics(&bytes), if b.is_ascii_alphanumeric() { 20 } else { at }, "{b} {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn spaced_scripts_agree_with_uax_29(text in "[a-zA-Z0-9 .,:;'_!éßйЖ’-]{0,40}") {
            prop_assert_eq!(of(&text), text.unicode_words().collect::<Vec<_>>());
        }

        #[test]
        fn any_text_has_words_in_order(text in any::<String>()) {
            let mut last = 0;
            for r in words(&text) { assert!(r.start >= last && r.end > r.start && text.get(r.clone()).is_some()); last = r.end; }
        }
    }
}
