//! serde_json with raw values: names are decoded, values stay spans of the line.

use std::borrow::Cow;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::{Job, Refused, TEXT, Way, pass, splice};

/// A string, borrowed where it has no escapes. `Cow` alone would always copy.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// All members in order, repeated names included.
struct Members<'a>(Vec<(Text<'a>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::with_capacity(16);
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

pub(super) struct Raw;

impl Way for Raw {
    fn line(&mut self, line: &str, job: Job, out: &mut Vec<u8>) -> Result<(), Refused> {
        let Members(members) = serde_json::from_str(line)?;
        let (_, raw) = members.iter().rfind(|(name, _)| name.0 == TEXT).ok_or(Refused)?;
        let Text(text) = serde_json::from_str(raw.get())?;
        match job {
            Job::Edit => splice(line, out, |out| Ok(serde_json::to_writer(out, &text)?)),
            Job::Read => {
                pass(line, &text, out);
                Ok(())
            }
        }
    }
}
