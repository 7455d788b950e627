//! Streams and workers side by side, whose results come out in the order of their input.
//!
//! Readers take one stream after the other and leave its units at a desk; workers take units from there,
//! those of the first stream first; and the results are taken stream by stream:
//!
//! ```text
//! stream 1 -> reader -+                   +-> worker -+
//! stream 2 -> reader -+-> desk: units ----+-> worker -+-> desk: results of stream 1, 2, 3 ... -> take
//! ```

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use super::desk::{Desk, Step};
use super::{Source, Worker};
use crate::exit::Failure;
use crate::input::reason;

/// Sends each unit of `streams` through one of `workers` and hands the results to `take` in the
/// units' order, on this thread. Gives the workers back at the end of the streams; where `take`
/// breaks off, several workers are not waited for, as a thread may sit in a `read`, and not given.
///
/// With one worker it is a plain loop. With more there are as many readers, so that a stream that is
/// slow to read, as it is compressed, or one of thousands that are short, does not keep workers waiting.
/// How many units are under way is bounded: see [`Desk`].
pub(super) fn ordered<S, W>(
    streams: impl Iterator<Item = S> + Send + 'static,
    mut workers: Vec<W>,
    mut take: impl FnMut(Step) -> Result<ControlFlow<()>, Failure>,
) -> Result<Vec<W>, Failure>
where
    S: Source,
    W: Worker<Unit = S::Unit>,
{
    if let [worker] = workers.as_mut_slice() {
        for mut stream in streams {
            while let Some(unit) = stream.next() {
                if take(Step::Unit(worker.work(unit)))?.is_break() {
                    return Ok(workers);
                }
            }
            if take(Step::End)?.is_break() {
                break;
            }
        }
        return Ok(workers);
    }

    let readers = streams.size_hint().1.unwrap_or(usize::MAX).clamp(1, workers.len());
    let desk = Arc::new(Desk::new(workers.len(), readers));
    // However this function is left, nobody waits for it.
    let taker = AtEnd(Arc::clone(&desk), Desk::close);
    let streams = Arc::new(Mutex::new(streams));
    for _ in 0..readers {
        // A reader that panics leaves a stream without its end.
        let end = AtEnd(Arc::clone(&desk), if_panicking(Desk::reader_ended));
        let streams = Arc::clone(&streams);
        start(move || {
            while let Some((stream, mut source)) = next_stream(&streams, &end.0) {
                while source.next().is_some_and(|unit| end.0.hand_in(stream, unit)) {}
                end.0.end_stream(stream);
            }
        })?;
    }
    let threads: Result<Vec<_>, Failure> = workers
        .into_iter()
        .map(|mut worker| {
            // A worker that panics has a unit that nobody else would make a result of.
            let end = AtEnd(Arc::clone(&desk), if_panicking(|_| {}));
            start(move || {
                while let Some((place, unit)) = end.0.unit() {
                    end.0.hand_back(place, worker.work(unit));
                }
                worker
            })
        })
        .collect();
    let threads = threads?;
    while let Some(step) = taker.0.result() {
        if take(step)?.is_break() {
            return Ok(Vec::new());
        }
    }
    if taker.0.is_closed() {
        // A worker or a reader failed. Another reader may sit in a `read`.
        return Err(internal());
    }
    threads.into_iter().map(|t| t.join().map_err(|_| internal())).collect()
}

/// Starts a thread, of which the system may have no more: there is a limit to them, and to memory.
fn start<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<JoinHandle<T>, Failure> {
    let why = |e| Failure::new(format!("cannot start a thread: {}; a smaller --jobs needs fewer", reason(&e)));
    thread::Builder::new().spawn(work).map_err(why)
}

/// The next stream and its number. They are begun in their order, so only one reader at a time asks.
fn next_stream<U, S>(streams: &Mutex<impl Iterator<Item = S>>, desk: &Desk<U>) -> Option<(u64, S)> {
    let mut streams = streams.lock().ok()?;
    let source = streams.next()?;
    desk.begin_stream().map(|stream| (stream, source))
}

/// A worker's thread ended by a panic, about which the panic hook has said a line.
fn internal() -> Failure {
    Failure::new("stopped by an internal error; what was written so far is incomplete")
}

/// Does something when it is dropped, also by a panic.
struct AtEnd<U, F: Fn(&Desk<U>)>(Arc<Desk<U>>, F);

impl<U, F: Fn(&Desk<U>)> Drop for AtEnd<U, F> {
    fn drop(&mut self) {
        (self.1)(&self.0);
    }
}

/// Closes the desk in a panic, and else does `or_else`.
fn if_panicking<U>(or_else: impl Fn(&Desk<U>)) -> impl Fn(&Desk<U>) {
    move |desk| if thread::panicking() { desk.close() } else { or_else(desk) }
}

#[cfg(test)]
mod tests {
    use std::iter::once;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::super::Done;
    use super::super::desk::SMALL;
    use super::*;

    struct Numbers(u64, u64);

    impl Source for Numbers {
        type Unit = u64;

        fn next(&mut self) -> Option<u64> {
            self.0 += 1;
            Some(self.0).filter(|n| *n <= self.1)
        }
    }

    /// Each result has the number that its unit was; some are large, some late, and one may fail.
    struct Writer {
        fails_at: u64,
    }

    impl Worker for Writer {
        type Unit = u64;

        fn work(&mut self, unit: u64) -> Done {
            assert!(unit != self.fails_at, "this worker is to fail");
            if unit.is_multiple_of(17) {
                thread::sleep(Duration::from_micros(300));
            }
            let mut done = Done::new(Arc::from("x"), Vec::new());
            done.counts.records_in = unit;
            done.out = vec![0; if unit.is_multiple_of(50) { SMALL + 1 } else { 1 }];
            done
        }
    }

    fn numbers(count: u64, jobs: u64, fails_at: u64) -> (Vec<u64>, bool) {
        let mut numbers = Vec::new();
        let workers = (0..jobs).map(|_| Writer { fails_at }).collect();
        let ended = ordered(once(Numbers(0, count)), workers, |step| {
            if let Step::Unit(done) = step {
                numbers.push(done.counts.records_in);
            }
            Ok(ControlFlow::Continue(()))
        });
        (numbers, ended.is_ok_and(|workers| workers.len() as u64 == jobs))
    }

    #[test]
    fn all_results_come_in_order() {
        for (count, jobs) in [(0, 2), (1, 8), (1000, 2), (1000, 3), (1000, 8)] {
            assert_eq!(numbers(count, jobs, 0), ((1..=count).collect(), true));
        }
    }

    #[test]
    fn a_worker_that_fails_ends_the_run() {
        for fails_at in [1, 2, 100, 200] {
            let (numbers, whole) = numbers(200, 2, fails_at);
            assert!(!whole && numbers.iter().copied().eq(1..=numbers.len() as u64) && numbers.len() < 200);
        }
    }

    #[test]
    fn a_worker_that_fails_is_told_while_the_reader_waits() {
        let (ask, asked) = channel();
        ask.send(1).unwrap();
        let workers = vec![Writer { fails_at: 1 }, Writer { fails_at: 1 }];
        let start = std::time::Instant::now();
        assert!(ordered(once(Asked(asked)), workers, |_| Ok(ControlFlow::Continue(()))).is_err());
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn what_breaks_off_is_not_waited_for() {
        let workers = vec![Writer { fails_at: 0 }, Writer { fails_at: 0 }];
        let mut taken = 0;
        let ended = ordered(once(Numbers(0, u64::MAX - 1)), workers, |_| {
            taken += 1;
            Ok(if taken == 40 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        });
        assert!(ended.is_ok_and(|workers| workers.is_empty()));
    }

    /// It gives a unit when the result of the one before was taken.
    struct Asked(Receiver<u64>);

    impl Source for Asked {
        type Unit = u64;

        fn next(&mut self) -> Option<u64> {
            self.0.recv_timeout(Duration::from_secs(20)).ok().filter(|n| *n <= 300)
        }
    }

    #[test]
    fn a_result_does_not_wait_for_further_units() {
        let (ask, asked) = channel();
        ask.send(1).unwrap();
        let mut last = 0;
        let workers = vec![Writer { fails_at: 0 }, Writer { fails_at: 0 }, Writer { fails_at: 0 }];
        let ended = ordered(once(Asked(asked)), workers, |step| {
            if let Step::Unit(done) = step {
                last = done.counts.records_in;
                let _ = ask.send(last + 1);
            }
            Ok(ControlFlow::Continue(()))
        });
        assert!(ended.is_ok() && last == 300, "{last}");
    }

    /// Streams of every length, some of no units, with the number of the stream before each of its numbers.
    #[test]
    fn streams_come_one_after_the_other() {
        let lengths: Vec<u64> = (0..400).map(|n| [0, 1, 1, 3, 40][n % 5] + u64::from(n == 200) * 500).collect();
        for jobs in [1, 2, 3, 8] {
            let streams: Vec<_> = lengths.iter().map(|&length| Numbers(0, length)).collect();
            let workers = (0..jobs).map(|_| Writer { fails_at: 0 }).collect();
            let (mut found, mut units) = (Vec::new(), 0);
            let ended = ordered(streams.into_iter(), workers, |step| {
                match step {
                    Step::Unit(done) => {
                        units += 1;
                        assert_eq!(done.counts.records_in, units);
                    }
                    Step::End => found.push(std::mem::take(&mut units)),
                }
                Ok(ControlFlow::Continue(()))
            });
            assert!(ended.is_ok_and(|workers| workers.len() == jobs) && found == lengths);
        }
    }

    /// A stream that gives its only unit when another one has given so many, or fails.
    struct Late(Arc<std::sync::atomic::AtomicU64>, u64, bool);

    impl Source for Late {
        type Unit = u64;

        fn next(&mut self) -> Option<u64> {
            use std::sync::atomic::Ordering::SeqCst;
            let start = std::time::Instant::now();
            while self.0.load(SeqCst) < self.1 {
                assert!(start.elapsed() < Duration::from_secs(20), "nothing is read beside it");
                thread::yield_now();
            }
            assert!(self.1 < 3, "this stream is to fail");
            self.0.fetch_add(1, SeqCst);
            Some(1).filter(|_| !std::mem::replace(&mut self.2, true))
        }
    }

    #[test]
    fn streams_are_read_side_by_side() {
        for (first, whole) in [(2, true), (3, false)] {
            let read = Arc::default();
            let streams = [first, 0, 0, 0].map(|after| Late(Arc::clone(&read), after, false));
            let workers = vec![Writer { fails_at: 0 }, Writer { fails_at: 0 }];
            let mut ends = 0;
            let ended = ordered(streams.into_iter(), workers, |step| {
                ends += u64::from(matches!(step, Step::End));
                Ok(ControlFlow::Continue(()))
            });
            assert_eq!((ended.is_ok(), ends), (whole, if whole { 4 } else { 0 }));
        }
    }
}
