//! Terms: the words and short phrases that say what a text is about.

use std::ops::Range;

use super::chars::{Class, facts, push_lower};
use super::hash::mix;
use super::vocabulary::Vocabulary;

/// A word or a phrase of a text: a word that is no stop word and has a letter, or two or three words in a row in one
/// sentence that are no stop words, of which one has a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// A hash of its words that is the same on every machine, whatever the case of letters.
    pub hash: u64,
    /// Which word of the text it begins with, from 0.
    pub first: usize,
    /// How often it comes, unless it is in the list again.
    pub count: u32,
}

/// So many terms are given at a time.
const MANY: usize = 1 << 12;

/// Calls `each` with terms of one, two and three words of a text whose sentences have so many words each.
pub(super) fn each_terms(vocabulary: &Vocabulary, sentences: &[u64], mut each: impl FnMut(usize, &[Term])) {
    let Vocabulary { words: numbers, different, .. } = vocabulary;
    let mut one = Vec::with_capacity(different.len().min(MANY));
    for word in different.iter().filter(|word| !word.stop() && word.alphabetic()) {
        one.push(Term { hash: word.hash, first: word.first, count: word.count });
        flush(1, &mut one, MANY, &mut each);
    }
    flush(1, &mut one, 1, &mut each);
    let (mut two, mut three) = (one, Vec::with_capacity(numbers.len().min(MANY)));
    let mut at = 0_usize;
    for length in sentences {
        let end = numbers.len().min(at.saturating_add(usize::try_from(*length).unwrap_or(usize::MAX)));
        let mut before = Before::default();
        for (number, word) in (at..).zip(numbers[at..end].iter().map(|w| &different[*w as usize])) {
            if word.stop() {
                before = Before::default();
                continue;
            }
            let letters = before.letters << 1 | u8::from(word.alphabetic());
            let mut pair = 0;
            if before.words > 0 {
                pair = mix(before.hash.rotate_left(23) ^ word.hash);
                if letters & 0b11 > 0 {
                    two.push(Term { hash: pair, first: number - 1, count: 1 });
                    flush(2, &mut two, MANY, &mut each);
                }
                if before.words > 1 && letters & 0b111 > 0 {
                    let hash = mix(before.pair.rotate_left(41) ^ word.hash);
                    three.push(Term { hash, first: number - 2, count: 1 });
                    flush(3, &mut three, MANY, &mut each);
                }
            }
            before = Before { words: before.words + 1, letters, hash: word.hash, pair };
        }
        at = end;
    }
    flush(2, &mut two, 1, &mut each);
    flush(3, &mut three, 1, &mut each);
}

/// What stands before a word in its sentence, back to the last stop word.
#[derive(Clone, Copy, Default)]
struct Before {
    words: usize,
    /// Which of the last words have a letter: the lowest bit is for the last one.
    letters: u8,
    /// Of the last word, and of the last two.
    hash: u64,
    pair: u64,
}

/// Gives `terms` of `n` words to `each` if there are so many.
#[inline]
fn flush(n: usize, terms: &mut Vec<Term>, least: usize, each: &mut impl FnMut(usize, &[Term])) {
    if terms.len() >= least {
        each(n, terms);
        terms.clear();
    }
}

/// Appends to `out` the words of `text` at `spans` in lower case, with a space between them but in scripts that have
/// none.
pub(super) fn spell(text: &str, spans: &[Range<usize>], out: &mut String) {
    let unspaced = |c: Option<char>| {
        let class = c.map_or(Class::Other, |c| facts(c).class);
        matches!(class, Class::Ideograph | Class::Hiragana | Class::Katakana | Class::Unspaced)
    };
    for (i, range) in spans.iter().enumerate() {
        let word = &text[range.clone()];
        if i > 0 && !(unspaced(out.chars().next_back()) && unspaced(word.chars().next())) {
            out.push(' ');
        }
        push_lower(word, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, language: &str, sentences: &[u64]) -> [Vec<String>; 3] {
        let mut vocabulary = Vocabulary::default();
        vocabulary.read(text, language);
        let mut spelled_of: [Vec<String>; 3] = Default::default();
        each_terms(&vocabulary, sentences, |n, terms| {
            let spelled = |t: &Term| {
                let mut out = String::from("京");
                spell(text, &vocabulary.spans[t.first..t.first + n], &mut out);
                out["京".len()..].to_owned()
            };
            spelled_of[n - 1].extend(terms.iter().map(spelled));
        });
        spelled_of
    }

    #[test]
    fn all_terms_of_a_long_text_come() {
        let text = "Alpha beta gamma. ".repeat(MANY);
        let [one, two, three] = of(&text, "en", &vec![3; MANY]);
        assert_eq!((one.len(), two.len(), three.len()), (3, 2 * MANY, MANY));
    }

    #[test]
    fn words_and_phrases_without_stop_words() {
        let [one, two, three] = of("The Prime Minister met 12 Big Banks. Banks rose 3 %", "en", &[7, 3]);
        assert_eq!(one, ["prime", "minister", "met", "big", "banks", "rose"]);
        assert_eq!(two, ["prime minister", "minister met", "met 12", "12 big", "big banks", "banks rose", "rose 3"]);
        assert_eq!(three, ["prime minister met", "minister met 12", "met 12 big", "12 big banks", "banks rose 3"]);
    }

    #[test]
    fn scripts_without_spaces_are_spelled_without() {
        let [_, two, _] = of("東京 大学abc", "ja", &[5]);
        assert_eq!(two, ["東京", "京大", "大学", "学 abc"]);
    }
}
