//! `stats`: what is in a corpus.

mod table;

use std::collections::BTreeMap;

use clap::{ArgMatches, Args, FromArgMatches};
use copydesk_cli::stream::BadRecord;
use copydesk_cli::stream::exit::{Exit, Failure};
use copydesk_cli::stream::json::{Kind, elements};
use copydesk_cli::stream::record::{Field, Record};
use copydesk_cli::stream::run::{Fold, fold};
use copydesk_cli::{Context, FieldFlags, Tool, command, no_keep};
use copydesk_text::measure::{Histogram, characters, words};
use copydesk_text::sentences::{Language, split};
use serde_json::{Value, json};

/// The tool.
pub const TOOL: Tool = Tool {
    name: "stats",
    command: || {
        no_keep(command::<Flags>("stats", env!("CARGO_PKG_VERSION"), "Say what is in a corpus of JSON lines", EXAMPLES))
    },
    run,
};

const EXAMPLES: &str = "\
  stats articles.jsonl
  stats --json articles.jsonl | jq .words.mean";

/// `stats`' own flags.
#[derive(Args, Debug)]
struct Flags {
    /// Write the answer as one JSON object
    #[arg(long, help_heading = "Output")]
    json: bool,

    #[command(flatten)]
    field: FieldFlags,
}

fn run(matches: &ArgMatches, context: Context) -> Result<Exit, Failure> {
    let flags = Flags::from_arg_matches(matches).map_err(|e| Failure::new(e.to_string()))?;
    let inputs = context.inputs()?;
    let (mut totals, stats) = fold(context.settings()?, inputs, || Stats::new(flags.field.field.clone()))?;
    let answer = if flags.json { format!("{}\n", stats.json()) } else { table::table(&stats) };
    totals.output.write(answer.as_bytes())?;
    context.finish(totals, serde_json::Map::new())
}

/// What was gathered of the records.
pub(crate) struct Stats {
    field: Field,
    lang: Field,
    sentences_field: Field,
    buffer: String,
    lang_buffer: String,
    pub(crate) characters: Histogram,
    pub(crate) words: Histogram,
    pub(crate) sentences: Histogram,
    pub(crate) languages: BTreeMap<String, u64>,
}

impl Stats {
    fn new(field: Field) -> Self {
        Stats {
            field,
            lang: Field::named("lang"),
            sentences_field: Field::named("sentences"),
            buffer: String::new(),
            lang_buffer: String::new(),
            characters: Histogram::default(),
            words: Histogram::default(),
            sentences: Histogram::default(),
            languages: BTreeMap::new(),
        }
    }

    fn json(&self) -> Value {
        let measure = |h: &Histogram| {
            let quantile = |q| h.quantile(q);
            json!({
                "total": u64::try_from(h.sum()).unwrap_or(u64::MAX),
                "mean": h.mean(),
                "min": h.range().map(|r| r.0),
                "p50": quantile(0.5),
                "p90": quantile(0.9),
                "p99": quantile(0.99),
                "max": h.range().map(|r| r.1),
            })
        };
        json!({
            "records": self.words.count(),
            "characters": measure(&self.characters),
            "words": measure(&self.words),
            "sentences": measure(&self.sentences),
            "languages": self.languages,
        })
    }
}

impl Fold for Stats {
    fn record(&mut self, record: &Record<'_>) -> Result<(), BadRecord> {
        let text = record.text(&self.field, &mut self.buffer)?;
        let lang = record.text(&self.lang, &mut self.lang_buffer).ok();
        let mut sentences = 0;
        match record.raw(&self.sentences_field) {
            Some((json, Kind::Array)) => {
                let _ = elements(json.as_bytes(), |span, kind| {
                    // By paragraph, as `split-sentences --paragraphs` gives them, an element holds several.
                    let mut inside = 0;
                    if kind == Kind::Array {
                        let _ = elements(&json.as_bytes()[span], |_, kind| {
                            inside += u64::from(matches!(kind, Kind::String { .. }));
                        });
                    }
                    sentences += inside.max(1);
                });
            }
            _ => {
                let language = lang.map_or_else(Language::default, Language::from_code);
                sentences = split(text, language).count() as u64;
            }
        }
        self.characters.add(characters(text));
        self.words.add(words(text));
        self.sentences.add(sentences);
        if let Some(lang) = lang {
            match self.languages.get_mut(lang) {
                Some(n) => *n += 1,
                None => _ = self.languages.insert(lang.to_owned(), 1),
            }
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) {
        self.characters.merge(&other.characters);
        self.words.merge(&other.words);
        self.sentences.merge(&other.sentences);
        for (lang, n) in other.languages {
            *self.languages.entry(lang).or_default() += n;
        }
    }
}
