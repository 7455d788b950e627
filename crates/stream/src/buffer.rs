//! Buffers that are used again.

use std::sync::{Arc, Mutex};

/// What a worker may keep of a buffer between two uses. More is given back, so that one huge
/// record does not hold its memory for the rest of a run.
const KEEP: usize = 1 << 20;

/// Empties `buffer` for its next use.
pub fn reset(buffer: &mut Vec<u8>) {
    buffer.clear();
    buffer.shrink_to(KEEP);
}

/// Empty buffers that wait to be used again, shared by all threads of a run.
#[derive(Clone, Default)]
pub struct Pool {
    free: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Pool {
    /// A buffer with old bytes in it: its length says how many are initialised.
    #[must_use]
    pub fn take(&self) -> Vec<u8> {
        self.free.lock().map_or_else(|_| Vec::new(), |mut free| free.pop().unwrap_or_default())
    }

    /// Takes a buffer back.
    pub fn give(&self, buffer: Vec<u8>) {
        if (1..=KEEP).contains(&buffer.capacity())
            && let Ok(mut free) = self.free.lock()
        {
            free.push(buffer);
        }
    }
}
