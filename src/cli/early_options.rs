//! A first look at the arguments before they are parsed, because errors of the parser must already be in the right
//! language. Never fails: invalid values are left to the parser.

use std::ffi::OsString;

use crate::i18n::Language;

/// The options found by the first look.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct EarlyOptions {
    /// The language of `--lang`, if it is one of the interface.
    pub language: Option<Language>,
    /// The values of `--lang` and `--words` that are no language of the interface.
    pub other_languages: OtherLanguages,
    /// The folder of `--config-dir`.
    pub config: Option<OsString>,
    /// The value of `--bidi`.
    pub bidi: Option<String>,
    /// The command: the first word that is no option.
    pub command: Option<String>,
    /// A request for help or the version.
    pub wish: Option<Wish>,
}

/// Values of options that may be languages of packs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OtherLanguages {
    /// Of `--lang`.
    pub lang: Option<String>,
    /// Of `--words`.
    pub words: Option<String>,
}

/// A code as a language of the interface, or as another one.
fn told_apart(code: Option<String>) -> (Option<Language>, Option<String>) {
    match code {
        Some(code) if Language::CODES.contains(&code.as_str()) => (Language::from_code(&code), None),
        other => (None, other),
    }
}

/// A request that replaces running a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// `--help`
    Help,
    /// `--version`
    Version,
}

impl EarlyOptions {
    /// Looks through the arguments after the program's name, up to `--`.
    pub fn look(arguments: &[OsString]) -> Self {
        let mut found = Self::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let text = argument.to_string_lossy();
            let (name, glued) = match text.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(OsString::from(value))),
                _ => (text.as_ref(), None),
            };
            let mut value = || glued.clone().or_else(|| arguments.next().cloned());
            match name {
                "--" => break,
                "--lang" => {
                    let code = value().map(|code| code.to_string_lossy().into_owned());
                    let (known, other) = told_apart(code);
                    found.language = known.or(found.language);
                    found.other_languages.lang = other;
                }
                "--words" => {
                    let code = value().map(|code| code.to_string_lossy().into_owned());
                    found.other_languages.words = told_apart(code).1;
                }
                "--config-dir" => found.config = value(),
                // Its value must not be taken for the command.
                "--theme" => drop(value()),
                "--bidi" => found.bidi = value().map(|word| word.to_string_lossy().into_owned()),
                "--help" | "-h" => found.wish = Some(Wish::Help),
                "--version" | "-V" => found.wish = found.wish.or(Some(Wish::Version)),
                option if option.starts_with('-') => {}
                word => found.command = found.command.take().or_else(|| Some(word.to_owned())),
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(line: &str) -> EarlyOptions {
        EarlyOptions::look(&line.split(' ').map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_language_is_found_at_any_position() {
        assert_eq!(look("list --lang ar").language, Some(Language::Arabic));
        assert_eq!(look("--lang=en list").language, Some(Language::English));
        assert_eq!(look("list --lang xx").language, None);
        assert_eq!(look("show -- --lang ar").language, None);
    }

    #[test]
    fn help_is_given_before_the_version_in_any_order() {
        for line in ["--version --help", "--help --version", "-V -h", "-h -V", "list -V --help"] {
            assert_eq!(look(line).wish, Some(Wish::Help), "{line}");
        }
        assert_eq!(look("--version").wish, Some(Wish::Version));
        assert_eq!(look("show -- --version").wish, None);
    }

    #[test]
    fn the_value_of_an_option_is_not_taken_for_the_command() {
        let found = look("--config-dir list --theme dark show --help");
        assert_eq!(found.command.as_deref(), Some("show"));
        assert_eq!(found.config, Some("list".into()));
        assert_eq!(found.wish, Some(Wish::Help));
    }
}
