//! The control sequences for colours (ECMA-48, "SGR").
//!
//! It knows no theme. The first 16 colours have numbers of their own, which every terminal with colours reads; a terminal
//! without 256 colours takes the longer form, which crossterm sends for them, for blinking.

use std::fmt;

use ratatui::style::Color;

/// The colour of text in a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(pub Color);

/// The colour of the ground in a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper(pub Color);

impl Ink {
    /// The numbers, to be joined with `;`.
    pub fn numbers(self) -> impl Iterator<Item = u16> {
        numbers(30, self.0)
    }
}

impl Paper {
    /// The numbers, to be joined with `;`.
    pub fn numbers(self) -> impl Iterator<Item = u16> {
        numbers(40, self.0)
    }
}

impl fmt::Display for Ink {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_joined(out, self.numbers())
    }
}

impl fmt::Display for Paper {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_joined(out, self.numbers())
    }
}

fn write_joined(out: &mut fmt::Formatter<'_>, numbers: impl Iterator<Item = u16>) -> fmt::Result {
    for (index, number) in numbers.enumerate() {
        write!(out, "{}{number}", if index == 0 { "" } else { ";" })?;
    }
    Ok(())
}

/// The numbers of a colour. `base` is that of black.
fn numbers(base: u16, colour: Color) -> impl Iterator<Item = u16> {
    // The bright ones begin at 90 and 100.
    let named = |place: u16| ([if place < 8 { base + place } else { base + 52 + place }, 0, 0, 0, 0], 1);
    let (numbers, count) = match colour {
        Color::Reset => ([base + 9, 0, 0, 0, 0], 1),
        Color::Rgb(red, green, blue) => ([base + 8, 2, red.into(), green.into(), blue.into()], 5),
        Color::Indexed(index @ 16..) => ([base + 8, 5, index.into(), 0, 0], 3),
        Color::Indexed(index) => named(index.into()),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
    };
    numbers.into_iter().take(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_has_the_number_of_the_standard() {
        for (colour, ink, paper) in [
            (Color::Black, "30", "40"),
            (Color::Gray, "37", "47"),
            (Color::DarkGray, "90", "100"),
            (Color::White, "97", "107"),
            (Color::Reset, "39", "49"),
            (Color::Indexed(1), "31", "41"),
            (Color::Indexed(9), "91", "101"),
            (Color::Indexed(208), "38;5;208", "48;5;208"),
            (Color::Rgb(1, 2, 3), "38;2;1;2;3", "48;2;1;2;3"),
        ] {
            assert_eq!((Ink(colour).to_string(), Paper(colour).to_string()), (ink.into(), paper.into()));
        }
    }
}
