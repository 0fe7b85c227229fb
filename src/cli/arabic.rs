//! Chooses how Arabic is sent to the terminal that commands print to, from the user's request or from the terminal
//! itself.

use std::cell::LazyCell;
use std::io;
use std::rc::Rc;

use super::surroundings;
use crate::bidi::{Adapter, Presentation, Symbols};
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::paths::Paths;
use crate::settings::{BIDI_WORDS, Settings, Terminals};
use crate::terminal::{AdapterSource, Recognised, TerminalQuestion, recognise};

/// The environment variable with the adapter, used if no option names one.
pub const VARIABLE: &str = "MIZAN_BIDI";

/// How text is displayed on a terminal.
#[derive(Clone, Default)]
pub struct OutputStyle {
    /// Digits and vowel signs.
    pub presentation: Presentation,
    /// The signs that the terminal reads.
    pub symbols: Symbols,
    /// The terminal. Standard output and standard error share it.
    pub terminal: SharedTerminal,
}

/// The terminal for output. Recognised once and only when the first line needs it, because asking a terminal takes
/// time.
#[derive(Clone)]
pub struct SharedTerminal(Rc<LazyCell<Recognised, Box<dyn FnOnce() -> Recognised>>>);

impl SharedTerminal {
    fn found_by(find: impl FnOnce() -> Recognised + 'static) -> Self {
        Self(Rc::new(LazyCell::new(Box::new(find))))
    }

    /// A terminal with a fixed adapter, without recognition.
    pub fn sent_through(adapter: Adapter) -> Self {
        Self::found_by(move || Recognised::unasked(adapter))
    }

    /// What is known about the terminal.
    pub fn recognised(&self) -> &Recognised {
        &self.0
    }

    /// The adapter for Arabic.
    pub fn adapter(&self) -> Adapter {
        self.recognised().decision.adapter
    }
}

impl Default for SharedTerminal {
    fn default() -> Self {
        Self::sent_through(Adapter::default())
    }
}

/// The user's request for an adapter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestedAdapter {
    /// The adapter and where it was requested; `None` for automatic choice.
    pub adapter: Option<(Adapter, AdapterSource)>,
    /// The value of the variable if it is not a valid word.
    pub unknown: Option<String>,
}

impl RequestedAdapter {
    /// The request from the option, else from the variable, else from the settings. The word `auto` means automatic
    /// choice and overrides the later sources. An invalid word is ignored.
    pub fn by(option: Option<&str>, settings: &Settings, variable: impl Fn(&str) -> Option<String>) -> Self {
        let named = variable(VARIABLE).filter(|word| !word.is_empty());
        let unknown = named.clone().filter(|word| !BIDI_WORDS.contains(&word.as_str()));
        let setting = settings.bidi.map(|bidi| bidi.word().to_owned());
        let words = [
            (option.map(str::to_owned), AdapterSource::Option),
            (named, AdapterSource::Variable),
            (setting, AdapterSource::Setting),
        ];
        let requested = words.into_iter().find_map(|(word, source)| {
            let word = word.filter(|word| BIDI_WORDS.contains(&word.as_str()))?;
            Some((word, source))
        });
        let adapter = requested.and_then(|(word, source)| Some((word.parse().ok()?, source)));
        Self { adapter, unknown }
    }

    /// The error about an invalid value of the variable; `None` if it is valid.
    pub fn complaint(&self, words: &Messages) -> Option<Explanation> {
        let word = self.unknown.as_ref()?;
        let explanation = Explanation::new(
            words.errors.usage.invalid_value.fill(&[("value", word), ("option", &VARIABLE)]),
        );
        Some(explanation.suggest(crate::search::nearest(word, BIDI_WORDS), BIDI_WORDS, None, words))
    }

    /// The terminal for output with this request.
    pub fn terminal(&self, paths: Option<&Paths>) -> SharedTerminal {
        let (requested, paths) = (self.adapter, paths.cloned());
        SharedTerminal::found_by(move || {
            // It answers no question, and would show it.
            if surroundings::is_dumb() {
                return Recognised::unasked(requested.map_or(Adapter::Logical, |(adapter, _)| adapter));
            }
            let terminals = paths.and_then(|paths| Terminals::load(&paths).ok()).unwrap_or_default();
            let found = recognise_between_commands(requested, &terminals.value);
            found.unwrap_or_else(|_| Recognised::unasked(Adapter::default()))
        })
    }
}

fn recognise_between_commands(
    requested: Option<(Adapter, AdapterSource)>,
    terminals: &Terminals,
) -> io::Result<Recognised> {
    #[cfg(unix)]
    let ask = crate::terminal::ask_between_commands;
    #[cfg(not(unix))]
    let ask = |_: &str, _| Ok(crate::terminal::Probe::default());
    recognise(TerminalQuestion::Shell, requested, terminals, &surroundings::variable, ask)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{AUTO, Bidi};

    fn requested(option: Option<&str>, variable: &str, setting: Option<Adapter>) -> RequestedAdapter {
        let settings = Settings { bidi: setting.map(Bidi::Through), ..Settings::default() };
        RequestedAdapter::by(option, &settings, |_| Some(variable.to_owned()))
    }

    #[test]
    fn the_option_takes_precedence_over_the_variable_and_the_setting() {
        let setting = Some(Adapter::Kitty);
        let by = |option, variable| requested(option, variable, setting).adapter;
        assert_eq!(by(Some("fence"), "inverse"), Some((Adapter::Fence, AdapterSource::Option)));
        assert_eq!(by(None, "inverse"), Some((Adapter::Inverse, AdapterSource::Variable)));
        assert_eq!(by(None, ""), Some((Adapter::Kitty, AdapterSource::Setting)));
        assert_eq!(requested(None, "", None), RequestedAdapter::default());
    }

    #[test]
    fn auto_overrides_the_later_sources() {
        assert_eq!(requested(Some(AUTO), "inverse", Some(Adapter::Kitty)).adapter, None);
        assert_eq!(requested(None, AUTO, Some(Adapter::Kitty)).adapter, None);
    }

    #[test]
    fn an_invalid_word_is_reported_with_the_valid_ones() {
        let requested = requested(None, "sideways", None);
        assert_eq!(requested.adapter, None);
        for language in crate::i18n::Language::ALL {
            let explanation = requested.complaint(Messages::of(language)).unwrap().paragraphs().join("\n");
            for word in BIDI_WORDS.into_iter().chain(["sideways", VARIABLE]) {
                assert!(explanation.contains(word), "{explanation}");
            }
        }
    }

    #[test]
    fn the_terminal_is_recognised_once_for_any_number_of_lines() {
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
