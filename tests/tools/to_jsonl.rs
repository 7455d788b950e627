//! What `to-jsonl` makes of each format, and of files that are not what they should be.

use std::fs;

use crate::run::{folder, run, sh};
use serde_json::Value;

/// The text of each record that comes out of `script`.
fn texts(script: &str, input: &[u8]) -> Vec<String> {
    let (_, out, _) = run(script, input);
    let text = |line: &str| serde_json::from_str::<Value>(line).unwrap()["text"].as_str().unwrap().to_owned();
    out.lines().map(text).collect()
}

fn utf16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_lone_pound_sign_is_windows_1252_and_says_so() {
    let (code, out, err) = run("to-jsonl", b"It cost \xa35.\n");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("\"text\":\"It cost £5.\",\"metadata\":{\"encoding\":\"windows-1252\"}"), "{out}");
    let (_, out, _) = run("to-jsonl --from csv", b"text\nIt cost \xa35.\nes kostet 5 \xc3\xa9\n");
    assert!(out.contains("It cost £5.\",\"metadata\":{\"encoding\":\"windows-1252\",\"line\":2}"), "{out}");
    assert!(out.contains("kostet 5 é\",\"metadata\":{\"line\":3}"), "{out}");
}

#[test]
fn encodings() {
    for (script, input, text) in [
        ("to-jsonl", utf16("Grüße ✓"), "Grüße ✓"),
        ("to-jsonl", b"\xef\xbb\xbfGr\xc3\xbc\xc3\x9fe".to_vec(), "Grüße"),
        ("to-jsonl --encoding windows-1254", b"\xfd\xfe".to_vec(), "ış"),
        ("to-jsonl --encoding shift_jis --from csv", b"text\n\"\x83\x5c,\"\n".to_vec(), "ソ,"),
        ("to-jsonl --from csv", utf16("text\r\n\"Grüße,\r\n✓\"\r\n"), "Grüße,\r\n✓"),
        ("to-jsonl --from tsv", utf16("n\ttext\n1\tGrüße\n"), "Grüße"),
        ("to-jsonl --from json", utf16("[{\"text\":\"Grüße\"}]"), "Grüße"),
        ("to-jsonl --from jsonl", utf16("{\"text\":\"Grüße\"}\n"), "Grüße"),
    ] {
        assert_eq!(texts(script, &input), [text], "{script}");
    }
    for (script, input, said) in [
        ("to-jsonl --encoding utf-8", &b"ab\xff"[..], "stdin: byte 3 is not UTF-8 (name another --encoding?)"),
        ("to-jsonl --encoding utf-16le", b"a\0\0\xd8b\0", "stdin: byte 3 is not UTF-16LE (name another --encoding?)"),
        ("to-jsonl", b"ab\0", "stdin: has NUL characters and is no text (if it is, name its --encoding)"),
        ("to-jsonl --from csv --encoding utf-8", b"text\nab\n\xff\n", "stdin:3: byte 1 is not UTF-8"),
        ("to-jsonl --from json", b"[{\"text\":\"\xff\"}]", "stdin:1: element 1: not valid UTF-8 at byte 10 of it"),
        (
            "to-jsonl --from json --encoding utf-16le",
            b"[\0]\0\0\xd8b\0",
            "stdin: cannot read on: byte 5 is not UTF-16LE",
        ),
        ("to-jsonl --encoding klingon", b"", "--encoding \"klingon\" is no label of the WHATWG Encoding Standard"),
    ] {
        let (code, out, err) = run(script, input);
        assert!(code > 0 && err.contains(said) && err.lines().count() == 1, "{script}: {code} {err} {out}");
    }
}

#[test]
fn csv_rows_become_records() {
    let (code, out, err) = run("to-jsonl --from csv", b"title,text,n\nA,\"x, y\",007\nB,z\nC,\"1e5\",NULL\n");
    assert_eq!(code, 1);
    assert!(out.contains("\"title\":\"A\",\"text\":\"x, y\",\"metadata\":{\"n\":\"007\",\"line\":2}}"), "{out}");
    assert!(out.contains("\"text\":\"1e5\",\"metadata\":{\"n\":\"NULL\",\"line\":4}}"), "{out}");
    assert_eq!(err, "to-jsonl: stdin:3: the row has 2 cells where the header has 3 (skipped)\n");
}

#[test]
fn lines_of_csv_are_those_of_an_editor() {
    for (input, lines) in
        [("text\r\n\"a\nb\"\r\n\r\nc\r\n", [2, 5]), ("text\ra\rb\r", [2, 3]), ("\n\ntext\n\n\"a\n\n\"\nb", [5, 8])]
    {
        let (code, out, err) = run("to-jsonl --from csv", input.as_bytes());
        assert_eq!((code, err.as_str()), (0, ""), "{input:?}");
        let found: Vec<_> = out
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).unwrap()["metadata"]["line"].as_u64().unwrap())
            .collect();
        assert_eq!(found, lines, "{input:?}");
    }
}

#[test]
fn headers_are_told_apart() {
    let (_, out, _) = run("to-jsonl --from csv", b"\xef\xbb\xbftext,a,a,,line\nx,1,2,3,4\n");
    assert!(
        out.ends_with("\"metadata\":{\"a\":\"1\",\"a_2\":\"2\",\"column_4\":\"3\",\"line_2\":\"4\",\"line\":2}}\n"),
        "{out}"
    );
    for (input, said) in [
        ("a,b\n1,2\n", "no column is named \"text\": name one with --map text=COLUMN (there are: a, b)"),
        ("", "it has no header"),
    ] {
        let (code, _, err) = run("to-jsonl --from csv", input.as_bytes());
        assert!(code == 2 && err.contains(said), "{code} {err}");
    }
}

#[test]
fn rejects_hold_bad_rows_and_elements_byte_for_byte() {
    let dir = folder("to-jsonl-rejects");
    for (from, input, rejects, said) in [
        (
            "csv",
            "text,n\r\na,1\r\n\r\n\"b\r\n\"\r\nc,1,2\r\nd,2\r\n\"e\r\nf,3\r\n",
            "\"b\r\n\"\r\nc,1,2\r\n\"e\r\nf,3\r\n",
            &[
                "stdin:4: the row has 1",
                "stdin:6: the row has 3",
                "stdin:8: a quote that opens in this row is never closed",
            ][..],
        ),
        (
            "json",
            "[{\"text\":\"a\"},\n {\"x\":1}, 7,\n {\"text\":\n \"b\"x},{\"text\":\"c\"}] more",
            "{\"x\":1}\n7\n{\"text\":\n \"b\"x}\nmore",
            &[
                "stdin:2: element 2: field \"text\" is missing",
                "stdin:2: element 3: not a JSON object at column 1",
                "stdin:3: element 4: not a JSON object on line 4: expected a comma",
                "stdin:4: something follows the array",
            ],
        ),
        ("jsonl", "{\"text\":\"a\"}\n[]\n", "[]\n", &["stdin:2: not a JSON object"]),
        ("text", "a\0", "a\0", &["stdin: has NUL"]),
    ] {
        for jobs in [1, 8] {
            let script = format!("to-jsonl --from {from} -j{jobs} --rejects {dir}/{from}");
            let (code, _, err) = run(&script, input.as_bytes());
            assert_eq!(code, 1, "{err}");
            assert_eq!(fs::read_to_string(format!("{dir}/{from}")).unwrap(), rejects, "{from}");
            let lines: Vec<_> = err.lines().collect();
            assert_eq!(lines.len(), said.len(), "{err}");
            assert!(lines.iter().zip(said).all(|(line, said)| line.contains(said)), "{err}");
        }
    }
}

#[test]
fn json_files() {
    for (input, found) in [
        ("[]", &[][..]),
        (" \n", &[]),
        ("[{\"text\":\"a\"} , {\"text\":\"b\"}]\n", &["a", "b"]),
        ("{\"text\":\n\"a\"\n}\n{\"text\":\"b\"}", &["a", "b"]),
        ("\u{feff}{\"text\":\"]}\\\"\"}", &["]}\""]),
    ] {
        let (code, out, err) = run("to-jsonl --from json", input.as_bytes());
        assert_eq!((code, err.as_str(), out.lines().count()), (0, "", found.len()), "{input}");
        assert_eq!(texts("to-jsonl --from json", input.as_bytes()), found);
    }
    for (input, said, records) in [
        ("[{\"text\":\"a\"},", "the array has no end", 1),
        ("[{\"text\":\"a\"}", "the array has no end", 1),
        ("[{\"text\":\"a\"},]", "element 2: not a JSON object", 1),
        ("[{\"text\":\"a\"},{\"te", "element 2: not a JSON object", 1),
        ("nonsense", "element 1: not a JSON object", 0),
    ] {
        let (code, out, err) = run("to-jsonl --from json", input.as_bytes());
        assert!(code == 1 && err.contains(said) && out.lines().count() == records, "{input}: {code} {err}");
    }
    let (_, out, _) = run("to-jsonl --from json", b"[{\"text\":\"a\",\n\"n\":1E2}]");
    assert!(out.starts_with("{\"text\":\"a\", \"n\":1E2,\"id\":\""), "{out}");
    assert!(out.ends_with("\",\"source\":\"stdin\",\"metadata\":{\"row\":1}}\n"), "{out}");
}

#[test]
fn what_is_a_record_already_passes() {
    let (_, out, _) = run("to-jsonl fixtures/articles | to-jsonl --from jsonl", b"");
    assert_eq!(out, run("to-jsonl fixtures/articles", b"").1);
}

#[test]
fn folders_are_walked_in_order() {
    let dir = folder("walk");
    let script = format!(
        "cd {dir}; mkdir -p in/b in/.hidden; echo 2 > in/b/x; echo 1 > in/a; echo 3 > in/c; echo 0 > in/.hidden/x; \
         echo '[{{\"text\":\"4\"}}]' > in/d.json; ln -s ../in in/loop; mkfifo in/pipe; mkdir empty; \
         printf 'text\\n5\\n' | gzip > in/e.csv.gz; chmod 000 in/c"
    );
    run(&script, b"");
    let (code, out, err) = run(&format!("cd {dir}; to-jsonl in empty nowhere"), b"");
    let sources: Vec<String> =
        out.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["source"].as_str().unwrap().to_owned()).collect();
    // Whoever may read everything reads what nobody may.
    let sources: Vec<_> = sources.iter().map(String::as_str).filter(|s| *s != "in/c").collect();
    assert_eq!((code, sources), (1, vec!["in/a", "in/b/x", "in/d.json", "in/e.csv.gz"]), "{err}");
    for said in [
        "in/loop: a symbolic link leads back",
        "in/pipe: it is no regular file",
        "empty: the folder holds no file",
        "nowhere: cannot open it: No such file",
    ] {
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn a_text_that_is_too_long_is_rejected_whole() {
    let dir = folder("long-text");
    let text = vec![b'x'; 3_000_000];
    let out = sh(&format!("to-jsonl --max-record 1MiB --rejects {dir}/r"), &text);
    assert_eq!(String::from_utf8(out.stderr).unwrap(), "to-jsonl: stdin: longer than --max-record (1 MiB) (skipped)\n");
    assert!(fs::read(format!("{dir}/r")).unwrap() == text);
}

#[test]
fn ids_tell_texts_apart_and_not_where_they_stood() {
    let id = |script: &str, input: &[u8]| {
        let (_, out, _) = run(script, input);
        serde_json::from_str::<Value>(out.lines().next().unwrap()).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let text = id("to-jsonl", b"Head\n\nBody.");
    assert_eq!(text, id("to-jsonl --from csv", b"n,title,text\n1,Head,Body.\n"));
    assert_eq!(text, id("to-jsonl --from jsonl", b"{\"title\":\"Head\",\"text\":\"B\\u006fdy.\"}\n"));
    assert_ne!(text, id("to-jsonl --title none", b"Head\n\nBody."));
    assert_ne!(id("to-jsonl --from csv", b"title,text\nab,c\n"), id("to-jsonl --from csv", b"title,text\na,bc\n"));
    let (_, _, summary) = run("to-jsonl --from csv --summary /dev/stderr >/dev/null", b"text\na\na\nb\n");
    assert_eq!(serde_json::from_str::<Value>(&summary).unwrap()["ids"]["repeated"], 1);
}

#[test]
fn the_same_bytes_are_the_same_from_a_file_and_from_a_pipe() {
    let dir = folder("pipe");
    for (n, input) in
        [&b"\xef\xbb\xbfcaf\xe9"[..], b"\xef\xbb\xbfa\0", b"\xef\xbb\xbfHead\n\nBody", b"x"].iter().enumerate()
    {
        fs::write(format!("{dir}/{n}"), input).unwrap();
        for flags in ["", "--encoding windows-1252", "--max-record 4", "--max-record 1"] {
            let piped = run(&format!("to-jsonl {flags} --rejects {dir}/piped"), input);
            let file = run(&format!("cd {dir}; to-jsonl {flags} --rejects {dir}/file {n}"), b"");
            let name = |s: &str| s.replace("\"stdin\"", &format!("\"{n}\"")).replace("stdin:", &format!("{n}:"));
            assert_eq!((piped.0, name(&piped.1), name(&piped.2)), file, "{n} {flags}");
            assert_eq!(fs::read(format!("{dir}/piped")).unwrap(), fs::read(format!("{dir}/file")).unwrap());
        }
    }
}

#[test]
fn json_in_any_encoding() {
    for from in ["json", "jsonl"] {
        let script = format!("to-jsonl --from {from} --encoding windows-1252");
        assert_eq!(texts(&script, b"{\"text\":\"caf\xe9\"}\n"), ["café"]);
    }
}

#[test]
fn repeated_ids_are_counted_in_every_format() {
    let dir = folder("ids");
    let script = format!(
        "cd {dir}; printf 'Body.' > a.txt; printf 'text\\nBody.\\n' > b.csv; to-jsonl a.txt > c.jsonl; \
         printf '[{{\"text\":\"Body.\"}}]' > d.json; to-jsonl -q --summary s a.txt b.csv c.jsonl d.json | sort | uniq -c | wc -l; cat s"
    );
    let (_, out, _) = run(&script, b"");
    assert!(out.contains("\"ids\":{\"repeated\":3,"), "{out}");
}

#[test]
fn space_in_json_is_no_part_of_a_record() {
    let pad = " ".repeat(200_000);
    let input = format!("{pad}[{pad}{{\"text\":\"a\"}},{pad}{{\"text\":\"b\"}}]{pad}");
    let (code, out, err) = run("to-jsonl --from json --max-record 50000", input.as_bytes());
    assert_eq!((code, err.as_str(), out.lines().count()), (0, "", 2));
    assert!(out.lines().all(|l| !l.ends_with(' ')));
}
