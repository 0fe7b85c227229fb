//! Explains faults of themes.

use super::{Explain, Explanation};
use crate::i18n::Messages;
use crate::search::nearest;
use crate::theme::{ThemeFault, ThemeFaultKind};
use crate::yaml;

impl Explain for ThemeFault {
    fn explain(&self, words: &Messages) -> Explanation {
        let explanation = self.kind.explain(words);
        let is_the_name = match &self.kind {
            ThemeFaultKind::UnknownTheme { theme: name, .. } | ThemeFaultKind::BadName(name) => {
                *name == self.file
            }
            _ => false,
        };
        match self.place {
            None if is_the_name => explanation,
            Some(place) => explanation.at(format!("{}:{}", self.file, place.line)),
            None => explanation.at(&self.file),
        }
    }
}

impl Explain for ThemeFaultKind {
    fn explain(&self, words: &Messages) -> Explanation {
        let (theme, common) = (&words.errors.theme, &words.errors.common);
        let meant = |explanation: Explanation, nearest: Option<&str>| match nearest {
            Some(name) => explanation.advise(common.did_you_mean.fill(&[("name", &name)])),
            None => explanation,
        };
        match self {
            Self::UnknownColour { colour, nearest } => {
                let explanation =
                    Explanation::new(theme.unknown_colour.fill(&[("colour", &super::excerpt(colour))]));
                meant(explanation, nearest.as_deref()).advise(&theme.unknown_colour_do)
            }
            Self::UnquotedColour => Explanation::new(&theme.missing_colour)
                .because(&theme.missing_colour_why)
                .advise(&theme.missing_colour_do),
            Self::UnknownTheme { theme: name, known } => {
                let known = || known.iter().map(String::as_str);
                let explanation = Explanation::new(theme.unknown_theme.fill(&[("theme", name)]));
                explanation.suggest(nearest(name, known()), known(), None, words)
            }
            Self::Circle(names) => {
                let what = theme.circle.fill(&[("names", &super::first_of(names, words))]);
                Explanation::new(what).advise(&theme.circle_do)
            }
            Self::BadName(name) => {
                Explanation::new(theme.bad_name.fill(&[("name", name)])).advise(&theme.bad_name_do)
            }
            Self::Malformed { path, kind } => {
                yaml::Fault { place: None, path: path.clone(), kind: kind.clone() }.explain(words)
            }
            Self::Unreadable(cause) => super::refused(&words.errors.request.cannot_read, *cause, words),
        }
    }
}
