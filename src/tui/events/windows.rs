//! Events where crossterm reads the console.

use std::io;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use std::time::{Duration, Instant};

use super::{Event, Events};
use crate::saver::Wake;
use crate::terminal::{Output, TerminalQuestion};
use crate::tui::key::Key;

/// How often somebody who wants to wake the wait is looked for: nothing else interrupts it here.
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// The events of the real terminal.
pub struct WindowsEvents {
    woken: Arc<AtomicBool>,
}

impl WindowsEvents {
    /// Begins to listen.
    pub fn listen(_output: Output) -> io::Result<Self> {
        Ok(Self { woken: Arc::default() })
    }

    /// What wakes the wait, from whatever thread.
    pub fn waker(&self) -> io::Result<Wake> {
        let woken = Arc::clone(&self.woken);
        Ok(Arc::new(move || woken.store(true, Ordering::SeqCst)))
    }

    /// Asks nothing: here only the environment says what the terminal is, and that is known before the first frame.
    #[expect(clippy::unnecessary_wraps, reason = "the same signature as where the terminal is asked")]
    pub fn ask(&mut self, _questions: &[TerminalQuestion], _limit: Duration) -> io::Result<()> {
        Ok(())
    }

    /// Ends listening; no signal comes here.
    #[expect(clippy::unnecessary_wraps, reason = "the same signature as where signals come")]
    pub fn end(&mut self) -> io::Result<Option<i32>> {
        Ok(None)
    }
}

impl Events for WindowsEvents {
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Event>> {
        let left = |until: Instant| until.saturating_duration_since(Instant::now());
        while !crossterm::event::poll(until.map_or(BETWEEN_LOOKS, |until| left(until).min(BETWEEN_LOOKS)))? {
            if self.woken.swap(false, Ordering::SeqCst) || until.is_some_and(|until| left(until).is_zero()) {
                return Ok(Vec::new());
            }
        }
        let mut events = Vec::new();
        while crossterm::event::poll(Duration::ZERO)? {
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
