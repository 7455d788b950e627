//! How fast texts are measured: `measure_speed [LANGUAGE] <TEXTS`, one text a line, `\n` and the like written as in
//! JSON. Times are of one thread; the best of five rounds counts.

#![expect(clippy::print_stdout, reason = "a program for people at a terminal")]

use std::io::Read;
use std::time::{Duration, Instant};

use copydesk_text::measure::{Given, Measurer};

fn main() -> std::io::Result<()> {
    let language = std::env::args().nth(1);
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let texts: Vec<String> = input.lines().map(|line| line.replace("\\n", "\n").replace("\\\"", "\"")).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    for (name, fast) in [("everything", false), ("counts only", true)] {
        let mut best = Duration::MAX;
        for _ in 0..5 {
            let mut measurer = Measurer::default();
            let start = Instant::now();
            let given = Given { language: language.as_deref(), sentences: None, fast };
            let words: u64 = texts.iter().map(|text| measurer.measure(text, given).counts.words).sum();
            best = best.min(start.elapsed());
            assert!(words > 0 || bytes == 0);
        }
        println!("{name}: {:.0} MB/s", bytes as f64 / best.as_secs_f64() / 1e6);
    }
    Ok(())
}
