//! The single-byte encodings as which UTF-8 is most often read.
//!
//! They are sloppy: a C1 control stands for a byte that is not defined, as most decoders leave it.
//! windows-1252 and Latin-1 are one, since real texts mix them.

use super::tables;

/// What a single-byte encoding has at bytes 80 to FF.
pub(super) struct Encoding {
    #[cfg_attr(not(test), expect(dead_code, reason = "tests name what failed"))]
    pub(super) name: &'static str,
    bytes: &'static [(u16, u8)],
    /// Whether a C1 control may stand for its byte.
    c1: C1,
    /// What has to speak for a reading in it when nothing in the line speaks against it: the rarer
    /// mistakes need more.
    pub(super) least: i32,
}

const fn ansi(name: &'static str, bytes: &'static [(u16, u8)]) -> Encoding {
    Encoding { name, bytes, c1: C1::Undefined, least: 2 }
}

const fn iso(name: &'static str, bytes: &'static [(u16, u8)]) -> Encoding {
    Encoding { name, bytes, c1: C1::Any, least: 2 }
}

const fn other(name: &'static str, bytes: &'static [(u16, u8)]) -> Encoding {
    Encoding { name, bytes, c1: C1::None, least: 2 }
}

/// The most likely first: of readings that are equally good the first one counts.
pub(super) static ENCODINGS: [Encoding; 16] = [
    Encoding { name: "windows-1252", bytes: &tables::WINDOWS_1252, c1: C1::Any, least: 1 },
    ansi("windows-1250", &tables::WINDOWS_1250),
    ansi("windows-1251", &tables::WINDOWS_1251),
    ansi("windows-1253", &tables::WINDOWS_1253),
    ansi("windows-1254", &tables::WINDOWS_1254),
    ansi("windows-1257", &tables::WINDOWS_1257),
    iso("iso-8859-2", &tables::ISO_8859_2),
    iso("iso-8859-15", &tables::ISO_8859_15),
    other("macintosh", &tables::MACINTOSH),
    other("ibm437", &tables::IBM437),
    other("ibm850", &tables::IBM850),
    other("ibm852", &tables::IBM852),
    other("ibm866", &tables::IBM866),
    other("koi8-r", &tables::KOI8_R),
    ansi("windows-1255", &tables::WINDOWS_1255),
    ansi("windows-1256", &tables::WINDOWS_1256),
];

impl Encoding {
    /// The byte that means `c`, of 80 to FF.
    pub(super) fn byte(&self, c: char) -> Option<u8> {
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
