//! What a page was wrapped in on its way: chunks and compression.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};

use copydesk_cli::stream::input::decompressed;

/// Undoes chunks. A body that is not in chunks, whatever its head said, is given as it is; one that
/// breaks off in a chunk, as far as it goes.
pub(super) fn unchunked(body: &[u8]) -> Cow<'_, [u8]> {
    chunks(body).map_or(Cow::Borrowed(body), Cow::Owned)
}

fn chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = body;
    loop {
        let end = match memchr::memchr(b'\n', rest) {
            Some(end) => end,
            // The beginning of a chunk's size, or nothing at all, where the body was cut off.
            None if !out.is_empty() && rest.len() < 20 => return Some(out),
            None => return None,
        };
        let size = rest[..end].split(|b| *b == b';').next().unwrap_or_default().trim_ascii();
        let size = std::str::from_utf8(size).ok().filter(|s| !s.starts_with('+'))?;
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        let Some(chunk) = rest.get(..size) else {
            // A page that is no chunks may begin with a number; its size would be a wild one.
            out.extend_from_slice(rest);
            return (out.len() > rest.len() || size <= 1 << 24).then_some(out);
        };
        out.extend_from_slice(chunk);
        rest = &rest[size..];
        rest = match rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            Some(rest) => rest,
            None if rest.is_empty() || rest == b"\r" => return Some(out),
            None => return None,
        };
    }
}

/// What a body came to.
#[derive(Debug)]
pub(super) struct Body<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// It was cut off, and this is what came before.
    pub(super) truncated: bool,
}

/// Why there is none.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is longer than it may be.
    Long,
    /// For people.
    Broken(String),
}

/// Undoes the compressions that `names` lists in the order in which they were done; `most` bytes at
/// most. A body that does not look compressed is given as it is: archives hold many whose compression
/// was undone when they were fetched.
pub(super) fn decoded<'a>(body: Cow<'a, [u8]>, names: &[u8], most: usize) -> Result<Body<'a>, Fault> {
    let mut body = Body { bytes: body, truncated: false };
    for name in names.split(|b| *b == b',').rev() {
        let name = name.trim_ascii().to_ascii_lowercase();
        let bytes = &body.bytes[..];
        let read: Box<dyn Read + '_> = match &*name {
            b"gzip" | b"x-gzip" | b"deflate" if bytes.starts_with(&[0x1f, 0x8b]) => {
                Box::new(flate2::bufread::MultiGzDecoder::new(bytes))
            }
            b"deflate" if is_zlib(bytes) => Box::new(flate2::bufread::ZlibDecoder::new(bytes)),
            // What some servers take the name for.
            b"deflate" if !looks_like_text(bytes) => Box::new(flate2::bufread::DeflateDecoder::new(bytes)),
            b"br" if !looks_like_text(bytes) => Box::new(brotli_decompressor::Decompressor::new(bytes, 1 << 14)),
            b"zstd" if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
                let bytes = bytes.to_vec();
                decompressed(Cursor::new(bytes)).map_err(|e| Fault::Broken(e.to_string()))?
            }
            b"gzip" | b"x-gzip" | b"deflate" | b"br" | b"zstd" | b"" | b"identity" | b"none" => continue,
            _ if looks_like_text(bytes) => continue,
            _ => {
                let name = String::from_utf8_lossy(&name).into_owned();
                return Err(Fault::Broken(format!("its Content-Encoding {name:?} is not known")));
            }
        };
        let mut out = Vec::new();
        let result = read.take((most as u64).saturating_add(1)).read_to_end(&mut out);
        if out.len() > most {
            return Err(Fault::Long);
        }
        match result {
            Ok(_) => {}
            // What was cut off when it was fetched is worth having, as far as it goes.
            Err(e) if !out.is_empty() && is_early_end(&e) => body.truncated = true,
            Err(e) => {
                let name = String::from_utf8_lossy(&name).into_owned();
                return Err(Fault::Broken(format!("its Content-Encoding {name} cannot be undone: {e}")));
            }
        }
        body.bytes = Cow::Owned(out);
    }
    Ok(body)
}

fn is_early_end(e: &io::Error) -> bool {
    e.kind() == io::ErrorKind::UnexpectedEof
}

fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..] if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

/// Compressed bytes have, within a few, some that text has not.
fn looks_like_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    !head.iter().any(|b| matches!(b, 0..=8 | 14..=31 | 127))
        && match std::str::from_utf8(head) {
            Ok(_) => true,
            Err(e) => e.error_len().is_none(),
        }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;

    use super::*;

    #[test]
    fn chunked_bodies() {
        for (body, text) in [
            (&b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"[..], &b"abcde"[..]),
            (b"A\n0123456789\n0\n\n", b"0123456789"),
            // Cut off.
            (b"3\r\nabc\r\n5\r\nde", b"abcde"),
            (b"3\r\nabc\r\n", b"abc"),
            (b"3\r\nabc", b"abc"),
            // Not chunked at all, or wrongly.
            (b"<html>\n", b"<html>\n"),
            (b"3\r\nabcdef\r\n", b"3\r\nabcdef\r\n"),
            (b"", b""),
            (b"fffffffffffffffffff\r\nx", b"fffffffffffffffffff\r\nx"),
            (b"ffffffffffffff\r\nx", b"ffffffffffffff\r\nx"),
            (b"+3\r\nabc\r\n0\r\n", b"+3\r\nabc\r\n0\r\n"),
        ] {
            assert_eq!(unchunked(body), text, "{:?}", String::from_utf8_lossy(body));
        }
    }

    fn undone(body: &[u8], names: &str) -> (Vec<u8>, bool) {
        let body = decoded(Cow::Borrowed(body), names.as_bytes(), 1000).unwrap();
        (body.bytes.into_owned(), body.truncated)
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(text).unwrap();
        gz.finish().unwrap()
    }

    #[test]
    fn compressed_bodies() {
        let text = &b"a text that was compressed"[..];
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(text).unwrap();
        let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(text).unwrap();
        let brotli = [&[0x8b, 0x0c, 0x80][..], text, &[3]].concat();
        for (body, names) in [
            (gzip(text), "gzip"),
            (gzip(text), "X-GZIP"),
            (gzip(&gzip(text)), "gzip, gzip"),
            (zlib.finish().unwrap(), "deflate"),
            (raw.finish().unwrap(), "deflate"),
            (brotli, "br"),
            (text.to_vec(), "gzip"),
            (text.to_vec(), "deflate"),
            (text.to_vec(), "br"),
            (text.to_vec(), "zstd"),
            (text.to_vec(), "identity"),
            (text.to_vec(), "utf-8"),
            (text.to_vec(), ""),
        ] {
            assert_eq!(undone(&body, names), (text.to_vec(), false), "{names}");
        }
    }

    #[test]
    fn what_cannot_be_undone() {
        let whole = gzip(b"a text that was compressed");
        assert_eq!(undone(&whole[..whole.len() - 2], "gzip"), (b"a text that was compressed".to_vec(), true));
        let mut wrong = whole;
        let n = wrong.len();
        wrong[n - 5] ^= 1;
        for (body, names) in [(&wrong[..], "gzip"), (&[0x1f, 0x8b, 8, 0], "gzip"), (&[1, 2, 3], "compress")] {
            assert!(matches!(decoded(Cow::Borrowed(body), names.as_bytes(), 1000), Err(Fault::Broken(_))), "{names}");
        }
        let long = gzip(&vec![b'x'; 2000]);
        assert!(matches!(decoded(Cow::Borrowed(&long), b"gzip", 1999), Err(Fault::Long)));
        assert!(decoded(Cow::Borrowed(&long), b"gzip", 2000).is_ok());
    }
}
