//! Explains faults in the files of the settings and of the terminals, and why a change was not saved in them.

use std::io::ErrorKind;

use super::{Explain, Explanation, in_file};
use crate::bidi::{ltr, ltr_path};
use crate::i18n::Messages;
use crate::settings::{NotSaved, SettingsError, UnknownEntry};
use crate::store::FileSystemFault;

impl Explain for SettingsError {
    fn explain(&self, words: &Messages) -> Explanation {
        let settings = &words.errors.settings;
        match self {
            Self::Fault { path, fault } => {
                in_file(fault.explain(words), path, &settings.wrong).advise(&settings.wrong_do)
            }
            Self::File(fault) => of_file(fault, words).advise(&settings.wrong_do),
            Self::LeadsOut { path, target } => {
                Explanation::new(settings.leads_out.fill(&[("target", &ltr_path(target))]))
                    .at(ltr_path(path))
                    .advise(&settings.leads_out_do)
            }
        }
    }
}

impl Explain for NotSaved {
    fn explain(&self, words: &Messages) -> Explanation {
        let settings = &words.errors.settings;
        let explanation = match &self.0 {
            SettingsError::Fault { path, fault } => in_file(fault.explain(words), path, &settings.not_saved),
            SettingsError::File(fault) => as_reason(of_file(fault, words), &settings.not_saved),
            leads_out @ SettingsError::LeadsOut { .. } => {
                return as_reason(leads_out.explain(words), &settings.not_saved);
            }
        };
        explanation.advise(&settings.not_saved_do)
    }
}

impl Explain for UnknownEntry {
    fn explain(&self, words: &Messages) -> Explanation {
        let explanation = self.fault.explain(words);
        let line = self.fault.place.map(|place| format!(":{}", place.line)).unwrap_or_default();
        let place = format!("{}{line}", self.path.display());
        explanation.at(ltr(&place)).because(&words.errors.settings.unknown)
    }
}

/// Explains a failed operation on a settings file, which must be an ordinary file.
fn of_file(fault: &FileSystemFault, words: &Messages) -> Explanation {
    let explanation = fault.explain(words);
    match fault.kind {
        ErrorKind::IsADirectory | ErrorKind::InvalidInput => {
            Explanation { what_to_do: None, ..explanation }.advise(&words.errors.settings.not_a_file_do)
        }
        _ => explanation,
    }
}

/// An explanation of `what` whose reason is another explanation.
fn as_reason(explanation: Explanation, what: &str) -> Explanation {
    let why = match &explanation.why {
        Some(why) => format!("{} {why}", explanation.what),
        None => explanation.what.clone(),
    };
    Explanation { what: Explanation::new(what).what, ..explanation }.because(why)
}
