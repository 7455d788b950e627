//! Words: where they are, and what stands for each.

use std::ops::Range;

use super::chars::{Class, facts};
use crate::window::{WIDTH, Window};

/// Calls `each` with the byte ranges of the words of `text`, in order.
///
/// The method is that of UAX #29, where a word is a segment with a letter or a digit: `can't`, `3.14` and
/// `U.S` are one word each, `well-known` is two. Each ideograph is a word; so is each run of katakana and, other
/// than there, of hiragana. Scripts without spaces are cut where a syllable may begin, after four letters or
/// so, which is what a word of them has on average.
pub fn each_word(text: &str, mut each: impl FnMut(Range<usize>)) {
    each_found_word(text, |range, _| each(range));
}

/// How many words `text` has: see [`each_word`].
#[must_use]
pub fn count_words(text: &str) -> u64 {
    let mut count = 0;
    each_word(text, |_| count += 1);
    count
}

/// What is known of how a word is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// ASCII letters and digits.
    Plain,
    /// Each character is its own lower case, as in most scripts all are; and some are beyond ASCII.
    Lower,
    Any,
}

/// The words of `text`, and what is known of each.
#[inline]
pub(super) fn each_found_word(text: &str, mut each: impl FnMut(Range<usize>, Spelling)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Each turn begins where a word may begin.
    while at < bytes.len() {
        let window = Window::of(&bytes[at..]);
        let (word, joiner) = (window.alphanumerics(), window.joiners());
        // What begins and what ends a run of letters and digits; an end is the byte after it.
        let mut starts = word & !(word << 1);
        let ends = !word & (word << 1);
        // Here a word may go on after its run, or is none of ASCII only.
        let middle = window.middles() & (word | joiner) >> 1;
        let odd = joiner & !(word << 1) | ends & (joiner | middle);
        let odd_at = odd.trailing_zeros() as usize;
        // What comes after the last byte is not known.
        let mut plain = ends & !(u64::MAX << odd_at.min(WIDTH - 1));
        while plain != 0 {
            each(at + starts.trailing_zeros() as usize..at + plain.trailing_zeros() as usize, Spelling::Plain);
            starts &= starts - 1;
            plain &= plain - 1;
        }
        // The first that has to be looked at again: a word that has not ended, or what is odd.
        let next = odd_at.min(starts.trailing_zeros() as usize);
        at = if odd_at < WIDTH - 1 || next == 0 { odd_words(text, at + next, &mut each) } else { at + next };
    }
}

/// Reads the word at `at`, if there is one, of which more has to be looked at, and those after it that are beyond ASCII.
/// Returns where it has come to.
fn odd_words(text: &str, mut at: usize, each: &mut impl FnMut(Range<usize>, Spelling)) -> usize {
    let bytes = text.as_bytes();
    loop {
        let (end, word, spelling) = word_end(text, at);
        if word {
            each(at..end, spelling);
        }
        at = end;
        let beyond = |at: usize| bytes.get(at).is_some_and(|byte| *byte >= 0x80);
        if bytes.get(at) == Some(&b' ') && beyond(at + 1) {
            at += 1;
        } else if !beyond(at) {
            return at;
        }
    }
}

/// How many ASCII letters and digits `bytes` begins with: few, as this is asked of odd words alone.
#[inline]
fn alphanumerics(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

fn next_char(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The end of what begins at `at`, and whether it is a word; then, what is known of it.
// So that who does not ask how it is spelled need not wait for it.
#[inline(always)]
fn word_end(text: &str, start: usize) -> (usize, bool, Spelling) {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut word = false;
    // Whether all of it is in lower case, and some of it beyond ASCII.
    let (mut lower, mut beyond) = (true, false);
    // The class of the last character that is no mark; before the first, none.
    let mut last = Class::Other;
    let mut letters = 0;
    loop {
        let run = alphanumerics(&bytes[at..]);
        if run > 0 {
            if !matches!(last, Class::Letter | Class::Digit | Class::Joiner | Class::Other) {
                break;
            }
            lower &= !bytes[at..at + run].iter().any(u8::is_ascii_uppercase);
            at += run;
            last = if bytes[at - 1].is_ascii_digit() { Class::Digit } else { Class::Letter };
            word = true;
        }
        let Some(c) = next_char(text, at) else { break };
        let facts = facts(c);
        let class = facts.class;
        let goes_on = match class {
            // Most are so.
            Class::Letter | Class::Digit => matches!(last, Class::Letter | Class::Digit | Class::Joiner) || at == start,
            Class::Mark => true,
            _ if at == start => true,
            Class::Joiner => last != Class::Ideograph && last != Class::Unspaced && last != Class::Hiragana,
            Class::Ideograph => false,
            Class::Hiragana => last == Class::Hiragana,
            Class::Katakana => matches!(last, Class::Katakana | Class::Joiner),
            Class::Unspaced => last == Class::Unspaced && letters < most_letters(c),
            Class::Other => {
                if mid(c, last) && follows(text, at + c.len_utf8(), last) {
                    at += c.len_utf8();
                    beyond |= !c.is_ascii();
                    continue;
                }
                false
            }
        };
        if !goes_on {
            break;
        }
        at += c.len_utf8();
        lower &= facts.lower == Some(c);
        beyond |= !c.is_ascii();
        letters += usize::from(class == Class::Unspaced);
        match class {
            Class::Other => break,
            Class::Mark if last == Class::Other => break,
            Class::Mark => {}
            _ => last = class,
        }
        word |= !matches!(class, Class::Joiner | Class::Mark);
    }
    (at, word, if lower && beyond { Spelling::Lower } else { Spelling::Any })
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
        assert_eq!(of("か゛き が"), ["か゛き", "が"]);
        assert!(of(" \u{301} 😀😀 __ ... ゜ \u{3099} \u{3097}").is_empty());
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
        fn spaced_scripts_agree_with_uax_29(text in "([a-zA-Z0-9 .,:;'_!éßйЖ’-]|[a-z]{1,90}|[a-z .]{1,9}){0,40}") {
            prop_assert_eq!(of(&text), text.unicode_words().collect::<Vec<_>>());
        }

        #[test]
        fn any_text_has_words_in_order(text in any::<String>()) {
            let mut last = 0;
            each_word(&text, |r| { assert!(r.start >= last && r.end > r.start && text.get(r.clone()).is_some()); last = r.end; });
        }
    }
}
