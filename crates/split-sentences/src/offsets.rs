//! Places in a text, counted as others count.

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unit {
    #[default]
    Bytes,
    /// Unicode scalar values, as Python counts.
    Chars,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

/// Turns places of one text that never go back into counts, in one pass over it.
pub(crate) struct Offsets<'a> {
    text: &'a str,
    unit: Unit,
    at: usize,
    count: usize,
}

impl<'a> Offsets<'a> {
    pub(crate) fn new(text: &'a str, unit: Unit) -> Self {
        Offsets { text, unit, at: 0, count: 0 }
    }

    /// What byte `to` counts; it must not lie before the last one asked for.
    pub(crate) fn count(&mut self, to: usize) -> usize {
        let between = self.text.get(self.at..to).unwrap_or("");
        self.count += match self.unit {
            Unit::Bytes => between.len(),
            Unit::Chars => between.chars().count(),
            Unit::Utf16 => between.encode_utf16().count(),
        };
        self.at = to;
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unit_counts_its_own() {
        let text = "aé😀b";
        for (unit, counts) in
            [(Unit::Bytes, [0, 1, 3, 7, 8]), (Unit::Chars, [0, 1, 2, 3, 4]), (Unit::Utf16, [0, 1, 2, 4, 5])]
        {
            let mut offsets = Offsets::new(text, unit);
            assert_eq!([0, 1, 3, 7, 8].map(|at| offsets.count(at)), counts, "{unit:?}");
        }
    }
}
