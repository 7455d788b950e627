//! All models read as one, n-gram by n-gram.

use fst::map::OpBuilder;
use fst::{Map, Streamer};

use crate::codes::{Codes, fine};
use crate::part::{self, Home, Pairs, Part, Trigram, home};

/// Puts the n-grams of all models into the parts.
///
/// They come in the order of their UTF-8, which is that of code points and so of letters' bytes; a prefix comes
/// before what begins with it.
pub(crate) fn read(maps: &[Map<Vec<u8>>], codes: &Codes, parts: &mut [Part]) {
    let mut union = maps.iter().fold(OpBuilder::new(), OpBuilder::add).union();
    let mut open: Vec<Branch> = parts.iter().map(|_| Branch::default()).collect();
    while let Some((ngram, values)) = union.next() {
        let ngram = std::str::from_utf8(ngram).expect("n-grams are UTF-8");
        let Some(first) = ngram.chars().next() else { continue };
        let Some(at) = parts.iter().position(|part| part.byte(first).is_some()) else { continue };
        let part = &mut parts[at];
        // A word can mix writing systems, but no model is worth asking about it.
        let Some(letters) = ngram.chars().map(|c| part.byte(c)).collect::<Option<Vec<u8>>>() else { continue };
        let mut pairs: Pairs = values.iter().filter_map(|v| Some((part.column(v.index)?, fine(v.value)))).collect();
        if pairs.is_empty() {
            continue;
        }
        pairs.sort_unstable();
        match letters[..] {
            [a] => part.unigrams[usize::from(a)] = pairs,
            [a, b] => part.bigrams.push(([a, b], pairs)),
            [a, b, c] => {
                open[at].close(part, codes);
                begin(part, [a, b, c], pairs);
            }
            [a, b, c, d] => {
                open[at].under(part, codes, [a, b, c]);
                open[at].nodes.push(Node { letter: d, pairs, next: Vec::new() });
            }
            [a, b, c, d, e] => {
                open[at].under(part, codes, [a, b, c]);
                if open[at].nodes.last().is_none_or(|node| node.letter != d) {
                    open[at].nodes.push(Node { letter: d, pairs: Pairs::new(), next: Vec::new() });
                }
                if let Some(node) = open[at].nodes.last_mut() {
                    node.next.push((e, pairs));
                }
            }
            _ => {}
        }
    }
    for (branch, part) in open.iter_mut().zip(parts) {
        branch.close(part, codes);
    }
}

/// The home of what no language has.
const NOWHERE: Home = (u8::MAX, u32::MAX);

/// Adds a trigram, and its bigram if no language has that.
fn begin(part: &mut Part, letters: [u8; 3], pairs: Pairs) {
    let bigram = [letters[0], letters[1]];
    if part.bigrams.last().is_none_or(|(last, _)| *last != bigram) {
        part.bigrams.push((bigram, Pairs::new()));
    }
    let prefixes = [&part.unigrams[usize::from(letters[0])], &part.bigrams[part.bigrams.len() - 1].1];
    let home = home(part.main, &prefixes, &pairs).unwrap_or(NOWHERE);
    part.trigrams.push(Trigram { letters, pairs, home, nodes: Vec::new() });
}

/// What is gathered under the last trigram.
#[derive(Default)]
struct Branch {
    nodes: Vec<Node>,
}

struct Node {
    letter: u8,
    pairs: Pairs,
    next: Vec<(u8, Pairs)>,
}

impl Branch {
    /// Makes sure that the last trigram is this one.
    fn under(&mut self, part: &mut Part, codes: &Codes, letters: [u8; 3]) {
        if part.trigrams.last().is_none_or(|last| last.letters != letters) {
            self.close(part, codes);
            begin(part, letters, Pairs::new());
        }
    }

    /// Writes what was gathered as it stands in the table.
    fn close(&mut self, part: &mut Part, codes: &Codes) {
        let nodes = std::mem::take(&mut self.nodes);
        let Some(trigram) = part.trigrams.last_mut().filter(|_| !nodes.is_empty()) else { return };
        let [a, b, _] = trigram.letters;
        let empty = Pairs::new();
        let bigram = part.bigrams.last().filter(|(letters, _)| *letters == [a, b]).map_or(&empty, |(_, pairs)| pairs);
        for node in nodes {
            let mut bytes = vec![node.pairs.len() as u8, node.next.len() as u8];
            bytes.extend(coded(&node.pairs, codes));
            bytes.extend(node.next.iter().map(|(letter, _)| letter));
            bytes.extend(node.next.iter().map(|(_, pairs)| pairs.len() as u8));
            bytes.extend(node.next.iter().flat_map(|(_, pairs)| coded(pairs, codes)));
            let prefixes = [&part.unigrams[usize::from(a)], bigram, &trigram.pairs];
            let home = home(part.main, &prefixes, &node.pairs).unwrap_or(trigram.home);
            trigram.nodes.push(part::Node { letter: node.letter, home, bytes });
        }
    }
}

fn coded<'a>(pairs: &'a Pairs, codes: &'a Codes) -> impl Iterator<Item = u8> + 'a {
    pairs.iter().flat_map(|&(column, value)| [column, codes.code(value)])
}
