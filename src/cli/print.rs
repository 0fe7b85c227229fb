//! Prints for a person on a terminal or for a pipe.
//!
//! A terminal gets Arabic shaped, ordered and aligned to the right, and the colours of the theme. A pipe gets logical
//! text without control characters and without line breaks of ours, so that any tool can read it.

use std::io::{self, Write};

use ratatui::style::Style;
use unicode_width::UnicodeWidthChar;

use super::surroundings::{self, Stream};
use crate::bidi::{Base, is_island, is_right_to_left, logical, measure, visual, wrap_visual};
use crate::explain::islands;
use crate::i18n::Language;
use crate::theme::{ColourDepth, Role, Theme};

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
    pub fn to(stream: Stream, language: Language, theme: &Theme) -> Self {
        let is_terminal = stream.is_terminal();
        let depth = ColourDepth::decide(surroundings::variable, is_terminal);
        let out: Box<dyn Write> = match stream {
            Stream::Output => Box::new(io::BufWriter::new(io::stdout())),
            Stream::Error => Box::new(io::stderr()),
        };
        Self {
            out,
            outlet: if is_terminal { Outlet::Terminal } else { Outlet::Pipe },
            language,
            columns: surroundings::columns(),
            colours: depth != ColourDepth::None,
            theme: theme.at_depth(depth),
        }
    }

    /// Writes for a screen of so many columns, without colours.
    #[cfg(test)]
    pub(super) fn screen(out: Box<dyn Write>, language: Language, columns: usize) -> Self {
        let (outlet, theme) = (Outlet::Terminal, Theme::mono());
        Self { out, outlet, language, columns, theme, colours: false }
    }

    /// Writes for this reader at 100 columns, in the colours of the default theme or in none.
    #[cfg(test)]
    pub(super) fn captured(out: Box<dyn Write>, outlet: Outlet, language: Language, colours: bool) -> Self {
        let library = crate::theme::ThemeLibrary::bundled();
        let theme = library.load(super::DEFAULT_THEME).expect("a bundled theme is tested");
        Self { out, outlet, language, columns: 100, theme, colours }
    }

    /// Whether a person reads it on a screen.
    pub fn is_terminal(&self) -> bool {
        self.outlet == Outlet::Terminal
    }

    /// The columns there are.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The columns that a paragraph takes at most.
    pub fn text_width(&self) -> usize {
        self.columns.min(WIDEST_TEXT)
    }

    /// The direction of paragraphs.
    pub fn base(&self) -> Base {
        match self.language {
            Language::Arabic => Base::Rtl,
            Language::English => Base::Ltr,
        }
    }

    /// The direction of a text of its own: a path or a figure without an Arabic letter is read from left to right in
    /// every language.
    pub(super) fn base_of(&self, text: &str) -> Base {
        match self.language {
            Language::Arabic if is_island(text) => Base::Ltr,
            Language::Arabic if text.chars().any(is_right_to_left) => Base::Rtl,
            Language::Arabic => Base::Ltr,
            Language::English => Base::Auto,
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
            wrap_visual(&islands(text), room, self.base_of(text))
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
            wrap_visual(&islands(text), room, self.base_of(text))
        } else {
            vec![logical(text)]
        };
        for (place, line) in lines.iter().enumerate() {
            let label = if place == 0 { label.as_str() } else { "" };
            self.row(&[(role, label, width), (Role::Text, line, measure(line))], 0)?;
        }
        Ok(())
    }

    /// Text for a program: exactly as it is in a pipe, and on a screen without anything that the screen would obey.
    pub fn exact(&mut self, text: &str) -> io::Result<()> {
        if !self.is_terminal() {
            return self.out.write_all(text.as_bytes());
        }
        text.lines().try_for_each(|line| writeln!(self.out, "{}", logical(line)))
    }

    /// The columns that a finished text takes where it is read. Nobody shapes what goes through a pipe: there a lam and
    /// its alef take two.
    pub(super) fn width(&self, text: &str) -> usize {
        if self.is_terminal() {
            measure(text)
        } else {
            text.chars().filter_map(UnicodeWidthChar::width).sum()
        }
    }

    /// One line of finished cells in reading order, each with the width it takes. An Arabic terminal shows the first
    /// of them on the right.
    pub(super) fn row(&mut self, cells: &[(Role, &str, usize)], indent: usize) -> io::Result<()> {
        let mirrored = self.is_terminal() && self.base() == Base::Rtl;
        let used =
            cells.iter().map(|(_, text, width)| (*width).max(self.width(text))).sum::<usize>() + indent;
        let mut line =
            if mirrored { " ".repeat(self.columns.saturating_sub(used)) } else { " ".repeat(indent) };
        let paint = |(role, text, width): &(Role, &str, usize)| {
            let padding = " ".repeat(width.saturating_sub(self.width(text)));
            let text = self.painted(*role, text);
            if mirrored { format!("{padding}{text}") } else { format!("{text}{padding}") }
        };
        if mirrored {
            line.extend(cells.iter().rev().map(paint));
        } else {
            line.extend(cells.iter().map(paint));
        }
        writeln!(self.out, "{}", line.trim_end())
    }

    /// One finished line of a width, at the side where lines begin.
    pub(super) fn finished(&mut self, line: &str, width: usize) -> io::Result<()> {
        let mirrored = self.is_terminal() && self.base() == Base::Rtl;
        let margin = if mirrored { " ".repeat(self.columns.saturating_sub(width)) } else { String::new() };
        writeln!(self.out, "{margin}{line}")
    }

    /// A text in the look of its role.
    pub(super) fn painted(&self, role: Role, text: &str) -> String {
        if !self.colours || text.is_empty() {
            return text.to_owned();
        }
        super::paint::paint(self.look(role), text)
    }

    /// A text on one line as the outlet shows it.
    pub(super) fn shown(&self, text: &str) -> String {
        if self.is_terminal() { visual(&islands(text), self.base_of(text)) } else { logical(text) }
    }

    /// How a role looks on the ordinary screen, whose ground is the terminal's and not the theme's: what is written in
    /// the theme's plain inks takes the terminal's own.
    fn look(&self, role: Role) -> Style {
        match role {
            Role::Text => Style::new(),
            Role::Title => Style::new().bold(),
            Role::Muted => Style::new().dim(),
            coloured => self.theme.style(coloured),
        }
    }

    /// Writes out what is held back.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// What `draw` prints on a screen, line by line.
    pub(in super::super) fn on_screen(
        language: Language,
        columns: usize,
        draw: impl FnOnce(&mut Printer) -> io::Result<()>,
    ) -> Vec<String> {
        #[derive(Clone, Default)]
        struct Paper(Rc<RefCell<Vec<u8>>>);

        impl Write for Paper {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.borrow_mut().write(bytes)
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }

        let paper = Paper::default();
        draw(&mut Printer::screen(Box::new(paper.clone()), language, columns)).unwrap();
        let text = String::from_utf8(paper.0.borrow().clone()).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn arabic_lines_end_at_the_right_edge_and_english_ones_begin_at_the_left() {
        let text = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة";
        let lines = on_screen(Language::Arabic, 24, |out| out.line(text));
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| measure(line) == 24), "{lines:?}");
        assert_eq!(on_screen(Language::English, 24, |out| out.line("one two")), ["one two"]);
    }

    #[test]
    fn what_is_to_be_typed_keeps_its_order_in_an_arabic_sentence() {
        let lines = on_screen(Language::Arabic, 60, |out| out.line("أضف `--reason TEXT` هنا"));
        assert!(lines.join("").contains("`--reason TEXT`"), "{lines:?}");
    }

    #[test]
    fn a_path_alone_reads_from_left_to_right_in_arabic() {
        let lines = on_screen(Language::Arabic, 20, |out| out.line("/tmp/one.yaml:3"));
        assert_eq!(lines, ["     /tmp/one.yaml:3"]);
    }

    #[test]
    fn no_text_commands_the_screen() {
        for language in Language::ALL {
            let lines = on_screen(language, 60, |out| {
                out.exact("{\"a\": \"\u{9b}2J\"}\n")?;
                out.labelled(Role::Bad, "Error", "x\u{1b}[2J\u{202e}y")
            });
            assert!(lines.iter().flat_map(|line| line.chars()).all(|c| !c.is_control() && c != '\u{202e}'));
        }
    }
}
