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
pub(super) mod signs;
mod tables;

use super::scan::{self, Marks};
use super::{Rule, Rules, whitespace};

pub(super) const RULE: Rule = Rule {
    name: "mojibake",
    help: "Text that was decoded in a wrong encoding is decoded in the right one",
    example: ("lâ€™Ã©tÃ© Ã  Zâ€“1, dâ€™aoÃ»t", "l’été à Z–1, d’août"),
    default: true,
    marks: Marks::MOJIBAKE,
    apply,
};

/// So many layers are taken off; real text has up to four. A line that is not stable by then is
/// made up, and stays as it is: that keeps the time linear and the second cleaning the same.
const LAYERS: usize = 12;

/// The layers went on.
struct Endless;

fn apply(text: &str, rules: Rules, out: &mut String) -> bool {
    let mut changed = false;
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        match repaired(line, rules, LAYERS) {
            Ok(Some(line)) => {
                changed = true;
                out.push_str(&line);
            }
            Ok(None) | Err(Endless) => out.push_str(line),
        }
    }
    changed
}

/// A line without anything left to repair, if there was something.
///
/// What the rules before this one would do to the result is done here, as a byte order mark that
/// goes or a letter that is composed may uncover another layer. The same with the white space that
/// goes later.
fn repaired(line: &str, rules: Rules, layers: usize) -> Result<Option<String>, Endless> {
    let Some(next) = once(line).or_else(|| once_without_space(line, rules)) else { return Ok(None) };
    let layers = layers.checked_sub(1).ok_or(Endless)?;
    let next = super::settle(next, rules, RULE.name);
    let mut lines = Vec::new();
    for line in next.split('\n') {
        lines.push(repaired(line, rules, layers)?.unwrap_or_else(|| line.to_owned()));
    }
    Ok(Some(lines.join("\n")))
}

fn once(line: &str) -> Option<String> {
    if !scan::is_suspicious(line) {
        return None;
    }
    let chars: Vec<char> = line.chars().collect();
    let better = repair::repair(&chars).or_else(|| c1::repair(&chars))?;
    Some(better.into_iter().collect())
}

fn once_without_space(line: &str, rules: Rules) -> Option<String> {
    if !rules.has("whitespace") || !scan::is_suspicious(line) {
        return None;
    }
    let mut tidy = String::new();
    (whitespace::RULE.apply)(line, rules, &mut tidy).then(|| once(&tidy))?
}

#[cfg(test)]
mod tests;
