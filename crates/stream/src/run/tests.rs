//! What comes out does not depend on how the input is cut into reads, nor on the number of workers.

use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex};

use super::*;
use crate::bad::BadRecord;
use crate::batch::Earlier;
use crate::buffer::Pool;
use crate::input::{Block, BlockReader, LineEnds};
use crate::outlet::Outlet;
use crate::output::Output;
use crate::record::{Field, Record};
use crate::report::Reports;

const MAX_RECORD: usize = 48;

/// Gives so many bytes a read.
struct Cuts(io::Cursor<Vec<u8>>, usize);

impl Read for Cuts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = buffer.len().min(self.1);
        self.0.read(&mut buffer[..n])
    }
}

struct One(BlockReader<LineEnds>);

impl Source for One {
    type Unit = Block;

    fn next(&mut self) -> Option<Block> {
        self.0.next_block()
    }
}

#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Trims the text, and writes a record twice whose text is `twice`.
struct Trim(Field, String);

impl Map for Trim {
    fn record(&mut self, record: &mut Record<'_>, out: &mut Out<'_>) -> Result<(), BadRecord> {
        let text = record.text(&self.0, &mut self.1)?;
        record.set_str(&self.0, text.trim())?;
        out.write(record);
        if text == "twice" {
            out.write(record);
        }
        Ok(())
    }
}

#[derive(Debug, PartialEq)]
struct Outcome {
    output: String,
    rejects: Vec<u8>,
    reports: String,
    counts: Counts,
    ended_early: bool,
}

fn outcome(input: &[u8], cut: usize, jobs: usize, on_error: OnError, max_errors: Option<MaxErrors>) -> Outcome {
    let [output, rejects, reports] = [(); 3].map(|()| Memory::default());
    let pool = Pool::default();
    let settings = Settings {
        jobs,
        max_record: MAX_RECORD,
        on_error,
        max_errors,
        output: Outlet::One(Box::new(Output::to(output.clone()))),
        rejects: Some(Output::to(rejects.clone())),
        reports: Reports::to_memory(reports.0.clone()),
        escape_separators: false,
        choice: Choice::default(),
        earlier: Earlier::default(),
        meter: Arc::default(),
        pool: pool.clone(),
    };
    let source = Box::new(Cuts(io::Cursor::new(input.to_vec()), cut));
    let source = One(BlockReader::new(Arc::from("in"), source, LineEnds, MAX_RECORD, pool.clone()));
    let trim = || Trim(Field::named("text"), String::new());
    let totals =
        run(settings, std::iter::once(source), || Lines::new(trim(), pool.clone(), MAX_RECORD, on_error)).unwrap();
    let bytes = |memory: Memory| std::mem::take(&mut *memory.0.lock().unwrap());
    let text = |memory: Memory| String::from_utf8_lossy(&bytes(memory)).into_owned();
    // Bytes in are those read, which may be more than were needed.
    let counts = Counts { bytes_in: 0, ..totals.counts };
    let ended_early = totals.ended_early;
    Outcome { output: text(output), rejects: bytes(rejects), reports: text(reports), counts, ended_early }
}

#[test]
fn any_cut_and_any_number_of_jobs_give_the_same() {
    let long = "x".repeat(100);
    let just = format!("{{\"text\":\"{}\"}}", "y".repeat(MAX_RECORD - 11));
    assert_eq!(just.len(), MAX_RECORD);
    let over = just.replacen('y', "yy", 1);
    let input = [
        "\u{feff}{\"text\":\" a\"}\r\n\n \r\n".as_bytes(),
        b"bad\n{\"text\":\"twice\"}\n{\"text\":1}\r\n\r\n",
        format!("{just}\r\n{over}\r\n{long}\n{{\"text\":\"\u{e9} \"}}\n").as_bytes(),
        b"{\"text\":\"\xff\"}\n{\"x\":1}\n",
        format!("{long}\r\n{}\n{}\r\n", " ".repeat(MAX_RECORD), " ".repeat(MAX_RECORD + 1)).as_bytes(),
        format!("{{\"text\":\"b \"}}\n\n{long}{long}").as_bytes(),
    ]
    .concat();
    for (on_error, max) in [
        (OnError::Skip, None),
        (OnError::Keep, None),
        (OnError::Stop, None),
        (OnError::Skip, Some(MaxErrors::Count(3))),
        (OnError::Skip, Some(MaxErrors::Percent(10.0))),
    ] {
        let whole = outcome(&input, usize::MAX, 1, on_error, max);
        assert!(!whole.output.is_empty() && !whole.rejects.is_empty() && !whole.reports.is_empty());
        for cut in (1..=64).chain((65..=input.len()).step_by(23)) {
            // Threads take time to start: several at some cuts only.
            let jobs: &[usize] = if cut % 16 == 1 { &[1, 2, 8] } else { &[1] };
            for &jobs in jobs {
                assert_eq!(outcome(&input, cut, jobs, on_error, max), whole, "{on_error:?} {max:?} {cut} {jobs}");
            }
        }
    }
    let skipped = outcome(&input, 5, 1, OnError::Skip, None);
    assert_eq!(
        skipped.output,
        format!(
            "{{\"text\":\"a\"}}\n{0}{0}{just}\n{{\"text\":\"\u{e9}\"}}\n{{\"text\":\"b\"}}\n",
            "{\"text\":\"twice\"}\n"
        )
    );
    assert_eq!(
        skipped.counts,
        Counts { records_in: 14, records_out: 6, changed: 3, bytes_in: 0, bytes_out: 123, passed_over: 0 }
    );
}
