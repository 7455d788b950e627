//! Many files at once: folders of outputs, resuming, shards, torn inputs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::run::{folder, run, tool};

/// The files below `folder` without those that say what is complete.
fn files(folder: &str) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(Path::new(folder), Path::new(folder), &mut found);
    found.retain(|name, _| !name.starts_with(".copydesk/"));
    found
}

fn names(folder: &str) -> Vec<String> {
    files(folder).into_keys().collect()
}

/// Writes `count` files of JSON lines, of different lengths, some with bad lines, some compressed.
fn corpus(folder: &str, count: usize) {
    fs::create_dir_all(format!("{folder}/in/deep")).unwrap();
    for n in 0..count {
        let mut text = String::new();
        for line in 0..(n * 7 % 23) * if n % 11 == 0 { 400 } else { 1 } {
            text.push_str(&format!("{{\"n\":{n},\"text\":\" line {line} \"}}\n"));
            if n % 5 == 0 && line == 2 {
                text.push_str("bad\n");
            }
        }
        let path = format!("{folder}/in/{}{n:03}.jsonl", if n % 2 == 0 { "deep/" } else { "" });
        fs::write(&path, text).unwrap();
        if n % 3 == 0 {
            let zip = format!("clean -q --on-error keep --only dateline {path} -o {path}.gz; rm {path}");
            assert_eq!(run(&zip, b"").0, 0);
        }
    }
}

#[test]
fn each_input_has_its_output() {
    let dir = folder("each_input_has_its_output");
    corpus(&dir, 60);
    let (code, _, err) = run(&format!("cd {dir} && clean in/*.jsonl* in/deep/* --output-dir one -j1"), b"");
    assert!(code == 1 && err.contains("in/005.jsonl:4: not a JSON object"), "{code} {err}");
    let (_, _, same) = run(&format!("cd {dir} && clean in/*.jsonl* in/deep/* --output-dir more -j8"), b"");
    let (one, more) = (files(&format!("{dir}/one")), files(&format!("{dir}/more")));
    assert!(one == more && err == same);
    assert_eq!(one.len(), 60);
    assert!(one.contains_key("in/deep/000.jsonl.gz") && one.contains_key("in/001.jsonl"));
    // The same as of each file alone.
    let script = format!("cd {dir} && for f in in/*.jsonl in/deep/*.gz; do clean -q $f -o alone/$f; done");
    run(&format!("mkdir -p {dir}/alone/in/deep; {script}"), b"");
    let alone = files(&format!("{dir}/alone"));
    assert!(alone.len() >= 30 && alone.iter().all(|(name, bytes)| one[name] == *bytes));
    assert!(!Path::new(&format!("{dir}/one/.copydesk/tmp")).exists());
}

#[test]
fn outputs_stay_in_their_folder_and_apart() {
    let dir = folder("outputs_stay_in_their_folder_and_apart");
    fs::create_dir_all(format!("{dir}/a/b")).unwrap();
    let line = "{\"text\":\"x\"}\n";
    for name in ["x.jsonl", "a/x.jsonl", "a/y.jsonl"] {
        fs::write(format!("{dir}/{name}"), line).unwrap();
    }
    let clean = |arguments: &str| run(&format!("cd {dir}/a && clean {arguments}"), line.as_bytes());
    assert_eq!(clean(&format!("../x.jsonl {dir}/a/y.jsonl --output-dir ../out")), (0, String::new(), String::new()));
    assert_eq!(names(&format!("{dir}/out")), [format!("{}/a/y.jsonl", &dir[1..]), "x.jsonl".to_owned()]);
    for (arguments, said) in [
        ("x.jsonl ../x.jsonl --output-dir o", "clean: x.jsonl and ../x.jsonl would both be written to o/x.jsonl\n"),
        ("x.jsonl x.jsonl --output-dir o", "clean: x.jsonl and x.jsonl would both be written to o/x.jsonl\n"),
        (
            "x.jsonl --output-dir .",
            "clean: ./x.jsonl would be written over the input x.jsonl: choose another --output-dir\n",
        ),
        ("--output-dir o", "clean: --output-dir takes its names from FILEs, and there are none\n"),
        ("- --output-dir o", "clean: --output-dir takes its names from files, and stdin is none\n"),
        ("x.jsonl -o o --output-dir o", "cannot be used with"),
        ("x.jsonl --resume", "--output-dir <DIR>"),
        ("x.jsonl --output-dir o --resume --rejects r", "cannot be used with"),
        ("x.jsonl --shard-size 1MB", "clean: --shard-size needs a file's name from --output, or --output-dir\n"),
        ("x.jsonl --shard-size 1MB -o /dev/null", "clean: --shard-size needs a file's name"),
        ("x.jsonl --output-dir o --check", "cannot be used with"),
        ("x.jsonl --output-dir o --rejects o/x.jsonl", "clean: --rejects names an output in --output-dir\n"),
        ("x.jsonl --output-dir y.jsonl", "clean: cannot write to y.jsonl: Not a directory\n"),
    ] {
        let (code, out, err) = clean(arguments);
        assert!(code == 2 && out.is_empty() && err.contains(said), "{arguments}: {code} {err}");
        assert_eq!(fs::read_to_string(format!("{dir}/a/x.jsonl")).unwrap(), line);
        assert!(!Path::new(&format!("{dir}/a/o/x.jsonl")).exists(), "{arguments}");
    }
    for (script, said) in [
        ("to-jsonl --limit 1 --output-dir o x.jsonl", "cannot be used with"),
        ("to-jsonl --sample 1 --output-dir o x.jsonl", "cannot be used with"),
        ("to-jsonl --id counter --resume --output-dir o x.jsonl", "--resume does not know the ids"),
        ("stats --output-dir o x.jsonl", "unexpected argument"),
    ] {
        let (code, _, err) = run(&format!("cd {dir}/a && {script}"), b"");
        assert!(code == 2 && err.contains(said), "{script}: {code} {err}");
    }
}

#[test]
fn files_that_cannot_be_read_have_no_output() {
    let dir = folder("files_that_cannot_be_read_have_no_output");
    fs::write(format!("{dir}/a.jsonl"), "{\"text\":\"x\"}\n").unwrap();
    fs::write(format!("{dir}/empty.jsonl"), "").unwrap();
    fs::create_dir(format!("{dir}/deep")).unwrap();
    let clean = format!("cd {dir} && clean gone.jsonl a.jsonl empty.jsonl deep --output-dir out --resume");
    let (code, _, err) = run(&clean, b"");
    assert_eq!(code, 1);
    assert_eq!(
        err,
        "clean: 0 of 4 files complete\n\
         clean: gone.jsonl: cannot open it: No such file or directory (skipped)\n\
         clean: deep: cannot open it: it is a folder (skipped)\n"
    );
    assert_eq!(names(&format!("{dir}/out")), ["a.jsonl", "empty.jsonl"]);
}

#[test]
fn names_of_what_to_jsonl_makes() {
    let dir = folder("names_of_what_to_jsonl_makes");
    fs::create_dir_all(format!("{dir}/in/web")).unwrap();
    for (name, text) in [
        ("web/page.html", "<p>An article that has a few words, as an article should have them.</p>"),
        ("news.csv", "title,text\nA,b\n"),
        ("a.jsonl", "{\"text\":\"x\"}\n"),
        ("note.txt", "x\n"),
    ] {
        fs::write(format!("{dir}/in/{name}"), text).unwrap();
    }
    run(&format!("cd {dir}/in && gzip -nk news.csv"), b"");
    let (code, _, err) = run(&format!("cd {dir} && to-jsonl in --output-dir out"), b"");
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        names(&format!("{dir}/out")),
        ["in/a.jsonl", "in/news.csv.jsonl", "in/news.csv.jsonl.gz", "in/note.txt.jsonl", "in/web/page.html.jsonl"]
    );
    let (_, all, _) = run(&format!("cd {dir} && to-jsonl in"), b"");
    let (_, each, _) =
        run(&format!("cd {dir}/out/in && cat a.jsonl news.csv.jsonl && zcat *.gz && cat note* web/*"), b"");
    assert_eq!(all, each);
    // Outputs that stand in a folder that is read are not read.
    run(&format!("cd {dir}/in && for i in 1 2; do to-jsonl . --output-dir out; done"), b"");
    assert_eq!(names(&format!("{dir}/in/out")).len(), 5);
    fs::remove_dir_all(format!("{dir}/in/out")).unwrap();
    // What is made can be read back as a folder: the manifest is hidden.
    let (code, again, _) = run(&format!("cd {dir} && to-jsonl out"), b"");
    assert_eq!((code, again), (0, each));
}

#[test]
fn what_is_complete_is_left_and_the_rest_is_done_again() {
    let dir = folder("what_is_complete_is_left");
    for name in ["a", "b", "c"] {
        fs::write(format!("{dir}/{name}.jsonl"), format!("{{\"text\":\" {name}\"}}\n")).unwrap();
    }
    fs::write(format!("{dir}/b.jsonl"), "{\"text\":\" b\"}\nbad\n").unwrap();
    let resume = |more: &str| {
        let script = format!("cd {dir} && clean [abc].jsonl --output-dir out --resume {more}");
        let (code, out, err) = run(&script, b"");
        assert_eq!(out, "");
        (code, err)
    };
    let bad = "clean: b.jsonl:2: not a JSON object at column 1: expected an object (skipped)\n";
    let said = |line: &str| format!("clean: {line}\n");
    assert_eq!(resume(""), (1, said("0 of 3 files complete") + bad));
    // The report of a file that is left is not given again, and the exit code stays.
    assert_eq!(resume(""), (1, said("3 of 3 files complete")));
    assert_eq!(resume("-q -j1 --color never --summary s.json"), (1, String::new()));
    let summary = fs::read_to_string(format!("{dir}/s.json")).unwrap();
    for part in ["\"in\":4,\"out\":3,\"changed\":3,\"bad\":{\"not-json\":1}", "\"resumed\":3"] {
        assert!(summary.contains(part), "{summary}");
    }
    // A time alone is no change; bytes are, also where there are as many.
    run(&format!("touch {dir}/a.jsonl {dir}/out/c.jsonl"), b"");
    assert_eq!(resume("").1, said("3 of 3 files complete"));
    fs::write(format!("{dir}/b.jsonl"), "{\"text\":\" c\"}\nbad\n").unwrap();
    assert_eq!(resume(""), (1, said("2 of 3 files complete; done again: 1 that have another input now") + bad));
    fs::write(format!("{dir}/out/c.jsonl"), "{\"text\":\"d\"}\n").unwrap();
    fs::remove_file(format!("{dir}/out/a.jsonl")).unwrap();
    assert_eq!(resume(""), (1, said("1 of 3 files complete; done again: 2 that were changed or removed")));
    assert_eq!(files(&format!("{dir}/out"))["c.jsonl"], b"{\"text\":\"c\"}\n");
    let other = said("0 of 3 files complete; done again: 3 that were made with other arguments");
    assert_eq!(resume("--preset minimal"), (1, other + bad));
    // What a flag names counts as an argument.
    fs::write(format!("{dir}/list"), "3\tx\n").unwrap();
    assert!(resume("--boilerplate list").1.contains("other arguments"));
    assert!(resume("--boilerplate list").1.contains("3 of 3"));
    fs::write(format!("{dir}/list"), "3\tc\n").unwrap();
    assert!(resume("--boilerplate list").1.contains("other arguments"));
    // Without --resume all is done, and half a line at the end of the manifest does no harm.
    assert_eq!(run(&format!("cd {dir} && clean [abc].jsonl --output-dir out"), b"").2, bad);
    let manifest = format!("{dir}/out/.copydesk/manifest.jsonl");
    let lines = fs::read(&manifest).unwrap();
    fs::write(&manifest, &lines[..lines.len() - 20]).unwrap();
    assert!(resume("").1.contains("2 of 3 files complete\n"));
    assert!(resume("").1.contains("3 of 3 files complete\n"));
}

#[test]
fn a_run_that_stops_leaves_what_came_before_and_is_not_complete() {
    let dir = folder("a_run_that_stops");
    for (name, text) in [("a", "{\"text\":\"x\"}\n"), ("b", "{\"text\":\"y\"}\nbad\n{\"text\":\"z\"}\n"), ("c", "")] {
        fs::write(format!("{dir}/{name}.jsonl"), text).unwrap();
    }
    for jobs in [1, 4] {
        let clean =
            |more: &str| run(&format!("cd {dir} && clean -j{jobs} [abc].jsonl --output-dir {jobs} {more}"), b"");
        assert_eq!(clean("--on-error stop").0, 1);
        let out = files(&format!("{dir}/{jobs}"));
        assert_eq!(out.keys().collect::<Vec<_>>(), ["a.jsonl", "b.jsonl"]);
        assert_eq!(out["b.jsonl"], b"{\"text\":\"y\"}\n");
        // Where a run ends makes no argument of its own: what is whole is not done again.
        assert!(clean("--on-error stop --resume").2.starts_with("clean: 1 of 3 files complete\n"));
        let (code, _, err) = clean("--max-errors 0 --resume");
        assert!(code == 1 && err.contains("0 of 3 files complete; done again: 1 that were made with other"), "{err}");
        let (code, _, err) = clean("--max-errors 1 --resume");
        assert!(code == 1 && err.starts_with("clean: 1 of 3 files complete\n"), "{err}");
        assert_eq!(files(&format!("{dir}/{jobs}"))["b.jsonl"], b"{\"text\":\"y\"}\n{\"text\":\"z\"}\n");
        // One bad record came before already.
        fs::write(format!("{dir}/c.jsonl"), "bad\n").unwrap();
        let (code, _, err) = clean("--max-errors 1 --resume");
        assert!(code == 1 && err.contains("2 of 3") && err.contains("more bad records than --max-errors 1"), "{err}");
        fs::write(format!("{dir}/c.jsonl"), "").unwrap();
    }
}

#[test]
fn a_file_that_grows_is_done_again() {
    let dir = folder("a_file_that_grows_is_done_again");
    fs::write(format!("{dir}/a.jsonl.gz"), b"").unwrap();
    let script = format!("cd {dir} && clean a.jsonl.gz --output-dir out --resume");
    assert_eq!(run(&script, b"").0, 0);
    run(&format!("cd {dir} && echo '{{\"text\":\"x\"}}' | gzip > a.jsonl.gz"), b"");
    assert!(run(&script, b"").2.contains("another input"));
    assert_eq!(run(&format!("zcat {dir}/out/a.jsonl.gz"), b"").1, "{\"text\":\"x\"}\n");
}

/// A run that is killed at any moment and resumed gives what an unbroken one gives.
#[test]
fn killed_runs_are_resumed() {
    let dir = folder("killed_runs_are_resumed");
    corpus(&dir, 160);
    let inputs: Vec<String> = names(&format!("{dir}/in")).into_iter().map(|name| format!("in/{name}")).collect();
    let start = |out: &str, resume: bool| {
        let mut clean = Command::new(tool("clean"));
        clean.current_dir(&dir).args(&inputs).args(["-q", "-j2", "--shard-size", "50kB", "--output-dir", out]);
        clean.args(resume.then_some("--resume")).stdin(Stdio::null()).spawn().unwrap()
    };
    let began = Instant::now();
    assert_eq!(start("whole", false).wait().unwrap().code(), Some(1));
    let time = began.elapsed();
    let whole = files(&format!("{dir}/whole"));
    assert!(whole.len() > inputs.len());
    let (mut killed, mut left, mut random) = (0, 0, 1_u64);
    let out = format!("{dir}/out");
    for round in 0..20 {
        if round % 5 == 0 {
            // Four runs are killed one after the other over one folder, and the fifth is left alone.
            let _ = fs::remove_dir_all(&out);
        }
        // A run may be killed before it has made it.
        fs::create_dir_all(&out).unwrap();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut run = start("out", round % 5 != 0);
        #[allow(clippy::cast_precision_loss)]
        std::thread::sleep(time.mul_f64((random >> 40) as f64 / (1 << 24) as f64 * 0.7));
        run.kill().unwrap();
        killed += u32::from(run.wait().unwrap().code().is_none());
        // What has its name is complete.
        assert!(files(&out).iter().all(|(name, bytes)| whole.get(name) == Some(bytes)), "{round}");
        left += fs::read_dir(format!("{out}/.copydesk/tmp")).map_or(0, Iterator::count);
        if round % 5 == 4 || round % 3 == 0 {
            let mut resumed = start("out", true);
            assert_eq!(resumed.wait().unwrap().code(), Some(1), "{round}");
            assert!(files(&out) == whole, "{round}");
            assert!(!Path::new(&format!("{out}/.copydesk/tmp")).exists());
            if round % 5 != 4 {
                let _ = fs::remove_dir_all(&out);
            }
        }
    }
    assert!(killed >= 5, "only {killed} runs were killed before they ended, which took {time:?}");
    assert!(left > 0, "no killed run left anything half-written");
}

#[test]
fn shards_hold_whole_records() {
    let dir = folder("shards_hold_whole_records");
    let lines: String = (0..2000).map(|n| format!("{{\"text\":\"{}\"}}\n", "x".repeat(n % 300))).collect();
    for jobs in [1, 8] {
        let script = format!("cd {dir} && clean -j{jobs} -o out.jsonl.gz --shard-size 64KiB");
        assert_eq!(run(&script, lines.as_bytes()).0, 0);
        let all = names(&dir);
        assert_eq!(all, (0..5).map(|n| format!("out-{n:05}.jsonl.gz")).collect::<Vec<_>>());
        let mut whole = String::new();
        for name in &all {
            let (_, shard, _) = run(&format!("zcat {dir}/{name}"), b"");
            assert!(shard.len() <= 65536 && shard.ends_with("}\n") && shard.starts_with("{"));
            assert!(name == &all[4] || shard.len() > 65536 - 400);
            whole += &shard;
        }
        assert_eq!(whole, lines);
    }
    // Those of an earlier run that had more go.
    assert_eq!(run(&format!("cd {dir} && clean -o out.jsonl.gz --shard-size 1MB"), lines.as_bytes()).0, 0);
    assert_eq!(names(&dir), ["out-00000.jsonl.gz"]);
    let over = format!("cd {dir} && clean out-00000.jsonl.gz -o out.jsonl.gz --shard-size 1MB");
    let (code, _, err) = run(&over, b"");
    assert!(code == 2 && err.contains("would be written over the input out-00000.jsonl.gz"), "{err}");
    let (code, _, err) = run(&format!("cd {dir} && clean out-00000.jsonl.gz --output-dir . --shard-size 1MB"), b"");
    // It is called out-00000-00000.jsonl.gz.
    assert_eq!((code, err.as_str()), (0, ""));
    run(&format!("cd {dir} && cp out-00000.jsonl.gz out.jsonl.gz"), b"");
    let (code, _, err) = run(&format!("cd {dir} && clean out*.gz --output-dir . --shard-size 1MB"), b"");
    assert!(code == 2 && err.contains("a shard in . would be written over the input out-00000"), "{code} {err}");
}

#[test]
fn shards_of_files_are_replaced_with_them() {
    let dir = folder("shards_of_files_are_replaced_with_them");
    fs::write(format!("{dir}/a.jsonl"), "{\"text\":\"x\"}\n".repeat(10)).unwrap();
    let clean = |more: &str| run(&format!("cd {dir} && clean a.jsonl --output-dir out --resume {more}"), b"").2;
    clean("--shard-size 26");
    let five: Vec<_> = (0..5).map(|n| format!("a-{n:05}.jsonl")).collect();
    assert_eq!(names(&format!("{dir}/out")), five);
    assert_eq!(clean("--shard-size 26"), "clean: 1 of 1 file complete\n");
    fs::remove_file(format!("{dir}/out/a-00003.jsonl")).unwrap();
    assert!(clean("--shard-size 26").contains("1 that were changed or removed"));
    assert_eq!(names(&format!("{dir}/out")), five);
    clean("");
    assert_eq!(names(&format!("{dir}/out")), ["a.jsonl"]);
}

/// What is whole of an input that is cut off is there, with one report.
#[test]
fn torn_inputs_give_what_is_whole() {
    let dir = folder("torn_inputs_give_what_is_whole");
    let lines: String =
        (0..24_000u32).map(|n| format!("{{\"n\":{},\"text\":\"x\"}}\n", n.wrapping_mul(2_654_435_761))).collect();
    fs::write(format!("{dir}/whole.jsonl"), &lines).unwrap();
    fs::write(format!("{dir}/torn.jsonl"), &lines[..lines.len() - 9]).unwrap();
    for ending in ["gz", "zst", "xz", "bz2"] {
        let path = format!("{dir}/torn.jsonl.{ending}");
        assert_eq!(run(&format!("clean {dir}/whole.jsonl -o {path}"), b"").0, 0);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() * 9 / 10]).unwrap();
    }
    for torn in ["torn.jsonl", "torn.jsonl.gz", "torn.jsonl.zst", "torn.jsonl.xz", "torn.jsonl.bz2"] {
        for (tool, shown) in [("clean", "clean"), ("to-jsonl", "to-jsonl"), ("stats --json", "stats")] {
            for jobs in [1, 4] {
                if shown != "clean" && (jobs == 1 || !["torn.jsonl", "torn.jsonl.gz"].contains(&torn)) {
                    continue;
                }
                let (code, out, err) = run(&format!("cd {dir} && {tool} -j{jobs} {torn}"), b"");
                assert!(code == 1 && err.lines().count() == 1, "{tool} {torn}: {code} {err}");
                assert!(err.starts_with(&format!("{shown}: {torn}:")), "{err}");
                if tool == "clean" {
                    let records = out.lines().count();
                    assert!(lines.starts_with(&out) && out.ends_with("}\n") && records > 9_000, "{torn} {records}");
                    assert!(torn != "torn.jsonl" || records == 23_999);
                    assert!(err.contains(&format!("{torn}:{}: ", records + 1)), "{err}");
                }
            }
        }
        let script = format!("cd {dir} && clean {torn} --output-dir out --resume");
        let (code, _, err) = run(&script, b"");
        assert!(code == 1 && err.lines().count() == 2, "{err}");
        assert_eq!(run(&script, b""), (1, String::new(), "clean: 1 of 1 file complete\n".into()));
        if torn != "torn.jsonl.gz" {
            continue;
        }
        // Mended, it is done again.
        run(&format!("cd {dir} && cp whole.jsonl {torn}"), b"");
        assert_eq!(run(&script, b"").0, 0);
    }
}

#[test]
fn progress_in_a_log_is_whole_lines() {
    let lines = "{\"text\":\"x\"}\n".repeat(1000);
    let (code, out, err) = run("clean --progress always", lines.as_bytes());
    assert_eq!((code, out.as_str()), (0, lines.as_str()));
    assert!(err.starts_with("clean: read 13.0 kB, 1,000 records, in 0:00 (") && err.lines().count() == 1, "{err}");
    let (_, _, err) = run("clean --progress always --error-format json", lines.as_bytes());
    assert!(err.starts_with("{\"tool\":\"clean\",\"kind\":\"progress\",\"message\":\"read 13.0 kB"), "{err}");
    for when in ["auto", "never"] {
        assert_eq!(run(&format!("clean --progress {when}"), lines.as_bytes()).2, "");
    }
}
