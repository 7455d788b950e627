//! The tools' command lines: the same flag has the same words everywhere.

use std::collections::BTreeMap;

use crate::run::{TOOLS, run};

/// The flags in a tool's long help with their words.
fn flags(tool: &str) -> BTreeMap<String, String> {
    let (code, help, _) = run(&format!("{tool} --help"), b"");
    assert_eq!(code, 0);
    let mut flags = BTreeMap::new();
    let mut name = String::new();
    for line in help.lines() {
        let flag = line.trim_start();
        if flag.starts_with('-') && line.len() - flag.len() < 8 {
            let long = flag.split_whitespace().find(|w| w.starts_with("--")).unwrap_or(flag);
            name = long.to_owned();
        } else if !line.starts_with("     ") && !line.is_empty() {
            name.clear();
        }
        if !name.is_empty() {
            flags.entry(name.clone()).or_insert_with(String::new).push_str(line.trim());
        }
    }
    flags
}

#[test]
fn shared_flags_have_the_same_words() {
    let clean = flags("clean");
    for tool in TOOLS {
        let own = flags(tool);
        for flag in [
            "--jobs",
            "--max-record",
            "--output",
            "--escape-separators",
            "--max-errors",
            "--rejects",
            "--error-format",
            "--quiet",
            "--color",
            "--progress",
            "--summary",
            "--help",
            "--version",
        ] {
            assert!(own.contains_key(flag), "{tool} {flag}");
            assert_eq!(own[flag], clean[flag], "{tool} {flag}");
        }
        for flag in ["--output-dir", "--resume", "--shard-size"] {
            assert_eq!(own.get(flag), clean.get(flag).filter(|_| tool != "stats"), "{tool} {flag}");
        }
        assert!(own.contains_key("--on-error"), "{tool}");
        assert_eq!(own.contains_key("--field"), tool != "to-jsonl", "{tool}");
    }
}

#[test]
fn help_has_examples_and_exit_codes() {
    for tool in TOOLS {
        for flag in ["-h", "--help"] {
            let (code, help, err) = run(&format!("{tool} {flag}"), b"");
            assert_eq!((code, err.as_str()), (0, ""));
            assert!(help.contains(&format!("\n  {tool} ")) && help.contains("Exit codes:"), "{help}");
            let pipe = TOOLS.join(" | ").replacen(' ', " FILES ", 1);
            assert!(help.contains(&format!("\nThe tools in a pipe:\n  {pipe}\n")), "{help}");
            assert!(help.lines().all(|l| l.chars().count() <= 100), "{help}");
        }
        let (_, version, _) = run(&format!("{tool} --version"), b"");
        assert_eq!(version, format!("{tool} {}\n", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn a_flag_that_would_do_nothing_is_not_there() {
    for script in ["to-jsonl --on-error keep", "stats --on-error keep", "to-jsonl -f text", "stats --to x"] {
        let (code, _, err) = run(script, b"");
        assert!(code == 2 && err.starts_with("error: "), "{script}: {code} {err}");
    }
}

#[test]
fn wrong_usage_is_one_clear_word() {
    for (script, said) in [
        ("clean --max-errors x", "must be a whole number, or a share such as 1%"),
        ("clean --only nothing", "invalid value 'nothing'"),
        ("clean --field ''", "a field's name cannot be empty"),
        ("clean -f /a~2", "in a JSON Pointer, ~ must be followed by 0"),
        ("clean -j 0", "must be a whole number from 1 to 1024"),
        ("clean -j abc", "must be a whole number from 1 to 1024"),
        ("split-sentences --max-chars 0", "must be a whole number, and at least 1"),
        ("split-sentences --max-chars many", "must be a whole number, and at least 1"),
        ("detect-language --top 0", "must be a whole number from 1 to 255"),
        ("stats --max-groups 1.5", "must be a whole number from 1 to 100000"),
        ("to-jsonl --limit 0", "must be a whole number, and at least 1"),
        ("to-jsonl --sample few", "must be a whole number"),
        ("clean --shard-size 1.5 -o x", "must be a number of bytes such as 1000000, 256MiB or 1.5GB"),
        ("clean --max-record 1XB", "--max-record"),
        ("clean -o x --rejects x", "--output and --rejects name the same file"),
        ("clean -o /nowhere/x", "cannot write /nowhere/x: No such file or directory"),
        ("clean -o . < /dev/null", "cannot write .: it is a folder"),
    ] {
        let (code, out, err) = run(script, b"{\"text\":\"a\"}\n");
        assert!(code == 2 && out.is_empty() && err.contains(said), "{script}: {code} {err}");
    }
}
