//! Every file of the folders of torture through every tool, in every way in which it could get there.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::{folder, root, run, sh, shared};

/// All that `--from` can be, and nothing, which is a guess by the name.
const FROM: [&str; 14] = [
    "",
    "--from text",
    "--from lines",
    "--from paragraphs",
    "--from csv --no-header --map text=column_1",
    "--from tsv --no-header --map text=column_1",
    "--from json",
    "--from jsonl",
    "--from feed",
    "--from sgml",
    "--from mediawiki",
    "--from parquet",
    "--from html",
    "--from warc",
];

/// How the others are called, and whether each good record comes out once.
const OTHERS: [(&str, bool); 13] = [
    ("clean", true),
    ("clean --preset web --explain", true),
    ("clean --preset lm --drop-empty", false),
    ("clean --diff", false),
    ("clean --check", false),
    ("detect-language", true),
    ("detect-language --spans", true),
    ("split-sentences", true),
    ("split-sentences --explain", true),
    ("split-sentences --explode", false),
    ("stats --per-record", true),
    ("stats --json", false),
    ("stats --csv --group-by source", false),
];

/// The files in `folder` and below it, by name.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Runs a tool and holds the end against what is documented. Gives what it wrote.
fn ends_well(command: &str, input: &[u8], dir: &str, once: bool) -> Vec<u8> {
    let summary = format!("{dir}/summary");
    let _ = fs::remove_file(&summary);
    // A run that does not end would be killed, with 124.
    let output = sh(&format!("timeout 300 {command} --summary {summary}"), input);
    let err = String::from_utf8(output.stderr).unwrap();
    let code = output.status.code();
    let none = code == Some(2) && err.ends_with(": no input could be read\n");
    assert!(none || matches!(code, Some(0 | 1)), "{command}: {code:?} {err}");
    assert!(!err.contains("internal") && !err.contains("panicked"), "{command}: {err}");
    // What is told of a file is a line each, and nothing in it commands a terminal.
    assert!(
        !err.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}' || c == '\u{fffe}'),
        "{command}: {err}"
    );
    assert_eq!(code != Some(0), !err.is_empty(), "{command}: {err}");
    if none {
        assert!(output.stdout.is_empty(), "{command}");
        return Vec::new();
    }
    let summary: Value = serde_json::from_slice(&fs::read(summary).unwrap()).unwrap();
    let count = |at: &str| summary.pointer(at).and_then(Value::as_u64).unwrap();
    let bad = summary["records"]["bad"].as_object().unwrap();
    let of_records: u64 = bad.iter().filter(|(kind, _)| *kind != "unreadable").map(|(_, n)| n.as_u64().unwrap()).sum();
    if once {
        assert_eq!(count("/records/in"), count("/records/out") + of_records, "{command}: {summary}");
        assert_eq!(output.stdout.len() as u64, count("/bytes/out"), "{command}");
    }
    let torn = bad.contains_key("unreadable") || bad.contains_key("torn-record");
    assert_eq!(summary["complete"], !torn, "{command}: {summary}");
    output.stdout
}

/// Whether `out` is records and nothing else, and how many.
fn records(out: &[u8], command: &str) -> usize {
    let text = std::str::from_utf8(out).unwrap_or_else(|e| panic!("{command}: {e}"));
    assert!(text.is_empty() || text.ends_with('\n'), "{command}");
    for line in text.split_terminator('\n') {
        // Numbers may be as large as they like, and a surrogate alone is JSON: both are not of serde_json.
        assert!(line.starts_with('{') && line.ends_with('}'), "{command}: {line}");
    }
    text.split_terminator('\n').count()
}

/// At most so many of the records that a format makes go to the other tools: the Unicode tests have tens of
/// thousands of lines, which are one record too where a file is one.
const MOST: usize = 1_000;

/// All records of `out`, or as many of them as that, from all over it.
fn some(out: &[u8]) -> Vec<&[u8]> {
    let lines: Vec<_> = out.split_inclusive(|b| *b == b'\n').collect();
    lines.iter().step_by(lines.len().div_ceil(MOST).max(1)).copied().collect()
}

/// The id of a record that we made, which is the same for the same article by another format.
fn id(line: &[u8]) -> Option<&[u8]> {
    let line = line.strip_prefix(b"{\"id\":\"")?;
    line.get(..32)
}

/// `jobs`: whether what the others write is held against what they write with one job.
fn through_all_tools(name: &str, files: &[PathBuf], jobs: bool) {
    let dir = folder(name);
    let list: Vec<_> = files.iter().map(|path| format!("'{}'", path.display())).collect();
    let list = list.join(" ");
    // As they are, as JSON lines.
    for (tool, once) in OTHERS {
        ends_well(&format!("{tool} {list}"), b"", &dir, once);
    }
    let (mut made, mut seen) = (Vec::new(), HashSet::new());
    for from in FROM {
        let command = format!("to-jsonl {from} {list}");
        let out = ends_well(&command, b"", &dir, true);
        for line in out.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
            // What we make is read by anybody, unless JSON was passed through.
            if !from.contains("json") && !from.is_empty() {
                serde_json::from_slice::<Value>(line).unwrap_or_else(|e| panic!("{command}: {e}"));
            }
        }
        records(&out, &command);
        let one = sh(&format!("to-jsonl -q -j1 {from} {list}"), b"");
        assert!(one.stdout == out, "{from} with one job");
        // Each as standard input.
        if !matches!(from, "--from parquet") {
            let bytes: Vec<u8> = files.iter().flat_map(|path| fs::read(path).unwrap()).collect();
            ends_well(&format!("to-jsonl {}", if from.is_empty() { "-" } else { from }), &bytes, &dir, true);
        }
        let new = some(&out).into_iter().filter(|line| id(line).is_none_or(|id| seen.insert(id.to_vec())));
        made.extend(new.flatten());
    }
    assert!(records(&made, name) > files.len());
    for (tool, once) in OTHERS {
        let out = ends_well(tool, &made, &dir, once);
        if once {
            records(&out, tool);
        }
        if once && jobs {
            let one = sh(&format!("{tool} -q -j1"), &made);
            assert!(one.stdout == out, "{tool} with one job");
        }
    }
}

#[test]
fn our_own_torture_goes_through_every_tool() {
    let mut all = Vec::new();
    files(&root().join("fixtures/torture"), &mut all);
    assert!(all.len() > 25);
    through_all_tools("own-torture", &all, true);
}

#[test]
fn every_file_of_the_torture_folder_goes_through_every_tool() {
    let Some(torture) = shared("torture") else { return };
    let mut all = Vec::new();
    files(&torture, &mut all);
    assert!(all.len() > 350);
    through_all_tools("shared-torture", &all, false);
}

/// One at a time too, so that one that fails does not hide behind another.
#[test]
fn each_of_our_own_torture_ends_alone() {
    let mut all = Vec::new();
    files(&root().join("fixtures/torture"), &mut all);
    for path in all {
        for tool in ["to-jsonl", "clean", "detect-language", "split-sentences", "stats"] {
            let (code, _, err) = run(&format!("{tool} -q '{}' | cat", path.display()), b"");
            // 2 where it is the only input and cannot be read at all.
            assert!(code < 2 || err.ends_with("no input could be read\n"), "{tool} {}: {code} {err}", path.display());
        }
    }
}
