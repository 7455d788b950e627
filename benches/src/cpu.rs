//! CPU time, which hardly moves when others share the machine.

use rustix::time::{ClockId, clock_gettime};

/// CPU seconds of this process so far, user and system, all threads.
pub(crate) fn seconds() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

/// The middle one of `values`, which must not be empty.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
