//! The forms that results are printed in: framed for a screen, or in a format of `export`.

use std::sync::LazyLock;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches};

use super::arguments::{choice, switch, text};
use super::print::Printer;
use super::problem::Problem;
use super::{CommandContext, Failure};
use crate::bidi::isolates_as_islands;
use crate::export::format::{self, Format, FormatReader, ReadingFormat};
use crate::export::output::MachineOutput;
use crate::export::{ValueWriter, WordsWanted};
use crate::i18n::{Language, Messages, text_language};
use crate::model::Pack;
use crate::report::page::Page;
use crate::report::{Edition, Table};
use crate::theme::Role;

/// The word for the form of a screen in `--format`.
const SCREEN: &str = "table";

const FORMAT: &str = "format";

/// The options that only a form for programs follows.
pub(super) const WORDS: &str = "words";
const BOM: &str = "bom";

/// Begins a text for programs that take it for another encoding without it, such as spreadsheets.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Every form by its word, the default first.
static FORMS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| [SCREEN].into_iter().chain(format::ALL.iter().map(|format| format.name)).collect());

/// `--format`, `--words` and `--bom`, for commands that print tables with ids of a pack.
pub fn format_options(words: &'static Messages) -> [Arg; 3] {
    let [format, bom] = format_options_without_words(words);
    [
        format,
        choice(
            WORDS,
            &words.commands.placeholders.language,
            &Language::CODES,
            &words.commands.arguments.words,
        ),
        bom,
    ]
}

/// `--format` and `--bom`, for commands that print tables without ids of a pack.
pub fn format_options_without_words(words: &'static Messages) -> [Arg; 2] {
    let format =
        choice(FORMAT, &words.commands.placeholders.format, &FORMS, &words.commands.arguments.format);
    [format.default_value(FORMS[0]), bom_option(words)]
}

/// `--bom`
pub fn bom_option(words: &'static Messages) -> Arg {
    switch(BOM, &words.commands.arguments.bom)
}

/// What a text of `format` begins with: a byte order mark if `--bom` asks for it. Fails if the format may not have one.
pub fn byte_order_mark(matches: &ArgMatches, format: &Format) -> Result<&'static str, Problem> {
    match matches.get_flag(BOM) {
        false => Ok(""),
        true if format.takes_byte_order_mark => Ok(BYTE_ORDER_MARK),
        true => Err(Problem::NoByteOrderMark(format.name)),
    }
}

/// The form of printed results.
#[derive(Clone, Copy)]
pub enum OutputForm {
    /// For reading: a framed table on a screen, plain columns in a pipe.
    Screen,
    /// For reading: a format.
    Reading(ReadingFormat),
    /// For other programs.
    Data(DataForm),
}

/// A form for other programs.
#[derive(Clone, Copy)]
pub struct DataForm {
    write: fn(&MachineOutput) -> String,
    /// The language of `--words`.
    words: Option<&'static str>,
    /// What the text begins with.
    begin: &'static str,
}

impl OutputForm {
    /// The form of the options. Fails if one of them is only for programs and the form is not.
    pub fn of(matches: &ArgMatches, context: &CommandContext) -> Result<Self, Failure> {
        let form = match format::named(text(matches, FORMAT)) {
            None => Self::Screen,
            Some(Format { reader: FormatReader::User(format), .. }) => Self::Reading(*format),
            Some(format @ Format { reader: FormatReader::Program(write), .. }) => {
                let begin = byte_order_mark(matches, format).map_err(|problem| context.refused(&problem))?;
                return Ok(Self::Data(DataForm { write: *write, words: words_of(matches), begin }));
            }
        };
        let without_effect = [(WORDS, words_of(matches).is_some()), (BOM, matches.get_flag(BOM))];
        match without_effect.into_iter().find(|(_, is_given)| *is_given) {
            Some((option, _)) => Err(context.refused(&Problem::OnlyForPrograms(option))),
            None => Ok(form),
        }
    }

    /// Whether it is for a screen.
    pub fn is_screen(self) -> bool {
        matches!(self, Self::Screen)
    }
}

/// Fails if an option about the form was given to a command that prints no list this time.
pub fn refuse_options(matches: &ArgMatches, context: &CommandContext) -> Result<(), Failure> {
    let is_given = |option: &&str| matches.value_source(option) == Some(ValueSource::CommandLine);
    match [FORMAT, BOM].into_iter().find(is_given) {
        Some(option) => Err(context.refused(&Problem::OnlyForLists(option))),
        None => Ok(()),
    }
}

/// The language of `--words`; `None` also for a command without the option.
fn words_of(matches: &ArgMatches) -> Option<&'static str> {
    let code = matches.try_get_one::<String>(WORDS).ok().flatten()?;
    Some(text_language(code))
}

impl DataForm {
    /// Writes values of a pack, with the words that are asked for.
    pub fn writer(self, pack: &Pack) -> ValueWriter<'_> {
        ValueWriter { pack, wanted: self.wanted() }
    }

    /// The words that are asked for.
    pub fn wanted(self) -> WordsWanted<'static> {
        self.words.map_or(WordsWanted::No, WordsWanted::In)
    }

    /// Prints an output.
    pub fn print(self, out: &mut Printer, output: &MachineOutput) -> Result<(), Failure> {
        Ok(out.exact(&format!("{}{}", self.begin, (self.write)(output)))?)
    }
}

/// Prints tables one after another, in the words of an edition: framed, or in a format for reading.
pub fn print(
    out: &mut Printer,
    form: OutputForm,
    edition: &Edition,
    tables: &[Table],
) -> Result<(), Failure> {
    if let OutputForm::Reading(format) = form {
        return reading(out, &(format.tables)(tables, edition));
    }
    for (place, table) in tables.iter().enumerate() {
        if place > 0 {
            out.blank()?;
        }
        out.table(&table.in_words(edition))?;
    }
    Ok(())
}

/// Prints a page.
pub fn print_page(
    out: &mut Printer,
    form: OutputForm,
    edition: &Edition,
    page: &Page,
) -> Result<(), Failure> {
    if let OutputForm::Reading(format) = form {
        return reading(out, &(format.page)(page, edition));
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
        section.lines.iter().try_for_each(|line| {
            out.item(line.tone.role(), &line.marker, &line.text, 2 * (line.indent + 1))
        })?;
    }
    Ok(())
}

/// Prints a text in a format for reading. A screen gets its isolates as islands.
fn reading(out: &mut Printer, text: &str) -> Result<(), Failure> {
    Ok(if out.is_terminal() { out.exact(&isolates_as_islands(text)) } else { out.exact(text) }?)
}
