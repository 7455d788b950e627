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

/// Files of `../shared/data` that are compared.
const SHARED: [&str; 5] = [
    "languages/articles_dev.jsonl",
    "languages/sentences_dev.jsonl",
    "languages/short_dev.jsonl",
    "languages/mixed_dev.jsonl",
    "news/multi.jsonl.gz",
];

/// One text in so many is compared, as lingua is slow; all of them with `COPYDESK_LINGUA=all` (some minutes).
const ONE_IN: usize = 40;

#[test]
fn the_same_answers_on_texts_of_others() {
    let lingua = LanguageDetectorBuilder::from_all_languages().build();
    let one_in = if std::env::var("COPYDESK_LINGUA").is_ok_and(|all| all == "all") { 1 } else { ONE_IN };
    // Of test sets and of news.
    let (mut same, mut all) = ([0; 2], [0; 2]);
    for file in SHARED {
        let Some(texts) = shared(file) else {
            eprintln!("skipped: ../shared/data/{file} is not there");
            continue;
        };
        let chosen: Vec<&String> = texts.iter().step_by(one_in).collect();
        let halves = chosen.split_at(chosen.len() / 2);
        let compare = |texts: &[&String]| -> Vec<String> {
            let differs = |text: &&&String| detect_like_lingua(text).code != lingua_says(&lingua, text).0;
            let shown = |text: &&String| {
                let ((code, confidence), ours) = (lingua_says(&lingua, text), detect_like_lingua(text));
                let start: String = text.chars().take(80).collect();
                format!("{start:?}: {code} {confidence:.4}, ours {} {:.4}", ours.code, ours.confidence)
            };
            texts.iter().filter(differs).map(shown).collect()
        };
        let apart = std::thread::scope(|scope| {
            let first = scope.spawn(|| compare(halves.0));
            let second = compare(halves.1);
            [first.join().unwrap(), second].concat()
        });
        println!("{file}: {} of {} are the same\n{}", chosen.len() - apart.len(), chosen.len(), apart.join("\n"));
        let kind = usize::from(file.starts_with("news"));
        same[kind] += chosen.len() - apart.len();
        all[kind] += chosen.len();
    }
    println!("{same:?} of {all:?} are the same");
    // One difference in few texts says nothing.
    assert!(
        (0..2).all(|kind| same[kind] * 1000 >= all[kind] * 999 || all[kind] - same[kind] <= 1),
        "{same:?} of {all:?}"
    );
}

/// The texts of a file of `../shared/data`, if it is there.
fn shared(file: &str) -> Option<Vec<String>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(file);
    let lines = if file.ends_with(".gz") {
        let unzipped = std::process::Command::new("gzip").arg("-dc").arg(path).output().ok()?;
        unzipped.status.success().then(|| String::from_utf8(unzipped.stdout).unwrap())?
    } else {
        std::fs::read_to_string(path).ok()?
    };
    let text =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned();
    Some(lines.lines().map(text).collect())
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
