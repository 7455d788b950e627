//! Sentences that no space separates.

use super::characters::{Terminator, is_ideographic, is_word};
use super::context::{After, Lead, before, char_at, word_at};
use super::roles::Role;
use super::terminators::{Place, Run};

/// How far to both sides an address is looked for, in characters.
const AROUND: usize = 32;

/// Whether a sentence ends where no space follows: only when the words on both sides look like two sentences.
pub(super) fn lost_space(place: &Place<'_>, run: &Run, after: &After) -> bool {
    let text = place.text;
    match after.lead {
        Lead::Upper => {
            let next = word_at(text, after.word);
            if next.chars().nth(1).is_none() && char_at(text, after.word + next.len()) == Some('.') {
                // `A.B.`: initials.
                return false;
            }
            let capitalised = next.chars().skip(1).all(char::is_lowercase)
                && (next.chars().nth(1).is_some() || place.words.role(next).is(Role::STARTER));
            if !capitalised && !is_century(next) {
                return false;
            }
            let word = before(text, run.start).word;
            let mark = run.kind == Terminator::Mark;
            let free = lower_word(word)
                || run.quote
                || mark && !word.is_empty()
                || capitalised && place.starts(next, after.word) && whole_word(word);
            free && !in_address(text, run.start, after)
        }
        Lead::Caseless => {
            char_at(text, after.word).is_some_and(is_ideographic)
                || caseless_word(before(text, run.start).word) && caseless_word(word_at(text, after.word))
        }
        _ => false,
    }
}

/// Lower case only, and more than a letter.
pub(super) fn lower_word(word: &str) -> bool {
    word.chars().all(char::is_lowercase) && word.chars().nth(1).is_some()
}

/// `XVIII`: a roman number as long as no other short word in capitals is.
fn is_century(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
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
