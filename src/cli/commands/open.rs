//! `mizan open [NAME]`, and `mizan` alone: the full screen.

use clap::{Arg, ArgMatches};

use crate::cli::arabic::SharedTerminal;
use crate::cli::grammar::positional;
use crate::cli::surroundings::{self, can_fill_the_screen};
use super::{CommandEntry, Group};
use crate::cli::{CommandContext, Failure, failure, farewell};
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::theme::ColourDepth;
use crate::tui::{self, Closed, Ending, Opening};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "open", group: Group::Assessments, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![positional("assessment", "NAME", &words.commands.arguments.assessment)]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    open_full_screen(context, matches.get_one::<String>("assessment").map(String::as_str))
}

/// Opens the full-screen program, on one assessment or on the list of all, and says farewell after it.
pub(in crate::cli) fn open_full_screen(
    context: &mut CommandContext,
    assessment: Option<&str>,
) -> Result<(), Failure> {
    let words = &context.words.errors.request;
    if !can_fill_the_screen() {
        let told =
            Explanation::new(&words.no_screen).because(&words.no_screen_why).advise(&words.no_screen_do);
        return Err(told.into());
    }
    let file = match assessment {
        Some(name) => Some(context.store().find_file(name).map_err(|error| context.failed(&error))?),
        None => None,
    };
    let terminals = context.terminals()?;
    let opening = Opening {
        paths: context.paths.clone(),
        language: context.language,
        settings: context.settings.clone(),
        theme: context.asked_theme.clone(),
        said: context.said,
        terminals,
        complaints: context.complaints.clone(),
        depth: ColourDepth::decide(surroundings::variable, true),
        file,
    };
    let Closed { ending, open, adapter, settings } = tui::open(&opening)?;
    context.output_style.terminal = SharedTerminal::sent_through(adapter);
    if let (Ending::Quit | Ending::Signal(_) | Ending::Failed, Some(open)) = (&ending, open) {
        context.speak_as_set(settings);
        let said = farewell::print(context, &open);
        match said {
            // Whoever sent a signal is told of it by the exit code, even when the terminal is gone and nobody reads this.
            Err(Failure::Failed(told)) if ending != Ending::Quit => {
                context.out.flush().unwrap_or_default();
                for explanation in told {
                    failure::print(&mut context.errors, &explanation, context.words).unwrap_or_default();
                }
            }
            said if ending == Ending::Quit => said?,
            _ => {}
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

/// The number of the signal that a vanished terminal sends.
const HANGUP: i32 = 1;
