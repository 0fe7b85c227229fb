//! The program for tests: real state, real files in a temporary folder, keys in and a screen out.

mod footer;
mod packs;

use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::{Date, date};
use ratatui::{
    buffer::{Buffer, Cell},
    layout::{Position, Rect},
    style::Style,
};
use tempfile::TempDir;

use super::{
    app::App,
    chrome,
    editor::Editor,
    effect::{Departure, Effect},
    events::{Event, Events},
    frame::Frame,
    key::{Key, tests::keys},
    news::{Day, News},
    runtime::{self, Ending},
    session::Session,
    surface::Surface,
    workspace::{Surroundings, ThemeChoice, Workspace, theme_choices},
    world::World,
};
use crate::bidi::{Base, Direction, visual};
use crate::data::embedded;
use crate::i18n::Language;
use crate::model::Assessment;
use crate::paths::Paths;
use crate::report::terms::ExplainedTerm;
use crate::saver::Order;
use crate::store::{Disk, EndOfHanging, OpenFile, Store};
use crate::theme::{ColourDepth, DEFAULT_THEME, ThemeLibrary};

fn today() -> Date {
    date(2026, 9, 25)
}

fn day() -> Day {
    Day { date: today(), end: None }
}

/// The program with its own home.
pub struct TestApp {
    /// Before the world, which waits for its disk when it is dropped.
    end_of_hanging: Option<EndOfHanging>,
    /// State of the program.
    pub app: App,
    world: World,
    paths: Paths,
    size: (u16, u16),
    ended: bool,
    home: Rc<TempDir>,
}

/// A terminal whose frames go to a function, which decides whether they can be sent. It keeps what it gets to copy.
pub struct TestSurface<F> {
    send: F,
    pub copied: Vec<String>,
}

impl<F: FnMut(&Buffer) -> io::Result<()>> TestSurface<F> {
    pub fn sending_to(send: F) -> Self {
        Self { send, copied: Vec::new() }
    }
}

impl<F: FnMut(&Buffer) -> io::Result<()>> Surface for TestSurface<F> {
    fn draw(&mut self, draw: &mut dyn FnMut(&mut Buffer) -> Frame) -> io::Result<()> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        draw(&mut buffer);
        (self.send)(&buffer)
    }

    fn renew(&mut self) {}

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.copied.push(text.to_owned());
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn lend(&mut self, _meanwhile: &mut dyn FnMut()) -> io::Result<()> {
        Ok(())
    }

    fn resume(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TestApp {
    /// The program at its first start, at 80 by 24.
    pub fn new(language: Language) -> Self {
        Self::at(Rc::new(tempfile::tempdir().unwrap()), language)
    }

    /// The first question of a new assessment, in English.
    pub fn asked() -> Self {
        let mut test_app = Self::new(Language::English);
        test_app.press("n<enter>");
        test_app
    }

    /// Starts the program a second time while this one runs.
    pub fn second(&self) -> Self {
        Self::at(Rc::clone(&self.home), self.app.workspace.language())
    }

    /// Lets the user meet every word for the first time.
    pub fn of_newcomer(mut self) -> Self {
        self.app.workspace.settings.explained.clear();
        self
    }

    /// Puts another disk under the files.
    pub fn on(mut self, disk: Disk) -> Self {
        self.end_of_hanging = disk.end_of_hanging();
        self.world.change_store(Store::on(disk, &self.paths));
        self
    }

    /// Puts another calendar on the wall.
    pub fn with_calendar(mut self, day: fn() -> Day) -> Self {
        self.world.change_calendar(day);
        self
    }

    /// Sets the command of the user's editor.
    pub fn edited_with(mut self, command: &str) -> Self {
        self.world.editor = Editor::of(|_| Some(command.into()));
        self
    }

    /// Presses keys before any news of the saver arrives, however fast the disk is.
    pub fn press_before_news(&mut self, text: &str) -> &mut Self {
        for key in keys(text) {
            self.receive(Event::Key(key));
        }
        self
    }

    /// Presses keys without waiting for the results of jobs.
    pub fn press_at_once(&mut self, text: &str) -> &mut Self {
        for key in keys(text) {
            self.begin(Event::Key(key));
        }
        self
    }

    /// Waits for all running jobs.
    pub fn settle(&mut self) -> &mut Self {
        runtime::perform_and_wait(&mut self.app, &mut self.world, Vec::new());
        self
    }

    /// Checks now for changes of other programs, as happens periodically.
    pub fn look(&mut self) -> &mut Self {
        self.world.order_saver(Order::Look);
        self.settle()
    }

    /// Ends the program and starts it again in the same home.
    pub fn again(self) -> Self {
        let language = self.app.workspace.language();
        Self::at(self.home, language)
    }

    fn at(home: Rc<TempDir>, language: Language) -> Self {
        let paths = Paths::new(home.path());
        let surroundings = Surroundings {
            theme: ThemeChoice::of(&ThemeLibrary::bundled().load(DEFAULT_THEME).unwrap(), ColourDepth::True),
            themes: Box::new(|| theme_choices(&ThemeLibrary::bundled(), ColourDepth::True)),
            today,
            config: "/home/you/.config/mizan".into(),
            pack: embedded::default_pack,
        };
        let mut workspace = Workspace::new(language, surroundings);
        workspace.settings.explained = ExplainedTerm::ALL.iter().map(|term| term.id().to_owned()).collect();
        let mut world = World::new(&paths, day, Arc::new(|| ()));
        world.terminal = "a stage".to_owned();
        world.refuges = vec![paths.config.clone()];
        world.perform(Effect::List);
        let app = App::new(workspace);
        let size = (80, 24);
        let mut test_app = Self { end_of_hanging: None, app, world, paths, size, ended: false, home };
        test_app.settle();
        test_app
    }

    /// Changes the size of the screen.
    #[must_use]
    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    /// Presses keys such as `jj<enter>3`, and performs all effects of each.
    pub fn press(&mut self, text: &str) -> &mut Self {
        for key in keys(text) {
            self.happen(Event::Key(key));
        }
        self
    }

    /// Moves to the row that shows this text, or to the field that it is the label of.
    #[track_caller]
    pub fn go_to(&mut self, text: &str) -> &mut Self {
        let base = Base::Own(self.app.workspace.direction());
        let shown = visual(text, base, self.app.workspace.presentation());
        for key in ["<down>", "<up>"] {
            loop {
                if self.selected().contains(&shown) {
                    return self;
                }
                let before = self.screen();
                if self.press(key).screen() == before {
                    break;
                }
            }
        }
        panic!("no row shows {text}:\n{}", self.screen())
    }

    /// The first line of the selected row; for a field, its label and its line. Empty if no row is selected.
    pub fn selected(&self) -> String {
        let (screen, caret) = (self.screen(), self.buffer().1);
        let lines: Vec<&str> = screen.lines().collect();
        let direction = self.app.workspace.direction();
        // The screen under an overlay shows its selection too, which the frame of the overlay does not begin.
        let in_frame = |line: &&&str| match direction {
            Direction::LeftToRight => line.contains("│ ▸"),
            Direction::RightToLeft => line.contains("◂ │"),
        };
        // The cells before the pointer. A row may begin with the same sign, which is further from the edge.
        let from_edge = |line: &&&str| match direction {
            Direction::LeftToRight => {
                let (before, _) = line.split_once('▸')?;
                before.trim().is_empty().then(|| before.chars().count())
            }
            Direction::RightToLeft => {
                let (before, after) = line.rsplit_once('◂')?;
                let cells = usize::from(self.size.0);
                after.trim().is_empty().then(|| cells.saturating_sub(before.chars().count()))
            }
        };
        match caret {
            Some(Position { y, .. }) => lines[usize::from(y).saturating_sub(1)..=usize::from(y)].join("\n"),
            None => {
                let framed = lines.iter().rev().find(in_frame);
                let on_screen =
                    || lines.iter().filter(|line| from_edge(line).is_some()).min_by_key(from_edge);
                (*framed.or_else(on_screen).unwrap_or(&"")).to_owned()
            }
        }
    }

    /// Types a text in any script, letter by letter.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.happen(Event::Key(Key::Char(letter)));
        }
        self
    }

    /// Begins another day.
    pub fn begin_day(&mut self, date: Date) -> &mut Self {
        runtime::pass_on(&mut self.app, &mut self.world, vec![News::NewDay(Day { date, end: None })]);
        self
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.size = (width, height);
        self.happen(Event::Resize)
    }

    /// Removes the times of files from the screen, so that snapshots stay the same.
    pub fn forget_times(&mut self) {
        for shelved in self.app.workspace.shelf.iter_mut().flatten() {
            shelved.modified = None;
        }
    }

    /// The open assessment.
    pub fn session(&self) -> &Session {
        self.app.session().unwrap()
    }

    /// Path of the open assessment's file.
    pub fn file(&self) -> PathBuf {
        self.session().path().to_owned()
    }

    /// Handles an event with all its effects.
    pub fn happen(&mut self, event: Event) -> &mut Self {
        self.buffer();
        self.begin(event).settle()
    }

    fn begin(&mut self, event: Event) -> &mut Self {
        self.receive(event);
        runtime::catch_up(&mut self.app, &mut self.world);
        self
    }

    fn receive(&mut self, event: Event) {
        let effects = self.app.receive(event);
        let departure = runtime::perform_all(&mut self.app, &mut self.world, effects);
        self.ended |= matches!(departure, Some(Departure::Quit | Departure::Forced));
    }

    /// Runs the program on a terminal until it ends.
    pub fn run_on(&mut self, surface: &mut dyn Surface, events: &mut dyn Events) -> io::Result<Ending> {
        self.run_resting(surface, events, &|_| {})
    }

    /// Runs the program on a terminal until it ends, and calls `at_rest` whenever it is at rest.
    pub fn run_resting(
        &mut self,
        surface: &mut dyn Surface,
        events: &mut dyn Events,
        at_rest: &dyn Fn(&App),
    ) -> io::Result<Ending> {
        runtime::run(&mut self.app, &mut self.world, surface, events, at_rest)
    }

    /// Whether the program has ended.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// The drawn cells, and how to send them.
    fn drawn(&self) -> (Buffer, Frame) {
        // Over an earlier frame, as in a terminal.
        let mut earlier = Cell::new("X");
        earlier.set_style(Style::new().red().on_blue().bold());
        let mut buffer = Buffer::filled(Rect::new(0, 0, self.size.0, self.size.1), earlier);
        let frame = chrome::draw(&self.app, &mut buffer);
        (buffer, frame)
    }

    /// The drawn cells, and the position of the caret.
    pub fn buffer(&self) -> (Buffer, Option<Position>) {
        let (buffer, frame) = self.drawn();
        (buffer, frame.caret)
    }

    /// How to send the drawn cells.
    pub fn frame(&self) -> Frame {
        self.drawn().1
    }

    /// The screen as lines of text.
    pub fn screen(&self) -> String {
        let (buffer, caret) = self.buffer();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            let line: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if let Some(caret) = caret {
            let _ = writeln!(out, "caret: {}, {}", caret.x, caret.y);
        }
        out
    }

    /// The text that the copy key copies, in logical order.
    pub fn copied(&mut self) -> String {
        self.press("<f5>");
        self.app.workspace.clipboard.text().to_owned()
    }

    /// Reads the last saved assessment from disk.
    pub fn saved(&self) -> Assessment {
        let listed = Store::open(&self.paths).list().unwrap();
        let mut saved = OpenFile::open(&listed[0].path).unwrap().1;
        saved.find_levels(embedded::default_pack().scale());
        saved
    }

    /// The names of the files of the assessments, in order.
    pub fn files(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.paths.assessments()).into_iter().flatten().flatten();
        let mut names: Vec<_> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
        names.sort_unstable();
        names
    }

    /// Reads the backups of that assessment.
    pub fn backups(&self) -> Vec<Assessment> {
        let found = Store::open(&self.paths).restorables(&self.saved().identity.name).unwrap();
        let scale = embedded::default_pack().scale().clone();
        let mut backups: Vec<Assessment> = found.all.into_iter().map(|file| file.outcome.unwrap()).collect();
        for backup in &mut backups {
            backup.find_levels(&scale);
        }
        backups
    }

    /// Leaves the open assessment as at the end of the program.
    pub fn leave(&mut self) {
        runtime::perform_all(&mut self.app, &mut self.world, vec![Effect::Finish(Departure::Ended)]);
    }

    /// The paths of this home.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }
}
