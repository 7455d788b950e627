//! The scripts of the cookbook: nothing is lost, and nothing that is not whole looks done.

use std::fs;

use crate::examples::here;
use crate::run::{folder, root, run};

/// Puts a `tool` into `dir/bin` that does its work and is killed before it ends; what it writes to standard output is cut
/// off in the midst of a line.
pub(crate) fn killed(dir: &str, tool: &str) {
    let _ = fs::remove_dir_all(format!("{dir}/bin"));
    fs::create_dir(format!("{dir}/bin")).unwrap();
    let shim = format!("#!/bin/sh\nPATH=\"${{PATH#*:}}\" {tool} \"$@\" | head -c 900\nkill -9 $$\n");
    fs::write(format!("{dir}/bin/{tool}"), shim).unwrap();
    run(&format!("chmod +x {dir}/bin/*"), b"");
}

/// What a command gives: exit code, standard output and error together.
fn said(script: &str) -> (i32, String) {
    let (code, out, err) = run(script, b"");
    (code, out + &err)
}

const COOKBOOK: &str = "\"$OLDPWD\"/fixtures/cookbook";

/// A repository with the hook, and the shell that does something in it.
fn repository(name: &str) -> impl Fn(&str) -> (i32, String) {
    let dir = folder(name);
    let git = "git() { command git -c user.name=A -c user.email=a@b.example -c commit.gpgsign=false \"$@\"; }";
    run(&format!("git init -q {dir} && mkdir {dir}/corpus && cp fixtures/cookbook/pre-commit {dir}/.git/hooks"), b"");
    move |script| said(&format!("cd {dir}; {git}; {script}"))
}

#[test]
fn the_hook_loses_no_line_and_tells_all_files() {
    if !here("git", "the hook") {
        return;
    }
    let in_it = repository("cookbook_hook");
    // A line that is not yet written to its end, and names that git would quote.
    in_it("printf '{\"text\":\"a &amp; b\"}\\n{\"text\":\"hal' > corpus/a.jsonl; mkdir corpus/in");
    in_it("for name in corpus/é.jsonl corpus/in/$'a b\\n.jsonl'; do echo '{\"text\":\"a &amp; b\"}' > \"$name\"; done");
    let (code, said) = in_it("git add . && git commit -qm x");
    assert_eq!(code, 1, "{said}");
    for piece in
        ["clean: corpus/a.jsonl:1: ", "clean: corpus/a.jsonl:2: ", "clean: corpus/é.jsonl:1: ", "clean: corpus/in/a b"]
    {
        assert!(said.contains(piece), "{piece} {said}");
    }
    assert_eq!(in_it("cat corpus/a.jsonl").1, "{\"text\":\"a &amp; b\"}\n{\"text\":\"hal");
    // What the hook advises loses nothing either.
    in_it("for f in corpus/*.jsonl corpus/in/*; do clean -q --on-error keep -o \"$f\" \"$f\"; done");
    assert_eq!(in_it("cat corpus/a.jsonl").1.trim_end(), "{\"text\":\"a & b\"}\n{\"text\":\"hal");
    in_it("echo '{\"text\":\"a & b\"}' > corpus/a.jsonl");
    assert_eq!(in_it("git add . && git commit -qm x"), (0, String::new()));
    assert_eq!(in_it("git ls-files -z | tr -dc '\\0' | wc -c").1.trim(), "3");
    // Nothing to look at is no fault.
    assert_eq!(in_it("git rm -qr corpus && git commit -qm x"), (0, String::new()));
}

#[test]
fn the_hook_looks_at_what_would_be_committed() {
    if !here("git", "the hook") {
        return;
    }
    let in_it = repository("cookbook_staged");
    let (bad, good) = ("echo '{\"text\":\"a &amp; b\"}' > corpus/a.jsonl", "echo '{\"text\":\"a\"}' > corpus/a.jsonl");
    assert_eq!(in_it(&format!("{bad}; git add corpus; {good}; git commit -qm x")).0, 1);
    assert_eq!(in_it(&format!("git add corpus; {bad}; git commit -qm x")), (0, String::new()));
    // A file that is renamed and changed a little.
    let renamed = "git checkout -q corpus; seq -f '{\"text\":\"record %g\"}' 100 >> corpus/a.jsonl; git add corpus; git commit -qm x; \
         git mv corpus/a.jsonl corpus/b.jsonl; echo '{\"text\":\"a &amp; b\"}' >> corpus/b.jsonl; git commit -qam x";
    let (code, said) = in_it(renamed);
    assert!(code == 1 && said.starts_with("clean: corpus/b.jsonl:102: "), "{code} {said}");
    // A clean that does not run has not found all well.
    let dir = folder("cookbook_staged_bin");
    killed(&dir, "clean");
    assert_eq!(in_it(&format!("{good}; git reset -q --hard; {good}; echo >> corpus/a.jsonl; git add .; PATH={dir}/bin:$PATH git commit -qm x")).0, 1);
}

/// Two folders of pages.
fn sites(name: &str) -> String {
    let dir = folder(name);
    run(
        &format!("mkdir {dir}/sites && cp -r fixtures/tour {dir}/sites/tide && cp -r fixtures/tour {dir}/sites/b"),
        b"",
    );
    dir
}

#[test]
fn make_takes_nothing_for_done_of_which_a_part_is_lacking() {
    if !here("make", "the makefile") {
        return;
    }
    for tool in ["to-jsonl", "clean", "detect-language", "split-sentences", "stats"] {
        let dir = sites("cookbook_make");
        let make = format!("cd {dir} && make -s -f {COOKBOOK}/Makefile");
        killed(&dir, tool);
        for _ in 0..2 {
            let (code, said) = said(&format!("PATH={dir}/bin:$PATH; {make}"));
            assert_eq!(code, 2, "{tool}: {said}");
            let (_, left) = self::said(&format!("cd {dir} && ls report.html corpus/*.gz 2> /dev/null"));
            assert!(left.is_empty() || tool == "stats" && !left.contains("report"), "{tool}: {left}");
        }
        assert_eq!(said(&make).0, 0, "{tool}");
        assert_eq!(said(&format!("cd {dir} && cat corpus/*.gz | gzip -dc | wc -l")).1.trim(), "10", "{tool}");
    }
}

#[test]
fn make_sees_what_is_not_read_what_is_new_and_what_is_gone() {
    if !here("make", "the makefile") {
        return;
    }
    let dir = sites("cookbook_make_again");
    let make = format!("cd {dir} && make -s -f {COOKBOOK}/Makefile");
    let records =
        || said(&format!("cd {dir} && grep -A1 '<th>records' report.html; cat corpus/*.gz | gzip -dc | wc -l")).1;
    // A page that cannot be opened: the other records are no corpus.
    assert_eq!(said(&format!("ln -s gone {dir}/sites/b/a.html; {make}")).0, 2);
    assert_eq!(said(&format!("{make}; ls corpus")).1.matches("b.jsonl.gz").count(), 0);
    assert_eq!(said(&format!("rm {dir}/sites/b/a.html; {make}")).0, 0);
    assert!(records().ends_with("10\n"), "{}", records());
    // Also within a folder, and where a page is written again.
    assert_eq!(said(&format!("mkdir {dir}/sites/b/in; cp {dir}/sites/tide/ferry.html {dir}/sites/b/in; {make}")).0, 0);
    assert!(records().ends_with("11\n"), "{}", records());
    assert_eq!(said(&format!("cp {dir}/sites/tide/ferry.html {dir}/sites/b/login.html; {make}")).0, 0);
    assert!(records().ends_with("12\n"), "{}", records());
    let report = || fs::read(format!("{dir}/report.html")).unwrap();
    let before = report();
    assert_eq!(said(&format!("rm -r {dir}/sites/b; {make}")).0, 0);
    assert!(report() != before);
    // Nothing has changed.
    assert_eq!(said(&format!("{make} -q")).0, 0);
    for name in ["a b", "x;touch y", "$(touch y)"] {
        let (code, said) = said(&format!(
            "cd {dir}; mkdir 'sites/{name}'; cd - > /dev/null; {make}; c=$?; rmdir 'sites/{name}'; exit $c"
        ));
        assert!(code == 2 && said.contains("may have letters"), "{name}: {said}");
        assert!(!fs::exists(format!("{dir}/y")).unwrap(), "{name}");
    }
    assert_eq!(said(&format!("rm -r {dir}/sites/*; {make} < /dev/null")).0, 2);
}

#[test]
fn a_night_that_went_wrong_leaves_no_day() {
    let dir = folder("cookbook_nightly");
    run(&format!("mkdir -p {dir}/inbox && cp -r fixtures/tour {dir}/inbox/2026-02-06"), b"");
    let nightly = |day: &str| format!("cd {dir} && {COOKBOOK}/nightly.sh {day}");
    let days = || said(&format!("cd {dir} && ls -A days; ls report.html 2> /dev/null")).1;
    for tool in ["to-jsonl", "clean", "detect-language", "split-sentences", "stats"] {
        killed(&dir, tool);
        let (code, said) = said(&format!("PATH={dir}/bin:$PATH; {}", nightly("2026-02-06")));
        assert_eq!((code, days().as_str()), (2, ""), "{tool}: {said}");
    }
    // A day without a folder, and one whose folder is empty; without an argument it is yesterday's.
    run(&format!("mkdir {dir}/inbox/2026-02-07"), b"");
    for day in ["2026-02-05", "2026-02-07", ""] {
        let (code, said) = said(&nightly(day));
        assert!(code == 2 && said.contains("nothing came in"), "{said}");
        assert_eq!(days(), "");
    }
    // What cannot be read.
    run(&format!("ln -s gone {dir}/inbox/2026-02-06/a.html"), b"");
    let (code, told) = said(&nightly("2026-02-06"));
    assert!(code == 2 && told.contains("not all of it could be read") && days().is_empty(), "{told}");
    run(&format!("rm {dir}/inbox/2026-02-06/a.html"), b"");
    for _ in 0..2 {
        assert_eq!(said(&nightly("2026-02-06")).0, 0);
        assert_eq!(days(), "2026-02-06\nreport.html\n");
    }
    let (_, out, _) = run(&format!("clean --only dateline {dir}/days/2026-02-06/records.jsonl.zst | wc -l"), b"");
    assert_eq!(out.trim(), "5");
    // What came too late is not passed over in silence.
    run(&format!("cp {dir}/inbox/2026-02-06/ferry.html {dir}/inbox/2026-02-06/late.html"), b"");
    let (code, said) = said(&nightly("2026-02-06"));
    assert!(code == 2 && said.contains("more came in"), "{said}");
}

#[test]
fn a_gate_without_a_corpus_is_closed() {
    let gate = "fixtures/cookbook/gate.sh";
    assert_eq!(said(&format!("{gate} < /dev/null")).0, 2);
    let dir = folder("cookbook_gate");
    run(&format!("touch {dir}/empty.jsonl; sed -n 1,2p fixtures/stats/articles.jsonl | clean > {dir}/-x.jsonl"), b"");
    assert_eq!(said(&format!("{gate} {dir}/empty.jsonl")).0, 1);
    assert_eq!(said(&format!("{gate} {dir}/*.nothing")).0, 1);
    let (code, said) = said(&format!("cd {dir}; GITHUB_STEP_SUMMARY={dir}/summary {COOKBOOK}/gate.sh -x.jsonl"));
    assert!(code == 0, "{said}");
}

#[test]
fn the_page_shows_the_scripts_as_they_are() {
    let page = fs::read_to_string(root().join("docs/cookbook.md")).unwrap();
    for entry in fs::read_dir(root().join("fixtures/cookbook")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(page.contains(&format!("    $ cat fixtures/cookbook/{name}\n")), "{name}");
    }
}
