//! The docs name what the code has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::examples::{here, here_if};
use crate::run::{folder, root, run};

/// What stands between `Kind("` and `")` in the sources under `folder`.
fn kinds(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            kinds(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let code = fs::read_to_string(path).unwrap();
            found.extend(code.split("Kind(\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
}

#[test]
fn every_kind_of_fault_is_documented() {
    let mut found = BTreeSet::new();
    kinds(&root().join("crates"), &mut found);
    let page = fs::read_to_string(root().join("docs/reports.md")).unwrap();
    let documented =
        page.lines().filter_map(|l| l.strip_prefix("| `")?.split_once('`').map(|(kind, _)| kind.to_owned()));
    let documented: BTreeSet<_> = documented.take_while(|kind| kind != "tool").collect();
    assert_eq!(found, documented);
}

#[test]
fn every_package_has_its_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let reasons = fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let packages = manifest
        .lines()
        .skip_while(|l| *l != "[workspace.dependencies]")
        .take_while(|l| !l.starts_with("[workspace.lints"));
    for name in packages.filter_map(|l| l.split_once(" = ")).map(|(name, _)| name) {
        assert!(name.starts_with("copydesk-") || reasons.contains(name), "{name} is not in docs/dependencies.md");
    }
}

#[test]
fn no_crate_of_ours_may_have_unsafe_code() {
    let manifest = |path: &Path| fs::read_to_string(path.join("Cargo.toml")).unwrap();
    assert!(manifest(&root()).contains("\n[workspace.lints.rust]\nunsafe_code = \"forbid\"\n"));
    let crates = fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path());
    for path in crates.chain([root().join("tests")]) {
        assert!(manifest(&path).contains("\n[lints]\nworkspace = true\n"), "{}", path.display());
    }
}

/// Each test that the page on robustness names is there.
#[test]
fn what_was_tried_is_tested() {
    let page = fs::read_to_string(root().join("docs/robustness.md")).unwrap();
    let rows = page.lines().filter(|line| line.matches(" | ").count() == 2 && !line.contains("| shown by |"));
    let mut tests = 0;
    for row in rows {
        let shown = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        for test in shown.split('`').skip(1).step_by(2) {
            let there = ["tests/tools", ""].iter().any(|place| {
                let path = root().join(place).join(test);
                path.is_dir() || path.with_extension("rs").exists()
            });
            assert!(there, "{row}");
            tests += 1;
        }
        assert!(shown.contains('`') || shown == "by hand" || shown == "not tried", "{row}");
    }
    assert!(tests > 25, "{tests}");
}

#[test]
fn links_between_pages_lead_somewhere() {
    let folders = ["", "docs", "docs/formats"].map(|folder| root().join(folder));
    let pages = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let mut links = 0;
    for path in pages.filter(|path| path.extension().is_some_and(|e| e == "md")) {
        let page = fs::read_to_string(&path).unwrap();
        let targets = page.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        for target in targets.filter(|t| !t.is_empty() && !t.contains([':', ' ', '`'])) {
            assert!(path.parent().unwrap().join(target).exists(), "{}: {target}", path.display());
            links += 1;
        }
    }
    assert!(links > 60, "{links}");
}

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

#[test]
fn the_commands_of_the_pages_give_what_they_show() {
    let mut all = 0;
    for entry in fs::read_dir(root().join("docs/formats")).unwrap() {
        let path = entry.unwrap().path();
        for (command, shown) in commands(&fs::read_to_string(&path).unwrap()) {
            let (_, out, err) = run(&command, b"");
            assert_eq!(out + &err, shown, "{}: {command}", path.display());
            all += 1;
        }
    }
    assert!(all >= 5);
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join(format!("docs/{name}.md"))).unwrap()
}

/// Whether the programs that `command` runs are here.
fn can_run(command: &str) -> bool {
    let programs = command.split(['|', '&', ';']).filter_map(|part| part.split_whitespace().next());
    let others = ["duckdb", "git", "jq", "make", "python3", "xan"];
    let needed = programs.filter(|program| others.contains(program));
    // DuckDB makes this file.
    let needed = needed.chain(command.contains("corpus.parquet").then_some("duckdb"));
    let pandas = !command.contains("pandas") || here_if("python3 -c 'import pandas' 2> /dev/null", "pandas", command);
    needed.fold(pandas, |all, program| here(program, command) && all)
}

/// Runs the commands of the page `name`, of which there are at least so many.
fn check_commands(name: &str, least: usize) {
    // A page writes its files to /tmp; several tests may run at a time.
    let dir = format!("{}/", folder(&format!("{name}_page")));
    let mut all = 0;
    for section in page(name).split("\n## ") {
        let commands = commands(section);
        all += commands.len();
        // Without these, what follows in the section does not find what they would have written.
        let needs =
            |program: &str| commands.iter().any(|(command, _)| command.split_whitespace().any(|word| word == program));
        let heading = section.lines().next().unwrap_or_default();
        if !["parallel", "spark-submit"].into_iter().all(|program| !needs(program) || here(program, heading)) {
            continue;
        }
        for (command, shown) in commands.iter().filter(|(command, _)| can_run(command)) {
            let (_, out, err) = run(&format!("export COLUMNS=80; {}", command.replace("/tmp/", &dir)), b"");
            assert_eq!((out + &err).replace(&dir, "/tmp/"), *shown, "{command}");
        }
    }
    assert!(all >= least, "{all}");
}

#[test]
fn tables_and_plot_of_speeds_are_made_from_the_results() {
    if !here("python3", "benches/table/render.py") {
        return;
    }
    let pages = "README.md docs/benchmarks.md docs/benchmarks.svg";
    let (code, out, err) =
        run(&format!("python3 -B benches/table/render.py benches/results.json {pages} --check"), b"");
    assert_eq!((code, out + &err), (0, String::new()));
}

/// What the README says of aims that are reached or not is so, until a run says otherwise.
#[test]
fn the_readme_says_which_aims_are_reached() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (table, after) = readme.split_once("<!-- end of table -->").unwrap();
    let said = after.split("\n## ").next().unwrap().replace('\n', " ");
    for (work, tool, aim, words) in [
        ("edit a field", "clean --only dateline", 650.0, "650 to edit a field"),
        ("read CSV", "to-jsonl", 1000.0, "1,000 to read CSV"),
        ("clean text", "clean", 600.0, "600 to clean text (which is clean already; this is not)"),
        ("tell languages", "detect-language", 100.0, "To tell languages was to reach 100, and does."),
        ("measure", "stats", 100.0, "100 to measure"),
        ("all five in a pipe", "copydesk", 100.0 / 3.0, "3 CPU seconds for 100 MB in the pipe, which is 33"),
    ] {
        let row = table.lines().find(|line| line.starts_with(&format!("| {work} | {tool} "))).unwrap();
        let speed = row.split(" | ").nth(1).unwrap()[tool.len()..].split(',').next().unwrap().trim().to_owned();
        let speed: f64 = speed.parse().unwrap_or_else(|e| panic!("{row}: {speed}: {e}"));
        assert!(said.contains(words), "the README does not say: {words}");
        let is_reached = words.contains("was to reach");
        assert_eq!(speed >= aim, is_reached, "{work}, whose aim is {aim}: say so in the README");
    }
}

#[test]
fn the_commands_of_the_page_on_sentences_give_what_they_show() {
    check_commands("sentences", 5);
}

#[test]
fn the_commands_of_the_page_on_stats_give_what_they_show() {
    check_commands("stats", 6);
}

#[test]
fn the_commands_of_the_page_on_scale_give_what_they_show() {
    check_commands("scale", 15);
}

#[test]
fn the_commands_of_the_tour_give_what_they_show() {
    check_commands("tour", 10);
}

#[test]
fn the_commands_of_the_cookbook_give_what_they_show() {
    check_commands("cookbook", 20);
}

#[test]
fn the_commands_of_the_page_on_the_record_give_what_they_show() {
    check_commands("record", 1);
}

#[test]
fn every_flag_of_split_sentences_is_on_its_page() {
    let (_, help, _) = run("split-sentences -h", b"");
    let own = help.lines().skip_while(|line| *line != "Sentences:").skip(1).take_while(|line| !line.is_empty());
    let flags: Vec<&str> = own
        .filter_map(|line| {
            line.trim_start().strip_prefix("--")?.split(|c: char| c != '-' && !c.is_alphanumeric()).next()
        })
        .collect();
    assert!(flags.len() >= 7, "{flags:?}");
    for flag in flags {
        assert!(page("sentences").contains(&format!("--{flag}")), "--{flag} is not in docs/sentences.md");
    }
}
