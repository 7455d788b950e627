//! What text looks like in each language: how many bits each of its letters costs behind another.
//!
//! A model knows its language's letters, without case, and sorts everything else into a few classes
//! that all models share. Its table holds, for each class behind each class, minus the logarithm of
//! the probability, in eighths of bits. Costs of one text in several encodings can be compared: where
//! bytes were read wrongly, letters stand behind letters that they never stand behind.

use std::sync::OnceLock;

/// Tables of all languages; `train.rs` writes them and says how they are laid out.
const MODELS: &[u8] = include_bytes!("models/letters.bin");

/// How many of these are a bit.
pub(super) const BIT: u32 = 8;

/// Letters that the language has not, and what no other class holds.
pub(super) const ALIEN: u8 = 0;
pub(super) const SPACE: u8 = 1;
pub(super) const DIGIT: u8 = 2;
pub(super) const CONTROL: u8 = 16;
/// Letters of the language begin here.
pub(super) const LETTERS: u8 = 17;

/// How many bits it takes to say which character of its class one is.
#[cfg(test)]
pub(super) const MEMBERS: [u32; LETTERS as usize] = [7, 0, 0, 0, 4, 0, 1, 0, 0, 1, 1, 1, 1, 3, 5, 7, 6];

/// The class of a character that is no letter of the language.
pub(super) fn sign(c: char, latin: bool) -> u8 {
    match c {
        ' ' | '\n' | '\r' | '\t' => SPACE,
        '0'..='9' => DIGIT,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | '-' | '\'' | '"' | '(' | '/' => 3,
        'a'..='z' | 'A'..='Z' if !latin => 4,
        '!'..='~' => 3,
        '\u{a0}' | '\u{ad}' => 5,
        '“' | '„' | '‘' | '‚' => 6,
        '’' | '´' => 7,
        '”' => 8,
        '«' | '‹' => 9,
        '»' | '›' => 10,
        '–' | '—' => 11,
        '…' | '·' | '•' => 12,
        '£' | '€' | '¢' | '§' | '°' | '№' => 13,
        '©' | '®' | '™' | '±' | '×' | '÷' | '²' | '³' | '¹' | '½' | '¼' | '¾' | 'ª' | 'º' | '¿' | '¡' | '¨' | '¥'
        | '¬' | '¶' => 14,
        '\u{2000}'..='\u{2bff}' | '¦' | '¤' | '¯' | '¸' | 'ˆ' | '˜' | '\u{2d8}'..='\u{2dd}' => 15,
        '\0'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' => CONTROL,
        _ => ALIEN,
    }
}

/// Letters that are one letter here: cases, and two ways to write Romanian.
pub(super) fn fold(c: char) -> char {
    match c {
        'İ' => 'i',
        'ș' | 'Ș' => 'ş',
        'ț' | 'Ț' => 'ţ',
        'ؤ'..='ي' => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The tables of one language.
pub(super) struct Model {
    pub(super) name: String,
    letters: Vec<char>,
    /// Whether its letters are Latin ones.
    pub(super) latin: bool,
    /// How many classes there are.
    pub(super) classes: usize,
    /// A row for each class, with what each class costs behind it.
    pub(super) costs: Vec<u8>,
}

impl Model {
    pub(super) fn new(name: String, mut letters: Vec<char>, costs: Vec<u8>) -> Model {
        letters.sort_unstable();
        let latin = letters.contains(&'e');
        let classes = usize::from(LETTERS) + letters.len();
        Model { name, letters, latin, classes, costs }
    }

    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        assert_eq!(self.costs.len(), self.classes * self.classes, "{}", self.name);
        self.costs.len()
    }

    /// In order; their classes begin at [`LETTERS`].
    pub(super) fn letters(&self) -> &[char] {
        &self.letters
    }

    pub(super) fn class(&self, c: char) -> u8 {
        match self.letters.binary_search(&fold(c)) {
            Ok(n) => LETTERS.saturating_add(u8::try_from(n).unwrap_or(u8::MAX)),
            Err(_) => sign(c, self.latin),
        }
    }

    /// What the class `next` costs behind `class`.
    pub(super) fn cost(&self, class: u8, next: u8) -> u32 {
        self.costs.get(usize::from(class) * self.classes + usize::from(next)).map_or(255, |cost| u32::from(*cost))
    }
}

/// The models that the tool has.
pub(super) fn models() -> &'static [Model] {
    static READ: OnceLock<Vec<Model>> = OnceLock::new();
    READ.get_or_init(|| read(MODELS))
}

/// Models as `train.rs` writes them, up to what is no model.
pub(super) fn read(mut bytes: &[u8]) -> Vec<Model> {
    let mut models = Vec::new();
    while let Some((model, rest)) = one(bytes) {
        models.push(model);
        bytes = rest;
    }
    models
}

/// A name and letters, each with its length in a byte before it, and the table.
fn one(bytes: &[u8]) -> Option<(Model, &[u8])> {
    let (name, bytes) = short_text(bytes)?;
    let (letters, bytes) = short_text(bytes)?;
    let letters: Vec<char> = letters.chars().collect();
    let classes = usize::from(LETTERS) + letters.len();
    let (costs, bytes) = bytes.split_at_checked(classes * classes)?;
    Some((Model::new(name.to_owned(), letters, costs.to_vec()), bytes))
}

fn short_text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, bytes) = bytes.split_first()?;
    let (text, bytes) = bytes.split_at_checked(usize::from(*length))?;
    Some((std::str::from_utf8(text).ok()?, bytes))
}

/// What letters are besides which letter.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Case {
    /// No letter, or one of a script without case.
    None,
    Lower,
    Upper,
}

impl Case {
    pub(super) fn of(c: char) -> Case {
        match c {
            _ if c.is_lowercase() => Case::Lower,
            _ if c.is_uppercase() => Case::Upper,
            _ => Case::None,
        }
    }

    /// What a letter costs behind another by their cases: behind what has no case, a small letter and a
    /// capital, three each as above.
    pub(super) const COSTS: [u32; 9] = [0, BIT / 4, 2 * BIT, 0, 0, 8 * BIT, 0, BIT / 2, BIT + BIT / 2];
}
