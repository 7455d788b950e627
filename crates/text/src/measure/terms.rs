//! Terms: the words and short phrases that say what a text is about.

use super::bits::{later, places};
use super::chars::{Class, facts};
use super::hash::folded_product;
use super::vocabulary::{Bits, Token, Vocabulary};

/// A word or a phrase where it stands in a text: a word that is no stop word and has a letter, or two or three words in a
/// row in one sentence that are no stop words, of which one has a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// A hash of its words that is the same on every machine, whatever the case of letters.
    pub hash: u64,
    /// Which word of the text it begins with, from 0.
    pub first: usize,
    /// How many words it has.
    pub words: usize,
}

/// Terms belong to the part of a text that they end in: each has so many words, the last one may have fewer.
pub const WORDS_IN_PART: usize = 64;

/// Where the terms of a text are.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    /// Bits for words that terms of one, two and three words end with.
    ends: [Vec<u64>; 3],
    /// And for words that begin sentences or stand behind all sentences.
    start: Vec<u64>,
}

impl Terms {
    /// Forgets the text before.
    pub(super) fn clear(&mut self) {
        self.ends.iter_mut().for_each(Vec::clear);
    }

    /// Finds those of a text whose sentences have so many words each, after the text before was forgotten.
    pub(super) fn find(&mut self, vocabulary: &Vocabulary, sentences: &[u64]) {
        let Terms { ends: [one, two, three], start } = self;
        let Bits { alphabetic: letter, stop, .. } = &vocabulary.bits;
        mark_starts(sentences, vocabulary.words.len(), start);
        for at in 0..stop.len() {
            let stops = [0, 1, 2].map(|places| later(stop, at, places));
            let letters = [0, 1, 2].map(|places| later(letter, at, places));
            let starts = [0, 1].map(|places| later(start, at, places));
            one.push(letters[0] & !stops[0]);
            two.push((letters[0] | letters[1]) & !(stops[0] | stops[1] | starts[0]));
            three.push(
                (letters[0] | letters[1] | letters[2]) & !(stops[0] | stops[1] | stops[2] | starts[0] | starts[1]),
            );
        }
    }

    /// How many terms of so many words come.
    pub(super) fn count(&self, words: usize) -> u64 {
        self.ends(words).iter().map(|ends| u64::from(ends.count_ones())).sum()
    }

    pub(super) fn parts(&self) -> usize {
        self.ends[0].len()
    }

    /// Calls `each` with the hash of each term of so many words, and how often it comes, unless it is told again.
    #[inline]
    pub(super) fn each(&self, vocabulary: &Vocabulary, words: usize, mut each: impl FnMut(u64, u64)) {
        let Vocabulary { tokens, words: numbers, different, bits, .. } = vocabulary;
        let tokens = tokens.as_slice();
        for (at, ends) in self.ends(words).iter().enumerate() {
            // A word is told where it comes first.
            let told = if words == 1 { ends & !bits.before[at] } else { *ends };
            places(at, told).for_each(|last| {
                let times = if words == 1 { different[numbers[last] as usize].count } else { 1 };
                each(hash_of(words, tokens, last), times.into());
            });
        }
    }

    /// Calls `each` with the terms of so many words in a part.
    #[inline]
    pub(super) fn each_in(&self, part: usize, tokens: &[Token], words: usize, mut each: impl FnMut(Term)) {
        let Some(ends) = self.ends(words).get(part) else { return };
        places(part, *ends).for_each(|last| {
            let hash = hash_of(words, tokens, last);
            each(Term { hash, first: last + 1 - words, words });
        });
    }

    fn ends(&self, words: usize) -> &[u64] {
        words.checked_sub(1).and_then(|n| self.ends.get(n)).map_or(&[], Vec::as_slice)
    }
}

/// The hash of the term of so many words that ends at `last`.
#[inline]
fn hash_of(words: usize, tokens: &[Token], last: usize) -> u64 {
    let pair = |last: usize| folded_product(tokens[last - 1].hash, tokens[last].hash);
    match words {
        1 => tokens[last].hash,
        2 => pair(last),
        _ => folded_product(pair(last - 1), tokens[last].hash),
    }
}

/// Sets bits for words that sentences begin with, if these have so many words each, and for all behind the last one.
fn mark_starts(sentences: &[u64], words: usize, starts: &mut Vec<u64>) {
    starts.clear();
    starts.resize(words.div_ceil(64), 0);
    let mut at = 0_usize;
    for length in sentences {
        if at < words {
            starts[at / 64] |= 1 << (at % 64);
        }
        at = words.min(at.saturating_add(usize::try_from(*length).unwrap_or(usize::MAX)));
    }
    if let Some(last) = starts.get_mut(at / 64) {
        *last |= u64::MAX << (at % 64);
        starts[at / 64 + 1..].fill(u64::MAX);
    }
}

/// Appends to `out` these words of `text` with a space between them but in scripts that have none.
pub(super) fn spell(text: &str, tokens: &[Token], out: &mut Vec<u8>) {
    let [Some(first), Some(last)] = [tokens.first(), tokens.last()] else { return };
    let bytes = text.as_bytes();
    // Most are so: a space between them, and ASCII on one side of it, so that no script says that there should be none.
    let plain = |pair: &[Token]| {
        let (end, start) = (pair[0].end(), pair[1].start());
        end + 1 == start && bytes[end] == b' ' && (bytes[end - 1].is_ascii() || bytes[start].is_ascii())
    };
    if tokens.windows(2).all(plain) {
        out.extend_from_slice(bytes.get(first.start()..last.end()).unwrap_or_default());
    } else {
        spell_words(text, tokens, out);
    }
}

#[cold]
fn spell_words(text: &str, tokens: &[Token], out: &mut Vec<u8>) {
    let unspaced = |c: Option<char>| {
        let class = c.map_or(Class::Other, |c| facts(c).class);
        matches!(class, Class::Ideograph | Class::Hiragana | Class::Katakana | Class::Unspaced)
    };
    let mut before = None;
    for token in tokens {
        let word = text.get(token.start()..token.end()).unwrap_or_default();
        if before.is_some() && !(unspaced(before) && unspaced(word.chars().next())) {
            out.push(b' ');
        }
        out.extend_from_slice(word.as_bytes());
        before = word.chars().next_back();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, language: &str, sentences: &[u64]) -> [Vec<String>; 3] {
        let mut vocabulary = Vocabulary::default();
        vocabulary.read(text, language);
        let mut terms = Terms::default();
        terms.find(&vocabulary, sentences);
        [1, 2, 3].map(|n| {
            let (mut spelled, mut hashes, mut told) = (Vec::new(), Vec::new(), Vec::new());
            for part in 0..terms.parts() {
                terms.each_in(part, &vocabulary.tokens, n, |term| {
                    let mut out = Vec::from("京");
                    spell(text, &vocabulary.tokens[term.first..term.first + term.words], &mut out);
                    spelled.push(String::from_utf8(out["京".len()..].to_vec()).unwrap());
                    hashes.push(term.hash);
                    assert_eq!((term.first + n - 1) / WORDS_IN_PART, part);
                });
            }
            terms.each(&vocabulary, n, |hash, times| told.extend((0..times).map(|_| hash)));
            assert_eq!(terms.count(n), spelled.len() as u64);
            hashes.sort_unstable();
            told.sort_unstable();
            assert_eq!(told, hashes);
            spelled
        })
    }

    #[test]
    fn all_terms_of_a_long_text_come() {
        let text = "Alpha beta gamma. ".repeat(200);
        let [one, two, three] = of(&text, "en", &[3; 200]);
        assert_eq!((one.len(), two.len(), three.len()), (600, 400, 200));
        // Words behind the last sentence are in none.
        let [one, two, three] = of(&text, "en", &[3; 10]);
        assert_eq!((one.len(), two.len(), three.len()), (600, 20, 10));
    }

    #[test]
    fn words_and_phrases_without_stop_words() {
        let [one, two, three] = of("The Prime Minister met 12 Big Banks. Banks rose 3 4 5 %", "en", &[7, 5]);
        assert_eq!(one, ["Prime", "Minister", "met", "Big", "Banks", "Banks", "rose"]);
        assert_eq!(two, ["Prime Minister", "Minister met", "met 12", "12 Big", "Big Banks", "Banks rose", "rose 3"]);
        assert_eq!(
            three,
            ["Prime Minister met", "Minister met 12", "met 12 Big", "12 Big Banks", "Banks rose 3", "rose 3 4"]
        );
    }

    #[test]
    fn scripts_without_spaces_are_spelled_without() {
        let [_, two, _] = of("東京 大学abc", "ja", &[5]);
        assert_eq!(two, ["東京", "京大", "大学", "学 abc"]);
    }
}
