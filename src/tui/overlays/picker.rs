//! A field above the rows that fit what is typed in it: what palette, search and help have in common.

use ratatui::layout::Rect;

use crate::theme::Role;
use crate::tui::{
    action::Action,
    view::{Command, Input},
    widgets::{Canvas, List, Row, Rows, TextField, Viewport},
};

/// A field above the rows that fit it.
#[derive(Default)]
pub struct Picker {
    pub field: TextField,
    pub view: Viewport,
}

/// The size of a picker, in cells.
pub struct PickerSize {
    pub width: u16,
    pub height: u16,
}

/// Lines of the frame, the field and the line below it.
const FRAME_AND_FIELD: u16 = 4;

impl Picker {
    /// What is typed.
    pub fn typed(&self) -> &str {
        self.field.text()
    }

    /// Moves the selection among the `count` fitting rows. Returns the action if it is no move.
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

    /// What an input does in an overlay with these rows: it moves among them, closes the overlay, or closes it and does what
    /// `choose` makes of the selected row.
    pub fn commands<T, S>(
        &mut self,
        input: Input,
        rows: &List<T>,
        choose: impl FnOnce(&T) -> Command<S>,
    ) -> Vec<Command<S>> {
        match self.select_with(input, rows.choices()) {
            Some(Action::Enter) => {
                let chosen = rows.chosen(&self.view).map(choose);
                [Command::close()].into_iter().chain(chosen).collect()
            }
            Some(Action::Back) => vec![Command::close()],
            _ => Vec::new(),
        }
    }

    /// Draws the field and the rows; `nothing` if there are none to choose from.
    pub fn draw<T>(
        &self,
        canvas: &mut Canvas<'_>,
        size: &PickerSize,
        title: &str,
        nothing: &str,
        mut rows: List<T>,
    ) {
        if rows.choices() == 0 {
            rows.push(Row::text(nothing, Role::Muted));
        }
        let inner = canvas.dialog(size.width, size.height, title);
        let mut field = Rows::new();
        field.push(Row::focused_field(&self.field, Role::Field).marked("/", Role::Muted));
        field.draw(canvas, Rect { height: 1, ..inner }, &Viewport::default());
        let list = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
        rows.draw(canvas, list, &self.view);
    }
}

impl PickerSize {
    /// The size for one line for each row.
    pub fn of_lines(area: Rect) -> Self {
        Self { width: super::comfortable_width(area), height: area.height.min(20) }
    }

    /// The size for a list that has this many rows at most.
    pub fn of_rows(area: Rect, rows: usize) -> Self {
        let rows = u16::try_from(rows.max(1)).unwrap_or(u16::MAX);
        let lines = Self::of_lines(area);
        Self { height: lines.height.min(rows.saturating_add(FRAME_AND_FIELD)), ..lines }
    }
}
