//! Laws that hold for every text. What is right for one language or another stands in `fixtures/sentences`.

use super::*;
use proptest::prelude::*;

/// A code for each way of writing: plain, ordinals, `;` and `:` that end, a full stop that does not, no spaces.
const CODES: [&str; 9] = ["", "en", "de", "nl", "el", "hy", "ar", "zh", "ja"];

/// What rules look at, so that random texts meet them often.
const NASTY: &[&str] = &[
    ".", ".", "!", "?", "...", "…", "。", "！", "।", "؟", "։", ":", ";", ",", ",,", " ", " ", " ", "\u{A0}",
    "\u{3000}", "\t", "\n", "\r", "\r\n", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}", "\u{200B}", "\u{FEFF}",
    "\"", "'", "“", "”", "‘", "’", "«", "»", "„", "「", "」", "《", "》", "(", ")", "[", "]", "[1]", "*", "_", "-",
    "—", "•", "/", "1", "1.", "2)", "iv)", "A)", "b.", "3", "¹", "a", "B", "iPad", "Dr", "Mr.", "etc.", "U.S.", "No.",
    "St.", "The", "Smith", "said", "说", "他", "と", "है", "é", "́", "\u{378}", "🙂", "𐐀",
];

fn nasty() -> impl Strategy<Value = String> {
    let piece = (0..NASTY.len()).prop_map(|i| NASTY[i]);
    prop_oneof![
        4 => proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()),
        1 => proptest::collection::vec(any::<char>(), 0..40).prop_map(|chars| chars.into_iter().collect::<String>()),
    ]
}

fn language() -> impl Strategy<Value = Language> {
    (0..CODES.len()).prop_map(|i| Language::from_code(CODES[i]))
}

/// That the sentences of `text` are as [`split`] promises.
fn check_laws(text: &str, language: Language) {
    let mut end = 0;
    for range in split(text, language) {
        let between = text.get(end..range.start).expect("ranges are in order, on the boundaries of characters");
        assert_eq!(between.trim(), "", "characters between sentences are in none");
        let sentence = text.get(range.clone()).expect("ranges are in order, on the boundaries of characters");
        assert_ne!(sentence, "", "an empty sentence");
        assert_eq!(sentence.trim(), sentence, "white space at the end of a sentence");
        end = range.end;
    }
    assert_eq!(text[end..].trim(), "", "characters after the last sentence");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn sentences_cover_the_text_in_order(text in nasty(), language in language()) {
        check_laws(&text, language);
    }

    #[test]
    fn a_paragraph_is_split_the_same_whatever_stands_beside_it(
        texts in proptest::collection::vec(nasty(), 1..5),
        language in language(),
    ) {
        let paragraphs: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
        let alone: Vec<&str> =
            paragraphs.iter().flat_map(|text| split(text, language).map(|range| &text[range])).collect();
        let text = paragraphs.join("\n\n");
        let together: Vec<&str> = split(&text, language).map(|range| &text[range]).collect();
        prop_assert_eq!(together, alone);
    }
}

/// A rule that looked to the start of the sentence or the end of the text at each candidate would not finish here.
#[test]
fn hostile_texts_come_to_an_end() {
    let pieces = [
        "“",
        "\"",
        "(",
        ".",
        ". ",
        " . . .",
        "…",
        "1. ",
        "a) ",
        "• ",
        "Mr. ",
        "A.",
        "U.S. ",
        "x",
        "3.3",
        "[1]",
        ".¹",
        " ",
        "\n",
        "a\n",
        "A\n",
        ".\u{200B}",
        "《。",
        "?” Smith a ",
        "?” है ",
    ];
    for piece in pieces {
        check_laws(&piece.repeat(500_000 / piece.len()), Language::from_code("en"));
    }
    // The longest sentence: every candidate goes on with it.
    check_laws(&"a. b ".repeat(400_000), Language::default());
}
