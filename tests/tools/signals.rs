//! Signals in the midst of a run, and too little memory: nothing that is half done gets its name.

use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::failing_outputs::lines;
use crate::run::{folder, run, sh, tool};

/// What is in a folder, hidden files and those below included.
fn all_in(dir: &str) -> Vec<String> {
    let found = String::from_utf8(sh(&format!("cd {dir}; find . -type f"), b"").stdout).unwrap();
    let mut found: Vec<_> = found.lines().map(str::to_owned).collect();
    found.sort();
    found
}

/// Sends `signal` to a tool that has begun to write in `dir` and waits for more; `treated` is how it was
/// started: with `--default-signal` or `--ignore-signal`. Gives the signal that ended it, or its exit code.
fn in_the_midst(dir: &str, arguments: &[&str], treated: &str, signal: &str) -> (Option<i32>, Option<i32>) {
    let before = all_in(dir);
    let of = if signal == "KILL" { "TERM" } else { signal };
    let mut child = Command::new("env")
        .arg(format!("{treated}={of}"))
        .arg(tool("clean"))
        .args(arguments)
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines(100).as_bytes()).unwrap();
    let started = Instant::now();
    while all_in(dir) == before {
        assert!(started.elapsed() < Duration::from_secs(60), "nothing is written");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(sh(&format!("kill -s {signal} {}", child.id()), b"").status.success());
    if treated == "--ignore-signal" {
        drop(stdin);
        let status = child.wait().unwrap();
        return (status.signal(), status.code());
    }
    let status = child.wait().unwrap();
    (status.signal(), status.code())
}

#[test]
fn a_signal_leaves_nothing_half_done() {
    let dir = folder("signals");
    fs::write(format!("{dir}/old"), "old\n").unwrap();
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        for arguments in [
            &["-o", "new"][..],
            &["-o", "old", "--rejects", "bad"],
            &["-o", "new.gz", "--shard-size", "1000"],
            &["-j1", "--rejects", "bad"],
        ] {
            let ended = in_the_midst(&dir, arguments, "--default-signal", signal);
            assert_eq!(ended, (Some(number), None), "{signal} {arguments:?}");
            // Shards that were complete have their names.
            let left: Vec<_> = all_in(&dir).into_iter().filter(|name| !name.starts_with("./new-0")).collect();
            assert_eq!(left, ["./old"], "{signal} {arguments:?}");
            run(&format!("cd {dir}; rm -f new-*"), b"");
        }
        assert_eq!(fs::read_to_string(format!("{dir}/old")).unwrap(), "old\n");
    }
}

/// As under nohup, and of what runs in the background of a script.
#[test]
fn a_signal_that_was_ignored_before_stays_so() {
    let dir = folder("signals-ignored");
    for signal in ["INT", "TERM", "HUP"] {
        assert_eq!(in_the_midst(&dir, &["-o", "new"], "--ignore-signal", signal), (None, Some(0)), "{signal}");
        assert_eq!(fs::read_to_string(format!("{dir}/new")).unwrap().lines().count(), 100);
        fs::remove_file(format!("{dir}/new")).unwrap();
    }
}

#[test]
fn what_a_kill_leaves_is_no_output() {
    let dir = folder("signals-kill");
    assert_eq!(in_the_midst(&dir, &["-o", "new"], "--default-signal", "KILL").0, Some(9));
    let left = all_in(&dir);
    assert!(left.len() == 1 && left[0].starts_with("./.new.") && left[0].ends_with(".tmp"), "{left:?}");
}

#[test]
fn without_a_thread_to_be_had_it_says_so() {
    let input = lines(10);
    // Each thread asks for 2 MB of addresses at least.
    let (code, out, err) = run("ulimit -v 1500000; clean -j1000", input.as_bytes());
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.starts_with("clean: cannot start a thread: ") && err.lines().count() == 1, "{err}");
}

#[test]
fn a_record_that_does_not_fit_into_memory_is_reported_with_its_place() {
    let dir = folder("memory-record");
    let script = format!(
        "cd {dir}; (echo '{{\"text\":\" a\"}}'; head -c 1000000000 /dev/zero | tr '\\0' x) \
         | (ulimit -v 350000; clean -j1 --max-record 2GiB --summary sum); c=$?; grep -c '\"complete\":false' sum; exit $c"
    );
    let (code, out, err) = run(&script, b"");
    assert_eq!((code, out.as_str()), (1, "{\"text\":\"a\"}\n1\n"), "{err}");
    assert!(err.starts_with("clean: stdin:2: cannot read on: not enough memory for a record of more than "), "{err}");
    assert_eq!(err.lines().count(), 1);
}

#[test]
fn too_little_memory_is_exit_code_2_and_no_half_output() {
    let dir = folder("memory");
    fs::write(format!("{dir}/in"), format!("{{\"text\":\"{}\"}}\n", "It is a word. ".repeat(1_000_000))).unwrap();
    let mut failed = 0;
    for tool in ["to-jsonl --from jsonl", "clean", "detect-language", "split-sentences", "stats", "stats --per-record"]
    {
        for megabytes in [130, 140, 180, 220] {
            let script = format!(
                "cd {dir}; rm -rf out .out*; unset RUST_BACKTRACE; (ulimit -c 0; ulimit -v {megabytes}000; {tool} -j1 in -o out); \
                 echo $?; ls -A"
            );
            let (_, out, err) = run(&script, b"");
            let (code, there) = out.split_once('\n').unwrap();
            match code {
                "0" => assert_eq!((there, err.as_str()), ("in\nout\n", ""), "{tool} {megabytes}"),
                // The record could not be read.
                "1" => assert!(err.contains("not enough memory for a record"), "{tool} {megabytes}: {err}"),
                "2" => {
                    failed += 1;
                    let name = tool.split(' ').next().unwrap();
                    let said = format!("{name}: in:1: not enough memory for a record of 14000011 bytes: ");
                    assert!(err.starts_with(&said) && err.lines().count() == 1, "{tool} {megabytes}: {err}");
                    assert_eq!(there, "in\n", "{tool} {megabytes}");
                }
                other => panic!("{tool} with {megabytes} MB: {other} {err}"),
            }
        }
    }
    assert!(failed > 0);
}

#[test]
fn a_long_record_that_there_is_memory_for_is_worked_on() {
    let dir = folder("memory-enough");
    fs::write(format!("{dir}/in"), format!("{{\"text\":\"{}\"}}\n", "It is a word. ".repeat(1_000_000))).unwrap();
    for tool in ["to-jsonl --from jsonl", "clean", "detect-language", "split-sentences", "stats --per-record", "stats"]
    {
        let script = format!("cd {dir}; ulimit -v 600000; {tool} -j1 in | wc -l");
        let (code, out, err) = run(&script, b"");
        assert!(code == 0 && err.is_empty() && out != "0\n", "{tool}: {code} {err}");
    }
}
