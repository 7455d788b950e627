//! `--per-record`: what is measured of each record, in the record.

use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Map, Out};

use crate::measures::each;
use crate::report::{Node, value_of};
use crate::texts::TextReader;
use crate::views::json;

/// Adds `stats` to each record. One for each thread.
pub(crate) struct PerRecord {
    pub(crate) texts: TextReader,
    pub(crate) fast: bool,
    pub(crate) to: Field,
}

impl Map for PerRecord {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        let mut root = Node::Tree(Vec::new());
        let (document, ..) = self.texts.document(record)?;
        for (measure, each) in each().filter(|(_, each)| each.fast || !self.fast) {
            let value = (each.of)(document);
            root.set(measure.path, value.map_or(Node::Nothing, |value| value_of(value, each.scale)));
        }
        record.set_with(&self.to, |bytes| json::write(&root, bytes))?;
        out.write(record);
        Ok(())
    }

    fn memory(&self) -> usize {
        self.texts.memory()
    }
}
