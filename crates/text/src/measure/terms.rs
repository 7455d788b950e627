//! Terms: the words and short phrases that say what a text is about.

use std::ops::Range;

use super::chars::{Class, facts, push_lower};
use super::hash::mix;
use super::vocabulary::Vocabulary;

/// A word or a phrase of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// A hash of its words that is the same on every machine, whatever the case of letters.
    pub hash: u64,
    /// Which word of the text it begins with, from 0.
    pub first: usize,
    /// How often it comes, unless it is in the list again.
    pub count: u32,
}

/// The terms of a text by their length in words, of one to three: words that are no stop words and have a letter,
/// and runs of two and three words in a sentence that are no stop words, of which one has a letter.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// By the number of words, less one.
    pub of: [Vec<Term>; 3],
}

impl Terms {
    pub(super) fn clear(&mut self) {
        self.of.iter_mut().for_each(Vec::clear);
    }

    /// Gathers the terms of a text whose sentences have so many words each.
    pub(super) fn gather(&mut self, vocabulary: &Vocabulary, sentences: &[u64]) {
        let Vocabulary { words: numbers, different, .. } = vocabulary;
        let [one, two, three] = &mut self.of;
        one.extend(different.iter().filter(|w| !w.stop && w.alphabetic).map(|w| Term {
            hash: w.hash,
            first: w.first,
            count: w.count,
        }));
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
                    }
                    if let Some((zeroth, more)) = before[0]
                        && (more || letters || alphabetic)
                    {
                        three.push(Term { hash: mix(zeroth.rotate_left(41) ^ pair), first: number - 2, count: 1 });
                    }
                }
                before = [before[1], Some((word.hash, alphabetic))];
            }
            at = end;
        }
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
        let mut terms = Terms::default();
        terms.gather(&vocabulary, sentences);
        let mut n = 0;
        terms.of.map(|terms| {
            n += 1;
            let spelled = |t: &Term| {
                let mut out = String::from("京");
                spell(text, &vocabulary.spans[t.first..t.first + n], &mut out);
                out["京".len()..].to_owned()
            };
            terms.iter().map(spelled).collect()
        })
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
