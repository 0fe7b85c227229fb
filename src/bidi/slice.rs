//! Parts of a text by a position in bytes. They never panic: a position inside a character gives an empty part.

/// The part of `text` after a character boundary; empty if `byte` is no boundary.
pub(super) fn from(text: &str, byte: usize) -> &str {
    text.get(byte..).unwrap_or_default()
}

/// The part of `text` before a character boundary; empty if `byte` is no boundary.
pub(super) fn up_to(text: &str, byte: usize) -> &str {
    text.get(..byte).unwrap_or_default()
}

/// The last character boundary at or before `byte`.
pub(super) fn boundary_before(text: &str, byte: usize) -> usize {
    if byte >= text.len() {
        return text.len();
    }
    (0..=byte).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
