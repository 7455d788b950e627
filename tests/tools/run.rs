//! Running a line of shell with the tools on its PATH.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

/// The tools, in the order in which they stand in a pipe. A test holds this against the list of the suite.
pub(crate) const TOOLS: [&str; 5] = ["to-jsonl", "clean", "detect-language", "split-sentences", "stats"];

/// A folder with the program under the name of each tool, and of what installs them.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tools");
    fs::create_dir_all(&folder).unwrap();
    for name in TOOLS.into_iter().chain(["copydesk-suite"]) {
        let link = folder.join(name);
        // Tests of other processes may do the same at the same time.
        let mine = folder.join(format!("{name}.{}", std::process::id()));
        let _ = fs::remove_file(&mine);
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_copydesk-all"), &mine).unwrap();
        fs::rename(&mine, &link).unwrap();
    }
    folder
});

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// `path` in the folder of real data beside the workspace. Where it is not there, as in a clone
/// alone, it says so.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = root().join("../shared/data").join(path);
    if path.exists() {
        return Some(path);
    }
    skip("../shared is not here");
    None
}

/// Says which test is skipped and why, also when the test's own output is not shown.
pub(crate) fn skip(why: &str) {
    let thread = std::thread::current();
    let _ = writeln!(std::io::stderr(), "{}: skipped, as {why}", thread.name().unwrap_or("a test"));
}

/// An empty folder for one test.
pub(crate) fn folder(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder.to_str().unwrap().to_owned()
}

/// The path of a tool.
pub(crate) fn tool(name: &str) -> PathBuf {
    FOLDER.join(name)
}

/// Runs `script` in bash under `pipefail` at the workspace's root, with `input` on its stdin.
pub(crate) fn sh(script: &str, input: &[u8]) -> Output {
    let path = format!("{}:{}", FOLDER.display(), std::env::var("PATH").unwrap());
    let mut child = Command::new("bash")
        .args(["-o", "pipefail", "-c", script])
        .current_dir(root())
        .env("PATH", path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The script may end without reading it all.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Exit code, stdout and stderr of `script`.
pub(crate) fn run(script: &str, input: &[u8]) -> (i32, String, String) {
    let output = sh(script, input);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}
