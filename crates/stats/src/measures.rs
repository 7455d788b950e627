//! The one table of what is measured: views, docs, schema and `--per-record` follow it.

use copydesk_text::measure::Document;

/// One measure.
pub struct Measure {
    /// Where it stands in the report, with dots between the names.
    pub path: &'static str,
    /// What its numbers count.
    pub unit: &'static str,
    /// What it is, in a line.
    pub help: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
    /// How it is summed up.
    pub kind: Kind,
}

/// How a measure is summed up.
#[derive(Clone, Copy)]
pub enum Kind {
    /// One number.
    Count,
    /// Names, each with `records` and `share`.
    Table,
    /// A number of each record, as a distribution.
    Each(Each),
}

/// A number of each record.
#[derive(Clone, Copy)]
pub struct Each {
    /// Its value in `scale` parts of the unit, unless the record has none.
    pub of: fn(&Document) -> Option<i64>,
    /// How many parts the unit has.
    pub scale: i64,
    /// Whether `--fast` has it too.
    pub fast: bool,
}

const fn count(of: fn(&Document) -> Option<i64>) -> Kind {
    Kind::Each(Each { of, scale: 1, fast: true })
}

#[allow(clippy::cast_possible_wrap)]
const fn some(n: u64) -> Option<i64> {
    Some(n as i64)
}

/// All measures, in the order of the report.
pub const MEASURES: &[Measure] = &[
    Measure { path: "records", unit: "records", help: "records with text", source: "", kind: Kind::Count },
    Measure {
        path: "bad",
        unit: "records",
        help: "records that could not be measured, by what is wrong with them",
        source: "docs/reports.md",
        kind: Kind::Table,
    },
    Measure {
        path: "bytes",
        unit: "bytes",
        help: "bytes of text, in UTF-8",
        source: "",
        kind: count(|d| some(d.bytes)),
    },
    Measure {
        path: "characters",
        unit: "characters",
        help: "characters of text",
        source: "Unicode scalar values",
        kind: count(|d| some(d.characters)),
    },
    Measure { path: "words", unit: "words", help: "words", source: "UAX #29", kind: count(|d| some(d.words)) },
    Measure {
        path: "sentences",
        unit: "sentences",
        help: "sentences",
        source: "docs/sentences.md",
        kind: count(|d| some(d.sentences)),
    },
    Measure {
        path: "languages",
        unit: "records",
        help: "records by `lang`",
        source: "the field `lang`",
        kind: Kind::Table,
    },
];

/// Those of [`MEASURES`] that are numbers of each record, in order.
pub fn each() -> impl Iterator<Item = (&'static Measure, Each)> {
    MEASURES.iter().filter_map(|m| match m.kind {
        Kind::Each(each) => Some((m, each)),
        _ => None,
    })
}
