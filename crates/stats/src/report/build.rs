//! The report of a state.

use super::Node;
use crate::corpus::Corpus;
use crate::measures::{All, Kind, MEASURES};
use crate::sketch::{Bin, Frequent, Names, Quantiles};
use crate::state::State;

/// The quantiles in a report, and their names.
const QUANTILES: [(&str, f64); 7] =
    [("p1", 0.01), ("p5", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p95", 0.95), ("p99", 0.99)];

/// The report of `corpus`.
pub(crate) fn report(corpus: &Corpus) -> Node {
    let bad = corpus.bad.iter().map(|(kind, n)| (kind.clone(), Node::Count(*n))).collect();
    let mut root = of_state(&corpus.all, corpus.plan.fast, Some(Node::Tree(bad)));
    if let Some(field) = &corpus.plan.group_by {
        let of = |state: &State| of_state(state, corpus.plan.fast, None);
        let or_nothing = |state: &Option<Box<State>>| state.as_ref().map_or(Node::Nothing, |state| of(state));
        let values = corpus.groups.iter().map(|(name, state)| (name.clone(), of(state))).collect();
        let groups = [
            ("field", Node::Text(field.clone())),
            ("most", Node::Count(corpus.plan.max_groups as u64)),
            ("values", Node::Tree(values)),
            ("other", or_nothing(&corpus.other)),
            ("missing", or_nothing(&corpus.missing)),
        ];
        root.set("groups", Node::tree(groups));
    }
    root
}

/// `bad` are those of the whole corpus, as they are in no group.
fn of_state(state: &State, fast: bool, mut bad: Option<Node>) -> Node {
    let mut root = Node::Tree(Vec::new());
    let sums = state.each.sums();
    let mut each = sums.iter();
    for measure in MEASURES {
        let value = match measure.kind {
            Kind::Each(kind) => {
                let summary = each.next();
                summary.filter(|_| kind.fast || !fast).map(|summary| distribution(summary, kind.scale))
            }
            Kind::All(all) => {
                (!fast || all == All::Confidence).then(|| distribution(&state.all[all as usize], all.scale()))
            }
            _ if measure.path == "bad" => bad.take(),
            _ => other(measure.path, state, fast),
        };
        if let Some(value) = value {
            root.set(measure.path, value);
        }
    }
    root
}

/// What has a section of its own.
fn other(path: &str, state: &State, fast: bool) -> Option<Node> {
    Some(match path {
        "records" => Node::Count(state.records),
        "languages" => names(&state.languages, state.records),
        "created" => names(&state.months, state.records),
        "sources" => most(&state.sources, state.records, SOURCES),
        "fields" => fields(state),
        "distinct_words" if !fast => Node::Count(state.distinct_words.estimate()),
        "duplicates" if !fast => duplicates(state),
        "scripts" if !fast => characters(&state.scripts),
        "categories" if !fast => characters(&state.categories),
        "terms.words" if !fast => terms(&state.terms[0]),
        "terms.bigrams" if !fast => terms(&state.terms[1]),
        "terms.trigrams" if !fast => terms(&state.terms[2]),
        _ => return None,
    })
}

/// So many of the most frequent terms are in a report.
pub(crate) const TERMS: usize = 50;

fn terms(terms: &Frequent) -> Node {
    let (top, error) = terms.top(TERMS);
    let entry = |count: u64| {
        Node::tree([
            ("count", Node::Count(count)),
            ("share", share(count, terms.total())),
            ("error", Node::Count(error)),
        ])
    };
    Node::Tree(top.into_iter().map(|top| (top.name.to_owned(), entry(top.count))).collect())
}

/// Characters by what they are.
fn characters(names: &Names) -> Node {
    let all = names.sorted();
    let total = all.iter().fold(0, |total: u64, (_, n)| total.saturating_add(*n));
    let entry = |n: u64| Node::tree([("characters", Node::Count(n)), ("share", share(n, total))]);
    Node::Tree(all.into_iter().map(|(name, n)| (name.to_owned(), entry(n))).collect())
}

fn duplicates(state: &State) -> Node {
    let (different, exact) = state.texts.estimate();
    let different = different.min(state.records);
    Node::tree([
        ("distinct", Node::Count(different)),
        ("records", Node::Count(state.records - different)),
        ("share", share(state.records - different, state.records)),
        ("exact", Node::Flag(exact)),
    ])
}

fn fields(state: &State) -> Node {
    let mut values = Vec::new();
    for (name, n) in state.fields.sorted() {
        let entry = Node::tree([
            ("records", Node::Count(n)),
            ("share", share(n, state.records)),
            ("missing", Node::Count(state.records.saturating_sub(n))),
            ("empty", Node::Count(state.empty.get(name))),
        ]);
        values.push((name.to_owned(), entry));
    }
    Node::Tree(values)
}

#[allow(clippy::cast_precision_loss)]
fn share(n: u64, all: u64) -> Node {
    Node::number((all > 0).then(|| n as f64 / all as f64))
}

/// So many sources are in a report.
const SOURCES: usize = 100;

fn names(all: &Names, records: u64) -> Node {
    most(all, records, usize::MAX)
}

/// The `most` names with the most records, and all others together.
fn most(names: &Names, all: u64, most: usize) -> Node {
    let entry = |n: u64| Node::tree([("records", Node::Count(n)), ("share", share(n, all))]);
    let sorted = names.sorted();
    let (shown, rest) = sorted.split_at(most.min(sorted.len()));
    let mut values: Vec<_> = shown.iter().map(|(name, n)| ((*name).to_owned(), entry(*n))).collect();
    let other = rest.iter().fold(names.other(), |other, (_, n)| other.saturating_add(*n));
    if other > 0 {
        values.push(("(other)".to_owned(), entry(other)));
    }
    Node::Tree(values)
}

/// The number that is `n` parts of a unit that has `scale` of them.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn value_of(n: i64, scale: i64) -> Node {
    match u64::try_from(n) {
        Ok(n) if scale == 1 => Node::Count(n),
        _ => Node::number(n as f64 / scale as f64),
    }
}

#[allow(clippy::cast_precision_loss)]
fn distribution(summary: &Quantiles, scale: i64) -> Node {
    let or_nothing = |n: Option<i64>| n.map_or(Node::Nothing, |n| value_of(n, scale));
    let scaled = |n: Option<f64>| Node::number(n.map(|n| n / scale as f64));
    let mut values = vec![("count".to_owned(), Node::Count(summary.count()))];
    if scale == 1 {
        values.push(("total".to_owned(), Node::Count(u64::try_from(summary.sum()).unwrap_or(u64::MAX))));
    }
    values.push(("mean".to_owned(), scaled(summary.mean())));
    values.push(("deviation".to_owned(), scaled(summary.deviation())));
    values.push(("min".to_owned(), or_nothing(summary.range().map(|r| r.0))));
    values.extend(QUANTILES.map(|(name, q)| (name.to_owned(), or_nothing(summary.quantile(q)))));
    values.push(("max".to_owned(), or_nothing(summary.range().map(|r| r.1))));
    let bin = |bin: Bin| {
        Node::tree([
            ("from", value_of(bin.from, scale)),
            ("to", value_of(bin.to, scale)),
            ("count", Node::Count(bin.count)),
        ])
    };
    values.push(("histogram".to_owned(), Node::List(summary.histogram(scale == 1).into_iter().map(bin).collect())));
    Node::Tree(values)
}
