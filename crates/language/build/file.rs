//! The table's bytes.

use std::collections::HashMap;

use crate::layout::{ABSENT, COMMON, NO_BRANCH, NO_OWNER, NONE, RANGE, SECTIONS, SLOT, Section, slot, width};
use crate::packing::bases;
use crate::part::{Node, Pairs, Part, Trigram};

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
    let place_of = |trigram: &Trigram| {
        let [a, b, c] = trigram.letters;
        bases[number(a, b)] as usize + usize::from(c)
    };
    let mut trigrams = vec![0u8; places * width];
    trigrams.chunks_exact_mut(width).for_each(|row| row[width - 2..].copy_from_slice(&NO_OWNER));
    let mut pairs_at: Vec<&Pairs> = vec![&NO_PAIRS; places];
    for trigram in &part.trigrams {
        let [a, b, _] = trigram.letters;
        let place = place_of(trigram);
        let row = &mut trigrams[place * width..][..width];
        row.copy_from_slice(&filled(&bigrams[number(a, b)], &trigram.pairs));
        row[width - 2..].copy_from_slice(&[a, b]);
        pairs_at[place] = &trigram.pairs;
    }
    let mut bases_of_pairs = vec![0u32; stride * stride];
    for (&[a, b], base) in part.bigrams.iter().map(|(letters, _)| letters).zip(&bases) {
        bases_of_pairs[usize::from(a) * stride + usize::from(b)] = *base;
    }
    let tree = Tree::of(&part.trigrams, places, place_of);

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
    let (slots, words) = words(part.words);

    let mut sections: [Vec<u8>; SECTIONS] = std::array::from_fn(|_| Vec::new());
    let mut put = |section: Section, bytes: Vec<u8>| sections[section as usize] = bytes;
    put(Section::Columns, part.columns);
    put(Section::Letters, part.letters.iter().flat_map(|&c| u32::from(c).to_le_bytes()).collect());
    put(Section::Unigrams, unigrams.concat());
    put(Section::BigramNumbers, numbers.iter().flat_map(|n| n.to_le_bytes()).collect());
    put(Section::Bigrams, bigrams.concat());
    put(Section::Bases, words_of(&bases_of_pairs));
    put(Section::Trigrams, trigrams);
    put(Section::Branches, words_of(&tree.branches));
    put(Section::Heads, tree.heads);
    put(Section::Nodes, tree.nodes);
    put(Section::PairStarts, words_of(&starts));
    put(Section::Pairs, pairs);
    put(Section::Slots, slots);
    put(Section::Words, words);
    sections
}

/// Orders 4 and 5.
struct Tree {
    branches: Vec<u32>,
    heads: Vec<u8>,
    nodes: Vec<u8>,
}

impl Tree {
    /// What is most frequent in one language stands together, the most frequent first: what texts in a few languages
    /// need is then on few pages.
    fn of(trigrams: &[Trigram], places: usize, place_of: impl Fn(&Trigram) -> usize) -> Tree {
        let mut order: Vec<(&Trigram, &Node)> =
            trigrams.iter().flat_map(|trigram| trigram.nodes.iter().map(move |node| (trigram, node))).collect();
        order.sort_by_key(|(trigram, node)| (node.home, trigram.letters, node.letter));
        let mut starts: HashMap<([u8; 3], u8), u32> = HashMap::new();
        let mut nodes = Vec::new();
        for (trigram, node) in order {
            starts.insert((trigram.letters, node.letter), offset(&nodes));
            nodes.extend(&node.bytes);
        }
        let mut order: Vec<&Trigram> = trigrams.iter().filter(|trigram| !trigram.nodes.is_empty()).collect();
        order.sort_by_key(|trigram| (trigram.home, trigram.letters));
        let mut branches = vec![NO_BRANCH; places];
        let mut heads = Vec::new();
        for trigram in order {
            branches[place_of(trigram)] = offset(&heads);
            heads.push(trigram.nodes.len() as u8);
            heads.extend(trigram.nodes.iter().map(|node| node.letter));
            heads.extend(trigram.nodes.iter().flat_map(|node| starts[&(trigram.letters, node.letter)].to_le_bytes()));
        }
        Tree { branches, heads, nodes }
    }
}

/// Where the next byte will be.
fn offset(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("a section is below 4 GB")
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

/// The words and their slots, of which half are free at least.
fn words(words: Vec<(u64, Vec<(u8, u8)>)>) -> (Vec<u8>, Vec<u8>) {
    let count = (words.len() * 2).next_power_of_two();
    let mut slots = vec![[0u8; SLOT]; count];
    let mut bytes = vec![0];
    for (hash, pairs) in words {
        let (first, kept) = slot(hash, count);
        let mut at = first;
        while slots[at][4..8] != [0; 4] {
            at = (at + 1) % count;
        }
        let columns: u64 = pairs.iter().map(|(column, _)| 1 << column).sum();
        slots[at][..4].copy_from_slice(&kept.to_le_bytes());
        slots[at][4..8].copy_from_slice(&offset(&bytes).to_le_bytes());
        slots[at][8..].copy_from_slice(&columns.to_le_bytes());
        bytes.push(pairs.len() as u8);
        bytes.extend(pairs.iter().flat_map(|&(column, gain)| [column, gain]));
    }
    (slots.concat(), bytes)
}
