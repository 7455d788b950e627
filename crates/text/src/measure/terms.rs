//! Terms: the words and short phrases that say what a text is about.

use super::bits::{later, pack_flags, places};
use super::chars::{Class, facts, push_lower};
use super::hash::folded_product;
use super::vocabulary::{ALPHABETIC, BEFORE, STOP, Token, Vocabulary};

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

/// About so many terms are given at a time.
const MANY: usize = 1 << 9;

/// Calls `each` with terms of one, two and three words of a text whose sentences have so many words each.
pub(super) fn each_terms(vocabulary: &Vocabulary, sentences: &[u64], mut each: impl FnMut(usize, &[Term])) {
    let Vocabulary { tokens, words, different, .. } = vocabulary;
    let flags = vocabulary.flags();
    let mut terms = Vec::with_capacity(words.len().min(MANY));
    let (mut stop, mut letters, mut before) = (Vec::new(), Vec::new(), Vec::new());
    pack_flags(flags, STOP, &mut stop);
    pack_flags(flags, ALPHABETIC, &mut letters);
    pack_flags(flags, BEFORE, &mut before);
    for at in 0..stop.len() {
        terms.extend(places(at, letters[at] & !(stop[at] | before[at])).map(|first| {
            let count = different[words[first] as usize].count;
            Term { hash: tokens[first].hash, first, count }
        }));
        flush(1, &mut terms, MANY - 64, &mut each);
    }
    flush(1, &mut terms, 1, &mut each);
    let (starts, all) = starts(sentences, words.len());
    let pair = |last: usize| folded_product(tokens[last - 1].hash, tokens[last].hash);
    for n in [2, 3] {
        for at in 0..all.div_ceil(64) {
            // The places where one ends.
            let mut end = !(stop[at] | later(&stop, at, 1) | starts[at]);
            let mut letter = letters[at] | later(&letters, at, 1);
            if n == 3 {
                end &= !(later(&stop, at, 2) | later(&starts, at, 1));
                letter |= later(&letters, at, 2);
            }
            terms.extend(places(at, end & letter).map(|last| {
                let hash = if n == 2 { pair(last) } else { folded_product(pair(last - 1), tokens[last].hash) };
                Term { hash, first: last + 1 - n, count: 1 }
            }));
            flush(n, &mut terms, MANY - 64, &mut each);
        }
        flush(n, &mut terms, 1, &mut each);
    }
}

/// Bits for words that sentences begin with, if these have so many words each, and for all behind the last one; and how
/// many words they have in all.
fn starts(sentences: &[u64], words: usize) -> (Vec<u64>, usize) {
    let mut starts = vec![0; words.div_ceil(64)];
    let mut at = 0_usize;
    for length in sentences {
        if at < words {
            starts[at / 64] |= 1 << (at % 64);
        }
        at = words.min(at.saturating_add(usize::try_from(*length).unwrap_or(usize::MAX)));
    }
    if let Some(last) = starts.get_mut(at / 64) {
        *last |= u64::MAX << (at % 64);
    }
    (starts, at)
}

/// Gives `terms` of `n` words to `each` if there are so many.
#[inline]
fn flush(n: usize, terms: &mut Vec<Term>, least: usize, each: &mut impl FnMut(usize, &[Term])) {
    if terms.len() >= least {
        each(n, terms);
        terms.clear();
    }
}

/// Appends to `out` these words of `text` in lower case, with a space between them but in scripts that have none.
pub(super) fn spell(text: &str, tokens: &[Token], out: &mut Vec<u8>) {
    let [Some(first), Some(last)] = [tokens.first(), tokens.last()] else { return };
    let bytes = |from: &Token, to: &Token| text.as_bytes().get(from.start()..to.end()).unwrap_or_default();
    let start = out.len();
    let apart = |pair: &[Token]| pair[0].end() + 1 == pair[1].start() && text.as_bytes()[pair[0].end()] == b' ';
    if tokens.windows(2).all(apart) {
        out.extend_from_slice(bytes(first, last));
    } else {
        out.extend_from_slice(bytes(first, first));
        for token in &tokens[1..] {
            out.push(b' ');
            out.extend_from_slice(bytes(token, token));
        }
    }
    if out[start..].is_ascii() {
        out[start..].make_ascii_lowercase();
    } else {
        out.truncate(start);
        out.extend(spelled(text, tokens).into_bytes());
    }
}

fn spelled(text: &str, tokens: &[Token]) -> String {
    let mut out = String::with_capacity(tokens.iter().map(|token| token.end() - token.start() + 1).sum());
    let unspaced = |c: Option<char>| {
        let class = c.map_or(Class::Other, |c| facts(c).class);
        matches!(class, Class::Ideograph | Class::Hiragana | Class::Katakana | Class::Unspaced)
    };
    for (i, token) in tokens.iter().enumerate() {
        let word = text.get(token.start()..token.end()).unwrap_or_default();
        if i > 0 && !(unspaced(out.chars().next_back()) && unspaced(word.chars().next())) {
            out.push(' ');
        }
        push_lower(word, &mut out);
    }
    out
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
                let mut out = Vec::from("京");
                spell(text, &vocabulary.tokens[t.first..t.first + n], &mut out);
                String::from_utf8(out["京".len()..].to_vec()).unwrap()
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
