//! `--summary`: one JSON object about a run. Its keys are documented in docs/reports.md.

use copydesk_stream::Kind;
use copydesk_stream::run::Totals;
use serde_json::{Map, Value, json};

use crate::Context;

/// The facts about a run, with the tool's own ones behind them.
pub(crate) fn of(context: &Context, totals: &Totals, more: Map<String, Value>) -> Value {
    let bad = totals.bad.iter().filter(|(kind, _)| !kind.is_check());
    let bad: Map<String, Value> = bad.map(|(kind, n)| (kind.0.to_owned(), json!(n))).collect();
    let counts = &totals.counts;
    let mut facts = json!({
        "tool": context.tool(),
        "version": context.version(),
        "arguments": context.arguments(),
        "records": { "in": counts.records_in, "out": counts.records_out, "changed": counts.changed, "bad": bad },
        "bytes": { "in": counts.bytes_in, "out": counts.bytes_out },
        "complete": totals.complete(),
        "seconds": (context.seconds() * 1e6).round() / 1e6,
    });
    if let Value::Object(facts) = &mut facts {
        if let Some(failed) = totals.bad.get(&Kind::CHECK) {
            facts.insert("checks_failed".to_owned(), json!(failed));
        }
        if totals.earlier.inputs > 0 {
            facts.insert("resumed".to_owned(), json!(totals.earlier.inputs));
        }
        facts.extend(more);
    }
    facts
}
