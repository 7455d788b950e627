//! lingua's own method, step by step, with the table's values: what the better one is measured against.
//!
//! lingua 1.8 in its high-accuracy mode with all languages (Apache-2.0, Peter M. Stahl). Where it keeps a transducer
//! for each language, this asks the table. Three things differ: orders 4 and 5 have values rounded to the table's
//! codes; n-grams that mix writing systems are not in the table; and where text in two writing systems is in perfect
//! balance, the languages that have a writing system to themselves are left out.

mod rules;
mod scripts;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rules::{Decision, Rules, Set};

use crate::table::layout::{NONE, RANGE};
use crate::table::letters::{Letter, RARE};
use crate::table::{TABLE, Table};

/// From so many letters on, lingua uses trigrams alone.
const LONG: usize = 120;

static RULES: LazyLock<Rules> = LazyLock::new(Rules::new);

/// N-grams in writing systems without a model.
static OTHERS: LazyLock<HashMap<&'static str, Vec<(u8, u16)>>> = LazyLock::new(|| {
    let mut others: HashMap<_, Vec<_>> = HashMap::new();
    for (ngram, language, value) in TABLE.others() {
        others.entry(ngram).or_default().push((language, value));
    }
    others
});

/// Index of the most likely language and lingua's confidence in it.
pub(crate) fn detect(text: &str) -> Option<(u8, f64)> {
    let words = words::words(text);
    if words.is_empty() {
        return None;
    }
    match RULES.decide(&words) {
        Decision::Is(language) => Some((language, 1.0)),
        Decision::OneOf(languages) => by_ngrams(&words, &languages),
    }
}

/// Sums of log probabilities, by language.
type Sums = HashMap<u8, f64>;

fn by_ngrams(words: &[Vec<char>], languages: &Set) -> Option<(u8, f64)> {
    let letters: usize = words.iter().map(Vec::len).sum();
    let orders = if letters >= LONG { 3..=3 } else { 1..=5 };
    let mut unigrams: HashMap<u8, usize> = HashMap::new();
    let mut by_order: Vec<Sums> = Vec::new();
    for order in orders.filter(|order| letters >= *order) {
        let ngrams: HashSet<&[char]> = words.iter().flat_map(|word| word.windows(order)).collect();
        let mut sums = Sums::new();
        for ngram in ngrams {
            for (language, value) in values(&TABLE, ngram).filter(|(language, _)| languages.contains(language)) {
                *sums.entry(language).or_default() -= value;
                if order == 1 {
                    *unigrams.entry(language).or_default() += 1;
                }
            }
        }
        sums.retain(|_, sum| *sum < 0.0);
        by_order.push(sums);
    }
    let mut likely = Sums::new();
    for &language in languages {
        let mut sum: f64 = by_order.iter().filter_map(|sums| sums.get(&language)).sum();
        if let Some(&n) = unigrams.get(&language) {
            sum /= n as f64;
        }
        if sum != 0.0 {
            likely.insert(language, sum.exp());
        }
    }
    if likely.is_empty() {
        return None;
    }
    let total: f64 = likely.values().sum();
    let best = |sums: &Sums| {
        sums.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0))).map(|(language, value)| (*language, *value))
    };
    if total == 0.0 {
        // So long that no exponential can be told from 0.
        return by_order.first().and_then(best).map(|(language, _)| (language, 1.0));
    }
    best(&likely).map(|(language, likely)| (language, likely / total))
}

/// What each language says of an n-gram, or of its longest prefix that it knows: negated log probability.
fn values(table: &Table, ngram: &[char]) -> impl Iterator<Item = (u8, f64)> {
    let mut values: Vec<(u8, f64)> = Vec::new();
    for (number, part) in table.parts.iter().enumerate() {
        let mut found: Vec<Option<u16>> = vec![None; part.columns.len()];
        let mut put = |(column, value): (u8, u16)| {
            if let Some(place) = found.get_mut(usize::from(column)) {
                *place = Some(value);
            }
        };
        // What is no letter of this part, or a rare one, ends what it can know.
        let byte = |at: usize| {
            let letter = table.letters.get(*ngram.get(at)?);
            (letter != Letter(0) && usize::from(letter.kind()) == number + 1 && letter.byte() != RARE)
                .then_some(letter.byte())
        };
        let Some(first) = byte(0) else { continue };
        part.unigram_pairs(first).for_each(&mut put);
        if let Some(second) = byte(1) {
            let bigram = part.bigram(first, second);
            if bigram != NONE {
                part.bigram_pairs(bigram).for_each(&mut put);
            }
            if let Some(place) = byte(2).and_then(|third| part.trigram(first, second, third)) {
                part.trigram_pairs(place).for_each(&mut put);
                if let Some(node) = byte(3).and_then(|fourth| part.node(place, fourth)) {
                    let coded = |pairs: &[u8], put: &mut dyn FnMut((u8, u16))| {
                        pairs.chunks_exact(2).for_each(|p| put((p[0], table.codes[usize::from(p[1])])));
                    };
                    coded(node.pairs, &mut put);
                    if let Some(pairs) = byte(4).and_then(|fifth| node.fifth(fifth)) {
                        coded(pairs, &mut put);
                    }
                }
            }
        }
        values.extend(part.columns.iter().zip(found).filter_map(|(&language, value)| {
            // Serbian in Latin letters is no model of lingua's.
            Some((language, f64::from(value?) / 65535.0 * RANGE))
                .filter(|_| language != crate::languages::SERBIAN_LATIN)
        }));
    }
    if values.is_empty() {
        values = others(ngram);
    }
    values.into_iter()
}

/// The same for an n-gram that is in no part of the table.
fn others(ngram: &[char]) -> Vec<(u8, f64)> {
    let mut values: Vec<(u8, f64)> = Vec::new();
    for length in (1..=ngram.len()).rev() {
        let prefix: String = ngram[..length].iter().collect();
        for &(language, value) in OTHERS.get(prefix.as_str()).into_iter().flatten() {
            if values.iter().all(|(known, _)| *known != language) {
                values.push((language, f64::from(value) / 65535.0 * RANGE));
            }
        }
    }
    values
}
