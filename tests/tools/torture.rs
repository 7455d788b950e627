//! Input that breaks others: hard JSON, huge lines, odd files.

use std::fs;

use crate::run::{folder, run, sh};

#[test]
fn json_that_others_rewrite_passes_byte_for_byte() {
    let forty = "1".repeat(40);
    for other in [
        r#""\ud800":1"#,
        r#""\udc00\ud800":"\udfff""#,
        r#""n":1e999,"m":-1E+999"#,
        &format!("\"n\":{forty},\"m\":-{forty}.{forty}e-{forty}"),
        r#""k":1,"k":2,"\u006b":3"#,
        r#""z":"\u0000","\u0000":"a\u0000b""#,
        r#""":"","/":"\/""#,
        "\"\u{7f}\u{2028}\u{ffff}\":\"\u{85}\"",
    ] {
        let line = format!("{{ {other} ,\"text\":\"a\"}}\n");
        assert_eq!(run("clean", line.as_bytes()), (0, line.clone(), String::new()));
        let dirty = format!("{{ {other} ,\"text\":\" a \"}}\n");
        assert_eq!(run("clean", dirty.as_bytes()), (0, line, String::new()));
    }
    // In the field that is read, a lone surrogate counts as the replacement character.
    assert_eq!(run("clean --to c", b"{\"text\":\"\\ud800 \"}\n").1, "{\"text\":\"\\ud800 \",\"c\":\"\u{fffd}\"}\n");
    assert_eq!(run("clean", b"{\"text\":\"\\ud800\"}\n").1, "{\"text\":\"\\ud800\"}\n");
    assert_eq!(run("clean", b"{\"text\":\"a\\u0000b\"}\n").1, "{\"text\":\"ab\"}\n");
    assert_eq!(run("clean", b"{\"te\\u0078t\":\" a\"}\n").1, "{\"te\\u0078t\":\"a\"}\n");
}

#[test]
fn every_tool_takes_an_empty_input_and_a_last_line_without_end() {
    for tool in ["clean", "detect-language", "split-sentences", "to-jsonl --from jsonl"] {
        for empty in [&b""[..], b"\n\n \r\n", b"\xef\xbb\xbf"] {
            assert_eq!(run(tool, empty), (0, String::new(), String::new()), "{tool}");
        }
        let (code, out, _) = run(tool, b"\xef\xbb\xbf{\"text\":\"12\"}\r\n\r\n{\"text\":\"\"}");
        assert!(code == 0 && out.lines().count() == 2 && out.ends_with("}\n"), "{tool}: {out}");
    }
    let (code, out, _) = run("stats --json", b"");
    assert!(code == 0 && out.starts_with("{\"records\":0,"), "{out}");
}

#[test]
fn a_line_of_300_megabytes_is_one_bad_record() {
    let dir = folder("huge");
    let script = format!(
        "(echo '{{\"text\":\" a\"}}'; head -c 300000000 /dev/zero | tr '\\0' x; echo; echo '{{\"text\":\" b\"}}') \
         | clean --rejects {dir}/r; code=$?; wc -c < {dir}/r; exit $code"
    );
    let (code, out, err) = run(&script, b"");
    assert_eq!((code, out.as_str()), (1, "{\"text\":\"a\"}\n{\"text\":\"b\"}\n300000001\n"));
    assert_eq!(err, "clean: stdin:2: longer than --max-record (256 MiB) (skipped)\n");
}

#[test]
fn a_record_that_is_too_long_ends_or_passes_as_asked() {
    let dir = folder("long");
    let long = vec![b'x'; 1_500_000];
    let input = [b"{\"text\":\" a\"}\n", &long[..], b"\n{\"text\":\" b\"}\nbad\n"].concat();
    for jobs in [1, 2, 8] {
        let stop = format!("clean -q -j{jobs} --max-record 1MiB --on-error stop --rejects {dir}/stop");
        assert_eq!(run(&stop, &input), (1, "{\"text\":\"a\"}\n".into(), String::new()));
        assert!(fs::read(format!("{dir}/stop")).unwrap() == [&long[..], b"\n"].concat());
        let out = sh(&format!("clean -q -j{jobs} --max-record 1MiB --on-error keep"), &input);
        assert!(out.stdout == [b"{\"text\":\"a\"}\n", &long[..], b"\n{\"text\":\"b\"}\nbad\n"].concat());
        let end = sh(&format!("clean -q -j{jobs} --max-record 1MiB --on-error keep"), &long);
        assert!(end.stdout == [&long[..], b"\n"].concat());
    }
    let whole = format!("{{\"text\":\"{} \"}}\n", "x".repeat(1_500_000));
    assert!(sh("clean --max-record 2MiB", whole.as_bytes()).stdout == whole.replace(' ', "").into_bytes());
}

#[test]
fn fifos_and_devices() {
    let dir = folder("fifo");
    let script = format!(
        "cd {dir}; mkfifo in out; (cat out > copy) & (echo '{{\"text\":\" a\"}}' > in) & \
         clean in -o out && wait && cat copy && test -p out && ls -A"
    );
    assert_eq!(run(&script, b""), (0, "{\"text\":\"a\"}\ncopy\nin\nout\n".into(), String::new()));
    let (code, _, err) = run("clean -o /dev/full", b"{\"text\":\"a\"}\n");
    assert_eq!((code, err.as_str()), (2, "clean: cannot write /dev/full: No space left on device\n"));
    let (code, out, err) = run("clean --rejects /dev/full --summary /dev/null", b"bad\n{\"text\":\"a\"}\n");
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(err, "clean: cannot write /dev/full: No space left on device\n");
    let (code, _, err) = run("stats --json > /dev/full", b"{\"text\":\"a\"}\n");
    assert_eq!((code, err.as_str()), (2, "stats: cannot write standard output: No space left on device\n"));
}

#[test]
fn a_run_that_fails_leaves_the_old_output() {
    let dir = folder("old");
    let script = format!("cd {dir}; echo old > x; clean nowhere -o x; echo $?; cat x; ls -A");
    let (_, out, err) = run(&script, b"");
    assert_eq!(out, "2\nold\nx\n");
    assert_eq!(
        err,
        "clean: nowhere: cannot open it: No such file or directory (skipped)\nclean: no input could be read\n"
    );
}

#[test]
fn reports_for_machines() {
    let input = b"{\"text\":\"a\"}\nb\x1b[31m,:%\n{}\n";
    let (_, _, err) = run("clean --error-format json", input);
    assert_eq!(
        err,
        "{\"tool\":\"clean\",\"file\":\"stdin\",\"line\":2,\"kind\":\"not-json\",\"message\":\"not a JSON object at column 1: expected an object\",\"action\":\"skipped\"}\n\
         {\"tool\":\"clean\",\"file\":\"stdin\",\"line\":3,\"kind\":\"missing-field\",\"message\":\"field \\\"text\\\" is missing\",\"action\":\"skipped\"}\n"
    );
    let dir = folder("github");
    let (_, _, err) =
        run(&format!("cd {dir}; cat > 'a,b:c%.jsonl'; clean --error-format github 'a,b:c%.jsonl'"), b"{}\n");
    assert_eq!(err, "::error file=a%2Cb%3Ac%25.jsonl,line=1,title=clean::field \"text\" is missing (skipped)\n");
    let (_, _, err) = run("clean --error-format github --on-error keep --max-errors 0", b"{}\n");
    assert!(err.ends_with("::notice title=clean::more bad records than --max-errors 0 allows; gave up\n"), "{err}");
}

#[test]
fn names_of_files_and_fields_cannot_command_a_terminal() {
    let dir = folder("escape");
    let (_, _, err) = run(&format!("cd {dir}; printf '{{}}\\n' > $'a\\e[31m'; clean -f $'\\e[0m' $'a\\e[31m'"), b"");
    assert_eq!(err, "clean: a\\u{1b}[31m:1: field \"\\u{1b}[0m\" is missing (skipped)\n");
}

#[test]
fn twenty_reports_a_kind_and_a_total() {
    let input = "bad\n{}\n".repeat(1500);
    let (_, _, err) = run("clean", input.as_bytes());
    assert_eq!(err.lines().count(), 41);
    assert!(err.ends_with("clean: in all 1,500 missing-field, 1,500 not-json (2,960 not shown)\n"), "{err}");
    let (code, _, err) = run("clean -q", input.as_bytes());
    assert_eq!((code, err.as_str()), (1, ""));
}

#[test]
fn a_summary_has_its_documented_keys() {
    let (_, _, out) = run("clean -q --summary /dev/stderr > /dev/null", b"{\"text\":\" a\"}\nbad\n{\"text\":\"b\"}\n");
    let summary: serde_json::Value = serde_json::from_str(&out).unwrap();
    let keys: Vec<_> = summary.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["tool", "version", "arguments", "records", "bytes", "complete", "seconds", "rules", "rules_did"]);
    assert_eq!(summary["records"], serde_json::json!({"in": 3, "out": 2, "changed": 1, "bad": {"not-json": 1}}));
    assert_eq!(summary["bytes"], serde_json::json!({"in": 31, "out": 26}));
}

#[test]
fn a_long_line_that_ends_in_two_characters_leaves_with_one() {
    let long = "x".repeat(1_500_000);
    let out = sh("clean -q --max-record 1MiB --on-error keep", format!("{long}\r\n{long}\r").as_bytes());
    assert!(out.stdout == format!("{long}\n{long}\r\n").into_bytes());
}

#[test]
fn all_of_the_record_that_ends_a_run_is_rejected() {
    let dir = folder("stats-stop");
    let input = format!("{}\n{{\"text\":\"a\"}}\n", "x".repeat(1_000_000));
    for jobs in [1, 8] {
        let script =
            format!("stats -q -j{jobs} --json --max-record 1000 --on-error stop --rejects {dir}/r | head -c 13");
        assert_eq!(run(&script, input.as_bytes()), (1, "{\"records\":0,".into(), String::new()));
        assert_eq!(fs::metadata(format!("{dir}/r")).unwrap().len(), 1_000_001);
    }
}

#[test]
fn rejects_whose_reader_goes_away_end_the_run_in_words() {
    let input = "bad\n".repeat(100_000) + "{\"text\":\"a\"}\n";
    let (code, _, err) = run("clean -q --rejects >(head -1 > /dev/null)", input.as_bytes());
    assert!(code == 2 && err.contains("Broken pipe"), "{code} {err}");
}

#[test]
fn nothing_that_is_written_overwrites_something_else() {
    let dir = folder("same");
    let line = "{\"text\":\"a\"}\n";
    let base = format!("cd {dir}; rm -f *; printf '%s' '{}' > in; ln -s in link;", line.trim());
    for (flags, said) in [
        ("-o x --rejects ./x", "--output and --rejects name the same file"),
        ("-o x --summary x", "--output and --summary name the same file"),
        ("--rejects x --summary $PWD/x", "--rejects and --summary name the same file"),
        ("--rejects in", "--rejects names an input, in"),
        ("--summary link", "--summary names an input, in"),
    ] {
        let (code, out, err) = run(&format!("{base} clean in {flags}; echo $?; cat in"), b"");
        assert_eq!((code, out), (0, format!("2\n{}", line.trim())), "{flags}");
        assert_eq!(err, format!("clean: {said}\n"));
    }
    assert_eq!(run(&format!("{base} clean in -o link; ls; cat in"), b"").1, format!("in\nlink\n{line}"));
    assert_eq!(run(&format!("{base} ln -s new way; clean in -o way; cat new"), b"").1, line);
    assert!(run(&format!("{base} ln -s loop loop; clean in -o loop"), b"").2.contains("too many levels"));
    let long = "n".repeat(250);
    assert_eq!(run(&format!("{base} clean in -o {long}; cat n*"), b"").1, line);
    let (_, out, _) = run(&format!("{base} {{ clean -o /dev/stdout in; echo behind; }} > both; cat both"), b"");
    assert_eq!(out, format!("{line}behind\n"));
}

#[test]
fn a_field_written_over_itself_keeps_its_spelling() {
    let line = "{\"text\":\"caf\\u00e9 a\\/b \\ud800\"}\n";
    for flags in ["", "--to text", "--to /text", "-f /text --to text"] {
        assert_eq!(run(&format!("clean {flags}"), line.as_bytes()).1, line, "{flags}");
    }
    let (code, _, err) = run("clean -f /a/+1", b"{\"a\":[\"x\",\"y\"]}\n");
    assert!(code == 1 && err.contains("is missing"), "{err}");
}

#[test]
fn a_file_that_cannot_be_opened_stops_as_any_fault() {
    let dir = folder("stop-file");
    let script = format!(
        "cd {dir}; echo '{{\"text\":\"a\"}}' > b; clean --on-error stop nowhere b; echo $?; cat b | clean - b -"
    );
    let (_, out, err) = run(&script, b"");
    assert_eq!(out, "1\n{\"text\":\"a\"}\n{\"text\":\"a\"}\n");
    assert_eq!(err, "clean: nowhere: cannot open it: No such file or directory (stopped)\n");
}
