//! Every format gives the same however its input is cut into reads, and fails over nothing.

use std::io::{self, Cursor, Read};

use copydesk_to_jsonl::whole_input::convert;
use proptest::prelude::*;

const MAX_RECORD: usize = 64;

/// Gives so many bytes a read.
struct Cuts(Cursor<Vec<u8>>, usize);

impl Read for Cuts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = buffer.len().min(self.1);
        self.0.read(&mut buffer[..n])
    }
}

/// The formats that take what comes, and pieces that mean something in them.
const FORMATS: &[(&[&str], &[&str])] = &[
    (&["text"], &["a", "é", "\n", "\n\n", "\r", "\u{feff}", "\0", "T"]),
    (&["lines"], &["a", "é", "\n", "\r\n", "\r", " ", "\u{feff}"]),
    (&["paragraphs"], &["a", "é", "\n", "\r\n", "\n\n", " ", "\t\n"]),
    (&["csv"], &["text,n\n", "a", ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", "\u{feff}", "é", "1"]),
    (&["tsv"], &["text\tn\n", "a", "\t", "\"", "\n", "\r\n", "é"]),
    (&["json"], &["[", "]", "{", "}", ",", "{\"text\":\"a\"}", "\"", "\\", "text", ":", " ", "\n", "1", "\u{feff}"]),
    (&["jsonl"], &["{\"text\":\"a\"}", "{", "}", "\n", "\r\n", " ", "\"", "x", "\u{feff}"]),
    (&["html"], &["<p>", "</p>", "<div", ">", "&amp;", "a ", "<!--", "-->", "<script>", "\"", "="]),
    (
        &["feed"],
        &[
            "<rss><channel>",
            "<item>",
            "</item>",
            "<title>T</title>",
            "<description>d &amp; e</description>",
            "</rss>",
            "é",
            "\n",
            "<",
        ],
    ),
    (
        &["sgml"],
        &["<REUTERS NEWID=\"1\">", "</REUTERS>", "<TEXT>", "</TEXT>", "<BODY>", "b", "</BODY>", "\n", "<", "é"],
    ),
    (
        &["mediawiki"],
        &[
            "<mediawiki>",
            "<page>",
            "</page>",
            "<title>T</title>",
            "<ns>0</ns>",
            "<revision><text>'''a''' [[b]]</text></revision>",
            "\n",
            "<",
        ],
    ),
    (
        &["warc"],
        &[
            "WARC/1.0\r\n",
            "WARC-Type: resource\r\n",
            "Content-Type: text/plain\r\n",
            "Content-Length: 3\r\n",
            "\r\n",
            "abc",
            "\n",
        ],
    ),
];

fn check(format: &str, bytes: &[u8], max_record: usize) -> Result<(), TestCaseError> {
    let read = |cut| convert(&["--from", format], max_record, Box::new(Cuts(Cursor::new(bytes.to_vec()), cut)));
    let whole = read(usize::MAX);
    for cut in [1, 2, 3, 7] {
        prop_assert_eq!(&read(cut), &whole, "{} {}", format, cut);
    }
    for line in whole.out.split_inclusive(|b| *b == b'\n') {
        let record: serde_json::Value = serde_json::from_slice(line).unwrap_or_default();
        prop_assert!(record["text"].is_string() && line.ends_with(b"\n"));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_that_mean_something(format in 0..FORMATS.len(), pieces in prop::collection::vec(0usize..14, 0..24)) {
        let (names, all) = FORMATS[format];
        let text: String = pieces.iter().map(|n| all[n % all.len()]).collect();
        for name in names {
            check(name, text.as_bytes(), 1 << 20)?;
        }
    }

    #[test]
    fn any_bytes(format in 0..FORMATS.len(), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        check(FORMATS[format].0[0], &bytes, 1 << 20)?;
    }
}

#[test]
fn records_that_are_too_long() {
    let long = "x".repeat(200);
    for (format, input) in [
        ("lines", format!("a\n{long}\nb\n{long}")),
        ("paragraphs", format!("a\n\n{long}\n{long}\n\nb\n")),
        ("csv", format!("text\na\n{long}\r\n\"{long}\n\"\nb\n")),
        ("json", format!("[{{\"text\":\"a\"}},{{\"text\":\"{long}\"}} ,{{\"text\":\"b\"}}]")),
        ("jsonl", format!("{{\"text\":\"a\"}}\n{{\"text\":\"{long}\"}}\n")),
        ("text", long.clone()),
    ] {
        if let Err(e) = check(format, input.as_bytes(), MAX_RECORD) {
            panic!("{format}: {e}");
        }
        let whole = convert(&["--from", format], MAX_RECORD, Box::new(Cursor::new(input.into_bytes())));
        assert!(whole.bad.iter().any(|(_, _, why)| why.contains("longer than --max-record")), "{format}: {whole:?}");
    }
}
