//! simd-json, which decodes strings in place and so needs a copy of the line.

use simd_json::prelude::{MutableObject, ValueAsScalar, ValueObjectAccess, Writable};
use simd_json::{Buffers, INPUT_PADDING, Tape};

use super::{COPY, Job, Refused, TEXT, Way, pass, splice};

/// Reads the text off the tape, and splices the line.
#[derive(Default)]
pub(super) struct OnTape {
    line: Vec<u8>,
    buffers: Buffers,
    tape: Vec<simd_json::Node<'static>>,
}

impl Way for OnTape {
    fn line(&mut self, line: &str, job: Job, out: &mut Vec<u8>) -> Result<(), Refused> {
        self.line.clear();
        self.line.extend_from_slice(line.as_bytes());
        self.line.resize(line.len() + INPUT_PADDING, 0);
        let mut tape = Tape(std::mem::take(&mut self.tape)).reset();
        simd_json::fill_tape_padded(&mut self.line, line.len(), &mut self.buffers, &mut tape)?;
        let result = finish(&tape, line, job, out);
        self.tape = tape.reset().0;
        result
    }
}

fn finish(tape: &Tape<'_>, line: &str, job: Job, out: &mut Vec<u8>) -> Result<(), Refused> {
    let root = tape.as_value();
    let object = root.as_object().ok_or(Refused)?;
    // `get` would return the first of repeated names.
    let (_, value) = object.iter().filter(|(name, _)| *name == TEXT).last().ok_or(Refused)?;
    let text = value.as_str().ok_or(Refused)?;
    match job {
        Job::Edit => splice(line, out, |out| Ok(simd_json::to_writer(out, text)?)),
        Job::Read => {
            pass(line, text, out);
            Ok(())
        }
    }
}

/// Makes a tree whose strings borrow from the copy, adds to it and writes it.
#[derive(Default)]
pub(super) struct Borrowed {
    line: Vec<u8>,
    buffers: Buffers,
}

impl Way for Borrowed {
    fn line(&mut self, line: &str, job: Job, out: &mut Vec<u8>) -> Result<(), Refused> {
        self.line.clear();
        self.line.extend_from_slice(line.as_bytes());
        let mut tree = simd_json::borrowed::to_value_with_buffers(&mut self.line, &mut self.buffers)?;
        let text = tree.get(TEXT).and_then(|t| t.as_str()).ok_or(Refused)?;
        if job == Job::Read {
            pass(line, text, out);
            return Ok(());
        }
        let copy = text.to_owned();
        tree.insert(COPY, copy)?;
        tree.write(out)?;
        out.push(b'\n');
        Ok(())
    }
}
