//! The state of the full-screen program, and how an event changes it.
//!
//! Events and news go in, effects come out: nothing here touches a file, a thread or the terminal. What news change is
//! in `hearing`, and what concerns saving in `saving`.

use std::cell::RefCell;

use jiff::Timestamp;
use ratatui::layout::{Position, Rect};

use super::{
    action::Action,
    clipboard::{self, TooLong},
    effect::{Departure, Effect},
    events::{Event, Mouse},
    hints::{Hint, HintsKey},
    key::Key,
    keymap::{self, Binding, Context},
    offer::Onward,
    overlays::{ExportPurpose, FilterList, Help, Palette, ProblemPage, Prompt, Search},
    remembered::Cached,
    screens::{Destination, Welcome},
    session::Session,
    view::{Command, Input},
    views::{FrontCommands, ViewOwner, Views},
    widgets::{self, TextField},
    workspace::Workspace,
};
use crate::bidi::{Direction, Symbols};
use crate::explain::Explain;
use crate::settings::NotSaved;
use crate::store::{SetAside, StoreError};

/// How much of a copied text the bottom line may have to show; what does not fit there is cut.
const STATUS_LETTERS: usize = 200;

/// How far the user has been warned that the last change is unsaved. The first attempt to leave warns, the second
/// leaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Warned {
    /// Not at all.
    #[default]
    No,
    /// A window showed why it is not saved.
    OfFailure,
    /// The window was shown again when the user wanted to leave.
    OnLeaving,
}

/// Everything the program knows: what it works on, and the screens and overlays that show it.
pub struct App {
    /// What the screens work on.
    pub workspace: Workspace,
    /// The screens and overlays, and the open assessment that they show.
    pub(super) views: Views,
    /// How far the user has been warned that the last change is unsaved.
    pub(super) warned: Warned,
    /// Whether the last draft before a departure is ordered, so that a disk that fails is not tried for ever.
    pub(super) is_last_draft_ordered: bool,
    /// Whether the user has just been told what quitting would lose.
    is_loss_announced: bool,
    /// The reasons why settings were not saved that a window has shown since the last ones were saved.
    pub(super) reported: Vec<NotSaved>,
    /// Where the answers are that were not saved when the open assessment was left.
    pub(super) set_aside: Option<Result<SetAside, StoreError>>,
    /// What follows once an assessment is closed or opened.
    pub(super) onward: Onward,
    /// The direction and the signs of the last frame.
    drawn: (Direction, Symbols),
    /// The hints of the last frame that can be pressed.
    pub(super) pressable: RefCell<Vec<(Rect, Action)>>,
    /// The hints of the last footers.
    pub(super) hints: Cached<HintsKey, Vec<Hint>>,
}

impl App {
    /// The program as it starts: the list of assessments.
    pub fn new(workspace: Workspace) -> Self {
        Self {
            drawn: (workspace.direction(), workspace.symbols()),
            pressable: RefCell::default(),
            hints: Cached::default(),
            workspace,
            views: Views::default(),
            warned: Warned::default(),
            is_last_draft_ordered: false,
            is_loss_announced: false,
            reported: Vec::new(),
            set_aside: None,
            onward: Onward::default(),
        }
    }

    /// The open assessment, if there is one.
    pub fn session(&self) -> Option<&Session> {
        self.views.session()
    }

    /// Where keys come from, nearest place first.
    pub fn contexts(&self) -> Vec<Context> {
        self.views.contexts(&self.workspace)
    }

    /// The keys that do something where the user is, nearest place first: the way back only where one is open, and the
    /// other language only where the terminal can draw it.
    pub fn bindings(&self) -> Vec<&'static Binding> {
        let mut bindings = keymap::bindings(self.workspace.keymap, &self.contexts());
        bindings.retain(|binding| match binding.action {
            Action::Back => self.views.lead_back(),
            Action::SwitchLanguage => self.workspace.symbols() == Symbols::Unicode,
            _ => true,
        });
        bindings
    }

    /// Shows the welcome of the first run.
    pub fn welcome(&mut self) {
        let welcome = Welcome::new(self.workspace.language());
        self.run(vec![Command::push(welcome)]);
    }

    /// The next moment at which the screens may change without an event. One that has passed is due at once.
    pub fn next_timer(&self) -> Option<Timestamp> {
        self.workspace.day_end
    }

    /// Takes an event and returns the effects to perform, in order.
    pub fn receive(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.press(key),
            Event::Mouse(Mouse::Press(position)) => self.press_at(position),
            Event::Mouse(Mouse::Scroll(lines)) => self.send(Input::Scroll(lines)),
            Event::Paste(text) => {
                self.workspace.status = None;
                self.insert(&text)
            }
            Event::Stalled => {
                self.workspace.status = Some(self.workspace.messages().screens.status.stalled.clone());
                Vec::new()
            }
            Event::Resize | Event::Continued => Vec::new(),
            Event::Answered(probe) => {
                self.workspace.note_probe(&probe);
                vec![Effect::Recognise(probe)]
            }
            Event::Ground(ground) => {
                self.workspace.note_ground(ground);
                Vec::new()
            }
            Event::Suspend => vec![Effect::Finish(Departure::Suspend)],
            Event::Terminate(_) | Event::Gone => self.leave(Departure::Forced),
        }
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        let action = keymap::action(self.workspace.keymap, key, &self.contexts(), self.workspace.direction());
        action.map_or_else(Vec::new, |action| self.act(action))
    }

    /// A press on a key of the footer does what the key does; any other goes to the view in front.
    fn press_at(&mut self, position: Position) -> Vec<Effect> {
        let pressed = self
            .pressable
            .borrow()
            .iter()
            .find_map(|(place, action)| place.contains(position).then_some(*action));
        match pressed {
            Some(action) => self.act(action),
            None => self.send(Input::Press(position)),
        }
    }

    /// Does what an action asks for.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        self.workspace.status = None;
        if let Some(refusal) = self.refusal(action) {
            self.workspace.status = Some(refusal);
            return Vec::new();
        }
        let was_loss_announced = std::mem::take(&mut self.is_loss_announced);
        match action {
            Action::Quit if !was_loss_announced && self.views.lose_by_ending() => {
                self.is_loss_announced = true;
                self.workspace.status = Some(self.workspace.messages().screens.status.quit_again.clone());
                Vec::new()
            }
            Action::Quit => self.leave(Departure::Quit),
            Action::Suspend => vec![Effect::Finish(Departure::Suspend)],
            Action::Help if self.contexts().contains(&Context::Help) => self.send(Input::Act(Action::Back)),
            Action::Help => {
                let help = Help::new(self.views.title(&self.workspace), self.contexts(), self.bindings());
                self.views.show(help);
                Vec::new()
            }
            Action::SwitchLanguage if self.workspace.symbols() == Symbols::Ascii => {
                let words = &self.workspace.messages().screens.status;
                self.workspace.status = Some(words.language_needs_unicode.clone());
                Vec::new()
            }
            Action::SwitchLanguage => {
                let opened = self.session().map(|session| std::slice::from_ref(session.sheet().pack()));
                let packs = opened.unwrap_or_else(|| self.workspace.questionnaires.offered());
                let next = self.workspace.next_language(packs);
                self.workspace.set_text_language(next);
                vec![self.save_settings(true)]
            }
            Action::Open(Destination::Settings) if !self.contexts().contains(&Context::Settings) => {
                self.views.open(Destination::Settings, &self.workspace);
                Vec::new()
            }
            Action::Palette => {
                let palette = Palette::new(self.bindings(), &self.workspace, self.session());
                self.views.show(palette);
                Vec::new()
            }
            Action::Copy => {
                let text = self.text_to_copy();
                self.copy(text)
            }
            Action::Cut => {
                let text = self.views.field().and_then(TextField::cut);
                self.copy(text)
            }
            Action::Paste => self.paste(),
            Action::SaveNow if self.contexts().contains(&Context::Screen) => self.retry(),
            Action::Filter if self.session().is_some() => {
                self.run(vec![Command::<Session>::show(FilterList::default())])
            }
            Action::Export if self.session().is_some() => {
                let prompt = self.session().map(|session| Prompt::new(ExportPurpose, session));
                self.run(prompt.map(Command::show).into_iter().collect())
            }
            Action::Search => {
                self.views.show(Search::default());
                Vec::new()
            }
            other => self.send_to_field_or_view(other),
        }
    }

    fn send_to_field_or_view(&mut self, action: Action) -> Vec<Effect> {
        let direction = self.workspace.direction();
        let is_typed = self.views.field().is_some_and(|field| field.update(action, direction));
        self.report_refused();
        self.send(if is_typed { Input::Typed } else { Input::Act(action) })
    }

    /// The selection of the focused field, or otherwise what the view in front copies.
    fn text_to_copy(&mut self) -> Option<String> {
        let field = self.views.field().map(|field| field.copied().to_owned());
        field.filter(|typed| !typed.is_empty()).or_else(|| self.views.copied(&self.workspace))
    }

    /// Gives the view in front an input.
    fn send(&mut self, input: Input) -> Vec<Effect> {
        match self.views.update(&mut self.workspace, input) {
            FrontCommands::OfHome(commands) => self.run(commands),
            FrontCommands::OfOpened(commands) => self.run(commands),
        }
    }

    /// Shows in front what did not work.
    pub(super) fn show_fault(&mut self, fault: &impl Explain) {
        self.show_problem(fault.explain(self.workspace.messages()).paragraphs());
    }

    /// Shows in front what did not work, in paragraphs.
    pub(super) fn show_problem(&mut self, paragraphs: Vec<String>) {
        self.views.show(ProblemPage::new(paragraphs));
    }

    /// Inserts a text into the focused field. Without one, or if it does not fit, the bottom line says so.
    fn insert(&mut self, text: &str) -> Vec<Effect> {
        let Some(field) = self.views.field() else {
            self.workspace.status = Some(self.workspace.messages().screens.status.no_field.clone());
            return Vec::new();
        };
        field.insert(text);
        self.report_refused();
        self.send(Input::Typed)
    }

    /// Says that a text was not inserted because the field would be too long with it.
    fn report_refused(&mut self) {
        if let Some(widgets::RefusedText { length, left }) =
            self.views.field().and_then(TextField::take_refused)
        {
            let words = &self.workspace.messages().screens.status.too_long_to_insert;
            let refusal =
                words.fill(&[("length", &length), ("left", &left), ("limit", &widgets::LONGEST_TEXT)]);
            self.workspace.status = Some(refusal);
        }
    }

    /// Why an action that would write the open assessment is refused. What the user types writes nothing yet.
    pub(super) fn refusal(&self, action: Action) -> Option<String> {
        let session = self.session().filter(|_| action.writes())?;
        let is_typing = self.contexts().contains(&Context::Typing);
        session.access.refusal(self.workspace.messages()).filter(|_| !is_typing)
    }

    /// Copies a text and says so at the bottom.
    fn copy(&mut self, text: Option<String>) -> Vec<Effect> {
        let words = &self.workspace.messages().screens.status;
        let text = text.filter(|text| !text.trim().is_empty());
        let status = match text.map(|text| self.workspace.clipboard.copy(&text)) {
            None => words.nothing_to_copy.clone(),
            Some(Err(TooLong)) => words.too_long_to_copy.fill(&[("limit", &(clipboard::LONGEST / 1000))]),
            Some(Ok(())) => {
                let shown: String = self.workspace.clipboard.text().chars().take(STATUS_LETTERS).collect();
                words.copied.fill(&[("text", &shown.replace('\n', " "))])
            }
        };
        self.workspace.status = Some(status);
        Vec::new()
    }

    fn paste(&mut self) -> Vec<Effect> {
        let text = self.workspace.clipboard.text().to_owned();
        if text.is_empty() {
            let words = &self.workspace.messages().screens.status;
            self.workspace.status = Some(words.nothing_to_paste.clone());
        }
        self.insert(&text)
    }

    /// Carries out what a view asked for, and returns the effects to perform.
    pub(super) fn run<S: ViewOwner>(&mut self, commands: Vec<Command<S>>) -> Vec<Effect> {
        commands.into_iter().flat_map(|command| self.run_one(command)).collect()
    }

    fn run_one<S: ViewOwner>(&mut self, command: Command<S>) -> Vec<Effect> {
        match command {
            Command::Go(step) => self.views.go(step).map(Effect::Finish).into_iter().collect(),
            Command::Act(action) => self.act(action),
            Command::Take(offer) => self.take(offer),
            Command::Save => self.save(),
            Command::Retry => self.retry(),
            Command::Settle(sides) => self.settle(&sides),
            Command::SaveCopy(path) => self.save_copy(path),
            Command::Rename { file, to } => self.rename(file, to),
            Command::SaveSettings { is_announced } => vec![self.save_settings(is_announced)],
            Command::Perform(effect) => vec![effect],
        }
    }

    /// Whether the frame that is drawn now is to be sent whole. Some terminals leave pixels of Arabic letters behind
    /// when the cells beside them are redrawn: so where another screen or overlay comes to the front in Arabic, and
    /// where the screen is turned round. A terminal that does not read UTF-8 has its cursor where the program does not
    /// expect it: so where the signs change.
    pub fn takes_whole_screen(&mut self) -> bool {
        let direction = self.workspace.direction();
        let drawn = (direction, self.workspace.symbols());
        let turned = std::mem::replace(&mut self.drawn, drawn) != drawn;
        let navigated = self.views.take_navigated();
        turned || (navigated && direction == Direction::RightToLeft)
    }

    /// Leaves the program, once everything is saved that was typed in its place and not confirmed.
    fn leave(&mut self, departure: Departure) -> Vec<Effect> {
        let commands = self.views.keep_opened(&mut self.workspace);
        let mut effects = self.run(commands);
        let commands = self.views.keep_home(&mut self.workspace);
        effects.extend(self.run(commands));
        let saves = |effect: &Effect| matches!(effect, Effect::Save(_) | Effect::SaveOpen);
        if self.has_failed_to_save() && !effects.iter().any(saves) {
            effects.extend(self.save());
        }
        effects.push(Effect::Finish(departure));
        effects
    }
}
