//! What news of the world outside change in the program.

use super::{
    app::App,
    effect::Effect,
    keymap::Context,
    news::{News, Occasion, OpenedContents, RenameOutcome, RenamedOpen, Work},
    overlays::{BringBack, Reading, ReadingPage},
    screens::{Compare, Overview},
    session::{Access, Saving, Session},
    shelf::Shelved,
    view::Command,
};
use crate::bidi::ltr_path;
use crate::explain::{Explain, Explanation};

impl App {
    /// Hears news and returns the effects to perform, in order.
    pub fn hear(&mut self, news: News) -> Vec<Effect> {
        let home = &self.workspace.messages().screens.home;
        match news {
            News::Work(work) => self.hear_work(work),
            News::NewDay(day) => {
                // The list shows no figures that depend on the day.
                self.workspace.begin_day(day);
                Vec::new()
            }
            News::Saver(news) => self.hear_saver(news),
            News::Listed(assessments) => {
                self.workspace.shelf = Some(assessments);
                Vec::new()
            }
            News::Read { first, rows } => {
                self.hear_rows(first, rows);
                Vec::new()
            }
            News::Compared(files) => {
                let commands = Compare::show(files, &self.workspace);
                self.run(commands)
            }
            News::Opened(opened, occasion) => self.hear_opened(*opened, occasion),
            News::Renamed(renamed) => self.hear_renamed(*renamed),
            News::Deleted(path) => {
                self.workspace.status = Some(home.deleted.fill(&[("path", &ltr_path(path))]));
                vec![Effect::List]
            }
            News::LookedBack { problem, found } => {
                let overlay = if found.all.is_empty() {
                    Command::show(Reading::new(ReadingPage::Problem(problem)))
                } else {
                    Command::show(BringBack::new(problem, *found))
                };
                self.run(vec![overlay])
            }
            News::BroughtBack(name) => {
                self.workspace.status = Some(home.brought_back.fill(&[("name", &name)]));
                vec![Effect::List]
            }
            News::SettingsSaved { settings, is_announced, outcome } => {
                self.hear_settings(&settings, is_announced, outcome)
            }
            News::Recognised(adapter) => {
                self.workspace.adapter = adapter;
                Vec::new()
            }
            News::AdapterKept(outcome) => self.hear_adapter(outcome),
            News::Failed(fault) => self.show(&fault.explain(self.workspace.messages())),
            News::Unfinished(departure) => vec![Effect::Finish(departure)],
            News::Finished(departure) => self.hear_finished(departure),
            News::SavingStopped { departure, set_aside } => self.hear_stopped(&departure, set_aside),
            News::Edited(Ok(text)) => {
                if let Some(field) = self.field() {
                    field.rewrite(&text);
                }
                Vec::new()
            }
            News::Edited(Err(error)) => self.show(&error.explain(self.workspace.messages())),
        }
    }

    /// Lets the screen say that work is under way, unless it is a list that is brought up to date behind it.
    fn hear_work(&mut self, work: Work) -> Vec<Effect> {
        let needs_list = self.workspace.shelf.is_none() && self.workspace.session.is_none();
        self.workspace.is_working = match work {
            Work::None => false,
            Work::Behind => needs_list,
            Work::Awaited => true,
        };
        self.warn();
        Vec::new()
    }

    /// Hears more about some rows of the list.
    fn hear_rows(&mut self, first: usize, rows: Vec<Shelved>) {
        let known = self.workspace.shelf.iter_mut().flatten().skip(first);
        for (shelved, row) in known.zip(rows).filter(|(shelved, row)| shelved.path == row.path) {
            *shelved = row;
        }
    }

    fn hear_opened(&mut self, opened: OpenedContents, occasion: Occasion) -> Vec<Effect> {
        // The user went on to something else while the disk was slow, and what is typed there is meant for that.
        let is_typing = self.contexts().contains(&Context::Typing);
        if occasion == Occasion::Chosen && (self.workspace.session.is_some() || is_typing) {
            return vec![Effect::ReleaseOpened];
        }
        let name = opened.assessment.identity.name.clone();
        let mut effects = self.keep(opened);
        effects.extend(self.run(vec![Command::Home, Command::push(Overview::default())]));
        let home = &self.workspace.messages().screens.home;
        let status = match occasion {
            Occasion::Chosen => return effects,
            Occasion::Created => &home.created,
            Occasion::Imported => &home.imported,
        };
        self.workspace.status = Some(status.fill(&[("name", &name)]));
        effects.push(Effect::List);
        effects
    }

    /// Takes an opened assessment for the one that the screens show.
    fn keep(&mut self, opened: OpenedContents) -> Vec<Effect> {
        let OpenedContents { path, assessment, pack, access } = opened;
        let today = self.workspace.today();
        self.workspace.session = Some(Session::new(pack, assessment, path, access, today));
        self.workspace.show_access();
        vec![Effect::KeepOpened]
    }

    /// Goes on with the open assessment after its file was given up for a moment. What can be undone stays, unless another
    /// program changed the file in that moment.
    fn keep_on(&mut self, opened: OpenedContents) -> Vec<Effect> {
        let session = self.workspace.session.take();
        let access = opened.access.clone();
        let mut effects = self.keep(opened);
        let (Some(before), Some(now)) = (session, &mut self.workspace.session) else { return effects };
        now.count_on_from(&before);
        let has_changed = before.saving == Saving::Pending;
        if has_changed || before.sheet().assessment() == now.sheet().assessment() {
            self.workspace.session = Some(before.with_access(access));
        }
        if has_changed {
            effects.extend(self.save());
        }
        effects
    }

    fn hear_renamed(&mut self, renamed: RenameOutcome) -> Vec<Effect> {
        let RenameOutcome { outcome, news, open } = renamed;
        if let (RenamedOpen::Unchanged, Some(session)) = (&open, &mut self.workspace.session) {
            session.access = Access::Writing;
        }
        let mut effects: Vec<Effect> = news.into_iter().flat_map(|news| self.hear_saver(news)).collect();
        self.warn();
        if let (Ok((name, path)), Some(session)) = (&outcome, &mut self.workspace.session)
            && !matches!(open, RenamedOpen::Other)
        {
            session.renamed(name, path.clone());
        }
        match open {
            RenamedOpen::Other | RenamedOpen::Unchanged => {}
            RenamedOpen::Reopened(opened) => effects.extend(self.keep_on(*opened)),
            RenamedOpen::Lost(fault) => {
                self.close_opened();
                effects.extend(self.show(&fault.explain(self.workspace.messages())));
            }
        }
        match outcome {
            Ok((name, _)) => {
                let renamed = &self.workspace.messages().screens.home.renamed;
                self.workspace.status = Some(renamed.fill(&[("name", &name)]));
                effects.push(Effect::List);
            }
            Err(Some(fault)) => effects.extend(self.show(&fault.explain(self.workspace.messages()))),
            Err(None) => {}
        }
        effects
    }

    /// Shows over the screen what did not work.
    pub(super) fn show(&mut self, problem: &Explanation) -> Vec<Effect> {
        self.run(vec![Command::show(Reading::new(ReadingPage::Problem(problem.paragraphs())))])
    }
}
