//! What every command works with: the language, the folders, the settings and the two printers.

use super::print::Printer;
use super::surroundings::Stream;
use crate::i18n::{Language, Messages};
use crate::paths::Paths;
use crate::theme::Theme;

/// One run of the command line.
pub struct Session {
    /// The language spoken.
    pub language: Language,
    /// Its words.
    pub words: &'static Messages,
    /// Where everything lies.
    pub paths: Paths,
    /// The colours.
    pub theme: Theme,
    /// Standard output.
    pub out: Printer,
    /// Standard error.
    pub errors: Printer,
}

impl Session {
    /// A run in this language, with these folders and colours.
    pub fn new(language: Language, paths: Paths, theme: Theme) -> Self {
        Self {
            language,
            words: Messages::of(language),
            paths,
            out: Printer::to(Stream::Output, language, &theme),
            errors: Printer::to(Stream::Error, language, &theme),
            theme,
        }
    }
}
