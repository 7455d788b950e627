//! What every tool's help has in common.

use clap::builder::StyledStr;
use clap::{Args, Command};

use crate::Common;
use crate::flags::BatchFlags;

/// The tools in the order in which they stand in a pipe.
const PIPE: [&str; 5] = ["to-jsonl", "clean", "detect-language", "split-sentences", "stats"];

/// The exit codes as help shows them; the table itself is `copydesk_stream::exit`.
const EXIT_CODES: &str = "\
Exit codes:
  0  all done
  1  finished, but a record or a file was reported, or a check did not hold
  2  wrong usage, output that could not be written, or no input that could be read";

/// The command of the tool `name`: what it is for (`about`, one line), its own flags `T`, the
/// shared ones, and `examples` (indented lines).
#[must_use]
pub fn command<T: Args>(name: &'static str, version: &'static str, about: &'static str, examples: &str) -> Command {
    let command = Command::new(name).version(version);
    let examples = examples.trim();
    let pipe = PIPE.join(" | ").replacen(' ', " FILES ", 1);
    Common::augment_args(T::augment_args(command))
        .about(about)
        .long_about(None)
        .after_help(format!("Examples:\n  {examples}\n\nThe tools in a pipe:\n  {pipe}\n\n{EXIT_CODES}"))
        .max_term_width(100)
}

/// `command` with the flags for several outputs, for tools that write records.
#[must_use]
pub fn batches(command: Command) -> Command {
    // The flags' own words would be taken for the tool's.
    let about = command.get_about().cloned().unwrap_or_default();
    BatchFlags::augment_args(command).about(about).long_about(None)
}

/// `command` of the tool `tool` as it reads where that is called `name`: in usage and version, and in the
/// examples, where the other tools have the same prefix.
pub(crate) fn renamed(command: Command, tool: &str, name: &str) -> Command {
    let prefix = name.strip_suffix(tool).unwrap_or_default();
    let examples = command.get_after_help().map(|help| prefixed(&help.to_string(), prefix)).unwrap_or_default();
    command.after_help(examples).bin_name(name).display_name(name)
}

/// How many examples are shown where there is nothing to read.
const FIRST_EXAMPLES: usize = 3;
/// How many columns the smallest terminal has.
const SMALL_WIDTH: usize = 80;

/// What `command` shows where there is nothing to read, which leaves room on the smallest of terminals: what it is
/// for, how it is called, its first examples, and where the rest stands.
pub(crate) fn introduction(command: Command) -> StyledStr {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    // Wrapped ones are hard to read: notes go, and what is longer still.
    let fits = |line: &str| line.chars().count() < SMALL_WIDTH;
    let note = |line: &str| line.find(" # ").filter(|_| !fits(line));
    let lines = help.lines().take_while(|line| !line.is_empty());
    let lines = lines.map(|line| note(line).map_or(line, |note| line[..note].trim_end())).filter(|line| fits(line));
    let examples: Vec<&str> = lines.take(1 + FIRST_EXAMPLES).collect();
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let more = format!("{}\n\n`{name} -h` lists the options, `{name} --help` explains them.", examples.join("\n"));
    let template = "{about-with-newline}\n{usage-heading} {usage}{after-help}";
    command.after_help(more).help_template(template).render_help()
}

/// `help` with `prefix` before tools' names where a command begins: at the start of an indented line, and after
/// `|`, `&&` and `;`.
fn prefixed(help: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(help.len());
    for line in help.split_inclusive('\n') {
        let mut first = line.starts_with("  ");
        for word in line.split_inclusive(' ') {
            let bare = word.trim_end();
            if first && PIPE.contains(&bare.trim_end_matches(';')) {
                out.push_str(prefix);
            }
            out.push_str(word);
            // Spaces that indent a line are words of nothing.
            first = (first && bare.is_empty()) || matches!(bare, "|" | "&&") || bare.ends_with(';');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_their_prefix_where_commands_begin() {
        let help = "Examples:\n  clean clean | stats; stats x && clean\nstats\n  0  clean\n";
        let expected = "Examples:\n  cd-clean clean | cd-stats; cd-stats x && cd-clean\nstats\n  0  clean\n";
        assert_eq!(prefixed(help, "cd-"), expected);
        assert_eq!(prefixed(help, ""), help);
    }
}
