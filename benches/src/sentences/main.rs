//! Splitting sentences beside ICU4X.
//!
//!     sentences speed FILE.jsonl...    both on the texts in memory, by the language of each record
//!     sentences torture                5 MB each of what makes splitters slow
//!     sentences icu4x [FILE.jsonl]     ICU4X as a filter, for scoring and beside whole tools

#[path = "../cpu.rs"]
mod cpu;
mod speed;
mod torture;

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;

use icu_segmenter::{SentenceSegmenter, SentenceSegmenterBorrowed};
use serde_json::Value;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let out = &mut io::stdout().lock();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["speed", files @ ..] if !files.is_empty() => speed::compare(files, out),
        ["torture"] => torture::run(out),
        ["icu4x"] => filter(io::stdin().lock(), out),
        ["icu4x", file] => File::open(file).and_then(|file| filter(BufReader::new(file), out)),
        _ => Err(io::Error::other("usage: sentences speed FILE.jsonl... | torture | icu4x [FILE.jsonl]")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(io::stderr(), "sentences: {e}");
            ExitCode::from(2)
        }
    }
}

/// ICU4X with its default rules, which are those of UAX #29.
fn icu4x() -> SentenceSegmenterBorrowed<'static> {
    SentenceSegmenter::new(Default::default())
}

/// Adds `sentences` to each line.
fn filter(input: impl BufRead, out: &mut impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let segmenter = icu4x();
    for line in input.lines() {
        let mut record: Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or_default();
        let ends: Vec<usize> = segmenter.segment_str(text).collect();
        let sentences: Vec<Value> = ends.windows(2).map(|w| text[w[0]..w[1]].into()).collect();
        record["sentences"] = sentences.into();
        writeln!(out, "{record}")?;
    }
    out.flush()
}
