//! The search for the repair of a line.
//!
//! For each encoding, the sequences that stand side by side make an island. An island is decoded
//! if that leaves the line less odd by enough points: by less where the whole line is UTF-8 in
//! this encoding, or where other islands say the same. The encoding with the most points wins.

use super::alphabets;
use super::encodings::{ENCODINGS, Encoding, windows_1252};
use super::kinds::{Class, Kind, LATIN, NO_SCRIPT, kind};
use super::oddity::{is_letter, oddity};
use super::sequences::{Loss, Sequence, find};

/// Side by side, these are decoded together or not at all.
struct Island<'a> {
    sequences: &'a [Sequence],
    /// Points by which the line gets less odd.
    gain: i32,
    exact: bool,
    /// Whether the script of its characters is that of others in the line too.
    script_is_loose: bool,
    /// One that begins behind a stray byte may be cut in the wrong place.
    blocked: bool,
}

/// The line with one layer taken off where that is safe, if there is anything.
pub(super) fn repair(line: &[char]) -> Option<Vec<char>> {
    let beyond_ascii: Vec<usize> = (0..line.len()).filter(|&i| !line[i].is_ascii()).collect();
    let kinds: Vec<Kind> = line.iter().map(|&c| kind(c)).collect();
    let mut best: Option<((bool, i32), Vec<Sequence>)> = None;
    for encoding in &ENCODINGS {
        let found = find(line, encoding, &beyond_ascii);
        if found.sequences.is_empty() {
            continue;
        }
        if let Some((points, sequences)) = choose(line, &kinds, encoding, &found.sequences, found.loose)
            && best.as_ref().is_none_or(|(most, _)| points > *most)
        {
            best = Some((points, sequences));
        }
    }
    best.map(|(_, sequences)| decode(line, &sequences, spaces_are_bytes(line, &sequences)))
}

fn choose(
    line: &[char],
    kinds: &[Kind],
    encoding: &Encoding,
    sequences: &[Sequence],
    mut loose: usize,
) -> Option<((bool, i32), Vec<Sequence>)> {
    if is_refuted(sequences) {
        return None;
    }
    let loose_scripts = loose_scripts(kinds, sequences);
    let mut islands: Vec<Island<'_>> = sequences
        .chunk_by(|a, b| a.end == b.start)
        .map(|sequences| island(line, kinds, encoding, sequences, loose_scripts))
        .collect();
    // What only a guess makes a sequence is loose if it does not help.
    islands.retain(|island| {
        let keep = island.exact || island.gain >= 0;
        loose += usize::from(!keep);
        keep
    });
    let exact: i32 = islands.iter().filter(|i| i.exact).map(|i| i.gain).sum();
    let all: i32 = islands.iter().map(|i| i.gain).sum();
    let alone = islands.len() == 1;
    let whole =
        loose == 0 && all >= encoding.least && (exact >= encoding.least || islands.iter().all(|i| i.is_grave(line)));
    let support: i32 = islands.iter().filter(|i| i.exact && !i.blocked).map(|i| i.gain.max(0)).sum();
    if encoding.is_whole_only() && !whole {
        return None;
    }
    let accepted = |i: &Island<'_>| {
        if whole {
            return i.gain >= 0 || (i.exact && all >= SURE);
        }
        let others = support - if i.exact { i.gain.max(0) } else { 0 };
        match i.exact {
            _ if i.blocked && support < 2 * SURE => false,
            // “ЭР”ҘАР: a suffix behind a quote.
            true if i.script_is_loose && kinds[i.start()].script > LATIN => i.gain >= 3,
            true if i.gain >= 2 && !(alone && i.is_leet(line, kinds)) => true,
            true if others >= 2 * SURE && !i.script_is_loose => i.gain >= 0,
            _ => i.gain >= 1 && others >= 2,
        }
    };
    let islands: Vec<_> = islands.iter().filter(|i| accepted(i)).collect();
    let chosen: Vec<Sequence> = islands.iter().flat_map(|i| i.sequences).copied().collect();
    let latin9 = if encoding.is_whole_only() { if is_latin9(line, &chosen) { 1 } else { -1 } } else { 0 };
    let likely = i32::from(whole) + i32::from(is_one_language(&chosen)) + latin9;
    let points = 2 * islands.iter().map(|i| i.gain).sum::<i32>() + likely;
    // Of two readings that are equally good, the one with the more usual letters.
    let points = points * 64 - alphabets::rarity(chosen.iter().map(|s| s.meant));
    // Where most of what is odd would stay, nobody can tell.
    let gain: i32 = islands.iter().map(|i| i.gain).sum();
    let clear = whole || 2 * gain >= oddity(kinds);
    (!chosen.is_empty() && clear).then_some(((whole && all >= SURE, points), chosen))
}

/// The scripts of the letters beyond ASCII that stand between sequences, a bit each.
fn loose_scripts(kinds: &[Kind], sequences: &[Sequence]) -> u64 {
    let mut scripts = 0;
    let mut at = 0;
    let end = Sequence { start: kinds.len(), end: kinds.len(), meant: ' ', loss: Loss::None };
    for s in sequences.iter().chain([&end]) {
        scripts |=
            kinds[at..s.start].iter().filter(|&&k| is_letter(k) && !k.ascii).fold(0, |all, k| all | 1 << k.script);
        at = s.end;
    }
    scripts
}

/// Whether too much of what would come out is what nobody writes.
fn is_refuted(sequences: &[Sequence]) -> bool {
    let exact = || sequences.iter().filter(|s| s.loss == Loss::None);
    exact().filter(|s| kind(s.meant).class == Class::Rare).count() * 4 > exact().count()
}

/// Whether ISO controls stand beside letters that windows-1252 has at other bytes: `â\u{80}` is
/// then ISO 8859-15, where `Š` is byte A6.
fn is_latin9(line: &[char], sequences: &[Sequence]) -> bool {
    sequences.iter().flat_map(|s| &line[s.start..s.end]).any(|&c| windows_1252(c).is_some())
}

/// Whether one orthography has all the Latin letters that come out.
fn is_one_language(sequences: &[Sequence]) -> bool {
    let latin = sequences.iter().map(|s| kind(s.meant)).filter(|k| k.script == LATIN);
    latin.fold(u32::MAX, |all, k| all & k.alphabets) != 0
}

/// Points that leave no doubt about a line that is UTF-8 as a whole.
const SURE: i32 = 4;

/// So many characters around an island are looked at.
const AROUND: usize = 2;

/// What is meant by text that is UTF-8 throughout, once more.
fn next_layer(text: &[char], encoding: &Encoding) -> Option<Vec<char>> {
    let beyond_ascii: Vec<usize> = (0..text.len()).filter(|&i| !text[i].is_ascii()).collect();
    let found = find(text, encoding, &beyond_ascii);
    let exact = found.loose == 0 && found.sequences.iter().all(|s| s.loss == Loss::None);
    (exact && !found.sequences.is_empty()).then(|| decode(text, &found.sequences, true))
}

fn island<'a>(
    line: &[char],
    kinds: &[Kind],
    encoding: &Encoding,
    sequences: &'a [Sequence],
    loose_scripts: u64,
) -> Island<'a> {
    let start = sequences.first().map_or(0, |s| s.start);
    let end = sequences.last().map_or(0, |s| s.end);
    let left = &kinds[start.saturating_sub(AROUND)..start];
    let right = &kinds[end..kinds.len().min(end + AROUND)];
    let before = &kinds[start - left.len()..end + right.len()];
    let meant: &[char] = &sequences.iter().map(|s| s.meant).collect::<Vec<_>>();
    let around = |meant: &[char]| {
        let meant = meant.iter().map(|&c| kind(c));
        oddity(&left.iter().copied().chain(meant).chain(right.iter().copied()).collect::<Vec<_>>())
    };
    let after = around(meant);
    // What comes out may be wrong still, as there are more layers.
    let next = [&ENCODINGS[0], encoding].into_iter().filter_map(|e| next_layer(meant, e));
    let next = next.map(|next| around(&next) - 1).min();
    let after = next.map_or(after, |next| next.min(after));
    let familiar = familiar(line, kinds, encoding, sequences);
    // Where another script begins there is an edge with or without the island, in a text that
    // has the script elsewhere.
    let script_is_loose =
        (start..end).any(|i| kinds[i].script > NO_SCRIPT && loose_scripts & 1 << kinds[i].script != 0);
    let joins = |a: Option<&Kind>, b: Option<&Kind>| match (a, b) {
        (Some(a), Some(b)) => !(script_is_loose && is_letter(*a) && is_letter(*b) && a.script != b.script),
        _ => false,
    };
    let from = start - usize::from(joins(left.last(), kinds.get(start)));
    let to = end + usize::from(joins(kinds.get(end - 1), right.first()));
    let inside = oddity(&kinds[from..to]) + familiar;
    let has_c1 = kinds[start..end].iter().any(|k| k.class == Class::C1);
    let stray = left.last().is_some_and(|k| {
        use Class::{C1, Currency, Infix, Open, Raised, Sign, Trade};
        matches!(k.class, Sign | Currency | Raised | Trade | Infix | Open | C1) && !k.ascii
    });
    Island {
        sequences,
        gain: if inside >= encoding.least - 1 { oddity(before) + familiar - after } else { 0 },
        exact: sequences.iter().any(|s| s.loss == Loss::None),
        script_is_loose,
        blocked: stray && !has_c1,
    }
}

/// Points for what wrong text is full of, where no word has it.
fn familiar(line: &[char], kinds: &[Kind], encoding: &Encoding, sequences: &[Sequence]) -> i32 {
    let points = |s: &Sequence| match s.meant {
        // â€™ and its like in any encoding.
        '‘' | '’' | '“' | '”' | '„' | '–' | '—' | '…' | '•' => 2 * i32::from(s.loss == Loss::None),
        '¢'..='¥' | '€' if kinds.get(s.end).is_some_and(|k| k.class == Class::Digit) => 2,
        _ => latin1_lead(line, kinds, s).max(i32::from(is_other_lead(line, kinds, encoding, s))),
    };
    sequences.iter().map(points).sum()
}

/// `Â` and `Ã`: UTF-8 has all of Latin-1 behind bytes C2 and C3.
fn latin1_lead(line: &[char], kinds: &[Kind], s: &Sequence) -> i32 {
    if !matches!(line[s.start], 'Â' | 'Ã') {
        return 0;
    }
    let letter = |at: usize| kinds.get(at).is_some_and(|&k| is_letter(k));
    let alone = !s.start.checked_sub(1).is_some_and(letter);
    match kinds[s.start + 1].class {
        _ if letter(s.start + 1) => 0,
        Class::Space | Class::Ascii | Class::Lost => i32::from(alone),
        Class::Apostrophe | Class::Ellipsis | Class::Dash => i32::from(alone || letter(s.start + 2)),
        Class::Quote if line[s.start + 1] != '«' => i32::from(alone || letter(s.start + 2)),
        Class::Sign | Class::Raised | Class::Infix => 2,
        _ => 1,
    }
}

/// The same bytes in another encoding: `Г©`, `√±`, `├»`.
fn is_other_lead(line: &[char], kinds: &[Kind], encoding: &Encoding, s: &Sequence) -> bool {
    use Class::{Corner, Currency, Infix, Quote, Raised, Sign, SoftHyphen, Trade};
    let next = kinds[s.start + 1];
    encoding.least > 1
        && matches!(encoding.byte(line[s.start]), Some(0xC2 | 0xC3))
        && match kinds[s.start].class {
            Sign => is_letter(next) || matches!(next.class, Raised | Trade | Infix | Currency),
            Corner => next.class == Quote,
            _ => matches!(next.class, Currency | Raised | Trade | Infix | SoftHyphen),
        }
}

impl Island<'_> {
    fn start(&self) -> usize {
        self.sequences.first().map_or(0, |s| s.start)
    }

    /// `Ã` and a space: the one loss that can be seen alone, as `à` ends words.
    fn is_grave(&self, line: &[char]) -> bool {
        self.sequences.iter().all(|s| s.loss == Loss::Space && s.meant == 'à' && line[s.start] == 'Ã')
    }

    /// A letter and a currency sign, as people write them for fun: `Ä£` for AL.
    fn is_leet(&self, line: &[char], kinds: &[Kind]) -> bool {
        let [s] = self.sequences else { return false };
        s.end - s.start == 2
            && kinds[s.start].script == LATIN
            && match line[s.start + 1] {
                '¥' => true,
                '£' | '¢' => !matches!(line[s.start], 'Â' | 'Ã'),
                _ => false,
            }
    }
}

fn decode(line: &[char], sequences: &[Sequence], spaces_are_bytes: bool) -> Vec<char> {
    let mut out = Vec::with_capacity(line.len());
    let mut at = 0;
    for s in sequences {
        out.extend(&line[at..s.start]);
        out.push(s.meant);
        at = s.end;
        if !spaces_are_bytes && s.loss == Loss::Space && s.meant == 'à' && is_word_end(&line[at..]) {
            out.push(' ');
        }
    }
    out.extend(&line[at..]);
    out
}

/// Whether each space is a byte: words that end in `à` have one more, or the text is Vietnamese,
/// where few words do.
fn spaces_are_bytes(line: &[char], sequences: &[Sequence]) -> bool {
    sequences.iter().any(|s| {
        let more = s.loss == Loss::Space && s.meant == 'à' && line.get(s.end) == Some(&' ');
        more || ('\u{1ea0}'..='\u{1ef9}').contains(&s.meant)
    })
}

/// Whether a word ended where a space is taken for a part of `à`: mostly it did, and the space has
/// to be given back. Portuguese alone goes on: às, àquele.
fn is_word_end(rest: &[char]) -> bool {
    let ends = |n: usize| !rest.get(n).is_some_and(|c| c.is_alphanumeric());
    let starts = |word: &str| word.chars().eq(rest.iter().take(word.len()).copied());
    match rest.first() {
        None | Some(' ' | '\u{a0}') => false,
        Some('s') => !ends(1),
        _ => !["quele", "quela", "quilo"].iter().any(|w| starts(w)),
    }
}
