//! The worker for JSON lines: each line of a block is proved to be a record and given to the tool.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str;

use super::limit::{Limit, OnError};
use super::map::{Map, Out};
use super::{Done, Worker, room};
use crate::bad::{BadRecord, Kind};
use crate::buffer::Pool;
use crate::input::{Block, Part};
use crate::json::escape_separators;
use crate::record::{Place, Record, Scratch};

/// Gives each line of a block to a map. [`super::map`] makes them; a source that reads JSON lines
/// among other things can too.
pub struct Lines<M> {
    tool: M,
    scratch: Scratch,
    pool: Pool,
    max_record: usize,
    keep: bool,
    escape_separators: bool,
    /// Set where the worker itself must end at the record that ends the run: see [`super::fold`].
    alone: Option<Alone>,
}

/// A worker that sees all records in order can tell by itself where the run ends.
struct Alone {
    limit: Limit,
    /// Records in the blocks before.
    records: u64,
    ended: bool,
}

impl Alone {
    /// Counts a bad record, the `nth` of its block; true if the run ends with it.
    fn bad(&mut self, nth: u64) -> bool {
        self.ended = self.limit.bad(self.records + nth);
        self.ended
    }
}

impl<M: Map> Lines<M> {
    /// A worker around `tool`.
    pub fn new(tool: M, pool: Pool, max_record: usize, on_error: OnError) -> Self {
        let keep = on_error == OnError::Keep;
        Lines { tool, scratch: Scratch::default(), pool, max_record, keep, escape_separators: false, alone: None }
    }

    /// Whether records are written with [`escape_separators`].
    #[must_use]
    pub fn escape_separators(mut self, yes: bool) -> Self {
        self.escape_separators = yes;
        self.scratch = self.scratch.escape_separators(yes);
        self
    }

    pub(super) fn alone(mut self, limit: Limit) -> Self {
        self.alone = Some(Alone { limit, records: 0, ended: false });
        self
    }

    pub(super) fn into_tool(self) -> M {
        self.tool
    }

    fn lines(&mut self, block: &Block, done: &mut Done) {
        let bytes = block.bytes();
        // Proved once for the whole block; only where that fails, line by line.
        let all = simdutf8::basic::from_utf8(bytes).ok();
        let mut number = block.line;
        let mut at = 0;
        while at < bytes.len() {
            let next = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n + 1);
            let mut end = next;
            if bytes[at..end].ends_with(b"\n") {
                end -= 1;
                if bytes[at..end].ends_with(b"\r") {
                    end -= 1;
                }
            }
            done.counts.bytes_in = next as u64;
            let line = all.map_or_else(|| str::from_utf8(&bytes[at..end]), |all| Ok(&all[at..end]));
            if end - at > self.max_record || !is_blank(&bytes[at..end]) {
                if let Some(why) = room::lacks(&self.tool, end - at).filter(|_| end - at <= self.max_record) {
                    done.failed = Some(format!("{}:{number}: {why}", block.file));
                    return;
                }
                let result = match line {
                    _ if end - at > self.max_record => Err(BadRecord::too_long(self.max_record)),
                    Ok(line) => self.line(line, Place { file: &block.file, line: number }, done),
                    Err(e) => {
                        Err(BadRecord::new(Kind::UTF8, format!("not valid UTF-8 at byte {}", e.valid_up_to() + 1)))
                    }
                };
                if let Err(bad) = result {
                    if self.keep {
                        let start = done.out.len();
                        done.out.extend_from_slice(&bytes[at..end]);
                        // What is no JSON has no escapes.
                        if self.escape_separators && !matches!(bad.kind, Kind::JSON | Kind::UTF8 | Kind::LONG) {
                            escape_separators(&mut done.out, start);
                        }
                        done.out.push(b'\n');
                        done.counts.records_out += 1;
                    }
                    done.bad(bad, number, block.span(at..next));
                    if let Some(alone) = &mut self.alone
                        && alone.bad(done.counts.records_in)
                    {
                        return;
                    }
                }
            }
            number += 1;
            at = next;
        }
    }

    /// One line through the tool. What a tool wrote of a record before it failed is taken back.
    fn line(&mut self, line: &str, place: Place<'_>, done: &mut Done) -> Result<(), BadRecord> {
        let record = Record::parse(line, &mut self.scratch)?.at(place);
        let before = (done.out.len(), done.counts, done.ids.len());
        let tool = &mut self.tool;
        let result = catch_unwind(AssertUnwindSafe(|| {
            let mut record = record;
            let member = done.member.as_deref();
            let (bytes, counts, ids) = (&mut done.out, &mut done.counts, &mut done.ids);
            let mut out = Out { bytes, counts, ids, member, found: Vec::new() };
            tool.record(&mut record, &mut out).map(|()| out.found)
        }))
        .unwrap_or_else(|_| Err(BadRecord::new(Kind::INTERNAL, "this record made the tool fail; please report it")));
        match result {
            Ok(found) => {
                done.counts.records_in += 1;
                found.into_iter().for_each(|message| done.found(message, place.line));
                Ok(())
            }
            Err(bad) => {
                done.out.truncate(before.0);
                done.counts = before.1;
                done.ids.truncate(before.2);
                Err(bad)
            }
        }
    }
}

impl<M: Map> Lines<M> {
    /// Gives the lines of `block` to the map and notes in `done` what came of them. Spans in `done`
    /// count in the block's buffer.
    pub fn read(&mut self, block: &Block, done: &mut Done) {
        if self.alone.as_ref().is_some_and(|a| a.ended) {
            // The rest of the record that ended the run still belongs to rejects.
            if matches!(block.part, Part::LongRest | Part::LongEnd) {
                done.irregular(block, self.max_record);
            }
            return;
        }
        done.counts.bytes_in = block.bytes().len() as u64;
        if done.irregular(block, self.max_record) {
            self.irregular(block, done);
        } else {
            self.lines(block, done);
        }
        if let Some(alone) = &mut self.alone {
            alone.records += done.counts.records_in;
        }
    }

    /// What of a block that is no whole lines concerns this worker beyond reporting it.
    fn irregular(&mut self, block: &Block, done: &mut Done) {
        if self.keep && !matches!(block.part, Part::Broken(_)) {
            match block.bytes().strip_suffix(b"\r\n") {
                Some(line) => {
                    done.out.extend_from_slice(line);
                    done.out.push(b'\n');
                }
                None => done.out.extend_from_slice(block.bytes()),
            }
            match block.part {
                Part::LongStart => done.counts.records_out = 1,
                Part::LongEnd => done.out.push(b'\n'),
                _ => {}
            }
        }
        if let Some(alone) = &mut self.alone {
            match block.part {
                Part::Broken(_) => alone.ended = alone.limit.on_error == OnError::Stop,
                Part::LongStart => _ = alone.bad(1),
                _ => {}
            }
        }
    }
}

impl<M: Map> Worker for Lines<M> {
    type Unit = Block;

    fn work(&mut self, block: Block) -> Done {
        let mut done = Done::new(block.file.clone(), self.pool.take());
        self.read(&block, &mut done);
        done.input = block.into_buffer();
        done
    }
}

/// Whether a line has nothing but JSON's white space.
fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|b| matches!(b, b' ' | b'\t' | b'\r'))
}
