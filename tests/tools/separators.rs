//! `--escape-separators`: no line of the output has a character in it that some readers end lines at.

use crate::run::{folder, run, sh};

/// In names and values, in fields that are read and others, beside escapes and near relatives.
const LINE: &str = "{\"id\":\"1\",\"text\":\"One.\u{2028}Two.\u{2029}Three.\u{85}\",\"n\":\r1E2,\"k\u{2028}\":[{\"\u{85}\":\"\\\\\u{2028}\\u2028\\ud800\u{2027}\u{202a}\u{84}\u{a0}\"}]}\n";

fn escaped(json: &str) -> String {
    json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").replace('\u{85}', "\\u0085").replace('\r', " ")
}

#[test]
fn every_tool_escapes_the_whole_record_and_nothing_else() {
    for tool in [
        "to-jsonl --from jsonl",
        "clean --only dateline",
        "clean",
        "clean --explain",
        "detect-language",
        "split-sentences",
        "split-sentences --explode",
        "stats --per-record",
    ] {
        let (code, plain, err) = run(tool, LINE.as_bytes());
        assert!(code == 0 && err.is_empty() && plain.contains('\u{2028}'), "{tool}: {code} {err} {plain}");
        let (code, out, err) = run(&format!("{tool} --escape-separators"), LINE.as_bytes());
        assert_eq!((code, out.as_str(), err.as_str()), (0, escaped(&plain).as_str(), ""), "{tool}");
        assert!(out.contains(" 1E2") && out.contains("\\ud800\u{2027}"), "{tool}: {out}");
    }
}

#[test]
fn every_way_of_to_jsonl_escapes() {
    let dir = folder("separators");
    let files = "printf 'title,text,k\\n\"A\u{2028}\",\"b\u{2029}c\",\"\u{85}\"\\n' > t.csv
        printf '<html><body><article><p>%s</p></article></body></html>' \"$(yes 'Rain fell on\u{2028}the harbour again.' | head -20)\" > t.html
        printf 'One\u{2028}two.' > 't\u{2028}.txt'
        printf '[{\"text\":\"a\u{2028}\",\\n\"x\":\"\u{85}\"}]' > t.json";
    run(&format!("cd {dir}; {files}"), b"");
    for (arguments, records) in [
        ("t.csv", 1),
        ("--id counter t.csv t.csv", 2),
        ("--id column=k t.csv t.csv", 2),
        ("--id path t*.txt", 1),
        ("--limit 1 t.json", 1),
        ("--sample 1 t.json", 1),
        ("t.html", 1),
        ("--from text t.csv", 1),
    ] {
        let (_, plain, _) = run(&format!("cd {dir}; to-jsonl {arguments}"), b"");
        assert!(plain.lines().count() == records && plain != escaped(&plain), "{arguments}: {plain}");
        let (_, out, _) = run(&format!("cd {dir}; to-jsonl --escape-separators {arguments}"), b"");
        assert_eq!(out, escaped(&plain), "{arguments}");
    }
}

#[test]
fn the_same_for_every_number_of_jobs_and_done_twice() {
    let mut input = String::new();
    for n in 0..20_000 {
        match n % 7 {
            0 => input.push_str(LINE),
            1 => input.push_str("bad \u{2028}\n"),
            _ => input.push_str(&format!("{{\"n\":{n},\"text\":\"{}\"}}\n", "word \u{2019}".repeat(n % 40))),
        }
    }
    let one = sh("clean --only dateline --escape-separators -j1", input.as_bytes());
    assert_eq!(String::from_utf8(one.stdout.clone()).unwrap(), escaped(&input.replace("bad \u{2028}\n", "")));
    for jobs in [2, 8] {
        let more = sh(&format!("clean --only dateline --escape-separators -j{jobs}"), input.as_bytes());
        assert!(one.stdout == more.stdout && one.stderr == more.stderr, "{jobs}");
    }
    let twice = sh("clean --only dateline --escape-separators", &one.stdout);
    assert!(twice.stdout == one.stdout && twice.stderr.is_empty());
}

#[test]
fn a_bad_record_that_is_kept_is_escaped_if_it_is_json_and_rejects_never() {
    let dir = folder("separators_bad");
    let lines = [
        "{\"a\":\"\u{2028}\"}\n".as_bytes(),
        "{\"text\":\"\u{2028}\",}\n".as_bytes(),
        b"{\"text\":\"\xe2\x80\xa8\xff\"}\n",
        "{\"text\":[\"\u{85}\"]}\n".as_bytes(),
    ]
    .concat();
    let kept = sh(&format!("clean -q --escape-separators --on-error keep --rejects {dir}/bad"), &lines);
    let expected = [
        &b"{\"a\":\"\\u2028\"}\n"[..],
        "{\"text\":\"\u{2028}\",}\n".as_bytes(),
        b"{\"text\":\"\xe2\x80\xa8\xff\"}\n",
        b"{\"text\":[\"\\u0085\"]}\n",
    ]
    .concat();
    assert_eq!(String::from_utf8_lossy(&kept.stdout), String::from_utf8_lossy(&expected));
    assert_eq!(kept.stdout, expected);
    assert_eq!(std::fs::read(format!("{dir}/bad")).unwrap(), lines);
}

#[test]
fn an_escaped_record_counts_as_changed() {
    let (_, _, summary) = run("clean --only dateline --escape-separators --summary /dev/stderr", LINE.as_bytes());
    assert!(summary.contains("\"changed\":1"), "{summary}");
}

#[test]
fn it_is_not_there_where_no_records_are_written() {
    for (script, said) in [
        ("stats --escape-separators", "--per-record"),
        ("clean --diff --escape-separators", "cannot be used with"),
        ("clean --check --escape-separators", "cannot be used with"),
        ("clean --learn-boilerplate /dev/null --escape-separators", "cannot be used with"),
    ] {
        let (code, out, err) = run(script, b"");
        assert!(code == 2 && out.is_empty() && err.contains(said), "{script}: {code} {err}");
    }
}
