//! The keys at the bottom of the screen as they are kept from frame to frame. `chrome` chooses, measures and draws them.

use super::action::Action;
use super::keymap::Context;
use crate::i18n::Language;

/// A key of the footer with its action. The width is that of both.
pub struct Hint {
    /// The action.
    pub action: Action,
    /// The printed key.
    pub key: String,
    /// The cells of both and of the blank between them.
    pub width: u16,
}

/// What the hints of the footer depend on.
#[derive(PartialEq)]
pub struct HintsKey {
    /// The contexts whose keys are valid.
    pub contexts: Vec<Context>,
    /// The cells of the footer.
    pub width: u16,
    /// Whether Esc leads back.
    pub is_led_back: bool,
    /// The language of the names.
    pub language: Language,
    /// The first and the last of the keys that answer.
    pub digits: String,
}
