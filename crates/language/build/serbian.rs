//! A model of Serbian in Latin letters, made of the Cyrillic one.
//!
//! Serbian is written in both, letter by letter the same, but љ, њ and џ are two Latin letters each. A model has
//! conditional probabilities; along the prefixes of an n-gram they multiply to its frequency. From the frequencies of
//! Cyrillic n-grams come those of all Latin ones, and from these the conditional probabilities again.

use std::collections::{BTreeMap, HashMap};

use fst::{Map, MapBuilder, Streamer};

/// A Cyrillic letter in Latin ones; none for what is not Serbian.
pub(crate) fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'ђ' => "đ",
        'е' => "e",
        'ж' => "ž",
        'з' => "z",
        'и' => "i",
        'ј' => "j",
        'к' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'ћ' => "ć",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "c",
        'ч' => "č",
        'џ' => "dž",
        'ш' => "š",
        _ => return None,
    })
}

/// The model in Latin letters.
pub(crate) fn in_latin(cyrillic: &Map<Vec<u8>>) -> Map<Vec<u8>> {
    let counts = frequencies(cyrillic);
    let total: f64 = counts.iter().filter(|(ngram, _)| ngram.chars().count() == 1).map(|(_, f)| f).sum();
    let mut builder = MapBuilder::memory();
    for (ngram, frequency) in &counts {
        let prefix = ngram.char_indices().next_back().map_or("", |(at, _)| &ngram[..at]);
        let of = if prefix.is_empty() { total } else { counts[prefix] };
        builder.insert(ngram, (frequency / of).ln().min(0.0).to_bits()).expect("keys are in order");
    }
    Map::new(builder.into_inner().expect("memory can be written")).expect("what was built can be read")
}

/// How often each Latin n-gram occurs, for one letter of Cyrillic text.
fn frequencies(cyrillic: &Map<Vec<u8>>) -> BTreeMap<String, f64> {
    let mut known: HashMap<String, f64> = HashMap::new();
    let mut counts: BTreeMap<String, f64> = BTreeMap::new();
    let mut ngrams = cyrillic.stream();
    while let Some((ngram, bits)) = ngrams.next() {
        let ngram = std::str::from_utf8(ngram).expect("n-grams are UTF-8");
        let Some(letters) = ngram.chars().map(latin).collect::<Option<Vec<_>>>() else { continue };
        let last = ngram.char_indices().next_back().map_or(0, |(at, _)| at);
        let before = if last == 0 { 0.0 } else { known.get(&ngram[..last]).copied().unwrap_or(f64::NEG_INFINITY) };
        let frequency = before + f64::from_bits(bits);
        known.insert(ngram.to_owned(), frequency);

        let (Some(first), Some(end)) = (letters.first(), letters.last()) else { continue };
        let all: Vec<char> = letters.concat().chars().collect();
        let without_last = all.len() - end.chars().count();
        // A Latin n-gram is counted where the shortest Cyrillic one covers it, from either letter of a first pair.
        for start in 0..first.chars().count() {
            for length in 1..=5.min(all.len() - start) {
                if start + length > without_last {
                    *counts.entry(all[start..start + length].iter().collect()).or_default() += frequency.exp();
                }
            }
        }
    }
    counts
}
