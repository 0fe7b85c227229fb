//! The overlays, one file each. An overlay is a view that is drawn over a screen.

mod bring_back;
mod choosing;
mod confirm;
mod evidence;
mod evidence_form;
mod filter;
mod help;
mod moved;
mod palette;
mod picker;
mod problem;
mod prompt;
mod prompts;
mod reading;
mod search;
mod unsaved;

pub use bring_back::BringBack;
pub use choosing::Choosing;
pub use confirm::Confirm;
pub use evidence::EvidenceList;
pub use evidence_form::EvidenceForm;
pub use filter::FilterList;
pub use help::Help;
pub use moved::MovedQuestions;
pub use palette::Palette;
pub use problem::ProblemPage;
pub use prompt::Prompt;
pub use prompts::{CopyPurpose, ExportPurpose, ImportPurpose, NamePurpose, ReasonPurpose, TextPurpose};
pub use reading::{Reading, ReadingPage, push_sections};
pub use search::Search;
pub use unsaved::Unsaved;

use ratatui::layout::Rect;

use super::widgets::{Canvas, List, Row, Viewport};
use crate::theme::Role;

/// The width of an overlay with text: comfortable to read, and not wider than the screen.
fn comfortable_width(area: Rect) -> u16 {
    area.width.saturating_sub(4).min(96)
}

/// The rows of a window for a list below a screen: as many as its lines and the frame take, a free line, and at least
/// `least`.
fn rows_below<T>(list: &List<T>, least: u16, canvas: &Canvas<'_>, area: Rect) -> u16 {
    let lines = list.wrapped(canvas, comfortable_width(area).saturating_sub(4)).height();
    u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(3).max(least).min(area.height)
}

/// Draws scrollable text in a frame as high as the text needs.
fn draw_page<T>(rows: &List<T>, title: &str, canvas: &mut Canvas<'_>, area: Rect, view: &Viewport) {
    let width = comfortable_width(area);
    let rows = rows.wrapped(canvas, width.saturating_sub(4));
    let height = rows.height().saturating_add(2);
    let height = u16::try_from(height).unwrap_or(u16::MAX).min(area.height);
    let inner = canvas.dialog(width, height, title);
    rows.draw(canvas, inner, view);
}

/// Adds paragraphs, each with a blank row below it.
fn push_paragraphs<T>(rows: &mut List<T>, paragraphs: &[String]) {
    for paragraph in paragraphs {
        rows.push(Row::text(paragraph, Role::Dialog));
        rows.push(Row::blank());
    }
}
