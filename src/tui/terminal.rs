//! The terminal, taken for the full screen and always given back.

use std::cell::RefCell;
use std::io::{self, Write};
use std::time::Duration;

use crossterm::{
    cursor,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    queue,
    style::{Attribute, SetAttribute},
    terminal::{
        self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen,
    },
};
use ratatui::{
    backend::{Backend, CrosstermBackend},
    buffer::Buffer,
    layout::Rect,
};

use super::frame::{Frame, Sample};
use super::{clipboard, panics::Watch, surface::Surface};
use crate::bidi::Adapter;
use crate::terminal::Output;

mod shown;

use shown::ShownCells;

/// How long it is tried to send what gives the terminal back. One that nobody reads takes nothing, however long one waits.
const GIVING_BACK_LIMIT: Duration = Duration::from_millis(300);

/// The columns and rows that are drawn at most; what a window has beyond that stays blank. Each cell takes memory, and
/// a window can say that it has 65,535 of either.
const LARGEST: (u16, u16) = (720, 320);

/// The terminal while it is ours, so that it is given back once, only then, and in the way it was taken.
struct Taken {
    output: Output,
    /// The adapters that it was sent something for; the first one holds for the whole screen.
    adapters: Vec<Adapter>,
}

thread_local! {
    static TAKEN: RefCell<Option<Taken>> = const { RefCell::new(None) };
}

/// The real terminal while the full-screen program has it. Dropping it gives it back.
pub struct RealTerminal {
    backend: CrosstermBackend<Output>,
    cells: ShownCells,
    output: Output,
    adapter: Adapter,
    sampled: bool,
    /// Whether the next frame is to be drawn whole, in the size that the terminal has by then.
    renewed: bool,
    /// Whether the program was suspended and the signal that continued it is still to be heard of.
    awaited: bool,
    _watch: Watch,
}

impl RealTerminal {
    /// Takes the terminal: raw mode, the alternate screen, pasted text told from typed text, no cursor.
    pub fn take(output: &Output) -> io::Result<Self> {
        let watch = Watch::begin(give_back);
        Self::set_up(output, watch).inspect_err(|_| give_back())
    }

    fn set_up(output: &Output, watch: Watch) -> io::Result<Self> {
        let adapter = Adapter::default();
        enter(output, adapter)?;
        Ok(Self {
            backend: CrosstermBackend::new(output.clone()),
            cells: ShownCells::empty(screen()?),
            output: output.clone(),
            adapter,
            sampled: false,
            renewed: false,
            awaited: false,
            _watch: watch,
        })
    }
}

impl RealTerminal {
    /// Draws a frame into the bytes to be sent. The adapter has the last word over the buffer and the caret.
    fn paint(&mut self, draw: &mut dyn FnMut(&mut Buffer) -> Frame) -> io::Result<Frame> {
        if std::mem::take(&mut self.renewed) {
            queue!(self.output, Clear(ClearType::All))?;
            self.cells.clear(screen()?);
        }
        let cells = self.cells.next();
        let painted = draw(cells);
        let samples: Vec<Buffer> = painted.samples.iter().map(|sample| take_row(cells, *sample)).collect();
        let caret = painted.adapter.apply(cells, painted.caret);
        self.backend.draw(self.cells.changes())?;
        match caret {
            Some(position) => queue!(self.output, cursor::Show, cursor::MoveTo(position.x, position.y))?,
            None => queue!(self.output, cursor::Hide)?,
        }
        self.cells.advance();
        for (sample, row) in painted.samples.iter().zip(&samples) {
            self.send_sample(*sample, row)?;
        }
        Ok(painted)
    }

    /// Writes a row in the way of its adapter, and goes back to the adapter of the rest. What an adapter says holds for the
    /// line that the cursor is on, and for those that are written from then on.
    fn send_sample(&mut self, sample: Sample, row: &Buffer) -> io::Result<()> {
        let here = self.adapter;
        note_sample(sample.adapter);
        let home = cursor::MoveTo(0, 0);
        queue!(self.output, cursor::MoveTo(0, sample.row))?;
        self.output.write_all(here.leave().as_bytes())?;
        self.output.write_all(sample.adapter.enter().as_bytes())?;
        let cells = row.content().iter().enumerate();
        let cells = cells.map(|(index, cell)| (row.pos_of(index).0, sample.row, cell));
        self.backend.draw(cells)?;
        queue!(self.output, home)?;
        self.output.write_all(sample.adapter.leave().as_bytes())?;
        self.output.write_all(here.enter().as_bytes())
    }

    /// Takes the terminal once more and draws everything anew.
    fn take_back(&mut self) -> io::Result<()> {
        enter(&self.output, self.adapter)?;
        self.renew();
        Ok(())
    }

    /// Sends through another adapter from now on, beginning with a screen wiped clean.
    pub fn change_to(&mut self, adapter: Adapter) -> io::Result<()> {
        queue!(self.output, cursor::MoveTo(0, 0))?;
        self.output.write_all(self.adapter.leave().as_bytes())?;
        self.output.write_all(adapter.enter().as_bytes())?;
        self.adapter = adapter;
        take_note(&self.output, adapter);
        self.renew();
        Ok(())
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
        queue!(self.output, BeginSynchronizedUpdate)?;
        let mut frame = self.paint(draw)?;
        // What another adapter sent before, and rows that ratatui does not know of, are still on the screen.
        if frame.adapter != self.adapter || (self.sampled && frame.samples.is_empty()) {
            self.change_to(frame.adapter)?;
            frame = self.paint(draw)?;
        }
        self.sampled = !frame.samples.is_empty();
        queue!(self.output, EndSynchronizedUpdate)?;
        self.output.send()
    }

    fn is_behind(&self) -> bool {
        self.output.is_behind()
    }

    fn renew(&mut self) {
        self.renewed = true;
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.output.write_all(clipboard::sequence(text).as_bytes())
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
        // An editor that is killed leaves the terminal in its own modes.
        #[cfg(unix)]
        let modes = rustix::termios::tcgetattr(rustix::stdio::stdin()).ok();
        meanwhile();
        #[cfg(unix)]
        if let Some(modes) = modes {
            let now = rustix::termios::OptionalActions::Now;
            // A terminal that is gone has no modes.
            let _ = rustix::termios::tcsetattr(rustix::stdio::stdin(), now, &modes);
        }
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

/// The screen as it is now, as far as it is drawn.
fn screen() -> io::Result<Rect> {
    let (width, height) = crate::terminal::size()?;
    Ok(Rect::new(0, 0, width.min(LARGEST.0), height.min(LARGEST.1)))
}

/// Remembers how the terminal is to be given back.
fn take_note(output: &Output, adapter: Adapter) {
    TAKEN.set(Some(Taken { output: output.clone(), adapters: vec![adapter] }));
}

/// Remembers that rows were sent through another adapter.
fn note_sample(adapter: Adapter) {
    TAKEN.with_borrow_mut(|taken| {
        if let Some(taken) = taken.as_mut().filter(|taken| !taken.adapters.contains(&adapter)) {
            taken.adapters.push(adapter);
        }
    });
}

fn enter(output: &Output, adapter: Adapter) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    take_note(output, adapter);
    let mut out = output.clone();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide, cursor::MoveTo(0, 0))?;
    out.write_all(adapter.enter().as_bytes())?;
    out.send()
}

/// Gives the terminal back as it was. Nothing can be done about an error here, and each step is tried on its own.
fn give_back() {
    let taken = TAKEN.try_with(RefCell::take).ok().flatten();
    let Some(Taken { output: mut out, adapters }) = taken else { return };
    // First, because whoever sees the main screen takes the terminal for theirs: a line typed while it is raw would never
    // end for a shell that reads whole lines.
    let _ = terminal::disable_raw_mode();
    let is_cut = out.drop_pending();
    let _ = queue_leaving(&mut out, &adapters, is_cut);
    let _ = out.send_within(GIVING_BACK_LIMIT);
    if out.is_behind() {
        // Nobody reads it. Who does later finds it given back, instead of the frames that it holds.
        let _ = out.discard();
        let _ = queue_leaving(&mut out, &adapters, true);
        let _ = out.send();
    }
}

/// Queues what gives the terminal back. A frame that was cut off leaves its colours, and a terminal that waits for the rest
/// of it.
fn queue_leaving(out: &mut Output, adapters: &[Adapter], is_cut: bool) -> io::Result<()> {
    if is_cut {
        queue!(out, SetAttribute(Attribute::Reset), EndSynchronizedUpdate)?;
    }
    for adapter in adapters.iter().rev() {
        out.write_all(adapter.leave().as_bytes())?;
    }
    queue!(out, DisableBracketedPaste, cursor::Show, LeaveAlternateScreen)
}
