//! What is read of files and flags, from bytes in memory: for tests and fuzzing.

use std::sync::LazyLock;

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
    let comparison = Comparison::new("before", usual()?, &report, &report, &[]);
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
    let (requirement, known): (Requirement, _) = (text.parse()?, usual()?);
    known.check(&requirement.path)?;
    known.value(&report(&Corpus::new(plan)), &requirement.path).map(|value| requirement.holds(value))
}

/// Whether `text` is a `--threshold` for a measure that is known.
///
/// # Errors
/// If it is none.
pub fn threshold(text: &str) -> Result<f64, String> {
    let threshold: Threshold = text.parse()?;
    threshold.path.map_or(Ok(()), |path| usual()?.check_part(&path))?;
    Ok(threshold.most)
}

/// What is known of a corpus without groups.
fn usual() -> Result<&'static Known, String> {
    static USUAL: LazyLock<Option<Known>> = LazyLock::new(|| Known::of(&Plan::default()));
    USUAL.as_ref().ok_or_else(|| "cannot tell what is measured".to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDS: &str = "{\"text\":\"The cat sat. It ran!\",\"lang\":\"en\",\"lang_confidence\":0.5,\"source\":\"a\"}\n\
        {\"text\":\"Une chatte.\",\"lang\":\"fr\",\"created\":\"2024-02-03\"}\nbad\n{\"text\":1}\n";

    #[test]
    fn states_are_written_as_they_were_read() {
        for group_by in [None, Some("source")] {
            for fast in [false, true] {
                let content = content_of(RECORDS, fast, group_by);
                let file = file_around(&content).unwrap();
                assert!(state_in(&file) == Ok(content.clone()));
                assert!(merged(&file, &file).unwrap().is_some());
                assert!(state_in(&file_around(&[&content[..], &[0]].concat()).unwrap()).is_err());
                assert!(state_in(&file_around(&content[..content.len() - 1]).unwrap()).is_err());
            }
        }
    }

    #[test]
    fn what_is_taken_for_a_state_is_written_so_and_has_a_report() {
        let content = content_of("{\"text\":\"a b\",\"lang\":\"en\",\"lang_confidence\":0.5}\n", true, None);
        let mut taken = 0;
        for at in 0..content.len() {
            for value in [0, 1, content[at] ^ 3, 0x7F, 0x80, 0xFF] {
                let mut other = content.clone();
                other[at] = value;
                let file = file_around(&other).unwrap();
                if let Ok(again) = state_in(&file) {
                    assert!(again == other, "byte {at} as {value}");
                    assert!(at % 16 > 0 || views(&file).is_ok());
                    taken += 1;
                }
            }
        }
        assert!(taken > content.len() / 4, "{taken} of {}", content.len());
    }

    #[test]
    fn counts_near_the_greatest_add_up_to_it() {
        // The number of records comes behind the plan: field, fast, no grouping, groups.
        let content = content_of("", true, None);
        let plan = 1 + "text".len() + 3;
        let most = [&[0xFF; 9][..], &[1]].concat();
        let greatest = [&content[..plan], &most, &content[plan + 1..]].concat();
        let file = file_around(&greatest).unwrap();
        assert_eq!(merged(&file, &file).unwrap(), Some(greatest));
        assert!(views(&file).is_ok());
    }
}
