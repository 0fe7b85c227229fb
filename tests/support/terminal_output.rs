//! The output of a program to its terminal: bytes, the screen that they draw, and waiting for a condition on them.
//!
//! It answers the program's questions, and knows no keys, signals or sizes.

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Instant;

use super::pseudo_terminal::{PATIENCE, cells};

/// The last question of the program to the terminal.
pub const LAST_QUESTION: &str = "\x1b[c";

/// The sequence at the end of a frame.
pub const FRAME_END: &str = "\x1b[?2026l";

/// Called for every complete frame.
pub type Watcher = Box<dyn FnMut(&vt100::Screen) + Send>;

/// The input of the program. `None` after the terminal is closed.
pub type Keyboard = Arc<Mutex<Option<Box<dyn Write + Send>>>>;

/// Sends keys to the program.
pub fn press(keyboard: &Keyboard, keys: &str) {
    let mut keyboard = keyboard.lock().unwrap();
    let keyboard = keyboard.as_mut().unwrap();
    keyboard.write_all(keys.as_bytes()).unwrap();
    keyboard.flush().unwrap();
}

/// The last clipboard content that the program sent.
#[derive(Default)]
pub struct Copied(pub String);

impl vt100::Callbacks for Copied {
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _kind: &[u8], encoded: &[u8]) {
        self.0 = String::from_utf8(encoded.to_owned()).unwrap();
    }
}

pub struct Received {
    pub parser: vt100::Parser<Copied>,
    pub bytes: Vec<u8>,
    /// The terminal is about to be closed: the next bytes are the last to be read.
    pub closing: bool,
    pub reading: Reading,
    pub ended: bool,
}

/// Whether the terminal is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Goes,
    /// The reader will stop after the next bytes.
    Stops,
    Stopped,
}

impl Received {
    /// Reads bytes, frame by frame.
    fn take(&mut self, chunk: &[u8], watcher: &mut Option<Watcher>) {
        let mut start = 0;
        for end in 1..=chunk.len() {
            self.bytes.push(chunk[end - 1]);
            if self.bytes.ends_with(FRAME_END.as_bytes()) {
                self.parser.process(&chunk[start..end]);
                start = end;
                if let Some(watcher) = watcher {
                    watcher(self.parser.screen());
                }
            }
        }
        self.parser.process(&chunk[start..]);
    }
}

pub struct Output {
    pub received: Mutex<Received>,
    pub arrived: Condvar,
}

impl Default for Output {
    fn default() -> Self {
        let parser = vt100::Parser::new_with_callbacks(cells(24), cells(80), 0, Copied::default());
        let received =
            Received { parser, bytes: Vec::new(), closing: false, reading: Reading::Goes, ended: false };
        Self { received: Mutex::new(received), arrived: Condvar::new() }
    }
}

impl Output {
    pub fn take_all(
        &self,
        mut reader: Box<dyn Read + Send>,
        mut answers: &str,
        keyboard: &Keyboard,
        mut watcher: Option<Watcher>,
    ) {
        let mut chunk = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut chunk) {
            let mut received = self.received.lock().unwrap();
            received.take(&chunk[..count], &mut watcher);
            if received.closing {
                break;
            }
            if !answers.is_empty() && find(&received.bytes, LAST_QUESTION).is_some() {
                press(keyboard, std::mem::take(&mut answers));
            }
            self.arrived.notify_all();
            while received.reading != Reading::Goes {
                received.reading = Reading::Stopped;
                self.arrived.notify_all();
                received = self.arrived.wait(received).unwrap();
            }
        }
        self.received.lock().unwrap().ended = true;
        self.arrived.notify_all();
    }

    /// Waits until the output satisfies a condition.
    #[track_caller]
    pub fn wait_until(&self, what: &str, seen: impl Fn(&Received) -> bool) -> MutexGuard<'_, Received> {
        let deadline = Instant::now() + PATIENCE;
        let mut received = self.received.lock().unwrap();
        while !seen(&received) {
            let left = deadline.saturating_duration_since(Instant::now());
            let over = left.is_zero() || received.ended;
            assert!(!over, "waited for {what}, saw:\n{}", received.parser.screen().contents());
            received = self.arrived.wait_timeout(received, left).unwrap().0;
        }
        received
    }
}

pub fn find(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text.as_bytes())
}

pub fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
