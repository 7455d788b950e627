//! Lists what a cleaning rule does to texts, to be looked at: `hits RULE [--raw] <TEXTS`.
//!
//! A line of input is an id, a language and a text, with a tab between them and the text's own line
//! ends, tabs and backslashes written as `\n`, `\t` and `\\`. A line of output is one hit: language, id,
//! and what stood there in `[before|after]`. The other rules of `news` go first, unless `--raw` says no.

#![expect(clippy::print_stderr, reason = "a program for people at a terminal")]

use std::io::{BufRead, Write};

use copydesk_text::clean::{Cleaner, Preset, RULES, Rules};

const AROUND: usize = 40;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(rule) = RULES.iter().find(|rule| arguments.first().is_some_and(|name| name == rule.name)) else {
        eprintln!("usage: hits RULE [--raw]");
        std::process::exit(2)
    };
    let raw = arguments.iter().any(|a| a == "--raw");
    let mut others = Cleaner::new(if raw { Rules::NONE } else { Rules::of(Preset::News).without(rule.name) });
    let mut cleaner = Cleaner::new(Rules::NONE.with(rule.name));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut fields = line.splitn(3, '\t');
        let (Some(id), Some(language), Some(text)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let text = unescaped(text);
        let text = others.clean(&text, language).unwrap_or(&text);
        let mut steps = Vec::new();
        let mut once = String::new();
        cleaner.explain(text, language, &mut steps);
        if let Some(step) = steps.first() {
            // The text after the first turn is made from its changes, as later turns move places.
            cleaner.clean(text, language).unwrap_or_default().clone_into(&mut once);
            for edit in &step.edits {
                let before = &text[edit.before.clone()];
                let after = if steps.len() == 1 { &once[edit.after.clone()] } else { "?" };
                let left: String = text[..edit.before.start].chars().rev().take(AROUND).collect();
                let left: String = left.chars().rev().collect();
                let right: String = text[edit.before.end..].chars().take(AROUND).collect();
                writeln!(out, "{language}\t{id}\t{}", format!("{left}[{before}|{after}]{right}").escape_debug())?;
            }
        }
    }
    out.flush()
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c == '\\').then(|| chars.next()).flatten() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some(other) => out.push(other),
            None => out.push(c),
        }
    }
    out
}
