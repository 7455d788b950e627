//! Costs of a text's n-grams, added up for all languages of a part at once.

use crate::table::layout::NONE;
use crate::table::{Part, Table};

/// Columns that a part can have.
pub(crate) const COLUMNS: usize = 64;

/// What was added up.
#[derive(Clone)]
pub(crate) struct Sums {
    /// Cost by column, in 255ths of the range: a text of the length that a record may have costs more than 32 bits hold.
    costs: [u64; COLUMNS],
    /// How many n-grams were asked about.
    pub(crate) count: u32,
}

impl Default for Sums {
    fn default() -> Self {
        Sums { costs: [0; COLUMNS], count: 0 }
    }
}

/// Rows that are certainly added without overflow of 16 bits.
const BATCH: usize = 256;

/// How many pieces of many letters are asked about; of mixed texts, some of each part.
pub(crate) const PIECES: usize = 8;
/// With so many letters each, they say which language a text is in as surely as all of it.
pub(crate) const MANY: usize = 256;
/// With so many, where it is clear.
pub(crate) const FEW: usize = 96;

impl Sums {
    /// What a column costs, in 255ths of the range.
    pub(crate) fn cost(&self, column: usize) -> f64 {
        self.costs[column] as f64
    }

    /// How much more the second best of the allowed columns of a part costs than the best, for each n-gram, in 255ths of
    /// the range.
    pub(crate) fn lead(&self, allowed: impl Fn(usize) -> bool) -> f64 {
        let [mut best, mut second] = [u64::MAX; 2];
        for (_, &cost) in self.costs.iter().enumerate().filter(|(column, _)| allowed(*column)) {
            second = second.min(cost.max(best));
            best = best.min(cost);
        }
        (second - best) as f64 / f64::from(self.count.max(1))
    }

    /// Adds what was added up of another text.
    pub(crate) fn add(&mut self, other: &Sums) {
        for (sum, cost) in self.costs.iter_mut().zip(other.costs) {
            *sum += cost;
        }
        self.count += other.count;
    }

    /// Adds trigrams of `letters`, in which 0 ends a word: all, or where there are many those of pieces of so many letters
    /// all over them, as if the others cost the same.
    pub(crate) fn add_some_trigrams(&mut self, part: &Part, letters: &[u8], piece: usize) {
        if letters.len() <= PIECES * piece {
            return self.add_trigrams(part, letters);
        }
        let mut some = Sums::default();
        // The first one begins at the beginning, the last one ends at the end.
        let room = letters.len() - piece;
        for number in 0..PIECES {
            let start = room * number / (PIECES - 1);
            some.add_trigrams(part, letters.get(start..start + piece).unwrap_or_default());
        }
        let scaled = |n: u64| n * letters.len() as u64 / (PIECES * piece) as u64;
        some.costs = some.costs.map(scaled);
        some.count = scaled(some.count.into()) as u32;
        self.add(&some);
    }

    /// Adds all trigrams of `letters`, in which 0 ends a word.
    pub(crate) fn add_trigrams(&mut self, part: &Part, letters: &[u8]) {
        match part.width {
            64 => self.trigrams::<64>(part, letters),
            _ => self.trigrams::<16>(part, letters),
        }
    }

    fn trigrams<const W: usize>(&mut self, part: &Part, letters: &[u8]) {
        // Places first, rows after: the loads of the rows then do not wait for one another.
        let mut places = [(0u32, [0u8; 2]); BATCH];
        let mut waiting = 0;
        for &[first, second, third] in letters.windows(3).filter_map(|window| window.first_chunk::<3>()) {
            if let Some(place) = places.get_mut(waiting) {
                *place = (part.place(first, second, third), [first, second]);
            }
            // Without a branch: where words end cannot be foreseen.
            waiting += usize::from((first != 0) & (second != 0) & (third != 0));
            if waiting == BATCH {
                self.add_rows::<W>(part, &places);
                waiting = 0;
            }
        }
        self.add_rows::<W>(part, places.get(..waiting).unwrap_or_default());
    }

    fn add_rows<const W: usize>(&mut self, part: &Part, places: &[(u32, [u8; 2])]) {
        let rows = part.trigrams.as_chunks::<W>().0;
        let mut sums = [0u16; W];
        let mut found = 0;
        for &(place, owner) in places {
            match rows.get(place as usize) {
                Some(row) if row[W - 2..] == owner => {
                    for (sum, &cost) in sums.iter_mut().zip(row) {
                        *sum += u16::from(cost);
                    }
                    found += 1;
                }
                _ => self.add_shorter(part, owner),
            }
        }
        for (cost, sum) in self.costs.iter_mut().zip(sums) {
            *cost += u64::from(sum);
        }
        self.count += found;
    }

    /// Adds what stands for a trigram that no language has.
    #[cold]
    fn add_shorter(&mut self, part: &Part, [first, second]: [u8; 2]) {
        self.add_row(match part.bigram(first, second) {
            NONE => part.unigram_row(first),
            bigram => part.bigram_row(bigram),
        });
    }

    fn add_row(&mut self, row: &[u8]) {
        for (cost, &add) in self.costs.iter_mut().zip(row) {
            *cost += u64::from(add);
        }
        self.count += 1;
    }

    /// Adds the n-grams of orders 1 to 5 of `letters`, in which 0 ends a word.
    pub(crate) fn add_all_orders(&mut self, table: &Table, part: &Part, letters: &[u8]) {
        match part.width {
            64 => self.all_orders::<64>(table, part, letters),
            _ => self.all_orders::<16>(table, part, letters),
        }
    }

    fn all_orders<const W: usize>(&mut self, table: &Table, part: &Part, letters: &[u8]) {
        let mut sums = Few::<W>::default();
        for word in letters.split(|&letter| letter == 0) {
            for start in 0..word.len() {
                if sums.rows + 5 > BATCH {
                    self.flush(&mut sums);
                }
                sums.begin_with(table, part, &word[start..]);
            }
        }
        self.flush(&mut sums);
    }

    fn flush<const W: usize>(&mut self, few: &mut Few<W>) {
        for (cost, sum) in self.costs.iter_mut().zip(few.costs) {
            *cost += u64::from(sum);
        }
        self.count += few.rows as u32;
        *few = Few::default();
    }
}

/// Costs of up to [`BATCH`] rows.
struct Few<const W: usize> {
    costs: [u16; W],
    rows: usize,
}

impl<const W: usize> Default for Few<W> {
    fn default() -> Self {
        Few { costs: [0; W], rows: 0 }
    }
}

impl<const W: usize> Few<W> {
    #[inline]
    fn add(&mut self, row: &[u8; W]) {
        for (sum, &cost) in self.costs.iter_mut().zip(row) {
            *sum += u16::from(cost);
        }
        self.rows += 1;
    }

    /// Adds the n-grams that begin with the first of `letters`. What a language does not have, it has the value of
    /// the next shorter n-gram for.
    #[inline]
    fn begin_with(&mut self, table: &Table, part: &Part, letters: &[u8]) {
        let of = |row: &'static [u8]| <&[u8; W]>::try_from(row).unwrap_or(&[0; W]);
        let &[first, ref rest @ ..] = letters else { return };
        let mut row = of(part.unigram_row(first));
        self.add(row);
        let &[second, ref rest @ ..] = rest else { return };
        let bigram = part.bigram(first, second);
        if bigram != NONE {
            row = of(part.bigram_row(bigram));
        }
        self.add(row);
        let &[third, ref rest @ ..] = rest else { return };
        let place = part.trigram(first, second, third);
        if let Some(place) = place {
            row = of(part.trigram_row(place));
        }
        self.add(row);
        let &[fourth, ref rest @ ..] = rest else { return };
        let fifth = rest.first();
        let Some(node) = place.and_then(|place| part.node(place, fourth)) else {
            self.add(row);
            if fifth.is_some() {
                self.add(row);
            }
            return;
        };
        let mut row = *row;
        let mut over = |sums: &mut Self, pairs: &[u8]| {
            for pair in pairs.chunks_exact(2) {
                if let Some(cost) = row.get_mut(usize::from(pair[0])) {
                    *cost = table.coarse[usize::from(pair[1])];
                }
            }
            sums.add(&row);
        };
        over(self, node.pairs);
        if let Some(&fifth) = fifth {
            over(self, node.fifth(fifth).unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::TABLE;

    /// Letters of English words, of which a 0 ends each.
    fn letters() -> Vec<u8> {
        (0..40_000_u32).map(|n| if n % 7 == 6 { 0 } else { (n * n % 5 + n % 3 + 2) as u8 }).collect()
    }

    #[test]
    fn some_trigrams_cost_what_all_do() {
        let part = &TABLE.parts[0];
        let letters = letters();
        for length in [0, 2, 100, PIECES * MANY, PIECES * MANY + 1, 4_000, 40_000] {
            let (mut all, mut some) = (Sums::default(), Sums::default());
            all.add_trigrams(part, &letters[..length]);
            some.add_some_trigrams(part, &letters[..length], MANY);
            let near = |a: f64, b: f64| (a - b).abs() <= if length > PIECES * MANY { a * 0.05 } else { 0.0 };
            assert!(near(all.count.into(), some.count.into()), "{length}: {} {}", all.count, some.count);
            assert!((0..COLUMNS).all(|column| near(all.cost(column), some.cost(column))), "{length}");
        }
    }

    #[test]
    fn the_lead_is_that_of_the_best_of_the_allowed() {
        let mut sums = Sums { count: 2, ..Sums::default() };
        sums.costs[..4].copy_from_slice(&[70, 10, 50, 40]);
        assert_eq!(sums.lead(|column| column < 4), 15.0);
        assert_eq!(sums.lead(|column| [0, 2].contains(&column)), 10.0);
        assert!(sums.lead(|column| column == 3) > 1e9, "it has no rival");
    }

    #[test]
    fn the_longest_record_can_be_added_up() {
        let mut sums = Sums::default();
        sums.add_trigrams(&TABLE.parts[0], &letters());
        let once = sums.cost(0);
        for _ in 0..14 {
            sums.add(&sums.clone());
        }
        assert_eq!(sums.cost(0), once * f64::from(1 << 14));
        assert!(sums.cost(0) > f64::from(u32::MAX), "{once}");
    }
}
