//! Running the tool.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) fn fixture(name: &str) -> String {
    root().join("fixtures/stats").join(name).to_str().unwrap().to_owned()
}

/// An empty folder for one test.
pub(crate) fn folder(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stats").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder.to_str().unwrap().to_owned()
}

/// Exit code, standard output and standard error of a run on a screen of so many columns.
pub(crate) fn stats_on(columns: usize, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stats"));
    command.args(arguments).env("COLUMNS", columns.to_string()).stdin(std::process::Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The same, on 80 columns.
pub(crate) fn stats(arguments: &[&str]) -> (i32, String, String) {
    stats_on(80, arguments)
}

/// What a run that goes well writes.
pub(crate) fn answer(arguments: &[&str]) -> String {
    let (code, out, err) = stats(arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}
