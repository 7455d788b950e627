//! `split_explain`: every decision with its place and its rule.

use copydesk_cli::stream::json::{write_list, write_string};
use copydesk_text::sentences::Decision;

use crate::offsets::{Offsets, Unit};

/// Appends the array of `decisions` about `text` to `json`.
pub(crate) fn write(text: &str, decisions: &[Decision], unit: Unit, json: &mut Vec<u8>) {
    let mut offsets = Offsets::new(text, unit);
    write_list(decisions, json, |decision, json| {
        let (start, end) = (offsets.count(decision.at.start), offsets.count(decision.at.end));
        let ends = decision.rule.ends();
        let head = format!("{{\"start\":{start},\"end\":{end},\"ends\":{ends},\"rule\":");
        json.extend_from_slice(head.as_bytes());
        write_string(decision.rule.name(), json);
        json.extend_from_slice(b",\"text\":");
        write_string(text.get(decision.at.clone()).unwrap_or(""), json);
        json.push(b'}');
    });
}
