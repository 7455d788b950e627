//! How fast a preset cleans texts: `clean_speed PRESET [WITHOUT]... <TEXTS`, one text a line, `\n` and the like
//! written as in JSON. Times are of one thread; the best of five rounds counts.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for people at a terminal")]

use std::io::Read;
use std::time::{Duration, Instant};

use copydesk_text::clean::{Cleaner, Preset, Rules};

fn main() -> std::io::Result<()> {
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some(&preset) = Preset::ALL.iter().find(|preset| preset.name() == name) else {
        eprintln!("usage: clean_speed minimal|news|web|lm|ascii [WITHOUT]...");
        std::process::exit(2)
    };
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let texts: Vec<String> = input.lines().map(|line| line.replace("\\n", "\n").replace("\\\"", "\"")).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let rules = std::env::args().skip(2).fold(Rules::of(preset), |rules, name| rules.without(&name));
    let mut cleaner = Cleaner::new(rules);
    // Texts that are clean already, and all texts.
    let clean: Vec<&String> = texts.iter().filter(|text| cleaner.clean(text, "").is_none()).collect();
    let clean_bytes: usize = clean.iter().map(|text| text.len()).sum();
    let mut best = [Duration::MAX; 2];
    for _ in 0..5 {
        let start = Instant::now();
        let changed = texts.iter().filter(|text| cleaner.clean(text, "").is_some()).count();
        best[0] = best[0].min(start.elapsed());
        let start = Instant::now();
        let none = clean.iter().filter(|text| cleaner.clean(text, "").is_some()).count();
        best[1] = best[1].min(start.elapsed());
        assert_eq!((changed, none), (texts.len() - clean.len(), 0));
    }
    let rate = |bytes: usize, time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
    println!("all {} texts: {:.0} MB/s", texts.len(), rate(bytes, best[0]));
    println!("the {} that are clean: {:.0} MB/s", clean.len(), rate(clean_bytes, best[1]));
    Ok(())
}
