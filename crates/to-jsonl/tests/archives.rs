//! Archives through the tool itself.

// A helper of a test is a test.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

#[test]
fn members_are_inputs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/archives");
    for file in ["mixed.zip", "mixed.tar.gz"] {
        let read = |ending: &str| std::fs::read_to_string(folder.join(format!("{file}.{ending}"))).unwrap();
        for jobs in ["1", "4"] {
            let mut tool = Command::new(env!("CARGO_BIN_EXE_to-jsonl"));
            let output = tool.current_dir(&folder).args(["--jobs", jobs, file]).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stdout), read("jsonl"), "{file}");
            assert_eq!(String::from_utf8_lossy(&output.stderr), read("err"), "{file}");
            assert_eq!(output.status.code(), Some(1));
        }
    }
}
