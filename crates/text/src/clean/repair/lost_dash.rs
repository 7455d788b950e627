use crate::clean::edits::Edits;
use crate::clean::repair::english::is_english;
use crate::clean::rule::{Context, Group, Presets, Reach, Rule};
use crate::clean::scan::Marks;

pub(crate) const RULE: Rule = Rule {
    name: "lost-dash",
    group: Group::Repair,
    help: "A dash that became a question mark between two spaces, in English",
    example: ("the pillars of the work ? peace and security", "the pillars of the work – peace and security"),
    presets: Presets::USUAL,
    marks: Marks::SPACED,
    reach: Reach::Text,
    apply,
};

/// So far back a question may begin.
const LONGEST_QUESTION: usize = 300;

/// Words that begin a question.
const ASKING: [&str; 31] = [
    "am", "are", "aren", "can", "could", "did", "do", "does", "had", "has", "have", "how", "is", "isn", "may", "might",
    "shall", "should", "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "won",
    "would",
];

/// A question mark between spaces, in the middle of a sentence that goes on in lower case and did not
/// begin as a question. If a single space before a question mark in the text is anything else, the
/// writer puts spaces there, as in French, and nothing is changed.
fn apply(text: &str, context: &Context<'_>, edits: &mut Edits<'_>) {
    let places = || memchr::memmem::find_iter(text.as_bytes(), b" ?");
    if places().next().is_some()
        && is_english(text, context.language)
        && places().all(|at| is_lost(&text[..at], &text[at + 2..]))
    {
        places().for_each(|at| edits.replace(at + 1..at + 2, "–"));
    }
}

fn is_lost(before: &str, after: &str) -> bool {
    let goes_on = matches!(after.as_bytes(), [b' ', b'a'..=b'z', ..]);
    goes_on
        && before.ends_with(|c| matches!(c, 'a'..='z' | '0'..='9' | ',' | '\'' | '"' | '’' | '”' | ')'))
        && !after.starts_with(" http")
        && !is_question(before)
}

fn is_question(before: &str) -> bool {
    let bytes = before.as_bytes();
    let near = &bytes[bytes.len().saturating_sub(LONGEST_QUESTION)..];
    let start = near.iter().rposition(|b| matches!(b, b'.' | b'!' | b'?' | b'\n' | b':' | b';')).map_or(0, |n| n + 1);
    // Letters alone make a word; what stands before it are spaces and quotation marks.
    let sentence = near[start..].iter().skip_while(|b| !b.is_ascii_alphabetic());
    let word: Vec<u8> = sentence.take_while(|b| b.is_ascii_alphabetic()).take(8).map(u8::to_ascii_lowercase).collect();
    ASKING.iter().any(|w| w.as_bytes() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_in_the_middle_of_an_english_sentence() {
        let cleaned = |text: &str| crate::clean::tests::alone(&RULE, text);
        assert_eq!(cleaned("It was the end, ? or so").unwrap(), "It was the end, – or so");
        for other in [
            "plateforme ? a demandé",
            "Is the work ? peace",
            "the work ? Peace",
            "in the work ? peace and ? War",
            "in the work ? peace. Why ?",
            "He said: “Why the work ? he asked",
            "the work? peace",
            "the work ?",
            " ? the ",
            "the #tag ? https://t.co/x",
        ] {
            assert_eq!(cleaned(other), None, "{other:?}");
        }
    }
}
