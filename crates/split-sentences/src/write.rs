//! The answer as JSON: strings or spans, flat or by paragraph.

use std::io::Write as _;

use copydesk_cli::stream::json::write_string;

use crate::offsets::{Offsets, Unit};
use crate::pieces::Piece;

/// What is given of each sentence.
pub(crate) struct Answer {
    /// Where it is, and not itself.
    pub(crate) spans: Option<Unit>,
    /// In an array for each paragraph.
    pub(crate) paragraphs: bool,
}

impl Answer {
    /// What offsets count.
    pub(crate) fn unit(&self) -> Unit {
        self.spans.unwrap_or_default()
    }

    /// Appends the array of `pieces` to `json`.
    pub(crate) fn write(&self, text: &str, pieces: impl Iterator<Item = Piece>, json: &mut Vec<u8>) {
        let mut offsets = Offsets::new(text, self.unit());
        json.push(b'[');
        let mut any = false;
        for piece in pieces {
            let opens = self.paragraphs && piece.begins;
            if any {
                json.extend_from_slice(if opens { b"],[" } else { b"," });
            } else if self.paragraphs {
                json.push(b'[');
            }
            any = true;
            match self.spans {
                None => write_string(text.get(piece.range).unwrap_or(""), json),
                Some(_) => write_span(offsets.count(piece.range.start), offsets.count(piece.range.end), json),
            }
        }
        json.extend_from_slice(if any && self.paragraphs { b"]]" } else { b"]" });
    }
}

/// Appends `[start,end]` to `json`.
pub(crate) fn write_span(start: usize, end: usize, json: &mut Vec<u8>) {
    // Nothing is left undone: what grows in memory takes every byte.
    let _ = write!(json, "[{start},{end}]");
}
