//! What a report is held to.

use copydesk_stats::from_bytes::{requirement, threshold};

/// Reads `bytes` as a `--require` and as a `--threshold`.
pub fn check_gates(bytes: &[u8]) {
    // What is unknown is compared with all names there are, which takes long for a long one.
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(100)]);
    for why in [requirement(&text).err(), threshold(&text).err()].into_iter().flatten() {
        assert!(!why.is_empty() && !why.contains(char::is_control), "{why:?}");
    }
    if let Ok(most) = threshold(&text) {
        assert!(most >= 0.0 && most.is_finite());
    }
    // White space around the parts makes no difference.
    assert_eq!(requirement(&format!(" {text}\t")).ok(), requirement(&text).ok());
}
