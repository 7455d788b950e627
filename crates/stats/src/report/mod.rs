//! The report: one tree of named values, from which every view is made and every question is answered.

mod build;

pub(crate) use build::{TERMS, report, value_of};

/// A value in a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// There is none: the mean of no records.
    Nothing,
    /// A whole number.
    Count(u64),
    /// Any other number; it is finite.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Text, which may come from records.
    Text(String),
    /// Values in order.
    List(Vec<Node>),
    /// Values by name, in the order in which they are shown.
    Tree(Vec<(String, Node)>),
}

impl Node {
    /// A tree of these values.
    pub(crate) fn tree<const N: usize>(values: [(&str, Node); N]) -> Node {
        Node::Tree(values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// A number, or nothing if it is not finite. It is rounded to nine significant digits, which are more
    /// than any measure has and the same on every machine.
    #[must_use]
    pub fn number(n: impl Into<Option<f64>>) -> Node {
        let rounded = |n: f64| format!("{n:.8e}").parse().unwrap_or(n);
        n.into().filter(|n| n.is_finite()).map_or(Node::Nothing, |n| Node::Number(rounded(n)))
    }

    /// The value at a path such as `words.p50`. Names may have dots themselves.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Node> {
        let Node::Tree(values) = self else { return None };
        if let Some((_, value)) = values.iter().find(|(name, _)| name == path) {
            return Some(value);
        }
        let mut inside = values.iter().filter_map(|(name, value)| {
            let rest = path.strip_prefix(name.as_str())?.strip_prefix('.')?;
            value.get(rest)
        });
        inside.next_back()
    }

    /// Its number, if it is one.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Node::Count(n) => Some(*n as f64),
            Node::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// Puts `value` at `path`, whose last name is all behind the last dot, making the trees on the way.
    pub(crate) fn set(&mut self, path: &str, value: Node) {
        let Node::Tree(values) = self else { return };
        let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
        let at = values.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
            values.push((name.to_owned(), Node::Tree(Vec::new())));
            values.len() - 1
        });
        match rest {
            Some(rest) => values[at].1.set(rest, value),
            None => values[at].1 = value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_values() {
        let mut root = Node::Tree(Vec::new());
        root.set("a.b.c", Node::Count(1));
        root.set("a.d", Node::number(f64::NAN));
        root.set("a.b.e", Node::number(1.0 / 3.0));
        assert_eq!(root.get("a.b.c").and_then(Node::as_f64), Some(1.0));
        assert_eq!(root.get("a.d"), Some(&Node::Nothing));
        assert_eq!(root.get("a.b.e"), Some(&Node::Number(0.333_333_333)));
        assert_eq!((root.get("a.x"), root.get("a.b.c.d"), root.get("")), (None, None, None));
        let dotted = Node::Tree(vec![("x.y".into(), Node::Tree(vec![("n".into(), Node::Count(2))]))]);
        assert_eq!(dotted.get("x.y.n"), Some(&Node::Count(2)));
    }
}
