//! Web archives through the tool itself.

// A helper of a test is a test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_to-jsonl")).current_dir(folder).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn fixtures_give_what_is_expected_of_them() {
    let folder = root().join("fixtures/warc");
    for file in ["pages.warc", "pages.arc", "broken.warc", "torn.warc.gz"] {
        let read = |ending: &str| std::fs::read_to_string(folder.join(format!("{file}.{ending}"))).unwrap_or_default();
        for jobs in ["1", "4"] {
            let output = run(&folder, &["--jobs", jobs, file]);
            assert_eq!(text(&output.stdout), read("jsonl"), "{file}");
            assert_eq!(text(&output.stderr), read("err"), "{file}");
            assert_eq!(output.status.code(), Some(i32::from(!output.stderr.is_empty())), "{file}");
        }
    }
}

/// What is longer than a record may be is told in the same words whether or not it comes in one piece.
#[test]
fn long_records_are_passed_over_or_reported() {
    let folder = root().join("fixtures/warc");
    let rejects = Path::new(env!("CARGO_TARGET_TMPDIR")).join("long.rejects");
    let summary = Path::new(env!("CARGO_TARGET_TMPDIR")).join("long.json");
    let [rejects, summary] = [&rejects, &summary].map(|p| p.to_str().unwrap());
    let output = run(&folder, &["--max-record", "250", "--rejects", rejects, "--summary", summary, "pages.warc"]);
    let told: Vec<_> = text(&output.stderr).lines().collect();
    let long =
        |at| format!("to-jsonl: pages.warc: the record at byte {at} is longer than --max-record (250 bytes) (skipped)");
    // As much of an answer as fits does not say that the last two are of no interest.
    assert_eq!(told, [490, 853, 1219, 1522].map(long));
    let facts: serde_json::Value = serde_json::from_slice(&std::fs::read(summary).unwrap()).unwrap();
    assert_eq!((&facts["passed_over"], &facts["records"]["in"]), (&2.into(), &6.into()));
    let whole = std::fs::read(folder.join("pages.warc")).unwrap();
    assert!(std::fs::read(rejects).unwrap().starts_with(&whole[490..800]));
}

/// A file, and how many records are made, passed over, and reported by kind.
type Expected = (&'static str, u64, u64, &'static [(&'static str, u64)]);

/// How many records of each sort other tools find (docs/formats/warc.md says how), what we make of
/// them, and how many bytes of text and reports there are.
#[test]
fn archives_of_others() {
    let folder = root().join("../shared/data/warc");
    if !folder.is_dir() {
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let expected: &[Expected] = &[
        ("resiliparse/tests/data/block-sized-records.warc", 0, 3, &[]),
        ("resiliparse/tests/data/block-sized-records.warc.gz", 0, 3, &[]),
        ("resiliparse/tests/data/block-sized-records.warc.lz4", 0, 3, &[]),
        ("resiliparse/tests/data/clipped.warc.gz", 0, 0, &[("unreadable", 1)]),
        ("resiliparse/tests/data/warcfile.warc", 16, 34, &[]),
        ("resiliparse/tests/data/warcfile.warc.gz", 16, 34, &[]),
        ("resiliparse/tests/data/warcfile.warc.lz4", 16, 34, &[]),
        ("warcio/test/data/bad.arc", 1, 0, &[("not-warc", 2)]),
        ("warcio/test/data/example-bad-non-chunked.warc.gz", 1, 5, &[]),
        ("warcio/test/data/example-bad.warc.gz.bad", 1, 5, &[]),
        ("warcio/test/data/example-digest.warc", 0, 4, &[]),
        ("warcio/test/data/example-iana.org-chunked.warc", 1, 2, &[]),
        ("warcio/test/data/example-resource.warc.gz", 1, 2, &[]),
        ("warcio/test/data/example-space-in-target-uri.warc.gz", 0, 2, &[]),
        ("warcio/test/data/example-space-in-url.arc", 1, 1, &[]),
        ("warcio/test/data/example-trunc.warc", 1, 3, &[("not-warc", 1)]),
        ("warcio/test/data/example-wget-bad-target-uri.warc.gz", 3, 3, &[]),
        ("warcio/test/data/example-wrong-chunks.warc.gz", 1, 1, &[]),
        ("warcio/test/data/example.arc", 1, 1, &[]),
        ("warcio/test/data/example.arc.gz", 1, 1, &[]),
        ("warcio/test/data/example.warc", 1, 5, &[]),
        ("warcio/test/data/example.warc.gz", 1, 5, &[]),
        ("warcio/test/data/post-test.warc.gz", 0, 6, &[]),
        ("whirlwind/whirlwind.warc", 1, 3, &[]),
        ("whirlwind/whirlwind.warc.gz", 1, 3, &[]),
        ("whirlwind/whirlwind.warc.wat", 0, 2, &[]),
        ("whirlwind/whirlwind.warc.wat.gz", 0, 2, &[]),
        ("whirlwind/whirlwind.warc.wet", 1, 1, &[]),
        ("whirlwind/whirlwind.warc.wet.gz", 1, 1, &[]),
    ];
    let summary = Path::new(env!("CARGO_TARGET_TMPDIR")).join("others.json");
    for (file, made, passed, bad) in expected {
        let output = run(&folder, &["--summary", summary.to_str().unwrap(), file]);
        let facts: serde_json::Value = serde_json::from_slice(&std::fs::read(&summary).unwrap()).unwrap();
        let kinds: BTreeMap<String, u64> = serde_json::from_value(facts["records"]["bad"].clone()).unwrap();
        let kinds: Vec<_> = kinds.iter().map(|(kind, n)| (kind.as_str(), *n)).collect();
        assert_eq!(facts["records"]["out"], *made, "{file}");
        assert_eq!(facts["passed_over"], *passed, "{file}");
        assert_eq!(kinds, *bad, "{file}: {}", text(&output.stderr));
    }
    // The same whatever it was compressed with.
    let of = |file: &str| {
        let output = run(&folder, &[file]);
        let records = text(&output.stdout).replace(file, "");
        assert!(output.status.success() && !records.is_empty());
        records
    };
    let plain = of("resiliparse/tests/data/warcfile.warc");
    assert_eq!(of("resiliparse/tests/data/warcfile.warc.gz"), plain);
    assert_eq!(of("resiliparse/tests/data/warcfile.warc.lz4"), plain);
}
