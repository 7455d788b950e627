//! What a sample costs in each encoding with a byte to a character.
//!
//! There are some 200 readings, each an encoding and a language. The commonest pairs of bytes show
//! which of them are far off, so that the rest is counted for few.

use super::bytes::Bytes;
use super::candidates::{CANDIDATES, Candidate, EBCDIC};
use super::charset::Charset;
use super::classes::{Alphabet, Cell};
use super::latin::Latin;
use super::model::{BIT, Model};
use super::pairs::{Pair, Pairs};
use super::rank::{Ranked, near};

/// Encodings with a byte to a character as some models read them.
pub(super) struct Readers {
    latin: Latin,
    ascii: Vec<Reader>,
    ebcdic: Vec<Reader>,
}

/// An encoding.
struct Reader {
    charset: Charset,
    rare: u32,
    defined: Bytes,
    /// What each byte is; U+FFFD where it is nothing.
    chars: Vec<char>,
    views: Vec<View>,
}

/// What each byte is for a language.
struct View {
    /// The number of the language's model.
    language: usize,
    /// The model's table and the length of its rows.
    costs: &'static [u8],
    classes: usize,
    cells: [Cell; 256],
}

impl View {
    fn cost(&self, pairs: &[Pair]) -> u32 {
        let cost = |pair: &Pair| {
            let (a, b) = (self.cells[usize::from(pair.first)], self.cells[usize::from(pair.second)]);
            let cost = self.costs.get(a.class() * self.classes + b.class()).map_or(255, |cost| u32::from(*cost));
            pair.count * (cost + a.case_cost(b))
        };
        pairs.iter().map(cost).sum()
    }
}

/// A reading that may be the right one, and what it costs so far.
#[derive(Clone, Copy)]
struct Reading<'a> {
    reader: &'a Reader,
    view: &'a View,
    cost: u32,
}

/// Up to which pair is counted before it is looked whom to go on with, and how many sixteenths of the
/// best one's cost others may have there.
const STEPS: [(usize, u32); 5] = [(6, 40), (16, 30), (48, 24), (128, 22), (360, 20)];

impl Readers {
    pub(super) fn new(models: &'static [Model]) -> Readers {
        let mut alphabet = Alphabet::default();
        let mut known = |list: &'static [Candidate]| -> Vec<(&Candidate, Charset, Vec<char>)> {
            let known = list.iter().filter_map(|candidate| {
                let charset = Charset::for_label(candidate.label)?;
                Some((candidate, charset, charset.chars()))
            });
            known.inspect(|(_, _, chars)| alphabet.add(chars)).collect()
        };
        let (ascii, ebcdic) = (known(CANDIDATES), known(EBCDIC));
        let alphabet = alphabet.sorted();
        let cells: Vec<Vec<Cell>> = models.iter().map(|model| alphabet.cells(model)).collect();
        let reader = |(candidate, charset, chars): (&Candidate, Charset, Vec<char>)| {
            let places = alphabet.places(&chars);
            let mut defined = Bytes::default();
            (0..=255).zip(&chars).filter(|(_, c)| **c != '\u{fffd}').for_each(|(byte, _)| defined.insert(byte));
            let used = models.iter().zip(&cells).enumerate();
            let used = used.filter(|(_, (model, _))| candidate.languages.contains(&model.name.as_str()));
            let views = used.map(|(language, (model, cells))| {
                let mut view =
                    View { language, costs: &model.costs, classes: model.classes, cells: [Cell::default(); 256] };
                for (cell, place) in view.cells.iter_mut().zip(&places) {
                    *cell = cells.get(*place).copied().unwrap_or_default();
                }
                view
            });
            Reader { charset, rare: candidate.rare * BIT, defined, views: views.collect(), chars }
        };
        Readers {
            latin: Latin::new(models),
            ascii: ascii.into_iter().map(reader).collect(),
            ebcdic: ebcdic.into_iter().map(reader).collect(),
        }
    }

    /// The encodings that keep ASCII, with what `first` costs in them, without those that cost much more
    /// than others; and whether `further` is in these costs: it is not if something else costs `double`,
    /// which is less.
    pub(super) fn ascii(&self, first: &Pairs, further: &[u8], double: u32) -> (Vec<Ranked>, bool) {
        let strange = self.latin.strange(first);
        let present = first.present.union(Bytes::of(&[further]));
        let mut left = readings(&self.ascii, first, present, &strange, near(double));
        let best = left.iter().copied().min_by_key(|reading| reading.cost).filter(|best| best.cost <= double);
        // More of what is the same in all that are left would not change the text.
        let same = |best: Reading| readers(&left).all(|readings| readings[0].reader.same(best.reader, present));
        let open = !further.is_empty() && best.is_some_and(|best| !same(best));
        if open {
            let pairs = Pairs::new(further, false);
            left.iter_mut().for_each(|reading| reading.cost += reading.view.cost(&pairs.pairs));
        }
        (ranked(&left), open)
    }

    /// The encodings of EBCDIC.
    pub(super) fn ebcdic(&self, pairs: &Pairs, most: u32) -> Vec<Ranked> {
        ranked(&readings(&self.ebcdic, pairs, pairs.present, &[], most))
    }

    /// The encodings that keep ASCII, of which `pairs` have all bytes.
    pub(super) fn all(&self, pairs: &Pairs) -> Vec<Ranked> {
        ranked(&readings(&self.ascii, pairs, pairs.present, &[], u32::MAX))
    }
}

impl Reader {
    /// Whether `bytes` are the same characters in another encoding.
    fn same(&self, other: &Reader, bytes: Bytes) -> bool {
        std::ptr::eq(self, other) || bytes.iter().map(usize::from).all(|at| self.chars.get(at) == other.chars.get(at))
    }
}

/// Those in which `pairs` do not cost much more than in the best one.
fn readings<'a>(readers: &'a [Reader], pairs: &Pairs, present: Bytes, strange: &[u32], most: u32) -> Vec<Reading<'a>> {
    let able = readers.iter().filter(|reader| present.is_subset(reader.defined));
    let mut left: Vec<Reading> = able
        .flat_map(|reader| {
            reader.views.iter().map(move |view| {
                let strange = strange.get(view.language).copied().unwrap_or(0);
                Reading { reader, view, cost: reader.rare + strange }
            })
        })
        .collect();
    let all: u32 = pairs.pairs.iter().map(|pair| pair.count).sum();
    let (mut from, mut counted) = (0, 0);
    for (to, sixteenths) in STEPS {
        let to = to.min(pairs.pairs.len());
        counted += pairs.pairs[from..to].iter().map(|pair| pair.count).sum::<u32>();
        // Common pairs cost less than others, so that these would come to more than `most`.
        let most = (u64::from(most) * u64::from(counted) / u64::from(all.max(1))) as u32;
        let most = most.saturating_add(64 * BIT);
        count(&mut left, &pairs.pairs[from..to], most, |least| {
            (least / 16).saturating_mul(sixteenths).saturating_add(64 * BIT)
        });
        from = to;
    }
    count(&mut left, &pairs.pairs[from..], most, near);
    left
}

/// Adds what `pairs` cost, and leaves those that are within a limit made of the least cost.
fn count(left: &mut Vec<Reading>, pairs: &[Pair], most: u32, limit: impl Fn(u32) -> u32) {
    for reading in left.iter_mut() {
        reading.cost += reading.view.cost(pairs);
    }
    let least = left.iter().map(|reading| reading.cost).min().unwrap_or(0);
    let limit = limit(least).min(most);
    left.retain(|reading| reading.cost <= limit);
}

/// The readings of each encoding, which stand together.
fn readers<'a, 'b>(readings: &'b [Reading<'a>]) -> impl Iterator<Item = &'b [Reading<'a>]> {
    readings.chunk_by(|a, b| std::ptr::eq(a.reader, b.reader))
}

/// Each encoding with the least that it costs in a language.
fn ranked(readings: &[Reading]) -> Vec<Ranked> {
    let least = |of_one: &[Reading]| Some((of_one.first()?.reader.charset, of_one.iter().map(|r| r.cost).min()?));
    readers(readings).filter_map(least).collect()
}
