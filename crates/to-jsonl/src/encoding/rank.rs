//! What the bytes of a sample would cost in each encoding, cheapest first.

use std::sync::OnceLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS};

use super::candidates::{CANDIDATES, Candidate, EBCDIC};
use super::charset::Charset;
use super::cjk::Cjk;
use super::model::{BIT, Case, Model, models};
use super::own::JOHAB;
use super::sample::{COMMON, Pairs, Sample};
use super::wide;

/// An encoding and what a sample costs in it, in eighths of bits.
pub(super) type Ranked = (Charset, u32);

/// The encodings that `bytes` may be in, best first.
pub(super) fn rank(bytes: &[u8], declared: Option<Charset>) -> Vec<Ranked> {
    rank_by(readers(), bytes, declared)
}

/// Single-byte encodings as they are read by some models.
pub(super) struct Readers {
    models: &'static [Model],
    /// What bytes of ASCII are in the languages of Latin letters; nothing for others.
    latin: Vec<Option<View>>,
    ascii: Vec<Reader>,
    ebcdic: Vec<Reader>,
}

/// The class and the case of each byte.
type View = Box<[(u8, Case); 256]>;

struct Reader {
    charset: Charset,
    rare: u32,
    defined: [bool; 256],
    /// What each byte is if it is read by each of the languages.
    views: Vec<(usize, &'static Model, View)>,
}

fn readers() -> &'static Readers {
    static READERS: OnceLock<Readers> = OnceLock::new();
    READERS.get_or_init(|| Readers::new(models()))
}

impl Readers {
    pub(super) fn new(models: &'static [Model]) -> Readers {
        let of = |list: &[Candidate]| list.iter().filter_map(|candidate| Reader::new(candidate, models)).collect();
        let latin = |model: &Model| model.latin.then(|| view(model, |byte| byte.is_ascii().then(|| char::from(byte))));
        Readers { models, latin: models.iter().map(latin).collect(), ascii: of(CANDIDATES), ebcdic: of(EBCDIC) }
    }

    /// How much less each language looks like the one of the ASCII in a text, in eighths of bits. What
    /// has other letters may stand beside ASCII of any language.
    fn strange(&self, pairs: &Pairs) -> Vec<u32> {
        let cost = |(model, view): (&Model, &Option<View>)| {
            let view = view.as_ref()?;
            let one =
                |&(a, b, count): &(u8, u8, u32)| count * model.cost(view[usize::from(a)].0, view[usize::from(b)].0);
            Some(pairs.ascii.iter().map(one).sum::<u32>())
        };
        let costs: Vec<Option<u32>> = self.models.iter().zip(&self.latin).map(cost).collect();
        let least = costs.iter().flatten().min().copied().unwrap_or(0);
        // Half, as pairs that overlap say the same twice.
        costs.iter().map(|cost| cost.map_or(0, |cost| (cost - least) / 2)).collect()
    }
}

/// What each byte is for a model, if it is the character that `char` says.
fn view(model: &Model, char: impl Fn(u8) -> Option<char>) -> View {
    let mut view = Box::new([(0, Case::None); 256]);
    for (byte, seen) in (0..=255).zip(view.iter_mut()) {
        let c = char(byte).unwrap_or('\0');
        *seen = (model.class(c), Case::of(c));
    }
    view
}

impl Reader {
    fn new(candidate: &Candidate, models: &'static [Model]) -> Option<Reader> {
        let charset = Charset::for_label(candidate.label)?;
        let chars = charset.chars();
        let mut defined = [false; 256];
        for (is, c) in defined.iter_mut().zip(&chars) {
            *is = c.is_some();
        }
        let used = models.iter().enumerate().filter(|(_, m)| candidate.languages.contains(&m.name.as_str()));
        let views =
            used.map(|(at, m)| (at, m, view(m, |byte| chars.get(usize::from(byte)).copied().flatten()))).collect();
        Some(Reader { charset, rare: candidate.rare * BIT, defined, views })
    }

    /// Whether all bytes of `pairs` are characters.
    fn has(&self, pairs: &Pairs) -> bool {
        !pairs.present.iter().zip(&self.defined).any(|(present, defined)| *present && !defined)
    }

    /// What `pairs` cost in the language in which they cost least, or nothing if that is more than
    /// `most`.
    fn cost(&self, pairs: &[(u8, u8, u32)], strange: &[u32], most: u32) -> Option<u32> {
        let mut least = None;
        for (at, model, view) in &self.views {
            let limit = least.unwrap_or(most);
            let mut sum = self.rare + strange.get(*at).copied().unwrap_or(0);
            for &(a, b, count) in pairs {
                let ((a, case), (b, next)) = (view[usize::from(a)], view[usize::from(b)]);
                sum = sum.saturating_add(count.saturating_mul(model.cost(a, b) + case.cost(next)));
                if sum > limit {
                    break;
                }
            }
            if sum <= limit {
                least = Some(sum);
            }
        }
        least
    }
}

const GB_18030: Charset = Charset::Standard(GB18030);

/// Encodings with two bytes to a character.
const DOUBLE: [(Charset, Cjk); 6] = [
    (Charset::Standard(SHIFT_JIS), Cjk::Japanese),
    (Charset::Standard(EUC_JP), Cjk::Japanese),
    (Charset::Standard(GBK), Cjk::Simplified),
    (Charset::Standard(BIG5), Cjk::Traditional),
    (Charset::Standard(EUC_KR), Cjk::Korean),
    (Charset::Own(&JOHAB), Cjk::Korean),
];

/// What is shorter is windows-1252, if it is not clearly something else.
const SHORT: usize = 64;

/// What an encoding may cost that is not much worse than one that costs `least`.
pub(super) fn near(least: u32) -> u32 {
    least.saturating_add(least / 8).saturating_add(64 * BIT)
}

pub(super) fn rank_by(readers: &Readers, bytes: &[u8], declared: Option<Charset>) -> Vec<Ranked> {
    if let Some(found) = all_bytes_told(readers, bytes) {
        return vec![found];
    }
    let sample = Sample::new(bytes);
    let mut found = doubles(&sample.first);
    found.extend(broken_utf8(&sample.first));
    let double = found.iter().map(|f| f.1).min().unwrap_or(u32::MAX);
    // Whether a character is more than a byte is told by the first part, as it has them whole; which
    // of the encodings with a byte to a character it is, by all parts.
    let pairs = Pairs::new(&[&sample.first], false);
    let strange = readers.strange(&pairs);
    let first = singles(&readers.ascii, &pairs, &strange, near(double));
    if sample.further.is_empty() || first.iter().all(|(_, cost)| *cost > double) {
        found.extend(first);
    } else {
        let all = Pairs::new(&[&sample.first, &sample.further], false);
        found = singles(&readers.ascii, &all, &strange, u32::MAX);
    }
    // GBK is read as GB18030, of which it is a part.
    let declared = declared.map(|charset| if charset == GB_18030 { Charset::Standard(GBK) } else { charset });
    if let Some((_, cost)) = found.iter_mut().find(|(charset, _)| declared.is_some_and(|d| d == *charset)) {
        *cost = cost.saturating_sub(40 * BIT + *cost / 16);
    }
    // Of a few bytes only clear ones are told.
    let short = u32::try_from(SHORT.saturating_sub(bytes.len()) / 4).unwrap_or(0) * BIT;
    for (_, cost) in found.iter_mut().filter(|(charset, _)| *charset != Charset::WINDOWS_1252) {
        *cost = cost.saturating_add(short);
    }
    found.sort_by_key(|(_, cost)| *cost);
    found
}

/// The encodings with a byte to a character and what `pairs` cost in them, without those that cost
/// much more than others.
fn singles(readers: &[Reader], pairs: &Pairs, strange: &[u32], mut most: u32) -> Vec<Ranked> {
    // The commonest pairs tell whom to ask first and whom not at all.
    let common = &pairs.pairs[..pairs.pairs.len().min(COMMON)];
    let able = readers.iter().filter(|reader| reader.has(pairs));
    let mut order: Vec<(u32, &Reader)> =
        able.filter_map(|reader| Some((reader.cost(common, strange, most)?, reader))).collect();
    order.sort_by_key(|(cost, _)| *cost);
    let enough = order.first().map_or(0, |(cost, _)| cost.saturating_add(cost / 2).saturating_add(64 * BIT));
    let mut found = Vec::new();
    for (_, reader) in order.into_iter().take_while(|(cost, _)| *cost <= enough) {
        if let Some(cost) = reader.cost(&pairs.pairs, strange, most) {
            most = most.min(near(cost));
            found.push((reader.charset, cost));
        }
    }
    found
}

/// The encodings with two bytes to a character that `sample` is text in.
fn doubles(sample: &[u8]) -> Vec<Ranked> {
    let cost = |&(charset, language): &(Charset, Cjk)| {
        let text = whole(charset, sample)?;
        // Korean in this is rarer than the rest.
        let rare = if charset == Charset::Own(&JOHAB) { 24 } else { 8 };
        Some((charset, language.cost(&text) + rare * BIT))
    };
    DOUBLE.iter().filter_map(cost).collect()
}

/// UTF-8 in which little is broken costs little more than if nothing were.
fn broken_utf8(sample: &[u8]) -> Option<Ranked> {
    let (mut whole, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count() as u32;
        broken += u32::from(!chunk.invalid().is_empty());
    }
    (whole > 0).then_some((Charset::UTF_8, (whole * 10 + broken * 30 + 8) * BIT))
}

/// UTF-16 or EBCDIC, where bytes below 0x80 are not ASCII either.
fn all_bytes_told(readers: &Readers, bytes: &[u8]) -> Option<Ranked> {
    let wide = wide::utf16(bytes);
    let ebcdic = looks_ebcdic(bytes);
    if wide.is_none() && !ebcdic {
        return None;
    }
    let part = &bytes[..bytes.len().min(wide::PART)];
    let pairs = Pairs::new(&[part], true);
    let mut others = singles(&readers.ascii, &pairs, &[], u32::MAX);
    let ascii = part.iter().map(|b| match b {
        b'\t' | b'\n' | b'\r' | b' '..=b'~' => 5 * BIT,
        0x80.. => 0,
        _ => 20 * BIT,
    });
    let ascii: u32 = ascii.sum();
    others.extend(doubles(part).into_iter().map(|(charset, cost)| (charset, cost + ascii)));
    let others = others.iter().map(|o| o.1).min().unwrap_or(u32::MAX);
    let mut found: Vec<Ranked> = wide.into_iter().collect();
    if ebcdic {
        found.extend(singles(&readers.ebcdic, &pairs, &[], others));
    }
    found.into_iter().min_by_key(|f| f.1).filter(|f| f.1 < others)
}

/// The text of a sample that may end inside a character.
fn whole(charset: Charset, sample: &[u8]) -> Option<std::borrow::Cow<'_, str>> {
    match charset.decode(sample) {
        Ok(text) => Some(text),
        Err(at) if at + 4 > sample.len() => charset.decode(sample.get(..at)?).ok(),
        Err(_) => None,
    }
}

/// Whether the commonest byte is EBCDIC's space, and ASCII's are rare.
fn looks_ebcdic(bytes: &[u8]) -> bool {
    let part = &bytes[..bytes.len().min(2048)];
    let count = |byte: u8| part.iter().filter(|b| **b == byte).count();
    count(0x40) > part.len() / 20 && count(b' ') < part.len() / 50
}
