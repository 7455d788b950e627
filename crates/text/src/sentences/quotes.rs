//! Quotes and brackets at a terminator: what closes, and who says so.
//!
//! Only what stands next to a terminator counts. Quotes are never paired at a distance, so one that is missing or
//! too many cannot change what happens elsewhere.

use super::Step;
use super::characters::{
    goes_on, is_closer, is_closing_bracket, is_dash, is_either_quote, is_hiragana, is_ideographic, is_line_break,
    is_word, terminator,
};
use super::context::{After, Lead, after, char_at, word_at};
use super::lines::Gap;
use super::rule::Rule;
use super::terminators::Place;
use super::words::{Lexicon, Role};

/// How many words a speaker's name may have before the verb.
const NAME: usize = 5;
/// How many characters are searched for a verb in a script without spaces.
const VERB_AHEAD: usize = 8;
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
        '»' | '›' => end,
        '\'' if char_at(text, end) == Some('\'') => end + 1,
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

/// Whether a closing quote is followed by words that say who spoke, so that the sentence goes on.
///
/// Lower case after it always does; this is for what case cannot tell.
pub(super) fn attribution(text: &str, after: &After, mark: bool, words: Lexicon<'_>) -> bool {
    match after.lead {
        Lead::Upper if after.dashed => true,
        Lead::Upper => mark && !after.opened && name_says(text, after.word, words),
        Lead::Caseless if char_at(text, after.word).is_some_and(is_ideographic) => {
            after.gap == Gap::None && !after.opened && ideographs_say(text, after.word, words)
        }
        Lead::Caseless => !after.opened && words_say(text, after.word, words),
        _ => false,
    }
}

/// `President Obama asked`: a short name and a verb of speech.
fn name_says(text: &str, from: usize, words: Lexicon<'_>) -> bool {
    let mut at = from;
    for n in 0..NAME {
        let word = word_at(text, at);
        let role = words.role(word);
        let Some(first) = word.chars().next() else { return false };
        at += word.len();
        if n > 0 && role.is(Role::SAYS) {
            // `“…?” Ministers concluded that it was`: the verb governs what follows, not the quote.
            let next = text.get(at..).and_then(|rest| rest.strip_prefix(' ')).map_or("", |rest| word_at(rest, 0));
            return !words.role(next).is(Role::CLAUSE);
        }
        // A pronoun or article with a capital begins a sentence of its own; `A. Low` has an initial.
        let initial = word.chars().nth(1).is_none() && char_at(text, at) == Some('.');
        if n == 0 && role.is(Role::STARTER) && !initial {
            return false;
        }
        // `Rovers manager Tom Hale`, `Hale’s lawyer asked`: a name goes on, or the verb comes.
        if first.is_lowercase() && word.chars().count() > 3 {
            let next = text.get(at..).and_then(|rest| rest.strip_prefix(' ')).map_or("", |rest| word_at(rest, 0));
            if !next.starts_with(char::is_uppercase) && !words.role(next).is(Role::SAYS) {
                return false;
            }
        }
        // Within a name stand spaces, the full stop of a title or initial, hyphens and apostrophes.
        let mut gap = 0;
        while let Some(c @ (' ' | '.' | '-' | '’' | '\'' | '\u{A0}')) = char_at(text, at) {
            gap += 1;
            at += c.len_utf8();
            if gap > 2 || (c == '.' && word.len() > 4) {
                return false;
            }
        }
    }
    false
}

/// A verb of speech among the first words, where case cannot tell a name.
fn words_say(text: &str, from: usize, words: Lexicon<'_>) -> bool {
    let mut at = from;
    for _ in 0..NAME {
        let word = word_at(text, at);
        if words.role(word).is(Role::SAYS) {
            return true;
        }
        at += word.len();
        if word.is_empty() || char_at(text, at) != Some(' ') {
            return false;
        }
        at += 1;
    }
    false
}

/// Japanese goes on with a particle after a quote, Chinese with a name and a verb before the next punctuation.
fn ideographs_say(text: &str, from: usize, words: Lexicon<'_>) -> bool {
    let rest = text.get(from..).unwrap_or("");
    if rest.chars().next().is_some_and(is_hiragana) {
        return true;
    }
    rest.char_indices().take(VERB_AHEAD).take_while(|&(_, c)| is_word(c)).any(|(i, c)| {
        let one = i + c.len_utf8();
        let two = rest.get(one..).and_then(|r| r.chars().next()).map_or(one, |c| one + c.len_utf8());
        [one, two].iter().any(|&end| rest.get(i..end).is_some_and(|w| words.role(w).is(Role::SAYS)))
    })
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
    let rule = if attribution(text, &after, true, place.words) { Rule::Attribution } else { Rule::BrokenOff };
    Some(Step { rule, end, next: after.next, gap: after.gap })
}

/// What a closer tells about the run it stands in.
pub(super) fn is_quote(c: char) -> bool {
    !is_closing_bracket(c) && !is_dash(c) && terminator(c).is_none()
}
