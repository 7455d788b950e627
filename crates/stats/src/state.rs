//! What was gathered of some records: all that a report is made of.

use copydesk_text::measure::Document;

use crate::measures::{All, each};
use crate::partial::{Broken, Reader, Writer};
use crate::sketch::{BottomK, HyperLogLog, Names, Quantiles};

/// So many languages have a count of their own; there are not many more codes in use.
const LANGUAGES: usize = 1000;
/// So many months: 200 years.
const MONTHS: usize = 2400;
const SOURCES: usize = 100;
const FIELDS: usize = 200;
/// So many different texts are told apart exactly in a corpus, and in a group of it.
const TEXTS: usize = 1 << 20;
const TEXTS_OF_GROUP: usize = 1 << 14;

/// What a record says beside its text.
#[derive(Clone, Copy, Default)]
pub(crate) struct Facts<'a> {
    /// Its `lang`.
    pub(crate) language: Option<&'a str>,
    /// Year and month of its `created`.
    pub(crate) month: Option<&'a str>,
    /// Its `source`.
    pub(crate) source: Option<&'a str>,
}

/// What was gathered of some records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) records: u64,
    /// By [`each`].
    pub(crate) each: Vec<Quantiles>,
    /// By [`All`].
    pub(crate) lengths: [Quantiles; 3],
    pub(crate) languages: Names,
    pub(crate) months: Names,
    pub(crate) sources: Names,
    /// Records with each field, and those where it is empty.
    pub(crate) fields: Names,
    pub(crate) empty: Names,
    pub(crate) distinct_words: HyperLogLog,
    pub(crate) texts: BottomK,
}

impl State {
    fn new(texts: usize) -> Self {
        State {
            records: 0,
            each: vec![Quantiles::default(); each().count()],
            lengths: Default::default(),
            languages: Names::new(LANGUAGES),
            months: Names::new(MONTHS),
            sources: Names::new(SOURCES),
            fields: Names::new(FIELDS),
            empty: Names::new(FIELDS),
            distinct_words: HyperLogLog::default(),
            texts: BottomK::new(texts),
        }
    }

    /// Nothing yet, of a whole corpus.
    pub(crate) fn of_corpus() -> Self {
        State::new(TEXTS)
    }

    /// Nothing yet, of one of many groups.
    pub(crate) fn of_group() -> Self {
        State::new(TEXTS_OF_GROUP)
    }

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
        let named =
            [(&mut self.languages, facts.language), (&mut self.months, facts.month), (&mut self.sources, facts.source)];
        for (names, name) in named {
            if let Some(name) = name {
                names.add(name, 1);
            }
        }
        if fast {
            return;
        }
        for (length, times) in (0..).zip(&document.word_lengths) {
            self.lengths[All::Words as usize].add_times(length, *times);
        }
        for (all, lengths) in
            [(All::Sentences, &document.sentence_lengths), (All::Paragraphs, &document.paragraph_lengths)]
        {
            let summary = &mut self.lengths[all as usize];
            lengths.iter().filter_map(|n| i64::try_from(*n).ok()).for_each(|n| summary.add(n));
        }
        document.distinct.iter().for_each(|hash| self.distinct_words.add(*hash));
        self.texts.add(document.fingerprint);
    }

    /// Takes in the name of a field of a record, and whether there is nothing in it.
    pub(crate) fn add_field(&mut self, name: &str, empty: bool) {
        self.fields.add(name, 1);
        if empty {
            self.empty.add(name, 1);
        }
    }

    /// Takes in what `other` has gathered.
    pub(crate) fn merge(&mut self, other: &State) {
        self.records += other.records;
        self.each.iter_mut().zip(&other.each).for_each(|(mine, others)| mine.merge(others));
        self.lengths.iter_mut().zip(&other.lengths).for_each(|(mine, others)| mine.merge(others));
        self.names_mut().into_iter().zip(other.names()).for_each(|(mine, others)| mine.merge(others));
        self.distinct_words.merge(&other.distinct_words);
        self.texts.merge(&other.texts);
    }

    fn names(&self) -> [&Names; 5] {
        [&self.languages, &self.months, &self.sources, &self.fields, &self.empty]
    }

    fn names_mut(&mut self) -> [&mut Names; 5] {
        [&mut self.languages, &mut self.months, &mut self.sources, &mut self.fields, &mut self.empty]
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.number(self.records);
        self.each.iter().chain(&self.lengths).for_each(|q| q.write(out));
        self.names().into_iter().for_each(|names| names.write(out));
        self.distinct_words.write(out);
        self.texts.write(out);
    }

    /// Reads into this, which is new.
    pub(crate) fn read(mut self, from: &mut Reader<'_>) -> Result<Self, Broken> {
        self.records = from.number()?;
        for summary in self.each.iter_mut().chain(&mut self.lengths) {
            *summary = Quantiles::read(from)?;
        }
        for names in self.names_mut() {
            names.read(from)?;
        }
        self.distinct_words = HyperLogLog::read(from)?;
        self.texts = self.texts.read(from)?;
        Ok(self)
    }
}
