//! `--list-rules`.

use copydesk_text::clean::{Group, RULES, Rule, Rules};

/// The rules by group. One line a rule: whether it runs, its name, what it does; then an example.
pub(crate) fn table(rules: Rules) -> String {
    let width = RULES.iter().map(|r| r.name.len()).max().unwrap_or(0);
    let line = |rule: &Rule| {
        let on = if rules.has(rule.name) { "on " } else { "off" };
        let (before, after) = rule.example;
        format!("  {on}  {:width$}  {}\n       {:width$}  {before:?} -> {after:?}\n", rule.name, rule.help, "")
    };
    let group = |group: Group| {
        let lines: String = RULES.iter().filter(|r| r.group == group).map(line).collect();
        if lines.is_empty() { lines } else { format!("{}\n{lines}", group.name()) }
    };
    Group::ALL.into_iter().map(group).collect()
}
