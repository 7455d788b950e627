//! The one table of what is measured: views, docs, schema and `--per-record` follow it.

use copydesk_text::measure::{Document, filters};

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
    /// Names, each with its numbers.
    Table,
    /// A number of each record, as a distribution.
    Each(Each),
    /// Many numbers of each record, as one distribution.
    All(All),
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

/// Which lengths a distribution is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum All {
    /// Of words, in characters.
    Words,
    /// Of sentences, in words.
    Sentences,
    /// Of paragraphs, in words.
    Paragraphs,
    /// No length: how sure `lang` is, of each record that says so.
    Confidence,
}

impl All {
    /// How many parts the unit has.
    #[must_use]
    pub fn scale(self) -> i64 {
        if self == All::Confidence { MILLIONTHS } else { 1 }
    }
}

/// Parts of a share.
const MILLIONTHS: i64 = 1_000_000;
/// Parts of a score.
const THOUSANDTHS: i64 = 1000;

const fn count(of: fn(&Document) -> Option<i64>, fast: bool) -> Kind {
    Kind::Each(Each { of, scale: 1, fast })
}

const fn share(of: fn(&Document) -> Option<i64>) -> Kind {
    Kind::Each(Each { of, scale: MILLIONTHS, fast: false })
}

const fn score(of: fn(&Document) -> Option<i64>) -> Kind {
    Kind::Each(Each { of, scale: THOUSANDTHS, fast: false })
}

/// A whole number of a record.
fn some(n: u64) -> Option<i64> {
    i64::try_from(n).ok()
}

/// `a` of `b` in millionths, rounded down; nothing of nothing.
fn part(a: u64, b: u64) -> Option<i64> {
    i64::try_from((u128::from(a) * 1_000_000).checked_div(u128::from(b))?).ok()
}

/// A score in thousandths.
#[allow(clippy::cast_possible_truncation)]
fn thousandths(n: Option<f64>) -> Option<i64> {
    n.map(|n| n * 1000.0).filter(|n| n.abs() < 1e15).map(|n| n.round() as i64)
}

/// All or nothing, as a share.
fn whole(yes: bool) -> Option<i64> {
    Some(if yes { MILLIONTHS } else { 0 })
}

/// The value of a formula that was made for English, where the text is taken to be.
fn english(d: &Document, of: impl Fn(&Document) -> Option<f64>) -> Option<i64> {
    if d.language == "en" { thousandths(of(d)) } else { None }
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
        kind: count(|d| some(d.bytes), true),
    },
    Measure {
        path: "characters",
        unit: "characters",
        help: "characters of text",
        source: "Unicode scalar values",
        kind: count(|d| some(d.characters), true),
    },
    Measure {
        path: "words",
        unit: "words",
        help: "words",
        source: "UAX #29; an ideograph is a word, scripts without spaces are cut at about four letters",
        kind: count(|d| some(d.counts.words), true),
    },
    Measure {
        path: "sentences",
        unit: "sentences",
        help: "sentences: those of `sentences` or `sentence_spans`, else by the rules of `lang`",
        source: "docs/sentences.md",
        kind: count(|d| some(d.counts.sentences), false),
    },
    Measure {
        path: "paragraphs",
        unit: "paragraphs",
        help: "paragraphs: what blank lines separate",
        source: "",
        kind: count(|d| some(d.lines.paragraphs), true),
    },
    Measure {
        path: "lines",
        unit: "lines",
        help: "lines that are not blank",
        source: "",
        kind: count(|d| some(d.lines.lines), true),
    },
    Measure {
        path: "word_length",
        unit: "characters",
        help: "characters of each word; words of more than 63 count as 64",
        source: "",
        kind: Kind::All(All::Words),
    },
    Measure {
        path: "sentence_length",
        unit: "words",
        help: "words of each sentence",
        source: "",
        kind: Kind::All(All::Sentences),
    },
    Measure {
        path: "paragraph_length",
        unit: "words",
        help: "words of each paragraph",
        source: "",
        kind: Kind::All(All::Paragraphs),
    },
    Measure {
        path: "languages",
        unit: "records",
        help: "records by `lang`",
        source: "the field `lang`",
        kind: Kind::Table,
    },
    Measure {
        path: "lang_confidence",
        unit: "share",
        help: "how sure the language is, of records that say so",
        source: "the field `lang_confidence`",
        kind: Kind::All(All::Confidence),
    },
    Measure {
        path: "distinct_words",
        unit: "words",
        help: "different words, case aside; estimated, standard error 0.8 %",
        source: "HyperLogLog (Flajolet et al. 2007)",
        kind: Kind::Count,
    },
    Measure {
        path: "duplicates",
        unit: "records",
        help: "texts that differ in case, spaces and marks only: exact up to 1,048,576 different texts (4,096 in a group), then estimated",
        source: "bottom-k sketch (Bar-Yossef et al. 2002)",
        kind: Kind::Table,
    },
    Measure {
        path: "diversity.type_token_ratio",
        unit: "share",
        help: "different words by words",
        source: "",
        kind: share(|d| part(d.types, d.counts.words)),
    },
    Measure {
        path: "diversity.mattr",
        unit: "share",
        help: "type-token ratio of windows of 50 words",
        source: "Covington and McFall 2010",
        kind: share(|d| d.moving_average.and_then(|(a, b)| part(a, b))),
    },
    Measure {
        path: "diversity.mtld",
        unit: "words",
        help: "mean number of words over which the type-token ratio stays over 0.72",
        source: "McCarthy and Jarvis 2010",
        kind: score(|d| thousandths(d.mtld)),
    },
    Measure {
        path: "diversity.hapax",
        unit: "share",
        help: "words that come once, by words",
        source: "",
        kind: share(|d| part(d.hapax, d.counts.words)),
    },
    Measure {
        path: "readability.flesch",
        unit: "score",
        help: "reading ease, higher is easier: en, de, fr, es, it, nl, pt, ru",
        source: "Flesch 1948; Amstad 1978; Kandel and Moles 1958; Szigriszt-Pazos 1993; Franchina and Vacca 1986; Douma 1960; Martins 1996; Oborneva 2006",
        kind: score(|d| thousandths(d.counts.flesch(&d.language))),
    },
    Measure {
        path: "readability.flesch_kincaid",
        unit: "grade",
        help: "school grade, English",
        source: "Kincaid et al. 1975",
        kind: score(|d| english(d, |d| d.counts.flesch_kincaid())),
    },
    Measure {
        path: "readability.gunning_fog",
        unit: "grade",
        help: "years of school, English",
        source: "Gunning 1952",
        kind: score(|d| english(d, |d| d.counts.gunning_fog())),
    },
    Measure {
        path: "readability.smog",
        unit: "grade",
        help: "school grade, English",
        source: "McLaughlin 1969",
        kind: score(|d| english(d, |d| d.counts.smog())),
    },
    Measure {
        path: "readability.coleman_liau",
        unit: "grade",
        help: "school grade, English",
        source: "Coleman and Liau 1975",
        kind: score(|d| english(d, |d| d.counts.coleman_liau())),
    },
    Measure {
        path: "readability.automated",
        unit: "grade",
        help: "automated readability index, English",
        source: "Senter and Smith 1967",
        kind: score(|d| english(d, |d| d.counts.automated())),
    },
    Measure {
        path: "readability.lix",
        unit: "score",
        help: "LIX, any language",
        source: "Björnsson 1968",
        kind: score(|d| thousandths(d.counts.lix())),
    },
    Measure {
        path: "readability.gulpease",
        unit: "score",
        help: "Gulpease, Italian",
        source: "Lucisano and Piemontese 1988",
        kind: score(|d| if d.language == "it" { thousandths(d.counts.gulpease()) } else { None }),
    },
    Measure {
        path: "quality.mean_word_length",
        unit: "characters",
        help: "mean length of words",
        source: "Gopher (Rae et al. 2021)",
        kind: share(|d| part(d.word_characters, d.counts.words)),
    },
    Measure {
        path: "quality.alphabetic",
        unit: "share",
        help: "words with a letter",
        source: "Gopher",
        kind: share(|d| part(d.alphabetic, d.counts.words)),
    },
    Measure {
        path: "quality.symbols",
        unit: "by word",
        help: "`#` and ellipses by words",
        source: "Gopher",
        kind: share(|d| part(d.symbols, d.counts.words)),
    },
    Measure {
        path: "quality.stop_words",
        unit: "share",
        help: "words of the language's list; none where there is no list",
        source: "crates/text/src/measure/stop_words",
        kind: share(|d| part(d.stop_words?, d.counts.words)),
    },
    Measure {
        path: "quality.bullet_lines",
        unit: "share",
        help: "lines that begin with a bullet",
        source: "Gopher",
        kind: share(|d| part(d.lines.bullets, d.lines.lines)),
    },
    Measure {
        path: "quality.ellipsis_lines",
        unit: "share",
        help: "lines that end in an ellipsis",
        source: "Gopher",
        kind: share(|d| part(d.lines.ellipses, d.lines.lines)),
    },
    Measure {
        path: "quality.repeated_lines",
        unit: "share",
        help: "lines that came before in the text",
        source: "Gopher",
        kind: share(|d| part(d.lines.repeated, d.lines.lines)),
    },
    Measure {
        path: "quality.repeated_line_bytes",
        unit: "share",
        help: "bytes of such lines, of the text",
        source: "Gopher, which counts characters",
        kind: share(|d| part(d.lines.repeated_bytes, d.bytes)),
    },
    Measure {
        path: "quality.repeated_paragraphs",
        unit: "share",
        help: "paragraphs that came before in the text",
        source: "Gopher",
        kind: share(|d| part(d.lines.repeated_paragraphs, d.lines.paragraphs)),
    },
    Measure {
        path: "quality.repeated_paragraph_bytes",
        unit: "share",
        help: "bytes of such paragraphs, of the text",
        source: "Gopher, which counts characters",
        kind: share(|d| part(d.lines.repeated_paragraph_bytes, d.bytes)),
    },
    Measure {
        path: "quality.top_2_gram",
        unit: "share",
        help: "characters of the most frequent 2-gram of words, of the text",
        source: "Gopher",
        kind: share(|d| part(d.repeated.top[0], d.characters)),
    },
    Measure {
        path: "quality.top_3_gram",
        unit: "share",
        help: "characters of the most frequent 3-gram of words, of the text",
        source: "Gopher",
        kind: share(|d| part(d.repeated.top[1], d.characters)),
    },
    Measure {
        path: "quality.top_4_gram",
        unit: "share",
        help: "characters of the most frequent 4-gram of words, of the text",
        source: "Gopher",
        kind: share(|d| part(d.repeated.top[2], d.characters)),
    },
    Measure {
        path: "quality.repeated_5_grams",
        unit: "share",
        help: "characters of 5-grams that came before, of the text",
        source: "Gopher",
        kind: share(|d| part(d.repeated.duplicate[0], d.characters)),
    },
    Measure {
        path: "quality.repeated_6_grams",
        unit: "share",
        help: "characters of 6-grams that came before, of the text",
        source: "Gopher",
        kind: share(|d| part(d.repeated.duplicate[1], d.characters)),
    },
    Measure {
        path: "quality.repeated_7_grams",
        unit: "share",
        help: "characters of 7-grams that came before, of the text",
        source: "Gopher",
        kind: share(|d| part(d.repeated.duplicate[2], d.characters)),
    },
    Measure {
        path: "quality.repeated_8_grams",
        unit: "share",
        help: "characters of 8-grams that came before, of the text",
        source: "Gopher",
        kind: share(|d| part(d.repeated.duplicate[3], d.characters)),
    },
    Measure {
        path: "quality.repeated_9_grams",
        unit: "share",
        help: "characters of 9-grams that came before, of the text",
        source: "Gopher",
        kind: share(|d| part(d.repeated.duplicate[4], d.characters)),
    },
    Measure {
        path: "quality.repeated_10_grams",
        unit: "share",
        help: "characters of 10-grams that came before, of the text",
        source: "Gopher",
        kind: share(|d| part(d.repeated.duplicate[5], d.characters)),
    },
    Measure {
        path: "quality.terminated_lines",
        unit: "share",
        help: "lines that end in a full stop, question mark, exclamation mark, ellipsis or quote",
        source: "C4 (Raffel et al. 2020), FineWeb",
        kind: share(|d| part(d.lines.terminated, d.lines.lines)),
    },
    Measure {
        path: "quality.short_lines",
        unit: "share",
        help: "lines of at most 30 characters",
        source: "FineWeb (Penedo et al. 2024)",
        kind: share(|d| part(d.lines.short, d.lines.lines)),
    },
    Measure {
        path: "quality.few_word_lines",
        unit: "share",
        help: "lines of fewer than three words",
        source: "C4",
        kind: share(|d| part(d.lines.few_words, d.lines.lines)),
    },
    Measure {
        path: "quality.script_lines",
        unit: "share",
        help: "lines that speak of JavaScript",
        source: "C4",
        kind: share(|d| part(d.lines.script, d.lines.lines)),
    },
    Measure {
        path: "quality.policy_lines",
        unit: "share",
        help: "lines about terms of use, privacy or cookies, in English",
        source: "C4",
        kind: share(|d| part(d.lines.policy, d.lines.lines)),
    },
    Measure {
        path: "quality.braces",
        unit: "braces",
        help: "opening braces, as in program code",
        source: "C4",
        kind: count(|d| some(d.braces), false),
    },
    Measure {
        path: "quality.lorem_ipsum",
        unit: "share",
        help: "1 with `lorem ipsum`, else 0",
        source: "C4",
        kind: share(|d| whole(d.lorem_ipsum)),
    },
    Measure {
        path: "quality.newlines",
        unit: "by word",
        help: "line ends by words",
        source: "FineWeb",
        kind: share(|d| part(d.newlines, d.counts.words)),
    },
    Measure {
        path: "quality.english_stop_words",
        unit: "words",
        help: "how many of `the`, `be`, `to`, `of`, `and`, `that`, `have` and `with` come",
        source: "Gopher",
        kind: count(|d| some(d.gopher_stop_words), false),
    },
    Measure {
        path: "filters.gopher_quality",
        unit: "share",
        help: "1 if it passes: 50 to 100,000 words of 3 to 10 characters on average, `#` and ellipses by words each at most 0.1, bullet lines at most 0.9, ellipsis lines at most 0.3, alphabetic at least 0.8, two English stop words",
        source: "Gopher, appendix A1.1",
        kind: share(|d| whole(filters::gopher_quality(d))),
    },
    Measure {
        path: "filters.gopher_repetition",
        unit: "share",
        help: "1 if its shares of repeated lines, paragraphs and n-grams are below those of Gopher",
        source: "Gopher, table A1",
        kind: share(|d| whole(filters::gopher_repetition(d))),
    },
    Measure {
        path: "filters.c4_page",
        unit: "share",
        help: "1 if it has no brace, no `lorem ipsum` and five sentences",
        source: "C4",
        kind: share(|d| whole(filters::c4_page(d))),
    },
    Measure {
        path: "filters.fineweb",
        unit: "share",
        help: "1 if terminated lines are at least 0.12, short lines at most 0.67 and bytes in repeated lines at most 0.1",
        source: "FineWeb",
        kind: share(|d| whole(filters::fineweb(d))),
    },
    Measure { path: "scripts", unit: "characters", help: "characters by script", source: "UAX #24", kind: Kind::Table },
    Measure {
        path: "categories",
        unit: "characters",
        help: "characters by general category",
        source: "UAX #44",
        kind: Kind::Table,
    },
    Measure {
        path: "terms.words",
        unit: "words",
        help: "the 50 most frequent words with a letter that are no stop words; exact while there are no more than 32,768 in all (2,048 in a group), then each is within `error` in 95 of 100 cases, and one that comes seldom may be lacking; names of over 255 bytes are cut",
        source: "Count-Min sketch (Cormode and Muthukrishnan 2005; Deng and Rafiei 2007)",
        kind: Kind::Table,
    },
    Measure {
        path: "terms.bigrams",
        unit: "phrases",
        help: "the same of two words in a sentence that are no stop words, of which one has a letter; exact as words are",
        source: "",
        kind: Kind::Table,
    },
    Measure { path: "terms.trigrams", unit: "phrases", help: "the same of three words", source: "", kind: Kind::Table },
    Measure {
        path: "created",
        unit: "records",
        help: "records by year and month of `created`",
        source: "the field `created`",
        kind: Kind::Table,
    },
    Measure {
        path: "sources",
        unit: "records",
        help: "records by `source`: the 100 sources with most records, all others as `(other)`; of over 10,000 the last in the order of their bytes are among these",
        source: "the field `source`",
        kind: Kind::Table,
    },
    Measure {
        path: "fields",
        unit: "records",
        help: "records that have a field, and those where it is null, an empty string, list or object; the first 200 names",
        source: "",
        kind: Kind::Table,
    },
];

/// Those of [`MEASURES`] that are a number of each record, in order.
pub fn each() -> impl Iterator<Item = (&'static Measure, Each)> {
    MEASURES.iter().filter_map(|m| match m.kind {
        Kind::Each(each) => Some((m, each)),
        _ => None,
    })
}
