//! Compressed input, told by its first bytes and never by its name.

use std::io::{self, BufReader, Cursor, Read};

use super::bzip2::Bzip2;
use super::gzip::GzipReader;
use super::lz4::Lz4Reader;
use super::steps::StepReader;
use super::xz::Xz;
use super::zstd::ZstdReader;

/// How much is read at once to look at the first bytes.
const HEAD: usize = 1 << 16;
/// How much gzip is read at once: small members are decompressed faster where they are seen whole.
const MEMBERS: usize = 1 << 18;

#[derive(Clone, Copy)]
enum Format {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
    Lz4,
}

/// The first bytes of each format.
const MAGIC: [(&[u8], Format); 5] = [
    (&[0x1f, 0x8b, 8], Format::Gzip),
    (&[0x28, 0xb5, 0x2f, 0xfd], Format::Zstd),
    // The size digit stands between; a file of no data goes on with the end mark.
    (b"BZh", Format::Bzip2),
    (&[0xfd, b'7', b'z', b'X', b'Z', 0], Format::Xz),
    (&[4, 0x22, 0x4d, 0x18], Format::Lz4),
];
const BZIP2_BLOCK: &[u8] = &[0x31, 0x41, 0x59, 0x26, 0x53, 0x59];
const BZIP2_END: &[u8] = &[0x17, 0x72, 0x45, 0x38, 0x50, 0x90];

/// The first bytes of a zstd frame to skip, behind the first.
const SKIPPABLE: [u8; 3] = [0x2a, 0x4d, 0x18];

enum Guess {
    Is(Format),
    Plain,
    NeedsMore,
}

fn guess(head: &[u8]) -> Guess {
    // A frame to skip, which parallel and seekable writers put first; its first byte varies.
    if let [0x50..=0x5f, rest @ ..] = head
        && rest.iter().zip(&SKIPPABLE).all(|(a, b)| a == b)
    {
        return if rest.len() < SKIPPABLE.len() { Guess::NeedsMore } else { Guess::Is(Format::Zstd) };
    }
    for (magic, format) in MAGIC {
        let n = head.len().min(magic.len());
        if head[..n] != magic[..n] {
            continue;
        }
        if n < magic.len() {
            return Guess::NeedsMore;
        }
        if !matches!(format, Format::Bzip2) {
            return Guess::Is(format);
        }
        if head.get(3).is_some_and(|d| !(b'1'..=b'9').contains(d)) {
            return Guess::Plain;
        }
        let rest = head.get(4..).unwrap_or(&[]);
        let n = rest.len().min(BZIP2_BLOCK.len());
        if rest[..n] != BZIP2_BLOCK[..n] && rest[..n] != BZIP2_END[..n] {
            return Guess::Plain;
        }
        return if n < BZIP2_BLOCK.len() { Guess::NeedsMore } else { Guess::Is(format) };
    }
    if head.is_empty() { Guess::NeedsMore } else { Guess::Plain }
}

/// Reads the first bytes of `source` and gives a reader of its content: decompressed if it is
/// gzip (of any number of members), zstd, bzip2, xz or lz4.
///
/// It waits for no more bytes than it needs to tell: the first byte of a JSON line is enough.
///
/// # Errors
/// What reading the first bytes gives, or a decoder that cannot start.
pub fn decompressed(mut source: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut head = vec![0; HEAD];
    let mut n = 0;
    let format = loop {
        match guess(&head[..n]) {
            Guess::Is(format) => break Some(format),
            Guess::Plain => break None,
            Guess::NeedsMore => match read(&mut source, &mut head[n..])? {
                0 => break None,
                more => n += more,
            },
        }
    };
    head.truncate(n);
    let source = Cursor::new(head).chain(source);
    Ok(match format {
        None => Box::new(source),
        Some(Format::Gzip) => Box::new(GzipReader::new(BufReader::with_capacity(MEMBERS, source))),
        Some(Format::Zstd) => Box::new(ZstdReader::new(BufReader::with_capacity(HEAD, source))?),
        Some(Format::Bzip2) => Box::new(StepReader::new(BufReader::with_capacity(HEAD, source), Bzip2::new())),
        Some(Format::Xz) => Box::new(StepReader::new(BufReader::with_capacity(HEAD, source), Xz::new()?)),
        Some(Format::Lz4) => Box::new(Lz4Reader::new(BufReader::with_capacity(HEAD, source))),
    })
}

/// What is said of compressed data whose end is missing.
pub(super) fn cut_off() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "the compressed data ends too early")
}

/// One `read(2)` that is not stopped by a signal.
pub(super) fn read(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(buffer) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// Gives one byte a read.
    struct Dribble(Cursor<Vec<u8>>);

    impl Read for Dribble {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = buffer.len().min(1);
            self.0.read(&mut buffer[..n])
        }
    }

    fn content(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        decompressed(Dribble(Cursor::new(bytes)))?.read_to_end(&mut out)?;
        Ok(out)
    }

    fn compress(text: &[u8]) -> [Vec<u8>; 5] {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(text).unwrap();
        let mut bz = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        bz.write_all(text).unwrap();
        let mut xz = liblzma::write::XzEncoder::new(Vec::new(), 1);
        xz.write_all(text).unwrap();
        let mut lz = lz4_flex::frame::FrameEncoder::new(Vec::new());
        lz.write_all(text).unwrap();
        [
            gz.finish().unwrap(),
            zstd::encode_all(text, 1).unwrap(),
            bz.finish().unwrap(),
            xz.finish().unwrap(),
            lz.finish().unwrap(),
        ]
    }

    #[test]
    fn each_format_and_several_members() {
        for (one, two) in compress(b"one\n").into_iter().zip(compress(b"two\n")) {
            assert_eq!(content(one.clone()).unwrap(), b"one\n");
            assert_eq!(content([one, two].concat()).unwrap(), b"one\ntwo\n");
        }
        for empty in compress(b"") {
            assert_eq!(content(empty).unwrap(), b"");
        }
    }

    #[test]
    fn zstd_behind_a_frame_to_skip() {
        let [_, zstd, ..] = compress(b"one\n");
        let skip = [&[0x5e, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        assert_eq!(content([skip, zstd].concat()).unwrap(), b"one\n");
    }

    #[test]
    fn what_comes_before_a_fault_is_given() {
        let text = "many lines of text\n".repeat(1000);
        for whole in compress(text.as_bytes()) {
            let mut out = Vec::new();
            let garbage = [whole, b"garbage behind the end".to_vec()].concat();
            let result = decompressed(Cursor::new(garbage)).unwrap().read_to_end(&mut out);
            assert!(result.is_err() && out == text.as_bytes());
        }
    }

    #[test]
    fn a_cut_off_stream_is_an_error() {
        let text: Vec<u8> = (0..100_000u32).flat_map(|n| (n.wrapping_mul(2_654_435_761) >> 7).to_le_bytes()).collect();
        for whole in compress(&text) {
            let cut = whole[..whole.len() / 2].to_vec();
            assert!(content(cut).is_err());
        }
    }

    #[test]
    fn what_comes_before_a_fault_is_the_same_however_it_is_read() {
        let text: Vec<u8> = (0..400_000u32).flat_map(|n| (n.wrapping_mul(2_654_435_761) >> 7).to_le_bytes()).collect();
        for (i, mut whole) in compress(&text).into_iter().enumerate() {
            let at = whole.len() * 3 / 4;
            whole[at..at + 16].fill(0xA5);
            let read = |mut source: Box<dyn Read + Send>| {
                let mut out = Vec::new();
                let end = source.read_to_end(&mut out).map_err(|e| e.kind());
                (out, end)
            };
            let once = read(decompressed(Cursor::new(whole.clone())).unwrap());
            let dribbled = read(decompressed(Dribble(Cursor::new(whole))).unwrap());
            assert!(once == dribbled, "format {i}: {} and {} bytes", once.0.len(), dribbled.0.len());
            let half = text.len() / 2;
            assert!(once.0.len() > half && once.0[..half] == text[..half], "format {i}: {} bytes", once.0.len());
        }
    }

    #[test]
    fn a_last_block_of_zstd_that_is_not_as_long_as_the_frame_says_is_given_however_it_is_read() {
        // It is 32 bytes as they are, of a frame that should have more; the last byte is lost with the fault.
        let head = [0x28, 0xb5, 0x2f, 0xfd, 0x50, 6, 0, 0x11, 1, 1, 0, 0, 0x26, 0, 0x23, 0, 0, 0xdf];
        let bytes = [&head[..], &[0x81; 99]].concat();
        let read = |mut source: Box<dyn Read + Send>| {
            let mut out = Vec::new();
            let end = source.read_to_end(&mut out).map_err(|e| e.kind());
            (out, end)
        };
        let once = read(decompressed(Cursor::new(bytes.clone())).unwrap());
        assert!(once.0.len() == 31 && once.1.is_err(), "{once:?}");
        assert_eq!(read(decompressed(Dribble(Cursor::new(bytes))).unwrap()), once);
        // A block of 256 bytes of a frame of 80, which is not begun.
        let head = [0x28, 0xb5, 0x2f, 0xfd, 0x20, 80, 0, 8, 0];
        let bytes = [&head[..], &[0x81; 300]].concat();
        let once = read(decompressed(Cursor::new(bytes.clone())).unwrap());
        assert!(once.1.is_err(), "{once:?}");
        assert_eq!(read(decompressed(Dribble(Cursor::new(bytes))).unwrap()), once);
    }

    #[test]
    fn small_blocks_of_zstd_before_a_fault_are_given() {
        // As a writer of a log makes them, which flushes each line; the header of the fourth block is no header.
        let mut zstd = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
        let mut ends = Vec::new();
        for line in ["one\n", "two\n", "three\n", "four\n"] {
            zstd.write_all(line.as_bytes()).unwrap();
            zstd.flush().unwrap();
            ends.push(zstd.get_ref().len());
        }
        let mut bytes = zstd.finish().unwrap();
        bytes[ends[2]] |= 0b110;
        let mut out = Vec::new();
        assert!(decompressed(Cursor::new(bytes)).unwrap().read_to_end(&mut out).is_err());
        assert_eq!(out, b"one\ntwo\nthree\n");
    }

    #[test]
    fn lz4_that_is_cut_off_anywhere_is_an_error() {
        let text: Vec<u8> = (0..100_000u32).flat_map(|n| (n.wrapping_mul(2_654_435_761) >> 7).to_le_bytes()).collect();
        let [.., lz4] = compress(&text);
        let whole = [compress(b"one\n")[4].clone(), lz4].concat();
        let first = compress(b"one\n")[4].len();
        // In a frame's head, in a block, and between blocks, where nothing but the end mark is missing.
        for cut in [first + 1, first + 4, first + 9, whole.len() / 2, whole.len() - 4, whole.len() - 1] {
            let why = content(whole[..cut].to_vec()).unwrap_err().to_string();
            assert_eq!(why, "the compressed data ends too early", "{cut}");
        }
        assert_eq!(content(whole[..first].to_vec()).unwrap(), b"one\n");
        let skip = [&[0x5e, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        assert_eq!(content([&whole[..first], &skip, &whole[..first]].concat()).unwrap(), b"one\none\n");
    }

    #[test]
    fn what_only_begins_alike_is_plain() {
        for plain in [
            &b""[..],
            b"B",
            b"BZ",
            b"BZh9",
            b"BZh9 is a name",
            b"BZhx",
            b"\x1f",
            b"\x1f\x8b",
            b"{}",
            b"(\xb5",
            b"\xfd7z",
            b"P",
            b"P*M",
            b"\x04",
            b"\x04\"M",
            b"Plain",
        ] {
            assert_eq!(content(plain.to_vec()).unwrap(), plain);
        }
    }
}
