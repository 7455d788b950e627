//! `--require` and `--compare`, and how they end.

use serde_json::Value;

use crate::run::{answer, fixture, folder, stats};

fn articles() -> String {
    fixture("articles.jsonl")
}

/// The code and the reports of a run with these requirements.
fn require(requirements: &[&str], more: &[&str]) -> (i32, String) {
    let file = articles();
    let mut arguments: Vec<&str> = requirements.iter().flat_map(|r| ["--require", r]).collect();
    arguments.extend(more);
    arguments.push(&file);
    let (code, _, err) = stats(&arguments);
    (code, err)
}

#[test]
fn what_holds_is_not_spoken_of() {
    let all = [
        "records >= 8",
        "records==8",
        "languages.en.share >= 50%",
        "languages.en.share <= 0.5",
        "languages.zh.records == 0",
        "languages.zh.share < 1%",
        "words.p50 != 0",
        "bad.not-json == 0",
        "fields.title.missing == 6",
        "fields.none.missing == 8",
        "duplicates.records < 2",
    ];
    assert_eq!(require(&all, &[]), (0, String::new()));
    assert_eq!(
        require(&["groups.values.de.words.mean > 10", "groups.values.zh.records == 0"], &["--group-by", "lang"]),
        (0, String::new())
    );
}

#[test]
fn what_does_not_hold_is_said_with_its_value() {
    let (code, err) = require(
        &["records >= 1000", "records >= 8", "languages.en.share >= 95%", "readability.gulpease.mean > 1"],
        &[],
    );
    assert_eq!(code, 1);
    let said = "stats: records >= 1000 does not hold: it is 8\n\
                stats: languages.en.share >= 95% does not hold: it is 0.5\n\
                stats: readability.gulpease.mean > 1 does not hold: it has no value\n";
    assert_eq!(err, said);
    let (code, err) = require(&["records > 8"], &["--error-format", "json"]);
    let said: Value = serde_json::from_str(&err).unwrap();
    assert_eq!((code, &said["kind"], &said["path"]), (1, &"check-failed".into(), &"records".into()));
    assert_eq!(require(&["records > 8"], &["-q"]), (1, String::new()));
    assert_eq!(require(&["groups.values.zh.words.mean > 1"], &["--group-by", "lang"]).0, 1);
    let (code, err) = require(
        &["sources.other.records == 0", "groups.values.fr.records == 0"],
        &["--group-by", "lang", "--max-groups", "1"],
    );
    assert_eq!(code, 1);
    assert!(err.ends_with("does not hold: it cannot be told, as groups past --max-groups share one report\n"), "{err}");
}

#[test]
fn what_is_unknown_is_wrong_usage() {
    for (requirement, said) in [
        ("wrods.p50 > 1", "did you mean \"words.p50\"?"),
        ("words > 1", "name one in it, such as words.p50"),
        ("languages > 1", "name one in it"),
        ("duplicates.exact > 0", "is not one number"),
        ("groups.values.en.records > 1", "without --group-by"),
        ("records 5", "must be PATH OPERATOR NUMBER"),
        ("records => 5", "=> is none of"),
        ("records >= five", "is not a number"),
        ("quality.nothing_like_it_at_all > 1", "is unknown"),
    ] {
        let (code, err) = require(&[requirement], &[]);
        assert!(code == 2 && err.contains(said), "{requirement}: {code} {err}");
    }
    assert!(require(&["sentences.p50 > 1"], &["--fast"]).1.contains("is not there with --fast"));
}

#[test]
fn a_summary_counts_what_failed() {
    let dir = folder("summary");
    let summary = format!("{dir}/summary.json");
    assert_eq!(require(&["records > 8", "records > 9", "records > 1"], &["--summary", &summary]).0, 1);
    let summary: Value = serde_json::from_str(&std::fs::read_to_string(&summary).unwrap()).unwrap();
    assert_eq!((&summary["checks_failed"], &summary["records"]["bad"]), (&2.into(), &serde_json::json!({})));
}

#[test]
fn merged_states_are_held_to_it_too() {
    let dir = folder("merged");
    let state = format!("{dir}/state");
    answer(&["--partial", "--group-by", "lang", "-o", &state, &articles()]);
    let (code, out, err) = stats(&["--merge", "--json", "--require", "groups.values.de.records > 2", &state]);
    assert_eq!((code, err.as_str()), (1, "stats: groups.values.de.records > 2 does not hold: it is 2\n"));
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["records"], 8);
    assert_eq!(stats(&["--merge", "--require", "records == 8", &state]).0, 0);
}

/// A baseline of the first records, as `--json` or as `--partial` writes it.
fn baseline(dir: &str, view: &str) -> String {
    let (part, base) = (format!("{dir}/part.jsonl"), format!("{dir}/base"));
    let all = std::fs::read_to_string(articles()).unwrap();
    std::fs::write(&part, all.split_inclusive('\n').take(4).collect::<String>()).unwrap();
    answer(&[view, "-o", &base, &part]);
    base
}

#[test]
fn a_comparison_shows_what_changed() {
    let dir = folder("compared");
    for view in ["--json", "--partial"] {
        let base = baseline(&dir, view);
        let (code, table, err) = stats(&["--compare", &base, &articles()]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(table.starts_with("changes since /"), "{table}");
        let rows: Vec<String> = table.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        for row in [
            "measure before now change",
            "records 4 8 +100.0 %",
            "words.mean 23.8 18 -24.2 %",
            "languages.de.share 0.0 % 25.0 % +25.0 points",
            "languages.en.share 100.0 % 50.0 % -50.0 points",
        ] {
            assert!(rows.iter().any(|r| r == row), "{row} in {table}");
        }
        let said = table.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(" measures changed") && said.contains(" 0 past their threshold; "), "{table}");
    }
}

#[test]
fn a_change_past_the_threshold_fails() {
    let dir = folder("thresholds");
    let base = baseline(&dir, "--json");
    let of = |thresholds: &[&str]| {
        let file = articles();
        let mut arguments = vec!["--json", "--compare", &base];
        arguments.extend(thresholds.iter().flat_map(|t| ["--threshold", t]));
        arguments.push(&file);
        let (code, out, err) = stats(&arguments);
        let report: Value = serde_json::from_str(&out).unwrap();
        (code, report["comparison"].clone(), err)
    };
    let (code, comparison, err) = of(&["records=99%"]);
    assert_eq!((code, comparison["past"].as_u64()), (1, Some(1)));
    assert_eq!(err, "stats: records is 8, was 4: +100.0 %, and the threshold is 99 %\n");
    let records = &comparison["measures"][0];
    assert_eq!(
        records,
        &serde_json::json!({"path":"records","before":4,"now":8,"change":1,"threshold":0.99,"past":true})
    );
    assert_eq!(of(&["records=100%"]).0, 0);
    // Shares are held to points: 0 to 25 % is 25 points.
    assert_eq!(of(&["languages.de=25%"]).0, 0);
    let (code, _, err) = of(&["languages.de=24.9%"]);
    assert_eq!(
        (code, err.as_str()),
        (1, "stats: languages.de.share is 0.25, was 0: +25.0 points, and the threshold is 24.9 points\n")
    );
    // What is named is compared, also if it is not by itself; the longest name decides.
    assert_eq!(of(&["words.deviation=1%"]).2.lines().count(), 1);
    assert_eq!(of(&["1000%", "quality=0", "quality.alphabetic=90%"]).0, 1);
    assert!(of(&["10%"]).1["past"].as_u64() > Some(10));
    // The same corpus has not changed.
    let same = format!("{dir}/same.json");
    answer(&["--json", "-o", &same, &articles()]);
    let out = answer(&["--compare", &same, "--threshold", "0", &articles()]);
    assert!(out.contains("\n\n0 measures changed, 0 past their threshold; "), "{out}");
}

#[test]
fn groups_are_compared() {
    let dir = folder("grouped");
    let base = format!("{dir}/base.json");
    let part = format!("{dir}/part.jsonl");
    let all = std::fs::read_to_string(articles()).unwrap();
    std::fs::write(&part, all.split_inclusive('\n').take(5).collect::<String>()).unwrap();
    answer(&["--json", "--group-by", "lang", "-o", &base, &part]);
    let (code, csv, err) =
        stats(&["--csv", "--group-by", "lang", "--compare", &base, "--threshold", "groups=50%", &articles()]);
    assert_eq!(code, 1);
    assert!(err.contains("stats: groups.values.de.records is 2, was 1: +100.0 %"), "{err}");
    assert!(csv.starts_with("path,before,now,change,threshold,past\nrecords,5,8,0.6,,false\n"), "{csv}");
    assert!(csv.contains("\ngroups.values.fr.records,0,1,,0.5,true\n"), "{csv}");
    let (code, _, err) = stats(&["--group-by", "source", "--compare", &base, &articles()]);
    assert_eq!(code, 2);
    assert!(err.contains("its groups are by the field \"lang\", not \"source\""), "{err}");
}

#[test]
fn a_baseline_must_be_one() {
    let dir = folder("baselines");
    let state = baseline(&dir, "--partial");
    let bytes = std::fs::read(&state).unwrap();
    let broken = format!("{dir}/broken");
    std::fs::write(&broken, &bytes[..bytes.len() - 3]).unwrap();
    let foreign = format!("{dir}/foreign.json");
    std::fs::write(&foreign, "{\"records\":{\"in\":3}}").unwrap();
    for (base, said) in [
        (broken.as_str(), "damaged or not complete"),
        (foreign.as_str(), "not a report that stats --json wrote"),
        (&articles(), "neither a report that stats --json wrote nor a state"),
        ("/nowhere.json", "No such file"),
    ] {
        let (code, out, err) = stats(&["--compare", base, &articles()]);
        assert_eq!((code, out.as_str()), (2, ""), "{base}");
        assert!(err.starts_with(&format!("stats: --compare {base}: ")) && err.contains(said), "{err}");
    }
    assert_eq!(stats(&["--threshold", "1%", &articles()]).0, 2);
    let (code, _, err) = stats(&["--compare", &state, "--threshold", "wrods=1%", &articles()]);
    assert!(code == 2 && err.contains("did you mean \"words\"?"), "{err}");
}

#[test]
fn a_reader_that_goes_away_hides_no_failure() {
    let script = "\"$0\" --json --require 'records > 8' \"$1\" 2>/dev/null | true; echo ${PIPESTATUS[0]}";
    for _ in 0..5 {
        let mut shell = std::process::Command::new("bash");
        shell.args(["-c", script, env!("CARGO_BIN_EXE_stats"), &articles()]);
        assert_eq!(shell.output().unwrap().stdout, b"1\n");
    }
}
