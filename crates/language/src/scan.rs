//! Letters of a text, as bytes of the table's parts.

use crate::table::Table;
use crate::table::layout::hash;
use crate::table::letters::{Letters, RARE, ascii, kind};

/// The kind of Latin letters.
const LATIN: u8 = 1;
/// Bytes that are read at a time.
const BLOCK: usize = 32;
/// A block and what the last character in it can have behind it.
const WINDOW: usize = BLOCK + 4;

/// Letters of one part, one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// The part, from 0.
    pub(crate) part: usize,
    start: usize,
    end: usize,
}

/// The letters of a text. Its buffers are used again for the next.
#[derive(Clone, Default)]
pub(crate) struct Scan {
    letters: Vec<u8>,
    runs: Vec<Run>,
    /// How many letters of each kind there are, those of parts included.
    pub(crate) counts: [u32; kind::COUNT],
    /// How many letters of each part no model has.
    pub(crate) rare: [u32; 4],
    /// How often the part changes inside a word.
    pub(crate) mixed: u32,
    /// Whether the runs are those of all of a text, not only of the last that was read of it.
    pub(crate) is_whole: bool,
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
        self.is_whole = false;
    }

    /// Calls `f` with the hash of each word that is in `part`, from 0, among the first `most` bytes of `text`, or as many
    /// letters and ends of words, where they were read.
    pub(crate) fn first_words(&self, table: &Table, text: &str, most: usize, part: usize, mut f: impl FnMut(u64)) {
        // Marks and rare letters are in words, but not in runs.
        let kinds = [kind::MARK, kind::ACCENT].map(|kind| self.counts[usize::from(kind)]);
        match self.runs[..] {
            [run] if self.is_whole && run.part == part && kinds == [0; 2] && self.rare[part] == 0 => {
                let letters = self.letters.get(run.start..run.end.min(run.start + most)).unwrap_or_default();
                for word in letters.split(|&letter| letter == 0).filter(|word| !word.is_empty()) {
                    f(word.iter().fold(0, |so_far, &letter| hash(so_far, letter)));
                }
            }
            _ => words(table, beginning(text, most), part, f),
        }
    }

    /// How many letters there are, of all kinds.
    pub(crate) fn all_letters(&self) -> u32 {
        let others = [kind::OTHER, kind::MARK, kind::ACCENT].map(|kind| self.counts[usize::from(kind)]);
        self.counts.iter().sum::<u32>() - others.iter().sum::<u32>() + self.rare.iter().sum::<u32>()
    }

    /// Reads `text`; counts are added to what is there.
    pub(crate) fn read(&mut self, table: &Table, text: &str) {
        self.runs.clear();
        let mut letters = std::mem::take(&mut self.letters);
        // Every character gives one letter or the end of a word, and a change of part, which takes three bytes at
        // least, one end more. The last block is filled up. What is there of another text is written over.
        let most = text.len() + text.len() / 3 + 2 * BLOCK;
        if letters.len() < most {
            letters.resize(most, 0);
        }
        let mut state = State { letters, out: 0, start: 0, last: 0, part: LATIN, kinds: [[0; 32]; 2] };
        let mut rest = text.as_bytes();
        while let Some(window) = rest.first_chunk::<WINDOW>() {
            if !state.latin(window) {
                self.block(&table.letters, &mut state, window);
            }
            rest = &rest[BLOCK..];
        }
        // What is left is shorter than a window; behind it are characters that are no letters.
        let mut end = [0; 2 * BLOCK + 4];
        end[..rest.len()].copy_from_slice(rest);
        for at in [0, BLOCK].into_iter().filter(|at| *at < rest.len()) {
            if let Some(window) = end[at..].first_chunk() {
                self.block(&table.letters, &mut state, window);
            }
        }
        self.close(&state);
        let [even, odd] = state.kinds;
        for ((count, even), odd) in self.counts.iter_mut().zip(even).zip(odd).skip(usize::from(kind::MARK)) {
            *count += even + odd;
        }
        self.letters = state.letters;
    }

    /// Reads the characters that begin in the first [`BLOCK`] bytes. Every byte is looked at as if a character began
    /// there, and what is not so is not kept: that takes no branch, and no byte waits for the one before it.
    fn block(&mut self, table: &Letters, state: &mut State, window: &[u8; WINDOW]) {
        for at in 0..BLOCK {
            let [first, second, third, fourth] = [0, 1, 2, 3].map(|i| window[at + i]);
            let begins = first & 0xc0 != 0x80;
            let wide = first >= 0xf0;
            let letter = table.at(if wide { above(first, second, third, fourth) } else { code(first, second, third) });
            let kind = if begins { letter.kind() } else { kind::OTHER };
            let mut byte = letter.byte();
            if matches!(kind, 1..=4) && (kind != state.part || byte == RARE) {
                if byte == RARE {
                    self.rare[usize::from(kind) - 1] += 1;
                    byte = 0;
                } else {
                    self.change(state, kind);
                }
            }
            state.kinds[at % 2][usize::from(kind & 31)] += 1;
            let byte = if kind == state.part { byte } else { 0 };
            if let Some(place) = state.letters.get_mut(state.out) {
                *place = byte;
            }
            state.out += usize::from(begins);
            state.last = if begins { byte } else { state.last };
        }
    }

    /// Begins a run of another part.
    fn change(&mut self, state: &mut State, part: u8) {
        self.close(state);
        if state.last != 0 {
            // The end of the word before.
            self.mixed += 1;
            if let Some(place) = state.letters.get_mut(state.out) {
                *place = 0;
            }
            state.out += 1;
        }
        (state.part, state.start, state.last) = (part, state.out, 0);
    }

    fn close(&mut self, state: &State) {
        let letters = state.letters.get(state.start..state.out).unwrap_or_default();
        let count = count(letters, |letter| letter != 0);
        if count > 0 {
            self.counts[usize::from(state.part)] += count;
            self.runs.push(Run { part: usize::from(state.part) - 1, start: state.start, end: state.out });
        }
    }
}

/// Where reading a text is.
struct State {
    letters: Vec<u8>,
    /// Where the next letter goes.
    out: usize,
    /// Where the run begins.
    start: usize,
    /// The last letter, 0 if the last character was none.
    last: u8,
    /// The kind of the run.
    part: u8,
    /// How many characters of each kind there were; twice, so that a count need not wait for the one before it.
    kinds: [[u32; 32]; 2],
}

impl State {
    /// Reads a block of ASCII and marks like dashes and quotation marks in a run that is Latin; says whether it was one.
    #[inline]
    fn latin(&mut self, window: &[u8; WINDOW]) -> bool {
        let block = &window[..BLOCK];
        // What ends here of a character from before is written as the end of a word, as every byte of a mark is.
        let splits = self.last != 0 && block[0] & 0xc0 == 0x80;
        if self.part != LATIN || splits || !(block.is_ascii() || has_marks_alone(window)) {
            return false;
        }
        let Some(places) = self.letters.get_mut(self.out..self.out + BLOCK) else { return false };
        for (place, &byte) in places.iter_mut().zip(block) {
            *place = ascii(byte);
        }
        self.out += BLOCK;
        self.last = ascii(block[BLOCK - 1]);
        true
    }
}

/// Whether all characters that begin in the block and are not ASCII are general punctuation, but for joiners.
#[inline]
fn has_marks_alone(window: &[u8; WINDOW]) -> bool {
    let mut others = 0;
    for at in 0..BLOCK {
        let [first, second, third] = [0, 1, 2].map(|i| window[at + i]);
        let is_mark = u8::from(first == 0xe2) & u8::from(second == 0x80) & u8::from(third & 0xfe != 0x8c);
        others |= u8::from(first >= 0xc0) & !is_mark;
    }
    others == 0
}

/// The lower bits of a byte that continues a character.
#[inline]
fn low(byte: u8) -> u32 {
    u32::from(byte) & 0x3f
}

/// The code point of a character of up to three bytes; any that is no letter, if none begins there.
#[inline]
fn code(first: u8, second: u8, third: u8) -> u32 {
    match first {
        ..0x80 => u32::from(first),
        0x80..0xc0 => 0,
        0xc0..0xe0 => (u32::from(first) & 0x1f) << 6 | low(second),
        _ => (u32::from(first) & 0xf) << 12 | low(second) << 6 | low(third),
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

/// The code point of the character at `at` in bytes that are valid UTF-8, and its length.
#[inline]
fn decode(bytes: &[u8], at: usize) -> (u32, usize) {
    let byte = |i: usize| bytes.get(at + i).copied().unwrap_or_default();
    match byte(0) {
        ..0x80 => (u32::from(byte(0)), 1),
        0x80..0xe0 => (code(byte(0), byte(1), 0), 2),
        0xe0..0xf0 => (code(byte(0), byte(1), byte(2)), 3),
        first => (above(first, byte(1), byte(2), byte(3)), 4),
    }
}

/// The code point of a character of four bytes.
#[inline]
fn above(first: u8, second: u8, third: u8, fourth: u8) -> u32 {
    (u32::from(first) & 7) << 18 | low(second) << 12 | low(third) << 6 | low(fourth)
}

/// How many bytes are so.
pub(crate) fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> u32 {
    // In sums of a byte each, of which there are many in a register.
    let some = |some: &[u8]| some.iter().fold(0_u8, |sum, byte| sum + u8::from(is(*byte)));
    bytes.chunks(usize::from(u8::MAX)).map(|bytes| u32::from(some(bytes))).sum()
}

/// Calls `f` with the hash of each word of `text` that is in `part`, from 0.
fn words(table: &Table, text: &str, part: usize, mut f: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let (mut at, mut so_far, mut inside) = (0, 0, false);
    while at < bytes.len() {
        let (code, length) = decode(bytes, at);
        at += length;
        let letter = table.letters.at(code);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::TABLE;

    const TEXTS: [&str; 11] = [
        "Plain words of more than thirty-two letters in a row, one by one, and no mark among them at all; so they go on",
        "“Quoted” words — with dashes – and ‘marks’… in “every” block “of” them, “as” in many “articles” of “papers” ok",
        "Grüße aus Köln und München: „Straße“, „Größe“ und „Übermut“ sind Wörter – mit Umlauten und ß – in Anführung ‚ä‘ ö",
        "abcdefghijklmnopqrstuvwxyz12345é’s and so on, é at the edge of a block and ’ after it and more of it is here",
        "abcdefghijklmnopqrstuvwxyz1234’’’’’’’’’’’’’’’’’’’’’’abcdefghijklmnopqrstuvwxyz1234567’abcdefghijklmnopqrstuv",
        "joined\u{200d}letters and\u{200c}others, joined\u{200d}letters and\u{200c}others, for more than one block of them",
        "Latin und Кириллица в одном тексте, “mixed” as they come, и ещё немного слов, and a few more of the others here",
        "naïve words, and then no more than ASCII letters until the end of all of the blocks that are in it, or so I hope",
        "々 and 〇 stand alone among Latin letters, a々b too, for more than one block of them, as nobody writes but a test",
        "rareʘletters and rareʘothers that no model has, with nothing else beyond ASCII in more than one block of thirty",
        "ª º µ and × ÷, soft\u{ad}hyphens and marks\u{301} that stand over letters\u{308} of this text, to the end of it all",
    ];

    /// The words of a part by a look at each character: marks and rare letters end them, as they do in runs.
    fn expected(text: &str, part: u8) -> Vec<Vec<u8>> {
        let letter = |c: char| Some(TABLE.letters.get(c)).filter(|l| l.kind() == part && l.byte() != RARE);
        let words = text.split(|c| letter(c).is_none());
        let words = words.map(|word| word.chars().filter_map(|c| Some(letter(c)?.byte())).collect());
        words.filter(|word: &Vec<u8>| !word.is_empty()).collect()
    }

    #[test]
    fn runs_have_the_words_of_a_text() {
        for text in TEXTS {
            // With what comes before, every character once stands at the edge of a block.
            for before in 0..40 {
                let text = "x".repeat(before) + " " + text;
                let mut scan = Scan::default();
                scan.read(&TABLE, &text);
                for kind in kind::MARK..kind::COUNT as u8 {
                    let expected = text.chars().filter(|c| TABLE.letters.get(*c).kind() == kind).count();
                    assert_eq!(scan.counts[usize::from(kind)] as usize, expected, "{text}");
                }
                for part in 0..4 {
                    let runs = scan.runs().filter(|(of, _)| *of == part).flat_map(|(_, run)| run.split(|&l| l == 0));
                    let found: Vec<Vec<u8>> = runs.filter(|word| !word.is_empty()).map(<[u8]>::to_vec).collect();
                    assert_eq!(found, expected(&text, part as u8 + 1), "{text}");
                    let letters: usize = found.iter().map(Vec::len).sum();
                    assert_eq!(scan.counts[part + 1] as usize, letters, "{text}");
                }
            }
        }
    }

    #[test]
    fn first_words_are_the_same_with_and_without_runs() {
        for text in TEXTS {
            let mut scan = Scan::default();
            scan.read(&TABLE, text);
            let [mut by_runs, mut by_text] = [Vec::new(), Vec::new()];
            for (is_whole, found) in [(true, &mut by_runs), (false, &mut by_text)] {
                scan.is_whole = is_whole;
                scan.first_words(&TABLE, text, 1000, 0, |hash| found.push(hash));
            }
            assert!(by_runs.len() > 2 && by_runs == by_text, "{text}");
        }
        let mut scan = Scan::default();
        scan.read(&TABLE, TEXTS[0]);
        scan.is_whole = true;
        let mut words = 0;
        scan.first_words(&TABLE, TEXTS[0], 14, 0, |_| words += 1);
        assert_eq!(words, 3, "Plain, words, of");
        // The runs of the last piece of a text say nothing of its beginning.
        scan.is_whole = false;
        scan.first_words(&TABLE, "two words", 1000, 0, |_| words += 1);
        assert_eq!(words, 5);
    }

    #[test]
    fn a_text_leaves_nothing_to_the_next() {
        let mut scan = Scan::default();
        for text in TEXTS.iter().rev() {
            let (mut anew, long) = (Scan::default(), text.repeat(3));
            for text in [&long, *text] {
                scan.restart();
                scan.read(&TABLE, text);
                anew.restart();
                anew.read(&TABLE, text);
                assert!(scan.runs().eq(anew.runs()) && scan.counts == anew.counts, "{text}");
                anew = Scan::default();
            }
        }
    }
}
