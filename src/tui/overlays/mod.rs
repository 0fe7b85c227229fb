//! What lies over a screen for a moment, one file each.

mod confirm;
mod evidence;
mod evidence_form;
mod help;
mod picker;
mod prompt;
mod reading;

pub use confirm::Confirm;
pub use evidence::EvidenceList;
pub use evidence_form::EvidenceForm;
pub use help::Help;
pub use picker::{Palette, Search};
pub use prompt::{Prompt, Purpose};
pub use reading::{Page, Reading};

use ratatui::layout::Rect;

/// How wide an overlay of text is: as wide as reads well, and not wider than the screen.
fn comfortable_width(area: Rect) -> u16 {
    area.width.saturating_sub(4).min(96)
}
