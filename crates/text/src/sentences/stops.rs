//! The full stop, which ends sentences and also abbreviates, numbers and joins.

use super::characters::{is_ideographic, is_mark, is_word};
use super::context::{After, Before, Lead, before, word_at};
use super::lines::Gap;
use super::terminators::{Place, Run, lost_space};
use super::words::Role;

/// Abbreviations that hold their sentence open.
const HELD: Role = Role::TITLE.or(Role::INTRODUCES).or(Role::RARELY_ENDS).or(Role::MAY_END);

/// Whether a sentence ends at a single full stop, given that a capital, a digit, a letter without case or a symbol
/// follows, or lower case on the next line.
pub(super) fn ends(place: &Place<'_>, run: &Run, after: &After) -> bool {
    if after.gap == Gap::None && !run.quote && !run.bracket {
        let free = after.opened && after.lead == Lead::Upper;
        return lost_space(place, run, after) || free && before(place.text, run.start).word.len() > 1;
    }
    let word = before(place.text, run.start);
    if word.word.is_empty() {
        return true;
    }
    if marks_item(place, &word) {
        return false;
    }
    if run.bracket {
        // `(etc.) The`: the bracket has shut the abbreviation in.
        return true;
    }
    if word.word.bytes().all(|b| b.is_ascii_digit()) {
        return number_ends(place, &word, after);
    }
    if word.word.chars().nth(1).is_none() && ends_contraction(place.text, &word) {
        return true;
    }
    let spaced = spaced_role(place, &word);
    let role = if spaced == Role::default() { place.words.role(word.word) } else { spaced };
    let next = word_at(place.text, after.word);
    let starts = place.starts(next, after.word);
    // `Oak St. The`, `Hale Sr. He`: some titles stand after names as well.
    let title = role.is(Role::TITLE) && !(role.is(Role::RARELY_ENDS) && starts);
    if title && !after.opened || role.is(Role::INTRODUCES) {
        return false;
    }
    if role.is(Role::NUMBERED) && number_follows(next, after.lead) {
        return false;
    }
    if role.is(HELD) {
        return match after.lead {
            // `ATLANTA, Ga. — The`: a dash goes on after an abbreviation.
            Lead::Upper if after.dashed => false,
            Lead::Upper if role.is(Role::MAY_END) => true,
            Lead::Upper => starts || after.opened || after.gap == Gap::Line && role.is(Role::MAY_END),
            Lead::Caseless => role.is(Role::MAY_END),
            _ => false,
        };
    }
    if letters_with_stops(word.word) {
        return match after.lead {
            Lead::Upper => starts || after.opened,
            Lead::Lower | Lead::Caseless => false,
            _ => !word.word.starts_with(char::is_lowercase),
        };
    }
    if place.habits.ordinals && is_roman(word.word) {
        return starts;
    }
    true
}

/// `1.` or `b.` at the start of a sentence numbers it.
fn marks_item(place: &Place<'_>, word: &Before<'_>) -> bool {
    // A marker has at most a bullet and brackets before it: no reason to look far.
    let head = place.text.get(place.sentence..word.start).filter(|head| head.len() <= 8);
    let begins = head.is_some_and(|head| head.chars().all(|c| !c.is_alphanumeric()));
    let short = word.word.chars().count();
    begins && (short <= 3 && word.word.bytes().all(|b| b.is_ascii_digit()) || short == 1)
}

fn number_ends(place: &Place<'_>, word: &Before<'_>, after: &After) -> bool {
    if !place.habits.ordinals || word.word.len() > 3 {
        return true;
    }
    let next = place.words.role(word_at(place.text, after.word));
    match after.lead {
        Lead::Upper => !next.is(Role::AFTER_ORDINAL) && (next.is(Role::STARTER) || after.opened || after.dashed),
        Lead::Digit => false,
        _ => true,
    }
}

/// Whether what follows `No.` or `Fig.` is what these count with: a number, a roman one or a letter.
fn number_follows(next: &str, lead: Lead) -> bool {
    match lead {
        Lead::Digit => true,
        Lead::Upper => is_roman(next) || next.len() == 1 && next != "I" && next != "A",
        _ => false,
    }
}

/// What `z. B` or `т. д` does, whose last letters are `word`: the same as without the space.
// Rarely called: inside its caller it would slow the common way.
#[inline(never)]
fn spaced_role(place: &Place<'_>, word: &Before<'_>) -> Role {
    let spaced = || {
        let head = place.text.get(place.sentence..word.start)?.strip_suffix([' ', '\u{A0}'])?.strip_suffix('.')?;
        let first = before(head, head.len()).word;
        // Twice two characters of at most four bytes, and the full stop.
        let mut both = [0; 17];
        let (a, b) = (first.len(), first.len() + 1 + word.word.len());
        both.get_mut(..a).filter(|_| short(first))?.copy_from_slice(first.as_bytes());
        *both.get_mut(a)? = b'.';
        both.get_mut(a + 1..b)?.copy_from_slice(word.word.as_bytes());
        str::from_utf8(both.get(..b)?).ok().map(|both| place.words.role(both))
    };
    if short(word.word) { spaced().unwrap_or_default() } else { Role::default() }
}

fn short(word: &str) -> bool {
    !word.is_empty() && word.chars().nth(2).is_none()
}

/// Whether a lone letter ends a longer word, as in `Larry’s` and `isn't`.
fn ends_contraction(text: &str, word: &Before<'_>) -> bool {
    let mut head = text.get(..word.start).unwrap_or("").chars().rev();
    matches!(head.next(), Some('’' | '\'')) && head.next().is_some_and(is_word)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
}

/// Single letters with full stops between them, or one alone: `J`, `U.S`, `т.е`, `Ph.D`.
fn letters_with_stops(word: &str) -> bool {
    let mut parts = word.split('.');
    let one = |p: &str| p.chars().filter(|&c| !is_mark(c)).nth(1).is_none() && !p.starts_with(char::is_numeric);
    match (parts.next(), parts.next()) {
        // One ideograph is a whole word.
        (Some(first), None) => one(first) && !first.chars().any(is_ideographic),
        (Some(first), Some(second)) => (one(first) || one(second)) && parts.all(one),
        _ => false,
    }
}
