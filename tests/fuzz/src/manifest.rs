//! The list of what is complete in a folder of outputs.

use std::fs;
use std::path::PathBuf;

use copydesk_stream::batch::names::same;
use copydesk_stream::batch::{Batch, Maker};
use copydesk_stream::input::Input;

/// Resumes a run whose folder has `bytes` as its list: nothing outside of it is touched, what counts is written down
/// again, and that reads back the same.
pub fn check_manifest(bytes: &[u8]) {
    let folder = std::env::temp_dir().join(format!("copydesk-fuzz-{}", std::process::id()));
    let manifest = folder.join("out/.copydesk/manifest.jsonl");
    if fs::create_dir_all(folder.join("out/.copydesk")).is_err() || fs::write(&manifest, bytes).is_err() {
        return;
    }
    let beside = folder.join("beside.jsonl");
    fs::write(&beside, "{}\n").unwrap();
    let plan = || {
        let (resume, shard_size) = (true, None);
        let maker = Maker { tool: "clean".into(), version: "0.1.0".into(), arguments: "0".into() };
        let batch = Batch { folder: folder.join("out"), resume, shard_size, maker, name: |path| same(path) };
        let plan = batch.plan(vec![Input::file(beside.clone())], 1).map_err(|e| e.to_string()).unwrap();
        (plan.inputs.len(), plan.earlier, plan.said)
    };
    let first = plan();
    let once = fs::read_to_string(&manifest).unwrap();
    assert!(once.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{once}");
    let second = plan();
    assert_eq!((first.0, &first.1), (second.0, &second.1));
    assert_eq!(once, fs::read_to_string(&manifest).unwrap());
    let left: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(left.len() == 2 && beside.exists(), "{left:?}");
}
