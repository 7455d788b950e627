//! Workers side by side whose results come out in the order of their input.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::{Done, Source, Worker};
use crate::exit::Failure;

/// Sends each unit of `source` through one of `workers` and hands the results to `take` in the
/// units' order, on this thread. Gives the workers back at the end of the source; where `take`
/// breaks off, several workers are not waited for, as a thread may sit in a `read`, and not given.
///
/// With one worker it is a plain loop. With more there are at most two units a worker under way.
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

    let (order, results) = sync_channel::<Receiver<Done>>(workers.len() * 2);
    let (hand_out, units) = sync_channel::<(W::Unit, SyncSender<Done>)>(workers.len());
    let units = Arc::new(Mutex::new(units));
    let reader = thread::spawn(move || {
        while let Some(unit) = source.next() {
            let (result, place) = sync_channel(1);
            if order.send(place).is_err() || hand_out.send((unit, result)).is_err() {
                return;
            }
        }
    });
    let threads: Vec<_> = workers
        .into_iter()
        .map(|mut worker| {
            let units = Arc::clone(&units);
            thread::spawn(move || {
                loop {
                    let next = units.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((unit, result)) = next else { return worker };
                    // Nobody listens any more after a break.
                    if result.send(worker.work(unit)).is_err() {
                        return worker;
                    }
                }
            })
        })
        .collect();
    drop(units);
    for result in results {
        let done = result.recv().map_err(|_| internal())?;
        if take(done)?.is_break() {
            return Ok(Vec::new());
        }
    }
    // A reader that failed looks like the end of the input.
    reader.join().map_err(|_| internal())?;
    threads.into_iter().map(|t| t.join().map_err(|_| internal())).collect()
}

/// A worker's thread ended by a panic, about which the panic hook has said a line.
fn internal() -> Failure {
    Failure::new("stopped by an internal error; what was written so far is incomplete")
}
