//! The state of one command's run: language, folders, settings and the two printers.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::Failure;
use super::arabic::OutputStyle;
use super::failure;
use super::print::Printer;
use super::problem::Problem;
use super::surroundings::OutputStream;
use crate::bidi::{Adapter, ltr_path};
use crate::clock;
use crate::data::Packs;
use crate::explain::{self, Explain, Explanation};
use crate::export::ValueWriter;
use crate::export::output::OutputSubject;
use crate::i18n::{Language, Messages};
use crate::model::{Assessment, Pack};
use crate::paths::Paths;
use crate::report::Edition;
use crate::settings::{Loaded, Settings, SettingsError, Terminals};
use crate::store::{BackupPace, Disk, HijriDate, Holder, Lock, OpenFile, Saved, Store};
use crate::terminal::AdapterSource;
use crate::theme::Theme;
use crate::tui::Complaints;

/// One run of a command.
pub struct CommandContext {
    /// The language of the output.
    pub language: Language,
    /// Code of the language of the texts of packs.
    pub code: &'static str,
    /// The texts in that language.
    pub words: &'static Messages,
    /// The user's folders.
    pub paths: Paths,
    /// The user's settings.
    pub settings: Settings,
    /// The theme, from the option `--theme` or the settings, in all its colours.
    pub theme: Theme,
    /// Whether the option or the settings name that theme.
    pub is_theme_chosen: bool,
    /// The requested adapter for Arabic, and where it was requested.
    pub requested_adapter: Option<(Adapter, AdapterSource)>,
    /// The faults of the settings and terminals files reported so far.
    pub complaints: Complaints,
    /// How text is displayed.
    pub output_style: OutputStyle,
    /// Whether the command has changed files of the user, even if its output fails.
    pub has_changed: bool,
    packs: Packs,
    /// Standard output.
    pub out: Printer,
    /// Standard error.
    pub errors: Printer,
}

/// The contents of a file of the config folder. Reports faults of the file, adds them to `complaints`, and continues
/// with the default values.
pub fn value_or_default<T: Default>(
    outcome: Result<Loaded<T>, SettingsError>,
    complaints: &mut Complaints,
    errors: &mut Printer,
    words: &Messages,
) -> io::Result<T> {
    let loaded = outcome.or_else(|error| {
        let explanation = error.explain(words);
        failure::print(errors, &explanation, words)?;
        complaints.errors.push(explanation);
        Ok::<_, io::Error>(Loaded::default())
    })?;
    for key in &loaded.unknown {
        let explanation = key.explain(words);
        failure::warn(errors, &explanation, words)?;
        complaints.warnings.push(explanation);
    }
    Ok(loaded.value)
}

/// An open assessment with its pack and its file.
pub struct OpenedAssessment {
    /// Its file.
    pub file: OpenFile,
    /// The contents, in the pack's order.
    pub assessment: Assessment,
    /// The pack that it answers.
    pub pack: Arc<Pack>,
}

impl OpenedAssessment {
    /// What an output of `writer`, which is of its pack, says about it. `as_of` is the day for which it is scored.
    pub fn subject<'a>(&'a self, writer: ValueWriter<'a>, as_of: Date) -> OutputSubject<'a> {
        OutputSubject::new(writer, &self.assessment, self.file_name(), as_of)
    }

    /// The name of its file.
    pub fn file_name(&self) -> String {
        self.file.path().file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

impl CommandContext {
    /// A run in this language, with these folders, settings and colours.
    pub fn new(
        language: Language,
        paths: Paths,
        settings: Settings,
        theme: Theme,
        output_style: OutputStyle,
    ) -> Self {
        let printer = |stream| {
            let theme = theme.clone();
            Printer::to(stream, language, move || theme, &output_style)
        };
        Self {
            language,
            code: language.code(),
            words: Messages::of(language),
            packs: Packs::new(paths.questionnaires()),
            paths,
            settings,
            requested_adapter: None,
            complaints: Complaints::default(),
            has_changed: false,
            out: printer(OutputStream::Output),
            errors: printer(OutputStream::Error),
            theme,
            is_theme_chosen: false,
            output_style,
        }
    }

    /// Adopts the language, the theme and the settings of the full screen, which may have changed all of them.
    pub fn adopt(&mut self, language: Language, code: &'static str, theme: &Theme, settings: Settings) {
        (self.language, self.code) = (language, code);
        self.words = Messages::of(language);
        self.output_style.presentation = settings.presentation(language);
        self.output_style.symbols = settings.symbols_in(language);
        let printer = |stream| {
            let theme = theme.clone();
            Printer::to(stream, language, move || theme, &self.output_style)
        };
        (self.out, self.errors) = (printer(OutputStream::Output), printer(OutputStream::Error));
        self.settings = settings;
    }

    /// The remembered terminals; none if their file cannot be read.
    pub fn terminals(&mut self) -> io::Result<Terminals> {
        value_or_default(Terminals::load(&self.paths), &mut self.complaints, &mut self.errors, self.words)
    }

    /// The file of the assessment with this name, for the full screen, which cleans up after killed programs itself while
    /// it shows the first frame. Only their renames are finished here, because they decide about names.
    pub fn file_to_open(&self, name: &str) -> Result<PathBuf, Failure> {
        let store = Store::on(Disk::default(), &self.paths);
        store.finish_renames();
        store.find_file(name).map_err(|error| self.failed(&error))
    }

    /// The store of assessments. Opening it also cleans up after killed programs.
    pub fn store(&self) -> Store {
        Store::open(&self.paths)
    }

    /// Every installed pack that can be read.
    pub fn readable_packs(&mut self) -> impl Iterator<Item = Arc<Pack>> {
        self.packs.all().into_iter().flatten()
    }

    /// Opens the assessment with this name for reading, together with its pack.
    pub fn open(&mut self, name: &str) -> Result<OpenedAssessment, Failure> {
        let store = self.store();
        let (file, mut assessment) = store.load(name).map_err(|error| self.failed(&error))?;
        let pack = self.pack_of(&assessment, file.path())?;
        assessment.align(&pack);
        self.tell_hijri_dates(&file.hijri_dates(), file.path())?;
        Ok(OpenedAssessment { file, assessment, pack })
    }

    /// Opens an assessment for writing, with the lock that keeps other programs from writing until it is dropped.
    pub fn open_for_writing(
        &mut self,
        name: &str,
        command: &str,
    ) -> Result<(OpenedAssessment, Lock), Failure> {
        let written = self.store().open_for_writing(name, &Self::holder(command));
        let mut written = written.map_err(|error| self.failed(&error))?;
        written.open_file.keep_backups(BackupPace::Hourly);
        let pack = self.pack_of(&written.assessment, written.open_file.path())?;
        written.assessment.align(&pack);
        self.tell_hijri_dates(&written.open_file.hijri_dates(), written.open_file.path())?;
        let opened = OpenedAssessment { file: written.open_file, assessment: written.assessment, pack };
        Ok((opened, written.lock))
    }

    /// Warns of dates of the Hijri calendar in a file, with the days that they are read as.
    pub fn tell_hijri_dates(&mut self, dates: &[HijriDate], path: &Path) -> Result<(), Failure> {
        if let Some(explanation) = explain::hijri_dates(dates, self.words) {
            failure::warn(&mut self.errors, &explanation.at(ltr_path(path)), self.words)?;
        }
        Ok(())
    }

    /// The holder to put into a lock that this command takes.
    pub fn holder(command: &str) -> Holder {
        Holder::this_process(command, clock::now())
    }

    /// Saves an assessment. A failed backup is reported as a warning.
    pub fn save(&mut self, file: &mut OpenFile, assessment: &Assessment, pack: &Pack) -> Result<(), Failure> {
        let saved = self.changed(file.save(assessment, pack, clock::now()))?;
        if let Saved::WithoutBackup(fault) = saved {
            let store = &self.words.errors.store;
            let what = store.no_backup.fill(&[("name", &assessment.identity.name)]);
            let explanation = Explanation { what, ..fault.explain(self.words) }.advise(&store.no_backup_do);
            failure::warn(&mut self.errors, &explanation, self.words)?;
        }
        Ok(())
    }

    /// The outcome of a change to the files of the user, which is noted in [`Self::has_changed`], or its error as a failure.
    pub fn changed<T>(&mut self, outcome: Result<T, impl Explain>) -> Result<T, Failure> {
        let changed = outcome.map_err(|error| self.failed(&error))?;
        self.has_changed = true;
        Ok(changed)
    }

    /// The pack with this id.
    pub fn pack(&mut self, id: &str) -> Result<Arc<Pack>, Failure> {
        self.packs.find(id).map_err(|error| error.explain(self.words).into())
    }

    /// The pack of the assessment in a file. A failure names the file that needs it.
    pub fn pack_of(&mut self, assessment: &Assessment, file: &Path) -> Result<Arc<Pack>, Failure> {
        let found = self.packs.find(&assessment.identity.pack.id);
        found.map_err(|error| {
            let explanation = error.explain(self.words);
            let has_place = explanation.place.is_some();
            Failure::from(if has_place { explanation } else { explanation.at(ltr_path(file)) })
        })
    }

    /// The packs, each of which is read when it is first needed.
    pub fn packs(&mut self) -> &mut Packs {
        &mut self.packs
    }

    /// Registers a pack that was just installed into the user's folder.
    pub fn add_pack(&mut self, pack: Pack) -> Arc<Pack> {
        let pack = Arc::new(pack);
        self.packs.add(&pack);
        pack
    }

    /// A pack with the texts of the output language.
    pub fn edition<'a>(&self, pack: &'a Pack) -> Edition<'a> {
        Edition::new(pack, self.language).with_texts_in(self.code)
    }

    /// Today's date in the user's time zone.
    pub fn today(&self) -> Date {
        clock::today()
    }

    /// An error of another room as a failure.
    pub fn failed(&self, error: &impl Explain) -> Failure {
        error.explain(self.words).into()
    }

    /// A problem with the request as a failure.
    pub fn refused(&self, problem: &Problem) -> Failure {
        let explanation: Explanation = problem.explain(self.words);
        if problem.is_usage() { Failure::usage(explanation) } else { explanation.into() }
    }
}
