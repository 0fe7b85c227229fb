//! What the user chose once for every assessment: `settings.yaml` in the config folder; and what is known of the user's
//! terminals.

mod terminals;

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

pub use terminals::Terminals;

use crate::{
    bidi::{Adapter, Digits, Figures, Presentation, Tashkeel},
    i18n::Language,
    paths::Paths,
    store::{
        FileFault,
        atomic::{self, Attempt},
    },
    yaml::{self, Fault, FaultKind, Limits, ReadFault},
};

/// The settings. What is not chosen is left to the program, and stands in no file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
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
    /// How every terminal is sent Arabic; by default as each one needs it, which is the word `auto`.
    #[serde(with = "adapter_word", skip_serializing_if = "Option::is_none")]
    pub bidi: Option<Adapter>,
}

/// Why the settings could not be read. The file was left untouched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Something in the file is wrong.
    #[error("{}: {fault}", path.display())]
    Fault {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        fault: Box<Fault>,
    },
    /// The file system refused.
    #[error(transparent)]
    File(#[from] FileFault),
}

impl Settings {
    /// The settings in the file at `paths`; without a file, nothing is chosen.
    ///
    /// On an error the program goes on with `Settings::default()`, tells the user, and does not save over the file.
    pub fn load(paths: &Paths) -> Result<Self, SettingsError> {
        read(&paths.settings())
    }

    /// How text is drawn in an interface of this language: Arabic digits belong to the Arabic one alone.
    pub fn presentation(&self, language: Language) -> Presentation {
        let digits = match language {
            Language::Arabic => self.digits.unwrap_or_default(),
            Language::English => Digits::Latin,
        };
        Presentation { digits, tashkeel: self.tashkeel.unwrap_or_default(), figures: Figures::Whole }
    }

    /// Saves the settings; the file is whole at every moment. Makes the config folder.
    ///
    /// # Panics
    /// Never: YAML has a form for every setting.
    pub fn save(&self, paths: &Paths) -> Result<(), FileFault> {
        write(self, paths, &paths.settings())
    }
}

/// What a file of the config folder holds; a file that is not there or says nothing holds the default.
fn read<T: DeserializeOwned + Default>(path: &Path) -> Result<T, SettingsError> {
    let wrong = |fault| SettingsError::Fault { path: path.to_owned(), fault: Box::new(fault) };
    match yaml::read(path, Limits::SMALL) {
        Ok(text) => match yaml::parse(&text, Limits::SMALL) {
            Err(fault) if fault.kind == FaultKind::Empty => Ok(T::default()),
            outcome => outcome.map_err(wrong),
        },
        Err(ReadFault::Fault(fault)) => Err(wrong(fault)),
        Err(ReadFault::Io(error)) if error.kind() == ErrorKind::NotFound => Ok(T::default()),
        Err(ReadFault::Io(error)) => Err(atomic::fault(path, Attempt::Read)(error).into()),
    }
}

fn write(value: &impl Serialize, paths: &Paths, path: &Path) -> Result<(), FileFault> {
    let text = yaml::to_string(value).expect("YAML has a form for every setting");
    atomic::create_folder(&paths.config)?;
    atomic::replace(path, text)
}

/// The word that leaves the choice of an adapter to the program.
pub const AUTO: &str = "auto";

/// Every word for a way to send Arabic.
pub const BIDI_WORDS: [&str; Adapter::ALL.len() + 1] = {
    let mut words = [AUTO; Adapter::ALL.len() + 1];
    let mut place = 0;
    while place < Adapter::ALL.len() {
        words[place + 1] = Adapter::ALL[place].name();
        place += 1;
    }
    words
};

/// An adapter as it is written in files: its name, or [`AUTO`].
mod adapter_word {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::{AUTO, BIDI_WORDS};
    use crate::bidi::Adapter;

    #[expect(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "serde hands a reference")]
    pub fn serialize<S: Serializer>(adapter: &Option<Adapter>, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(adapter.map_or(AUTO, Adapter::name))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Adapter>, D::Error> {
        let word = String::deserialize(from)?;
        if word == AUTO {
            return Ok(None);
        }
        word.parse().map(Some).map_err(|_| D::Error::unknown_variant(&word, &BIDI_WORDS))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    pub(super) fn paths() -> (tempfile::TempDir, Paths) {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::new(&folder.path().join("mizan"));
        (folder, paths)
    }

    #[test]
    fn without_a_file_nothing_is_chosen_and_no_folder_made() {
        let (_folder, paths) = paths();
        assert_eq!(Settings::load(&paths), Ok(Settings::default()));
        assert!(!paths.config.exists());
    }

    #[test]
    fn every_choice_is_saved_and_read_back() {
        let (_folder, paths) = paths();
        let settings = Settings {
            language: Some(Language::Arabic),
            theme: Some("# dark: mine".into()),
            digits: Some(Digits::Arabic),
            tashkeel: Some(Tashkeel::Shown),
            bidi: Some(Adapter::Fence),
        };
        for settings in [settings, Settings::default()] {
            settings.save(&paths).unwrap();
            assert_eq!(Settings::load(&paths), Ok(settings));
        }
    }

    #[test]
    fn a_file_of_remarks_chooses_nothing() {
        let (_folder, paths) = paths();
        fs::create_dir(&paths.config).unwrap();
        for text in ["", "\n# theme: dark\n", "{}\n"] {
            fs::write(paths.settings(), text).unwrap();
            assert_eq!(Settings::load(&paths), Ok(Settings::default()), "{text:?}");
        }
    }

    #[test]
    fn a_fault_is_told_with_its_line_and_the_file_left_untouched() {
        let (_folder, paths) = paths();
        fs::create_dir(&paths.config).unwrap();
        for text in [
            "language: ar\nthem: dark\n",
            "theme: dark\nlanguage: fr\n",
            "theme: dark\nlanguage: [\n",
            "theme: dark\ndigits: indic\n",
            "theme: dark\ntashkeel: 1\n",
        ] {
            fs::write(paths.settings(), text).unwrap();
            let Err(SettingsError::Fault { path, fault }) = Settings::load(&paths) else { panic!("{text}") };
            assert_eq!(path, paths.settings());
            assert!(fault.place.is_some_and(|place| place.line >= 2), "{fault}");
            assert_eq!(fs::read_to_string(paths.settings()).unwrap(), text);
        }
    }

    #[test]
    fn a_way_to_send_arabic_is_one_of_the_known_words() {
        let (_folder, paths) = paths();
        fs::create_dir(&paths.config).unwrap();
        for (text, bidi) in [("bidi: auto\n", None), ("bidi: inverse\n", Some(Adapter::Inverse))] {
            fs::write(paths.settings(), text).unwrap();
            assert_eq!(Settings::load(&paths).unwrap().bidi, bidi);
        }
        fs::write(paths.settings(), "bidi: sideways\n").unwrap();
        assert!(matches!(Settings::load(&paths), Err(SettingsError::Fault { .. })));
        for adapter in Adapter::ALL {
            fs::write(paths.settings(), format!("bidi: {}\n", adapter.name())).unwrap();
            assert_eq!(Settings::load(&paths).unwrap().bidi, Some(adapter));
        }
    }

    #[test]
    fn a_misspelt_setting_brings_the_nearest_to_mind() {
        let (_folder, paths) = paths();
        fs::create_dir(&paths.config).unwrap();
        fs::write(paths.settings(), "them: dark\n").unwrap();
        let Err(SettingsError::Fault { fault, .. }) = Settings::load(&paths) else { panic!("read") };
        assert!(matches!(fault.kind, FaultKind::UnknownField { nearest: Some(near), .. } if near == "theme"));
    }

    #[test]
    fn arabic_digits_belong_to_the_arabic_interface_alone() {
        let chosen = Settings { digits: Some(Digits::Arabic), ..Settings::default() };
        assert_eq!(chosen.presentation(Language::Arabic).digits, Digits::Arabic);
        assert_eq!(chosen.presentation(Language::English).digits, Digits::Latin);
        let drawn = Presentation { figures: Figures::Whole, ..Presentation::default() };
        assert_eq!(Settings::default().presentation(Language::Arabic), drawn);
    }

    #[test]
    fn a_folder_where_the_file_should_be_is_told() {
        let (_folder, paths) = paths();
        fs::create_dir_all(paths.settings()).unwrap();
        let Err(SettingsError::File(fault)) = Settings::load(&paths) else { panic!("read") };
        assert_eq!((fault.attempt, fault.kind), (Attempt::Read, ErrorKind::IsADirectory));
        assert!(Settings::default().save(&paths).is_err());
        assert!(paths.settings().is_dir());
    }
}
