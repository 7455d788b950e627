//! The text of a record, measured.

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::json::{Kind, decode, elements};
use copydesk_cli::stream::record::{Field, Record};
use copydesk_text::measure::{Document, Given, Measurer, count_words};

/// Measures the text of records; it keeps its buffers.
pub(crate) struct TextReader {
    field: Field,
    language: Field,
    sentences: Field,
    spans: Field,
    fast: bool,
    measurer: Measurer,
    text: String,
    code: String,
    sentence: String,
    lengths: Vec<u64>,
}

impl TextReader {
    /// A reader of `field`.
    pub(crate) fn new(field: Field, fast: bool) -> Self {
        TextReader {
            field,
            language: Field::named("lang"),
            sentences: Field::named("sentences"),
            spans: Field::named("sentence_spans"),
            fast,
            measurer: Measurer::default(),
            text: String::new(),
            code: String::new(),
            sentence: String::new(),
            lengths: Vec::new(),
        }
    }

    /// How many bytes of memory it takes for each byte of a long text.
    pub(crate) fn memory(&self) -> usize {
        if self.fast { 2 } else { 14 }
    }

    /// What there is to say of the text of `record`, its `lang`, and the text.
    pub(crate) fn document<'s>(
        &'s mut self,
        record: &Record<'s>,
    ) -> Result<(&'s Document, Option<&'s str>, &'s str), BadRecord> {
        let text = record.text(&self.field, &mut self.text)?;
        let language = record.text(&self.language, &mut self.code).ok();
        let (sentence, lengths) = (&mut self.sentence, &mut self.lengths);
        lengths.clear();
        let mut given = false;
        if !self.fast {
            let strings = |json: &str, kind| match kind {
                Kind::String { .. } => Some(words_of(json, sentence)),
                _ => None,
            };
            given = read(record, &self.sentences, lengths, strings)
                || read(record, &self.spans, lengths, |json, kind| words_in(text, json, kind));
        }
        let sentences = given.then_some(lengths.as_slice());
        Ok((self.measurer.measure(text, Given { language, sentences, fast: self.fast }), language, text))
    }
}

/// Appends to `lengths` what `of` makes of each element of the array in `field`, or of each element of those that
/// are arrays of them (by paragraph). False if there is no such array.
fn read(
    record: &Record<'_>,
    field: &Field,
    lengths: &mut Vec<u64>,
    mut of: impl FnMut(&str, Kind) -> Option<u64>,
) -> bool {
    let Some((json, Kind::Array)) = record.raw(field) else { return false };
    let _ = elements(json.as_bytes(), |span, kind| {
        let element = &json[span];
        if let Some(length) = of(element, kind) {
            lengths.push(length);
        } else if kind == Kind::Array {
            let _ = elements(element.as_bytes(), |span, kind| lengths.extend(of(&element[span], kind)));
        }
    });
    true
}

/// The words of a JSON string.
fn words_of(json: &str, buffer: &mut String) -> u64 {
    buffer.clear();
    decode(&json[1..json.len() - 1], buffer);
    count_words(buffer)
}

/// The words in the part of `text` that a span such as `[0,12]` names in bytes; none where it names no part.
fn words_in(text: &str, json: &str, kind: Kind) -> Option<u64> {
    let inside = json.strip_prefix('[').filter(|_| kind == Kind::Array)?.strip_suffix(']')?;
    let (start, end) = inside.split_once(',')?;
    let (start, end): (usize, usize) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
    Some(text.get(start..end).map_or(0, count_words))
}
