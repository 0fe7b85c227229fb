//! Prints for a person on a terminal or for a pipe.
//!
//! A terminal gets Arabic shaped, ordered and aligned to the right, and the colours of the theme, each line through the
//! adapter as the full screen is. What the adapter must say to the terminal goes before the first line that needs it
//! and is taken back when the lines are flushed or the printer is given up, also after an error. A pipe gets logical
//! text without control characters and without line breaks of ours, so that any tool can read it.

use std::cell::LazyCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::style::Style;
use unicode_width::UnicodeWidthChar;

use super::screen_line::ScreenLine;
use super::surroundings::{self, Stream};
use crate::bidi::{
    self, Adapter, Base, Presentation, has_right_to_left, is_island, is_right_to_left, logical, measure,
};
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
    presentation: Presentation,
    adapter: SharedAdapter,
    entered: bool,
}

/// The adapter of the terminal, found out when the first line needs it and not before: to ask a terminal takes a moment.
/// Both streams end on one terminal, so they share it.
#[derive(Clone)]
pub struct SharedAdapter(Rc<LazyCell<Adapter, Box<dyn FnOnce() -> Adapter>>>);

impl SharedAdapter {
    /// An adapter that `find` finds out.
    pub fn found_by(find: impl FnOnce() -> Adapter + 'static) -> Self {
        Self(Rc::new(LazyCell::new(Box::new(find))))
    }

    fn get(&self) -> Adapter {
        **self.0
    }
}

impl Default for SharedAdapter {
    fn default() -> Self {
        Self::found_by(Adapter::default)
    }
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
            presentation: Presentation::default(),
            adapter: SharedAdapter::default(),
            entered: false,
        }
    }

    /// The same, showing digits and vowel signs on a terminal as asked for.
    #[must_use]
    pub fn presented(mut self, presentation: Presentation) -> Self {
        self.presentation = presentation;
        self
    }

    /// The same, sending Arabic to a terminal through this adapter. A pipe has no use for it.
    #[must_use]
    pub fn through(mut self, adapter: SharedAdapter) -> Self {
        self.adapter = adapter;
        self
    }

    /// Sends Arabic to a terminal through this adapter from now on. Nothing was printed through another one yet.
    pub fn set_adapter(&mut self, adapter: SharedAdapter) {
        self.adapter = adapter;
    }

    /// Writes for a screen of so many columns, without colours.
    #[cfg(test)]
    pub(super) fn screen(out: Box<dyn Write>, language: Language, columns: usize) -> Self {
        let (outlet, theme) = (Outlet::Terminal, Theme::mono());
        let (presentation, adapter) = (Presentation::default(), SharedAdapter::default());
        Self { out, outlet, language, columns, theme, colours: false, presentation, adapter, entered: false }
    }

    /// Writes for this reader at 100 columns, in the colours of the default theme or in none.
    #[cfg(test)]
    pub(super) fn captured(out: Box<dyn Write>, outlet: Outlet, language: Language, colours: bool) -> Self {
        let library = crate::theme::ThemeLibrary::bundled();
        let theme = library.load(super::DEFAULT_THEME).expect("a bundled theme is tested");
        let (presentation, adapter) = (Presentation::default(), SharedAdapter::default());
        Self { out, outlet, language, columns: 100, theme, colours, presentation, adapter, entered: false }
    }

    /// Whether a person reads it on a screen.
    pub fn is_terminal(&self) -> bool {
        self.outlet == Outlet::Terminal
    }

    /// The columns there are to lay out in.
    pub fn columns(&self) -> usize {
        self.columns.saturating_sub(self.margin())
    }

    /// A terminal that takes the direction of a line from its first letter must find no Arabic one there: under these
    /// adapters a blank that Arabic lines begin with carries what comes first.
    fn margin(&self) -> usize {
        let carries = || matches!(self.adapter.get(), Adapter::Fence | Adapter::Inverse);
        usize::from(self.is_mirrored() && carries())
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
    pub(super) fn finished(&mut self, parts: &[(Role, &str)], width: usize) -> io::Result<()> {
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
            self.out.write_all(self.adapter.get().enter().as_bytes())?;
        }
        writeln!(self.out, "{}", line.through(self.adapter.get()))
    }

    /// Takes back what was said to the terminal.
    fn leave(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.entered) {
            self.out.write_all(self.adapter.get().leave_printed().as_bytes())?;
        }
        Ok(())
    }

    /// A text on one line as a terminal shows it.
    pub(super) fn visual(&self, text: &str, base: Base) -> String {
        bidi::visual(text, base, self.presentation)
    }

    /// A text on lines of `width` columns as a terminal shows it.
    pub(super) fn wrap_visual(&self, text: &str, width: usize, base: Base) -> Vec<String> {
        bidi::wrap_visual(text, width, base, self.presentation)
    }

    /// A text on one line as the outlet shows it.
    pub(super) fn shown(&self, text: &str) -> String {
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
        sent(language, columns, Adapter::Visual, draw).lines().map(str::to_owned).collect()
    }

    /// What `draw` sends to a screen.
    pub(in super::super) fn sent(
        language: Language,
        columns: usize,
        adapter: Adapter,
        draw: impl FnOnce(&mut Printer) -> io::Result<()>,
    ) -> String {
        written(
            |paper| Printer::screen(paper, language, columns),
            |out| {
                out.adapter = SharedAdapter::found_by(move || adapter);
                draw(out)
            },
        )
    }

    /// What `draw` writes into a pipe.
    fn piped(language: Language, draw: impl FnOnce(&mut Printer) -> io::Result<()>) -> String {
        let printer = |paper| {
            let mut printer = Printer::screen(paper, language, 80);
            printer.outlet = Outlet::Pipe;
            printer
        };
        written(printer, draw)
    }

    fn written(
        printer: impl FnOnce(Box<dyn Write>) -> Printer,
        draw: impl FnOnce(&mut Printer) -> io::Result<()>,
    ) -> String {
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
        let mut printer = printer(Box::new(paper.clone()));
        draw(&mut printer).unwrap();
        drop(printer);
        String::from_utf8(paper.0.borrow().clone()).unwrap()
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

    #[test]
    fn a_terminal_is_told_before_the_first_arabic_line_and_again_after_the_last() {
        let print = |text: &'static [&'static str]| {
            sent(Language::Arabic, 20, Adapter::Explicit, |out| {
                text.iter().try_for_each(|line| out.line(line))
            })
        };
        let both = print(&["GSB", "نص", "نص"]);
        let (before, framed) = both.split_once(Adapter::Explicit.enter()).unwrap();
        assert_eq!(before.trim(), "GSB");
        assert!(framed.ends_with(&format!("\n{}", Adapter::Explicit.leave())), "{framed:?}");
        assert_eq!(framed.matches('\u{1b}').count(), 2);
        assert!(!print(&["GSB"]).contains('\u{1b}'));
    }

    #[test]
    fn mlterm_is_not_told_to_lay_out_anew_what_was_printed() {
        let sent = sent(Language::Arabic, 40, Adapter::Mlterm, |out| out.line("سلام"));
        assert!(
            sent.starts_with(Adapter::Mlterm.enter()) && !sent.contains(Adapter::Mlterm.leave()),
            "{sent:?}"
        );
    }

    #[test]
    fn a_printer_that_is_given_up_after_an_error_leaves_the_terminal_as_it_was() {
        let sent = sent(Language::Arabic, 20, Adapter::Explicit, |out| {
            // What fails after a line leaves it there: the printer is dropped without having been flushed.
            out.line("نص")
        });
        assert!(sent.starts_with(Adapter::Explicit.enter()));
        assert!(sent.ends_with(Adapter::Explicit.leave()));
    }

    #[test]
    fn arabic_lines_leave_the_first_column_to_what_must_come_first() {
        let text = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة";
        for adapter in [Adapter::Fence, Adapter::Inverse] {
            let sent = sent(Language::Arabic, 24, adapter, |out| out.line(text));
            assert!(sent.lines().all(|line| line.starts_with([' ', '\u{2800}'])), "{sent:?}");
            assert!(sent.lines().all(|line| measure(line) == 24), "{sent:?}");
        }
    }

    #[test]
    fn text_for_a_program_can_be_read_on_a_screen() {
        let line = on_screen(Language::Arabic, 30, |out| out.exact("  \"text\": \"نص\"\n")).concat();
        assert_eq!(line, "  \"text\": \"ﺺﻧ\"");
    }

    #[test]
    fn a_pipe_gets_logical_text_without_any_mark_of_ours() {
        let text = "نسبة \u{200E}75%\u{200E} ‏في 2026\u{202e}، سلام";
        let sent = piped(Language::Arabic, |out| {
            out.adapter = SharedAdapter::found_by(|| Adapter::Explicit);
            out.line(text)?;
            out.labelled(Role::Bad, "خطأ", text)?;
            out.table(&crate::report::Table {
                title: text.to_owned(),
                columns: vec![crate::report::Column::words("area", text)],
                rows: vec![vec![crate::report::Cell::plain(text)]],
                notes: vec![text.to_owned()],
            })
        });
        assert!(sent.contains("نسبة 75% في 2026\u{fffd}، سلام"), "{sent}");
        let is_ours = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}')
                || matches!(c, '\u{61C}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FE70}'..='\u{FEFF}')
        };
        assert!(!sent.contains(is_ours), "{sent:?}");
    }
}
