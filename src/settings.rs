//! The user's settings for all assessments (`settings.yaml` in the config folder), and the known terminals.
//!
//! It reads and writes these files. Which setting overrides which is decided by the callers.

mod bidi;
mod file;
mod terminals;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub use bidi::{AUTO, BIDI_WORDS, Bidi};
pub use file::{Loaded, NotSaved, SettingsError, UnknownEntry};
pub use terminals::Terminals;

use crate::{
    bidi::{Digits, Figures, Presentation, Symbols, Tashkeel},
    i18n::{Language, text_language},
    paths::Paths,
    yaml::{self, Fault, Limits, Place, Places},
};

/// The settings. A setting that is not chosen is `None` and not in the file, so that the default applies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language of the interface; by default that of the environment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The code of the language of the texts of questionnaires, if it is not that of the interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questionnaire_language: Option<String>,
    /// The theme's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// The digits of Arabic text on the screen; Latin by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digits: Option<Digits>,
    /// Whether vowel signs are drawn on the screen; hidden by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tashkeel: Option<Tashkeel>,
    /// The signs that the terminal reads; by default those of the locale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbols: Option<Symbols>,
    /// Whether the full screen takes the mouse; it does by default. Without, the terminal selects text with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mouse: Option<bool>,
    /// How Arabic is sent to every terminal; by default as each one needs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bidi: Option<Bidi>,
    /// The keys of actions by their names, in place of the usual ones.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub keys: IndexMap<String, OwnKeys>,
    /// The ids of the words of results that a screen has explained where they were first met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub explained: Vec<String>,
}

/// The keys that the user chose for an action: one, or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OwnKeys {
    /// One key.
    One(String),
    /// Some keys. The footer names the first.
    Many(Vec<String>),
}

impl OwnKeys {
    /// The names of the keys.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let keys = match self {
            Self::One(key) => std::slice::from_ref(key),
            Self::Many(keys) => keys,
        };
        keys.iter().map(String::as_str)
    }
}

impl file::ConfigFile for Settings {
    fn unknown_keys(places: &Places) -> Vec<Fault> {
        yaml::unknown_keys::<Self>(places, "")
    }
}

impl Settings {
    /// Reads the settings at `paths`; without a file, none is chosen. Returns an error if the file cannot be read or
    /// has a fault.
    pub fn load(paths: &Paths) -> Result<Loaded<Self>, SettingsError> {
        file::load(&paths.settings())
    }

    /// The position of a setting in the file at `paths`, for what only turns out to be wrong when it is used.
    pub fn place_of(paths: &Paths, key: &str) -> Option<Place> {
        let text = yaml::read(&paths.settings(), Limits::SMALL).ok()?;
        yaml::parse_with_places::<serde_yaml::Mapping>(&text, Limits::SMALL).ok()?.1.exact(key)
    }

    /// Whether the user has not chosen anything yet, and no file at `paths` holds settings. A file that cannot be read
    /// counts as saved, one with nothing but explained words does not.
    pub fn are_new(&self, paths: &Paths) -> bool {
        !self.have_choices() && (!self.explained.is_empty() || file::is_absent(&paths.settings()))
    }

    /// Whether the user chose anything. That words were explained is noted without a choice.
    pub fn have_choices(&self) -> bool {
        let explained = self.explained.clone();
        *self != Self { explained, ..Self::default() }
    }

    /// The code of the language of the texts of questionnaires in an interface in this language.
    pub fn text_language(&self, language: Language) -> &'static str {
        self.questionnaire_language.as_deref().map_or(language.code(), text_language)
    }

    /// The presentation of text in an interface in this language. Digits that are not among [`Language::digits`] are
    /// replaced by the language's default.
    pub fn presentation(&self, language: Language) -> Presentation {
        let digits = self.digits.filter(|digits| language.digits().contains(digits));
        let digits = digits.or(language.digits().first().copied()).unwrap_or_default();
        Presentation { digits, tashkeel: self.tashkeel.unwrap_or_default(), figures: Figures::Whole }
    }

    /// The signs that an interface in this language is drawn in: only a language that can be written in ASCII is.
    pub fn symbols_in(&self, language: Language) -> Symbols {
        let symbols = self.symbols.unwrap_or_default();
        if language == Language::IN_ASCII { symbols } else { Symbols::Unicode }
    }

    /// Takes the settings that are chosen in `chosen`, and keeps the others.
    pub fn choose(&mut self, chosen: &Self) {
        let Self {
            language,
            questionnaire_language,
            theme,
            digits,
            tashkeel,
            symbols,
            mouse,
            bidi,
            keys,
            explained,
        } = chosen.clone();
        self.language = language.or(self.language);
        self.questionnaire_language = questionnaire_language.or(self.questionnaire_language.take());
        self.theme = theme.or(self.theme.take());
        self.digits = digits.or(self.digits);
        self.tashkeel = tashkeel.or(self.tashkeel);
        self.symbols = symbols.or(self.symbols);
        self.mouse = mouse.or(self.mouse);
        self.bidi = bidi.or(self.bidi);
        self.keys.extend(keys);
        for id in explained {
            if !self.explained.contains(&id) {
                self.explained.push(id);
            }
        }
    }

    /// Saves the chosen settings to the file at `paths`. The rest of the file is kept as it is at that moment:
    /// settings saved by another program, keys that this version does not know, comments.
    pub fn save(&self, paths: &Paths) -> Result<(), NotSaved> {
        file::change(paths, &paths.settings(), |settings: &mut Self| settings.choose(self))
    }
}

#[cfg(test)]
mod tests;
