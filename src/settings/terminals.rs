//! The known terminals of the user: `terminals.yaml` in the config folder.
//!
//! It remembers results; asking a terminal is done in `terminal`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Bidi, Loaded, NotSaved, SettingsError, file};
use crate::bidi::Adapter;
use crate::paths::Paths;
use crate::yaml::{self, Fault, Places};

/// The terminals, by the name that each reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Terminals(BTreeMap<String, KnownTerminal>);

/// The facts known about one terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct KnownTerminal {
    /// How Arabic is sent to it, as the user chose.
    #[serde(skip_serializing_if = "Option::is_none")]
    bidi: Option<Bidi>,
    /// The adapter from its answers at the last start, if the environment does not determine it. It is remembered
    /// because the first frame is drawn before the terminal has answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<Bidi>,
    /// Whether it answers no queries, so that commands hardly wait for it.
    #[serde(skip_serializing_if = "is_false")]
    silent: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl file::ConfigFile for Terminals {
    fn unknown_keys(places: &Places) -> Vec<Fault> {
        let terminals = places.keys("").into_iter();
        terminals.flat_map(|terminal| yaml::unknown_keys::<KnownTerminal>(places, terminal)).collect()
    }
}

impl Terminals {
    /// Reads the file at `paths`; without a file, no terminal is known. Returns an error if the file cannot be read
    /// or has a fault.
    pub fn load(paths: &Paths) -> Result<Loaded<Self>, SettingsError> {
        file::load(&paths.terminals())
    }

    /// Changes the file at `paths`, and keeps the rest of its current contents.
    pub fn change(paths: &Paths, change: impl FnOnce(&mut Self)) -> Result<(), NotSaved> {
        file::change(paths, &paths.terminals(), change)
    }

    /// The adapter that the user chose for the terminal with this name.
    pub fn chosen(&self, terminal: &str) -> Option<Adapter> {
        self.0.get(terminal)?.bidi?.adapter()
    }

    /// Remembers the adapter that the user chose for the terminal with this name.
    pub fn choose(&mut self, terminal: &str, adapter: Adapter) {
        self.0.entry(terminal.to_owned()).or_default().bidi = Some(Bidi::Through(adapter));
    }

    /// The adapter from the last answers of the terminal with this name.
    pub fn seen(&self, terminal: &str) -> Option<Adapter> {
        self.0.get(terminal)?.seen?.adapter()
    }

    /// Remembers the adapter from the answers of the terminal with this name.
    pub fn note_adapter(&mut self, terminal: &str, adapter: Adapter) {
        self.0.entry(terminal.to_owned()).or_default().seen = Some(Bidi::Through(adapter));
    }

    /// Whether the terminal with this name did not answer the last queries.
    pub fn is_silent(&self, terminal: &str) -> bool {
        self.0.get(terminal).is_some_and(|known| known.silent)
    }

    /// Remembers whether the terminal with this name does not answer.
    pub fn note_silence(&mut self, terminal: &str, silent: bool) {
        let known = self.0.entry(terminal.to_owned()).or_default();
        known.silent = silent;
        if *known == KnownTerminal::default() {
            self.0.remove(terminal);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::tests::paths;
    use super::*;

    #[test]
    fn a_choice_for_a_terminal_is_found_for_that_terminal() {
        let (_folder, paths) = paths();
        Terminals::change(&paths, |terminals| {
            terminals.choose("XTerm(379)", Adapter::Fence);
            terminals.note_silence("dumb", true);
        })
        .unwrap();
        let terminals = Terminals::load(&paths).unwrap().value;
        assert_eq!(terminals.chosen("XTerm(379)"), Some(Adapter::Fence));
        assert_eq!(terminals.chosen("XTerm(380)"), None);
        assert!(terminals.is_silent("dumb") && !terminals.is_silent("XTerm(379)"));
    }

    #[test]
    fn silence_is_forgotten_when_the_terminal_answers() {
        let mut terminals = Terminals::default();
        terminals.note_silence("dumb", true);
        assert!(terminals.is_silent("dumb"));
        terminals.note_silence("dumb", false);
        assert_eq!(terminals, Terminals::default());
    }

    #[test]
    fn a_file_with_a_fault_is_never_overwritten() {
        let (_folder, paths) = paths();
        fs::create_dir(&paths.config).unwrap();
        for text in ["xterm:\n  bidi: [\n", "nonsense: [1\n", "xterm: *a\n"] {
            fs::write(paths.terminals(), text).unwrap();
            assert!(matches!(Terminals::load(&paths), Err(SettingsError::Fault { .. })));
            assert!(
                Terminals::change(&paths, |terminals| terminals.choose("xterm", Adapter::Fence)).is_err()
            );
            assert_eq!(fs::read_to_string(paths.terminals()).unwrap(), text);
        }
    }

    #[test]
    fn a_value_of_another_version_is_reported_and_the_others_count() {
        for (value, path, line) in
            [("st.1:\n  bidi: sideways\n  silent: true\n", "st.1.bidi", 2), ("st.1: 3\n", "st.1", 1)]
        {
            let (_folder, paths) = paths();
            fs::create_dir(&paths.config).unwrap();
            fs::write(paths.terminals(), format!("{value}xterm:\n  bidi: fence\n")).unwrap();
            let Loaded { value: terminals, unknown } = Terminals::load(&paths).unwrap();
            assert_eq!(terminals.chosen("xterm"), Some(Adapter::Fence));
            assert_eq!((unknown.len(), unknown[0].fault.path.as_str()), (1, path));
            assert_eq!(unknown[0].fault.place.unwrap().line, line);
            Terminals::change(&paths, |terminals| terminals.choose("foot", Adapter::Visual)).unwrap();
            assert!(fs::read_to_string(paths.terminals()).unwrap().starts_with(value));
        }
    }

    #[test]
    fn keys_of_another_version_are_reported_and_kept() {
        let (_folder, paths) = paths();
        fs::create_dir(&paths.config).unwrap();
        let text = "tmux 3.3a: # mine\n  silent: true\n  slient: 7\nXTerm(379):\n  new: {a: [1]}\n";
        fs::write(paths.terminals(), text).unwrap();
        let unknown = Terminals::load(&paths).unwrap().unknown;
        let keys: Vec<_> =
            unknown.iter().map(|key| (&*key.fault.path, key.fault.place.unwrap().line)).collect();
        assert_eq!(keys, [("tmux 3.3a.slient", 3), ("XTerm(379).new", 5)]);
        Terminals::change(&paths, |terminals| {
            terminals.choose("XTerm(379)", Adapter::Fence);
            terminals.note_silence("tmux 3.3a", false);
        })
        .unwrap();
        let expected = text.replace("  silent: true\n", "").replace("  new", "  bidi: fence\n  new");
        assert_eq!(fs::read_to_string(paths.terminals()).unwrap(), expected);
    }
}
