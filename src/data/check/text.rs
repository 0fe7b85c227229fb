//! Checks texts: each in every language of the pack, and none of them empty.

use super::checked_file::CheckedFile;
use crate::data::PackFaultKind;
use crate::model::Text;

impl<T> CheckedFile<'_, T> {
    /// Checks a required text.
    pub(super) fn text(&mut self, path: &str, text: &Text) {
        if text.iter().next().is_none() {
            match self.languages {
                [_, _, ..] => self.missing_languages(path, text),
                _ => self.fault(path, PackFaultKind::EmptyText { language: String::new() }),
            }
        }
        self.text_if_any(path, text);
    }

    /// Checks an optional text.
    pub(super) fn text_if_any(&mut self, path: &str, text: &Text) {
        if text.iter().next().is_none() || self.languages.is_empty() {
            return;
        }
        for (language, words) in text.iter() {
            let declared = || self.languages.to_vec();
            // A text without a language is unambiguous only in a pack of one language.
            let bare = language.is_empty();
            if bare && (self.languages.len() > 1 || text.iter().count() > 1) {
                self.fault(path, PackFaultKind::BareText { declared: declared() });
                return;
            }
            let inside = if bare { path.to_owned() } else { format!("{path}.{language}") };
            if !bare && !self.languages.iter().any(|known| known == language) {
                let kind =
                    PackFaultKind::UndeclaredLanguage { language: language.to_owned(), declared: declared() };
                self.fault(inside, kind);
            } else if words.trim().is_empty() {
                self.fault(inside, PackFaultKind::EmptyText { language: language.to_owned() });
            }
        }
        self.missing_languages(path, text);
    }

    fn missing_languages(&mut self, path: &str, text: &Text) {
        if text.exact("").is_some() {
            return;
        }
        for language in self.languages.iter().filter(|language| text.exact(language).is_none()) {
            self.fault(path, PackFaultKind::MissingLanguage { language: language.clone() });
        }
    }
}
