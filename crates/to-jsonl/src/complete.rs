//! Objects that are records already: they get what they lack of `id`, `source` and `metadata`.

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::json::write_string;
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Map, Out};

use crate::article;
use crate::flags::{Id, Options};

pub(crate) struct Complete {
    options: Options,
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

/// What became of a record.
pub(crate) enum Completed {
    /// It has an id, if that is a string.
    With(Option<u128>),
    /// Its text is shorter than is wanted.
    Short,
}

impl Complete {
    pub(crate) fn new(place: &'static str, options: Options) -> Self {
        let [text, title, id, source, metadata] = ["text", "title", "id", "source", "metadata"].map(Field::named);
        Complete {
            options,
            place,
            text,
            title,
            id,
            source,
            metadata,
            text_buffer: String::new(),
            title_buffer: String::new(),
        }
    }

    /// Adds what `record`, the `number`-th of its kind in its file, lacks, and gives its id. It must
    /// have a text; where that is shorter than is wanted, it is to be left out.
    pub(crate) fn complete(
        &mut self,
        record: &mut Record<'_>,
        number: u64,
        member: Option<&str>,
    ) -> Result<Completed, BadRecord> {
        let text = record.text(&self.text, &mut self.text_buffer)?;
        if article::is_short(text, &self.options) {
            return Ok(Completed::Short);
        }
        let id = if record.raw(&self.id).is_none() {
            let title = record.text(&self.title, &mut self.title_buffer).unwrap_or("");
            let id = match self.options.id {
                Id::Path => article::path_id(record.place().file, Some(number)),
                _ => article::spelled(article::id(title, text)),
            };
            record.set_str(&self.id, &id)?;
            Some(article::known(&id))
        } else {
            record.text(&self.id, &mut self.title_buffer).ok().map(article::known)
        };
        if record.raw(&self.source).is_none() {
            record.set_str(&self.source, record.place().file)?;
        }
        if record.raw(&self.metadata).is_none() {
            record.set_with(&self.metadata, |json| {
                json.push(b'{');
                write_string(self.place, json);
                json.extend_from_slice(format!(":{number}").as_bytes());
                if let Some(member) = member {
                    json.extend_from_slice(b",\"member\":");
                    write_string(member, json);
                }
                json.push(b'}');
            })?;
        }
        Ok(Completed::With(id))
    }
}

impl Map for Complete {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        if let Completed::With(id) = self.complete(record, record.place().line, out.member())? {
            out.write(record);
            if let Some(id) = id {
                out.note_id(id);
            }
        }
        Ok(())
    }
}
