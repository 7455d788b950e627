//! Each cleaning rule against its fixture.

use std::collections::BTreeSet;
use std::fs;

use crate::run::{root, run};
use serde_json::Value;

/// The names of all rules, as `clean` lists them.
fn rules() -> BTreeSet<String> {
    let (_, list, _) = run("clean --list-rules", b"");
    let lines = list.lines().filter(|l| l.starts_with("  o"));
    lines.map(|l| l.split_whitespace().nth(1).unwrap().to_owned()).collect()
}

#[test]
fn every_rule_has_a_fixture_and_keeps_it() {
    let fixtures = root().join("fixtures/clean");
    let files = fs::read_dir(&fixtures).unwrap().map(|f| f.unwrap().path());
    let named = files.filter(|f| f.extension().is_some_and(|e| e == "jsonl"));
    let named: BTreeSet<_> = named.map(|f| f.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(named, rules());
    for rule in &named {
        let cases = fs::read(fixtures.join(format!("{rule}.jsonl"))).unwrap();
        let (code, out, err) =
            run(&format!("clean --only {rule} --to got | clean --only {rule} -f got --to again"), &cases);
        assert_eq!((code, err.as_str()), (0, ""), "{rule}");
        assert!(out.lines().count() > 4, "{rule}");
        for line in out.lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            assert_eq!(case["got"], case["clean"], "{rule}: {}", case["case"]);
            assert_eq!(case["again"], case["clean"], "{rule}, twice: {}", case["case"]);
        }
    }
}

#[test]
fn rules_are_chosen_by_name() {
    let text = b"{\"text\":\"a  b&amp;c\"}\n";
    for (flags, out) in [
        ("", "a b&c"),
        ("--only entities", "a  b&c"),
        ("--only whitespace,entities", "a b&c"),
        ("--skip entities", "a b&amp;c"),
        ("--only whitespace --also entities --skip whitespace", "a  b&c"),
    ] {
        assert_eq!(run(&format!("clean {flags}"), text).1, format!("{{\"text\":\"{out}\"}}\n"), "{flags}");
    }
    let (_, list, _) = run("clean --only nfc --also ascii --list-rules", b"");
    let on: Vec<_> = list.lines().filter(|l| l.starts_with("  on")).collect();
    assert!(on.len() == 2 && on[0].contains("nfc") && on[1].contains("ascii"), "{list}");
}
