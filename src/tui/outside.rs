//! Where effects take place: the files of one person.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{
    app::App,
    editor::{self, Editor},
    effect::Effect,
    overlays::{Page, Reading},
    runtime::Going,
    screens::Overview,
    view::Command,
    workspace::{Contents, Shelved},
};
use crate::bidi::{distrusted, ltr};
use crate::clock;
use crate::data::Packs;
use crate::explain::{Explain, Explanation};
use crate::export;
use crate::keeper::{Keeper, Wake};
use crate::model::{Assessment, Header, Pack};
use crate::paths::{Paths, from_home};
use crate::scoring;
use crate::settings::NotSaved;
use crate::store::{FULL_SCREEN, Holder, Listed, Lock, Patience, SetAside, Store, StoreError, share_names};

/// The world as far as the program changes it.
pub struct Outside {
    /// The assessments.
    pub store: Store,
    /// The questionnaires.
    pub packs: Packs,
    /// Where everything lies.
    pub paths: Paths,
    /// The name under which the terminal is remembered.
    pub terminal: String,
    /// Folders for answers that can be saved nowhere else, the best first.
    pub refuges: Vec<PathBuf>,
    /// What the person edits texts with, if they said so.
    pub editor: Option<Editor>,
    /// Why settings were not saved, as the user has seen it in a window since the last ones were.
    pub(super) reported: Vec<NotSaved>,
    /// Wakes the wait for events.
    pub(super) wake: Wake,
    /// What saves the open assessment.
    pub(super) keeper: Option<Keeper>,
    /// Where answers lie that were not saved when their assessment was left.
    pub(super) set_aside: Option<Result<SetAside, StoreError>>,
}

type Outcome = Result<Vec<Effect>, Explanation>;

impl Outside {
    /// The world of the person whose files lie at `paths`.
    pub fn new(paths: &Paths, wake: Wake) -> Self {
        Self {
            store: Store::open(paths),
            packs: Packs::new(paths.questionnaires()),
            paths: paths.clone(),
            terminal: String::new(),
            refuges: Vec::new(),
            editor: None,
            reported: Vec::new(),
            wake,
            keeper: None,
            set_aside: None,
        }
    }

    /// Performs an effect and all that follow from it.
    pub fn perform_now(&mut self, app: &mut App, effect: Effect) {
        self.perform_all(app, vec![effect]);
    }

    pub(super) fn perform_all(&mut self, app: &mut App, effects: Vec<Effect>) -> Going {
        let mut going = Going::On;
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::Quit => going = Going::Ended,
                Effect::Suspend => going = Going::Suspended,
                Effect::Edit(text) => going = Going::Editing(text),
                other => queue.extend(self.perform(app, other)),
            }
        }
        if going != Going::On {
            self.finish(app);
        }
        // A program that could not save must not end as if it had.
        if going == Going::Ended && !self.may_leave(app) {
            return Going::On;
        }
        going
    }

    /// Lets the person edit a text in their editor, to which `lend` gives the terminal; the view in front takes it.
    pub(super) fn edit(
        &self,
        app: &mut App,
        text: &str,
        lend: &mut dyn FnMut(&mut dyn FnMut()) -> io::Result<()>,
    ) -> io::Result<()> {
        let messages = app.workspace.messages();
        let Some(editor) = &self.editor else {
            show(app, &editor::none(messages));
            return Ok(());
        };
        let mut outcome = None;
        lend(&mut || outcome = Some(editor.edit(&self.paths.drafts(), text)))?;
        match outcome {
            Some(Ok(edited)) => app.take_edited(&edited),
            Some(Err(error)) => {
                show(app, &error.explain(messages));
            }
            None => {}
        }
        Ok(())
    }

    /// Performs one effect; what goes wrong is shown over the screen.
    pub(super) fn perform(&mut self, app: &mut App, effect: Effect) -> Vec<Effect> {
        let outcome = match effect {
            Effect::Save => {
                self.save(app);
                Ok(Vec::new())
            }
            Effect::Retry => {
                self.retry(app);
                Ok(Vec::new())
            }
            Effect::Settle(sides) => {
                self.decide(app, &sides);
                Ok(Vec::new())
            }
            Effect::SaveElsewhere(path) => {
                self.save_elsewhere(app, &from_home(&path));
                Ok(Vec::new())
            }
            Effect::SaveSettings { is_said } => Ok(self.save_settings(app, is_said)),
            Effect::KeepAdapter(adapter) => Ok(self.keep_adapter(app, adapter)),
            Effect::List => self.list(app),
            Effect::Create(header) => self.create(app, *header),
            Effect::Open(file) => self.open(app, &file),
            Effect::CloseAssessment => Ok(self.close(app)),
            Effect::Rename { file, to } => self.rename(app, &file, &to),
            Effect::Delete(file) => self.delete(app, &file),
            Effect::Import(file) => self.import(app, &from_home(&file)),
            Effect::Edit(_) | Effect::Suspend | Effect::Quit => Ok(Vec::new()),
        };
        outcome.unwrap_or_else(|problem| show(app, &problem))
    }

    fn list(&mut self, app: &mut App) -> Outcome {
        let messages = app.workspace.messages();
        let listed = self.store.list().map_err(|error| error.explain(messages))?;
        let shared = share_names(&listed);
        let shelve = |(listed, shared)| self.shelve(listed, shared, app);
        app.workspace.shelf = listed.into_iter().zip(shared).map(shelve).collect();
        Ok(Vec::new())
    }

    fn shelve(&mut self, listed: Listed, shares_name: bool, app: &App) -> Shelved {
        let messages = app.workspace.messages();
        let contents = match listed.outcome {
            Err(error) => Err(error.explain(messages).paragraphs()),
            Ok(mut assessment) => match self.packs.find(&assessment.header.pack.id) {
                Err(error) => Err(error.explain(messages).paragraphs()),
                Ok(pack) => {
                    assessment.align(&pack);
                    let as_of = assessment.header.as_of.unwrap_or(app.workspace.today());
                    let scorecard = scoring::score(&pack, &assessment, as_of);
                    Ok(Contents { pack, assessment, scorecard })
                }
            },
        };
        let name = distrusted(&listed.name).into_owned();
        Shelved { name, path: listed.path, shares_name, modified: Some(listed.modified), contents }
    }

    /// Keeps others from writing an assessment for a moment.
    fn lock(&self, file: &Path) -> Result<Lock, StoreError> {
        self.store.lock(file, &holder(), Patience::NONE)
    }

    pub(super) fn pack_of(&mut self, app: &App, assessment: &Assessment) -> Result<Arc<Pack>, Explanation> {
        self.packs.find(&assessment.header.pack.id).map_err(|error| error.explain(app.workspace.messages()))
    }

    fn create(&mut self, app: &mut App, header: Header) -> Outcome {
        let pack = Arc::clone(app.workspace.pack());
        let assessment = Assessment::new(header, &pack);
        self.keep_and_open(app, assessment, &pack)
    }

    fn keep_and_open(&mut self, app: &mut App, assessment: Assessment, pack: &Pack) -> Outcome {
        let messages = app.workspace.messages();
        let (kept, assessment) =
            self.store.create(assessment, pack).map_err(|error| error.explain(messages))?;
        self.take_up(app, kept.path())?;
        let mut effects = app.run(vec![Command::Home, Command::push(Overview::default())]);
        effects.push(Effect::List);
        let name = assessment.header.name;
        app.workspace.status = Some(messages.screens.home.created.fill(&[("name", &name)]));
        Ok(effects)
    }

    fn open(&mut self, app: &mut App, file: &Path) -> Outcome {
        self.take_up(app, file)?;
        Ok(app.run(vec![Command::push(Overview::default())]))
    }

    fn rename(&mut self, app: &mut App, file: &Path, to: &str) -> Outcome {
        // The file is what goes on under the new name, so it must have what the screen shows.
        self.finish(app);
        if self.has_unsaved(app) {
            return Ok(Vec::new());
        }
        // The lock is that of the old name.
        self.keeper = None;
        let renamed = self.rename_file(app, file, to);
        if let (Ok((name, path)), Some(session)) = (&renamed, app.workspace.session.as_mut()) {
            session.renamed(name, path.clone());
        }
        self.keep_on(app)?;
        let name = renamed?.0;
        app.workspace.status = Some(app.workspace.messages().screens.home.renamed.fill(&[("name", &name)]));
        Ok(vec![Effect::List])
    }

    fn rename_file(&mut self, app: &App, file: &Path, to: &str) -> Result<(String, PathBuf), Explanation> {
        let messages = app.workspace.messages();
        let explain = |error: StoreError| error.explain(messages);
        let _lock = self.lock(file).map_err(explain)?;
        let (_, assessment) = self.store.read(file).map_err(explain)?;
        let pack = self.pack_of(app, &assessment)?;
        let (kept, renamed) = self.store.rename(file, to, &pack).map_err(explain)?;
        Ok((renamed.header.name, kept.path().to_owned()))
    }

    fn delete(&mut self, app: &mut App, file: &Path) -> Outcome {
        let messages = app.workspace.messages();
        let explain = |error: StoreError| error.explain(messages);
        let _lock = self.lock(file).map_err(explain)?;
        let path = self.store.delete(file).map_err(explain)?;
        app.workspace.status =
            Some(messages.screens.home.deleted.fill(&[("path", &ltr(&path.display().to_string()))]));
        Ok(vec![Effect::List])
    }

    fn import(&mut self, app: &mut App, file: &Path) -> Outcome {
        let messages = app.workspace.messages();
        let assessment = export::import_file(file).map_err(|error| error.explain(messages))?;
        let pack = self.pack_of(app, &assessment)?;
        let name = assessment.header.name.clone();
        let effects = self.keep_and_open(app, assessment, &pack)?;
        app.workspace.status = Some(messages.screens.home.imported.fill(&[("name", &name)]));
        Ok(effects)
    }
}

/// Shows over the screen what did not work.
pub(super) fn show(app: &mut App, problem: &Explanation) -> Vec<Effect> {
    app.run(vec![Command::show(Reading::new(Page::Problem(problem.paragraphs())))])
}

/// This program, for others who want to write what it has open.
pub(super) fn holder() -> Holder {
    Holder::this_process(FULL_SCREEN, clock::now())
}
