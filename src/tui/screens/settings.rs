//! Language and theme, seen at once and kept for the next time.

use ratatui::layout::Rect;

use super::PictureTest;
use crate::i18n::Language;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::Effect,
    keymap::Context,
    view::{Command, View},
    widgets::{Canvas, Row, Rows, Viewport},
    workspace::Workspace,
};

/// The screen of the settings: one row for each language and each theme.
#[derive(Default)]
pub struct Settings {
    view: Viewport,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Choice {
    Language(Language),
    Theme(usize),
    PictureTest,
}

impl Settings {
    fn choices(workspace: &Workspace) -> Vec<Choice> {
        let languages = Language::ALL.into_iter().map(Choice::Language);
        let themes = (0..workspace.themes.len()).map(Choice::Theme);
        languages.chain(themes).chain([Choice::PictureTest]).collect()
    }

    fn choose(&self, workspace: &mut Workspace) -> Vec<Command> {
        match Self::choices(workspace).get(self.view.cursor()) {
            Some(Choice::Language(language)) => workspace.speak(*language),
            Some(Choice::Theme(place)) => workspace.dress(*place),
            Some(Choice::PictureTest) => return vec![Command::push(PictureTest::new(workspace.adapter))],
            None => return Vec::new(),
        }
        workspace.status = Some(workspace.messages().screens.settings.saved.clone());
        vec![Command::Perform(Effect::SaveSettings)]
    }
}

impl View for Settings {
    fn title(&self, workspace: &Workspace) -> String {
        workspace.messages().screens.settings.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Settings, Context::Choosing, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, action: Action) -> Vec<Command> {
        if self.view.update(action, Self::choices(workspace).len()) {
            return Vec::new();
        }
        match action {
            Action::Enter | Action::Toggle => self.choose(workspace),
            Action::Back => vec![Command::Pop],
            _ => Vec::new(),
        }
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &workspace.messages().screens.settings;
        let inner = canvas.frame(area, &words.title, Role::Border);
        let dot = |chosen: bool| if chosen { "●" } else { "○" };
        let mut rows = Rows::new();
        rows.push(Row::text(&words.language, Role::Heading));
        for language in Language::ALL {
            let name = &crate::i18n::Messages::of(language).common.language;
            rows.push(Row::choice(name, Role::Text).marked(dot(language == workspace.language()), Role::Key));
        }
        rows.push(Row::blank());
        rows.push(Row::text(&words.theme, Role::Heading));
        for choice in &workspace.themes {
            let chosen = choice.name == workspace.theme_name;
            rows.push(
                Row::choice(choice.title.get(workspace.code()), Role::Text).marked(dot(chosen), Role::Key),
            );
        }
        rows.push(Row::blank());
        rows.push(Row::text(&words.arabic, Role::Heading));
        rows.push(Row::choice(&words.picture_test, Role::Text).marked(canvas.pointer(), Role::Key));
        rows.push(Row::blank());
        rows.push(Row::text(&words.files, Role::Heading));
        rows.push(Row::text(workspace.config.display().to_string(), Role::Muted));
        rows.draw(canvas, inner, &self.view);
    }
}
