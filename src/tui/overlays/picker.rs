//! Lists that are filtered by typing: all available actions, and all questions of the pack.

use std::rc::Rc;

use ratatui::layout::Rect;

use super::comfortable_width;
use crate::i18n::{Language, Messages};
use crate::model::QuestionId;
use crate::report::finding::{ExcerptPart, FoundQuestions, Hit, QuestionIndex};
use crate::search::Query;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    key_names::key_names,
    keymap::{self, Context},
    remembered::Cached,
    screens::Interview,
    session::Session,
    view::{Command, Input, MaybeSession, View},
    widgets::{Canvas, List, Row, Rows, TextField, Viewport},
    workspace::Workspace,
};

/// A field above the rows that match it.
#[derive(Default)]
struct Picker {
    field: TextField,
    view: Viewport,
}

impl Picker {
    /// Moves the selection among the `count` matching rows. Returns the action if it is left to the overlay.
    fn select_with(&mut self, input: Input, count: usize) -> Option<Action> {
        if input == Input::Typed {
            self.view.select(0);
        }
        let input = match input {
            Input::Act(Action::NextField) => Input::Act(Action::Down),
            Input::Act(Action::PreviousField) => Input::Act(Action::Up),
            other => other,
        };
        self.view.select_with(input, count)
    }

    fn draw<T>(&self, canvas: &mut Canvas<'_>, area: Rect, title: &str, nothing: &str, mut rows: List<T>) {
        if rows.choices() == 0 {
            rows.push(Row::text(nothing, Role::Muted));
        }
        let height = area.height.min(20);
        let inner = canvas.dialog(comfortable_width(area), height, title);
        let mut field = Rows::new();
        field.push(Row::focused_field(&self.field, Role::Field).marked("/", Role::Key));
        field.draw(canvas, Rect { height: 1, ..inner }, &Viewport::default());
        let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
        rows.draw(canvas, list, &self.view);
    }
}

/// The palette: all available actions.
pub struct Palette {
    contexts: Vec<Context>,
    picker: Picker,
}

impl Palette {
    /// Lists the actions of these contexts.
    pub fn new(contexts: Vec<Context>) -> Self {
        Self { contexts, picker: Picker::default() }
    }

    /// The actions whose names match in any language, because the user may remember the name in the other one.
    fn list(
        contexts: &[Context],
        typed: &str,
        workspace: &Workspace,
        session: Option<&Session>,
    ) -> List<Action> {
        let moves = |binding: &keymap::Binding| {
            matches!(binding.context, Context::Rows | Context::Typing)
                || binding.action == Action::Palette
                || binding.action.is_of_a_digit()
        };
        let all = keymap::bindings(contexts).into_iter().filter(|binding| !moves(binding));
        let query = Query::new(typed);
        let fits = |binding: &&keymap::Binding| {
            query.matches(Language::ALL.map(|language| binding.action.name(Messages::of(language))))
        };
        let mut list = List::new();
        for binding in all.filter(fits) {
            let row = Row::text(binding.action.name(workspace.messages()), Role::Dialog);
            list.push_choice(binding.action, row.aside(key_names(binding, workspace, session), Role::Key));
        }
        list
    }
}

impl<S: MaybeSession> View<S> for Palette {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        workspace.messages().screens.overlays.palette_title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Typing]
    }

    fn update(&mut self, workspace: &mut Workspace, session: &mut S, input: Input) -> Vec<Command<S>> {
        let Self { contexts, picker } = self;
        let list = Self::list(contexts, picker.field.text(), workspace, session.session());
        match picker.select_with(input, list.choices()) {
            Some(Action::Accept | Action::Enter) => {
                let chosen = list.chosen(&picker.view).map(|action| Command::Act(*action));
                [Command::close()].into_iter().chain(chosen).collect()
            }
            Some(Action::Back) => vec![Command::close()],
            _ => Vec::new(),
        }
    }

    fn draw(&self, workspace: &Workspace, session: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let list = Self::list(&self.contexts, self.picker.field.text(), workspace, session.session());
        let nothing = &workspace.messages().screens.overlays.no_match;
        self.picker.draw(canvas, area, &self.title(workspace, session), nothing, list);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.picker.field)
    }
}

/// The search: all questions of the pack with what the assessment says about them, in all languages.
#[derive(Default)]
pub struct Search {
    picker: Picker,
    /// The texts by the language of the excerpts.
    index: Cached<&'static str, QuestionIndex>,
    /// What was found by that language and what was typed.
    found: Cached<(&'static str, String), FoundQuestions>,
}

impl Search {
    fn found(&self, workspace: &Workspace, session: &Session) -> Rc<FoundQuestions> {
        let (code, sheet, typed) = (workspace.code(), session.sheet(), self.picker.field.text());
        let make = || {
            let index = || QuestionIndex::new(sheet.pack(), Some(sheet.assessment()), code);
            self.index.get(code, index).search(typed)
        };
        self.found.get((code, typed.to_owned()), make)
    }

    fn list(&self, workspace: &Workspace, session: &Session) -> List<QuestionId> {
        let (code, pack) = (workspace.code(), session.sheet().pack());
        let found = self.found(workspace, session);
        let mut list = List::new();
        if let Some(instead) = &found.instead {
            let words = &workspace.messages().screens.overlays;
            list.push(Row::text(words.searched_instead.fill(&[("words", instead)]), Role::Info));
        }
        let known = found.hits.iter().filter_map(|hit| Some((hit, pack.question(&hit.question)?)));
        for (hit, (of, question)) in known {
            let row = Row::text(question.topic.get(code), Role::Dialog);
            list.push_choice(question.id.clone(), row.aside(of.label(code), Role::Muted));
            if let Some(row) = excerpt_row(hit) {
                list.push(row);
            }
        }
        list
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

impl View<Session> for Search {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.overlays.search_title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::Typing]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let list = self.list(workspace, session);
        match self.picker.select_with(input, list.choices()) {
            Some(Action::Accept | Action::Enter) => {
                let chosen = list.chosen(&self.picker.view).cloned();
                let go = chosen.map(|question| Command::push(Interview::at(question, workspace, session)));
                [Command::close()].into_iter().chain(go).collect()
            }
            Some(Action::Back) => vec![Command::close()],
            _ => Vec::new(),
        }
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let list = self.list(workspace, session);
        let nothing = &workspace.messages().screens.overlays.no_question;
        self.picker.draw(canvas, area, &self.title(workspace, session), nothing, list);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.picker.field)
    }
}
