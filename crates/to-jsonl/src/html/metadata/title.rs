//! The headline.

use super::super::dom::{Attribute, Dom};
use super::super::names::words;
use super::super::tag::Tag;
use super::json_ld::Said;
use super::meta::Metas;

/// Signs between a title and the name of its site.
const SIGNS: [&str; 10] = [" | ", " - ", " – ", " — ", " · ", " » ", " « ", " :: ", " // ", " • "];

/// The headline without the site's name: what a heading and the page's own title agree on, else the
/// surest of what there is.
pub(super) fn find(dom: &Dom<'_>, metas: &Metas, said: &Said) -> Option<String> {
    let page = dom.all(Tag::Title).take(50).find_map(|n| dom.line(n));
    let og = metas
        .get("og:title")
        .or_else(|| metas.get("twitter:title"))
        .or_else(|| metas.get("dc.title"))
        .or_else(|| metas.get("title"));
    let is_site = |text: &str| {
        let sites = said.sites.iter().map(String::as_str).chain(metas.get("og:site_name"));
        sites.map(folded).any(|s| s == folded(text))
    };
    // How well a heading agrees with what is stated.
    let agrees = |heading: &String| {
        let of = |sure: bool, stated: &str| {
            let stated = says(stated, heading);
            stated.map(|at_start| u8::from(sure) + u8::from(at_start))
        };
        let sure = [said.title.as_deref(), og].into_iter().flatten().filter_map(|s| of(true, s));
        sure.chain(page.as_deref().and_then(|p| of(false, p))).max()
    };
    let headings = headings(dom).into_iter().filter(|h| h.chars().count() > 8 && !is_site(h));
    let agreeing = headings.filter_map(|h| Some((agrees(&h)?, h)));
    if let Some((_, heading)) = agreeing.max_by_key(|(agrees, h)| (*agrees, h.len())) {
        return Some(heading);
    }
    let title = said.title.as_deref().or(og).map(str::to_owned).or_else(|| page.clone());
    let title = title.map(|t| without_site(&t)).filter(|t| !t.is_empty() && !is_site(t));
    title.or_else(|| one_h1(dom)).or(page)
}

/// Whether a stated title has `heading` in it or is it cut short, and if so, whether at its start.
fn says(stated: &str, heading: &str) -> Option<bool> {
    let (stated, heading) = (folded_start(stated), folded(heading));
    let cut = stated.1 && stated.0.len() > 15 && heading.starts_with(&stated.0);
    if cut { Some(true) } else { stated.0.find(&heading).map(|at| at == 0) }
}

/// A title for comparison, and whether its end is cut off.
fn folded_start(title: &str) -> (String, bool) {
    let title = title.trim();
    (folded(title), title.ends_with("...") || title.ends_with('…'))
}

/// The page's h1 if it has one alone, or one that is marked as the headline.
fn one_h1(dom: &Dom<'_>) -> Option<String> {
    let all = dom.all(Tag::H1).take(50).filter_map(|n| Some((n, dom.line(n)?)));
    let all: Vec<(usize, String)> = all.filter(|(_, text)| text.chars().count() > 3).take(5).collect();
    let marked = all.iter().find(|(n, _)| {
        let mut yes = dom.short_attribute(*n, Attribute::Itemprop).is_some_and(|i| i.contains("headline"));
        if let Some(class) = dom.short_attribute(*n, Attribute::Class) {
            words(class, |w| yes |= matches!(w, "title" | "headline" | "heading"));
        }
        yes
    });
    let (_, text) = marked.or(if all.len() == 1 { all.first() } else { None })?;
    Some(text.clone()).filter(|t| (8..300).contains(&t.chars().count()))
}

fn headings(dom: &Dom<'_>) -> Vec<String> {
    const MOST: usize = 50;
    let all = (0..dom.len()).filter(|n| matches!(dom.tag(*n), Tag::H1 | Tag::H2 | Tag::H3)).take(MOST);
    all.filter_map(|n| dom.line(n)).collect()
}

/// For comparison: letters and digits, in lower case.
pub(in super::super) fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether `text` is `title`, which is folded.
pub(in super::super) fn is_folded(text: &str, title: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).eq(title.chars())
}

/// A title without the part that names the site: the longest part is kept.
fn without_site(title: &str) -> String {
    let mut title = title.trim();
    for sign in SIGNS {
        if let Some((first, last)) = title.rsplit_once(sign)
            && first.chars().count() >= last.chars().count()
        {
            title = first.trim();
        }
        if let Some((first, last)) = title.split_once(sign)
            && first.chars().count() * 2 < last.chars().count()
        {
            title = last.trim();
        }
    }
    title.to_owned()
}
