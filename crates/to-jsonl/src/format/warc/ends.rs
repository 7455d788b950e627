//! Where the records of WARC and ARC files begin and end, which is all that the reader needs to know
//! of them.
//!
//! A record is a head that names the length of what follows, and that. Line ends between records
//! belong to none. Where something else stands, it is *stray*: it ends where a line is found that can
//! begin a record, and up to the end of that record the two are cut off as one, so that the reader
//! need not go back; whoever has both tells them apart.

use copydesk_cli::stream::input::{Ends, Found};

/// The longest line that can matter, and the longest head.
const LONGEST_LINE: usize = 1 << 16;
const LONGEST_HEAD: u64 = 1 << 20;

/// Follows the records of one stream.
#[derive(Default)]
pub(super) struct Records {
    state: State,
    /// The beginning of a line whose end was not seen yet.
    held: Vec<u8>,
    /// How many bytes were seen, and before the line at hand.
    at: u64,
    line_at: u64,
    /// Where the head of the record at hand begins, and where it ends.
    pub(super) start: u64,
    pub(super) body: u64,
    /// Where what is stray before it begins, and what is wrong with it.
    pub(super) stray: Option<(u64, Fault)>,
}

/// Why no record begins where one should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing that can begin a record.
    NoHead,
    /// A WARC head without a good Content-Length.
    NoLength,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    /// Between records.
    #[default]
    Between,
    /// In the first line of one.
    First,
    /// In the fields of a WARC head.
    Fields(Option<u64>),
    /// So many bytes of content are to come.
    Content(u64),
    Stray,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// Line ends between records.
    Blank,
    /// A record ends, perhaps with something stray before it.
    Record,
}

/// How a stream ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Behind a record.
    Clean,
    /// With something stray.
    Stray,
    /// In a head.
    InHead,
    /// So many bytes are missing.
    InContent(u64),
}

impl Records {
    /// What is next in `bytes` from `at` on, and the offset behind it.
    pub(super) fn next(&mut self, bytes: &[u8], mut at: usize) -> Option<(Event, usize)> {
        loop {
            match self.state {
                State::Between => {
                    let blank = bytes[at..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
                    self.at += blank as u64;
                    if blank > 0 {
                        return Some((Event::Blank, at + blank));
                    }
                    if at == bytes.len() {
                        return None;
                    }
                    (self.start, self.line_at, self.stray) = (self.at, self.at, None);
                    self.state = State::First;
                }
                State::Content(left) => {
                    let n = usize::try_from(left).map_or(bytes.len() - at, |left| left.min(bytes.len() - at));
                    self.at += n as u64;
                    at += n;
                    if n as u64 == left {
                        self.state = State::Between;
                        return Some((Event::Record, at));
                    }
                    self.state = State::Content(left - n as u64);
                    return None;
                }
                _ => {
                    let end = memchr::memchr(b'\n', &bytes[at..]).map(|n| at + n + 1);
                    let part = &bytes[at..end.unwrap_or(bytes.len())];
                    self.at += part.len() as u64;
                    let Some(end) = end else {
                        let room = LONGEST_LINE - self.held.len();
                        self.held.extend_from_slice(&part[..part.len().min(room)]);
                        return None;
                    };
                    if self.held.is_empty() {
                        self.line(part);
                    } else {
                        let mut line = std::mem::take(&mut self.held);
                        line.extend_from_slice(&part[..part.len().min(LONGEST_LINE)]);
                        self.line(&line);
                        line.clear();
                        self.held = line;
                    }
                    self.line_at = self.at;
                    at = end;
                }
            }
        }
    }

    /// One whole line of a head, or of what is stray.
    fn line(&mut self, line: &[u8]) {
        // At most so much of a line is held where it comes in parts.
        let line = &line[..line.len().min(LONGEST_LINE)];
        if is_version(line) {
            // Also within a head, which is then torn.
            if let State::Fields(_) = self.state {
                self.astray(Fault::NoLength);
            }
            (self.start, self.state) = (self.line_at, State::Fields(None));
            return;
        }
        match self.state {
            State::Fields(length) => {
                if matches!(line, b"\n" | b"\r\n") {
                    match length {
                        Some(length) => (self.body, self.state) = (self.at, State::Content(length)),
                        None => self.astray(Fault::NoLength),
                    }
                } else if self.at - self.start > LONGEST_HEAD {
                    self.astray(Fault::NoHead);
                } else if let (None, Some(named)) = (length, length_of(line)) {
                    self.state = State::Fields(named);
                }
            }
            _ => match ArcLine::read(line) {
                Some(arc) => {
                    (self.start, self.body) = (self.line_at, self.at);
                    self.state = State::Content(arc.length);
                }
                None => self.astray(Fault::NoHead),
            },
        }
    }

    fn astray(&mut self, fault: Fault) {
        self.stray.get_or_insert((self.start, fault));
        self.state = State::Stray;
    }

    /// What is left where the stream ends here.
    pub(super) fn end(&self) -> End {
        match self.state {
            State::Between => End::Clean,
            State::First | State::Stray => End::Stray,
            State::Fields(_) => End::InHead,
            State::Content(left) => End::InContent(left),
        }
    }
}

impl Ends for Records {
    fn find(&mut self, new: &[u8]) -> Option<Found> {
        let mut found: Option<Found> = None;
        let mut at = 0;
        while let Some((event, behind)) = self.next(new, at) {
            let (first, count) = found.map_or((behind, 0), |f| (f.first, f.count));
            found = Some(Found { first, last: behind, count: count + u64::from(event == Event::Record) });
            at = behind;
        }
        found
    }
}

/// `WARC/1.0` and a line end.
pub(super) fn is_version(line: &[u8]) -> bool {
    let version = line.trim_ascii_end().strip_prefix(b"WARC/").unwrap_or_default();
    let (major, minor) = version.split_at(version.iter().position(|b| *b == b'.').unwrap_or(0));
    let digits = |s: &[u8]| !s.is_empty() && s.len() < 4 && s.iter().all(u8::is_ascii_digit);
    digits(major) && digits(&minor[1..])
}

/// The length that a line of a WARC head names, if it is about that; nothing inside if it is no
/// number.
fn length_of(line: &[u8]) -> Option<Option<u64>> {
    let colon = memchr::memchr(b':', line)?;
    let about = line[..colon].trim_ascii_end().eq_ignore_ascii_case(b"content-length");
    about.then(|| number(line[colon + 1..].trim_ascii()))
}

fn number(digits: &[u8]) -> Option<u64> {
    let all = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(digits).ok().filter(|_| all)?.parse().ok()
}

/// The line that begins a record of an ARC file: URL, address, time, type and length, with five more
/// things between the last two in version 2.
pub(super) struct ArcLine<'a> {
    pub(super) url: &'a [u8],
    pub(super) date: &'a [u8],
    pub(super) media: &'a [u8],
    pub(super) length: u64,
}

impl<'a> ArcLine<'a> {
    pub(super) fn read(line: &'a [u8]) -> Option<Self> {
        let line = line.strip_suffix(b"\n")?.trim_ascii_end();
        // A URL has a scheme; most lines have none and are no more looked at.
        let scheme = memchr::memchr(b':', &line[..line.len().min(32)])?;
        if scheme == 0 || !line[..scheme].iter().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b)) {
            return None;
        }
        let length = number(line.rsplit(|b| *b == b' ').next()?)?;
        // URLs with spaces are met, so the time is what tells where the URL ends.
        let mut words = Vec::new();
        let mut from = 0;
        for word in line.split(|b| *b == b' ') {
            words.push((from, word));
            from += word.len() + 1;
        }
        let is_date = |w: &[u8]| (12..=18).contains(&w.len()) && w.iter().all(u8::is_ascii_digit);
        let date = (2..words.len().checked_sub(2)?).rev().find(|&n| is_date(words[n].1))?;
        let url = &line[..words[date - 1].0 - 1];
        Some(ArcLine { url, date: words[date].1, media: words[date + 1].1, length })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use copydesk_cli::stream::input::BlockReader;
    use proptest::prelude::*;

    use super::*;
    use crate::cuts::Cuts;

    /// What is stray, and where a record begins, has its content and ends.
    type Where = (Option<(u64, Fault)>, u64, u64, u64);

    /// What stands in `bytes` when it comes `cut` bytes at a time: the records with what is stray
    /// before each, and the end.
    fn found(bytes: &[u8], cut: usize) -> (Vec<Where>, End) {
        let (mut records, mut all) = (Records::default(), Vec::new());
        for chunk in bytes.chunks(cut) {
            let mut at = 0;
            while let Some((event, behind)) = records.next(chunk, at) {
                if event == Event::Record {
                    all.push((records.stray, records.start, records.body, records.at));
                }
                at = behind;
            }
        }
        (all, records.end())
    }

    const TWO: &[u8] = b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\nWARC/1.1\ncontent-length :0\n\n\n\n";

    #[test]
    fn records_of_both_line_ends() {
        for cut in 1..80 {
            let two = vec![(None, 0, 31, 34), (None, 38, 66, 66)];
            assert_eq!(found(TWO, cut), (two, End::Clean), "{cut}");
        }
    }

    #[test]
    fn what_is_stray_goes_on_to_the_next_head() {
        for cut in 1..80 {
            let stray = b"junk\nWARC/x\nWARC/1.0\nContent-Length: 1\n\nx";
            assert_eq!(found(stray, cut), (vec![(Some((0, Fault::NoHead)), 12, 40, 41)], End::Clean));
            let torn = b"WARC/1.0\nWARC-Type: x\nWARC/1.0\nContent-Length: 1\n\nx";
            assert_eq!(found(torn, cut), (vec![(Some((0, Fault::NoLength)), 22, 50, 51)], End::Clean));
            let no_length =
                b"WARC/1.0\nContent-Length: 99999999999999999999\n\nx\nfiledesc://a 0 201404010000 t/p 1\nx";
            assert_eq!(found(no_length, cut), (vec![(Some((0, Fault::NoLength)), 49, 83, 84)], End::Clean));
        }
    }

    #[test]
    fn ends_that_are_none() {
        for (bytes, end) in [
            (&b""[..], End::Clean),
            (b"\n\r\n", End::Clean),
            (b"junk", End::Stray),
            (b"junk\n\n", End::Stray),
            (b"WARC/1.0\nContent-L", End::InHead),
            (b"WARC/1.0\nContent-Length: 5\n\nabc", End::InContent(2)),
        ] {
            assert_eq!(found(bytes, 3), (Vec::new(), end));
        }
    }

    #[test]
    fn lines_of_arc_files() {
        let read = |line: &str| {
            let line = format!("{line}\n");
            let arc = ArcLine::read(line.as_bytes())?;
            let text = |b: &[u8]| String::from_utf8(b.to_vec()).unwrap();
            Some((text(arc.url), text(arc.date), text(arc.media), arc.length))
        };
        let some = |a: &str, b: &str, c: &str, n| Some((a.to_owned(), b.to_owned(), c.to_owned(), n));
        assert_eq!(
            read("http://a/b c 1.2.3.4 20140216050221 text/html 1591"),
            some("http://a/b c", "20140216050221", "text/html", 1591)
        );
        assert_eq!(
            read("http://a/ 1.2.3.4 20140216050221 text/html 200 - - 0 x.arc 7\r"),
            some("http://a/", "20140216050221", "text/html", 7)
        );
        for no in [
            "",
            "1 0 LiveWeb Capture",
            "URL IP-address Archive-date Content-type Archive-length",
            "http://a/ 1.2.3.4 20140216050221 text/html -1",
            "http://a/ 1.2.3.4 20140216050221 text/html abc",
            "http://a/ 1.2.3.4 2014 text/html 5",
            "http://a/ 20140216050221 text/html 5",
            "20140216050221 text/html 5",
        ] {
            assert_eq!(read(no), None, "{no}");
        }
    }

    /// Parts of files, good and bad.
    fn files() -> impl Strategy<Value = Vec<u8>> {
        let parts = prop::sample::select(vec![
            &b"WARC/1.0\r\n"[..],
            b"Content-Length: 3\r\n",
            b"Content-Length: x\r\n",
            b"\r\n",
            b"\n",
            b"abc",
            b"stray\n",
            b"WARC/1.0\nContent-Length: 2\n\nab",
            b"http://a 1 201402160502 t/p 2\nab",
        ]);
        prop::collection::vec(parts, 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn records_are_the_same_wherever_the_input_is_cut(file in files(), cut in 1usize..9) {
            prop_assert_eq!(found(&file, cut), found(&file, usize::MAX));
        }

        /// Every block begins where a record may.
        #[test]
        fn blocks_hold_whole_records(file in files(), cut in 1usize..9) {
            let source = Box::new(Cuts(file.clone(), cut));
            let mut blocks = BlockReader::new(Arc::from("x"), source, Records::default(), 1 << 20, Default::default());
            let mut all = Vec::new();
            let mut end = End::Clean;
            while let Some(block) = blocks.next_block() {
                let (records, ended) = found(block.bytes(), usize::MAX);
                let moved = |n: u64| n + block.offset;
                all.extend(records.into_iter().map(|(stray, start, body, end)| {
                    (stray.map(|(at, fault)| (moved(at), fault)), moved(start), moved(body), moved(end))
                }));
                end = ended;
            }
            prop_assert_eq!((all, end), found(&file, usize::MAX));
        }
    }
}
