use crate::clean::edits::Edits;
use crate::clean::repair::english::{is_english, names_english};
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "lost-apostrophe",
    group: Group::Repair,
    help: "An apostrophe that became a space, in English: couldn t, it s, we re",
    example: ("I couldn t wish for Trump s job.", "I couldn't wish for Trump's job."),
    presets: Presets::USUAL,
    marks: Marks::SPACED,
    reach: Reach::Text,
    apply,
};

const NEGATIONS: [&str; 20] = [
    "ain", "aren", "can", "couldn", "didn", "doesn", "don", "hadn", "hasn", "haven", "isn", "mightn", "mustn", "needn",
    "shan", "shouldn", "wasn", "weren", "won", "wouldn",
];
const SOMEBODY: [&str; 8] = ["i", "you", "he", "she", "it", "we", "they", "who"];
const BEFORE_S: [&str; 11] = ["it", "he", "she", "that", "what", "who", "there", "here", "where", "how", "let"];
const BEFORE_VE: [&str; 9] = ["i", "you", "we", "they", "who", "could", "would", "should", "might"];

/// How sure it is that an apostrophe stood somewhere.
#[derive(PartialEq)]
enum Sure {
    /// Nothing else is written so.
    Yes,
    /// In English.
    InEnglish,
    /// In a text that lost others.
    AmongOthers,
}

/// A text that says `couldn t` or `it s` once lost all its apostrophes; then `Trump s` is mended too.
/// The apostrophe is curly where the text has curly ones and no straight one. Where a plural lost the
/// apostrophe at its end nothing shows it.
fn apply(text: &str, context: &Context<'_>, edits: &mut Edits<'_>) {
    let bytes = text.as_bytes();
    if !context.language.is_empty() && !names_english(context.language) {
        return;
    }
    let found = || memchr::memchr_iter(b' ', bytes).filter_map(|at| Some((at, lost(bytes, at)?)));
    // What follows has to be a space here: that is what the scan looks for.
    let spaced = |at: usize| bytes.get(at + 2) == Some(&b' ');
    let mut english = None;
    let mut proves = |sure: &Sure| match sure {
        Sure::Yes => true,
        Sure::InEnglish => *english.get_or_insert_with(|| is_english(text, context.language)),
        Sure::AmongOthers => false,
    };
    if !found().any(|(at, sure)| spaced(at) && proves(&sure)) {
        return;
    }
    let curly = memchr::memchr(b'\'', bytes).is_none() && text.contains('’');
    found().for_each(|(at, _)| edits.replace(at..at + 1, if curly { "’" } else { "'" }));
}

/// Whether the space at `at` was an apostrophe.
fn lost(bytes: &[u8], at: usize) -> Option<Sure> {
    let rest = &bytes[at + 1..];
    let length = rest.iter().take(3).take_while(|b| b.is_ascii_lowercase()).count();
    let after = rest.get(length).copied().unwrap_or(b' ');
    let ends = match after {
        b'.' | b'-' | b'&' => !rest.get(length + 1).is_some_and(u8::is_ascii_alphanumeric),
        _ => after.is_ascii() && !after.is_ascii_alphanumeric() && !matches!(after, b'\'' | b'/' | b'_' | b'=' | b'*'),
    };
    // The last byte of a curly quotation mark's first may follow, but not another letter.
    let ends = ends || (after == 0xE2 && rest.get(length + 1) == Some(&0x80));
    if !ends || !matches!(&rest[..length], b"t" | b"s" | b"m" | b"d" | b"re" | b"ll" | b"ve") {
        return None;
    }
    let mut word = [0; 8];
    let mut n = 0;
    for b in bytes[..at].iter().rev().take(word.len() + 1).take_while(|b| b.is_ascii_alphabetic()) {
        n += 1;
        if let Some(place) = word.len().checked_sub(n) {
            word[place] = b.to_ascii_lowercase();
        }
    }
    let is_possessor = n > 1 && bytes[at - 1].is_ascii_lowercase();
    let word = &word[word.len().saturating_sub(n)..];
    // What is glued to something else is no word.
    let whole = at.checked_sub(n + 1).is_none_or(|i| bytes[i].is_ascii() && !matches!(bytes[i], b'.' | b'@' | b'/'));
    let is_one_of = |words: &[&str]| n <= 8 && whole && words.iter().any(|w| w.as_bytes() == word);
    match &rest[..length] {
        b"t" if is_one_of(&NEGATIONS) => Some(Sure::Yes),
        b"s" if is_one_of(&BEFORE_S) => Some(Sure::InEnglish),
        b"s" if is_possessor => Some(Sure::AmongOthers),
        b"m" if n == 1 && bytes[at - 1] == b'I' && whole => Some(Sure::AmongOthers),
        b"re" if is_one_of(&["you", "we", "they"]) => Some(Sure::AmongOthers),
        b"ll" | b"d" if is_one_of(&SOMEBODY) => Some(Sure::AmongOthers),
        b"ve" if is_one_of(&BEFORE_VE) => Some(Sure::AmongOthers),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_asked_for() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        assert_eq!(cleaned("It s the plan. You re in, I m out.").unwrap(), "It's the plan. You're in, I'm out.");
        assert_eq!(cleaned("Can t ‘a’ we ll’ Dent s. I ve").unwrap(), "Can’t ‘a’ we’ll’ Dent’s. I’ve");
        for other in [
            "razgovarao s bijelcima",
            "Caisse d Amortisement",
            "you re in",
            "couldn tell",
            "it s a",
            "can t.co the",
            "the 1980 s and Trump s",
        ] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
    }
}
