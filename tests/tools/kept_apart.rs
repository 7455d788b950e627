//! What is written takes the place of what is read only where nothing is lost, and no two things are written
//! into one another.

use std::fs;

use crate::failing_outputs::EACH;
use crate::run::{folder, run};

const GOOD: &str = "{\"text\":\"a\\u00a0 b\"}\n{\"text\":\"c\"}\n{\"text\":\"d\"}\n";

/// Runs `script` in the folder `dir`, where `in` has the records `input`, and gives the code, what is on standard
/// error, and what is in `in` and in the folder afterwards.
fn over(dir: &str, input: &str, script: &str) -> (i32, String, String, String) {
    run(&format!("cd {dir} && rm -rf * .[!.]*"), b"");
    fs::write(format!("{dir}/in"), input).unwrap();
    let (code, _, err) = run(&format!("cd {dir}; {script}"), b"");
    let (_, names, _) = run(&format!("ls -A {dir}"), b"");
    (code, err, fs::read_to_string(format!("{dir}/in")).unwrap(), names)
}

#[test]
fn what_is_no_record_never_replaces_an_input() {
    let dir = folder("apart-answers");
    for (script, said) in [
        ("clean --check -o in in", "'--check' cannot be used with '--output <FILE>'"),
        ("clean --check -o out in", "'--check' cannot be used with '--output <FILE>'"),
        ("clean --learn-boilerplate l -o in in", "cannot be used with '--output <FILE>'"),
        ("clean --learn-boilerplate in in", "clean: --learn-boilerplate names an input, in\n"),
        ("clean --learn-boilerplate in < in", "clean: --learn-boilerplate names the file that is standard input\n"),
        ("clean --diff -o in in", "clean: --output names an input, in, in whose place there would be no records\n"),
        (
            "clean --list-rules -o in in",
            "clean: --output names an input, in, in whose place there would be no records\n",
        ),
        ("clean --diff -o ./in < in", "clean: --output names the file that is standard input, in whose place"),
        ("stats -o in in", "stats: --output names an input, in, in whose place there would be no records\n"),
        ("stats --html p --json -o in < in", "stats: --output names the file that is standard input, in whose"),
        ("stats --html in < in", "stats: --html names the file that is standard input\n"),
        ("stats --partial in -o in", "stats: --output names an input, in, in whose place there would be no records\n"),
    ] {
        let (code, err, left, names) = over(&dir, GOOD, script);
        assert!(code == 2 && err.contains(said), "{script}: {code} {err}");
        assert_eq!((left.as_str(), names.as_str()), (GOOD, "in\n"), "{script}");
    }
    // States become a state again, and a report of a state is none.
    let script = "stats --partial in -o s; cp s t; stats --merge --partial s t -o s && cp s t && stats --merge s -o s; \
        c=$?; cmp s t && rm s t; exit $c";
    let (code, err, _, names) = over(&dir, GOOD, script);
    assert!(code == 2 && err.contains("--output names an input, s, in whose place") && names == "in\n", "{code} {err}");
    // In other places they may be written.
    for script in ["clean --diff -o out in", "stats --json -o out in", "clean --learn-boilerplate out in"] {
        assert_eq!(over(&dir, GOOD, script), (0, String::new(), GOOD.into(), "in\nout\n".into()), "{script}");
    }
}

#[test]
fn a_run_that_is_not_complete_leaves_its_input_as_it_was() {
    let dir = folder("apart-incomplete");
    let bad = format!("{GOOD}bad\n{{\"text\":\"e\"}}\n");
    let whole = "{\"text\":\"a b\"}\n{\"text\":\"c\"}\n{\"text\":\"d\"}\n";
    let said = "in is left as it was, as not all of the run was done: write to another file";
    for script in [
        "clean -q --on-error stop -o in in",
        "clean -q --on-error stop -o in < in",
        "clean -q --on-error stop -o in - < in",
        "ln in hard; clean -q --on-error stop -o hard in; rm hard",
        "ln -s in link; clean -q --on-error stop -o link in; c=$?; rm link; (exit $c)",
        "clean -q --max-errors 0 -o in in",
        "clean -q --max-errors 10% -o in in",
        "clean -q -o in in gone",
        "split-sentences -q --on-error stop -o in in",
        "stats -q --per-record --max-errors 0 -o in in",
        "to-jsonl -q --from jsonl --max-errors 0 -o in in",
        "to-jsonl -q --from jsonl --max-errors 0 -o in .",
    ] {
        let (code, err, left, names) = over(&dir, &bad, script);
        assert_eq!((left.as_str(), names.as_str()), (bad.as_str(), "in\n"), "{script}: {err}");
        if !script.contains("hard") {
            assert_eq!(code, 1, "{script}: {err}");
            assert!(
                err.contains(&said.replace("in is", if script.contains("link") { "link is" } else { "in is" })),
                "{script}: {err}"
            );
        }
    }
    // Compressed input that is cut off.
    let script = "for n in $(seq 9999); do echo '{\"text\":\"'$n'\"}'; done | gzip > z; head -c 9000 z > y; cp y x; \
        clean -q -o y y; c=$?; cmp x y && rm x y z; exit $c";
    let (code, err, _, names) = over(&dir, GOOD, script);
    assert!(code == 1 && err.contains("y is left as it was"), "{code} {err}");
    assert_eq!(names, "in\n");
    // Bad records that would be left out and are in no other file.
    for script in ["clean -q -o in in", "clean -q -o in < in", "clean -q --max-errors 1 -o in in"] {
        let (code, err, left, names) = over(&dir, &bad, script);
        assert_eq!((code, left.as_str(), names.as_str()), (1, bad.as_str(), "in\n"), "{script}: {err}");
        assert!(err.contains("in is left as it was, as its bad records would be lost"), "{script}: {err}");
    }
    // What is asked for is complete, and so is a run that puts bad records aside or keeps them, or finds fault with good
    // ones; another file has what there is.
    let cleaned = format!("{whole}{{\"text\":\"e\"}}\n");
    for (script, end, text) in [
        ("clean -q --rejects r -o in in; c=$?; rm r; (exit $c)", 1, cleaned.clone()),
        ("clean -q -o out in; c=$?; mv out in; (exit $c)", 1, cleaned.clone()),
        ("clean -q --on-error keep -o in in; c=$?; grep -v bad in > out; mv out in; (exit $c)", 1, cleaned),
        ("clean -q --on-error stop -o out in; c=$?; mv out in; (exit $c)", 1, whole.into()),
    ] {
        assert_eq!(over(&dir, &bad, script), (end, String::new(), text, "in\n".into()), "{script}");
    }
    let (code, _, left, _) = over(&dir, GOOD, "detect-language -q --expect de -o in in");
    assert!(code == 1 && left.matches("\"lang\"").count() == 3, "{code} {left}");
    let (code, err, left, _) = over(&dir, &bad, "to-jsonl --from jsonl --limit 2 -o in in");
    assert_eq!((code, err.as_str(), left.lines().count()), (0, "", 2));
}

#[test]
fn reports_go_neither_over_standard_input_nor_among_the_records() {
    let dir = folder("apart-reports");
    let input = format!("{GOOD}bad\n");
    let mixed = "names standard output, where the";
    for tool in EACH {
        for flag in ["--rejects", "--summary"] {
            for (arguments, said) in [
                ("$F in < in > out", "names the file that is standard input"),
                ("$F ./in - < in > out", "names the file that is standard input"),
                ("$F - in > out", mixed),
                ("$F /dev/stdout in > out", mixed),
                ("$F /proc/self/fd/1 in > out", mixed),
                ("$F out in > out", mixed),
                ("$F out in >> out", mixed),
                ("$F - in | cat > out", mixed),
                ("$F /dev/stdout in -o - > out", mixed),
                ("$F out in -o /dev/stdout > out", mixed),
            ] {
                let script = format!("printf old > out; {tool} -q {}", arguments.replace("$F", flag));
                let (code, err, left, names) = over(&dir, &input, &script);
                assert!(
                    code == 2 && err.contains(&format!("{flag} {said}")) && err.lines().count() == 1,
                    "{script}: {code} {err}"
                );
                assert_eq!((left.as_str(), names.as_str()), (input.as_str(), "in\nout\n"), "{script}");
            }
        }
    }
    for script in [
        "clean -q --rejects /dev/null in > /dev/null",
        "clean -q --rejects - in > /dev/null",
        "clean -q --rejects - -o /dev/null in > out",
        "clean -q --rejects /dev/stderr in > out 2> bad",
        "clean -q --summary - -o out in > sum",
        "clean -q --summary - --rejects bad --output-dir all in > sum",
        "clean -q --check --summary - --rejects bad in > sum",
        "clean -q --learn-boilerplate - --rejects bad in > sum",
        "stats -q --summary - -o out in > sum",
    ] {
        let (code, err, left, _) = over(&dir, &input, script);
        assert_eq!((code, err.as_str(), left.as_str()), (1, "", input.as_str()), "{script}");
    }
    // Where a summary is on standard output, nothing else can be there.
    let (code, err, _, _) = over(&dir, &input, "clean -q -o out --rejects - --summary - in | cat");
    assert!(code == 2 && err.contains("--rejects and --summary name the same file"), "{code} {err}");
}

#[test]
fn a_shard_is_not_written_over_standard_input() {
    let dir = folder("apart-shard-stdin");
    for input in ["< in-00001", "- < in-00001", "in-00001"] {
        let script = format!(
            "cp in in-00001; clean --shard-size 20 -o ./in {input}; c=$?; cmp in in-00001; rm in-00001; exit $c"
        );
        let (code, err, _, names) = over(&dir, GOOD, &script);
        assert!(code == 2 && err.contains("a shard of --output would be written over the "), "{script}: {err}");
        assert_eq!((err.lines().count(), names.as_str()), (1, "in\n"), "{script}");
    }
}

#[test]
fn what_is_written_as_it_comes_is_not_read() {
    let dir = folder("apart-open");
    for tool in ["clean", "clean --diff", "stats", "to-jsonl --from jsonl"] {
        for (arguments, said) in [
            ("in >> in", "standard output names an input, in, which is written while it is read"),
            ("< in >> in", "standard output names the file that is standard input, which is written while it is read"),
            ("in -o - >> in", "standard output names an input, in, "),
            ("in -o /dev/fd/3 3>> in", "--output names an input, in, which is written while it is read"),
        ] {
            let (code, err, left, _) = over(&dir, GOOD, &format!("{tool} {arguments}"));
            assert!(code == 2 && err.contains(said) && left == GOOD, "{tool} {arguments}: {code} {err}");
        }
        // Nothing is left to be read, which is worth saying.
        let (code, err, ..) = over(&dir, GOOD, &format!("{tool} in > in"));
        assert!(code == 2 && err.contains("standard output names an input, in, "), "{tool}: {code} {err}");
    }
    let (code, err, left, _) = over(&dir, GOOD, "clean --check in >> in");
    assert!(code == 1 && err.contains("would be changed") && left == GOOD, "{err}");
}

#[test]
fn shards_are_files() {
    let dir = folder("apart-shards");
    for to in ["/dev/stdout", "/dev/stderr", "/dev/fd/1", "/proc/self/fd/1", "/dev/null", "fifo", "-"] {
        for end in ["> out", "| cat > out"] {
            let script = format!("mkfifo fifo; clean in --shard-size 1000 -o {to} {end}");
            let (code, err, _, names) = over(&dir, GOOD, &script);
            let said = "clean: --shard-size needs a file's name from --output, or --output-dir\n";
            assert_eq!((code, err.as_str(), names.as_str()), (2, said, "fifo\nin\nout\n"), "{script}");
        }
    }
    let (_, leaves, _) = run("ls /dev/stdout-* /dev/fd/*-0* 2> /dev/null", b"");
    assert!(leaves.is_empty(), "{leaves}");
}
