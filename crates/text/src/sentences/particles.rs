//! Particles and connectives of scripts without spaces between words, looked for at the ends of text.

use super::roles::Role;

/// How many lists the particles are kept in, by the last byte of the character that is looked at first.
const LISTS: usize = 64;

/// What ends, begins and carries on sentences in such a script.
#[derive(Default)]
pub(super) struct Particles {
    /// What ends with a character, and what begins with one; empty if there is none at all, as in most languages.
    ends: Vec<Vec<(Box<str>, Role)>>,
    begins: Vec<Vec<Box<str>>>,
}

impl Particles {
    pub(super) fn add(&mut self, word: &str, role: Role) {
        if role == Role::FIRST {
            let first = word.chars().next().map_or(0, char::len_utf8);
            self.begins.resize_with(LISTS, Vec::new);
            self.begins[list(word.get(..first))].push(word.into());
        } else {
            self.ends.resize_with(LISTS, Vec::new);
            self.ends[list(Some(word))].push((word.into(), role));
        }
    }

    /// Whether `head` ends in a particle of the role `role`.
    pub(super) fn ends(&self, role: Role, head: &str) -> bool {
        let particles = self.ends.get(list(Some(head)));
        particles.is_some_and(|all| all.iter().any(|(particle, of)| *of == role && head.ends_with(&**particle)))
    }

    /// Whether `rest` begins with a word that begins sentences.
    pub(super) fn begins(&self, rest: &str) -> bool {
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let words = self.begins.get(list(rest.get(..first)));
        words.is_some_and(|all| all.iter().any(|word| rest.starts_with(&**word)))
    }
}

/// The list of what has the last byte of `text`.
fn list(text: Option<&str>) -> usize {
    text.and_then(|text| text.as_bytes().last()).map_or(0, |&b| usize::from(b) % LISTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_are_found_at_their_end_and_in_their_role() {
        let mut particles = Particles::default();
        assert!(!particles.ends(Role::LAST, "ครับ") && !particles.begins("แต่"));
        particles.add("ครับ", Role::LAST);
        particles.add("ว่า", Role::OPENS);
        particles.add("แต่", Role::FIRST);
        assert!(particles.ends(Role::LAST, "มาครับ") && particles.ends(Role::OPENS, "ว่า"));
        assert!(!particles.ends(Role::LAST, "ว่า") && !particles.ends(Role::LAST, "ครับมา"));
        assert!(particles.begins("แต่เขา") && !particles.begins("เขาแต่") && !particles.begins("แ"));
        assert!(!particles.begins("") && !particles.ends(Role::LAST, ""));
    }
}
