//! serde_json's `Value` with `preserve_order`: the usual way.

use serde_json::Value;

use super::{COPY, Job, Refused, TEXT, Way, pass};

pub(super) struct Tree;

impl Way for Tree {
    fn line(&mut self, line: &str, job: Job, out: &mut Vec<u8>) -> Result<(), Refused> {
        let Value::Object(mut object) = serde_json::from_str(line)? else { return Err(Refused) };
        let text = object.get(TEXT).and_then(Value::as_str).ok_or(Refused)?;
        if job == Job::Read {
            pass(line, text, out);
            return Ok(());
        }
        let copy = text.to_owned();
        object.insert(COPY.to_owned(), Value::String(copy));
        serde_json::to_writer(&mut *out, &object)?;
        out.push(b'\n');
        Ok(())
    }
}
