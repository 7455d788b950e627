//! The ways. Each does the same two jobs on a line of JSON, with whatever buffers it keeps.

mod serde_raw;
mod serde_value;
mod simd_json;
mod sonic;
mod stream;

/// The field that is read.
const TEXT: &str = "text";
/// The field that is appended.
const COPY: &str = "copy";

/// What is done with a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    /// Decode `text`, append `copy` with the same text, written anew, and write the line.
    Edit,
    /// Decode `text` and, as nothing changes, write the line as it came.
    Read,
}

/// The line is not JSON to this way, or has no text that it can read.
#[derive(Debug)]
pub(crate) struct Refused;

impl<E: std::error::Error> From<E> for Refused {
    fn from(_: E) -> Self {
        Refused
    }
}

/// One way to do the jobs.
pub(crate) trait Way {
    /// Does `job` on `line` (UTF-8, no line end) and appends the result and a line end to `out`.
    /// What a way writes before it refuses is taken back by the caller.
    fn line(&mut self, line: &str, job: Job, out: &mut Vec<u8>) -> Result<(), Refused>;
}

/// Every way with its name, the product's own first.
pub(crate) fn all() -> Vec<(&'static str, Box<dyn Way>)> {
    vec![
        ("copydesk span finder", Box::new(stream::Spans::default())),
        ("sonic-rs get, splice", Box::new(sonic::Get)),
        ("sonic-rs proof, get, splice", Box::new(sonic::ProvedGet)),
        ("sonic-rs object iterator, splice", Box::new(sonic::Members)),
        ("simd-json tape, splice", Box::new(simd_json::OnTape::default())),
        ("simd-json borrowed Value", Box::new(simd_json::Borrowed::default())),
        ("serde_json RawValue, splice", Box::new(serde_raw::Raw)),
        ("serde_json Value", Box::new(serde_value::Tree)),
    ]
}

/// Writes `line` as it came.
fn pass(line: &str, text: &str, out: &mut Vec<u8>) {
    // Nothing here looks at the text: without this the compiler may leave out the decoding.
    std::hint::black_box(text);
    out.extend_from_slice(line.as_bytes());
    out.push(b'\n');
}

/// Writes `line`, an object that has members, with `copy` before its closing brace; `value` writes
/// the JSON of the new member. All other bytes stay.
fn splice(
    line: &str,
    out: &mut Vec<u8>,
    value: impl FnOnce(&mut Vec<u8>) -> Result<(), Refused>,
) -> Result<(), Refused> {
    let (before, after) = line.rfind('}').and_then(|brace| line.split_at_checked(brace)).ok_or(Refused)?;
    out.extend_from_slice(before.as_bytes());
    out.extend_from_slice(b",\"");
    out.extend_from_slice(COPY.as_bytes());
    out.extend_from_slice(b"\":");
    value(out)?;
    out.extend_from_slice(after.as_bytes());
    out.push(b'\n');
    Ok(())
}
