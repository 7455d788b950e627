//! Archives, which are read as folders: each member is an input of its own, in their order.

mod tar;
mod zip;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use copydesk_cli::stream::input::{Input, reason};
use copydesk_cli::stream::run::Done;
use twox_hash::xxhash3_64;

use crate::unit::{Desk, Reader, Unit};

/// What an archive can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Zip,
    Tar,
}

impl Kind {
    /// What the name of a file tells.
    pub(crate) fn of_name(path: &Path) -> Option<Kind> {
        const TAR: [&str; 11] = [
            ".tar", ".tgz", ".tbz2", ".txz", ".tzst", ".tlz4", ".tar.gz", ".tar.zst", ".tar.bz2", ".tar.xz", ".tar.lz4",
        ];
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        if name.ends_with(".zip") {
            return Some(Kind::Zip);
        }
        TAR.iter().any(|ending| name.ends_with(ending)).then_some(Kind::Tar)
    }
}

/// A member that was found.
pub(super) enum Member {
    /// Its name and its bytes.
    File(String, Box<dyn std::io::Read + Send>),
    /// Its name and why it cannot be read.
    Bad(String, String),
    /// Why nothing that follows can be read.
    End(String),
}

/// Something to read in an archive: the input and the member's name; or a name and a fault.
pub(crate) type Found = Result<(Input, Arc<str>), (Arc<str>, String)>;

/// An archive that is being read.
pub(crate) struct Archive {
    name: Arc<str>,
    members: Box<dyn Iterator<Item = Member> + Send>,
    any: bool,
    names: Names,
}

impl Archive {
    /// # Errors
    /// Why it cannot be read, for people.
    pub(crate) fn open(input: &Input, path: &Path, kind: Kind) -> Result<Self, String> {
        let cannot = |e: &std::io::Error| format!("cannot open it: {}", reason(e));
        let members: Box<dyn Iterator<Item = Member> + Send> = match kind {
            Kind::Zip => {
                input.read_elsewhere();
                Box::new(zip::Zip::open(path).map_err(|e| cannot(&e))?)
            }
            Kind::Tar => Box::new(tar::Tar::new(input.open().map_err(|e| cannot(&e))?)),
        };
        Ok(Archive { name: input.name.clone(), members, any: false, names: Names::default() })
    }

    /// The next member, without folders and hidden ones.
    pub(crate) fn next(&mut self) -> Option<Found> {
        loop {
            let (name, source) = match self.members.next() {
                Some(Member::File(name, source)) => (name, Ok(source)),
                Some(Member::Bad(name, why)) => (name, Err(why)),
                Some(Member::End(why)) => {
                    self.any = true;
                    return Some(Err((self.name.clone(), why)));
                }
                None if self.any => return None,
                None => {
                    self.any = true;
                    return Some(Err((self.name.clone(), "the archive holds no file".into())));
                }
            };
            let short = name.trim_start_matches("./").trim_start_matches('/');
            if short.is_empty() || short.ends_with('/') || short.split('/').any(|part| part.starts_with('.')) {
                continue;
            }
            self.any = true;
            let short = self.names.unique(short);
            let full: Arc<str> = Arc::from(format!("{}/{short}", self.name));
            return Some(match source {
                Err(why) => Err((full, why)),
                Ok(_) if Kind::of_name(Path::new(&short)).is_some() => {
                    Err((full, "it is an archive in an archive, which is not opened".into()))
                }
                Ok(source) => Ok((Input::member(full, source), Arc::from(short))),
            });
        }
    }
}

/// The names of members that were found: an archive may have several of one name.
#[derive(Default)]
struct Names {
    /// How many there were, by a hash of the name.
    found: HashMap<u64, u64>,
}

impl Names {
    /// `name`, or where there was one of it before, one with a number before its ending.
    fn unique(&mut self, name: &str) -> String {
        let mut unique = name.to_owned();
        let mut number = *self.found.get(&hash(name)).unwrap_or(&0);
        while self.found.contains_key(&hash(&unique)) {
            number += 1;
            let folder = name.rfind('/').map_or(0, |slash| slash + 1);
            let dot = name[folder..].rfind('.').filter(|dot| *dot > 0).map_or(name.len(), |dot| folder + dot);
            unique = format!("{} ({number}){}", &name[..dot], &name[dot..]);
        }
        self.found.insert(hash(&unique), 1);
        if number > 0 {
            self.found.insert(hash(name), number);
        }
        unique
    }
}

fn hash(name: &str) -> u64 {
    xxhash3_64::Hasher::oneshot(name.as_bytes())
}

/// The reader of a member, whose records say where they come from.
pub(crate) struct MemberReader {
    pub(crate) reader: Box<dyn Reader>,
    pub(crate) member: Arc<str>,
}

impl Reader for MemberReader {
    fn next(&mut self) -> Option<Box<dyn Unit>> {
        let unit = self.reader.next()?;
        Some(Box::new(MemberUnit { unit, member: self.member.clone() }))
    }
}

struct MemberUnit {
    unit: Box<dyn Unit>,
    member: Arc<str>,
}

impl Unit for MemberUnit {
    fn place(&self) -> (Arc<str>, u64) {
        self.unit.place()
    }

    fn work(&mut self, desk: &mut Desk, done: &mut Done) {
        done.member = Some(self.member.clone());
        self.unit.work(desk, done);
    }

    fn into_buffer(self: Box<Self>) -> Vec<u8> {
        self.unit.into_buffer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_come_again() {
        let mut names = Names::default();
        let given =
            ["a.txt", "b/a.txt", "a.txt", "a (3).txt", "a.txt", "b.d/a", "b.d/a"].map(|name| names.unique(name));
        assert_eq!(given, ["a.txt", "b/a.txt", "a (2).txt", "a (3).txt", "a (4).txt", "b.d/a", "b.d/a (2)"]);
    }

    #[test]
    fn names() {
        for (name, kind) in [
            ("a.ZIP", Some(Kind::Zip)),
            ("x/a.tar", Some(Kind::Tar)),
            ("a.tar.gz", Some(Kind::Tar)),
            ("a.tgz", Some(Kind::Tar)),
            ("a.gz", None),
            ("tar", None),
        ] {
            assert_eq!(Kind::of_name(Path::new(name)), kind, "{name}");
        }
    }
}
