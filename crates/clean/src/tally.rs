//! What each rule did in the whole run, for `--summary`.

use std::sync::atomic::{AtomicU64, Ordering};

use copydesk_text::clean::{RULES, Rules, Work};
use serde_json::{Map, Value, json};

/// Counted by all workers.
pub(crate) struct Tally(Vec<[AtomicU64; 3]>);

impl Default for Tally {
    fn default() -> Self {
        Tally(RULES.iter().map(|_| Default::default()).collect())
    }
}

impl Tally {
    /// What was done to one record.
    pub(crate) fn add(&self, work: &[Work]) {
        for (work, [records, changes, nanoseconds]) in work.iter().zip(&self.0) {
            let time = u64::try_from(work.time.as_nanos()).unwrap_or(u64::MAX);
            if time > 0 {
                records.fetch_add(u64::from(work.changes > 0), Ordering::Relaxed);
                changes.fetch_add(work.changes, Ordering::Relaxed);
                nanoseconds.fetch_add(time, Ordering::Relaxed);
            }
        }
    }

    /// By rule: records it changed, changes it made, and the seconds that it took in all workers.
    pub(crate) fn json(&self, rules: Rules) -> Value {
        let of = |[records, changes, nanoseconds]: &[AtomicU64; 3]| {
            let seconds = nanoseconds.load(Ordering::Relaxed) as f64 / 1e9;
            let seconds = (seconds * 1e6).round() / 1e6;
            json!({ "records": records.load(Ordering::Relaxed), "changes": changes.load(Ordering::Relaxed), "seconds": seconds })
        };
        let each = RULES.iter().zip(&self.0).filter(|(rule, _)| rules.has(rule.name));
        Value::Object(each.map(|(rule, counts)| (rule.name.to_owned(), of(counts))).collect::<Map<_, _>>())
    }
}
