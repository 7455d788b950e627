//! States as files: what `--partial` writes and `--merge` reads.
//!
//! A file is a line of text that names format and version, a checksum, and the state, compressed with zstd.

mod codec;
pub(crate) mod rice;

pub(crate) use codec::{Broken, Reader, Writer};

use std::io::Read;

use copydesk_cli::stream::exit::Failure;
use copydesk_cli::stream::input::{Input, reason};
use twox_hash::XxHash3_64;

use crate::corpus::Corpus;

pub(crate) const NAME: &str = "copydesk stats state ";

/// The version of the format. It grows whenever a state is written otherwise, or measures change.
const VERSION: u32 = 7;

/// The state of `corpus` as a file's bytes.
///
/// # Errors
/// Where it cannot be compressed, which takes memory.
pub(crate) fn file_of(corpus: &Corpus) -> Result<Vec<u8>, Failure> {
    pack(&content(corpus))
}

/// The state of `corpus`, uncompressed.
pub(crate) fn content(corpus: &Corpus) -> Vec<u8> {
    let mut out = Writer::default();
    corpus.write(&mut out);
    out.into_bytes()
}

/// The file of a state with this `content`.
///
/// # Errors
/// As [`file_of`].
pub(crate) fn pack(content: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut file = format!("{NAME}{VERSION}\n").into_bytes();
    file.extend_from_slice(&XxHash3_64::oneshot(content).to_le_bytes());
    let packed = zstd::bulk::compress(content, 3).map_err(|e| Failure::new(format!("cannot compress: {e}")))?;
    file.extend_from_slice(&packed);
    Ok(file)
}

/// The state in `file`.
pub(crate) fn state_in(file: &[u8]) -> Result<Corpus, String> {
    let broken = || "the state is damaged or not complete".to_owned();
    let Some(rest) = file.strip_prefix(NAME.as_bytes()) else {
        return Err("not a state that stats --partial wrote".to_owned());
    };
    let end = rest.iter().position(|b| *b == b'\n').ok_or_else(broken)?;
    let version = std::str::from_utf8(&rest[..end]).unwrap_or("?");
    if version != VERSION.to_string() {
        return Err(format!(
            "a state of version {version:?}, and this stats reads version {VERSION}; make it again with one stats"
        ));
    }
    let (sum, packed) = rest[end + 1..].split_first_chunk::<8>().ok_or_else(broken)?;
    let bytes = unpack(packed).ok_or_else(broken)?;
    if XxHash3_64::oneshot(&bytes).to_le_bytes() != *sum {
        return Err(broken());
    }
    let mut from = Reader::new(&bytes);
    Corpus::read(&mut from).ok().filter(|_| from.is_empty()).ok_or_else(broken)
}

/// What `packed` holds, if that is not more than a state can be: a few bytes can stand for all memory.
fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let most = LARGEST + packed.len() * MOST_BY_BYTE;
    let mut bytes = Vec::new();
    let mut from = zstd::stream::read::Decoder::with_buffer(packed).ok()?.take(most as u64 + 1);
    from.read_to_end(&mut bytes).ok()?;
    (bytes.len() <= most).then_some(bytes)
}

/// A state has so many bytes at most,
const LARGEST: usize = 1 << 26;
/// and of many groups so many more for each byte that is packed: hashes and counts are packed to half at best, names to a
/// tenth.
const MOST_BY_BYTE: usize = 100;

/// All states in `inputs` as one.
///
/// # Errors
/// If one cannot be read, is no state, is of another version, or was measured in another way.
pub(crate) fn merged(inputs: Vec<Input>) -> Result<Corpus, Failure> {
    let mut all: Option<Corpus> = None;
    for input in inputs {
        let said = |why: String| Failure::new(format!("{}: {why}", input.name));
        let mut file = Vec::new();
        input.open().and_then(|mut f| f.read_to_end(&mut file)).map_err(|e| said(reason(&e)))?;
        let corpus = state_in(&file).map_err(said)?;
        match &mut all {
            None => all = Some(corpus),
            Some(all) => match all.plan.difference(&corpus.plan) {
                Some(how) => return Err(said(format!("it cannot be merged with the states before it: {how}"))),
                None => all.merge(&corpus),
            },
        }
    }
    all.ok_or_else(|| Failure::new("no state to merge"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_state_can_be_is_not_unpacked() {
        for (more, unpacked) in [(0, true), (4096 * MOST_BY_BYTE, false)] {
            let packed = zstd::bulk::compress(&vec![0; LARGEST + more], 3).unwrap();
            assert_eq!(unpack(&packed).is_some(), unpacked, "{more}");
        }
        assert_eq!(unpack(&zstd::bulk::compress(&[7; 5000], 3).unwrap()), Some(vec![7; 5000]));
    }
}
