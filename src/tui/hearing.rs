//! What news of the world outside change in the program.

use std::path::{Path, PathBuf};

use super::{
    app::App,
    editor::EditError,
    effect::Effect,
    keymap::Context,
    news::{ComparedFile, Day, News, Occasion, OpenedContents, RenameOutcome, RenamedOpen, Work},
    offer::Onward,
    overlays::{BringBack, NamePurpose, ProblemPage, Prompt},
    screens::{Compare, Interview},
    session::{Access, Saving, Session},
    shelf::Shelved,
    view::Navigation,
};
use crate::bidi::ltr_path;
use crate::explain;
use crate::store::Restorables;

impl App {
    /// Hears news and returns the effects to perform, in order.
    pub fn hear(&mut self, news: News) -> Vec<Effect> {
        match news {
            News::Work(work) => self.hear_work(work),
            News::Saver(news) => self.hear_saver(news),
            News::NewDay(day) => self.hear_day(day),
            News::Listed(assessments) => self.hear_list(assessments),
            News::Read { first, rows } => self.hear_rows(first, rows),
            News::Packs(installed) => self.workspace.questionnaires.install(installed),
            News::Compared(files) => self.hear_compared(files),
            News::LookedBack { problem, found } => self.hear_looked_back(problem, *found),
            News::Recognised(decision) => {
                self.workspace.adapter = decision.adapter;
                self.workspace.is_adapter_sure = decision.reason.is_sure();
            }
            News::Failed(fault) => {
                self.onward = Onward::default();
                self.show_fault(&fault);
            }
            News::ImportNameTaken { file, name } => self.ask_for_another_name(file, name),
            News::Edited(outcome) => self.hear_edited(outcome),
            News::Opened(opened, occasion) => return self.hear_opened(*opened, occasion),
            News::Renamed(renamed) => return self.hear_renamed(*renamed),
            News::Exported(path) => {
                let words = &self.workspace.messages().screens.status.exported;
                self.workspace.status = Some(words.fill(&[("path", &ltr_path(&path))]));
            }
            News::Deleted(path) => return self.hear_deleted(&path),
            News::BroughtBack(name) => return self.hear_brought_back(&name),
            News::SettingsSaved { settings, is_announced, outcome } => {
                return self.hear_settings(&settings, is_announced, outcome);
            }
            News::AdapterKept(outcome) => return self.hear_adapter(outcome),
            News::Unfinished(departure) => return vec![Effect::Finish(departure)],
            News::Finished(departure) => return self.hear_finished(departure),
            News::SavingStopped { departure, set_aside } => return self.hear_stopped(&departure, set_aside),
        }
        Vec::new()
    }

    /// Lets the screen say that work is under way, unless it is a list that is brought up to date behind it.
    fn hear_work(&mut self, work: Work) {
        let needs_list = self.workspace.shelf.is_none() && self.session().is_none();
        self.workspace.work = if work == Work::Behind && !needs_list { Work::None } else { work };
        self.warn();
    }

    /// Begins another day. The list shows no figures that depend on it.
    fn hear_day(&mut self, day: Day) {
        self.workspace.begin_day(day);
        if let Some(session) = self.views.session_mut() {
            session.begin_day(day.date);
        }
    }

    fn hear_list(&mut self, assessments: Vec<Shelved>) {
        self.workspace.questionnaires.list(&assessments);
        self.workspace.shelf = Some(assessments);
    }

    /// Hears more about some rows of the list.
    fn hear_rows(&mut self, first: usize, rows: Vec<Shelved>) {
        self.workspace.questionnaires.read(&rows);
        let known = self.workspace.shelf.iter_mut().flatten().skip(first);
        for (shelved, row) in known.zip(rows).filter(|(shelved, row)| shelved.path == row.path) {
            *shelved = row;
        }
    }

    fn hear_compared(&mut self, files: Vec<ComparedFile>) {
        match Compare::of(files, &self.workspace, self.session()) {
            Ok(Some(compare)) => self.views.push(compare),
            Ok(None) => {}
            Err(paragraphs) => self.show_problem(paragraphs),
        }
    }

    fn hear_looked_back(&mut self, problem: Vec<String>, found: Restorables) {
        if found.all.is_empty() {
            self.show_problem(problem);
        } else {
            self.views.go(Navigation::<()>::Show(Box::new(BringBack::new(problem, found))));
        }
    }

    /// Asks for the name under which a file is imported instead.
    fn ask_for_another_name(&mut self, file: PathBuf, name: String) {
        let taken = self.workspace.messages().errors.store.name_taken.fill(&[("name", &name)]);
        self.workspace.status = Some(taken);
        let purpose = NamePurpose::importing(file, name);
        self.views.go(Navigation::<()>::Show(Box::new(Prompt::new(purpose, &()))));
    }

    fn hear_edited(&mut self, outcome: Result<String, EditError>) {
        match outcome {
            Ok(text) => {
                if let Some(field) = self.views.field() {
                    field.rewrite(&text);
                }
            }
            Err(error) => self.show_fault(&error),
        }
    }

    fn hear_deleted(&mut self, path: &Path) -> Vec<Effect> {
        let words = &self.workspace.messages().screens.home;
        self.workspace.status = Some(words.deleted.fill(&[("path", &ltr_path(path))]));
        vec![Effect::List]
    }

    fn hear_brought_back(&mut self, name: &str) -> Vec<Effect> {
        let words = &self.workspace.messages().screens.home;
        self.workspace.status = Some(words.brought_back.fill(&[("name", &name)]));
        vec![Effect::List]
    }

    fn hear_opened(&mut self, opened: OpenedContents, occasion: Occasion) -> Vec<Effect> {
        // The user went on to something else while the disk was slow, and what is typed there is meant for that.
        let contexts = self.contexts();
        let is_typing = contexts.contains(&Context::Typing) && !contexts.contains(&Context::Help);
        let is_elsewhere = self.session().is_some() || is_typing || !self.views.is_home_on_list();
        if occasion == Occasion::Chosen && is_elsewhere {
            self.onward = Onward::default();
            return vec![Effect::ReleaseOpened];
        }
        let name = opened.assessment.identity.name.clone();
        let mut effects = vec![Effect::KeepOpened];
        let hijri_dates = explain::hijri_dates(&opened.hijri_dates, self.workspace.messages());
        let session = self.session_of(opened);
        self.workspace.opened_last = Some(session.path().to_owned());
        self.views.show_opened(session);
        self.show_access();
        if let Some(explanation) = hijri_dates {
            self.views.show(ProblemPage::to_check(explanation.paragraphs()));
        }
        let home = || &self.workspace.messages().screens.home;
        let status = match occasion {
            Occasion::Chosen => {
                self.go_onward();
                return effects;
            }
            // Who just made it is to answer, and needs the keys at the bottom more than to hear that it was made.
            Occasion::Created => {
                self.show_next_question();
                effects.push(Effect::List);
                return effects;
            }
            Occasion::Imported => &home().imported,
        };
        self.workspace.status = Some(status.fill(&[("name", &name)]));
        effects.push(Effect::List);
        effects
    }

    /// Opens the question with which the open assessment goes on.
    fn show_next_question(&mut self) {
        let Some(session) = self.session() else { return };
        let Some(question) = session.sheet().continues_at().cloned() else { return };
        let interview = Interview::at(question, &self.workspace, session);
        self.views.go(Navigation::<Session>::Push(Box::new(interview)));
    }

    fn session_of(&self, opened: OpenedContents) -> Session {
        let OpenedContents { path, assessment, pack, access, hijri_dates: _ } = opened;
        Session::new(pack, assessment, path, access, self.workspace.today())
    }

    /// Goes on with the open assessment after its file was given up for a moment. What can be undone stays, unless another
    /// program changed the file in that moment.
    fn keep_on(&mut self, opened: OpenedContents) -> Vec<Effect> {
        let mut now = self.session_of(opened);
        let Some(session) = self.views.session_mut() else { return vec![Effect::ReleaseOpened] };
        now.count_on_from(session);
        let before = std::mem::replace(session, now);
        let has_changed = before.saving == Saving::Pending;
        if has_changed || before.sheet().assessment() == session.sheet().assessment() {
            let access = session.access.clone();
            *session = before.with_access(access);
        } else if before.sheet().pack() != session.sheet().pack() {
            // Another version of the questionnaire may lack the question on the screen.
            self.views.show_overview();
        }
        self.show_access();
        let mut effects = vec![Effect::KeepOpened];
        if has_changed {
            effects.extend(self.save());
        }
        effects
    }

    /// Shows in the bottom line why the open assessment is read-only.
    fn show_access(&mut self) {
        let messages = self.workspace.messages();
        let refusal = self.session().and_then(|session| session.access.refusal(messages));
        if refusal.is_some() {
            self.workspace.status = refusal;
        }
    }

    fn hear_renamed(&mut self, renamed: RenameOutcome) -> Vec<Effect> {
        let RenameOutcome { outcome, news, open } = renamed;
        if let (RenamedOpen::Unchanged, Some(session)) = (&open, self.views.session_mut()) {
            session.access = Access::Writing;
        }
        for news in news {
            self.hear_saver(news);
        }
        self.warn();
        if let (Ok((name, path)), Some(session)) = (&outcome, self.views.session_mut())
            && !matches!(open, RenamedOpen::Other)
        {
            session.renamed(name, path.clone());
        }
        let mut effects = Vec::new();
        match open {
            RenamedOpen::Other | RenamedOpen::Unchanged => {}
            RenamedOpen::Reopened(opened) => effects.extend(self.keep_on(*opened)),
            RenamedOpen::Lost(fault) => {
                self.views.close_opened();
                self.show_fault(&fault);
            }
        }
        match outcome {
            Ok((name, _)) => {
                let renamed = &self.workspace.messages().screens.home.renamed;
                self.workspace.status = Some(renamed.fill(&[("name", &name)]));
                effects.push(Effect::List);
            }
            Err(Some(fault)) => self.show_fault(&fault),
            Err(None) => {}
        }
        effects
    }
}
