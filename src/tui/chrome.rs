//! The parts around every screen: the top line, the keys at the bottom, and the message for a terminal that is too
//! small.
//!
//! It draws no screen itself.

use std::rc::Rc;

use ratatui::layout::Rect;
use ratatui::{buffer::Buffer, style::Style};

use super::{
    action::Action,
    app::App,
    frame::Frame,
    hints::{Hint, HintsKey},
    key::Key,
    key_names::key_name,
    keymap::{self, Binding, Context, Prominence},
    news::Work,
    session::{Access, Saving},
    widgets::Canvas,
    workspace::Workspace,
};
use crate::bidi::{Align, ColumnWidth, Symbols, draw_in_ascii, measure, own, shortened};
use crate::i18n::{Language, Messages};
use crate::theme::Role;

/// The smallest terminal that can be used, in columns and rows.
pub const SMALLEST: (u16, u16) = (60, 20);

/// The most columns that screens and bars use; more are left blank on both sides.
const WIDEST: u16 = 112;

/// The fewest columns of a bar that names the other language.
const WITH_LANGUAGE: u16 = 72;

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
    let theme = workspace.shown_theme(&app.contexts());
    let mut canvas = Canvas::new(buffer, workspace.direction(), theme).presented(workspace.presentation());
    let area = canvas.area();
    canvas.clear(area, Role::Text);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        draw_too_small(workspace, &mut canvas);
        return Frame { adapter, ..Frame::default() };
    }
    let row = |y: u16, height: u16| Rect { y, height, ..area };
    let (top, bottom) = (row(area.y, 1), row(area.bottom() - 1, 1));
    canvas.fill(top, Role::TopBar);
    canvas.fill(bottom, Role::BottomBar);
    draw_top(app, &mut canvas, centred(top));
    app.views.draw(workspace, &mut canvas, centred(row(area.y + 1, area.height - 2)));
    // Last, because some keys are only there if the body has more than fits.
    draw_bottom(app, &mut canvas, centred(bottom));
    let takes_mouse = workspace.settings.mouse.unwrap_or(true);
    Frame { caret: canvas.caret(), adapter, takes_mouse, samples: canvas.take_samples() }
}

fn draw_too_small(workspace: &Workspace, canvas: &mut Canvas<'_>) {
    let words = &workspace.messages().screens.status;
    let text = words.too_small.fill(&[("columns", &SMALLEST.0), ("rows", &SMALLEST.1)]);
    let area = canvas.area();
    canvas.paragraph(area, &text, Role::Text, 0);
}

/// The middle of an area that is wider than what one reads at a glance.
fn centred(area: Rect) -> Rect {
    let width = area.width.min(WIDEST);
    Rect { x: area.x + (area.width - width) / 2, width, ..area }
}

/// The program, the open assessment and the screen; at the end, the key of the other language and the state of saving.
fn draw_top(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let workspace = &app.workspace;
    let mut path = vec![workspace.messages().common.name.clone()];
    path.extend(app.views.path(workspace));
    path.dedup();
    let (key, language) = language_key(workspace, area.width);
    let saving = saving_text(app, workspace.messages());
    let gap = if language.is_empty() || saving.is_empty() { "" } else { "   " };
    let room = [key.as_str(), &language, gap, &saving].map(measure).iter().sum::<usize>() + 2;
    let room = u16::try_from(room).unwrap_or(area.width);
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
    let (key_style, style) = (canvas.style(Role::Key), canvas.style(Role::TopBar));
    canvas.line(end, &[(&key, key_style), (&language, style), (gap, style), (&saving, style)], Align::End);
}

/// The key that switches the language, and after it the language in its own words. Empty where the program has one
/// language only or no room.
fn language_key(workspace: &Workspace, width: u16) -> (String, String) {
    let none = || (String::new(), String::new());
    if workspace.symbols() == Symbols::Ascii || width < WITH_LANGUAGE {
        return none();
    }
    let key = keymap::first_key(workspace.keymap, Context::Everywhere, Action::SwitchLanguage);
    let Some(key) = key else { return none() };
    (key.to_string(), format!(" {}", own(workspace.language().next().own_name())))
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

/// The latest message and as many keys as fit.
fn draw_bottom(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    match &app.workspace.status {
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
}

fn saving_text(app: &App, messages: &Messages) -> String {
    let words = &messages.screens.status;
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
    let messages = app.workspace.messages();
    let (key_style, text_style) = (canvas.style(Role::Key), Style::default());
    let mut x = 0;
    let mut pressable = app.pressable.borrow_mut();
    pressable.clear();
    for hint in footer_hints(app, area.width).iter() {
        let pair =
            [(hint.key.as_str(), key_style), (" ", text_style), (hint.action.name(messages), text_style)];
        let place = Rect { x: area.x + x, width: hint.width.min(area.width.saturating_sub(x)), ..area };
        let place = canvas.direction().mirror(place, area);
        canvas.line(place, &pair, Align::Start);
        if !hint.action.is_of_a_digit() {
            pressable.push((place, hint.action));
        }
        x = x.saturating_add(hint.width + HINT_GAP);
    }
}

/// The hints that the footer shows in this width. To measure them takes longer than to draw them, and most keys leave them
/// as they are.
pub(super) fn footer_hints(app: &App, width: u16) -> Rc<Vec<Hint>> {
    let key = HintsKey {
        contexts: app.contexts(),
        width,
        is_led_back: app.views.lead_back(),
        language: app.workspace.language(),
        digits: key_name(Key::Digit, &app.workspace, app.session()),
    };
    let messages = app.workspace.messages();
    let hint = |binding: &Binding| {
        let key = printed_key(binding, app);
        let width = measure(&key) + 1 + measure(binding.action.name(messages));
        Hint { action: binding.action, key, width: u16::try_from(width).unwrap_or_default() }
    };
    app.hints.get(key, || footer_keys(app, width).into_iter().map(hint).collect())
}

/// The keys that the footer names in this width, in their order: those that are always named, and of the others as many as
/// fit, the most important first. One that does not fit is left out; a shorter one after it may still fit. Each takes the
/// room of its longest name, so that every language has the same keys.
fn footer_keys(app: &App, width: u16) -> Vec<&'static Binding> {
    let mut shown = app.bindings();
    shown.retain(|binding| binding.prominence != Prominence::Help);
    let (always, others): (Vec<_>, Vec<_>) =
        shown.iter().partition(|binding| binding.prominence == Prominence::Always);
    let mut left = usize::from(width) + usize::from(HINT_GAP);
    let mut fits = |binding: &&Binding| {
        let rest = left.checked_sub(hint_width(binding, app));
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    let fitting: Vec<&Binding> = always.into_iter().chain(others).filter(|binding| fits(binding)).collect();
    shown.retain(|binding| fitting.iter().any(|known| std::ptr::eq(*known, *binding)));
    shown
}

fn printed_key(binding: &Binding, app: &App) -> String {
    binding.keys.first().map(|key| key_name(*key, &app.workspace, app.session())).unwrap_or_default()
}

/// The room of a hint and the gap after it, in the language in which it is longest.
fn hint_width(binding: &Binding, app: &App) -> usize {
    let names = Language::ALL.iter().map(|language| measure(binding.action.name(Messages::of(*language))));
    measure(&printed_key(binding, app)) + 1 + names.max().unwrap_or_default() + usize::from(HINT_GAP)
}
