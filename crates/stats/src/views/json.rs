//! The report as one JSON object. Its keys are documented in docs/stats.md and docs/stats.schema.json.

use copydesk_cli::stream::json::write_string;

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
        Node::List(values) => {
            out.push(b'[');
            for (i, value) in values.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write(value, out);
            }
            out.push(b']');
        }
        Node::Tree(values) => {
            out.push(b'{');
            for (i, (name, value)) in values.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write_string(name, out);
                out.push(b':');
                write(value, out);
            }
            out.push(b'}');
        }
    }
}
