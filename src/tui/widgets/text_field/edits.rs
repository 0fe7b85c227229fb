//! The undo history of a field, word by word.

/// Largest number of edits that are kept.
const MOST: usize = 500;

/// One edit: `removed` was at byte `at` and has been replaced by `inserted`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// Byte index of the edit.
    pub at: usize,
    /// Text before the edit.
    pub removed: String,
    /// Text after the edit.
    pub inserted: String,
    /// Caret before the edit, and the anchor of the selection if there was one.
    pub before: (usize, Option<usize>),
}

/// The edits of a field, in order.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    done: Vec<TextEdit>,
    undone: Vec<TextEdit>,
    open: bool,
}

impl Edits {
    /// Records an edit. Characters that are typed or erased one after another are joined into one edit per word.
    pub fn push(&mut self, edit: TextEdit) {
        self.undone.clear();
        let joined = self.open && self.done.last_mut().is_some_and(|last| last.join(&edit));
        if !joined {
            self.done.push(edit);
        }
        if self.done.len() > MOST {
            self.done.remove(0);
        }
        self.open = true;
    }

    /// Ends the current edit, because the caret moved or text was pasted. The next one is not joined to it.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Returns the last edit and moves it to the undone ones.
    pub fn undo(&mut self) -> Option<TextEdit> {
        self.open = false;
        let edit = self.done.pop()?;
        self.undone.push(edit.clone());
        Some(edit)
    }

    /// Returns the edit that was undone last and moves it back.
    pub fn redo(&mut self) -> Option<TextEdit> {
        self.open = false;
        let edit = self.undone.pop()?;
        self.done.push(edit.clone());
        Some(edit)
    }
}

impl TextEdit {
    /// Joins `next` to this edit if it continues the same word. Returns whether it did.
    fn join(&mut self, next: &Self) -> bool {
        if next.removed.is_empty() && !self.inserted.is_empty() && next.at == self.at + self.inserted.len() {
            let new_word = ends_blank(&self.inserted) && !ends_blank(&next.inserted);
            if !new_word {
                self.inserted.push_str(&next.inserted);
            }
            return !new_word;
        }
        if !next.inserted.is_empty() || !self.inserted.is_empty() {
            return false;
        }
        if next.at + next.removed.len() == self.at {
            let new_word = begins_blank(&self.removed) && !begins_blank(&next.removed);
            if !new_word {
                self.removed.insert_str(0, &next.removed);
                self.at = next.at;
            }
            return !new_word;
        }
        let new_word = ends_blank(&self.removed) && !ends_blank(&next.removed);
        let goes_on = next.at == self.at && !new_word;
        if goes_on {
            self.removed.push_str(&next.removed);
        }
        goes_on
    }
}

fn ends_blank(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}

fn begins_blank(text: &str) -> bool {
    text.starts_with(char::is_whitespace)
}
