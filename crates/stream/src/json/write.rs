//! Lists and objects, written value by value.

use super::write_string;

/// Appends `values` to `out` as a JSON array; `write` appends each.
pub fn write_list<T>(values: impl IntoIterator<Item = T>, out: &mut Vec<u8>, mut write: impl FnMut(T, &mut Vec<u8>)) {
    out.push(b'[');
    for (i, value) in values.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write(value, out);
    }
    out.push(b']');
}

/// Appends `members`, a name and a value each, to `out` as a JSON object; `write` appends each value.
pub fn write_object<T>(
    members: impl IntoIterator<Item = (impl AsRef<str>, T)>,
    out: &mut Vec<u8>,
    mut write: impl FnMut(T, &mut Vec<u8>),
) {
    out.push(b'{');
    for (i, (name, value)) in members.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write_string(name.as_ref(), out);
        out.push(b':');
        write(value, out);
    }
    out.push(b'}');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_between() {
        let number = |n: u8, out: &mut Vec<u8>| out.extend_from_slice(n.to_string().as_bytes());
        let mut out = Vec::new();
        for list in [&[][..], &[1], &[1, 2, 3]] {
            write_list(list.iter().copied(), &mut out, number);
        }
        write_object([("a\"", 1), ("b", 2)], &mut out, number);
        assert_eq!(out, br#"[][1][1,2,3]{"a\"":1,"b":2}"#);
    }
}
