//! What the bytes of a sample would cost in each encoding, cheapest first.

use std::sync::OnceLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS};

use super::charset::Charset;
use super::cjk::Cjk;
use super::model::{BIT, models};
use super::own::JOHAB;
use super::pairs::Pairs;
use super::sample::Sample;
use super::singles::Readers;
use super::wide;

/// An encoding and what a sample costs in it, in eighths of bits.
pub(super) type Ranked = (Charset, u32);

/// The encodings that `bytes` may be in, best first.
pub(super) fn rank(bytes: &[u8], declared: Option<Charset>) -> Vec<Ranked> {
    static READERS: OnceLock<Readers> = OnceLock::new();
    rank_by(READERS.get_or_init(|| Readers::new(models())), bytes, declared)
}

const GB_18030: Charset = Charset::Standard(GB18030);

/// Encodings with two bytes to a character.
const DOUBLE: [(Charset, Cjk); 6] = [
    (Charset::Standard(SHIFT_JIS), Cjk::Japanese),
    (Charset::Standard(EUC_JP), Cjk::Japanese),
    (Charset::Standard(GBK), Cjk::Simplified),
    (Charset::Standard(BIG5), Cjk::Traditional),
    (Charset::Standard(EUC_KR), Cjk::Korean),
    (Charset::Own(&JOHAB), Cjk::Korean),
];

/// How much of a sample shows which of them are far off.
const BEGIN: usize = 384;

/// What is shorter is windows-1252, if it is not clearly something else.
const SHORT: usize = 64;

/// What an encoding may cost that is not much worse than one that costs `least`.
pub(super) fn near(least: u32) -> u32 {
    least.saturating_add(least / 8).saturating_add(64 * BIT)
}

pub(super) fn rank_by(readers: &Readers, bytes: &[u8], declared: Option<Charset>) -> Vec<Ranked> {
    if let Some(found) = all_bytes_told(readers, bytes) {
        return vec![found];
    }
    let sample = Sample::new(bytes);
    let mut found = doubles(&sample.first);
    found.extend(broken_utf8(&sample.first));
    let double = found.iter().map(|f| f.1).min().unwrap_or(u32::MAX);
    // Whether a character is more than a byte is told by the first part, as it has them whole; which
    // of the encodings with a byte to a character it is, by all parts.
    let (single, of_all) = readers.ascii(&Pairs::new(&sample.first, false), &sample.further, double);
    if of_all {
        found = single;
    } else {
        found.extend(single);
    }
    // GBK is read as GB18030, of which it is a part.
    let declared = declared.map(|charset| if charset == GB_18030 { Charset::Standard(GBK) } else { charset });
    if let Some((_, cost)) = found.iter_mut().find(|(charset, _)| declared.is_some_and(|d| d == *charset)) {
        *cost = cost.saturating_sub(40 * BIT + *cost / 16);
    }
    // Of a few bytes only clear ones are told.
    let short = u32::try_from(SHORT.saturating_sub(bytes.len()) / 4).unwrap_or(0) * BIT;
    for (_, cost) in found.iter_mut().filter(|(charset, _)| *charset != Charset::WINDOWS_1252) {
        *cost = cost.saturating_add(short);
    }
    found.sort_by_key(|(_, cost)| *cost);
    found
}

/// The encodings with two bytes to a character that `sample` is text in, without those in which its
/// beginning costs much more than in others.
fn doubles(sample: &[u8]) -> Vec<Ranked> {
    let cost = |part: &[u8], charset: Charset, language: Cjk| {
        // Korean in this is rarer than the rest.
        let rare = if charset == Charset::Own(&JOHAB) { 24 } else { 8 };
        whole(charset, part).map(|text| language.cost(&text) + rare * BIT)
    };
    let begin = &sample[..sample.len().min(BEGIN)];
    let able =
        DOUBLE.iter().filter_map(|&(charset, language)| Some((charset, language, cost(begin, charset, language)?)));
    let able: Vec<(Charset, Cjk, u32)> = able.collect();
    let least = able.iter().map(|(_, _, cost)| *cost).min().unwrap_or(0);
    let likely = able.into_iter().filter(|(_, _, cost)| *cost <= least + least / 2 + 64 * BIT);
    likely
        .filter_map(|(charset, language, of_begin)| {
            let all = begin.len() == sample.len();
            Some((charset, if all { of_begin } else { cost(sample, charset, language)? }))
        })
        .collect()
}

/// UTF-8 in which little is broken costs little more than if nothing were.
fn broken_utf8(sample: &[u8]) -> Option<Ranked> {
    let (mut whole, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count() as u32;
        broken += u32::from(!chunk.invalid().is_empty());
        // No text in UTF-8 is broken more often than it is not.
        if broken > whole + 8 {
            return None;
        }
    }
    (whole > 0).then_some((Charset::UTF_8, (whole * 10 + broken * 30 + 8) * BIT))
}

/// UTF-16 or EBCDIC, where bytes below 0x80 are not ASCII either.
fn all_bytes_told(readers: &Readers, bytes: &[u8]) -> Option<Ranked> {
    let wide = wide::utf16(bytes);
    let ebcdic = looks_ebcdic(bytes);
    if wide.is_none() && !ebcdic {
        return None;
    }
    let part = &bytes[..bytes.len().min(wide::PART)];
    let pairs = Pairs::new(part, true);
    let mut others = readers.all(&pairs);
    let ascii = part.iter().map(|b| match b {
        b'\t' | b'\n' | b'\r' | b' '..=b'~' => 5 * BIT,
        0x80.. => 0,
        _ => 20 * BIT,
    });
    let ascii: u32 = ascii.sum();
    others.extend(doubles(part).into_iter().map(|(charset, cost)| (charset, cost + ascii)));
    let others = others.iter().map(|o| o.1).min().unwrap_or(u32::MAX);
    let mut found: Vec<Ranked> = wide.into_iter().collect();
    if ebcdic {
        found.extend(readers.ebcdic(&pairs, others));
    }
    found.into_iter().min_by_key(|f| f.1).filter(|f| f.1 < others)
}

/// The text of a sample that may end inside a character.
fn whole(charset: Charset, sample: &[u8]) -> Option<String> {
    let mut text = String::new();
    match charset.decoder().decode(sample, &mut text, false) {
        Ok(_) => Some(text),
        // What is cut may not look like the beginning of a character.
        Err(at) => at.checked_add(4).is_some_and(|end| end > sample.len().cast_signed()).then_some(text),
    }
}

/// Whether the commonest byte is EBCDIC's space, and ASCII's are rare.
fn looks_ebcdic(bytes: &[u8]) -> bool {
    let part = &bytes[..bytes.len().min(2048)];
    let count = |byte: u8| part.iter().filter(|b| **b == byte).count();
    count(0x40) > part.len() / 20 && count(b' ') < part.len() / 50
}
