//! The languages of the interface, and how one is chosen.

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Arabic, written from right to left.
    #[serde(rename = "ar")]
    Arabic,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Every language of the interface.
    pub const ALL: [Self; 2] = [Self::Arabic, Self::English];

    /// Its code in files and options: `ar` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
        }
    }

    /// The language of a code or of a locale such as `ar_SA.UTF-8`.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == primary)
    }

    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Arabic => Self::English,
            Self::English => Self::Arabic,
        }
    }

    /// The language to speak: what was asked for on the command line, else the setting, else the environment's locale
    /// (`LC_ALL`, `LC_MESSAGES`, `LANG`, the first that is set, as POSIX has it), else English.
    pub fn choose(
        asked: Option<Self>,
        setting: Option<Self>,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let locale = || {
            let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| {
                let value = environment(name)?;
                (!value.is_empty()).then_some(value)
            });
            set.and_then(|locale| Self::from_code(&locale))
        };
        asked.or(setting).or_else(locale).unwrap_or(Self::English)
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, Arabic, English};

    #[test]
    fn what_was_asked_for_outranks_the_setting_and_that_the_locale() {
        let arabic_locale = |name: &str| (name == "LANG").then(|| "ar_SA.UTF-8".to_owned());
        assert_eq!(Language::choose(Some(English), Some(Arabic), arabic_locale), English);
        assert_eq!(Language::choose(None, Some(English), arabic_locale), English);
        assert_eq!(Language::choose(None, None, arabic_locale), Arabic);
        assert_eq!(Language::choose(None, None, |_| None), English);
    }

    #[test]
    fn an_empty_variable_does_not_count_and_an_unknown_locale_is_english() {
        let environment = |name: &str| match name {
            "LC_ALL" => Some(String::new()),
            "LANG" => Some("ar".to_owned()),
            _ => None,
        };
        assert_eq!(Language::choose(None, None, environment), Arabic);
        assert_eq!(Language::choose(None, None, |_| Some("C.UTF-8".to_owned())), English);
    }
}
