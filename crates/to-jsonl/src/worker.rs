//! The worker: a unit in, records out, and no panic past it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use copydesk_cli::stream::run::{Done, Worker};
use copydesk_cli::stream::{BadRecord, Kind};

use crate::flags::Options;
use crate::unit::{Desk, Unit};

pub(crate) struct Encoder(Desk);

impl Encoder {
    pub(crate) fn new(options: Options) -> Self {
        Encoder(Desk::new(options))
    }
}

impl Worker for Encoder {
    type Unit = Box<dyn Unit>;

    fn work(&mut self, mut unit: Box<dyn Unit>) -> Done {
        let (file, line) = unit.place();
        let desk = &mut self.0;
        let mut done = Done::new(file.clone(), desk.options.pool.take());
        let failed = catch_unwind(AssertUnwindSafe(|| unit.work(desk, &mut done))).is_err();
        let buffer = unit.into_buffer();
        if failed {
            done = Done::new(file, Vec::new());
            let why = "this part of the input made the tool fail; please report it";
            done.bad(BadRecord::new(Kind::INTERNAL, why), line, 0..buffer.len());
        }
        done.input = buffer;
        done
    }
}
