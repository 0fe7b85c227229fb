//! The names of keys, as footer, help and palette print them.

use super::{
    key::Key,
    keymap::{self, Binding},
    level_numbers::LevelNumbers,
    session::Session,
    workspace::Workspace,
};

/// The printed name of a key. Digits are those of the levels of the open assessment, arrows those of the reading
/// direction.
pub fn key_name(key: Key, workspace: &Workspace, session: Option<&Session>) -> String {
    match (key, session) {
        (Key::Digit, Some(session)) => LevelNumbers::ends(session.sheet().pack().scale()).join("-"),
        _ => keymap::arrow(key, workspace.direction()).to_string(),
    }
}

/// All keys of a binding, as the help prints them.
pub fn key_names(binding: &Binding, workspace: &Workspace, session: Option<&Session>) -> String {
    let names: Vec<String> = binding.keys.iter().map(|key| key_name(*key, workspace, session)).collect();
    names.join("  ")
}
