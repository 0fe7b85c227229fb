//! What was changed in a field, to be taken back and done again, a word at a time.

/// The most changes that are remembered.
const MOST: usize = 500;

/// One change: `removed` stood at byte `at`, and `inserted` took its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// Where.
    pub at: usize,
    /// What went.
    pub removed: String,
    /// What came.
    pub inserted: String,
    /// Where the caret stood before, and the other end of what was selected.
    pub before: (usize, Option<usize>),
}

/// The changes of a field in order.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    done: Vec<TextEdit>,
    undone: Vec<TextEdit>,
    open: bool,
}

impl Edits {
    /// Remembers a change. Letters typed or removed one after the other are one change as far as a word goes.
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

    /// The next change begins anew, because the caret moved or a text was pasted.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// The last change, which is then one to be done again.
    pub fn undo(&mut self) -> Option<TextEdit> {
        self.open = false;
        let edit = self.done.pop()?;
        self.undone.push(edit.clone());
        Some(edit)
    }

    /// The change that was taken back last.
    pub fn redo(&mut self) -> Option<TextEdit> {
        self.open = false;
        let edit = self.undone.pop()?;
        self.done.push(edit.clone());
        Some(edit)
    }
}

impl TextEdit {
    /// Takes another change into this one, where it goes on with the same word; says whether it did.
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
