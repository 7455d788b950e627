use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use copydesk_cli::stream::exit::Failure;
use copydesk_cli::stream::record::Field;
use copydesk_cli::{FieldFlags, whole};

use crate::offsets::Unit;
use crate::write::Answer;

/// `split-sentences`' own flags.
#[derive(Args, Debug)]
#[command(next_help_heading = "Sentences")]
pub(crate) struct Flags {
    /// Take every text to be in this language (en, eng or en-GB), whatever its record says
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub(crate) lang: Option<String>,

    /// Read abbreviations of your own from FILE: words separated by white space, # begins a comment
    #[arg(long, value_name = "FILE")]
    pub(crate) abbreviations: Option<PathBuf>,

    /// Break sentences of more than N characters at the best clause
    #[arg(long, value_name = "N", value_parser = whole::<usize>(1..))]
    max_chars: Option<usize>,

    /// Give where each sentence begins and ends in the text, not the sentence; in bytes, chars or utf16
    #[arg(long, value_name = "UNIT", hide_possible_values = true)]
    spans: Option<Spans>,

    /// Give an array of sentences for each paragraph; with --explode, the paragraph's number
    #[arg(long)]
    paragraphs: bool,

    /// Write a record for each sentence, with its number as `sentence` and behind the `id`
    #[arg(long)]
    pub(crate) explode: bool,

    /// Add `split_explain`: each place where a sentence might have ended, and the rule that decided
    #[arg(long, conflicts_with = "explode")]
    pub(crate) explain: bool,

    #[command(flatten)]
    pub(crate) field: FieldFlags,

    /// The field to write [default: sentences; with --spans, sentence_spans; with --explode, the one
    /// that is read]
    #[arg(long, value_name = "NAME", help_heading = "Fields")]
    to: Option<Field>,
}

/// What offsets count.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Spans {
    Bytes,
    Chars,
    Utf16,
}

impl Flags {
    pub(crate) fn max_chars(&self) -> Option<NonZeroUsize> {
        self.max_chars.and_then(NonZeroUsize::new)
    }

    /// The field to write.
    pub(crate) fn to(&self) -> Field {
        self.to.clone().unwrap_or_else(|| match (self.spans, self.explode) {
            (Some(_), _) => Field::named("sentence_spans"),
            (None, true) => self.field.field.clone(),
            (None, false) => Field::named("sentences"),
        })
    }

    /// That the field to write is none that is written besides.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let besides: &[&str] = match (self.explode, self.paragraphs) {
            (true, true) => &["id", "sentence", "paragraph"],
            (true, false) => &["id", "sentence"],
            (false, _) if self.explain => &["split_explain"],
            (false, _) => &[],
        };
        let to = self.to();
        match besides.iter().find(|name| to == Field::named(name)) {
            Some(name) => Err(Failure::new(format!("{name} is written besides: name another field with --to"))),
            None => Ok(()),
        }
    }

    /// What is written there.
    pub(crate) fn answer(&self) -> Answer {
        let unit = self.spans.map(|spans| match spans {
            Spans::Bytes => Unit::Bytes,
            Spans::Chars => Unit::Chars,
            Spans::Utf16 => Unit::Utf16,
        });
        Answer { spans: unit, paragraphs: self.paragraphs }
    }
}

/// A code that looks like one, so that a word in the wrong place is not taken for a language.
fn code(s: &str) -> Result<String, String> {
    let primary = s.split(['-', '_']).next().unwrap_or("");
    if (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(s.to_owned())
    } else {
        Err("a language is named by its code, as in en, eng or en-GB".to_owned())
    }
}
