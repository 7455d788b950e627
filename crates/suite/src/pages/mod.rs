//! What is made of the tools' commands for those who install them: man pages and shell completions.

mod completions;
mod install;
mod man;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use copydesk_cli::Tool;

/// Make man pages and shell completions of the tools, or install the tools with them
#[derive(Parser)]
#[command(name = "copydesk-suite", version)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Write a man page for each tool into DIR
    Man {
        /// The folder to write to
        dir: PathBuf,
        #[command(flatten)]
        names: Names,
    },
    /// Write completions for bash, zsh, fish and PowerShell into folders of these names in DIR
    Completions {
        /// The folder to write to
        dir: PathBuf,
        #[command(flatten)]
        names: Names,
    },
    /// Copy the tools from the folder FROM to PREFIX/bin, and write man pages and completions to PREFIX/share
    Install {
        /// Where the tools were built, such as target/release
        from: PathBuf,
        /// Where they go, such as /usr/local
        prefix: PathBuf,
        #[command(flatten)]
        names: Names,
    },
}

#[derive(Args)]
struct Names {
    /// Put BEFORE before each tool's name, where other programs have these names
    #[arg(long, value_name = "BEFORE", default_value = "", value_parser = before)]
    names: String,
}

/// What may stand before a name: it becomes part of names of files and of functions in shell scripts.
fn before(text: &str) -> Result<String, &'static str> {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let begins = text.chars().next().is_none_or(|c| c.is_ascii_alphanumeric());
    if begins && text.chars().all(good) {
        Ok(text.to_owned())
    } else {
        Err("it can have letters, digits, - and _, and begins with a letter or a digit")
    }
}

impl Names {
    fn of(&self, tool: &Tool) -> String {
        format!("{}{}", self.names, tool.name)
    }
}

/// Runs the program with `arguments`, the first of which is its own name.
pub fn start(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(e) => {
            let _ = e.print();
            return ExitCode::from(u8::from(e.use_stderr()) * 2);
        }
    };
    let done = match &arguments.what {
        What::Man { dir, names } => man::write(dir, names),
        What::Completions { dir, names } => completions::write(dir, names),
        What::Install { from, prefix, names } => install::install(from, prefix, names),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(io::stderr(), "copydesk-suite: {why}");
            ExitCode::from(2)
        }
    }
}

/// Writes `bytes` to the file `name` in `dir`, which is made if it is not there.
fn write_file(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    make_folder(dir)?;
    let path = dir.join(name);
    fs::write(&path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

fn make_folder(dir: &Path) -> Result<(), String> {
    fs::create_dir_all(dir).map_err(|e| format!("cannot make the folder {}: {e}", dir.display()))
}
