//! Man pages, completions and installing.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::examples::{examples, here};
use crate::run::{TOOLS, folder, run};

fn suite(arguments: &str) {
    assert_eq!(run(&format!("copydesk-suite {arguments}"), b""), (0, String::new(), String::new()), "{arguments}");
}

/// The long flags of a tool.
fn flags(tool: &str) -> Vec<String> {
    let (_, help, _) = run(&format!("{tool} --help"), b"");
    let flags = help.lines().filter_map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("-").and_then(|l| l.split_once(", ")).map_or(line, |(_, long)| long);
        let flag = line.strip_prefix("--")?.split(|c: char| c != '-' && !c.is_alphanumeric()).next()?;
        Some(format!("--{flag}"))
    });
    flags.collect()
}

#[test]
fn man_pages_have_what_help_has() {
    let dir = folder("man_pages");
    suite(&format!("man {dir}"));
    let pages = fs::read_dir(&dir).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap());
    let (pages, tools): (BTreeSet<_>, BTreeSet<_>) =
        (pages.collect(), TOOLS.iter().map(|t| format!("{t}.1")).collect());
    assert_eq!(pages, tools);
    let lint = here("mandoc", "what it says of man pages");
    for tool in TOOLS {
        let page = fs::read_to_string(format!("{dir}/{tool}.1")).unwrap();
        assert!(page.contains(&format!(".TH \"{}\" 1 ", tool.to_uppercase())), "{page}");
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "\"EXIT STATUS\"", "\"SEE ALSO\""] {
            assert!(page.contains(&format!("\n.SH {section}\n")), "{tool} {section}");
        }
        assert!(page.contains("\n.SS \"Reports\"\n"), "{page}");
        let plain = page.replace("\\-", "-").replace("\\*(Aq", "'");
        let flags = flags(tool);
        assert!(flags.len() > 12, "{flags:?}");
        for flag in flags {
            assert!(plain.contains(&flag), "{tool} {flag}");
        }
        for example in examples(tool) {
            assert!(plain.contains(&example), "{example}\n{plain}");
        }
        if lint {
            let (_, out, err) = run(&format!("mandoc -Tlint -W warning {dir}/{tool}.1"), b"");
            let said: Vec<&str> = out.lines().filter(|line| !line.contains("missing date")).collect();
            assert!(said.is_empty() && err.is_empty(), "{said:?} {err}");
        }
    }
}

#[test]
fn shells_take_the_completions() {
    let dir = folder("completions");
    suite(&format!("completions {dir} --names cd-"));
    for tool in TOOLS {
        let ps1 = fs::read_to_string(format!("{dir}/powershell/cd-{tool}.ps1")).unwrap();
        assert!(ps1.contains(&format!("-CommandName 'cd-{tool}'")));
        for (shell, file) in [
            ("bash", format!("bash/cd-{tool}")),
            ("zsh", format!("zsh/_cd-{tool}")),
            ("fish", format!("fish/cd-{tool}.fish")),
        ] {
            let script = fs::read_to_string(format!("{dir}/{file}")).unwrap();
            for flag in flags(tool) {
                assert!(script.contains(flag.trim_start_matches('-')), "{file} {flag}");
            }
            if here(shell, "its completions") {
                assert_eq!(run(&format!("{shell} -n {dir}/{file}"), b""), (0, String::new(), String::new()));
            }
        }
    }
    let complete = |words: &str| {
        let script = format!(
            "source {dir}/bash/cd-clean; COMP_WORDS=(cd-clean {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _cd__clean cd-clean \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\" 2> /dev/null; \
             echo ${{COMPREPLY[@]}}"
        );
        run(&script, b"").1
    };
    assert_eq!(complete("--pres"), "--preset\n");
    assert_eq!(complete("--preset w"), "web\n");
}

#[test]
fn installing_puts_all_under_the_prefix() {
    let dir = folder("install");
    let (from, prefix) = (format!("{dir}/built"), format!("{dir}/a prefix"));
    fs::create_dir(&from).unwrap();
    for tool in TOOLS {
        fs::write(format!("{from}/{tool}"), format!("#!/bin/sh\necho {tool}\n")).unwrap();
        fs::set_permissions(format!("{from}/{tool}"), fs::Permissions::from_mode(0o755)).unwrap();
    }
    for names in ["", "cd-"] {
        // Also over what is there.
        for _ in 0..2 {
            suite(&format!("install '{from}' '{prefix}' --names '{names}'"));
        }
        for tool in TOOLS {
            assert_eq!(run(&format!("'{prefix}/bin/{names}{tool}'"), b"").1, format!("{tool}\n"));
            for file in [
                format!("man/man1/{names}{tool}.1"),
                format!("bash-completion/completions/{names}{tool}"),
                format!("zsh/site-functions/_{names}{tool}"),
                format!("fish/vendor_completions.d/{names}{tool}.fish"),
            ] {
                let text = fs::read_to_string(format!("{prefix}/share/{file}")).unwrap();
                assert!(text.replace("\\-", "-").contains(&format!("{names}{tool}")), "{file}");
            }
        }
    }
    assert_eq!(fs::read_dir(format!("{prefix}/bin")).unwrap().count(), 2 * TOOLS.len());
    let page = fs::read_to_string(format!("{prefix}/share/man/man1/cd-clean.1")).unwrap();
    assert!(page.contains("cd-to-jsonl(1)") || page.contains(".BR cd-to-jsonl (1),"), "{page}");
}

#[test]
fn what_cannot_be_installed_is_one_clear_word() {
    let dir = folder("install_faults");
    for (arguments, said) in [
        (format!("install {dir}/none {dir}/p"), "cannot copy "),
        ("man /dev/null/x".to_owned(), "cannot make the folder /dev/null/x: "),
        (format!("man {dir} --names ../"), "it can have letters, digits, - and _"),
        (format!("man {dir} --names=-x"), "it can have letters, digits, - and _"),
    ] {
        let (code, out, err) = run(&format!("copydesk-suite {arguments}"), b"");
        assert!(code == 2 && out.is_empty() && err.contains(said), "{arguments}: {code} {out} {err}");
    }
}
