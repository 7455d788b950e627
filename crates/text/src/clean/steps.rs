//! What the rules did to a text as a whole: each step's changes, told in bytes of the text as it came and
//! as it left.

use std::ops::Range;

use super::{Edit, Rule};

/// What a rule did in one of its turns.
#[derive(Clone)]
pub struct Step {
    /// The rule.
    pub rule: &'static Rule,
    /// What it replaced, in the text as the steps before left it.
    pub edits: Vec<Edit>,
}

/// One change of one rule.
pub struct Change {
    /// The rule.
    pub rule: &'static Rule,
    /// Where it was made, in the text as it came. What an earlier step had put there counts whole.
    pub before: Range<usize>,
    /// Where it shows, in the text as it left.
    pub after: Range<usize>,
}

/// All changes of `steps`, in their order.
#[must_use]
pub fn changes(steps: &[Step]) -> Vec<Change> {
    // What the steps before and behind each one came to.
    let mut behind = vec![Vec::new()];
    for step in steps.iter().skip(1).rev() {
        let later = composed(&step.edits, &behind[behind.len() - 1]);
        behind.push(later);
    }
    let mut before = Vec::new();
    let mut all = Vec::new();
    for (step, behind) in steps.iter().zip(behind.iter().rev()) {
        for edit in &step.edits {
            all.push(Change {
                rule: step.rule,
                before: through(&before, edit.before.clone(), Edit::swapped),
                after: through(behind, edit.after.clone(), Edit::clone),
            });
        }
        before = composed(&before, &step.edits);
    }
    all
}

/// What all of `steps` came to: pieces of the text as it came, and of the text as it left.
#[must_use]
pub fn replaced(steps: &[Step]) -> Vec<Edit> {
    steps.iter().fold(Vec::new(), |before, step| composed(&before, &step.edits))
}

impl Edit {
    fn swapped(&self) -> Edit {
        Edit { before: self.after.clone(), after: self.before.clone() }
    }
}

/// Where `span` is found behind `edits`, of which `turn` makes the direction. What overlaps with an edit
/// takes all of it in; one that only touches is no part of it, unless it is all there is.
///
/// No two of `edits` touch each other, as [`composed`] leaves none that do: what stands between them tells
/// the places that are not inside of one.
fn through(edits: &[Edit], span: Range<usize>, turn: fn(&Edit) -> Edit) -> Range<usize> {
    let turned = |i: usize| edits.get(i).map(turn);
    let first = edits.partition_point(|edit| {
        let end = turn(edit).before.end;
        end < span.start || (end == span.start && !span.is_empty())
    });
    let last = edits.partition_point(|edit| {
        let start = turn(edit).before.start;
        start < span.end || (start == span.end && span.is_empty())
    });
    // Where `at` is found, behind the first `i` edits; the end of the last of them, if it lies inside of that.
    let behind = |i: usize, at: usize| match i.checked_sub(1).and_then(turned) {
        Some(edit) => edit.after.end + at.saturating_sub(edit.before.end),
        None => at,
    };
    let (start, end) = (behind(first, span.start), behind(last, span.end));
    match turned(first).filter(|_| first < last) {
        Some(edit) => start.min(edit.after.start)..end,
        None => start..end,
    }
}

/// One list of edits that does what `first` and then `second` do.
fn composed(first: &[Edit], second: &[Edit]) -> Vec<Edit> {
    let mut all: Vec<Edit> = Vec::with_capacity(first.len() + second.len());
    let (mut i, mut j) = (0, 0);
    // What was passed is so much longer behind the first edits, and behind the second ones.
    let (mut middle_before, mut middle_after) = (0_isize, 0_isize);
    let at = |position: usize, shift: isize| position.saturating_add_signed(shift);
    while i < first.len() || j < second.len() {
        let start = match (first.get(i), second.get(j)) {
            (Some(a), Some(b)) => a.after.start.min(b.before.start),
            (Some(a), None) => a.after.start,
            (None, Some(b)) => b.before.start,
            (None, None) => break,
        };
        let (from, to) = (at(start, middle_before), at(start, middle_after));
        let mut end = start;
        loop {
            if let Some(a) = first.get(i).filter(|a| a.after.start <= end) {
                end = end.max(a.after.end);
                middle_before = a.before.end as isize - a.after.end as isize;
                i += 1;
            } else if let Some(b) = second.get(j).filter(|b| b.before.start <= end) {
                end = end.max(b.before.end);
                middle_after = b.after.end as isize - b.before.end as isize;
                j += 1;
            } else {
                break;
            }
        }
        all.push(Edit { before: from..at(end, middle_before), after: to..at(end, middle_after) });
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::edits::{Edits, Touched};
    use super::*;

    fn made(text: &str, changes: &[(usize, usize, &str)]) -> (String, Vec<Edit>) {
        let (mut out, mut touched, mut log) = (String::new(), Touched::default(), Vec::new());
        let mut edits = Edits::new(text, &mut out, &mut touched, Some(&mut log));
        changes.iter().for_each(|(start, end, with)| edits.replace(*start..*end, with));
        let changed = edits.finish() > 0;
        (if changed { out } else { text.to_owned() }, log)
    }

    fn follows(edits: &[Edit], before: &str, after: &str) -> bool {
        let (mut a, mut b) = (0, 0);
        for edit in edits {
            if before[a..edit.before.start] != after[b..edit.after.start] {
                return false;
            }
            (a, b) = (edit.before.end, edit.after.end);
        }
        before[a..] == after[b..]
    }

    #[test]
    fn two_steps_as_one() {
        let (middle, first) = made("a &amp;lt; b  c", &[(2, 7, "&")]);
        let (last, second) = made(&middle, &[(2, 6, "<"), (8, 10, " ")]);
        assert_eq!((middle.as_str(), last.as_str()), ("a &lt; b  c", "a < b c"));
        let all = composed(&first, &second);
        assert!(follows(&all, "a &amp;lt; b  c", &last));
        assert_eq!((all[0].before.clone(), all[0].after.clone()), (2..10, 2..3));
        let rule = &super::super::RULES[0];
        let steps = [Step { rule, edits: first }, Step { rule, edits: second }];
        let spans: Vec<_> = changes(&steps).into_iter().map(|c| (c.before, c.after)).collect();
        assert_eq!(spans, [(2..7, 2..3), (2..10, 2..3), (12..14, 5..6)]);
    }

    #[test]
    fn what_only_touches_a_change_is_no_part_of_it() {
        // What stands beside the middle piece became shorter in the first step.
        let (middle, first) = made("北b南", &[(0, 3, "x"), (4, 7, "z")]);
        let (last, second) = made(&middle, &[(1, 2, "y")]);
        assert_eq!(last, "xyz");
        let rule = &super::super::RULES[0];
        let steps = [first, second].map(|edits| Step { rule, edits });
        let spans: Vec<_> = changes(&steps).into_iter().map(|c| (c.before, c.after)).collect();
        assert_eq!(spans, [(0..3, 0..1), (4..7, 2..3), (3..4, 1..2)]);
    }

    /// From where in a text each byte came of what `edits` make of it, where they left it as it was.
    fn kept(from: &[Option<usize>], edits: &[Edit]) -> Vec<Option<usize>> {
        let (mut all, mut at) = (Vec::new(), 0);
        for edit in edits {
            all.extend_from_slice(&from[at..edit.before.start]);
            all.resize(edit.after.end, None);
            at = edit.before.end;
        }
        all.extend_from_slice(&from[at..]);
        all
    }

    /// The same, for the edits of all `steps` in a text of `length`.
    fn kept_by(steps: &[Step], length: usize) -> Vec<Option<usize>> {
        steps.iter().fold((0..length).map(Some).collect(), |from, step| kept(&from, &step.edits))
    }

    proptest! {
        #[test]
        fn any_steps_as_one(text in "[a-d]{0,30}", steps in prop::collection::vec(
            prop::collection::vec((0..9_u8, 0..4_u8, "[x-z]{0,3}"), 0..5), 0..5)) {
            let (mut now, mut all) = (text.clone(), Vec::new());
            for step in steps {
                let mut at = 0;
                let step: Vec<_> = (step.iter()).map(|(skip, length, with)| {
                    let start = (at + usize::from(*skip)).min(now.len());
                    at = (start + usize::from(*length)).min(now.len());
                    (start, at, with.as_str())
                }).collect();
                let (next, edits) = made(&now, &step);
                all = composed(&all, &edits);
                prop_assert!(follows(&all, &text, &next), "{text:?} {all:?} {next:?}");
                now = next;
            }
        }

        #[test]
        fn each_change_holds_what_its_rule_replaced(text in "[ab北é]{0,20}", steps in prop::collection::vec(
            prop::collection::vec((0..5_usize, 0..4_usize, "[xy中ü]{0,3}"), 1..5), 0..5)) {
            let (mut texts, mut all) = (vec![text.clone()], Vec::new());
            for step in steps {
                let now = &texts[texts.len() - 1];
                let mut at = 0;
                let behind = |at: usize, n: usize| at + now[at..].chars().take(n).map(char::len_utf8).sum::<usize>();
                let step: Vec<_> = (step.iter()).map(|(skip, length, with)| {
                    let start = behind(at, *skip);
                    at = behind(start, *length);
                    (start, at, with.as_str())
                }).collect();
                let (next, edits) = made(now, &step);
                all.push(Step { rule: &super::super::RULES[0], edits });
                texts.push(next);
            }
            let mut changes = changes(&all).into_iter();
            let last = &texts[all.len()];
            for (n, step) in all.iter().enumerate() {
                let from = kept_by(&all[..n], text.len());
                let to = kept_by(&all[n + 1..], texts[n + 1].len());
                for (edit, change) in step.edits.iter().zip(&mut changes) {
                    prop_assert!(text.get(change.before.clone()).is_some() && last.get(change.after.clone()).is_some());
                    // What came through all steps is in it on both sides, or on none.
                    for (now, origin) in from.iter().enumerate().filter_map(|(now, origin)| Some((now, (*origin)?))) {
                        prop_assert_eq!(edit.before.contains(&now), change.before.contains(&origin));
                    }
                    for (end, origin) in to.iter().enumerate().filter_map(|(end, origin)| Some((end, (*origin)?))) {
                        prop_assert_eq!(edit.after.contains(&origin), change.after.contains(&end));
                    }
                }
            }
            prop_assert!(changes.next().is_none());
        }
    }
}
