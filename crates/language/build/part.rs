//! A writing system's n-grams while they are gathered.

use std::ops::Range;

use fst::Map;

use crate::languages::{LANGUAGES, SERBIAN_LATIN, Writing};
use crate::letters::{RARE, is_mark};

/// Columns and values (65535ths of the range) of an n-gram.
pub(crate) type Pairs = Vec<(u8, u16)>;

/// What is gathered for one part of the table.
pub(crate) struct Part {
    /// Numbers of the languages, by column.
    pub(crate) columns: Vec<u8>,
    /// The column of the language that most texts are in.
    pub(crate) main: Option<u8>,
    /// The letters in the order of their code points; the byte of one is its index from 1.
    pub(crate) letters: Vec<char>,
    pub(crate) unigrams: Vec<Pairs>,
    pub(crate) bigrams: Vec<([u8; 2], Pairs)>,
    pub(crate) trigrams: Vec<Trigram>,
    pub(crate) words: Vec<(u64, Vec<(u8, u8)>)>,
}

/// A trigram and its longer n-grams.
pub(crate) struct Trigram {
    pub(crate) letters: [u8; 3],
    pub(crate) pairs: Pairs,
    pub(crate) home: Home,
    pub(crate) nodes: Vec<Node>,
}

/// What a trigram has with a fourth letter, as it stands in the table.
pub(crate) struct Node {
    pub(crate) letter: u8,
    pub(crate) home: Home,
    pub(crate) bytes: Vec<u8>,
}

/// The language that an n-gram stands in the table with: the column, and its negated log frequency there in 65535ths of
/// the range.
pub(crate) type Home = (u8, u32);

/// The home of an n-gram with these pairs, of which the parts before the last letter have those: where it is most
/// frequent, but `main` if it has it at all.
pub(crate) fn home(main: Option<u8>, prefixes: &[&Pairs], pairs: &Pairs) -> Option<Home> {
    let cost = |&(column, value): &(u8, u16)| {
        let of = |pairs: &&Pairs| pairs.iter().find(|p| p.0 == column).map(|p| u32::from(p.1));
        let before: u32 = prefixes.iter().map(of).sum::<Option<u32>>()?;
        Some((column, before + u32::from(value)))
    };
    pairs.iter().filter_map(cost).min_by_key(|&(column, cost)| (Some(column) != main, cost, column))
}

impl Part {
    /// The part of `writing` with its languages and letters, still without n-grams.
    pub(crate) fn new(writing: Writing, maps: &[Map<Vec<u8>>]) -> Part {
        let mut columns: Vec<u8> =
            (0..LANGUAGES.len() as u8).filter(|&i| LANGUAGES[usize::from(i)].writing == writing).collect();
        if writing == Writing::Latin {
            columns.push(SERBIAN_LATIN);
        }
        let letters = letters(writing, &columns, maps);
        let main = match writing {
            Writing::Latin => "en",
            Writing::Cyrillic => "ru",
            Writing::Arabic => "ar",
            _ => "hi",
        };
        let main = columns.iter().position(|&c| LANGUAGES.get(usize::from(c)).is_some_and(|l| l.code == main));
        let main = main.map(|column| column as u8);
        let unigrams = vec![Pairs::new(); letters.len() + 1];
        Part { columns, main, letters, unigrams, bigrams: Vec::new(), trigrams: Vec::new(), words: Vec::new() }
    }

    /// The byte of a letter.
    pub(crate) fn byte(&self, letter: char) -> Option<u8> {
        self.letters.binary_search(&letter).ok().map(|i| i as u8 + 1)
    }

    /// The column of a language.
    pub(crate) fn column(&self, language: usize) -> Option<u8> {
        self.columns.iter().position(|&c| usize::from(c) == language).map(|i| i as u8)
    }
}

/// The letters of a writing system that its models have; the most frequent ones if a byte does not hold them all.
fn letters(writing: Writing, columns: &[u8], maps: &[Map<Vec<u8>>]) -> Vec<char> {
    let mut found: Vec<(f64, char)> = Vec::new();
    for c in blocks(writing).iter().cloned().flatten().filter_map(char::from_u32).filter(|c| !is_mark(*c)) {
        let key = c.to_string();
        let of = |&language: &u8| maps[usize::from(language)].get(&key).map(f64::from_bits);
        if let Some(best) = columns.iter().filter_map(of).max_by(f64::total_cmp) {
            found.push((best, c));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.truncate(usize::from(RARE) - 1);
    let mut letters: Vec<char> = found.into_iter().map(|(_, c)| c).collect();
    letters.sort_unstable();
    letters
}

/// Where the letters of a writing system are.
fn blocks(writing: Writing) -> &'static [Range<u32>] {
    match writing {
        Writing::Latin => &[0x61..0x2b0, 0x1e00..0x1f00],
        Writing::Cyrillic => &[0x400..0x500, 0x500..0x530],
        Writing::Arabic => &[0x600..0x700, 0x750..0x780],
        Writing::Devanagari => &[0x900..0x940, 0x940..0x980],
        _ => &[],
    }
}
