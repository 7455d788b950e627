use proptest::prelude::*;

use super::own::{HZ, ISO_2022_KR, JOHAB, UTF_32BE, UTF_32LE};
use super::tables::TABLES;
use super::*;

const TEXTS: &str = include_str!("../../../../fixtures/encodings/texts.jsonl");

fn named(bytes: &[u8]) -> &'static str {
    detect(bytes, None).charset.name()
}

/// The bytes of `text`, all of whose characters `charset` must have.
fn encode(charset: Charset, text: &str) -> Vec<u8> {
    if let Charset::Standard(encoding) = charset {
        let (bytes, _, missing) = encoding.encode(text);
        assert!(!missing, "{}: {text}", charset.name());
        return bytes.into_owned();
    }
    let chars = charset.chars();
    let byte = |c: char| chars.iter().position(|of| *of == c).and_then(|byte| u8::try_from(byte).ok());
    text.chars().map(|c| byte(c).unwrap_or_else(|| panic!("{}: {c}", charset.name()))).collect()
}

#[test]
fn texts_of_our_own_round_trip() {
    for line in TEXTS.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        assert_eq!(named(text.as_bytes()), "UTF-8");
        for label in case["encodings"].as_array().unwrap() {
            let charset = Charset::for_label(label.as_str().unwrap()).unwrap();
            let bytes = encode(charset, text);
            let (found, decoded) = read(&bytes, None);
            assert_eq!(decoded.as_deref(), Ok(text), "{label} was taken for {}", found.name());
        }
        for (label, to_bytes) in [("UTF-16LE", u16::to_le_bytes as fn(u16) -> [u8; 2]), ("UTF-16BE", u16::to_be_bytes)]
        {
            let bytes: Vec<u8> = text.encode_utf16().flat_map(to_bytes).collect();
            assert_eq!(named(&bytes), label, "{text}");
        }
    }
}

#[test]
fn tones_of_windows_1258() {
    let text = super::train::tones_apart("Chuyến phà rời bến muộn sáng nay. Trên tàu có hai trăm người đi chợ.", "");
    let bytes = encode(Charset::for_label("windows-1258").unwrap(), &text);
    assert_eq!((named(&bytes), read(&bytes, None).1.as_deref()), ("windows-1258", Ok(&*text)));
}

#[test]
fn too_short_to_tell_is_windows_1252() {
    for short in
        [&b"\xe9"[..], b"caf\xe9", b"\xa35", b"\x93so\x94", b"it\x92s", b"na\xefve", b"10\xb0", b"\xff", b"\xc0\xc1"]
    {
        assert_eq!(named(short), "windows-1252", "{}", short.escape_ascii());
    }
    assert_eq!(named(b""), "UTF-8");
}

#[test]
fn short_and_clear() {
    assert_eq!(named(b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0"), "windows-1251");
    assert_eq!(named(b"\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd"), "Shift_JIS");
}

#[test]
fn ascii_stays_ascii() {
    for text in ["a ~{b~} c", "~{", "\x1b[1mbold\x1b[0m", "\x1b$Bx", "x\x0ey\x0f", "a\0b"] {
        assert_eq!(named(text.as_bytes()), "UTF-8", "{text:?}");
    }
}

#[test]
fn utf8_with_little_broken_is_reported_and_not_read_otherwise() {
    let text = "Die Fähre verließ den Hafen erst gegen Mittag, für die Händler war das ärgerlich.";
    let mut bytes = text.as_bytes().to_vec();
    bytes.push(0xff);
    let (charset, decoded) = read(&bytes, None);
    assert_eq!((charset.name(), decoded), ("UTF-8", Err(text.len())));
}

#[test]
fn what_does_not_decode_has_its_place() {
    let text =
        "今朝のフェリーは遅れて港を出ました。船には二百人が乗っていて、多くの人が市場へ向かっていました。".repeat(200);
    let mut bytes = encode(Charset::for_label("euc-jp").unwrap(), &text);
    let at = bytes.len();
    bytes.extend(b"\xff.");
    let (charset, decoded) = read(&bytes, None);
    assert_eq!((charset.name(), decoded), ("EUC-JP", Err(at)));
}

#[test]
fn a_hint_decides_between_what_fits() {
    let latin_9 = Charset::for_label("iso-8859-15");
    assert_eq!(detect(b"5 \xa4", latin_9).charset.name(), "ISO-8859-15");
    assert_eq!(detect(b"5 \xa4 \xff", Charset::for_label("shift_jis")).charset.name(), "windows-1252");
    let russian = encode(Charset::for_label("windows-1251").unwrap(), "Утром паром вышел из гавани с опозданием.");
    assert_eq!(detect(&russian, latin_9).charset.name(), "windows-1251");
}

#[test]
fn what_is_declared_and_does_not_decode_is_not_believed() {
    assert_eq!(named(b"<meta charset=utf-8>d\xe9j\xe0 vu, \xe0 bient\xf4t"), "windows-1252");
    assert_eq!(named(b"<meta charset=big5>d\xe9j\xe0 vu, \xe0 bient\xf4t"), "windows-1252");
    let chinese = encode(Charset::for_label("gb18030").unwrap(), "<?xml version='1.0' encoding='gb18030'?>船长");
    assert_eq!(named(&chinese), "GBK");
}

#[test]
fn models_are_whole() {
    let models = model::models();
    let size: usize = models.iter().map(model::Model::size).sum();
    assert!(size > 100_000);
    for candidate in candidates::CANDIDATES.iter().chain(candidates::EBCDIC) {
        assert!(Charset::for_label(candidate.label).is_some(), "{}", candidate.label);
        for language in candidate.languages {
            assert!(models.iter().any(|model| model.name == *language), "{language}");
        }
    }
}

#[test]
fn labels() {
    for (label, name) in [
        ("latin1", "windows-1252"),
        ("CP852", "IBM852"),
        ("ibm_855", "IBM855"),
        ("utf-32", "UTF-32LE"),
        ("hz-gb-2312", "HZ-GB-2312"),
        ("iso-2022-kr", "ISO-2022-KR"),
        ("x-mac-cyrillic", "x-mac-cyrillic"),
        ("johab", "Johab"),
    ] {
        assert_eq!(Charset::for_label(label).map(Charset::name), Some(name), "{label}");
    }
    assert_eq!(Charset::for_label("klingon"), None);
}

#[test]
fn text_goes_on_behind_bytes_that_are_none() {
    for (label, bytes, text) in [
        ("cp869", &b"a\x80b\x80\x81c"[..], "a\u{fffd}b\u{fffd}\u{fffd}c"),
        ("utf-32le", b"a\0\0\0\0\0\x11\0b\0\0\0c\0", "a\u{fffd}b\u{fffd}"),
        ("johab", b"\xd0\x65\x80\xff\xffa\xd0\x65", "\u{d55c}\u{fffd}\u{fffd}a\u{d55c}"),
        ("johab", b"\xd0", "\u{fffd}"),
        ("hz", b"~{<:\x80<:~}a", "\u{5df1}\u{fffd}\u{5df1}a"),
        ("iso-2022-kr", b"\x1b$)C\x0eI!GQ\x0fa", "\u{fffd}\u{d55c}a"),
        ("iso-2022-kr", b"\x1b$)C\x0e!!\x80GQ\x0fa", "\u{3000}\u{fffd}\u{d55c}a"),
    ] {
        let charset = Charset::for_label(label).unwrap();
        assert_eq!(charset.decode_lossy(bytes), text, "{label}");
    }
}

/// All of ours.
fn own() -> Vec<Charset> {
    let others = [&HZ, &ISO_2022_KR, &JOHAB, &UTF_32BE, &UTF_32LE];
    others.into_iter().chain(TABLES.iter()).map(Charset::Own).collect()
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_have_a_place(bytes in proptest::collection::vec(any::<u8>(), 0..300), cut in any::<bool>()) {
        let head = detect_head(&bytes, None);
        prop_assert!(head.mark <= bytes.len());
        let (charset, text) = read(&bytes, cut.then_some(Charset::UTF_8));
        match text {
            Ok(text) => prop_assert!(!text.is_empty() || bytes.len() <= 4 || charset != Charset::WINDOWS_1252),
            Err(at) => prop_assert!(at < bytes.len()),
        }
    }

    #[test]
    fn utf8_stays_utf8_also_where_it_is_cut(text in "\\PC{0,40}é\\PC{0,40}", cut in 0usize..4) {
        prop_assert_eq!(named(text.as_bytes()), "UTF-8");
        let cut = text.len() - cut.min(text.len());
        let head = &text.as_bytes()[..cut];
        if !std::str::from_utf8(head).is_err_and(|e| e.valid_up_to() == 0) {
            prop_assert_eq!(detect_head(head, None).charset, Charset::UTF_8);
        }
    }

    #[test]
    fn ours_decode_the_same_piece_by_piece(bytes in proptest::collection::vec(any::<u8>(), 0..40), cut in 0usize..40) {
        for charset in own() {
            let mut pieces = String::new();
            let mut decoder = charset.decoder();
            let cut = cut.min(bytes.len());
            let end = match decoder.decode(&bytes[..cut], &mut pieces, false) {
                Ok(read) => decoder.decode(&bytes[read..], &mut pieces, true).map_err(|at| read.saturating_add_signed(at)),
                Err(at) => Err(at.unsigned_abs()),
            };
            match charset.decode(&bytes) {
                Ok(text) => prop_assert_eq!(&*text, &*pieces),
                Err(at) => prop_assert_eq!(Err(at), end, "{}", charset.name()),
            }
            let lossy = charset.decode_lossy(&bytes);
            prop_assert!(lossy.contains(char::REPLACEMENT_CHARACTER) || end.is_ok(), "{}: {lossy}", charset.name());
        }
    }
}
