//! Files in `fixtures` and the records that they give.
//!
//! Beside each file stands its name with `.jsonl`, the records, and if something is reported, with
//! `.err`, the reports. `UPDATE_FIXTURES=1` writes both anew; then read what changed.

// A helper of a test may fail as a test does, and say what it leaves out.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What the tool writes and reports for a file.
fn run(format: &str, file: &str, jobs: &str) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_to-jsonl"));
    let output = command.args(["--from", format, "--jobs", jobs, file]).current_dir(root()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

fn check(format: &str) {
    let folder = format!("fixtures/{format}");
    let mut checked = 0;
    for entry in fs::read_dir(root().join(&folder)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".jsonl") || name.ends_with(".err") || name.ends_with(".md") {
            continue;
        }
        let file = format!("{folder}/{name}");
        let (records, reports) = run(format, &file, "1");
        assert_eq!(run(format, &file, "8"), (records.clone(), reports.clone()), "{file}");
        let (jsonl, err) = (root().join(format!("{file}.jsonl")), root().join(format!("{file}.err")));
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            fs::write(&jsonl, &records).unwrap();
            if !reports.is_empty() {
                fs::write(&err, &reports).unwrap();
            }
        }
        assert_eq!(records, fs::read_to_string(&jsonl).unwrap(), "{file}");
        assert_eq!(reports, fs::read_to_string(&err).unwrap_or_default(), "{file}");
        checked += 1;
    }
    assert!(checked > 0, "{folder} is empty");
}

/// The folder of shared data, if it is here.
fn shared(path: &str) -> Option<PathBuf> {
    let folder = root().join("../shared/data").join(path);
    let there = folder.exists();
    if !there {
        println!("skipped: {} is not here", folder.display());
    }
    there.then_some(folder)
}

/// How many records and reports the files in `folder` give whose names end so.
fn count(format: &str, folder: &Path, endings: &[&str]) -> (usize, usize) {
    let mut totals = (0, 0);
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|e| name.ends_with(e)) && !name.ends_with(".serde.json") {
                let (records, reports) = run(format, &name, "2");
                totals = (totals.0 + records.lines().count(), totals.1 + reports.lines().count());
            }
        }
    }
    totals
}

#[test]
fn feeds() {
    check("feed");
}

#[test]
fn feeds_of_other_suites() {
    if let Some(folder) = shared("feeds") {
        // Three files that are no feeds, and one that is cut off.
        assert_eq!(count("feed", &folder, &[".xml", ".rss", ".atom", ".json"]), (1474, 4));
    }
}

#[test]
fn sgml() {
    check("sgml");
}

#[test]
fn reuters() {
    if let Some(folder) = shared("raw/reuters21578") {
        assert_eq!(count("sgml", &folder, &[".sgm"]), (6370, 0));
    }
}

#[test]
fn mediawiki() {
    check("mediawiki");
}
