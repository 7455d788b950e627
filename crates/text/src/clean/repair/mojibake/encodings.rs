//! The single-byte encodings as which UTF-8 is most often read.
//!
//! They are sloppy: a C1 control stands for a byte that is not defined, as most decoders leave it.
//! windows-1252 and Latin-1 are one, since real texts mix them.

use std::sync::LazyLock;

use super::tables;

/// What a single-byte encoding has at bytes 80 to FF.
pub(super) struct Encoding {
    /// Its place in [`ENCODINGS`].
    index: usize,
    bytes: &'static [(u16, u8)],
    /// Whether a C1 control may stand for its byte.
    c1: C1,
    /// What has to speak for a reading in it when nothing in the line speaks against it: the rarer
    /// mistakes need more.
    pub(super) least: i32,
}

const fn ansi(index: usize, bytes: &'static [(u16, u8)]) -> Encoding {
    Encoding { index, bytes, c1: C1::Undefined, least: 2 }
}

const fn iso(index: usize, bytes: &'static [(u16, u8)]) -> Encoding {
    Encoding { index, bytes, c1: C1::Any, least: 2 }
}

const fn other(index: usize, bytes: &'static [(u16, u8)]) -> Encoding {
    Encoding { index, bytes, c1: C1::None, least: 2 }
}

/// The most likely first: of readings that are equally good the first one counts.
pub(super) static ENCODINGS: [Encoding; 16] = [
    Encoding { index: 0, bytes: &tables::WINDOWS_1252, c1: C1::Any, least: 1 },
    ansi(1, &tables::WINDOWS_1250),
    ansi(2, &tables::WINDOWS_1251),
    ansi(3, &tables::WINDOWS_1253),
    ansi(4, &tables::WINDOWS_1254),
    ansi(5, &tables::WINDOWS_1257),
    iso(6, &tables::ISO_8859_2),
    iso(7, &tables::ISO_8859_15),
    other(8, &tables::MACINTOSH),
    other(9, &tables::IBM437),
    other(10, &tables::IBM850),
    other(11, &tables::IBM852),
    other(12, &tables::IBM866),
    other(13, &tables::KOI8_R),
    ansi(14, &tables::WINDOWS_1255),
    ansi(15, &tables::WINDOWS_1256),
];

/// Characters below this have their bytes in one table.
const LOOKED_UP: usize = 0x2600;

/// For each encoding the bytes of characters below [`LOOKED_UP`]; 0 where it has none.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let codes = 0..LOOKED_UP as u32;
    ENCODINGS
        .iter()
        .flat_map(|e| codes.clone().map(|code| char::from_u32(code).and_then(|c| e.find(c)).unwrap_or(0)))
        .collect()
});

impl Encoding {
    /// The byte that means `c`, of 80 to FF.
    pub(super) fn byte(&self, c: char) -> Option<u8> {
        let code = u32::from(c) as usize;
        if code < LOOKED_UP {
            let byte = BYTES.get(self.index * LOOKED_UP + code).copied();
            return byte.filter(|&b| b != 0);
        }
        self.find(c)
    }

    fn find(&self, c: char) -> Option<u8> {
        if ('\u{80}'..='\u{9f}').contains(&c) {
            let byte = u8::try_from(u32::from(c)).ok()?;
            return match self.c1 {
                C1::Any => Some(byte),
                C1::Undefined => (!self.bytes.iter().any(|&(_, b)| b == byte)).then_some(byte),
                C1::None => None,
            };
        }
        let code = u16::try_from(u32::from(c)).ok()?;
        let at = self.bytes.binary_search_by_key(&code, |&(c, _)| c).ok()?;
        Some(self.bytes[at].1)
    }

    /// Whether a line has to be in it as a whole. ISO 8859-15 has the euro sign where `â€™` would be
    /// another character.
    pub(super) fn is_whole_only(&self) -> bool {
        std::ptr::eq(self.bytes, tables::ISO_8859_15.as_slice())
    }

    /// Whether a no-break space is byte A0, so that a space may stand for a lost A0.
    pub(super) fn has_space(&self) -> bool {
        self.byte('\u{a0}') == Some(0xA0)
    }
}

/// Whether a C1 control may stand for its byte.
#[derive(PartialEq, Eq)]
enum C1 {
    Any,
    Undefined,
    None,
}

/// What windows-1252 has at the byte of a C1 control, if anything.
pub(super) fn windows_1252(c1: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c1)).ok()?;
    let (c, _) = tables::WINDOWS_1252.iter().find(|(_, b)| *b == byte)?;
    char::from_u32(u32::from(*c)).filter(|_| ('\u{80}'..='\u{9f}').contains(&c1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_those_of_browsers() {
        use encoding_rs as e;
        let known = [
            (0, e::WINDOWS_1252),
            (1, e::WINDOWS_1250),
            (2, e::WINDOWS_1251),
            (3, e::WINDOWS_1253),
            (4, e::WINDOWS_1254),
            (5, e::WINDOWS_1257),
            (6, e::ISO_8859_2),
            (7, e::ISO_8859_15),
            (8, e::MACINTOSH),
            (12, e::IBM866),
            (14, e::WINDOWS_1255),
            (15, e::WINDOWS_1256),
        ];
        for (index, theirs) in known {
            for byte in 0x80..=0xFF {
                let bytes = [byte];
                let (text, _) = theirs.decode_without_bom_handling(&bytes);
                let c = text.chars().next().unwrap();
                // Python's KOI8 and Mac are a little older; C1 controls are told without tables.
                if c != '\u{fffd}' && c != '\u{5ba}' {
                    assert_eq!(ENCODINGS[index].byte(c), Some(byte), "{} {byte:02x}", theirs.name());
                }
            }
        }
    }

    #[test]
    fn each_knows_its_place_and_the_table_agrees_with_the_search() {
        for (i, encoding) in ENCODINGS.iter().enumerate() {
            assert_eq!(encoding.index, i);
            for c in '\u{80}'..'\u{10000}' {
                assert_eq!(encoding.byte(c), encoding.find(c), "{i} {c}");
            }
        }
    }
}
