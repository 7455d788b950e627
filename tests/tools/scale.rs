//! The script for one file of many: its result has its name only if nothing was lost.

use std::fs;
use std::path::Path;

use crate::run::{folder, run};

const SHARD: &str = "bash docs/scale/shard.sh";

/// What is in the folder `out` of `dir`.
fn names(dir: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(dir).join("out")).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_file_that_ends_too_early_is_not_done() {
    let dir = folder("scale_torn");
    let make = "yes '{\"text\":\"One sentence. And another.\"}' | head -20000 | gzip";
    let (code, _, err) =
        run(&format!("{make} > {dir}/a.gz; head -c 200 {dir}/a.gz > {dir}/b.gz; {SHARD} {dir}/b.gz {dir}/out"), b"");
    assert!(code == 2 && err.contains("not all of it could be read"), "{code} {err}");
    assert!(names(&dir).is_empty(), "{:?}", names(&dir));
    assert_eq!(run(&format!("{SHARD} {dir}/a.gz {dir}/out"), b""), (0, String::new(), String::new()));
    assert_eq!(names(&dir), ["a.gz"]);
}

#[test]
fn a_tool_that_is_killed_leaves_nothing_that_looks_complete() {
    for tool in ["clean", "detect-language", "split-sentences", "stats"] {
        let dir = folder("scale_killed");
        // It has written what would do for a complete output.
        let shim = format!("#!/bin/sh\nPATH=\"${{PATH#*:}}\" {tool} \"$@\"\nkill -9 $$\n");
        fs::create_dir(format!("{dir}/bin")).unwrap();
        fs::write(format!("{dir}/bin/{tool}"), shim).unwrap();
        let line = "{\"text\":\"One.\"}";
        let script = format!(
            "chmod +x {dir}/bin/*; echo '{line}' > {dir}/a.jsonl; PATH={dir}/bin:$PATH {SHARD} {dir}/a.jsonl {dir}/out"
        );
        let (code, _, err) = run(&script, b"");
        assert_eq!(code, 2, "{tool}: {err}");
        assert!(names(&dir).is_empty(), "{tool}: {:?}", names(&dir));
    }
}

#[test]
fn two_files_of_one_name_are_not_taken_for_each_other() {
    let dir = folder("scale_names");
    let make = format!("cd {dir}; mkdir x y; echo '{{\"text\":\"a\"}}' > x/a.jsonl; cp x/a.jsonl y");
    run(&make, b"");
    for (file, wanted) in [("x/a.jsonl", 0), ("x/a.jsonl", 0), ("y/a.jsonl", 2)] {
        let (code, _, err) = run(&format!("{SHARD} {dir}/{file} {dir}/out"), b"");
        assert!(code == wanted && err.is_empty() == (wanted == 0), "{file}: {code} {err}");
    }
}
