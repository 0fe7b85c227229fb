//! Cells as control sequences. It knows no frame and no terminal.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::terminal::{Ink, Paper};

/// The attributes that cells can have, with their numbers (ECMA-48).
const ATTRIBUTES: [(Modifier, u16); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Cells as what draws them in a terminal: each at its column and row. It is filled and emptied with every frame.
#[derive(Default)]
pub(super) struct SentCells {
    bytes: Vec<u8>,
    style: SentStyle,
    /// The column and row of the last cell.
    last: Option<(u16, u16)>,
}

impl SentCells {
    /// Adds a cell. The cursor is moved to it unless it follows the last one.
    pub(super) fn add(&mut self, x: u16, y: u16, cell: &Cell) {
        if self.last.is_none_or(|(last_x, last_y)| x != last_x + 1 || y != last_y) {
            push_sequence(&mut self.bytes, [y + 1, x + 1], b'H');
        }
        self.last = Some((x, y));
        self.style.take(&mut self.bytes, cell);
        self.bytes.extend_from_slice(cell.symbol().as_bytes());
    }

    /// What is to be sent, afterwards with no colour and no attribute set.
    pub(super) fn bytes(&mut self) -> &[u8] {
        self.bytes.extend_from_slice(RESET);
        (self.style, self.last) = (SentStyle::default(), None);
        &self.bytes
    }

    /// Removes all cells, and keeps the room that they took.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
    }
}

/// Switches colours and attributes off.
const RESET: &[u8] = b"\x1b[0m";

/// Adds a control sequence of numbers.
fn push_sequence(bytes: &mut Vec<u8>, numbers: impl IntoIterator<Item = u16>, last: u8) {
    bytes.extend_from_slice(b"\x1b[");
    for (index, number) in numbers.into_iter().enumerate() {
        if index > 0 {
            bytes.push(b';');
        }
        push_number(bytes, number);
    }
    bytes.push(last);
}

/// Adds the digits of a number. To format it takes several times longer, and each change of a colour has many.
fn push_number(bytes: &mut Vec<u8>, number: u16) {
    for place in [10_000, 1_000, 100, 10, 1] {
        if number >= place || place == 1 {
            bytes.push(b'0' + u8::try_from(number / place % 10).unwrap_or_default());
        }
    }
}

/// The style that is set.
struct SentStyle {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Default for SentStyle {
    fn default() -> Self {
        Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() }
    }
}

impl SentStyle {
    /// Adds what sets the style of a cell, as far as it is another one.
    fn take(&mut self, bytes: &mut Vec<u8>, cell: &Cell) {
        if self.modifier != cell.modifier {
            // Bold and dim are switched off by one number, so everything is.
            if !cell.modifier.contains(self.modifier) {
                *self = Self::default();
                bytes.extend_from_slice(RESET);
            }
            let added = cell.modifier - self.modifier;
            for (_, number) in ATTRIBUTES.into_iter().filter(|(modifier, _)| added.contains(*modifier)) {
                push_sequence(bytes, [number], b'm');
            }
            self.modifier = cell.modifier;
        }
        match (self.fg != cell.fg, self.bg != cell.bg) {
            (true, true) => {
                push_sequence(bytes, Ink(cell.fg).numbers().chain(Paper(cell.bg).numbers()), b'm');
            }
            (true, false) => push_sequence(bytes, Ink(cell.fg).numbers(), b'm'),
            (false, true) => push_sequence(bytes, Paper(cell.bg).numbers(), b'm'),
            (false, false) => {}
        }
        (self.fg, self.bg) = (cell.fg, cell.bg);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::style::Style;

    use super::*;

    fn size(count: u16) -> std::num::NonZero<u16> {
        std::num::NonZero::new(count).unwrap()
    }

    fn style() -> impl Strategy<Value = Style> {
        let colour = || {
            prop::sample::select(vec![
                Color::Reset,
                Color::Red,
                Color::White,
                Color::Indexed(3),
                Color::Indexed(200),
                Color::Rgb(1, 2, 3),
            ])
        };
        let modifier = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::BOLD | Modifier::REVERSED,
            Modifier::UNDERLINED | Modifier::ITALIC,
        ]);
        (colour(), colour(), modifier)
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_it_shows_of_the_backend_of_crossterm(
            styles in prop::collection::vec((style(), 0..3_u16), 1..20)
        ) {
            let mut cells = Vec::new();
            let mut x = 0;
            for (style, gap) in styles {
                let mut cell = Cell::default();
                cell.set_symbol("a").set_style(style);
                cells.push((x, 1, cell));
                x += 1 + gap;
            }
            let all = || cells.iter().map(|(x, y, cell)| (*x, *y, cell));
            let (mut ours, mut theirs) = (SentCells::default(), Vec::new());
            all().for_each(|(x, y, cell)| ours.add(x, y, cell));
            crossterm::style::force_color_output(true);
            CrosstermBackend::new(&mut theirs).draw(all()).unwrap();
            let shown = |bytes: &[u8]| {
                let mut terminal = vt100::Parser::new(size(3), size(80), 0);
                terminal.process(bytes);
                let screen = terminal.screen();
                let cells = (0..80).map(|x| screen.cell(1, x).cloned());
                (cells.collect::<Vec<_>>(), screen.fgcolor(), screen.bgcolor(), screen.bold(), screen.inverse())
            };
            prop_assert_eq!(shown(ours.bytes()), shown(&theirs));
        }
    }
}
