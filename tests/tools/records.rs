use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use crate::run::{run, sh, shared, tool};

#[test]
fn untouched_bytes_stay() {
    let lines = "{\"text\":\"a\",\"n\":12345678901234567890123,\"e\":1E2,\"s\":\"\\ud800\\u00e9\",\"b\":1e999,\"text\":\"a\"}\n{ \"text\" : \"b\" }\n";
    assert_eq!(run("clean", lines.as_bytes()), (0, lines.into(), String::new()));
    let (code, out, _) = run("clean", b"\xef\xbb\xbf{\"text\":\"a\"}\r\n\n  \n{\"text\":\"b\"}");
    assert_eq!((code, out.as_str()), (0, "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"));
}

#[test]
fn bad_records_are_reported_with_their_place_and_kept_in_rejects() {
    let rejects = format!("{}/rejects", env!("CARGO_TARGET_TMPDIR"));
    let input = b"{\"text\":\"a\"}\nnonsense\r\n{\"x\":1}\n{\"text\":2}\n{\"text\":\"\xff\"}\n{\"text\":\"b\"}\n";
    let (code, out, err) = run(&format!("clean --rejects {rejects} --max-record 20"), input);
    assert_eq!((code, out.as_str()), (1, "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"));
    assert_eq!(
        err,
        "clean: stdin:2: not a JSON object at column 1: expected an object (skipped)\n\
         clean: stdin:3: field \"text\" is missing (skipped)\n\
         clean: stdin:4: field \"text\" is not a string (skipped)\n\
         clean: stdin:5: not valid UTF-8 at byte 10 (skipped)\n"
    );
    assert_eq!(fs::read(rejects).unwrap(), b"nonsense\r\n{\"x\":1}\n{\"text\":2}\n{\"text\":\"\xff\"}\n");
}

#[test]
fn stop_keep_and_max_errors() {
    let input = b"{\"text\":\" a\"}\nbad\n{\"text\":\"b\"}\nbad\n{\"text\":\"c\"}\n";
    for jobs in [1, 2, 8] {
        assert_eq!(run(&format!("clean -q -j{jobs} --on-error stop"), input).1, "{\"text\":\"a\"}\n");
        assert_eq!(
            run(&format!("clean -q -j{jobs} --on-error keep"), input).1,
            "{\"text\":\"a\"}\nbad\n{\"text\":\"b\"}\nbad\n{\"text\":\"c\"}\n"
        );
        assert_eq!(run(&format!("clean -q -j{jobs} --max-errors 1"), input).1, "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
        assert!(run(&format!("stats -q -j{jobs} --json --max-errors 1"), input).1.starts_with("{\"records\":2,"));
    }
}

#[test]
fn the_same_bytes_for_every_number_of_jobs() {
    let mut input = Vec::new();
    for n in 0..20_000 {
        let line = if n % 7 == 0 {
            format!("bad {n}\n")
        } else {
            format!("{{\"n\":{n},\"text\":\" {} \"}}\n", "word ".repeat(n % 40))
        };
        input.extend_from_slice(line.as_bytes());
    }
    let one = sh("clean -j1", &input);
    for jobs in [2, 8] {
        let more = sh(&format!("clean -j{jobs}"), &input);
        assert!(one.stdout == more.stdout && one.stderr == more.stderr, "{jobs}");
    }
    assert!(String::from_utf8(one.stderr).unwrap().ends_with("clean: in all 2,858 not-json (2,838 not shown)\n"));
}

#[test]
fn a_record_comes_out_while_the_input_stays_open() {
    let json = "{\"id\":\"1\",\"text\":\"a\"}\n";
    for (name, args, input, out) in [
        ("clean", &["-j1"][..], json, json),
        ("clean", &["-j2"], json, json),
        ("detect-language", &[], json, "{\"id\":\"1\",\"text\":\"a\",\"lang\":"),
        ("split-sentences", &[], json, "{\"id\":\"1\",\"text\":\"a\",\"sentences\":[\"a\"]}\n"),
        ("to-jsonl", &["--from", "jsonl"], json, "{\"id\":\"1\",\"text\":\"a\","),
        ("to-jsonl", &["--from", "csv"], "title,text\nA,\"b\nc\"\n", "{\"id\":\""),
        ("to-jsonl", &["--from", "json", "-j1"], "{\"text\":\n\"a\"}", "{\"text\":"),
    ] {
        let mut child =
            Command::new(tool(name)).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        // With the input still open this would wait for ever if the record were held back.
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with(out), "{name}: {line}");
        drop(stdin);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn exit_codes() {
    for (script, code) in [
        ("clean /dev/null", 0),
        ("clean no-such-file", 2),
        ("clean no-such-file /dev/null", 1),
        ("clean --no-such-flag", 2),
        ("clean . /dev/null", 1),
        ("clean --only nothing", 2),
        ("echo '{\"text\":\"a\"}' | clean > /dev/full", 2),
        ("clean --help > /dev/full", 2),
        (
            "yes '{\"text\":\"a\"}' | head -100000 | clean | head -1 > /dev/null; echo ${PIPESTATUS[2]} >&2; exit ${PIPESTATUS[2]}",
            0,
        ),
    ] {
        let (found, _, err) = run(script, b"");
        assert_eq!(found, code, "{script}: {err}");
        assert!(!err.contains("panicked"), "{script}: {err}");
    }
}

#[test]
fn files_in_place_and_compressed() {
    let dir = format!("{}/files", env!("CARGO_TARGET_TMPDIR"));
    let script = format!(
        "rm -rf {dir}; mkdir -p {dir}; cd {dir}; echo '{{\"text\":\" a\"}}' > a.jsonl; clean a.jsonl -o a.jsonl; cat a.jsonl
         for s in gz zst bz2 xz; do clean a.jsonl -o b.$s; clean b.$s; done; ls -A"
    );
    let (code, out, err) = run(&script, b"");
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "{\"text\":\"a\"}\n".repeat(5) + "a.jsonl\nb.bz2\nb.gz\nb.xz\nb.zst\n");
}

#[test]
fn every_case_of_the_json_test_suite() {
    let Some(folder) = shared("torture/JSONTestSuite/test_parsing") else { return };
    let files = fs::read_dir(folder).unwrap();
    let mut input = Vec::new();
    let (mut good, mut bad, mut line) = (Vec::new(), Vec::new(), 0);
    for file in files {
        let file = file.unwrap();
        let case = fs::read(file.path()).unwrap();
        let case = case.strip_suffix(b"\n").unwrap_or(&case);
        let name = file.file_name().into_string().unwrap();
        if case.contains(&b'\n') || name.starts_with("i_") {
            continue;
        }
        line += 1;
        let whole = [b"{\"text\":\"a\",\"x\":", case, b"}\n"].concat();
        if name.starts_with("y_") {
            good.extend_from_slice(&whole);
        } else {
            bad.push(line);
        }
        input.extend_from_slice(&whole);
    }
    let out = sh("clean --error-format json 2>&1 >/dev/null", &input);
    assert!(bad.len() > 150 && good.len() > 1000);
    assert!(!out.stdout.is_empty());
    let summary = sh("clean -q --summary /dev/stderr", &input);
    assert!(summary.stdout == good, "each y_ passes byte for byte");
    let rejects = sh("clean -q --rejects /dev/stderr >/dev/null", &input);
    let rejected = rejects.stderr.split(|&b| b == b'\n').filter(|l| !l.is_empty()).count();
    assert_eq!(rejected, bad.len(), "each n_ is a bad record");
}

#[test]
fn deep_nesting_and_long_lines() {
    let deep = format!("{{\"text\":\"a\",\"x\":{}{}}}\n", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(run("clean", deep.as_bytes()).1, deep);
    let input = [b"{\"text\":\"a\"}\n".to_vec(), vec![b'x'; 3_000_000], b"\n{\"text\":\"b\"}\n".to_vec()].concat();
    let (code, out, err) = run("clean --max-record 1MiB", &input);
    assert_eq!((code, out.as_str()), (1, "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"));
    assert_eq!(err, "clean: stdin:2: longer than --max-record (1 MiB) (skipped)\n");
}
