//! A text field for both directions.
//!
//! It edits one text; [`super::Row`] draws it.

mod edits;
mod layout;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use crate::bidi::{Direction, ScreenSide, is_right_to_left};
use crate::tui::action::{Action, CaretMove};
use crate::yaml::Limits;
use edits::{Edits, TextEdit};
use layout::FieldLayout;
pub use layout::FieldRoom;

/// Longest text of a field, in bytes. The limit of a text in a file is the same.
pub const LONGEST_TEXT: usize = Limits::ASSESSMENT.text;

/// A text that is being edited, in logical order. The caret is a byte index on a character boundary; the selection is
/// between it and the anchor.
#[derive(Debug, Clone, Default)]
pub struct TextField {
    text: String,
    caret: usize,
    anchor: Option<usize>,
    /// The column that the caret keeps while it moves up and down.
    goal: Option<usize>,
    lines: LineBreaks,
    edits: Edits,
    room: Rc<FieldRoom>,
    refused: Option<RefusedText>,
}

/// A text that was not inserted, because the field would be too long with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusedText {
    /// Length of the text, in bytes.
    pub length: usize,
    /// How many bytes the field can still take.
    pub left: usize,
}

/// Whether a field may contain line breaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LineBreaks {
    /// One line. A pasted line break becomes a blank.
    #[default]
    One,
    /// Any number of lines.
    Many,
}

/// Fields are equal if their texts are, wherever their carets are.
impl PartialEq for TextField {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for TextField {}

impl TextField {
    /// A field with `text`, even if it is longer than [`LONGEST_TEXT`], and the caret at its end.
    pub fn new(text: &str, lines: LineBreaks) -> Self {
        let text = clean(text, lines);
        Self { caret: text.len(), text, lines, ..Self::default() }
    }

    /// The current text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte index of the caret.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// The selected bytes. Empty without a selection.
    pub fn selection(&self) -> Range<usize> {
        let anchor = self.anchor.unwrap_or(self.caret);
        anchor.min(self.caret)..anchor.max(self.caret)
    }

    /// The place where drawing records the size of the field, which the caret needs for lines and pages.
    pub fn room(&self) -> Rc<FieldRoom> {
        Rc::clone(&self.room)
    }

    /// The text to copy: the selection, or everything without one.
    pub fn copied(&self) -> &str {
        let selection = self.selection();
        if selection.is_empty() { &self.text } else { self.text.get(selection).unwrap_or_default() }
    }

    /// Removes the selection and returns it. `None` without a selection.
    pub fn cut(&mut self) -> Option<String> {
        let selection = self.selection();
        let taken = self.text.get(selection.clone()).filter(|text| !text.is_empty())?.to_owned();
        self.edits.close();
        self.erase(selection);
        self.edits.close();
        Some(taken)
    }

    /// Performs an editing action. Returns whether it was one. Moving up from the first line or down from the last
    /// returns false, because it may lead to another field.
    pub fn update(&mut self, action: Action, direction: Direction) -> bool {
        match action {
            Action::Type(letter) => self.put(letter.encode_utf8(&mut [0; 4])),
            Action::LineBreak => self.put("\n"),
            Action::EraseBefore => self.erase_selected_or(|field| field.letter_start()..field.caret),
            Action::EraseAfter => self.erase_selected_or(|field| field.caret..field.letter_end()),
            Action::EraseWord => self.erase_selected_or(|field| field.word_start()..field.caret),
            Action::EraseWordAfter => self.erase_selected_or(|field| field.caret..field.word_end()),
            Action::EraseLine => self.erase_selected_or(|field| field.line_start()..field.caret),
            Action::EraseLineAfter => self.erase_selected_or(|field| field.caret..field.line_end()),
            Action::Caret(step) => {
                self.walk(step, direction);
            }
            Action::Select(step) => self.select(step, direction),
            Action::SelectAll => self.select_all(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Up => return self.walk(CaretMove::Up, direction),
            Action::Down => return self.walk(CaretMove::Down, direction),
            Action::PageUp => return self.walk(CaretMove::PageUp, direction),
            Action::PageDown => return self.walk(CaretMove::PageDown, direction),
            _ => return false,
        }
        true
    }

    /// Replaces the selection by `text`. Characters that the field does not allow are removed.
    pub fn insert(&mut self, text: &str) {
        self.edits.close();
        self.put(text);
        self.edits.close();
    }

    /// Replaces the whole text as one undo step.
    pub fn rewrite(&mut self, text: &str) {
        self.edits.close();
        self.replace(0..self.text.len(), clean(text, self.lines));
        self.edits.close();
    }

    /// The text that was last refused, once.
    pub fn take_refused(&mut self) -> Option<RefusedText> {
        self.refused.take()
    }

    fn put(&mut self, text: &str) {
        let clean = clean(text, self.lines);
        let selection = self.selection();
        let left = LONGEST_TEXT.saturating_sub(self.text.len() - selection.len());
        if clean.len() > left {
            self.refused = Some(RefusedText { length: clean.len(), left });
        } else if !clean.is_empty() {
            self.replace(selection, clean);
        }
    }

    /// Replaces a part of the text and records the edit. The caret moves behind the inserted text.
    fn replace(&mut self, range: Range<usize>, inserted: String) {
        let removed = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let before = (self.caret, self.anchor);
        self.text.replace_range(range.clone(), &inserted);
        self.place(range.start + inserted.len(), None);
        self.edits.push(TextEdit { at: range.start, removed, inserted, before });
    }

    fn place(&mut self, caret: usize, anchor: Option<usize>) {
        (self.caret, self.anchor, self.goal) = (caret, anchor, None);
    }

    fn erase(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.replace(range, String::new());
        }
    }

    fn erase_selected_or(&mut self, other: impl FnOnce(&Self) -> Range<usize>) {
        let selection = self.selection();
        let range = if selection.is_empty() { other(self) } else { selection };
        self.erase(range);
    }

    fn undo(&mut self) {
        if let Some(edit) = self.edits.undo() {
            self.text.replace_range(edit.at..edit.at + edit.inserted.len(), &edit.removed);
            self.place(edit.before.0, edit.before.1);
        }
    }

    fn redo(&mut self) {
        if let Some(edit) = self.edits.redo() {
            self.text.replace_range(edit.at..edit.at + edit.removed.len(), &edit.inserted);
            self.place(edit.at + edit.inserted.len(), None);
        }
    }

    /// Selects the whole text, so that what is typed next replaces it.
    pub fn select_all(&mut self) {
        self.edits.close();
        self.place(self.text.len(), Some(0));
    }

    /// Moves the caret and clears the selection. Returns whether the caret could move. With a selection, left and right
    /// move to the end of it on that side.
    fn walk(&mut self, step: CaretMove, direction: Direction) -> bool {
        let selection = self.selection();
        let side = match step {
            CaretMove::Left => Some(ScreenSide::Left),
            CaretMove::Right => Some(ScreenSide::Right),
            _ => None,
        };
        if let (Some(side), false) = (side, selection.is_empty()) {
            let edge = FieldLayout::of(&self.text, &self.room, direction).edge(&selection, side);
            self.edits.close();
            self.place(edge, None);
            return true;
        }
        let moved = self.go(step, direction);
        if moved {
            self.anchor = None;
        }
        moved
    }

    fn select(&mut self, step: CaretMove, direction: Direction) {
        let anchor = self.anchor.unwrap_or(self.caret);
        if !self.go(step, direction) {
            let towards_start = matches!(step, CaretMove::Up | CaretMove::PageUp);
            self.go(if towards_start { CaretMove::TextStart } else { CaretMove::TextEnd }, direction);
        }
        self.anchor = Some(anchor);
    }

    fn go(&mut self, step: CaretMove, direction: Direction) -> bool {
        let layout = FieldLayout::of(&self.text, &self.room, direction);
        let goal = self.goal.unwrap_or_else(|| layout.column(self.caret));
        let Some(reached) = layout.reach(self.caret, step, goal) else { return false };
        let keeps = matches!(step, CaretMove::Up | CaretMove::Down | CaretMove::PageUp | CaretMove::PageDown);
        self.edits.close();
        (self.caret, self.goal) = (reached, keeps.then_some(goal));
        true
    }

    /// Start of what Backspace removes: one character, not the whole cell. A lam-alef first loses its alef, a letter
    /// first its mark; an emoji is removed as a whole.
    fn letter_start(&self) -> usize {
        let joined = self.before().graphemes(true).next_back().unwrap_or_default();
        let last = joined.chars().next_back().map_or(0, char::len_utf8);
        let by_letter = joined.chars().any(is_right_to_left);
        self.caret - if by_letter { last } else { joined.len() }
    }

    fn letter_end(&self) -> usize {
        self.caret + self.after().graphemes(true).next().map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let trimmed = self.before().trim_end();
        let word = trimmed.rsplit(char::is_whitespace).next().unwrap_or_default();
        trimmed.len() - word.len()
    }

    fn word_end(&self) -> usize {
        let trimmed = self.after().trim_start();
        let word = trimmed.split(char::is_whitespace).next().unwrap_or_default();
        self.text.len() - trimmed.len() + word.len()
    }

    fn line_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |line_break| line_break + 1)
    }

    fn line_end(&self) -> usize {
        self.after().find('\n').map_or(self.text.len(), |line_break| self.caret + line_break)
    }

    fn before(&self) -> &str {
        self.text.get(..self.caret).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.caret..).unwrap_or_default()
    }
}

/// `text` without control characters, and without line breaks unless `lines` allows them.
fn clean(text: &str, lines: LineBreaks) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                clean.push(if lines == LineBreaks::Many { '\n' } else { ' ' });
            }
            '\t' => clean.push(' '),
            '\u{FDD0}'..='\u{FDEF}' => {}
            control if control.is_control() => {}
            other => clean.push(other),
        }
    }
    clean
}
