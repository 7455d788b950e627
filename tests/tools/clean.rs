//! Each cleaning rule against its fixture.

use std::collections::BTreeSet;
use std::fs;

use crate::run::{folder, root, run};
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

const DIRTY: &str = concat!(
    r#"{"id":1,"text":"Tom &amp;amp; Jerry  went\thome\u0000. The rest of this line is long and stays as it was, until here: &lt;ok&gt;."}"#,
    "\n",
    r#"{"text":"clean","n":1E2}"#,
    "\n",
    r#"{"text":" \n "}"#,
    "\n"
);

#[test]
fn what_the_rules_did_is_explained() {
    let (code, out, err) = run("clean --explain", DIRTY.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""));
    for (before, after) in DIRTY.lines().zip(out.lines()) {
        let (before, after): (Value, Value) =
            (serde_json::from_str(before).unwrap(), serde_json::from_str(after).unwrap());
        let [old, new] = [&before, &after].map(|v| v["text"].as_str().unwrap());
        let changes = after["clean_explain"].as_array().unwrap();
        assert_eq!(changes.is_empty(), old == new, "{after}");
        for change in changes {
            let span = |name: &str| {
                let [start, end] = [0, 1].map(|i| usize::try_from(change[name][i].as_u64().unwrap()).unwrap());
                start..end
            };
            let (from, to) = (&old[span("before")], &new[span("after")]);
            match change["rule"].as_str().unwrap() {
                "entities" => assert!(from.starts_with('&') && from.ends_with(';') && to.len() == 1, "{change}"),
                "controls" => assert_eq!((from, to), ("\0", "")),
                "whitespace" => assert!(from.trim().is_empty() && to.trim().is_empty(), "{change}"),
                other => panic!("{other}"),
            }
        }
    }
    assert!(out.lines().nth(1).unwrap().starts_with(r#"{"text":"clean","n":1E2,"clean_explain":[]"#));
}

#[test]
fn changes_are_shown_word_by_word() {
    let (code, out, err) = run("clean --diff", DIRTY.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""));
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(lines[0], "stdin:1:");
    assert_eq!(
        lines[1],
        "  Tom [-&amp;amp;-]{+&+} [-Jerry  went\u{2409}home\\u{0}.-]{+Jerry went home.+} The rest of this line is long and stays..."
    );
    assert!(lines[2].ends_with("until here: [-&lt;ok&gt;.-]{+<ok>.+}"), "{out}");
    assert_eq!(lines[3..], ["stdin:3:", "  [- \u{240a} -]"]);
    let (_, out, _) = run("clean --diff --color always", DIRTY.as_bytes());
    assert!(out.contains("\x1b[31m&amp;amp;\x1b[0m\x1b[32m&\x1b[0m"), "{out}");
}

#[test]
fn a_check_says_where_and_writes_no_records() {
    let (code, out, err) = run("clean --check", DIRTY.as_bytes());
    assert_eq!((code, out.as_str(), err.lines().count()), (1, "", 2), "{err}");
    assert!(
        err.starts_with(
            "clean: stdin:1: would be changed by entities (3 times, first on line 1 of the text, byte 5), "
        ),
        "{err}"
    );
    let (_, _, err) = run("clean --check --error-format github", DIRTY.as_bytes());
    assert!(err.starts_with("::error file=stdin,line=1,title=clean::would be changed by entities"), "{err}");
    let (code, out, err) = run("clean --check --summary /dev/stdout -q", DIRTY.as_bytes());
    assert!(
        code == 1 && err.is_empty() && out.contains(r#""bad":{}"#) && out.contains(r#""checks_failed":2"#),
        "{out}"
    );
    assert_eq!(run("clean --check --on-error stop", b"{\"text\":\"clean\"}\n"), (0, String::new(), String::new()));
    let (code, out, _) = run("clean --check --diff", DIRTY.as_bytes());
    assert!(code == 1 && out.starts_with("stdin:1:\n"), "{out}");
}

#[test]
fn empty_texts_can_be_dropped_and_work_is_counted() {
    let (code, out, _) = run("clean --drop-empty --summary /dev/stderr > /dev/null", DIRTY.as_bytes());
    assert_eq!((code, out.as_str()), (0, ""));
    let (_, _, err) = run("clean --drop-empty --summary /dev/stderr > /dev/null", DIRTY.as_bytes());
    let summary: Value = serde_json::from_str(&err).unwrap();
    assert_eq!(summary["records"]["out"], 2);
    assert_eq!(
        (&summary["rules_did"]["entities"]["changes"], &summary["rules_did"]["entities"]["records"]),
        (&3.into(), &1.into())
    );
    assert_eq!(summary["rules_did"]["whitespace"]["records"], 2);
}

#[test]
fn lines_that_recur_are_learnt_and_taken_out() {
    let dir = folder("boilerplate");
    let articles: String = (0..40)
        .map(|n| {
            serde_json::json!({ "text": format!("Story {n} begins.\n\nIt ends.\n\nFOLLOW THE DAILY ON PAPER") })
                .to_string()
                + "\n"
        })
        .collect();
    std::fs::write(format!("{dir}/articles.jsonl"), &articles).unwrap();
    let (code, out, err) = run(&format!("clean --learn-boilerplate {dir}/lines {dir}/articles.jsonl"), b"");
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    let list = std::fs::read_to_string(format!("{dir}/lines")).unwrap();
    assert!(list.contains("40\tFOLLOW THE DAILY ON PAPER\n"), "{list}");
    let (code, out, err) = run(&format!("clean --boilerplate {dir}/lines {dir}/articles.jsonl"), b"");
    assert_eq!((code, err.as_str(), out.lines().count()), (0, "", 40));
    assert!(!out.contains("FOLLOW") && out.contains("Story 39 begins."), "{out}");
    let (code, _, err) = run("clean --boilerplate nowhere", b"");
    assert!(code == 2 && err.contains("cannot read the list nowhere"), "{err}");
}

#[test]
fn presets_are_lists_of_rules() {
    let text = "{\"text\":\"caf\u{e9}  6\"}\n".as_bytes();
    assert_eq!(run("clean --preset ascii", text).1, "{\"text\":\"cafe 6\"}\n");
    assert_eq!(run("clean --preset ascii --skip ascii", text).1, "{\"text\":\"caf\u{e9} 6\"}\n");
    let (code, _, err) = run("clean --preset mine", text);
    assert!(code == 2 && err.contains("minimal, news, web, lm, ascii"), "{err}");
    let on = |preset: &str| {
        let (_, list, _) = run(&format!("clean --preset {preset} --list-rules"), b"");
        list.lines().filter(|l| l.starts_with("  on")).count()
    };
    assert!(on("minimal") < on("news") && on("news") <= on("web"));
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
