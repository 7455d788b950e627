//! Objects that are records already: they get what they lack of `id`, `source` and `metadata`.

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::json::write_string;
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Map, Out};

use crate::article;

pub(crate) struct Complete {
    /// What the number is called in `metadata` that says where the object stood.
    place: &'static str,
    text: Field,
    title: Field,
    id: Field,
    source: Field,
    metadata: Field,
    text_buffer: String,
    title_buffer: String,
}

impl Complete {
    pub(crate) fn new(place: &'static str) -> Self {
        let [text, title, id, source, metadata] = ["text", "title", "id", "source", "metadata"].map(Field::named);
        Complete { place, text, title, id, source, metadata, text_buffer: String::new(), title_buffer: String::new() }
    }

    /// Adds what `record`, the `number`-th of its kind in its file, lacks. It must have a text.
    pub(crate) fn complete(&mut self, record: &mut Record<'_>, number: u64) -> Result<(), BadRecord> {
        let text = record.text(&self.text, &mut self.text_buffer)?;
        if record.raw(&self.id).is_none() {
            let title = record.text(&self.title, &mut self.title_buffer).unwrap_or("");
            record.set_str(&self.id, &format!("{:032x}", article::id(title, text)))?;
        }
        if record.raw(&self.source).is_none() {
            record.set_str(&self.source, record.place().file)?;
        }
        if record.raw(&self.metadata).is_none() {
            record.set_with(&self.metadata, |json| {
                json.push(b'{');
                write_string(self.place, json);
                json.extend_from_slice(format!(":{number}}}").as_bytes());
            })?;
        }
        Ok(())
    }
}

impl Map for Complete {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        self.complete(record, record.place().line)?;
        out.write(record);
        Ok(())
    }
}
