//! The one list of tools: man pages, completions and tests go over it.

#[cfg(feature = "pages")]
pub mod pages;

use copydesk_cli::Tool;

/// Every tool, in the order in which they stand in a pipe.
pub const TOOLS: [Tool; 5] = [
    copydesk_to_jsonl::TOOL,
    copydesk_clean::TOOL,
    copydesk_detect_language::TOOL,
    copydesk_split_sentences::TOOL,
    copydesk_stats::TOOL,
];
