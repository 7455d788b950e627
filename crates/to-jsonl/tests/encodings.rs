//! What the tool says of the files of `fixtures/encodings`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[test]
fn files_are_read_in_their_encodings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/encodings");
    let expected = std::fs::read_to_string(folder.join("expected.jsonl")).unwrap();
    let cases: Vec<Value> = expected.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() > 20);
    let files = cases.iter().map(|case| folder.join(case["file"].as_str().unwrap()));
    let tool = Command::new(env!("CARGO_BIN_EXE_to-jsonl"))
        .args(["--from", "text", "--title", "none"])
        .args(files)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&tool.stderr), "");
    let out = String::from_utf8(tool.stdout).unwrap();
    let records: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), cases.len());
    for (record, case) in records.iter().zip(&cases) {
        let found = (&record["metadata"]["encoding"], &record["text"]);
        assert_eq!(found, (&case["encoding"], &case["text"]), "{}", case["file"]);
    }
}
