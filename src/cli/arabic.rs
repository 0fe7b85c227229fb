//! How Arabic is sent to this terminal, by what was said and by what the terminal is.

use std::io;

use super::print::SharedAdapter;
use super::surroundings;
use crate::bidi::Adapter;
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::paths::Paths;
use crate::settings::{Settings, Terminals};
use crate::terminal::{Question, Recognised, Source, recognise};

/// The variable that says how Arabic is sent where no option does.
pub const VARIABLE: &str = "MIZAN_BIDI";

/// The words that may be said.
pub const WORDS: [&str; 8] = ["auto", "visual", "explicit", "mlterm", "fence", "inverse", "kitty", "logical"];

/// What was said about the way Arabic is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The adapter and who named it, where somebody did.
    pub adapter: Option<(Adapter, Source)>,
    /// The word of the variable, where it is none of ours.
    pub unknown: Option<String>,
}

impl Said {
    /// What the option says, else the variable, else the setting. `auto` leaves it to the program, whatever those after it
    /// say; a word that is none of ours says nothing.
    pub fn by(option: Option<&str>, settings: &Settings, variable: impl Fn(&str) -> Option<String>) -> Self {
        let named = variable(VARIABLE).filter(|word| !word.is_empty());
        let unknown = named.clone().filter(|word| !WORDS.contains(&word.as_str()));
        let setting = settings.bidi.map(|adapter| adapter.name().to_owned());
        let words = [
            (option.map(str::to_owned), Source::Option),
            (named, Source::Variable),
            (setting, Source::Setting),
        ];
        let said = words.into_iter().find_map(|(word, source)| {
            let word = word.filter(|word| WORDS.contains(&word.as_str()))?;
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
        Some(told.suggest(crate::yaml::nearest(word, WORDS), WORDS, words))
    }

    /// The adapter for printed text, found out when it is needed.
    pub fn shared(&self, paths: Option<&Paths>) -> SharedAdapter {
        let (said, paths) = (self.adapter, paths.cloned());
        SharedAdapter::found_by(move || {
            let mut terminals = paths.and_then(|paths| Terminals::load(&paths).ok()).unwrap_or_default();
            recognise_between_commands(said, &mut terminals)
                .map_or(Adapter::default(), |found| found.decision.adapter)
        })
    }
}

/// Finds out which terminal the program prints to.
pub fn recognise_between_commands(
    said: Option<(Adapter, Source)>,
    terminals: &mut Terminals,
) -> io::Result<Recognised> {
    #[cfg(unix)]
    let ask = crate::terminal::ask_between_commands;
    #[cfg(not(unix))]
    let ask = |_: &str, _| Ok(crate::terminal::Probe::default());
    recognise(Question::Shell, said, terminals, &surroundings::variable, ask)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::AUTO;

    fn said(option: Option<&str>, variable: &str, setting: Option<Adapter>) -> Said {
        let settings = Settings { bidi: setting, ..Settings::default() };
        Said::by(option, &settings, |_| Some(variable.to_owned()))
    }

    #[test]
    fn the_option_outranks_the_variable_and_that_the_setting() {
        let setting = Some(Adapter::Kitty);
        let by = |option, variable| said(option, variable, setting).adapter;
        assert_eq!(by(Some("fence"), "inverse"), Some((Adapter::Fence, Source::Option)));
        assert_eq!(by(None, "inverse"), Some((Adapter::Inverse, Source::Variable)));
        assert_eq!(by(None, ""), Some((Adapter::Kitty, Source::Setting)));
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
            for word in WORDS.into_iter().chain(["sideways", VARIABLE]) {
                assert!(told.contains(word), "{told}");
            }
        }
    }

    #[test]
    fn every_adapter_has_its_word() {
        assert!(Adapter::ALL.iter().all(|adapter| WORDS.contains(&adapter.name())));
        assert_eq!(WORDS.len(), Adapter::ALL.len() + 1);
    }
}
