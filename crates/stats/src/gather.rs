//! Records in, a corpus out.

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::json::{Kind, elements};
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::Fold;
use copydesk_text::measure::{Given, Measurer};

use crate::corpus::{Corpus, Plan};
use crate::state::Facts;

/// Gathers records. One for each thread.
pub(crate) struct Gather {
    pub(crate) corpus: Corpus,
    field: Field,
    group_by: Option<Field>,
    measurer: Measurer,
    fields: Fields,
    buffers: Buffers,
}

/// The fields that are read beside the text.
struct Fields {
    language: Field,
    sentences: Field,
    spans: Field,
}

/// Where what has escapes is decoded.
#[derive(Default)]
struct Buffers {
    text: String,
    language: String,
    group: String,
}

impl Gather {
    pub(crate) fn new(plan: Plan, field: Field, group_by: Option<Field>) -> Self {
        Gather {
            corpus: Corpus::new(plan),
            field,
            group_by,
            measurer: Measurer::default(),
            fields: Fields {
                language: Field::named("lang"),
                sentences: Field::named("sentences"),
                spans: Field::named("sentence_spans"),
            },
            buffers: Buffers::default(),
        }
    }
}

impl Fold for Gather {
    fn record(&mut self, record: &Record<'_>) -> Result<(), BadRecord> {
        let text = record.text(&self.field, &mut self.buffers.text)?;
        let language = record.text(&self.fields.language, &mut self.buffers.language).ok();
        let sentences =
            sentences(record, &self.fields.sentences, true).or_else(|| sentences(record, &self.fields.spans, false));
        let document = self.measurer.measure(text, Given { language, sentences });
        let group = self.group_by.as_ref().and_then(|field| value(record, field, &mut self.buffers.group));
        self.corpus.add(document, Facts { language }, group);
        Ok(())
    }

    fn merge(&mut self, other: Self) {
        self.corpus.merge(&other.corpus);
    }
}

/// What a record says in `field`: a string, or the JSON of anything else.
pub(crate) fn value<'a>(record: &Record<'a>, field: &Field, buffer: &'a mut String) -> Option<&'a str> {
    match record.raw(field) {
        Some((_, Kind::String { .. })) => record.text(field, buffer).ok(),
        Some((_, Kind::Null)) | None => None,
        Some((json, _)) => Some(json),
    }
}

/// How many sentences the array in `field` has: of strings, or of spans, flat or by paragraph.
fn sentences(record: &Record<'_>, field: &Field, strings: bool) -> Option<u64> {
    let (json, Kind::Array) = record.raw(field)? else { return None };
    let mut count = 0;
    let _ = elements(json.as_bytes(), |span, kind| {
        let mut inside = 0;
        if kind == Kind::Array {
            let _ = elements(&json.as_bytes()[span], |_, kind| {
                inside += u64::from(if strings { matches!(kind, Kind::String { .. }) } else { kind == Kind::Array });
            });
        }
        count += inside.max(1);
    });
    Some(count)
}
