//! CSV and TSV: dialects, columns and types.

use std::fs;

use crate::run::{run, sh, shared};
use serde_json::{Value, json};

fn records(script: &str, input: &str) -> Vec<Value> {
    let (code, out, err) = run(script, input.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""), "{script}");
    out.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn the_delimiter_is_found() {
    for (input, text, n) in [
        ("text;n\n\"a\nb\";1\nc;2\n", "a\nb", "1"),
        ("n|text\n1|\"a|\nb\"\n2|c\n", "a|\nb", "1"),
        ("n\ttext\n1\ta,b\n2\tc,d\n", "a,b", "1"),
        ("text,n\n\"a;b\",1\nc;d,2\n", "a;b", "1"),
    ] {
        let records = records("to-jsonl --from csv", input);
        assert_eq!(
            (records.len(), &records[0]["text"], &records[0]["metadata"]["n"]),
            (2, &json!(text), &json!(n)),
            "{input}"
        );
    }
    let given = records("to-jsonl --from csv --delimiter ';'", "text;a,b,c\nx;1,2,3\n");
    assert_eq!(given[0]["metadata"]["a,b,c"], "1,2,3");
}

#[test]
fn flags_of_tables_are_for_tables() {
    for (from, flag) in [
        ("jsonl", "--map text=body"),
        ("json", "--types n=number"),
        ("text", "--delimiter ,"),
        ("parquet", "--quote none"),
        ("html", "--no-header"),
    ] {
        let (code, _, err) = run(&format!("to-jsonl --from {from} {flag}"), b"");
        let name = flag.split(' ').next().unwrap();
        assert_eq!(code, 2, "{err}");
        assert!(err.starts_with(&format!("to-jsonl: {name} is for tables, not for --from {from}")), "{err}");
        assert_eq!(err.contains("--field"), name == "--map", "{err}");
    }
    // Beside tables there may be other files.
    assert_eq!(run("to-jsonl --map text=body", b"a text").0, 0);
}

#[test]
fn a_block_of_another_delimiter_is_cut_where_its_rows_end() {
    // The first read ends inside a quoted cell, before which stands a semicolon.
    let row = format!("{};\"x\ny\"\n", "z".repeat(997));
    let input = format!("text;n\n{}", row.repeat(300));
    assert_eq!(records("to-jsonl --from csv", &input).len(), 300);
}

#[test]
fn columns_become_fields() {
    let script = "to-jsonl --from csv --map text=body,title=headline,created=day,source=url,author=who";
    let input = "headline,body,day,url,who,text\nH,B,2020-01-02,http://x,W,T\n";
    let mut record = records(script, input).remove(0);
    assert!(record["id"].take().is_string());
    assert_eq!(
        record,
        json!({"id": null, "source": "http://x", "title": "H", "text": "B", "created": "2020-01-02",
               "metadata": {"author": "W", "text": "T", "line": 2}})
    );
    let (code, _, err) = run("to-jsonl --from csv --map text=boddy", b"body\nx\n");
    assert!(code == 2 && err.contains("no column is named \"boddy\", which --map names (there are: body)"), "{err}");
}

#[test]
fn types_are_what_json_spells() {
    let script = "to-jsonl --from csv --types n=number,b=boolean,j=json";
    let records =
        records(script, "text,n,b,j,s\nx,12345678901234567890123,true,\"{\"\"a\"\":[1]}\",007\ny,-1.50e3,,, \n");
    assert_eq!(records[0]["metadata"]["s"], "007");
    let (_, out, _) = run(script, b"text,n,b,j\nx,12345678901234567890123,true,\"{\"\"a\"\":[1]}\"\ny,-1.50e3,,\n");
    assert!(out.contains("\"n\":12345678901234567890123,\"b\":true,\"j\":{\"a\":[1]},\"line\":2"), "{out}");
    assert!(out.contains("\"n\":-1.50e3,\"b\":null,\"j\":null,\"line\":3"), "{out}");
    let (code, out, err) = run(script, b"text,n,b,j\na,007,,\nb,1,yes,\nc,1,,{\nd,1,,\n");
    assert_eq!((code, out.lines().count()), (1, 1), "{err}");
    assert!(err.starts_with("to-jsonl: stdin:2: column \"n\" holds \"007\" that is no number (skipped)\n"), "{err}");
    assert!(run("to-jsonl --from csv --types text=number", b"text\n1\n").2.contains("is the record's text"));
}

#[test]
fn quotes_and_headers_can_be_told() {
    let tsv = records("to-jsonl --from tsv --quote none", "text\tn\n\"Hello\t1\nx\"y\t2\n");
    assert_eq!((&tsv[0]["text"], &tsv[1]["text"]), (&json!("\"Hello"), &json!("x\"y")));
    assert_eq!(records("to-jsonl --from csv --quote \"'\"", "text,n\n'a,b',1\n")[0]["text"], "a,b");
    let none = records("to-jsonl --from csv --no-header --map text=column_2", "1,a\n2,b\n");
    assert_eq!(
        (none.len(), &none[0]["text"], &none[0]["metadata"]),
        (2, &json!("a"), &json!({"column_1": "1", "line": 1}))
    );
}

#[test]
fn marks_and_repeated_names() {
    let marked = records("to-jsonl --from csv", "\u{feff}\"te\"\"\nxt\",text\n1,\u{feff}a\n2,b\n");
    assert_eq!(
        (marked.len(), &marked[0]["metadata"]["te\"\nxt"], &marked[0]["text"]),
        (2, &json!("1"), &json!("\u{feff}a"))
    );
    let (_, out, _) = run("to-jsonl --from csv", b"text,line,line_2,encoding,a,a,a_2\nx,1,2,3,4,5,6\n");
    let metadata =
        r#""metadata":{"line_2":"1","line_2_2":"2","encoding_2":"3","a":"4","a_2":"5","a_2_2":"6","line":2}"#;
    assert!(out.contains(metadata), "{out}");
    let wide = format!("text{}\nx{}\n", ",a".repeat(20_000), ",".repeat(20_000));
    assert_eq!(records("to-jsonl --from csv", &wide).len(), 1);
    assert!(!records("to-jsonl --from csv", "title,text\n,a\n")[0].as_object().unwrap().contains_key("title"));
}

#[test]
fn quotes_that_are_none_are_not_taken_in_silence() {
    let input = "title\ttext\n\"A\tone\n\"B\ttwo\nC\tthree\n";
    let (code, out, err) = run("to-jsonl --from tsv", input.as_bytes());
    assert!(
        code == 1 && out.lines().count() == 1 && err.contains("stdin:2: something follows the closing quote"),
        "{err}"
    );
    assert_eq!(records("to-jsonl --from tsv --quote none", input).len(), 3);
    assert_eq!(records("to-jsonl --from tsv --quote '\"'", input)[0]["title"], "A\tone\nB");
}

#[test]
fn parquet_columns_are_fields() {
    let script = "to-jsonl fixtures/parquet/news.parquet --map title=headline,created=day";
    let (code, out, err) = run(script, b"");
    assert_eq!(
        (code, err.as_str()),
        (1, "to-jsonl: fixtures/parquet/news.parquet: row 3: column \"text\" is null (skipped)\n")
    );
    let mut records: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(records.iter_mut().all(|r| r["id"].take().is_string()));
    assert_eq!(
        records[0],
        json!({"id": null, "source": "fixtures/parquet/news.parquet", "title": "First",
               "text": "A first article, with “quotes”.", "created": "2020-02-29",
               "metadata": {"at": "2020-02-29T12:30:00.250000Z", "views": 12345678901234567i64, "score": 0.1,
                            "price": "1.50", "paid": true, "tags": ["a", "b\"c"],
                            "who": {"name": "Ann", "age": 30}, "raw": "text", "row": 1}})
    );
    assert_eq!((&records[1]["metadata"]["raw"], records[1].get("title")), (&json!("ff00"), None));
    let (_, out, _) = run("to-jsonl fixtures/parquet/news.parquet --map text=headline", b"");
    assert!(out.lines().nth(2).unwrap().contains("\"score\":-2.5e300,"), "{out}");
    for (script, said) in [
        ("to-jsonl --from parquet", "Parquet cannot be read from standard input: name a file"),
        ("to-jsonl --from parquet README.md", "README.md: is no Parquet file"),
    ] {
        let (code, _, err) = run(script, b"");
        assert!(code == 2 && err.contains(said), "{err}");
    }
}

#[test]
fn csv_spectrum() {
    let Some(folder) = shared("torture/csv-spectrum") else { return };
    let mut all = 0;
    for file in fs::read_dir(folder.join("csvs")).unwrap() {
        let file = file.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let gold = fs::read_to_string(folder.join(format!("json/{name}.json"))).unwrap();
        // The two fixtures whose JSON is not what their CSV says: another telephone number, and
        // line ends that the CSV does not have.
        let gold = match name.as_str() {
            "location_coordinates" => gold.replace("1234567890", "2095257564"),
            "newlines_crlf" => gold.replace("\\r\\n", "\\n"),
            _ => gold,
        };
        let gold = match serde_json::from_str(&gold).unwrap() {
            Value::Array(rows) => rows,
            row => vec![row],
        };
        let first = gold[0].as_object().unwrap().keys().next().unwrap().clone();
        let out = sh(&format!("to-jsonl --from csv --map 'text={first}' '{}'", file.display()), b"");
        let rows: Vec<Value> = String::from_utf8(out.stdout)
            .unwrap()
            .lines()
            .map(|line| {
                let mut record: Value = serde_json::from_str(line).unwrap();
                let mut row = serde_json::Map::new();
                row.insert(first.clone(), record["text"].take());
                row.extend(record["metadata"].as_object().unwrap().clone());
                row.remove("line");
                Value::Object(row)
            })
            .collect();
        assert_eq!(rows, gold, "{name}");
        all += 1;
    }
    assert_eq!(all, 12);
}
