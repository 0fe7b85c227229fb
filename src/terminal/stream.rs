//! Splits the bytes of a terminal into keys, pastes and answers.
//!
//! A pure state machine: bytes go in as they arrive, split anywhere, and items come out, each once and in order.
//! Answers are recognised at any time and not only while one is expected, because a late answer must not become keys.
//! Everything else (mouse, focus, unknown and broken sequences) is dropped whole. What is inside a paste or a control
//! string never becomes keys, however long its end is awaited: only Escape, pressed in the silence, ends it early.

use super::reply::{TerminalReply, answer, answered_command};
use super::sequence::{SequenceKind, SequenceState, StreamItem, TextRun, UnfinishedBytes};

/// Longest sequence in bytes. A longer one is broken and dropped up to its end.
const LONGEST: usize = 256;

const ESCAPE: u8 = 0x1b;
const BELL: u8 = 0x07;
const CANCEL: u8 = 0x18;
const SUBSTITUTE: u8 = 0x1a;
const PASTE_END: &[u8] = b"\x1b[201~";

/// The parameters of a key with Alt.
const ALT: &str = "1;3";

/// The state machine. It holds the sequence that has begun and not ended.
#[derive(Debug)]
pub struct Stream {
    state: SequenceState,
    held: Vec<u8>,
    kind: SequenceKind,
    /// Whether it was reported that the end of a paste or a control string has not come, and nothing came since.
    is_stalled: bool,
}

/// Whether this is what one press of a key for a letter sends.
fn is_one_letter(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().count() == 1) && bytes != [ESCAPE]
}

impl Default for Stream {
    fn default() -> Self {
        Self {
            state: SequenceState::Ground,
            held: Vec::with_capacity(LONGEST),
            kind: SequenceKind::Plain,
            is_stalled: false,
        }
    }
}

impl Stream {
    /// What the bytes so far leave unfinished.
    pub fn open(&self) -> UnfinishedBytes {
        match self.state {
            SequenceState::Escape
            | SequenceState::TwoEscapes
            | SequenceState::PasteEscape
            | SequenceState::TextEscape(_) => UnfinishedBytes::Escape,
            SequenceState::Text(_) if !self.is_stalled && self.has_no_content() => UnfinishedBytes::Escape,
            SequenceState::Paste | SequenceState::Text(_) if !self.is_stalled => UnfinishedBytes::Run,
            _ => UnfinishedBytes::Nothing,
        }
    }

    /// Reads bytes that have arrived. Complete items go to `sink`.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut dyn FnMut(StreamItem<'_>)) {
        let was_stalled = std::mem::take(&mut self.is_stalled);
        if was_stalled && self.state == SequenceState::Paste && bytes == [ESCAPE] {
            self.state = SequenceState::PasteEscape;
            return;
        }
        if was_stalled && self.has_no_content() && is_one_letter(bytes) {
            // It was a letter with Alt, and the user types on: a terminal would send the whole string.
            self.state = SequenceState::Ground;
        }
        if self.state == SequenceState::PasteEscape {
            self.held.push(ESCAPE);
            self.state = SequenceState::Paste;
        }
        let mut rest = bytes;
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            if self.state == SequenceState::Paste {
                rest = self.pasted(*first, rest, sink);
            } else {
                self.take(*first, sink);
            }
        }
    }

    /// Ends what a pause ends: an unfinished escape is the key. A paste or a control string without its end is only
    /// reported: what follows may be the rest of it.
    pub fn settle(&mut self, sink: &mut dyn FnMut(StreamItem<'_>)) {
        match self.state {
            SequenceState::Escape => {
                self.state = SequenceState::Ground;
                sink(StreamItem::Escape);
            }
            SequenceState::TwoEscapes => {
                self.state = SequenceState::Ground;
                sink(StreamItem::Escape);
                sink(StreamItem::Escape);
            }
            SequenceState::TextEscape(text) => {
                self.end_of_text(text, sink);
                self.state = SequenceState::Ended { rest: b"\\", matched: 0 };
            }
            SequenceState::PasteEscape => {
                self.end_of_paste(sink);
                self.state = SequenceState::Ended { rest: &PASTE_END[1..], matched: 0 };
            }
            SequenceState::Text(_) if self.has_no_content() => self.is_stalled = true,
            SequenceState::Paste | SequenceState::Text(_) => {
                self.is_stalled = true;
                sink(StreamItem::Stalled);
            }
            _ => {}
        }
    }

    /// Whether a control string has begun without a byte of its content: a keyboard sends the same for a letter with Alt.
    fn has_no_content(&self) -> bool {
        matches!(self.state, SequenceState::Text(_)) && self.held.is_empty()
    }

    /// Ends the input: what has come of an unfinished paste is all of it.
    pub fn end(&mut self, sink: &mut dyn FnMut(StreamItem<'_>)) {
        if matches!(self.state, SequenceState::Paste | SequenceState::PasteEscape) {
            let begun = (1..PASTE_END.len()).rev().find(|count| self.held.ends_with(&PASTE_END[..*count]));
            self.held.truncate(self.held.len() - begun.unwrap_or_default());
            self.end_of_paste(sink);
        }
    }

    fn take(&mut self, byte: u8, sink: &mut dyn FnMut(StreamItem<'_>)) {
        match self.state {
            SequenceState::Ground => self.begin(byte, false, sink),
            SequenceState::Escape => self.after_escape(byte, sink),
            SequenceState::TwoEscapes => self.after_two_escapes(byte, sink),
            SequenceState::Letter { missing, alt } => self.letter(byte, missing, alt, sink),
            SequenceState::Control => self.control(byte, sink),
            SequenceState::Console => {
                self.state = SequenceState::Ground;
                self.or_begin_again(byte, sink, |last, sink| {
                    sink(StreamItem::Sequence { parameters: "[", last });
                });
            }
            SequenceState::Single => self.single(byte, sink),
            SequenceState::Text(text) => self.text(byte, text, sink),
            SequenceState::TextEscape(text) => {
                self.end_of_text(text, sink);
                if byte != b'\\' {
                    self.state = SequenceState::Escape;
                    self.after_escape(byte, sink);
                }
            }
            SequenceState::Mouse { missing: 1 } => self.state = SequenceState::Ground,
            SequenceState::Mouse { missing } => self.state = SequenceState::Mouse { missing: missing - 1 },
            SequenceState::Ended { rest, matched } => self.after_end(byte, rest, matched, sink),
            SequenceState::Paste | SequenceState::PasteEscape => {}
        }
    }

    /// Drops the rest of an end. If it turns out to be none, the bytes are keys.
    fn after_end(
        &mut self,
        byte: u8,
        rest: &'static [u8],
        matched: usize,
        sink: &mut dyn FnMut(StreamItem<'_>),
    ) {
        let (begun, awaited) = rest.split_at(matched);
        if awaited.first() != Some(&byte) {
            self.state = SequenceState::Ground;
            for held in begun {
                self.begin(*held, false, sink);
            }
            self.begin(byte, false, sink);
        } else if awaited.len() == 1 {
            self.state = SequenceState::Ground;
        } else {
            self.state = SequenceState::Ended { rest, matched: matched + 1 };
        }
    }

    /// Begins a new item with this byte.
    fn begin(&mut self, byte: u8, alt: bool, sink: &mut dyn FnMut(StreamItem<'_>)) {
        let missing = match byte {
            ESCAPE => {
                self.state = SequenceState::Escape;
                return;
            }
            0x00..=0x7f => {
                self.state = SequenceState::Ground;
                sink(StreamItem::Letter { letter: char::from(byte), alt });
                return;
            }
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ => {
                self.state = SequenceState::Ground;
                return;
            }
        };
        self.reset_held();
        self.held.push(byte);
        self.state = SequenceState::Letter { missing, alt };
    }

    fn letter(&mut self, byte: u8, missing: u8, alt: bool, sink: &mut dyn FnMut(StreamItem<'_>)) {
        if !(0x80..=0xbf).contains(&byte) {
            return self.begin(byte, false, sink);
        }
        self.held.push(byte);
        if missing > 1 {
            self.state = SequenceState::Letter { missing: missing - 1, alt };
            return;
        }
        self.state = SequenceState::Ground;
        let text = std::str::from_utf8(&self.held).unwrap_or_default();
        if let Some(letter) = text.chars().next() {
            sink(StreamItem::Letter { letter, alt });
        }
    }

    /// `ESC ]` and similar bytes begin control strings with any content. A keyboard sends the same two bytes for a letter
    /// with Alt, which no binding contains.
    fn after_escape(&mut self, byte: u8, sink: &mut dyn FnMut(StreamItem<'_>)) {
        self.reset_held();
        self.state = match byte {
            ESCAPE => SequenceState::TwoEscapes,
            b'[' => SequenceState::Control,
            b'O' => SequenceState::Single,
            b'P' => SequenceState::Text(TextRun::Device),
            b']' => SequenceState::Text(TextRun::Command),
            b'X' | b'^' | b'_' => SequenceState::Text(TextRun::Other),
            _ => return self.begin(byte, true, sink),
        };
    }

    fn after_two_escapes(&mut self, byte: u8, sink: &mut dyn FnMut(StreamItem<'_>)) {
        if byte != b'[' && byte != b'O' {
            sink(StreamItem::Escape);
        }
        self.after_escape(byte, sink);
        if matches!(self.state, SequenceState::Control | SequenceState::Single) {
            self.kind = SequenceKind::WithAlt;
        }
    }

    /// Reads a byte of `SS3 parameters letter`.
    fn single(&mut self, byte: u8, sink: &mut dyn FnMut(StreamItem<'_>)) {
        match byte {
            b'0'..=b'9' | b';' if self.held.len() < LONGEST => self.held.push(byte),
            b'0'..=b'9' | b';' => {}
            _ if self.held.is_empty() => {
                self.state = SequenceState::Ground;
                let kind = self.kind;
                self.or_begin_again(byte, sink, |last, sink| match kind {
                    SequenceKind::WithAlt => sink(StreamItem::Sequence { parameters: ALT, last }),
                    _ => sink(StreamItem::Single(last)),
                });
            }
            _ => {
                self.state = SequenceState::Ground;
                self.or_begin_again(byte, sink, |_, _| {});
            }
        }
    }

    /// Reads a byte of `CSI parameters last`.
    fn control(&mut self, byte: u8, sink: &mut dyn FnMut(StreamItem<'_>)) {
        match byte {
            // rxvt ends the sequences of keys with Shift with `$`; an answer has a second number before it.
            b'$' if !self.held.is_empty() && self.held.iter().all(u8::is_ascii_digit) => {
                self.state = SequenceState::Ground;
                self.end_of_control('$', sink);
            }
            0x20..=0x3f if self.held.len() < LONGEST => self.held.push(byte),
            0x20..=0x3f => self.kind = SequenceKind::Broken,
            b'[' if self.held.is_empty() => self.state = SequenceState::Console,
            b'M' if self.held.is_empty() => self.state = SequenceState::Mouse { missing: 3 },
            0x40..=0x7e => {
                self.state = SequenceState::Ground;
                self.end_of_control(char::from(byte), sink);
            }
            _ => {
                self.state = SequenceState::Ground;
                self.begin(byte, false, sink);
            }
        }
    }

    fn end_of_control(&mut self, last: char, sink: &mut dyn FnMut(StreamItem<'_>)) {
        if self.kind == SequenceKind::Broken {
            return;
        }
        let body = std::str::from_utf8(&self.held).unwrap_or_default();
        let is_paste = last == '~' && body == "200";
        let answer = answer(body, last);
        if self.kind == SequenceKind::WithAlt && (is_paste || answer.is_some()) {
            // No key sends this, so the escape before it was pressed.
            sink(StreamItem::Escape);
        }
        if is_paste {
            self.reset_held();
            self.state = SequenceState::Paste;
        } else if let Some(answer) = answer {
            sink(StreamItem::Reply(answer));
        } else if let Some(report) = body.strip_prefix('<') {
            // `m` reports a release.
            if let Some(pointer) = (last == 'M').then(|| pointer(report)).flatten() {
                sink(pointer);
            }
        } else if body.chars().all(|letter| letter.is_ascii_digit() || letter == ';' || letter == ':') {
            let parameters = match self.kind {
                SequenceKind::WithAlt if body.is_empty() => ALT.to_owned(),
                SequenceKind::WithAlt => format!("{body};3"),
                _ => body.to_owned(),
            };
            sink(StreamItem::Sequence { parameters: &parameters, last });
        }
    }

    fn text(&mut self, byte: u8, text: TextRun, sink: &mut dyn FnMut(StreamItem<'_>)) {
        match byte {
            ESCAPE => self.state = SequenceState::TextEscape(text),
            BELL | CANCEL | SUBSTITUTE => self.end_of_text(text, sink),
            // Layout characters may be content; the others show that the string was cut off, and are keys.
            0x00..=0x07 | 0x0e..=0x17 | 0x19 | 0x1c..=0x1f | 0x7f => {
                self.state = SequenceState::Ground;
                self.begin(byte, false, sink);
            }
            _ if self.held.len() < LONGEST => self.held.push(byte),
            _ => self.kind = SequenceKind::Broken,
        }
    }

    fn end_of_text(&mut self, text: TextRun, sink: &mut dyn FnMut(StreamItem<'_>)) {
        self.state = SequenceState::Ground;
        match text {
            TextRun::Device => {
                if let Some(version) = self.held.strip_prefix(b">|") {
                    sink(StreamItem::Reply(TerminalReply::Version(&String::from_utf8_lossy(version))));
                }
            }
            TextRun::Command => {
                if let Some(reply) = answered_command(&self.held) {
                    sink(StreamItem::Reply(reply));
                }
            }
            TextRun::Other => {}
        }
    }

    /// Reads pasted bytes up to the end of the paste. Returns the bytes after it.
    fn pasted<'b>(&mut self, first: u8, rest: &'b [u8], sink: &mut dyn FnMut(StreamItem<'_>)) -> &'b [u8] {
        self.held.push(first);
        let last = PASTE_END[PASTE_END.len() - 1];
        // All bytes before the next possible end are copied at once, so that large pastes are fast.
        let taken = if first == last && self.held.ends_with(PASTE_END) {
            self.held.truncate(self.held.len() - PASTE_END.len());
            self.end_of_paste(sink);
            0
        } else {
            rest.iter().position(|byte| *byte == last).unwrap_or(rest.len())
        };
        let (inside, after) = rest.split_at(taken);
        self.held.extend_from_slice(inside);
        after
    }

    fn end_of_paste(&mut self, sink: &mut dyn FnMut(StreamItem<'_>)) {
        self.state = SequenceState::Ground;
        let bytes = std::mem::replace(&mut self.held, Vec::with_capacity(LONGEST));
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        sink(StreamItem::Paste(text));
    }

    /// Ends a sequence with a printable byte. Any other byte breaks it off and begins a new item.
    fn or_begin_again(
        &mut self,
        byte: u8,
        sink: &mut dyn FnMut(StreamItem<'_>),
        end: impl FnOnce(char, &mut dyn FnMut(StreamItem<'_>)),
    ) {
        if byte.is_ascii_graphic() {
            end(char::from(byte), sink);
        } else {
            self.begin(byte, false, sink);
        }
    }

    fn reset_held(&mut self) {
        self.held.clear();
        self.kind = SequenceKind::Plain;
    }
}

/// A report of the mouse: `button;column;row`. `None` if it is none.
fn pointer(report: &str) -> Option<StreamItem<'static>> {
    let mut numbers = report.split(';');
    let button = numbers.next()?.parse().ok()?;
    let [column, row] = [numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?];
    numbers.next().is_none().then_some(StreamItem::Pointer { button, column, row })
}

#[cfg(test)]
#[path = "stream_tests.rs"]
mod tests;
