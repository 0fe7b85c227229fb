//! What another version of the questionnaire changed: the questions to look at again, those that are gone, the answers
//! outside the scale, and the way to take the assessment over.

use std::rc::Rc;

use ratatui::layout::Rect;

use super::undoing::undo_or_redo;
use crate::edit::{Edit, take_over};
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
    widgets::{Canvas, List, Row, Viewport},
    workspace::{ShownVersion, Workspace},
};
use crate::work::Sheet;

/// The screen of the changes.
#[derive(Default)]
pub struct VersionsScreen {
    view: Viewport,
    rows: Cached<ShownVersion, List<VersionRow>>,
}

/// A selectable row.
enum VersionRow {
    /// A question to answer.
    Question(QuestionId),
    /// Taking over.
    TakeOver,
}

impl VersionsScreen {
    fn list(&self, workspace: &Workspace, session: &Session) -> Rc<List<VersionRow>> {
        self.rows.get(workspace.version(session), || rows(workspace, session.sheet()))
    }

    /// Asks before taking over, or says why it is not possible.
    fn ask(workspace: &mut Workspace, session: &Session) -> Vec<Command<Session>> {
        if let Err(said) = edits(workspace, session.sheet()) {
            workspace.status = Some(said);
            return Vec::new();
        }
        let (words, told) = (&workspace.messages().screens.versions, session.sheet().versions());
        let text = words.confirm.fill(&[("answered", &told.answered), ("scored", &told.scored)]);
        // The answer yes comes back to this screen.
        let yes = vec![Command::Act(Action::Accept)];
        vec![Command::show(Confirm::new(words.confirm_title.clone(), text, yes))]
    }

    fn take_over(workspace: &mut Workspace, session: &mut Session) -> Vec<Command<Session>> {
        let before = session.sheet().versions().clone();
        let made = edits(workspace, session.sheet()).map(|edits| session.edit(&edits));
        let edition = workspace.edition(session.sheet().pack());
        let (said, commands) = match made {
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
                list.push(Row::text(gone, Role::Text).marked("•", Role::Muted));
                continue;
            }
            let answer = conflict::answer(&edition, sheet.assessment().answer(question));
            let row = Row::text(format!("{} ({question})", edition.topic(question)), Role::Text);
            let row = row.marked("•", Role::Key).aside(answer, Role::Muted);
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

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Versions, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let list = self.list(workspace, session);
        let Some(action) = self.view.select_or_page_with(input, list.choices()) else { return Vec::new() };
        match action {
            Action::Enter => match list.chosen(&self.view) {
                Some(VersionRow::Question(question)) => {
                    vec![Command::push(Interview::at(question.clone(), workspace, session))]
                }
                Some(VersionRow::TakeOver) => vec![Command::Act(Action::TakeOver)],
                None => Vec::new(),
            },
            Action::TakeOver => Self::ask(workspace, session),
            Action::Accept => Self::take_over(workspace, session),
            Action::Undo | Action::Redo => undo_or_redo(action, workspace, session).0,
            Action::Open(destination) => {
                destination.over_assessment(session).map(Command::open).into_iter().collect()
            }
            Action::Back => vec![Command::pop()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        Some(self.list(workspace, session).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let inner = canvas.frame(area, &self.title(workspace, session), Role::Border);
        self.list(workspace, session).draw(canvas, inner, &self.view);
    }
}
