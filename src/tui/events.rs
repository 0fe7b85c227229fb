//! The one wait: keys, a new size, signals. While nothing happens, nothing runs.
//!
//! No thread reads the terminal: the wait is a `poll` of the terminal and of a pipe that signals write to. It also sends
//! what the terminal did not take at once, so that nothing else ever waits for the terminal. The bytes are
//! read here and not by crossterm, whose `read` no signal wakes, which spins when the terminal is gone, and which takes
//! the late answer of a terminal for keys.

use std::io;
use std::time::Instant;

use ratatui::layout::Position;

use super::key::Key;
use crate::terminal::Probe;

#[cfg(unix)]
pub use unix::UnixEvents as TerminalEvents;
#[cfg(not(unix))]
pub use windows::WindowsEvents as TerminalEvents;

/// Something that the program reacts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse was used.
    Mouse(Mouse),
    /// A text was pasted.
    Paste(String),
    /// The terminal began a paste, or to tell something, and has not ended it for long.
    Stalled,
    /// The terminal has another size.
    Resize,
    /// A signal asks the program to stop until it is continued.
    Suspend,
    /// The program was stopped and goes on.
    Continued,
    /// A signal asks the program to end.
    Terminate(i32),
    /// The terminal is gone.
    Gone,
    /// The terminal answered what it is, or the time for that is over.
    Answered(Probe),
    /// What a known terminal said about the colour of its ground: red, green and blue. `None` if nothing.
    Ground(Option<[u8; 3]>),
}

#[cfg(unix)]
impl Event {
    /// Whether the program ends and the user cannot prevent it.
    pub fn ends(&self) -> bool {
        matches!(self, Self::Terminate(_) | Self::Gone)
    }
}

/// What the user did with the mouse. Terminals report it only when asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// Pressed the button on this cell.
    Press(Position),
    /// Scrolled by this number of lines; up if negative.
    Scroll(i16),
}

/// Lines by which a step of the wheel scrolls.
#[cfg(unix)]
const WHEEL: i16 = 3;

#[cfg(unix)]
impl Mouse {
    /// What a report means: the left button, or the wheel. `None` for other buttons, and with keys held.
    fn of(button: u8, column: u16, row: u16) -> Option<Self> {
        match button {
            0 => Some(Self::Press(Position { x: column.checked_sub(1)?, y: row.checked_sub(1)? })),
            64 => Some(Self::Scroll(-WHEEL)),
            65 => Some(Self::Scroll(WHEEL)),
            _ => None,
        }
    }
}

/// Where events come from: a terminal, or a test.
pub trait Events {
    /// Waits until something happens, no longer than `until`, and returns all that did, in order. Empty when the wait was
    /// woken by another thread or the time is over.
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Event>>;

    /// What has come and ends the program, if anything has. Waits for nothing.
    fn take_end(&mut self) -> Option<Event> {
        None
    }

    /// Prepares the end of the program while nothing happens. What fails is tried again at the end.
    fn prepare_end(&mut self) {}

    /// Waits for the rest of the terminal's answers, no longer than they are waited for: what comes after the terminal is
    /// given back would be typed into the shell. `None` if no answers are awaited.
    fn last_answers(&mut self) -> io::Result<Option<Probe>> {
        Ok(None)
    }

    /// Another program had the terminal: what was asked of this one from its keyboard meanwhile was meant for that.
    fn forget(&mut self) {}
}

#[cfg(unix)]
mod signals;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
mod windows;
