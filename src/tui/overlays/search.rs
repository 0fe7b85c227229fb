//! The search: the questions of a questionnaire with what the assessment says about them, in all languages.

use std::rc::Rc;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::picker::{Picker, PickerSize};
use crate::model::Pack;
use crate::report::finding::{ExcerptPart, FoundQuestions, Hit, QuestionIndex};
use crate::report::states::StateFilter;
use crate::search::Query;
use crate::theme::Role;
use crate::tui::{
    keymap::Context,
    offer::Offer,
    remembered::Cached,
    session::Session,
    shelf::ShelvedContents,
    view::{Command, Input, MaybeSession, View},
    widgets::{Canvas, List, Row, TextField},
    workspace::Workspace,
};

/// The overlay.
#[derive(Default)]
pub struct Search {
    picker: Picker,
    only: Option<QuestionSelection>,
    /// The texts by the language of the excerpts.
    index: Cached<&'static str, QuestionIndex>,
    /// What was found by that language and what was typed.
    found: Cached<(&'static str, String), FoundQuestions>,
}

/// Some questions of the open assessment.
pub struct QuestionSelection {
    /// What they have in common, in the words of the user.
    pub title: String,
    /// Which they are.
    pub filter: StateFilter,
}

impl Search {
    /// A search among some questions of the open assessment.
    pub fn among(selection: QuestionSelection) -> Self {
        Self { only: Some(selection), ..Self::default() }
    }

    fn found(&self, workspace: &Workspace, session: Option<&Session>) -> Rc<FoundQuestions> {
        let (code, typed) = (workspace.code(), self.picker.typed());
        let make = || {
            let assessment = session.map(|session| session.sheet().assessment());
            let index = || QuestionIndex::new(&pack(workspace, session), assessment, code);
            self.index.get(code, index).search(typed)
        };
        self.found.get((code, typed.to_owned()), make)
    }

    fn list(&self, workspace: &Workspace, session: Option<&Session>) -> List<Offer> {
        let mut list = List::new();
        if session.is_none() {
            push_assessments(&mut list, workspace, self.picker.typed());
        }
        let found = self.found(workspace, session);
        if let Some(instead) = &found.instead {
            let words = &workspace.messages().screens.overlays;
            list.push(Row::text(words.searched_instead.fill(&[("words", instead)]), Role::Info));
        }
        let (code, pack) = (workspace.code(), pack(workspace, session));
        let known = found.hits.iter().filter_map(|hit| Some((hit, pack.question(&hit.question)?)));
        for (hit, (of, question)) in known {
            let selected = self.only.as_ref().zip(session).is_none_or(|(only, session)| {
                let sheet = session.sheet();
                only.filter.select(sheet.pack(), sheet.assessment(), sheet.as_of(), question)
            });
            if !selected {
                continue;
            }
            let row = Row::text(question.topic.get(code), Role::Dialog);
            let offer = Offer::Question(question.id.clone());
            list.push_choice(offer, row.aside(of.label(code), Role::Muted));
            if let Some(row) = excerpt_row(hit) {
                list.push(row);
            }
        }
        list
    }
}

/// The pack whose questions are searched: of the open assessment, or else of the one that was changed last.
fn pack(workspace: &Workspace, session: Option<&Session>) -> Arc<Pack> {
    if let Some(session) = session {
        return Arc::clone(session.sheet().pack());
    }
    let known = workspace.assessments().iter().find_map(|shelved| match &shelved.contents {
        ShelvedContents::Scored(score) => Some(&score.pack),
        ShelvedContents::Unread | ShelvedContents::Unreadable(_) => None,
    });
    Arc::clone(known.unwrap_or_else(|| workspace.pack()))
}

/// The assessments whose names have all words of `typed`.
fn push_assessments(list: &mut List<Offer>, workspace: &Workspace, typed: &str) {
    let query = Query::new(typed);
    for shelved in workspace.assessments().iter().filter(|shelved| query.matches([shelved.name.as_str()])) {
        let row = Row::text(shelved.label(), Role::Dialog);
        let kind = &workspace.messages().screens.overlays.offered.assessment;
        list.push_choice(Offer::Assessment(shelved.path.clone()), row.aside(kind, Role::Muted));
    }
}

/// The line below a question that shows where it was found.
fn excerpt_row(hit: &Hit) -> Option<Row> {
    let role = |part: &ExcerptPart| if part.is_hit { Role::Accent } else { Role::Muted };
    let mut parts = hit.excerpt.iter();
    let first = parts.next()?;
    let row = Row::text(&first.text, role(first)).indented(2);
    Some(parts.fold(row, |row, part| row.and(&part.text, role(part))))
}

impl<S: MaybeSession> View<S> for Search {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        let words = &workspace.messages().screens.overlays;
        self.only.as_ref().map_or_else(|| words.search_title.clone(), |only| only.title.clone())
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Picking, Context::Typing]
    }

    fn update(&mut self, workspace: &mut Workspace, session: &mut S, input: Input) -> Vec<Command<S>> {
        let list = self.list(workspace, session.session());
        self.picker.commands(input, &list, |offer| Command::Take(offer.clone()))
    }

    fn copied(&self, workspace: &Workspace, session: &S) -> Option<String> {
        Some(self.list(workspace, session.session()).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let list = self.list(workspace, session.session());
        let nothing = &workspace.messages().screens.overlays.no_question;
        let title = View::<S>::title(self, workspace, session);
        self.picker.draw(canvas, &PickerSize::of_lines(area), &title, nothing, list);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.picker.field)
    }
}
