//! Web pages to records: each page in `fixtures/html` and the record that is expected of it.

use std::fs;

use crate::run::{folder, root, run};
use serde_json::Value;

#[test]
fn pages_become_the_records_beside_them() {
    let mut pages = 0;
    for entry in fs::read_dir(root().join("fixtures/html")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "jsonl") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let (code, out, err) = run(&format!("cd fixtures/html && to-jsonl {name}"), b"");
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        assert_eq!(out, fs::read_to_string(path.with_extension("jsonl")).unwrap(), "{name}");
        pages += 1;
    }
    assert!(pages > 3);
}

#[test]
fn standard_input_efforts_and_encodings() {
    let page = "<p>Im Hafen der kleinen Stadt lagen am Freitag sieben Schiffe, und alle fuhren noch vor Abend aus, gr\u{fc}n und rot.";
    let latin: Vec<u8> = page.chars().map(|c| c as u8).collect();
    for (script, encoding) in [
        ("to-jsonl --from html", "windows-1252"),
        ("to-jsonl --from html --html fast", "windows-1252"),
        ("to-jsonl --from html --encoding iso-8859-15", "ISO-8859-15"),
    ] {
        let (code, out, err) = run(script, &latin);
        assert_eq!((code, err.as_str()), (0, ""), "{script}");
        let record: Value = serde_json::from_str(&out).unwrap();
        assert!(record["text"].as_str().unwrap().ends_with("gr\u{fc}n und rot."), "{script}: {out}");
        assert_eq!(record["metadata"]["encoding"], encoding);
    }
}

#[test]
fn a_page_without_an_article_is_reported() {
    let (code, out, err) = run("to-jsonl --from html", b"<title>Shop</title><nav><a href=/>Home</a></nav>");
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (1, "", "to-jsonl: stdin: no article was found in this page (skipped)\n")
    );
}

#[test]
fn what_is_not_read_or_does_not_decode_is_said() {
    let long = format!("<p>A sentence that is long enough to be read by people.{}", "<p>a".repeat(400_000));
    let (_, out, _) = run("to-jsonl --from html", long.as_bytes());
    assert!(out.contains("\"cut\":true"), "{}", &out[out.len().saturating_sub(200)..]);
    let stray = b"<p>A sentence that is long enough to be read by people, with \xff in it.";
    let (_, out, _) = run("to-jsonl --from html --encoding utf-8", stray);
    assert!(out.contains("\"undecodable_byte\":62") && out.contains("with \u{fffd} in it"), "{out}");
}

#[test]
fn hostile_pages_end_and_the_next_one_is_read() {
    let folder = folder("html-hostile");
    fs::write(format!("{folder}/1.html"), "<div>".repeat(60_000) + "text").unwrap();
    fs::write(format!("{folder}/2.html"), format!("<div {}>", "a=b ".repeat(1_000_000))).unwrap();
    fs::write(
        format!("{folder}/3.html"),
        "<p>A page like any other, with a sentence that is long enough to be read by people.",
    )
    .unwrap();
    let (code, out, _) = run(&format!("to-jsonl {folder}"), b"");
    assert!(code <= 1 && out.lines().any(|l| l.contains("A page like any other")), "{code} {out}");
}
