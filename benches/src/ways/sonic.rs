//! sonic-rs: lazy values, which are spans of the line, and a splice.

use serde::de::IgnoredAny;
use sonic_rs::{JsonValueTrait, LazyValue};

use super::{Job, Refused, TEXT, Way, pass, splice};

/// Finds the field and looks at nothing behind it.
pub(super) struct Get;

/// Skips through the whole line, which checks it, before it finds the field.
pub(super) struct ProvedGet;

/// Iterates over all members, which checks each, and checks what is behind the last itself,
/// because the iterator does not.
pub(super) struct Members;

impl Way for Get {
    fn line(&mut self, line: &str, job: Job, out: &mut Vec<u8>) -> Result<(), Refused> {
        finish(line, &sonic_rs::get(line, [TEXT])?, job, out)
    }
}

impl Way for ProvedGet {
    fn line(&mut self, line: &str, job: Job, out: &mut Vec<u8>) -> Result<(), Refused> {
        sonic_rs::from_str::<IgnoredAny>(line)?;
        finish(line, &sonic_rs::get(line, [TEXT])?, job, out)
    }
}

impl Way for Members {
    fn line(&mut self, line: &str, job: Job, out: &mut Vec<u8>) -> Result<(), Refused> {
        let (mut text, mut end) = (None, 0);
        for member in sonic_rs::to_object_iter(line) {
            let (name, value) = member?;
            let raw = value.as_raw_str();
            end = raw.as_ptr().addr() - line.as_ptr().addr() + raw.len();
            if name == TEXT {
                text = Some(value);
            }
        }
        let space = |c| matches!(c, ' ' | '\t' | '\n' | '\r');
        if line.get(end..).ok_or(Refused)?.trim_matches(space) != "}" {
            return Err(Refused);
        }
        finish(line, &text.ok_or(Refused)?, job, out)
    }
}

fn finish(line: &str, text: &LazyValue<'_>, job: Job, out: &mut Vec<u8>) -> Result<(), Refused> {
    let text = text.as_str().ok_or(Refused)?;
    match job {
        Job::Edit => splice(line, out, |out| Ok(sonic_rs::to_writer(out, text)?)),
        Job::Read => {
            pass(line, text, out);
            Ok(())
        }
    }
}
