//! One pass of a way over a file in memory.

use std::hint::black_box;

use crate::cpu;
use crate::ways::{Job, Way};

/// Bytes in a block: what the product reads at once, and what the output buffer holds before it
/// is emptied, so that it stays in the cache as in the product.
const BLOCK: usize = 128 << 10;

/// What a pass took and gave.
pub(crate) struct Pass {
    pub(crate) seconds: f64,
    /// Lines that the way refused.
    pub(crate) refused: usize,
    /// Bytes written.
    pub(crate) written: usize,
}

/// Does `job` on every line of `file`. Finding the lines and proving UTF-8, once for each block,
/// are part of it.
pub(crate) fn pass(way: &mut dyn Way, job: Job, file: &[u8], out: &mut Vec<u8>) -> Pass {
    let start = cpu::seconds();
    let (mut refused, mut written) = (0, 0);
    let mut rest = file;
    while !rest.is_empty() {
        let (block, after) = rest.split_at(end_of_block(rest));
        rest = after;
        let proved = simdutf8::basic::from_utf8(block).ok();
        let mut at = 0;
        while at < block.len() {
            let end = memchr::memchr(b'\n', &block[at..]).map_or(block.len(), |n| at + n);
            // Where a block is not UTF-8, all of its lines are refused: FILE should have none.
            let before = out.len();
            if proved.is_none_or(|block| way.line(&block[at..end], job, out).is_err()) {
                out.truncate(before);
                refused += 1;
            }
            at = end + 1;
        }
        written += black_box(&*out).len();
        out.clear();
    }
    Pass { seconds: cpu::seconds() - start, refused, written }
}

/// Just past the last line end within a block's length, or past the first one if a line is longer.
fn end_of_block(rest: &[u8]) -> usize {
    let near = &rest[..BLOCK.min(rest.len())];
    let far = || memchr::memchr(b'\n', rest);
    memchr::memrchr(b'\n', near).or_else(far).map_or(rest.len(), |n| n + 1)
}
