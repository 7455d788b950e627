use proptest::prelude::*;

use super::*;

/// What is found in `text`, as titles and faults.
fn found(text: &str) -> Vec<String> {
    let each = |piece| match piece {
        Piece::Item(item) => format!("{}: {}", item.title.unwrap_or_default(), item.text),
        Piece::Bad(bad, span) => format!("{} {} {:?}", bad.kind.0, bad.message, &text[span]),
    };
    read(text).1.into_iter().map(each).collect()
}

#[test]
fn the_fullest_text_is_taken() {
    let item = "<item><title>A</title><description>short</description><x:encoded>&lt;p&gt;the longer one&lt;/p&gt;</x:encoded></item>";
    let feed = format!("<rss xmlns:x='http://purl.org/rss/1.0/modules/content/'><channel>{item}</channel></rss>");
    assert_eq!(found(&feed), ["A: the longer one"]);
}

#[test]
fn other_titles_and_nested_items_are_not_taken() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><source><title>no</title></source>\
                <title>A</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>one</p><p>t<b>w</b>o</p></div></content>\
                </entry></feed>";
    assert_eq!(found(feed), ["A: one\n\ntwo"]);
    assert_eq!(read(feed).0.title.as_deref(), Some("F"));
}

#[test]
fn an_ill_formed_item_costs_itself() {
    let feed = "<rss><channel>\n<item><title>A</title></item>\n<item><title>B</item>\n<item><title>C</title></item></channel></rss>";
    let bad = "not-xml </item> stands where <title> is open \"<item><title>B</item>\"";
    assert_eq!(found(feed), ["A: ", bad, "C: "]);
}

#[test]
fn what_came_before_a_fault_is_kept() {
    for (end, why) in [
        ("<item><title>B", "it ends where <title> is still open (is the file cut off?)"),
        ("<item><title x='", "not XML: "),
        ("<item><![CDATA[", "not XML: "),
        ("</channel></rss>junk", "something follows the feed"),
        ("</channel></rss><rss/>", "something follows the feed"),
    ] {
        let all = found(&format!("<rss><channel><item><title>A</title></item>{end}"));
        assert_eq!((all.len(), all[0].as_str()), (2, "A: "), "{end}");
        assert!(all[1].contains(why), "{end}: {}", all[1]);
    }
    let json = found("{\"items\": [{\"title\": \"A\"}, 3, {\"title\": \"B\"");
    assert_eq!((json.len(), json[0].as_str()), (3, "A: "));
    assert!(json[2].starts_with("not-json not JSON on line 1: "), "{json:?}");
}

#[test]
fn what_is_no_feed_is_said_to_be_none() {
    for text in ["", "plain text", "<html><body/></html>", "{\"a\": 1}", "{", "<?xml version='1.0'?>", "<a><a>"] {
        let all = found(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        assert!(all[0].starts_with("not-"), "{text}: {all:?}");
    }
}

#[test]
fn entities_are_not_expanded_and_depth_is_bounded() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel><item><title>&b; &eacute; AT&T</title></item></channel></rss>";
    assert_eq!(found(bomb), ["&b; é AT&T: "]);
    let deep =
        format!("<rss><channel><item>{}</item><item><title>B</title></item></channel></rss>", "<a>".repeat(300_000));
    let all = found(&deep);
    assert_eq!((all.len(), all[1].as_str()), (2, "B: "));
    assert!(all[0].contains("nested more than 256 levels deep"));
}

#[test]
fn hostile_feeds_take_linear_time() {
    for part in
        ["<item>", "<item><x>", "<item></x>", "</x>", "<item><![CDATA[", "<!--", "<item a='", "&", "<item><x></item>"]
    {
        read(&format!("<rss><channel>{}", part.repeat(100_000)));
    }
    read(&format!("{{\"items\":[{}", "{},".repeat(100_000)));
}

#[test]
fn declared_encodings_are_honoured() {
    let text = |bytes| Text::new(bytes, None);
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><rss>\xe9</rss>";
    assert!(text(latin).text.ends_with("<rss>é</rss>"));
    assert_eq!(text(b"<rss>\xe9</rss>").named(), Some("windows-1252"));
    assert_eq!(text("\u{feff}<rss>é</rss>".as_bytes()).text, "<rss>é</rss>");
    let wide: Vec<u8> = "\u{feff}<rss>é</rss>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(text(&wide).text, "<rss>é</rss>");
    let broken = Text::new(b"<?xml version='1.0'?><rss>\xe9</rss>", Some(Charset::UTF_8));
    assert!(broken.text.ends_with("<rss>") && broken.broken.is_some());
}

proptest! {
    #[test]
    fn no_feed_fails(text in "(<(/?(item|title|rss|description|entry|a:b))( xmlns(:a)?='x')?/?>|[a<&;é\\]!\\[]|<!\\[CDATA\\[|\\]\\]>){0,30}") {
        for text in [format!("<rss><channel>{text}"), text.clone()] {
            for piece in read(&text).1 {
                if let Piece::Bad(_, span) = piece {
                    prop_assert!(text.get(span).is_some());
                }
            }
        }
    }

    #[test]
    fn no_json_feed_fails(text in "[\\[\\]{},:\"a\\\\ ]{0,40}") {
        read(&format!("{{\"items\":{text}"));
        read(&format!("{{{text}"));
    }
}
