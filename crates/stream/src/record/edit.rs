//! Edits to one line, kept as splices until the line is written.

use crate::json::{self, Member, Span};

/// What a worker keeps from record to record, so that none needs an allocation of its own.
#[derive(Default)]
pub struct Scratch {
    pub(super) members: Vec<Member>,
    edits: Vec<Edit>,
    /// The edits' JSON, one behind the other.
    values: Vec<u8>,
    /// Whether separators of lines are escaped in what is written.
    pub(super) escape_separators: bool,
}

struct Edit {
    /// The bytes of the line that make way; empty for a member that is appended.
    old: Span,
    /// Where the new bytes lie in `values`; for an appended member with its name and comma.
    new: Span,
    /// How many of the new bytes are name, colon and comma.
    head: usize,
}

impl Scratch {
    /// Whether records are written with [`json::escape_separators`].
    #[must_use]
    pub fn escape_separators(mut self, yes: bool) -> Self {
        self.escape_separators = yes;
        self
    }

    pub(super) fn clear(&mut self) {
        self.members.clear();
        self.clear_edits();
    }

    pub(super) fn clear_edits(&mut self) {
        self.edits.clear();
        // One huge record must not hold its memory for the rest of the run.
        crate::buffer::reset(&mut self.values);
    }

    /// Puts what `write` appends in place of the value at `old`, and of all edits that were made inside it. False where
    /// it went with a value that it was part of.
    pub(super) fn replace(&mut self, old: Span, write: impl FnOnce(&mut Vec<u8>)) -> bool {
        if self.is_gone(&old) {
            return false;
        }
        self.edits.retain(|e| !is_inside(&e.old, &old));
        let start = self.values.len();
        write(&mut self.values);
        let new = start..self.values.len();
        match self.edits.iter_mut().find(|e| e.head == 0 && e.old == old) {
            Some(edit) => edit.new = new,
            None => self.edits.push(Edit { old, new, head: 0 }),
        }
        true
    }

    /// Whether what stands at `place` is part of a value that was replaced.
    fn is_gone(&self, place: &Span) -> bool {
        self.edits.iter().any(|e| e.head == 0 && is_inside(place, &e.old))
    }

    /// Appends the member `name` to the object that ends, or is empty, at `at`, with what `write` appends as its value.
    /// False where that object went with a value that was replaced.
    pub(super) fn append(&mut self, at: usize, empty: bool, name: &str, write: impl FnOnce(&mut Vec<u8>)) -> bool {
        if self.is_gone(&(at..at)) {
            return false;
        }
        let start = self.values.len();
        let first = empty && !self.edits.iter().any(|e| e.head > 0 && e.old.start == at);
        if !first {
            self.values.push(b',');
        }
        json::write_string(name, &mut self.values);
        self.values.push(b':');
        let head = self.values.len() - start;
        let named = start + usize::from(!first)..start + head;
        write(&mut self.values);
        let new = start..self.values.len();
        let values = &self.values;
        let same = |e: &&mut Edit| {
            let head = &values[e.new.start..e.new.start + e.head];
            e.head > 0 && e.old.start == at && head.strip_prefix(b",").unwrap_or(head) == &values[named.clone()]
        };
        match self.edits.iter_mut().find(same) {
            // The first in an empty object has no comma, and keeps having none.
            Some(edit) => {
                let comma = head - edit.head.min(head);
                *edit = Edit { old: at..at, new: new.start + comma..new.end, head: head - comma };
            }
            None => self.edits.push(Edit { old: at..at, new, head }),
        }
        true
    }

    /// Appends `line` with the edits to `out`; true if they changed anything.
    pub(super) fn write(&self, line: &str, out: &mut Vec<u8>) -> bool {
        let line = line.as_bytes();
        let mut changed = false;
        let mut at = 0;
        // Few edits, most often in order already: look for the next one each time. Appended ones
        // at one place stay in the order in which they were made.
        let mut last = None;
        for _ in 0..self.edits.len() {
            let next = (self.edits.iter().enumerate())
                .filter(|(i, e)| last.is_none_or(|last| (e.old.start, *i) > last))
                .min_by_key(|(i, e)| (e.old.start, *i));
            let Some((i, edit)) = next else { break };
            last = Some((edit.old.start, i));
            let new = &self.values[edit.new.clone()];
            out.extend_from_slice(&line[at..edit.old.start]);
            out.extend_from_slice(new);
            changed |= line[edit.old.clone()] != *new;
            at = edit.old.end;
        }
        out.extend_from_slice(&line[at..]);
        changed
    }
}

/// Whether a place lies between the brackets of the value at `value`.
fn is_inside(place: &Span, value: &Span) -> bool {
    value.start < place.start && place.end < value.end
}
