//! Fits the confidence of `copydesk_language` and prints `src/calibration.rs`.
//!
//!     cargo run --release -p copydesk-language --example fit_confidence -- check FILE...
//!     cargo run --release -p copydesk-language --example fit_confidence -- measure FILE...
//!     cargo run --release -p copydesk-language --example fit_confidence -- table FILE... > crates/language/src/calibration.rs
//!
//! Each FILE has JSON lines with `text` and `lang`: ISO 639-1 or 639-3, also languages that no model knows. Of articles
//! sentences and a few words are taken too. `check` fits five times, each time without a fifth of the texts and all texts
//! in a fifth of the unknown languages, and measures on those: no text and no unknown language is measured that was
//! fitted on. `measure` measures what `detect-language` says as it is, on files that it was not fitted on.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a program for maintainers")]

mod fit;
mod report;

use std::collections::BTreeMap;

use copydesk_language::{Detector, LANGUAGES, Numbers, UNDETERMINED, numbers};

use fit::Fit;
use report::report;

const FOLDS: usize = 5;
const BANDS: [&str; 3] = ["short", "sentence", "article"];

struct Item {
    band: usize,
    fold: usize,
    right: bool,
    known: bool,
    label: String,
    /// What `detect-language` says.
    confidence: f64,
    numbers: Numbers,
}

/// The model's code for a label, if a model knows it.
fn code(label: &str) -> Option<&'static str> {
    let main = label.split('-').next().unwrap();
    let main = match main {
        "arb" => "ara",
        "fil" => "tgl",
        "no" => "nob",
        other => other,
    };
    LANGUAGES.iter().find(|l| l.code == main || l.iso639_3 == main).map(|l| l.code)
}

/// Weights by which unknown languages are `share` of the items.
fn weights(items: &[&Item], share: f64) -> impl Fn(&Item) -> f64 + use<> {
    let known = items.iter().filter(|item| item.known).count() as f64;
    let unknown = items.len() as f64 - known;
    let weight = share / (1.0 - share) * known / unknown.max(1.0);
    move |item| if item.known { 1.0 } else { weight }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [command, files @ ..] = args.as_slice() else {
        eprintln!("usage: fit_confidence check|measure|table FILE...");
        std::process::exit(2);
    };
    let items = read(files);
    let mut tested: Vec<Vec<(&Item, f64)>> = vec![Vec::new(); BANDS.len()];
    match command.as_str() {
        "check" => {
            for fold in 0..FOLDS {
                let fit = Fit::of(&items.iter().filter(|item| item.fold != fold).collect::<Vec<_>>());
                for item in items.iter().filter(|item| item.fold == fold) {
                    tested[item.band].push((item, fit.confidence(item)));
                }
            }
        }
        "measure" => items.iter().for_each(|item| tested[item.band].push((item, item.confidence))),
        _ => return Fit::of(&items.iter().collect::<Vec<_>>()).print(),
    }
    for (name, tested) in BANDS.iter().zip(&tested) {
        report(name, tested);
    }
}

fn read(files: &[String]) -> Vec<Item> {
    let mut detector = Detector::default();
    let mut items: Vec<Item> = Vec::new();
    let mut folds: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        for (at, line) in std::fs::read_to_string(file).unwrap().lines().enumerate() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let (text, label) = (record["text"].as_str().unwrap(), record["lang"].as_str().unwrap());
            let known = code(label);
            let next = folds.len();
            let fold = if known.is_some() { at } else { *folds.entry(label.to_owned()).or_insert(next) } % FOLDS;
            let mut add = |text: &str| {
                let guess = detector.detect(text);
                if let Some(numbers) = numbers(text).filter(|_| guess.code != UNDETERMINED) {
                    let right = known == Some(guess.code);
                    items.push(Item {
                        band: numbers.band(),
                        fold,
                        right,
                        known: known.is_some(),
                        label: label.to_owned(),
                        confidence: guess.confidence,
                        numbers,
                    });
                }
            };
            add(text);
            let mut sentences = text.lines().filter(|line| (25..200).contains(&line.chars().count()));
            if text.len() > 400
                && let Some(sentence) = sentences.nth(at % 2)
            {
                add(sentence);
                let words = sentence.split_whitespace().skip(at % 5).take(1 + at % 3);
                add(&words.collect::<Vec<_>>().join(" "));
            }
        }
    }
    items
}
