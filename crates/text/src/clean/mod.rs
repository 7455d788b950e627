//! Text repair: a table of rules, each a pure function in a file of its own.
//!
//! [`Cleaner`] looks at a text once, byte by byte, and runs only the rules whose marks it saw
//! ([`scan`]). Clean text is neither copied nor decoded.
//!
//! Cleaning twice is cleaning once, for every set of rules: the rules run again until none of them finds
//! anything, and a text that is never done stays as it was.
//!
//! # To add a rule
//! Write one file with its function in the folder of its group and add one line to [`RULES`]. Its
//! example is tested, and the laws in the tests hold it too.

mod boilerplate;
mod edits;
mod fold;
mod mask;
mod normalise;
mod remove;
mod repair;
mod rule;
mod scan;
mod steps;

pub use boilerplate::{Boilerplate, Found, Learner};
pub use edits::Edit;
pub use repair::reference;
pub use rule::{Group, Preset, Rule, Rules};
pub use steps::{Change, Step, changes, replaced};

use std::sync::Arc;
use std::time::{Duration, Instant};

use edits::{Edits, Touched};
use rule::{Context, Reach};
use scan::Marks;

/// All rules, in the order in which they run.
pub const RULES: &[Rule] = &[
    normalise::line_ends::RULE,
    repair::ansi::RULE,
    repair::controls::RULE,
    repair::surrogates::RULE,
    repair::tags::RULE,
    repair::entities::RULE,
    normalise::nfc::RULE,
    repair::mojibake::RULE,
    repair::invisible::RULE,
    normalise::nfkc::RULE,
    normalise::width::RULE,
    normalise::ligatures::RULE,
    normalise::hyphenation::RULE,
    normalise::hard_wraps::RULE,
    normalise::whitespace::RULE,
    repair::dateline::RULE,
    repair::lost_dash::RULE,
    repair::lost_apostrophe::RULE,
    repair::glued::RULE,
    remove::captions::RULE,
    remove::share_lines::RULE,
    remove::policy_lines::RULE,
    remove::boilerplate::RULE,
    remove::citations::RULE,
    remove::emoji::RULE,
    remove::symbol_lines::RULE,
    mask::urls::RULE,
    mask::emails::RULE,
    mask::handles::RULE,
    mask::cards::RULE,
    mask::ips::RULE,
    mask::phones::RULE,
    normalise::quotes::RULE,
    normalise::dashes::RULE,
    normalise::ellipsis::RULE,
    normalise::digits::RULE,
    normalise::repeated_punctuation::RULE,
    normalise::french_spaces::RULE,
    fold::accents::RULE,
    fold::ascii::RULE,
    fold::lower_case::RULE,
];

/// So often the rules run at most. Text of people is done after one or two times; what is not after so
/// many was made to go on for ever.
const ROUNDS: usize = 12;

/// Applies a set of rules, text after text, in buffers of its own.
pub struct Cleaner {
    rules: Rules,
    boilerplate: Option<Arc<Boilerplate>>,
    text: String,
    next: String,
    touched: Touched,
    /// What each rule did since it was last asked for, if somebody wants it.
    work: Option<Vec<Work>>,
}

/// What a rule did.
#[derive(Clone, Copy, Default)]
pub struct Work {
    /// How many pieces of text it replaced.
    pub changes: u64,
    /// How long it took.
    pub time: Duration,
}

impl Cleaner {
    /// A cleaner with these rules.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Cleaner {
            rules,
            boilerplate: None,
            text: String::new(),
            next: String::new(),
            touched: Touched::default(),
            work: None,
        }
    }

    /// The same, and it notes what each rule does, for [`Cleaner::work`].
    #[must_use]
    pub fn measured(self) -> Self {
        Cleaner { work: Some(vec![Work::default(); RULES.len()]), ..self }
    }

    /// What each rule did since this was last asked, in the order of [`RULES`]; nothing if that is not
    /// measured.
    pub fn work(&mut self) -> Option<Vec<Work>> {
        self.work.as_mut().map(|work| std::mem::replace(work, vec![Work::default(); RULES.len()]))
    }

    /// The same, and the rule `boilerplate` takes out the lines of this list.
    #[must_use]
    pub fn with_boilerplate(mut self, list: Arc<Boilerplate>) -> Self {
        self.boilerplate = Some(list);
        self
    }

    /// `text`, which is in `language` (an ISO 639 code, or nothing if it is not known), cleaned; or
    /// nothing if it is clean already.
    ///
    /// ```
    /// use copydesk_text::clean::{Cleaner, Preset, Rules};
    /// let mut cleaner = Cleaner::new(Rules::of(Preset::News));
    /// assert_eq!(cleaner.clean("Tom &amp; Jerry ", "en"), Some("Tom & Jerry"));
    /// assert_eq!(cleaner.clean("Tom & Jerry", "en"), None);
    /// ```
    pub fn clean(&mut self, text: &str, language: &str) -> Option<&str> {
        self.run(text, language, None)
    }

    /// The same, and appends what the rules did to `steps`.
    ///
    /// ```
    /// use copydesk_text::clean::{Cleaner, Preset, Rules};
    /// let mut steps = Vec::new();
    /// Cleaner::new(Rules::of(Preset::News)).explain("a &lt; b", "en", &mut steps);
    /// assert_eq!(steps[0].rule.name, "entities");
    /// assert_eq!((steps[0].edits[0].before.clone(), steps[0].edits[0].after.clone()), (2..6, 2..3));
    /// ```
    pub fn explain(&mut self, text: &str, language: &str, steps: &mut Vec<Step>) -> Option<&str> {
        self.run(text, language, Some(steps))
    }

    fn run(&mut self, text: &str, language: &str, mut steps: Option<&mut Vec<Step>>) -> Option<&str> {
        let context = Context { rules: self.rules, language, boilerplate: self.boilerplate.as_deref() };
        let first = steps.as_ref().map_or(0, |steps| steps.len());
        let mut marks = scan::marks(text);
        // The rules that would find nothing: they ran, and what changed since is out of their reach.
        let mut idle = Rules::NONE;
        let mut changed = false;
        for _ in 0..ROUNDS {
            let mut done = true;
            for (i, rule) in RULES.iter().enumerate() {
                if self.rules.0 & !idle.0 & 1 << i == 0 || !marks.meet(rule.marks) {
                    continue;
                }
                let mut log = Vec::new();
                let current = if changed { self.text.as_str() } else { text };
                let log_of_it = steps.is_some().then_some(&mut log);
                let mut edits = Edits::new(current, &mut self.next, &mut self.touched, log_of_it);
                let start = self.work.is_some().then(Instant::now);
                (rule.apply)(current, &context, &mut edits);
                let changes = edits.finish();
                if let (Some(work), Some(start)) = (self.work.as_mut().and_then(|work| work.get_mut(i)), start) {
                    work.changes += changes;
                    work.time += start.elapsed();
                }
                idle.0 |= 1 << i;
                if changes > 0 {
                    std::mem::swap(&mut self.text, &mut self.next);
                    (changed, done) = (true, false);
                    let new = scan::marks_of_lines(&self.text, &self.touched.places);
                    marks = marks.and(new);
                    idle.0 &= !woken(new, &self.touched).0;
                    if let Some(steps) = &mut steps {
                        steps.push(Step { rule, edits: log });
                    }
                }
            }
            if done && changed && self.text != text {
                return Some(&self.text);
            }
            if done {
                break;
            }
        }
        if let Some(steps) = steps {
            steps.truncate(first);
        }
        None
    }
}

/// The rules that may find something where a rule changed the text, which now has the marks `new` there.
fn woken(new: Marks, touched: &Touched) -> Rules {
    let wakes = |rule: &Rule| match rule.reach {
        Reach::Text => true,
        Reach::Line => new.meet(rule.marks),
        Reach::Word => touched.more_than_space && new.meet(rule.marks),
    };
    Rules(RULES.iter().enumerate().filter(|(_, rule)| wakes(rule)).fold(0, |set, (i, _)| set | 1 << i))
}

#[cfg(test)]
mod tests;
