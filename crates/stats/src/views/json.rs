//! The report as one JSON object. Its keys are documented in docs/stats.md and docs/stats.schema.json.

use copydesk_cli::stream::json::{write_list, write_object, write_string};

use crate::report::Node;

/// `node` as JSON on one line.
pub(crate) fn json(node: &Node) -> Vec<u8> {
    let mut out = Vec::new();
    write(node, &mut out);
    out.push(b'\n');
    out
}

/// Appends `node` to `out`.
pub(crate) fn write(node: &Node, out: &mut Vec<u8>) {
    match node {
        Node::Nothing => out.extend_from_slice(b"null"),
        Node::Count(n) => out.extend_from_slice(n.to_string().as_bytes()),
        Node::Number(n) => out.extend_from_slice(n.to_string().as_bytes()),
        Node::Flag(yes) => out.extend_from_slice(yes.to_string().as_bytes()),
        Node::Text(text) => write_string(text, out),
        Node::List(values) => write_list(values, out, write),
        Node::Tree(values) => write_object(values.iter().map(|(name, value)| (name, value)), out, write),
    }
}
