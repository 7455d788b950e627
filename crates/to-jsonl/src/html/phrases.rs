//! What short lines beside an article begin with, in lower case, one phrase a line.

/// Labels of what comes behind an article, or between its paragraphs: comments, related articles.
pub(super) const ENDS: &str = include_str!("ends.txt");

/// Lines that stand alone: advertisements, sources of pictures, pointers to other articles.
pub(super) const BESIDE: &str = include_str!("beside.txt");
