//! `detect-language`: what it writes, keeps and leaves out.

use crate::run::{run, sh, shared};
use serde_json::Value;

const ENGLISH: &str = "The boat leaves the harbour at seven every morning, and the children wait on the shore.";
const GERMAN: &str = "Das Schiff verlässt jeden Morgen um sieben Uhr den Hafen, und die Kinder warten am Ufer.";

fn record(text: &str) -> String {
    serde_json::json!({ "text": text }).to_string() + "\n"
}

fn one(flags: &str, line: &str) -> Value {
    let (code, out, err) = run(&format!("detect-language {flags}"), line.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""), "{flags}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn the_forms_of_a_language() {
    let traditional = "這艘船每天早上七點離開港口，孩子們在岸邊等著他們的父親回來。";
    for (flags, text, expected) in [
        ("", GERMAN, "de"),
        ("--code 639-3", GERMAN, "deu"),
        ("--code bcp47", GERMAN, "de"),
        ("--code name", GERMAN, "German"),
        ("", traditional, "zh"),
        ("--code bcp47", traditional, "zh-Hant"),
        ("--code 639-3", "12", "und"),
        ("--code name", "12", "Undetermined"),
    ] {
        assert_eq!(one(flags, &record(text))["lang"], expected, "{flags}");
    }
    let record = one("--script --to l", &record(traditional));
    assert_eq!((&record["l"], &record["l_script"]), (&Value::from("zh"), &Value::from("Hant")));
    assert_eq!(one("--script", &self::record("12"))["lang_script"], Value::Null);
}

#[test]
fn candidates() {
    let record = one("--top 3", &record(GERMAN));
    let candidates = record["lang_candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 3);
    assert_eq!((&candidates[0]["lang"], &candidates[0]["confidence"]), (&record["lang"], &record["lang_confidence"]));
    assert_eq!(one("--top 3", &self::record("12"))["lang_candidates"], Value::Array(Vec::new()));
}

#[test]
fn a_choice_and_a_least_confidence() {
    let boat = record("The boat leaves the harbour");
    assert_eq!(one("--languages de,deu,Dutch", &boat)["lang"], "nl");
    assert_eq!(one("--languages fi", &boat)["lang"], "fi");
    assert_eq!(one("--languages el", &boat)["lang"], "und");
    let unsure = one("--min-confidence 1", &boat);
    assert_eq!((&unsure["lang"], &unsure["lang_confidence"]), (&Value::from("und"), &Value::from(0)));
    assert_eq!(one("--min-confidence 0.5", &record(GERMAN))["lang"], "de");
}

#[test]
fn records_are_kept_and_dropped_by_language() {
    let input = [record(ENGLISH), record(GERMAN), record("12")].concat();
    for (flags, kept) in [
        ("--keep-lang en,und", "en und"),
        ("--drop-lang en,und", "de"),
        ("--keep-lang german", "de"),
        ("--keep-lang deu --code name", "German"),
        ("--keep-lang eng_Latn,cmn", "en"),
        ("--drop-lang zh-Hant", "en de und"),
    ] {
        let (code, out, err) = run(&format!("detect-language {flags}"), input.as_bytes());
        assert_eq!((code, err.as_str()), (0, ""));
        let langs: Vec<String> = out
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).unwrap()["lang"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(langs.join(" "), kept, "{flags}");
    }
}

#[test]
fn a_language_that_is_there_stays() {
    let there = "{\"lang\": \"deu\", \"text\":\"The boat leaves the harbour\"}\n";
    assert_eq!(run("detect-language --if-missing", there.as_bytes()).1, there);
    assert_eq!(run("detect-language --if-missing --keep-lang de", there.as_bytes()).1, there);
    assert_eq!(run("detect-language --if-missing --drop-lang de", there.as_bytes()).1, "");
    for missing in ["{\"text\":\"x\"}\n", "{\"lang\":\"\",\"text\":\"x\"}\n", "{\"lang\":null,\"text\":\"x\"}\n"] {
        assert!(
            run("detect-language --if-missing", missing.as_bytes()).1.contains("\"lang_confidence\":"),
            "{missing}"
        );
    }
    // What stays says how it is written elsewhere, and und is an answer.
    for (label, keep, kept) in
        [("EN-us", "en", true), ("arb_Arab", "ar", true), ("und", "und", true), ("und", "de", false)]
    {
        let line = format!("{{\"lang\":\"{label}\",\"text\":\"x\"}}\n");
        let out = run(&format!("detect-language --if-missing --keep-lang {keep}"), line.as_bytes()).1;
        assert_eq!(out, if kept { line } else { String::new() }, "{label} {keep}");
    }
    // One that is not known here is in no list.
    let other = "{\"lang\":\"ig\",\"text\":\"x\"}\n";
    assert_eq!(run("detect-language --if-missing --keep-lang en", other.as_bytes()).1, "");
    assert_eq!(run("detect-language --if-missing --drop-lang en", other.as_bytes()).1, other);
}

#[test]
fn what_is_not_expected_is_reported_and_passed() {
    let input = [record(ENGLISH), record(GERMAN)].concat();
    let (code, out, err) = run("detect-language --expect en", input.as_bytes());
    assert_eq!((code, out.lines().count()), (1, 2));
    assert_eq!(err, "detect-language: stdin:2: the language is de, which is not expected\n");
    let (code, out, err) = run("detect-language --expect en,de", input.as_bytes());
    assert_eq!((code, out.lines().count(), err.as_str()), (0, 2, ""));
    // What is too unsure is und, and that is expected only if it is named.
    assert_eq!(run("detect-language --min-confidence 1 --expect en", record(GERMAN).as_bytes()).0, 1);
    assert_eq!(run("detect-language --min-confidence 1 --expect en,und", record(GERMAN).as_bytes()).0, 0);
    let (_, _, err) = run("detect-language --expect en --error-format json", input.as_bytes());
    assert!(err.contains("\"kind\":\"check-failed\""), "{err}");
}

#[test]
fn spans() {
    let text = format!("{ENGLISH} Nobody knows why.\n{GERMAN} Niemand weiß, warum.");
    let record = one("--spans", &record(&text));
    let spans = record["lang_spans"].as_array().unwrap();
    let found: Vec<_> = spans
        .iter()
        .map(|s| (s["lang"].as_str().unwrap(), s["start"].as_u64().unwrap(), s["end"].as_u64().unwrap()))
        .collect();
    let cut = text.find("Das Schiff").unwrap() as u64;
    assert_eq!(found, [("en", 0, cut), ("de", cut, text.len() as u64)]);
    assert!(spans.iter().all(|s| s["confidence"].as_f64().unwrap() > 0.5));
    assert_eq!(one("--spans", &self::record(""))["lang_spans"], Value::Array(Vec::new()));
    // All that is written has the form and the name that were asked for.
    let record = one("--spans --top 2 --script --code name --to l", &self::record(&text));
    let names = |field: &str| -> Vec<String> {
        record[field].as_array().unwrap().iter().map(|item| item["lang"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("l_spans"), ["English", "German"]);
    assert_eq!(names("l_candidates").len(), 2);
    assert_eq!((&record["l_script"], record.get("lang")), (&Value::from("Latn"), None));
    assert_eq!(record["l"], names("l_candidates")[0].as_str());
}

#[test]
fn sentences_one_by_one() {
    let line = serde_json::json!({ "text": "x", "sentences": [ENGLISH, GERMAN, "\u{1}\"12\"", 7] }).to_string() + "\n";
    let record = one("--per-sentence", &line);
    let langs: Vec<_> =
        record["lang_sentences"].as_array().unwrap().iter().map(|s| s["lang"].as_str().unwrap()).collect();
    assert_eq!(langs, ["en", "de", "und", "und"]);
    // No sentences, none of them, or what is no array of them.
    assert!(one("--per-sentence", &self::record("x")).get("lang_sentences").is_none());
    assert_eq!(
        one("--per-sentence", "{\"text\":\"x\",\"sentences\":[]}\n")["lang_sentences"],
        Value::Array(Vec::new())
    );
    assert!(one("--per-sentence", "{\"text\":\"x\",\"sentences\":\"x\"}\n").get("lang_sentences").is_none());
}

#[test]
fn languages_are_listed() {
    let (code, out, _) = run("detect-language --list-languages", b"");
    assert_eq!((code, out.lines().count()), (0, 75));
    assert!(out.contains("nb  nob  Norwegian Bokmål\n"), "{out}");
}

#[test]
fn wrong_flags_are_told() {
    for (flags, said) in [
        ("--languages klingon", "not a language that is told; see --list-languages"),
        ("--languages und", "und is no language to choose"),
        ("--languages ''", "not a language that is told"),
        ("--keep-lang en,xx", "not a language that is told"),
        ("--expect no", "Norwegian is told as nb (Bokmål) and nn (Nynorsk)"),
        ("--code 639", "possible values: 639-1, 639-3, bcp47, name"),
        ("--min-confidence nan", "expected a number from 0 to 1"),
        ("--keep-lang en --drop-lang de", "cannot be used with"),
        ("--min-confidence 1.5", "expected a number from 0 to 1"),
        ("--top 0", "must be a whole number from 1 to 255"),
    ] {
        let (code, _, err) = run(&format!("detect-language {flags}"), b"");
        assert!(code == 2 && err.contains(said), "{flags}: {code} {err}");
    }
}

#[test]
fn one_worker_and_many_say_the_same() {
    if shared("languages/mixed_dev.jsonl").is_none() {
        return;
    }
    let flags = "--spans --top 2 --script ../shared/data/languages/mixed_dev.jsonl";
    let one = sh(&format!("detect-language -j1 {flags}"), b"").stdout;
    assert!(one.len() > 10_000 && one == sh(&format!("detect-language -j8 {flags}"), b"").stdout);
}
