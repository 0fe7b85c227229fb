//! The terminal, taken for the full screen and always given back.

use std::cell::RefCell;
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};

use crossterm::{
    cursor,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute, queue,
    terminal::{
        self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    },
};
use ratatui::{
    Terminal, TerminalOptions, Viewport,
    backend::{Backend, CrosstermBackend},
    buffer::Buffer,
    layout::Rect,
};

use super::frame::{Frame, Sample};
use super::{clipboard, runtime::Surface};
use crate::bidi::Adapter;

/// The bytes of a frame, gathered until they are sent in one write. Flushing does nothing: ratatui flushes several times
/// a frame, and each would be a write of its own.
#[derive(Clone, Default)]
struct FrameBytes(Rc<RefCell<Vec<u8>>>);

impl Write for FrameBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl FrameBytes {
    fn send(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let mut bytes = self.0.borrow_mut();
        let sent = out.write_all(&bytes).and_then(|()| out.flush());
        bytes.clear();
        sent
    }
}

/// The adapter under which the terminal is ours at the moment, so that it is given back once, only then, and in the way
/// it was taken.
static TAKEN: Mutex<Option<Adapter>> = Mutex::new(None);

/// The real terminal while the full-screen program has it. Dropping it gives it back.
pub struct RealTerminal {
    /// Never dropped: ratatui's own drop writes to standard error when the terminal is gone, which panics when that is
    /// the same terminal.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<FrameBytes>>>,
    bytes: FrameBytes,
    adapter: Adapter,
    sampled: bool,
    /// Whether the program was suspended and the signal that continued it is still to be heard of.
    awaited: bool,
}

impl RealTerminal {
    /// Takes the terminal: raw mode, the alternate screen, pasted text told from typed text, no cursor.
    pub fn take() -> io::Result<Self> {
        give_back_on_panic();
        Self::set_up().inspect_err(|_| give_back())
    }

    fn set_up() -> io::Result<Self> {
        let adapter = Adapter::default();
        enter(adapter)?;
        let bytes = FrameBytes::default();
        // A viewport that follows the terminal by itself would ask for its size at every frame.
        let viewport = Viewport::Fixed(screen()?);
        let backend = CrosstermBackend::new(bytes.clone());
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport })?;
        Ok(Self { terminal: ManuallyDrop::new(terminal), bytes, adapter, sampled: false, awaited: false })
    }
}

impl RealTerminal {
    /// Draws a frame into the bytes to be sent. The adapter has the last word over the buffer and the caret.
    fn paint(&mut self, draw: &mut dyn FnMut(&mut Buffer) -> Frame) -> io::Result<Frame> {
        let mut painted = Frame::default();
        let mut samples = Vec::new();
        self.terminal.draw(|frame| {
            painted = draw(frame.buffer_mut());
            samples = painted.samples.iter().map(|sample| take_row(frame.buffer_mut(), *sample)).collect();
            if let Some(position) = painted.adapter.apply(frame.buffer_mut(), painted.caret) {
                frame.set_cursor_position(position);
            }
        })?;
        for (sample, row) in painted.samples.iter().zip(&samples) {
            self.send_sample(*sample, row)?;
        }
        Ok(painted)
    }

    /// Writes a row in the way of its adapter, and goes back to the adapter of the rest. What an adapter says holds for the
    /// line that the cursor is on, and for those that are written from then on.
    fn send_sample(&mut self, sample: Sample, row: &Buffer) -> io::Result<()> {
        let here = self.adapter;
        let home = cursor::MoveTo(0, 0);
        queue!(self.bytes, cursor::MoveTo(0, sample.row))?;
        self.bytes.write_all(here.leave().as_bytes())?;
        self.bytes.write_all(sample.adapter.enter().as_bytes())?;
        let cells = row.content().iter().enumerate();
        let cells = cells.map(|(index, cell)| (row.pos_of(index).0, sample.row, cell));
        self.terminal.backend_mut().draw(cells)?;
        queue!(self.bytes, home)?;
        self.bytes.write_all(sample.adapter.leave().as_bytes())?;
        self.bytes.write_all(here.enter().as_bytes())
    }

    /// Takes the terminal once more and draws everything anew.
    fn take_back(&mut self) -> io::Result<()> {
        enter(self.adapter)?;
        self.renew()
    }

    /// Sends through another adapter from now on, beginning with a screen wiped clean.
    pub fn change_to(&mut self, adapter: Adapter) -> io::Result<()> {
        queue!(self.bytes, cursor::MoveTo(0, 0))?;
        self.bytes.write_all(self.adapter.leave().as_bytes())?;
        self.bytes.write_all(adapter.enter().as_bytes())?;
        self.adapter = adapter;
        take_note(adapter);
        self.renew()
    }
}

/// Takes a row out of a frame, blank there from now on, and sends it through its adapter.
fn take_row(frame: &mut Buffer, sample: Sample) -> Buffer {
    let mut row = Buffer::empty(Rect::new(0, 0, frame.area.width, 1));
    for x in 0..frame.area.width {
        if let (Some(from), Some(to)) = (frame.cell_mut((x, sample.row)), row.cell_mut((x, 0))) {
            *to = std::mem::take(from);
        }
    }
    sample.adapter.apply(&mut row, None);
    row
}

impl Surface for RealTerminal {
    fn draw(&mut self, draw: &mut dyn FnMut(&mut Buffer) -> Frame) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let mut frame = self.paint(draw)?;
        // What another adapter sent before, and rows that ratatui does not know of, are still on the screen.
        if frame.adapter != self.adapter || (self.sampled && frame.samples.is_empty()) {
            self.change_to(frame.adapter)?;
            frame = self.paint(draw)?;
        }
        self.sampled = !frame.samples.is_empty();
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.bytes.send()
    }

    fn renew(&mut self) -> io::Result<()> {
        self.terminal.resize(screen()?)
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.bytes.write_all(clipboard::sequence(text).as_bytes())
    }

    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.take_back()?;
        self.awaited = true;
        Ok(())
    }

    fn lend(&mut self, meanwhile: &mut dyn FnMut()) -> io::Result<()> {
        give_back();
        meanwhile();
        self.take_back()
    }

    #[cfg(unix)]
    fn resume(&mut self) -> io::Result<()> {
        // The signal that ended a suspension comes after the terminal was taken back.
        if std::mem::take(&mut self.awaited) {
            return Ok(());
        }
        // Whoever stopped the program made no terminal cooked, or the shell did; crossterm believes it raw.
        terminal::disable_raw_mode()?;
        self.take_back()
    }

    /// A platform without job control has no shell to go back to.
    #[cfg(not(unix))]
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(not(unix))]
    fn resume(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for RealTerminal {
    fn drop(&mut self) {
        give_back();
    }
}

/// The whole screen as it is now.
fn screen() -> io::Result<Rect> {
    let (width, height) = crate::terminal::size()?;
    Ok(Rect::new(0, 0, width, height))
}

/// Remembers how the terminal is to be given back.
fn take_note(adapter: Adapter) {
    *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) = Some(adapter);
}

fn enter(adapter: Adapter) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    take_note(adapter);
    let mut out = io::stdout().lock();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide, cursor::MoveTo(0, 0))?;
    out.write_all(adapter.enter().as_bytes())?;
    out.flush()
}

/// Gives the terminal back as it was. Nothing can be done about an error here, and each step is tried on its own.
fn give_back() {
    let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(adapter) = taken else { return };
    // First, because whoever sees the main screen takes the terminal for theirs: a line typed while it is raw would never
    // end for a shell that reads whole lines.
    let _ = terminal::disable_raw_mode();
    let mut out = io::stdout().lock();
    let _ = out.write_all(adapter.leave().as_bytes());
    let _ = execute!(out, DisableBracketedPaste, cursor::Show, LeaveAlternateScreen);
}

/// A panic must not leave its message on the alternate screen, nor the terminal raw.
fn give_back_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let earlier = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            earlier(panic);
        }));
    });
}
