//! Ways to read, edit and write one record, side by side: what they cost and what they get wrong.
//!
//!     read-record FILE.jsonl [FOLDER]
//!
//! FOLDER holds the cases of JSONTestSuite.

mod cpu;
mod deep;
mod hard;
mod pass;
mod suite;
mod ways;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use suite::Suite;
use ways::{Job, Way};

const PASSES: usize = 5;
const SUITE: &str = "../shared/data/torture/JSONTestSuite/test_parsing";

/// The suite has a case with 100,000 open brackets. A way that recurses would end the whole
/// comparison there; with this stack it can answer. What it does with a common one, [`deep`] says.
const STACK: usize = 1 << 30;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    if let [flag, number] = arguments.as_slice()
        && flag == deep::ARGUMENT
    {
        return deep::child(number.to_str().and_then(|n| n.parse().ok()).unwrap_or(usize::MAX));
    }
    let (file, folder) = match arguments.as_slice() {
        [file] => (PathBuf::from(file), PathBuf::from(SUITE)),
        [file, folder] => (PathBuf::from(file), PathBuf::from(folder)),
        _ => return fail("usage: read-record FILE.jsonl [FOLDER of JSONTestSuite cases]"),
    };
    let bytes = match std::fs::read(&file) {
        Ok(bytes) if !bytes.is_empty() => bytes,
        Ok(_) => return fail(&format!("{}: empty", file.display())),
        Err(e) => return fail(&format!("{}: {e}", file.display())),
    };
    let suite = Suite::read(&folder).ok();
    let compared = thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || compare(&bytes, suite.as_ref(), &mut io::stdout().lock()))
        .map(thread::JoinHandle::join);
    match compared {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(e))) | Err(e) => fail(&e.to_string()),
        Ok(Err(_)) => fail("a way panicked"),
    }
}

fn fail(message: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "read-record: {message}");
    ExitCode::from(2)
}

/// One way with what was measured of it.
struct Row {
    name: &'static str,
    way: Box<dyn Way>,
    edit: Vec<f64>,
    read: Vec<f64>,
    refused: usize,
    written: usize,
}

fn compare(file: &[u8], suite: Option<&Suite>, to: &mut impl Write) -> io::Result<()> {
    let mut rows: Vec<Row> = (ways::all().into_iter())
        .map(|(name, way)| Row { name, way, edit: Vec::new(), read: Vec::new(), refused: 0, written: 0 })
        .collect();
    let mut out = Vec::new();
    // Pass by pass, not way by way: what disturbs the machine for a while disturbs all alike.
    for _ in 0..PASSES {
        for row in &mut rows {
            let edit = pass::pass(row.way.as_mut(), Job::Edit, file, &mut out);
            let read = pass::pass(row.way.as_mut(), Job::Read, file, &mut out);
            row.edit.push(edit.seconds);
            row.read.push(read.seconds);
            (row.refused, row.written) = (edit.refused, edit.written);
        }
    }
    let written = rows.first().map_or(0, |row| row.written);

    let megabytes = file.len() as f64 / 1e6;
    writeln!(to, "{megabytes:.1} MB; CPU seconds are the median of {PASSES} passes; MB/s is MB per CPU second")?;
    writeln!(
        to,
        "{:32} {:>5}  {:>6} {:>5}  {:>6} {:>5}  {:>10}  {:>10}",
        "way", "right", "edit s", "MB/s", "read s", "MB/s", "n_ taken", "y_ refused"
    )?;
    let mut faults = Vec::new();
    for (number, mut row) in rows.into_iter().enumerate() {
        let mut wrong = hard::wrong(row.way.as_mut());
        wrong.extend(deep::wrong(number)?);
        if row.refused > 0 {
            wrong.push(format!("refuses {} lines of FILE", row.refused));
        }
        if row.written != written {
            wrong.push(format!("makes {} bytes of FILE, not {written}", row.written));
        }
        let score = suite.map(|suite| suite.score(row.way.as_mut()));
        let (taken, refused) = score.as_ref().map_or_else(
            || ("not here".to_owned(), "not here".to_owned()),
            |s| (format!("{} of {}", s.accepted, s.invalid), format!("{} of {}", s.refused, s.valid)),
        );
        let right = wrong.is_empty() && score.is_none_or(|s| s.accepted + s.refused == 0);
        let (edit, read) = (cpu::median(row.edit), cpu::median(row.read));
        writeln!(
            to,
            "{:32} {:>5}  {edit:>6.3} {:>5.0}  {read:>6.3} {:>5.0}  {taken:>10}  {refused:>10}",
            row.name,
            if right { "yes" } else { "no" },
            megabytes / edit,
            megabytes / read,
        )?;
        if !wrong.is_empty() {
            faults.push(format!("{}: {}", row.name, wrong.join("; ")));
        }
    }
    if !faults.is_empty() {
        writeln!(to, "\nWhat they get wrong besides:\n{}", faults.join("\n"))?;
    }
    Ok(())
}
