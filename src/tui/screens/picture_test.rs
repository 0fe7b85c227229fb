//! The picture test: a line of Arabic, sent through every adapter. The user chooses the one that reads correctly.
//!
//! ```text
//! ╭─ Arabic on this terminal ──────────────────────────────╮
//! │ Which line reads correctly? …                          │
//! │                                                        │
//! │ ▸ 1 ●                      <the line, sent in one way> │
//! │                                                        │
//! │   2 ○                  <the line, sent in another way> │
//! ╰────────────────────────────────────────────────────────╯
//! ```

use ratatui::layout::Rect;

use crate::bidi::{Adapter, Align, Base};
use crate::i18n::Template;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::Effect,
    frame::Sample,
    keymap::Context,
    view::{Command, Input, View},
    widgets::{Canvas, Row, Rows, Viewport, body},
    workspace::Workspace,
};

/// The screen of the picture test.
pub struct PictureTest {
    adapters: Vec<Adapter>,
    view: Viewport,
}

impl PictureTest {
    /// The test on a terminal to which Arabic is sent through `current`, which comes first.
    pub fn new(current: Adapter) -> Self {
        let others = Adapter::ALL.into_iter().filter(|adapter| *adapter != current);
        let adapters =
            std::iter::once(current).chain(others.filter(|adapter| can_be_shown(*adapter, current)));
        Self { adapters: adapters.collect(), view: Viewport::default() }
    }

    fn choose<S>(&self, place: usize, workspace: &mut Workspace) -> Vec<Command<S>> {
        let Some(adapter) = self.adapters.get(place) else { return Vec::new() };
        workspace.adapter = *adapter;
        vec![Command::Perform(Effect::KeepAdapter(*adapter)), Command::pop()]
    }

    fn draw_adapter(&self, place: usize, workspace: &Workspace, canvas: &mut Canvas<'_>, row: Rect) {
        let adapter = self.adapters[place];
        let chosen = self.view.cursor() == place;
        canvas.fill(row, if chosen { Role::Selected } else { Role::Text });
        let sign = if adapter == workspace.adapter { "●" } else { "○" };
        let pointer = if chosen { canvas.pointer() } else { " " };
        canvas.sign(row, &format!("{pointer} {} {sign}", place + 1), Role::Key);
        let room =
            canvas.direction().mirror(Rect { x: row.x + 8, width: row.width.saturating_sub(8), ..row }, row);
        let sample = sample(workspace);
        let style = canvas.style(if chosen { Role::Selected } else { Role::Text });
        let align = if canvas.direction().base() == Base::Rtl { Align::Start } else { Align::End };
        canvas.line_of(room, &[(&sample, style)], Base::Rtl, align);
        canvas.sample(Sample { row: row.y, adapter });
    }
}

/// A line with everything that terminals get wrong: joined letters, brackets, a percentage, a year, Latin letters.
fn sample(workspace: &Workspace) -> String {
    filled(&workspace.messages().screens.picture_test.sample)
}

fn filled(sample: &Template) -> String {
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("latin", &"(ABC)"), ("share", &"75%"), ("year", &"2026")];
    sample.fill(&values)
}

/// Whether an adapter can be shown on a screen that is sent through `current`. A command to mlterm applies to its whole
/// screen, so its adapter is shown only there. On mlterm, adapters that send the same cells are left out, and so is the
/// fence, whose marks take a cell there and would push the line over the edge.
fn can_be_shown(adapter: Adapter, current: Adapter) -> bool {
    match current {
        Adapter::Mlterm => !matches!(adapter, Adapter::Visual | Adapter::Explicit | Adapter::Fence),
        _ => adapter != Adapter::Mlterm,
    }
}

impl<S> View<S> for PictureTest {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        workspace.messages().screens.picture_test.title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Choosing, Context::Numbered, Context::Rows, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, _: &mut S, input: Input) -> Vec<Command<S>> {
        let Some(action) = self.view.select_with(input, self.adapters.len()) else { return Vec::new() };
        match action {
            Action::Enter => self.choose(self.view.cursor(), workspace),
            Action::Pick(digit) => self.choose(usize::from(digit).wrapping_sub(1), workspace),
            Action::Back => vec![Command::pop()],
            _ => Vec::new(),
        }
    }

    fn draw(&self, workspace: &Workspace, _: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &workspace.messages().screens.picture_test;
        let inner = body(area);
        let mut y = inner.y;
        let mut above = Rows::new();
        above.push(Row::text(&words.question, Role::Text));
        above.push(Row::text(&words.described, Role::Muted));
        above.draw(canvas, inner, &Viewport::default());
        y += u16::try_from(above.wrapped(canvas, inner.width).height()).unwrap_or(inner.height) + 1;
        // Each adapter has one line and a blank one below it.
        let lines = Rect { y, height: inner.bottom().saturating_sub(y), ..inner };
        self.view.shown(
            lines,
            None,
            (0..self.adapters.len()).map(|place| place * 2..place * 2 + 1).collect(),
        );
        for place in 0..self.adapters.len() {
            let row = Rect { y, height: 1, ..inner };
            if row.y < inner.bottom() {
                self.draw_adapter(place, workspace, canvas, row);
            }
            y += 2;
        }
        let below = Rect { y, height: inner.bottom().saturating_sub(y), ..inner };
        if !below.is_empty() {
            let mut rows = Rows::new();
            rows.push(Row::text(&words.none, Role::Muted));
            rows.draw(canvas, below, &Viewport::default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi::{Presentation, visual};
    use crate::i18n::{Language, Messages};

    #[test]
    fn the_line_has_every_form_of_a_letter_and_all_that_terminals_reorder() {
        for language in Language::ALL {
            let line = filled(&Messages::of(language).screens.picture_test.sample);
            let shown = visual(&line, Base::Rtl, Presentation::default());
            // Lam at a beginning, meem inside a word, jeem at an end, teh alone, the alef of each kind.
            for form in ['\u{FEDF}', '\u{FEE4}', '\u{FE9E}', '\u{FE95}', '\u{FE8D}', '\u{FE8E}'] {
                assert!(shown.contains(form), "{form} in {line}");
            }
            assert!(shown.contains("75%") && shown.contains("(ABC)") && shown.contains("2026"), "{shown}");
        }
    }
}
