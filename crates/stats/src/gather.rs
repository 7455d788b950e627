//! Records in, a corpus out.

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::json::Kind;
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::Fold;
use twox_hash::XxHash3_64;

use crate::corpus::{Corpus, Plan};
use crate::state::Facts;
use crate::texts::TextReader;

/// Gathers records. One for each thread.
pub(crate) struct Gather {
    pub(crate) corpus: Corpus,
    texts: TextReader,
    group_by: Option<Field>,
    created: Field,
    source: Field,
    confidence: Field,
    /// Where values that have escapes are decoded.
    buffers: [String; 3],
}

impl Gather {
    pub(crate) fn new(plan: Plan, field: Field, group_by: Option<Field>) -> Self {
        Gather {
            texts: TextReader::new(field, plan.fast),
            corpus: Corpus::new(plan),
            group_by,
            created: Field::named("created"),
            source: Field::named("source"),
            confidence: Field::named("lang_confidence"),
            buffers: Default::default(),
        }
    }
}

impl Fold for Gather {
    fn record(&mut self, record: &Record<'_>) -> Result<(), BadRecord> {
        let (document, language, text) = self.texts.document(record)?;
        let [first, second, third] = &mut self.buffers;
        let group = self.group_by.as_ref().and_then(|field| value(record, field, first));
        let created = record.text(&self.created, second).ok();
        let source = record.text(&self.source, third).ok();
        let confidence = record.raw(&self.confidence).and_then(|(json, _)| millionths(json));
        let hash = XxHash3_64::oneshot(record.line().as_bytes());
        let facts = Facts { language, month: created.and_then(month), source, confidence, text, hash };
        let fields = record.members().map(|(name, value, kind)| (name, is_empty(value, kind)));
        self.corpus.add(document, facts, group, fields);
        Ok(())
    }

    fn memory(&self) -> usize {
        self.texts.memory()
    }

    fn merge(&mut self, other: Self) {
        self.corpus.merge(&other.corpus);
    }
}

/// What a record says in `field`: a string, or the JSON of anything else.
fn value<'a>(record: &Record<'a>, field: &Field, buffer: &'a mut String) -> Option<&'a str> {
    match record.raw(field) {
        Some((_, Kind::String { .. })) => record.text(field, buffer).ok(),
        Some((_, Kind::Null)) | None => None,
        Some((json, _)) => Some(json),
    }
}

/// A share between 0 and 1, in millionths.
#[allow(clippy::cast_possible_truncation)]
fn millionths(json: &str) -> Option<i64> {
    let share: f64 = json.parse().ok().filter(|share| (0.0..=1.0).contains(share))?;
    Some((share * 1e6).round() as i64)
}

/// Year and month at the start of an ISO 8601 date.
fn month(date: &str) -> Option<&str> {
    let digit = |at: &usize| date.as_bytes()[*at].is_ascii_digit();
    let month = date.get(..7).filter(|_| [0, 1, 2, 3, 5, 6].iter().all(digit))?;
    (month.as_bytes()[4] == b'-').then_some(month)
}

/// Whether a value says nothing: null, or an empty string, list or object.
fn is_empty(value: &str, kind: Kind) -> bool {
    match kind {
        Kind::Null => true,
        Kind::String { .. } => value == "\"\"",
        Kind::Array | Kind::Object => value[1..value.len() - 1].trim().is_empty(),
        _ => false,
    }
}
