//! Sentences that begin in lower case, as in hasty letters, headlines and posts.
//!
//! Most full stops before lower case abbreviate, so that only a whole word that no list knows ends a sentence there.

use super::characters::Terminator;
use super::context::{After, before, char_at, word_at};
use super::lines::{self, Gap};
use super::lost_space::lower_word;
use super::quotes;
use super::rule::Rule;
use super::terminators::{Place, Run};
use super::words::Role;

/// A word with this many letters that is in no list is no abbreviation.
const WHOLE: usize = 5;
/// The same, if the word after it begins sentences where it has a capital.
const WHOLE_BEFORE_STARTER: usize = 4;

/// What a terminator before lower case does.
pub(super) fn decide(place: &Place<'_>, run: &Run, after: &After) -> Rule {
    let text = place.text;
    if shortened_start(text, after) {
        return Rule::LowerCaseStart;
    }
    if after.gap != Gap::Space || run.quote || after.dashed || place.habits.weak_stop {
        return Rule::LowerCase;
    }
    // `... costs less. b) It lasts`: the letter numbers an item.
    if lines::marker(text, after.next).is_some_and(|m| m.bracket) {
        return Rule::ListItem;
    }
    if after.opened || run.bracket || run.end != run.start + 1 {
        return Rule::LowerCase;
    }
    let word = before(text, run.start);
    let role = place.words.role(word.word);
    let next = word_at(text, after.word);
    let starter = place.words.role_as_capital(next).is(Role::STARTER) || matches!(next, "http" | "https" | "www");
    let begins = match run.kind {
        Terminator::Mark => {
            if quotes::in_square_brackets(text, place.sentence, run.start) {
                return Rule::InBrackets;
            }
            // The names of works, as `What Now?`, have capitals.
            starter && lower_word(word.word) && !role.is(Role::EXCLAIMED) && !says_soon(place, after.word, next)
        }
        Terminator::Stop => {
            let goes_on = place.words.role(next).is(Role::AFTER_ORDINAL.or(Role::SAYS));
            whole(place, word.word, starter) && role == Role::default() && !goes_on
        }
        _ => false,
    };
    if begins { Rule::LowerCaseStart } else { Rule::LowerCase }
}

/// Whether `word` is a word for certain: long enough, and in letters that can be spoken to its end.
fn whole(place: &Place<'_>, word: &str, starter: bool) -> bool {
    let letters = word.chars().count();
    let mut letters_after = word.chars();
    letters_after.next();
    let lower = lower_word(letters_after.as_str());
    let tail = if place.habits.vowels { 1 } else { 3 };
    let spoken =
        || word.chars().rev().take(tail).any(|c| !c.is_ascii() || matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    lower && spoken() && (letters >= WHOLE || starter && letters >= WHOLE_BEFORE_STARTER)
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
