//! Text that was decoded in a wrong encoding.

mod alphabets;
mod c1;
mod encodings;
mod kinds;
mod oddity;
mod repair;
mod sequences;
pub(super) mod signs;
mod tables;

use super::scan::Marks;
use super::{Rule, Rules};

pub(super) const RULE: Rule = Rule {
    name: "mojibake",
    help: "Text that was decoded in a wrong encoding is decoded in the right one",
    example: ("lâ€™Ã©tÃ© Ã  Zâ€“1, dâ€™aoÃ»t", "l’été à Z–1, d’août"),
    default: true,
    marks: Marks::NON_ASCII,
    apply,
};

/// So many layers are taken off; real text has up to four. A line that is not stable by then is
/// made up, and stays as it is: that keeps the time linear and the second cleaning the same.
const LAYERS: usize = 12;

fn apply(text: &str, rules: Rules, out: &mut String) -> bool {
    let mut changed = false;
    for line in text.split_inclusive('\n') {
        match repaired(line, rules) {
            Some(line) => {
                changed = true;
                out.push_str(&line);
            }
            None => out.push_str(line),
        }
    }
    changed
}

/// A line that is repaired until there is nothing to do, if there was.
fn repaired(line: &str, _rules: Rules) -> Option<String> {
    let mut current: Option<String> = None;
    for _ in 0..LAYERS {
        let text = current.as_deref().unwrap_or(line);
        if !super::scan::is_suspicious(text) {
            return current;
        }
        match once(text) {
            Some(next) => current = Some(next),
            None => return current,
        }
    }
    None
}

fn once(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let better = repair::repair(&chars).or_else(|| c1::repair(&chars))?;
    Some(better.into_iter().collect())
}
