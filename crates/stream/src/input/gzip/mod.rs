//! gzip of any number of members. Small ones, such as web archives are made of, are decompressed in one
//! step each; others piece by piece, with a checksum that uses what the processor has for it.

mod whole;

use std::io::{self, BufRead, Read};

use crc32fast::Hasher;
use flate2::{Decompress, FlushDecompress, Status};

use super::decompress::cut_off;
use whole::Whole;

/// Flags in the head of a member: what follows it.
const CHECKSUM: u8 = 2;
const EXTRA: u8 = 4;
const NAME: u8 = 8;
const COMMENT: u8 = 16;
const RESERVED: u8 = 0xe0;

/// Reads gzip of any number of members. Zeros behind the last are padding.
pub(super) struct GzipReader<R> {
    source: R,
    inflate: Decompress,
    checksum: Hasher,
    whole: Whole,
    state: State,
    /// A fault that was found behind bytes that had to be given first.
    fault: Option<io::Error>,
}

#[derive(Clone, Copy)]
enum State {
    First,
    /// Before another member, if there is one.
    Next,
    /// Behind the head of a member.
    Data,
    Trailer,
    Ended,
}

impl<R: BufRead> GzipReader<R> {
    pub(super) fn new(source: R) -> Self {
        let (inflate, checksum) = (Decompress::new(false), Hasher::new());
        GzipReader { source, inflate, checksum, whole: Whole::new(), state: State::First, fault: None }
    }

    /// Reads the head of a member; false where the input ends instead.
    fn head(&mut self) -> io::Result<bool> {
        if !matches!(self.state, State::First) && self.at_end()? {
            return Ok(false);
        }
        let mut head = [0; 10];
        self.fill(&mut head[..1])?;
        if head[0] == 0 && matches!(self.state, State::Next) {
            return self.padding().map(|()| false);
        }
        self.fill(&mut head[1..])?;
        let [0x1f, 0x8b, 8, flags, ..] = head else { return Err(damaged("something else follows a gzip member")) };
        if flags & RESERVED != 0 {
            return Err(damaged("the head of a gzip member is damaged"));
        }
        if flags & EXTRA != 0 {
            let mut length = [0; 2];
            self.fill(&mut length)?;
            for _ in 0..u16::from_le_bytes(length) {
                self.fill(&mut [0])?;
            }
        }
        for text in [NAME, COMMENT] {
            let mut byte = [u8::from(flags & text != 0)];
            while byte[0] != 0 {
                self.fill(&mut byte)?;
            }
        }
        if flags & CHECKSUM != 0 {
            self.fill(&mut [0; 2])?;
        }
        Ok(true)
    }

    /// Reads zeros up to the end.
    fn padding(&mut self) -> io::Result<()> {
        while !self.at_end()? {
            let bytes = self.source.fill_buf()?;
            if bytes.iter().any(|b| *b != 0) {
                return Err(damaged("something else follows a gzip member"));
            }
            let n = bytes.len();
            self.source.consume(n);
        }
        Ok(())
    }

    fn trailer(&mut self) -> io::Result<()> {
        let mut trailer = [0; 8];
        self.fill(&mut trailer)?;
        let sum = self.checksum.clone().finalize();
        // The length is kept in 32 bits, whatever it is.
        let length = self.inflate.total_out() as u32;
        if trailer[..4] == sum.to_le_bytes() && trailer[4..] == length.to_le_bytes() {
            Ok(())
        } else {
            // Which fault is met first depends on how much was read at once: all are told alike.
            Err(damaged(DAMAGED))
        }
    }

    fn at_end(&mut self) -> io::Result<bool> {
        loop {
            match self.source.fill_buf() {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                result => return result.map(<[u8]>::is_empty),
            }
        }
    }

    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.source.read_exact(bytes).map_err(|e| if e.kind() == io::ErrorKind::UnexpectedEof { cut_off() } else { e })
    }

    /// Decompresses a member in one step, if it can be, and gives how much it was.
    fn whole(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        let bytes = self.source.fill_buf()?;
        let Some((taken, given)) = self.whole.member(bytes, buffer) else { return Ok(None) };
        self.source.consume(taken);
        self.state = State::Next;
        Ok(Some(given))
    }

    /// Gets ready for a member piece by piece, if there is another.
    fn start(&mut self) -> io::Result<()> {
        if !self.head()? {
            self.state = State::Ended;
            return Ok(());
        }
        self.inflate.reset(false);
        self.checksum = Hasher::new();
        self.state = State::Data;
        Ok(())
    }

    /// Decompresses some more, and gives how much it was.
    fn data(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let input = self.source.fill_buf()?;
        let at_end = input.is_empty();
        let (read, written) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(input, buffer, FlushDecompress::None);
        let consumed = (self.inflate.total_in() - read) as usize;
        let given = (self.inflate.total_out() - written) as usize;
        self.source.consume(consumed);
        self.checksum.update(&buffer[..given]);
        match status {
            Ok(Status::StreamEnd) => self.state = State::Trailer,
            Ok(_) if given > 0 || consumed > 0 => {}
            Ok(_) if at_end => self.fault = Some(cut_off()),
            _ => self.fault = Some(damaged(DAMAGED)),
        }
        Ok(given)
    }
}

const DAMAGED: &str = "the compressed data is damaged";

fn damaged(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

impl<R: BufRead> Read for GzipReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            if let Some(fault) = self.fault.take() {
                self.state = State::Ended;
                return Err(fault);
            }
            let rest = self.whole.rest(buffer);
            if rest > 0 {
                return Ok(rest);
            }
            let given = match self.state {
                State::First | State::Next => match self.whole(buffer)? {
                    Some(given) => given,
                    None => {
                        self.fault = self.start().err();
                        0
                    }
                },
                State::Data => self.data(buffer)?,
                State::Trailer => {
                    match self.trailer() {
                        Ok(()) => self.state = State::Next,
                        Err(e) => self.fault = Some(e),
                    }
                    0
                }
                State::Ended => return Ok(0),
            };
            if given > 0 {
                return Ok(given);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor, Write};

    use flate2::{Compression, GzBuilder};

    use super::*;

    /// What is read, and the error behind it.
    fn content(bytes: &[u8]) -> (Vec<u8>, Option<String>) {
        // One byte a read, members that are seen whole, and room for a part of one only: nothing depends
        // on how it comes.
        let [first, others @ ..] = [(1, 64), (1 << 16, 64), (1 << 16, 2)].map(|(capacity, room)| {
            let mut reader = GzipReader::new(BufReader::with_capacity(capacity, Cursor::new(bytes.to_vec())));
            let (mut out, mut buffer) = (Vec::new(), vec![0; room]);
            loop {
                match reader.read(&mut buffer) {
                    Ok(0) => return (out, None),
                    Ok(n) => out.extend_from_slice(&buffer[..n]),
                    Err(e) => return (out, Some(e.to_string())),
                }
            }
        });
        assert_eq!(others, [first.clone(), first.clone()]);
        first
    }

    fn member(head: GzBuilder, text: &[u8]) -> Vec<u8> {
        let mut gz = head.write(Vec::new(), Compression::fast());
        gz.write_all(text).unwrap();
        gz.finish().unwrap()
    }

    #[test]
    fn heads_with_all_that_may_follow() {
        let full = member(GzBuilder::new().extra(vec![7; 300]).filename("a.txt").comment("none"), b"one");
        let plain = member(GzBuilder::new(), b"two");
        let padded = [&full[..], &plain, &member(GzBuilder::new(), b""), &[0; 9]].concat();
        assert_eq!(content(&padded), (b"onetwo".to_vec(), None));
    }

    #[test]
    fn faults_come_behind_what_is_good() {
        let one = member(GzBuilder::new(), b"one");
        let two = member(GzBuilder::new().filename("b"), b"two");
        assert_eq!(content(&[&one[..], &two, &two].concat()).0, b"onetwotwo");
        let both = [&one[..], &two].concat();
        for cut in one.len() + 1..both.len() {
            let (out, error) = content(&both[..cut]);
            assert!(out.starts_with(b"one") && error.as_deref() == Some("the compressed data ends too early"), "{cut}");
        }
        let mut wrong = both.clone();
        let sum = wrong.len() - 8;
        wrong[sum] ^= 1;
        assert_eq!(content(&wrong), (b"onetwo".to_vec(), Some(DAMAGED.into())));
        // A wrong sum, length or byte of data in a member that another follows.
        for at in [sum - one.len() - 4, one.len() - 8, one.len() - 4, 10] {
            let mut wrong = both.clone();
            wrong[at] ^= 1;
            assert!(content(&wrong).1.is_some_and(|e| e == DAMAGED), "{at}");
        }
        let why = "something else follows a gzip member";
        assert_eq!(content(&[&one[..], b"garbage and more"].concat()), (b"one".to_vec(), Some(why.into())));
        assert_eq!(content(&[&one[..], &[0, 0, 1]].concat()), (b"one".to_vec(), Some(why.into())));
    }

    #[test]
    fn nothing_stands_between_data_and_trailer_or_trailer_and_head() {
        let [empty, one] = [&b""[..], b"one"].map(|text| member(GzBuilder::new(), text));
        let why = "something else follows a gzip member";
        for member in [&empty, &one] {
            let (data, trailer) = member.split_at(member.len() - 8);
            let text = if member == &one { &b"one"[..] } else { b"" };
            // The trailer twice; another one before it; its length twice; no room for it.
            let again = [data, trailer, trailer, &one].concat();
            assert_eq!(content(&again), (text.to_vec(), Some(why.into())));
            let wrong = [data, &[1; 8], trailer, &one].concat();
            assert_eq!(content(&wrong), (text.to_vec(), Some(DAMAGED.into())));
            let length = [data, trailer, &trailer[4..], &one].concat();
            assert_eq!(content(&length), (text.to_vec(), Some(why.into())));
            assert_eq!(content(&[data, &one].concat()), (text.to_vec(), Some(DAMAGED.into())));
        }
    }
}
