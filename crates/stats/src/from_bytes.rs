//! What is read of files and flags, from bytes in memory: for tests and fuzzing.

use copydesk_cli::stream::record::{Field, Record, Scratch};
use copydesk_cli::stream::run::Fold;

use crate::corpus::{Corpus, Plan};
use crate::gate::{Comparison, Known, Requirement, Threshold, baseline};
use crate::gather::Gather;
use crate::partial;
use crate::report::{Node, report};
use crate::views::table::{Screen, comparison as compared, table};
use crate::views::{csv, html, json, markdown};

/// The file of a state that has `inside` as its content, uncompressed, whether that is one or not.
///
/// # Errors
/// Where it cannot be compressed.
pub fn file_around(inside: &[u8]) -> Result<Vec<u8>, String> {
    partial::pack(inside).map_err(|e| e.to_string())
}

/// The content of the state of `records`, of which those that are bad are left out.
pub fn content_of(records: &str, fast: bool, group_by: Option<&str>) -> Vec<u8> {
    partial::content(&corpus_of(records, fast, group_by))
}

/// The report on `records` as `--json` writes it, by what they are grouped.
pub fn json_of(records: &str, group_by: Option<&str>) -> Vec<u8> {
    json::json(&report(&corpus_of(records, false, group_by)))
}

fn corpus_of(records: &str, fast: bool, group_by: Option<&str>) -> Corpus {
    let plan = Plan { field: "text".to_owned(), fast, group_by: group_by.map(str::to_owned), max_groups: 2 };
    let mut gather = Gather::new(plan, Field::named("text"), group_by.map(Field::named));
    let mut scratch = Scratch::default();
    for line in records.lines() {
        let bad = match Record::parse(line, &mut scratch) {
            Ok(record) => gather.record(&record).err(),
            Err(bad) => Some(bad),
        };
        if let Some(bad) = bad {
            *gather.corpus.bad.entry(bad.kind.0.to_owned()).or_default() += 1;
        }
    }
    gather.corpus
}

/// The content of the state in `file`, as it is written again.
///
/// # Errors
/// If it is no state.
pub fn state_in(file: &[u8]) -> Result<Vec<u8>, String> {
    partial::state_in(file).map(|corpus| partial::content(&corpus))
}

/// The content of the state that those in `one` and `two` are together, or nothing if they were measured in other ways.
///
/// # Errors
/// If one is no state.
pub fn merged(one: &[u8], two: &[u8]) -> Result<Option<Vec<u8>>, String> {
    let (mut one, two) = (partial::state_in(one)?, partial::state_in(two)?);
    let alike = one.plan.difference(&two.plan).is_none();
    Ok(alike.then(|| {
        one.merge(&two);
        partial::content(&one)
    }))
}

/// All views of the report of the state in `file`, one behind the other.
///
/// # Errors
/// If it is no state, or a view cannot be made.
pub fn views(file: &[u8]) -> Result<Vec<u8>, String> {
    let report = report(&partial::state_in(file)?);
    let known = known(&Plan::default())?;
    let comparison = Comparison::new("before", &known, &report, &report, &[]);
    all_views(&report, &comparison)
}

/// The views of a comparison of the baseline in `bytes` with an empty corpus.
///
/// # Errors
/// If it is no baseline.
pub fn compared_with(bytes: &[u8], thresholds: &[&str]) -> Result<Vec<u8>, String> {
    let plan = Plan { group_by: Some("lang".to_owned()), max_groups: 9, ..Plan::default() };
    let before = baseline::of_bytes(bytes, &plan)?;
    let thresholds: Vec<Threshold> = thresholds.iter().filter_map(|text| text.parse().ok()).collect();
    let comparison =
        Comparison::new("before", &known(&plan)?, &before, &report(&Corpus::new(plan.clone())), &thresholds);
    all_views(&before, &comparison)
}

/// Whether the number of an empty corpus that the `--require` in `text` is about meets it.
///
/// # Errors
/// If it is no requirement, is about a number that is unknown, or there is none.
pub fn requirement(text: &str) -> Result<bool, String> {
    let plan = Plan::default();
    let (requirement, known): (Requirement, Known) = (text.parse()?, known(&plan)?);
    known.check(&requirement.path)?;
    known.value(&report(&Corpus::new(plan)), &requirement.path).map(|value| requirement.holds(value))
}

/// Whether `text` is a `--threshold` for a measure that is known.
///
/// # Errors
/// If it is none.
pub fn threshold(text: &str) -> Result<f64, String> {
    let threshold: Threshold = text.parse()?;
    threshold.path.map_or(Ok(()), |path| known(&Plan::default())?.check_part(&path))?;
    Ok(threshold.most)
}

fn known(plan: &Plan) -> Result<Known, String> {
    Known::of(plan).ok_or_else(|| "cannot tell what is measured".to_owned())
}

fn all_views(report: &Node, comparison: &Comparison) -> Result<Vec<u8>, String> {
    let screen = || Screen::of(false, false);
    let said = |e: copydesk_cli::stream::exit::Failure| e.to_string();
    let mut all = json::json(report);
    all.extend(json::json(&comparison.node()));
    all.extend(csv::csv(report).map_err(said)?);
    all.extend(csv::comparison(comparison).map_err(said)?);
    all.extend(html::html(report, Some(comparison)).bytes());
    all.extend(table(report, screen()).bytes());
    all.extend(compared(comparison, screen()).bytes());
    all.extend(markdown::markdown(report).bytes());
    all.extend(markdown::comparison(comparison).bytes());
    Ok(all)
}
