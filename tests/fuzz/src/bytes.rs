//! Bytes on their way to records: decompressed, and cut into lines.

use std::io::{Cursor, Read};
use std::sync::Arc;

use copydesk_stream::buffer::Pool;
use copydesk_stream::input::{BlockReader, LineEnds, Part, decompressed};

use crate::formats::Cuts;

/// The first bytes of each format.
const MAGIC: [&[u8]; 7] = [
    b"",
    &[0x1f, 0x8b, 8],
    &[0x28, 0xb5, 0x2f, 0xfd],
    b"BZh91AY&SY",
    &[0xfd, b'7', b'z', b'X', b'Z', 0],
    &[4, 0x22, 0x4d, 0x18],
    &[0x50, 0x2a, 0x4d, 0x18],
];
/// So much is read of what is decompressed.
const MOST: u64 = 1 << 22;

/// Decompresses `bytes`, of which the first chooses what they begin with, whole and in pieces: the same data comes of
/// both, and the same end.
pub fn check_compressed(bytes: &[u8]) {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let input = [MAGIC[usize::from(first) % MAGIC.len()], rest].concat();
    let read = |source: Box<dyn Read + Send>| {
        let mut out = Vec::new();
        let end = decompressed(source).and_then(|source| source.take(MOST).read_to_end(&mut out));
        (out, end.map_err(|e| e.kind()))
    };
    let whole = read(Box::new(Cursor::new(input.clone())));
    let pieces = read(Box::new(Cuts(Cursor::new(input))));
    assert_eq!(whole, pieces);
}

/// Cuts `bytes` into blocks of lines, by reads of all sizes and with lines that are too long: all of them come, with
/// their places, however they are read.
pub fn check_lines(bytes: &[u8]) {
    let Some((&first, rest)) = bytes.split_first() else { return };
    // A line longer than this and a few bytes is too long.
    let longest = usize::from(first % 32);
    let text = rest.strip_prefix(b"\xef\xbb\xbf").unwrap_or(rest);
    let whole = lines(rest, longest, usize::MAX);
    for most in [1, 2, 3, 7, 16] {
        assert_eq!(lines(rest, longest, most), text, "{most}");
    }
    assert_eq!(whole, text);
}

/// The bytes of all blocks.
fn lines(bytes: &[u8], longest: usize, most: usize) -> Vec<u8> {
    let source = Box::new(Pieces(Cursor::new(bytes.to_vec()), most));
    let mut reader = BlockReader::new(Arc::from("x"), source, LineEnds, longest, Pool::default());
    let (mut all, mut long, mut last): (Vec<u8>, bool, bool) = (Vec::new(), false, false);
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    while let Some(block) = reader.next_block() {
        assert!(!last, "a block behind the last");
        last = block.last;
        let ends = all.iter().filter(|b| **b == b'\n').count() as u64;
        assert_eq!((block.offset, block.line), (mark + all.len() as u64, ends + 1));
        assert_eq!(block.item, block.line);
        match &block.part {
            Part::Whole => {
                assert!(!long, "the end of a long line is missing");
                let ended = block.bytes().ends_with(b"\n") || block.last;
                assert!(ended || block.bytes().is_empty());
            }
            Part::LongStart => {
                assert!(!long && !block.bytes().contains(&b'\n') && block.bytes().len() > longest);
                long = true;
            }
            Part::LongRest => {
                assert!(long);
                long = !block.bytes().ends_with(b"\n");
            }
            Part::LongEnd => {
                assert!(long && !block.bytes().contains(&b'\n'));
                long = false;
            }
            Part::Broken(why) => unreachable!("{why}"),
        }
        all.extend_from_slice(block.bytes());
    }
    assert!(!long);
    all
}

/// Gives at most so many bytes a read.
struct Pieces(Cursor<Vec<u8>>, usize);

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = buffer.len().min(self.1);
        self.0.read(&mut buffer[..n])
    }
}
