//! Scripts without terminators: Thai, Lao, Khmer and Burmese.
//!
//! Thai and Lao put a space where other languages put a comma or a full stop. It ends a sentence if the word before it
//! is a particle that ends sentences, or the word after it is one that begins them and nothing before opens it; any other space does not, so that
//! sentences come out too long rather than torn. Khmer and Burmese have a full stop, which newspapers use; between
//! those, spaces are read in the same way.

use super::Step;
use super::lines::Gap;
use super::roles::Role;
use super::rule::Rule;
use super::terminators::Place;

/// What the space at byte `at` does.
pub(super) fn decide(place: &Place<'_>, at: usize) -> Step {
    let text = place.text;
    let particles = place.words.language.particles();
    let head = text.get(place.sentence..at).unwrap_or("");
    // Of many spaces only the first is looked at: what they lead to is looked up once.
    if !head.chars().next_back().is_some_and(is_spaceless) {
        return Step::pass(at, ' ');
    }
    let (gap, next) = super::lines::gap(text, at);
    let rest = text.get(next..).unwrap_or("");
    let ends = gap == Gap::Space
        && rest.chars().next().is_some_and(is_spaceless)
        && (particles.ends(Role::LAST, head) || particles.begins(rest))
        && !particles.ends(Role::OPENS, head);
    if ends { Step { rule: Rule::Particle, end: at, next, gap } } else { Step::pass(at, ' ') }
}

/// Whether `c` is of one of the scripts that put no space between words and have no terminator in common use.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{0E01}'..='\u{0E4E}' | '\u{0E81}'..='\u{0ECF}' | '\u{0EDC}'..='\u{0EDF}' | '\u{1000}'..='\u{103F}' | '\u{1780}'..='\u{17D3}')
}
