//! docs/record.schema.json and its page are what the tools write.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use crate::faults::faults;
use crate::run::{root, run};

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("docs/record.schema.json")).unwrap()).unwrap()
}

fn faults_of(record: &Value) -> Vec<String> {
    let schema = schema();
    let mut found = Vec::new();
    faults(&schema, &schema, record, "", &mut found);
    found
}

fn names(schema: &Value, pointer: &str) -> BTreeSet<String> {
    schema.pointer(pointer).and_then(Value::as_object).unwrap().keys().cloned().collect()
}

fn keys(object: &Map<String, Value>) -> BTreeSet<String> {
    object.keys().cloned().collect()
}

/// What the pipe makes of the fixtures of each format, but of tables, whose columns have any names.
const SOURCES: &str = "for folder in articles encodings feed html mediawiki sgml tour warc archives; do \
     to-jsonl -q --exclude '*.jsonl' --exclude '*.err' --exclude '*.sh' --exclude '*.md' --exclude '*.csv' fixtures/$folder; done";

/// The records of the fixtures at the end of `pipe`.
fn records(pipe: &str) -> Vec<Value> {
    static MADE: LazyLock<String> = LazyLock::new(|| run(SOURCES, b"").1);
    let (code, out, err) = run(pipe, MADE.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""), "{pipe}");
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn records_are_what_the_schema_says() {
    let schema = schema();
    let (fields, in_metadata) = (names(&schema, "/properties"), names(&schema, "/properties/metadata/properties"));
    let (mut seen, mut seen_in_metadata) = (BTreeSet::new(), BTreeSet::new());
    for pipe in [
        "cat",
        "clean | detect-language | split-sentences",
        "clean --explain | detect-language --script --top 3 --spans | split-sentences --spans bytes --explain | stats --per-record",
        "split-sentences --paragraphs | stats --per-record",
        "split-sentences --spans utf16 --paragraphs",
        "split-sentences --explode --paragraphs --spans chars",
        "split-sentences | detect-language --per-sentence",
    ] {
        let records = records(pipe);
        assert!(records.len() > 60, "{pipe}");
        for record in records {
            assert_eq!(faults_of(&record), [""; 0], "{pipe}: {record}");
            seen.extend(keys(record.as_object().unwrap()));
            seen_in_metadata.extend(keys(record["metadata"].as_object().unwrap()));
        }
    }
    // What is written is in the schema, and of the fields also the reverse.
    assert_eq!(seen, fields);
    // A column of a table in an archive.
    assert!(seen_in_metadata.remove("own"));
    assert!(seen_in_metadata.is_subset(&in_metadata), "{seen_in_metadata:?}");
}

#[test]
fn what_is_no_record_is_a_fault() {
    let good = records("detect-language --spans | split-sentences").remove(0);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut record = good.clone();
        change(&mut record);
        faults_of(&record).len()
    };
    assert_eq!(changed(&|_| {}), 0);
    assert_eq!(changed(&|r| r["own"] = json!([1])), 0);
    assert_eq!(changed(&|r| r["metadata"]["own"] = json!(1)), 0);
    assert_eq!(changed(&|r| _ = r.as_object_mut().unwrap().remove("id")), 1);
    assert_eq!(changed(&|r| r["id"] = json!(1)), 1);
    assert_eq!(changed(&|r| r["lang_confidence"] = json!(1.5)), 1);
    assert_eq!(changed(&|r| r["lang_spans"][0]["end"] = json!(-1)), 1);
    assert_eq!(changed(&|r| r["lang_spans"][0]["own"] = json!(1)), 1);
    assert_eq!(changed(&|r| r["sentences"] = json!([1])), 1);
    assert_eq!(changed(&|r| r["sentence_spans"] = json!([[1]])), 1);
    assert_eq!(changed(&|r| r["metadata"]["line"] = json!("7")), 1);
}

#[test]
fn the_page_on_the_record_says_what_the_schema_says() {
    let (schema, page) = (schema(), fs::read_to_string(root().join("docs/record.md")).unwrap());
    let mut lines = 0;
    for pointer in ["/properties", "/properties/metadata/properties"] {
        for (name, rule) in schema.pointer(pointer).and_then(Value::as_object).unwrap() {
            let said = rule["description"].as_str().unwrap();
            let line = page.lines().find(|l| l.starts_with(&format!("| `{name}` |"))).unwrap_or_default();
            assert!(line.ends_with(&format!("| {said} |")), "docs/record.md has {line:?} for {name}: {said}");
            lines += 1;
        }
    }
    assert_eq!(page.lines().filter(|l| l.starts_with("| `")).count(), lines);
}
