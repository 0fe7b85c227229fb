//! Finds the places where output can be cut without splitting a character or a control sequence.

const ESCAPE: u8 = 0x1B;

/// The first place from `at` on that is neither inside a control sequence nor inside a character. `bytes` must begin at
/// such a place.
pub(super) fn end_of_piece(bytes: &[u8], at: usize) -> usize {
    let (mut end, mut rest) = (0, bytes);
    while end < at && !rest.is_empty() {
        let length = length_of_piece(rest);
        (end, rest) = (end + length, rest.get(length..).unwrap_or_default());
    }
    end
}

/// The length of the first control sequence (ECMA-48) or character, in bytes.
fn length_of_piece(bytes: &[u8]) -> usize {
    let through = |begin: usize, rest: &[u8], is_last: fn(&u8) -> bool| {
        rest.iter().position(is_last).map_or(bytes.len(), |place| begin + place + 1)
    };
    match bytes {
        [ESCAPE, b'[', rest @ ..] => through(2, rest, |byte| (0x40..=0x7E).contains(byte)),
        [ESCAPE, b']' | b'P' | b'X' | b'^' | b'_', ..] => length_of_string(bytes),
        [ESCAPE, rest @ ..] => through(1, rest, |byte| *byte >= 0x30),
        [_, rest @ ..] => 1 + rest.iter().take_while(|byte| (0x80..=0xBF).contains(*byte)).count(),
        [] => 0,
    }
}

/// The length of a control string, which ends with BEL or ST.
fn length_of_string(bytes: &[u8]) -> usize {
    let bell = bytes.iter().position(|byte| *byte == 0x07).map(|place| place + 1);
    let terminator = bytes.windows(2).position(|pair| pair == [ESCAPE, b'\\']).map(|place| place + 2);
    [bell, terminator].into_iter().flatten().min().unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_sequences_are_never_split() {
        let pieces = [
            "a",
            "\u{1B}[?2026h",
            "ﺺ",
            "日",
            "\u{1B}[38;2;1;2;3m",
            "\u{1B}]52;c;Zm9v\u{1B}\\",
            "\u{1B}]5379;use_bidi=true\u{7}",
            "\u{1B}[1 k",
            "\u{1B}(B",
            "\u{1B}7",
            "\r",
        ];
        let text = pieces.concat();
        let mut ends = vec![0];
        ends.extend(pieces.iter().scan(0, |end, piece| {
            *end += piece.len();
            Some(*end)
        }));
        for at in 0..=text.len() {
            let expected = ends.iter().copied().find(|end| *end >= at);
            assert_eq!(Some(end_of_piece(text.as_bytes(), at)), expected, "{at}");
        }
    }

    #[test]
    fn an_unfinished_sequence_extends_to_the_end() {
        for text in ["\u{1B}", "\u{1B}[", "\u{1B}[38;2", "\u{1B}]52;c;Zm9v", "\u{1B}]52\u{1B}"] {
            assert_eq!(end_of_piece(text.as_bytes(), 1), text.len(), "{text:?}");
        }
    }
}
