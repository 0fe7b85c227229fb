//! The only place that touches the world: it waits, draws, and performs effects.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Arc;

use ratatui::buffer::Buffer;

use super::{
    app::App,
    chrome,
    effect::Effect,
    events::{Event, Events},
    frame::Frame,
    overlays::{Page, Reading},
    screens::Overview,
    session::{Saving, Session},
    view::Command,
    workspace::{Contents, Shelved},
};
use crate::bidi::{Adapter, distrusted, ltr};
use crate::data::Packs;
use crate::explain::{Explain, Explanation};
use crate::export;
use crate::model::{Assessment, Header, Pack};
use crate::paths::Paths;
use crate::scoring;
use crate::settings::Terminals;
use crate::store::{Listed, Store, StoreError};

/// What a frame is drawn on: the real terminal, or a test's buffer.
pub trait Surface {
    /// Draws a frame; `draw` paints the buffer and says how it is to be sent.
    fn draw(&mut self, draw: &mut dyn FnMut(&mut Buffer) -> Frame) -> io::Result<()>;

    /// The next frame is drawn whole, in the size that the terminal has by now.
    fn renew(&mut self) -> io::Result<()>;

    /// Puts a text into the system's clipboard, where there is one to reach; it goes out with the next frame.
    fn copy(&mut self, text: &str) -> io::Result<()>;

    /// Hands the terminal to the shell until it continues the program.
    fn suspend(&mut self) -> io::Result<()>;
}

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The person left it.
    Quit,
    /// A signal ended it.
    Signal(i32),
    /// The terminal is gone; there is nobody to tell.
    Gone,
}

/// Where effects take place: the files of one person.
pub struct Outside {
    /// The assessments.
    pub store: Store,
    /// The questionnaires.
    pub packs: Packs,
    /// Where everything lies.
    pub paths: Paths,
    /// The name under which the terminal is remembered.
    pub terminal: String,
}

/// Whether the program goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Going {
    On,
    Suspended,
    Ended,
}

/// Runs the program until it ends. A frame is drawn before its effects are performed, so a key is on screen before the
/// disk is waited for; and the effects of a key are performed before the next key is looked at, so that a key always
/// meets the state that a person saw or would have seen. When the terminal fails, or the program itself does and panics,
/// what was typed is kept as when the terminal is gone.
pub fn run(
    app: &mut App,
    outside: &mut Outside,
    surface: &mut dyn Surface,
    events: &mut dyn Events,
) -> io::Result<Ending> {
    // What a panic leaves half done is at worst one answer or one line of a text, and the rest is worth keeping.
    let ended = catch_unwind(AssertUnwindSafe(|| run_until_ended(app, outside, surface, events)));
    if !matches!(ended, Ok(Ok(_))) {
        let effects = app.receive(Event::Gone);
        outside.perform_all(app, effects);
    }
    match ended.unwrap_or_else(|panic| resume_unwind(panic)) {
        Err(error) if is_of_a_gone_terminal(&error) => Ok(Ending::Gone),
        ended => ended,
    }
}

/// A terminal may vanish between two waits. Whatever is then done with it fails in the one way, and to open it anew in the
/// other.
#[cfg(unix)]
fn is_of_a_gone_terminal(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let gone = [Errno::IO, Errno::NXIO].map(Errno::raw_os_error);
    error.raw_os_error().is_some_and(|number| gone.contains(&number))
}

#[cfg(not(unix))]
fn is_of_a_gone_terminal(_error: &io::Error) -> bool {
    false
}

fn run_until_ended(
    app: &mut App,
    outside: &mut Outside,
    surface: &mut dyn Surface,
    events: &mut dyn Events,
) -> io::Result<Ending> {
    draw(app, surface)?;
    loop {
        for event in events.wait()? {
            if event == Event::Resize {
                surface.renew()?;
            }
            #[cfg(debug_assertions)]
            super::rehearsal::rehearse(&event, surface)?;
            let ending = match event {
                Event::Terminate(signal) => Ending::Signal(signal),
                Event::Gone => Ending::Gone,
                _ => Ending::Quit,
            };
            let effects = app.receive(event);
            if effects.is_empty() {
                continue;
            }
            if ending == Ending::Quit {
                draw(app, surface)?;
            }
            match outside.perform_all(app, effects) {
                // A signal and a terminal that is gone take no answer.
                Going::On if ending == Ending::Quit => {}
                Going::Suspended => surface.suspend()?,
                Going::On | Going::Ended => return Ok(ending),
            }
        }
        draw(app, surface)?;
    }
}

/// Draws a frame.
fn draw(app: &mut App, surface: &mut dyn Surface) -> io::Result<()> {
    if app.takes_whole_screen() {
        surface.renew()?;
    }
    if let Some(text) = app.workspace.clipboard.take_unsent() {
        surface.copy(text)?;
    }
    surface.draw(&mut |buffer| chrome::draw(app, buffer))
}

impl Outside {
    /// Performs an effect and all that follow from it.
    pub fn perform_now(&mut self, app: &mut App, effect: Effect) {
        self.perform_all(app, vec![effect]);
    }

    pub(super) fn perform_all(&mut self, app: &mut App, effects: Vec<Effect>) -> Going {
        let mut going = Going::On;
        let mut queue = std::collections::VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::Quit => going = Going::Ended,
                Effect::Suspend => going = Going::Suspended,
                other => queue.extend(self.perform(app, other)),
            }
        }
        // A program that could not save must not end as if it had.
        let unsaved = app.workspace.session.as_ref().is_some_and(|session| session.saving == Saving::Failed);
        if going == Going::Ended && unsaved && !app.told_of_unsaved() {
            return Going::On;
        }
        going
    }

    /// Performs one effect; what goes wrong is shown over the screen.
    pub fn perform(&mut self, app: &mut App, effect: Effect) -> Vec<Effect> {
        let messages = app.workspace.messages();
        let outcome = match effect {
            Effect::Save => save(app).map_err(|error| error.explain(messages)),
            Effect::SaveSettings => self.save_settings(app),
            Effect::KeepAdapter(adapter) => self.keep_adapter(app, adapter),
            Effect::List => self.list(app),
            Effect::Create(header) => self.create(app, *header),
            Effect::Open(name) => self.open(app, &name),
            Effect::CloseAssessment => close(app).map_err(|error| error.explain(messages)),
            Effect::Rename { from, to } => self.rename(app, &from, &to),
            Effect::Delete(name) => self.delete(app, &name),
            Effect::Import(file) => self.import(app, &file),
            Effect::Suspend | Effect::Quit => Ok(Vec::new()),
        };
        outcome.unwrap_or_else(|problem| {
            app.run(vec![Command::show(Reading::new(Page::Problem(problem.paragraphs())))])
        })
    }
}

type Outcome = Result<Vec<Effect>, Explanation>;

impl Outside {
    fn save_settings(&self, app: &App) -> Outcome {
        let saved = app.workspace.settings.save(&self.paths);
        saved.map(|()| Vec::new()).map_err(|error| error.explain(app.workspace.messages()))
    }

    /// Remembers how this terminal is sent Arabic. What was said for every terminal no longer holds then.
    fn keep_adapter(&self, app: &mut App, adapter: Adapter) -> Outcome {
        let messages = app.workspace.messages();
        let mut terminals = Terminals::load(&self.paths).map_err(|error| error.explain(messages))?;
        terminals.choose(&self.terminal, adapter);
        terminals.save(&self.paths).map_err(|error| error.explain(messages))?;
        if app.workspace.settings.bidi.take().is_some() {
            return Ok(vec![Effect::SaveSettings]);
        }
        Ok(Vec::new())
    }

    fn list(&mut self, app: &mut App) -> Outcome {
        let messages = app.workspace.messages();
        let listed = self.store.list().map_err(|error| error.explain(messages))?;
        app.workspace.shelf = listed.into_iter().map(|listed| self.shelve(listed, app)).collect();
        Ok(Vec::new())
    }

    fn shelve(&mut self, listed: Listed, app: &App) -> Shelved {
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
        Shelved { name, path: listed.path, modified: Some(listed.modified), contents }
    }

    fn pack_of(&mut self, app: &App, assessment: &Assessment) -> Result<Arc<Pack>, Explanation> {
        self.packs.find(&assessment.header.pack.id).map_err(|error| error.explain(app.workspace.messages()))
    }

    fn create(&mut self, app: &mut App, header: Header) -> Outcome {
        let pack = Arc::clone(app.workspace.pack());
        let assessment = Assessment::new(header, &pack);
        self.keep_and_open(app, assessment, &pack)
    }

    fn keep_and_open(&mut self, app: &mut App, assessment: Assessment, pack: &Arc<Pack>) -> Outcome {
        let messages = app.workspace.messages();
        let (kept, assessment) =
            self.store.create(assessment, pack).map_err(|error| error.explain(messages))?;
        let name = assessment.header.name.clone();
        app.workspace.session = Some(Session::new(Arc::clone(pack), assessment, kept, app.workspace.today()));
        let mut effects = app.run(vec![Command::Home, Command::push(Overview::default())]);
        effects.push(Effect::List);
        app.workspace.status = Some(messages.screens.home.created.fill(&[("name", &name)]));
        Ok(effects)
    }

    fn open(&mut self, app: &mut App, name: &str) -> Outcome {
        let messages = app.workspace.messages();
        let (kept, mut assessment) = self.store.load(name).map_err(|error| error.explain(messages))?;
        let pack = self.pack_of(app, &assessment)?;
        assessment.align(&pack);
        app.workspace.session = Some(Session::new(pack, assessment, kept, app.workspace.today()));
        Ok(app.run(vec![Command::push(Overview::default())]))
    }

    fn rename(&mut self, app: &mut App, from: &str, to: &str) -> Outcome {
        let messages = app.workspace.messages();
        let explain = |error: StoreError| error.explain(messages);
        // The file is what goes on under the new name, so it must have what the screen shows.
        if app.workspace.session.as_ref().is_some_and(|session| session.saving != Saving::Saved) {
            save(app).map_err(explain)?;
        }
        let (_, assessment) = self.store.load(from).map_err(explain)?;
        let pack = self.pack_of(app, &assessment)?;
        let (kept, renamed) = self.store.rename(from, to, &pack).map_err(explain)?;
        let name = renamed.header.name;
        if let Some(session) = app.workspace.session.as_mut() {
            session.renamed(&name, kept);
        }
        app.workspace.status = Some(messages.screens.home.renamed.fill(&[("name", &name)]));
        Ok(vec![Effect::List])
    }

    fn delete(&mut self, app: &mut App, name: &str) -> Outcome {
        let messages = app.workspace.messages();
        let path = self.store.delete(name).map_err(|error| error.explain(messages))?;
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

/// Writes the open assessment to its file.
fn save(app: &mut App) -> Result<Vec<Effect>, StoreError> {
    let Some(session) = app.workspace.session.as_mut() else { return Ok(Vec::new()) };
    let saved = session.save();
    session.saving = if saved.is_ok() { Saving::Saved } else { Saving::Failed };
    if saved.is_ok() {
        app.saved();
    }
    saved.map(|()| Vec::new())
}

/// Closes the open assessment, unless its last change cannot be saved and nobody was told.
fn close(app: &mut App) -> Result<Vec<Effect>, StoreError> {
    let unsaved = app.workspace.session.as_ref().is_some_and(|session| session.saving != Saving::Saved);
    if unsaved
        && let Err(error) = save(app)
        && !app.told_of_unsaved()
    {
        return Err(error);
    }
    app.workspace.session = None;
    app.run(vec![Command::Home]);
    Ok(vec![Effect::List])
}
