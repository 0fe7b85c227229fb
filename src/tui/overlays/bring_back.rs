//! An assessment that cannot be read: the reason, and the versions from which it can be restored.

use ratatui::layout::Rect;

use super::{draw_page, push_paragraphs};
use crate::bidi::ltr;
use crate::explain::{Explain, moment};
use crate::i18n::Messages;
use crate::model::Assessment;
use crate::store::{Origin, Restorable, Restorables};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::Effect,
    keymap::Context,
    view::{Command, Input, View},
    widgets::{Canvas, List, Row, Viewport},
    workspace::Workspace,
};

/// The overlay with the reason and the versions.
pub struct BringBack {
    problem: Vec<String>,
    found: Restorables,
    view: Viewport,
}

impl BringBack {
    /// Shows a problem in paragraphs, and lets the user choose which version in `found` replaces the file.
    pub fn new(problem: Vec<String>, found: Restorables) -> Self {
        Self { problem, found, view: Viewport::default() }
    }

    /// The problem and the versions. The value of a row is an index of `found`.
    fn list(&self, workspace: &Workspace) -> List<usize> {
        let words = &workspace.messages().screens.overlays;
        let mut rows = List::new();
        push_paragraphs(&mut rows, &self.problem);
        for fault in &self.found.unsearched {
            push_paragraphs(&mut rows, &fault.explain(workspace.messages()).paragraphs());
        }
        rows.push(Row::text(&words.bring_back_choose, Role::Dialog));
        rows.push(Row::blank());
        for (place, restorable) in self.found.all.iter().enumerate() {
            let (name, holds) = described(restorable, workspace.messages());
            let row = Row::text(name, Role::Dialog).marked("•", Role::Muted).aside(holds, Role::Muted);
            rows.push_choice(place, row);
        }
        rows
    }
}

/// Place and time of a version, and its number of answers.
fn described(restorable: &Restorable, messages: &Messages) -> (String, String) {
    let words = &messages.reports.restorables;
    let file = restorable.path.file_name().unwrap_or_default().to_string_lossy();
    let place = match restorable.origin {
        Origin::Backup => words.backup.clone(),
        Origin::Bin => words.bin.fill(&[("file", &ltr(&file))]),
        Origin::Part => words.own_file.clone(),
    };
    let count =
        |assessment: &Assessment| assessment.answers.values().filter(|entry| entry.answer.is_some()).count();
    let holds = match restorable.held().map(|assessment| messages.common.answers.of(count(assessment))) {
        None => words.unreadable.clone(),
        Some(answers) if restorable.rescued.is_some() => words.cut_off.fill(&[("progress", &answers)]),
        Some(answers) => answers,
    };
    ([place, ltr(&moment(restorable.when))].join(&messages.common.list_separator), holds)
}

impl View<()> for BringBack {
    fn title(&self, workspace: &Workspace, (): &()) -> String {
        workspace.messages().screens.overlays.bring_back_title.clone()
    }

    fn contexts(&self, _: &Workspace, (): &()) -> Vec<Context> {
        vec![Context::BringBack, Context::Rows, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, (): &mut (), input: Input) -> Vec<Command<()>> {
        let list = self.list(workspace);
        let Some(action) = self.view.select_with(input, list.choices()) else { return Vec::new() };
        match action {
            Action::Enter => {
                let bring_back = |place: &usize| Effect::BringBack(Box::new(self.found.clone()), *place);
                let effect = list.chosen(&self.view).map(bring_back);
                [Command::close()].into_iter().chain(effect.map(Command::Perform)).collect()
            }
            Action::Back => vec![Command::close()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, (): &()) -> Option<String> {
        Some(self.list(workspace).as_text())
    }

    fn draw(&self, workspace: &Workspace, (): &(), canvas: &mut Canvas<'_>, area: Rect) {
        draw_page(&self.list(workspace), &self.title(workspace, &()), canvas, area, &self.view);
    }
}
