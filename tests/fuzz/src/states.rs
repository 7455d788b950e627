//! States of `stats`, and reports to compare with.

use copydesk_stats::from_bytes::{compared_with, content_of, file_around, json_of, merged, state_in, views};

/// Reads `bytes` up to a NUL as records, and what is behind it as edits to their state. What is taken for a state is
/// written again as it was, can be merged with the one before, and has a report.
pub fn check_state(bytes: &[u8]) {
    let _ = state_in(bytes);
    let (records, edits) = halves(bytes);
    let (fast, group_by) = (edits.len() % 2 == 1, Some("source").filter(|_| edits.len() % 3 == 1));
    let content = content_of(&records, fast, group_by);
    let file = file_around(&content).unwrap();
    assert!(state_in(&file).as_ref() == Ok(&content), "it is not written as it was read");
    let other = edited(content, edits);
    let other_file = file_around(&other).unwrap();
    let Ok(again) = state_in(&other_file) else { return };
    assert!(again == other, "it is not written as it was read");
    // In any order, if they were measured alike.
    let [both, turned] = [[&file, &other_file], [&other_file, &file]].map(|[a, b]| merged(a, b).unwrap());
    assert!(both == turned, "the order makes a difference");
    let Some(both) = both else { return };
    let file_of_both = file_around(&both).unwrap();
    assert!(state_in(&file_of_both) == Ok(both), "what was merged is no state");
    views(&file_of_both).unwrap();
}

/// Compares an empty corpus with a report on records that was edited, both as in [`check_state`], and with `bytes`.
pub fn check_baseline(bytes: &[u8]) {
    let (records, edits) = halves(bytes);
    let json = json_of(&records, Some("lang").filter(|_| edits.len() % 2 == 1));
    let thresholds = ["10%", "words=0.1", "languages=5%"];
    compared_with(&json, &thresholds).unwrap();
    for baseline in [bytes, &edited(json, edits)] {
        if let Err(why) = compared_with(baseline, &thresholds) {
            assert!(!why.is_empty());
        }
    }
}

fn halves(bytes: &[u8]) -> (String, &[u8]) {
    let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    (String::from_utf8_lossy(&bytes[..end]).into_owned(), bytes.get(end + 1..).unwrap_or_default())
}

/// `content` with bytes that others take the place of: an edit is where, of 256 parts and the bytes behind, how many go,
/// how many come, and these.
fn edited(mut content: Vec<u8>, mut edits: &[u8]) -> Vec<u8> {
    while let [part, behind, gone, come, rest @ ..] = edits {
        let at = (content.len() * usize::from(*part) / 256 + usize::from(*behind)).min(content.len());
        let end = (at + usize::from(*gone % 16)).min(content.len());
        let (new, rest) = rest.split_at(rest.len().min(usize::from(*come % 16)));
        content.splice(at..end, new.iter().copied());
        edits = rest;
    }
    content
}
