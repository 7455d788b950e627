//! Words: where they are, and what stands for each.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// What a character is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// Joins what stands around it, as `_` does.
    Joiner,
    /// Belongs to the character before it.
    Mark,
    /// A word of its own.
    Ideograph,
    Hiragana,
    Katakana,
    /// Letters of a script that puts no space between words: Thai, Lao, Khmer, Burmese.
    Unspaced,
    Other,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '_' | '\u{203F}' | '\u{2040}' => Class::Joiner,
        '\0'..='\u{7F}' => Class::Other,
        'À'..='\u{24F}' if c != '×' && c != '÷' => Class::Letter,
        '\u{200C}' | '\u{200D}' | '\u{AD}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' => Class::Mark,
        '\u{2010}'..='\u{2027}' => Class::Other,
        '\u{3041}'..='\u{309F}' => Class::Hiragana,
        '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}' => {
            Class::Katakana
        }
        '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Class::Ideograph,
        _ if is_combining_mark(c) => Class::Mark,
        '\u{0E01}'..='\u{0EDF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17DD}' if c.is_alphabetic() => {
            Class::Unspaced
        }
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ => Class::Other,
    }
}

/// Calls `each` with the byte range of every word of `text`, in order.
///
/// The method is that of UAX #29, where a word is a segment with a letter or a digit: `can't`, `3.14` and
/// `U.S` are one word each, `well-known` is two. Each ideograph is a word; so is each run of katakana and, other
/// than there, of hiragana. Scripts without spaces are cut where a syllable may begin, after four letters or
/// so, which is what a word of them has on average.
pub fn each_word(text: &str, mut each: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 && !byte.is_ascii_alphanumeric() && byte != b'_' {
            at += 1;
            continue;
        }
        let end = word_end(text, at);
        if end.1 {
            each(at..end.0);
        }
        at = end.0;
    }
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
        while let Some(b) = bytes.get(at).filter(|b| b.is_ascii_alphanumeric()) {
            if !matches!(last, Class::Letter | Class::Digit | Class::Joiner | Class::Other) {
                return (at, word);
            }
            last = if b.is_ascii_digit() { Class::Digit } else { Class::Letter };
            word = true;
            at += 1;
        }
        let Some(c) = next_char(text, at) else { return (at, word) };
        let class = class(c);
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
    next_char(text, at).is_some_and(|c| class(c) == last)
}

/// A hash of a word that is the same on every machine, and whatever the case of its letters.
/// `buffer` takes the word in lower case where it is not ASCII.
#[must_use]
#[inline]
pub fn folded_hash(word: &str, buffer: &mut String) -> u64 {
    if word.is_ascii() {
        return hash(word.as_bytes());
    }
    buffer.clear();
    buffer.extend(word.chars().flat_map(char::to_lowercase));
    hash(buffer.as_bytes())
}

const LOWER: u64 = 0x2020_2020_2020_2020;

/// Bytes to hash, eight at a time, of which ASCII letters are taken as lower case: letters differ from their
/// lower case in one bit, which in words nothing else has clear but `_`. Bytes over 0x7F are lower case already.
#[inline]
fn hash(bytes: &[u8]) -> u64 {
    let mut h = (bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        h = mix(h ^ chunk.iter().rev().fold(0, |n, b| n << 8 | u64::from(lower(*b))));
    }
    let rest = chunks.remainder().iter().rev().fold(0, |n, b| n << 8 | u64::from(lower(*b)));
    mix(h ^ rest)
}

#[inline]
fn lower(b: u8) -> u8 {
    b | if b < 0x80 { (LOWER & 0xFF) as u8 } else { 0 }
}

/// Spreads every bit over all (the finaliser of SplitMix64).
#[inline]
pub(super) fn mix(h: u64) -> u64 {
    let h = (h ^ h >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let h = (h ^ h >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    h ^ h >> 31
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
    fn case_makes_no_difference() {
        let mut buffer = String::new();
        assert_eq!(folded_hash("ÉTÉ", &mut buffer), folded_hash("été", &mut buffer));
        assert_eq!(folded_hash("Internationally", &mut buffer), folded_hash("INTERNATIONALLY", &mut buffer));
        assert_ne!(folded_hash("a", &mut buffer), folded_hash("b", &mut buffer));
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
