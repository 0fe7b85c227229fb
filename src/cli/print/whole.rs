//! Prints paragraphs beside a label, and whole what the user may want to copy.

use std::io;

use super::{Printer, RowCell, piped};
use crate::bidi::{Base, PrintedLine, PrintedText};
use crate::shell::{copied_from, is_path, islands};
use crate::theme::Role;

impl Printer {
    /// Prints a paragraph after a coloured label, for example `Error: …`.
    pub fn labelled(&mut self, role: Role, label: &str, text: &str) -> io::Result<()> {
        self.beside([role, Role::Text], &format!("{label}: "), text, 0)
    }

    /// Prints a paragraph beside a label, both in their roles.
    pub(super) fn beside(
        &mut self,
        roles: [Role; 2],
        label: &str,
        text: &str,
        indent: usize,
    ) -> io::Result<()> {
        self.beside_on(roles, label, text, indent, false)
    }

    /// Prints a paragraph beside a label, which comes after it if it is turned. A path for which there is no room beside
    /// the label is below it.
    pub(super) fn beside_on(
        &mut self,
        roles: [Role; 2],
        label: &str,
        text: &str,
        indent: usize,
        is_turned: bool,
    ) -> io::Result<()> {
        let label = self.shown(label);
        let room = self.text_width().saturating_sub(label.width + indent).max(20);
        let lines =
            if self.is_terminal() { self.laid(text, self.own()).wrap(room) } else { vec![piped(text)] };
        if lines.len() > 1 && is_path(text) {
            self.row(&[RowCell::new(roles[0], &label)], indent)?;
            return self.whole(roles[1], text);
        }
        let below = PrintedLine::single(String::new(), 0);
        for (place, line) in lines.iter().enumerate() {
            let beside = RowCell {
                columns: label.width,
                ..RowCell::new(roles[0], if place == 0 { &label } else { &below })
            };
            let text = RowCell::within(roles[1], line, room, self.language.direction());
            self.row(&if is_turned { [text, beside] } else { [beside, text] }, indent)?;
        }
        self.broken(text, &lines)
    }

    /// Prints a text from left to right on one line, so that it can be copied. The terminal itself goes on with what is
    /// longer than a line, and copies it as one.
    pub fn whole(&mut self, role: Role, text: &str) -> io::Result<()> {
        let line = self.on_one_line(text);
        self.row(&[RowCell::new(role, &line)], 0)
    }

    /// Prints [`whole`](Self::whole) what the `lines` of a text break of what the user may want to copy.
    pub(super) fn broken(&mut self, text: &str, lines: &[PrintedLine]) -> io::Result<()> {
        if lines.len() < 2 {
            return Ok(());
        }
        let text = islands(text);
        for copied in copied_from(&text) {
            let copied = self.on_one_line(copied);
            if !lines.iter().any(|line| line.text.contains(&copied.text)) {
                self.row(&[RowCell::new(Role::Text, &copied)], 0)?;
            }
        }
        Ok(())
    }

    fn on_one_line(&self, text: &str) -> PrintedLine {
        if self.is_terminal() {
            PrintedText::new(text, Base::Ltr, self.output_style.presentation).one_line()
        } else {
            piped(text)
        }
    }
}
