//! The page, as text: what is in it, and that nothing from records is more than text.

use crate::run::{answer, fixture, folder, stats};

/// A page of a fixture, with groups.
pub(crate) fn page(file: &str) -> String {
    answer(&["--html", "-", "--group-by", "lang", &fixture(file)])
}

/// The tags of a page in order, without their attributes; a closing one begins with a slash.
fn tags(page: &str) -> Vec<&str> {
    let content = page.split_once("</style>").unwrap().1;
    let inside = content.split('<').skip(1).map(|tag| tag.split('>').next().unwrap());
    // One that ends in a slash is closed already.
    inside.filter(|tag| !tag.ends_with('/')).map(|tag| tag.split(' ').next().unwrap()).collect()
}

#[test]
fn every_element_is_closed() {
    for file in ["articles.jsonl", "hostile.jsonl"] {
        let page = page(file);
        let mut open = vec!["html", "head"];
        for tag in tags(&page) {
            match tag.strip_prefix('/') {
                Some(tag) => assert_eq!(open.pop(), Some(tag), "{file}"),
                None => open.push(tag),
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn names_from_records_are_text() {
    let page = page("hostile.jsonl");
    for tag in tags(&page) {
        let known = [
            "html",
            "head",
            "style",
            "body",
            "header",
            "h1",
            "h2",
            "h3",
            "p",
            "b",
            "i",
            "bdi",
            "dl",
            "div",
            "dt",
            "dd",
            "small",
            "nav",
            "ul",
            "li",
            "a",
            "main",
            "section",
            "figure",
            "figcaption",
            "span",
            "code",
            "svg",
            "title",
            "rect",
            "path",
            "details",
            "summary",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "footer",
        ];
        assert!(known.contains(&tag.trim_start_matches('/')), "<{tag}>");
    }
    for hostile in ["<script", "</script", "<img", "onload=alert(1)>", "\u{1b}", "\u{202e}", "\0", "\u{2028}", "\u{7}"]
    {
        assert!(!page.contains(hostile), "{hostile:?}");
    }
    assert!(page.contains("&#60;/script&#62;&#60;img src=x onerror=alert(1)&#62;"));
    assert_eq!(page.matches("<style").count(), 1);
}

#[test]
fn the_page_stands_alone_and_can_be_read_aloud() {
    let page = page("articles.jsonl");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
    for part in [
        "<title>Corpus report: 8 records</title>",
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\"",
        "default-src 'none'",
        "prefers-color-scheme: dark",
        "<h1>Corpus report</h1>",
        "<h2 id=\"lengths-title\">Lengths</h2>",
        "<h2 id=\"languages-title\">Languages</h2>",
        "<h2 id=\"created-title\">Dates</h2>",
        "<h2 id=\"readability-title\">Readability</h2>",
        "<h2 id=\"quality-title\">Quality</h2>",
        "<h2 id=\"groups-title\">By <bdi>lang</bdi></h2>",
        "Records over time, from 2024-01 to 2024-04",
        "Words, histogram of 8 values from 0 to",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for elsewhere in ["http:", "https:", "src=", "url(", "@import", "<link", "<script"] {
        assert!(!page.contains(elsewhere), "{elsewhere}");
    }
    for svg in page.split("<svg ").skip(1) {
        let tag = svg.split_once('>').unwrap();
        let titled = tag.0.contains("role=\"img\"") && tag.1.starts_with("<title>");
        assert!(titled || tag.0.contains("aria-hidden=\"true\""), "{}", tag.0);
    }
    let plots = page.matches("role=\"img\"").count();
    assert!(plots > 20 && page.matches("<details>").count() >= plots, "each plot has its table");
}

#[test]
fn the_page_is_written_beside_another_view() {
    let dir = folder("beside");
    let (file, articles) = (format!("{dir}/page.html"), fixture("articles.jsonl"));
    let json = answer(&["--json", "--html", &file, &articles]);
    assert_eq!(json, answer(&["--json", &articles]));
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(written, answer(&["--html", "-", &articles]));
    // A run that fails leaves the page that was there.
    assert_eq!(stats(&["--html", &file, "/nowhere.jsonl"]).0, 2);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 1);
    let (code, _, err) = stats(&["--html", &file, "-o", &file, &articles]);
    assert!(code == 2 && err.contains("--output and --html name the same file"), "{err}");
    let (code, _, err) = stats(&["--html", "-", "--json", &articles]);
    assert!(code == 2 && err.contains("takes the place of another view"), "{err}");
    let base = format!("{dir}/base.json");
    answer(&["--json", "-o", &base, &articles]);
    let (code, page, _) = stats(&["--html", "-", "--compare", &base, "--threshold", "1%", &fixture("hostile.jsonl")]);
    assert!(code == 1 && page.contains("past the threshold") && page.contains("<h2 id=\"changes-title\">"), "{page}");
}
