//! The only place that touches the world: it waits, draws, and performs effects.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use ratatui::buffer::Buffer;

use super::{
    app::App,
    chrome,
    effect::Effect,
    events::{Event, Events},
    frame::Frame,
    session::Saving,
    world::World,
};

/// What a frame is drawn on: the real terminal, or a test's buffer.
pub trait Surface {
    /// Draws a frame; `draw` paints the buffer and says how it is to be sent.
    fn draw(&mut self, draw: &mut dyn FnMut(&mut Buffer) -> Frame) -> io::Result<()>;

    /// Whether a part of the last frame is still to be sent: no other one is drawn until then.
    fn is_behind(&self) -> bool {
        false
    }

    /// The next frame is drawn whole, in the size that the terminal has by then.
    fn renew(&mut self);

    /// Puts a text into the system's clipboard, where there is one to reach; it goes out with the next frame.
    fn copy(&mut self, text: &str) -> io::Result<()>;

    /// Hands the terminal to the shell until it continues the program.
    fn suspend(&mut self) -> io::Result<()>;

    /// Hands the terminal to another program for as long as `meanwhile` takes.
    fn lend(&mut self, meanwhile: &mut dyn FnMut()) -> io::Result<()>;

    /// Takes the terminal anew after the program was stopped without having been asked, and others may have used it.
    fn resume(&mut self) -> io::Result<()>;
}

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The person left it.
    Quit,
    /// A signal ended it.
    Signal(i32),
    /// The terminal is gone; there is nobody to tell.
    Gone,
    /// A thread failed; an error in the program.
    Failed,
}

/// Whether the program goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Going {
    On,
    Suspended,
    /// With this text in the person's editor.
    Editing(String),
    Ended,
}

/// Runs the program until it ends. A frame is drawn before its effects are performed, so a key is on screen before the
/// disk is waited for; and the effects of a key are performed before the next key is looked at, so that a key always
/// meets the state that a person saw or would have seen. Nothing waits for a terminal that is slow or that nobody reads:
/// its frame is drawn when it has taken the one before. When the terminal fails, or the program itself does and panics,
/// what was typed is kept as when the terminal is gone.
pub fn run(
    app: &mut App,
    world: &mut World,
    surface: &mut dyn Surface,
    events: &mut dyn Events,
) -> io::Result<Ending> {
    // What a panic leaves half done is at worst one answer or one line of a text, and the rest is worth keeping.
    let ended = catch_unwind(AssertUnwindSafe(|| run_until_ended(app, world, surface, events)));
    if !matches!(ended, Ok(Ok(Ending::Quit | Ending::Signal(_) | Ending::Gone))) {
        let effects = app.receive(Event::Gone);
        world.is_ending = true;
        world.perform_all(app, effects);
    }
    if let Ok(Ok(Ending::Quit)) = ended
        && let Ok(Some(probe)) = events.last_answers()
    {
        world.recognise(app, probe);
    }
    world.part(app);
    match ended.unwrap_or_else(|panic| resume_unwind(panic)) {
        Err(error) if is_of_a_gone_terminal(&error) => Ok(Ending::Gone),
        ended => ended,
    }
}

/// A terminal may vanish between two waits. Whatever is then done with it fails in the one way, and to open it anew in the
/// other.
#[cfg(unix)]
fn is_of_a_gone_terminal(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let gone = [Errno::IO, Errno::NXIO].map(Errno::raw_os_error);
    error.raw_os_error().is_some_and(|number| gone.contains(&number))
}

#[cfg(not(unix))]
fn is_of_a_gone_terminal(_error: &io::Error) -> bool {
    false
}

fn run_until_ended(
    app: &mut App,
    world: &mut World,
    surface: &mut dyn Surface,
    events: &mut dyn Events,
) -> io::Result<Ending> {
    let mut waiting = VecDeque::new();
    world.wait_for_the_first(app);
    draw(app, surface)?;
    loop {
        waiting.extend(events.wait()?);
        while let Some(event) = waiting.pop_front() {
            match event {
                Event::Resize => surface.renew(),
                Event::Continued => surface.resume()?,
                _ => {}
            }
            #[cfg(debug_assertions)]
            super::rehearsal::rehearse(&event, surface)?;
            if let Event::Answered(probe) = event {
                world.recognise(app, probe);
                continue;
            }
            let ending = ending(&event);
            let effects = app.receive(event);
            if effects.is_empty() {
                continue;
            }
            if ending == Ending::Quit && !leaves_at_once(app, &effects) {
                draw(app, surface)?;
            }
            world.is_ending = ending != Ending::Quit;
            let going = world.perform_all(app, effects);
            world.wait_briefly(app);
            // A signal and a terminal that is gone take no answer.
            if ending != Ending::Quit {
                return Ok(ending);
            }
            if going == Going::On {
                continue;
            }
            // A program that is stopped would answer it only when it is continued.
            if let Some(end) = deliver(app, surface, events)?.or_else(|| events.take_end()) {
                waiting.push_front(end);
                continue;
            }
            match going {
                Going::On => {}
                Going::Suspended => surface.suspend()?,
                Going::Editing(text) => {
                    world.edit(app, &text, &mut |edit| surface.lend(edit))?;
                    events.forget();
                }
                Going::Ended => return Ok(ending),
            }
        }
        world.take_news(app);
        if world.has_failed() {
            return Ok(Ending::Failed);
        }
        draw(app, surface)?;
    }
}

/// Whether the program ends and nothing is left to be saved, so that nobody would see another frame.
fn leaves_at_once(app: &App, effects: &[Effect]) -> bool {
    let session = app.workspace.session.as_ref();
    effects == [Effect::Quit] && session.is_none_or(|session| session.saving == Saving::Saved)
}

/// How the program ends if this event ends it.
fn ending(event: &Event) -> Ending {
    match event {
        Event::Terminate(signal) => Ending::Signal(*signal),
        Event::Gone => Ending::Gone,
        _ => Ending::Quit,
    }
}

/// Draws a frame, unless the terminal has yet to take the last one.
fn draw(app: &mut App, surface: &mut dyn Surface) -> io::Result<()> {
    if surface.is_behind() {
        return Ok(());
    }
    if app.takes_whole_screen() {
        surface.renew();
    }
    if let Some(text) = app.workspace.clipboard.take_unsent() {
        surface.copy(text)?;
    }
    surface.draw(&mut |buffer| chrome::draw(app, buffer))
}

/// Waits until the terminal has taken the newest frame, before others have it. What ends the program ends this wait, and
/// is returned.
fn deliver(app: &mut App, surface: &mut dyn Surface, events: &mut dyn Events) -> io::Result<Option<Event>> {
    let mut is_newest = !surface.is_behind();
    loop {
        while surface.is_behind() {
            let end = events.wait()?.into_iter().find(|event| ending(event) != Ending::Quit);
            if end.is_some() {
                return Ok(end);
            }
        }
        if is_newest {
            return Ok(None);
        }
        draw(app, surface)?;
        is_newest = true;
    }
}
