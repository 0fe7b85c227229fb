//! Events from the bytes of the terminal and from signals.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

use super::{Event, Events};
use crate::keeper::Wake;
use crate::terminal::{self, Open, Piece, Probe, Stream};
use crate::tui::key::Key;

/// How long an escape waits for the rest of its sequence before it is the key. Over a slow line the two may arrive apart.
const ESCAPE_LIMIT: Timespec = Timespec { tv_sec: 0, tv_nsec: 25_000_000 };

/// How long a paste may fall silent before it is taken for all there is of it.
const PASTE_LIMIT: Timespec = Timespec { tv_sec: 2, tv_nsec: 0 };

/// The signals that wake the wait. The ones that end the program come last, so that nothing comes after them.
const SIGNALS: [i32; 6] = [SIGCONT, SIGWINCH, SIGTSTP, SIGHUP, SIGINT, SIGTERM];

/// The events of the real terminal.
pub struct TerminalEvents {
    signals: Signals,
    stream: Stream,
    /// What was typed while the terminal was asked what it is.
    early: Vec<Event>,
    bytes: Box<[u8; 4096]>,
}

impl TerminalEvents {
    /// Begins to listen.
    pub fn listen() -> io::Result<Self> {
        let signals = Signals::listen()?;
        Ok(Self { signals, stream: Stream::default(), early: Vec::new(), bytes: Box::new([0; 4096]) })
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
        let early = &mut self.early;
        terminal::ask(&mut self.stream, questions, limit, &mut |piece| early.extend(event(piece)))
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
}

impl Events for TerminalEvents {
    fn forget(&mut self) {
        for (signal, flag) in SIGNALS.iter().zip(&self.signals.come) {
            if matches!(*signal, SIGCONT | SIGTSTP | SIGINT) {
                flag.store(false, Ordering::SeqCst);
            }
        }
    }

    fn wait(&mut self) -> io::Result<Vec<Event>> {
        let mut events = std::mem::take(&mut self.early);
        if !events.is_empty() {
            return Ok(events);
        }
        let limit = match self.stream.open() {
            Open::Nothing => None,
            Open::Escape => Some(&ESCAPE_LIMIT),
            Open::Paste => Some(&PASTE_LIMIT),
        };
        match self.signals.wait(limit, &mut events)? {
            Arrived::Bytes => self.read(&mut events),
            Arrived::End => events.push(Event::Gone),
            Arrived::Nothing => self.stream.settle(&mut |piece| events.extend(event(piece))),
            Arrived::Signal => {}
        }
        Ok(events)
    }
}

fn event(piece: Piece<'_>) -> Option<Event> {
    match piece {
        Piece::Paste(text) => Some(Event::Paste(text)),
        piece => Key::from_event(&terminal::key_event(&piece)?).map(Event::Key),
    }
}

fn event_of(signal: i32) -> Event {
    match signal {
        SIGCONT => Event::Continued,
        SIGWINCH => Event::Resize,
        SIGTSTP => Event::Suspend,
        ending => Event::Terminate(ending),
    }
}

/// What ended a wait, beside the signals that came.
enum Arrived {
    /// The terminal sent something, and more may come.
    Bytes,
    /// The terminal is gone.
    End,
    /// A signal alone.
    Signal,
    /// Nothing, for as long as was to be waited.
    Nothing,
}

/// Signals that wake the wait.
struct Signals {
    pipe: UnixStream,
    wake: UnixStream,
    come: [Arc<AtomicBool>; SIGNALS.len()],
}

impl Signals {
    fn listen() -> io::Result<Self> {
        let (pipe, wake) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        wake.set_nonblocking(true)?;
        let come = SIGNALS.map(|_| Arc::new(AtomicBool::new(false)));
        for (signal, flag) in SIGNALS.iter().zip(&come) {
            signal_hook::flag::register(*signal, Arc::clone(flag))?;
            signal_hook::low_level::pipe::register(*signal, wake.try_clone()?)?;
        }
        Ok(Self { pipe, wake, come })
    }

    /// Waits for the terminal or a signal, no longer than the limit. What the terminal sent is still to be read.
    fn wait(&mut self, limit: Option<&Timespec>, events: &mut Vec<Event>) -> io::Result<Arrived> {
        let terminal = rustix::stdio::stdin();
        let (count, terminal, pipe) = loop {
            let mut both = [PollFd::new(&terminal, PollFlags::IN), PollFd::new(&self.pipe, PollFlags::IN)];
            match poll(&mut both, limit) {
                Ok(count) => break (count, both[0].revents(), both[1].revents()),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        };
        if pipe.contains(PollFlags::IN) {
            self.drain();
        }
        let is_gone = terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        for (signal, flag) in SIGNALS.iter().zip(&self.come) {
            // A terminal that is gone has no size, and no shell to lend it to.
            let is_about_the_terminal = matches!(*signal, SIGCONT | SIGWINCH | SIGTSTP);
            if flag.swap(false, Ordering::SeqCst) && !(is_gone && is_about_the_terminal) {
                events.push(event_of(*signal));
            }
        }
        Ok(if is_gone {
            Arrived::End
        } else if terminal.contains(PollFlags::IN) {
            Arrived::Bytes
        } else if count > 0 {
            Arrived::Signal
        } else {
            Arrived::Nothing
        })
    }

    fn drain(&mut self) {
        let mut bytes = [0; 64];
        while matches!(self.pipe.read(&mut bytes), Ok(count) if count > 0) {}
    }
}
