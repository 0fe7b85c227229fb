//! Copied text: sent to the terminal for the system's clipboard, and kept for pasting inside the program.
//!
//! It keeps a copy because many terminals ignore OSC 52.

use crate::bidi;

/// Longest text to copy, in bytes. Terminals cut off longer sequences.
pub const LONGEST: usize = 100 * 1000;

/// The text is longer than [`LONGEST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

/// The last copied text, and whether the terminal already has it.
#[derive(Debug, Clone, Default)]
pub struct Clipboard {
    text: String,
    unsent: bool,
}

impl Clipboard {
    /// Copies `text` in logical order. Direction marks and control characters are removed, line breaks are kept.
    ///
    /// # Errors
    /// If the text is longer than [`LONGEST`]. The last copy then remains.
    pub fn copy(&mut self, text: &str) -> Result<(), TooLong> {
        let lines: Vec<String> = text.split('\n').map(bidi::logical).collect();
        let text = lines.join("\n");
        if text.len() > LONGEST {
            return Err(TooLong);
        }
        *self = Self { text, unsent: true };
        Ok(())
    }

    /// The last copied text; empty before the first copy.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text that the terminal has not received yet. It is returned once.
    pub fn take_unsent(&mut self) -> Option<&str> {
        std::mem::take(&mut self.unsent).then_some(self.text.as_str())
    }
}

/// The sequence that puts `text` into the system's clipboard (OSC 52). tmux forwards it if `set-clipboard` is `on`.
pub fn sequence(text: &str) -> String {
    format!("\u{1B}]52;c;{}\u{1B}\\", base64(text.as_bytes()))
}

/// Base64 as in RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4_usize {
            let digit = (bits >> (18 - 6 * place)) & 63;
            out.push(if place > chunk.len() { '=' } else { char::from(DIGITS[digit as usize]) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_matches_the_examples_of_the_standard() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("سلام", "2LPZhNin2YU="),
        ] {
            assert_eq!(sequence(text), format!("\u{1B}]52;c;{encoded}\u{1B}\\"));
        }
    }

    #[test]
    fn a_copy_is_logical_text_without_marks_and_controls() {
        let mut clipboard = Clipboard::default();
        clipboard.copy(&format!("بلا {}\nثُمَّ\u{1B}[31m", bidi::ltr("75%"))).unwrap();
        assert_eq!(clipboard.text(), "بلا 75%\nثُمَّ␛[31m");
        assert_eq!(clipboard.take_unsent(), Some("بلا 75%\nثُمَّ␛[31m"));
        assert_eq!(clipboard.take_unsent(), None);
    }

    #[test]
    fn a_text_that_is_too_long_is_refused_and_the_last_copy_stays() {
        let mut clipboard = Clipboard::default();
        clipboard.copy("kept").unwrap();
        assert_eq!(clipboard.copy(&"a".repeat(LONGEST + 1)), Err(TooLong));
        assert_eq!(clipboard.text(), "kept");
        assert_eq!(clipboard.copy(&"a".repeat(LONGEST)), Ok(()));
    }
}
