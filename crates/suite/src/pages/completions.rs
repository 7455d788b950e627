//! Shell completions.

use std::path::Path;

use clap_complete::{Shell, generate};

use super::{Names, write_file};
use crate::TOOLS;

/// The shells, each with the name of its folder.
const SHELLS: [(Shell, &str); 4] =
    [(Shell::Bash, "bash"), (Shell::Zsh, "zsh"), (Shell::Fish, "fish"), (Shell::PowerShell, "powershell")];

/// Writes a folder for each shell into `dir`.
pub(super) fn write(dir: &Path, names: &Names) -> Result<(), String> {
    SHELLS.iter().try_for_each(|&(shell, name)| write_for(shell, &dir.join(name), names))
}

/// Writes completions of all tools for one shell into `dir`, under the names that the shell looks for.
pub(super) fn write_for(shell: Shell, dir: &Path, names: &Names) -> Result<(), String> {
    TOOLS.iter().try_for_each(|tool| {
        let name = names.of(tool);
        let mut script = Vec::new();
        generate(shell, &mut tool.command_as(&name), &name, &mut script);
        let file = match shell {
            Shell::Zsh => format!("_{name}"),
            Shell::Fish => format!("{name}.fish"),
            Shell::PowerShell => format!("{name}.ps1"),
            _ => name,
        };
        write_file(dir, &file, &script)
    })
}
