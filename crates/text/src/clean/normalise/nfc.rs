use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "nfc",
    group: Group::Normalise,
    help: "Unicode normalisation form C: a letter and its accent are one character",
    example: ("cafe\u{301}", "café"),
    presets: Presets::ALL,
    marks: Marks::NFC,
    reach: Reach::Word,
    apply,
};

/// Unicode Standard Annex #15, piece by piece: each begins with a character that nothing before it
/// combines with.
fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    // Where the piece at hand begins, and how much speaks for a closer look at it.
    let (mut start, mut doubts) = (0, 0);
    let mut composed = String::new();
    for (at, c) in text.char_indices() {
        match kind(c) {
            Kind::Start => {
                if doubts > 1 {
                    compose(text, start..at, &mut composed, edits);
                }
                (start, doubts) = (at, 0);
            }
            Kind::Mark => doubts += 1,
            Kind::Unsure => doubts += 2,
        }
    }
    if doubts > 1 {
        compose(text, start..text.len(), &mut composed, edits);
    }
}

#[cold]
fn compose(text: &str, piece: Range<usize>, composed: &mut String, edits: &mut Edits<'_>) {
    composed.clear();
    composed.extend(text[piece.clone()].nfc());
    edits.replace(piece, composed);
}

/// What a character is to its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Nothing before it changes with it.
    Start,
    /// It combines with what stands before it, and they stay two characters. Two of these may stand in a
    /// wrong order.
    Mark,
    /// Only normalising tells.
    Unsure,
}

/// Characters of a block.
const BLOCK: usize = 256;

/// The kinds of the first 65,536 characters, a block when one of it is met: to look one up takes a tenth of the time,
/// and a short run should not wait for all.
static KINDS: [OnceLock<[Kind; BLOCK]>; 256] = [const { OnceLock::new() }; 256];

#[inline]
fn kind(c: char) -> Kind {
    if c.is_ascii() {
        return Kind::Start;
    }
    let (block, place) = (c as usize / BLOCK, c as usize % BLOCK);
    let Some(block_of_c) = KINDS.get(block) else { return find(c) };
    let kinds = |place: usize| char::from_u32((block * BLOCK + place) as u32).map_or(Kind::Start, find);
    block_of_c.get_or_init(|| std::array::from_fn(kinds))[place]
}

fn find(c: char) -> Kind {
    // By itself, so that the order is right.
    match (is_nfc_quick(std::iter::once(c)), canonical_combining_class(c)) {
        (IsNormalized::Yes, 0) => Kind::Start,
        (IsNormalized::Yes, _) => Kind::Mark,
        _ => Kind::Unsure,
    }
}
