//! Speed on real texts in memory, one thread.

use std::hint::black_box;
use std::io::{self, Write};

use copydesk_text::sentences::{Language, split};
use serde_json::Value;

use crate::cpu;

const PASSES: usize = 7;

/// Prints for each file MB per CPU second (the median of some passes) and sentences, ours and ICU4X's.
pub(crate) fn compare(files: &[&str], out: &mut impl Write) -> io::Result<()> {
    let segmenter = crate::icu4x();
    writeln!(out, "    MB  copydesk MB/s  sentences  ICU4X MB/s  sentences  file")?;
    for file in files {
        let texts = read(file)?;
        let megabytes = texts.iter().map(|(text, _)| text.len()).sum::<usize>() as f64 / 1e6;
        let (mut ours, mut icu) = (Vec::new(), Vec::new());
        let (mut our_count, mut icu_count) = (0, 0);
        // Pass by pass: what disturbs the machine for a while disturbs both alike.
        for _ in 0..PASSES {
            let start = cpu::seconds();
            our_count = black_box(texts.iter().map(|(text, language)| split(text, *language).count()).sum());
            ours.push(cpu::seconds() - start);
            let start = cpu::seconds();
            let ends = texts.iter().map(|(text, _)| segmenter.segment_str(text).count().saturating_sub(1));
            icu_count = black_box(ends.sum::<usize>());
            icu.push(cpu::seconds() - start);
        }
        let (ours, icu) = (megabytes / cpu::median(ours), megabytes / cpu::median(icu));
        writeln!(out, "{megabytes:6.1}  {ours:13.0}  {our_count:9}  {icu:10.0}  {icu_count:9}  {file}")?;
    }
    Ok(())
}

fn read(file: &str) -> io::Result<Vec<(String, Language)>> {
    let lines = std::fs::read_to_string(file)?;
    let records = lines.lines().map(|line| {
        let record: Value = serde_json::from_str(line)?;
        let string = |name: &str| record[name].as_str().unwrap_or_default();
        Ok((string("text").to_owned(), Language::from_code(string("lang"))))
    });
    records.collect()
}
