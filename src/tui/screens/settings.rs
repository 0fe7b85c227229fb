//! The settings: language, digits, vowel signs, theme. A choice is visible at once, and saved.

use ratatui::layout::Rect;

use super::PictureTest;
use crate::bidi::{Digits, Symbols, Tashkeel, ltr_path};
use crate::i18n::Language;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    view::{Command, Input, View},
    widgets::{Canvas, List, Row, Viewport, body, pointer},
    workspace::Workspace,
};

/// The screen with one row for each choice.
#[derive(Default)]
pub struct SettingsScreen {
    view: Viewport,
}

/// The effect of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SettingChoice {
    /// The code of the language of the texts of packs, and of the interface if it speaks that language.
    Language(&'static str),
    Digits(Digits),
    Tashkeel(Tashkeel),
    Symbols(Symbols),
    /// Whether the program takes the mouse.
    Mouse(bool),
    Theme(usize),
    PictureTest,
}

impl SettingsScreen {
    fn choose<S>(&self, workspace: &mut Workspace) -> Vec<Command<S>> {
        match list(workspace).chosen(&self.view) {
            Some(SettingChoice::Language(code)) => workspace.set_text_language(code),
            Some(SettingChoice::Theme(place)) => workspace.set_theme(*place),
            Some(SettingChoice::Digits(digits)) => workspace.draw_digits(*digits),
            Some(SettingChoice::Tashkeel(tashkeel)) => workspace.draw_tashkeel(*tashkeel),
            Some(SettingChoice::Symbols(symbols)) => workspace.draw_symbols(*symbols),
            Some(SettingChoice::Mouse(takes_it)) => workspace.take_mouse(*takes_it),
            Some(SettingChoice::PictureTest) => {
                return vec![Command::push(PictureTest::new(workspace.adapter))];
            }
            None => return Vec::new(),
        }
        vec![Command::SaveSettings { is_announced: true }]
    }
}

impl<S> View<S> for SettingsScreen {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        workspace.messages().screens.settings.title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Settings, Context::Choosing, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, _: &mut S, input: Input) -> Vec<Command<S>> {
        let choices = list(workspace);
        let action = self.view.select_with(input, choices.choices());
        let previewed = match choices.chosen(&self.view) {
            Some(SettingChoice::Theme(place)) => Some(*place),
            _ => None,
        };
        drop(choices);
        workspace.preview(previewed);
        let Some(action) = action else { return Vec::new() };
        match action {
            Action::Enter | Action::Toggle => self.choose(workspace),
            Action::Back => vec![Command::pop()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, _: &S) -> Option<String> {
        list(workspace).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, _: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let inner = body(area);
        list(workspace).draw(canvas, inner, &self.view);
    }
}

fn list(workspace: &Workspace) -> List<SettingChoice> {
    let (words, settings) = (&workspace.messages().screens.settings, &workspace.settings);
    let mut rows = List::new();
    let languages = workspace.text_languages(workspace.questionnaires.offered()).into_iter().map(|code| {
        (SettingChoice::Language(code), row(&language_name(workspace, code), code == workspace.code()))
    });
    push_section(&mut rows, &words.language, languages);
    let digits = Digits::ALL.into_iter().map(|digits| {
        let name = match digits {
            Digits::Latin => &words.digits_latin,
            Digits::Arabic => &words.digits_arabic,
        };
        (SettingChoice::Digits(digits), row(name, digits == settings.digits.unwrap_or_default()))
    });
    push_section(&mut rows, &words.digits, digits);
    let tashkeel = Tashkeel::ALL.into_iter().map(|tashkeel| {
        let name = match tashkeel {
            Tashkeel::Hidden => &words.tashkeel_hidden,
            Tashkeel::Shown => &words.tashkeel_shown,
        };
        (SettingChoice::Tashkeel(tashkeel), row(name, tashkeel == settings.tashkeel.unwrap_or_default()))
    });
    push_section(&mut rows, &words.tashkeel, tashkeel);
    let symbols = Symbols::ALL.into_iter().map(|symbols| {
        let name = match symbols {
            Symbols::Unicode => &words.symbols_unicode,
            Symbols::Ascii => &words.symbols_ascii,
        };
        (SettingChoice::Symbols(symbols), row(name, symbols == workspace.symbols()))
    });
    push_section(&mut rows, &words.symbols, symbols);
    let themes = workspace.themes().iter().enumerate().map(|(place, theme)| {
        let chosen = theme.name == workspace.theme_name;
        (SettingChoice::Theme(place), row(theme.title.get(workspace.code()), chosen))
    });
    push_section(&mut rows, &words.theme, themes);
    let mouse = [(true, &words.mouse_program), (false, &words.mouse_terminal)].into_iter();
    let mouse = mouse.map(|(takes_it, name)| {
        (SettingChoice::Mouse(takes_it), row(name, takes_it == settings.mouse.unwrap_or(true)))
    });
    push_section(&mut rows, &words.mouse, mouse);
    let test = Row::text(&words.picture_test, Role::Text).marked(pointer(workspace.direction()), Role::Muted);
    push_section(&mut rows, &words.arabic, [(SettingChoice::PictureTest, test)]);
    rows.push(Row::text(&words.files, Role::Heading));
    rows.push(Row::text(ltr_path(&workspace.config), Role::Muted));
    rows
}

/// The name of a language of the interface in itself; for another one, what is read in it.
fn language_name(workspace: &Workspace, code: &str) -> String {
    if let Some(language) = Language::ALL.into_iter().find(|language| language.code() == code) {
        return language.own_name().to_owned();
    }
    let messages = workspace.messages();
    let beside = messages.common.language_name(Language::beside(code));
    messages.screens.settings.other_language.fill(&[("code", &code), ("language", &beside)])
}

/// Adds a heading, the choices below it and a blank row.
fn push_section(
    rows: &mut List<SettingChoice>,
    heading: &str,
    choices: impl IntoIterator<Item = (SettingChoice, Row)>,
) {
    rows.push(Row::text(heading, Role::Heading));
    for (choice, row) in choices {
        rows.push_choice(choice, row);
    }
    rows.push(Row::blank());
}

/// A row with a dot that shows whether it is chosen.
fn row(name: &str, chosen: bool) -> Row {
    Row::text(name, Role::Text).marked(if chosen { "●" } else { "○" }, Role::Key)
}
