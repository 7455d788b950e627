//! Workers side by side whose results come out in the order of their input.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::{Done, Source, Worker};
use crate::exit::Failure;

/// Units under way for each worker: read and not yet taken as results.
const UNITS: usize = 2;
/// The same where units are small: threads then wake each other less often.
const SMALL_UNITS: usize = 8;
/// How many bytes the result of a small unit has, with its input.
const SMALL: usize = 1 << 16;

/// Sends each unit of `source` through one of `workers` and hands the results to `take` in the
/// units' order, on this thread. Gives the workers back at the end of the source; where `take`
/// breaks off, several workers are not waited for, as a thread may sit in a `read`, and not given.
///
/// With one worker it is a plain loop. With more there are at most [`UNITS`] a worker under way, or
/// [`SMALL_UNITS`], and one that is read.
pub(super) fn ordered<S, W>(
    mut source: S,
    mut workers: Vec<W>,
    mut take: impl FnMut(Done) -> Result<ControlFlow<()>, Failure>,
) -> Result<Vec<W>, Failure>
where
    S: Source,
    W: Worker<Unit = S::Unit>,
{
    if let [worker] = workers.as_mut_slice() {
        while let Some(unit) = source.next() {
            if take(worker.work(unit))?.is_break() {
                break;
            }
        }
        return Ok(workers);
    }

    let desk = Arc::new(Desk::new(workers.len()));
    let reader = {
        let end = AtEnd(Arc::clone(&desk), Desk::no_more);
        thread::spawn(move || while source.next().is_some_and(|unit| end.0.hand_in(unit)) {})
    };
    let threads: Vec<_> = workers
        .into_iter()
        .map(|mut worker| {
            // A worker that panics has a unit that nobody else would make a result of.
            let end = AtEnd(Arc::clone(&desk), |desk| {
                if thread::panicking() {
                    desk.close()
                }
            });
            thread::spawn(move || {
                while let Some((number, unit)) = end.0.unit() {
                    end.0.hand_back(number, worker.work(unit));
                }
                worker
            })
        })
        .collect();
    // However this function is left, nobody waits for it.
    let taker = AtEnd(desk, Desk::close);
    while let Some(done) = taker.0.result() {
        if take(done)?.is_break() {
            return Ok(Vec::new());
        }
    }
    if taker.0.state().closed {
        // A worker failed. The reader may sit in a `read`.
        return Err(internal());
    }
    // A reader that failed looks like the end of the input.
    reader.join().map_err(|_| internal())?;
    threads.into_iter().map(|t| t.join().map_err(|_| internal())).collect()
}

/// A worker's thread ended by a panic, about which the panic hook has said a line.
fn internal() -> Failure {
    Failure::new("stopped by an internal error; what was written so far is incomplete")
}

fn is_small(done: &Done) -> bool {
    done.input.len() + done.out.len() <= SMALL
}

/// Does something when it is dropped, also by a panic.
struct AtEnd<U>(Arc<Desk<U>>, fn(&Desk<U>));

impl<U> Drop for AtEnd<U> {
    fn drop(&mut self) {
        (self.1)(&self.0);
    }
}

/// Where the reader leaves units, workers take them and leave results, and the taker takes these.
struct Desk<U> {
    state: Mutex<State<U>>,
    workers: usize,
    /// The reader waits for this.
    room: Condvar,
    /// Workers wait for this.
    work: Condvar,
    /// The taker waits for this.
    ready: Condvar,
}

struct State<U> {
    /// Units with their numbers.
    units: VecDeque<(u64, U)>,
    /// From the next one on that is to be taken.
    results: VecDeque<Option<Done>>,
    /// The number of the first result.
    next: u64,
    /// How many units may be under way.
    most: usize,
    /// Who waits. Waking nobody costs a system call, so it is not tried.
    reader_waits: bool,
    workers_wait: usize,
    taker_waits: bool,
    /// No more units come.
    ended: bool,
    /// Nobody takes results any more.
    closed: bool,
}

impl<U> Desk<U> {
    fn new(workers: usize) -> Self {
        let state = State {
            units: VecDeque::new(),
            results: VecDeque::new(),
            next: 0,
            most: workers * UNITS,
            reader_waits: false,
            workers_wait: 0,
            taker_waits: false,
            ended: false,
            closed: false,
        };
        Desk { state: Mutex::new(state), workers, room: Condvar::new(), work: Condvar::new(), ready: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State<U>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Leaves a unit for the workers, when there is room; false if it is not wanted any more.
    fn hand_in(&self, unit: U) -> bool {
        let mut state = self.state();
        while state.results.len() >= state.most && !state.closed {
            state.reader_waits = true;
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.reader_waits = false;
        let number = state.next + state.results.len() as u64;
        state.units.push_back((number, unit));
        state.results.push_back(None);
        if state.workers_wait > 0 {
            self.work.notify_one();
        }
        !state.closed
    }

    fn no_more(&self) {
        let mut state = self.state();
        state.ended = true;
        self.work.notify_all();
        self.ready.notify_one();
    }

    fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        self.work.notify_all();
        self.ready.notify_one();
        self.room.notify_one();
    }

    /// The next unit and its number; nothing when no more will come.
    fn unit(&self) -> Option<(u64, U)> {
        let mut state = self.state();
        loop {
            if state.closed {
                return None;
            }
            if let Some(unit) = state.units.pop_front() {
                return Some(unit);
            }
            if state.ended {
                return None;
            }
            state.workers_wait += 1;
            state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.workers_wait -= 1;
        }
    }

    /// Leaves what was made of the unit with this number.
    fn hand_back(&self, number: u64, done: Done) {
        let small = is_small(&done);
        let mut state = self.state();
        let place = number.saturating_sub(state.next);
        if let Some(result) = usize::try_from(place).ok().and_then(|place| state.results.get_mut(place)) {
            *result = Some(done);
        }
        // Whoever has more work need not wake the taker for each small result, but does before a quarter
        // of the room is taken.
        let first = matches!(state.results.front(), Some(Some(_)));
        let many = || state.results.iter().take_while(|result| result.is_some()).count() * 4 >= state.most;
        if state.taker_waits && first && (!small || state.units.is_empty() || many()) {
            self.ready.notify_one();
        }
    }

    /// The next result in the units' order; nothing at the end, or when a worker failed.
    fn result(&self) -> Option<Done> {
        let mut state = self.state();
        loop {
            if let Some(result) = state.results.front_mut().and_then(Option::take) {
                state.results.pop_front();
                state.next += 1;
                state.most = self.workers * if is_small(&result) { SMALL_UNITS } else { UNITS };
                // The reader fills half of the room each time that it is woken.
                if state.reader_waits && state.results.len() <= state.most / 2 {
                    state.reader_waits = false;
                    self.room.notify_one();
                }
                return Some(result);
            }
            if state.closed || state.ended && state.results.is_empty() {
                return None;
            }
            state.taker_waits = true;
            state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.taker_waits = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

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
        let ended = ordered(Numbers(0, count), workers, |done| {
            numbers.push(done.counts.records_in);
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
        assert!(ordered(Asked(asked), workers, |_| Ok(ControlFlow::Continue(()))).is_err());
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn what_breaks_off_is_not_waited_for() {
        let workers = vec![Writer { fails_at: 0 }, Writer { fails_at: 0 }];
        let mut taken = 0;
        let ended = ordered(Numbers(0, u64::MAX - 1), workers, |_| {
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
        let ended = ordered(Asked(asked), workers, |done| {
            last = done.counts.records_in;
            let _ = ask.send(last + 1);
            Ok(ControlFlow::Continue(()))
        });
        assert!(ended.is_ok() && last == 300, "{last}");
    }
}
