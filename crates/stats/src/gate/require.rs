//! `--require`: what must hold.

use std::str::FromStr;

/// What is asked of a number of the report.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Requirement {
    /// As it was given, with the usual spaces.
    pub(super) text: String,
    pub(crate) path: String,
    operator: Operator,
    number: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Operator {
    AtLeast,
    AtMost,
    Above,
    Below,
    Equal,
    Other,
}

const OPERATORS: [(&str, Operator); 6] = [
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    (">", Operator::Above),
    ("<", Operator::Below),
    ("==", Operator::Equal),
    ("!=", Operator::Other),
];

impl Requirement {
    /// Whether it holds for `value`.
    #[allow(clippy::float_cmp)]
    pub(crate) fn holds(&self, value: f64) -> bool {
        match self.operator {
            Operator::AtLeast => value >= self.number,
            Operator::AtMost => value <= self.number,
            Operator::Above => value > self.number,
            Operator::Below => value < self.number,
            Operator::Equal => value == self.number,
            Operator::Other => value != self.number,
        }
    }
}

impl FromStr for Requirement {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sign = |c: char| "<>=!".contains(c);
        let form = || "must be PATH OPERATOR NUMBER, such as 'words.p50 > 100'".to_owned();
        // A name in the path may have signs; a number has none.
        let end = text.rfind(sign).ok_or_else(form)? + 1;
        let start = text[..end].trim_end_matches(sign).len();
        let (path, operator, number) = (text[..start].trim(), &text[start..end], text[end..].trim());
        let known = OPERATORS.iter().find(|(name, _)| *name == operator);
        let (name, operator) = known.ok_or_else(|| format!("{operator} is none of >=, <=, >, <, == and !="))?;
        if path.is_empty() || number.is_empty() {
            return Err(form());
        }
        let value = super::require::number(number)?;
        Ok(Requirement {
            text: format!("{path} {name} {number}"),
            path: path.to_owned(),
            operator: *operator,
            number: value,
        })
    }
}

/// A number such as `1000`, `0.95` or `95%`.
///
/// # Errors
/// If it is none.
pub(super) fn number(text: &str) -> Result<f64, String> {
    let (digits, power) = text.strip_suffix('%').map_or((text, ""), |digits| (digits.trim_end(), "e-2"));
    // Not inf or nan; an exponent and a percent sign are one too many.
    let known = if power.is_empty() { "+-.eE" } else { "+-." };
    let plain = digits.chars().all(|c| c.is_ascii_digit() || known.contains(c));
    // Read with its power, 0.1% is the same number as 0.001.
    let value = format!("{digits}{power}").parse::<f64>().ok().filter(|n| plain && n.is_finite());
    value.ok_or_else(|| format!("{text:?} is not a number such as 1000, 0.95 or 95%"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Requirement, String> {
        text.parse()
    }

    #[test]
    fn numbers_are_held_to_it() {
        for (text, held, not) in [
            ("records >= 1000", 1000.0, 999.0),
            ("records<=1_0".trim_end_matches("_0"), 1.0, 2.0),
            ("words.p50 > 100", 101.0, 100.0),
            ("words.p50 < 1e3", 999.0, 1000.0),
            ("languages.en.share == 95%", 0.95, 0.951),
            ("x.share == 0.1%", 0.001, 0.0011),
            ("a.min != -1.5", 0.0, -1.5),
        ] {
            let requirement = of(text).unwrap();
            assert!(requirement.holds(held) && !requirement.holds(not), "{text}");
        }
        let named = of("sources.a >= b <c>.records>=1").unwrap();
        assert_eq!(
            (named.path.as_str(), named.text.as_str()),
            ("sources.a >= b <c>.records", "sources.a >= b <c>.records >= 1")
        );
    }

    #[test]
    fn what_is_none_says_so() {
        for (text, said) in [
            ("words.p50", "must be PATH OPERATOR NUMBER"),
            ("", "must be PATH OPERATOR NUMBER"),
            ("> 3", "must be PATH OPERATOR NUMBER"),
            ("words.p50 >", "must be PATH OPERATOR NUMBER"),
            ("words.p50 = 3", "= is none of"),
            ("words.p50 => 3", "=> is none of"),
            ("words.p50 > many", "\"many\" is not a number"),
            ("words.p50 > nan", "\"nan\" is not a number"),
            ("words.p50 > inf", "\"inf\" is not a number"),
            ("words.p50 > 1e999", "\"1e999\" is not a number"),
            ("words.p50 > 5%%", "\"5%%\" is not a number"),
        ] {
            assert!(of(text).unwrap_err().starts_with(said), "{text}: {:?}", of(text));
        }
    }
}
