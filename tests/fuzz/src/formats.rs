//! Formats that `to-jsonl` reads.

use std::io::{self, Cursor, Read};

use copydesk_to_jsonl::whole_input::{convert, convert_file};

/// Gives at most seven bytes a read.
pub(crate) struct Cuts(pub(crate) Cursor<Vec<u8>>);

impl Read for Cuts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = buffer.len().min(7);
        self.0.read(&mut buffer[..n])
    }
}

/// Reads a file of `bytes` whose name ends in `ending`: it must not fail, and gives the same twice.
pub fn check_file(ending: &str, bytes: &[u8]) {
    let path = std::env::temp_dir().join(format!("copydesk-fuzz-{}.{ending}", std::process::id()));
    if std::fs::write(&path, bytes).is_ok() {
        let [once, again] = [(); 2].map(|()| convert_file(&[], 1 << 16, path.clone()));
        assert_eq!(once, again);
        let _ = std::fs::remove_file(&path);
    }
}

/// Reads `bytes` as `format`, whole and in pieces: neither may fail, and both give the same.
pub fn check(format: &str, bytes: &[u8]) {
    let arguments = ["--from", format];
    let whole = convert(&arguments, 1 << 16, Box::new(Cursor::new(bytes.to_vec())));
    let pieces = convert(&arguments, 1 << 16, Box::new(Cuts(Cursor::new(bytes.to_vec()))));
    assert_eq!(whole, pieces);
}
