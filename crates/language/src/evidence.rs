//! What speaks for the best language.

/// How a language was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Method {
    /// Its writing system says it.
    #[default]
    Letters,
    /// Trigrams were enough.
    Trigrams,
    /// N-grams of orders 1 to 5 and frequent words.
    AllOrders,
}

/// What was found about a text and its best language. Costs are in nats.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    pub(crate) method: Method,
    /// Index into the languages.
    pub(crate) language: u8,
    /// Its column in the part that was judged.
    pub(crate) column: usize,
    /// Letters of the writing system that was judged, as far as the models have them.
    pub(crate) letters: u32,
    /// N-grams that were asked about.
    pub(crate) count: u32,
    /// Cost of the best language and of the second.
    pub(crate) best: f64,
    pub(crate) second: f64,
    /// Cost of the n-grams alone in the best language.
    pub(crate) ngrams: f64,
    /// How many words were looked up, and the share that is frequent in the best language.
    pub(crate) words: u32,
    pub(crate) known: f64,
    /// Share of letters that no model has, or that are another language's.
    pub(crate) rare: f64,
    /// Share of letters that are of the main writing system.
    pub(crate) main: f64,
}

impl Evidence {
    /// How much better the best is than the second, for each n-gram.
    pub(crate) fn margin(&self) -> f64 {
        (self.second - self.best) / f64::from(self.count.max(1))
    }
}
