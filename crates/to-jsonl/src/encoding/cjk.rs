//! Chinese, Japanese and Korean: how many bits each character costs by itself.

use std::sync::OnceLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK};

use super::model::BIT;

/// Lines of a language, bits and the characters that cost so many; `train.rs` writes them.
const COMMON: &str = include_str!("models/common.txt");

/// A language and its way of writing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cjk {
    Simplified,
    Traditional,
    Japanese,
    Korean,
}

impl Cjk {
    pub(super) const ALL: [Cjk; 4] = [Cjk::Simplified, Cjk::Traditional, Cjk::Japanese, Cjk::Korean];

    fn name(self) -> &'static str {
        match self {
            Cjk::Simplified => "zhs",
            Cjk::Traditional => "zht",
            Cjk::Japanese => "jpn",
            Cjk::Korean => "kor",
        }
    }

    /// What `text` costs, without ASCII, in eighths of bits.
    pub(super) fn cost(self, text: &str) -> u32 {
        let table = self.table();
        let mut sum = 0;
        let mut last = ' ';
        for c in text.chars() {
            sum += match c {
                // A step from one script to another costs something, most in a word.
                _ if last.is_ascii() != c.is_ascii() => {
                    let step = if last.is_ascii_alphabetic() || c.is_ascii_alphabetic() { 6 * BIT } else { 3 * BIT };
                    let cost = if c.is_ascii() { 0 } else { self.char(table, c) };
                    // A lone half-width letter is most often a byte of another encoding.
                    step + cost + if ('\u{ff61}'..='\u{ff9f}').contains(&c) { 9 * BIT } else { 0 }
                }
                _ if c.is_ascii() => 0,
                _ => self.char(table, c),
            };
            last = c;
        }
        sum
    }

    /// What one character costs that is not ASCII.
    pub(super) fn char_cost(self, c: char) -> u32 {
        self.char(self.table(), c)
    }

    fn char(self, table: &[u8], c: char) -> u32 {
        let bits = match c {
            '\u{3000}'..='\u{d7a3}' => return table.get(c as usize - 0x3000).map_or(24 * BIT, |b| u32::from(*b)),
            '\u{ff01}'..='\u{ff5e}' => 11,
            '\u{ff61}'..='\u{ff9f}' if self == Cjk::Japanese => 13,
            '·' | '…' | '—' | '―' | '‘'..='”' | '×' | '●' | '■' | '★' | '→' => 10,
            '\u{a1}'..='\u{45f}' | '\u{2000}'..='\u{2fff}' => 15,
            '\u{ffe0}'..='\u{ffe6}' => 15,
            _ => 24,
        };
        bits * BIT
    }

    /// Costs of the characters from U+3000 to the end of the Korean syllables.
    fn table(self) -> &'static [u8] {
        static TABLES: [OnceLock<Vec<u8>>; 4] = [const { OnceLock::new() }; 4];
        TABLES[self as usize].get_or_init(|| self.make())
    }

    fn make(self) -> Vec<u8> {
        let mut table = vec![24 * 8; 0xd7a4 - 0x3000];
        let mut set = |c: char, bits: u32| {
            if let Some(cost) = (c as usize).checked_sub(0x3000).and_then(|at| table.get_mut(at)) {
                *cost = u8::try_from(bits * BIT).unwrap_or(u8::MAX);
            }
        };
        ('\u{3000}'..='\u{303f}').for_each(|c| set(c, 11));
        let kana = if self == Cjk::Japanese { 9 } else { 18 };
        ('\u{3041}'..='\u{30ff}').for_each(|c| set(c, kana));
        let syllable = if self == Cjk::Korean { 17 } else { 24 };
        ('\u{ac00}'..='\u{d7a3}').for_each(|c| set(c, syllable));
        // Characters that the national standards have, first the common part.
        let (encoding, parts): (_, &[(_, _, u32)]) = match self {
            Cjk::Simplified => (GBK, &[(0xb0, 0xd7, 14), (0xd8, 0xf7, 18)]),
            Cjk::Traditional => (BIG5, &[(0xa4, 0xc6, 14), (0xc9, 0xf9, 19)]),
            Cjk::Japanese => (EUC_JP, &[(0xb0, 0xcf, 14), (0xd0, 0xf4, 18)]),
            Cjk::Korean => (EUC_KR, &[(0xb0, 0xc8, 14), (0xca, 0xfd, 18)]),
        };
        let low = if self == Cjk::Traditional { 0x40 } else { 0xa1 };
        for &(first, last, bits) in parts {
            let mut pairs = Vec::with_capacity(1 << 15);
            for lead in first..=last {
                (low..=0xfe).for_each(|trail| pairs.extend([lead, trail]));
            }
            // Pairs that are nothing come out as U+FFFD or ASCII, which have no place in the table.
            encoding.decode_without_bom_handling(&pairs).0.chars().for_each(|c| set(c, bits));
        }
        for line in COMMON.lines().filter_map(|line| line.strip_prefix(self.name())) {
            let mut words = line.split_whitespace();
            if let Some(bits) = words.next().and_then(|bits| bits.parse().ok()) {
                words.flat_map(str::chars).for_each(|c| set(c, bits));
            }
        }
        table
    }
}

/// The characters of each language that stand in texts three times, by how many bits they cost.
#[cfg(test)]
pub(super) fn common(texts: &std::collections::BTreeMap<String, Vec<String>>) -> String {
    use std::collections::BTreeMap;
    let mut out = String::new();
    for language in Cjk::ALL {
        let labels: &[&str] = match language {
            Cjk::Simplified => &["zho-CN"],
            Cjk::Traditional => &["zho-TW", "yue"],
            Cjk::Japanese => &["jpn"],
            Cjk::Korean => &["kor"],
        };
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        let all = labels.iter().filter_map(|label| texts.get(*label)).flatten().flat_map(|text| text.chars());
        all.filter(|c| ('\u{3000}'..='\u{d7a3}').contains(c)).for_each(|c| *counts.entry(c).or_default() += 1);
        let total: usize = counts.values().sum();
        let mut by_bits: BTreeMap<u32, String> = BTreeMap::new();
        for (c, n) in counts.into_iter().filter(|(_, n)| *n > 2) {
            let bits = (total as f64 / n as f64).log2().round() as u32;
            by_bits.entry(bits).or_default().push(c);
        }
        for (bits, chars) in by_bits {
            // White space would be taken for the end.
            out += &format!("{} {bits} {}\n", language.name(), chars.replace('\u{3000}', ""));
        }
    }
    out
}
