//! Runs `fixtures/sentences/*.txt`, whose format is told in the README beside them.

// Helpers of tests stand outside the functions that clippy knows to be tests.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use copydesk_text::sentences::{Language, Rule, explain, split};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/sentences");

/// One case: a text and the sentences it has.
#[derive(Debug, Default, PartialEq)]
struct Case {
    name: String,
    /// The line of the file that names it.
    line: usize,
    text: String,
    sentences: Vec<String>,
}

/// The cases of a file, or its first fault as `line: what`.
fn parse(file: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut names = HashSet::new();
    let body = file.strip_suffix('\n').ok_or("the last line has no end")?;
    for (i, line) in body.split('\n').enumerate() {
        let fault = |what: &str| Err(format!("{}: {what}: {line:?}", i + 1));
        if line.is_empty() {
            return fault("an empty line");
        }
        if line.starts_with(char::is_whitespace) || line.ends_with(char::is_whitespace) {
            return fault("white space at the start or end of a line must be escaped or left out");
        }
        if let Some(name) = line.strip_prefix("---") {
            if cases.last().is_some_and(|case| case.sentences.is_empty()) {
                return fault("the case before has no sentences");
            }
            let Some(name) = name.strip_prefix(' ').filter(|name| name.trim() == *name && !name.is_empty()) else {
                return fault("a case is named `--- name`");
            };
            if !names.insert(name) {
                return fault("a case of this name is there already");
            }
            cases.push(Case { name: name.to_owned(), line: i + 1, ..Case::default() });
            continue;
        }
        let Some(case) = cases.last_mut() else {
            if line.starts_with('#') {
                continue;
            }
            return fault("neither a comment nor in a case");
        };
        let (glued, line_text) = line.strip_prefix('+').map_or((false, line), |rest| (true, rest));
        let Some(piece) = unescape(line_text) else { return fault("an unknown escape") };
        let sentence = piece.trim();
        if sentence.is_empty() || !piece.starts_with(sentence) {
            return fault("a sentence begins with no white space, and is not empty");
        }
        let separated = case.text.ends_with(char::is_whitespace);
        if glued && (case.text.is_empty() || separated) {
            return fault("`+` has nothing to be joined to");
        }
        if !glued && !separated && !case.text.is_empty() {
            case.text.push(' ');
        }
        case.text.push_str(&piece);
        case.sentences.push(sentence.to_owned());
    }
    match cases.last() {
        None => Err("no cases".to_owned()),
        Some(case) if case.sentences.is_empty() => Err(format!("{}: a case without sentences", case.line)),
        Some(_) => Ok(cases),
    }
}

/// `\n`, `\r`, `\t`, `\\` and `\u{A0}` as what they stand for; nothing if another escape is met.
fn unescape(line: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = line;
    while let Some((head, tail)) = rest.split_once('\\') {
        out.push_str(head);
        let (c, tail) = if let Some(hex) = tail.strip_prefix("u{") {
            let (hex, tail) = hex.split_once('}')?;
            (char::from_u32(u32::from_str_radix(hex, 16).ok()?)?, tail)
        } else {
            let c = match tail.chars().next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '\\' => '\\',
                _ => return None,
            };
            (c, &tail[1..])
        };
        out.push(c);
        rest = tail;
    }
    out.push_str(rest);
    Some(out)
}

/// Every file by its language's code.
fn files() -> BTreeMap<String, Vec<Case>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(FOLDER).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name == "README.md") {
            continue;
        }
        let shown = path.display();
        assert!(path.extension().is_some_and(|e| e == "txt"), "{shown}: only README.md and <lang>.txt belong here");
        let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let known = Language::from_code(&code) != Language::default();
        assert!(known || code == "default", "{shown}: no language of this code has rules of its own");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{shown}: {e}"));
        files.insert(code, parse(&text).unwrap_or_else(|fault| panic!("{shown}:{fault}")));
    }
    assert!(!files.is_empty(), "{FOLDER} holds no cases");
    files
}

fn sentences(text: &str, code: &str) -> Vec<String> {
    split(text, Language::from_code(code)).map(|range| text[range].to_owned()).collect()
}

fn show(out: &mut String, heading: &str, sentences: &[String]) {
    let _ = writeln!(out, "  {heading}");
    for sentence in sentences {
        let _ = writeln!(out, "    {sentence:?}");
    }
}

#[test]
fn every_case_is_split_as_written() {
    let mut wrong = String::new();
    let mut count = 0;
    for (code, cases) in files() {
        for case in cases {
            let found = sentences(&case.text, &code);
            if found != case.sentences {
                count += 1;
                let _ = writeln!(wrong, "fixtures/sentences/{code}.txt:{}: {}", case.line, case.name);
                show(&mut wrong, "expected", &case.sentences);
                show(&mut wrong, "found", &found);
            }
        }
    }
    assert!(wrong.is_empty(), "{count} cases are split otherwise:\n{wrong}");
}

/// A paragraph is split the same whatever stands before and after it.
#[test]
fn cases_in_a_row_as_paragraphs_are_split_as_each_alone() {
    for (code, cases) in files() {
        let text = cases.iter().map(|case| case.text.as_str()).collect::<Vec<_>>().join("\n\n");
        let mut found = sentences(&text, &code).into_iter();
        for case in &cases {
            let alone = sentences(&case.text, &code);
            let found: Vec<String> = found.by_ref().take(alone.len()).collect();
            assert_eq!(found, alone, "fixtures/sentences/{code}.txt:{}: {} in a row", case.line, case.name);
        }
        assert_eq!(found.next(), None, "fixtures/sentences/{code}.txt: more sentences in a row than in all cases");
    }
}

/// No rule is there for nothing, and what is explained is what is done.
#[test]
fn every_rule_decides_in_some_case() {
    let mut met = HashSet::new();
    for (code, cases) in files() {
        for case in &cases {
            let decisions = explain(&case.text, Language::from_code(&code), None);
            met.extend(decisions.iter().map(|decision| decision.rule));
            let ends = decisions.iter().filter(|decision| decision.rule.ends()).count();
            let count = split(&case.text, Language::from_code(&code)).count();
            // The end of a text without a terminator needs no decision.
            let agree = ends == count || ends + 1 == count;
            assert!(agree, "fixtures/sentences/{code}.txt:{}: {}: {decisions:?}", case.line, case.name);
        }
    }
    for rule in Rule::ALL.into_iter().filter(|&rule| rule != Rule::NoCandidate) {
        assert!(met.contains(&rule), "no case for {rule:?}");
    }
}

/// A sentence is one sentence where it stands alone. One that holds a line break may not be: how wide its first line
/// was shows only where it stands.
#[test]
fn a_sentence_of_a_case_split_again_is_itself() {
    for (code, cases) in files() {
        for case in &cases {
            for sentence in sentences(&case.text, &code).into_iter().filter(|s| !s.contains(['\n', '\r'])) {
                let again = sentences(&sentence, &code);
                let place = format!("fixtures/sentences/{code}.txt:{}: {}", case.line, case.name);
                assert_eq!(again, [sentence], "{place}");
            }
        }
    }
}

#[test]
fn the_format_is_explained() {
    assert!(Path::new(FOLDER).join("README.md").exists());
}

#[test]
fn a_case_is_read_as_the_readme_says() {
    let cases = parse("# About\n--- one\nA.\nB.\n--- two\nHead\\n\\n\nC.\n+D\\u{A0}\\\\.\n#5\n").unwrap();
    assert_eq!(
        cases[0],
        Case { name: "one".into(), line: 2, text: "A. B.".into(), sentences: vec!["A.".into(), "B.".into()] }
    );
    assert_eq!(cases[1].text, "Head\n\nC.D\u{A0}\\. #5");
    assert_eq!(cases[1].sentences, ["Head", "C.", "D\u{A0}\\.", "#5"]);
}

#[test]
fn faults_in_a_file_are_not_passed_over() {
    for (file, fault) in [
        ("", "the last line has no end"),
        ("--- a\nA.", "the last line has no end"),
        ("# none\n", "no cases"),
        ("text\n--- a\nA.\n", "1: neither a comment"),
        ("--- a\nA.\n\n--- b\nB.\n", "3: an empty line"),
        ("--- a\nA. \n", "2: white space"),
        ("--- a\n A.\n", "2: white space"),
        ("--- a\nA.\r\n", "2: white space"),
        ("--- a\nA\\x.\n", "2: an unknown escape"),
        ("--- a\nA\\\n", "2: an unknown escape"),
        ("--- a\nA\\u{D800}.\n", "2: an unknown escape"),
        ("--- a\nA\\u{41.\n", "2: an unknown escape"),
        ("--- a\n\\nA.\n", "2: a sentence begins"),
        ("--- a\n\\n\n", "2: a sentence begins"),
        ("--- a\nA.\n+\n", "3: a sentence begins"),
        ("--- a\n+A.\n", "2: `+` has nothing"),
        ("--- a\nA.\\n\n+B.\n", "3: `+` has nothing"),
        ("--- a\n--- b\nB.\n", "2: the case before has no sentences"),
        ("--- a\nA.\n--- b\n", "3: a case without sentences"),
        ("---\nA.\n", "1: a case is named"),
        ("---a\nA.\n", "1: a case is named"),
        ("--- a\nA.\n--- a\nA.\n", "3: a case of this name"),
    ] {
        let found = parse(file).expect_err(file);
        assert!(found.starts_with(fault), "{file:?}: {found}");
    }
}
