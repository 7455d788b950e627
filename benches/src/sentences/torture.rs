//! Speed on texts made to be slow: one piece again and again, without an end to any sentence or with one everywhere.

use std::hint::black_box;
use std::io::{self, Write};

use copydesk_text::sentences::{Language, split};

use crate::cpu;

const BYTES: usize = 5_000_000;
const PASSES: usize = 3;

const PIECES: &[(&str, &str)] = &[
    ("quotes", "\""),
    ("opening quotes", "“ "),
    ("dots", "."),
    ("spaced dots", ". "),
    ("open brackets", "("),
    ("list markers", "1. "),
    ("list markers with brackets", "1) A "),
    ("bullets", "• "),
    ("list items", "1. a\n"),
    ("dashes", "- a\n"),
    ("no spaces", "x"),
    ("no spaces, Chinese", "他"),
    ("initials", "A.B."),
    ("initials with spaces", "A. "),
    ("initials, Cyrillic", "А.А."),
    ("titles", "Mr. "),
    ("abbreviations", "U.S. "),
    ("numbers", "3.3"),
    ("quotes with words", "\"a\" "),
    ("closed quotes", "?” Smith a "),
    ("short sentences", "Go. "),
    ("lines", "a\n"),
    ("lines of two words", "word word\n"),
    ("blank lines", "a\n\n"),
    ("spaces", " "),
    ("wide brackets", "《。"),
    ("Thai spaces", "ก "),
    ("Khmer spaces", "ក "),
    ("Greek semicolons", "α; "),
];

/// Prints for each piece the slowest of some languages, in MB per CPU second.
pub(crate) fn run(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "MB/s  lang  5 MB of")?;
    for (name, piece) in PIECES {
        let text = piece.repeat(BYTES / piece.len());
        let mut slowest = (f64::MAX, "");
        for code in ["", "en", "de", "zh", "th"] {
            let language = Language::from_code(code);
            let times = (0..PASSES).map(|_| {
                let start = cpu::seconds();
                black_box(split(&text, language).count());
                cpu::seconds() - start
            });
            let speed = BYTES as f64 / 1e6 / cpu::median(times.collect());
            if speed < slowest.0 {
                slowest = (speed, if code.is_empty() { "none" } else { code });
            }
        }
        writeln!(out, "{:4.0}  {:4}  {name}", slowest.0, slowest.1)?;
    }
    Ok(())
}
