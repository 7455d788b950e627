//! Readability formulas, on counts.

/// What the formulas need to know of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words.
    pub words: u64,
    /// Sentences.
    pub sentences: u64,
    /// Letters and digits of words.
    pub letters: u64,
    /// Syllables.
    pub syllables: u64,
    /// Words of three syllables and more.
    pub complex: u64,
    /// Words of seven letters and more.
    pub long: u64,
}

#[allow(clippy::cast_precision_loss)]
fn ratio(a: u64, b: u64) -> Option<f64> {
    (b > 0).then(|| a as f64 / b as f64)
}

impl Counts {
    /// Flesch reading ease, higher is easier: Flesch 1948 for English, Amstad 1978 for German, Kandel and Moles
    /// 1958 for French, Szigriszt-Pazos 1993 for Spanish, Franchina and Vacca 1986 for Italian, Douma 1960 for
    /// Dutch, Martins 1996 for Portuguese, Oborneva 2006 for Russian; none for other languages.
    #[must_use]
    pub fn flesch(&self, language: &str) -> Option<f64> {
        let (base, sentence, syllable) = match language {
            "en" => (206.835, 1.015, 84.6),
            "de" => (180.0, 1.0, 58.5),
            "fr" => (207.0, 1.015, 73.6),
            "es" => (206.835, 1.0, 62.3),
            "it" => (217.0, 1.3, 60.0),
            "nl" => (206.835, 0.93, 77.0),
            "pt" => (248.835, 1.015, 84.6),
            "ru" => (206.835, 1.3, 60.1),
            _ => return None,
        };
        Some(base - sentence * ratio(self.words, self.sentences)? - syllable * ratio(self.syllables, self.words)?)
    }

    /// Flesch-Kincaid grade (Kincaid et al. 1975).
    #[must_use]
    pub fn flesch_kincaid(&self) -> Option<f64> {
        Some(0.39 * ratio(self.words, self.sentences)? + 11.8 * ratio(self.syllables, self.words)? - 15.59)
    }

    /// Gunning fog index (Gunning 1952), without its exceptions for names and compounds.
    #[must_use]
    pub fn gunning_fog(&self) -> Option<f64> {
        Some(0.4 * (ratio(self.words, self.sentences)? + 100.0 * ratio(self.complex, self.words)?))
    }

    /// SMOG grade (McLaughlin 1969).
    #[must_use]
    pub fn smog(&self) -> Option<f64> {
        Some(1.043 * (30.0 * ratio(self.complex, self.sentences)?).sqrt() + 3.1291)
    }

    /// Coleman-Liau index (Coleman and Liau 1975).
    #[must_use]
    pub fn coleman_liau(&self) -> Option<f64> {
        Some(5.88 * ratio(self.letters, self.words)? - 29.6 * ratio(self.sentences, self.words)? - 15.8)
    }

    /// Automated readability index (Senter and Smith 1967).
    #[must_use]
    pub fn automated(&self) -> Option<f64> {
        Some(4.71 * ratio(self.letters, self.words)? + 0.5 * ratio(self.words, self.sentences)? - 21.43)
    }

    /// LIX (Björnsson 1968), for any language with spaces.
    #[must_use]
    pub fn lix(&self) -> Option<f64> {
        Some(ratio(self.words, self.sentences)? + 100.0 * ratio(self.long, self.words)?)
    }

    /// Gulpease (Lucisano and Piemontese 1988), for Italian.
    #[must_use]
    pub fn gulpease(&self) -> Option<f64> {
        Some(89.0 + 300.0 * ratio(self.sentences, self.words)? - 10.0 * ratio(self.letters, self.words)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn the_formulas_by_hand() {
        let c = Counts { words: 100, sentences: 5, letters: 450, syllables: 150, complex: 10, long: 20 };
        let close = |found: Option<f64>, by_hand: f64| assert!((found.unwrap() - by_hand).abs() < 1e-9, "{found:?}");
        close(c.flesch("en"), 206.835 - 20.3 - 126.9);
        close(c.flesch("de"), 180.0 - 20.0 - 87.75);
        close(c.flesch_kincaid(), 7.8 + 17.7 - 15.59);
        close(c.gunning_fog(), 12.0);
        close(c.smog(), 1.043 * 60.0_f64.sqrt() + 3.1291);
        close(c.coleman_liau(), 26.46 - 1.48 - 15.8);
        close(c.automated(), 21.195 + 10.0 - 21.43);
        close(c.lix(), 40.0);
        close(c.gulpease(), 89.0 + 15.0 - 45.0);
        assert_eq!((c.flesch("xx"), Counts::default().smog(), Counts::default().flesch("en")), (None, None, None));
    }
}
