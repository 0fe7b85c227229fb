//! Prints text to a terminal or a pipe.
//!
//! For a terminal, Arabic is shaped, reordered and right-aligned, and coloured by the theme; each line goes through the
//! same adapter as the full screen. The adapter's mode is switched on before the first line that needs it, and off when
//! the printer is flushed or dropped, including after an error. A pipe gets logical text without control characters and
//! without inserted line breaks, so that any tool can read it.

pub(in crate::cli) mod page;
mod paint;
mod screen_line;
pub(in crate::cli) mod table;

use std::cell::{LazyCell, OnceCell};
use std::io::{self, Write};

use ratatui::style::Style;
use unicode_width::UnicodeWidthChar;

use crate::bidi::{self, Adapter, Base, has_right_to_left, is_island, is_right_to_left, logical, measure};
use crate::cli::arabic::OutputStyle;
use crate::cli::surroundings::{self, OutputStream};
use crate::explain::islands;
use crate::i18n::Language;
use crate::theme::{ColourDepth, Role, Theme};
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

impl Printer {
    /// Writes to a stream of the process, with colours and width from the environment.
    pub fn to(
        stream: OutputStream,
        language: Language,
        theme: impl FnOnce() -> Theme + 'static,
        output_style: &OutputStyle,
    ) -> Self {
        let is_terminal = stream.is_terminal();
        let depth = ColourDepth::decide(surroundings::variable, is_terminal);
        let out: Box<dyn Write> = match stream {
            OutputStream::Output => Box::new(io::BufWriter::new(io::stdout())),
            OutputStream::Error => Box::new(io::stderr()),
        };
        Self {
            out,
            outlet: if is_terminal { Outlet::Terminal } else { Outlet::Pipe },
            language,
            columns: OnceCell::new(),
            colours: depth != ColourDepth::None,
            theme: LazyCell::new(Box::new(move || theme().at_depth(depth))),
            output_style: output_style.clone(),
            entered: false,
        }
    }

    /// Writes for a screen with this number of columns, without colours.
    #[cfg(test)]
    pub(in crate::cli) fn screen(out: Box<dyn Write>, language: Language, columns: usize) -> Self {
        let (outlet, theme) = (Outlet::Terminal, LazyCell::new(Box::new(Theme::mono) as LoadTheme));
        let columns = OnceCell::from(columns);
        let output_style = OutputStyle::default();
        Self { out, outlet, language, columns, theme, colours: false, output_style, entered: false }
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
        let (theme, columns) = (LazyCell::new(Box::new(load) as LoadTheme), OnceCell::from(100));
        let output_style = OutputStyle::default();
        Self { out, outlet, language, columns, theme, colours, output_style, entered: false }
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

    /// The direction of a single text. A path or a number without Arabic letters is read from left to right in every
    /// language.
    pub(in crate::cli) fn base_of(&self, text: &str) -> Base {
        match self.base() {
            Base::Rtl if is_island(text) || !text.chars().any(is_right_to_left) => Base::Ltr,
            Base::Rtl => Base::Rtl,
            Base::Ltr | Base::Auto => Base::Auto,
        }
    }

    /// Prints an empty line.
    pub fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Prints a paragraph of ordinary text.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.paragraph(Role::Text, text, 0)
    }

    /// Prints a paragraph, indented by `indent` columns.
    pub fn paragraph(&mut self, role: Role, text: &str, indent: usize) -> io::Result<()> {
        let lines = if self.is_terminal() {
            let room = self.text_width().saturating_sub(indent).max(20);
            self.wrap_visual(&islands(text), room, self.base_of(text))
        } else {
            text.lines().map(logical).collect()
        };
        lines.iter().try_for_each(|line| self.row(&[(role, line, measure(line))], indent))
    }

    /// Prints a paragraph after a coloured label, for example `Error: …`.
    pub fn labelled(&mut self, role: Role, label: &str, text: &str) -> io::Result<()> {
        let label = self.shown(&format!("{label}: "));
        let width = self.width(&label);
        let lines = if self.is_terminal() {
            let room = self.text_width().saturating_sub(width).max(20);
            self.wrap_visual(&islands(text), room, self.base_of(text))
        } else {
            vec![logical(text)]
        };
        for (place, line) in lines.iter().enumerate() {
            let label = if place == 0 { label.as_str() } else { "" };
            self.row(&[(role, label, width), (Role::Text, line, measure(line))], 0)?;
        }
        Ok(())
    }

    /// Prints text for programs. In a pipe it is unchanged; on a screen, control characters are made visible and lines
    /// with Arabic are reordered and wrapped.
    pub fn exact(&mut self, text: &str) -> io::Result<()> {
        if !self.is_terminal() {
            return self.out.write_all(text.as_bytes());
        }
        for line in text.lines() {
            let lines = if has_right_to_left(line) {
                self.wrap_visual(line, self.columns(), Base::Auto)
            } else {
                vec![logical(line)]
            };
            for line in lines {
                let mut shown = ScreenLine::default();
                shown.push(Style::new(), &line);
                self.send(&shown)?;
            }
        }
        Ok(())
    }

    /// The displayed width of a finished text. In a pipe, a lam and its alef have two columns, because the text is not
    /// shaped.
    pub(in crate::cli) fn width(&self, text: &str) -> usize {
        if self.is_terminal() {
            measure(text)
        } else {
            text.chars().filter_map(UnicodeWidthChar::width).sum()
        }
    }

    /// Prints one line of finished cells in reading order, each with its width. In Arabic, the first cell is at the
    /// right.
    pub(in crate::cli) fn row(&mut self, cells: &[(Role, &str, usize)], indent: usize) -> io::Result<()> {
        let mirrored = self.is_mirrored();
        let used =
            cells.iter().map(|(_, text, width)| (*width).max(self.width(text))).sum::<usize>() + indent;
        let mut line = ScreenLine::default();
        line.pad(if mirrored { self.whole_width().saturating_sub(used) } else { indent });
        let mut add = |(role, text, width): &(Role, &str, usize)| {
            let padding = width.saturating_sub(self.width(text));
            line.pad(if mirrored { padding } else { 0 });
            line.push(self.look(*role), text);
            line.pad(if mirrored { 0 } else { padding });
        };
        if mirrored {
            cells.iter().rev().for_each(&mut add);
        } else {
            cells.iter().for_each(&mut add);
        }
        line.trim_end();
        self.send(&line)
    }

    /// Prints one finished line with this width, given as parts from left to right.
    pub(in crate::cli) fn finished(&mut self, parts: &[(Role, &str)], width: usize) -> io::Result<()> {
        let mut line = ScreenLine::default();
        line.pad(if self.is_mirrored() { self.whole_width().saturating_sub(width) } else { 0 });
        for (role, text) in parts {
            line.push(self.look(*role), text);
        }
        self.send(&line)
    }

    fn send(&mut self, line: &ScreenLine) -> io::Result<()> {
        if !self.is_terminal() || !line.has_right_to_left() {
            return writeln!(self.out, "{}", line.as_it_is());
        }
        if !self.entered {
            self.entered = true;
            self.out.write_all(self.adapter().enter().as_bytes())?;
        }
        writeln!(self.out, "{}", line.through(self.adapter()))
    }

    /// Switches off the adapter's mode.
    fn leave(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.entered) {
            self.out.write_all(self.adapter().leave_printed().as_bytes())?;
        }
        Ok(())
    }

    /// A text on one line in visual order.
    pub(in crate::cli) fn visual(&self, text: &str, base: Base) -> String {
        bidi::visual(text, base, self.output_style.presentation)
    }

    /// A text wrapped to `width` columns in visual order.
    pub(in crate::cli) fn wrap_visual(&self, text: &str, width: usize, base: Base) -> Vec<String> {
        bidi::wrap_visual(text, width, base, self.output_style.presentation)
    }

    /// A text on one line as the destination needs it.
    pub(in crate::cli) fn shown(&self, text: &str) -> String {
        if self.is_terminal() { self.visual(&islands(text), self.base_of(text)) } else { logical(text) }
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
