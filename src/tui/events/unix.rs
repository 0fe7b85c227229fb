//! Events from the bytes of the terminal and from signals.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{Event, Events, Mouse, signals::Signals};
use crate::saver::Wake;
use crate::terminal::{self, Output, Probe, Stream, StreamItem, TerminalQuestion, UnfinishedBytes};
use crate::tui::key::Key;

/// How long an escape waits for the rest of its sequence before it is the key. Over a slow line the two may arrive apart.
const ESCAPE_LIMIT: Duration = Duration::from_millis(25);

/// How long a paste may fall silent before the user hears that its end has not come.
const STALL_LIMIT: Duration = Duration::from_secs(2);

const NO_TIME: Timespec = Timespec { tv_sec: 0, tv_nsec: 0 };

/// The events of the real terminal.
pub struct UnixEvents {
    signals: Signals,
    /// What other threads wake the wait with, and its other end.
    wake: (UnixStream, UnixStream),
    stream: Stream,
    output: Output,
    /// The questions that are not all answered yet.
    asking: Option<Asking>,
    bytes: Box<[u8; 4096]>,
}

impl UnixEvents {
    /// Begins to listen. While it waits, it goes on sending what the terminal has not taken yet.
    pub fn listen(output: Output) -> io::Result<Self> {
        let (signals, wake) = (Signals::listen()?, UnixStream::pair()?);
        wake.0.set_nonblocking(true)?;
        wake.1.set_nonblocking(true)?;
        let bytes = Box::new([0; 4096]);
        Ok(Self { signals, wake, stream: Stream::default(), output, asking: None, bytes })
    }

    /// What wakes the wait, from whatever thread.
    pub fn waker(&self) -> io::Result<Wake> {
        let wake = self.wake.0.try_clone()?;
        // A pipe that is full wakes as well.
        Ok(Arc::new(move || (&wake).write_all(&[0]).unwrap_or_default()))
    }

    /// Puts the questions to the terminal, which must be raw. They are sent with what is written next; the answers, or
    /// that there were none within the limit, come as an event.
    pub fn ask(&mut self, questions: &[TerminalQuestion], limit: Duration) -> io::Result<()> {
        let variable = |name: &str| std::env::var(name).ok();
        self.output.write_all(TerminalQuestion::bytes(questions, &variable).as_bytes())?;
        let is_recognised = questions.contains(&TerminalQuestion::OwnScreen);
        self.asking =
            Some(Asking { is_recognised, probe: Probe::default(), deadline: Instant::now() + limit });
        Ok(())
    }

    /// Ends listening: a signal that ends the program does so at once from now on. Returns one that came before that.
    pub fn end(&mut self) -> io::Result<Option<i32>> {
        self.signals.let_end()
    }

    /// Reads what has arrived. Nothing where there should be something means that the terminal is gone.
    fn read(&mut self, events: &mut Vec<Event>) {
        match rustix::io::read(rustix::stdio::stdin(), &mut self.bytes[..]) {
            Ok(0) => events.push(Event::Gone),
            Ok(count) => {
                let asking = &mut self.asking;
                self.stream.feed(&self.bytes[..count], &mut |piece| match (piece, &mut *asking) {
                    (StreamItem::Reply(reply), Some(asking)) => asking.probe.note(reply),
                    (piece, _) => events.extend(event(piece)),
                });
                // Before the keys, of which one may end the program.
                events.splice(..0, self.answered());
            }
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
            Err(_) => events.push(Event::Gone),
        }
    }

    /// The answers, once all are there or the time for them is over.
    fn answered(&mut self) -> Option<Event> {
        let is_over = |asking: &mut Asking| asking.probe.complete || asking.deadline <= Instant::now();
        let Asking { is_recognised, probe, .. } = self.asking.take_if(is_over)?;
        Some(if is_recognised { Event::Answered(probe) } else { Event::Ground(probe.ground) })
    }

    /// How long the next wait may be: until an unfinished sequence is taken as it is, or the answers are overdue.
    fn limit(&self) -> Option<Duration> {
        let unfinished = match self.stream.open() {
            UnfinishedBytes::Nothing => None,
            UnfinishedBytes::Escape => Some(ESCAPE_LIMIT),
            UnfinishedBytes::Run => Some(STALL_LIMIT),
        };
        let asking = self.asking.as_ref().map(|asking| asking.deadline.duration_since(Instant::now()));
        unfinished.into_iter().chain(asking).min()
    }

    /// Waits for the terminal or a signal, no longer than the limit. What the terminal sent is still to be read.
    fn wait_for_one(&mut self, limit: Option<&Timespec>, events: &mut Vec<Event>) -> io::Result<Arrived> {
        let keyboard = rustix::stdio::stdin();
        let limit = if self.signals.has_come() { Some(&NO_TIME) } else { limit };
        let (count, keyboard, wake, screen) = loop {
            let mut all = [
                PollFd::new(&keyboard, PollFlags::IN),
                PollFd::new(self.signals.pipe(), PollFlags::IN),
                PollFd::new(&self.wake.1, PollFlags::IN),
                PollFd::new(&self.output, PollFlags::OUT),
            ];
            // A screen that takes everything would wake the wait all the time.
            let watched = if self.output.is_behind() { &mut all[..] } else { &mut all[..3] };
            match poll(watched, limit) {
                Ok(count) => break (count, all[0].revents(), all[2].revents(), all[3].revents()),
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        };
        if wake.contains(PollFlags::IN) {
            let mut bytes = [0; 64];
            while matches!(self.wake.1.read(&mut bytes), Ok(count) if count > 0) {}
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

    fn prepare_end(&mut self) {
        drop(self.signals.prepare_end());
    }

    fn last_answers(&mut self) -> io::Result<Option<Probe>> {
        while self.asking.is_some() {
            let answered = self.wait(None)?.into_iter().find_map(|event| match event {
                Event::Answered(probe) => Some(Ok(probe)),
                Event::Ground(_) | Event::Gone | Event::Terminate(_) => Some(Err(())),
                _ => None,
            });
            if let Some(answered) = answered {
                return Ok(answered.ok());
            }
        }
        Ok(None)
    }

    fn forget(&mut self) {
        self.signals.forget();
    }

    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Event>> {
        let mut events = Vec::new();
        let (own, given) = (self.limit(), until.map(|until| until.saturating_duration_since(Instant::now())));
        let limit = own.into_iter().chain(given).min().map(|limit| Timespec {
            tv_sec: i64::try_from(limit.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: i64::from(limit.subsec_nanos()),
        });
        match self.wait_for_one(limit.as_ref(), &mut events)? {
            Arrived::Bytes => self.read(&mut events),
            Arrived::End => events.push(Event::Gone),
            // Only the time given is over: an unfinished sequence may still get its rest.
            Arrived::Nothing if own.is_none_or(|own| given.is_some_and(|given| given < own)) => {}
            Arrived::Nothing => match self.answered() {
                Some(answered) => events.push(answered),
                None => self.stream.settle(&mut |piece| events.extend(event(piece))),
            },
            Arrived::Other => {}
        }
        if let Some(end) = events.iter().position(Event::ends) {
            let mut last = Vec::new();
            self.stream.end(&mut |piece| last.extend(event(piece)));
            events.splice(end..end, last);
        }
        Ok(events)
    }
}

fn event(piece: StreamItem<'_>) -> Option<Event> {
    match piece {
        StreamItem::Paste(text) => Some(Event::Paste(text)),
        StreamItem::Stalled => Some(Event::Stalled),
        StreamItem::Pointer { button, column, row } => Mouse::of(button, column, row).map(Event::Mouse),
        piece => Key::from_event(&terminal::key_event(&piece)?).map(Event::Key),
    }
}

/// Questions to the terminal, and the answers so far.
struct Asking {
    /// Whether the terminal is to be recognised by its answers.
    is_recognised: bool,
    probe: Probe,
    deadline: Instant,
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
