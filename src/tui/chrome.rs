//! The parts around every screen: the top line, the keys at the bottom, and the message for a terminal that is too
//! small.
//!
//! It draws no screen itself.

use ratatui::layout::Rect;
use ratatui::{buffer::Buffer, style::Style};

use super::{
    app::App,
    frame::Frame,
    key_names::key_name,
    keymap::{self, Binding, Context, Prominence},
    news::Work,
    session::{Access, Saving},
    widgets::Canvas,
    workspace::Workspace,
};
use crate::bidi::{Align, ColumnWidth, Symbols, draw_in_ascii, measure, own, shortened};
use crate::theme::Role;

/// The smallest terminal that can be used, in columns and rows.
pub const SMALLEST: (u16, u16) = (60, 20);

/// The width to which a part of the path is shortened before the next longest one.
const SHORTEST_PART: usize = 10;

/// Blank columns between two hints of the footer.
const HINT_GAP: u16 = 2;

/// Draws one frame: chrome, screen and overlays, over any contents of the buffer. Returns the caret and the adapters for
/// sending it.
pub fn draw(app: &App, buffer: &mut Buffer) -> Frame {
    let frame = draw_parts(app, buffer);
    if app.workspace.symbols() == Symbols::Ascii {
        draw_in_ascii(buffer);
    }
    frame
}

fn draw_parts(app: &App, buffer: &mut Buffer) -> Frame {
    let workspace = &app.workspace;
    let adapter = workspace.adapter;
    let mut canvas =
        Canvas::new(buffer, workspace.direction(), &workspace.theme).presented(workspace.presentation());
    let area = canvas.area();
    canvas.clear(area, Role::Text);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        draw_too_small(workspace, &mut canvas);
        return Frame { adapter, ..Frame::default() };
    }
    let [top, body, bottom] = [
        Rect { height: 1, ..area },
        Rect { y: area.y + 1, height: area.height - 2, ..area },
        Rect { y: area.bottom() - 1, height: 1, ..area },
    ];
    draw_top(app, &mut canvas, top);
    app.views.draw(workspace, &mut canvas, body);
    // Last, because some keys are only there if the body has more than fits.
    draw_bottom(app, &mut canvas, bottom);
    Frame { caret: canvas.caret(), adapter, samples: canvas.take_samples() }
}

fn draw_too_small(workspace: &Workspace, canvas: &mut Canvas<'_>) {
    let words = &workspace.messages().screens.status;
    let text = words.too_small.fill(&[("columns", &SMALLEST.0), ("rows", &SMALLEST.1)]);
    let area = canvas.area();
    canvas.paragraph(area, &text, Role::Text, 0);
}

/// The program, the open assessment and the screen; at the end, the notice that the results are unofficial.
fn draw_top(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let workspace = &app.workspace;
    canvas.fill(area, Role::TopBar);
    let mut path = vec![workspace.messages().common.name.clone()];
    path.extend(app.views.path(workspace));
    path.dedup();
    let notice = &workspace.messages().common.unofficial_short;
    let room = u16::try_from(measure(notice)).unwrap_or(area.width) + 2;
    let [start, end] = canvas.columns(area, [ColumnWidth::Rest, ColumnWidth::Fixed(room)]);
    let inner = Rect { x: start.x + 1, width: start.width.saturating_sub(2), ..start };
    shorten_longest(&mut path, usize::from(inner.width));
    // A name of either direction keeps its place in the path, in which no letter decides the direction.
    if !path.iter().all(|part| part.is_ascii()) {
        path = path.iter().map(|part| own(part)).collect();
    }
    let path = path.join(&format!(" {} ", canvas.pointer()));
    canvas.text(inner, &path, Role::TopBar);
    let end = Rect { x: end.x + 1, width: end.width.saturating_sub(2), ..end };
    canvas.text_end(end, notice, Role::TopBar);
}

/// Shortens the longest parts of a path, each at its own end, until all have room with the signs between them.
fn shorten_longest(path: &mut [String], room: usize) {
    let signs = 3 * path.len().saturating_sub(1);
    for _ in 0..path.len() {
        let excess = (signs + path.iter().map(|part| measure(part)).sum::<usize>()).saturating_sub(room);
        let longest = path.iter_mut().max_by_key(|part| measure(part)).filter(|_| excess > 0);
        let Some(longest) = longest else { return };
        *longest = shortened(longest, measure(longest).saturating_sub(excess).max(SHORTEST_PART));
    }
}

/// The latest message and as many keys as fit; at the end, the state of saving.
fn draw_bottom(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let workspace = &app.workspace;
    canvas.fill(area, Role::BottomBar);
    let state = saving_text(app);
    let room = u16::try_from(measure(&state)).unwrap_or_default() + 2;
    let [start, end] = canvas.columns(area, [ColumnWidth::Rest, ColumnWidth::Fixed(room)]);
    let inner = Rect { x: start.x + 1, width: start.width.saturating_sub(2), ..start };
    match &workspace.status {
        // A message stays until the next key, and leaves the keys what room it does not need.
        Some(status) => {
            let width = u16::try_from(measure(status) + usize::from(HINT_GAP)).unwrap_or(inner.width);
            let [said, keys] =
                canvas.columns(inner, [ColumnWidth::Fixed(width.min(inner.width)), ColumnWidth::Rest]);
            canvas.text(said, status, Role::BottomBar);
            draw_keys(canvas, keys, app);
        }
        None => draw_keys(canvas, inner, app),
    }
    let end = Rect { x: end.x + 1, width: end.width.saturating_sub(2), ..end };
    canvas.text_end(end, &state, Role::BottomBar);
}

fn saving_text(app: &App) -> String {
    let words = &app.workspace.messages().screens.status;
    if app.workspace.work != Work::None {
        return format!("… {}", words.working);
    }
    let Some(session) = app.session() else { return String::new() };
    match (&session.access, &session.saving) {
        (Access::Reading(_), _) => words.read_only.clone(),
        (Access::Busy, _) => format!("… {}", words.working),
        (Access::Writing, Saving::Saved) => format!("✓ {}", words.saved),
        (Access::Writing, Saving::Pending) => format!("… {}", words.saving),
        (Access::Writing, Saving::Failed(_)) => format!("! {}", words.not_saved),
    }
}

fn draw_keys(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let workspace = &app.workspace;
    let (key_style, text_style) = (canvas.style(Role::Key), Style::default());
    let shown = keymap::bindings(&app.contexts())
        .into_iter()
        .filter(|binding| binding.prominence == Prominence::Footer);
    // Keys such as `?` are the ones that a new user needs, so that a narrow screen must keep them.
    let (last, first): (Vec<_>, Vec<_>) =
        shown.partition(|binding| matches!(binding.context, Context::Everywhere));
    let reserved: usize = last.iter().map(|binding| hint_width(binding, app)).sum();
    let mut left = usize::from(area.width);
    let mut pieces: Vec<(String, Style)> = Vec::new();
    let groups = first
        .into_iter()
        .map(|binding| (binding, reserved))
        .chain(last.into_iter().map(|binding| (binding, 0)));
    for (binding, keep) in groups {
        let width = hint_width(binding, app);
        // A hint that does not fit is left out; a shorter one after it may still fit.
        if width + keep > left + usize::from(HINT_GAP) {
            continue;
        }
        left = left.saturating_sub(width);
        let key =
            binding.keys.first().map(|key| key_name(*key, workspace, app.session())).unwrap_or_default();
        pieces.push((key, key_style));
        pieces.push((format!(" {}", binding.action.name(workspace.messages())), text_style));
    }
    let mut x = 0;
    for pair in pieces.chunks(2) {
        let width: usize = pair.iter().map(|(text, _)| measure(text)).sum();
        let width = u16::try_from(width).unwrap_or_default();
        let place = Rect { x: area.x + x, width: width.min(area.width.saturating_sub(x)), ..area };
        let place = canvas.direction().mirror(place, area);
        let pair: Vec<(&str, Style)> = pair.iter().map(|(text, style)| (text.as_str(), *style)).collect();
        canvas.line(place, &pair, Align::Start);
        x = x.saturating_add(width + HINT_GAP);
    }
}

fn hint_width(binding: &Binding, app: &App) -> usize {
    let (workspace, session) = (&app.workspace, app.session());
    let key = binding.keys.first().map(|key| key_name(*key, workspace, session)).unwrap_or_default();
    measure(&key) + 1 + measure(binding.action.name(workspace.messages())) + usize::from(HINT_GAP)
}
