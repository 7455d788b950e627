//! Text that was decoded in a wrong encoding: UTF-8 read as windows-1252 and the like.
//!
//! The method is the one that Robyn Speer's ftfy published (<https://ftfy.readthedocs.io>), in a
//! form of its own: a line is encoded in each single-byte encoding that may have been the wrong
//! one, with what real decoders do to undefined and lost bytes, and read as UTF-8. What is
//! different: characters side by side cost points by how odd they are ([`oddity`]), before as well
//! as after, so a repair has to make the line better and not only be possible; and not the whole
//! line but each run of sequences is weighed ([`repair`]), so right and wrong text may stand in
//! one line in any of the encodings.
//!
//! Lines are looked at only where a pair of characters gives reason to ([`signs`]).

mod alphabets;
mod c1;
mod encodings;
mod kinds;
mod oddity;
mod repair;
mod sequences;
pub(crate) mod signs;
mod tables;

use crate::clean::edits::Edits;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::{self, Marks};

pub(crate) const RULE: Rule = Rule {
    name: "mojibake",
    group: Group::Repair,
    help: "Text that was decoded in a wrong encoding is decoded in the right one",
    example: ("lâ€™Ã©tÃ© Ã  Zâ€“1, dâ€™aoÃ»t", "l’été à Z–1, d’août"),
    presets: Presets::ALL,
    marks: Marks::MOJIBAKE,
    reach: Reach::Line,
    apply,
};

/// So many layers are taken off at a time; real text has up to four.
const LAYERS: usize = 12;

fn apply(text: &str, _: &Context<'_>, edits: &mut Edits<'_>) {
    let mut start = 0;
    for line in text.split('\n') {
        if let Some(better) = repaired(line) {
            replace(start, line, &better, edits);
        }
        start += line.len() + 1;
    }
}

fn repaired(line: &str) -> Option<String> {
    let mut better = once(line)?;
    for _ in 1..LAYERS {
        match once(&better) {
            Some(next) => better = next,
            None => break,
        }
    }
    Some(better)
}

/// Replaces the line at `start` from its first character that changes to its last.
fn replace(start: usize, line: &str, better: &str, edits: &mut Edits<'_>) {
    let before: usize = (line.chars().zip(better.chars())).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (old, new) = (&line[before..], &better[before..]);
    let behind = (old.chars().rev().zip(new.chars().rev())).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
    let behind: usize = behind.sum();
    edits.replace(start + before..start + line.len() - behind, &new[..new.len() - behind]);
}

fn once(line: &str) -> Option<String> {
    if !scan::is_suspicious(line) {
        return None;
    }
    let chars: Vec<char> = line.chars().collect();
    let better = repair::repair(&chars).or_else(|| c1::repair(&chars))?;
    Some(better.into_iter().collect())
}

#[cfg(test)]
mod tests;
