//! Which character is a letter of which part. Also part of the build script.

/// Below this, characters are looked up; above it they are compared with ranges.
const LOOKED_UP: usize = 0x2000;

/// What a character is: a kind in the upper byte, the letter's byte in the lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letter(pub(crate) u16);

/// Kinds of characters. 1 to 4 are letters of the parts.
pub(crate) mod kind {
    /// No letter.
    pub(crate) const OTHER: u8 = 0;
    /// A combining mark or joiner: it does not end a word.
    pub(crate) const MARK: u8 = 5;
    /// A letter of a writing system that has no model.
    pub(crate) const UNKNOWN: u8 = 6;
    pub(crate) const HAN: u8 = 7;
    pub(crate) const KANA: u8 = 8;
    pub(crate) const HANGUL: u8 = 9;
    pub(crate) const ARMENIAN: u8 = 10;
    pub(crate) const BENGALI: u8 = 11;
    pub(crate) const GEORGIAN: u8 = 12;
    pub(crate) const GREEK: u8 = 13;
    pub(crate) const GUJARATI: u8 = 14;
    pub(crate) const GURMUKHI: u8 = 15;
    pub(crate) const HEBREW: u8 = 16;
    pub(crate) const TAMIL: u8 = 17;
    pub(crate) const TELUGU: u8 = 18;
    pub(crate) const THAI: u8 = 19;
    /// A mark over or under letters of many languages: with a letter it can be one character.
    pub(crate) const ACCENT: u8 = 20;
    /// How many there are.
    pub(crate) const COUNT: usize = 21;
}

impl Letter {
    pub(crate) fn kind(self) -> u8 {
        (self.0 >> 8) as u8
    }

    pub(crate) fn byte(self) -> u8 {
        self.0 as u8
    }
}

/// The byte of a letter that the models do not have.
pub(crate) const RARE: u8 = 255;

/// The byte of an ASCII character: letters are the first of the Latin ones, and 0 is for others.
#[inline]
pub(crate) const fn ascii(byte: u8) -> u8 {
    let place = (byte | 0x20).wrapping_sub(b'a' - 1);
    if place.wrapping_sub(1) < 26 { place } else { 0 }
}

/// Kinds of all characters.
pub(crate) struct Letters {
    low: Box<[u16; LOOKED_UP]>,
}

impl Letters {
    /// From the letters of each part, in the order of their bytes.
    pub(crate) fn new(parts: &[Vec<char>]) -> Letters {
        let mut low = Box::new([0u16; LOOKED_UP]);
        for (entry, c) in low.iter_mut().zip('\0'..) {
            *entry = plain(c);
        }
        for (part, letters) in parts.iter().enumerate() {
            for (i, &letter) in letters.iter().enumerate() {
                if let Some(entry) = low.get_mut(letter as usize) {
                    *entry = ((part as u16 + 1) << 8) | (i as u16 + 1);
                }
            }
        }
        // A capital is its small letter. One with more than one (İ) is the first of them.
        for c in 0..LOOKED_UP {
            let small = char::from_u32(c as u32).and_then(|c| c.to_lowercase().next()).map_or(c, |c| c as usize);
            if small != c && small < LOOKED_UP {
                low[c] = low[small];
            }
        }
        debug_assert!((0..128u8).all(|byte| low[usize::from(byte)] as u8 == ascii(byte)));
        Letters { low }
    }

    /// What `c` is.
    #[inline]
    pub(crate) fn get(&self, c: char) -> Letter {
        self.at(c as u32)
    }

    /// What the character with this code point is.
    #[inline]
    pub(crate) fn at(&self, code: u32) -> Letter {
        match self.low.get(code as usize) {
            Some(&entry) => Letter(entry),
            None => Letter(char::from_u32(code).map_or(0, far)),
        }
    }
}

/// What a character below [`LOOKED_UP`] is, as far as it is no letter of the models.
fn plain(c: char) -> u16 {
    let part = |n: u16| (n << 8) | u16::from(RARE);
    if is_mark(c) {
        // The low byte tells marks apart within a word.
        let kind = if matches!(c, '\u{300}'..='\u{36f}') { kind::ACCENT } else { kind::MARK };
        return (u16::from(kind) << 8) | (c as u16 & 0xff);
    }
    if !c.is_alphabetic() {
        return 0;
    }
    let kind = match c as u32 {
        0..=0x2af | 0x1e00..=0x1eff => return part(1),
        0x370..=0x3ff | 0x1f00..=0x1fff => kind::GREEK,
        0x400..=0x52f => return part(2),
        0x531..=0x58f => kind::ARMENIAN,
        0x590..=0x5ff => kind::HEBREW,
        0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff => return part(3),
        0x900..=0x97f => return part(4),
        0x980..=0x9ff => kind::BENGALI,
        0xa00..=0xa7f => kind::GURMUKHI,
        0xa80..=0xaff => kind::GUJARATI,
        0xb80..=0xbff => kind::TAMIL,
        0xc00..=0xc7f => kind::TELUGU,
        0xe00..=0xe7f => kind::THAI,
        0x10a0..=0x10ff | 0x1c90..=0x1cbf => kind::GEORGIAN,
        0x1100..=0x11ff => kind::HANGUL,
        _ => kind::UNKNOWN,
    };
    u16::from(kind) << 8
}

/// Marks of the writing systems that are parts, and the joiners inside words.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c as u32,
        0x300..=0x36f | 0x483..=0x489 | 0x610..=0x61a | 0x640 | 0x64b..=0x65f | 0x670 | 0x6d6..=0x6dc | 0x6df..=0x6e4
        | 0x6e7 | 0x6e8 | 0x6ea..=0x6ed | 0x900..=0x903 | 0x93a..=0x93c | 0x93e..=0x94f | 0x951..=0x957 | 0x962 | 0x963
        | 0xad)
}

/// What a character above [`LOOKED_UP`] is.
#[cold]
fn far(c: char) -> u16 {
    let kind = match c as u32 {
        0x200c | 0x200d => kind::MARK,
        0x3040..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f => kind::KANA,
        0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff | 0x3005 | 0x3007 => kind::HAN,
        0xac00..=0xd7ff | 0x3130..=0x318f => kind::HANGUL,
        0xfb50..=0xfdff | 0xfe70..=0xfeff if c.is_alphabetic() => return (3 << 8) | u16::from(RARE),
        0xff21..=0xff5a | 0x2c60..=0x2c7f | 0xa720..=0xa7ff if c.is_alphabetic() => return (1 << 8) | u16::from(RARE),
        0xd800.. if !c.is_alphabetic() => kind::OTHER,
        _ if c.is_alphabetic() => kind::UNKNOWN,
        _ => kind::OTHER,
    };
    u16::from(kind) << 8
}
