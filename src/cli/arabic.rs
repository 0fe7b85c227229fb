//! How Arabic is shown on this terminal, by what was said and by what the terminal is.

use std::cell::LazyCell;
use std::io;
use std::rc::Rc;

use super::surroundings;
use crate::bidi::{Adapter, Presentation};
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::paths::Paths;
use crate::settings::{BIDI_WORDS, Settings, Terminals};
use crate::terminal::{AdapterSource, Recognised, TerminalQuestion, recognise};

/// The variable that says how Arabic is sent where no option does.
pub const VARIABLE: &str = "MIZAN_BIDI";

/// How text is shown where a person reads it.
#[derive(Clone, Default)]
pub struct OutputStyle {
    /// Digits and vowel signs.
    pub presentation: Presentation,
    /// The terminal. Both streams end on one.
    pub terminal: SharedTerminal,
}

/// The terminal printed to, found out once and not before the first line needs it: to ask a terminal takes a moment.
#[derive(Clone)]
pub struct SharedTerminal(Rc<LazyCell<Recognised, Box<dyn FnOnce() -> Recognised>>>);

impl SharedTerminal {
    fn found_by(find: impl FnOnce() -> Recognised + 'static) -> Self {
        Self(Rc::new(LazyCell::new(Box::new(find))))
    }

    /// A terminal that is sent Arabic through this adapter, whatever it is.
    pub fn sent_through(adapter: Adapter) -> Self {
        Self::found_by(move || Recognised::unasked(adapter))
    }

    /// What the terminal is.
    pub fn recognised(&self) -> &Recognised {
        &self.0
    }

    /// How it is sent Arabic.
    pub fn adapter(&self) -> Adapter {
        self.recognised().decision.adapter
    }
}

impl Default for SharedTerminal {
    fn default() -> Self {
        Self::sent_through(Adapter::default())
    }
}

/// What was said about the way Arabic is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The adapter and who named it, where somebody did.
    pub adapter: Option<(Adapter, AdapterSource)>,
    /// The word of the variable, where it is none of ours.
    pub unknown: Option<String>,
}

impl Said {
    /// What the option says, else the variable, else the setting. `auto` leaves it to the program, whatever those after it
    /// say; a word that is none of ours says nothing.
    pub fn by(option: Option<&str>, settings: &Settings, variable: impl Fn(&str) -> Option<String>) -> Self {
        let named = variable(VARIABLE).filter(|word| !word.is_empty());
        let unknown = named.clone().filter(|word| !BIDI_WORDS.contains(&word.as_str()));
        let setting = settings.bidi.map(|bidi| bidi.word().to_owned());
        let words = [
            (option.map(str::to_owned), AdapterSource::Option),
            (named, AdapterSource::Variable),
            (setting, AdapterSource::Setting),
        ];
        let said = words.into_iter().find_map(|(word, source)| {
            let word = word.filter(|word| BIDI_WORDS.contains(&word.as_str()))?;
            Some((word, source))
        });
        let adapter = said.and_then(|(word, source)| Some((word.parse().ok()?, source)));
        Self { adapter, unknown }
    }

    /// The complaint about a word of the variable that is none of ours.
    pub fn complaint(&self, words: &Messages) -> Option<Explanation> {
        let word = self.unknown.as_ref()?;
        let told = Explanation::new(
            words.errors.usage.invalid_value.fill(&[("value", word), ("option", &VARIABLE)]),
        );
        Some(told.suggest(crate::yaml::nearest(word, BIDI_WORDS), BIDI_WORDS, words))
    }

    /// The terminal that is printed to.
    pub fn terminal(&self, paths: Option<&Paths>) -> SharedTerminal {
        let (said, paths) = (self.adapter, paths.cloned());
        SharedTerminal::found_by(move || {
            let terminals = paths.and_then(|paths| Terminals::load(&paths).ok()).unwrap_or_default();
            let found = recognise_between_commands(said, &terminals.value);
            found.unwrap_or_else(|_| Recognised::unasked(Adapter::default()))
        })
    }
}

fn recognise_between_commands(
    said: Option<(Adapter, AdapterSource)>,
    terminals: &Terminals,
) -> io::Result<Recognised> {
    #[cfg(unix)]
    let ask = crate::terminal::ask_between_commands;
    #[cfg(not(unix))]
    let ask = |_: &str, _| Ok(crate::terminal::Probe::default());
    recognise(TerminalQuestion::Shell, said, terminals, &surroundings::variable, ask)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{AUTO, Bidi};

    fn said(option: Option<&str>, variable: &str, setting: Option<Adapter>) -> Said {
        let settings = Settings { bidi: setting.map(Bidi::Through), ..Settings::default() };
        Said::by(option, &settings, |_| Some(variable.to_owned()))
    }

    #[test]
    fn the_option_outranks_the_variable_and_that_the_setting() {
        let setting = Some(Adapter::Kitty);
        let by = |option, variable| said(option, variable, setting).adapter;
        assert_eq!(by(Some("fence"), "inverse"), Some((Adapter::Fence, AdapterSource::Option)));
        assert_eq!(by(None, "inverse"), Some((Adapter::Inverse, AdapterSource::Variable)));
        assert_eq!(by(None, ""), Some((Adapter::Kitty, AdapterSource::Setting)));
        assert_eq!(said(None, "", None), Said::default());
    }

    #[test]
    fn auto_takes_back_what_stands_behind_it() {
        assert_eq!(said(Some(AUTO), "inverse", Some(Adapter::Kitty)).adapter, None);
        assert_eq!(said(None, AUTO, Some(Adapter::Kitty)).adapter, None);
    }

    #[test]
    fn a_word_that_names_no_way_is_complained_of_with_the_words_there_are() {
        let said = said(None, "sideways", None);
        assert_eq!(said.adapter, None);
        for language in crate::i18n::Language::ALL {
            let told = said.complaint(Messages::of(language)).unwrap().paragraphs().join("\n");
            for word in BIDI_WORDS.into_iter().chain(["sideways", VARIABLE]) {
                assert!(told.contains(word), "{told}");
            }
        }
    }

    #[test]
    fn the_terminal_is_looked_at_once_however_many_lines_there_are() {
        let asked = Rc::new(std::cell::Cell::new(0));
        let counter = Rc::clone(&asked);
        let terminal = SharedTerminal::found_by(move || {
            counter.set(counter.get() + 1);
            Recognised::unasked(Adapter::Fence)
        });
        assert_eq!(asked.get(), 0);
        assert_eq!((terminal.clone().adapter(), terminal.adapter()), (Adapter::Fence, Adapter::Fence));
        assert_eq!(asked.get(), 1);
    }
}
