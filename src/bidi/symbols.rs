//! The signs that a terminal reads, and what takes their place where that is ASCII alone.
//!
//! It knows no language and no screen; who asks for ASCII is decided elsewhere.

use ratatui::buffer::{Buffer, CellWidth};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// The signs that a terminal reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Symbols {
    /// All of Unicode, in UTF-8.
    #[default]
    Unicode,
    /// The 95 signs of ASCII.
    Ascii,
}

/// For a letter that ASCII has nothing like.
const UNKNOWN: char = '?';

/// The fewest columns that the probe letter and its mark take where each of their bytes is shown as a sign.
const COLUMN_OF_BYTES: u16 = 4;

impl Symbols {
    /// Every choice, the default first.
    pub const ALL: [Self; 2] = [Self::Unicode, Self::Ascii];

    /// The signs for the character set of the locale (`LC_ALL`, `LC_CTYPE`, `LANG`, the first that is set, as POSIX has
    /// it). A locale that is not set, or without a character set, says nothing, and most terminals read UTF-8; `C` and
    /// `POSIX` have ASCII.
    pub fn of_locale(environment: impl Fn(&str) -> Option<String>) -> Self {
        let mut values = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(environment);
        let locale = values.find(|value| !value.is_empty()).unwrap_or_default();
        let locale = locale.split('@').next().unwrap_or_default();
        let reads_all = match locale.split_once('.') {
            Some((_, set)) => set.replace('-', "").eq_ignore_ascii_case("utf8"),
            None => !matches!(locale, "C" | "POSIX"),
        };
        if reads_all { Self::Unicode } else { Self::Ascii }
    }

    /// The signs for a terminal in which the cursor is at this column, from 1, after the probe letter with its mark. `None`
    /// if that says nothing.
    pub fn of_probe(column: Option<u16>) -> Option<Self> {
        column.filter(|column| *column >= COLUMN_OF_BYTES).map(|_| Self::Ascii)
    }
}

/// Replaces everything in the cells that is not ASCII.
pub fn draw_in_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        let Some(first) = symbol.chars().next().filter(|_| !symbol.is_ascii()) else { continue };
        // The second cell of a wide letter is blank.
        let sign = if symbol.cell_width() > 1 { UNKNOWN } else { sign(first) };
        cell.set_char(sign);
    }
}

/// The text in ASCII, in as many columns. It may contain escape sequences.
pub fn in_ascii(text: &str) -> String {
    let signs = text.chars().flat_map(|letter| {
        let columns = if letter.is_ascii() { 1 } else { letter.width().unwrap_or(0) };
        std::iter::repeat_n(sign(letter), columns)
    });
    signs.collect()
}

/// The sign of ASCII for a letter of one column.
fn sign(letter: char) -> char {
    match letter {
        letter if letter.is_ascii() => letter,
        '─' | '╌' | '┄' | '–' | '—' | '‑' | '−' | '·' => '-',
        '═' | '━' => '=',
        '│' | '┃' | '║' | '┆' | '╎' => '|',
        '≈' | '±' | '╍' => '~',
        '\u{2500}'..='\u{257F}' => '+',
        '\u{2581}'..='\u{2590}' | '▓' | '■' => '#',
        '░' | '□' | '…' => '.',
        '▒' => ':',
        '▸' | '▶' | '►' | '→' | '›' | '»' | '≥' => '>',
        '◂' | '◀' | '◄' | '←' | '‹' | '«' | '≤' => '<',
        '↑' | '▲' | '▴' => '^',
        '↓' | '▼' | '▾' => 'v',
        '•' | '●' | '◆' | '★' | '✓' | '✔' => '*',
        // A part of a chart, by its number of dots.
        '\u{2801}'..='\u{28FF}' => {
            if u32::from(letter).count_ones() > u32::from('\u{2800}').count_ones() + 2 { '*' } else { '.' }
        }
        '○' | '◇' | '◯' => 'o',
        '“' | '”' | '„' => '"',
        '‘' | '’' => '\'',
        '×' | '✗' | '✘' => 'x',
        '⚑' | '⚠' => '!',
        '\u{A0}' | '\u{2800}' => ' ',
        // A letter with an accent.
        other => other.nfkd().next().filter(char::is_ascii).unwrap_or(UNKNOWN),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn of(name: &'static str, value: &'static str) -> Symbols {
        Symbols::of_locale(|asked| (asked == name).then(|| value.to_owned()))
    }

    #[test]
    fn a_locale_without_utf_8_has_ascii() {
        for value in ["C", "POSIX", "en_GB.ISO-8859-1", "en_US.ISO8859-15@euro", "ru_RU.KOI8-R"] {
            for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
                assert_eq!(of(name, value), Symbols::Ascii, "{name}={value}");
            }
        }
        for value in ["C.UTF-8", "en_GB.UTF-8", "ar_SA.utf8", "en_GB.UTF-8@euro", "", "ar", "en_GB"] {
            assert_eq!(of("LANG", value), Symbols::Unicode, "{value}");
        }
        let ranked = |name: &str| match name {
            "LC_ALL" => Some(String::new()),
            "LC_CTYPE" => Some("en_GB.UTF-8".to_owned()),
            _ => Some("C".to_owned()),
        };
        assert_eq!(Symbols::of_locale(ranked), Symbols::Unicode);
        assert_eq!(Symbols::of_locale(|_| None), Symbols::Unicode);
    }

    #[test]
    fn a_terminal_that_shows_bytes_has_ascii() {
        assert_eq!([None, Some(2), Some(3)].map(Symbols::of_probe), [None; 3]);
        assert_eq!([Some(4), Some(7)].map(Symbols::of_probe), [Some(Symbols::Ascii); 2]);
    }

    #[test]
    fn a_text_in_ascii_takes_as_many_columns() {
        for (text, ascii) in [
            ("╭─ a ─┬╮│ ▸ ● ✓", "+- a -++| > * *"),
            ("“Café” – 1–5 … ↑", "\"Cafe\" - 1-5 . ^"),
            ("\u{1b}[1mé\u{1b}[0m", "\u{1b}[1me\u{1b}[0m"),
            ("日ع\u{200E}", "???"),
            ("█▌░⣿⠀|", "##.* |"),
        ] {
            assert_eq!(in_ascii(text), ascii);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
            buffer.set_string(0, 0, text.replace('\u{1b}', ""), Style::new());
            draw_in_ascii(&mut buffer);
            assert!(buffer.content.iter().all(|cell| cell.symbol().is_ascii()));
        }
    }
}
