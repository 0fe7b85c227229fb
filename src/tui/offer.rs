//! What the palette offers: everything that can be done, opened or chosen from where the user is.

use std::path::PathBuf;

use super::action::Action;
use super::screens::Destination;
use crate::model::QuestionId;

/// Something that the user can take from anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// An action, as if its key had been pressed.
    Act(Action),
    /// A screen that opens from here, though it has no key here.
    Screen(Destination),
    /// The assessment in this file.
    Assessment(PathBuf),
    /// A question, of the open assessment or of the one that was changed last.
    Question(QuestionId),
    /// A question of the assessment in this file.
    QuestionOf(PathBuf, QuestionId),
    /// The theme of this place among those of the workspace.
    Theme(usize),
    /// The language with this code.
    Language(&'static str),
}

/// What follows once an assessment is closed or opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Onward {
    /// The file to open once the open assessment is closed.
    pub file: Option<PathBuf>,
    /// The question to show once an assessment is open.
    pub question: Option<QuestionId>,
}
