//! What is said about bad records, on standard error.

mod escape;
pub mod status;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

pub use escape::printable;

use crate::bad::{BadRecord, Kind};
use crate::json;
use crate::run::OnError;

/// The form of reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// `clean: articles.jsonl:1234: field "text" is missing (skipped)`
    #[default]
    Text,
    /// One JSON object a report.
    Json,
    /// Annotations that a GitHub page shows at the line.
    GitHub,
}

/// So many reports of one kind are given, then only counted.
pub const SHOWN: u64 = 20;

/// Writes reports.
#[derive(Clone, Debug)]
pub struct Reports {
    /// The tool's name.
    pub tool: &'static str,
    /// Their form.
    pub format: Format,
    /// Whether to say nothing.
    pub quiet: bool,
    /// Whether to use colour.
    pub color: bool,
    called: Arc<str>,
    given: BTreeMap<Kind, u64>,
    to: To,
}

/// Where reports go.
#[derive(Clone, Debug)]
enum To {
    Stderr,
    #[cfg(test)]
    Memory(Arc<std::sync::Mutex<Vec<u8>>>),
}

impl Reports {
    /// Reports that a test can read.
    #[cfg(test)]
    pub(crate) fn to_memory(memory: Arc<std::sync::Mutex<Vec<u8>>>) -> Self {
        Reports { to: To::Memory(memory), ..Reports::new("test") }
    }

    /// Reports of `tool` in plain text.
    #[must_use]
    pub fn new(tool: &'static str) -> Self {
        Reports {
            tool,
            format: Format::Text,
            quiet: false,
            color: false,
            called: tool.into(),
            given: BTreeMap::new(),
            to: To::Stderr,
        }
    }

    /// The same, of a tool that is called `name` where it runs. JSON has the tool's own name all the same.
    #[must_use]
    pub fn called(self, name: &str) -> Self {
        Reports { called: name.into(), ..self }
    }

    /// Reports a bad record on `line` of `file` (0: about the file as a whole).
    pub(crate) fn bad(&mut self, file: &str, line: u64, bad: &BadRecord, action: OnError) {
        let given = self.given.entry(bad.kind).or_default();
        *given += 1;
        if *given > SHOWN {
            return;
        }
        let place = (file, line);
        let why = escape::shortened(&bad.message);
        // Nothing is done about a good record.
        let action = (!bad.kind.is_check()).then(|| action.done());
        let said = action.map_or_else(|| why.to_string(), |action| format!("{why} ({action})"));
        self.say("error", Some(place), &said, |out| {
            member(out, "kind", bad.kind.0);
            member(out, "message", &why);
            action.into_iter().for_each(|action| member(out, "action", action));
        });
    }

    /// If not all were shown: how many there were.
    pub(crate) fn totals(&self, bad: &BTreeMap<Kind, u64>) {
        let hidden: u64 = bad.values().map(|n| n.saturating_sub(SHOWN)).sum();
        if hidden == 0 {
            return;
        }
        let kinds: Vec<String> = bad.iter().map(|(kind, n)| format!("{} {}", grouped(*n), kind.0)).collect();
        self.note(&format!("in all {} ({} not shown)", kinds.join(", "), grouped(hidden)));
    }

    /// Says that a check of the whole answer does not hold: that of the number at `path` in it.
    pub fn check(&self, path: &str, message: &str) {
        self.say("error", None, message, |out| {
            member(out, "kind", Kind::CHECK.0);
            member(out, "path", path);
            member(out, "message", message);
        });
    }

    /// Says something about the run as a whole.
    pub fn note(&self, message: &str) {
        self.say("notice", None, message, |out| {
            member(out, "kind", "note");
            member(out, "message", message);
        });
    }

    /// Says how far the run has come, also when quiet.
    pub fn progress(&self, message: &str) {
        let loud = Reports { quiet: false, ..self.clone() };
        loud.say("notice", None, message, |out| {
            member(out, "kind", "progress");
            member(out, "message", message);
        });
    }

    /// Says why the run failed, also when quiet.
    pub fn failure(&self, message: &str) {
        let loud = Reports { quiet: false, ..self.clone() };
        loud.say("error", None, message, |out| {
            member(out, "kind", "failure");
            member(out, "message", message);
        });
    }

    fn say(&self, level: &str, place: Option<(&str, u64)>, message: &str, members: impl FnOnce(&mut Vec<u8>)) {
        if self.quiet {
            return;
        }
        let mut out = Vec::new();
        let line = place.map(|(_, line)| line).filter(|&line| line > 0);
        match self.format {
            Format::Text => {
                let (on, off) = if self.color { ("\x1b[1;31m", "\x1b[0m") } else { ("", "") };
                let _ = write!(out, "{on}{}:{off} ", self.called);
                if let Some((file, _)) = place {
                    let _ = write!(out, "{}:", printable(file));
                }
                if let Some(line) = line {
                    let _ = write!(out, "{line}:");
                }
                let gap = if place.is_some() { " " } else { "" };
                let _ = write!(out, "{gap}{}", printable(message));
            }
            Format::Json => {
                out.extend_from_slice(b"{\"tool\":");
                json::write_string(self.tool, &mut out);
                if let Some((file, _)) = place {
                    member(&mut out, "file", file);
                }
                if let Some(line) = line {
                    let _ = write!(out, ",\"line\":{line}");
                }
                members(&mut out);
                out.push(b'}');
            }
            Format::GitHub => {
                let _ = write!(out, "::{level} ");
                if let Some((file, _)) = place {
                    let _ = write!(out, "file={},", escape::github(file, true));
                }
                if let Some(line) = line {
                    let _ = write!(out, "line={line},");
                }
                let _ = write!(out, "title={}::{}", self.called, escape::github(message, false));
            }
        }
        out.push(b'\n');
        match &self.to {
            To::Stderr => status::write_past(&out),
            #[cfg(test)]
            To::Memory(memory) => memory.lock().unwrap().extend(out),
        }
    }
}

fn member(out: &mut Vec<u8>, name: &str, value: &str) {
    out.push(b',');
    json::write_string(name, out);
    out.push(b':');
    escape::json_string(value, out);
}

/// A number with commas between thousands.
#[must_use]
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
