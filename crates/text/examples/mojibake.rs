//! What the rule `mojibake` changes in lines of text:
//!
//!     zcat news.jsonl.gz | jq -r .text | cargo run --release -p copydesk-text --example mojibake
//!
//! prints the line before and after for each change, and `--all` every line as it comes out.

use std::io::{self, BufRead, Write};

use copydesk_text::clean::{Cleaner, Rules};

fn main() -> io::Result<()> {
    let all = std::env::args().any(|a| a == "--all");
    let mut cleaner = Cleaner::new(Rules::NONE.with("mojibake"));
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        let text = String::from_utf8_lossy(&line);
        match cleaner.clean(&text, "") {
            Some(clean) if all => writeln!(out, "{clean}")?,
            Some(clean) => writeln!(out, "- {text}\n+ {clean}")?,
            None if all => writeln!(out, "{text}")?,
            None => {}
        }
    }
    out.flush()
}
