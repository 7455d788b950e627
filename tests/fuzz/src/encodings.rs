//! Text in any encoding.

use std::io::Cursor;

use copydesk_to_jsonl::whole_input::convert;

use crate::formats::Cuts;

/// Encodings of each kind; none is for one that is found.
const NAMES: [&str; 16] = [
    "",
    "utf-8",
    "windows-1252",
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "johab",
    "hz-gb-2312",
    "iso-2022-kr",
    "iso-2022-jp",
    "gb18030",
    "big5",
    "euc-kr",
    "shift_jis",
    "ibm866",
    "windows-1255",
];

/// Reads `bytes`, of which the first chooses the encoding, as one text: whole and in pieces the same comes, and UTF-8 is
/// found to be that.
pub fn check_encodings(bytes: &[u8]) {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(first) % NAMES.len()];
    let mut arguments = vec!["--from", "text"];
    if !name.is_empty() {
        arguments.extend(["--encoding", name]);
    }
    let whole = convert(&arguments, 1 << 16, Box::new(Cursor::new(rest.to_vec())));
    assert_eq!(whole, convert(&arguments, 1 << 16, Box::new(Cuts(Cursor::new(rest.to_vec())))));
    let Ok(text) = std::str::from_utf8(rest) else { return };
    // What may be UTF-16, or an encoding of seven bits.
    let plain = !text.contains(['\0', '\u{1b}', '~', '+', '\u{feff}', '\u{e}', '\u{f}']);
    if name.is_empty() && plain && !text.trim().is_empty() {
        let record: serde_json::Value = serde_json::from_slice(&whole.out).unwrap();
        assert_eq!(record["metadata"]["encoding"], "UTF-8", "{record}");
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        let both = ["title", "text"].map(|name| record[name].as_str().unwrap_or_default());
        assert_eq!(solid(&both.concat()), solid(text));
    }
}
