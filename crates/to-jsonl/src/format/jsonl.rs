//! JSON lines: records already; they get what is missing of `id` and `source`.

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Map, Out};

use crate::article;

/// Adds an `id` where there is none.
pub(crate) struct Complete {
    text: Field,
    title: Field,
    id: Field,
    text_buffer: String,
    title_buffer: String,
}

impl Complete {
    pub(crate) fn new() -> Self {
        let [text, title, id] = ["text", "title", "id"].map(Field::named);
        Complete { text, title, id, text_buffer: String::new(), title_buffer: String::new() }
    }

    /// The id that `record` lacks, if it has the text that it needs.
    pub(crate) fn complete(&mut self, record: &mut Record<'_>) -> Result<(), BadRecord> {
        let text = record.text(&self.text, &mut self.text_buffer)?;
        if record.raw(&self.id).is_none() {
            let title = record.text(&self.title, &mut self.title_buffer).unwrap_or("");
            record.set_str(&self.id, &format!("{:032x}", article::id(title, text)))?;
        }
        Ok(())
    }
}

impl Map for Complete {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        self.complete(record)?;
        out.write(record);
        Ok(())
    }
}
