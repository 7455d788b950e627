//! Quotes and brackets at a terminator: what closes.
//!
//! Only what stands next to a terminator counts. Quotes are never paired at a distance, so one that is missing or
//! too many cannot change what happens elsewhere.

use super::characters::{
    goes_on, is_closer, is_closing_bracket, is_dash, is_either_quote, is_line_break, is_word, terminator,
};
use super::context::{Lead, after, char_at};
use super::lines::Gap;
use super::rule::Rule;
use super::terminators::Place;
use super::{Step, attribution};

/// How many characters back an opening bracket is looked for.
const BRACKET_BACK: usize = 24;

/// Whether the character `c` at the byte before `end` closes what a terminator right before it ended.
pub(super) fn closes(text: &str, c: char, end: usize) -> bool {
    let next = char_at(text, end);
    match c {
        // `Jr.’s` and `."s` go on; `.”He` has lost its space.
        // `*late.*`: emphasis ends, or a note is marked.
        '*' | '_' => !next.is_some_and(is_word),
        '’' | '\'' | '“' | '‘' | '«' | '»' | '‹' | '›' => !next.is_some_and(is_word),
        _ => is_closer(c) || is_either_quote(c),
    }
}

/// Where the quote `c` ends, if it is set off by a space as in French and closes: nothing that it could open follows.
pub(super) fn closes_after_space(text: &str, c: char, end: usize) -> Option<usize> {
    let end = match c {
        // `‘I had to.’ ”`: the space keeps two quotes apart that close.
        '”' | '"' if closes_two(text, end - c.len_utf8()) => end,
        '»' | '›' => end,
        '\'' if char_at(text, end) == Some('\'') => end + 1,
        // Nothing is left of the line that it could open.
        '"' if char_at(text, end).is_none_or(is_line_break) => end,
        // In texts whose tokens are set apart, ` " ,` and ` " .` close.
        '"' => {
            let mut rest = text.get(end..)?.strip_prefix(' ')?.chars().filter(|&c| c != ' ');
            let next = rest.next()?;
            // ` " ...` and ` " . . .` begin with what is left out.
            let stop = terminator(next).is_some() && rest.next() != Some('.');
            return (goes_on(next) || is_dash(next) || stop).then_some(end);
        }
        _ => return None,
    };
    (!char_at(text, end).is_some_and(|n| is_word(n) || is_either_quote(n))).then_some(end)
}

/// Whether a single quote that closes and a space stand before the double quote at byte `at`.
fn closes_two(text: &str, at: usize) -> bool {
    let mut head = text.get(..at).unwrap_or("").chars().rev();
    head.next().is_some_and(char::is_whitespace) && matches!(head.next(), Some('’' | '\''))
}

/// Whether the terminator from `start` to `end`, with what closes after it up to `tail`, is all that its brackets
/// hold: `(!)`, `[...]`.
pub(super) fn alone_in_brackets(text: &str, start: usize, closed: bool) -> bool {
    closed && text.get(..start).is_some_and(|head| head.ends_with(['(', '[', '（', '［', '{']))
}

/// Whether byte `at` lies in brackets of East Asian width, the title of a work `《…》` or an aside `（…）`, as far as the
/// window from byte `from` shows. An aside that is `closed` right there holds a sentence of its own.
pub(super) fn in_wide_brackets(text: &str, from: usize, at: usize, closed: bool) -> bool {
    let head = text.get(from..at).unwrap_or("");
    head.chars()
        .rev()
        .take(BRACKET_BACK)
        .find(|c| matches!(c, '《' | '》' | '〈' | '〉' | '（' | '）'))
        .is_some_and(|c| matches!(c, '《' | '〈') || c == '（' && !closed)
}

/// Whether byte `at` lies in a short pair of square brackets, which hold what editors put in.
pub(super) fn in_square_brackets(text: &str, from: usize, at: usize) -> bool {
    // A line that ends comes first: nothing beyond it may count.
    let bracket = |&c: &char| matches!(c, '[' | ']') || is_line_break(c);
    let behind = text.get(from..at).unwrap_or("").chars().rev().take(BRACKET_BACK).find(bracket);
    behind == Some('[') && text.get(at..).unwrap_or("").chars().take(BRACKET_BACK).find(bracket) == Some(']')
}

/// What the dash `c` at byte `at` does if a quote breaks off with it, as in `“But I thought—” She stopped.`
pub(super) fn broken_off(place: &Place<'_>, at: usize, c: char) -> Option<Step> {
    let text = place.text;
    let mut end = at + c.len_utf8();
    if c == '-' {
        end += text.get(end..)?.starts_with('-').then_some(1)?;
    }
    let quote = char_at(text, end).filter(|&c| matches!(c, '"' | '”' | '»'))?;
    end += quote.len_utf8();
    let after = after(text, end);
    if after.gap != Gap::Space || after.dashed || after.lead != Lead::Upper {
        return None;
    }
    let rule = if attribution::says(text, &after, true, place.words) { Rule::Attribution } else { Rule::BrokenOff };
    Some(Step { rule, end, next: after.next, gap: after.gap })
}

/// What a closer tells about the run it stands in.
pub(super) fn is_quote(c: char) -> bool {
    !is_closing_bracket(c) && !is_dash(c) && terminator(c).is_none()
}
