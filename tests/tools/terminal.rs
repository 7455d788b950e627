//! What people see on a terminal.

use std::fs;

use crate::examples::here;
use crate::run::{TOOLS, folder, run};

/// Runs a command on a terminal of 24 lines, waits for the first letters on it, and types what is left of the
/// arguments; then writes what was shown, and behind a line of dashes what the command ended with.
const TERMINAL: &str = r#"
import fcntl, os, pty, struct, sys, termios, time
child, master = pty.fork()
if child == 0:
    time.sleep(0.2)
    os.execvp("bash", ["bash", "-c", sys.argv[1]])
fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
shown, keys = b"", [key.encode() for key in sys.argv[2:]]
while True:
    try:
        got = os.read(master, 4096)
    except OSError:
        got = b""
    if not got:
        break
    shown += got
    if keys:
        os.write(master, keys.pop(0))
sys.stdout.buffer.write(shown)
print("---", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), sep="\n")
"#;

/// What `command` in the folder `dir` shows on a terminal on which `keys` is typed, and its code, or minus the
/// signal that ended it. Nothing where that cannot be had.
fn on_terminal(dir: &str, command: &str, keys: &str) -> Option<(String, i32)> {
    if !here("python3", "a terminal") {
        return None;
    }
    fs::write(format!("{dir}/terminal.py"), TERMINAL).unwrap();
    let (code, shown, err) = run(&format!("cd {dir}; export TERM=xterm; python3 terminal.py '{command}' {keys}"), b"");
    assert_eq!((code, err.as_str()), (0, ""), "{command}");
    let (shown, code) = shown.trim_end().rsplit_once("---\n").unwrap();
    Some((shown.replace("\r\n", "\n"), code.parse().unwrap()))
}

/// It is drawn over where it stands, and what a shell says next would stand in its midst.
#[test]
fn an_interrupted_run_leaves_no_bar() {
    let dir = folder("terminal-bar");
    run(&format!("mkfifo {dir}/fifo"), b"");
    for (to, files) in [("> /dev/null", "fifo\n"), ("-o out", "fifo\n"), ("--rejects bad > /dev/null", "fifo\n")] {
        // Nobody writes to the FIFO, and it does not end.
        let command = format!("exec 3<> fifo; exec clean --progress always fifo {to}");
        let Some((shown, ended)) = on_terminal(&dir, &command, "$'\\003'") else { return };
        assert!(shown.contains("records") && shown.ends_with("\r\x1b[K"), "{to}: {shown:?}");
        assert_eq!(ended, -2, "{to}");
        let (_, left, _) = run(&format!("rm {dir}/terminal.py; ls -A {dir}"), b"");
        assert_eq!(left, files, "{to}");
    }
}

#[test]
fn a_tool_that_has_nothing_to_read_says_how_it_is_called() {
    let dir = folder("terminal-help");
    for tool in TOOLS {
        let Some((shown, ended)) = on_terminal(&dir, &format!("NO_COLOR=1 {tool}"), "") else { return };
        assert_eq!(ended, 2, "{tool}");
        // A prompt has its line too.
        assert!(shown.lines().count() < 16 && shown.lines().all(|line| line.len() < 80), "{tool}: {shown}");
        let help = run(&format!("{tool} -h"), b"").1;
        // It may be wrapped.
        assert!(help.starts_with(&shown[..30]), "{tool}: {shown}");
        assert!(
            shown.contains(&format!("\nUsage: {tool} [OPTIONS] [FILE]...\n\nExamples:\n  {tool} ")),
            "{tool}: {shown}"
        );
        let examples: Vec<&str> = shown.lines().filter(|line| line.starts_with("  ")).collect();
        assert!(
            examples.len() == 3 && examples.iter().all(|line| help.contains(&format!("\n{line}"))),
            "{tool}: {shown}"
        );
        let more = format!("\n\n`{tool} -h` lists the options, `{tool} --help` explains them.\n");
        assert!(shown.ends_with(&more), "{tool}: {shown}");
    }
    // Under the name that it has.
    let prefixed = format!("ln -s $(command -v clean) {dir}/cd-clean; cd {dir}");
    run(&prefixed, b"");
    let Some((shown, _)) = on_terminal(&dir, "NO_COLOR=1 ./cd-clean", "") else { return };
    assert!(
        shown.contains("Usage: cd-clean ") && shown.contains("\n  cd-clean ") && shown.contains("`cd-clean -h`"),
        "{shown}"
    );
}
