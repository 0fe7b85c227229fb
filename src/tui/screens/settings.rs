//! Language, digits, vowel signs and theme, seen at once and kept for the next time.

use ratatui::layout::Rect;

use super::PictureTest;
use crate::bidi::{Digits, Tashkeel, ltr};
use crate::i18n::Language;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::Effect,
    keymap::Context,
    view::{Command, View},
    widgets::{Canvas, Row, Rows, Viewport, pointer},
    workspace::Workspace,
};

/// The screen of the settings: one row for each thing that can be chosen.
#[derive(Default)]
pub struct SettingsScreen {
    view: Viewport,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SettingChoice {
    Language(Language),
    Digits(Digits),
    Tashkeel(Tashkeel),
    Theme(usize),
    PictureTest,
}

impl SettingsScreen {
    fn choices(workspace: &Workspace) -> Vec<SettingChoice> {
        let languages = Language::ALL.into_iter().map(SettingChoice::Language);
        let themes = (0..workspace.themes().len()).map(SettingChoice::Theme);
        let digits = Digits::ALL.into_iter().map(SettingChoice::Digits);
        let tashkeel = Tashkeel::ALL.into_iter().map(SettingChoice::Tashkeel);
        languages.chain(digits).chain(tashkeel).chain(themes).chain([SettingChoice::PictureTest]).collect()
    }

    fn choose(&self, workspace: &mut Workspace) -> Vec<Command> {
        match Self::choices(workspace).get(self.view.cursor()) {
            Some(SettingChoice::Language(language)) => workspace.speak(*language),
            Some(SettingChoice::Theme(place)) => workspace.dress(*place),
            Some(SettingChoice::Digits(digits)) => workspace.draw_digits(*digits),
            Some(SettingChoice::Tashkeel(tashkeel)) => workspace.draw_tashkeel(*tashkeel),
            Some(SettingChoice::PictureTest) => {
                return vec![Command::push(PictureTest::new(workspace.adapter))];
            }
            None => return Vec::new(),
        }
        vec![Command::Perform(Effect::SaveSettings { is_said: true })]
    }
}

impl View for SettingsScreen {
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

    fn copied(&self, workspace: &Workspace) -> Option<String> {
        rows(workspace).said_of(self.view.cursor())
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        let title = &workspace.messages().screens.settings.title;
        let inner = canvas.frame(area, title, Role::Border);
        rows(workspace).draw(canvas, inner, &self.view);
    }
}

fn rows(workspace: &Workspace) -> Rows {
    let words = &workspace.messages().screens.settings;
    let mut rows = Rows::new();
    rows.push(Row::text(&words.language, Role::Heading));
    for language in Language::ALL {
        rows.push(choice(language.own_name(), language == workspace.language()));
    }
    rows.push(Row::blank());
    rows.push(Row::text(&words.digits, Role::Heading));
    for digits in Digits::ALL {
        let name = match digits {
            Digits::Latin => &words.digits_latin,
            Digits::Arabic => &words.digits_arabic,
        };
        rows.push(choice(name, digits == workspace.settings.digits.unwrap_or_default()));
    }
    rows.push(Row::blank());
    rows.push(Row::text(&words.tashkeel, Role::Heading));
    for tashkeel in Tashkeel::ALL {
        let name = match tashkeel {
            Tashkeel::Hidden => &words.tashkeel_hidden,
            Tashkeel::Shown => &words.tashkeel_shown,
        };
        rows.push(choice(name, tashkeel == workspace.settings.tashkeel.unwrap_or_default()));
    }
    rows.push(Row::blank());
    rows.push(Row::text(&words.theme, Role::Heading));
    for theme in workspace.themes() {
        let chosen = theme.name == workspace.theme_name;
        rows.push(choice(theme.title.get(workspace.code()), chosen));
    }
    rows.push(Row::blank());
    rows.push(Row::text(&words.arabic, Role::Heading));
    rows.push(Row::choice(&words.picture_test, Role::Text).marked(pointer(workspace.direction()), Role::Key));
    rows.push(Row::blank());
    rows.push(Row::text(&words.files, Role::Heading));
    rows.push(Row::text(ltr(&workspace.config.display().to_string()), Role::Muted));
    rows
}

/// A row that can be chosen, with a dot that says whether it is.
fn choice(name: &str, chosen: bool) -> Row {
    Row::choice(name, Role::Text).marked(if chosen { "●" } else { "○" }, Role::Key)
}
