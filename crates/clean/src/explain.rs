//! What the rules did, for `--explain` and `--check`.

use std::collections::BTreeMap;

use copydesk_cli::stream::json::{write_list, write_string};
use copydesk_text::clean::{Step, changes};

/// Writes `clean_explain`: `[{"rule":"entities","before":[2,6],"after":[2,3]}]`, in bytes of the text
/// before and after cleaning.
pub(crate) fn write(steps: &[Step], json: &mut Vec<u8>) {
    write_list(changes(steps), json, |change, json| {
        json.extend_from_slice(b"{\"rule\":");
        write_string(change.rule.name, json);
        let (before, after) = (&change.before, &change.after);
        let spans =
            format!(",\"before\":[{},{}],\"after\":[{},{}]}}", before.start, before.end, after.start, after.end);
        json.extend_from_slice(spans.as_bytes());
    });
}

/// What would be done to `text`, for a report.
pub(crate) fn check(steps: &[Step], text: &str) -> String {
    let mut rules: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for change in changes(steps) {
        let (first, count) = rules.entry(change.rule.name).or_insert((change.before.start, 0));
        *first = change.before.start.min(*first);
        *count += 1;
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(_, (first, _))| *first);
    let told = |(rule, (first, count)): (&str, (usize, usize))| {
        let line = text.as_bytes().get(..first).map_or(1, |before| before.iter().filter(|b| **b == b'\n').count() + 1);
        let times = if count > 1 { format!("{count} times, first ") } else { String::new() };
        format!("{rule} ({times}on line {line} of the text, byte {})", first + 1)
    };
    format!("would be changed by {}", rules.into_iter().map(told).collect::<Vec<_>>().join(", "))
}
