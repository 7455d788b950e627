//! docs/stats.schema.json is made of the table of measures and of a report, and reports are what it says.
//!
//! `UPDATE_SCHEMA=1 cargo test -p copydesk-stats --test tool schema` writes it anew.

use copydesk_stats::measures::{Each, Kind, MEASURES, Measure};
use serde_json::{Map, Value, json};

use crate::faults::faults;
use crate::run::{answer, fixture, folder, root, stats};

fn report(arguments: &[&str]) -> Value {
    serde_json::from_str(&answer(&[arguments, &["--json"]].concat())).unwrap()
}

/// An object that has all of `properties` and no others.
fn closed(properties: Value) -> Value {
    let required: Vec<String> = properties.as_object().unwrap().keys().cloned().collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn count() -> Value {
    json!({"type": "integer", "minimum": 0})
}

fn number() -> Value {
    json!({"type": ["number", "null"]})
}

/// A distribution; those of whole numbers have their total.
fn distribution(whole: bool) -> Value {
    let mut properties = Map::new();
    properties.insert("count".into(), count());
    if whole {
        properties.insert("total".into(), count());
    }
    for name in ["mean", "deviation", "min", "p1", "p5", "p25", "p50", "p75", "p95", "p99", "max"] {
        properties.insert(name.into(), number());
    }
    let bin = closed(json!({"from": {"type": "number"}, "to": {"type": "number"}, "count": count()}));
    properties.insert("histogram".into(), json!({"type": "array", "maxItems": 20, "items": bin}));
    closed(properties.into())
}

/// What a value in a table looks like.
fn of_value(name: &str, value: &Value) -> Value {
    match value {
        Value::Bool(_) => json!({"type": "boolean"}),
        _ if name == "share" => json!({"type": ["number", "null"], "minimum": 0, "maximum": 1}),
        Value::Number(n) if n.is_u64() => count(),
        _ => number(),
    }
}

fn of_values(values: &Map<String, Value>) -> Value {
    closed(values.iter().map(|(name, value)| (name.clone(), of_value(name, value))).collect::<Map<_, _>>().into())
}

/// What a measure looks like, of which `value` is one.
fn schema_of(measure: &Measure, value: &Value) -> Value {
    let mut schema = match (measure.kind, value) {
        (Kind::Count, _) => count(),
        (Kind::Each(Each { scale: 1, .. }), _) => json!({"$ref": "#/$defs/lengths"}),
        (Kind::All(all), _) if all.scale() == 1 => json!({"$ref": "#/$defs/lengths"}),
        (Kind::Each(_) | Kind::All(_), _) => json!({"$ref": "#/$defs/scores"}),
        (Kind::Table, Value::Object(values)) => match values.values().next() {
            Some(Value::Object(first)) => json!({"type": "object", "additionalProperties": of_values(first)}),
            _ if values.values().all(Value::is_u64) => json!({"type": "object", "additionalProperties": count()}),
            _ => of_values(values),
        },
        _ => panic!("the fixture has nothing for {}", measure.path),
    };
    schema["description"] = format!("{} ({})", measure.help, measure.unit).into();
    schema
}

/// The schema of all reports.
fn generated() -> Value {
    let example = report(&[&fixture("articles.jsonl")]);
    let fast = report(&["--fast", &fixture("articles.jsonl")]);
    let (mut properties, mut of_group) = (Map::new(), Map::new());
    for measure in MEASURES {
        let pointer = format!("/{}", measure.path.replace('.', "/"));
        let value = example.pointer(&pointer).unwrap_or_else(|| panic!("{} is not in the report", measure.path));
        let schema = schema_of(measure, value);
        match measure.path.split_once('.') {
            None => _ = properties.insert(measure.path.into(), schema),
            Some((outer, inner)) => {
                let object = properties.entry(outer).or_insert_with(|| closed(json!({})));
                object["properties"][inner] = schema;
                object["required"].as_array_mut().unwrap().push(inner.into());
            }
        }
    }
    for name in properties.keys().filter(|name| *name != "bad") {
        of_group.insert(name.clone(), json!({"$ref": format!("#/properties/{name}")}));
    }
    let group = || json!({"$ref": "#/$defs/group"});
    let or_null = json!({"anyOf": [{"type": "null"}, group()]});
    properties.insert("groups".into(), {
        let values = json!({"type": "object", "additionalProperties": group()});
        closed(json!({"field": {"type": "string"}, "most": count(), "values": values, "other": or_null, "missing": or_null}))
    });
    let drift = closed(json!({
        "path": {"type": "string"}, "before": number(), "now": number(), "change": number(), "threshold": number(),
        "past": {"type": "boolean"},
    }));
    properties.insert("comparison".into(), {
        closed(json!({"baseline": {"type": "string"}, "past": count(), "measures": {"type": "array", "items": drift}}))
    });
    let always: Vec<&String> = fast.as_object().unwrap().keys().collect();
    let in_groups: Vec<&&String> = always.iter().filter(|name| **name != "bad").collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The report that stats --json writes",
        "type": "object",
        "properties": properties,
        "required": always,
        "additionalProperties": false,
        "$defs": {
            "lengths": distribution(true),
            "scores": distribution(false),
            "group": {"type": "object", "properties": of_group, "required": in_groups, "additionalProperties": false},
        },
    })
}

fn faults_of(report: &Value) -> Vec<String> {
    let schema: Value =
        serde_json::from_str(&std::fs::read_to_string(root().join("docs/stats.schema.json")).unwrap()).unwrap();
    let mut found = Vec::new();
    faults(&schema, &schema, report, "", &mut found);
    found
}

#[test]
fn the_schema_is_up_to_date() {
    let path = root().join("docs/stats.schema.json");
    let text = serde_json::to_string_pretty(&generated()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "docs/stats.schema.json is old: write it anew with UPDATE_SCHEMA=1");
}

#[test]
fn reports_are_what_it_says() {
    let dir = folder("schema");
    let (empty, base) = (format!("{dir}/empty.jsonl"), format!("{dir}/base.json"));
    std::fs::write(&empty, "").unwrap();
    answer(&["--json", "-o", &base, &fixture("articles.jsonl")]);
    let (articles, hostile) = (fixture("articles.jsonl"), fixture("hostile.jsonl"));
    for arguments in [
        vec![articles.as_str()],
        vec!["--fast", &articles],
        vec!["--group-by", "lang", &articles],
        vec!["--fast", "--group-by", "created", "--max-groups", "2", &articles],
        vec![&hostile],
        vec!["--group-by", "source", &hostile],
        vec![&empty],
        vec!["--compare", &base, &hostile],
    ] {
        assert_eq!(faults_of(&report(&arguments)), [""; 0], "{arguments:?}");
    }
    let (_, out, _) = stats(&["--json", &root().join("README.md").to_string_lossy()]);
    assert_eq!(faults_of(&serde_json::from_str(&out).unwrap()), [""; 0]);
}

#[test]
fn what_is_not_in_it_is_a_fault() {
    let good = report(&["--group-by", "lang", &fixture("articles.jsonl")]);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut report = good.clone();
        change(&mut report);
        faults_of(&report).len()
    };
    assert_eq!(changed(&|_| {}), 0);
    assert_eq!(changed(&|r| r["novel"] = 1.into()), 1);
    assert_eq!(changed(&|r| r["words"]["p42"] = 1.into()), 1);
    assert_eq!(changed(&|r| r["quality"]["novel"] = json!({})), 1);
    assert_eq!(changed(&|r| r["languages"]["en"]["novel"] = 1.into()), 1);
    assert_eq!(changed(&|r| r["groups"]["values"]["en"]["novel"] = 1.into()), 1);
    assert_eq!(changed(&|r| r["records"] = "8".into()), 1);
    assert_eq!(changed(&|r| r["languages"]["en"]["share"] = 1.5.into()), 1);
    assert_eq!(changed(&|r| _ = r["words"].as_object_mut().unwrap().remove("mean")), 1);
}
