//! What was gathered of some records: all that a report is made of.

use copydesk_text::measure::{Document, mix};

use crate::measures::{All, each};
use crate::partial::{Broken, Reader, Writer};
use crate::sketch::{self, BottomK, Frequent, HyperLogLog, Names, Quantiles, Rows};

/// So many languages have a count of their own; there are not many more codes in use.
const LANGUAGES: usize = 1000;
/// So many months: 200 years.
const MONTHS: usize = 2400;
/// More are counted than shown, so that those shown are the largest.
const SOURCES: usize = 10_000;
const FIELDS: usize = 200;
/// More than there are.
const SCRIPTS: usize = 256;
const CATEGORIES: usize = 30;

/// How much a state may hold.
#[derive(Clone, Copy)]
struct Bounds {
    /// So many different texts are told apart exactly.
    texts: usize,
    /// Different words, and phrases of two and of three words. There are few words that come often, and phrases of
    /// which most come once.
    words: sketch::Bounds,
    phrases: sketch::Bounds,
}

const CORPUS: Bounds = Bounds {
    texts: 1 << 20,
    words: sketch::Bounds { exact: 1 << 15, names: 1 << 13, counts: 1 << 16 },
    phrases: sketch::Bounds { exact: 1 << 15, names: 1 << 15, counts: 1 << 16 },
};

/// There may be many groups.
const GROUP: Bounds = Bounds {
    texts: 1 << 12,
    words: sketch::Bounds { exact: 1 << 11, names: 1 << 10, counts: 1 << 12 },
    phrases: sketch::Bounds { exact: 1 << 11, names: 1 << 11, counts: 1 << 12 },
};

/// What a record says beside its text.
#[derive(Clone, Copy, Default)]
pub(crate) struct Facts<'a> {
    /// Its `lang`.
    pub(crate) language: Option<&'a str>,
    /// Year and month of its `created`.
    pub(crate) month: Option<&'a str>,
    /// Its `source`.
    pub(crate) source: Option<&'a str>,
    /// Its `lang_confidence`, in millionths.
    pub(crate) confidence: Option<i64>,
    /// Its text.
    pub(crate) text: &'a str,
    /// A hash of all of it.
    pub(crate) hash: u64,
}

/// What was gathered of some records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) records: u64,
    /// By [`each`].
    pub(crate) each: Rows,
    /// By [`All`].
    pub(crate) all: [Quantiles; 4],
    pub(crate) languages: Names,
    pub(crate) months: Names,
    pub(crate) sources: Names,
    /// Records with each field, and those where it is empty.
    pub(crate) fields: Names,
    pub(crate) empty: Names,
    pub(crate) distinct_words: HyperLogLog,
    pub(crate) texts: BottomK,
    /// By the number of words, less one.
    pub(crate) terms: [Frequent; 3],
    pub(crate) scripts: Names,
    pub(crate) categories: Names,
}

impl State {
    fn new(bounds: Bounds) -> Self {
        State {
            records: 0,
            each: Rows::new(each().count()),
            all: Default::default(),
            languages: Names::new(LANGUAGES),
            months: Names::new(MONTHS),
            sources: Names::new(SOURCES),
            fields: Names::new(FIELDS),
            empty: Names::new(FIELDS),
            distinct_words: HyperLogLog::default(),
            texts: BottomK::new(bounds.texts),
            terms: [bounds.words, bounds.phrases, bounds.phrases].map(Frequent::new),
            scripts: Names::new(SCRIPTS),
            categories: Names::new(CATEGORIES),
        }
    }

    /// Nothing yet, of a whole corpus.
    pub(crate) fn of_corpus() -> Self {
        State::new(CORPUS)
    }

    /// Nothing yet, of one of many groups.
    pub(crate) fn of_group() -> Self {
        State::new(GROUP)
    }

    /// Takes in one record.
    pub(crate) fn add(&mut self, document: &Document, facts: Facts<'_>, fast: bool) {
        self.records += 1;
        self.each.add(each().map(|(_, each)| if each.fast || !fast { (each.of)(document) } else { None }));
        let named =
            [(&mut self.languages, facts.language), (&mut self.months, facts.month), (&mut self.sources, facts.source)];
        for (names, name) in named {
            if let Some(name) = name {
                names.add(name, 1);
            }
        }
        if let Some(confidence) = facts.confidence {
            self.all[All::Confidence as usize].add(confidence);
        }
        if fast {
            return;
        }
        for (length, times) in (0..).zip(&document.word_lengths) {
            self.all[All::Words as usize].add_times(length, *times);
        }
        for (all, lengths) in
            [(All::Sentences, &document.sentence_lengths), (All::Paragraphs, &document.paragraph_lengths)]
        {
            let summary = &mut self.all[all as usize];
            lengths.iter().filter_map(|n| i64::try_from(*n).ok()).for_each(|n| summary.add(n));
        }
        document.distinct().for_each(|hash| self.distinct_words.add(hash));
        self.texts.add(document.fingerprint);
        self.add_terms(document, facts);
        document.kinds.scripts().for_each(|(name, n)| self.scripts.add(name, n));
        document.kinds.categories().for_each(|(name, n)| self.categories.add(name, n));
    }

    /// Takes in the terms of a record.
    fn add_terms(&mut self, document: &Document, facts: Facts<'_>) {
        for (words, terms) in (1..).zip(&mut self.terms) {
            if let Some(counts) = terms.begin(document.terms(words)) {
                document.each_term(words, |hash, times| counts.add_later(hash, times));
            }
        }
        for part in 0..document.parts() {
            let hash = mix(facts.hash.wrapping_add(part as u64));
            for (words, terms) in (1..).zip(&mut self.terms) {
                terms.add(hash, |things| {
                    document.each_term_in(part, words, |term| {
                        things.put(term.hash, |name| document.spell(facts.text, &term, name));
                    });
                });
            }
        }
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
        self.records = self.records.saturating_add(other.records);
        self.each.sums_mut().iter_mut().zip(&*other.each.sums()).for_each(|(mine, others)| mine.merge(others));
        self.all.iter_mut().zip(&other.all).for_each(|(mine, others)| mine.merge(others));
        self.names_mut().into_iter().zip(other.names()).for_each(|(mine, others)| mine.merge(others));
        self.distinct_words.merge(&other.distinct_words);
        self.texts.merge(&other.texts);
        self.terms.iter_mut().zip(&other.terms).for_each(|(mine, others)| mine.merge(others));
    }

    fn names(&self) -> [&Names; 7] {
        let State { languages, months, sources, fields, empty, scripts, categories, .. } = self;
        [languages, months, sources, fields, empty, scripts, categories]
    }

    fn names_mut(&mut self) -> [&mut Names; 7] {
        let State { languages, months, sources, fields, empty, scripts, categories, .. } = self;
        [languages, months, sources, fields, empty, scripts, categories]
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.number(self.records);
        self.each.sums().iter().chain(&self.all).for_each(|q| q.write(out));
        self.names().into_iter().for_each(|names| names.write(out));
        self.distinct_words.write(out);
        self.texts.write(out);
        self.terms.iter().for_each(|terms| terms.write(out));
    }

    /// Reads into this, which is new.
    pub(crate) fn read(mut self, from: &mut Reader<'_>) -> Result<Self, Broken> {
        self.records = from.number()?;
        for summary in self.each.sums_mut().iter_mut().chain(&mut self.all) {
            *summary = Quantiles::read(from)?;
        }
        for names in self.names_mut() {
            names.read(from)?;
        }
        self.distinct_words = HyperLogLog::read(from)?;
        self.texts = self.texts.read(from)?;
        let [one, two, three] = self.terms;
        self.terms = [one.read(from)?, two.read(from)?, three.read(from)?];
        Ok(self)
    }
}
