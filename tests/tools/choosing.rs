//! Which articles `to-jsonl` writes, and what their ids are.

use crate::run::{folder, run};
use serde_json::Value;

/// A field of every record that comes out.
fn all(script: &str, input: &str, field: &str) -> Vec<String> {
    let (code, out, err) = run(script, input.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""), "{script}");
    let value = |l: &str| serde_json::from_str::<Value>(l).unwrap()[field].as_str().unwrap().to_owned();
    out.lines().map(value).collect()
}

fn lines(n: usize) -> String {
    (1..=n).map(|n| format!("line {n}\n")).collect()
}

#[test]
fn lines_and_paragraphs() {
    let text = "\u{feff}a b\r\n\r\n \nc\nd\n\n\n  e\n";
    assert_eq!(all("to-jsonl --from lines", text, "text"), ["a b", "c", "d", "  e"]);
    assert_eq!(all("to-jsonl --from paragraphs", text, "text"), ["a b", "c\nd", "  e"]);
    let (_, out, _) = run("to-jsonl --from paragraphs", text.as_bytes());
    let places: Vec<_> = out.lines().map(|l| l.rsplit_once("\"line\":").unwrap().1.to_owned()).collect();
    assert_eq!(places, ["1}}", "4}}", "8}}"]);
    let (code, out, err) = run("to-jsonl --from lines --encoding utf-8", b"a\n\xff\nb\n");
    assert!(code == 1 && out.lines().count() == 2 && err.contains("stdin:2: byte 1 is not UTF-8"), "{err}");
    assert_eq!(all("to-jsonl --from lines --encoding shift_jis", "a\n", "text"), ["a"]);
    for from in ["lines", "paragraphs"] {
        let (one, many) = (lines(20_000).replace("7\n", "\n\n"), format!("to-jsonl --from {from}"));
        assert_eq!(run(&format!("{many} -j1"), one.as_bytes()), run(&format!("{many} -j8"), one.as_bytes()));
    }
}

#[test]
fn ids() {
    assert_eq!(all("to-jsonl --from lines --id path", "a\n\nb\n", "id"), ["stdin:1", "stdin:3"]);
    assert_eq!(all("to-jsonl --id path fixtures/articles", "", "id")[0], "fixtures/articles/1-ferry.txt");
    assert_eq!(all("to-jsonl --from csv --id column=n", "n,text\nx,a\ny,b\n", "id"), ["x", "y"]);
    assert_eq!(all("to-jsonl --from jsonl --id path", "{\"text\":\"a\"}\n", "id"), ["stdin:1"]);
    for jobs in [1, 8] {
        let counted = all(&format!("to-jsonl -j{jobs} --from lines --id counter"), &lines(30_000), "id");
        assert!(counted.iter().enumerate().all(|(i, id)| *id == (i + 1).to_string()));
    }
    for (script, said) in [
        ("to-jsonl --id column=n", "it has no columns"),
        ("to-jsonl --from csv --id column=n", "no column is named \"n\", which --id names"),
        ("to-jsonl --from jsonl --id counter", "no --id counter"),
        ("to-jsonl --id x", "must be hash, path, counter or column=NAME"),
    ] {
        let (code, _, err) = run(script, b"text\na\n");
        assert!(code == 2 && err.contains(said), "{script}: {err}");
    }
}

#[test]
fn ids_from_a_column_are_of_one_article_each() {
    // Row 3 is row 1 again; row 4 is another article; row 6 has no id.
    let rows = "n,text\nx,a\nx,a\nx,b\nbad\n,c\ny,d\nx,e\n";
    let dir = folder("repeated_ids");
    for jobs in [1, 8] {
        let script = format!(
            "cd {dir}; to-jsonl -j{jobs} --from csv --id column=n --rejects rejected --summary summary; code=$?; \
             cat rejected summary >&2; exit $code"
        );
        let (code, out, err) = run(&script, rows.as_bytes());
        let texts: Vec<_> =
            out.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["text"].to_string()).collect();
        assert_eq!((code, texts), (1, ["a", "a", "d"].map(|t| format!("{t:?}")).to_vec()), "{err}");
        let said: Vec<_> = err.lines().collect();
        assert_eq!(said[0], "to-jsonl: stdin:4: its id \"x\" is that of another article before it (skipped)");
        assert!(said[2].contains("stdin:6: column \"n\", which --id names, is empty"), "{err}");
        assert!(said[3].contains("stdin:8:") && said[4..8] == ["x,b", "bad", ",c", "x,e"], "{err}");
        assert!(err.contains("\"in\":7,\"out\":3") && err.contains("\"repeated-id\":2"), "{err}");
    }
    let (code, out, err) = run("to-jsonl --from csv --id column=n --on-error stop", rows.as_bytes());
    assert_eq!((code, out.lines().count(), err.lines().count()), (1, 2, 1), "{err}");
    let (_, out, err) = run("to-jsonl --from csv --id column=n --limit 2", rows.as_bytes());
    assert_eq!((out.lines().count(), err.as_str()), (2, ""));
    // Over many blocks, in which what is left stays as it is.
    let rows: String = (0..50_000).map(|n| format!("{},text {n}\n", n % 40_000)).collect();
    let (_, out, err) =
        run("to-jsonl -q --from csv --id column=n --rejects /dev/stderr", format!("n,text\n{rows}").as_bytes());
    assert_eq!((out.lines().count(), err.lines().count()), (40_000, 10_000));
    let first: String = rows.split_inclusive('\n').take(40_000).collect();
    assert_eq!(out, run("to-jsonl --from csv --id column=n", format!("n,text\n{first}").as_bytes()).1);
}

#[test]
fn paths_as_ids_are_of_one_article_each() {
    let dir = folder("ids");
    let script = "printf 'text\nx\n' > a; echo y > a:2; to-jsonl --id path --from csv a; to-jsonl --id path a:2";
    let (_, out, err) = run(&format!("cd {dir}; {script}"), b"");
    let ids: Vec<_> = out.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["id"].to_string()).collect();
    assert_eq!(ids, ["\"a:2\"", "\"a:2:\""], "{err}");
}

#[test]
fn the_first_so_many() {
    let text = format!("{}{}", lines(3).replace("line 2", "\u{0}"), lines(50_000));
    for jobs in [1, 2, 8] {
        let script = format!("to-jsonl -j{jobs} --from lines --limit 40000");
        let found = all(&script, &text, "text");
        assert!(found.len() == 40_000 && found[39_999] == "line 39997");
    }
    let (code, out, err) = run("to-jsonl --from csv --limit 2", b"text,n\na,1\nbad\nb,2\nbad\nc,3\n");
    assert_eq!((code, out.lines().count(), err.lines().count()), (1, 2, 1), "{err}");
    let (_, _, summary) =
        run("to-jsonl --from csv --limit 2 -q --summary /dev/stderr > /dev/null", b"text,n\na,1\nbad\nb,2\nbad\nc,3\n");
    assert!(summary.contains("\"records\":{\"in\":3,\"out\":2,\"changed\":0,\"bad\":{\"ragged-row\":1}}"), "{summary}");
    // The end of the input is not waited for.
    let (code, out, _) =
        run("(echo a; sleep 20 & exec cat /dev/null) 2>/dev/null | to-jsonl --from lines -j1 --limit 1", b"");
    assert_eq!((code, out.lines().count()), (0, 1));
}

#[test]
fn a_sample_is_the_same_every_time() {
    let text = lines(20_000);
    let one = all("to-jsonl -j1 --from lines --sample 50 --seed 7", &text, "text");
    assert_eq!(one.len(), 50);
    for jobs in [2, 8] {
        assert_eq!(all(&format!("to-jsonl -j{jobs} --from lines --sample 50 --seed 7"), &text, "text"), one);
    }
    assert_ne!(all("to-jsonl --from lines --sample 50", &text, "text"), one);
    let number = |line: &String| line[5..].parse::<u32>().unwrap();
    assert!(one.is_sorted_by_key(number));
    let first = all("to-jsonl --from lines --limit 100 --sample 10 --id counter", &text, "text");
    assert!(first.len() == 10 && first.iter().all(|l| number(l) <= 100));
}

#[test]
fn short_articles_and_files_are_left_out() {
    assert_eq!(all("to-jsonl --from lines --min-chars 3", "äö\näöü\nab\nabc\n", "text"), ["äöü", "abc"]);
    assert_eq!(all("to-jsonl --from jsonl --min-chars 3", "{\"text\":\"ab\"}\n{\"text\":\"abc\"}\n", "text"), ["abc"]);
    assert_eq!(all("to-jsonl --from json --min-chars 3", "[{\"text\":\"ab\"},{\"text\":\"abc\"}]", "text"), ["abc"]);
    let dir = folder("globs");
    run(&format!("cd {dir}; mkdir -p in/sub; for f in a.txt b.md sub/c.txt sub/d.md; do echo $f > in/$f; done"), b"");
    for (flags, found) in [
        ("--include '*.txt'", &["in/a.txt", "in/sub/c.txt"][..]),
        ("--exclude '*.txt'", &["in/b.md", "in/sub/d.md"]),
        ("--include 'sub/**'", &["in/sub/c.txt", "in/sub/d.md"]),
        ("--include '*.txt' --include '*.md' --exclude 'sub/*'", &["in/a.txt", "in/b.md"]),
    ] {
        assert_eq!(all(&format!("cd {dir}; to-jsonl {flags} in"), "", "source"), found, "{flags}");
    }
    assert!(run("to-jsonl --include '['", b"").2.contains("--include"));
}

#[test]
fn files_whose_names_tell_nothing_are_looked_into() {
    let dir = folder("content");
    let page = "<!doctype html><p>A sentence that is long enough to be read by people.";
    let script = format!(
        "mkdir {dir}/in; cd {dir}/in; echo '{page}' > page; echo '{page}' | gzip > page.dat; echo '{page}' > page.txt; \
         cp $OLDPWD/fixtures/warc/pages.warc crawl; cp $OLDPWD/fixtures/parquet/news.parquet news; cd ..; \
         to-jsonl -q --map text=headline --id path in | grep -c ."
    );
    let (_, out, _) = run(&script, b"");
    // One article a page, also in the text that is no page; 4 of the crawl; 3 rows.
    assert_eq!(out, "10\n");
    let texts = all(&format!("cd {dir}/in; to-jsonl page page.dat page.txt"), "", "text");
    let sentence = "A sentence that is long enough to be read by people.";
    assert_eq!(texts, [sentence, sentence, &format!("<!doctype html><p>{sentence}")]);
}
