//! Numbers and text as bytes.

/// What was read is no state, or not all of one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// Where a state is written: whole numbers in as few bytes as they need (LEB128), text behind its length.
#[derive(Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    #[cfg(test)]
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn number(&mut self, n: u64) {
        self.wide(u128::from(n));
    }

    pub(crate) fn wide(&mut self, mut n: u128) {
        while n >= 0x80 {
            self.0.push((n & 0x7F) as u8 | 0x80);
            n >>= 7;
        }
        self.0.push((n & 0x7F) as u8);
    }

    /// Small magnitudes are short, whatever the sign.
    #[allow(clippy::cast_sign_loss)]
    pub(crate) fn signed(&mut self, n: i128) {
        self.wide(((n << 1) ^ (n >> 127)) as u128);
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.raw(text.as_bytes());
    }
}

/// Where a state is read from. What is taken for one is written again as it was.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Reader(bytes)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn number(&mut self) -> Result<u64, Broken> {
        self.wide()?.try_into().map_err(|_| Broken)
    }

    /// A number that is at most `most`.
    pub(crate) fn length(&mut self, most: usize) -> Result<usize, Broken> {
        self.number()?.try_into().ok().filter(|n| *n <= most).ok_or(Broken)
    }

    /// Yes or no.
    pub(crate) fn flag(&mut self) -> Result<bool, Broken> {
        Ok(self.length(1)? == 1)
    }

    pub(crate) fn wide(&mut self) -> Result<u128, Broken> {
        let mut n = 0;
        for shift in (0..128).step_by(7) {
            let byte = self.raw(1)?[0];
            let bits = u128::from(byte & 0x7F);
            n |= bits << shift;
            // Neither bits beyond the last, nor a zero that no number needs.
            if n >> shift != bits || byte == 0 && shift > 0 {
                return Err(Broken);
            }
            if byte < 0x80 {
                return Ok(n);
            }
        }
        Err(Broken)
    }

    #[allow(clippy::cast_possible_wrap)]
    pub(crate) fn signed(&mut self) -> Result<i128, Broken> {
        let n = self.wide()?;
        Ok((n >> 1) as i128 ^ -((n & 1) as i128))
    }

    pub(crate) fn raw(&mut self, length: usize) -> Result<&'a [u8], Broken> {
        let (bytes, rest) = self.0.split_at_checked(length).ok_or(Broken)?;
        self.0 = rest;
        Ok(bytes)
    }

    /// A name that comes after the `last` one that was read, in the order of bytes.
    pub(crate) fn name_after<T>(&mut self, last: Option<(&String, T)>) -> Result<String, Broken> {
        let name = self.text()?;
        if last.is_some_and(|(last, _)| *last >= name) { Err(Broken) } else { Ok(name) }
    }

    pub(crate) fn text(&mut self) -> Result<String, Broken> {
        let length = self.length(self.0.len())?;
        std::str::from_utf8(self.raw(length)?).map(str::to_owned).map_err(|_| Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_read_as_it_is_written_only() {
        for (bytes, number) in [
            (&[0x80, 0][..], Err(Broken)),
            (&[0xFF; 9], Err(Broken)),
            (&[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1], Ok(u64::MAX)),
            (&[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 3], Err(Broken)),
        ] {
            assert_eq!(Reader::new(bytes).number(), number, "{bytes:?}");
        }
        let beyond = [&[0x80; 18][..], &[4]].concat();
        assert_eq!(Reader::new(&beyond).wide(), Err(Broken));
        assert_eq!(Reader::new(&[2]).flag(), Err(Broken));
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(n in any::<u64>(), w in any::<u128>(), s in any::<i128>(), t in any::<String>()) {
            let mut out = Writer::default();
            out.number(n);
            out.wide(w);
            out.signed(s);
            out.text(&t);
            let mut from = Reader::new(out.bytes());
            prop_assert_eq!((from.number().unwrap(), from.wide().unwrap(), from.signed().unwrap(), from.text().unwrap()), (n, w, s, t));
            prop_assert!(from.is_empty());
            prop_assert_eq!(from.number(), Err(Broken));
        }
    }
}
