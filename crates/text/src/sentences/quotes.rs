//! Quotes and brackets at a terminator: what closes, and who says so.
//!
//! Only what stands next to a terminator counts. Quotes are never paired at a distance, so one that is missing or
//! too many cannot change what happens elsewhere.

use super::characters::{
    is_closer, is_closing_bracket, is_dash, is_either_quote, is_hiragana, is_ideographic, is_word, terminator,
};
use super::context::{After, Lead, char_at, word_at};
use super::lines::Gap;
use super::words::{Role, Words};

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
        _ => return None,
    };
    (!char_at(text, end).is_some_and(|n| is_word(n) || is_either_quote(n))).then_some(end)
}

/// Whether a closing quote is followed by words that say who spoke, so that the sentence goes on.
///
/// Lower case after it always does; this is for what case cannot tell.
pub(super) fn attribution(text: &str, after: &After, mark: bool, words: &Words) -> bool {
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
fn name_says(text: &str, from: usize, words: &Words) -> bool {
    let mut at = from;
    for n in 0..NAME {
        let word = word_at(text, at);
        let role = words.role(word);
        let Some(first) = word.chars().next() else { return false };
        if n > 0 && role.is(Role::SAYS) {
            return true;
        }
        at += word.len();
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
fn words_say(text: &str, from: usize, words: &Words) -> bool {
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
fn ideographs_say(text: &str, from: usize, words: &Words) -> bool {
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

/// Whether byte `at` lies in the title of a work, `《…》`, as far as the window from byte `from` shows.
pub(super) fn in_title_brackets(text: &str, from: usize, at: usize) -> bool {
    let head = text.get(from..at).unwrap_or("");
    head.chars()
        .rev()
        .take(BRACKET_BACK)
        .find(|c| matches!(c, '《' | '》' | '〈' | '〉'))
        .is_some_and(|c| c == '《' || c == '〈')
}

/// What a closer tells about the run it stands in.
pub(super) fn is_quote(c: char) -> bool {
    !is_closing_bracket(c) && !is_dash(c) && terminator(c).is_none()
}
