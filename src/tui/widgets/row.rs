//! One row of a list: styled text with an optional marker before it and an aside at its end, or a field.
//!
//! It knows neither its meaning nor its place.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use super::{FieldRoom, TextField};
use crate::theme::Role;

/// Columns at the start of every row, for the pointer.
pub(super) const POINTER: u16 = 2;

/// Columns kept free before an aside.
pub(super) const ASIDE_GAP: u16 = 2;

/// A row of wrapped text.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub(super) marker: Option<(String, Role)>,
    pub(super) label: Option<Label>,
    /// Whether the sign is that of an item of a list, which stands where its text begins.
    pub(super) is_item: bool,
    pub(super) pieces: Vec<(String, Role)>,
    pub(super) aside: Option<(String, Role)>,
    pub(super) indent: u16,
    pub(super) typed: Option<Typed>,
}

/// The name before a text: in a column of its own where the whole list has room for that, or else in the text.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) name: String,
    pub(super) role: Role,
    /// Width of the column.
    pub(super) columns: u16,
}

/// Columns kept free after a label in a column of its own.
const LABEL_GAP: u16 = 2;

/// The widest label that gets a column of its own.
const WIDEST_LABEL: u16 = 16;

/// The caret, selection and room of a field in a row.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) caret: Option<usize>,
    pub(super) selection: Range<usize>,
    pub(super) room: Rc<FieldRoom>,
}

impl Row {
    /// A row of text in one role.
    pub fn text(text: impl Into<String>, role: Role) -> Self {
        Self { pieces: vec![(text.into(), role)], ..Self::default() }
    }

    /// A row that warns, by its sign as well as by its role.
    pub fn warning(text: impl Into<String>) -> Self {
        Self::text(text, Role::Warning).marked("!", Role::Warning)
    }

    /// An empty row.
    pub fn blank() -> Self {
        Self::default()
    }

    /// Appends text in its own role.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, role: Role) -> Self {
        self.pieces.push((text.into(), role));
        self
    }

    /// Puts a sign before the text: a digit, a bullet, a check mark. Wrapped lines are indented behind it.
    #[must_use]
    pub fn marked(mut self, marker: impl Into<String>, role: Role) -> Self {
        self.marker = Some((marker.into(), role));
        self
    }

    /// Puts a name before the text; `columns` is the width of the widest name of such rows.
    #[must_use]
    pub fn labelled(mut self, name: impl Into<String>, role: Role, columns: usize) -> Self {
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        self.label = Some(Label { name: name.into(), role, columns });
        self
    }

    /// Puts the sign of an item of a list before the text: on the side where the text is read from.
    #[must_use]
    pub fn item(self, marker: impl Into<String>, role: Role) -> Self {
        Self { is_item: true, ..self.marked(marker, role) }
    }

    /// Puts a word at the end of the first line.
    #[must_use]
    pub fn aside(mut self, text: impl Into<String>, role: Role) -> Self {
        self.aside = Some((text.into(), role));
        self
    }

    /// A row with the text of a field that does not have the focus.
    pub fn field(field: &TextField, role: Role) -> Self {
        let typed = Typed { caret: None, selection: 0..0, room: field.room() };
        Self { typed: Some(typed), ..Self::text(field.text(), role) }
    }

    /// A row with the field that has the focus, with caret and selection.
    pub fn focused_field(field: &TextField, role: Role) -> Self {
        let typed = Typed { caret: Some(field.caret()), selection: field.selection(), room: field.room() };
        Self { typed: Some(typed), ..Self::text(field.text(), role) }
    }

    /// Indents the row by this many columns.
    #[must_use]
    pub fn indented(mut self, columns: u16) -> Self {
        self.indent = columns;
        self
    }
}

impl Row {
    /// Columns of the marker and the gap after it. To measure an Arabic marker takes as long as to draw it.
    pub(super) fn marker_width(&self) -> u16 {
        self.marker.as_ref().map_or(0, |(marker, _)| columns(marker) + 1)
    }

    /// Columns of the aside and the gap before it. At most half of the row, so that the text keeps some room.
    pub(super) fn aside_width(&self, width: u16) -> u16 {
        self.aside.as_ref().map_or(0, |(aside, _)| columns(aside).saturating_add(ASIDE_GAP).min(width / 2))
    }

    /// Columns of the label in a column of its own, and the gap after it; `None` without a label that can have one.
    pub(super) fn label_width(&self) -> Option<u16> {
        let columns = self.label.as_ref()?.columns;
        (columns <= WIDEST_LABEL).then_some(columns + LABEL_GAP)
    }

    /// The pieces of the text with the label before them, as it is read in one line.
    pub(super) fn pieces_with_label(&self) -> impl Iterator<Item = (Cow<'_, str>, Role)> {
        let label = self.label.iter().map(|label| (Cow::from(format!("{}: ", label.name)), label.role));
        label.chain(self.pieces.iter().map(|(text, role)| (Cow::from(text), *role)))
    }

    /// Columns before the text of a row whose marker and label have these widths.
    pub(super) fn before(&self, marker_width: u16, label_width: u16) -> u16 {
        POINTER + self.indent + marker_width + label_width
    }

    pub(super) fn caret(&self) -> Option<usize> {
        self.typed.as_ref()?.caret
    }

    /// The row as one line of text.
    pub(super) fn as_text(&self) -> String {
        let text: String = self.pieces_with_label().map(|(text, _)| text).collect();
        let marker = self.marker.iter().map(|(marker, _)| marker.clone());
        let aside = self.aside.iter().filter(|(aside, _)| !aside.is_empty());
        let parts = marker.chain([text]).filter(|part| !part.is_empty());
        let text = parts.collect::<Vec<_>>().join(" ");
        aside.fold(text, |text, (aside, _)| format!("{text} | {aside}"))
    }
}

fn columns(text: &str) -> u16 {
    u16::try_from(crate::bidi::measure(text)).unwrap_or(u16::MAX)
}
