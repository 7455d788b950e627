//! Who spoke a quote, as the words after it say.

use super::characters::{is_hiragana, is_ideographic, is_line_break, is_word, terminator};
use super::context::{After, Lead, char_at, word_at};
use super::lines::Gap;
use super::roles::Role;
use super::words::Lexicon;

/// How many words a speaker's name and titles may have before the verb, and how many of these in a row in lower case.
const NAME: usize = 8;
const TITLE: usize = 3;
/// How many words are searched for a verb where case cannot tell a name.
const CASELESS_NAME: usize = 5;
/// How many characters are searched for the comma after what a speaker is.
const APPOSITION: usize = 60;
/// How many characters are searched for a verb in a script without spaces.
const VERB_AHEAD: usize = 8;

/// Whether a closing quote is followed by words that say who spoke, so that the sentence goes on; `mark` says that a
/// mark and no full stop ends the quote.
///
/// Lower case after it always does; this is for what case cannot tell.
pub(super) fn says(text: &str, after: &After, mark: bool, words: Lexicon<'_>) -> bool {
    match after.lead {
        Lead::Upper if after.dashed => true,
        Lead::Upper if after.opened => false,
        // A full stop before an attribution is rare: `‘I had to.’ ” Ms. Jones recalled.`
        Lead::Upper => verb_of_name(text, after.word, words).is_some_and(|verb| mark || ends_there(text, verb)),
        Lead::Caseless if char_at(text, after.word).is_some_and(is_ideographic) => {
            after.gap == Gap::None && !after.opened && ideographs_say(text, after.word, words)
        }
        Lead::Caseless => !after.opened && words_say(text, after.word, words),
        _ => false,
    }
}

/// Whether a sentence ends at byte `at`, as far as one character tells.
fn ends_there(text: &str, at: usize) -> bool {
    char_at(text, at).is_none_or(|c| terminator(c).is_some())
}

/// Where the verb of speech ends in `President Obama asked`: a short name and that verb.
fn verb_of_name(text: &str, from: usize, words: Lexicon<'_>) -> Option<usize> {
    let after_space = |at: usize| text.get(at..).and_then(|rest| rest.strip_prefix(' ')).map_or("", |r| word_at(r, 0));
    let mut at = from;
    let mut n = 0;
    let mut joined = false;
    while n < NAME {
        let word = word_at(text, at);
        let role = words.role(word);
        let first = word.chars().next()?;
        at += word.len();
        if n > 0 && role.is(Role::SAYS) {
            // `“…?” Ministers concluded that it was`, `Critics say: “…”`: the verb governs what follows.
            let governs = words.role(after_space(at)).is(Role::CLAUSE) || char_at(text, at) == Some(':');
            return (!governs).then_some(at);
        }
        // A pronoun or article with a capital begins a sentence of its own; `A. Low` has an initial, and `I` has its
        // capital everywhere.
        let initial = word.chars().nth(1).is_none() && char_at(text, at) == Some('.');
        if n == 0 && role.is(Role::STARTER) && !initial {
            let verb = after_space(at);
            let end = at + 1 + verb.len();
            return Some(end).filter(|&end| word == "I" && words.role(verb).is(Role::SAYS) && ends_there(text, end));
        }
        // `Tom Hale, the manager, asked`, `Hale’s lawyer, Tom Reed, asked`
        if char_at(text, at) == Some(',') {
            return verb_of_apposition(text, at + 1, words);
        }
        if first.is_lowercase() && !joined && word.chars().count() > 3 && !name_follows(text, at, words) {
            return None;
        }
        // Within a name stand spaces, the full stop of a title or initial, hyphens and apostrophes.
        let mut gap = 0;
        while let Some(c @ (' ' | '.' | '-' | '’' | '\'' | '\u{A0}')) = char_at(text, at) {
            gap += 1;
            at += c.len_utf8();
            if gap > 2 || (c == '.' && word.len() > 4) {
                return None;
            }
        }
        // `12-year-old` and `Hale’s` are a word.
        joined = !text.get(..at).is_some_and(|head| head.ends_with([' ', '.', '\u{A0}']));
        n += usize::from(!joined);
    }
    None
}

/// Whether a word in lower case that ends at byte `at` belongs to who speaks: a name goes on after its like, as in
/// `Rovers manager Tom Hale` and `White House press secretary Ann Low`, or the verb comes, as in `Hale’s lawyer asked`.
fn name_follows(text: &str, mut at: usize, words: Lexicon<'_>) -> bool {
    for n in 0..TITLE {
        let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix(' ')) else { return false };
        let next = word_at(rest, 0);
        if next.starts_with(char::is_uppercase) {
            return true;
        }
        if words.role(next).is(Role::SAYS) {
            return n == 0;
        }
        at += 1 + next.len();
    }
    false
}

/// Where the verb of speech ends that follows the second comma, the first of which stands before byte `from`.
fn verb_of_apposition(text: &str, from: usize, words: Lexicon<'_>) -> Option<usize> {
    let rest = text.get(from..)?;
    let near = rest.char_indices().take(APPOSITION).take_while(|&(_, c)| !is_line_break(c));
    let comma = near.into_iter().find(|&(_, c)| c == ',').map(|(i, _)| i)?;
    let verb = word_at(rest.get(comma + 1..)?.strip_prefix(' ')?, 0);
    words.role(verb).is(Role::SAYS).then_some(from + comma + 2 + verb.len())
}

/// A verb of speech among the first words, where case cannot tell a name.
fn words_say(text: &str, from: usize, words: Lexicon<'_>) -> bool {
    let mut at = from;
    for _ in 0..CASELESS_NAME {
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
