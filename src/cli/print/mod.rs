//! Prints for a person on a terminal or for a pipe.
//!
//! A terminal gets Arabic shaped, ordered and aligned to the right, and the colours of the theme, each line through the
//! adapter as the full screen is. What the adapter must say to the terminal goes before the first line that needs it
//! and is taken back when the lines are flushed or the printer is given up, also after an error. A pipe gets logical
//! text without control characters and without line breaks of ours, so that any tool can read it.

pub(in crate::cli) mod page;
mod paint;
mod screen_line;
pub(in crate::cli) mod table;

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

/// The widest paragraph on a terminal: longer lines are hard to read.
const WIDEST_TEXT: usize = 100;

/// Writes to one stream in one language.
pub struct Printer {
    out: Box<dyn Write>,
    outlet: Outlet,
    language: Language,
    columns: usize,
    theme: Theme,
    colours: bool,
    output_style: OutputStyle,
    entered: bool,
}

/// What reads the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlet {
    /// A person, on a screen that draws cell by cell.
    Terminal,
    /// A program or a file.
    Pipe,
}

impl Printer {
    /// Writes to a stream of the process, as the environment asks for it.
    pub fn to(stream: OutputStream, language: Language, theme: &Theme, output_style: &OutputStyle) -> Self {
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
            columns: surroundings::columns(),
            colours: depth != ColourDepth::None,
            theme: theme.at_depth(depth),
            output_style: output_style.clone(),
            entered: false,
        }
    }

    /// Writes for a screen of so many columns, without colours.
    #[cfg(test)]
    pub(in crate::cli) fn screen(out: Box<dyn Write>, language: Language, columns: usize) -> Self {
        let (outlet, theme) = (Outlet::Terminal, Theme::mono());
        let output_style = OutputStyle::default();
        Self { out, outlet, language, columns, theme, colours: false, output_style, entered: false }
    }

    /// Writes for this reader at 100 columns, in the colours of the default theme or in none.
    #[cfg(test)]
    pub(in crate::cli) fn captured(
        out: Box<dyn Write>,
        outlet: Outlet,
        language: Language,
        colours: bool,
    ) -> Self {
        let library = crate::theme::ThemeLibrary::bundled();
        let theme = library.load(crate::theme::DEFAULT_THEME).expect("a bundled theme is tested");
        let output_style = OutputStyle::default();
        Self { out, outlet, language, columns: 100, theme, colours, output_style, entered: false }
    }

    /// Whether a person reads it on a screen.
    pub fn is_terminal(&self) -> bool {
        self.outlet == Outlet::Terminal
    }

    fn adapter(&self) -> Adapter {
        self.output_style.terminal.adapter()
    }

    /// The columns there are to lay out in.
    pub fn columns(&self) -> usize {
        self.columns.saturating_sub(self.margin())
    }

    /// A terminal that takes the direction of a line from its first letter must find no Arabic one there: under these
    /// adapters a blank that Arabic lines begin with carries what comes first.
    fn margin(&self) -> usize {
        usize::from(self.is_mirrored() && self.adapter().needs_a_first_cell())
    }

    /// Whether lines begin on the right.
    fn is_mirrored(&self) -> bool {
        self.is_terminal() && self.base() == Base::Rtl
    }

    /// The columns that a paragraph takes at most.
    pub fn text_width(&self) -> usize {
        self.columns().min(WIDEST_TEXT)
    }

    /// The direction of paragraphs.
    pub fn base(&self) -> Base {
        self.language.direction().base()
    }

    /// The direction of a text of its own: a path or a figure without an Arabic letter is read from left to right in
    /// every language.
    pub(in crate::cli) fn base_of(&self, text: &str) -> Base {
        match self.base() {
            Base::Rtl if is_island(text) || !text.chars().any(is_right_to_left) => Base::Ltr,
            Base::Rtl => Base::Rtl,
            Base::Ltr | Base::Auto => Base::Auto,
        }
    }

    /// An empty line.
    pub fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// One paragraph of ordinary text.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.paragraph(Role::Text, text, 0)
    }

    /// A paragraph `indent` columns in from where lines begin.
    pub fn paragraph(&mut self, role: Role, text: &str, indent: usize) -> io::Result<()> {
        let lines = if self.is_terminal() {
            let room = self.text_width().saturating_sub(indent).max(20);
            self.wrap_visual(&islands(text), room, self.base_of(text))
        } else {
            text.lines().map(logical).collect()
        };
        lines.iter().try_for_each(|line| self.row(&[(role, line, measure(line))], indent))
    }

    /// A paragraph after a coloured label: `Error: …`.
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

    /// Text for a program: exactly as it is in a pipe, and on a screen without anything that the screen would obey and
    /// with its Arabic to be read, for which long lines are broken.
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

    /// The columns that a finished text takes where it is read. Nobody shapes what goes through a pipe: there a lam and
    /// its alef take two.
    pub(in crate::cli) fn width(&self, text: &str) -> usize {
        if self.is_terminal() {
            measure(text)
        } else {
            text.chars().filter_map(UnicodeWidthChar::width).sum()
        }
    }

    /// One line of finished cells in reading order, each with the width it takes. An Arabic terminal shows the first
    /// of them on the right.
    pub(in crate::cli) fn row(&mut self, cells: &[(Role, &str, usize)], indent: usize) -> io::Result<()> {
        let mirrored = self.is_mirrored();
        let used =
            cells.iter().map(|(_, text, width)| (*width).max(self.width(text))).sum::<usize>() + indent;
        let mut line = ScreenLine::default();
        line.pad(if mirrored { self.columns.saturating_sub(used) } else { indent });
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

    /// One finished line of a width, in parts from left to right, at the side where lines begin.
    pub(in crate::cli) fn finished(&mut self, parts: &[(Role, &str)], width: usize) -> io::Result<()> {
        let mut line = ScreenLine::default();
        line.pad(if self.is_mirrored() { self.columns.saturating_sub(width) } else { 0 });
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

    /// Takes back what was said to the terminal.
    fn leave(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.entered) {
            self.out.write_all(self.adapter().leave_printed().as_bytes())?;
        }
        Ok(())
    }

    /// A text on one line as a terminal shows it.
    pub(in crate::cli) fn visual(&self, text: &str, base: Base) -> String {
        bidi::visual(text, base, self.output_style.presentation)
    }

    /// A text on lines of `width` columns as a terminal shows it.
    pub(in crate::cli) fn wrap_visual(&self, text: &str, width: usize, base: Base) -> Vec<String> {
        bidi::wrap_visual(text, width, base, self.output_style.presentation)
    }

    /// A text on one line as the outlet shows it.
    pub(in crate::cli) fn shown(&self, text: &str) -> String {
        if self.is_terminal() { self.visual(&islands(text), self.base_of(text)) } else { logical(text) }
    }

    /// How a role looks on the ordinary screen, whose ground is the terminal's and not the theme's: what is written in
    /// the theme's plain inks takes the terminal's own.
    fn look(&self, role: Role) -> Style {
        match role {
            _ if !self.colours => Style::new(),
            Role::Text => Style::new(),
            Role::Title => Style::new().bold(),
            Role::Muted => Style::new().dim(),
            coloured => self.theme.style(coloured),
        }
    }

    /// Writes out what is held back.
    pub fn flush(&mut self) -> io::Result<()> {
        self.leave()?;
        self.out.flush()
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        // Nobody is left to tell when the terminal is gone.
        let _ = self.leave();
    }
}

#[cfg(test)]
pub(in crate::cli) mod tests;
