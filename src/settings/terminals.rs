//! What is known of the terminals of this person: `terminals.yaml` in the config folder.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{SettingsError, read, write};
use crate::bidi::Adapter;
use crate::paths::Paths;
use crate::store::FileFault;

/// The terminals, by what they call themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Terminals(BTreeMap<String, Remembered>);

/// What is known of one terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Remembered {
    /// The adapter that the person chose here.
    #[serde(with = "super::adapter_word", skip_serializing_if = "Option::is_none")]
    bidi: Option<Adapter>,
    /// It answers no questions, so it is hardly waited for.
    #[serde(skip_serializing_if = "is_false")]
    silent: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Terminals {
    /// What stands in the file at `paths`; without a file, nothing is known.
    ///
    /// On an error the program goes on knowing nothing, tells the user, and does not save over the file.
    pub fn load(paths: &Paths) -> Result<Self, SettingsError> {
        read(&paths.terminals())
    }

    /// Saves the file. Makes the config folder.
    pub fn save(&self, paths: &Paths) -> Result<(), FileFault> {
        write(self, paths, &paths.terminals())
    }

    /// The adapter that was chosen on the terminal of this name.
    pub fn chosen(&self, terminal: &str) -> Option<Adapter> {
        self.0.get(terminal)?.bidi
    }

    /// Remembers the adapter that was chosen on the terminal of this name.
    pub fn choose(&mut self, terminal: &str, adapter: Adapter) {
        self.0.entry(terminal.to_owned()).or_default().bidi = Some(adapter);
    }

    /// Whether the terminal of this name answered nothing when it was last asked.
    pub fn is_silent(&self, terminal: &str) -> bool {
        self.0.get(terminal).is_some_and(|known| known.silent)
    }

    /// Remembers whether the terminal of this name answers; says whether that is new.
    pub fn note_silence(&mut self, terminal: &str, silent: bool) -> bool {
        if self.is_silent(terminal) == silent {
            return false;
        }
        let known = self.0.entry(terminal.to_owned()).or_default();
        known.silent = silent;
        if *known == Remembered::default() {
            self.0.remove(terminal);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::tests::paths;
    use super::*;

    #[test]
    fn what_was_chosen_on_a_terminal_is_found_again_on_that_terminal() {
        let (_folder, paths) = paths();
        let mut terminals = Terminals::load(&paths).unwrap();
        terminals.choose("XTerm(379)", Adapter::Fence);
        assert!(terminals.note_silence("dumb", true));
        terminals.save(&paths).unwrap();
        let terminals = Terminals::load(&paths).unwrap();
        assert_eq!(terminals.chosen("XTerm(379)"), Some(Adapter::Fence));
        assert_eq!(terminals.chosen("XTerm(380)"), None);
        assert!(terminals.is_silent("dumb") && !terminals.is_silent("XTerm(379)"));
    }

    #[test]
    fn silence_is_forgotten_when_the_terminal_speaks() {
        let mut terminals = Terminals::default();
        assert!(!terminals.note_silence("dumb", false));
        assert!(terminals.note_silence("dumb", true) && !terminals.note_silence("dumb", true));
        assert!(terminals.note_silence("dumb", false));
        assert_eq!(terminals, Terminals::default());
    }

    #[test]
    fn a_fault_is_told_and_the_file_left_untouched() {
        let (_folder, paths) = paths();
        fs::create_dir(&paths.config).unwrap();
        let text = "xterm:\n  bidi: sideways\n";
        fs::write(paths.terminals(), text).unwrap();
        assert!(matches!(Terminals::load(&paths), Err(SettingsError::Fault { .. })));
        assert_eq!(fs::read_to_string(paths.terminals()).unwrap(), text);
    }
}
