//! What was gathered of a whole corpus: of all its records, and of each group of them.

use std::collections::BTreeMap;

use copydesk_text::measure::Document;

use crate::partial::{Broken, Reader, Writer};
use crate::state::{Facts, State};

/// How a corpus is measured. Only what was measured alike can be merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The field with the text, as given.
    pub(crate) field: String,
    /// Whether only what is quick was measured.
    pub(crate) fast: bool,
    /// The field that groups records.
    pub(crate) group_by: Option<String>,
    /// How many groups have a report of their own.
    pub(crate) max_groups: usize,
}

/// What was gathered of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Corpus {
    pub(crate) plan: Plan,
    /// All records.
    pub(crate) all: State,
    /// Bad ones by kind.
    pub(crate) bad: BTreeMap<String, u64>,
    /// The groups with a report of their own: the first ones in the order of their names' bytes, which does
    /// not depend on which came when.
    pub(crate) groups: BTreeMap<String, State>,
    /// Records of all other groups.
    pub(crate) other: Option<Box<State>>,
    /// Records without the field that groups.
    pub(crate) missing: Option<Box<State>>,
}

impl Corpus {
    pub(crate) fn new(plan: Plan) -> Self {
        let (all, bad, groups) = (State::of_corpus(), BTreeMap::new(), BTreeMap::new());
        Corpus { plan, all, bad, groups, other: None, missing: None }
    }

    /// Takes in one record of the group named, with its fields.
    pub(crate) fn add<'a>(
        &mut self,
        document: &Document,
        facts: Facts<'_>,
        group: Option<&str>,
        fields: impl Iterator<Item = (&'a str, bool)> + Clone,
    ) {
        let fast = self.plan.fast;
        self.all.add(document, facts, fast);
        fields.clone().for_each(|(name, empty)| self.all.add_field(name, empty));
        if self.plan.group_by.is_some() {
            let state = match group {
                Some(name) => self.group(name),
                None => self.missing.get_or_insert_with(new_group),
            };
            state.add(document, facts, fast);
            fields.for_each(|(name, empty)| state.add_field(name, empty));
        }
    }

    /// Where records of the group `name` belong.
    fn group(&mut self, name: &str) -> &mut State {
        if !self.groups.contains_key(name) {
            if self.groups.len() >= self.plan.max_groups {
                match self.groups.last_entry() {
                    Some(last) if last.key().as_str() > name => {
                        let displaced = last.remove();
                        self.other.get_or_insert_with(new_group).merge(&displaced);
                    }
                    _ => return self.other.get_or_insert_with(new_group),
                }
            }
            self.groups.insert(name.to_owned(), State::of_group());
        }
        match self.groups.get_mut(name) {
            Some(state) => state,
            None => self.other.get_or_insert_with(new_group),
        }
    }

    /// Takes in another, which was measured by the same plan.
    pub(crate) fn merge(&mut self, other: &Corpus) {
        self.all.merge(&other.all);
        for (kind, n) in &other.bad {
            let mine = self.bad.entry(kind.clone()).or_default();
            *mine = mine.saturating_add(*n);
        }
        for (name, state) in &other.groups {
            self.group(name).merge(state);
        }
        for (mine, others) in [(&mut self.other, &other.other), (&mut self.missing, &other.missing)] {
            if let Some(others) = others {
                mine.get_or_insert_with(new_group).merge(others);
            }
        }
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        self.plan.write(out);
        self.all.write(out);
        out.number(self.bad.len() as u64);
        for (kind, n) in &self.bad {
            out.text(kind);
            out.number(*n);
        }
        out.number(self.groups.len() as u64);
        for (name, state) in &self.groups {
            out.text(name);
            state.write(out);
        }
        for state in [&self.other, &self.missing] {
            out.number(u64::from(state.is_some()));
            if let Some(state) = state {
                state.write(out);
            }
        }
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let mut corpus = Corpus::new(Plan::read(from)?);
        corpus.all = State::of_corpus().read(from)?;
        for _ in 0..from.number()? {
            let kind = from.name_after(corpus.bad.last_key_value())?;
            corpus.bad.insert(kind, from.number()?);
        }
        for _ in 0..from.length(corpus.plan.max_groups)? {
            let name = from.name_after(corpus.groups.last_key_value())?;
            corpus.groups.insert(name, State::of_group().read(from)?);
        }
        for state in [&mut corpus.other, &mut corpus.missing] {
            if from.flag()? {
                *state = Some(Box::new(State::of_group().read(from)?));
            }
        }
        Ok(corpus)
    }
}

fn new_group() -> Box<State> {
    Box::new(State::of_group())
}

impl Plan {
    /// How `other` differs, in words.
    pub(crate) fn difference(&self, other: &Plan) -> Option<String> {
        let group = |plan: &Plan| plan.group_by.as_deref().map_or("none".to_owned(), |f| format!("\"{f}\""));
        let fast = |plan: &Plan| if plan.fast { "with --fast" } else { "without --fast" };
        if self.field != other.field {
            Some(format!("the field \"{}\" was measured, not \"{}\"", other.field, self.field))
        } else if self.fast != other.fast {
            Some(format!("it was made {}, not {}", fast(other), fast(self)))
        } else if self.group_by != other.group_by {
            Some(format!("--group-by was {}, not {}", group(other), group(self)))
        } else if self.max_groups != other.max_groups {
            Some(format!("--max-groups was {}, not {}", other.max_groups, self.max_groups))
        } else {
            None
        }
    }

    fn write(&self, out: &mut Writer) {
        out.text(&self.field);
        out.number(u64::from(self.fast));
        out.number(u64::from(self.group_by.is_some()));
        if let Some(field) = &self.group_by {
            out.text(field);
        }
        out.number(self.max_groups as u64);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let field = from.text()?;
        let fast = from.flag()?;
        let group_by = if from.flag()? { Some(from.text()?) } else { None };
        Ok(Plan { field, fast, group_by, max_groups: from.length(usize::MAX)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_text::measure::{Given, Measurer, mix};
    use proptest::prelude::*;

    /// A record: text, language, group.
    type Article = (String, Option<&'static str>, Option<String>);

    fn article() -> impl Strategy<Value = Article> {
        let words =
            prop::sample::select(vec!["the", "Bank", "of", "England", "rose", "3", "%", ".\n", "\n\n", "été", "東京"]);
        let text = prop::collection::vec(words, 0..40).prop_map(|words| words.join(" "));
        let language = prop::sample::select(vec![None, Some("en"), Some("fr"), Some("xx")]);
        (text, language, prop::option::of("[a-e]"))
    }

    fn of<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Corpus {
        let mut measurer = Measurer::default();
        let plan = Plan { field: "text".into(), fast: false, group_by: Some("source".into()), max_groups: 3 };
        let mut corpus = Corpus::new(plan);
        for (text, language, group) in articles {
            let document = measurer.measure(text, Given { language: *language, ..Given::default() });
            // As a hash of the line would be: the same for the same record.
            let bytes = text.bytes().chain(language.unwrap_or("").bytes()).chain(group.iter().flat_map(|g| g.bytes()));
            let hash = bytes.fold(1, |h, b| mix(h ^ u64::from(b)));
            let (source, confidence) = (group.as_deref(), Some(text.len() as i64 * 1000));
            let facts = Facts { language: *language, month: Some("2026-11"), source, confidence, text, hash };
            corpus.add(document, facts, source, [("text", text.is_empty())].into_iter());
        }
        corpus
    }

    fn again(corpus: &Corpus) -> Corpus {
        let mut out = Writer::default();
        corpus.write(&mut out);
        let mut from = Reader::new(out.bytes());
        let read = Corpus::read(&mut from).unwrap();
        assert!(from.is_empty());
        read
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn order_shards_and_files_make_no_difference(
            articles in prop::collection::vec(article(), 0..24),
            cuts in prop::collection::vec(0_usize..24, 0..4),
            turn in 0_usize..24,
        ) {
            let all = of(&articles);
            let mut shards: Vec<Vec<&Article>> = vec![Vec::new(); cuts.len() + 1];
            for (i, article) in articles.iter().enumerate().rev() {
                shards[cuts.iter().filter(|cut| **cut <= i).count()].push(article);
            }
            let count = shards.len();
            shards.rotate_left(turn % count);
            let mut merged = of([]);
            for shard in shards {
                merged.merge(&again(&of(shard)));
            }
            prop_assert_eq!(&merged, &all);
            prop_assert_eq!(again(&merged), merged);
        }
    }
}
