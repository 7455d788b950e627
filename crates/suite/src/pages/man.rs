//! Man pages: sections by clap_mangen, and those of help's end in a form of their own.

use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::{Names, write_file};
use crate::TOOLS;

/// Writes the page of each tool into `dir`.
pub(super) fn write(dir: &Path, names: &Names) -> Result<(), String> {
    TOOLS.iter().try_for_each(|tool| {
        let name = names.of(tool);
        let others = TOOLS.iter().filter(|t| t.name != tool.name).map(|t| names.of(t));
        let page = page(tool.command_as(&name), &others.collect::<Vec<_>>()).map_err(|e| format!("{name}: {e}"))?;
        write_file(dir, &format!("{name}.1"), page.as_bytes())
    })
}

/// The page of `command`, which points to those of `others`.
fn page(mut command: Command, others: &[String]) -> io::Result<String> {
    command.build();
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let version = command.get_version().unwrap_or_default();
    let usage = command.clone().render_usage().to_string();
    let man = Man::new(command.clone());
    let rendered = |render: &dyn Fn(&mut Vec<u8>) -> io::Result<()>| {
        let mut section = Vec::new();
        render(&mut section)?;
        Ok::<_, io::Error>(String::from_utf8_lossy(&section).into_owned())
    };
    // Without a date, so that the same source gives the same page.
    let mut page = format!(".TH \"{}\" 1 \"\" \"copydesk {version}\" \"copydesk\"\n", name.to_uppercase());
    page.push_str(&rendered(&|w| man.render_name_section(w))?);
    page.push_str(&synopsis(&usage).to_roff());
    page.push_str(&rendered(&|w| man.render_description_section(w))?);
    page.push_str(&options(&command, &rendered(&|w| man.render_options_section(w))?));
    let end = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    end.split("\n\n").for_each(|section| page.push_str(&ending(section).to_roff()));
    page.push_str(&see_also(others).to_roff());
    // Each section that clap_mangen makes begins with these definitions; one is enough.
    let (definitions, lines): (Vec<&str>, Vec<&str>) =
        page.lines().partition(|line| line.starts_with(".ie ") || line.starts_with(".el "));
    let definitions = definitions.iter().take(2);
    Ok(definitions.chain(&lines).map(|line| format!("{line}\n")).collect())
}

/// How the tool is called. clap_mangen would name each of its flags.
fn synopsis(usage: &str) -> Roff {
    let mut roff = Roff::new();
    let usage = usage.trim_start_matches("Usage:").trim();
    let (name, rest) = usage.split_once(' ').unwrap_or((usage, ""));
    roff.control("SH", ["SYNOPSIS"]).text([bold(name), roman(" "), roman(rest)]);
    roff
}

/// `options` as clap_mangen makes them, but with the groups of flags as parts of the one section, and the values of
/// a flag closer together.
fn options(command: &Command, options: &str) -> String {
    let headings: Vec<&str> = command.get_arguments().filter_map(|a| a.get_help_heading()).collect();
    let section = |line: &str| {
        let title = line.strip_prefix(".SH ")?.trim_matches('"').trim();
        let heading = headings.iter().find(|heading| heading.to_uppercase() == title)?;
        Some(format!(".SS \"{heading}\"\n"))
    };
    let lines: String = options.lines().map(|line| section(line).unwrap_or_else(|| format!("{line}\n"))).collect();
    lines.replace(".br\n\n.br\n", ".sp\n").replace(".RS 14\n", ".RS 7\n.PD 0\n").replace(".RE\n", ".PD\n.RE\n")
}

/// A section of help's end, such as `Examples:` and indented lines, whose lines stay as they are.
fn ending(section: &str) -> Roff {
    let (heading, lines) = section.split_once('\n').unwrap_or((section, ""));
    let heading = heading.trim_end_matches(':').to_uppercase();
    // What man-pages(7) calls it.
    let heading = if heading == "EXIT CODES" { "EXIT STATUS" } else { &heading };
    let mut roff = Roff::new();
    roff.control("SH", [heading]).control("nf", []);
    lines.lines().for_each(|line| _ = roff.text([roman(line.trim_start())]));
    roff.control("fi", []);
    roff
}

fn see_also(others: &[String]) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["SEE ALSO"]);
    for (i, name) in others.iter().enumerate() {
        let comma = if i + 1 < others.len() { "," } else { "" };
        roff.control("BR", [name.as_str(), &format!("(1){comma}")]);
    }
    roff
}
