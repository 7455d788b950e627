//! Letters of a text, as bytes of the table's parts.

use crate::table::Table;
use crate::table::layout::hash;
use crate::table::letters::{Letter, RARE, kind};

/// The kind of Latin letters.
const LATIN: u8 = 1;

/// Letters of one part, one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// The part, from 0.
    pub(crate) part: usize,
    start: usize,
    end: usize,
}

/// The letters of a text. Its buffers are used again for the next.
#[derive(Default)]
pub(crate) struct Scan {
    letters: Vec<u8>,
    runs: Vec<Run>,
    /// How many letters of each kind there are, those of parts included.
    pub(crate) counts: [u32; kind::COUNT],
    /// How many letters of each part no model has.
    pub(crate) rare: [u32; 4],
    /// How often the part changes inside a word.
    pub(crate) mixed: u32,
}

impl Scan {
    /// The runs with their letters; 0 ends a word.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (usize, &[u8])> {
        self.runs.iter().map(|run| (run.part, &self.letters[run.start..run.end]))
    }

    /// Forgets what was counted.
    pub(crate) fn restart(&mut self) {
        self.counts = [0; kind::COUNT];
        self.rare = [0; 4];
        self.mixed = 0;
    }

    /// How many letters there are, of all kinds.
    pub(crate) fn all_letters(&self) -> u32 {
        let others = [kind::OTHER, kind::MARK, kind::ACCENT].map(|kind| self.counts[usize::from(kind)]);
        self.counts.iter().sum::<u32>() - others.iter().sum::<u32>() + self.rare.iter().sum::<u32>()
    }

    /// Reads `text`; counts are added to what is there.
    pub(crate) fn read(&mut self, table: &Table, text: &str) {
        self.runs.clear();
        // Every byte gives one letter or the end of a word at most; a change of part one more, after a letter of
        // two bytes or more. A local, so that the compiler knows that nothing else changes it.
        let mut letters = std::mem::take(&mut self.letters);
        letters.clear();
        letters.resize(text.len() * 2 + 2, 0);
        let bytes = text.as_bytes();
        let ascii = table.letters.ascii_letters();
        let (mut at, mut out, mut start, mut last, mut part) = (0, 0, 0, 0u8, LATIN);
        while let Some(&byte) = bytes.get(at) {
            let (letter, kind) = match ascii.get(usize::from(byte)) {
                Some(&letter) => {
                    at += 1;
                    (letter, LATIN)
                }
                None => {
                    let (c, length) = decode(bytes, at);
                    at += length;
                    (self.wide(table.letters.get(c)), table.letters.get(c).kind())
                }
            };
            if letter != 0 && kind != part {
                self.close(&letters, part, start, out);
                self.mixed += u32::from(last != 0);
                // What stands here already belongs to the word before.
                out += usize::from(last != 0);
                (part, start, last) = (kind, out, 0);
            }
            if let Some(place) = letters.get_mut(out) {
                *place = letter;
            }
            out += usize::from(letter != 0 || last != 0);
            last = letter;
        }
        self.close(&letters, part, start, out);
        self.letters = letters;
    }

    /// The byte of a letter that is not ASCII, 0 if no model has it; those are counted here.
    fn wide(&mut self, letter: Letter) -> u8 {
        match (letter.kind(), letter.byte()) {
            (part @ 1..=4, RARE) => {
                self.rare[usize::from(part) - 1] += 1;
                0
            }
            (1..=4, byte) => byte,
            (kind, _) => {
                self.counts[usize::from(kind)] += 1;
                0
            }
        }
    }

    fn close(&mut self, letters: &[u8], part: u8, start: usize, end: usize) {
        if let Some(letters) = letters.get(start..end).filter(|letters| !letters.is_empty()) {
            let count = letters.iter().map(|&letter| u32::from(letter != 0)).sum::<u32>();
            self.counts[usize::from(part)] += count;
            self.runs.push(Run { part: usize::from(part) - 1, start, end });
        }
    }
}

/// The first `most` bytes of `text`, or a few less where a character would be cut.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The character at `at` in bytes that are valid UTF-8, not an ASCII one, and its length.
#[inline]
fn decode(bytes: &[u8], at: usize) -> (char, usize) {
    let byte = |i: usize| u32::from(bytes.get(at + i).copied().unwrap_or_default());
    let low = |i: usize| byte(i) & 0x3f;
    let first = byte(0);
    let (c, length) = match first {
        0..0xe0 => ((first & 0x1f) << 6 | low(1), 2),
        0xe0..0xf0 => ((first & 0xf) << 12 | low(1) << 6 | low(2), 3),
        _ => ((first & 7) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4),
    };
    (char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER), length)
}

/// Calls `f` with the hash of each word of `text` that is in `part`, from 0.
pub(crate) fn words(table: &Table, text: &str, part: usize, mut f: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let (mut at, mut so_far, mut inside) = (0, 0, false);
    while let Some(&byte) = bytes.get(at) {
        let letter = if byte < 0x80 {
            at += 1;
            table.letters.ascii(byte)
        } else {
            let (c, length) = decode(bytes, at);
            at += length;
            table.letters.get(c)
        };
        let is_mark = matches!(letter.kind(), kind::MARK | kind::ACCENT);
        if usize::from(letter.kind()) == part + 1 || inside && is_mark {
            so_far = hash(so_far, letter.byte());
            inside = true;
        } else if inside {
            f(so_far);
            (so_far, inside) = (0, false);
        }
    }
    if inside {
        f(so_far);
    }
}
