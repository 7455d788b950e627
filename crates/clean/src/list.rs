//! `--list-rules`.

use copydesk_text::clean::Rules;

/// One line a rule: whether it runs, its name, what it does; then an example.
pub(crate) fn table(rules: Rules) -> String {
    let width = Rules::all().map(|r| r.name.len()).max().unwrap_or(0);
    let line = |rule: &copydesk_text::clean::Rule| {
        let on = if rules.has(rule.name) { "on " } else { "off" };
        let (before, after) = rule.example;
        format!("{on}  {:width$}  {}\n     {:width$}  {before:?} -> {after:?}\n", rule.name, rule.help, "")
    };
    Rules::all().map(line).collect()
}
