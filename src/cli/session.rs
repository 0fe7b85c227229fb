//! What every command works with: the language, the folders, the settings and the two printers.

use jiff::civil::Date;

use super::Failure;
use super::print::Printer;
use super::problem::Problem;
use super::surroundings::Stream;
use crate::explain::{Explain, Explanation};
use crate::i18n::{Language, Messages};
use crate::model::{Assessment, Pack};
use crate::paths::Paths;
use crate::report::Edition;
use crate::settings::Settings;
use crate::store::{Kept, Store};
use crate::theme::Theme;

/// One run of the command line.
pub struct Session {
    /// The language spoken.
    pub language: Language,
    /// Its words.
    pub words: &'static Messages,
    /// Where everything lies.
    pub paths: Paths,
    /// What the user chose once for all.
    pub settings: Settings,
    /// The colours.
    pub theme: Theme,
    /// Standard output.
    pub out: Printer,
    /// Standard error.
    pub errors: Printer,
}

/// An assessment with its questionnaire and its file.
pub struct Opened {
    /// The file.
    pub kept: Kept,
    /// What it holds, in the pack's order.
    pub assessment: Assessment,
    /// The questionnaire it answers.
    pub pack: Pack,
}

impl Opened {
    /// The day it is scored for: its own, else `today`.
    pub fn as_of(&self, today: Date) -> Date {
        self.assessment.header.as_of.unwrap_or(today)
    }
}

impl Session {
    /// A run in this language, with these folders, settings and colours.
    pub fn new(language: Language, paths: Paths, settings: Settings, theme: Theme) -> Self {
        Self {
            language,
            words: Messages::of(language),
            paths,
            settings,
            out: Printer::to(Stream::Output, language, &theme),
            errors: Printer::to(Stream::Error, language, &theme),
            theme,
        }
    }

    /// The assessments.
    pub fn store(&self) -> Store {
        Store::open(&self.paths)
    }

    /// The assessment of this name, with its pack, its answers in the pack's order.
    pub fn open(&self, name: &str) -> Result<Opened, Failure> {
        let store = self.store();
        let (kept, mut assessment) = store.load(name).map_err(|error| self.failed(&error))?;
        let pack = self.pack(&assessment.header.pack.id)?;
        assessment.align(&pack);
        Ok(Opened { kept, assessment, pack })
    }

    /// The questionnaire of this id, or in this folder.
    pub fn pack(&self, name: &str) -> Result<Pack, Failure> {
        super::packs::find(&self.paths, name, self.words)
    }

    /// A pack in the language spoken.
    pub fn edition<'a>(&self, pack: &'a Pack) -> Edition<'a> {
        Edition::new(pack, self.language)
    }

    /// Today, where the user is.
    #[expect(clippy::unused_self, reason = "the one place where a command meets the clock")]
    pub fn today(&self) -> Date {
        jiff::ZonedDateTime::now().date()
    }

    /// An error of the rooms below as a failure.
    pub fn failed(&self, error: &impl Explain) -> Failure {
        error.explain(self.words).into()
    }

    /// Something that was asked for and is not there or cannot be done.
    pub fn refused(&self, problem: &Problem) -> Failure {
        let told: Explanation = problem.explain(self.words);
        if problem.is_usage() { Failure::usage(told) } else { told.into() }
    }
}
