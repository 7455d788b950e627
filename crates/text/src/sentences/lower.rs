//! Sentences that begin in lower case, as in hasty letters, headlines and posts.
//!
//! Most full stops before lower case abbreviate, so that only a whole word that no list knows ends a sentence there.

use super::characters::Terminator;
use super::context::{After, before, char_at, word_at};
use super::language::Habits;
use super::lines::{self, Gap};
use super::lost_space::lower_word;
use super::quotes;
use super::roles::Role;
use super::rule::Rule;
use super::terminators::{Place, Run};

/// A word with this many letters that is in no list is no abbreviation.
const WHOLE: usize = 5;
/// The same, if the word after it begins sentences where it has a capital.
const WHOLE_BEFORE_STARTER: usize = 4;
/// The same as [`WHOLE`] in a language that cuts many words short.
const WHOLE_OF_SHORTENED: usize = 7;

/// What a terminator before lower case does.
pub(super) fn decide(place: &Place<'_>, run: &Run, after: &After) -> Rule {
    let text = place.text;
    if shortened_start(text, after) {
        return Rule::LowerCaseStart;
    }
    if after.gap != Gap::Space || run.quote || after.dashed || place.habits.weak_stop {
        return Rule::LowerCase;
    }
    // `... costs less. b) It lasts`, `... costs less. a. it lasts`: the letter numbers an item.
    let first = |m: lines::Marker| m.number == lines::LETTERS + 1 && before(text, run.start).word.len() > 2;
    if lines::marker(text, after.next).is_some_and(|m| m.bracket || first(m)) {
        return Rule::ListItem;
    }
    if after.opened || run.bracket || run.end != run.start + 1 {
        return Rule::LowerCase;
    }
    let begins = match run.kind {
        Terminator::Mark => {
            if quotes::in_square_brackets(text, place.sentence, run.start) {
                return Rule::InBrackets;
            }
            mark_ends(place, before(text, run.start).word, after.word)
        }
        Terminator::Stop => stop_ends(place, before(text, run.start).word, after.word),
        _ => false,
    };
    if begins { Rule::LowerCaseStart } else { Rule::LowerCase }
}

/// Whether `!` or `?` ends a sentence after `word` and before the lower case at byte `at`.
fn mark_ends(place: &Place<'_>, word: &str, at: usize) -> bool {
    // The names of works, as `What Now?`, have capitals.
    if !lower_word(word) {
        return false;
    }
    let next = word_at(place.text, at);
    starts(place, next) && !place.words.role(word).is(Role::EXCLAIMED) && !says_soon(place, at, next)
}

/// Whether a full stop ends a sentence after `word` and before the lower case at byte `at`.
fn stop_ends(place: &Place<'_>, word: &str, at: usize) -> bool {
    if !is_whole(place, word) {
        return false;
    }
    let next = word_at(place.text, at);
    (word.chars().nth(WHOLE - 1).is_some() || starts(place, next))
        && place.words.role(word) == Role::default()
        && !place.words.role(next).is(Role::AFTER_ORDINAL.or(Role::SAYS))
}

/// Whether the word `next` begins sentences, where it has a capital, or is an address.
fn starts(place: &Place<'_>, next: &str) -> bool {
    let role = place.words.role_as_capital(next);
    role.is(Role::STARTER) && !role.is(Role::PREPOSITION) || matches!(next, "http" | "https" | "www")
}

/// Whether `word` is a word for certain: long enough, and in letters that can be spoken to its end.
fn is_whole(place: &Place<'_>, word: &str) -> bool {
    let least = if place.habits.shortens { WHOLE_OF_SHORTENED } else { WHOLE_BEFORE_STARTER };
    if word.chars().nth(least - 1).is_none() {
        return false;
    }
    let tail = match place.habits {
        Habits { vowels: true, .. } => 1,
        Habits { shortens: true, .. } => 2,
        _ => 3,
    };
    let mut letters = word.chars();
    letters.next();
    lower_word(letters.as_str())
        && word.chars().rev().take(tail).any(|c| !c.is_ascii() || matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

/// Whether `next` or the word after it is a verb of speech, so that `Is it so? he asked` goes on.
fn says_soon(place: &Place<'_>, at: usize, next: &str) -> bool {
    let rest = place.text.get(at + next.len()..).and_then(|rest| rest.strip_prefix(' ')).unwrap_or("");
    place.words.role(next).is(Role::SAYS) || place.words.role(word_at(rest, 0)).is(Role::SAYS)
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
