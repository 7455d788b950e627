//! Plots of block characters.

const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// A line of columns as high as `counts`, in at most `width` characters; nothing is a space.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn spark(counts: &[f64], width: usize) -> String {
    let each = counts.len().div_ceil(width.max(1)).max(1);
    let sums: Vec<f64> = counts.chunks(each).map(|chunk| chunk.iter().sum()).collect();
    let most = sums.iter().copied().fold(0.0, f64::max);
    let level = |n: f64| match n {
        n if n <= 0.0 => ' ',
        n => LEVELS[((n / most * 8.0).ceil() as usize).clamp(1, 8) - 1],
    };
    sums.into_iter().map(level).collect()
}

/// A bar of `share` (0 to 1) of `width` characters; some of something is never nothing.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
pub(super) fn bar(share: f64, width: usize) -> String {
    let eighths = (share.clamp(0.0, 1.0) * width as f64 * 8.0).round() as usize;
    let eighths = if share > 0.0 { eighths.max(1) } else { 0 };
    let mut bar = "█".repeat(eighths / 8);
    bar.extend(EIGHTHS.get((eighths % 8).wrapping_sub(1)));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_high_as_their_counts() {
        assert_eq!(spark(&[0.0, 1.0, 4.0, 8.0], 4), " ▁▄█");
        assert_eq!(spark(&[0.001, 1000.0], 9), "▁█");
        assert_eq!(spark(&[1.0, 1.0, 4.0, 0.0], 2), "▄█");
        assert_eq!(spark(&[], 4), "");
        assert_eq!(spark(&[0.0, 0.0], 4), "  ");
    }

    #[test]
    fn bars_are_as_long_as_their_share() {
        assert_eq!([0.0, 0.5, 0.0001, 1.0, 0.3].map(|share| bar(share, 4)), ["", "██", "▏", "████", "█▎"]);
    }
}
