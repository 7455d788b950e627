//! Places for trigrams: a bigram's base plus the third letter, no two the same and few left free.

/// Gives each bigram its base and says how many places there are. `thirds` has each bigram's third letters.
pub(crate) fn bases(thirds: &[Vec<u8>]) -> (Vec<u32>, usize) {
    let mut order: Vec<usize> = (0..thirds.len()).collect();
    // Large ones first: small ones fill the holes.
    order.sort_by_key(|&i| (std::cmp::Reverse(thirds[i].len()), i));
    let mut taken: Vec<bool> = Vec::new();
    let mut bases = vec![0u32; thirds.len()];
    let (mut end, mut first_free) = (256, 0);
    for i in order {
        let Some(&smallest) = thirds[i].first() else { continue };
        let mut base = (first_free as u32).saturating_sub(u32::from(smallest));
        loop {
            taken.resize(taken.len().max(base as usize + 256), false);
            if thirds[i].iter().all(|&third| !taken[base as usize + usize::from(third)]) {
                break;
            }
            base += 1;
        }
        for &third in &thirds[i] {
            taken[base as usize + usize::from(third)] = true;
        }
        while taken.get(first_free).is_some_and(|taken| *taken) {
            first_free += 1;
        }
        bases[i] = base;
        end = end.max(base as usize + 256);
    }
    (bases, end)
}
