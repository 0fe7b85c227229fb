//! Events from the bytes of the terminal and from signals.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{Event, Events, signals::Signals};
use crate::saver::Wake;
use crate::terminal::{self, Output, Probe, Stream, StreamItem, UnfinishedBytes};
use crate::tui::key::Key;

/// How long an escape waits for the rest of its sequence before it is the key. Over a slow line the two may arrive apart.
const ESCAPE_LIMIT: Timespec = Timespec { tv_sec: 0, tv_nsec: 25_000_000 };

/// How long a paste may fall silent before it is taken for all there is of it.
const PASTE_LIMIT: Timespec = Timespec { tv_sec: 2, tv_nsec: 0 };

/// The events of the real terminal.
pub struct UnixEvents {
    signals: Signals,
    stream: Stream,
    output: Output,
    /// What was typed while the terminal was asked what it is.
    early: Vec<Event>,
    bytes: Box<[u8; 4096]>,
}

impl UnixEvents {
    /// Begins to listen. While it waits, it goes on sending what the terminal has not taken yet.
    pub fn listen(output: Output) -> io::Result<Self> {
        let signals = Signals::listen()?;
        Ok(Self { signals, stream: Stream::default(), output, early: Vec::new(), bytes: Box::new([0; 4096]) })
    }

    /// What wakes the wait, from whatever thread.
    pub fn waker(&self) -> io::Result<Wake> {
        let wake = self.signals.wake.try_clone()?;
        // A pipe that is full wakes as well.
        Ok(Arc::new(move || (&wake).write_all(&[0]).unwrap_or_default()))
    }

    /// Puts the questions to the terminal, which must be raw, and waits for the answers no longer than the limit. What
    /// is typed meanwhile comes with the next events.
    pub fn ask(&mut self, questions: &str, limit: Duration) -> io::Result<Probe> {
        self.output.write_all(questions.as_bytes())?;
        self.output.send()?;
        let early = &mut self.early;
        terminal::take_answers(&mut self.stream, limit, &mut |piece| early.extend(event(piece)))
    }

    /// Ends listening: a signal that ends the program does so at once from now on. Returns one that came before that.
    pub fn end(&mut self) -> Option<i32> {
        self.signals.let_end()
    }

    /// Reads what has arrived. Nothing where there should be something means that the terminal is gone.
    fn read(&mut self, events: &mut Vec<Event>) {
        match rustix::io::read(rustix::stdio::stdin(), &mut self.bytes[..]) {
            Ok(0) => events.push(Event::Gone),
            Ok(count) => self.stream.feed(&self.bytes[..count], &mut |piece| events.extend(event(piece))),
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
            Err(_) => events.push(Event::Gone),
        }
    }

    /// Waits for the terminal or a signal, no longer than the limit. What the terminal sent is still to be read.
    fn wait_for_one(&mut self, limit: Option<&Timespec>, events: &mut Vec<Event>) -> io::Result<Arrived> {
        let keyboard = rustix::stdio::stdin();
        let (count, keyboard, pipe, screen) = loop {
            let mut all = [
                PollFd::new(&keyboard, PollFlags::IN),
                PollFd::new(&self.signals.pipe, PollFlags::IN),
                PollFd::new(&self.output, PollFlags::OUT),
            ];
            // A screen that takes everything would wake the wait all the time.
            let watched = if self.output.is_behind() { &mut all[..] } else { &mut all[..2] };
            match poll(watched, limit) {
                Ok(count) => break (count, all[0].revents(), all[1].revents(), all[2].revents()),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        };
        if pipe.contains(PollFlags::IN) {
            self.signals.drain();
        }
        let is_gone = keyboard.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        events.extend(self.signals.take(is_gone));
        if !screen.is_empty() && !is_gone {
            self.output.send()?;
        }
        Ok(if is_gone {
            Arrived::End
        } else if keyboard.contains(PollFlags::IN) {
            Arrived::Bytes
        } else if count > 0 {
            Arrived::Other
        } else {
            Arrived::Nothing
        })
    }
}

impl Events for UnixEvents {
    fn take_end(&mut self) -> Option<Event> {
        self.signals.take_end()
    }

    fn forget(&mut self) {
        self.signals.forget();
    }

    fn wait(&mut self) -> io::Result<Vec<Event>> {
        let mut events = std::mem::take(&mut self.early);
        if !events.is_empty() {
            return Ok(events);
        }
        let limit = match self.stream.open() {
            UnfinishedBytes::Nothing => None,
            UnfinishedBytes::Escape => Some(&ESCAPE_LIMIT),
            UnfinishedBytes::Paste => Some(&PASTE_LIMIT),
        };
        match self.wait_for_one(limit, &mut events)? {
            Arrived::Bytes => self.read(&mut events),
            Arrived::End => events.push(Event::Gone),
            Arrived::Nothing => self.stream.settle(&mut |piece| events.extend(event(piece))),
            Arrived::Other => {}
        }
        Ok(events)
    }
}

fn event(piece: StreamItem<'_>) -> Option<Event> {
    match piece {
        StreamItem::Paste(text) => Some(Event::Paste(text)),
        piece => Key::from_event(&terminal::key_event(&piece)?).map(Event::Key),
    }
}

/// What ended a wait, besides the signals that came.
enum Arrived {
    /// The terminal sent something, and more may come.
    Bytes,
    /// The terminal is gone.
    End,
    /// A signal alone, or the terminal took something.
    Other,
    /// Nothing, for as long as was to be waited.
    Nothing,
}
