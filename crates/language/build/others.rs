//! Letters of writing systems that have no model, which still stand in some models.
//!
//! The texts behind lingua's Latin and Welsh models quote a few words of Tibetan or Khmer, and so lingua takes what is
//! written in those for Latin. Only the mode that follows it needs to know.

use fst::{Map, Streamer};

use crate::codes::fine;
use crate::languages::LANGUAGES;
use crate::letters::{Letters, kind};

/// For each such n-gram and language: length, UTF-8, language, value as `u16`.
pub(crate) fn section(maps: &[Map<Vec<u8>>], letters: &Letters) -> Vec<u8> {
    let mut section = Vec::new();
    for (language, map) in maps.iter().enumerate().take(LANGUAGES.len()) {
        let mut ngrams = map.stream();
        while let Some((ngram, value)) = ngrams.next() {
            let text = std::str::from_utf8(ngram).expect("n-grams are UTF-8");
            if text.chars().next().is_some_and(|c| letters.get(c).kind() == kind::UNKNOWN) {
                section.push(ngram.len() as u8);
                section.extend(ngram);
                section.push(language as u8);
                section.extend(fine(value).to_le_bytes());
            }
        }
    }
    section
}
