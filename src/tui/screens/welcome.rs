//! The first run: the choice of the language. Then the first assessment is made; before that, who chose Arabic on a terminal
//! that is not surely known says which line reads correctly.

use ratatui::layout::Rect;

use super::{NewAssessment, PictureTest};
use crate::i18n::messages::WelcomeWords;
use crate::i18n::{Language, Messages};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    view::{Command, Input, View},
    widgets::{Canvas, List, Row, Viewport},
    workspace::Workspace,
};

/// The screen that asks for the language. It shows every language, because none is chosen yet.
pub struct Welcome {
    view: Viewport,
}

impl Welcome {
    /// Suggests the language of the environment.
    pub fn new(language: Language) -> Self {
        let place = list().values().position(|other| *other == language);
        Self { view: Viewport::at(place.unwrap_or_default()) }
    }
}

impl View<()> for Welcome {
    fn title(&self, workspace: &Workspace, (): &()) -> String {
        workspace.messages().screens.welcome.title.clone()
    }

    fn contexts(&self, _: &Workspace, (): &()) -> Vec<Context> {
        vec![Context::Choosing, Context::Rows, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, (): &mut (), input: Input) -> Vec<Command<()>> {
        let Some(action) = self.view.select_with(input, list().choices()) else { return Vec::new() };
        match action {
            // New users need the key hints in the bottom line more than a message that the setting is saved.
            Action::Enter => {
                if let Some(language) = list().chosen(&self.view) {
                    workspace.set_language(*language);
                }
                let mut commands = vec![Command::SaveSettings { is_announced: false }, Command::pop()];
                if workspace.assessments().is_empty() {
                    commands.push(Command::push(NewAssessment::suggested(workspace)));
                }
                if workspace.language() == Language::Arabic && !workspace.is_adapter_sure {
                    commands.push(Command::push(PictureTest::new(workspace.adapter)));
                }
                commands
            }
            Action::Back => {
                workspace.set_language(workspace.language());
                vec![Command::SaveSettings { is_announced: false }, Command::pop()]
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, workspace: &Workspace, (): &(), canvas: &mut Canvas<'_>, area: Rect) {
        let inner = canvas.section(area, &workspace.messages().screens.welcome.title, Role::Heading);
        list().draw(canvas, inner, &self.view);
    }
}

/// A description of the program in every language, and the languages to choose from.
fn list() -> List<Language> {
    let mut rows = List::new();
    let every = all_words();
    for words in &every {
        // One paragraph: of several, a short one would lie on the other side than a long one.
        let description = Row::text(format!("{} {} ", words.about, words.files), Role::Text);
        rows.push(description.and(&words.choose, Role::Heading));
        rows.push(Row::blank());
    }
    for language in Language::ALL {
        rows.push_choice(language, Row::text(language.own_name(), Role::Text));
    }
    rows
}

/// The texts of every language. A language without these texts would show the English ones, which appear only once.
fn all_words() -> Vec<&'static WelcomeWords> {
    let mut every: Vec<&WelcomeWords> = Vec::new();
    for language in Language::ALL {
        let words = &Messages::of(language).screens.welcome;
        if !every.iter().any(|known| known.about == words.about) {
            every.push(words);
        }
    }
    every
}
