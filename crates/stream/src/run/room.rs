//! Whether there is memory for a long record, asked before it is worked on.
//!
//! What is made of a record grows with it in many places, among them crates that know nothing of records, and where an
//! allocation fails the process is aborted: nothing can be said but how many bytes were wanted, and no file be removed. So
//! the memory that a record is going to need is asked for once, in one piece, and given back. It is told by the
//! limits of a process (`ulimit -v`) and of a system that promises no more than it has. Where it promises more,
//! nothing fails here, nor later, but the process may be killed.

use std::hint::black_box;

use super::map::Map;
use crate::size::Size;

/// Shorter ones are worked on in what there is anyway.
const LONG: usize = 4 << 20;

/// Why `tool` cannot work on a record of so many bytes, if there is not the memory for it.
pub(super) fn lacks(tool: &impl Map, record: usize) -> Option<String> {
    if record < LONG || is_there(record.saturating_mul(tool.memory())) {
        return None;
    }
    let size = Size(record as u64);
    let less = "a smaller --jobs takes less, and a smaller --max-record leaves it out";
    Some(format!("not enough memory for a record of {size}: {less}"))
}

fn is_there(bytes: usize) -> bool {
    let mut room: Vec<u8> = Vec::new();
    let is_there = room.try_reserve_exact(bytes).is_ok();
    // What nobody looks at need not be allocated.
    black_box(&room);
    is_there
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_there_can_be_is_not_there() {
        assert!(is_there(1 << 20) && !is_there(usize::MAX / 4) && !is_there(usize::MAX));
    }
}
