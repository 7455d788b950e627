//! The fit itself: what is usual in each language, and a logistic regression for each band.

use copydesk_language::{FEATURES, LANGUAGES, features};

use crate::{Item, weights};

/// The share of texts in unknown languages that the confidence is meant for.
const SHARE: f64 = 0.13;
/// How much weights are drawn to 0: languages that are not among the texts must not be told by what these have by chance.
const DECAY: f64 = 2e-3;

pub(crate) struct Fit {
    /// By language: cost for each n-gram of all orders, of trigrams, share of frequent words.
    usual: Vec<[f64; 3]>,
    /// By language and band: log odds of being right.
    odds: Vec<[f64; 3]>,
    weights: [[f64; FEATURES]; 3],
}

impl Fit {
    /// Fits all of it.
    pub(crate) fn of(items: &[&Item]) -> Fit {
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
            let of_band: Vec<&Item> = items.iter().copied().filter(|i| i.band == band).collect();
            let weight = weights(&of_band, SHARE);
            let rows: Vec<([f64; FEATURES], f64, f64)> =
                of_band.iter().map(|i| (fit.features(i), f64::from(u8::from(i.right)), weight(i))).collect();
            fit.weights[band] = logistic(&rows);
        }
        fit
    }

    fn features(&self, item: &Item) -> [f64; FEATURES] {
        let language = item.numbers.language;
        features(&item.numbers, &self.usual[language], self.odds[language][item.band])
    }

    /// From 0 to 1.
    pub(crate) fn confidence(&self, item: &Item) -> f64 {
        let x = self.features(item);
        let z: f64 = x.iter().zip(&self.weights[item.band]).map(|(x, w)| x * w).sum();
        1.0 / (1.0 + (-z).exp())
    }

    /// Prints `src/calibration.rs`.
    pub(crate) fn print(&self) {
        println!("//! What the confidence is told by. Made by `examples/fit_confidence`.\n");
        println!("use crate::confidence::FEATURES;\n");
        println!("/// By band (short, sentence, article): the weight of each feature.");
        println!(
            "#[rustfmt::skip]\n#[allow(clippy::approx_constant, reason = \"fitted\")]\npub(crate) static WEIGHTS: [[f64; FEATURES]; 3] = ["
        );
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

/// Logistic regression by gradient descent on standardised features, with weight decay.
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
    for _ in 0..1000 {
        let mut slope = [0.0; FEATURES];
        for (x, y, weight) in rows {
            let z: f64 = (0..FEATURES).map(|k| w[k] * standard(x, k)).sum();
            let error = y - 1.0 / (1.0 + (-z).exp());
            for (k, s) in slope.iter_mut().enumerate() {
                *s += weight * error * standard(x, k) / n;
            }
        }
        for k in 0..FEATURES {
            let decay = if k == 0 { 0.0 } else { DECAY * w[k] };
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
