//! How well confidences fit what is right.

use std::collections::BTreeMap;

use copydesk_language::LANGUAGES;

use crate::{Item, weights};

/// Shares of unknown languages that are measured: the texts of those are weighted so that they are that share.
const SHARES: [f64; 4] = [0.0, 0.1, 0.15, 0.2];
/// How many bins of equal width, and how many of equal weight.
const WIDE: usize = 10;
const HEAVY: usize = 15;

/// Prints the calibration of items with their confidences.
pub(crate) fn report(name: &str, tested: &[(&Item, f64)]) {
    let items: Vec<&Item> = tested.iter().map(|(item, _)| *item).collect();
    let unknown = tested.iter().filter(|(item, _)| !item.known);
    let count = unknown.clone().count();
    println!("{name}: {} texts, {count} in unknown languages", items.len());
    for share in SHARES {
        let weight = weights(&items, share);
        let weighted: Vec<(f64, f64, f64)> =
            tested.iter().map(|(i, c)| (*c, f64::from(u8::from(i.right)), weight(i))).collect();
        let (wide, shown) = by_width(&weighted);
        println!(
            "  {:2.0} % unknown: calibration error {wide:.4} in {WIDE} bins of equal width, {:.4} in {HEAVY} of equal \
             weight; right in those of equal width: {shown}",
            share * 100.0,
            by_weight(weighted),
        );
    }
    let mut sure_of: BTreeMap<String, usize> = BTreeMap::new();
    for (item, _) in unknown.filter(|(_, c)| *c > 0.9) {
        *sure_of.entry(format!("{} as {}", item.label, LANGUAGES[item.numbers.language].code)).or_default() += 1;
    }
    let high: usize = sure_of.values().sum();
    println!("  above 0.9 in unknown languages: {:.1} %: {sure_of:?}", 100.0 * high as f64 / count.max(1) as f64);
}

/// Expected calibration error of (confidence, right, weight), and the share that is right in each bin, in %.
fn by_width(items: &[(f64, f64, f64)]) -> (f64, String) {
    let mut bins = [(0.0, 0.0, 0.0); WIDE];
    for (confidence, right, weight) in items {
        let bin = &mut bins[((confidence * WIDE as f64) as usize).min(WIDE - 1)];
        bin.0 += weight;
        bin.1 += weight * right;
        bin.2 += weight * confidence;
    }
    let all: f64 = bins.iter().map(|bin| bin.0).sum();
    let error = bins.iter().map(|bin| (bin.1 - bin.2).abs()).sum::<f64>() / all;
    (error, bins.map(|bin| format!("{:.0}", 100.0 * bin.1 / bin.0)).join(" "))
}

/// The same with bins that hold as much each.
fn by_weight(mut items: Vec<(f64, f64, f64)>) -> f64 {
    items.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: f64 = items.iter().map(|item| item.2).sum();
    let mut differences = [0.0; HEAVY];
    let mut before = 0.0;
    for (confidence, right, weight) in items {
        differences[((before / all * HEAVY as f64) as usize).min(HEAVY - 1)] += weight * (right - confidence);
        before += weight;
    }
    differences.iter().map(|d: &f64| d.abs()).sum::<f64>() / all
}
