//! JSON Schema, as far as our schemas use it.

use serde_json::Value;

/// Adds to `found` what of `value` is not as `schema` says, by the keywords that are in use here; others are an error.
/// `root` is the whole schema, and `path` where the value stands.
pub(crate) fn faults(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().unwrap() {
        let holds = match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" => true,
            "$ref" => {
                faults(root, root.pointer(&rule.as_str().unwrap()[1..]).unwrap(), value, path, found);
                true
            }
            "type" => {
                let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                types.iter().any(|name| match name.as_str().unwrap() {
                    "null" => value.is_null(),
                    "boolean" => value.is_boolean(),
                    "integer" => value.is_u64() || value.is_i64(),
                    "number" => value.is_number(),
                    "string" => value.is_string(),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    other => panic!("type {other}"),
                })
            }
            "minimum" => value.as_f64().is_none_or(|n| n >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|n| n <= rule.as_f64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|all| all.len() as u64 <= rule.as_u64().unwrap()),
            "minItems" => value.as_array().is_none_or(|all| all.len() as u64 >= rule.as_u64().unwrap()),
            "items" => {
                let all = value.as_array().into_iter().flatten().enumerate();
                all.for_each(|(i, item)| faults(root, rule, item, &format!("{path}/{i}"), found));
                true
            }
            "required" => {
                let missing =
                    |name: &&Value| value.as_object().is_some_and(|all| !all.contains_key(name.as_str().unwrap()));
                found
                    .extend(rule.as_array().unwrap().iter().filter(missing).map(|name| format!("{path} lacks {name}")));
                true
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(inside) = value.get(name) {
                        faults(root, rule, inside, &format!("{path}/{name}"), found);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                for (name, inside) in value.as_object().into_iter().flatten() {
                    let path = format!("{path}/{name}");
                    match rule {
                        _ if known.is_some_and(|known| known.contains_key(name)) => {}
                        Value::Bool(true) => {}
                        Value::Bool(false) => found.push(format!("{path} is not in the schema")),
                        rule => faults(root, rule, inside, &path, found),
                    }
                }
                true
            }
            "anyOf" => rule.as_array().unwrap().iter().any(|rule| {
                let mut inside = Vec::new();
                faults(root, rule, value, path, &mut inside);
                inside.is_empty()
            }),
            other => panic!("keyword {other}"),
        };
        if !holds {
            found.push(format!("{path} is {value}, against {keyword} {rule}"));
        }
    }
}
