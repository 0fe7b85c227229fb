//! Events where crossterm reads the console.

use std::io;

use super::{Event, Events};
use crate::terminal::Probe;
use crate::tui::key::Key;

/// The events of the real terminal.
pub struct TerminalEvents;

impl TerminalEvents {
    /// Begins to listen.
    pub fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    /// Asks nothing: here only the environment says what the terminal is.
    pub fn ask(&mut self, _questions: &str, _limit: std::time::Duration) -> io::Result<Probe> {
        Ok(Probe::default())
    }
}

impl Events for TerminalEvents {
    fn wait(&mut self) -> io::Result<Vec<Event>> {
        let mut events: Vec<Event> = translate(crossterm::event::read()?).into_iter().collect();
        while crossterm::event::poll(std::time::Duration::ZERO)? {
            events.extend(translate(crossterm::event::read()?));
        }
        Ok(events)
    }
}

fn translate(event: crossterm::event::Event) -> Option<Event> {
    match event {
        crossterm::event::Event::Key(key) => Key::from_event(&key).map(Event::Key),
        crossterm::event::Event::Paste(text) => Some(Event::Paste(text)),
        crossterm::event::Event::Resize(..) => Some(Event::Resize),
        _ => None,
    }
}
