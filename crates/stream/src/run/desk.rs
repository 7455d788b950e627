//! The desk between readers, workers and the one who takes results: who waits for what, and how much is under way.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::Done;

/// Units under way for each worker: read and not yet taken as results. Of the streams behind the one
/// that is taken there are as many again.
const UNITS: usize = 2;
/// The same where units are small: threads then wake each other less often.
const SMALL_UNITS: usize = 8;
/// How many bytes the result of a small unit has, with its input.
pub(super) const SMALL: usize = 1 << 16;

/// What is taken.
// There is one at a time, so its size is nothing that a box would save.
#[allow(clippy::large_enum_variant)]
pub(super) enum Step {
    /// What came of the next unit.
    Unit(Done),
    /// The stream ends whose units these were.
    End,
}

fn is_small(done: &Done) -> bool {
    done.input.len() + done.out.len() <= SMALL
}

/// Where readers leave units, workers take them and leave results, and the taker takes these.
///
/// Of the stream that is taken at most [`UNITS`] a worker are under way, or [`SMALL_UNITS`], and one that is read; of all
/// those behind it together as many again, and one that is read for each reader.
pub(super) struct Desk<U> {
    state: Mutex<State<U>>,
    workers: usize,
    /// The reader of the first stream waits for this.
    room: Condvar,
    /// The others wait for this.
    room_behind: Condvar,
    /// Workers wait for this.
    work: Condvar,
    /// The taker waits for this.
    ready: Condvar,
}

/// A stream's number and a unit's number in it.
pub(super) type Place = (u64, u64);

struct State<U> {
    /// Units that wait for a worker.
    units: BTreeMap<Place, U>,
    /// From the one on that is taken.
    streams: VecDeque<Stream>,
    /// The number of the first stream.
    first: u64,
    /// How many results, there or to come, the streams behind the first have.
    behind: usize,
    /// How many units may be under way.
    most: usize,
    /// Who waits. Waking nobody costs a system call, so it is not tried.
    reader_waits: bool,
    readers_wait_behind: usize,
    workers_wait: usize,
    taker_waits: bool,
    /// How many readers there are.
    readers: usize,
    /// Nobody takes results any more.
    closed: bool,
}

/// A stream that was begun.
#[derive(Default)]
struct Stream {
    /// From the next one on that is to be taken.
    results: VecDeque<Option<Done>>,
    /// The number of the first result.
    next: u64,
    /// No more units come.
    ended: bool,
}

impl<U> State<U> {
    /// The stream with this number, if it was not taken to its end.
    fn stream(&mut self, number: u64) -> Option<&mut Stream> {
        let place = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.streams.get_mut(place)
    }

    /// How many results can be taken without waiting.
    fn ready(&self) -> usize {
        let mut ready = 0;
        for stream in &self.streams {
            let there = stream.results.iter().take_while(|result| result.is_some()).count();
            ready += there;
            if there < stream.results.len() || !stream.ended {
                break;
            }
        }
        ready
    }
}

impl<U> Desk<U> {
    /// For so many workers and readers.
    pub(super) fn new(workers: usize, readers: usize) -> Self {
        let state = State {
            units: BTreeMap::new(),
            streams: VecDeque::new(),
            first: 0,
            behind: 0,
            most: workers * UNITS,
            reader_waits: false,
            readers_wait_behind: 0,
            workers_wait: 0,
            taker_waits: false,
            readers,
            closed: false,
        };
        let [room, room_behind, work, ready] = [(); 4].map(|()| Condvar::new());
        Desk { state: Mutex::new(state), workers, room, room_behind, work, ready }
    }

    fn state(&self) -> MutexGuard<'_, State<U>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_behind<'a>(&self, mut state: MutexGuard<'a, State<U>>) -> MutexGuard<'a, State<U>> {
        state.readers_wait_behind += 1;
        state = self.room_behind.wait(state).unwrap_or_else(PoisonError::into_inner);
        state.readers_wait_behind -= 1;
        state
    }

    /// How many streams may be under way: some may give no unit at all.
    fn most_streams(&self) -> usize {
        self.workers * SMALL_UNITS
    }

    /// Begins the next stream, when there is room, and gives its number; nothing if it is not wanted any
    /// more.
    pub(super) fn begin_stream(&self) -> Option<u64> {
        let mut state = self.state();
        while state.streams.len() >= self.most_streams() && !state.closed {
            state = self.wait_behind(state);
        }
        state.streams.push_back(Stream::default());
        (!state.closed).then_some(state.first + state.streams.len() as u64 - 1)
    }

    /// Leaves the next unit of a stream for the workers, when there is room; false if it is not wanted any
    /// more.
    pub(super) fn hand_in(&self, number: u64, unit: U) -> bool {
        let mut state = self.state();
        loop {
            if state.closed {
                return false;
            }
            if number > state.first {
                if state.behind < state.most {
                    state.behind += 1;
                    break;
                }
                state = self.wait_behind(state);
            } else {
                if state.streams.front().is_none_or(|first| first.results.len() < state.most) {
                    break;
                }
                state.reader_waits = true;
                state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.reader_waits = false;
            }
        }
        let Some(stream) = state.stream(number) else { return false };
        let place = (number, stream.next + stream.results.len() as u64);
        stream.results.push_back(None);
        state.units.insert(place, unit);
        if state.workers_wait > 0 {
            self.work.notify_one();
        }
        true
    }

    /// Says that no more units come of a stream.
    pub(super) fn end_stream(&self, number: u64) {
        let mut state = self.state();
        let first = number == state.first;
        let Some(stream) = state.stream(number) else { return };
        stream.ended = true;
        if first && stream.results.is_empty() && state.taker_waits {
            self.ready.notify_one();
        }
    }

    /// Says that a reader has no more streams.
    pub(super) fn reader_ended(&self) {
        let mut state = self.state();
        state.readers -= 1;
        if state.readers == 0 {
            self.work.notify_all();
            self.ready.notify_one();
        }
    }

    /// Whether nobody takes results any more.
    pub(super) fn is_closed(&self) -> bool {
        self.state().closed
    }

    /// Ends all waiting.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        self.work.notify_all();
        self.ready.notify_one();
        self.room.notify_one();
        self.room_behind.notify_all();
    }

    /// The next unit and its place; nothing when no more will come.
    pub(super) fn unit(&self) -> Option<(Place, U)> {
        let mut state = self.state();
        loop {
            if state.closed {
                return None;
            }
            if let Some(unit) = state.units.pop_first() {
                return Some(unit);
            }
            if state.readers == 0 {
                return None;
            }
            state.workers_wait += 1;
            state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.workers_wait -= 1;
        }
    }

    /// Leaves what was made of the unit at this place.
    pub(super) fn hand_back(&self, (number, place): Place, done: Done) {
        let small = is_small(&done);
        let mut state = self.state();
        if let Some(stream) = state.stream(number) {
            let place = place.saturating_sub(stream.next);
            if let Some(result) = usize::try_from(place).ok().and_then(|place| stream.results.get_mut(place)) {
                *result = Some(done);
            }
        }
        // Whoever has more work need not wake the taker for each small result, but does before a quarter
        // of the room is taken.
        let ready = state.ready();
        let many = ready * 4 >= state.most;
        if state.taker_waits && ready > 0 && (!small || state.units.is_empty() || many) {
            self.ready.notify_one();
        }
    }

    /// The next result in the order of streams and units, or the end of a stream; nothing at the end of
    /// all, or when a worker or reader failed.
    pub(super) fn result(&self) -> Option<Step> {
        let mut state = self.state();
        loop {
            if let Some(stream) = state.streams.front_mut() {
                if let Some(result) = stream.results.front_mut().and_then(Option::take) {
                    stream.results.pop_front();
                    stream.next += 1;
                    let left = stream.results.len();
                    state.most = self.workers * if is_small(&result) { SMALL_UNITS } else { UNITS };
                    // The reader fills half of the room each time that it is woken.
                    if state.reader_waits && left <= state.most / 2 {
                        state.reader_waits = false;
                        self.room.notify_one();
                    }
                    return Some(Step::Unit(result));
                }
                if stream.ended && stream.results.is_empty() {
                    self.next_first(&mut state);
                    return Some(Step::End);
                }
            }
            if state.closed || state.readers == 0 && state.streams.is_empty() {
                return None;
            }
            state.taker_waits = true;
            state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.taker_waits = false;
        }
    }

    /// The first stream was taken to its end.
    fn next_first(&self, state: &mut State<U>) {
        state.streams.pop_front();
        state.first += 1;
        let (results, ended) = state.streams.front().map_or((0, true), |first| (first.results.len(), first.ended));
        state.behind -= results;
        let room = state.behind <= state.most / 2 && state.streams.len() <= self.most_streams() / 2;
        if state.readers_wait_behind > 0 && (!ended || room) {
            self.room_behind.notify_all();
        }
    }
}
