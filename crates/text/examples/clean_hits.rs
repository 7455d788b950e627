//! Every hit of a rule with what stands around it, to be looked at:
//! `clean_hits RULE BYTES < TEXTS`, where TEXTS are records `language TAB text NUL`.

use std::io::{Read, Write};

use copydesk_text::clean::{Cleaner, Rules};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let rule = arguments.next().unwrap_or_default();
    let around = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(40);
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let mut cleaner = Cleaner::new(Rules::NONE.with(&rule));
    let mut out = std::io::stdout().lock();
    for record in input.split('\0') {
        let Some((language, text)) = record.split_once('\t') else { continue };
        let mut steps = Vec::new();
        cleaner.explain(text, language, &mut steps);
        let Some(step) = steps.first() else { continue };
        for edit in &step.edits {
            let before = &text[text.floor_char_boundary(edit.before.start.saturating_sub(around))..edit.before.start];
            let after = &text[edit.before.end..text.ceil_char_boundary(edit.before.end + around)];
            let line = format!("{language}\t{before}«{}»{after}", &text[edit.before.clone()]);
            writeln!(out, "{}", line.replace('\n', "⏎"))?;
        }
    }
    Ok(())
}
