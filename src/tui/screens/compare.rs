//! The comparison of assessments: first the choice of assessments, then the table of their differences.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::left_out::left_out_columns;
use crate::compare::{self, CompareOrder, Moved, Subject};
use crate::explain::Explain;
use crate::model::Assessment;
use crate::report::{self, Column, TableText, terms};
use crate::store::told_apart;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::Effect,
    explained::RestExplained,
    keymap::Context,
    news::ComparedFile,
    overlays::MovedQuestions,
    session::Session,
    shelf::{Shelved, ShelvedContents},
    view::{Command, Input, MaybeSession, View},
    widgets::{Canvas, List, Row, SHORT_NAMES, TableView, UNBOUNDED, Viewport, body},
    workspace::Workspace,
};

/// The screen on which assessments are chosen.
#[derive(Default)]
pub struct Choose {
    chosen: Vec<PathBuf>,
    view: Viewport,
}

/// A selectable row of the choice.
enum ChooseRow<'a> {
    /// An assessment that can be compared.
    Candidate(&'a Shelved),
    /// The row that opens the comparison.
    Show,
}

/// The assessments that can be compared, as far as is known.
fn candidates(workspace: &Workspace) -> impl Iterator<Item = &Shelved> {
    let is_readable = |shelved: &&Shelved| !matches!(shelved.contents, ShelvedContents::Unreadable(_));
    workspace.assessments().iter().filter(is_readable)
}

impl Choose {
    /// The choice with the open assessment as the first one.
    pub fn with(session: Option<&Session>) -> Self {
        Self {
            chosen: session.map(|session| session.path().to_owned()).into_iter().collect(),
            ..Self::default()
        }
    }

    fn toggle(&mut self, workspace: &Workspace) {
        let Some(shelved) = self.selected(workspace) else { return };
        match self.chosen.iter().position(|known| *known == shelved.path) {
            Some(place) => {
                self.chosen.remove(place);
            }
            None => self.chosen.push(shelved.path.clone()),
        }
    }

    fn selected<'a>(&self, workspace: &'a Workspace) -> Option<&'a Shelved> {
        match self.list(workspace).chosen(&self.view) {
            Some(ChooseRow::Candidate(shelved)) => Some(shelved),
            _ => None,
        }
    }

    /// The files to compare: the chosen ones. Without a choice it is the open one, or else the only one.
    fn files(&self, workspace: &Workspace, session: Option<&Session>) -> Vec<PathBuf> {
        if !self.chosen.is_empty() {
            return self.chosen.clone();
        }
        let open = session.map(|session| session.path().to_owned());
        let only = || sole(candidates(workspace)).map(|shelved| shelved.path.clone());
        open.or_else(only).into_iter().collect()
    }

    fn list<'a>(&self, workspace: &'a Workspace) -> List<ChooseRow<'a>> {
        let words = &workspace.messages().screens.compare;
        let mut rows = List::new();
        let all: Vec<&Shelved> = candidates(workspace).collect();
        rows.push(Row::text(if all.is_empty() { &words.none } else { &words.choose }, Role::Heading));
        match all.len() {
            0 => {}
            1 => rows.push(Row::text(&words.only_one, Role::Muted)),
            _ => rows.push(Row::text(&words.several, Role::Muted)),
        }
        rows.push(Row::blank());
        for shelved in &all {
            let order = self.chosen.iter().position(|known| *known == shelved.path);
            let sign = order.map_or("[ ]".to_owned(), |place| format!("[{}]", place + 1));
            let row = Row::text(shelved.label(), Role::Text).marked(sign, Role::Key);
            rows.push_choice(ChooseRow::Candidate(shelved), row);
        }
        if !all.is_empty() {
            rows.push(Row::blank());
            let show = if self.chosen.len() > 1 { &words.show } else { &words.show_targets };
            let row = Row::text(show, Role::Accent).marked("✓", Role::Accent);
            rows.push_choice(ChooseRow::Show, row);
        }
        rows
    }

    /// What Enter does: it chooses what is not chosen, and otherwise shows the comparison.
    fn enter<S: MaybeSession>(&mut self, workspace: &mut Workspace, session: &S) -> Vec<Command<S>> {
        if self.selected(workspace).is_some_and(|shelved| !self.chosen.contains(&shelved.path)) {
            self.toggle(workspace);
            return Vec::new();
        }
        let files = self.files(workspace, session.session());
        if files.is_empty() {
            workspace.status = Some(workspace.messages().screens.compare.nothing_chosen.clone());
            return Vec::new();
        }
        vec![Command::Perform(Effect::Compare(files))]
    }
}

/// The only item.
fn sole<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

impl<S: MaybeSession> View<S> for Choose {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        workspace.messages().screens.compare.title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Compare, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, session: &mut S, input: Input) -> Vec<Command<S>> {
        let list = self.list(workspace);
        let Some(action) = self.view.select_with(input, list.choices()) else { return Vec::new() };
        drop(list);
        match action {
            Action::Enter => self.enter(workspace, session),
            Action::Toggle => {
                self.toggle(workspace);
                Vec::new()
            }
            Action::Back => vec![Command::pop()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, _: &S) -> Option<String> {
        self.list(workspace).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, _: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let inner = body(area);
        self.list(workspace).draw(canvas, inner, &self.view);
    }
}

/// The screen with the table of differences.
pub struct Compare {
    files: Vec<ComparedFile>,
    view: Viewport,
    /// The notes below the table, which the page keys move.
    notes: Viewport,
    skipped: usize,
    order: CompareOrder,
    size: TableSize,
    words: RestExplained,
}

/// The rows and columns of the table. They stay the same while the screen is open.
#[derive(Default)]
struct TableSize {
    rows: usize,
    columns: usize,
}

/// A comparison in words.
struct ComparedText {
    table: TableText,
    /// What is said below the table: about the selected row first.
    notes: Vec<String>,
}

impl Compare {
    /// The comparison of these assessments, or why they cannot be compared; `None` for no assessment.
    pub fn of(
        files: Vec<ComparedFile>,
        workspace: &Workspace,
        session: Option<&Session>,
    ) -> Result<Option<Self>, Vec<String>> {
        let (view, order) = (Viewport::default(), CompareOrder::default());
        let notes = Viewport::default();
        let mut compare = Self {
            files,
            view,
            notes,
            skipped: 0,
            order,
            size: TableSize::default(),
            words: RestExplained::default(),
        };
        let Some(ComparedText { table, .. }) = compare.whole_text(workspace, session)? else {
            return Ok(None);
        };
        compare.size = TableSize { rows: table.rows.len(), columns: table.columns.len() };
        Ok(Some(compare))
    }

    /// The comparison from the first column that is not skipped on; the areas are always first.
    fn text(&self, workspace: &Workspace, session: Option<&Session>) -> Option<ComparedText> {
        let mut text = self.whole_text(workspace, session).ok().flatten()?;
        text.table.columns.drain(1..=self.skipped);
        for row in &mut text.table.rows {
            row.drain(1..=self.skipped.min(row.len() - 1));
        }
        Some(text)
    }

    /// The comparison with all columns, or why the assessments cannot be compared; `None` for no assessment.
    fn whole_text(
        &self,
        workspace: &Workspace,
        session: Option<&Session>,
    ) -> Result<Option<ComparedText>, Vec<String>> {
        let Some(first) = self.files.first() else { return Ok(None) };
        let (pack, edition) = (&first.pack, workspace.edition(&first.pack));
        let explain = |error: compare::CompareError| error.explain(workspace.messages()).paragraphs();
        if self.files.len() == 1 {
            let against = compare::against_targets(pack, current(session, first), workspace.today());
            let mut table = report::comparison::against_targets(&edition, &against.map_err(explain)?);
            // The last one is the notice, which is on the top line.
            table.notes.pop();
            let notes = std::mem::take(&mut table.notes);
            return Ok(Some(ComparedText { table: table.in_words(&edition), notes }));
        }
        let subjects: Vec<Subject<'_>> =
            self.files.iter().map(|file| Subject::Assessment(current(session, file))).collect();
        let comparison = compare::compare(pack, &subjects, self.order, workspace.today()).map_err(explain)?;
        let named = self
            .files
            .iter()
            .map(|file| (current(session, file).identity.name.as_str(), file.path.as_path()));
        let comparison = comparison.headed(&told_apart(named));
        let table = report::comparison::table(&edition, &comparison).in_words(&edition);
        let selected = self.view.cursor();
        let rows = [selected].into_iter().chain((0..table.rows.len()).filter(|row| *row != selected));
        let notes = rows.flat_map(|row| report::comparison::like_for_like(&edition, &comparison, row));
        let notes = notes.chain(report::comparison::column_notes(&edition, &comparison)).collect();
        Ok(Some(ComparedText { table, notes }))
    }

    /// The questions that moved in the selected area, or in all for a row of more than one.
    fn moved(&self, workspace: &Workspace, session: Option<&Session>) -> Option<MovedQuestions> {
        let first = self.files.first()?;
        let (pack, today) = (&first.pack, workspace.today());
        let compared = |file| current(session, file);
        let (last, all) = if self.files.len() == 1 {
            (0, compare::against_targets(pack, compared(first), today).ok()?.moved)
        } else {
            let subjects: Vec<_> =
                self.files.iter().map(|file| Subject::Assessment(compared(file))).collect();
            let comparison = compare::compare(pack, &subjects, self.order, today).ok()?;
            let names = comparison.columns.last().map(|column| column.assessment.clone());
            let is_last = |file: &ComparedFile| Some(&current(session, file).identity.name) == names.as_ref();
            let last = self.files.iter().rposition(is_last).unwrap_or_default();
            (last, comparison.pairs.into_iter().flat_map(|pair| pair.moved).collect::<Vec<_>>())
        };
        let area = pack.areas.get(self.view.cursor());
        let is_meant = |moved: &Moved| area.is_none_or(|area| area.id == moved.area);
        let moved = all.into_iter().filter(is_meant).collect();
        let name =
            area.map_or(workspace.messages().common.overall.as_str(), |area| area.label(workspace.code()));
        let title = workspace.messages().screens.compare.moved_in.fill(&[("area", &name)]);
        let file = self.files.get(last)?.path.clone();
        Some(MovedQuestions::new(title, Arc::clone(pack), file, moved))
    }

    /// The keys of the columns that are left out first where there is little room: the changes, because the levels show
    /// them as well.
    fn spare(&self) -> Vec<String> {
        (0..self.files.len()).rev().map(report::comparison::change_key).collect()
    }
}

/// The assessment of a file; the open one as it is on the screen, saved or not.
fn current<'a>(session: Option<&'a Session>, file: &'a ComparedFile) -> &'a Assessment {
    match session {
        Some(session) if session.path() == file.path => session.sheet().assessment(),
        _ => &file.assessment,
    }
}

impl<S: MaybeSession> View<S> for Compare {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        workspace.messages().screens.compare.title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        // First, so that a narrow footer has it.
        let long_notes = self.notes.is_cut().then_some(Context::LongNotes);
        let several = (self.files.len() > 1).then_some(Context::Comparison);
        let always = [Context::Rows, Context::Screen, Context::Everywhere];
        long_notes.into_iter().chain(several).chain(always).collect()
    }

    fn update(&mut self, workspace: &mut Workspace, session: &mut S, input: Input) -> Vec<Command<S>> {
        if matches!(input, Input::Act(Action::PageUp | Action::PageDown)) {
            self.notes.scroll_with(input);
            return Vec::new();
        }
        let selected = self.view.cursor();
        let action = self.view.select_with(input, self.size.rows);
        if self.view.cursor() != selected {
            // What is said about the selected row comes first.
            self.notes = Viewport::default();
        }
        let Some(action) = action else { return Vec::new() };
        match action {
            Action::Enter => {
                return self.moved(workspace, session.session()).map(Command::show).into_iter().collect();
            }
            Action::Forward if self.size.columns - self.skipped > 2 => self.skipped += 1,
            Action::Swap => self.order = self.order.swapped(),
            Action::Backward => self.skipped = self.skipped.saturating_sub(1),
            Action::Back => return self.words.noted(workspace, vec![Command::pop()]),
            _ => {}
        }
        Vec::new()
    }

    fn copied(&self, workspace: &Workspace, session: &S) -> Option<String> {
        let text = self.text(workspace, session.session())?;
        let row = TableView::from_report(text.table, UNBOUNDED, &[], SHORT_NAMES).row_as_text(&self.view)?;
        Some([row].into_iter().chain(text.notes).collect::<Vec<_>>().join("\n"))
    }

    fn draw(&self, workspace: &Workspace, session: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(ComparedText { table, notes }) = self.text(workspace, session.session()) else { return };
        let inner = canvas.section(area, &table.title, Role::Heading);
        let spare = self.spare();
        let spare: Vec<&str> = spare.iter().map(String::as_str).collect();
        let columns = table.columns.clone();
        let table = TableView::from_report(table, inner.width, &spare, SHORT_NAMES);
        let is_shown = |column: &&Column| !table.left_out().contains(&column.heading);
        let terms = terms::compared_in(columns.iter().filter(is_shown).map(|column| column.kind));
        let mut list: List<()> = List::new();
        // First, because the screen that is too narrow for the columns is often too low for all notes.
        let left_out = left_out_columns(workspace, table.left_out());
        for note in left_out.into_iter().chain(notes) {
            list.push(Row::text(note, Role::Muted));
        }
        let said = list.wrapped(canvas, inner.width).height();
        let [above, below] = rooms(inner, table.height(), said);
        table.draw(canvas, above, &self.view);
        list.draw(canvas, below, &self.notes);
        self.words.draw(workspace, &terms, canvas, below, said);
    }
}

/// The areas of a table and of what is said below it. If both do not fit, the table leaves a third to the other, and both are
/// scrolled.
fn rooms(area: Rect, table: usize, said: usize) -> [Rect; 2] {
    let lines = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let least = lines(said).min(area.height / 3);
    let height = lines(table).min(area.height - least);
    let rest = area.height - height;
    let gap = u16::from(rest > lines(said));
    let below = Rect { y: area.y + height + gap, height: rest - gap, ..area };
    [Rect { height, ..area }, below]
}
