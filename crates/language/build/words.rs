//! Frequent words, from the test texts of lingua's model crates.
//!
//! N-grams inside words say nothing of whole words, but `yang` and `ikkje` tell as much as a sentence of trigrams.
//! A word's value for a language is how much likelier it is there than a word that was not seen.

use std::collections::BTreeMap;

use crate::languages::{LANGUAGES, SERBIAN, SERBIAN_LATIN};
use crate::layout::{RANGE, hash};
use crate::letters::{Letters, kind};
use crate::models::Model;
use crate::part::Part;
use crate::serbian::latin;

/// A word must be seen so often in one language.
const SEEN: u32 = 3;
/// Words in a language's texts, about.
const USUAL: f64 = 17_000.0;
/// What a word that was never seen counts.
const UNSEEN: f64 = 0.5;

/// What a word of `telltale.txt` gains, in nats: as one that is said once in a hundred words.
const TELLTALE: f64 = 5.0;

/// Gathers the words of every part.
pub(crate) fn read(models: &[Model], letters: &Letters, parts: &mut [Part]) {
    let mut counts: Vec<BTreeMap<u64, BTreeMap<u8, u32>>> = vec![BTreeMap::new(); parts.len()];
    let mut totals: Vec<BTreeMap<u8, f64>> = vec![BTreeMap::new(); parts.len()];
    let mut count = |number: usize, text: &str| {
        each_word(letters, text, |at, hash| {
            if let Some(column) = parts[at].column(number) {
                *counts[at].entry(hash).or_default().entry(column).or_default() += 1;
                *totals[at].entry(column).or_default() += 1.0;
            }
        });
    };
    for (number, model) in models.iter().enumerate() {
        for text in model.texts {
            count(number, text);
            if number == usize::from(SERBIAN) {
                count(usize::from(SERBIAN_LATIN), &in_latin(text));
            }
        }
    }
    for ((part, counts), totals) in parts.iter_mut().zip(counts).zip(totals) {
        for (hash, by_column) in counts {
            if by_column.values().any(|&n| n >= SEEN) {
                let gains = by_column.into_iter().map(|(column, n)| {
                    let share = (f64::from(n) + UNSEEN) / totals[&column].max(USUAL / 10.0);
                    let gain = (share / (UNSEEN / USUAL)).ln().max(0.0);
                    (column, (gain / RANGE * 255.0).round() as u8)
                });
                part.words.push((hash, gains.collect()));
            }
        }
    }
    telltale(include_str!("telltale.txt"), letters, parts);
}

/// Gives the words that tell close languages apart to those that have them, and takes them from the others.
fn telltale(lists: &str, letters: &Letters, parts: &mut [Part]) {
    for line in lists.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [group, with, words] = line.splitn(3, " | ").collect::<Vec<_>>()[..] else {
            panic!("telltale.txt: {line}");
        };
        each_word(letters, words, |at, hash| {
            let part = &mut parts[at];
            let columns = |codes: &str| -> Vec<u8> {
                let number = |code: &str| match code {
                    // The lists are in Latin letters.
                    "sr" => usize::from(SERBIAN_LATIN),
                    code => LANGUAGES.iter().position(|l| l.code == code).expect("a language of the table"),
                };
                codes.split_whitespace().filter_map(|code| part.column(number(code))).collect()
            };
            let (group, with) = (columns(group), columns(with));
            let found = part.words.iter().position(|(known, _)| *known == hash).unwrap_or_else(|| {
                part.words.push((hash, Vec::new()));
                part.words.len() - 1
            });
            let gains = &mut part.words[found].1;
            gains.retain(|(column, _)| !group.contains(column));
            gains.extend(with.into_iter().map(|column| (column, (TELLTALE / RANGE * 255.0).round() as u8)));
            gains.sort_unstable();
        });
    }
}

/// Calls `f` with the part and the hash of each word of `text` that is in one writing system.
fn each_word(letters: &Letters, text: &str, mut f: impl FnMut(usize, u64)) {
    let mut word: Option<(u8, u64)> = None;
    for c in text.chars().chain([' ']) {
        let letter = letters.get(c);
        match (letter.kind(), word) {
            (kind::MARK | kind::ACCENT, Some((part, so_far))) => word = Some((part, hash(so_far, letter.byte()))),
            (kind @ 1..=4, Some((part, so_far))) if kind == part => word = Some((part, hash(so_far, letter.byte()))),
            (kind, before) => {
                if let Some((part, hash)) = before {
                    f(usize::from(part) - 1, hash);
                }
                word = matches!(kind, 1..=4).then(|| (kind, hash(0, letter.byte())));
            }
        }
    }
}

fn in_latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.to_lowercase().chars() {
        match latin(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}
