//! tar: old, ustar, pax and GNU, as it comes, so that it may be compressed and of any length.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::Member;

const BLOCK: usize = 512;

/// The longest name that is read.
const LONGEST_NAME: u64 = 1 << 20;

/// The members of one archive. A member's bytes are there until the next one is asked for.
pub(super) struct Tar {
    stream: Arc<Mutex<Stream>>,
    ended: bool,
}

struct Stream {
    source: Box<dyn Read + Send>,
    /// How much of the member at hand was not read yet, and of what fills its last block.
    left: u64,
    padding: u64,
    /// The number of the member at hand.
    number: u64,
    /// The source failed, about which the member's reader was told.
    failed: bool,
}

impl Tar {
    pub(super) fn new(source: Box<dyn Read + Send>) -> Self {
        let stream = Stream { source, left: 0, padding: 0, number: 0, failed: false };
        Tar { stream: Arc::new(Mutex::new(stream)), ended: false }
    }
}

impl Iterator for Tar {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        if self.ended {
            return None;
        }
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        if stream.failed {
            return None;
        }
        match stream.member() {
            Ok(Some(Header { name, kind: b'0' | 0 | b'7', sparse: false, .. })) => {
                let bytes = Bytes { stream: Arc::clone(&self.stream), number: stream.number };
                Some(Member::File(name, Box::new(bytes)))
            }
            Ok(Some(Header { name, sparse: true, .. })) => {
                Some(Member::Bad(name, "it is stored as a sparse file, which is not read".into()))
            }
            // Folders, links and devices.
            Ok(Some(_)) => Some(Member::File(String::new(), Box::new(io::empty()))),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(e) => {
                self.ended = true;
                Some(Member::End(format!("cannot read on: {}", copydesk_cli::stream::input::reason(&e))))
            }
        }
    }
}

struct Header {
    name: String,
    kind: u8,
    size: u64,
    sparse: bool,
}

impl Stream {
    /// Steps to the next member; nothing at the end.
    fn member(&mut self) -> io::Result<Option<Header>> {
        // What stands before a member and is about it.
        let (mut long_name, mut long_size, mut sparse) = (None, None, false);
        loop {
            self.skip()?;
            let mut block = [0; BLOCK];
            let n = self.read_block(&mut block)?;
            // Some writers leave out the zeros at the end.
            if n == 0 || n == BLOCK && block.iter().all(|b| *b == 0) {
                return Ok(None);
            }
            if n < BLOCK {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive is cut off"));
            }
            let mut header = header(&block).ok_or_else(|| {
                io::Error::new(io::ErrorKind::InvalidData, "no member begins where one should (is it a tar archive?)")
            })?;
            if matches!(header.kind, b'L' | b'x') && header.size > LONGEST_NAME {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "what is said about a member is too long"));
            }
            match header.kind {
                b'L' => {
                    let name = self.about(header.size)?;
                    let end = name.iter().position(|b| *b == 0).unwrap_or(name.len());
                    long_name = Some(String::from_utf8_lossy(&name[..end]).into_owned());
                }
                b'x' => {
                    let about = self.about(header.size)?;
                    for (key, value) in pax(&about) {
                        match key {
                            b"path" => long_name = Some(String::from_utf8_lossy(value).into_owned()),
                            b"size" => long_size = std::str::from_utf8(value).ok().and_then(|s| s.parse().ok()),
                            _ => sparse |= key.starts_with(b"GNU.sparse."),
                        }
                    }
                }
                b'g' | b'K' => self.hold(header.size),
                _ => {
                    header.size = long_size.unwrap_or(header.size);
                    header.name = long_name.unwrap_or(header.name);
                    header.sparse = sparse || header.kind == b'S';
                    if header.kind == b'S' {
                        return Err(io::Error::new(
                            io::ErrorKind::InvalidData,
                            format!(
                                "member {:?} is stored as an old sparse file, behind which nothing is found",
                                header.name
                            ),
                        ));
                    }
                    // Folders and links have no bytes, whatever their size says.
                    let bytes = matches!(header.kind, b'0' | 0 | b'7');
                    self.hold(if bytes || !(b'1'..=b'6').contains(&header.kind) { header.size } else { 0 });
                    self.number += 1;
                    return Ok(Some(header));
                }
            }
        }
    }

    fn hold(&mut self, size: u64) {
        self.left = size;
        self.padding = size.wrapping_neg() % BLOCK as u64;
    }

    /// Reads past what is left of the member at hand.
    fn skip(&mut self) -> io::Result<()> {
        let rest = self.left.saturating_add(self.padding);
        (self.left, self.padding) = (0, 0);
        if io::copy(&mut (&mut self.source).take(rest), &mut io::sink())? < rest {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive is cut off"));
        }
        Ok(())
    }

    fn about(&mut self, size: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.source).take(size).read_to_end(&mut bytes)?;
        self.hold(size);
        self.left = size - bytes.len() as u64;
        Ok(bytes)
    }

    /// Reads one block, or what there is of it.
    fn read_block(&mut self, block: &mut [u8; BLOCK]) -> io::Result<usize> {
        let mut n = 0;
        while n < BLOCK {
            match self.source.read(&mut block[n..]) {
                Ok(0) => break,
                Ok(more) => n += more,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(n)
    }
}

/// What the first block of a member says, if it is one.
fn header(block: &[u8; BLOCK]) -> Option<Header> {
    let sum: u64 = block.iter().map(|b| u64::from(*b)).sum();
    let own: u64 = block[148..156].iter().map(|b| u64::from(*b)).sum();
    if number(&block[148..156])? != sum - own + 8 * u64::from(b' ') {
        return None;
    }
    let text = |field: &[u8]| {
        let end = field.iter().position(|b| *b == 0).unwrap_or(field.len());
        String::from_utf8_lossy(&field[..end]).into_owned()
    };
    let mut name = text(&block[..100]);
    let prefix = text(&block[345..500]);
    // GNU has other things there.
    if block[257..263] == *b"ustar\0" && !prefix.is_empty() {
        name = format!("{prefix}/{name}");
    }
    Some(Header { name, kind: block[156], size: number(&block[124..136])?, sparse: false })
}

/// A number in octal digits, or in bytes if its first bit is set.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let (high, low) = field.split_at(field.len().saturating_sub(8));
        let zero = high.iter().enumerate().all(|(i, b)| *b == if i == 0 { 0x80 } else { 0 });
        return zero.then(|| low.iter().fold(0, |n, b| n << 8 | u64::from(*b)));
    }
    let digits = field.split(|b| *b == 0).next().unwrap_or_default().trim_ascii();
    if digits.is_empty() {
        return Some(0);
    }
    u64::from_str_radix(std::str::from_utf8(digits).ok().filter(|s| !s.starts_with('+'))?, 8).ok()
}

/// The keys and values of a pax header: `LENGTH KEY=VALUE` and a line end each.
fn pax(mut bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut all = Vec::new();
    while let Some(space) = memchr::memchr(b' ', bytes) {
        let length = std::str::from_utf8(&bytes[..space]).ok().and_then(|s| s.parse::<usize>().ok());
        let Some(record) = length.filter(|n| *n > space).and_then(|n| bytes.get(space + 1..n)) else { break };
        bytes = &bytes[space + 1 + record.len()..];
        let record = record.strip_suffix(b"\n").unwrap_or(record);
        if let Some(equals) = memchr::memchr(b'=', record) {
            all.push((&record[..equals], &record[equals + 1..]));
        }
    }
    all
}

/// The bytes of a member.
struct Bytes {
    stream: Arc<Mutex<Stream>>,
    number: u64,
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        if stream.number != self.number {
            return Err(io::Error::other("the archive was read on"));
        }
        let most = usize::try_from(stream.left).map_or(buffer.len(), |left| left.min(buffer.len()));
        if most == 0 {
            return Ok(0);
        }
        match stream.source.read(&mut buffer[..most]) {
            Ok(0) => {
                stream.failed = true;
                Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive is cut off"))
            }
            Ok(n) => {
                stream.left -= n as u64;
                Ok(n)
            }
            Err(e) => {
                stream.failed = e.kind() != io::ErrorKind::Interrupted;
                Err(e)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn block(name: &str, kind: u8, size: usize) -> Vec<u8> {
        let mut block = vec![0; BLOCK];
        block[..name.len()].copy_from_slice(name.as_bytes());
        block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
        block[148..156].copy_from_slice(b"        ");
        block[156] = kind;
        let sum: u32 = block.iter().map(|b| u32::from(*b)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        block
    }

    fn member(name: &str, kind: u8, text: &str) -> Vec<u8> {
        let mut bytes = block(name, kind, text.len());
        bytes.extend_from_slice(text.as_bytes());
        bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
        bytes
    }

    /// Names and texts, or what is wrong.
    fn all(bytes: &[u8]) -> Vec<(String, String)> {
        let tar = Tar::new(Box::new(Cursor::new(bytes.to_vec())));
        let one = |member| match member {
            Member::File(name, mut source) => {
                let mut text = Vec::new();
                let result = source.read_to_end(&mut text);
                let text = String::from_utf8_lossy(&text).into_owned();
                match result {
                    Ok(_) => (name, text),
                    Err(e) => (name, format!("{text}: {e}")),
                }
            }
            Member::Bad(name, why) => (name, why),
            Member::End(why) => ("end".to_owned(), why),
        };
        tar.map(one).filter(|(name, _)| !name.is_empty()).collect()
    }

    fn sample() -> Vec<u8> {
        let long = "x/".repeat(80);
        let pax = "19 path=p\u{e9}t\u{e9}.txt\n";
        [
            member("a.txt", b'0', "one"),
            member("d/", b'5', ""),
            member("././@LongLink", b'L', &format!("{long}b\0")),
            member("cut", 0, "two"),
            member("pax", b'x', pax),
            member("cut", b'0', &"3".repeat(600)),
            vec![0; 2 * BLOCK],
        ]
        .concat()
    }

    #[test]
    fn members_in_their_order() {
        let expected = [
            ("a.txt".into(), "one".into()),
            ("x/".repeat(80) + "b", "two".into()),
            ("pété.txt".into(), "3".repeat(600)),
        ];
        assert_eq!(all(&sample()), expected);
        // Without the zeros at the end, too.
        assert_eq!(all(&sample()[..sample().len() - 2 * BLOCK]), expected);
    }

    #[test]
    fn faults() {
        let cut = [member("a.txt", b'0', "one"), block("b.txt", b'0', 9), b"part".to_vec()].concat();
        let expected = [("a.txt".into(), "one".into()), ("b.txt".into(), "part: the archive is cut off".into())];
        assert_eq!(all(&cut), expected);
        let wrong = [member("a.txt", b'0', "one"), vec![b'x'; BLOCK]].concat();
        let why = "cannot read on: no member begins where one should (is it a tar archive?)";
        assert_eq!(all(&wrong)[1], ("end".into(), why.into()));
    }

    proptest! {
        #[test]
        fn damage_is_no_panic(at in 0usize..5000, byte: u8, end in 0usize..6000) {
            let mut bytes = sample();
            let n = bytes.len();
            bytes[at % n] = byte;
            all(&bytes[..end.min(n)]);
        }
    }
}
