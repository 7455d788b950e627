//! The script for one file of many: its result has its name only if nothing was lost.

use std::fs;
use std::path::Path;

use crate::cookbook::killed;
use crate::run::{folder, run};

const SHARD: &str = "bash docs/scale/shard.sh";

/// What is in the folder `out` of `dir`.
fn names(dir: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(dir).join("out")).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_file_that_ends_too_early_is_not_done() {
    let dir = folder("scale_torn");
    let make = "yes '{\"text\":\"One sentence. And another.\"}' | head -20000 | gzip";
    let (code, _, err) =
        run(&format!("{make} > {dir}/a.gz; head -c 200 {dir}/a.gz > {dir}/b.gz; {SHARD} {dir}/b.gz {dir}/out"), b"");
    assert!(code == 2 && err.contains("not all of it could be read"), "{code} {err}");
    assert!(names(&dir).is_empty(), "{:?}", names(&dir));
    assert_eq!(run(&format!("{SHARD} {dir}/a.gz {dir}/out"), b""), (0, String::new(), String::new()));
    assert_eq!(names(&dir), ["a.gz"]);
}

#[test]
fn a_tool_that_is_killed_leaves_nothing_that_looks_complete() {
    for tool in ["clean", "detect-language", "split-sentences", "stats"] {
        let dir = folder("scale_killed");
        // It has written what would do for a complete output.
        killed(&dir, tool);
        let line = "{\"text\":\"One.\"}";
        let script = format!("echo '{line}' > {dir}/a.jsonl; PATH={dir}/bin:$PATH {SHARD} {dir}/a.jsonl {dir}/out");
        let (code, _, err) = run(&script, b"");
        assert_eq!(code, 2, "{tool}: {err}");
        assert!(names(&dir).is_empty(), "{tool}: {:?}", names(&dir));
    }
}

#[test]
fn a_line_that_is_cut_off_is_no_bad_record() {
    let dir = folder("scale_cut");
    let good = "{\"text\":\"a\"}\n";
    for (name, end, wanted) in [("cut", "{\"text\":\"b", 2), ("bad", "oops\n", 0), ("without", "{\"text\":\"b\"}", 0)] {
        fs::write(format!("{dir}/{name}"), format!("{good}oops\n{good}{end}")).unwrap();
        let (code, _, err) = run(&format!("{SHARD} {dir}/{name} {dir}/out"), b"");
        assert_eq!(code, wanted, "{name}: {err}");
    }
    assert!(!names(&dir).contains(&"cut".to_owned()));
}

#[test]
fn a_file_that_has_changed_is_not_passed_over() {
    let dir = folder("scale_changed");
    // A name that a shell would take for less than it is.
    let shard = format!("{SHARD} \"$file\" {dir}/out");
    let file = format!(
        "cd {dir}; file={dir}/$'-a b\\n'; [ -e \"$file\" ] || echo '{{\"text\":\"a\"}}' > \"$file\"; cd - > /dev/null"
    );
    for _ in 0..2 {
        assert_eq!(run(&format!("{file}; {shard}"), b""), (0, String::new(), String::new()));
    }
    assert_eq!(names(&dir), ["-a b\n"]);
    let (code, _, err) = run(&format!("{file}; echo '{{\"text\":\"b\"}}' >> \"$file\"; {shard}"), b"");
    assert!(code == 2 && err.contains("as it was before"), "{code} {err}");
}

#[test]
fn a_task_does_its_share_however_it_is_submitted() {
    let dir = folder("scale_tasks");
    let make = "for n in 0 1 2 3 4; do echo '{\"text\":\"a\"}' > \"a $n.jsonl\"; done; ls \"$PWD\"/*.jsonl > files";
    run(&format!("cd {dir}; {make}"), b"");
    let submit = |task: u32, list: &str, tasks: &str| {
        // Slurm's own number is that of the tasks that were submitted together: here of one that is done again.
        let set = format!("FILES={dir}/{list} OUT={dir}/out SHARD=docs/scale/shard.sh SLURM_ARRAY_TASK_COUNT=1");
        run(&format!("{tasks} {set} SLURM_ARRAY_TASK_ID={task} bash docs/scale/array.sbatch"), b"").0
    };
    assert_eq!(submit(1, "files", "TASKS=2"), 0);
    let mut done = names(&dir);
    done.sort();
    assert_eq!(done, ["a 1.jsonl", "a 3.jsonl"]);
    // Without its list, or without knowing its share, nothing was done.
    for (task, list, tasks) in [(0, "gone", "TASKS=2"), (0, "files", ""), (2, "files", "TASKS=2")] {
        assert_eq!(submit(task, list, tasks), 2, "{task} {list} {tasks}");
    }
    assert_eq!(submit(0, "files", "TASKS=2"), 0);
    assert_eq!(names(&dir).len(), 5);
}

#[test]
fn two_files_of_one_name_are_not_taken_for_each_other() {
    let dir = folder("scale_names");
    let make = format!("cd {dir}; mkdir x y; echo '{{\"text\":\"a\"}}' > x/a.jsonl; cp x/a.jsonl y");
    run(&make, b"");
    for (file, wanted) in [("x/a.jsonl", 0), ("x/a.jsonl", 0), ("y/a.jsonl", 2)] {
        let (code, _, err) = run(&format!("{SHARD} {dir}/{file} {dir}/out"), b"");
        assert!(code == wanted && err.is_empty() == (wanted == 0), "{file}: {code} {err}");
    }
}
