//! UTF-16 and UTF-32 without a byte order mark.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::charset::Charset;
use super::cjk::Cjk;
use super::model::BIT;
use super::own::{UTF_32BE, UTF_32LE};

/// How much is looked at.
pub(super) const PART: usize = 2048;
/// What a unit of UTF-16 costs at most, if it is text.
const MOST: u32 = 14 * BIT;

/// UTF-32, if the beginning of `bytes` is nothing but characters of it.
pub(super) fn utf32(bytes: &[u8]) -> Option<Charset> {
    let part = &bytes[..bytes.len().min(PART)];
    let text = |number: fn([u8; 4]) -> u32| {
        let (fours, _) = part.as_chunks();
        let control = |n| n < 0x20 && !matches!(n, 9 | 10 | 13);
        !fours.is_empty() && fours.iter().all(|four| char::from_u32(number(*four)).is_some_and(|c| !control(c as u32)))
    };
    if !bytes.len().is_multiple_of(4) {
        None
    } else if text(u32::from_le_bytes) {
        Some(Charset::Own(&UTF_32LE))
    } else if text(u32::from_be_bytes) {
        Some(Charset::Own(&UTF_32BE))
    } else {
        None
    }
}

/// UTF-16, and what the first [`PART`] of `bytes` costs in it, if that may be text.
pub(super) fn utf16(bytes: &[u8]) -> Option<(Charset, u32)> {
    if bytes.is_empty() || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (twos, _) = bytes[..bytes.len().min(PART)].as_chunks();
    let little = (Charset::Standard(UTF_16LE), cost(twos, u16::from_le_bytes));
    let big = (Charset::Standard(UTF_16BE), cost(twos, u16::from_be_bytes));
    let best = if big.1 < little.1 { big } else { little };
    (best.1 <= MOST * u32::try_from(twos.len()).unwrap_or(0)).then_some(best)
}

fn cost(twos: &[[u8; 2]], number: fn([u8; 2]) -> u16) -> u32 {
    // One sum for each way of writing Chinese characters and Korean.
    let mut sums = [12 * BIT; Cjk::ALL.len()];
    let mut last = 0;
    for (n, c) in char::decode_utf16(twos.iter().map(|two| number(*two))).enumerate() {
        // Nearly all that is not UTF-16 shows it soon.
        if n == 64 && sums.iter().all(|sum| *sum > 64 * (MOST + 2 * BIT)) {
            return u32::MAX;
        }
        let Ok(c) = c else {
            sums.iter_mut().for_each(|sum| *sum += 40 * BIT);
            continue;
        };
        let n = u32::from(c);
        let near = n >> 8 == last >> 8;
        last = n;
        let bits = match c {
            '\t' | '\n' | '\r' | ' '..='~' => {
                if near {
                    5
                } else {
                    7
                }
            }
            '\0'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' => 30,
            // Letters of an alphabet stand beside others of it.
            '\u{a0}'..='\u{1fff}' if c.is_alphanumeric() => {
                if near || n < 0x250 {
                    7
                } else {
                    15
                }
            }
            _ => {
                for (sum, language) in sums.iter_mut().zip(Cjk::ALL) {
                    *sum += language.char_cost(c);
                }
                continue;
            }
        };
        sums.iter_mut().for_each(|sum| *sum += bits * BIT);
    }
    sums.into_iter().min().unwrap_or(u32::MAX)
}
