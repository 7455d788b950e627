//! The page about sentences shows what the tool gives.

// Helpers of tests stand outside the functions that clippy knows to be tests.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The commands of a page, as indented lines behind `$ `, and what follows each of them.
fn commands(page: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line.strip_prefix("    ") {
            Some(line) if line.starts_with("$ ") => {
                inside = true;
                commands.push((line[2..].to_owned(), String::new()));
            }
            Some(line) if inside => {
                if let Some((_, shown)) = commands.last_mut() {
                    shown.push_str(line);
                    shown.push('\n');
                }
            }
            _ => inside = false,
        }
    }
    commands
}

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/sentences.md")).unwrap()
}

#[test]
fn the_commands_of_the_page_give_what_they_show() {
    let tools = Path::new(env!("CARGO_BIN_EXE_split-sentences")).parent().unwrap();
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    // The page writes its file to /tmp; several tests may run at a time.
    let folder = env!("CARGO_TARGET_TMPDIR");
    let all = commands(&page());
    assert!(all.len() >= 5);
    for (command, shown) in all {
        let script = command.replace("/tmp/", &format!("{folder}/"));
        let output = Command::new("bash").args(["-o", "pipefail", "-c", &script]).env("PATH", &path).output().unwrap();
        let found = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(found, shown, "{command}");
    }
}

#[test]
fn every_flag_is_on_the_page() {
    let help = Command::new(env!("CARGO_BIN_EXE_split-sentences")).arg("-h").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let own = help.lines().skip_while(|line| *line != "Sentences:").skip(1).take_while(|line| !line.is_empty());
    let flags: Vec<&str> = own
        .filter_map(|line| {
            line.trim_start().strip_prefix("--")?.split(|c: char| c != '-' && !c.is_alphanumeric()).next()
        })
        .collect();
    assert!(flags.len() >= 7, "{flags:?}");
    for flag in flags {
        assert!(page().contains(&format!("--{flag}")), "--{flag} is not in docs/sentences.md");
    }
}
