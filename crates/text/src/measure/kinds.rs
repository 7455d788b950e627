//! Characters by script and general category.

use super::ascii::Ascii;
use super::chars::{CATEGORIES, facts, first_facts, script_name};

/// How many characters a text has of each script and each general category (UAX #24 and UAX #44).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// By their numbers; empty before the first text.
    scripts: Vec<u64>,
    categories: Vec<u64>,
}

impl Kinds {
    /// Forgets the text before.
    pub(super) fn clear(&mut self) {
        self.scripts.clear();
        self.categories.clear();
    }

    /// Counts the characters of `text`; what is returned tells of each that is ASCII and no small letter how often it
    /// comes.
    pub(super) fn count(&mut self, text: &str) -> Ascii {
        self.clear();
        self.scripts.resize(256, 0);
        self.categories.resize(CATEGORIES.len(), 0);
        let mut ascii = Ascii::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (length, beyond) = ascii.count(&bytes[at..]);
            if beyond != 0 {
                self.count_beyond_ascii(text, at, beyond);
            }
            at += length;
        }
        for (facts, n) in first_facts().iter().zip(ascii.counts()) {
            self.scripts[facts.script as usize] += n;
            self.categories[facts.category as usize] += n;
        }
        ascii
    }

    /// Counts the characters beyond ASCII that begin at `at` or after it, where `bits` has bits for their bytes.
    fn count_beyond_ascii(&mut self, text: &str, at: usize, mut bits: u64) {
        while bits != 0 {
            let first = bits.trailing_zeros();
            let mut length = 1;
            // None begins where one goes on from before.
            if let Some(c) = text.get(at + first as usize..).and_then(|rest| rest.chars().next()) {
                length = c.len_utf8();
                let facts = facts(c);
                self.scripts[facts.script as usize] += 1;
                self.categories[facts.category as usize] += 1;
            }
            bits &= u64::MAX.checked_shl(first + length as u32).unwrap_or(0);
        }
    }

    /// How many characters there are.
    #[must_use]
    pub fn characters(&self) -> u64 {
        self.categories.iter().sum()
    }

    /// The scripts that come, by their Unicode names, and how often.
    pub fn scripts(&self) -> impl Iterator<Item = (&'static str, u64)> {
        // Most texts have few of them, that are looked for some at a time.
        const SOME: usize = 16;
        let come = |some: &[u64]| some.iter().fold(0, |all, n| all | n) > 0;
        let some = (0..=u8::MAX).step_by(SOME).zip(self.scripts.chunks(SOME)).filter(move |(_, some)| come(some));
        let each = some.flat_map(|(first, some)| (first..=u8::MAX).zip(some.iter().copied()));
        each.filter(|(_, n)| *n > 0).map(|(script, n)| (script_name(script), n))
    }

    /// The general categories that come, by their short names, and how often.
    pub fn categories(&self) -> impl Iterator<Item = (&'static str, u64)> {
        CATEGORIES.into_iter().zip(self.categories.iter().copied()).filter(|(_, n)| *n > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn scripts_and_categories() {
        let mut kinds = Kinds::default();
        kinds.count("Ab, 東京 42!\n");
        assert_eq!(kinds.scripts().collect::<Vec<_>>(), [("Han", 2), ("Latin", 2), ("Common", 7)]);
        let expected = [("Lu", 1), ("Ll", 1), ("Lo", 2), ("Nd", 2), ("Po", 2), ("Zs", 2), ("Cc", 1)];
        assert_eq!(kinds.categories().collect::<Vec<_>>(), expected);
        let ascii = kinds.count("#### #é### #");
        assert_eq!([b'#', b' ', b'{'].map(|b| ascii.of(b)), [9, 2, 0]);
    }

    proptest! {
        #[test]
        fn every_character_counts_once(text in any::<String>()) {
            let mut kinds = Kinds::default();
            kinds.count(&text);
            let all = text.chars().count() as u64;
            prop_assert_eq!(kinds.scripts().map(|s| s.1).sum::<u64>(), all);
            prop_assert_eq!(kinds.categories().map(|s| s.1).sum::<u64>(), all);
        }
    }
}
