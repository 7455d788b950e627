//! Laws that hold for every text. What is right for one language or another stands in `fixtures/sentences`.

use super::*;
use proptest::prelude::*;

/// A code for each way of writing: plain, ordinals, `;` and `:` that end, a full stop that does not, no spaces.
const CODES: [&str; 12] = ["", "en", "de", "nl", "el", "hy", "ar", "zh", "ja", "th", "it", "uk"];

/// What rules look at, so that random texts meet them often.
const NASTY: &[&str] = &[
    ".",
    ".",
    "!",
    "?",
    "...",
    "…",
    "。",
    "！",
    "।",
    "؟",
    "։",
    ":",
    ";",
    ",",
    ",,",
    " ",
    " ",
    " ",
    "\u{A0}",
    "\u{3000}",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u{0B}",
    "\u{0C}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{200B}",
    "\u{FEFF}",
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "「",
    "」",
    "《",
    "》",
    "(",
    ")",
    "[",
    "]",
    "[1]",
    "*",
    "_",
    "-",
    "—",
    "•",
    "/",
    "1",
    "1.",
    "2)",
    "iv)",
    "A)",
    "b.",
    "3",
    "¹",
    "a",
    "B",
    "iPad",
    "Dr",
    "Mr.",
    "etc.",
    "U.S.",
    "No.",
    "St.",
    "The",
    "Smith",
    "said",
    "说",
    "他",
    "と",
    "है",
    "é",
    "́",
    "\u{378}",
    "🙂",
    "𐐀",
    "--\"",
    "a.m.",
    "At",
    "https",
    ":)",
    "（",
    "）",
    "№",
    "ครับ",
    "แต่",
    "XVI",
    "I",
    "letters",
    "that",
    "\".",
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

/// Whether the sentence at `range` may be split otherwise where it stands alone. Two words that nothing separates tell
/// an address from a lost space; how wide a wrapped line was shows where it stands; an Arabic heading with its colon
/// begins a line; a quote after a space closes if punctuation follows it; a number at the start of a Ukrainian
/// paragraph stands apart.
fn depends_on_its_place(text: &str, range: &Range<usize>, language: Language) -> bool {
    let sentence = &text[range.clone()];
    let (head, tail) = (&text[..range.start], &text[range.end..]);
    let glued = head.ends_with(|c: char| !c.is_whitespace()) || tail.starts_with(|c: char| !c.is_whitespace());
    let numbered = language == Language::from_code("uk") && sentence.starts_with(|c: char| c.is_ascii_digit());
    numbered || glued || sentence.contains(is_line_break) || sentence.contains(':') || sentence.ends_with(" \"")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn sentences_cover_the_text_in_order(text in nasty(), language in language()) {
        check_laws(&text, language);
    }

    #[test]
    fn a_sentence_split_again_is_itself(text in nasty(), language in language()) {
        for range in split(&text, language).filter(|range| !depends_on_its_place(&text, range, language)) {
            let sentence = &text[range];
            let again: Vec<&str> = split(sentence, language).map(|range| &sentence[range]).collect();
            prop_assert_eq!(again, [sentence], "of {:?}", text);
        }
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
        "5 a.m. A ",
        "A.B.",
        "--\" A ",
        "[? a ",
        "（。",
        "letters. that ",
        ".:) ",
        "a: ",
    ];
    for piece in pieces {
        check_laws(&piece.repeat(500_000 / piece.len()), Language::from_code("en"));
    }
    for (code, piece) in [("th", "แต่ ครับ "), ("th", "ก "), ("el", "α; "), ("hy", "ա: "), ("ar", "د: "), ("", "α;ա:")]
    {
        check_laws(&piece.repeat(300_000 / piece.len()), Language::from_code(code));
    }
    // Much white space: before a break, after a word, and at the end, far behind short lines.
    let spaces = " ".repeat(400_000);
    check_laws(&format!("ก{spaces}ก{spaces}\nก"), Language::from_code("th"));
    let lines = format!("a\n{}\n", "b".repeat(130)).repeat(10_000);
    check_laws(&format!("{lines}{spaces}{spaces}"), Language::default());
    // The longest sentence: every candidate goes on with it.
    check_laws(&"a. b ".repeat(400_000), Language::default());
}
