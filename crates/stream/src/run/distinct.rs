//! No two different articles with one id, where ids are not made of what they stand for.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use super::Done;
use super::done::Bad;
use crate::bad::Kind;

/// A record whose id is another article's.
pub(super) const REPEATED: Kind = Kind("repeated-id");

/// A record that was made, and the id that it claims for its article.
pub(super) struct Claim {
    /// What stands for the id, and for the article.
    pub(super) id: u128,
    pub(super) article: u64,
    /// Its bytes in [`Done::out`].
    pub(super) out: Range<usize>,
    /// What is to be told if the id is another's.
    pub(super) refused: Bad,
}

/// Remembers whose each id is.
#[derive(Default)]
pub(super) struct Distinct {
    articles: HashMap<u128, u64>,
}

impl Distinct {
    /// Makes those records of `done` bad whose id is an article's that came before and is another one.
    pub(super) fn screen(&mut self, done: &mut Done) {
        let mut refused = std::mem::take(&mut done.claims);
        refused.retain(|claim| match self.articles.entry(claim.id) {
            Entry::Occupied(other) => *other.get() != claim.article,
            Entry::Vacant(free) => {
                free.insert(claim.article);
                false
            }
        });
        if !refused.is_empty() {
            take_out(refused, done);
        }
    }
}

fn take_out(refused: Vec<Claim>, done: &mut Done) {
    let mut kept = Kept::default();
    let mut bad = std::mem::take(&mut done.bad).into_iter().peekable();
    for claim in refused {
        while let Some(before) = bad.next_if(|bad| bad.upto.records_in < claim.refused.upto.records_in) {
            done.bad.push(kept.moved(before));
        }
        let id = claim.refused.ids;
        done.bad.push(kept.moved(claim.refused));
        kept.out.extend_from_slice(&done.out[kept.at..claim.out.start]);
        kept.ids.extend_from_slice(&done.ids[kept.id..id]);
        (kept.at, kept.id) = (claim.out.end, id + 1);
        kept.taken += 1;
    }
    done.bad.extend(bad.map(|after| kept.moved(after)));
    kept.out.extend_from_slice(&done.out[kept.at..]);
    kept.ids.extend_from_slice(&done.ids[kept.id..]);
    (done.out, done.ids) = (kept.out, kept.ids);
    done.counts.records_out -= kept.taken;
}

/// What remains of a unit, as far as it was looked at.
#[derive(Default)]
struct Kept {
    out: Vec<u8>,
    ids: Vec<u128>,
    /// Where in the unit's output and ids the rest begins.
    at: usize,
    id: usize,
    /// How many records were taken out.
    taken: u64,
}

impl Kept {
    /// `bad`, with counts of what remains before it.
    fn moved(&self, mut bad: Bad) -> Bad {
        bad.upto.records_out -= self.taken;
        bad.upto.bytes_out = bad.upto.bytes_out - self.at as u64 + self.out.len() as u64;
        bad.ids = bad.ids - self.id + self.ids.len();
        bad
    }
}
