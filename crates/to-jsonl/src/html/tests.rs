use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;

use super::dom::Dom;
use super::{Effort, Page, extract};

fn best(page: &str) -> Page {
    extract(page, Effort::Best)
}

/// A paragraph that reads like prose.
const PROSE: &str = "The ferry to the island leaves at noon, the harbour master said on Friday, and comes back \
                     before dark unless the wind turns to the north, which in spring it often does.";

#[test]
fn fixtures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/html");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "jsonl") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let (text, encoding, _) = super::text(&bytes, None, None);
        let page = best(&text);
        let expected: Value = serde_json::from_slice(&fs::read(path.with_extension("jsonl")).unwrap()).unwrap();
        let string = |value: &Value| value.as_str().map(str::to_owned);
        let metadata = &expected["metadata"];
        assert_eq!(page.text, expected["text"].as_str().unwrap(), "{}", path.display());
        assert_eq!(page.title, string(&expected["title"]));
        assert_eq!(page.created, string(&expected["created"]));
        assert_eq!(page.author, string(&metadata["author"]));
        assert_eq!(page.language, string(&metadata["language"]));
        assert_eq!(page.url, string(&metadata["url"]));
        assert_eq!(Some(encoding.name().to_owned()), string(&metadata["encoding"]));
        count += 1;
    }
    assert!(count > 3);
}

#[test]
fn of_several_articles_the_one_with_the_title() {
    let article = |title: &str, text: &str| format!("<article><h2>{title}</h2><p>{text} {PROSE}</p></article>");
    let page = format!(
        "<title>The second one | Site</title>{}{}{}",
        article("The first one", "First."),
        article("The second one", "Second."),
        article("The third one", "Third.")
    );
    assert_eq!(best(&page).text, format!("Second. {PROSE}"));
}

#[test]
fn what_is_not_shown_is_not_text() {
    for hidden in ["hidden", "style='display: none'", "aria-hidden=true", "class=sr-only", "role=dialog"] {
        let page = format!("<div><p>{PROSE}</p><div {hidden}><p>Not for you, dear reader, not now.</p></div></div>");
        assert_eq!(best(&page).text, PROSE, "{hidden}");
    }
    // All of it may be hidden until a script has run.
    assert_eq!(best(&format!("<div hidden><p>{PROSE}</p></div>")).text, PROSE);
}

#[test]
fn a_label_ends_the_article_but_a_box_between_paragraphs_does_not() {
    let inside = format!(
        "<div><p>1 {PROSE}<p>2 {PROSE}<h3>Read more</h3><ul><li>Another story, told elsewhere and well.</ul><p>3 {PROSE}</div>"
    );
    assert_eq!(best(&inside).text, format!("1 {PROSE}\n\n2 {PROSE}\n\n3 {PROSE}"));
    let behind = format!("<div><p>1 {PROSE}<p>2 {PROSE}<h3>Related articles</h3><div><p>3 {PROSE}</div></div>");
    assert_eq!(best(&behind).text, format!("1 {PROSE}\n\n2 {PROSE}"));
}

#[test]
fn white_space_and_line_breaks() {
    let page = format!("<div><p>  a \n <b>b</b>c&nbsp;d,<br>e.</p><br><br>{PROSE}<br> <br>{PROSE}</div>");
    assert_eq!(best(&page).text, format!("a bc d,\ne.\n\n{PROSE}\n\n{PROSE}"));
}

#[test]
fn pages_without_an_article_have_no_text() {
    for page in
        ["", " \n", "<html><body></body></html>", "<title>x</title>", "<script>var x = 1;</script>", "<!--", "<"]
    {
        assert_eq!(extract(page, Effort::Fast).text.trim_start_matches('<'), "", "{page}");
    }
}

#[test]
fn metadata_in_the_ways_that_pages_state_it() {
    let authors = [
        r#"<meta name="author" content="By Jane Doe">"#,
        r#"<meta property="article:author" content="https://social.example/jane"><p class="byline">By Jane Doe</p>"#,
        r#"<span itemprop="author"><a href="/x">Jane Doe</a>, our reporter</span>"#,
        r#"<a rel="author" href="/jane">Jane Doe</a>"#,
        r#"<p>By Jane Doe</p>"#,
        r#"<script type="application/ld+json">[{"@type":"Article","author":{"name":["Jane Doe"]}}]</script>"#,
        r#"<script type="application/ld+json">{"@type":"BlogPosting","author":"Jane Doe","x":"a
b",}</script>"#,
    ];
    for author in authors {
        assert_eq!(best(author).author.as_deref(), Some("Jane Doe"), "{author}");
    }
    let dates = [
        r#"<meta property="article:published_time" content="2020-05-19">"#,
        r#"<meta name="DC.date" content="2020-05-19"><meta property="article:modified_time" content="2021-01-01">"#,
        r#"<time datetime="2020-05-19">yesterday</time>"#,
        r#"<span class="post-date">19 May 2020</span>"#,
        r#"<p>Written on 19.05.2020 in Rome</p>"#,
        r#"<link rel="canonical" href="https://a.example/2020/05/19/x">"#,
    ];
    for date in dates {
        assert_eq!(best(date).created.as_deref(), Some("2020-05-19"), "{date}");
    }
    let titles = [
        "<title>Bees in a city | Roofs</title><h1>Bees in a city</h1>",
        "<title>Bees in a city - Roofs</title>",
        r#"<meta property="og:title" content="Bees in a city"><title>x</title><h1>Roofs and more</h1>"#,
        r#"<meta property="og:title" content="Bees in a c…"><h2>Bees in a&shy; city</h2>"#,
        "<h1>Bees in a city</h1>",
    ];
    for title in titles {
        let found = best(title).title.unwrap();
        assert!(found == "Bees in a city" || title.contains('…') && found.starts_with("Bees in a"), "{title} {found}");
    }
    assert_eq!(best("<html lang=pt_br>").language.as_deref(), Some("pt-BR"));
    assert_eq!(
        best("<link rel=canonical href=/x><meta property=og:url content=http://a.example/>").url.as_deref(),
        Some("http://a.example/")
    );
}

/// What has made readers of HTML overflow their stack or run for minutes, at a size that shows it.
#[test]
fn hostile_pages() {
    let n = 20_000;
    let pages = [
        "<div>".repeat(60_000) + "text" + &"</div>".repeat(60_000),
        "<div><p><b><a href=x><ul><li>".repeat(n),
        "<table><tr><td>".repeat(n),
        "<b><i><div></b></i></span></p></li></table>".repeat(n),
        "<article><header><h1><div class='author comment'>".repeat(n),
        "<p>x</p>".repeat(n),
        "<header><nav class=related></nav></header>".repeat(n),
        "<".repeat(n * 10),
        "<!-- ".repeat(n * 10),
        "<script>".repeat(n),
        "<a b=\"".repeat(n),
        "&".repeat(n * 10),
        "<p>comments</p>".repeat(n),
        "\0".repeat(n),
        format!("<div {}>text</div>", "class='author byline' ".repeat(n)),
        format!("<div class='{}'>text</div>", "author-byline ".repeat(n)),
        format!("<script type=application/ld+json>{}", "[".repeat(n)),
        "<i>12.12.</i>".repeat(n),
        "word ".repeat(n),
    ];
    for page in pages {
        for effort in [Effort::Best, Effort::Fast] {
            let _ = extract(&page, effort);
        }
    }
}

#[test]
fn deep_text_is_not_lost() {
    let page = "<div>".repeat(5_000) + &format!("<p>{PROSE}</p>") + &"</div>".repeat(5_000) + "<p>Behind it all.";
    assert!(best(&page).text.contains(PROSE));
}

/// Pieces of pages, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "</?(p|div|a|b|li|ul|td|tr|table|h1|h2|article|header|script|title|pre|br|blockquote|svg|head|body|q)( class=(date|author|comment|post-body))?>",
        "[a-z .,&;<>\"'=é京\u{0}\n-]{0,20}",
        Just(PROSE.to_owned()),
        Just("<!-- x".to_owned()),
        Just("<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"A\"}</script>".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn subtrees_are_ranges(page in pieces()) {
        let dom = Dom::parse(&page);
        for node in 1..dom.len() {
            let parent = dom.parent(node);
            prop_assert!(parent < node && node < dom.end(node) && dom.end(node) <= dom.end(parent));
        }
        prop_assert_eq!(dom.end(0), dom.len());
    }

    #[test]
    fn paragraphs_are_clean(page in pieces()) {
        for effort in [Effort::Best, Effort::Fast] {
            let text = extract(&page, effort).text;
            prop_assert_eq!(text.trim(), &text);
            prop_assert!(!text.contains("\n\n\n"), "{:?}", text);
        }
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let (text, _, _) = super::text(&bytes, None, None);
        let _ = extract(&text, Effort::Best);
    }
}
