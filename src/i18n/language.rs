//! The languages of the interface: one row of one table each, and how one is chosen.
//!
//! The words of a language are in its YAML file. Nothing outside this file asks which language it is: the rest of the
//! program reads the row.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::plural_rule::{self, PluralRule};
use crate::bidi::{Digits, Direction};

/// What the program knows of a language besides its words.
struct LanguageRow {
    code: &'static str,
    own_name: &'static str,
    direction: Direction,
    plural: PluralRule,
    /// The default first.
    digits: &'static [Digits],
}

/// Declares the languages from their rows, and `for_each_language!`, which has the codes as literals.
macro_rules! languages {
    ($($(#[$meta:meta])* $name:ident {
        code: $code:literal, own_name: $own_name:literal, direction: $direction:ident, plural: $plural:ident,
        digits: $digits:expr,
    })*) => {
        /// A language of the interface.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Language {
            $($(#[$meta])* #[serde(rename = $code)] $name,)*
        }

        impl Language {
            /// Every language, in the order in which they are offered.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$name),*];

            /// The codes of [`Language::ALL`], in the same order.
            pub const CODES: [&str; Self::ALL.len()] = [$($code),*];

            const ROWS: [LanguageRow; Self::ALL.len()] = [$(LanguageRow {
                code: $code,
                own_name: $own_name,
                direction: Direction::$direction,
                plural: plural_rule::$plural,
                digits: &$digits,
            }),*];
        }

        /// An array of what a macro makes of each language's code, in the order of [`Language::ALL`].
        macro_rules! for_each_language {
            ($make:ident) => {
                [$($make!($code)),*]
            };
        }
    };
}

languages! {
    /// Arabic: plain modern administrative Arabic.
    Arabic {
        code: "ar", own_name: "العربية", direction: RightToLeft, plural: arabic,
        digits: Digits::ALL,
    }
    /// English, which also has every word that another language lacks.
    English {
        code: "en", own_name: "English", direction: LeftToRight, plural: one_and_other,
        digits: [Digits::Latin],
    }
}

pub(super) use for_each_language;

/// The code of a language in which the texts of packs are read: `code` for the rest of the program's run. Each different one
/// takes memory once.
pub fn text_language(code: &str) -> &'static str {
    static OTHERS: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
    if let Some(known) = Language::CODES.into_iter().find(|known| *known == code) {
        return known;
    }
    let mut others = OTHERS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = others.iter().find(|known| **known == code) {
        return known;
    }
    let new: &'static str = code.to_owned().leak();
    others.push(new);
    new
}

impl Language {
    /// The language of the interface where the texts of packs are read in one that the interface does not speak.
    pub const FALLBACK: Self = Self::English;

    /// The language of the interface for texts in the language of this code.
    pub fn beside(code: &str) -> Self {
        Self::from_code(code).unwrap_or(Self::FALLBACK)
    }

    /// The language whose words can be written in ASCII.
    pub const IN_ASCII: Self = Self::English;

    fn row(self) -> &'static LanguageRow {
        const { &Self::ROWS }.get(self as usize).expect("each language has its row")
    }

    /// Its code in files and options, such as `ar`.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        self.row().own_name
    }

    /// The direction in which it is read, and screens are laid out.
    pub fn direction(self) -> Direction {
        self.row().direction
    }

    /// The digits that the user can choose in this language, the default first.
    pub fn digits(self) -> &'static [Digits] {
        self.row().digits
    }

    pub(super) fn plural(self) -> PluralRule {
        self.row().plural
    }

    /// The language of a code or of a locale such as `ar_SA.UTF-8`.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == primary)
    }

    /// The language after this one; after the last, the first.
    #[must_use]
    pub fn next(self) -> Self {
        let all = Self::ALL.into_iter().cycle();
        all.skip_while(|language| *language != self).nth(1).expect("a cycle does not end")
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
    fn of_the_locale_variables_the_first_that_is_set_counts() {
        let ranked = ["LC_ALL", "LC_MESSAGES", "LANG"];
        for first in 0..ranked.len() {
            let environment = |name: &str| {
                let rank = ranked.iter().position(|known| *known == name)?;
                (rank >= first).then(|| if rank == first { "ar_SA.UTF-8" } else { "en_GB.UTF-8" }.to_owned())
            };
            assert_eq!(Language::choose(None, None, environment), Arabic, "{}", ranked[first]);
        }
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

    #[test]
    fn each_language_has_a_code_of_its_own_and_follows_another() {
        for (language, code) in Language::ALL.into_iter().zip(Language::CODES) {
            assert_eq!(language.code(), code);
            assert_eq!(Language::from_code(code), Some(language));
        }
        let mut language = Language::ALL[0];
        for expected in Language::ALL.into_iter().skip(1).chain([language]) {
            language = language.next();
            assert_eq!(language, expected);
        }
    }

    #[test]
    fn each_file_of_words_has_a_row() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/i18n");
        let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut codes: Vec<String> = names
            .filter_map(|name| name.to_str().unwrap().strip_suffix(".yaml").map(str::to_owned))
            .collect();
        let mut known = Language::CODES;
        codes.sort_unstable();
        known.sort_unstable();
        assert_eq!(codes, known);
    }
}
