//! What every target checks.

use std::io::{self, Cursor, Read};

use copydesk_text::sentences::{Language, clauses, explain, split};
use copydesk_to_jsonl::whole_input::{convert, convert_file};

/// A language for each way of writing, and two more.
const LANGUAGES: [&str; 12] = ["", "en", "de", "nl", "el", "hy", "ar", "zh", "ja", "th", "it", "he"];

/// Gives at most seven bytes a read.
struct Cuts(Cursor<Vec<u8>>);

impl Read for Cuts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = buffer.len().min(7);
        self.0.read(&mut buffer[..n])
    }
}

/// Reads a file of `bytes` whose name ends in `ending`: it must not fail, and gives the same twice.
pub fn check_file(ending: &str, bytes: &[u8]) {
    let path = std::env::temp_dir().join(format!("copydesk-fuzz-{}.{ending}", std::process::id()));
    if std::fs::write(&path, bytes).is_ok() {
        let [once, again] = [(); 2].map(|()| convert_file(&[], 1 << 16, path.clone()));
        assert_eq!(once, again);
        let _ = std::fs::remove_file(&path);
    }
}

/// Reads `bytes` as `format`, whole and in pieces: neither may fail, and both give the same.
pub fn check(format: &str, bytes: &[u8]) {
    let arguments = ["--from", format];
    let whole = convert(&arguments, 1 << 16, Box::new(Cursor::new(bytes.to_vec())));
    let pieces = convert(&arguments, 1 << 16, Box::new(Cuts(Cursor::new(bytes.to_vec()))));
    assert_eq!(whole, pieces);
}

/// Splits `bytes`, of which the first chooses the language, as text: sentences lie in order and leave nothing out but
/// white space, their clauses too, and a paragraph is split the same where another one stands beside it.
pub fn check_sentences(bytes: &[u8]) {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let language = Language::from_code(LANGUAGES[usize::from(first) % LANGUAGES.len()]);
    let text = String::from_utf8_lossy(rest);
    let mut end = 0;
    for range in split(&text, language) {
        assert_eq!(text[end..range.start].trim(), "");
        assert!(!range.is_empty() && text[range.clone()].trim() == &text[range.clone()]);
        let pieces: Vec<&str> = clauses(&text, range.clone(), 20).map(|piece| &text[piece]).collect();
        let solid = |s: &str| s.split_whitespace().collect::<String>();
        assert_eq!(solid(&pieces.concat()), solid(&text[range.clone()]));
        end = range.end;
    }
    assert_eq!(text[end..].trim(), "");
    let ends = explain(&text, language, None).iter().filter(|decision| decision.rule.ends()).count();
    let count = split(&text, language).count();
    // The end of the text needs no decision of its own.
    assert!(ends == count || ends + 1 == count, "{ends} decisions for {count} sentences");
    let (text, beside) = (text.trim(), "Ann ran.");
    let alone: Vec<&str> = split(text, language).map(|range| &text[range]).collect();
    let both = format!("{beside}\n\n{text}\n\n{beside}");
    let together: Vec<&str> = split(&both, language).map(|range| &both[range]).collect();
    assert_eq!(together[0], beside);
    assert_eq!(together[1..together.len() - 1], alone);
}
