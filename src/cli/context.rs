//! What every command works with: the language, the folders, the settings and the two printers.

use std::io;
use std::sync::Arc;

use jiff::civil::Date;

use super::Failure;
use super::arabic::OutputStyle;
use super::failure;
use super::print::Printer;
use super::problem::Problem;
use super::surroundings::OutputStream;
use crate::bidi::Adapter;
use crate::clock;
use crate::data::Packs;
use crate::explain::{Explain, Explanation};
use crate::i18n::{Language, Messages};
use crate::model::{Assessment, Pack};
use crate::paths::Paths;
use crate::report::Edition;
use crate::settings::{Loaded, Settings, SettingsError, Terminals};
use crate::store::{BackupPace, Holder, Lock, OpenFile, Saved, Store};
use crate::terminal::AdapterSource;
use crate::theme::{DEFAULT_THEME, Theme, ThemeLibrary};
use crate::tui::Complaints;

/// One run of the command line.
pub struct CommandContext {
    /// The language spoken.
    pub language: Language,
    /// Its words.
    pub words: &'static Messages,
    /// Where everything lies.
    pub paths: Paths,
    /// What the user chose once for all.
    pub settings: Settings,
    /// The theme asked for now, not for good.
    pub asked_theme: Option<String>,
    /// The way to send Arabic that was asked for, and where.
    pub said: Option<(Adapter, AdapterSource)>,
    /// What was reported to be wrong with the files of the settings and of the terminals.
    pub complaints: Complaints,
    /// How text is shown.
    pub output_style: OutputStyle,
    packs: Packs,
    /// Standard output.
    pub out: Printer,
    /// Standard error.
    pub errors: Printer,
}

/// What a file of the config folder says. What is wrong with it is reported, and the program goes on without that.
pub fn heed<T: Default>(
    outcome: Result<Loaded<T>, SettingsError>,
    complaints: &mut Complaints,
    errors: &mut Printer,
    words: &Messages,
) -> io::Result<T> {
    let loaded = outcome.or_else(|error| {
        let told = error.explain(words);
        failure::print(errors, &told, words)?;
        complaints.errors.push(told);
        Ok::<_, io::Error>(Loaded::default())
    })?;
    for key in &loaded.unknown {
        let told = key.explain(words);
        failure::warn(errors, &told, words)?;
        complaints.warnings.push(told);
    }
    Ok(loaded.value)
}

/// An assessment with its questionnaire and its file.
pub struct OpenedAssessment {
    /// The file.
    pub file: OpenFile,
    /// What it holds, in the pack's order.
    pub assessment: Assessment,
    /// The questionnaire it answers.
    pub pack: Arc<Pack>,
}

impl OpenedAssessment {
    /// The day it is scored for: its own, else `today`.
    pub fn as_of(&self, today: Date) -> Date {
        self.assessment.identity.as_of.unwrap_or(today)
    }
}

impl CommandContext {
    /// A run in this language, with these folders, settings and colours.
    pub fn new(
        language: Language,
        paths: Paths,
        settings: Settings,
        theme: &Theme,
        output_style: OutputStyle,
    ) -> Self {
        Self {
            language,
            words: Messages::of(language),
            packs: Packs::new(paths.questionnaires()),
            paths,
            settings,
            asked_theme: None,
            said: None,
            complaints: Complaints::default(),
            out: Printer::to(OutputStream::Output, language, theme, &output_style),
            errors: Printer::to(OutputStream::Error, language, theme, &output_style),
            output_style,
        }
    }

    /// Goes on in the language and the colours of other settings: the full screen may have changed them.
    pub fn speak_as_set(&mut self, settings: Settings) {
        let library = ThemeLibrary::with_folder(self.paths.themes());
        let language = settings.language.unwrap_or(self.language);
        let theme = self.asked_theme.as_deref().or(settings.theme.as_deref());
        let theme = library.load(theme.unwrap_or(DEFAULT_THEME)).unwrap_or_else(|_| Theme::mono());
        self.language = language;
        self.words = Messages::of(language);
        self.output_style.presentation = settings.presentation(language);
        let printer = |stream| Printer::to(stream, language, &theme, &self.output_style);
        (self.out, self.errors) = (printer(OutputStream::Output), printer(OutputStream::Error));
        self.settings = settings;
    }

    /// What is known of the user's terminals, and nothing where its file cannot be read.
    pub fn terminals(&mut self) -> io::Result<Terminals> {
        heed(Terminals::load(&self.paths), &mut self.complaints, &mut self.errors, self.words)
    }

    /// The assessments.
    pub fn store(&self) -> Store {
        Store::open(&self.paths)
    }

    /// The assessment of this name, with its pack, its answers in the pack's order.
    pub fn open(&mut self, name: &str) -> Result<OpenedAssessment, Failure> {
        let store = self.store();
        let (file, mut assessment) = store.load(name).map_err(|error| self.failed(&error))?;
        let pack = self.pack(&assessment.identity.pack.id)?;
        assessment.align(&pack);
        Ok(OpenedAssessment { file, assessment, pack })
    }

    /// The same for a command that writes it, with what keeps others from writing until the command has ended.
    pub fn open_for_writing(
        &mut self,
        name: &str,
        command: &str,
    ) -> Result<(OpenedAssessment, Lock), Failure> {
        let written = self.store().open_for_writing(name, &Self::holder(command));
        let mut written = written.map_err(|error| self.failed(&error))?;
        written.open_file.keep_backups(BackupPace::Hourly);
        let pack = self.pack(&written.assessment.identity.pack.id)?;
        written.assessment.align(&pack);
        let opened = OpenedAssessment { file: written.open_file, assessment: written.assessment, pack };
        Ok((opened, written.lock))
    }

    /// Who holds a lock that this command takes.
    pub fn holder(command: &str) -> Holder {
        Holder::this_process(command, clock::now())
    }

    /// Saves an assessment; a backup that could not be made is told and no failure.
    pub fn save(&mut self, file: &mut OpenFile, assessment: &Assessment, pack: &Pack) -> Result<(), Failure> {
        let saved = file.save(assessment, pack, clock::now());
        if let Saved::WithoutBackup(fault) = saved.map_err(|error| self.failed(&error))? {
            let store = &self.words.errors.store;
            let what = store.no_backup.fill(&[("name", &assessment.identity.name)]);
            let told = Explanation { what, ..fault.explain(self.words) }.advise(&store.no_backup_do);
            failure::warn(&mut self.errors, &told, self.words)?;
        }
        Ok(())
    }

    /// The questionnaire of this id.
    pub fn pack(&mut self, id: &str) -> Result<Arc<Pack>, Failure> {
        self.packs.find(id).map_err(|error| error.explain(self.words).into())
    }

    /// A questionnaire that was put among the user's own just now.
    pub fn add_pack(&mut self, pack: Pack) -> Arc<Pack> {
        let pack = Arc::new(pack);
        self.packs.add(&pack);
        pack
    }

    /// A pack in the language spoken.
    pub fn edition<'a>(&self, pack: &'a Pack) -> Edition<'a> {
        Edition::new(pack, self.language)
    }

    /// Today, where the user is.
    pub fn today(&self) -> Date {
        clock::today()
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
