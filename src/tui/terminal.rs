//! The terminal while the full screen has it. It is always restored.

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
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::frame::{Frame, Sample};
use super::{clipboard, panics::Watch, surface::Surface};
use crate::bidi::Adapter;
use crate::terminal::Output;

mod send;
mod shown;

use send::SentCells;
use shown::ShownCells;

/// Limit for sending the sequences that restore the terminal. If its output is not read, waiting longer does not help.
const GIVING_BACK_LIMIT: Duration = Duration::from_millis(300);

/// Most columns and rows that are drawn; the rest of a larger window stays blank. Each cell takes memory, and a window
/// can report 65,535 of either.
const LARGEST: (u16, u16) = (720, 320);

/// Whether the terminal reports presses and the wheel of the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MouseReports {
    Off,
    On,
}

impl MouseReports {
    /// What the terminal is sent: the modes of xterm for reports in decimal numbers.
    fn sequence(self) -> &'static str {
        match self {
            Self::Off => "\x1b[?1006l\x1b[?1000l",
            Self::On => "\x1b[?1000h\x1b[?1006h",
        }
    }
}

/// What is needed to restore the terminal, once, and only if it has been taken.
struct Taken {
    output: Output,
    /// The adapters whose sequences were sent. The first one is that of the whole screen.
    adapters: Vec<Adapter>,
}

thread_local! {
    static TAKEN: RefCell<Option<Taken>> = const { RefCell::new(None) };
}

/// The real terminal while the full-screen program has it. Dropping it restores the terminal.
pub struct RealTerminal {
    cells: ShownCells,
    sent: SentCells,
    output: Output,
    adapter: Adapter,
    sampled: bool,
    mouse: MouseReports,
    /// Whether the next frame is drawn completely, in the current size of the terminal.
    renewed: bool,
    /// Whether the program was suspended and the signal that continued it has not been handled yet.
    awaited: bool,
    /// The caret of the last frame.
    caret: Option<Position>,
    _watch: Watch,
}

/// Whether a frame has sent something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Update {
    /// It is like the last one so far.
    None,
    /// The terminal was told that a change begins.
    Begun,
}

impl RealTerminal {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, hidden cursor.
    ///
    /// # Errors
    /// If the terminal is gone. It is then restored as far as possible.
    pub fn take(output: &Output) -> io::Result<Self> {
        let watch = Watch::begin(give_back);
        Self::set_up(output, watch).inspect_err(|_| give_back())
    }

    fn set_up(output: &Output, watch: Watch) -> io::Result<Self> {
        let adapter = Adapter::default();
        enter(output, adapter)?;
        Ok(Self {
            cells: ShownCells::empty(screen()?),
            sent: SentCells::default(),
            output: output.clone(),
            adapter,
            sampled: false,
            mouse: MouseReports::Off,
            renewed: false,
            awaited: false,
            caret: None,
            _watch: watch,
        })
    }
}

impl RealTerminal {
    /// Draws a frame into the bytes to send; none if it is like the last one. The adapter changes the buffer and the caret
    /// last.
    fn paint(
        &mut self,
        draw: &mut dyn FnMut(&mut Buffer) -> Frame,
        update: &mut Update,
    ) -> io::Result<Frame> {
        let is_new = std::mem::take(&mut self.renewed);
        if is_new {
            self.begin_update(update)?;
            queue!(self.output, Clear(ClearType::All))?;
            self.cells.clear(screen()?);
        }
        let cells = self.cells.next();
        let painted = draw(cells);
        let samples: Vec<Buffer> = painted.samples.iter().map(|sample| take_row(cells, *sample)).collect();
        let caret = painted.adapter.apply(cells, painted.caret);
        let mut changed = self.cells.changed();
        if painted.adapter.leaves_specks() {
            changed = self.cells.whole_rows(changed);
        }
        if changed.is_empty() && caret == self.caret && samples.is_empty() && !is_new {
            self.cells.advance();
            return Ok(painted);
        }
        self.begin_update(update)?;
        self.caret = caret;
        for stretch in &changed {
            self.cells.each_change(stretch, |x, y, cell| self.sent.add(x, y, cell));
        }
        self.send_cells()?;
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

    /// Sends the collected cells.
    fn send_cells(&mut self) -> io::Result<()> {
        let written = self.output.write_all(self.sent.bytes());
        self.sent.clear();
        written
    }

    /// Lets the terminal show what follows in one step, unless it was told so before.
    fn begin_update(&mut self, update: &mut Update) -> io::Result<()> {
        match std::mem::replace(update, Update::Begun) {
            Update::Begun => Ok(()),
            Update::None => queue!(self.output, BeginSynchronizedUpdate),
        }
    }

    /// Sends a row through its own adapter and switches back. The sequences of an adapter apply to the line of the
    /// cursor, and to lines written after them.
    fn send_sample(&mut self, sample: Sample, row: &Buffer) -> io::Result<()> {
        let here = self.adapter;
        note_sample(sample.adapter);
        let home = cursor::MoveTo(0, 0);
        queue!(self.output, cursor::MoveTo(0, sample.row))?;
        self.output.write_all(here.leave().as_bytes())?;
        self.output.write_all(sample.adapter.enter().as_bytes())?;
        for (x, cell) in (0..).zip(row.content()) {
            self.sent.add(x, sample.row, cell);
        }
        self.send_cells()?;
        queue!(self.output, home)?;
        self.output.write_all(sample.adapter.leave().as_bytes())?;
        self.output.write_all(here.enter().as_bytes())
    }

    /// Takes the terminal again and draws everything again.
    fn take_again(&mut self) -> io::Result<()> {
        enter(&self.output, self.adapter)?;
        // It was given back with the terminal.
        self.mouse = MouseReports::Off;
        self.renew();
        Ok(())
    }

    /// Switches to another adapter, beginning with an empty screen.
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

/// Moves a row out of a frame, which is blank there afterwards, and applies its adapter.
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
        let mut update = Update::None;
        let mut frame = self.paint(draw, &mut update)?;
        // Rows sent by another adapter, and rows that ratatui does not know, are still on the screen.
        if frame.adapter != self.adapter || (self.sampled && frame.samples.is_empty()) {
            self.change_to(frame.adapter)?;
            frame = self.paint(draw, &mut update)?;
        }
        self.sampled = !frame.samples.is_empty();
        let wanted = if frame.takes_mouse { MouseReports::On } else { MouseReports::Off };
        if wanted != std::mem::replace(&mut self.mouse, wanted) {
            self.output.write_all(wanted.sequence().as_bytes())?;
        }
        if update == Update::Begun {
            queue!(self.output, EndSynchronizedUpdate)?;
        }
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
        self.take_again()?;
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
            // This fails if the terminal is gone.
            let _ = rustix::termios::tcsetattr(rustix::stdio::stdin(), now, &modes);
        }
        self.take_again()
    }

    #[cfg(unix)]
    fn resume(&mut self) -> io::Result<()> {
        // The signal that ended a suspension arrives after the terminal was taken again.
        if std::mem::take(&mut self.awaited) {
            return Ok(());
        }
        // After SIGSTOP the terminal is still raw, or the shell has reset it; crossterm believes that it is raw.
        terminal::disable_raw_mode()?;
        self.take_again()
    }

    /// Without job control there is no shell to return to.
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
        // The process ends next. To give the memory of a whole screen back takes a tenth of the time until then.
        std::mem::forget(std::mem::take(&mut self.cells));
    }
}

/// The area that is drawn, for the current size of the terminal.
fn screen() -> io::Result<Rect> {
    let (width, height) = crate::terminal::size()?;
    Ok(Rect::new(0, 0, width.min(LARGEST.0), height.min(LARGEST.1)))
}

/// Records how to restore the terminal.
fn take_note(output: &Output, adapter: Adapter) {
    TAKEN.set(Some(Taken { output: output.clone(), adapters: vec![adapter] }));
}

/// Records that rows were sent through another adapter.
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

/// Restores the terminal. Errors are ignored, because there is no way to handle them here, and each step is tried
/// independently.
fn give_back() {
    let taken = TAKEN.try_with(RefCell::take).ok().flatten();
    let Some(Taken { output: mut out, adapters }) = taken else { return };
    // Raw mode ends first: the shell reads lines as soon as the main screen returns, and in raw mode a line would never
    // end for it.
    let _ = terminal::disable_raw_mode();
    let is_cut = out.drop_pending();
    let _ = queue_leaving(&mut out, &adapters, is_cut);
    let _ = out.send_within(GIVING_BACK_LIMIT);
    if out.is_behind() {
        // The output is not read. A later reader then finds the sequences that restore the terminal, and not old
        // frames.
        let _ = out.discard();
        let _ = queue_leaving(&mut out, &adapters, true);
        let _ = out.send();
    }
}

/// Queues the sequences that restore the terminal. A frame that was cut off leaves its colours, and a terminal that
/// waits for its end.
fn queue_leaving(out: &mut Output, adapters: &[Adapter], is_cut: bool) -> io::Result<()> {
    if is_cut {
        queue!(out, SetAttribute(Attribute::Reset), EndSynchronizedUpdate)?;
    }
    for adapter in adapters.iter().rev() {
        out.write_all(adapter.leave().as_bytes())?;
    }
    out.write_all(MouseReports::Off.sequence().as_bytes())?;
    queue!(out, DisableBracketedPaste, cursor::Show, LeaveAlternateScreen)
}
