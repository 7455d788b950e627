//! docs/record.schema.json and its page are what the tools write.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use crate::examples::here_if;
use crate::faults::faults;
use crate::run::{root, run};

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("docs/record.schema.json")).unwrap()).unwrap()
}

/// What of a record is not as any that passes between the tools.
fn faults_of(record: &Value) -> Vec<String> {
    let schema = schema();
    let mut found = Vec::new();
    faults(&schema, &schema, record, "", &mut found);
    found
}

/// What of a record is not as `to-jsonl` makes it of all but JSON and tables.
fn faults_of_made(record: &Value) -> Vec<String> {
    let schema = schema();
    let mut found = faults_of(record);
    faults(&schema, &json!({"$ref": "#/$defs/made"}), record, "", &mut found);
    faults(&schema, &json!({"$ref": "#/$defs/metadata"}), &record["metadata"], "/metadata", &mut found);
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

/// Between them they write all fields that there are.
const PIPES: [&str; 7] = [
    "cat",
    "clean | detect-language | split-sentences",
    "clean --explain | detect-language --script --top 3 --spans | split-sentences --spans bytes --explain | stats --per-record",
    "split-sentences --paragraphs | stats --per-record",
    "split-sentences --spans utf16 --paragraphs",
    "split-sentences --explode --paragraphs --spans chars",
    "split-sentences | detect-language --per-sentence",
];

/// JSON lines of one's own: what the tools ask of them is a text.
const OWN: &str = r#"{"text":"One &amp; two. Dr. Smith said so.\n\nHe left."}
{"id":7,"text":"Der Bürgermeister sprach von einem großen Tag.","metadata":null,"title":null,"source":["a","b"],"created":2024}
{"text":"","metadata":{"line":"vii","status":"draft"}}
"#;

#[test]
fn records_are_what_the_schema_says() {
    let schema = schema();
    let (fields, in_metadata) = (names(&schema, "/properties"), names(&schema, "/$defs/metadata/properties"));
    assert_eq!(schema["required"], json!(["text"]));
    let (mut seen, mut seen_in_metadata) = (BTreeSet::new(), BTreeSet::new());
    for pipe in PIPES {
        let records = records(pipe);
        assert!(records.len() > 60, "{pipe}");
        for record in records {
            assert_eq!(faults_of_made(&record), [""; 0], "{pipe}: {record}");
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
fn records_of_ones_own_are_what_the_schema_says() {
    // The columns of this table have names that to-jsonl uses for something else in other formats.
    let table = "title,text,offset,status,n,cut\nA,One. Two.,x,draft,1,no\nB,,,,,\n";
    for pipe in PIPES {
        let (code, out, err) = run(pipe, OWN.as_bytes());
        assert_eq!((code, err.as_str()), (0, ""), "{pipe}");
        assert!(out.lines().count() >= 3, "{pipe}");
        let (_, tables, _) = run(&format!("to-jsonl --from csv --types n=number | {pipe}"), table.as_bytes());
        for line in out.lines().chain(tables.lines()) {
            assert_eq!(faults_of(&serde_json::from_str(line).unwrap()), [""; 0], "{pipe}: {line}");
        }
        let mut made = Vec::new();
        for line in tables.lines() {
            let schema = schema();
            faults(&schema, &json!({"$ref": "#/$defs/made"}), &serde_json::from_str(line).unwrap(), "", &mut made);
        }
        assert_eq!(made, [""; 0], "{pipe}");
    }
}

/// Reads the schema, lines that are all good, by `to-jsonl` or of one's own, and lines that are all bad.
const VALIDATOR: &str = r##"
import json, sys
from jsonschema import Draft202012Validator as Validator
schema = json.load(open("docs/record.schema.json"))
Validator.check_schema(schema)
record = Validator(schema)
made = Validator({**schema, "$ref": "#/$defs/made"})
metadata = Validator({"$ref": "#/$defs/metadata", "$defs": schema["$defs"]})
for line in sys.stdin:
    kind, line = line.split(" ", 1)
    value = json.loads(line)
    if kind == "own":
        assert record.is_valid(value), line
    elif kind == "made":
        assert made.is_valid(value) and metadata.is_valid(value["metadata"]), line
    elif kind == "not-made":
        assert record.is_valid(value) and not made.is_valid(value), line
    else:
        assert not record.is_valid(value) and not made.is_valid(value), line
"##;

/// Our reading of the schema in these tests is not the only one.
#[test]
fn a_validator_of_others_says_the_same() {
    if !here_if("python3 -c 'import jsonschema' 2> /dev/null", "jsonschema", "docs/record.schema.json") {
        return;
    }
    let mut lines = String::new();
    for pipe in PIPES {
        for record in records(pipe) {
            lines += &format!("made {record}\n");
        }
        for line in run(pipe, OWN.as_bytes()).1.lines() {
            lines += &format!("own {line}\n");
        }
    }
    for (kind, line) in [
        ("bad", r#"{"id":"1"}"#),
        ("bad", r#"{"text":null}"#),
        ("bad", r#"["text"]"#),
        ("bad", r#"{"text":"a","lang":7}"#),
        ("bad", r#"{"text":"a","lang_confidence":1.5}"#),
        ("bad", r#"{"text":"a","sentences":[1]}"#),
        ("bad", r#"{"text":"a","sentence_spans":[[1]]}"#),
        ("bad", r#"{"text":"a","lang_spans":[{"lang":"en"}]}"#),
        ("bad", r#"{"text":"a","clean_explain":{}}"#),
        ("bad", r#"{"text":"a","sentence":0}"#),
        ("not-made", r#"{"text":"a"}"#),
        ("not-made", r#"{"id":7,"source":"s","text":"a","metadata":{}}"#),
        ("not-made", r#"{"id":"7","source":"s","text":"a","metadata":null}"#),
        ("not-made", r#"{"id":"7","source":"s","title":null,"text":"a","metadata":{}}"#),
    ] {
        lines += &format!("{kind} {line}\n");
    }
    let (code, _, err) = run(&format!("python3 -c '{VALIDATOR}'"), lines.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""));
}

#[test]
fn what_is_no_record_is_a_fault() {
    let good = records("detect-language --spans | split-sentences").remove(0);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut record = good.clone();
        change(&mut record);
        faults_of(&record).len()
    };
    let changed_made = |change: &dyn Fn(&mut Value)| {
        let mut record = good.clone();
        change(&mut record);
        faults_of_made(&record).len()
    };
    assert_eq!(changed(&|_| {}), 0);
    assert_eq!(changed(&|r| r["own"] = json!([1])), 0);
    assert_eq!(changed(&|r| r["metadata"]["own"] = json!(1)), 0);
    for name in ["id", "source", "metadata"] {
        // A record of one's own need not have it, nor of a type.
        for change in
            [&|r: &mut Value| _ = r.as_object_mut().unwrap().remove(name), &|r: &mut Value| r[name] = json!(1)]
                as [&dyn Fn(&mut Value); 2]
        {
            assert_eq!(changed(change), 0, "{name}");
            assert!(changed_made(change) > 0, "{name}");
        }
    }
    assert_eq!(changed(&|r| _ = r.as_object_mut().unwrap().remove("text")), 1);
    assert_eq!(changed(&|r| r["text"] = json!(null)), 1);
    assert_eq!(changed(&|r| r["lang_confidence"] = json!(1.5)), 1);
    assert_eq!(changed(&|r| r["lang_spans"][0]["end"] = json!(-1)), 1);
    assert_eq!(changed(&|r| r["lang_spans"][0]["own"] = json!(1)), 1);
    assert_eq!(changed(&|r| r["sentences"] = json!([1])), 1);
    assert_eq!(changed(&|r| r["sentence_spans"] = json!([[1]])), 1);
    assert_eq!(changed_made(&|r| r["metadata"]["line"] = json!("7")), 1);
    assert_eq!(changed_made(&|r| r["metadata"]["line"] = json!(0)), 1);
}

#[test]
fn the_page_on_the_record_says_what_the_schema_says() {
    let (schema, page) = (schema(), fs::read_to_string(root().join("docs/record.md")).unwrap());
    let mut lines = 0;
    for pointer in ["/properties", "/$defs/metadata/properties"] {
        for (name, rule) in schema.pointer(pointer).and_then(Value::as_object).unwrap() {
            let said = rule["description"].as_str().unwrap();
            let line = page.lines().find(|l| l.starts_with(&format!("| `{name}` |"))).unwrap_or_default();
            assert!(line.ends_with(&format!("| {said} |")), "docs/record.md has {line:?} for {name}: {said}");
            lines += 1;
        }
    }
    assert_eq!(page.lines().filter(|l| l.starts_with("| `")).count(), lines);
}
