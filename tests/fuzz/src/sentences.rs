//! Sentences and clauses.

use copydesk_text::sentences::{Abbreviations, Language, clauses, explain, split, split_with};

/// A language for each way of writing, and two more.
const LANGUAGES: [&str; 12] = ["", "en", "de", "nl", "el", "hy", "ar", "zh", "ja", "th", "it", "he"];

/// Splits `bytes`, of which the first chooses the language, as text: sentences lie in order and leave nothing out but
/// white space, their clauses too, and a paragraph is split the same where another one stands beside it.
pub fn check_sentences(bytes: &[u8]) {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let language = Language::from_code(LANGUAGES[usize::from(first) % LANGUAGES.len()]);
    let text = String::from_utf8_lossy(rest);
    let mut end = 0;
    for range in split(&text, language) {
        assert_eq!(text[end..range.start].trim(), "");
        assert!(!range.is_empty() && text[range.clone()].trim() == &text[range.clone()]);
        let pieces: Vec<&str> = clauses(&text, range.clone(), 20).map(|piece| &text[piece]).collect();
        let solid = |s: &str| s.split_whitespace().collect::<String>();
        assert_eq!(solid(&pieces.concat()), solid(&text[range.clone()]));
        end = range.end;
    }
    assert_eq!(text[end..].trim(), "");
    let ends = explain(&text, language, None).iter().filter(|decision| decision.rule.ends()).count();
    let count = split(&text, language).count();
    // The end of the text needs no decision of its own.
    assert!(ends == count || ends + 1 == count, "{ends} decisions for {count} sentences");
    let (text, beside) = (text.trim(), "Ann ran.");
    let alone: Vec<&str> = split(text, language).map(|range| &text[range]).collect();
    let both = format!("{beside}\n\n{text}\n\n{beside}");
    let together: Vec<&str> = split(&both, language).map(|range| &both[range]).collect();
    assert_eq!(together[0], beside);
    assert_eq!(together[1..together.len() - 1], alone);
}

/// Reads `bytes` up to a NUL as a list of a user's own abbreviations, and splits what is behind it by them: sentences
/// lie in order and leave nothing out but white space.
pub fn check_abbreviations(bytes: &[u8]) {
    let input = String::from_utf8_lossy(bytes);
    let (list, text) =
        input.split_once('\0').unwrap_or((&input, "We met Cllr. Ash. It rained. No. 5 won etc. Then p. 3."));
    match list.parse::<Abbreviations>() {
        Ok(own) => {
            let mut end = 0;
            for range in split_with(text, Language::from_code("en"), &own) {
                assert_eq!(text[end..range.start].trim(), "");
                assert!(!range.is_empty());
                end = range.end;
            }
            assert_eq!(text[end..].trim(), "");
        }
        Err(fault) => {
            assert!((1..=list.lines().count()).contains(&fault.line), "{}", fault.line);
            assert!(list.contains(fault.section.as_str()));
        }
    }
}
