//! Characters of Chinese and Japanese.

use fst::Map;

use crate::languages::{LANGUAGES, Writing};
use crate::layout::{ABSENT, RANGE};

/// For each character that a model has: `u16`, value in Chinese, value in Japanese (255ths of the range).
pub(crate) fn section(maps: &[Map<Vec<u8>>]) -> Vec<u8> {
    let model = |writing| LANGUAGES.iter().position(|l| l.writing == writing).map(|i| &maps[i]);
    let (Some(chinese), Some(japanese)) = (model(Writing::Han), model(Writing::Japanese)) else {
        panic!("Chinese and Japanese are among the languages")
    };
    let mut section = Vec::new();
    for c in (0x4e00..0xa000u16).filter_map(|c| char::from_u32(u32::from(c))) {
        let values = [chinese, japanese].map(|map| map.get(c.to_string()).map(|bits| -f64::from_bits(bits)));
        if values.iter().any(Option::is_some) {
            section.extend((c as u16).to_le_bytes());
            section.extend(values.map(|v| (v.unwrap_or(ABSENT).min(RANGE) / RANGE * 255.0).round() as u8));
        }
    }
    section
}
