//! The examples that help shows do what they say.

use std::fs;

use crate::run::{TOOLS, folder, run, tool};

/// Records that need cleaning, in two languages, with the fields that examples read.
const ARTICLES: &str = r#"{"id":"1","lang":"en","title":"Ferry","summary":"It stays. It sails on.","text":"The ferry stays &amp; sails on, the council said. The mayor was pleased.","body":"The ferry stays."}
{"id":"2","lang":"de","title":"Das Wetter am Wochenende","summary":"Sonnig.","text":"Das Wetter bleibt am Wochenende sonnig und warm.  Am Montag ziehen Wolken auf.","body":"Sonnig."}
"#;

/// What the examples read, in the folder `dir`, as it was before an example wrote to it.
fn prepare(dir: &str) {
    let write = |name: &str, text: &[u8]| fs::write(format!("{dir}/{name}"), text).unwrap();
    for name in ["articles", "site"] {
        fs::create_dir_all(format!("{dir}/{name}")).unwrap();
    }
    for name in ["articles.jsonl", "clean.jsonl", "monday.jsonl"] {
        write(name, ARTICLES.as_bytes());
    }
    write("articles/ferry.txt", b"Ferry\n\nThe ferry stays.\n");
    write("site/ferry.html", include_bytes!("../../fixtures/html/blog.html"));
    write("news.csv", b"headline,body\nFerry,The ferry stays.\n");
    write("reviews.csv", b"title,text\nFerry,The ferry stays.\n");
    write("news.tsv", b"title\ttext\nFeribot\tFeribot kal\xfdyor.\n");
    write("own.txt", b"Cllr\nKfz\n");
    let (code, _, err) = run(&format!("cd {dir} && gzip -kf articles.jsonl"), b"");
    assert_eq!(code, 0, "{err}");
}

/// The example lines of a tool's help. They are not wrapped: they fit.
pub(crate) fn examples(tool: &str) -> Vec<String> {
    let (_, help, _) = run(&format!("{tool} --help"), b"");
    let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1);
    lines.take_while(|line| !line.is_empty()).map(|line| line.trim().to_owned()).collect()
}

/// Whether `program` is here; if not, it says that `what` is skipped.
pub(crate) fn here(program: &str, what: &str) -> bool {
    here_if(&format!("command -v {program}"), program, what)
}

/// The same of a program that is here if `probe` succeeds.
pub(crate) fn here_if(probe: &str, program: &str, what: &str) -> bool {
    let found = run(probe, b"").0 == 0;
    if !found {
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), "skipped, as {program} is not here: {what}");
    }
    found
}

/// The exit code of an example, and a piece of what it writes.
fn expected(example: &str) -> (i32, &'static str) {
    for (piece, code, written) in [
        // Checks that do not hold for these records.
        ("--check", 1, "::error file=articles.jsonl,line=1,title=clean::would be changed by entities"),
        ("--expect en", 1, "articles.jsonl:2: "),
        ("--require", 1, "languages.en.share"),
        ("--map", 0, "\"title\":\"Ferry\",\"text\":\"The ferry stays.\""),
        ("--encoding", 0, "Feribot kalıyor."),
        ("--field body", 0, "\"body\":\"The ferry stays.\""),
        ("--diff", 0, "&amp;"),
        ("--list-rules", 0, "mojibake"),
        ("--list-languages", 0, "English"),
        ("--keep-lang", 0, "\"lang\":\"de\""),
        ("--to title_lang", 0, "\"title_lang_spans\":["),
        ("--to summary_sentences", 0, "\"summary_sentences\":[\"It stays.\",\"It sails on.\"]"),
        ("--explode", 0, "\"sentence\":2"),
        ("--spans utf16", 0, "\"sentence_spans\":[["),
        ("--abbreviations", 0, "\"sentences\":["),
        ("jq .words", 0, "13"),
        ("--markdown", 0, "| `de` | 1 | 13 |"),
        ("--compare", 0, "before.json"),
        ("--merge", 0, "records"),
        ("jq -c", 0, "{\"id\":\"1\",\"words\":"),
    ] {
        if example.contains(piece) {
            return (code, written);
        }
    }
    (0, "")
}

#[test]
fn the_examples_of_help_do_what_they_say() {
    for tool in TOOLS {
        let dir = folder(&format!("{tool}_examples"));
        let examples = examples(tool);
        assert!(examples.len() >= 5, "{tool}: {examples:?}");
        for example in examples {
            assert!(example.starts_with(&format!("{tool} ")) && example.len() <= 90, "wrapped: {example}");
            if ["jq", "less"].iter().any(|p| example.contains(&format!("| {p} ")) && !here(p, &example)) {
                continue;
            }
            prepare(&dir);
            let (code, out, err) = run(&format!("cd {dir} && {example}"), b"");
            let (expected, written) = expected(&example);
            assert_eq!(code, expected, "{example}\n{out}{err}");
            assert!(code != 0 || err.is_empty(), "{example}: {err}");
            assert!((out.clone() + &err).contains(written), "{example}\n{out}{err}");
            // Standard output, or a file that the example names.
            let files =
                example.split_whitespace().filter(|w| w.contains('.') && fs::metadata(format!("{dir}/{w}")).is_ok());
            assert!(!out.is_empty() || !err.is_empty() || files.count() > 0, "{example} writes nothing");
        }
    }
}

#[test]
fn with_a_prefix_a_tool_says_its_own_name() {
    let dir = folder("prefixed");
    for name in TOOLS {
        std::os::unix::fs::symlink(tool(name), format!("{dir}/cd-{name}")).unwrap();
    }
    let said = |script: &str| {
        let (_, out, err) = run(&format!("{dir}/{script}"), b"x\n");
        out + &err
    };
    assert_eq!(said("cd-clean"), "cd-clean: stdin:1: not a JSON object at column 1: expected an object (skipped)\n");
    assert!(said("cd-clean --error-format json").starts_with("{\"tool\":\"clean\","));
    assert!(said("cd-clean --error-format github").contains("title=cd-clean::"));
    assert_eq!(said("cd-stats --version"), format!("cd-stats {}\n", env!("CARGO_PKG_VERSION")));
    assert!(said("cd-stats --no-such").contains("Usage: cd-stats [OPTIONS] [FILE]..."));
    for name in TOOLS {
        let help = said(&format!("cd-{name} --help"));
        let pipe = TOOLS.map(|tool| format!("cd-{tool}")).join(" | ").replacen(' ', " FILES ", 1);
        assert!(help.contains(&format!("\n  {pipe}\n")), "{help}");
        for example in help.lines().skip_while(|l| *l != "Examples:").skip(1).take_while(|l| !l.is_empty()) {
            assert!(example.starts_with(&format!("  cd-{name} ")), "{example}");
        }
    }
}
