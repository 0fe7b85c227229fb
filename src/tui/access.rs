//! Whether the open assessment can be changed here, and what that leaves to do.

use super::{action::Action, keymap::Context};
use crate::store::StoreError;

/// Whether an assessment can be changed here.
#[derive(Debug, Clone, PartialEq)]
pub enum Access {
    /// It can.
    Writing,
    /// It is only read; the error says why.
    Reading(StoreError),
    /// Its file is being renamed; nothing saves it until that is done.
    Busy,
}

impl Access {
    /// Whether it keeps somebody in this place from doing this. What leads to a text that could not be kept counts too.
    pub fn refuses(&self, action: Action, contexts: &[Context]) -> bool {
        *self != Self::Writing && contexts.iter().any(|context| changes(action, *context))
    }
}

fn changes(action: Action, context: Context) -> bool {
    match context {
        Context::Overview => matches!(
            action,
            Action::Details | Action::RaiseTarget | Action::LowerTarget | Action::Undo | Action::Redo
        ),
        Context::Interview => matches!(
            action,
            Action::Enter
                | Action::Answer(_)
                | Action::Unknown
                | Action::NotApplicable
                | Action::Clear
                | Action::Note
                | Action::Owner
                | Action::Review
                | Action::Undo
                | Action::Redo
        ),
        Context::Screen => action == Action::SaveNow,
        Context::EvidenceList => matches!(action, Action::Enter | Action::Remove),
        _ => false,
    }
}
