//! Inputs that vanish, shrink, cannot be read or are no files, and very many of them.

use std::fs;

use serde_json::Value;

use crate::failing_outputs::lines;
use crate::run::{folder, run, sh, skip};

/// The tools over JSON lines, silent but for reports.
const TOOLS: [&str; 5] = ["to-jsonl --from jsonl", "clean", "detect-language", "split-sentences", "stats"];

fn complete(summary: &str) -> (bool, u64) {
    let facts: Value = serde_json::from_str(&fs::read_to_string(summary).unwrap()).unwrap();
    let unreadable = facts.pointer("/records/bad/unreadable").and_then(Value::as_u64);
    (facts["complete"].as_bool().unwrap(), unreadable.unwrap_or(0))
}

#[test]
fn a_summary_is_complete_only_if_all_was_read() {
    let dir = folder("complete");
    fs::write(format!("{dir}/in"), lines(2_000)).unwrap();
    run(
        &format!("cd {dir}; gzip -k in; head -c 3000 in.gz > torn.gz; head -c 70 in > cut; (cat in; echo bad) > bad"),
        b"",
    );
    let sum = format!("{dir}/sum");
    for tool in TOOLS {
        for (files, code, whole) in [
            ("in in.gz", 0, true),
            // A bad record was read.
            ("bad", 1, true),
            ("nowhere in", 1, false),
            ("in .", if tool.starts_with("to-jsonl") { 2 } else { 1 }, false),
            ("torn.gz", 1, false),
            ("in torn.gz", 1, false),
            ("--on-error stop bad in", 1, false),
        ] {
            if code == 2 {
                continue;
            }
            let (found, _, err) = run(&format!("cd {dir}; {tool} {files} --summary sum > /dev/null"), b"");
            assert_eq!(found, code, "{tool} {files}: {err}");
            assert_eq!(complete(&sum).0, whole, "{tool} {files}: {err}");
        }
    }
    let torn = b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 99\r\n\r\nabc";
    assert_eq!(run(&format!("to-jsonl --from warc --summary {sum}"), torn).0, 1);
    assert!(!complete(&sum).0);
    // Also of earlier runs.
    let resumed = format!("cd {dir}; clean -q torn.gz --output-dir out --resume --summary sum");
    for _ in 0..2 {
        assert_eq!(run(&resumed, b"").0, 1);
        assert_eq!(complete(&sum), (false, 1));
    }
}

#[test]
fn a_file_that_is_cut_off_in_its_head_was_read_as_far_as_it_goes() {
    let dir = folder("head");
    fs::write(format!("{dir}/in"), lines(100)).unwrap();
    run(&format!("cd {dir}; gzip -k in; head -c 15 in.gz > torn.gz"), b"");
    for tool in TOOLS {
        let (code, _, err) = run(&format!("cd {dir}; {tool} torn.gz"), b"");
        assert_eq!((code, err.lines().count()), (1, 1), "{tool}: {err}");
        assert!(err.contains(": torn.gz: cannot read on: the compressed data ends too early"), "{tool}: {err}");
    }
}

#[test]
fn a_file_that_shrinks_while_it_is_read_loses_nothing_in_silence() {
    let dir = folder("shrinks");
    for tool in ["to-jsonl --from jsonl", "clean", "split-sentences"] {
        fs::write(format!("{dir}/in"), lines(60_000)).unwrap();
        let half = fs::metadata(format!("{dir}/in")).unwrap().len() / 2 + 10;
        // The pipe is full long before the middle of the file is read.
        let script = format!("cd {dir}; {tool} -j2 in | (head -1 > /dev/null; truncate -s {half} in; cat > out)");
        let (code, _, err) = run(&script, b"");
        assert!(code == 1 && err.contains(": in:") && err.contains("not a JSON object"), "{tool}: {code} {err}");
        assert!(fs::read_to_string(format!("{dir}/out")).unwrap().ends_with("}\n"), "{tool}");
        // One that is removed can be read to its end.
        let script = format!("cd {dir}; {tool} -j2 in -q | (head -1 > /dev/null; rm in; cat > out)");
        let count = fs::read_to_string(format!("{dir}/in")).unwrap().lines().count();
        assert_eq!(run(&script, b"").0, 1, "{tool}");
        assert!(fs::read_to_string(format!("{dir}/out")).unwrap().lines().count() + 20 > count - 1_000, "{tool}");
    }
}

#[test]
fn files_that_vanish_are_reported() {
    let dir = folder("vanish");
    fs::create_dir(format!("{dir}/in")).unwrap();
    let text = "A line of text. ".repeat(500);
    for n in 1_000..3_000 {
        fs::write(format!("{dir}/in/{n}.txt"), &text).unwrap();
    }
    let script = format!("cd {dir}; to-jsonl --summary sum in | (head -1 > /dev/null; rm -r in; cat > out)");
    let (code, _, err) = run(&script, b"");
    let out = fs::read_to_string(format!("{dir}/out")).unwrap();
    assert!(code == 1 && err.contains("No such file or directory"), "{code} {err}");
    assert!(out.lines().all(|line| line.ends_with('}')));
    assert!(!complete(&format!("{dir}/sum")).0);
}

#[test]
fn what_is_no_file_or_cannot_be_read_is_reported_and_the_rest_is_done() {
    let dir = folder("odd-inputs");
    fs::write(format!("{dir}/good"), lines(3)).unwrap();
    run(
        &format!(
            "cd {dir}; ln -s nowhere dangling; ln -s loop loop; mkdir empty; mkfifo fifo; touch closed; chmod 0 closed"
        ),
        b"",
    );
    let long = "n".repeat(300);
    let mut odd = vec![
        ("dangling", "No such file or directory"),
        ("loop", "Too many levels of symbolic links"),
        ("empty", "folder"),
        (long.as_str(), "File name too long"),
        // It opens, and fails when it is read.
        ("/proc/self/mem", "Input/output error"),
    ];
    if fs::File::open(format!("{dir}/closed")).is_err() {
        odd.push(("closed", "Permission denied"));
    } else {
        skip("root can read a file without permissions (that part alone)");
    }
    if !std::path::Path::new("/proc/self/mem").exists() {
        odd.retain(|(file, _)| !file.starts_with("/proc"));
    }
    for tool in TOOLS {
        for (file, why) in &odd {
            let (code, out, err) = run(&format!("cd {dir}; {tool} {file} good"), b"");
            assert!(code == 1 && !out.is_empty(), "{tool} {file}: {code} {err}");
            assert!(err.contains(why) && err.lines().count() == 1, "{tool} {file}: {err}");
            let (code, _, err) = run(&format!("cd {dir}; {tool} {file}"), b"");
            assert!(code == 2 && err.ends_with(": no input could be read\n"), "{tool} {file}: {code} {err}");
            assert_eq!(err.lines().count(), 2, "{tool} {file}: {err}");
        }
        let (code, out, err) = run(&format!("cd {dir}; (cat good > fifo) & {tool} fifo"), b"");
        assert!(code == 0 && !out.is_empty() && err.is_empty(), "{tool}: {code} {err}");
    }
    // In a folder, nobody may ever write to a FIFO.
    let (code, _, err) = run(&format!("cd {dir}; rm loop dangling closed; timeout 60 to-jsonl --from jsonl ."), b"");
    assert!(code == 1 && err.contains("it is no regular file"), "{code} {err}");
}

#[test]
fn ten_thousand_files() {
    let dir = folder("ten-thousand");
    fs::create_dir(format!("{dir}/in")).unwrap();
    for n in 0..10_000 {
        fs::write(format!("{dir}/in/{n:05}.txt"), format!("Text {n} stands here.\n")).unwrap();
    }
    let named = sh(&format!("cd {dir}; to-jsonl in/*"), b"");
    let walked = sh(&format!("cd {dir}; to-jsonl in --summary sum"), b"");
    assert!(named.stdout == walked.stdout && named.stderr.is_empty() && walked.stderr.is_empty());
    let text = String::from_utf8(named.stdout).unwrap();
    assert_eq!(text.lines().count(), 10_000);
    assert!(text.lines().enumerate().all(|(n, line)| line.contains(&format!("\"source\":\"in/{n:05}.txt\""))));
    assert_eq!(complete(&format!("{dir}/sum")), (true, 0));
    let (code, out, err) =
        run(&format!("cd {dir}; to-jsonl in --output-dir out; find out -name '*.jsonl' | wc -l"), b"");
    // One of them is the manifest.
    assert_eq!((code, out.as_str(), err.as_str()), (0, "10001\n", ""));
}
