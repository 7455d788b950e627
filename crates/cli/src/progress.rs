//! How far a run has come, on standard error: a bar on a terminal, lines in a log.

use std::fs;
use std::io::{self, IsTerminal};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use copydesk_stream::input::{Input, Meter};
use copydesk_stream::report::{Reports, grouped, status};

use crate::flags::When;

/// When a bar is first drawn that was not asked for.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a bar is drawn.
const FRAME: Duration = Duration::from_millis(100);
/// How often a line is written.
const LINE: Duration = Duration::from_secs(10);

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Bar,
    Lines,
}

/// Whether progress is shown of a run over `inputs`, whose records may go to standard output.
pub(crate) fn form<'a>(
    when: When,
    quiet: bool,
    to_stdout: bool,
    inputs: impl Iterator<Item = &'a Input>,
) -> Option<Form> {
    let bar = status::is_possible();
    match when {
        When::Never => None,
        When::Always => Some(if bar { Form::Bar } else { Form::Lines }),
        // Of the tools in a pipe only the first reads no pipe.
        When::Auto => {
            let unseen = !to_stdout || !io::stdout().is_terminal();
            (bar && !quiet && unseen && inputs.map(size).all(|size| size.is_some())).then_some(Form::Bar)
        }
    }
}

/// How large an input is, if that can be told; a folder is none.
fn size(input: &Input) -> Option<u64> {
    // What standard input is, where it is a file.
    let path = input.path().unwrap_or("/dev/stdin".as_ref());
    let file = fs::metadata(path);
    // What is not there is reported, and is no pipe.
    file.map_or(input.path().map(|_| 0), |file| match file.is_dir() {
        true => Some(0),
        false => file.is_file().then_some(file.len()),
    })
}

/// Shows progress until it is dropped.
pub(crate) struct Progress {
    ended: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows how far `meter` has come of what `inputs` are.
    pub(crate) fn start<'a>(
        form: Form,
        patient: bool,
        meter: Arc<Meter>,
        inputs: impl Iterator<Item = &'a Input>,
        reports: Reports,
    ) -> Self {
        let total = inputs.map(size).sum::<Option<u64>>().filter(|total| *total > 0);
        let ended = Arc::new((Mutex::new(false), Condvar::new()));
        let until = Arc::clone(&ended);
        let shown = Shown { tool: reports.tool, meter, total, started: Instant::now() };
        // Where the system has no more threads, the run goes on without.
        let thread = thread::Builder::new().spawn(move || show(form, patient, &shown, &until, &reports)).ok();
        Progress { ended, thread }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        *self.ended.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.ended.1.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn show(form: Form, patient: bool, shown: &Shown, ended: &(Mutex<bool>, Condvar), reports: &Reports) {
    let ends_within = |time| {
        let guard = ended.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = ended.1.wait_timeout_while(guard, time, |ended| !*ended);
        waited.is_ok_and(|(ended, _)| *ended)
    };
    match form {
        Form::Bar => {
            if patient && ends_within(PATIENCE) {
                return;
            }
            loop {
                let width = terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| width.0);
                status::show(&shown.now().bar(usize::from(width)));
                if ends_within(FRAME) {
                    break;
                }
            }
            status::clear();
        }
        Form::Lines => {
            while !ends_within(LINE) {
                reports.progress(&shown.now().line());
            }
            reports.progress(&shown.now().last_line());
        }
    }
}

struct Shown {
    tool: &'static str,
    meter: Arc<Meter>,
    total: Option<u64>,
    started: Instant,
}

impl Shown {
    fn now(&self) -> Moment {
        Moment {
            tool: self.tool,
            bytes: self.meter.bytes.load(Ordering::Relaxed),
            total: self.total,
            records: self.meter.records.load(Ordering::Relaxed),
            seconds: self.started.elapsed().as_secs_f64(),
        }
    }
}

/// How far it is at one moment.
struct Moment {
    tool: &'static str,
    bytes: u64,
    total: Option<u64>,
    records: u64,
    seconds: f64,
}

#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
impl Moment {
    /// From 0 to 1, if the size is known and was not more after all.
    fn share(&self) -> Option<f64> {
        self.total.map(|total| self.bytes as f64 / total as f64).filter(|share| *share <= 1.0)
    }

    fn rate(&self) -> String {
        format!("{}/s", size_of(self.bytes as f64 / self.seconds.max(1e-3)))
    }

    fn left(&self) -> Option<String> {
        let share = self.share().filter(|share| *share > 0.001)?;
        Some(time(self.seconds / share - self.seconds))
    }

    fn figures(&self) -> Vec<String> {
        let mut figures = Vec::new();
        if let Some(share) = self.share() {
            figures.push(format!("{:3}%", (share * 100.0) as u64));
        }
        figures.push(match self.total {
            Some(total) => format!("{} of {}", size_of(self.bytes as f64), size_of(total as f64)),
            None => size_of(self.bytes as f64),
        });
        figures.push(format!("{} records", grouped(self.records)));
        figures.push(self.rate());
        figures.extend(self.left().map(|left| format!("{left} left")));
        figures
    }

    /// One line that leaves the last column free, as a terminal would begin another line behind it.
    fn bar(&self, width: usize) -> String {
        let figures = self.figures().join("  ");
        let mut line = format!("{} ", self.tool);
        let room = width.saturating_sub(line.len() + figures.len() + 5);
        if let Some(share) = self.share().filter(|_| room >= 8) {
            let room = room.min(30);
            let full = ((share * room as f64) as usize).min(room);
            line.push_str(&format!("[{}{}] ", "#".repeat(full), "-".repeat(room - full)));
        }
        line.push_str(&figures);
        line.truncate(width.saturating_sub(1));
        line
    }

    fn line(&self) -> String {
        self.figures().join(", ").trim_start().to_owned()
    }

    fn last_line(&self) -> String {
        let (bytes, records) = (size_of(self.bytes as f64), grouped(self.records));
        format!("read {bytes}, {records} records, in {} ({})", time(self.seconds), self.rate())
    }
}

/// Three digits and a unit.
fn size_of(bytes: f64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"];
    let mut number = bytes;
    let mut unit = 0;
    // Not where rounding would give 1000.
    while number >= 999.5 && unit + 1 < units.len() {
        number /= 1000.0;
        unit += 1;
    }
    let digits = if unit == 0 || number >= 99.95 {
        0
    } else if number >= 9.995 {
        1
    } else {
        2
    };
    format!("{number:.digits$} {}", units[unit])
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn time(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times() {
        let sizes = [0.0, 999.0, 999.7, 1234.0, 99_960.0, 123_456_789.0, 5e15].map(size_of);
        assert_eq!(sizes, ["0 B", "999 B", "1.00 kB", "1.23 kB", "100 kB", "123 MB", "5000 TB"]);
        assert_eq!([0.4, 61.0, 3600.0, 359_999.6].map(time), ["0:00", "1:01", "1:00:00", "100:00:00"]);
    }

    #[test]
    fn a_bar_fits_the_terminal() {
        let mut moment =
            Moment { tool: "clean", bytes: 500_000_000, total: Some(2_000_000_000), records: 1_234_567, seconds: 10.0 };
        assert_eq!(
            moment.bar(100),
            "clean [######-------------------]  25%  500 MB of 2.00 GB  1,234,567 records  50.0 MB/s  0:30 left"
        );
        assert_eq!(moment.bar(80), "clean  25%  500 MB of 2.00 GB  1,234,567 records  50.0 MB/s  0:30 left");
        for width in 0..200 {
            assert!(moment.bar(width).len() < width.max(1));
        }
        assert_eq!(moment.line(), "25%, 500 MB of 2.00 GB, 1,234,567 records, 50.0 MB/s, 0:30 left");
        moment.total = None;
        assert_eq!(moment.line(), "500 MB, 1,234,567 records, 50.0 MB/s");
        // A file that has grown.
        moment.total = Some(1000);
        assert_eq!(moment.line(), "500 MB of 1.00 kB, 1,234,567 records, 50.0 MB/s");
        assert_eq!(moment.last_line(), "read 500 MB, 1,234,567 records, in 0:10 (50.0 MB/s)");
    }
}
