//! What was gathered of some records: all that a report is made of.

use copydesk_text::measure::Document;

use crate::measures::each;
use crate::partial::{Broken, Reader, Writer};
use crate::sketch::{Names, Quantiles};

/// So many languages have a count of their own; there are not many more codes in use.
const LANGUAGES: usize = 1000;

/// What a record says beside its text.
#[derive(Clone, Copy, Default)]
pub(crate) struct Facts<'a> {
    /// Its `lang`.
    pub(crate) language: Option<&'a str>,
}

/// What was gathered of some records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) records: u64,
    pub(crate) each: Vec<Quantiles>,
    pub(crate) languages: Names,
}

impl Default for State {
    fn default() -> Self {
        State { records: 0, each: vec![Quantiles::default(); each().count()], languages: Names::new(LANGUAGES) }
    }
}

impl State {
    /// Takes in one record.
    pub(crate) fn add(&mut self, document: &Document, facts: Facts<'_>, fast: bool) {
        self.records += 1;
        for (summary, (_, each)) in self.each.iter_mut().zip(each()) {
            if (each.fast || !fast)
                && let Some(value) = (each.of)(document)
            {
                summary.add(value);
            }
        }
        if let Some(language) = facts.language {
            self.languages.add(language, 1);
        }
    }

    /// Takes in what `other` has gathered.
    pub(crate) fn merge(&mut self, other: &State) {
        self.records += other.records;
        self.each.iter_mut().zip(&other.each).for_each(|(mine, others)| mine.merge(others));
        self.languages.merge(&other.languages);
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.number(self.records);
        self.each.iter().for_each(|q| q.write(out));
        self.languages.write(out);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        Ok(State {
            records: from.number()?,
            each: each().map(|_| Quantiles::read(from)).collect::<Result<_, _>>()?,
            languages: Names::read(from, LANGUAGES)?,
        })
    }
}
