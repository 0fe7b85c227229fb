//! What the user chose once for every assessment: `settings.yaml` in the config folder; and what is known of the user's
//! terminals.

mod bidi;
mod file;
mod terminals;

use serde::{Deserialize, Serialize};

pub use bidi::{AUTO, BIDI_WORDS, Bidi};
pub use file::{Loaded, NotSaved, SettingsError, UnknownKey};
pub use terminals::Terminals;

use crate::{
    bidi::{Digits, Figures, Presentation, Tashkeel},
    i18n::Language,
    paths::Paths,
    yaml::{self, Fault, Places},
};

/// The settings. What is not chosen is left to the program, and is in no file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language of the interface; by default the one of the environment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The theme's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// The digits of Arabic text on the screen; Latin by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digits: Option<Digits>,
    /// Whether vowel signs are drawn on the screen; hidden by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tashkeel: Option<Tashkeel>,
    /// How every terminal is sent Arabic; by default as each one needs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bidi: Option<Bidi>,
}

impl file::ConfigFile for Settings {
    fn unknown_keys(places: &Places) -> Vec<Fault> {
        yaml::unknown_keys::<Self>(places, "")
    }
}

impl Settings {
    /// The settings in the file at `paths`; without a file, nothing is chosen.
    pub fn load(paths: &Paths) -> Result<Loaded<Self>, SettingsError> {
        file::load(&paths.settings())
    }

    /// Whether nobody has saved settings at `paths` yet. A file that cannot be read was saved by somebody.
    pub fn are_new(paths: &Paths) -> bool {
        file::is_absent(&paths.settings())
    }

    /// How text is drawn in an interface of this language. Digits that are not among [`Language::digits`] are replaced by
    /// its default ones.
    pub fn presentation(&self, language: Language) -> Presentation {
        let digits = self.digits.filter(|digits| language.digits().contains(digits));
        let digits = digits.or(language.digits().first().copied()).unwrap_or_default();
        Presentation { digits, tashkeel: self.tashkeel.unwrap_or_default(), figures: Figures::Whole }
    }

    /// Takes over what was chosen in `chosen`, and keeps the rest.
    pub fn choose(&mut self, chosen: &Self) {
        let Self { language, theme, digits, tashkeel, bidi } = chosen.clone();
        self.language = language.or(self.language);
        self.theme = theme.or(self.theme.take());
        self.digits = digits.or(self.digits);
        self.tashkeel = tashkeel.or(self.tashkeel);
        self.bidi = bidi.or(self.bidi);
    }

    /// Saves what was chosen here into the file at `paths`, and leaves the rest of the file as it is by then: other
    /// settings that somebody else saved, keys that this version does not know, comments.
    pub fn save(&self, paths: &Paths) -> Result<(), NotSaved> {
        file::change(paths, &paths.settings(), |settings: &mut Self| settings.choose(self))
    }
}

#[cfg(test)]
mod tests;
