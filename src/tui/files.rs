//! How each job is done with the files of the user. It runs on the thread of the jobs and knows no screen.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::job::{Job, JobOutcome, Opened, Renamed};
use super::job_fault::JobFault;
use super::listing::{KnownFiles, Listing};
use super::news::{ComparedFile, Day, News, Occasion};
use super::questionnaires::InstalledPacks;
use super::session::Access;
use super::shelf::{ShelvedContents, ShelvedScore};
use crate::clock;
use crate::data::Packs;
use crate::export::{self, ImportedFile};
use crate::model::{Assessment, Pack};
use crate::paths::Paths;
use crate::saver::{Right, SaveThread, SaverNews};
use crate::scoring::{Answers, VersionDifference, unusable_targets};
use crate::settings::Terminals;
use crate::store::{FULL_SCREEN, FolderFile, Holder, Patience, Restorables, Store, StoreError, atomic};

/// The files of the user, as the thread of the jobs knows them.
pub(super) struct Files {
    store: Store,
    packs: Packs,
    paths: Paths,
    day: fn() -> Day,
    /// What is known of the files in the folder.
    known: KnownFiles,
    /// The list that is being read.
    listing: Option<Listing>,
    /// Whether the packs are to be looked through after the list.
    are_packs_due: bool,
    /// Whether own packs were reported, so that it must be reported when they are gone.
    had_own_packs: bool,
    /// Whether temporary files of a program that was killed were removed.
    is_clean: bool,
}

type Done<T> = Result<T, JobFault>;

impl Files {
    /// The files of this store and these folders. `day` says for which day assessments are scored.
    pub(super) fn new(store: Store, paths: Paths, day: fn() -> Day) -> Self {
        let packs = Packs::new(paths.questionnaires());
        Self {
            store,
            packs,
            paths,
            day,
            known: KnownFiles::default(),
            listing: None,
            are_packs_due: false,
            had_own_packs: false,
            is_clean: false,
        }
    }

    /// Finishes what a program that was killed left undone and a list would show.
    pub(super) fn begin(&self) {
        self.store.finish_renames();
    }

    /// Cleans up the rest after a program that was killed, once: after the first list, which need not wait for it, and
    /// before other work with assessments.
    pub(super) fn clean_up(&mut self) {
        if !mem::replace(&mut self.is_clean, true) {
            self.store.remove_leftovers();
        }
    }

    /// Whether there is more of the list to read, or of the packs after it.
    pub(super) fn is_listing(&self) -> bool {
        self.listing.is_some() || self.are_packs_due
    }

    /// Carries out a job and returns how it ended. [`Job::List`] only begins the list.
    pub(super) fn carry_out(&mut self, job: Job) -> JobOutcome {
        // With every request of the user, the questionnaires that failed or have changed are read again.
        if self.packs.forget_changed() {
            self.known = KnownFiles::default();
        }
        let done = match job {
            Job::List => return self.list(),
            Job::Open(file) => return opened(self.open(&file), Occasion::Chosen),
            Job::Create(assessment, pack) => {
                return opened(self.create(*assessment, &pack), Occasion::Created);
            }
            Job::Import { file, name } => return self.import(file, name),
            Job::Rename { file, to, saver } => {
                return JobOutcome::Renamed(Box::new(self.rename(&file, &to, saver)));
            }
            Job::Compare(files) => self.compared(files).map(News::Compared),
            Job::Export { path, text } => self.export(path, &text).map(News::Exported),
            Job::Delete(file) => self.delete(&file).map(News::Deleted),
            Job::LookBack { file, problem } => {
                Ok(News::LookedBack { problem, found: Box::new(self.look_back(&file)) })
            }
            Job::BringBack(found, place) => {
                self.bring_back(&found, place).map(|()| News::BroughtBack(found.name))
            }
            Job::SaveSettings(settings, is_announced) => {
                let outcome = settings.save(&self.paths);
                Ok(News::SettingsSaved { settings, is_announced, outcome })
            }
            Job::NoteTerminal(learnt) => {
                // Only a few milliseconds of the next start depend on it, so a failure is not reported.
                let _ = Terminals::change(&self.paths, |terminals| learnt.note(terminals));
                return JobOutcome::Unnoticed;
            }
            Job::KeepAdapter(terminal, adapter) => {
                let outcome = Terminals::change(&self.paths, |known| known.choose(&terminal, adapter));
                Ok(News::AdapterKept(outcome))
            }
        };
        JobOutcome::News(done.unwrap_or_else(News::Failed))
    }

    /// Writes an export, which must not be among the assessments: it would be taken for one that cannot be read.
    fn export(&self, path: PathBuf, text: &str) -> Done<PathBuf> {
        if self.store.is_within(&path) {
            return Err(JobFault::AmongAssessments(path));
        }
        atomic::create(&path, text).map_err(JobFault::Folder)?;
        Ok(path)
    }

    /// Begins the list again, in place of one that is not finished.
    fn list(&mut self) -> JobOutcome {
        match Listing::begin(&self.store, &mut self.known) {
            Ok(listing) => {
                self.listing = Some(listing);
                self.are_packs_due = false;
                JobOutcome::Unnoticed
            }
            Err(fault) => JobOutcome::News(News::Failed(JobFault::Folder(fault))),
        }
    }

    /// Reads more of the list, if there is one to read, and after it the packs, if the user has or had own ones: nothing
    /// that the first screen shows waits for them.
    pub(super) fn read_list(&mut self) -> Option<News> {
        if mem::take(&mut self.are_packs_due) {
            self.had_own_packs = self.packs.has_own();
            let packs = if self.had_own_packs { self.packs.all() } else { Vec::new() };
            return Some(News::Packs(InstalledPacks::of(packs)));
        }
        let mut listing = self.listing.take()?;
        let mut known = mem::take(&mut self.known);
        let news = listing.step(&mut known, |file| self.contents(file));
        self.known = known;
        self.listing = Some(listing).filter(|listing| !listing.is_done());
        self.are_packs_due = self.listing.is_none() && (self.had_own_packs || self.packs.has_own());
        Some(news)
    }

    fn contents(&mut self, file: FolderFile) -> ShelvedContents {
        let scored = file.outcome.map_err(JobFault::Store).and_then(|assessment| {
            let pack = self.pack_of(&assessment)?;
            let summary = Answers::new(&pack, &assessment, assessment.as_of((self.day)().date)).summary();
            let versions = VersionDifference::of(&pack, &assessment);
            let unusable_targets = unusable_targets(&pack, &assessment);
            let entity = assessment.identity.entity.clone();
            Ok(ShelvedScore { pack, entity, summary, versions, unusable_targets })
        });
        match scored {
            Ok(score) => ShelvedContents::Scored(Box::new(score)),
            Err(fault) => ShelvedContents::Unreadable(Arc::new(fault)),
        }
    }

    fn compared(&mut self, files: Vec<PathBuf>) -> Done<Vec<ComparedFile>> {
        let read = |path: PathBuf| {
            let (_, mut assessment) = self.store.read(&path).map_err(JobFault::Store)?;
            let pack = self.pack_of(&assessment)?;
            assessment.align(&pack);
            Ok(ComparedFile { path, assessment, pack })
        };
        files.into_iter().map(read).collect()
    }

    /// Opens the assessment in a file: to be changed, or to be read where another program changes it.
    fn open(&mut self, path: &Path) -> Done<Opened> {
        let lock = self.store.right_to_write(path, &holder(), Patience::NONE);
        let (file, mut assessment) = self.store.read(path).map_err(JobFault::Store)?;
        let pack = self.pack_of(&assessment)?;
        assessment.align(&pack);
        let (access, right) = match lock {
            Ok(lock) => (Access::Writing, Right::Writing(lock)),
            Err(error) => (Access::Reading(error), Right::Following(Box::new(self.store.clone()), holder())),
        };
        let hijri_dates = file.hijri_dates();
        Ok(Opened { file, assessment, pack, access, right, hijri_dates })
    }

    fn pack_of(&mut self, assessment: &Assessment) -> Done<Arc<Pack>> {
        self.packs.find(&assessment.identity.pack.id).map_err(JobFault::Pack)
    }

    fn create(&mut self, assessment: Assessment, pack: &Pack) -> Done<Opened> {
        let created = self.store.create(assessment, pack);
        let (file, _) = created.map_err(JobFault::Store)?;
        self.open(file.path())
    }

    fn import(&mut self, file: PathBuf, name: Option<String>) -> JobOutcome {
        match self.imported(&file, name) {
            Err(JobFault::Store(StoreError::NameTaken { name, .. })) => {
                JobOutcome::News(News::ImportNameTaken { file, name })
            }
            done => opened(done, Occasion::Imported),
        }
    }

    fn imported(&mut self, file: &Path, name: Option<String>) -> Done<Opened> {
        let imported = export::import_file(file).map_err(JobFault::Import)?;
        let ImportedFile { mut assessment, hijri_dates } = imported;
        assessment.identity.name = name.unwrap_or(assessment.identity.name);
        let pack = self.pack_of(&assessment)?;
        Ok(Opened { hijri_dates, ..self.create(assessment, &pack)? })
    }

    fn delete(&self, file: &Path) -> Done<PathBuf> {
        let _lock = self.store.lock(file, &holder(), Patience::NONE).map_err(JobFault::Store)?;
        self.store.delete(file).map_err(JobFault::Store)
    }

    fn look_back(&self, file: &Path) -> Restorables {
        let path = file.to_string_lossy();
        let found = self.store.restorables(&path).ok().filter(|found| found.path == file);
        let nothing = || Restorables {
            name: String::new(),
            written_name: String::new(),
            path: file.to_owned(),
            all: Vec::new(),
            left_out: Vec::new(),
            unsearched: Vec::new(),
        };
        found.unwrap_or_else(nothing)
    }

    fn bring_back(&mut self, found: &Restorables, place: usize) -> Done<()> {
        let Some(from) = found.all.get(place) else { return Ok(()) };
        let _lock = self.store.lock(&found.path, &holder(), Patience::NONE).map_err(JobFault::Store)?;
        let pack = from.held().map(|assessment| self.pack_of(assessment)).transpose()?;
        self.store.bring_back(found, from, pack.as_deref(), clock::now()).map_err(JobFault::Store)?;
        Ok(())
    }

    /// Renames an assessment once everything of it is saved, because its file is what goes on under the new name.
    fn rename(&mut self, file: &Path, to: &str, saver: Option<SaveThread>) -> Renamed {
        let is_open = saver.is_some();
        let mut news = Vec::new();
        if let Some(saver) = saver {
            saver.wait();
            news = saver.news();
            let is_saved = !news
                .iter()
                .any(|news| matches!(news, SaverNews::Failed { .. } | SaverNews::Disputed { .. }));
            if !is_saved || saver.has_failed() {
                return Renamed { outcome: Err(None), news, saver: Some(saver), reopened: None };
            }
        }
        // The save thread is gone, and its lock of the old name with it.
        let outcome = self.rename_file(file, to);
        let path = outcome.as_ref().map_or(file, |(_, path)| path);
        let reopened = is_open.then(|| self.open(path).map(Box::new));
        Renamed { outcome: outcome.map_err(Some), news, saver: None, reopened }
    }

    fn rename_file(&mut self, file: &Path, to: &str) -> Done<(String, PathBuf)> {
        let _lock = self.store.right_to_write(file, &holder(), Patience::NONE).map_err(JobFault::Store)?;
        let (_, assessment) = self.store.read(file).map_err(JobFault::Store)?;
        let pack = self.pack_of(&assessment)?;
        let (file, renamed) = self.store.rename(file, to, &pack).map_err(JobFault::Store)?;
        Ok((renamed.identity.name, file.path().to_owned()))
    }
}

fn opened(done: Done<Opened>, occasion: Occasion) -> JobOutcome {
    match done {
        Ok(opened) => JobOutcome::Opened(Box::new(opened), occasion),
        Err(fault) => JobOutcome::News(News::Failed(fault)),
    }
}

/// This program, for others that want to write what it has open.
fn holder() -> Holder {
    Holder::this_process(FULL_SCREEN, clock::now())
}
