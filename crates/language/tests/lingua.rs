//! The table beside lingua itself. The one test binary that links lingua.

// A helper of a test may fail as a test does.
#![allow(clippy::unwrap_used)]

use copydesk_language::{LANGUAGES, detect_like_lingua};
use lingua::{LanguageDetector, LanguageDetectorBuilder};

/// lingua's code for `text` and its confidence.
fn lingua_says(lingua: &LanguageDetector, text: &str) -> (String, f64) {
    match lingua.compute_language_confidence_values(text).first() {
        Some((language, confidence)) if *confidence > 0.0 => (language.iso_code_639_1().to_string(), *confidence),
        _ => ("und".to_owned(), 0.0),
    }
}

#[test]
fn the_same_answers_in_all_languages() {
    let lingua = LanguageDetectorBuilder::from_all_languages().build();
    let (mut same, mut all, mut apart) = (0, 0, Vec::new());
    for line in include_str!("fixtures/sentences.tsv").lines() {
        let (_, text) = line.split_once('\t').unwrap();
        let words: Vec<&str> = text.split_whitespace().collect();
        // The sentence, more than 120 letters of it, and its words alone, in twos and in threes.
        let mut texts = vec![text.to_owned(), format!("{text} {text} {text}")];
        texts.extend((1..=3).flat_map(|n| words.windows(n).step_by(4).map(|w| w.join(" "))));
        for text in texts {
            let (code, confidence) = lingua_says(&lingua, &text);
            let ours = detect_like_lingua(&text);
            all += 1;
            if ours.code == code && (ours.confidence - confidence).abs() < 0.02 {
                same += 1;
            } else {
                apart.push(format!("{text}: {code} {confidence:.4}, ours {} {:.4}", ours.code, ours.confidence));
            }
        }
    }
    // Where two languages are as likely to the third digit, the table's rounding can turn them around.
    assert!(all > 700 && same * 1000 >= all * 995, "{same} of {all} are the same\n{}", apart.join("\n"));
}

#[test]
fn the_same_languages() {
    let mut known: Vec<String> = lingua::Language::all().iter().map(|l| l.iso_code_639_1().to_string()).collect();
    let mut ours: Vec<String> = LANGUAGES.iter().map(|l| l.code.to_owned()).collect();
    known.sort();
    ours.sort();
    assert_eq!(known, ours);
    for language in lingua::Language::all() {
        let code = language.iso_code_639_1().to_string();
        let own = LANGUAGES.iter().find(|l| l.code == code).unwrap();
        assert_eq!(own.iso639_3, language.iso_code_639_3().to_string());
    }
}
