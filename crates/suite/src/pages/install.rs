//! Installing under a prefix.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::Path;

use clap_complete::Shell;

use super::{Names, completions, make_folder, man};
use crate::TOOLS;

/// Copies the tools in the folder `from`, and writes their pages and completions, into folders of `prefix` where
/// `man` and shells look.
pub(super) fn install(from: &Path, prefix: &Path, names: &Names) -> Result<(), String> {
    let bin = prefix.join("bin");
    make_folder(&bin)?;
    for tool in &TOOLS {
        let name = names.of(tool);
        let (source, target) =
            (from.join(format!("{}{EXE_SUFFIX}", tool.name)), bin.join(format!("{name}{EXE_SUFFIX}")));
        // Beside it and renamed, so that one that is running is not written to.
        let beside = bin.join(format!(".{name}.{}.tmp", std::process::id()));
        fs::copy(&source, &beside)
            .and_then(|_| fs::rename(&beside, &target))
            .map_err(|e| format!("cannot copy {} to {}: {e}", source.display(), target.display()))?;
    }
    let share = prefix.join("share");
    man::write(&share.join("man/man1"), names)?;
    completions::write_for(Shell::Bash, &share.join("bash-completion/completions"), names)?;
    completions::write_for(Shell::Zsh, &share.join("zsh/site-functions"), names)?;
    completions::write_for(Shell::Fish, &share.join("fish/vendor_completions.d"), names)
}
