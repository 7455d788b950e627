//! What outputs in a folder are called.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::output::COMPRESSED;

/// The path of an input below a folder of outputs, as tar takes it: without what leads out of that folder,
/// a slash at the start and `..`. Nothing if no name is left.
#[must_use]
pub fn relative(path: &Path) -> Option<PathBuf> {
    let mut below = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => below.push(name),
            Component::ParentDir => _ = below.pop(),
            _ => {}
        }
    }
    (!below.as_os_str().is_empty() && below.file_name().is_some()).then_some(below)
}

/// The name of JSON lines that are made of JSON lines: the same, but without the ending of a compression
/// that is read and not written.
#[must_use]
pub fn same(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("lz4")) {
        path.with_extension("")
    } else {
        path.to_owned()
    }
}

/// The name of JSON lines that are made of something else: `.jsonl` behind all of the name, but before
/// the ending of a compression, which stays.
#[must_use]
pub fn jsonl(path: &Path) -> PathBuf {
    let path = same(path);
    let (name, compression) = without_compression(&path);
    let ending = Path::new(&name).extension();
    let extra = if ending.is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson")) {
        ""
    } else {
        ".jsonl"
    };
    with_name(&path, [name.as_os_str(), extra.as_ref(), compression.as_os_str()])
}

/// The name of the `number`-th of the shards of `path`: `out-00007.jsonl.gz`.
#[must_use]
pub fn shard(path: &Path, number: usize) -> PathBuf {
    let (name, compression) = without_compression(path);
    let name = Path::new(&name);
    let ending = name.extension().map(|ending| [".".as_ref(), ending].into_iter().collect::<OsString>());
    let stem = name.file_stem().unwrap_or_default();
    let number = format!("-{number:05}");
    with_name(path, [stem, number.as_ref(), ending.unwrap_or_default().as_ref(), compression.as_os_str()])
}

/// The path whose shard `path` is by its name.
#[must_use]
pub fn without_number(path: &Path) -> Option<PathBuf> {
    let (name, compression) = without_compression(path);
    let name = name.to_str()?;
    let (stem, ending) = match name.rfind('.') {
        Some(dot) if dot > 0 => name.split_at(dot),
        _ => (name, ""),
    };
    let (stem, number) = stem.rsplit_once('-')?;
    let digits = number.len() >= 5 && number.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| with_name(path, [stem.as_ref(), ending.as_ref(), compression.as_os_str()]))
}

/// The file name of `path`, and the ending of its compression with the dot before it.
fn without_compression(path: &Path) -> (OsString, OsString) {
    match path.extension().filter(|ending| COMPRESSED.iter().any(|known| ending.eq_ignore_ascii_case(known))) {
        Some(ending) => (path.file_stem().unwrap_or_default().to_owned(), [".".as_ref(), ending].into_iter().collect()),
        None => (path.file_name().unwrap_or_default().to_owned(), OsString::new()),
    }
}

fn with_name<const N: usize>(path: &Path, pieces: [&std::ffi::OsStr; N]) -> PathBuf {
    path.with_file_name(pieces.into_iter().collect::<OsString>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_of_the_folder() {
        for (path, below) in [
            ("a.jsonl", Some("a.jsonl")),
            ("./a//b.jsonl", Some("a/b.jsonl")),
            ("/data/a.jsonl", Some("data/a.jsonl")),
            ("../../a.jsonl", Some("a.jsonl")),
            ("a/../../../etc/passwd", Some("etc/passwd")),
            ("a/..", None),
            ("/", None),
            ("..", None),
        ] {
            assert_eq!(relative(Path::new(path)), below.map(PathBuf::from), "{path}");
        }
    }

    #[test]
    fn names_of_json_lines() {
        for (path, name) in [
            ("a/page.html", "a/page.html.jsonl"),
            ("news.csv.gz", "news.csv.jsonl.gz"),
            ("news.csv.lz4", "news.csv.jsonl"),
            ("a.jsonl", "a.jsonl"),
            ("a.ndjson.zst", "a.ndjson.zst"),
            ("A.TXT.GZ", "A.TXT.jsonl.GZ"),
            ("noname", "noname.jsonl"),
            ("a.tgz", "a.tgz.jsonl"),
        ] {
            assert_eq!(jsonl(Path::new(path)), Path::new(name), "{path}");
        }
        assert_eq!(same(Path::new("a.jsonl.lz4")), Path::new("a.jsonl"));
        assert_eq!(same(Path::new("a.jsonl.gz")), Path::new("a.jsonl.gz"));
    }

    #[test]
    fn names_of_shards() {
        for (path, number, name) in [
            ("x/out.jsonl.gz", 7, "x/out-00007.jsonl.gz"),
            ("out.2024.jsonl", 0, "out.2024-00000.jsonl"),
            ("out", 123_456, "out-123456"),
            ("out.gz", 1, "out-00001.gz"),
        ] {
            assert_eq!(shard(Path::new(path), number), Path::new(name));
            assert_eq!(without_number(Path::new(name)).as_deref(), Some(Path::new(path)));
        }
        assert_eq!(
            ["out-1.jsonl", "out00001.jsonl", "out-0000x"].map(|path| without_number(Path::new(path))),
            [const { None }; 3]
        );
    }
}
