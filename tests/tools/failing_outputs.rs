//! Outputs that cannot be written: full disks, closed pipes, read-only folders, limits of the system.

use std::fs;

use crate::run::{folder, run, sh, skip};

/// Each tool over JSON lines, and what else writes in a way of its own.
pub(crate) const EACH: [&str; 8] = [
    "to-jsonl --from jsonl",
    "clean",
    "clean --diff",
    "detect-language",
    "split-sentences",
    "stats",
    "stats --per-record",
    "stats --html -",
];

/// Records that every tool has something to write about.
pub(crate) fn lines(n: usize) -> String {
    (0..n)
        .map(|n| format!("{{\"n\":{n},\"text\":\"The cat \\u0007sat on  the mat. It was a nice day {n}.\"}}\n"))
        .collect()
}

/// What the tool is called in reports.
fn name(tool: &str) -> &str {
    tool.split(' ').next().unwrap()
}

#[test]
fn a_full_disk_is_one_line_and_exit_code_2() {
    let input = lines(300) + "bad\n";
    for tool in EACH {
        for jobs in [1, 2] {
            for (to, called) in [
                ("> /dev/full", "standard output"),
                ("-o /dev/full", "/dev/full"),
                ("--summary /dev/full > /dev/null", "/dev/full"),
                ("--rejects /dev/full > /dev/null", "/dev/full"),
            ] {
                let (code, _, err) = run(&format!("{tool} -q -j{jobs} {to}"), input.as_bytes());
                let said = format!("{}: cannot write {called}: No space left on device\n", name(tool));
                assert_eq!((code, err), (2, said), "{tool} -j{jobs} {to}");
            }
        }
    }
    for other in ["stats --html /dev/full", "clean --learn-boilerplate /dev/full"] {
        let (code, _, err) = run(&format!("{other} > /dev/null"), lines(3).repeat(20).as_bytes());
        assert!(
            code == 2 && err.ends_with("cannot write /dev/full: No space left on device\n"),
            "{other}: {code} {err}"
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let dir = folder("a_reader_that_goes_away");
    // Far more than pipes hold.
    fs::write(format!("{dir}/in"), lines(5_000)).unwrap();
    for tool in EACH {
        for jobs in [1, 2] {
            for before in ["", "trap '' PIPE;"] {
                let script =
                    format!("{before} {tool} -j{jobs} {dir}/in | head -c 5 > /dev/null; echo ${{PIPESTATUS[0]}}");
                assert_eq!(run(&script, b""), (0, "0\n".into(), String::new()), "{tool} -j{jobs}");
            }
        }
    }
    // All of a pipe ends, and none of it says anything.
    let script = format!(
        "to-jsonl --from jsonl {dir}/in | clean | detect-language | split-sentences | head -1 > /dev/null; echo ${{PIPESTATUS[*]}}"
    );
    assert_eq!(run(&script, b""), (0, "0 0 0 0 0\n".into(), String::new()));
}

/// The system library opens /dev/null in place of what a shell has closed, so nothing fails; nor does a
/// file that is written get the number of standard output or error, and reports in the midst of it.
#[test]
fn what_is_closed_takes_no_file_and_ends_no_run() {
    let dir = folder("closed");
    let input = lines(3) + "bad\n";
    for tool in EACH {
        let whole = run(&format!("{tool} -q"), input.as_bytes()).1;
        for closed in [">&-", "2>&-", ">&- 2>&-", "2>&- --on-error stop"] {
            let script = format!("{tool} -j2 -o {dir}/out {closed}; echo $? >&2; cat {dir}/out");
            let (_, out, err) = run(&script, input.as_bytes());
            assert!(out == whole && err.ends_with("1\n"), "{tool} {closed}: {err}");
        }
        assert_eq!(run(&format!("{tool} >&-"), lines(3).as_bytes()), (0, String::new(), String::new()), "{tool}");
        let (code, _, err) = run(&format!("{tool} <&-"), b"");
        assert_eq!((code, err.as_str()), (0, ""), "{tool}");
    }
}

/// Runs `script` with $D, a folder that is read-only or has room for 64 kB, also for root.
fn in_folder(name: &str, options: &str, script: &str) -> Option<(i32, String, String)> {
    let dir = folder(name);
    let mount = format!("export D={dir}/d; mkdir -p $D; mount -t tmpfs -o {options} none $D");
    if sh(&format!("unshare -m bash -c '{mount}'"), b"").status.success() {
        return Some(run(&format!("unshare -m bash -c '{mount}; {script}'"), b""));
    }
    if options == "ro" && !sh("test $(id -u) = 0", b"").status.success() {
        return Some(run(&format!("export D={dir}; chmod a-w $D; {script}; chmod u+w $D"), b""));
    }
    skip("no file system can be mounted here");
    None
}

#[test]
fn read_only_folders() {
    let dir = folder("read-only-input");
    fs::write(format!("{dir}/in"), lines(3)).unwrap();
    for (flags, called) in [
        ("-o $D/out", "cannot write {D}/out: "),
        ("--output-dir $D", "cannot write to {D}: "),
        ("--output-dir $D/new", "cannot write to {D}/new: "),
        ("-o $D/out --shard-size 1MB", "cannot write {D}/out-00000: "),
        ("--rejects $D/bad", "cannot write {D}/bad: "),
        ("--summary $D/sum > /dev/null", "cannot write {D}/sum: "),
    ] {
        let script = format!("clean {dir}/in {flags}; echo $? $D; ls -A $D");
        let Some((_, out, err)) = in_folder("read-only", "ro", &script) else { return };
        let (code, place) = out.trim_end().split_once(' ').unwrap();
        let said = format!("clean: {}", called.replace("{D}", place));
        assert!(code == "2" && err.starts_with(&said) && err.lines().count() == 1, "{flags}: {out} {err}");
    }
}

#[test]
fn a_disk_that_becomes_full_leaves_no_half_of_a_file() {
    let dir = folder("full-disk-input");
    fs::write(format!("{dir}/in"), lines(20_000)).unwrap();
    for (flags, left) in [("-o $D/out", ""), ("--rejects $D/bad -f none", ""), ("--output-dir $D", ".copydesk\n")] {
        let script =
            format!("cd {dir}; clean -q in {flags} > /dev/null; echo $?; ls -A $D; find $D -type f -size +60k");
        let Some((_, out, err)) = in_folder("full-disk", "size=64k", &script) else { return };
        assert_eq!(out, format!("2\n{left}"), "{flags}: {err}");
        assert!(err.contains("No space left on device") && err.lines().count() == 1, "{flags}: {err}");
    }
}

#[test]
fn the_limit_of_a_file_s_size_is_an_error_as_others() {
    let dir = folder("file-size");
    fs::write(format!("{dir}/in"), lines(3_000)).unwrap();
    for tool in ["to-jsonl --from jsonl", "clean", "detect-language", "split-sentences", "stats --per-record"] {
        for (to, called) in [("-o out", "out"), ("> out; c=$?; rm out; (exit $c)", "standard output")] {
            let script = format!("cd {dir}; (ulimit -f 10; {tool} in {to}); echo $?; ls -A");
            let (_, out, err) = run(&script, b"");
            assert_eq!(out, "2\nin\n", "{tool} {to}: {err}");
            assert_eq!(err, format!("{}: cannot write {called}: File too large\n", name(tool)));
        }
    }
}

#[test]
fn few_open_files_are_enough_for_many() {
    let dir = folder("few-open-files");
    fs::create_dir(format!("{dir}/in")).unwrap();
    for n in 100..400 {
        fs::write(format!("{dir}/in/{n}.jsonl"), format!("{{\"text\":\"a {n}\"}}\n")).unwrap();
    }
    for run_of in ["clean -j4 in/*", "to-jsonl -j4 in", "split-sentences -j4 in/*"] {
        let script = format!("cd {dir}; ulimit -n 20; {run_of} | wc -l");
        assert_eq!(run(&script, b""), (0, "300\n".into(), String::new()), "{run_of}");
        let script = format!("cd {dir}; ulimit -n 30; rm -rf out; {run_of} --output-dir out; cat out/in/* | wc -l");
        assert_eq!(run(&script, b""), (0, "300\n".into(), String::new()), "{run_of} into a folder");
    }
    // Where they are not, what is missing is said, and no output is half there.
    let script =
        format!("cd {dir}; ulimit -n 7; rm -rf out; to-jsonl -j2 in --output-dir out; echo $?; find out -empty");
    let (_, out, err) = run(&script, b"");
    assert!(out.starts_with("2\n") && err.ends_with(": Too many open files\n"), "{out} {err}");
}
