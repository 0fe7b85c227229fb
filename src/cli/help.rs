//! The help pages in the user's language. The contents come from the parser's grammar, so that they cannot differ from
//! it; only the layout is ours, because the parser has no right-to-left layout.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use super::commands::{CommandEntry, Group};
use super::print::page::{PrintedPiece, Term};
use crate::bidi::{ltr, words_from_left};
use crate::i18n::Messages;
use crate::report::terms::ExplainedTerm;
use crate::shell::{self, PROGRAM};
use crate::theme::Role;

/// The help page of the whole program.
pub fn of_program(program: &Command, commands: &[CommandEntry], words: &Messages) -> Vec<PrintedPiece> {
    let (common, help) = (&words.common, &words.commands.help);
    let mut page = vec![
        PrintedPiece::Paragraph(Role::Title, version(words)),
        PrintedPiece::Paragraph(Role::Text, common.tagline.clone()),
        PrintedPiece::Paragraph(Role::Muted, common.unofficial.clone()),
        PrintedPiece::Blank,
        PrintedPiece::Heading(help.usage.clone()),
        PrintedPiece::Code(format!(
            "{PROGRAM} [{}] {}",
            words.commands.placeholders.command, help.options_place
        )),
    ];
    for group in Group::ALL {
        page.extend([PrintedPiece::Blank, PrintedPiece::Heading(group.name(words).to_owned())]);
        let of_group = commands.iter().filter(|entry| entry.group == group);
        page.push(PrintedPiece::Terms(of_group.map(|entry| summary(entry, words)).collect()));
    }
    page.extend([PrintedPiece::Blank, PrintedPiece::Heading(help.everywhere.clone())]);
    page.push(PrintedPiece::Terms(program.get_arguments().map(|argument| term(argument, words)).collect()));
    page.extend([PrintedPiece::Blank, PrintedPiece::Paragraph(Role::Text, help.more.clone())]);
    page
}

/// The help page of one command.
pub fn of_command(program: &Command, entry: &CommandEntry, words: &Messages) -> Vec<PrintedPiece> {
    let (texts, help) = (entry.words(words), &words.commands.help);
    let mut page = vec![PrintedPiece::Paragraph(Role::Title, texts.about.clone())];
    if !texts.details.is_empty() {
        page.push(PrintedPiece::Paragraph(Role::Text, texts.details.clone()));
    }
    page.extend([PrintedPiece::Blank, PrintedPiece::Heading(help.usage.clone())]);
    page.push(PrintedPiece::Code(usage(program, entry.name, words)));
    if let Some(command) = program.find_subcommand(entry.name) {
        let (positional, options): (Vec<&Arg>, Vec<&Arg>) =
            command.get_arguments().partition(|argument| argument.is_positional());
        section(&mut page, &help.arguments, &positional, words);
        section(&mut page, &help.options, &options, words);
    }
    section(&mut page, &help.everywhere, &program.get_arguments().collect::<Vec<_>>(), words);
    if !entry.terms.is_empty() {
        let explained = |term: &ExplainedTerm| Term {
            term: term.name(words).to_owned(),
            meaning: term.meaning(words).to_owned(),
        };
        page.extend([PrintedPiece::Blank, PrintedPiece::Heading(words.reports.terms.heading.clone())]);
        page.push(PrintedPiece::Terms(entry.terms.iter().map(explained).collect()));
    }
    page.extend([PrintedPiece::Blank, PrintedPiece::Heading(help.examples.clone())]);
    page.extend(texts.examples.lines().map(|line| PrintedPiece::Code(line.to_owned())));
    page
}

/// The name and version of the program.
pub fn version(words: &Messages) -> String {
    let version = env!("CARGO_PKG_VERSION");
    words.commands.help.version.fill(&[("name", &words.common.name), ("version", &version)])
}

/// The syntax of a command, for example `mizan answer NAME QUESTION [ANSWER] [options]`.
pub fn usage(program: &Command, name: &str, words: &Messages) -> String {
    let arguments = positionals(program, name);
    let parts = [PROGRAM, name, &arguments, &words.commands.help.options_place];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The syntax of a command with arguments that begin with a hyphen: `mizan answer [options] -- NAME QUESTION [ANSWER]`.
/// `None` for a command that takes no arguments but options.
pub fn usage_after_hyphens(program: &Command, name: &str, words: &Messages) -> Option<String> {
    let arguments = Some(positionals(program, name)).filter(|arguments| !arguments.is_empty())?;
    Some([PROGRAM, name, &words.commands.help.options_place, "--", &arguments].join(" "))
}

fn positionals(program: &Command, name: &str) -> String {
    let positional = program.find_subcommand(name).into_iter().flat_map(Command::get_positionals);
    let shown = positional.map(|argument| {
        let name = placeholder(argument);
        if argument.is_required_set() { name } else { format!("[{name}]") }
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn summary(entry: &CommandEntry, words: &Messages) -> Term {
    Term { term: entry.name.to_owned(), meaning: entry.words(words).about.clone() }
}

fn section(page: &mut Vec<PrintedPiece>, heading: &str, arguments: &[&Arg], words: &Messages) {
    if arguments.is_empty() {
        return;
    }
    page.extend([PrintedPiece::Blank, PrintedPiece::Heading(heading.to_owned())]);
    page.push(PrintedPiece::Terms(arguments.iter().map(|argument| term(argument, words)).collect()));
}

fn term(argument: &Arg, words: &Messages) -> Term {
    let long = argument.get_long().map(|long| format!("--{long}"));
    let short = argument.get_short().map(|short| format!("-{short}"));
    let mut names = [short, long].into_iter().flatten().collect::<Vec<_>>().join(", ");
    if argument.is_positional() {
        names = placeholder(argument);
    } else if argument.get_action().takes_values() {
        let optional = argument.get_num_args().is_some_and(|range| range.min_values() == 0);
        let value = placeholder(argument);
        names.extend(if optional { [" [", &value, "]"] } else { [" ", &value, ""] });
    }
    Term { term: words_from_left(&names).into_owned(), meaning: meaning(argument, words) }
}

/// The purpose of an argument, its possible values and its default.
fn meaning(argument: &Arg, words: &Messages) -> String {
    let help = &words.commands.help;
    let mut sentences = vec![argument.get_help().map(ToString::to_string).unwrap_or_default()];
    if argument.get_action().takes_values() {
        let values = values(argument);
        if !values.is_empty() {
            sentences.push(help.values.fill(&[("values", &values.join(&words.common.list_separator))]));
        }
        if let [default] = argument.get_default_values() {
            let id = default.to_string_lossy();
            let known = argument.get_possible_values().into_iter().find(|value| value.matches(&id, false));
            let shown = known.map_or_else(|| id.into_owned(), |value| value_with_word(&value));
            sentences.push(help.default.fill(&[("value", &shown)]));
        }
    }
    if matches!(argument.get_action(), ArgAction::Append) && !argument.is_positional() {
        sentences.push(help.repeated.clone());
    }
    // The help texts have no full stop, but a further sentence needs one before it.
    let last = sentences.len() - 1;
    let closed = |(place, text): (usize, &String)| {
        if place < last && !text.ends_with('.') { format!("{text}.") } else { text.clone() }
    };
    sentences.iter().enumerate().map(closed).collect::<Vec<_>>().join(" ")
}

/// The possible values of an argument, as a user writes them.
pub fn values(argument: &Arg) -> Vec<String> {
    argument.get_possible_values().iter().map(value_with_word).collect()
}

/// A value as the interface shows it, followed by its id for scripts, unless that is the same word.
fn value_with_word(value: &PossibleValue) -> String {
    let (id, word) = (value.get_name(), value.get_help().map(ToString::to_string));
    match word.filter(|word| !word.eq_ignore_ascii_case(id)) {
        Some(word) => format!("{} ({})", shell::word(&word), ltr(id)),
        None => id.to_owned(),
    }
}

fn placeholder(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    let name = names.first().map_or_else(|| argument.get_id().as_str(), |name| name.as_str());
    let many =
        argument.is_positional() && argument.get_num_args().is_some_and(|range| range.max_values() > 1);
    if many { format!("{name}...") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::COMMANDS;
    use crate::cli::{grammar, languages};
    use crate::i18n::Language;

    /// The words that a page explains.
    fn terms(page: &[PrintedPiece]) -> Vec<&str> {
        let lists = page.iter().filter_map(|piece| match piece {
            PrintedPiece::Terms(terms) => Some(terms),
            _ => None,
        });
        lists.flatten().map(|term| term.term.as_str()).collect()
    }

    #[test]
    fn the_help_lists_every_command_once_with_its_meaning() {
        for language in Language::ALL {
            let words = Messages::of(language);
            let page =
                of_program(&grammar::program(COMMANDS, words, &languages::of_interface()), COMMANDS, words);
            let listed = terms(&page);
            for entry in COMMANDS {
                let times = listed.iter().filter(|term| **term == entry.name).count();
                assert_eq!(times, 1, "{}", entry.name);
                assert!(!entry.words(words).about.is_empty(), "{}", entry.name);
            }
        }
    }

    #[test]
    fn the_help_of_a_command_has_an_example_of_it_and_names_every_argument() {
        for language in Language::ALL {
            let words = Messages::of(language);
            let program = grammar::program(COMMANDS, words, &languages::of_interface());
            for entry in COMMANDS {
                let page = of_command(&program, entry, words);
                let begins = format!("{PROGRAM} {}", entry.name);
                let is_example = |piece: &PrintedPiece| matches!(piece, PrintedPiece::Code(line) if line.starts_with(&begins));
                assert!(page.iter().filter(|piece| is_example(piece)).count() > 1, "{}", entry.name);
                let arguments = (entry.arguments)(words).len() + program.get_arguments().count();
                assert_eq!(terms(&page).len(), arguments + entry.terms.len(), "{}", entry.name);
            }
        }
    }
}
