//! The report to compare with.

use std::io::Read;
use std::path::Path;

use copydesk_cli::stream::exit::Failure;
use copydesk_cli::stream::input::{Input, reason};
use serde_json::Value;

use crate::corpus::Plan;
use crate::partial;
use crate::report::{Node, report};

/// The report in the file at `path`: what `--json` wrote, or a state that `--partial` wrote.
///
/// # Errors
/// If it cannot be read, is neither, or is grouped by another field than `plan`.
pub(super) fn read(path: &Path, plan: &Plan) -> Result<Node, Failure> {
    let said = |why: String| Failure::new(format!("--compare {}: {why}", path.display()));
    let mut bytes = Vec::new();
    let input = Input::file(path.to_owned());
    input.open().and_then(|mut file| file.read_to_end(&mut bytes)).map_err(|e| said(reason(&e)))?;
    of_bytes(&bytes, plan).map_err(said)
}

/// The report in a file that has these `bytes`.
///
/// # Errors
/// As [`read`], as a fragment.
pub(crate) fn of_bytes(bytes: &[u8], plan: &Plan) -> Result<Node, String> {
    let before = if bytes.starts_with(partial::NAME.as_bytes()) {
        report(&partial::state_in(bytes)?)
    } else {
        let value = serde_json::from_slice(bytes)
            .map_err(|e| format!("neither a report that stats --json wrote nor a state of --partial: {e}"))?;
        node(value)
    };
    if !["records", "bytes.mean", "words.count"].iter().all(|path| before.get(path).is_some()) {
        return Err("not a report that stats --json wrote".to_owned());
    }
    if let (Some(Node::Text(theirs)), Some(ours)) = (before.get("groups.field"), &plan.group_by)
        && theirs != ours
    {
        return Err(format!("its groups are by the field {theirs:?}, not {ours:?}"));
    }
    Ok(before)
}

/// JSON as a tree.
fn node(value: Value) -> Node {
    match value {
        Value::Null => Node::Nothing,
        Value::Bool(yes) => Node::Flag(yes),
        Value::Number(n) => n.as_u64().map_or_else(|| Node::number(n.as_f64()), Node::Count),
        Value::String(text) => Node::Text(text),
        Value::Array(values) => Node::List(values.into_iter().map(node).collect()),
        Value::Object(values) => Node::Tree(values.into_iter().map(|(name, value)| (name, node(value))).collect()),
    }
}
