//! What another version of the questionnaire changed: the questions to look at again, those that are gone, the answers
//! outside the scale, and the way to take the assessment over.

use std::rc::Rc;

use ratatui::layout::Rect;

use super::undoing::undo_or_redo;
use crate::edit::{Edit, remove_gone, take_over};
use crate::explain::Explain;
use crate::model::QuestionId;
use crate::report::{conflict, versions};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    overlays::Confirm,
    remembered::Cached,
    screens::Interview,
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, List, Row, Viewport, body},
    workspace::{ShownVersion, Workspace},
};
use crate::work::Sheet;

/// The screen of the changes.
#[derive(Default)]
pub struct VersionsScreen {
    view: Viewport,
    /// What was asked last, until it is answered with yes.
    asked: Option<Asked>,
    rows: Cached<ShownVersion, List<VersionRow>>,
}

/// What is done once the user says yes.
enum Asked {
    TakeOver,
    Remove(QuestionId),
}

/// A selectable row.
#[derive(Clone)]
enum VersionRow {
    /// A question to answer.
    Question(QuestionId),
    /// A question that is no longer asked.
    Gone(QuestionId),
    /// Taking over.
    TakeOver,
}

impl VersionsScreen {
    fn list(&self, workspace: &Workspace, session: &Session) -> Rc<List<VersionRow>> {
        self.rows.get(workspace.version(session), || rows(workspace, session.sheet()))
    }

    fn ask_to_take_over(&mut self, workspace: &Workspace, session: &Session) -> Vec<Command<Session>> {
        let (words, told) = (&workspace.messages().screens.versions, session.sheet().versions());
        let text = words.confirm.fill(&[("answered", &told.answered), ("scored", &told.scored)]);
        self.ask(Asked::TakeOver, words.confirm_title.clone(), text)
    }

    fn ask_to_remove(
        &mut self,
        question: QuestionId,
        workspace: &Workspace,
        session: &Session,
    ) -> Vec<Command<Session>> {
        let (words, sheet) = (&workspace.messages().screens.versions, session.sheet());
        let gone = versions::gone(&workspace.edition(sheet.pack()), sheet.assessment(), &question);
        let text = words.confirm_removal.fill(&[("gone", &gone)]);
        self.ask(Asked::Remove(question), words.confirm_removal_title.clone(), text)
    }

    fn ask(&mut self, asked: Asked, title: String, text: String) -> Vec<Command<Session>> {
        self.asked = Some(asked);
        // The answer yes comes back to this screen.
        vec![Command::show(Confirm::new(title, text, vec![Command::Act(Action::Agree)]))]
    }

    fn remove(
        question: &QuestionId,
        workspace: &mut Workspace,
        session: &mut Session,
    ) -> Vec<Command<Session>> {
        let sheet = session.sheet();
        let name = versions::milestone_before_removal(sheet.assessment());
        let removal = remove_gone(sheet.pack(), sheet.assessment(), question, &name, sheet.as_of());
        let Some(removal) = removal.filter(|removal| session.edit(&removal.edits)) else {
            return Vec::new();
        };
        let (pack, after) = (session.sheet().pack(), session.sheet().assessment());
        let said = versions::removed(&workspace.edition(pack), after, question, &removal.milestone);
        workspace.status = Some(said);
        vec![Command::Save]
    }

    fn take_over(workspace: &mut Workspace, session: &mut Session) -> Vec<Command<Session>> {
        let before = session.sheet().versions().clone();
        let made = edits(workspace, session.sheet()).map(|edits| session.edit(&edits));
        let edition = workspace.edition(session.sheet().pack());
        let (said, commands) = match made {
            // Another program took it over while the question was on the screen.
            Err(said) => (said, Vec::new()),
            // Write access was lost meanwhile, which is reported where it is noticed.
            Ok(false) => return Vec::new(),
            Ok(true) => {
                let said = versions::taken_over(&edition, session.sheet().assessment(), &before.answered);
                (said, vec![Command::Save])
            }
        };
        workspace.status = Some(said);
        commands
    }
}

/// The edits that take the assessment over, or why it is not possible.
fn edits(workspace: &Workspace, sheet: &Sheet) -> Result<Vec<Edit>, String> {
    let (pack, assessment) = (sheet.pack(), sheet.assessment());
    let name = versions::milestone_name(assessment);
    let edits = take_over(pack, assessment, &name, sheet.as_of());
    edits.map_err(|error| error.explain(workspace.messages()).what)
}

fn rows(workspace: &Workspace, sheet: &Sheet) -> List<VersionRow> {
    let (words, told) = (&workspace.messages().screens.versions, sheet.versions());
    let edition = workspace.edition(sheet.pack());
    let mut list = List::new();
    let scored_by = versions::scored_by(&edition, told);
    if let Some(scored_by) = &scored_by {
        list.push(Row::text(scored_by, Role::Heading));
    }
    if let Err(said) = edits(workspace, sheet) {
        list.push(Row::text(said, Role::Text));
    }
    for kind in versions::kinds(&edition, told) {
        list.push(Row::blank());
        list.push(Row::text(&kind.heading, Role::Heading).marked("!", Role::Warning));
        list.push(Row::text(kind.explanation, Role::Muted));
        for question in kind.questions {
            if sheet.pack().question(question).is_none() {
                let gone = versions::gone(&edition, sheet.assessment(), question);
                let row = Row::text(gone, Role::Text).marked("•", Role::Muted);
                list.push_choice(VersionRow::Gone(question.clone()), row);
                continue;
            }
            let answer = conflict::answer(&edition, sheet.assessment().answer(question));
            let row = Row::text(format!("{} ({question})", edition.topic(question)), Role::Text);
            let row = row.marked("•", Role::Muted).aside(answer, Role::Muted);
            list.push_choice(VersionRow::Question(question.clone()), row);
        }
    }
    if told.can_take_over() {
        list.push(Row::blank());
        let text = words.take_over.fill(&[("scored", &told.scored)]);
        list.push_choice(VersionRow::TakeOver, Row::text(text, Role::Text));
        list.push(Row::text(words.take_over_does.fill(&[("answered", &told.answered)]), Role::Muted));
    }
    list
}

impl View<Session> for VersionsScreen {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.versions.title.clone()
    }

    fn contexts(&self, workspace: &Workspace, session: &Session) -> Vec<Context> {
        let list = self.list(workspace, session);
        let is_gone_selected = matches!(list.chosen(&self.view), Some(VersionRow::Gone(_)));
        let can_take_over = list.values().any(|row| matches!(row, VersionRow::TakeOver));
        let has_rows = list.choices() > 0;
        let contexts = [
            // First, so that a narrow footer has them.
            is_gone_selected.then_some(Context::Gone),
            can_take_over.then_some(Context::TakingOver),
            has_rows.then_some(Context::Changes),
            Some(Context::Versions),
            has_rows.then_some(Context::Rows),
            Some(Context::Screen),
            Some(Context::Everywhere),
        ];
        contexts.into_iter().flatten().collect()
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let list = self.list(workspace, session);
        let Some(action) = self.view.select_or_page_with(input, list.choices()) else { return Vec::new() };
        let chosen = list.chosen(&self.view).cloned();
        match (action, chosen) {
            (Action::Enter, Some(VersionRow::Question(question))) => {
                vec![Command::push(Interview::at(question, workspace, session))]
            }
            (Action::Enter, Some(VersionRow::TakeOver)) => vec![Command::Act(Action::TakeOver)],
            (Action::Enter, Some(VersionRow::Gone(_))) => vec![Command::Act(Action::RemoveGone)],
            (Action::RemoveGone, Some(VersionRow::Gone(question))) => {
                self.ask_to_remove(question, workspace, session)
            }
            (Action::TakeOver, _) => self.ask_to_take_over(workspace, session),
            (Action::Agree, _) => match self.asked.take() {
                Some(Asked::TakeOver) => Self::take_over(workspace, session),
                Some(Asked::Remove(question)) => Self::remove(&question, workspace, session),
                None => Vec::new(),
            },
            (Action::Undo | Action::Redo, _) => undo_or_redo(action, workspace, session).0,
            (Action::Open(destination), _) => {
                destination.over_assessment(session).map(Command::open).into_iter().collect()
            }
            (Action::Back, _) => vec![Command::pop()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        Some(self.list(workspace, session).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let inner = body(area);
        self.list(workspace, session).draw(canvas, inner, &self.view);
    }
}
