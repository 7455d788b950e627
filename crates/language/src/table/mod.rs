//! The table of n-grams, which the build script makes of lingua's models.
//!
//! It is embedded: pages of it come into memory when they are touched, and all processes share them.

pub(crate) mod layout;
pub(crate) mod letters;

use std::sync::LazyLock;

use crate::languages::PARTS;
use layout::{CODES, COMMON, HAN, NO_BRANCH, NONE, OTHERS, SECTIONS, SLOT, Section, slot, width};
use letters::Letters;

#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/models.bin")));

/// What all detectors share.
pub(crate) static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

/// The parts of the table and what is common to them.
pub(crate) struct Table {
    pub(crate) letters: Letters,
    pub(crate) parts: Vec<Part>,
    /// What the tree's codes mean, in 65535ths of the range.
    pub(crate) codes: [u16; 256],
    /// The same in 255ths.
    pub(crate) coarse: [u8; 256],
    han: &'static [u8],
    others: &'static [u8],
}

/// One writing system. Values are costs: negated log probabilities, in 255ths of [`layout::RANGE`].
pub(crate) struct Part {
    /// The numbers of the languages, by column.
    pub(crate) columns: &'static [u8],
    /// Bytes of a row.
    pub(crate) width: usize,
    stride: usize,
    unigrams: &'static [u8],
    numbers: &'static [u8],
    bigrams: &'static [u8],
    bases: &'static [[u8; 4]],
    /// Rows for places of trigrams; see [`Section::Trigrams`].
    pub(crate) trigrams: &'static [u8],
    branches: &'static [u8],
    heads: &'static [u8],
    nodes: &'static [u8],
    pair_starts: &'static [u8],
    pairs: &'static [u8],
    slots: &'static [[u8; SLOT]],
    words: &'static [u8],
}

fn section(index: usize) -> &'static [u8] {
    let place = |at: usize| u32_at(&BYTES.0, index * 2 + at) as usize;
    BYTES.0.get(place(0)..place(0) + place(1)).unwrap_or_default()
}

fn u16_at(bytes: &[u8], index: usize) -> u16 {
    match bytes.get(index * 2..index * 2 + 2) {
        Some(&[a, b]) => u16::from_le_bytes([a, b]),
        _ => NONE,
    }
}

fn u32_at(bytes: &[u8], index: usize) -> u32 {
    match bytes.get(index * 4..index * 4 + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

impl Table {
    fn new() -> Table {
        let at = |part: usize, which: Section| section(part * SECTIONS + which as usize);
        let common = PARTS.len() * SECTIONS;
        debug_assert!(common + COMMON <= BYTES.0.len() / 8);
        let letters: Vec<Vec<char>> = (0..PARTS.len())
            .map(|part| {
                let bytes = at(part, Section::Letters);
                (0..bytes.len() / 4).filter_map(|i| char::from_u32(u32_at(bytes, i))).collect()
            })
            .collect();
        let parts = (0..PARTS.len())
            .map(|part| Part {
                columns: at(part, Section::Columns),
                width: width(at(part, Section::Columns).len()),
                stride: letters[part].len() + 1,
                unigrams: at(part, Section::Unigrams),
                numbers: at(part, Section::BigramNumbers),
                bigrams: at(part, Section::Bigrams),
                bases: at(part, Section::Bases).as_chunks().0,
                trigrams: at(part, Section::Trigrams),
                branches: at(part, Section::Branches),
                heads: at(part, Section::Heads),
                nodes: at(part, Section::Nodes),
                pair_starts: at(part, Section::PairStarts),
                pairs: at(part, Section::Pairs),
                slots: at(part, Section::Slots).as_chunks().0,
                words: at(part, Section::Words),
            })
            .collect();
        let codes: [u16; 256] = std::array::from_fn(|i| u16_at(section(common + CODES), i));
        Table {
            letters: Letters::new(&letters),
            parts,
            coarse: codes.map(|value| ((u32::from(value) + 128) / 257) as u8),
            codes,
            han: section(common + HAN),
            others: section(common + OTHERS),
        }
    }

    /// N-grams in writing systems that have no model: text, language, value (65535ths).
    pub(crate) fn others(&self) -> impl Iterator<Item = (&'static str, u8, u16)> {
        let mut rest = self.others;
        std::iter::from_fn(move || {
            let (&length, after) = rest.split_first()?;
            let (text, after) = after.split_at_checked(usize::from(length))?;
            let (&[language, a, b], after) = after.split_first_chunk::<3>()?;
            rest = after;
            Some((std::str::from_utf8(text).ok()?, language, u16::from_le_bytes([a, b])))
        })
    }

    /// The costs of a Chinese character in Chinese and in Japanese.
    pub(crate) fn han(&self, c: char) -> Option<[u8; 2]> {
        let wanted = u16::try_from(u32::from(c)).ok()?;
        let entries = self.han.len() / 4;
        let (mut low, mut high) = (0, entries);
        while low < high {
            let middle = usize::midpoint(low, high);
            if u16_at(self.han, middle * 2) < wanted { low = middle + 1 } else { high = middle }
        }
        match self.han.get(low * 4..low * 4 + 4) {
            Some(&[a, b, chinese, japanese]) if u16::from_le_bytes([a, b]) == wanted => Some([chinese, japanese]),
            _ => None,
        }
    }
}

impl Part {
    /// The bigram of two letters, [`NONE`] where no language has it.
    #[inline]
    pub(crate) fn bigram(&self, first: u8, second: u8) -> u16 {
        u16_at(self.numbers, usize::from(first) * self.stride + usize::from(second))
    }

    /// The place of a trigram of these letters, if any language has it: the row there says whose it is.
    #[inline]
    pub(crate) fn place(&self, first: u8, second: u8, third: u8) -> u32 {
        let base = self.bases.get(usize::from(first) * self.stride + usize::from(second));
        base.map_or(0, |&base| u32::from_le_bytes(base)) + u32::from(third)
    }

    /// The place of a trigram, where a language has it.
    #[inline]
    pub(crate) fn trigram(&self, first: u8, second: u8, third: u8) -> Option<u32> {
        let place = self.place(first, second, third);
        self.trigram_row(place).ends_with(&[first, second]).then_some(place)
    }

    /// Costs of a letter by column.
    #[inline]
    pub(crate) fn unigram_row(&self, letter: u8) -> &'static [u8] {
        self.row(self.unigrams, usize::from(letter))
    }

    /// Costs of a bigram by column.
    #[inline]
    pub(crate) fn bigram_row(&self, bigram: u16) -> &'static [u8] {
        self.row(self.bigrams, usize::from(bigram))
    }

    /// Costs of a trigram by column.
    #[inline]
    pub(crate) fn trigram_row(&self, place: u32) -> &'static [u8] {
        self.row(self.trigrams, place as usize)
    }

    #[inline]
    fn row(&self, rows: &'static [u8], index: usize) -> &'static [u8] {
        rows.get(index * self.width..(index + 1) * self.width).unwrap_or_default()
    }

    /// The trigram and a fourth letter.
    #[inline]
    pub(crate) fn node(&self, place: u32, fourth: u8) -> Option<Node> {
        let branch = u32_at(self.branches, place as usize);
        if branch == NO_BRANCH {
            return None;
        }
        let (&count, rest) = self.heads.get(branch as usize..)?.split_first()?;
        let (letters, nodes) = rest.split_at_checked(usize::from(count))?;
        let node = u32_at(nodes, memchr::memchr(fourth, letters)?);
        let (&[pairs, next], rest) = self.nodes.get(node as usize..)?.split_first_chunk::<2>()?;
        let (pairs, rest) = rest.split_at_checked(usize::from(pairs) * 2)?;
        let (letters, rest) = rest.split_at_checked(usize::from(next))?;
        let (counts, next) = rest.split_at_checked(usize::from(next))?;
        Some(Node { pairs, letters, counts, next })
    }

    /// Pairs of column and value (65535ths) of an n-gram of order 1 to 3, given as its place in `PairStarts`.
    fn pairs(&self, index: usize) -> impl Iterator<Item = (u8, u16)> + use<> {
        let (start, end) = (u32_at(self.pair_starts, index) as usize, u32_at(self.pair_starts, index + 1) as usize);
        let pairs = self.pairs.get(start * 3..end * 3).unwrap_or_default();
        pairs.chunks_exact(3).map(|p| (p[0], u16::from_le_bytes([p[1], p[2]])))
    }

    pub(crate) fn unigram_pairs(&self, letter: u8) -> impl Iterator<Item = (u8, u16)> + use<> {
        self.pairs(usize::from(letter))
    }

    pub(crate) fn bigram_pairs(&self, bigram: u16) -> impl Iterator<Item = (u8, u16)> + use<> {
        self.pairs(self.stride + usize::from(bigram))
    }

    pub(crate) fn trigram_pairs(&self, place: u32) -> impl Iterator<Item = (u8, u16)> + use<> {
        self.pairs(self.stride + self.bigrams.len() / self.width + place as usize)
    }

    /// A frequent word by its hash.
    #[inline]
    pub(crate) fn word(&self, hash: u64) -> Option<Word> {
        let (mut at, kept) = slot(hash, self.slots.len());
        loop {
            let [a, b, c, d, e, f, g, h, columns @ ..] = *self.slots.get(at)?;
            let start = u32::from_le_bytes([e, f, g, h]);
            if start == 0 {
                return None;
            }
            if u32::from_le_bytes([a, b, c, d]) == kept {
                return Some(Word { columns: u64::from_le_bytes(columns), start });
            }
            // The slots are a circle.
            at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
        }
    }

    /// Pairs of column and gain of a frequent word: how much less it costs than a word that is not known.
    #[inline]
    pub(crate) fn gains(&self, word: Word) -> &'static [u8] {
        let pairs = self.words.get(word.start as usize..).and_then(|words| words.split_first());
        pairs.and_then(|(&count, pairs)| pairs.get(..usize::from(count) * 2)).unwrap_or_default()
    }
}

/// A frequent word.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    /// A bit for each column that has it.
    pub(crate) columns: u64,
    start: u32,
}

/// An n-gram of order 4 and those of order 5 that begin with it.
pub(crate) struct Node {
    /// Column and code, for each language that has it.
    pub(crate) pairs: &'static [u8],
    letters: &'static [u8],
    counts: &'static [u8],
    next: &'static [u8],
}

impl Node {
    /// Column and code, for each language that has this and the fifth letter.
    #[inline]
    pub(crate) fn fifth(&self, letter: u8) -> Option<&'static [u8]> {
        let at = memchr::memchr(letter, self.letters)?;
        let before: usize = self.counts.get(..at)?.iter().map(|&n| usize::from(n)).sum();
        let count = usize::from(*self.counts.get(at)?);
        self.next.get(before * 2..(before + count) * 2)
    }
}
