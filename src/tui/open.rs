//! From the command line to the first frame, and back.

use std::io;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use super::{
    app::App,
    editor::Editor,
    effect::Effect,
    events::TerminalEvents,
    farewell::{FarewellText, FarewellWriter},
    keymap::Binding,
    news::Day,
    runtime::{self, Ending},
    terminal::RealTerminal,
    workspace::{Surroundings, ThemeChoice, Workspace, theme_choices},
    world::World,
};
use crate::bidi::Adapter;
use crate::clock;
use crate::data::embedded;
use crate::explain::Explanation;
use crate::i18n::Language;
use crate::paths::{Paths, refuges};
use crate::saver::SaveThread;
use crate::settings::{Settings, Terminals};
use crate::store::{SetAside, StoreError};
use crate::terminal::{self, AdapterReason, AdapterSource, Output, TerminalQuestion};
use crate::theme::{ColourDepth, Theme, ThemeLibrary};

/// What the full-screen program is opened with.
pub struct Opening {
    /// The folders and files of the user.
    pub paths: Paths,
    /// The language of the interface.
    pub language: Language,
    /// Code of the language of the texts of packs.
    pub code: &'static str,
    /// The saved settings.
    pub settings: Settings,
    /// The theme to begin with, in all its colours.
    pub theme: Theme,
    /// Whether the user has chosen that theme.
    pub is_theme_chosen: bool,
    /// The way to send Arabic that was asked for, and where.
    pub requested: Option<(Adapter, AdapterSource)>,
    /// What is known of the user's terminals.
    pub terminals: Terminals,
    /// What is wrong with the files of the settings and of the terminals; shown before anything else.
    pub complaints: Complaints,
    /// The table of keys, with the user's own.
    pub keymap: &'static [Binding],
    /// The colours that the terminal can show.
    pub depth: ColourDepth,
    /// The file of the assessment to open, if any.
    pub file: Option<PathBuf>,
    /// Writes what is printed of an assessment that is open when the program ends.
    pub farewell: FarewellWriter,
}

/// What is wrong with the files of the settings and of the terminals.
#[derive(Debug, Clone, Default)]
pub struct Complaints {
    /// Files that cannot be read.
    pub errors: Vec<Explanation>,
    /// Keys that this version does not know.
    pub warnings: Vec<Explanation>,
}

/// What is left when the full-screen program has ended.
pub struct Closed {
    /// How it ended.
    pub ending: Ending,
    /// The assessment that was open.
    pub left: Option<LeftAssessment>,
    /// How the terminal was sent Arabic.
    pub adapter: Adapter,
    /// The language of the last frame.
    pub language: Language,
    /// Code of the language of the texts of packs in the last frame.
    pub code: &'static str,
    /// The theme of the last frame, in the colours of the terminal.
    pub theme: Theme,
    /// What the user chose for good, whether or not it could be saved.
    pub settings: Settings,
    /// The thread that saved the assessment. It has only the lock to release; dropping it waits for that.
    pub saver: Option<SaveThread>,
}

/// The assessment that was open when the program ended.
pub struct LeftAssessment {
    /// What is to be printed of it.
    pub farewell: Rc<FarewellText>,
    /// Its file.
    pub path: PathBuf,
    /// Where its file does not have the last changes: where they are instead.
    pub set_aside: Option<Result<SetAside, StoreError>>,
}

/// Takes the terminal, runs until the program ends, and gives the terminal back.
///
/// # Errors
/// If the terminal cannot be taken, written or read.
pub fn open(opening: &Opening) -> io::Result<Closed> {
    // One decision about colours, made by our own rules, for everything that writes to the terminal.
    crossterm::style::force_color_output(opening.depth != ColourDepth::None);
    let output = Output::open();
    let mut events = TerminalEvents::listen(output.clone())?;
    let wake = events.waker()?;
    let mut world = World::new(&opening.paths, day, Arc::clone(&wake));
    #[cfg(debug_assertions)]
    {
        world.saver_wake = super::rehearsal::waking(wake);
    }
    world.refuges = refuges();
    world.editor = Editor::of(|name| std::env::var_os(name));
    let first_run = opening.file.is_none() && opening.settings.are_new(&opening.paths);
    // Before the screen is made, so that the files are read while the first frame is prepared.
    if let Some(file) = opening.file.clone() {
        world.perform(Effect::Open(file));
    }
    world.perform(Effect::List);
    let mut app = App::new(workspace(opening));
    if first_run {
        app.welcome();
    }
    complain(&mut app, &opening.complaints);
    let ran = run(opening, &mut app, &mut world, &output, &mut events);
    let ending = end(ran, &output, &mut events)?;
    let set_aside = app.set_aside.take();
    let farewell = app.views.farewell(opening.farewell, &app.workspace);
    let left = farewell.zip(app.session()).map(|(farewell, session)| LeftAssessment {
        farewell,
        path: session.path().to_owned(),
        set_aside,
    });
    let closed = Closed {
        ending,
        left,
        adapter: app.workspace.adapter,
        language: app.workspace.language(),
        code: app.workspace.code(),
        theme: app.workspace.theme.clone(),
        settings: app.workspace.settings.clone(),
        saver: world.take_saver(),
    };
    world.end_jobs();
    // The process ends next, and the system takes all its memory back at once, which is faster than each piece alone.
    std::mem::forget((app, world));
    Ok(closed)
}

/// Shows each file that cannot be read in a window, and the first unknown key at the bottom.
fn complain(app: &mut App, complaints: &Complaints) {
    for error in complaints.errors.iter().rev() {
        app.show_problem(error.paragraphs());
    }
    let first = complaints.warnings.first().cloned();
    app.workspace.status = first.map(|explanation| Explanation { why: None, ..explanation }.on_one_line());
}

fn run(
    opening: &Opening,
    app: &mut App,
    world: &mut World,
    output: &Output,
    events: &mut TerminalEvents,
) -> io::Result<Ending> {
    let mut terminal = RealTerminal::take(output)?;
    // The first frame is drawn as is expected of this terminal; if its answers say otherwise, it is drawn again.
    let variable = |name: &str| std::env::var(name).ok();
    let expected = terminal::expect(opening.requested, &opening.terminals, &variable);
    app.workspace.adapter = expected.adapter;
    app.workspace.is_adapter_sure = expected.reason.as_ref().is_some_and(AdapterReason::is_sure);
    terminal.change_to(expected.adapter)?;
    let unknown = expected.reason.is_none().then_some(TerminalQuestion::OwnScreen);
    let ground = app.workspace.follows_ground.then_some(TerminalQuestion::Ground);
    let questions: Vec<_> = unknown.into_iter().chain(ground).collect();
    if !questions.is_empty() {
        events.ask(&questions, terminal::limit(false, &variable))?;
    }
    if opening.file.is_some() {
        // Parsed here while the other thread reads the assessment, which most likely answers this pack.
        drop(embedded::default_pack());
    }
    world.terminal = expected.name;
    world.terminals = opening.terminals.clone();
    let prepare = |app: &App| drop(app.views.farewell(opening.farewell, &app.workspace));
    runtime::run(app, world, &mut terminal, events, &prepare)
}

/// The terminal is given back, and what is printed from now on must not make the program deaf either: a signal ends it at
/// once, and after one that has come already nothing waits for the terminal.
fn end(ran: io::Result<Ending>, output: &Output, events: &mut TerminalEvents) -> io::Result<Ending> {
    let ending = match ran? {
        Ending::Quit => events.end()?.map_or(Ending::Quit, Ending::Signal),
        other => other,
    };
    if let Ending::Signal(_) = ending {
        // Where it fails, printing waits.
        output.redirect_printing().unwrap_or_default();
    }
    Ok(ending)
}

/// The present day.
fn day() -> Day {
    let date = clock::today();
    Day { date, end: clock::end_of(date) }
}

fn workspace(opening: &Opening) -> Workspace {
    let library = ThemeLibrary::with_folder(opening.paths.themes());
    let depth = opening.depth;
    let surroundings = Surroundings {
        theme: ThemeChoice::of(&opening.theme, depth),
        themes: Box::new(move || theme_choices(&library, depth)),
        today: clock::today,
        config: opening.paths.config.clone(),
        pack: embedded::default_pack,
    };
    let mut workspace = Workspace::new(opening.language, surroundings);
    workspace.read_texts_in(opening.code);
    workspace.keymap = opening.keymap;
    workspace.settings = opening.settings.clone();
    workspace.follows_ground = !opening.is_theme_chosen && opening.depth != ColourDepth::None;
    workspace
}
