//! Input in an encoding whose bytes do not show where lines and quotes are, turned into UTF-8 as
//! it is read.

use std::io::{self, Cursor, Read};

use crate::encoding::{Charset, Decoder};

/// How much is decoded at once.
const CHUNK: usize = 1 << 16;

/// Bytes to read, and the encoding that they came in if they are UTF-8 only now.
pub(crate) type Readable = (Box<dyn Read + Send>, Option<Charset>);

/// `source` as it is, or in UTF-8 if a byte order mark or the encoding that is `wanted` says that
/// it is UTF-16 or the like; if `always`, also from any other encoding that is wanted. Bytes that do
/// not decode are an error of reading, with their offset.
pub(crate) fn utf8(mut source: Box<dyn Read + Send>, wanted: Option<Charset>, always: bool) -> io::Result<Readable> {
    let mut head = Vec::new();
    // One byte tells most inputs apart, so that nothing is waited for.
    while head.len() < 4 && matches!(head.first(), None | Some(0 | 0xfe | 0xff)) {
        let mut byte = [0];
        match source.read(&mut byte) {
            Ok(0) => break,
            Ok(_) => head.push(byte[0]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => {
                // What came before the fault is read first, and the fault is met where it is.
                let source = Cursor::new(head).chain(Faulty(Some(e)));
                return Ok((Box::new(source), None));
            }
        }
    }
    let marked = Charset::for_bom(&head).map(|(charset, _)| charset);
    let encoding = wanted.or(marked).filter(|c| !c.keeps_ascii() || always && *c != Charset::UTF_8);
    let source = Cursor::new(head).chain(source);
    Ok(match encoding {
        Some(encoding) => (Box::new(Utf8::new(source, encoding)), Some(encoding)),
        None => (Box::new(source), None),
    })
}

/// A source that can only be told what is wrong with it.
struct Faulty(Option<io::Error>);

impl Read for Faulty {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

struct Utf8<R> {
    source: R,
    decoder: Decoder,
    name: &'static str,
    input: Vec<u8>,
    /// How many bytes at the beginning of `input` are not decoded yet.
    left: usize,
    /// How many bytes came before `input`.
    before: u64,
    output: String,
    given: usize,
    /// Whether a first character was decoded, which may be a byte order mark.
    begun: bool,
    state: State,
}

enum State {
    Reading,
    Malformed(u64),
    Ended,
}

impl<R: Read> Utf8<R> {
    fn new(source: R, charset: Charset) -> Self {
        Utf8 {
            source,
            decoder: charset.decoder(),
            name: charset.name(),
            input: vec![0; CHUNK],
            left: 0,
            before: 0,
            output: String::new(),
            given: 0,
            begun: false,
            state: State::Reading,
        }
    }

    /// Decodes some more into the empty `output`.
    fn decode(&mut self) -> io::Result<()> {
        let new = self.source.read(&mut self.input[self.left..])?;
        let bytes = &self.input[..self.left + new];
        match self.decoder.decode(bytes, &mut self.output, new == 0) {
            Ok(read) => {
                self.left = bytes.len() - read;
                let end = bytes.len();
                self.input.copy_within(read..end, 0);
                self.before += read as u64;
                if new == 0 {
                    self.state = State::Ended;
                }
            }
            Err(at) => self.state = State::Malformed(self.before.saturating_add_signed(at as i64)),
        }
        if !self.begun && !self.output.is_empty() {
            self.begun = true;
            if self.output.starts_with('\u{feff}') {
                self.given = '\u{feff}'.len_utf8();
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
        buffer[..n].copy_from_slice(&self.output.as_bytes()[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read before the end or an error, and the error.
    fn read(bytes: &[u8], wanted: Option<Charset>) -> (String, Option<String>) {
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
        assert_eq!(read(&utf16("a,é\n"), Charset::for_label("utf-16le")), ("a,é\n".into(), None));
        assert_eq!(read(b"\xef\xbb\xbfa", None), ("\u{feff}a".into(), None));
        for plain in [&b""[..], b"\xc3\xa9", b"a"] {
            assert_eq!(read(plain, None).0.as_bytes(), plain);
        }
        let long = "é\u{10348}".repeat(CHUNK);
        assert_eq!(read(&utf16(&long), Charset::for_label("utf-16le")).0, long);
    }

    #[test]
    fn what_does_not_decode_has_its_place() {
        let lone = [utf16("ab"), vec![0x00, 0xd8], utf16("c")].concat();
        let (before, error) = read(&lone, Charset::for_label("utf-16le"));
        assert_eq!(
            (before.as_str(), error.as_deref()),
            ("ab", Some("byte 5 is not UTF-16LE (name another --encoding?)"))
        );
        let cut = [utf16("ab"), vec![0x61]].concat();
        assert_eq!(
            read(&cut, Charset::for_label("utf-16le")).1.as_deref(),
            Some("byte 5 is not UTF-16LE (name another --encoding?)")
        );
    }
}
