use std::collections::{HashMap, HashSet};

use super::fold::{self, fold};

/// So many lines are kept when others have to make room, unless told otherwise.
const CAPACITY: usize = 1 << 16;
/// In so many documents, and in such a part of all of them (one in `SHARE`), a line must stand.
const DOCUMENTS: u64 = 6;
const SHARE: u64 = 2000;
/// A line with numbers in it must have stood so often with each set of numbers, on average.
const REPEATS: u64 = 3;

/// Counts in how many documents each line stands, in bounded memory: the method of Misra and Gries, by
/// lots. When twice as many lines as it keeps are known, the rank of the last to be kept is taken from
/// the credit of all, and those without any are forgotten. So a line that stands in more than one in
/// `capacity` of all the lines is never lost, and what is found has its documents counted since it was
/// last met anew.
///
/// Memory is at most `2 * capacity` lines of at most 500 bytes; 15 MB are usual. The answer depends on the
/// order of the documents once lines were forgotten, so one learner has to see all of them in order.
///
/// ```
/// use copydesk_text::clean::{Boilerplate, Learner};
/// let mut learner = Learner::new();
/// for n in 0..9 {
///     learner.learn(&format!("Story {n}.\n\nRead or Share this story: http://x.org/{n}"));
/// }
/// let found = learner.found();
/// assert_eq!((found[0].documents, found[0].line.as_str()), (9, "Read or Share this story: [URL]"));
/// assert_eq!(Boilerplate::parse(&learner.list()).len(), 1);
/// ```
pub struct Learner {
    capacity: usize,
    documents: u64,
    pub(super) lines: HashMap<Box<str>, Counted>,
    /// The lines of the document at hand.
    seen: HashSet<Box<str>>,
    folded: String,
}

/// A line that recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// In how many documents it stood.
    pub documents: u64,
    /// The line, each number as `0` and each web address as `[URL]`.
    pub line: String,
}

pub(super) struct Counted {
    documents: u64,
    /// What is left of the count when others took their share.
    credit: u64,
    /// A bit for each spelling that was seen, by its hash.
    spellings: u64,
}

impl Default for Learner {
    fn default() -> Self {
        Learner::new()
    }
}

impl Learner {
    /// A learner that knows no line.
    #[must_use]
    pub fn new() -> Self {
        Learner::with_capacity(CAPACITY)
    }

    /// One that keeps so many lines when others have to make room.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Learner {
            capacity: capacity.max(1),
            documents: 0,
            lines: HashMap::new(),
            seen: HashSet::new(),
            folded: String::new(),
        }
    }

    /// How many documents it saw.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Counts the lines of a document. It should be one that was cleaned with the rules that will run before
    /// the rule `boilerplate`.
    pub fn learn(&mut self, text: &str) {
        self.documents += 1;
        self.seen.clear();
        let mut before = "";
        let mut lines = text.split('\n').map(str::trim).peekable();
        while let Some(line) = lines.next() {
            let next = lines.peek().copied().unwrap_or("");
            if stands_alone(before, line, next) {
                fold(line, &mut self.folded);
                if !self.seen.contains(self.folded.as_str()) {
                    self.seen.insert(self.folded.as_str().into());
                    self.count(line);
                }
            }
            before = line;
        }
    }

    fn count(&mut self, line: &str) {
        let spelling = 1 << (hash(line) % 64);
        if let Some(counted) = self.lines.get_mut(self.folded.as_str()) {
            counted.documents += 1;
            counted.credit += 1;
            counted.spellings |= spelling;
            return;
        }
        if self.lines.len() >= 2 * self.capacity {
            self.make_room();
        }
        self.lines.insert(self.folded.as_str().into(), Counted { documents: 1, credit: 1, spellings: spelling });
    }

    fn make_room(&mut self) {
        let mut credits: Vec<_> = self.lines.values().map(|c| c.credit).collect();
        let place = credits.len().saturating_sub(self.capacity + 1);
        let (_, &mut least, _) = credits.select_nth_unstable(place);
        self.lines.retain(|_, counted| {
            counted.credit = counted.credit.saturating_sub(least);
            counted.credit > 0
        });
    }

    /// The lines that recur, the most frequent first: those that stand in 6 documents or more and in
    /// one of 2,000. Where numbers stand for others, three documents or more must have had the same on
    /// average: a copyright line has the numbers of a few years, a line of figures has other ones each
    /// time.
    #[must_use]
    pub fn found(&self) -> Vec<Found> {
        self.found_in(DOCUMENTS.max(self.documents / SHARE))
    }

    /// The same, of those that stand in so many documents or more.
    #[must_use]
    pub fn found_in(&self, documents: u64) -> Vec<Found> {
        let recurs = |line: &str, counted: &Counted| {
            counted.documents >= documents
                && (!fold::has_numbers(line) || counted.documents >= REPEATS * spellings(counted.spellings))
        };
        let found = self.lines.iter().filter(|(line, counted)| recurs(line, counted));
        let found = found.map(|(line, counted)| Found { documents: counted.documents, line: line.to_string() });
        let mut found: Vec<_> = found.collect();
        found.sort_unstable_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.line.cmp(&b.line)));
        found
    }

    /// The lines that recur as a list that [`Boilerplate::parse`](super::Boilerplate::parse) reads.
    #[must_use]
    pub fn list(&self) -> String {
        self.written(&self.found())
    }

    /// The same list, of lines that somebody chose.
    #[must_use]
    pub fn written(&self, found: &[Found]) -> String {
        let mut list = format!(
            "# Lines that recur in {} documents: in how many, and the line. Delete those that are text.\n\
             # 0 stands for any number, [URL] for any web address.\n",
            self.documents
        );
        for found in found {
            list.push_str(&format!("{}\t{}\n", found.documents, found.line));
        }
        list
    }
}

/// Whether a line can be one that was put there: it has letters, and neither goes on with the sentence of the
/// line before nor does the line after go on with its own, as in text with hard line breaks and in
/// tables.
fn stands_alone(before: &str, line: &str, next: &str) -> bool {
    let ends = |c: char| !c.is_alphanumeric() && !matches!(c, ',' | '-' | '–' | '(' | '/' | '&' | ';');
    (2..=fold::LONGEST).contains(&line.len())
        && line.contains(char::is_alphabetic)
        && !line.starts_with(|c: char| c.is_lowercase() || c == '#')
        && !line.ends_with([',', '-'])
        && (before.is_empty() || before.ends_with(ends))
        && !next.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
}

/// How many spellings set these bits (linear counting); without end if they are all set.
fn spellings(bits: u64) -> u64 {
    let free = f64::from(bits.count_zeros());
    if free == 0.0 { u64::MAX / REPEATS } else { (-64.0 * (free / 64.0).ln()).round() as u64 }
}

/// FNV-1a, the same on every machine; mixed, as only a few bits of it are asked.
fn hash(line: &str) -> u64 {
    let fnv = |h: u64, b: u8| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    let hash = line.bytes().fold(0xcbf2_9ce4_8422_2325, fnv);
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
}
