//! Encodings that encoding_rs lacks and files have.

use encoding_rs::{EUC_KR, GBK};

use super::tables::TABLES;

/// An encoding of ours.
#[derive(Debug)]
pub(crate) struct Own {
    /// IANA's name where there is one.
    pub(super) name: &'static str,
    pub(super) labels: &'static [&'static str],
    pub(super) way: Way,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    /// Characters of the bytes from 0x80 on, or of all bytes.
    Table(&'static str),
    Utf32Le,
    Utf32Be,
    /// Korean in seven bits, between shift out and shift in.
    Iso2022Kr,
    /// Chinese in seven bits, between `~{` and `~}`.
    Hz,
    /// Korean syllables as three fields of five bits.
    Johab,
}

pub(super) static UTF_32LE: Own =
    Own { name: "UTF-32LE", labels: &["utf-32", "utf32", "utf-32-le"], way: Way::Utf32Le };
pub(super) static UTF_32BE: Own = Own { name: "UTF-32BE", labels: &["utf-32-be"], way: Way::Utf32Be };
pub(super) static ISO_2022_KR: Own = Own { name: "ISO-2022-KR", labels: &["csiso2022kr"], way: Way::Iso2022Kr };
pub(super) static HZ: Own = Own { name: "HZ-GB-2312", labels: &["hz"], way: Way::Hz };
pub(super) static JOHAB: Own = Own { name: "Johab", labels: &["cp1361", "ms1361", "ksc5601-1992"], way: Way::Johab };

/// The encoding with this name or label.
pub(super) fn for_label(label: &str) -> Option<&'static Own> {
    let others = [&UTF_32LE, &UTF_32BE, &ISO_2022_KR, &HZ, &JOHAB];
    let plain = |label: &str| -> String {
        let letters = label.trim().chars().filter(|c| !matches!(c, '-' | '_'));
        letters.map(|c| c.to_ascii_lowercase()).collect()
    };
    let wanted = plain(label);
    let named = |own: &&Own| plain(own.name) == wanted || own.labels.iter().any(|label| plain(label) == wanted);
    others.into_iter().chain(TABLES.iter()).find(named)
}

impl Own {
    /// Whether a byte below 0x80 is always that character of ASCII.
    pub(super) fn keeps_ascii(&self) -> bool {
        matches!(self.way, Way::Table(chars) if !chars.starts_with('\0'))
    }

    /// The character that each byte is by itself; nothing if they are none.
    pub(super) fn chars(&self) -> Vec<char> {
        self.decoder().table
    }

    pub(super) fn decoder(&self) -> Decoder {
        let table = match self.way {
            Way::Table(chars) => table(chars),
            _ => Vec::new(),
        };
        Decoder { way: self.way, table, shifted: false }
    }
}

/// What each of the 256 bytes is.
fn table(chars: &str) -> Vec<char> {
    let ascii = if chars.starts_with('\0') { 0 } else { 0x80 };
    (0..ascii).map(char::from).chain(chars.chars()).collect()
}

/// So many bytes at a time are looked at whether they are ASCII.
const ASCII: usize = 16;

/// Decodes bytes that come piece by piece.
pub(crate) struct Decoder {
    way: Way,
    table: Vec<char>,
    /// Two bytes make a character now, where a mark switches.
    shifted: bool,
}

impl Decoder {
    /// Appends the text of `bytes` to `out` and says how many of them it is of: all, but for a
    /// character that is cut, which is not malformed unless these are the `last` bytes.
    ///
    /// # Errors
    /// The offset in `bytes` of what is no text; what comes before it is in `out`.
    pub(crate) fn decode(&mut self, bytes: &[u8], out: &mut String, last: bool) -> Result<usize, usize> {
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let one = match self.way {
                Way::Table(chars) => return self.by_table(bytes, out, !chars.starts_with('\0')),
                Way::Utf32Le => utf32(rest, u32::from_le_bytes),
                Way::Utf32Be => utf32(rest, u32::from_be_bytes),
                Way::Johab => johab(rest),
                Way::Iso2022Kr => self.iso_2022_kr(rest),
                Way::Hz => self.hz(rest),
            };
            match one {
                One::Char(c, length) => {
                    out.push(c);
                    at += length;
                }
                One::Mark(length) => at += length,
                One::Cut if !last => break,
                One::Cut | One::Bad => return Err(at),
            }
        }
        Ok(at)
    }

    /// [`Decoder::decode`] where each byte is a character, those of ASCII by themselves if it is kept.
    fn by_table(&self, bytes: &[u8], out: &mut String, keeps_ascii: bool) -> Result<usize, usize> {
        out.reserve(bytes.len());
        for (n, chunk) in bytes.chunks(ASCII).enumerate() {
            if keeps_ascii
                && chunk.is_ascii()
                && let Ok(text) = str::from_utf8(chunk)
            {
                out.push_str(text);
                continue;
            }
            for (at, byte) in chunk.iter().enumerate() {
                match self.table.get(usize::from(*byte)) {
                    Some(&c) if c != '\u{fffd}' => out.push(c),
                    _ => return Err(n * ASCII + at),
                }
            }
        }
        Ok(bytes.len())
    }

    /// How many bytes of `rest` are passed over together, which begins with what is no text: both of a
    /// pair, unless the second may be a character by itself.
    pub(super) fn bad(&self, rest: &[u8]) -> usize {
        match (self.way, rest) {
            (Way::Utf32Le | Way::Utf32Be, _) => 4,
            (Way::Iso2022Kr | Way::Hz, [0x21..=0x7e, ..]) if self.shifted => 2,
            (Way::Johab, [0x84..=0xff, 0x80..=0xff, ..]) => 2,
            _ => 1,
        }
    }

    fn iso_2022_kr(&mut self, rest: &[u8]) -> One {
        match rest {
            [0x0e, ..] => {
                self.shifted = true;
                One::Mark(1)
            }
            [0x0f, ..] => {
                self.shifted = false;
                One::Mark(1)
            }
            [0x1b, b'$', b')', b'C', ..] => One::Mark(4),
            [0x1b, ..] if rest.len() < 4 && b"\x1b$)C".starts_with(rest) => One::Cut,
            [a @ 0x21..=0x7e, b @ 0x21..=0x7e, ..] if self.shifted => ksx(a | 0x80, b | 0x80),
            [0x21..=0x7e] if self.shifted => One::Cut,
            [0x1b | 0x80.., ..] => One::Bad,
            [a, ..] => One::Char(char::from(*a), 1),
            [] => One::Cut,
        }
    }

    fn hz(&mut self, rest: &[u8]) -> One {
        match rest {
            [b'~', b'{', ..] if !self.shifted => {
                self.shifted = true;
                One::Mark(2)
            }
            [b'~', b'}', ..] if self.shifted => {
                self.shifted = false;
                One::Mark(2)
            }
            [b'~', b'~', ..] if !self.shifted => One::Char('~', 2),
            [b'~', b'\n', ..] => One::Mark(2),
            [b'~'] => One::Cut,
            [a @ 0x21..=0x7d, b @ 0x21..=0x7e, ..] if self.shifted => double(GBK, a | 0x80, b | 0x80),
            [0x21..=0x7d] if self.shifted => One::Cut,
            [0x80..=0xff, ..] => One::Bad,
            [a, ..] => {
                // The line's end ends the Chinese, if nothing else did.
                self.shifted &= *a != b'\n';
                One::Char(char::from(*a), 1)
            }
            [] => One::Cut,
        }
    }
}

/// What stands first in some bytes.
enum One {
    Char(char, usize),
    /// Bytes that are no character and say something to the decoder.
    Mark(usize),
    /// More bytes are wanted.
    Cut,
    Bad,
}

impl One {
    fn of(c: Option<char>, length: usize) -> One {
        c.map_or(One::Bad, |c| One::Char(c, length))
    }
}

fn utf32(rest: &[u8], number: fn([u8; 4]) -> u32) -> One {
    match rest.first_chunk() {
        Some(four) => One::of(char::from_u32(number(*four)), 4),
        None => One::Cut,
    }
}

/// A character that two bytes are in an encoding of encoding_rs.
fn double(encoding: &'static encoding_rs::Encoding, a: u8, b: u8) -> One {
    let pair = [a, b];
    let text = encoding.decode_without_bom_handling_and_without_replacement(&pair);
    One::of(text.and_then(|text| text.chars().next()), 2)
}

/// A character by its row and column of KS X 1001.
fn ksx(a: u8, b: u8) -> One {
    double(EUC_KR, a, b)
}

/// No letter stands here.
const FILL: u8 = 0xff;
const NO: u8 = 0xfe;

/// Fields of five bits: which of a syllable's first, middle and last letters they are.
const FIRST: [u8; 32] = fields(&[(2, 21)], 1);
const MIDDLE: [u8; 32] = fields(&[(3, 8), (10, 16), (18, 24), (26, 30)], 2);
const LAST: [u8; 32] = fields(&[(2, 18), (19, 30)], 1);

/// Numbers the fields in `ranges`.
const fn fields(ranges: &[(usize, usize)], fill: usize) -> [u8; 32] {
    let mut table = [NO; 32];
    table[fill] = FILL;
    let (mut number, mut r) = (0, 0);
    while r < ranges.len() {
        let (mut i, end) = ranges[r];
        while i < end {
            table[i] = number;
            number += 1;
            i += 1;
        }
        r += 1;
    }
    table
}

/// The first letters alone, as KS X 1001 has them.
const LETTERS: [char; 19] =
    ['ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];

fn johab(rest: &[u8]) -> One {
    let (a, b) = match *rest {
        [a @ 0..=0x7f, ..] => return One::Char(char::from(a), 1),
        [a @ 0x84..=0xff, b, ..] => (a, b),
        [0x84..=0xff] => return One::Cut,
        _ => return One::Bad,
    };
    if a <= 0xd3 {
        let code = u16::from(a) << 8 | u16::from(b);
        let field = |shift: u16| usize::from(code >> shift & 31);
        let syllable = match (FIRST[field(10)], MIDDLE[field(5)], LAST[field(0)]) {
            (NO, _, _) | (_, NO, _) | (_, _, NO) => None,
            (first @ ..NO, FILL, FILL) => LETTERS.get(usize::from(first)).copied(),
            (FILL, middle @ ..NO, FILL) => char::from_u32(0x314f + u32::from(middle)),
            (first @ ..NO, middle @ ..NO, last) => {
                let last = if last == FILL { 0 } else { u32::from(last) + 1 };
                char::from_u32(0xac00 + (u32::from(first) * 21 + u32::from(middle)) * 28 + last)
            }
            _ => None,
        };
        return One::of(syllable, 2);
    }
    // Signs and hanja stand as in KS X 1001, two rows to a first byte.
    let column = match b {
        0x31..=0x7e => b - 0x31,
        0x91..=0xfe => b - 0x43,
        _ => return One::Bad,
    };
    let row = match a {
        0xd9..=0xde => (a - 0xd9) * 2,
        0xe0..=0xf9 => (a - 0xe0) * 2 + 41,
        _ => return One::Bad,
    };
    ksx(0xa1 + row + column / 94, 0xa1 + column % 94)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for own in &TABLES {
            let Way::Table(chars) = own.way else { panic!("{}", own.name) };
            assert!([128, 256].contains(&chars.chars().count()), "{}", own.name);
            assert_eq!(own.decoder().table.len(), 256, "{}", own.name);
        }
    }
}
