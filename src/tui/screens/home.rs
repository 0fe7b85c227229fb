//! The list of assessments, and the menu below it.

use std::cell::RefCell;
use std::path::PathBuf;

use ratatui::layout::Rect;

use super::home_table::{HomeRow, table};
use crate::bidi::measure;
use crate::explain::Explain;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::Effect,
    keymap::Context,
    overlays::{Confirm, ImportPurpose, NamePurpose, Prompt},
    screens::Destination,
    shelf::{Shelved, ShelvedContents},
    view::{Command, Input, View},
    widgets::{Canvas, UNBOUNDED, Viewport, body},
    workspace::Workspace,
};

/// The screen with the list.
#[derive(Default)]
pub struct Home {
    view: Viewport,
    /// The file of the selected assessment, which stays selected when the list is put into another order. `None` if an entry
    /// of the menu is selected.
    held: RefCell<Option<PathBuf>>,
    /// The assessment that was opened last when the list was last looked at.
    opened: RefCell<Option<PathBuf>>,
}

impl Home {
    /// Selects the assessment that was opened since, or else the one that was selected, where it is now.
    fn follow(&self, workspace: &Workspace) {
        if *self.opened.borrow() != workspace.opened_last {
            self.opened.replace(workspace.opened_last.clone());
            self.held.replace(workspace.opened_last.clone());
        }
        let held = self.held.borrow();
        let place = held
            .as_ref()
            .and_then(|path| workspace.assessments().iter().position(|shelved| shelved.path == *path));
        if let Some(place) = place {
            self.view.follow(place);
        }
    }

    fn hold(&self, workspace: &Workspace) {
        let selected = workspace.assessments().get(self.view.cursor());
        self.held.replace(selected.map(|shelved| shelved.path.clone()));
    }

    fn selected<'a>(&self, workspace: &'a Workspace) -> Option<&'a Shelved> {
        match table(workspace, UNBOUNDED).chosen(&self.view) {
            Some(HomeRow::Assessment(shelved)) => Some(shelved),
            _ => None,
        }
    }

    fn enter(&self, workspace: &Workspace) -> Vec<Command<()>> {
        let command = match table(workspace, UNBOUNDED).chosen(&self.view) {
            // Only its questionnaire is missing or faulty, and may have been mended since.
            Some(HomeRow::Assessment(shelved)) if shelved.lacks_pack() => {
                Command::Perform(Effect::Open(shelved.path.clone()))
            }
            Some(HomeRow::Assessment(Shelved {
                contents: ShelvedContents::Unreadable(fault), path, ..
            })) => {
                let (file, problem) = (path.clone(), fault.explain(workspace.messages()).paragraphs());
                Command::Perform(Effect::LookBack { file, problem })
            }
            Some(HomeRow::Assessment(shelved)) => Command::Perform(Effect::Open(shelved.path.clone())),
            Some(HomeRow::Do(action)) => Command::Act(*action),
            None => return Vec::new(),
        };
        vec![command]
    }

    fn delete(&self, workspace: &Workspace) -> Vec<Command<()>> {
        let Some(shelved) = self.selected(workspace) else { return Vec::new() };
        let words = &workspace.messages().screens.overlays;
        let text = words.delete_text.fill(&[("name", &shelved.label())]);
        let delete = Command::Perform(Effect::Delete(shelved.path.clone()));
        vec![Command::show(Confirm::new(words.delete_title.clone(), text, vec![delete]))]
    }

    fn rename(&self, workspace: &Workspace) -> Vec<Command<()>> {
        let Some(shelved) = self.selected(workspace) else { return Vec::new() };
        let (file, name) = (shelved.path.clone(), shelved.name.clone());
        vec![Command::show(Prompt::new(NamePurpose::renaming(file, name), &()))]
    }
}

impl View<()> for Home {
    fn title(&self, workspace: &Workspace, (): &()) -> String {
        workspace.messages().screens.home.title.clone()
    }

    fn contexts(&self, _: &Workspace, (): &()) -> Vec<Context> {
        vec![Context::Home, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, (): &mut (), input: Input) -> Vec<Command<()>> {
        self.follow(workspace);
        let action = self.view.select_with(input, table(workspace, UNBOUNDED).choices());
        self.hold(workspace);
        let Some(action) = action else { return Vec::new() };
        match action {
            Action::Enter => self.enter(workspace),
            Action::Open(destination) => {
                let opens = destination.at_home(workspace).map(Command::open);
                // The user may have installed, mended or deleted a questionnaire to choose it.
                let looks = (destination == Destination::New).then_some(Command::Perform(Effect::List));
                opens.into_iter().chain(looks).collect()
            }
            Action::Rename => self.rename(workspace),
            Action::Delete => self.delete(workspace),
            Action::Import => vec![Command::show(Prompt::new(ImportPurpose, &()))],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, (): &()) -> Option<String> {
        table(workspace, UNBOUNDED).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, (): &(), canvas: &mut Canvas<'_>, area: Rect) {
        let words = &workspace.messages().screens.home;
        let has_none = workspace.shelf.as_ref().is_some_and(Vec::is_empty);
        let welcome = if has_none { welcome_height(workspace, area) } else { 0 };
        let top = Rect { height: welcome, ..area };
        let below = Rect { y: area.y + welcome, height: area.height - welcome, ..area };
        if welcome > 0 {
            let inner = canvas.section(top, &words.welcome, Role::Heading);
            let text = introduction(workspace);
            canvas.paragraph(inner, &text, Role::Text, 0);
        }
        self.follow(workspace);
        let inner = body(below);
        let notice = u16::from(!has_none);
        let list = Rect { height: inner.height.saturating_sub(2 * notice), ..inner };
        table(workspace, list.width).draw(canvas, list, &self.view);
        let below_it = Rect { y: inner.bottom().saturating_sub(notice), height: notice, ..inner };
        let common = &workspace.messages().common;
        let fits = measure(&common.unofficial) <= usize::from(below_it.width);
        let said = if fits { &common.unofficial } else { &common.unofficial_short };
        canvas.text(below_it, said, Role::Muted);
    }
}

/// What the program does, with the notice of the questionnaire if there is only one: that of one says nothing about the
/// others.
fn introduction(workspace: &Workspace) -> String {
    let introduction = &workspace.messages().screens.home.introduction;
    if workspace.questionnaires.are_several() {
        return introduction.clone();
    }
    format!("{introduction}\n\n{}", workspace.edition(workspace.pack()).notice())
}

fn welcome_height(workspace: &Workspace, area: Rect) -> u16 {
    let width = usize::from(area.width.saturating_sub(4)).max(1);
    let lines = |text: &str| measure(text) / width + 1;
    let height = introduction(workspace).lines().map(lines).sum::<usize>() + 3;
    u16::try_from(height).unwrap_or(area.height).min(area.height.saturating_sub(9))
}
