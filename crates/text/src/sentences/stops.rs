//! The full stop, which ends sentences and also abbreviates, numbers and joins.

use super::characters::{is_ideographic, is_mark, is_opening_bracket, is_syllable, is_word};
use super::context::{After, Before, Lead, before, byte_before, char_at, word_at};
use super::lines::{self, Gap};
use super::lost_space::lost_space;
use super::roles::Role;
use super::rule::Rule;
use super::terminators::{Place, Run};

/// How long the head of a sentence may be that is only a preposition with what follows, in bytes.
const OPENING: usize = 24;
/// The same for one that is only a date, and in how many words no other sentence fits.
const DATE: usize = 64;
const DATE_WORDS: usize = 5;

/// Abbreviations that hold their sentence open.
const HELD: Role = Role::TITLE.or(Role::INTRODUCES).or(Role::RARELY_ENDS).or(Role::MAY_END);

/// What a single full stop does, given that a capital, a digit, a letter without case or a symbol follows, or lower
/// case on the next line.
pub(super) fn ends(place: &Place<'_>, run: &Run, after: &After) -> Rule {
    if after.gap == Gap::None && !run.quote && !run.bracket {
        return glued(place, run, after);
    }
    let word = before(place.text, run.start);
    if word.word.is_empty() {
        return Rule::Terminator;
    }
    if marks_item(place, &word) {
        let apart = place.habits.numbers_apart && after.lead == Lead::Upper && numbers_paragraph(place, &word);
        return if apart { Rule::ListItem } else { Rule::ItemMarker };
    }
    if run.bracket {
        // `(etc.) The`: the bracket has shut the abbreviation in.
        return Rule::Terminator;
    }
    if word.word.bytes().all(|b| b.is_ascii_digit()) {
        return number_ends(place, &word, after);
    }
    if word.word.chars().nth(1).is_none() && ends_contraction(place.text, &word) {
        return Rule::Terminator;
    }
    let role = role(place, &word);
    if role.is(Role::WORD) {
        return Rule::Terminator;
    }
    if opens_brackets(place, &word, after) {
        return Rule::Abbreviation;
    }
    let next = word_at(place.text, after.word);
    let starts = || place.starts(next, after.word);
    // `Apple Inc. (AAPL) rose`: brackets go on after an abbreviation, quotes begin.
    let quoted = after.opened && !after.bracket;
    // `Oak St. The`, `Hale Sr. He`: some titles stand after names as well.
    let title = role.is(Role::TITLE) && !(role.is(Role::RARELY_ENDS) && starts());
    if title && !after.opened {
        return Rule::Title;
    }
    if role.is(Role::INTRODUCES) {
        return Rule::Introduces;
    }
    if role.is(Role::NUMBERED) && number_follows(next, after.lead) {
        return Rule::Numbered;
    }
    if role.is(Role::CLOCK) && after.lead == Lead::Upper && after_number(place, word.start) {
        let goes_on = after.opened || only_opens(place, &word) || after_clock(place, after.word, next);
        return if goes_on { Rule::Abbreviation } else { Rule::AbbreviationEnds };
    }
    if role.is(Role::YEAR) && after.lead == Lead::Upper && !after.dashed && after_year(place, word.start) {
        let opens = only_opens(place, &word) || opens_with_date(place, &word) && !starts();
        return if opens { Rule::Abbreviation } else { Rule::AbbreviationEnds };
    }
    if role.is(HELD) {
        let ends = match after.lead {
            // `ATLANTA, Ga. — The`: a dash goes on after an abbreviation.
            Lead::Upper if after.dashed => false,
            Lead::Upper if role.is(Role::MAY_END) => !only_opens(place, &word),
            Lead::Upper => {
                (starts() || quoted || after.gap == Gap::Line && role.is(Role::MAY_END)) && !only_opens(place, &word)
            }
            Lead::Caseless => role.is(Role::MAY_END),
            _ => false,
        };
        return if ends { Rule::AbbreviationEnds } else { Rule::Abbreviation };
    }
    if letters_with_stops(word.word) {
        if is_degree(place.text, &word) {
            return Rule::Terminator;
        }
        let ends = match after.lead {
            Lead::Upper => starts() || quoted,
            Lead::Lower | Lead::Caseless => false,
            _ => !word.word.starts_with(char::is_lowercase),
        };
        return if ends { Rule::AbbreviationEnds } else { Rule::Initials };
    }
    if place.habits.ordinals && is_roman(word.word) && !starts() {
        return Rule::Ordinal;
    }
    Rule::Terminator
}

/// A full stop with nothing after it to separate it from what follows.
fn glued(place: &Place<'_>, run: &Run, after: &After) -> Rule {
    match after.lead {
        Lead::Upper if after.opened && before(place.text, run.start).word.len() > 1 => Rule::LostSpace,
        // `Apple Inc.没有`: no space could tell.
        Lead::Caseless if role(place, &before(place.text, run.start)).is(HELD) => Rule::Inside,
        _ if lost_space(place, run, after) => Rule::LostSpace,
        _ => Rule::Inside,
    }
}

/// What the word before a full stop does. Of one that is glued to another, as in `Tuesday.Mr`, the last part counts
/// where it is a title.
fn role(place: &Place<'_>, word: &Before<'_>) -> Role {
    let spaced = spaced_role(place, word);
    if spaced != Role::default() {
        return spaced;
    }
    let role = place.words.role(word.word);
    if role != Role::default() {
        return role;
    }
    let glued = word.word.bytes().any(|b| b == b'.').then(|| word.word.rsplit_once('.')).flatten();
    match glued {
        Some((head, last)) if head.chars().nth(2).is_some() && place.words.role(last).is(Role::TITLE) => Role::TITLE,
        _ => role,
    }
}

/// Whether the word is the first in brackets and in lower case, as in `(fig. 3)` and `(lat. Ursus)`: no sentence is.
fn opens_brackets(place: &Place<'_>, word: &Before<'_>, after: &After) -> bool {
    let before = byte_before(place.text, word.start);
    let head = || place.text.get(place.sentence..word.start).unwrap_or("");
    before != b' '
        && head().ends_with(is_opening_bracket)
        && !word.word.starts_with(char::is_uppercase)
        && matches!(after.lead, Lead::Upper | Lead::Digit)
        && !after.dashed
}

/// Whether the sentence so far is no more than a preposition and what it goes with, as in `At 5 a.m. Mr. Low left`.
fn only_opens(place: &Place<'_>, word: &Before<'_>) -> bool {
    let Some(head) = place.text.get(place.sentence..word.start).filter(|head| head.len() <= OPENING) else {
        return false;
    };
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    place.words.role(word_at(head, 0)).is(Role::PREPOSITION) && head.split_whitespace().count() <= 2
}

/// Whether a year stands before the word at byte `start`.
fn after_year(place: &Place<'_>, start: usize) -> bool {
    let head = place.text.get(..start).unwrap_or("").trim_end_matches([' ', '\u{A0}']);
    before(head, head.len()).word.len() == 4 && head.bytes().rev().take(4).all(|b| b.is_ascii_digit())
}

/// Whether the sentence so far is no more than a date, as in `Осенью 1990 г. Иван уехал`.
fn opens_with_date(place: &Place<'_>, word: &Before<'_>) -> bool {
    let head = place.text.get(place.sentence..word.start).filter(|head| head.len() <= DATE);
    head.is_some_and(|head| head.split_whitespace().count() < DATE_WORDS)
}

/// Whether a number stands before the word at byte `start`, which may be written `a. m.`.
fn after_number(place: &Place<'_>, start: usize) -> bool {
    let mut head = place.text.get(..start).unwrap_or("").chars().rev().take(4);
    head.find(|c| !matches!(c, ' ' | '\u{A0}' | '.' | 'a' | 'p' | 'A' | 'P')).is_some_and(char::is_numeric)
}

/// Whether the word `next` at byte `at` goes on with a time of day, as in `6 p.m. Monday`, `8 a.m. EST` and `4 p.m. New
/// York time`.
fn after_clock(place: &Place<'_>, at: usize, next: &str) -> bool {
    let capitals = next.len() <= 4 && next.len() > 1 && next.bytes().all(|b| b.is_ascii_uppercase());
    // One or two words of a place's name, each followed by a space alone.
    let second = at + next.len() + 1;
    let third = second + word_at(place.text, second).len() + 1;
    let time =
        |at: usize| word_at(place.text, at) == "time" && place.text.get(..at).is_some_and(|head| head.ends_with(' '));
    capitals || time(second) || time(third) || place.words.role(next).is(Role::AFTER_CLOCK)
}

/// `1.` or `b.` at the start of a sentence numbers it.
fn marks_item(place: &Place<'_>, word: &Before<'_>) -> bool {
    // Most words stand too far behind.
    if word.start > place.sentence + 8 {
        return false;
    }
    // A marker has at most a bullet and brackets before it: no reason to look far.
    let head = place.text.get(place.sentence..word.start).filter(|head| head.len() <= 8);
    let begins = head.is_some_and(|head| head.chars().all(|c| !c.is_alphanumeric()));
    let number = word.word.len() <= 3 && word.word.bytes().all(|b| b.is_ascii_digit());
    begins && (number || word.word.chars().nth(1).is_none())
}

/// Whether the word is a number at the start of a paragraph.
fn numbers_paragraph(place: &Place<'_>, word: &Before<'_>) -> bool {
    word.start == place.sentence
        && word.word.bytes().all(|b| b.is_ascii_digit())
        && lines::begins_paragraph(place.text, place.sentence)
}

fn number_ends(place: &Place<'_>, word: &Before<'_>, after: &After) -> Rule {
    let next = word_at(place.text, after.word);
    if !place.habits.ordinals || word.word.len() > 3 {
        // `21. 5.` is a date in many languages.
        let short = |digits: &str| digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
        let date = after.lead == Lead::Digit
            && short(word.word)
            && short(next)
            && char_at(place.text, after.word + next.len()) == Some('.');
        return if date { Rule::Ordinal } else { Rule::Terminator };
    }
    let ends = match after.lead {
        Lead::Upper => {
            let next = place.words.role(next);
            let counts = next.is(Role::AFTER_ORDINAL);
            let begins = || next.is(Role::STARTER) || after.opened || after.dashed;
            !counts && (!place.habits.capital_nouns || begins() || ends_date(place, word) || ends_score(place, word))
        }
        Lead::Digit => false,
        _ => true,
    };
    if ends { Rule::Terminator } else { Rule::Ordinal }
}

/// Whether the number is the month after a day, as in `21. 5.`: no noun is left for it to count.
fn ends_date(place: &Place<'_>, word: &Before<'_>) -> bool {
    let day = || {
        let head = place.text.get(place.sentence..word.start)?.strip_suffix([' ', '\u{A0}'])?.strip_suffix('.')?;
        let day = before(head, head.len()).word;
        Some(day.len() <= 2 && !day.is_empty() && day.bytes().all(|b| b.is_ascii_digit()))
    };
    word.word.len() <= 2 && day().unwrap_or(false)
}

/// Whether the number is the second of a score, as in `3:1.`, which counts nothing either.
fn ends_score(place: &Place<'_>, word: &Before<'_>) -> bool {
    let mut head = place.text.get(place.sentence..word.start).unwrap_or("").chars().rev();
    matches!(head.next(), Some(':' | '-' | '–')) && head.next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether what follows `No.` or `Fig.` is what these count with: a number, a roman one or a letter.
fn number_follows(next: &str, lead: Lead) -> bool {
    match lead {
        Lead::Digit => true,
        Lead::Upper => is_roman(next) || next.len() == 1 && next != "I" && next != "A",
        _ => false,
    }
}

/// Whether the letter is the unit of the number before it, as in `350 F.`
fn is_degree(text: &str, word: &Before<'_>) -> bool {
    if !matches!(word.word.as_bytes(), [b'C' | b'F' | b'K']) {
        return false;
    }
    let mut head = text.get(..word.start).unwrap_or("").chars().rev();
    head.next() == Some(' ') && head.next().is_some_and(char::is_numeric)
}

/// What `z. B` or `т. д` does, whose last letters are `word`: the same as without the space.
// Rarely called: inside its caller it would slow the common way.
#[inline(never)]
fn spaced_role(place: &Place<'_>, word: &Before<'_>) -> Role {
    let spaced = || {
        let head = place.text.get(place.sentence..word.start)?.strip_suffix([' ', '\u{A0}'])?.strip_suffix('.')?;
        let first = before(head, head.len()).word;
        short(first).then(|| place.words.role_of_two(first, word.word))
    };
    // The last byte of either space.
    let after_space = matches!(byte_before(place.text, word.start), b' ' | 0xA0);
    if after_space && short(word.word) { spaced().unwrap_or_default() } else { Role::default() }
}

fn short(word: &str) -> bool {
    word.len() <= 8 && !word.is_empty() && (word.len() <= 2 || word.chars().nth(2).is_none())
}

/// Whether a lone letter ends a longer word, as in `Larry’s` and `isn't`.
fn ends_contraction(text: &str, word: &Before<'_>) -> bool {
    // The last byte of either.
    if !matches!(byte_before(text, word.start), b'\'' | 0x99) {
        return false;
    }
    let mut head = text.get(..word.start).unwrap_or("").chars().rev();
    matches!(head.next(), Some('’' | '\'')) && head.next().is_some_and(is_word)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
}

/// Single letters with full stops between them, or one alone: `J`, `U.S`, `т.е`, `Ph.D`.
fn letters_with_stops(word: &str) -> bool {
    // Most words are longer than a letter and hold no full stop.
    match word.as_bytes() {
        [letter] => return letter.is_ascii_alphabetic(),
        bytes @ [a, b, ..] if a.is_ascii() && b.is_ascii() && !bytes.contains(&b'.') => return false,
        _ => {}
    }
    let mut parts = word.split('.');
    let one = |p: &str| p.chars().filter(|&c| !is_mark(c)).nth(1).is_none() && !p.starts_with(char::is_numeric);
    match (parts.next(), parts.next()) {
        // One ideograph is a whole word, and so is one syllable of Korean.
        (Some(first), None) => one(first) && !first.chars().any(|c| is_ideographic(c) || is_syllable(c)),
        (Some(first), Some(second)) => (one(first) || one(second)) && parts.all(one),
        _ => false,
    }
}
