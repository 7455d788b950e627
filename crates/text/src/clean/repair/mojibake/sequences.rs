//! Where the characters of a line, as bytes of an encoding, are UTF-8.

use super::encodings::Encoding;

/// What was put in a sequence's place where bytes of it were lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// Nothing was lost.
    None,
    /// A space stands for byte A0.
    Space,
    /// U+FFFD or `?` stands for some byte: the character is not known.
    Byte,
    /// The last byte is missing, as windows-1252 has nothing there.
    Dropped,
}

/// Characters of a line that are the bytes of one character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sequence {
    /// Indices of characters.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meant: char,
    pub(super) loss: Loss,
}

/// All sequences of a line from left to right. What lies between them is ASCII or `loose`.
pub(super) struct Found {
    pub(super) sequences: Vec<Sequence>,
    /// How many characters beyond ASCII are in no sequence.
    pub(super) loose: usize,
}

pub(super) fn find(line: &[char], encoding: &Encoding, beyond_ascii: &[usize]) -> Found {
    let mut found = Found { sequences: Vec::new(), loose: 0 };
    let mut free_from = 0;
    for &at in beyond_ascii {
        if at < free_from {
            continue;
        }
        match sequence_at(line, at, encoding) {
            Some(sequence) => {
                free_from = sequence.end;
                found.sequences.push(sequence);
            }
            None => found.loose += usize::from(line[at] != '\u{fffd}'),
        }
    }
    found
}

/// How many bytes a sequence has that starts with this one.
fn length(lead: u8) -> Option<usize> {
    match lead {
        0xC2..=0xDF => Some(2),
        0xE0..=0xEF => Some(3),
        0xF0..=0xF4 => Some(4),
        _ => None,
    }
}

pub(super) fn is_continuation(byte: u8) -> bool {
    (0x80..0xC0).contains(&byte)
}

fn sequence_at(line: &[char], start: usize, encoding: &Encoding) -> Option<Sequence> {
    let lead = encoding.byte(line[start])?;
    let length = length(lead)?;
    let mut bytes = [0; 4];
    bytes[0] = lead;
    let (mut spaces, mut lost, mut questions) = (0, 0, 0);
    for i in 1..length {
        let byte = match line.get(start + i) {
            Some(' ') if encoding.has_space() && bytes[..i] != [0xE2, 0x80] => {
                spaces += 1;
                0xA0
            }
            Some('\u{fffd}') => {
                lost += 1;
                0x80
            }
            Some('?') => {
                questions += 1;
                0x80
            }
            Some(&c) => encoding.byte(c).filter(|&b| is_continuation(b)).unwrap_or(0),
            None => 0,
        };
        if byte == 0 {
            return dropped(line, start, encoding, &bytes[..i]);
        }
        bytes[i] = byte;
    }
    let end = start + length;
    let exact = || std::str::from_utf8(&bytes[..length]).ok()?.chars().next();
    let (meant, loss) = match (spaces, lost + questions) {
        (0, 0) if lead == 0xED && bytes[1] >= 0xA0 => return surrogates(line, start, encoding),
        (0, 0) => (exact()?, Loss::None),
        (1 | 2, 0) if length > 2 || matches!(lead, 0xC2..=0xC6 | 0xCE | 0xD0 | 0xD7) => (exact()?, Loss::Space),
        // A question mark behind a letter is most often just that.
        (0, _) if questions == 0 || (length == 3 && questions == 1) || lead <= 0xC3 => ('\u{fffd}', Loss::Byte),
        _ => return None,
    };
    Some(Sequence { start, end, meant, loss })
}

/// `â€` where the third byte is gone: of the five that windows-1252 lacks, only 9D makes a
/// character that is written, the closing quote. (A space behind it is no byte A0: the dagger is
/// far rarer.)
fn dropped(line: &[char], start: usize, encoding: &Encoding, bytes: &[u8]) -> Option<Sequence> {
    (bytes == [0xE2, 0x80] && encoding.least == 1 && line.get(start + 1) == Some(&'€')).then_some(Sequence {
        start,
        end: start + 2,
        meant: '”',
        loss: Loss::Dropped,
    })
}

/// CESU-8: each half of a surrogate pair as three bytes.
fn surrogates(line: &[char], start: usize, encoding: &Encoding) -> Option<Sequence> {
    let mut units = [0; 2];
    for (i, unit) in units.iter_mut().enumerate() {
        let mut bytes = [0; 3];
        for (byte, &c) in bytes.iter_mut().zip(line.get(start + 3 * i..start + 3 * i + 3)?) {
            *byte = encoding.byte(c)?;
        }
        let [0xED, second, third] = bytes else { return None };
        if !is_continuation(second) || !is_continuation(third) {
            return None;
        }
        *unit = 0xD000 | u16::from(second & 0x3F) << 6 | u16::from(third & 0x3F);
    }
    let meant = char::decode_utf16(units).next()?.ok()?;
    Some(Sequence { start, end: start + 6, meant, loss: Loss::None })
}
