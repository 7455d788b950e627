//! Fits the confidence of `copydesk_language` and prints `src/calibration.rs`.
//!
//!     cargo run --release -p copydesk-language --example fit_confidence -- check FILE...
//!     cargo run --release -p copydesk-language --example fit_confidence -- table FILE... > crates/language/src/calibration.rs
//!
//! Each FILE has JSON lines with `text` and `lang`: ISO 639-1 or 639-3, also languages that no model knows; of their
//! lines sentences and words are made too. `check` fits on one half of the texts and of the unknown languages and
//! measures on the other.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a program for maintainers")]

use std::collections::BTreeMap;

use copydesk_language::{FEATURES, LANGUAGES, Numbers, features, numbers};

/// What a text in an unknown language counts: they are a fourth of the texts here, and fewer elsewhere.
const UNKNOWN: f64 = 0.5;

const BANDS: [&str; 3] = ["short", "sentence", "article"];

struct Item {
    band: usize,
    half: usize,
    right: bool,
    known: bool,
    label: String,
    numbers: Numbers,
}

/// The model's code for a label, if a model knows it.
fn code(label: &str) -> Option<&'static str> {
    let main = label.split('-').next().unwrap();
    let main = match main {
        "arb" => "ara",
        "fil" => "tgl",
        other => other,
    };
    LANGUAGES.iter().find(|l| l.code == main || l.iso639_3 == main).map(|l| l.code)
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut items: Vec<Item> = Vec::new();
    let mut halves: BTreeMap<String, usize> = BTreeMap::new();
    for file in &args[1..] {
        for (at, line) in std::fs::read_to_string(file).unwrap().lines().enumerate() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let (text, label) = (record["text"].as_str().unwrap(), record["lang"].as_str().unwrap());
            // Close to a language that is known, by any measure.
            if ["prs", "yue"].contains(&label) {
                continue;
            }
            let known = code(label);
            let next = halves.len();
            let half = if known.is_some() { at % 2 } else { *halves.entry(label.to_owned()).or_insert(next) % 2 };
            let mut add = |text: &str| {
                if let Some(numbers) = numbers(text) {
                    let right = known == Some(LANGUAGES[numbers.language].code);
                    items.push(Item {
                        band: numbers.band(),
                        half,
                        right,
                        known: known.is_some(),
                        label: label.to_owned(),
                        numbers,
                    });
                }
            };
            add(text);
            if known.is_none() {
                let mut sentences = text.lines().filter(|l| (25..200).contains(&l.chars().count()));
                if let Some(sentence) = sentences.nth(at % 2) {
                    add(sentence);
                    let words: Vec<&str> = sentence.split_whitespace().skip(at % 3).take(1 + at % 3).collect();
                    add(&words.join(" "));
                }
            }
        }
    }
    if args[0] == "check" {
        for half in 0..2 {
            let fit = Fit::of(items.iter().filter(|i| i.half == half).collect());
            for (band, name) in BANDS.iter().enumerate() {
                let tested: Vec<&Item> = items.iter().filter(|i| i.half != half && i.band == band).collect();
                report(name, &fit, &tested);
            }
        }
    } else {
        Fit::of(items.iter().collect()).print();
    }
}

struct Fit {
    /// By language: cost for each n-gram of all orders, of trigrams, share of frequent words.
    usual: Vec<[f64; 3]>,
    /// By language and band: log odds of being right.
    odds: Vec<[f64; 3]>,
    weights: [[f64; FEATURES]; 3],
}

impl Fit {
    fn of(items: Vec<&Item>) -> Fit {
        let mut sums = vec![[(0.0, 0.0); 3]; LANGUAGES.len()];
        let mut right = vec![[(0.0, 0.0); 3]; LANGUAGES.len()];
        let mut overall = [(0.0, 0.0); 3];
        for item in items.iter().filter(|i| i.known) {
            let n = &item.numbers;
            let language = n.language;
            right[language][item.band].0 += f64::from(u8::from(item.right));
            right[language][item.band].1 += 1.0;
            overall[item.band].0 += f64::from(u8::from(item.right));
            overall[item.band].1 += 1.0;
            if item.right && item.band > 0 && n.count > 0.0 {
                let which = usize::from(n.method == 1);
                sums[language][which].0 += n.ngrams / n.count;
                sums[language][which].1 += 1.0;
                sums[language][2].0 += n.known;
                sums[language][2].1 += 1.0;
            }
        }
        let mean = |which: usize| {
            let (sum, n) = sums.iter().fold((0.0, 0.0), |a, s| (a.0 + s[which].0, a.1 + s[which].1));
            if n > 0.0 { sum / n } else { 0.0 }
        };
        let means = [mean(0), mean(1), mean(2)];
        let usual: Vec<[f64; 3]> = sums
            .iter()
            // Few texts of a language are helped by what is usual in all.
            .map(|s| std::array::from_fn(|w| (s[w].0 + means[w] * 3.0) / (s[w].1 + 3.0)))
            .collect();
        let odds: Vec<[f64; 3]> = right
            .iter()
            .map(|r| {
                std::array::from_fn(|band| {
                    let rate = overall[band].0 / f64::max(overall[band].1, 1.0);
                    let p = ((r[band].0 + rate * 10.0) / (r[band].1 + 10.0)).clamp(0.01, 0.997);
                    (p / (1.0 - p)).ln()
                })
            })
            .collect();
        let mut fit = Fit { usual, odds, weights: [[0.0; FEATURES]; 3] };
        for band in 0..3 {
            let rows: Vec<([f64; FEATURES], f64, f64)> = items
                .iter()
                .filter(|i| i.band == band)
                .map(|i| (fit.features(i), f64::from(u8::from(i.right)), if i.known { 1.0 } else { UNKNOWN }))
                .collect();
            fit.weights[band] = logistic(&rows);
        }
        fit
    }

    fn features(&self, item: &Item) -> [f64; FEATURES] {
        let language = item.numbers.language;
        features(&item.numbers, &self.usual[language], self.odds[language][item.band])
    }

    fn confidence(&self, item: &Item) -> f64 {
        let x = self.features(item);
        let z: f64 = x.iter().zip(&self.weights[item.band]).map(|(x, w)| x * w).sum();
        1.0 / (1.0 + (-z).exp())
    }

    fn print(&self) {
        println!("//! What the confidence is told by. Made by `examples/fit_confidence.rs`.\n");
        println!("use crate::confidence::FEATURES;\n");
        println!("/// By band (short, sentence, article): the weight of each feature.");
        println!("#[rustfmt::skip]\npub(crate) static WEIGHTS: [[f64; FEATURES]; 3] = [");
        for weights in &self.weights {
            println!("    [{}],", weights.iter().map(|w| format!("{w:.4}")).collect::<Vec<_>>().join(", "));
        }
        println!(
            "];\n\n/// By language: usual cost in nats of an n-gram of all orders, of a trigram, usual share of frequent words."
        );
        println!("#[rustfmt::skip]\npub(crate) static USUAL: [[f64; 3]; {}] = [", LANGUAGES.len());
        for (usual, language) in self.usual.iter().zip(&LANGUAGES) {
            println!("    [{:.3}, {:.3}, {:.3}], // {}", usual[0], usual[1], usual[2], language.code);
        }
        println!("];\n\n/// By language and band: log odds that it is right where it is the answer.");
        println!("#[rustfmt::skip]\npub(crate) static ODDS: [[f64; 3]; {}] = [", LANGUAGES.len());
        for (odds, language) in self.odds.iter().zip(&LANGUAGES) {
            println!("    [{:.2}, {:.2}, {:.2}], // {}", odds[0], odds[1], odds[2], language.code);
        }
        println!("];");
    }
}

/// Logistic regression by gradient descent on standardised features, with a little weight decay.
fn logistic(rows: &[([f64; FEATURES], f64, f64)]) -> [f64; FEATURES] {
    let n = rows.iter().map(|(_, _, weight)| weight).sum::<f64>().max(1.0);
    let mut mean = [0.0; FEATURES];
    let mut spread = [0.0; FEATURES];
    for (x, _, weight) in rows {
        for k in 1..FEATURES {
            mean[k] += weight * x[k] / n;
        }
    }
    for (x, _, weight) in rows {
        for k in 1..FEATURES {
            spread[k] += weight * (x[k] - mean[k]).powi(2) / n;
        }
    }
    spread.iter_mut().for_each(|s| *s = if *s > 1e-9 { s.sqrt() } else { 1.0 });
    let standard = |x: &[f64; FEATURES], k: usize| if k == 0 { 1.0 } else { (x[k] - mean[k]) / spread[k] };
    let mut w = [0.0; FEATURES];
    let mut speed = [0.0; FEATURES];
    for _ in 0..3000 {
        let mut slope = [0.0; FEATURES];
        for (x, y, weight) in rows {
            let z: f64 = (0..FEATURES).map(|k| w[k] * standard(x, k)).sum();
            let error = y - 1.0 / (1.0 + (-z).exp());
            for (k, s) in slope.iter_mut().enumerate() {
                *s += weight * error * standard(x, k) / n;
            }
        }
        for k in 0..FEATURES {
            let decay = if k == 0 { 0.0 } else { 1e-4 * w[k] };
            speed[k] = 0.9 * speed[k] + 0.3 * (slope[k] - decay);
            w[k] += speed[k];
        }
    }
    let mut out = [0.0; FEATURES];
    for k in 1..FEATURES {
        out[k] = w[k] / spread[k];
        out[0] -= out[k] * mean[k];
    }
    out[0] += w[0];
    out
}

fn report(name: &str, fit: &Fit, items: &[&Item]) {
    for (what, items) in
        [("all", items.to_vec()), ("known", items.iter().copied().filter(|i| i.known).collect::<Vec<_>>())]
    {
        let mut bands = vec![(0.0, 0.0, 0.0); 10];
        for item in &items {
            let c = fit.confidence(item);
            let b = &mut bands[((c * 10.0) as usize).min(9)];
            b.0 += 1.0;
            b.1 += f64::from(u8::from(item.right));
            b.2 += c;
        }
        let n: f64 = bands.iter().map(|b| b.0).sum();
        let error: f64 = bands.iter().map(|b| (b.1 - b.2).abs()).sum::<f64>() / n;
        let shown: Vec<String> = bands.iter().map(|b| format!("{:.0}/{}", 100.0 * b.1 / b.0, b.0)).collect();
        println!("{name} {what}: {n} texts, calibration error {error:.4}: {}", shown.join(" "));
    }
    let unknown: Vec<&&Item> = items.iter().filter(|i| !i.known).collect();
    let high = unknown.iter().filter(|i| fit.confidence(i) > 0.9).count();
    let known: Vec<&&Item> = items.iter().filter(|i| i.known).collect();
    let sure = known.iter().filter(|i| fit.confidence(i) > 0.9).count();
    let mut sure_of: BTreeMap<String, usize> = BTreeMap::new();
    for item in unknown.iter().filter(|i| fit.confidence(i) > 0.9) {
        *sure_of.entry(format!("{} as {}", item.label, LANGUAGES[item.numbers.language].code)).or_default() += 1;
    }
    println!("   {sure_of:?}");
    println!("   unknown languages above 0.9: {high} of {}; known: {sure} of {}", unknown.len(), known.len());
}
