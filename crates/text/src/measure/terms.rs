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
    let mut found: [Vec<Term>; 3] = std::array::from_fn(|_| Vec::with_capacity(numbers.len().min(MANY)));
    let [one, two, three] = &mut found;
    let mut flush = |n: usize, terms: &mut Vec<Term>, least: usize| {
        if terms.len() >= least {
            each(n, terms);
            terms.clear();
        }
    };
    for word in different.iter().filter(|word| !word.stop && word.alphabetic) {
        one.push(Term { hash: word.hash, first: word.first, count: word.count });
        flush(1, one, MANY);
    }
    let mut at = 0_usize;
    for length in sentences {
        let end = numbers.len().min(at.saturating_add(usize::try_from(*length).unwrap_or(usize::MAX)));
        // Of the two words before, as far as they belong: the hash, and whether it has a letter.
        let mut before: [Option<(u64, bool)>; 2] = [None, None];
        for (number, word) in (at..).zip(numbers[at..end].iter().map(|w| &different[*w as usize])) {
            if word.stop {
                before = [None, None];
                continue;
            }
            let alphabetic = word.alphabetic;
            if let Some((first, letters)) = before[1] {
                let pair = mix(first.rotate_left(23) ^ word.hash);
                if letters || alphabetic {
                    two.push(Term { hash: pair, first: number - 1, count: 1 });
                    flush(2, two, MANY);
                }
                if let Some((zeroth, more)) = before[0]
                    && (more || letters || alphabetic)
                {
                    three.push(Term { hash: mix(zeroth.rotate_left(41) ^ pair), first: number - 2, count: 1 });
                    flush(3, three, MANY);
                }
            }
            before = [before[1], Some((word.hash, alphabetic))];
        }
        at = end;
    }
    (1..).zip([one, two, three]).for_each(|(n, terms)| flush(n, terms, 1));
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
