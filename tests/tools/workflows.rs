//! What runs on GitHub, as far as it can be seen here.

use std::fs;

use crate::run::{folder, root, run};

/// The lines of all workflows, ours and the one that users copy.
fn lines() -> Vec<String> {
    let ours = fs::read_dir(root().join(".github/workflows")).unwrap().map(|entry| entry.unwrap().path());
    let all = ours.chain([root().join("fixtures/cookbook/workflow.yml")]);
    all.flat_map(|path| fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn actions_are_named_by_commit() {
    let lines = lines();
    let actions: Vec<&str> =
        lines.iter().filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("uses: ")).collect();
    assert!(actions.len() > 8, "{actions:?}");
    for action in actions {
        let (name, commit) = action.split_once('@').unwrap();
        let (commit, version) = commit.split_once(" # v").unwrap_or_else(|| panic!("{action}"));
        assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{action}");
        assert_eq!(version.split('.').count(), 3, "{action}");
        // One commit of each, as one version has one.
        assert!(lines.iter().all(|line| !line.contains(&format!("{name}@")) || line.ends_with(action)), "{name}");
    }
}

#[test]
fn one_rust_is_named_everywhere_and_the_oldest_is_that_of_the_manifest() {
    let lines = lines();
    let version = |line: &str| {
        line.split(|c: char| c != '.' && !c.is_ascii_digit()).find(|w| w.matches('.').count() == 2).map(str::to_owned)
    };
    let named = lines.iter().filter(|line| line.contains("RUSTUP_TOOLCHAIN: ") || line.contains("rust-version: "));
    let named: Vec<_> = named.map(|line| version(line).unwrap_or_else(|| panic!("{line}"))).collect();
    assert!(named.len() >= 4 && named.iter().all(|v| *v == named[0]), "{named:?}");
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let oldest = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap().trim_matches('"');
    assert!(lines.iter().any(|line| line.contains(&format!("cargo +{oldest} check"))), "{oldest}");
}

#[test]
fn a_release_has_the_notes_of_its_version_or_is_none() {
    let dir = folder("release_notes");
    let log = "# Changes\n\nAll.\n\n## 0.10.0 (2027-01-01)\n\nTen: [the record](record.md), [a site](https://site.example).\n\n## 0.2.0\n\n\
               ## 0.1.0\n\nNot released yet. Its parts:\n\n- one\n";
    fs::write(format!("{dir}/log.md"), log).unwrap();
    let notes = |version: &str| {
        let github = "GITHUB_SERVER_URL=https://github.com GITHUB_REPOSITORY=o/p GITHUB_REF_NAME=v0.10.0";
        run(&format!("{github} .github/release-notes {version} {dir}/log.md"), b"")
    };
    let (code, out, err) = notes("0.10.0");
    let wanted =
        "Ten: [the record](https://github.com/o/p/blob/v0.10.0/docs/record.md), [a site](https://site.example).";
    assert_eq!((code, out.trim(), err.as_str()), (0, wanted, ""));
    for (version, why) in [
        ("0.1.0", "not released"),
        ("0.2.0", "nothing on 0.2.0"),
        ("0.1", "nothing on 0.1:"),
        ("0.10", "nothing on 0.10:"),
    ] {
        let (code, out, err) = notes(version);
        assert!(code == 1 && out.is_empty() && err.contains(why), "{version}: {code} {out} {err}");
    }
    // Until our own is released, a tag makes no release of it.
    let log = fs::read_to_string(root().join("docs/CHANGELOG.md")).unwrap();
    let (code, _, err) = run(&format!(".github/release-notes {}", env!("CARGO_PKG_VERSION")), b"");
    assert_eq!(code, i32::from(log.contains("Not released yet")), "{err}");
    let release = fs::read_to_string(root().join(".github/workflows/release.yml")).unwrap();
    assert_eq!(release.matches(".github/release-notes").count(), 2);
}
