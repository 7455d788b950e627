//! What characters of all encodings are for a model, worked out once for all that have them.

use super::model::{Case, LETTERS, Model, fold, sign};

/// The class of a character and its case.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell(u16);

impl Cell {
    fn new(class: u8, case: Case) -> Cell {
        Cell(u16::from(class) | (case as u16) << 8)
    }

    pub(super) fn class(self) -> usize {
        usize::from(self.0 & 0xff)
    }

    /// What the case of `next` costs behind this one's.
    pub(super) fn case_cost(self, next: Cell) -> u32 {
        Case::COSTS[usize::from((self.0 >> 8) * 3 + (next.0 >> 8))]
    }
}

/// Characters, to be asked for by their places.
#[derive(Default)]
pub(super) struct Alphabet(Vec<char>);

/// The same in order, with what they are whatever the model.
pub(super) struct Sorted {
    chars: Vec<char>,
    cases: Vec<Case>,
    /// Classes of those that are no letters, for models of other than Latin letters and of Latin ones.
    signs: [Vec<u8>; 2],
    /// Which letter each is, in order, and its place in `chars`.
    letters: Vec<(char, usize)>,
}

impl Alphabet {
    pub(super) fn add(&mut self, chars: &[char]) {
        self.0.extend(chars.iter().filter(|c| !c.is_ascii()));
    }

    pub(super) fn sorted(self) -> Sorted {
        let mut chars: Vec<char> = ('\0'..='\x7f').chain(self.0).collect();
        chars.sort_unstable();
        chars.dedup();
        let signs = [false, true].map(|latin| chars.iter().map(|c| sign(*c, latin)).collect());
        let mut letters: Vec<(char, usize)> = chars.iter().map(|c| fold(*c)).zip(0..).collect();
        letters.sort_unstable();
        Sorted { cases: chars.iter().map(|c| Case::of(*c)).collect(), signs, letters, chars }
    }
}

impl Sorted {
    /// Where each of `chars` is; past the end if it is nowhere.
    pub(super) fn places(&self, chars: &[char]) -> Vec<usize> {
        // Most are where their numbers say, as all of ASCII is there.
        let place = |c: &char| match self.chars.get(*c as usize) {
            Some(there) if there == c => *c as usize,
            _ => self.chars.binary_search(c).unwrap_or(usize::MAX),
        };
        chars.iter().map(place).collect()
    }

    /// What each character is for `model`.
    pub(super) fn cells(&self, model: &Model) -> Vec<Cell> {
        let signs = &self.signs[usize::from(model.latin)];
        let mut cells: Vec<Cell> =
            signs.iter().zip(&self.cases).map(|(class, case)| Cell::new(*class, *case)).collect();
        // Both are in order, so that one walk finds what is in both.
        let mut letters = self.letters.iter().peekable();
        for (letter, class) in model.letters().iter().zip(LETTERS..) {
            while letters.next_if(|(c, _)| c < letter).is_some() {}
            while let Some(&(_, place)) = letters.next_if(|(c, _)| c == letter) {
                cells[place] = Cell::new(class, self.cases[place]);
            }
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::models;
    use super::*;

    #[test]
    fn a_cell_is_what_the_model_says() {
        let mut alphabet = Alphabet::default();
        let chars: Vec<char> = "aÄäİıșşЖж «\u{fffd}א".chars().collect();
        alphabet.add(&chars);
        let sorted = alphabet.sorted();
        for model in models() {
            let cells = sorted.cells(model);
            for (c, place) in chars.iter().zip(sorted.places(&chars)) {
                assert_eq!(cells[place].class(), usize::from(model.class(*c)), "{c} {}", model.name);
            }
        }
    }
}
