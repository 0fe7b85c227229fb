//! The forms that results are printed in: framed for a screen, or in a format of `export`.

use std::sync::LazyLock;

use clap::{Arg, ArgMatches};

use super::Failure;
use super::arguments::{choice, text};
use super::print::Printer;
use crate::export::format::{self, Format, Purpose};
use crate::i18n::Messages;
use crate::report::page::Page;
use crate::report::{Edition, Table};
use crate::theme::Role;

/// The word for the form of a screen in `--format`.
const SCREEN: &str = "table";

/// Every form by its word, the default first.
static FORMS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| [SCREEN].into_iter().chain(format::ALL.iter().map(|format| format.name)).collect());

/// `--format`, for commands that print tables.
pub fn format_option(words: &'static Messages) -> Arg {
    choice("format", "FORMAT", &FORMS, &words.commands.arguments.format).default_value(FORMS[0])
}

/// The form of printed results.
#[derive(Clone, Copy)]
pub enum OutputForm {
    /// For reading: a framed table on a screen, plain columns in a pipe.
    Screen,
    /// A format.
    Format(&'static Format),
}

impl OutputForm {
    /// The form of the option `--format`.
    pub fn of(matches: &ArgMatches) -> Self {
        format::named(text(matches, "format")).map_or(Self::Screen, Self::Format)
    }

    /// Whether it is for a screen.
    pub fn is_screen(self) -> bool {
        matches!(self, Self::Screen)
    }

    /// Whether it is read, so that a report may be cut into several tables.
    pub fn is_read(self) -> bool {
        match self {
            Self::Screen => true,
            Self::Format(format) => format.purpose == Purpose::Reading,
        }
    }

    /// Whether a page can replace the tables.
    pub fn has_pages(self) -> bool {
        matches!(self, Self::Format(Format { page: Some(_), .. }))
    }
}

/// Prints tables one after another, in the words of an edition.
pub fn print(
    out: &mut Printer,
    form: OutputForm,
    edition: &Edition,
    tables: &[Table],
) -> Result<(), Failure> {
    if let OutputForm::Format(format) = form {
        return Ok(out.exact(&(format.tables)(tables, edition))?);
    }
    for (place, table) in tables.iter().enumerate() {
        if place > 0 {
            out.blank()?;
        }
        out.table(&table.in_words(edition))?;
    }
    Ok(())
}

/// Prints a page. A format without a form for it prints it as on a screen.
pub fn print_page(out: &mut Printer, form: OutputForm, page: &Page) -> Result<(), Failure> {
    if let OutputForm::Format(Format { page: Some(written), .. }) = form {
        return Ok(out.exact(&written(page))?);
    }
    if !page.title.is_empty() {
        out.paragraph(Role::Title, &page.title, 0)?;
    }
    for (place, section) in page.sections.iter().enumerate() {
        if place > 0 || !page.title.is_empty() {
            out.blank()?;
        }
        if !section.heading.is_empty() {
            out.paragraph(Role::Heading, &section.heading, 0)?;
        }
        section
            .lines
            .iter()
            .try_for_each(|line| out.paragraph(line.tone.role(), &line.text, 2 * (line.indent + 1)))?;
    }
    Ok(())
}
