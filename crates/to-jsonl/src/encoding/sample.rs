//! A bounded part of some bytes that shows what they are.

use encoding_rs::Encoding;

/// How much is looked at from the beginning on, and at each of some places further on.
const FIRST: usize = 4096;
const FURTHER: usize = 512;
const PLACES: usize = 8;
/// How many bytes that are not ASCII are enough in one place.
const ENOUGH: usize = 1200;
/// How much ASCII stands beside other bytes in a sample, at each side.
const BESIDE: usize = 8;

/// The parts of some bytes that are not ASCII.
pub(super) struct Sample {
    /// From the beginning on, characters whole but perhaps for the last one.
    pub(super) first: Vec<u8>,
    /// From places further on, where characters may be cut; none if the first part is all there is.
    pub(super) further: Vec<u8>,
}

impl Sample {
    pub(super) fn new(bytes: &[u8]) -> Sample {
        let mut first = Vec::with_capacity(FIRST);
        let end = take(bytes, FIRST, &mut first);
        let mut further = Vec::new();
        let rest = &bytes[end..];
        if rest.len() > PLACES * FURTHER {
            for place in 0..PLACES {
                let from = rest.len() / PLACES * place;
                further.push(b' ');
                take(&rest[from..(from + rest.len() / PLACES).min(rest.len())], FURTHER, &mut further);
            }
        } else if !rest.is_empty() {
            take(rest, PLACES * FURTHER, &mut further);
        }
        Sample { first, further }
    }
}

/// Appends up to `most` bytes to `out`, leaving out what is in the middle of much ASCII; says where
/// it stopped.
fn take(bytes: &[u8], most: usize, out: &mut Vec<u8>) -> usize {
    let (mut at, mut others, begun) = (0, 0, out.len());
    while at < bytes.len() && out.len() - begun < most && others < ENOUGH {
        let ascii = Encoding::ascii_valid_up_to(&bytes[at..]);
        let other = at + ascii;
        if other == bytes.len() {
            out.extend(&bytes[at..other.min(at + BESIDE)]);
            return other;
        }
        if ascii > 2 * BESIDE {
            if at > 0 {
                out.extend(&bytes[at..at + BESIDE]);
            }
            out.extend(&bytes[other - BESIDE..other]);
        } else {
            out.extend(&bytes[at..other]);
        }
        let room = (begun + most).saturating_sub(out.len()).max(1).min(ENOUGH - others);
        let run = bytes[other..].iter().take(room).take_while(|b| **b >= 0x80).count();
        out.extend(&bytes[other..other + run]);
        at = other + run;
        others += run;
    }
    at
}

/// Which bytes stand behind which, if one of them is not ASCII, and how often.
pub(super) struct Pairs {
    /// The commonest [`COMMON`] are first.
    pub(super) pairs: Vec<(u8, u8, u32)>,
    /// Pairs of ASCII with a letter in them: they are the same in most encodings, and tell the language.
    pub(super) ascii: Vec<(u8, u8, u32)>,
    /// Which bytes there are.
    pub(super) present: [bool; 256],
}

/// How many pairs come first.
pub(super) const COMMON: usize = 32;

impl Pairs {
    /// Pairs of `parts`; those of ASCII alone too if `all`.
    pub(super) fn new(parts: &[&[u8]], all: bool) -> Pairs {
        let mut present = [false; 256];
        present[usize::from(b' ')] = true;
        parts.iter().copied().flatten().for_each(|byte| present[usize::from(*byte)] = true);
        // Bytes that there are get numbers, so that the table of pairs is small.
        let bytes: Vec<u8> = (0..=255).filter(|byte| present[usize::from(*byte)]).collect();
        let mut number = [0; 256];
        bytes.iter().enumerate().for_each(|(n, byte)| number[usize::from(*byte)] = n);
        let mut counts = vec![0; bytes.len() * bytes.len()];
        for part in parts {
            let mut last = number[usize::from(b' ')];
            for &byte in part.iter().chain(b" ") {
                let next = number[usize::from(byte)];
                counts[last * bytes.len() + next] += 1;
                last = next;
            }
        }
        let (mut pairs, mut ascii) = (Vec::with_capacity(512), Vec::with_capacity(512));
        for (row, &a) in counts.chunks_exact(bytes.len()).zip(&bytes) {
            for (&count, &b) in row.iter().zip(&bytes).filter(|(count, _)| **count > 0) {
                if all || !a.is_ascii() || !b.is_ascii() {
                    pairs.push((a, b, count));
                } else if b.is_ascii_alphabetic() {
                    ascii.push((a, b, count));
                }
            }
        }
        if pairs.len() > COMMON {
            pairs.select_nth_unstable_by_key(COMMON, |(_, _, count)| std::cmp::Reverse(*count));
        }
        Pairs { pairs, ascii, present }
    }
}
