use crate::run::{run, shared};
use serde_json::Value;

#[test]
fn the_whole_pipe_on_the_fixtures() {
    let (code, out, err) = run("to-jsonl fixtures/articles | clean | detect-language | split-sentences", b"");
    assert_eq!((code, err.as_str()), (0, ""));
    let records: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let langs: Vec<_> = records.iter().map(|r| r["lang"].as_str().unwrap()).collect();
    assert_eq!(langs, ["en", "de", "en"]);
    assert_eq!(records[0]["title"], "Harbour town votes to keep its ferry");
    assert!(records[0]["text"].as_str().unwrap().starts_with("Port Ellis, Feb 6: The"));
    assert_eq!(records[2]["metadata"]["encoding"], "windows-1252");
    let sentences = records[0]["sentences"].as_array().unwrap();
    assert!(sentences.iter().any(|s| s.as_str().unwrap().ends_with("we kept,” the mayor said.")), "{sentences:?}");
}

#[test]
fn stats_at_the_end() {
    let (code, out, _) = run("to-jsonl fixtures/articles | stats --json", b"");
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &answer["records"]), (0, &Value::from(3)));
    assert_eq!(
        run("to-jsonl fixtures/articles | stats -j1", b"").1,
        run("to-jsonl fixtures/articles | stats -j8", b"").1
    );
}

#[test]
fn a_text_without_letters_has_no_language() {
    let (_, out, _) = run("detect-language", b"{\"text\":\"12 34 !\"}\n");
    assert_eq!(out, "{\"text\":\"12 34 !\",\"lang\":\"und\",\"lang_confidence\":0}\n");
}

#[test]
fn the_seed_article() {
    if shared("raw/seed-article.txt").is_none() {
        return;
    }
    let (code, out, _) = run("to-jsonl ../shared/data/raw/seed-article.txt | clean | split-sentences", b"");
    let record: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &record["title"]), (0, &Value::from("UN SG wishes for enhanced cooperation with China")));
    assert!(record["text"].as_str().unwrap().starts_with("United Nations, Feb 6: UN"));
    let sentences = record["sentences"].as_array().unwrap();
    assert!(sentences.iter().any(|s| s.as_str().unwrap().contains("human rights,” the UN said in a statement")));
}

#[test]
fn stats_counts_what_split_sentences_would_give() {
    // German ordinals and English sentences end differently.
    let input = "{\"text\":\"Am 3. Oktober kam er. Gut.\",\"lang\":\"de\"}\n{\"text\":\"He came. Good.\"}\n".as_bytes();
    // All but the fields that there are.
    let answer = |script: &str| {
        let mut answer: Value = serde_json::from_str(&run(script, input).1).unwrap();
        answer.as_object_mut().unwrap().remove("fields");
        answer
    };
    let own = answer("stats --json");
    for split in ["", "--paragraphs", "--spans bytes", "--spans bytes --paragraphs"] {
        assert_eq!(own, answer(&format!("split-sentences {split} | stats --json")), "{split}");
    }
    assert_eq!((&own["sentences"]["total"], &own["languages"]["de"]["records"]), (&Value::from(4), &Value::from(1)));
}

#[test]
fn the_main_job_on_998_articles() {
    if shared("raw/bbc").is_none() {
        return;
    }
    let (code, out, err) = run(
        "to-jsonl ../shared/data/raw/bbc ../shared/data/raw/seed-article.txt | clean | detect-language | split-sentences",
        b"",
    );
    assert_eq!((code, err.as_str()), (0, ""));
    let records: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(records.len(), 998);
    for record in &records {
        assert_eq!(record["lang"], "en", "{}", record["source"]);
        assert!(!record["sentences"].as_array().unwrap().is_empty(), "{}", record["source"]);
    }
}
