//! Terminators: what belongs to one, and whether a sentence ends there.

use super::attached::{face, note, reference};
use super::characters::{
    Terminator, is_armenian, is_closing_bracket, is_format, is_hebrew, is_letter, is_opener, is_raised, is_word,
    terminator,
};
use super::context::{After, Lead, after, before, char_at, char_before, word_at};
use super::language::Habits;
use super::lines::{self, Gap};
use super::lost_space::lost_space;
use super::roles::Role;
use super::rule::Rule;
use super::words::Lexicon;
use super::{Step, attribution, lower, quotes, stops};

/// How many bytes of quotes and brackets may stand before what is left out.
const OPENERS: usize = 6;

/// A run of terminators with what closes after them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Where the first terminator begins, in bytes.
    pub(super) start: usize,
    /// Where the last terminator or closer ends, in bytes.
    pub(super) end: usize,
    /// The first terminator, or one that outranks it: `?!` and `...!` are marks.
    pub(super) kind: Terminator,
    /// Whether a quote closes in it.
    pub(super) quote: bool,
    /// Whether a bracket closes in it.
    pub(super) bracket: bool,
    /// How many full stops follow the first, each after a space, as in `. . .`.
    omission: usize,
}

/// What the rules know about where they stand.
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    /// Where the sentence so far begins, in bytes.
    pub(super) sentence: usize,
    pub(super) words: Lexicon<'a>,
    pub(super) habits: Habits,
}

impl Place<'_> {
    /// Whether the word `next` at byte `at` begins a sentence for certain: one that is no name, or a title with its
    /// full stop.
    pub(super) fn starts(&self, next: &str, at: usize) -> bool {
        let role = self.words.role(next);
        let stop = char_at(self.text, at + next.len()) == Some('.');
        // `A. Low`: a letter with a full stop is an initial, whatever word it also is.
        let initial = stop && next.chars().nth(1).is_none();
        role.is(Role::STARTER) && !initial || role.is(Role::TITLE) && !role.is(Role::OFFICE) && stop
    }
}

/// Decides at the terminator that begins at byte `at`.
pub(super) fn decide(place: &Place<'_>, at: usize, c: char) -> Step {
    if c == '.' && in_number(place.text, at) {
        return Step { rule: Rule::Inside, end: at + 1, next: at + 1, gap: Gap::None };
    }
    if c == '.' && in_numbers(place, at) {
        return Step { rule: Rule::Ordinal, end: at + 1, next: at + 2, gap: Gap::Space };
    }
    let kind = terminator(c).unwrap_or(Terminator::Mark);
    let mut run = run(place, at, c.len_utf8(), kind);
    let mut after = after(place.text, run.end);
    if run.omission == 3 && after.lead == Lead::Upper && after.gap == Gap::Space && !run.quote {
        // `compounds. . . . The`: the first full stop is the sentence's own, and what is left out stands before the
        // next. With a space before the first, ` . . . . The`, the last is the sentence's own.
        if char_before(place.text, at).is_some_and(is_word) {
            run.end = at + c.len_utf8();
            after.next = lines::gap(place.text, run.end).1;
            return Step { rule: Rule::Terminator, end: run.end, next: after.next, gap: Gap::Space };
        }
    }
    let rule = match after.gap {
        Gap::Blank if after.lead == Lead::End => Rule::EndOfText,
        Gap::Blank => Rule::Paragraph,
        Gap::Line if lines::begins_item(place.text, after.next) => Rule::ListItem,
        _ => ends(place, &run, &after),
    };
    Step { rule, end: run.end, next: after.next, gap: after.gap }
}

/// Whether digits stand on both sides of the full stop at byte `at`.
fn in_number(text: &str, at: usize) -> bool {
    let digit = |i: Option<usize>| i.and_then(|i| text.as_bytes().get(i)).is_some_and(u8::is_ascii_digit);
    digit(at.checked_sub(1)) && digit(Some(at + 1))
}

/// Whether the full stop at byte `at` is the second of three as in `21. 5. 7.`, with numbers of one or two digits in one
/// sentence. All rules say the same of it, and a table may have a great many.
fn in_numbers(place: &Place<'_>, at: usize) -> bool {
    let bytes = place.text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let head = &bytes[place.sentence..at];
    let digits = head.iter().rev().take(3).take_while(|b| b.is_ascii_digit()).count();
    let before = head.get(..head.len() - digits).is_some_and(|head| head.ends_with(b". "))
        && head.len().checked_sub(digits + 3).is_some_and(|at| head[at].is_ascii_digit());
    let next = if digit(at + 3) { at + 4 } else { at + 3 };
    (1..=2).contains(&digits)
        && before
        && bytes.get(at + 1) == Some(&b' ')
        && digit(at + 2)
        && bytes.get(next) == Some(&b'.')
}

fn run(place: &Place<'_>, start: usize, len: usize, kind: Terminator) -> Run {
    let text = place.text;
    let mut run = Run { start, end: start + len, kind, quote: false, bracket: false, omission: 0 };
    // Nothing belongs to most terminators: a letter follows, or a space and a letter or digit.
    let plain = match char_at(text, run.end) {
        Some(' ') => char_at(text, run.end + 1).is_some_and(|c| c.is_ascii_alphanumeric() || is_letter(c)),
        Some(c) => c.is_ascii_alphabetic() || is_letter(c),
        None => true,
    };
    if plain {
        return run;
    }
    let mut at = run.end;
    let mut spaced = false;
    let mut previous = kind;
    let mut last = char_at(text, start).filter(|&c| terminator(c).is_some());
    while let Some(c) = char_at(text, at) {
        let next = at + c.len_utf8();
        // More of the same, as in `.....`.
        if Some(c) == last && !spaced {
            if run.kind == Terminator::Stop {
                run.kind = Terminator::Ellipsis;
            }
            run.omission = 0;
            at = next;
            run.end = at;
            continue;
        }
        last = None;
        if let Some(kind) = terminator(c) {
            last = Some(c);
            // ` .NET` and ` ...and` begin something; ` . . .` and ` ?` go on with the run.
            let glued = char_at(text, next).is_some_and(|n| is_word(n) || n == '.');
            // ` ? " .` in texts whose tokens are set apart.
            let own = spaced && run.quote && kind == Terminator::Stop && !glued;
            if spaced && !own && (previous != kind || kind == Terminator::Full || (kind == Terminator::Stop && glued)) {
                break;
            }
            previous = kind;
            run.omission = match (kind, spaced) {
                (Terminator::Stop, true) => run.omission + 1,
                _ => 0,
            };
            run.kind = match (run.kind, kind) {
                (Terminator::Stop | Terminator::Ellipsis, Terminator::Stop) => Terminator::Ellipsis,
                (Terminator::Stop | Terminator::Ellipsis, kind) => kind,
                (kind, _) => kind,
            };
        } else if let Some(end) = attached(place, at, c, spaced) {
            at = end;
            run.end = end;
            spaced = false;
            continue;
        } else if spaced {
            let Some(end) = quotes::closes_after_space(text, c, next) else { break };
            run.quote = true;
            run.end = end;
            at = end;
            spaced = false;
            continue;
        } else if quotes::closes(text, c, next) {
            run.quote |= quotes::is_quote(c);
            run.bracket |= is_closing_bracket(c);
        } else if matches!(c, ' ' | '\u{A0}' | '\u{202F}') {
            spaced = true;
            at = next;
            continue;
        } else if !is_format(c) {
            break;
        }
        spaced = false;
        at = next;
        run.end = at;
    }
    run
}

/// Where what hangs on a terminator ends, if the character `c` at byte `at` begins such a thing.
fn attached(place: &Place<'_>, at: usize, c: char, spaced: bool) -> Option<usize> {
    match c {
        '[' => reference(place.text, at),
        ':' | ';' | '=' => face(place.text, at),
        _ if !spaced && (c.is_ascii_digit() || is_raised(c)) => note(place, at),
        _ => None,
    }
}

fn ends(place: &Place<'_>, run: &Run, after: &After) -> Rule {
    let text = place.text;
    if after.lead == Lead::End {
        return Rule::EndOfText;
    }
    if run.kind == Terminator::Full {
        let said = run.quote && after.lead == Lead::Caseless && after.gap != Gap::Line;
        return match after.lead {
            Lead::GoesOn => Rule::GoesOn,
            _ if said && attribution::says(text, after, true, place.words) => Rule::Attribution,
            _ => Rule::Terminator,
        };
    }
    if after.lead == Lead::GoesOn {
        return Rule::GoesOn;
    }
    if quotes::alone_in_brackets(text, run.start, run.bracket) {
        return Rule::InBrackets;
    }
    if after.lead == Lead::Lower && (after.gap != Gap::Line || run.quote || after.dashed) {
        return lower::decide(place, run, after);
    }
    let mark = run.kind != Terminator::Stop;
    // On the next line, a dash lets another speak, and only what ends with the verb is no sentence of its own.
    let same_line = after.gap != Gap::Line;
    let may_say = same_line || after.lead == Lead::Upper && !after.dashed;
    if run.quote && may_say && attribution::says(text, after, mark && same_line, place.words) {
        return Rule::Attribution;
    }
    match run.kind {
        Terminator::Full => Rule::Terminator,
        Terminator::Wide => wide_ends(place, run, after),
        Terminator::Mark => mark_ends(place, run, after),
        Terminator::Ellipsis => ellipsis_ends(place, run, after),
        Terminator::Stop if place.habits.weak_stop || is_armenian_before(text, run.start) => Rule::WeakStop,
        Terminator::Stop => stops::ends(place, run, after),
    }
}

/// Whether an Armenian letter stands before byte `at`; its lead bytes tell most other texts at once.
fn is_armenian_before(text: &str, at: usize) -> bool {
    let lead = at.checked_sub(2).and_then(|i| text.as_bytes().get(i));
    lead.is_some_and(|b| matches!(b, 0xD4..=0xD6)) && char_before(text, at).is_some_and(is_armenian)
}

fn wide_ends(place: &Place<'_>, run: &Run, after: &After) -> Rule {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    // `３．２` is a number.
    if after.gap == Gap::None && after.lead == Lead::Digit && digit(char_before(place.text, run.start)) {
        return if char_at(place.text, run.start) == Some('．') { Rule::Inside } else { Rule::Terminator };
    }
    if quotes::in_wide_brackets(place.text, place.sentence, run.start, run.bracket) {
        Rule::InBrackets
    } else {
        Rule::Terminator
    }
}

fn mark_ends(place: &Place<'_>, run: &Run, after: &After) -> Rule {
    if after.gap == Gap::None {
        return if lost_space(place, run, after) { Rule::LostSpace } else { Rule::Inside };
    }
    // `Yahoo! Inc`: a name that has the mark.
    if run.end == run.start + 1
        && after.lead == Lead::Upper
        && place.words.role(before(place.text, run.start).word).is(Role::EXCLAIMED)
        && !place.words.role(word_at(place.text, after.word)).is(Role::STARTER)
    {
        return Rule::ExclaimedName;
    }
    if quotes::in_square_brackets(place.text, place.sentence, run.start) {
        return Rule::InBrackets;
    }
    Rule::Terminator
}

fn ellipsis_ends(place: &Place<'_>, run: &Run, after: &After) -> Rule {
    let text = place.text;
    let spaced = text.get(place.sentence..run.start).is_some_and(|head| head.ends_with(char::is_whitespace));
    // ` . . .` leaves words out; a fourth full stop is the sentence's own.
    if spaced && run.omission == 2 {
        return Rule::Omission;
    }
    // `… She stayed`, `“. . . She stayed`: what is left out stands before the sentence.
    if begins(place, run) && !run.quote && after.gap == Gap::Space {
        return Rule::Omission;
    }
    // `he would ... I don’t know`: this capital tells nothing.
    if spaced && after.lead == Lead::Upper && word_at(text, after.word) == "I" {
        return Rule::Omission;
    }
    match after.gap {
        Gap::None if place.habits.weak_stop || after.lead != Lead::Upper => Rule::Inside,
        Gap::None => {
            if lost_space(place, run, after) {
                Rule::LostSpace
            } else {
                Rule::Inside
            }
        }
        // In Hebrew, where no case tells, an ellipsis is more often a pause.
        _ if char_at(text, after.word).is_some_and(is_hebrew) => Rule::Omission,
        _ if matches!(after.lead, Lead::Lower | Lead::Digit | Lead::Terminator) => Rule::Omission,
        _ => Rule::Terminator,
    }
}

/// Whether nothing but quotes and brackets stands before the run in its sentence.
fn begins(place: &Place<'_>, run: &Run) -> bool {
    let head = place.text.get(place.sentence..run.start).filter(|head| head.len() <= OPENERS);
    head.is_some_and(|head| head.chars().all(is_opener))
}
