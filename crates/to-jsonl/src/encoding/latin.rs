//! Which languages the ASCII in a text looks like.

use super::model::Model;
use super::pairs::Pairs;

/// What bytes of ASCII are: 26 letters, and what [`super::pairs::kind`] leaves of the others.
const KINDS: usize = 32;
/// How many languages there is room for.
const LANES: usize = 48;

/// What pairs of ASCII cost in all languages of Latin letters, side by side.
pub(super) struct Latin {
    /// The numbers of their models.
    languages: Vec<usize>,
    models: usize,
    costs: Vec<[u8; LANES]>,
}

fn kind(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => usize::from(byte & 31),
        b' ' => 27,
        b'0' => 28,
        b'.' => 29,
        _ => 30,
    }
}

impl Latin {
    pub(super) fn new(models: &[Model]) -> Latin {
        let languages: Vec<usize> = (0..models.len()).filter(|at| models[*at].latin).take(LANES).collect();
        let mut costs = vec![[0; LANES]; KINDS * KINDS];
        let bytes = || (b'a'..=b'z').chain(*b" 0.\0");
        for (lane, language) in languages.iter().enumerate() {
            let model = &models[*language];
            let classes: Vec<(usize, u8)> = bytes().map(|byte| (kind(byte), model.class(char::from(byte)))).collect();
            for &(a, class) in &classes {
                for &(b, next) in &classes {
                    costs[a * KINDS + b][lane] = u8::try_from(model.cost(class, next)).unwrap_or(u8::MAX);
                }
            }
        }
        Latin { languages, models: models.len(), costs }
    }

    /// How much less each language looks like the one of the ASCII in a text, in eighths of bits. What
    /// has other letters may stand beside ASCII of any language.
    pub(super) fn strange(&self, pairs: &Pairs) -> Vec<u32> {
        let mut sums = [0u32; LANES];
        for pair in &pairs.ascii {
            let costs = &self.costs[kind(pair.first) * KINDS + kind(pair.second)];
            let count = u16::try_from(pair.count.min(255)).unwrap_or(255);
            for (sum, cost) in sums.iter_mut().zip(costs) {
                *sum += u32::from(count * u16::from(*cost));
            }
        }
        let sums = &sums[..self.languages.len()];
        let least = sums.iter().min().copied().unwrap_or(0);
        let mut strange = vec![0; self.models];
        for (language, sum) in self.languages.iter().zip(sums) {
            // Half, as pairs that overlap say the same twice.
            strange[*language] = (sum - least) / 2;
        }
        strange
    }
}
