//! Prints text to a terminal or a pipe.
//!
//! For a terminal, Arabic is shaped, reordered and right-aligned, and coloured by the theme; each line goes through the
//! same adapter as the full screen. The adapter's mode is switched on before the first line that needs it, and off when
//! the printer is flushed or dropped, including after an error. A pipe gets logical text without control characters and
//! without inserted line breaks, so that any tool can read it.

pub(in crate::cli) mod page;
mod paint;
mod records;
mod screen_line;
pub(in crate::cli) mod table;
mod whole;

use std::cell::{LazyCell, OnceCell};
use std::io::{self, Write};

use ratatui::style::Style;
use unicode_width::UnicodeWidthChar;

use crate::bidi::{
    Adapter, Base, Direction, PrintedLine, PrintedText, Symbols, has_right_to_left, in_ascii, logical,
};
use crate::cli::arabic::OutputStyle;
use crate::cli::surroundings::{self, OutputStream};
use crate::i18n::Language;
use crate::shell::{is_path, islands};
use crate::theme::{ColourDepth, Role, Theme};
use paint::Painter;
use screen_line::ScreenLine;

/// The widest paragraph on a terminal, because longer lines are hard to read.
const WIDEST_TEXT: usize = 100;

/// Writes to one stream in one language.
pub struct Printer {
    out: Box<dyn Write>,
    outlet: Outlet,
    language: Language,
    /// Measured when a line is first laid out.
    columns: OnceCell<usize>,
    /// Loaded when a colour is first needed: most runs report no error.
    theme: LazyCell<Theme, LoadTheme>,
    colours: bool,
    output_style: OutputStyle,
    entered: bool,
    painter: Painter,
    rows: usize,
}

/// Loads a theme in the colours of the stream.
type LoadTheme = Box<dyn FnOnce() -> Theme>;

/// The destination of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlet {
    /// A screen, which draws cell by cell.
    Terminal,
    /// A program or a file.
    Pipe,
}

/// A text for programs on one line. A lam and its alef have two columns, because the text is not shaped.
pub(in crate::cli) fn piped(text: &str) -> PrintedLine {
    let text = logical(text);
    let width = text.chars().filter_map(UnicodeWidthChar::width).sum();
    PrintedLine::single(text, width)
}

/// A finished text in a line.
#[derive(Clone, Copy)]
pub(in crate::cli) struct RowCell<'line> {
    role: Role,
    line: &'line PrintedLine,
    /// The columns of the cell. It is padded, never cut.
    columns: usize,
}

impl<'line> RowCell<'line> {
    /// A cell as wide as its text.
    pub(in crate::cli) fn new(role: Role, line: &'line PrintedLine) -> Self {
        Self { role, line, columns: line.width }
    }

    /// A line of a text that has `room` columns, on the side where it begins.
    fn within(role: Role, line: &'line PrintedLine, room: usize, screen: Direction) -> Self {
        let is_apart = line.side.is_some_and(|side| side != screen);
        Self { role, line, columns: if is_apart { room } else { line.width } }
    }
}

impl Printer {
    /// Writes to a stream of the process, with colours and width from the environment.
    pub fn to(
        stream: OutputStream,
        language: Language,
        theme: impl FnOnce() -> Theme + 'static,
        output_style: &OutputStyle,
    ) -> Self {
        let outlet = if stream.is_terminal() { Outlet::Terminal } else { Outlet::Pipe };
        let out: Box<dyn Write> = match stream {
            OutputStream::Output => Box::new(io::BufWriter::new(io::stdout())),
            OutputStream::Error => Box::new(io::stderr()),
        };
        Self::writing(out, outlet, language, theme, output_style.clone())
    }

    fn writing(
        out: Box<dyn Write>,
        outlet: Outlet,
        language: Language,
        theme: impl FnOnce() -> Theme + 'static,
        output_style: OutputStyle,
    ) -> Self {
        let depth = ColourDepth::decide(surroundings::variable, outlet == Outlet::Terminal);
        Self {
            out,
            outlet,
            language,
            columns: OnceCell::new(),
            colours: depth != ColourDepth::None,
            theme: LazyCell::new(Box::new(move || theme().at_depth(depth).printed())),
            output_style,
            entered: false,
            painter: Painter::default(),
            rows: 0,
        }
    }

    /// Writes what a terminal with this number of columns is to be sent later.
    pub fn for_later(
        out: Box<dyn Write>,
        language: Language,
        theme: Theme,
        output_style: OutputStyle,
        columns: usize,
    ) -> Self {
        let mut printer = Self::writing(out, Outlet::Terminal, language, move || theme, output_style);
        printer.columns = OnceCell::from(columns);
        printer
    }

    /// Writes for a screen with this number of columns, without colours.
    #[cfg(test)]
    pub(in crate::cli) fn screen(out: Box<dyn Write>, language: Language, columns: usize) -> Self {
        let mut printer = Self::captured(out, Outlet::Terminal, language, false);
        printer.columns = OnceCell::from(columns);
        printer
    }

    /// Writes for this destination with 100 columns, in the colours of the default theme or without colours.
    #[cfg(test)]
    pub(in crate::cli) fn captured(
        out: Box<dyn Write>,
        outlet: Outlet,
        language: Language,
        colours: bool,
    ) -> Self {
        let library = crate::theme::ThemeLibrary::bundled();
        let load = move || library.load(crate::theme::DEFAULT_THEME).expect("a bundled theme is tested");
        Self {
            out,
            outlet,
            language,
            columns: OnceCell::from(100),
            theme: LazyCell::new(Box::new(load) as LoadTheme),
            colours,
            output_style: OutputStyle::default(),
            entered: false,
            painter: Painter::default(),
            rows: 0,
        }
    }

    /// Whether the output goes to a terminal.
    pub fn is_terminal(&self) -> bool {
        self.outlet == Outlet::Terminal
    }

    fn adapter(&self) -> Adapter {
        self.output_style.terminal.adapter()
    }

    /// The number of columns available for layout.
    pub fn columns(&self) -> usize {
        self.whole_width().saturating_sub(self.margin())
    }

    fn whole_width(&self) -> usize {
        *self.columns.get_or_init(surroundings::columns)
    }

    /// Columns reserved at the left. Some terminals derive the direction of a line from its first letter, so with their
    /// adapters an Arabic line begins with a blank that carries the adapter's mark.
    fn margin(&self) -> usize {
        usize::from(self.is_mirrored() && self.adapter().needs_a_first_cell())
    }

    /// Whether lines begin at the right edge.
    fn is_mirrored(&self) -> bool {
        self.is_terminal() && self.base() == Base::Rtl
    }

    /// The widest paragraph, in columns.
    pub fn text_width(&self) -> usize {
        self.columns().min(WIDEST_TEXT)
    }

    /// The direction of paragraphs.
    pub fn base(&self) -> Base {
        self.language.direction().base()
    }

    /// The direction of texts of any language: each paragraph is read by its own first letter.
    pub(in crate::cli) fn own(&self) -> Base {
        Base::Own(self.language.direction())
    }

    /// The rows that were printed so far, where a line that is longer than the terminal takes several.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Prints an empty line.
    pub fn blank(&mut self) -> io::Result<()> {
        self.rows += 1;
        writeln!(self.out)
    }

    /// Prints a paragraph of ordinary text.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.paragraph(Role::Text, text, 0)
    }

    /// Prints a paragraph, indented by `indent` columns.
    pub fn paragraph(&mut self, role: Role, text: &str, indent: usize) -> io::Result<()> {
        let room = self.text_width().saturating_sub(indent).max(20);
        let lines = if self.is_terminal() {
            self.laid(text, self.own()).wrap(room)
        } else {
            text.lines().map(piped).collect()
        };
        if lines.len() > 1 && is_path(text) {
            return self.whole(role, text);
        }
        let screen = self.language.direction();
        lines.iter().try_for_each(|line| self.row(&[RowCell::within(role, line, room, screen)], indent))?;
        self.broken(text, &lines)
    }

    /// Prints an item of a list, whose wrapped lines are indented behind its mark, which is on the side where the text is
    /// read from. Without a mark it is a paragraph.
    pub fn item(&mut self, role: Role, marker: &str, text: &str, indent: usize) -> io::Result<()> {
        if marker.is_empty() {
            return self.paragraph(role, text, indent);
        }
        let is_turned =
            self.is_terminal() && self.laid(text, self.own()).direction() != self.language.direction();
        let marker = if is_turned { format!(" {marker}") } else { format!("{marker} ") };
        self.beside_on([Role::Key, role], &marker, text, indent, is_turned)
    }

    /// Sends bytes that were made for this destination.
    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Prints text for programs. In a pipe it is unchanged; on a screen, control characters are made visible and lines
    /// with Arabic are reordered and wrapped.
    pub fn exact(&mut self, text: &str) -> io::Result<()> {
        if !self.is_terminal() {
            return self.out.write_all(text.as_bytes());
        }
        for line in text.lines() {
            let lines = if has_right_to_left(line) {
                PrintedText::new(line, Base::default(), self.output_style.presentation).wrap(self.columns())
            } else {
                vec![piped(line)]
            };
            for line in lines {
                let mut shown = ScreenLine::default();
                shown.push(Style::new(), &line.text);
                self.send(&shown)?;
            }
        }
        Ok(())
    }

    /// Prints one line of cells in reading order. In Arabic, the first cell is at the right.
    pub(in crate::cli) fn row(&mut self, cells: &[RowCell], indent: usize) -> io::Result<()> {
        let mirrored = self.is_mirrored();
        let used = cells.iter().map(|cell| cell.columns.max(cell.line.width)).sum::<usize>() + indent;
        self.rows += used.max(1).div_ceil(self.whole_width().max(1));
        let mut line = ScreenLine::default();
        line.pad(if mirrored { self.whole_width().saturating_sub(used) } else { indent });
        let mut add = |cell: &RowCell| {
            let padding = cell.columns.saturating_sub(cell.line.width);
            let is_right = cell.line.side.map_or(mirrored, |side| side == Direction::RightToLeft);
            line.pad(if is_right { padding } else { 0 });
            line.push(self.look(cell.role), &cell.line.text);
            line.pad(if is_right { 0 } else { padding });
        };
        if mirrored {
            cells.iter().rev().for_each(&mut add);
        } else {
            cells.iter().for_each(&mut add);
        }
        line.trim_end();
        self.send(&line)
    }

    fn send(&mut self, line: &ScreenLine) -> io::Result<()> {
        if self.is_terminal() && self.output_style.symbols == Symbols::Ascii {
            return writeln!(self.out, "{}", in_ascii(&line.as_it_is(&mut self.painter)));
        }
        if !self.is_terminal() || !line.has_right_to_left() {
            return writeln!(self.out, "{}", line.as_it_is(&mut self.painter));
        }
        if !self.entered {
            self.entered = true;
            self.out.write_all(self.adapter().enter().as_bytes())?;
        }
        let adapter = self.adapter();
        writeln!(self.out, "{}", line.through(adapter, &mut self.painter))
    }

    /// Switches off the adapter's mode.
    fn leave(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.entered) {
            self.out.write_all(self.adapter().leave_printed().as_bytes())?;
        }
        Ok(())
    }

    /// A text for the terminal, with what it quotes in backticks in its own order.
    pub(in crate::cli) fn laid<'text>(&self, text: &'text str, base: Base) -> PrintedText<'text> {
        PrintedText::new(islands(text), base, self.output_style.presentation)
    }

    /// A text on one line as the destination needs it.
    pub(in crate::cli) fn shown(&self, text: &str) -> PrintedLine {
        if self.is_terminal() { self.laid(text, self.own()).one_line() } else { piped(text) }
    }

    /// The style of a role outside the full screen. The background is the terminal's and not the theme's, so the
    /// theme's plain text colours are replaced by the terminal's own.
    fn look(&self, role: Role) -> Style {
        match role {
            _ if !self.colours => Style::new(),
            Role::Text => Style::new(),
            Role::Title => Style::new().bold(),
            Role::Muted => Style::new().dim(),
            coloured => self.theme.style(coloured),
        }
    }

    /// Switches off the adapter's mode and writes buffered output.
    pub fn flush(&mut self) -> io::Result<()> {
        self.leave()?;
        self.out.flush()
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        // If the terminal is closed, there is no way left to report it.
        let _ = self.leave();
    }
}

#[cfg(test)]
pub(in crate::cli) mod tests;
