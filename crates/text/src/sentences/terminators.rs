//! Terminators: what belongs to one, and whether a sentence ends there.

use super::characters::{Terminator, is_closing_bracket, is_format, is_ideographic, is_raised, is_word, terminator};
use super::context::{After, Lead, after, before, char_at, char_before, word_at};
use super::language::Habits;
use super::lines::{self, Gap};
use super::words::{Role, Words};
use super::{Step, quotes, stops};

/// How far to both sides an address is looked for, in characters.
const AROUND: usize = 32;
/// Characters of a reference such as `[12]`, at most.
const REFERENCE: usize = 6;

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
    pub(super) words: &'static Words,
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
        role.is(Role::STARTER) && !initial || role.is(Role::TITLE) && stop
    }
}

/// Decides at the terminator that begins at byte `at`.
pub(super) fn decide(place: &Place<'_>, at: usize, c: char) -> Step {
    let kind = terminator(c).unwrap_or(Terminator::Mark);
    let run = run(place, at, c.len_utf8(), kind);
    let after = after(place.text, run.end);
    let ends = match after.gap {
        Gap::Blank => true,
        Gap::Line if lines::begins_item(place.text, after.next) => true,
        _ => ends(place, &run, &after),
    };
    Step { end: ends.then_some(run.end), next: after.next, gap: after.gap }
}

fn run(place: &Place<'_>, start: usize, len: usize, kind: Terminator) -> Run {
    let text = place.text;
    let mut run = Run { start, end: start + len, kind, quote: false, bracket: false, omission: 0 };
    let mut at = run.end;
    let mut spaced = false;
    let mut previous = kind;
    while let Some(c) = char_at(text, at) {
        let next = at + c.len_utf8();
        if let Some(kind) = terminator(c) {
            // ` .NET` and ` ...and` begin something; ` . . .` and ` ?` go on with the run.
            let glued = char_at(text, next).is_some_and(|n| is_word(n) || n == '.');
            if spaced && (previous != kind || kind == Terminator::Full || (kind == Terminator::Stop && glued)) {
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
        } else if let Some(end) = reference(text, at)
            .or_else(|| if !spaced && (c.is_ascii_digit() || is_raised(c)) { note(place, at) } else { None })
        {
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

/// Where a reference such as `[12]` at byte `at` ends.
fn reference(text: &str, at: usize) -> Option<usize> {
    let inside = text.as_bytes().get(at..)?.strip_prefix(b"[")?;
    let digits = inside.iter().take(REFERENCE).take_while(|b| b.is_ascii_digit()).count();
    (digits > 0 && inside.get(digits) == Some(&b']')).then_some(at + digits + 2)
}

/// Where the number of a note ends that stands at byte `at` right after a full stop, as in `rose.¹ It` or, if what is
/// around looks like two sentences and not like a number or a name, `rose.3 It` or `rose.3,4 It`.
// Rarely called: inside its caller it would slow the common way.
#[inline(never)]
fn note(place: &Place<'_>, at: usize) -> Option<usize> {
    let text = place.text;
    let rest = text.get(at..)?;
    let up = rest.starts_with(is_raised);
    let len = if up {
        rest.chars().take(REFERENCE).take_while(|&c| is_raised(c)).map(char::len_utf8).sum()
    } else {
        let head = text.get(..at).and_then(|head| head.strip_suffix('.'))?;
        let word = before(text, head.len()).word;
        if !rest.starts_with(|c: char| c.is_ascii_digit())
            || !lower_word(word)
            || place.words.role(word) != Role::default()
        {
            return None;
        }
        let several = rest.bytes().take(REFERENCE).take_while(|b| matches!(b, b'0'..=b'9' | b',' | b'-')).count();
        rest.get(..several)?.trim_end_matches([',', '-']).len()
    };
    let after = after(text, at + len);
    (after.gap != Gap::None && (up || matches!(after.lead, Lead::Upper | Lead::End))).then_some(at + len)
}

fn ends(place: &Place<'_>, run: &Run, after: &After) -> bool {
    let text = place.text;
    if after.lead == Lead::End {
        return true;
    }
    if run.kind == Terminator::Full {
        let said = run.quote && after.lead == Lead::Caseless && after.gap != Gap::Line;
        return after.lead != Lead::GoesOn && !(said && quotes::attribution(text, after, true, place.words));
    }
    if after.lead == Lead::GoesOn || quotes::alone_in_brackets(text, run.start, run.bracket) {
        return false;
    }
    if after.lead == Lead::Lower && (after.gap != Gap::Line || run.quote || after.dashed) {
        return shortened_start(text, after);
    }
    let mark = run.kind != Terminator::Stop;
    if run.quote && after.gap != Gap::Line && quotes::attribution(text, after, mark, place.words) {
        return false;
    }
    match run.kind {
        Terminator::Full => true,
        Terminator::Wide => wide_ends(place, run, after),
        Terminator::Mark => mark_ends(place, run, after),
        Terminator::Ellipsis => ellipsis_ends(place, run, after),
        Terminator::Stop => !place.habits.weak_stop && stops::ends(place, run, after),
    }
}

/// `'s Avonds` and `'n Man`: Dutch and Afrikaans sentences whose first word has lost its beginning.
fn shortened_start(text: &str, after: &After) -> bool {
    after.gap == Gap::Space
        && matches!(char_at(text, after.next), Some('\'' | '’' | '‘'))
        && matches!(word_at(text, after.word), "s" | "t" | "n" | "k")
        && text
            .get(after.word + 1..)
            .is_some_and(|rest| rest.strip_prefix(' ').and_then(|r| r.chars().next()).is_some_and(char::is_uppercase))
}

fn wide_ends(place: &Place<'_>, run: &Run, after: &After) -> bool {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    // `３．２` is a number.
    if after.gap == Gap::None && after.lead == Lead::Digit && digit(char_before(place.text, run.start)) {
        return char_at(place.text, run.start) != Some('．');
    }
    !quotes::in_title_brackets(place.text, place.sentence, run.start)
}

fn mark_ends(place: &Place<'_>, run: &Run, after: &After) -> bool {
    if after.gap == Gap::None {
        return lost_space(place, run, after);
    }
    // `Yahoo! Inc`: a name that has the mark.
    let name = before(place.text, run.start).word;
    !(run.end == run.start + 1
        && place.words.role(name).is(Role::EXCLAIMED)
        && after.lead == Lead::Upper
        && !place.words.role(word_at(place.text, after.word)).is(Role::STARTER))
}

fn ellipsis_ends(place: &Place<'_>, run: &Run, after: &After) -> bool {
    let spaced = place.text.get(..run.start).is_some_and(|head| head.ends_with(char::is_whitespace));
    // ` . . .` leaves words out; a fourth full stop is the sentence's own.
    if spaced && run.omission == 2 {
        return false;
    }
    // `… She stayed`: what is left out stands before the sentence.
    if run.start == place.sentence && !run.quote && after.gap == Gap::Space {
        return false;
    }
    match after.gap {
        Gap::None => !place.habits.weak_stop && after.lead == Lead::Upper && lost_space(place, run, after),
        _ => !matches!(after.lead, Lead::Lower | Lead::Digit | Lead::Terminator),
    }
}

/// Whether a sentence ends where no space follows: only when the words on both sides look like two sentences.
pub(super) fn lost_space(place: &Place<'_>, run: &Run, after: &After) -> bool {
    let text = place.text;
    let word = before(text, run.start).word;
    match after.lead {
        Lead::Upper => {
            let next = word_at(text, after.word);
            let capitalised = next.chars().skip(1).all(char::is_lowercase)
                && (next.chars().nth(1).is_some() || place.words.role(next).is(Role::STARTER));
            let mark = run.kind == Terminator::Mark;
            let starts = place.starts(next, after.word);
            let free = lower_word(word) || run.quote || mark && !word.is_empty() || starts && whole_word(word);
            capitalised && free && !in_address(text, run.start, after)
        }
        Lead::Caseless => {
            let c = char_at(text, after.word);
            c.is_some_and(is_ideographic) || caseless_word(word) && caseless_word(word_at(text, after.word))
        }
        _ => false,
    }
}

fn lower_word(word: &str) -> bool {
    word.chars().all(char::is_lowercase) && word.chars().nth(1).is_some()
}

/// A number, or a word that is neither an initial nor full of stops.
fn whole_word(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit() || b == b',') && !word.is_empty()
        || !word.contains('.') && word.chars().nth(2).is_some()
}

fn caseless_word(word: &str) -> bool {
    word.chars().nth(2).is_some() && word.chars().all(|c| !c.is_ascii())
}

/// Whether what stands around byte `at` without white space looks like an address or a name in a program.
fn in_address(text: &str, at: usize, after: &After) -> bool {
    let mark = |c: char| matches!(c, '/' | '@' | '_' | '\\' | '=' | '#' | '(');
    let head = text.get(..at).unwrap_or("").chars().rev().take(AROUND).take_while(|c| !c.is_whitespace());
    let tail = text.get(after.word..).unwrap_or("").chars().take(AROUND).take_while(|c| !c.is_whitespace());
    let end = after.word + word_at(text, after.word).len();
    let dotted = char_at(text, end) == Some('.') && char_at(text, end + 1).is_some_and(is_word);
    dotted || head.chain(tail).any(mark)
}
