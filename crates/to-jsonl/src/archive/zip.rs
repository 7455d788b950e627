//! zip: its list of members stands at its end, so it is read from a file that can be sought in.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use copydesk_cli::stream::input::decompressed;
use flate2::Crc;

use super::Member;

/// The end of the list, with the longest comment behind it.
const TAIL: u64 = 22 + 65_535;
const TAIL_MAGIC: &[u8] = b"PK\x05\x06";

/// The members of one archive, as its list has them.
pub(super) struct Zip {
    file: Arc<Mutex<File>>,
    list: BufReader<Section>,
    left: u64,
    /// How far all that it names lies behind where it says: something may stand before the archive.
    shift: u64,
}

/// Some bytes of a file.
struct Section {
    file: Arc<Mutex<File>>,
    at: u64,
    end: u64,
}

impl Read for Section {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.end.saturating_sub(self.at)).map_or(buffer.len(), |n| n.min(buffer.len()));
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let n = file.read(&mut buffer[..most])?;
        self.at += n as u64;
        Ok(n)
    }
}

fn damaged(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// A number of `N` bytes, the lowest first. What is not there counts as zero.
fn number<const N: usize>(bytes: &[u8], at: usize) -> u64 {
    bytes.iter().skip(at).take(N).rev().fold(0, |n, b| n << 8 | u64::from(*b))
}

impl Zip {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let length = file.seek(SeekFrom::End(0))?;
        let start = length.saturating_sub(TAIL);
        file.seek(SeekFrom::Start(start))?;
        let mut tail = Vec::new();
        (&mut file).take(TAIL).read_to_end(&mut tail)?;
        let none = || damaged("it has no list of members (is it a zip archive, and whole?)");
        let at = memchr::memmem::rfind(&tail, TAIL_MAGIC).filter(|at| tail.len() - at >= 22).ok_or_else(none)?;
        let end = &tail[at..];
        let (mut count, mut size, mut offset) = (number::<2>(end, 10), number::<4>(end, 12), number::<4>(end, 16));
        let mut behind = start + at as u64;
        let long = tail[..at].len().checked_sub(20).map(|n| &tail[n..at]).filter(|l| l.starts_with(b"PK\x06\x07"));
        if let Some(locator) = long {
            let place = number::<8>(locator, 8);
            let mut record = Vec::new();
            file.seek(SeekFrom::Start(place))?;
            (&mut file).take(56).read_to_end(&mut record)?;
            if !record.starts_with(b"PK\x06\x06") {
                return Err(none());
            }
            (count, size, offset) = (number::<8>(&record, 32), number::<8>(&record, 40), number::<8>(&record, 48));
            behind = place;
        }
        let begins = behind.checked_sub(size).ok_or_else(none)?;
        let shift = begins.checked_sub(offset).ok_or_else(none)?;
        let file = Arc::new(Mutex::new(file));
        let list = BufReader::new(Section { file: Arc::clone(&file), at: begins, end: behind });
        Ok(Zip { file, list, left: count, shift })
    }

    fn member(&mut self) -> io::Result<Member> {
        let mut head = [0; 46];
        self.list.read_exact(&mut head)?;
        if !head.starts_with(b"PK\x01\x02") {
            return Err(damaged("its list of members is damaged"));
        }
        let mut rest = [28, 30, 32].map(|at| vec![0; number::<2>(&head, at) as usize]);
        for part in &mut rest {
            self.list.read_exact(part)?;
        }
        let [name, extra, _] = rest;
        let name = String::from_utf8_lossy(&name).into_owned();
        let mut sizes = [number::<4>(&head, 24), number::<4>(&head, 20), number::<4>(&head, 42)];
        // Those that do not fit in four bytes stand in the field 1, in this order.
        let mut long = extra_field(&extra, 1);
        for size in &mut sizes {
            if *size == 0xffff_ffff && long.len() >= 8 {
                *size = number::<8>(long, 0);
                long = &long[8..];
            }
        }
        let [size, packed, offset] = sizes;
        let (flags, method, sum) = (number::<2>(&head, 8), number::<2>(&head, 10), number::<4>(&head, 16) as u32);
        // Made on Unix, and a symbolic link there.
        if head[5] == 3 && number::<2>(&head, 40) & 0o170_000 == 0o120_000 || name.ends_with('/') {
            return Ok(Member::File(String::new(), Box::new(io::empty())));
        }
        if flags & 1 != 0 {
            return Ok(Member::Bad(name, "it is encrypted".into()));
        }
        let raw = match self.raw(offset.saturating_add(self.shift), packed) {
            Ok(raw) => raw,
            Err(e) => return Ok(Member::Bad(name, format!("cannot read it: {e}"))),
        };
        let source: Box<dyn Read + Send> = match method {
            0 => Box::new(raw),
            8 => Box::new(flate2::bufread::DeflateDecoder::new(BufReader::with_capacity(1 << 16, raw))),
            // bzip2, zstd and xz are told by their first bytes.
            12 | 93 | 95 => match decompressed(raw) {
                Ok(source) => source,
                Err(e) => return Ok(Member::Bad(name, format!("cannot read it: {e}"))),
            },
            _ => return Ok(Member::Bad(name, format!("its compression (method {method}) is not known"))),
        };
        Ok(Member::File(name, Box::new(Checked { source, sum, size, crc: Crc::new(), given: 0 })))
    }

    /// The packed bytes of the member whose own head is at `at`.
    fn raw(&self, at: u64, packed: u64) -> io::Result<Section> {
        let section = |at: u64, n: u64| Section { file: Arc::clone(&self.file), at, end: at.saturating_add(n) };
        let mut head = [0; 30];
        section(at, 30).read_exact(&mut head)?;
        if !head.starts_with(b"PK\x03\x04") {
            return Err(damaged("it is not where the archive says"));
        }
        Ok(section(at.saturating_add(30 + number::<2>(&head, 26) + number::<2>(&head, 28)), packed))
    }
}

/// The contents of the field `id` of what stands behind a name.
fn extra_field(mut extra: &[u8], id: u64) -> &[u8] {
    while extra.len() >= 4 {
        let length = number::<2>(extra, 2) as usize;
        let Some(field) = extra.get(4..4 + length) else { break };
        if number::<2>(extra, 0) == id {
            return field;
        }
        extra = &extra[4 + length..];
    }
    &[]
}

impl Iterator for Zip {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        self.left = self.left.checked_sub(1)?;
        Some(self.member().unwrap_or_else(|e| {
            self.left = 0;
            Member::End(format!("cannot read on in its list of members: {}", copydesk_cli::stream::input::reason(&e)))
        }))
    }
}

/// A member that must come to the length and the checksum that the list has.
struct Checked {
    source: Box<dyn Read + Send>,
    sum: u32,
    size: u64,
    crc: Crc,
    given: u64,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(buffer)?;
        self.crc.update(&buffer[..n]);
        self.given += n as u64;
        if n == 0 && !buffer.is_empty() && (self.given != self.size || self.crc.sum() != self.sum) {
            return Err(damaged("it is damaged: its checksum is another one"));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// An archive of stored members, with something before it.
    fn archive(members: &[(&str, &str)], before: &str) -> Vec<u8> {
        let (mut bytes, mut list) = (before.as_bytes().to_vec(), Vec::new());
        for (name, text) in members {
            let mut crc = Crc::new();
            crc.update(text.as_bytes());
            let offset = (bytes.len() - before.len()) as u32;
            let sizes = [crc.sum(), text.len() as u32, text.len() as u32].map(u32::to_le_bytes).concat();
            let lengths = [name.len() as u16, 0].map(u16::to_le_bytes).concat();
            let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &lengths].concat();
            bytes.extend_from_slice(&[b"PK\x03\x04", &common[..], name.as_bytes(), text.as_bytes()].concat());
            list.extend_from_slice(&[b"PK\x01\x02\x14\x00", &common[..], &[0; 10]].concat());
            list.extend_from_slice(&offset.to_le_bytes());
            list.extend_from_slice(name.as_bytes());
        }
        let count = (members.len() as u16).to_le_bytes();
        let place = [list.len() as u32, (bytes.len() - before.len()) as u32].map(u32::to_le_bytes).concat();
        [bytes, list, TAIL_MAGIC.to_vec(), vec![0; 4], count.to_vec(), count.to_vec(), place, vec![0; 2]].concat()
    }

    fn all(bytes: &[u8], file: &str) -> Vec<(String, String)> {
        let path = std::env::temp_dir().join(format!("copydesk-{}-{file}.zip", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        let zip = Zip::open(&path);
        let found = match zip {
            Err(e) => vec![("none".to_owned(), e.to_string())],
            Ok(zip) => zip
                .map(|member| match member {
                    Member::File(name, mut source) => {
                        let mut text = String::new();
                        let result = source.read_to_string(&mut text);
                        (name, result.map_or_else(|e| e.to_string(), |_| text))
                    }
                    Member::Bad(name, why) => (name, why),
                    Member::End(why) => ("end".to_owned(), why),
                })
                .collect(),
        };
        std::fs::remove_file(&path).unwrap();
        found
    }

    #[test]
    fn members_in_their_order() {
        let two = [("b.txt", "two"), ("a.txt", "one"), ("b.txt", "again")];
        let expected: Vec<_> = two.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        assert_eq!(all(&archive(&two, ""), "order"), expected);
        assert_eq!(all(&archive(&two, "#!/bin/sh\n"), "shift"), expected);
    }

    #[test]
    fn faults() {
        let mut bytes = archive(&[("a.txt", "one"), ("b.txt", "two")], "");
        let n = bytes.windows(3).position(|w| w == b"one").unwrap();
        bytes[n] = b'x';
        let why = "it is damaged: its checksum is another one";
        assert_eq!(all(&bytes, "sum"), [("a.txt".into(), why.into()), ("b.txt".to_owned(), "two".to_owned())]);
        let why = "it has no list of members (is it a zip archive, and whole?)";
        assert_eq!(all(&bytes[..60], "cut"), [("none".to_owned(), why.to_owned())]);
    }

    proptest! {
        #[test]
        fn damage_is_no_panic(at in 0usize..1000, byte: u8) {
            let mut bytes = archive(&[("a.txt", "one"), ("b.txt", "two")], "");
            let n = bytes.len();
            bytes[at % n] = byte;
            all(&bytes, "damage");
        }
    }
}
