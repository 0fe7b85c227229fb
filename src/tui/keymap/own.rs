//! The user's own keys in the table, checked before they count.

use indexmap::IndexMap;

use super::{BINDINGS, Binding, Context};
use crate::search::nearest;
use crate::settings::OwnKeys;
use crate::tui::key::Key;

/// Why the keys of an action stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyFault {
    /// No action with keys of its own has this name.
    UnknownAction {
        /// The most similar name, if one is similar enough.
        nearest: Option<&'static str>,
    },
    /// No key is called this, or the program needs it.
    UnusableKey(String),
    /// Another action has the key where both can be pressed.
    Clash {
        /// The key.
        key: String,
        /// The name of the other action.
        other: &'static str,
    },
}

/// The table with the user's own keys: the whole table, and the name of each action whose keys stay, with the reason.
pub fn with_own(own: &IndexMap<String, OwnKeys>) -> (&'static [Binding], Vec<(String, KeyFault)>) {
    if own.is_empty() {
        return (BINDINGS, Vec::new());
    }
    let mut table: Vec<Binding> = BINDINGS.to_vec();
    let mut faults = Vec::new();
    for (name, keys) in own {
        match changed(&table, name, keys) {
            Ok(with_keys) => table = with_keys,
            Err(fault) => faults.push((name.clone(), fault)),
        }
    }
    // It is made once, at the start, and used until the program ends.
    (Vec::leak(table), faults)
}

/// The table with other keys for an action. What is no letter, function key or Control of the action stays beside them.
fn changed(table: &[Binding], name: &str, keys: &OwnKeys) -> Result<Vec<Binding>, KeyFault> {
    let keys: Vec<Key> = keys.iter().map(key_named).collect::<Result<_, _>>()?;
    let is_meant = |binding: &Binding| is_free(binding) && binding.action.id() == Some(name);
    if !table.iter().any(is_meant) {
        let names = table.iter().filter(|binding| is_free(binding)).filter_map(|binding| binding.action.id());
        return Err(KeyFault::UnknownAction { nearest: nearest_of(name, names) });
    }
    let with_keys = |binding: &Binding| {
        if !is_meant(binding) {
            return *binding;
        }
        let kept = binding.keys.iter().copied().filter(|key| !is_own_kind(*key));
        Binding { keys: Vec::leak(keys.iter().copied().chain(kept).collect()), ..*binding }
    };
    let changed: Vec<Binding> = table.iter().map(with_keys).collect();
    for binding in changed.iter().filter(|binding| is_meant(binding)) {
        let others = changed.iter().filter(|other| other.action != binding.action);
        for other in others.filter(|other| meet(binding.context, other.context)) {
            if let Some(key) = keys.iter().find(|key| other.keys.contains(key)) {
                let other = other.action.id().unwrap_or_default();
                return Err(KeyFault::Clash { key: key.to_string(), other });
            }
        }
    }
    Ok(changed)
}

fn nearest_of(name: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let names: Vec<&'static str> = names.collect();
    let found = nearest(name, names.iter().copied())?;
    names.into_iter().find(|known| *known == found)
}

/// Whether the user may choose its keys: not in a field, where letters are typed.
fn is_free(binding: &Binding) -> bool {
    !is_of_fields(binding.context) && binding.keys.iter().any(|key| is_own_kind(*key))
}

fn is_of_fields(context: Context) -> bool {
    matches!(context, Context::Typing | Context::Writing | Context::Picking | Context::Help)
}

/// Whether it is a key of the kind that the user chooses.
fn is_own_kind(key: Key) -> bool {
    matches!(key, Key::Char(_) | Key::Ctrl(_) | Key::F(_))
}

/// Letters with Control that the terminal sends for other keys, or that end or stop a program.
const TAKEN_BY_TERMINALS: [char; 6] = ['c', 'h', 'i', 'j', 'm', 'z'];

/// The key of this name, as the footer prints it: `m`, `F6`, `Ctrl-t`.
fn key_named(name: &str) -> Result<Key, KeyFault> {
    let unusable = || KeyFault::UnusableKey(name.to_owned());
    let small = name.to_ascii_lowercase();
    let mut letters = small.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        let is_usable = letter.is_ascii_graphic() && !letter.is_ascii_digit();
        return Some(Key::Char(letter)).filter(|_| is_usable).ok_or_else(unusable);
    }
    if let Some(letter) = small.strip_prefix("ctrl-") {
        let mut letters = letter.chars();
        let one = letters.next().filter(|letter| letter.is_ascii_lowercase() && letters.next().is_none());
        return one.filter(|letter| !TAKEN_BY_TERMINALS.contains(letter)).map(Key::Ctrl).ok_or_else(unusable);
    }
    let number = small.strip_prefix('f').and_then(|number| number.parse().ok());
    number.filter(|number| (1..=12).contains(number)).map(Key::F).ok_or_else(unusable)
}

/// Whether keys of both contexts can be pressed in one place.
fn meet(one: Context, other: Context) -> bool {
    let everywhere = |context| matches!(context, Context::Everywhere | Context::Screen | Context::Rows);
    let family = |context| match context {
        Context::Changes | Context::TakingOver | Context::Gone => Context::Versions,
        Context::LongNotes => Context::Comparison,
        Context::Choosing | Context::Numbered => Context::Settings,
        other => other,
    };
    !is_of_fields(other) && (family(one) == family(other) || everywhere(one) || everywhere(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Action;
    use crate::tui::keymap::first_key;
    use crate::tui::screens::Destination;

    fn table(own: &[(&str, &str)]) -> (&'static [Binding], Vec<(String, KeyFault)>) {
        let own: IndexMap<_, _> =
            own.iter().map(|(name, key)| ((*name).to_owned(), OwnKeys::One((*key).to_owned()))).collect();
        with_own(&own)
    }

    #[test]
    fn an_own_key_takes_the_place_of_the_usual_one_wherever_the_action_has_keys() {
        let (own, faults) = table(&[("roadmap", "m"), ("quit", "Ctrl-X"), ("delete", "F6")]);
        assert_eq!(faults, []);
        let roadmap = Action::Open(Destination::Roadmap);
        assert_eq!(first_key(own, Context::Overview, roadmap), Some(Key::Char('m')));
        assert_eq!(first_key(own, Context::Results, roadmap), Some(Key::Char('m')));
        assert_eq!(first_key(own, Context::Everywhere, Action::Quit), Some(Key::Ctrl('x')));
        let delete = own.iter().find(|binding| binding.action == Action::Delete).unwrap();
        assert_eq!(delete.keys, [Key::F(6), Key::Delete]);
        assert_eq!(own.len(), BINDINGS.len());
    }

    #[test]
    fn what_is_wrong_is_named_and_changes_nothing() {
        let clash = |key: &str, other| KeyFault::Clash { key: key.to_owned(), other };
        let unusable = |key: &str| KeyFault::UnusableKey(key.to_owned());
        for (name, key, fault) in [
            ("raodmap", "m", KeyFault::UnknownAction { nearest: Some("roadmap") }),
            ("up", "3", unusable("3")),
            ("roadmap", "enter", unusable("enter")),
            ("roadmap", "ctrl-c", unusable("ctrl-c")),
            ("roadmap", "F13", unusable("F13")),
            ("roadmap", "r", clash("r", "results")),
            ("roadmap", "q", clash("q", "quit")),
            ("roadmap", "?", clash("?", "help")),
            ("quit", "n", clash("n", "new")),
            ("search", "o", clash("o", "next_open")),
        ] {
            let (own, faults) = table(&[(name, key)]);
            assert_eq!(faults, [(name.to_owned(), fault)], "{name}: {key}");
            let same = own.iter().zip(BINDINGS).all(|(one, other)| one.keys == other.keys);
            assert!(same, "{name}: {key}");
        }
    }

    #[test]
    fn an_action_may_take_the_key_that_another_one_has_given_up_before_it() {
        let (own, faults) = table(&[("results", "t"), ("roadmap", "r")]);
        assert_eq!(faults, []);
        let key = |destination| first_key(own, Context::Overview, Action::Open(destination));
        let keys = [Destination::Results, Destination::Roadmap].map(key);
        assert_eq!(keys, [Some(Key::Char('t')), Some(Key::Char('r'))]);
        let (_, faults) = table(&[("roadmap", "r"), ("results", "t")]);
        assert_eq!(faults.len(), 1, "{faults:?}");
    }

    #[test]
    fn the_documents_name_every_action_that_may_have_an_own_key() {
        for document in [include_str!("../../../docs/keys.md"), include_str!("../../../docs/keys.ar.md")] {
            for binding in BINDINGS.iter().filter(|binding| is_free(binding)) {
                let name = binding.action.id().unwrap();
                assert!(document.contains(&format!("`{name}`")), "{name}");
            }
        }
    }
}
