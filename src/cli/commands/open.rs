//! `mizan open [NAME]`, and `mizan` without a command: the full screen.

use std::path::PathBuf;

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::ltr;
use crate::cli::arabic::SharedTerminal;
use crate::cli::arguments::positional;
use crate::cli::surroundings::{self, Stage};
use crate::cli::{CommandContext, Failure, failure, farewell};
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::paths::Paths;
use crate::settings::Settings;
use crate::theme::ColourDepth;
use crate::tui::keymap::{self, KeyFault};
use crate::tui::{self, Closed, Ending, FarewellWriter, Opening};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "open", group: Group::Assessments, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![positional("assessment", &words.commands.placeholders.name, &words.commands.arguments.assessment)]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    open_full_screen(context, matches.get_one::<String>("assessment").map(String::as_str))
}

/// Opens the full screen on one assessment or on the list of all, and prints a summary afterwards.
pub(in crate::cli) fn open_full_screen(
    context: &mut CommandContext,
    assessment: Option<&str>,
) -> Result<(), Failure> {
    need_screen(context)?;
    let file = assessment.map(|name| context.file_to_open(name)).transpose()?;
    let closed = show(context, context.paths.clone(), file)?;
    end(context, closed)
}

/// Fails if there is no terminal that can show the full screen.
pub(super) fn need_screen(context: &CommandContext) -> Result<(), Failure> {
    let stage = Stage::here();
    if stage == Stage::Screen {
        return Ok(());
    }
    let words = &context.words.errors.request;
    let why = if stage == Stage::Lines { &words.no_screen_dumb } else { &words.no_screen_why };
    Err(Explanation::new(&words.no_screen).because(why).advise(&words.no_screen_do).into())
}

/// Shows the full screen with the assessments of these folders until it is left.
pub(super) fn show(
    context: &mut CommandContext,
    paths: Paths,
    file: Option<PathBuf>,
) -> Result<Closed, Failure> {
    let terminals = context.terminals()?;
    let (keymap, faults) = keymap::with_own(&context.settings.keys);
    for (name, fault) in faults {
        let place = Settings::place_of(&context.paths, &format!("keys.{name}"));
        let line = place.map(|place| format!(":{}", place.line)).unwrap_or_default();
        let explanation = explain_key_fault(&name, &fault, context.words);
        let explanation = explanation.at(ltr(&format!("{}{line}", context.paths.settings().display())));
        failure::warn(&mut context.errors, &explanation, context.words)?;
        context.complaints.warnings.push(explanation);
    }
    let opening = Opening {
        paths,
        language: context.language,
        code: context.code,
        settings: context.settings.clone(),
        theme: context.theme.clone(),
        is_theme_chosen: context.is_theme_chosen,
        requested: context.requested_adapter,
        terminals,
        keymap,
        complaints: context.complaints.clone(),
        depth: ColourDepth::decide(surroundings::variable, true),
        file,
        farewell: FarewellWriter { size: surroundings::size, write: farewell::text },
    };
    let closed = tui::open(&opening)?;
    context.output_style.terminal = SharedTerminal::sent_through(closed.adapter);
    Ok(closed)
}

/// Why the keys of the action `name` stay as they are.
fn explain_key_fault(name: &str, fault: &KeyFault, words: &Messages) -> Explanation {
    let settings = &words.errors.settings;
    let explanation = match fault {
        KeyFault::UnknownAction { nearest } => {
            let what = Explanation::new(settings.key_of_no_action.fill(&[("action", &name)]));
            match nearest {
                Some(near) => what.advise(words.errors.common.did_you_mean.fill(&[("name", near)])),
                None => what.advise(&settings.key_of_no_action_do),
            }
        }
        KeyFault::UnusableKey(key) => {
            Explanation::new(settings.unusable_key.fill(&[("key", key)])).advise(&settings.unusable_key_do)
        }
        KeyFault::Clash { key, other } => {
            let what = settings.key_clash.fill(&[("key", key), ("action", &name), ("other", other)]);
            Explanation::new(what).advise(settings.key_clash_do.fill(&[("other", other)]))
        }
    };
    explanation.because(&settings.usual_keys)
}

/// Prints the summary of the assessment that was open, and reports how the full screen ended.
pub(super) fn end(context: &mut CommandContext, closed: Closed) -> Result<(), Failure> {
    let Closed { ending, left, language, code, theme, settings, saver: _saver, .. } = closed;
    if let (Ending::Quit | Ending::Signal(_) | Ending::Failed, Some(left)) = (&ending, left) {
        context.adopt(language, code, &theme, settings);
        match farewell::print(context, &left) {
            Ok(()) => {}
            failed if ending == Ending::Quit => return failed,
            // After a signal the exit code must report that signal, even if the terminal is gone and the summary cannot
            // be printed.
            Err(Failure::Failed(explanations)) => {
                context.out.flush().unwrap_or_default();
                for explanation in explanations {
                    failure::print(&mut context.errors, &explanation, context.words).unwrap_or_default();
                }
            }
            Err(_) => {}
        }
    }
    match ending {
        Ending::Quit => Ok(()),
        Ending::Signal(number) => Err(Failure::Signal(number)),
        Ending::Gone => Err(Failure::Signal(HANGUP)),
        Ending::Failed => {
            let words = &context.words.errors.request;
            Err(Explanation::new(&words.program_failed).advise(&words.program_failed_do).into())
        }
    }
}

/// The number of the signal that a closed terminal sends (SIGHUP).
const HANGUP: i32 = 1;
