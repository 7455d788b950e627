//! `--diff`: what changes in a text, word by word.

use std::ops::Range;

use copydesk_cli::stream::record::Place;
use copydesk_cli::stream::report::printable;
use copydesk_text::clean::{Edit, Step, replaced};

/// So many characters are shown on both sides of a change.
const AROUND: usize = 40;

/// The changes of one text: its place, and a line for changes that stand close together, with the words
/// around them. Words that go are in red or `[-brackets-]`, those that come in green or `{+braces+}`.
pub(crate) fn of(place: Place<'_>, steps: &[Step], before: &str, after: &str, color: bool) -> String {
    let (bold, off) = if color { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let mut out = format!("{bold}{}:{}:{off}\n", printable(place.file), place.line);
    let mut shown: Option<usize> = None;
    for edit in words(replaced(steps), before, after) {
        let from = back(before, edit.before.start);
        match shown {
            Some(end) if from <= end => out.push_str(&visible(&before[end.min(edit.before.start)..edit.before.start])),
            Some(end) => {
                let rest = ahead(before, end).min(edit.before.start);
                out.push_str(&visible(&before[end..rest]));
                out.push_str(if rest < before.len() { "...\n" } else { "\n" });
                begin(&mut out, from, &before[from..edit.before.start]);
            }
            None => begin(&mut out, from, &before[from..edit.before.start]),
        }
        let (gone, new) = (&before[edit.before.clone()], &after[edit.after.clone()]);
        for (text, plain, coloured) in [(gone, ("[-", "-]"), "\x1b[31m"), (new, ("{+", "+}"), "\x1b[32m")] {
            if !text.is_empty() {
                let (on, off) = if color { (coloured, "\x1b[0m") } else { plain };
                out.push_str(&format!("{on}{}{off}", visible(text)));
            }
        }
        shown = Some(edit.before.end);
    }
    if let Some(end) = shown {
        let rest = ahead(before, end);
        out.push_str(&visible(&before[end..rest]));
        out.push_str(if rest < before.len() { "...\n" } else { "\n" });
    }
    out
}

fn begin(out: &mut String, from: usize, text: &str) {
    out.push_str(if from > 0 { "  ..." } else { "  " });
    out.push_str(&visible(text));
}

/// What is no letter on a terminal, written so that it can be seen.
fn visible(text: &str) -> String {
    printable(&text.replace('\n', "\u{240a}").replace('\t', "\u{2409}")).into_owned()
}

/// Where a line of context begins that ends at `at`.
fn back(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[line..at].char_indices().rev().take(AROUND).last().map_or(at, |(n, _)| line + n)
}

/// Where a line of context ends that begins at `at`.
fn ahead(text: &str, at: usize) -> usize {
    let line = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    text[at..line].char_indices().nth(AROUND).map_or(line, |(n, _)| at + n)
}

/// `edits` widened to whole words, as far as white space, which change together.
fn words(edits: Vec<Edit>, before: &str, after: &str) -> Vec<Edit> {
    let mut wide: Vec<Edit> = Vec::new();
    for edit in edits {
        let left = word_end(before[..edit.before.start].chars().rev());
        let right = word_end(before[edit.before.end..].chars());
        let Range { start, end } = edit.before;
        let (from, to) = (edit.after.start - left.min(edit.after.start), (edit.after.end + right).min(after.len()));
        let edit = Edit { before: start - left..end + right, after: from..to };
        match wide.last_mut() {
            Some(last) if edit.before.start <= last.before.end => {
                // The later one knows what lies behind it; before it, the other has seen its words change.
                (last.before.end, last.after.end) = (edit.before.end, edit.after.end);
            }
            _ => wide.push(edit),
        }
    }
    wide
}

/// The length of the rest of a word, if it is no longer than words are.
fn word_end(chars: impl Iterator<Item = char>) -> usize {
    chars.take_while(|c| !c.is_whitespace()).take(AROUND).map(char::len_utf8).sum()
}
