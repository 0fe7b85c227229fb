//! The control sequences for colours (ECMA-48, "SGR").
//!
//! It knows no theme. The first 16 colours have numbers of their own, which every terminal with colours reads; a terminal
//! without 256 colours takes the longer form, which crossterm sends for them, for blinking.

use std::fmt;

use ratatui::style::Color;

/// The number in a sequence that sets the colour of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(pub Color);

/// The number in a sequence that sets the colour of the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper(pub Color);

impl fmt::Display for Ink {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_number(out, 30, self.0)
    }
}

impl fmt::Display for Paper {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_number(out, 40, self.0)
    }
}

/// Writes the number of a colour after `base`, that of black.
fn write_number(out: &mut fmt::Formatter<'_>, base: u16, colour: Color) -> fmt::Result {
    let place = match colour {
        Color::Reset => return write!(out, "{}", base + 9),
        Color::Rgb(red, green, blue) => return write!(out, "{};2;{red};{green};{blue}", base + 8),
        Color::Indexed(index @ 16..) => return write!(out, "{};5;{index}", base + 8),
        Color::Indexed(index) => u16::from(index),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    // The bright ones begin at 90 and 100.
    write!(out, "{}", if place < 8 { base + place } else { base + 52 + place })
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
