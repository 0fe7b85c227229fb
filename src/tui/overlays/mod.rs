//! What lies over a screen for a moment, one file each.

mod bring_back;
mod choosing;
mod confirm;
mod evidence;
mod evidence_form;
mod help;
mod picker;
mod prompt;
mod reading;
mod unsaved;

pub use bring_back::BringBack;
pub use choosing::Choosing;
pub use confirm::Confirm;
pub use evidence::EvidenceList;
pub use evidence_form::EvidenceForm;
pub use help::Help;
pub use picker::{Palette, Search};
pub use prompt::{Prompt, PromptPurpose};
pub use reading::{Reading, ReadingPage};
pub use unsaved::Unsaved;

use ratatui::layout::Rect;

use super::widgets::{Canvas, List, Viewport};

/// How wide an overlay of text is: as wide as reads well, and not wider than the screen.
fn comfortable_width(area: Rect) -> u16 {
    area.width.saturating_sub(4).min(96)
}

/// Draws a text to read and scroll, in a frame as high as it needs.
fn draw_page<T>(rows: &List<T>, title: &str, canvas: &mut Canvas<'_>, area: Rect, view: &Viewport) {
    let width = comfortable_width(area);
    let rows = rows.wrapped(canvas, width.saturating_sub(4));
    let height = rows.height().saturating_add(2);
    let height = u16::try_from(height).unwrap_or(u16::MAX).min(area.height);
    let inner = canvas.dialog(width, height, title);
    rows.draw(canvas, inner, view);
}
