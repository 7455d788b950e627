//! Which paths there are, and what stands at them.
//!
//! What is known is told by a specimen: the report of one record that has everything. So a measure that is new
//! in the table of measures is known here without a word.

use copydesk_cli::stream::record::{Field, Record, Scratch};
use copydesk_cli::stream::run::Fold;

use super::quoted;
use crate::corpus::Plan;
use crate::gather::Gather;
use crate::measures::{Kind, MEASURES};
use crate::report::{Node, TERMS, report};

const SPECIMEN: &str = r#"{"text":"A small specimen text holds some plain words. It has them again: plain words.",
"lang":"en","lang_confidence":0.9,"created":"2024-01-01","source":"specimen","metadata":{}}"#;

/// The paths of a report.
pub(crate) struct Known {
    /// A report of the same plan.
    shape: Node,
    /// One of a plan that leaves nothing out.
    all: Node,
}

impl Known {
    /// What a report by `plan` has. Nothing if the specimen cannot be measured, which would be our mistake.
    pub(crate) fn of(plan: &Plan) -> Option<Known> {
        let everything = Plan { fast: false, group_by: Some("lang".to_owned()), ..plan.clone() };
        Some(Known { shape: specimen(plan)?, all: specimen(&everything)? })
    }

    /// Whether `path` names a number of the report.
    ///
    /// # Errors
    /// Why not, for people.
    pub(crate) fn check(&self, path: &str) -> Result<(), String> {
        match at(&self.shape, path) {
            Some(Node::Count(_) | Node::Number(_) | Node::Nothing) => Ok(()),
            Some(node) => {
                let mut inside = Vec::new();
                leaves("", node, &mut inside);
                let first = inside.iter().find(|leaf| leaf.ends_with("p50")).or(inside.first());
                let such = first.map_or_else(String::new, |leaf| format!(", such as {path}.{leaf}"));
                Err(format!("{} is not one number: name one in it{such}", quoted(path)))
            }
            None => Err(self.unknown(path)),
        }
    }

    /// Whether `path` names something in the report, or all that begins with it.
    ///
    /// # Errors
    /// Why not, for people.
    pub(crate) fn check_part(&self, path: &str) -> Result<(), String> {
        // All of a name in a table, which may have dots.
        let named = || {
            MEASURES.iter().any(|m| {
                matches!(m.kind, Kind::Table) && path.strip_prefix(m.path).is_some_and(|rest| rest.starts_with('.'))
            })
        };
        if at(&self.shape, path).is_some() || named() { Ok(()) } else { Err(self.unknown(path)) }
    }

    /// What there is in place of a path that is not there.
    fn unknown(&self, path: &str) -> String {
        let name = quoted(path);
        if path.starts_with("groups.") && self.shape.get("groups").is_none() {
            return format!("{name} is not there without --group-by");
        }
        if at(&self.all, path).is_some() {
            return format!("{name} is not there with --fast");
        }
        let mut paths = Vec::new();
        leaves("", &self.shape, &mut paths);
        paths.retain(|p| !p.starts_with("groups."));
        // A part of a path may be asked for: all beginnings are candidates too.
        let beginnings = paths.iter().flat_map(|p| p.match_indices('.').map(|(end, _)| p[..end].to_owned()));
        let mut candidates: Vec<String> = beginnings.chain(paths.iter().map(|p| with_names_of(p, path))).collect();
        candidates.dedup();
        let near = candidates.iter().map(|c| (strsim::damerau_levenshtein(c, path), c)).min_by_key(|(far, _)| *far);
        match near.filter(|(far, c)| *far <= c.len() / 2) {
            Some((_, candidate)) => format!("{name} is unknown: did you mean {}?", quoted(candidate)),
            None => format!("{name} is unknown: `stats --json` shows what there is"),
        }
    }

    /// The number at `path`, which is known, in `report`. A name that no record had counts as 0.
    ///
    /// # Errors
    /// Why there is none, for people.
    pub(crate) fn value(&self, report: &Node, path: &str) -> Result<f64, String> {
        match report.get(path) {
            Some(Node::Nothing) => return Err("it has no value".to_owned()),
            Some(node) => return node.as_f64().ok_or_else(|| "it is not a number".to_owned()),
            None => {}
        }
        if let Some((group, rest)) = group(report, path) {
            return match group {
                Some(group) => self.value(group, rest),
                None if path.starts_with("groups.values.")
                    && matches!(report.get("groups.other"), Some(Node::Tree(_))) =>
                {
                    Err("it cannot be told, as groups past --max-groups share one report".to_owned())
                }
                None if path.ends_with(".records") => Ok(0.0),
                None => Err("no record is in that group".to_owned()),
            };
        }
        match table(&self.shape, path) {
            Some((table, _)) if report.get(&format!("{table}.(other)")).is_some() => {
                Err(format!("it cannot be told, as names past the bound of {table} share one count"))
            }
            Some((table, _)) if table.starts_with("terms.") && length(report.get(table)) >= TERMS => {
                Err("it cannot be told, as it is not among the most frequent".to_owned())
            }
            // All records lack a field that none has.
            Some((_, Some("missing"))) => self.value(report, "records"),
            Some(_) => Ok(0.0),
            None => Err("it was not measured".to_owned()),
        }
    }
}

/// The report of the specimen.
fn specimen(plan: &Plan) -> Option<Node> {
    let mut scratch = Scratch::default();
    let record = Record::parse(SPECIMEN, &mut scratch).ok()?;
    let group_by = plan.group_by.as_ref().map(|_| Field::named("lang"));
    let mut gather = Gather::new(plan.clone(), Field::named("text"), group_by);
    gather.record(&record).ok()?;
    gather.corpus.bad.insert("not-json".to_owned(), 1);
    let mut root = report(&gather.corpus);
    let of_group = root.get("groups.values.en").cloned();
    for part in ["groups.other", "groups.missing"] {
        if let Some(group) = &of_group {
            root.set(part, group.clone());
        }
    }
    Some(root)
}

/// What stands in the shape where `path` leads, whatever names it has in tables and groups.
fn at<'a>(shape: &'a Node, path: &str) -> Option<&'a Node> {
    if let Some(rest) = path.strip_prefix("groups.values.") {
        let group = shape.get("groups.values.en")?;
        // The name of the group may have dots.
        let rests = rest.match_indices('.').map(|(end, _)| &rest[end + 1..]);
        return rests.filter_map(|rest| at(group, rest)).next().or(Some(group).filter(|_| !rest.contains('.')));
    }
    let inside = || match table(shape, path)? {
        (table, Some(leaf)) => first(shape.get(table)?)?.get(leaf),
        (table, None) => first(shape.get(table)?),
    };
    shape.get(path).or_else(inside)
}

/// The table of names in which `path` leads, and the name of the number in it, where it has several.
fn table<'p>(shape: &Node, path: &'p str) -> Option<(&'static str, Option<&'p str>)> {
    let tables = MEASURES.iter().filter(|m| matches!(m.kind, Kind::Table));
    let (table, rest) = tables.filter_map(|m| Some((m.path, path.strip_prefix(m.path)?.strip_prefix('.')?))).next()?;
    let Node::Tree(entries) = shape.get(table)? else { return None };
    match entries.first()? {
        (_, Node::Tree(_)) => {
            let (_, leaf) = rest.rsplit_once('.')?;
            Some((table, Some(leaf)))
        }
        // A table with fixed names has no others.
        (_, Node::Count(_)) if entries.len() == 1 => Some((table, None)),
        _ => None,
    }
}

fn length(node: Option<&Node>) -> usize {
    if let Some(Node::Tree(values)) = node { values.len() } else { 0 }
}

fn first(node: &Node) -> Option<&Node> {
    match node {
        Node::Tree(values) => values.first().map(|(_, value)| value),
        _ => None,
    }
}

/// The group in which `path` leads, if there is one of that name, and the rest of the path.
fn group<'a, 'p>(report: &'a Node, path: &'p str) -> Option<(Option<&'a Node>, &'p str)> {
    for part in ["groups.other", "groups.missing"] {
        if let Some(rest) = path.strip_prefix(part).and_then(|rest| rest.strip_prefix('.')) {
            return Some((report.get(part).filter(|node| matches!(node, Node::Tree(_))), rest));
        }
    }
    let rest = path.strip_prefix("groups.values.")?;
    let Some(Node::Tree(groups)) = report.get("groups.values") else { return Some((None, rest)) };
    let named = groups.iter().filter_map(|(name, node)| {
        let rest = rest.strip_prefix(name.as_str())?.strip_prefix('.')?;
        Some((name.len(), node, rest))
    });
    let longest = named.max_by_key(|(length, ..)| *length);
    Some(longest.map_or((None, rest), |(_, node, rest)| (Some(node), rest)))
}

/// The paths of all that is no tree under `node`.
fn leaves(path: &str, node: &Node, found: &mut Vec<String>) {
    match node {
        Node::Tree(values) => {
            for (name, value) in values {
                let dot = if path.is_empty() { "" } else { "." };
                leaves(&format!("{path}{dot}{name}"), value, found);
            }
        }
        Node::List(_) | Node::Flag(_) | Node::Text(_) => {}
        _ => found.push(path.to_owned()),
    }
}

/// The path of a specimen with the name in a table that `path` has in its place.
fn with_names_of(specimen: &str, path: &str) -> String {
    let tables = MEASURES.iter().filter(|m| matches!(m.kind, Kind::Table));
    let inside =
        tables.filter_map(|m| specimen.strip_prefix(m.path)?.strip_prefix('.').map(|rest| (m.path, rest))).next();
    let Some((table, (_, leaf))) = inside.and_then(|(table, rest)| Some((table, rest.rsplit_once('.')?))) else {
        return specimen.to_owned();
    };
    let parts: Vec<&str> = path.split('.').collect();
    let depth = table.split('.').count();
    match parts.get(depth..parts.len().saturating_sub(1)) {
        Some(name) if !name.is_empty() => format!("{table}.{}.{leaf}", name.join(".")),
        _ => specimen.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known::of(&Plan { group_by: Some("lang".into()), max_groups: 9, ..Plan::default() }).unwrap()
    }

    #[test]
    fn known_are_numbers_and_any_name_in_a_table() {
        let known = known();
        for path in [
            "records",
            "words.p50",
            "readability.gulpease.mean",
            "languages.zh.share",
            "sources.www.example.com.records",
            "fields.a field.missing",
            "bad.not-json",
            "bad.too-long",
            "duplicates.share",
            "groups.values.a.b.words.mean",
            "groups.values.de.languages.en.share",
            "groups.missing.records",
        ] {
            assert_eq!(known.check(path), Ok(()), "{path}");
        }
        for measure in MEASURES {
            let node =
                known.shape.get(measure.path).unwrap_or_else(|| panic!("{} is not in the specimen", measure.path));
            assert_ne!(node, &Node::Tree(Vec::new()), "the specimen has no {}", measure.path);
        }
    }

    #[test]
    fn what_is_unknown_gets_a_suggestion() {
        for (path, said) in [
            ("wrods.p50", "\"wrods.p50\" is unknown: did you mean \"words.p50\"?"),
            ("langauges.de.share", "\"langauges.de.share\" is unknown: did you mean \"languages.de.share\"?"),
            ("languages.de.shares", "\"languages.de.shares\" is unknown: did you mean \"languages.de.share\"?"),
            ("words", "\"words\" is not one number: name one in it, such as words.p50"),
            ("duplicates.other", "\"duplicates.other\" is unknown: did you mean \"duplicates\"?"),
        ] {
            let found = known().check(path).unwrap_err();
            assert!(found.starts_with(said) || path == "duplicates.other" && found.contains("unknown"), "{found}");
        }
        let fast = Known::of(&Plan { fast: true, ..Plan::default() }).unwrap();
        assert_eq!(fast.check("sentences.p50").unwrap_err(), "\"sentences.p50\" is not there with --fast");
        assert_eq!(
            fast.check("groups.values.x.records").unwrap_err(),
            "\"groups.values.x.records\" is not there without --group-by"
        );
    }

    #[test]
    fn names_that_did_not_come_count_as_0() {
        let known = known();
        let report = &known.shape;
        assert_eq!(known.value(report, "languages.de.share"), Ok(0.0));
        assert_eq!(known.value(report, "languages.en.share"), Ok(1.0));
        assert_eq!(known.value(report, "bad.not-utf8"), Ok(0.0));
        assert_eq!(known.value(report, "fields.none.missing"), Ok(1.0));
        assert_eq!(known.value(report, "groups.values.en.languages.de.records"), Ok(0.0));
        assert!(known.value(report, "readability.gulpease.mean").is_err());
        // The specimen's `other` is not empty: what is in it cannot be told.
        assert!(known.value(report, "groups.values.de.records").is_err());
        let mut full = report.clone();
        full.set("groups.other", Node::Nothing);
        assert_eq!(known.value(&full, "groups.values.de.records"), Ok(0.0));
        assert!(known.value(&full, "groups.values.de.words.mean").is_err());
        full.set("languages.(other).records", Node::Count(1));
        assert!(known.value(&full, "languages.de.share").is_err());
    }
}
