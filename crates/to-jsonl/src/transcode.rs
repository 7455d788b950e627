//! Input in an encoding whose bytes do not show where lines and quotes are, turned into UTF-8 as
//! it is read.

use std::io::{self, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// How much is decoded at once.
const CHUNK: usize = 1 << 16;

/// Bytes to read, and the encoding that they came in if they are UTF-8 only now.
pub(crate) type Readable = (Box<dyn Read + Send>, Option<&'static Encoding>);

/// `source` as it is, or in UTF-8 if a byte order mark or the encoding that is `wanted` says that
/// it is UTF-16 or the like; if `always`, also from any other encoding that is wanted. Bytes that do
/// not decode are an error of reading, with their offset.
pub(crate) fn utf8(
    mut source: Box<dyn Read + Send>,
    wanted: Option<&'static Encoding>,
    always: bool,
) -> io::Result<Readable> {
    let mut head = Vec::new();
    // One byte tells most inputs apart, so that nothing is waited for.
    while head.len() < 2 && matches!(head.first(), None | Some(0xfe | 0xff)) {
        let mut byte = [0];
        match source.read(&mut byte) {
            Ok(0) => break,
            Ok(_) => head.push(byte[0]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    let marked = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    let encoding = wanted.or(marked).filter(|e| [UTF_16LE, UTF_16BE, ISO_2022_JP].contains(e) || always && *e != UTF_8);
    let source = Cursor::new(head).chain(source);
    Ok(match encoding {
        Some(encoding) => (Box::new(Utf8::new(source, encoding)), Some(encoding)),
        None => (Box::new(source), None),
    })
}

struct Utf8<R> {
    source: R,
    decoder: Decoder,
    name: &'static str,
    input: Vec<u8>,
    /// The part of `input` that is not decoded yet.
    left: std::ops::Range<usize>,
    /// How many bytes came before `input`.
    before: u64,
    output: Vec<u8>,
    given: usize,
    state: State,
}

enum State {
    Reading,
    Malformed(u64),
    Ended,
}

impl<R: Read> Utf8<R> {
    fn new(source: R, encoding: &'static Encoding) -> Self {
        Utf8 {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            name: encoding.name(),
            input: vec![0; CHUNK],
            left: 0..0,
            before: 0,
            output: Vec::new(),
            given: 0,
            state: State::Reading,
        }
    }

    /// Decodes some more into the empty `output`.
    fn decode(&mut self) -> io::Result<()> {
        if self.left.is_empty() {
            self.before += self.left.end as u64;
            self.left = 0..self.source.read(&mut self.input)?;
        }
        let last = self.left.is_empty();
        self.output.resize(CHUNK, 0);
        let source = &self.input[self.left.clone()];
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(source, &mut self.output, last);
        self.left.start += read;
        self.output.truncate(written);
        match result {
            DecoderResult::InputEmpty if last => self.state = State::Ended,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                let behind = u64::from(length) + u64::from(after);
                self.state = State::Malformed((self.before + self.left.start as u64).saturating_sub(behind));
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() {
            self.given = 0;
            self.output.clear();
            match self.state {
                State::Reading => self.decode()?,
                State::Malformed(at) => {
                    let why = format!("byte {} is not {} (name another --encoding?)", at + 1, self.name);
                    return Err(io::Error::new(io::ErrorKind::InvalidData, why));
                }
                State::Ended => return Ok(0),
            }
        }
        let n = (self.output.len() - self.given).min(buffer.len());
        buffer[..n].copy_from_slice(&self.output[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read before the end or an error, and the error.
    fn read(bytes: &[u8], wanted: Option<&'static Encoding>) -> (String, Option<String>) {
        let (mut source, _) = utf8(Box::new(Cursor::new(bytes.to_vec())), wanted, false).unwrap();
        let mut out = Vec::new();
        let error = source.read_to_end(&mut out).err().map(|e| e.to_string());
        (String::from_utf8(out).unwrap(), error)
    }

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_mark_or_a_label() {
        let marked = [b"\xff\xfe".to_vec(), utf16("a,é\n")].concat();
        assert_eq!(read(&marked, None), ("a,é\n".into(), None));
        assert_eq!(read(&utf16("a,é\n"), Some(UTF_16LE)), ("a,é\n".into(), None));
        assert_eq!(read(b"\xef\xbb\xbfa", None), ("\u{feff}a".into(), None));
        for plain in [&b""[..], b"\xc3\xa9", b"a"] {
            assert_eq!(read(plain, None).0.as_bytes(), plain);
        }
        let long = "é\u{10348}".repeat(CHUNK);
        assert_eq!(read(&utf16(&long), Some(UTF_16LE)).0, long);
    }

    #[test]
    fn what_does_not_decode_has_its_place() {
        let lone = [utf16("ab"), vec![0x00, 0xd8], utf16("c")].concat();
        let (before, error) = read(&lone, Some(UTF_16LE));
        assert_eq!(
            (before.as_str(), error.as_deref()),
            ("ab", Some("byte 5 is not UTF-16LE (name another --encoding?)"))
        );
        let cut = [utf16("ab"), vec![0x61]].concat();
        assert_eq!(read(&cut, Some(UTF_16LE)).1.as_deref(), Some("byte 5 is not UTF-16LE (name another --encoding?)"));
    }
}
