//! The choice of a state or an owner, whose questions are then listed.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::picker::{Picker, PickerSize};
use super::search::{QuestionSelection, Search};
use crate::i18n::Messages;
use crate::report::states::{QuestionState, StateFilter};
use crate::search::Query;
use crate::theme::Role;
use crate::tui::{
    keymap::Context,
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, List, Row, TextField},
    workspace::Workspace,
};

/// The overlay.
#[derive(Default)]
pub struct FilterList {
    picker: Picker,
}

impl FilterList {
    /// Every state and owner that selects a question, with the number of questions.
    fn list(&self, workspace: &Workspace, session: &Session) -> List<StateFilter> {
        let messages = workspace.messages();
        let query = Query::new(self.picker.typed());
        let states = QuestionState::ALL.map(|state| StateFilter { states: vec![state], owner: None });
        let owners = owners(session).into_iter();
        let owners = owners.map(|owner| StateFilter { states: Vec::new(), owner: Some(owner) });
        let mut list = List::new();
        for filter in states.into_iter().chain(owners) {
            let (title, count) = (title(messages, &filter), count(session, &filter));
            if count > 0 && query.matches([title.as_str()]) {
                let row = Row::text(title, Role::Dialog).aside(count.to_string(), Role::Muted);
                list.push_choice(filter, row);
            }
        }
        list
    }
}

fn title(messages: &'static Messages, filter: &StateFilter) -> String {
    let words = &messages.screens.filter;
    match (&filter.owner, filter.states.first()) {
        (Some(owner), _) => words.owner.fill(&[("owner", owner)]),
        (None, Some(QuestionState::Open)) => words.open.clone(),
        (None, Some(QuestionState::Unknown)) => words.unknown.clone(),
        (None, Some(QuestionState::Review)) => words.review.clone(),
        (None, Some(QuestionState::NoEvidence)) => words.no_evidence.clone(),
        (None, Some(QuestionState::Stale)) => words.stale.clone(),
        (None, Some(QuestionState::Changed)) => words.changed.clone(),
        (None, None) => String::new(),
    }
}

fn count(session: &Session, filter: &StateFilter) -> usize {
    let sheet = session.sheet();
    let selects = |question| filter.select(sheet.pack(), sheet.assessment(), sheet.as_of(), question);
    sheet.pack().questions().filter(|(_, question)| selects(question)).count()
}

/// The owners of the questions, each once, as one of the questions spells it.
fn owners(session: &Session) -> Vec<String> {
    let entries = session.sheet().assessment().answers.values();
    let owners = entries.filter_map(|entry| entry.owner.clone());
    let by_spelling: BTreeMap<String, String> =
        owners.map(|owner| (crate::search::fold(&owner), owner)).collect();
    by_spelling.into_values().collect()
}

impl View<Session> for FilterList {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.filter.title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::Picking, Context::Typing]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let list = self.list(workspace, session);
        let messages = workspace.messages();
        self.picker.commands(input, &list, |filter| {
            let selection = QuestionSelection { title: title(messages, filter), filter: filter.clone() };
            Command::show(Search::among(selection))
        })
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        Some(self.list(workspace, session).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let list = self.list(workspace, session);
        let nothing = &workspace.messages().screens.filter.none;
        let size = PickerSize::of_rows(area, list.choices());
        self.picker.draw(canvas, &size, &self.title(workspace, session), nothing, list);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.picker.field)
    }
}
