//! Names of files and fields, and texts, that would command a terminal, turn a line around, be markup or a
//! formula.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use crate::run::{folder, run};

/// What may stand in no report: controls but the end of a line, marks of direction, and what is no character.
fn commands(text: &str) -> Option<char> {
    let bad = |c: &char| {
        c.is_control() && *c != '\n'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
            || u32::from(*c) & 0xfffe == 0xfffe
            || matches!(c, '\u{fdd0}'..='\u{fdef}')
    };
    text.chars().find(bad)
}

/// A name and a text with all of these.
const HOSTILE: &str =
    "a\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}2J\u{8}\r\n\u{202e}\u{2066}\u{2028}\u{feff}\u{fffe}\u{1ffff}\u{fdd0}\u{7f}b";

#[test]
fn names_of_files_command_nothing_in_any_report() {
    let dir = folder("hostile-names");
    let long = "x".repeat(240);
    let names: [&[u8]; 8] = [
        b"new\nline.jsonl",
        b"\x1b[31mred\x1b]0;title\x07.jsonl",
        b"bytes\xff\xfe.jsonl",
        b"-dash --help.jsonl",
        b" spaces \t .jsonl",
        "\u{202e}lnosj\u{fffe}\u{1fffe}.jsonl".as_bytes(),
        b"%0A::error::x,y:z.jsonl",
        long.as_bytes(),
    ];
    for name in names {
        fs::write(Path::new(&dir).join(std::ffi::OsStr::from_bytes(name)), "{\"text\":\" a\"}\nbad\n").unwrap();
    }
    for tool in ["to-jsonl --from jsonl", "clean", "detect-language", "split-sentences", "stats", "clean --diff"] {
        for form in ["text", "json", "github"] {
            let (code, out, err) = run(&format!("cd {dir}; {tool} --error-format {form} -- *"), b"");
            assert!(code == 1 && !out.is_empty(), "{tool}: {code} {err}");
            assert_eq!(err.lines().count(), names.len(), "{tool} {form}: {err}");
            assert_eq!(commands(&err), None, "{tool} {form}: {err}");
            for line in err.lines().filter(|_| form == "json") {
                let report: serde_json::Value = serde_json::from_str(line).unwrap();
                let file = report["file"].as_str().unwrap();
                let there = names.iter().any(|name| String::from_utf8_lossy(name) == file);
                assert!(there, "{tool}: {line}");
            }
            for line in err.lines().filter(|_| form == "github") {
                assert!(line.starts_with("::error file=") && line.matches("::").count() == 2, "{line}");
            }
        }
    }
    // Outputs of those names, and what is said of them.
    let (code, _, err) = run(
        &format!("cd {dir}; clean -q --output-dir out -- *; cmp -- $'new\\nline.jsonl' $'out/new\\nline.jsonl'"),
        b"",
    );
    assert!(code == 1, "{err}");
    assert_eq!(fs::read_dir(format!("{dir}/out")).unwrap().count(), names.len() + 1);
    for script in [
        "clean -o $'no/\\e[35m\\n' /dev/null",
        "clean $'nowhere\\e[35m\\u202e'",
        "clean $'--\\e[35m\\u202e' /dev/null",
        "clean --max-errors $'\\e[35m\\u202e' /dev/null",
        "clean -f $'/\\e[35m\\u202e'",
        "stats --require $'\\e[35m\\u202e > 1' /dev/null",
        "to-jsonl --from csv --map text=$'\\e[35m\\u202e' fixtures/torture/ragged.csv",
        "clean --boilerplate $'no\\e[35m\\u202e' /dev/null",
        "clean --rejects $'\\e[35m' --summary $'\\e[35m' /dev/null",
    ] {
        let (code, _, err) = run(script, b"{}\n");
        assert!(code > 0 && !err.is_empty() && commands(&err).is_none(), "{script}: {code} {err}");
        // clap takes out colours where no terminal is; one that is there must not see them either.
        let (_, _, shown) = run(&format!("CLICOLOR_FORCE=1 {script}"), b"{}\n");
        assert!(!shown.contains("\u{1b}[35m") && !shown.contains('\u{202e}'), "{script}: {shown:?}");
    }
}

#[test]
fn texts_and_fields_command_nothing_where_people_look() {
    let record = serde_json::json!({ HOSTILE: 1, "lang": HOSTILE, "source": HOSTILE, "text": format!("{HOSTILE} <b>&amp;</b> {HOSTILE}  x") });
    let input = format!("{record}\n{{\"text\":\"b\\u001b[31m\",\"\u{202e}\u{fffe}\":\n{record}\n");
    for (command, is_for_people) in [
        ("clean --diff", true),
        ("clean --diff --preset lm", true),
        ("clean --check", true),
        ("clean --explain", false),
        ("split-sentences", false),
        ("detect-language --expect en", false),
        ("stats", true),
        ("stats --group-by lang", true),
        ("stats --group-by source --csv", true),
        ("stats --group-by lang --markdown", true),
        ("stats --group-by lang --html -", true),
        ("stats --require 'words.max > 1000000'", true),
        ("to-jsonl --from json", false),
        ("to-jsonl --from csv", false),
        ("to-jsonl --from jsonl", false),
    ] {
        for form in ["text", "json", "github"] {
            let (_, out, err) = run(&format!("{command} --error-format {form}"), input.as_bytes());
            assert_eq!(commands(&err), None, "{command} {form}: {err}");
            assert!(!is_for_people || commands(&out).is_none(), "{command}: {out}");
            assert!(!out.is_empty() || !err.is_empty(), "{command}");
        }
    }
    // JSON lines are data, and stay what they are: only what JSON itself has escaped is.
    let (_, out, _) = run("split-sentences", input.as_bytes());
    assert!(out.contains("\\u001b[31m") && !out.contains('\u{1b}'), "{out}");
}

#[test]
fn names_are_no_markup_and_no_formula() {
    let input = "{\"text\":\"a b\",\"g\":\"=HYPERLINK(\\\"x\\\")\"}\n{\"text\":\"a\",\"g\":\"</td><script>alert(1)</script>\"}\n\
                 {\"text\":\"a\",\"g\":\"| x | [y](z) @me `\"}\n{\"text\":\"a\",\"g\":\"-1+1\"}\n{\"text\":\"a\",\"g\":\"-5\"}\n";
    let (_, csv, _) = run("stats --csv --group-by g", input.as_bytes());
    assert!(
        csv.contains("\n\"'=HYPERLINK(\"\"x\"\")\",") && csv.contains("\n'-1+1,") && csv.contains("\n-5,"),
        "{csv}"
    );
    assert!(!csv.contains("\n=") && !csv.contains("\n\"="));
    let (_, html, _) = run("stats --html - --group-by g", input.as_bytes());
    assert!(!html.contains("<script>alert") && html.contains("&#60;script&#62;alert"));
    let (_, markdown, _) = run("stats --markdown --group-by g", input.as_bytes());
    assert!(!markdown.contains("<script>") && !markdown.contains("[y](z)") && !markdown.contains("@me"), "{markdown}");
}
