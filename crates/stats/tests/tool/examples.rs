//! The commands of the page on stats give what it shows.

use std::process::Command;

use crate::run::{folder, root};

/// Commands, as indented lines behind `$ `, and what follows each of them.
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

#[test]
fn the_commands_of_the_page_give_what_they_show() {
    let dir = folder("examples");
    let tools = format!("{dir}/bin");
    std::fs::create_dir_all(&tools).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_stats"), format!("{tools}/stats")).unwrap();
    let page = std::fs::read_to_string(root().join("docs/stats.md")).unwrap();
    let all = commands(&page);
    assert!(all.len() >= 6, "{all:?}");
    for (command, shown) in all {
        let output = Command::new("bash")
            .args(["-o", "pipefail", "-c", &command.replace("/tmp/", &format!("{dir}/"))])
            .current_dir(root())
            .env("PATH", format!("{tools}:{}", std::env::var("PATH").unwrap()))
            .env("COLUMNS", "80")
            .output()
            .unwrap();
        let found = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(found.replace(&format!("{dir}/"), "/tmp/"), shown, "{command}");
    }
}
