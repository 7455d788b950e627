//! The table's bytes.

use crate::layout::{ABSENT, BUCKET_BITS, COMMON, NO_BRANCH, NONE, RANGE, SECTIONS, Section, bucket, width};
use crate::packing::bases;
use crate::part::{Pairs, Part, Trigram};

/// All sections behind their places.
pub(crate) fn table(parts: Vec<Part>, common: [Vec<u8>; COMMON]) -> Vec<u8> {
    let sections: Vec<Vec<u8>> = parts.into_iter().flat_map(sections).chain(common).collect();
    let mut places = Vec::new();
    let mut body = Vec::new();
    let head = (sections.len() * 8).next_multiple_of(64);
    for section in sections {
        places.extend(u32::try_from(head + body.len()).expect("the table is below 4 GB").to_le_bytes());
        places.extend(u32::try_from(section.len()).expect("so is a section").to_le_bytes());
        body.extend(section);
        body.resize(body.len().next_multiple_of(64), 0);
    }
    places.resize(head, 0);
    places.extend(body);
    places
}

fn sections(part: Part) -> [Vec<u8>; SECTIONS] {
    let width = width(part.columns.len());
    let stride = part.letters.len() + 1;
    let mut thirds: Vec<Vec<u8>> = vec![Vec::new(); part.bigrams.len()];
    let mut numbers = vec![NONE; stride * stride];
    for (number, ([a, b], _)) in part.bigrams.iter().enumerate() {
        numbers[usize::from(*a) * stride + usize::from(*b)] = number as u16;
    }
    let number = |a: u8, b: u8| usize::from(numbers[usize::from(a) * stride + usize::from(b)]);
    for trigram in &part.trigrams {
        let [a, b, c] = trigram.letters;
        thirds[number(a, b)].push(c);
    }
    let (bases, places) = bases(&thirds);

    let absent = coarse((ABSENT / RANGE * 65535.0) as u16);
    let unigrams: Vec<Vec<u8>> = part.unigrams.iter().map(|pairs| filled(&vec![absent; width], pairs)).collect();
    let bigrams: Vec<Vec<u8>> =
        part.bigrams.iter().map(|([a, _], pairs)| filled(&unigrams[usize::from(*a)], pairs)).collect();
    let mut owners = vec![NONE; places];
    let mut trigrams = vec![0u8; places * width];
    let mut branches = vec![NO_BRANCH; places];
    let mut pairs_at: Vec<&Pairs> = vec![&NO_PAIRS; places];
    for trigram in &part.trigrams {
        let [a, b, c] = trigram.letters;
        let number = number(a, b);
        let place = bases[number] as usize + usize::from(c);
        owners[place] = number as u16;
        trigrams[place * width..][..width].copy_from_slice(&filled(&bigrams[number], &trigram.pairs));
        pairs_at[place] = &trigram.pairs;
    }

    let mut tree = Vec::new();
    for trigram in by_frequency(&part, number) {
        let [a, b, c] = trigram.letters;
        branches[bases[number(a, b)] as usize + usize::from(c)] =
            u32::try_from(tree.len()).expect("the tree is below 4 GB");
        tree.extend(&trigram.branch);
    }

    let low = part.unigrams.iter().chain(part.bigrams.iter().map(|(_, pairs)| pairs)).chain(pairs_at);
    let (mut starts, mut pairs) = (vec![0u32], Vec::new());
    for (column, value) in low.flat_map(|list| {
        let start = starts.last().copied().unwrap_or(0);
        starts.push(start + list.len() as u32);
        list
    }) {
        pairs.push(*column);
        pairs.extend(value.to_le_bytes());
    }
    let (word_starts, words) = words(part.words);

    let mut sections: [Vec<u8>; SECTIONS] = std::array::from_fn(|_| Vec::new());
    let mut put = |section: Section, bytes: Vec<u8>| sections[section as usize] = bytes;
    put(Section::Columns, part.columns);
    put(Section::Letters, part.letters.iter().flat_map(|&c| u32::from(c).to_le_bytes()).collect());
    put(Section::Unigrams, unigrams.concat());
    put(Section::BigramNumbers, numbers.iter().flat_map(|n| n.to_le_bytes()).collect());
    put(Section::Bigrams, bigrams.concat());
    put(Section::Bases, words_of(&bases));
    put(Section::Owners, owners.iter().flat_map(|n| n.to_le_bytes()).collect());
    put(Section::Trigrams, trigrams);
    put(Section::Branches, words_of(&branches));
    put(Section::Tree, tree);
    put(Section::PairStarts, words_of(&starts));
    put(Section::Pairs, pairs);
    put(Section::WordStarts, words_of(&word_starts));
    put(Section::Words, words);
    sections
}

/// The trigrams that have a branch, the most frequent first: what most texts need is then on few pages.
fn by_frequency(part: &Part, number: impl Fn(u8, u8) -> usize) -> Vec<&Trigram> {
    let cost = |trigram: &Trigram| {
        let [a, b, _] = trigram.letters;
        let of = |pairs: &Pairs, column: u8| pairs.iter().find(|p| p.0 == column).map(|p| u32::from(p.1));
        let in_column = |&(column, value): &(u8, u16)| {
            let before = of(&part.unigrams[usize::from(a)], column)? + of(&part.bigrams[number(a, b)].1, column)?;
            Some(before + u32::from(value))
        };
        trigram.pairs.iter().filter_map(in_column).min().unwrap_or(u32::MAX)
    };
    let mut trigrams: Vec<&Trigram> = part.trigrams.iter().filter(|trigram| !trigram.branch.is_empty()).collect();
    trigrams.sort_by_cached_key(|trigram| (cost(trigram), trigram.letters));
    trigrams
}

static NO_PAIRS: Pairs = Pairs::new();

/// A row: `base`, and over it the values of `pairs`.
fn filled(base: &[u8], pairs: &Pairs) -> Vec<u8> {
    let mut row = base.to_vec();
    for &(column, value) in pairs {
        row[usize::from(column)] = coarse(value);
    }
    row
}

/// 65535ths as 255ths.
fn coarse(value: u16) -> u8 {
    (f64::from(value) / 257.0).round() as u8
}

fn words_of(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// The words in their buckets.
fn words(words: Vec<(u64, Vec<(u8, u8)>)>) -> (Vec<u32>, Vec<u8>) {
    let mut buckets: Vec<Vec<u8>> = vec![Vec::new(); 1 << BUCKET_BITS];
    for (hash, pairs) in words {
        let (at, rest) = bucket(hash);
        buckets[at].extend(rest.to_le_bytes());
        buckets[at].push(pairs.len() as u8);
        buckets[at].extend(pairs.iter().flat_map(|&(column, gain)| [column, gain]));
    }
    let mut starts = vec![0u32];
    starts.extend(buckets.iter().scan(0, |end, bucket| {
        *end += bucket.len() as u32;
        Some(*end)
    }));
    (starts, buckets.concat())
}
