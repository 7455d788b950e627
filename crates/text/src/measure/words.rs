//! Words: where they are, and what stands for each.

use std::ops::Range;

use super::chars::{Class, facts};
use super::hash::load;
use super::swar::{HIGH, ONES, between};

/// Calls `each` with the byte ranges of the words of `text`, in order.
///
/// The method is that of UAX #29, where a word is a segment with a letter or a digit: `can't`, `3.14` and
/// `U.S` are one word each, `well-known` is two. Each ideograph is a word; so is each run of katakana and, other
/// than there, of hiragana. Scripts without spaces are cut where a syllable may begin, after four letters or
/// so, which is what a word of them has on average.
pub fn each_word(text: &str, mut each: impl FnMut(Range<usize>)) {
    each_spelled_word(text, |range, _| each(range));
}

/// How many words `text` has: see [`each_word`].
#[must_use]
pub fn count_words(text: &str) -> u64 {
    let mut count = 0;
    each_word(text, |_| count += 1);
    count
}

/// What is seen of the spelling of a word while its end is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spelling {
    /// At most seven ASCII letters and digits: these, as a number whose lowest byte is the first.
    Short(u64),
    /// ASCII letters and digits.
    Plain,
    /// Anything.
    Other,
}

/// The words of `text` and how they are spelled.
#[inline]
pub(super) fn each_spelled_word(text: &str, mut each: impl FnMut(Range<usize>, Spelling)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let chunk = load(&bytes[start..]);
        let length = others(chunk).trailing_zeros() as usize / 8;
        if length == 0 {
            let nothing = bytes[start..].iter().take_while(|b| PART[**b as usize] != Part::Other).count();
            if nothing > 0 {
                at += nothing;
                continue;
            }
        } else if length < 8 {
            let part = PART[(chunk >> (length * 8)) as usize & 0xFF];
            let end = start + length;
            if part == Part::End || part == Part::Middle && ends_word(bytes, end) {
                // What ends it begins no word.
                at = end + 1;
                each(start..end, Spelling::Short(chunk & ((1 << (length * 8)) - 1)));
                continue;
            }
        } else {
            let end = start + 8 + alphanumerics(&bytes[start + 8..]);
            if ends_word(bytes, end) {
                at = end + 1;
                each(start..end, Spelling::Plain);
                continue;
            }
        }
        let (end, word) = word_end(text, start);
        at = end;
        if word {
            each(start..end, Spelling::Other);
        }
    }
}

/// What a byte is to a word of ASCII letters and digits before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Its end. It begins no word.
    End,
    /// Its end, unless more of it follows. It begins no word.
    Middle,
    /// More of it, or more has to be looked at.
    Other,
}

const PART: [Part; 256] = {
    let mut part = [Part::Other; 256];
    let mut byte = 0;
    while byte < 0x80 {
        part[byte] = match byte as u8 {
            b'\'' | b'.' | b':' | b',' | b';' => Part::Middle,
            b'_' => Part::Other,
            b if b.is_ascii_alphanumeric() => Part::Other,
            _ => Part::End,
        };
        byte += 1;
    }
    part
};

/// Whether what stands at `at` ends a word of ASCII letters and digits before it, as far as one look tells.
#[inline]
fn ends_word(bytes: &[u8], at: usize) -> bool {
    let part = |at: usize| bytes.get(at).map_or(Part::End, |b| PART[*b as usize]);
    match part(at) {
        Part::End => true,
        Part::Middle => part(at + 1) != Part::Other,
        Part::Other => false,
    }
}

/// The high bits of those of eight bytes that are no ASCII letters or digits.
#[inline]
fn others(n: u64) -> u64 {
    let low = n & !HIGH;
    (!(between(low | (ONES * 0x20), b'a', b'z') | between(low, b'0', b'9')) | n) & HIGH
}

/// How many ASCII letters and digits `bytes` begins with.
#[inline]
fn alphanumerics(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        match others(load(&bytes[at..])) {
            0 => at += 8,
            others => return at + others.trailing_zeros() as usize / 8,
        }
    }
    bytes.len()
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
        each_word(text, |range| all.push(&text[range]));
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
            each_word(&text, |r| { assert!(r.start >= last && r.end > r.start && text.get(r.clone()).is_some()); last = r.end; });
        }
    }
}
