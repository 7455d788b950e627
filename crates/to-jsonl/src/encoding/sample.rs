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
        // Most runs of ASCII are short where there is other text.
        let near = bytes[at..].iter().take(2 * BESIDE + 1).position(|b| !b.is_ascii());
        let other = at + near.unwrap_or_else(|| Encoding::ascii_valid_up_to(&bytes[at..]));
        if other == bytes.len() {
            out.extend(&bytes[at..other.min(at + BESIDE)]);
            return other;
        }
        if near.is_none() {
            if at > 0 {
                out.extend(&bytes[at..at + BESIDE]);
            }
            at = other - BESIDE;
        }
        let room = (begun + most).saturating_sub(out.len() + other - at).max(1).min(ENOUGH - others);
        let run = bytes[other..].iter().take(room).take_while(|b| !b.is_ascii()).count();
        out.extend(&bytes[at..other + run]);
        at = other + run;
        others += run;
    }
    at
}
