//! The tool's flags, as users run them.

// Helpers of tests stand outside the functions that clippy knows to be tests.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs the tool with `input` on its stdin: exit code, output and reports.
fn run(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_split-sentences"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// The output of a run that is all well.
fn output(arguments: &[&str], input: &str) -> String {
    let (code, out, err) = run(arguments, input);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}");
    out
}

/// A file of a test's own with `text` in it.
fn file(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path
}

const TWO: &str = "{\"id\":\"n1\",\"text\":\"Dr. Ó left. 😀 Why?\\n\\nNobody knew.\",\"lang\":\"en\",\"n\":1E2}\n";

#[test]
fn sentences_are_added_as_strings() {
    assert_eq!(
        output(&[], TWO),
        TWO.replace("}\n", ",\"sentences\":[\"Dr. Ó left.\",\"😀 Why?\",\"Nobody knew.\"]}\n")
    );
}

#[test]
fn spans_count_what_they_are_told_to() {
    for (unit, spans) in [
        ("bytes", "[[0,12],[13,22],[24,36]]"),
        ("chars", "[[0,11],[12,18],[20,32]]"),
        ("utf16", "[[0,11],[12,19],[21,33]]"),
    ] {
        let expected = TWO.replace("}\n", &format!(",\"sentence_spans\":{spans}}}\n"));
        assert_eq!(output(&["--spans", unit], TWO), expected, "{unit}");
    }
}

#[test]
fn paragraphs_nest_strings_and_spans() {
    let sentences = output(&["--paragraphs"], TWO);
    assert!(sentences.contains("[[\"Dr. Ó left.\",\"😀 Why?\"],[\"Nobody knew.\"]]"), "{sentences}");
    let spans = output(&["--paragraphs", "--spans", "chars", "--to", "s"], TWO);
    assert!(spans.contains("\"s\":[[[0,11],[12,18]],[[20,32]]]"), "{spans}");
    assert_eq!(output(&["--paragraphs"], "{\"text\":\" \"}\n"), "{\"text\":\" \",\"sentences\":[]}\n");
}

#[test]
fn explode_writes_a_record_for_each_sentence() {
    let lines = [
        "{\"id\":\"n1#1\",\"text\":\"Dr. Ó left.\",\"lang\":\"en\",\"n\":1E2,\"sentence\":1}\n",
        "{\"id\":\"n1#2\",\"text\":\"😀 Why?\",\"lang\":\"en\",\"n\":1E2,\"sentence\":2}\n",
        "{\"id\":\"n1#3\",\"text\":\"Nobody knew.\",\"lang\":\"en\",\"n\":1E2,\"sentence\":3}\n",
    ];
    assert_eq!(output(&["--explode"], TWO), lines.concat());
}

#[test]
fn explode_keeps_what_it_has_no_id_for_and_numbers_paragraphs_if_asked() {
    assert_eq!(
        output(
            &["--explode", "--paragraphs", "--to", "s"],
            "{\"id\":7,\"text\":\"Ann ran. Bo sat.\\n\\nCy ate.\"}\n{\"text\":\"E f.\"}\n"
        ),
        "{\"id\":\"7#1\",\"text\":\"Ann ran. Bo sat.\\n\\nCy ate.\",\"s\":\"Ann ran.\",\"paragraph\":1,\"sentence\":1}\n\
         {\"id\":\"7#2\",\"text\":\"Ann ran. Bo sat.\\n\\nCy ate.\",\"s\":\"Bo sat.\",\"paragraph\":1,\"sentence\":2}\n\
         {\"id\":\"7#3\",\"text\":\"Ann ran. Bo sat.\\n\\nCy ate.\",\"s\":\"Cy ate.\",\"paragraph\":2,\"sentence\":3}\n\
         {\"text\":\"E f.\",\"s\":\"E f.\",\"paragraph\":1,\"sentence\":1}\n"
    );
    assert_eq!(output(&["--explode"], "{\"text\":\"\"}\n"), "");
    assert_eq!(
        output(&["--explode", "--spans", "bytes"], "{\"text\":\"Ann ran. Cy sat.\"}\n"),
        "{\"text\":\"Ann ran. Cy sat.\",\"sentence_spans\":[[0,8]],\"sentence\":1}\n\
         {\"text\":\"Ann ran. Cy sat.\",\"sentence_spans\":[[9,16]],\"sentence\":2}\n"
    );
}

#[test]
fn long_sentences_are_broken_at_clauses() {
    let text = "{\"text\":\"The ferry, which was late, left; nobody waved. Why?\"}\n";
    assert_eq!(
        output(&["--max-chars", "35", "--to", "text"], text),
        "{\"text\":[\"The ferry, which was late, left;\",\"nobody waved.\",\"Why?\"]}\n"
    );
    let (code, _, err) = run(&["--max-chars", "0"], text);
    assert!(code == Some(2) && err.contains("--max-chars"), "{err}");
}

#[test]
fn the_language_is_the_one_named_else_the_records() {
    let text = |lang: &str| format!("{{\"text\":\"Es war der 3. Mai. Er ging.\"{lang}}}\n");
    let count = |arguments: &[&str], lang: &str| output(arguments, &text(lang)).matches("\",\"").count();
    let german = count(&[], ",\"lang\":\"de\"");
    for lang in ["deu", "de-AT", "DE", "d\\u0065"] {
        assert_eq!(count(&[], &format!(",\"lang\":\"{lang}\"")), german, "{lang}");
    }
    let english = count(&[], ",\"lang\":\"en\"");
    assert_ne!(german, english);
    assert_eq!(count(&["--lang", "de-AT"], ",\"lang\":\"en\""), german);
    // A language that is unknown, missing or no string leaves the default.
    for lang in ["", ",\"lang\":\"tlh\"", ",\"lang\":7"] {
        assert!(output(&[], &text(lang)).contains("\"Er ging.\""), "{lang}");
    }
    let (code, _, err) = run(&["--lang", "German"], &text(""));
    assert!(code == Some(2) && err.contains("en-GB"), "{err}");
}

#[test]
fn a_users_own_abbreviations_count_in_every_language() {
    let own = file("own.txt", "Kfz. # cars\n[title]\nCllr\n");
    let text = "{\"text\":\"We met Cllr. Ash. The Kfz. Band played.\",\"lang\":\"en\"}\n";
    let flag = ["--abbreviations", own.to_str().unwrap()];
    assert!(output(&[], text).contains("[\"We met Cllr.\",\"Ash.\",\"The Kfz.\",\"Band played.\"]"));
    assert!(output(&flag, text).contains("[\"We met Cllr. Ash.\",\"The Kfz. Band played.\"]"));
}

#[test]
fn abbreviations_that_cannot_be_read_end_the_run() {
    let own = file("wrong.txt", "Kfz\n[titles]\nCllr\n");
    let (code, _, err) = run(&["--abbreviations", own.to_str().unwrap()], TWO);
    assert!(code == Some(2) && err.contains("line 2") && err.contains("[title]"), "{err}");
    let (code, _, err) = run(&["--abbreviations", "/nowhere/at.all"], TWO);
    assert!(code == Some(2) && err.contains("/nowhere/at.all"), "{err}");
}

#[test]
fn explain_names_the_rule_at_each_candidate() {
    let out = output(&["--explain", "--spans", "chars"], TWO);
    let explained = "\"split_explain\":[\
         {\"start\":2,\"end\":3,\"ends\":false,\"rule\":\"title\",\"text\":\".\"},\
         {\"start\":10,\"end\":11,\"ends\":true,\"rule\":\"terminator\",\"text\":\".\"},\
         {\"start\":17,\"end\":18,\"ends\":true,\"rule\":\"paragraph\",\"text\":\"?\"},\
         {\"start\":31,\"end\":32,\"ends\":true,\"rule\":\"end-of-text\",\"text\":\".\"}]";
    assert!(out.contains(explained), "{out}");
    let (code, _, err) = run(&["--explain", "--explode"], TWO);
    assert!(code == Some(2) && err.contains("--explode"), "{err}");
}

#[test]
fn one_job_and_many_give_the_same() {
    let input: String = (0..3000).map(|i| TWO.replace("n1", &i.to_string())).collect();
    for flags in [&["--explode"][..], &["--paragraphs", "--spans", "utf16"], &["--max-chars", "5", "--explain"]] {
        let one = output(&[flags, &["--jobs", "1"]].concat(), &input);
        assert_eq!(output(&[flags, &["--jobs", "8"]].concat(), &input), one, "{flags:?}");
    }
}

#[test]
fn bad_records_are_reported_whatever_the_flags() {
    for flags in [&[][..], &["--explode"], &["--explain"], &["--paragraphs"]] {
        let (code, out, err) = run(flags, "{\"text\":7}\n{\"text\":\"A.\"}\n");
        assert_eq!((code, out.lines().count()), (Some(1), 1), "{flags:?}");
        assert!(err.contains("is not a string"), "{flags:?}: {err}");
    }
}

#[test]
fn a_field_that_is_written_besides_is_refused() {
    let text = r#"{"id":"a","text":"Go. Stop."}"#;
    for arguments in [
        &["--explode", "--to", "sentence"][..],
        &["--explode", "--to", "id"],
        &["--explode", "--field", "id"],
        &["--explode", "--paragraphs", "--to", "paragraph"],
        &["--explain", "--to", "split_explain"],
    ] {
        let (code, out, err) = run(arguments, text);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.contains("--to"), "{arguments:?}: {err}");
    }
    assert_eq!(output(&["--explode", "--to", "paragraph"], text).lines().count(), 2);
}

#[test]
fn the_length_and_the_spans_go_with_paragraphs() {
    let text = r#"{"text":"Why? 😀 It rained, and we left.\n\nNext."}"#;
    let out = output(&["--max-chars", "14", "--spans", "utf16", "--paragraphs"], text);
    let spans = r#""sentence_spans":[[[0,4],[5,18],[19,31]],[[33,38]]]"#;
    assert!(out.contains(spans), "{out}");
    let out = output(&["--explode", "--max-chars", "14", "--paragraphs", "--spans", "chars"], text);
    assert!(out.lines().nth(3).is_some_and(|line| line.contains(r#"[[32,37]],"paragraph":2,"sentence":4"#)), "{out}");
}

#[test]
fn a_language_may_be_named_in_any_way_and_be_unknown() {
    let text = r#"{"text":"Er kam am 3. Oktober. Gut.","lang":"und"}"#;
    for (code, count) in [("de", 2), ("deu", 2), ("de-AT", 2), ("DE_at", 2), ("tlh", 3), ("und", 3)] {
        let out = output(&["--lang", code, "--explode"], text);
        assert_eq!(out.lines().count(), count, "{code}");
        let own = text.replace("\"und\"", &format!("\"{code}\""));
        assert_eq!(output(&["--explode"], &own).lines().count(), count, "{code}");
    }
    let (code, _, err) = run(&["--lang", "german"], text);
    assert!(code == Some(2) && err.contains("en-GB"), "{err}");
}
