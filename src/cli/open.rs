//! `mizan open [NAME]`, and `mizan` alone: the full screen.

use clap::{Arg, ArgMatches};

use super::arabic::SharedTerminal;
use super::grammar::positional;
use super::surroundings::{self, can_fill_the_screen};
use super::{CommandContext, CommandEntry, Failure, Group, failure, farewell};
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::theme::ColourDepth;
use crate::tui::{self, Closed, Ending, Opening};

pub(super) const COMMAND: CommandEntry =
    CommandEntry { name: "open", group: Group::Assessments, words: |words| &words.open, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![positional("assessment", "NAME", &words.commands.arguments.assessment)]
}

fn run(matches: &ArgMatches, session: &mut CommandContext) -> Result<(), Failure> {
    open_full_screen(session, matches.get_one::<String>("assessment").map(String::as_str))
}

/// Opens the full-screen program, on one assessment or on the list of all, and says farewell after it.
pub(super) fn open_full_screen(
    session: &mut CommandContext,
    assessment: Option<&str>,
) -> Result<(), Failure> {
    let words = &session.words.errors.request;
    if !can_fill_the_screen() {
        let told =
            Explanation::new(&words.no_screen).because(&words.no_screen_why).advise(&words.no_screen_do);
        return Err(told.into());
    }
    let file = match assessment {
        Some(name) => Some(session.store().find(name).map_err(|error| session.failed(&error))?.path),
        None => None,
    };
    let terminals = session.terminals()?;
    let opening = Opening {
        paths: session.paths.clone(),
        language: session.language,
        settings: session.settings.clone(),
        theme: session.asked_theme.clone(),
        said: session.said,
        terminals,
        complaints: session.complaints.clone(),
        depth: ColourDepth::decide(surroundings::variable, true),
        file,
    };
    let Closed { ending, open, adapter, settings } = tui::open(&opening)?;
    session.manner.terminal = SharedTerminal::sent_through(adapter);
    if let (Ending::Quit | Ending::Signal(_) | Ending::Failed, Some(open)) = (&ending, open) {
        session.speak_as_set(settings);
        let said = farewell::print(session, &open);
        match said {
            // Whoever sent a signal is told of it by the exit code, even when the terminal is gone and nobody reads this.
            Err(Failure::Failed(told)) if ending != Ending::Quit => {
                session.out.flush().unwrap_or_default();
                for explanation in told {
                    failure::print(&mut session.errors, &explanation, session.words).unwrap_or_default();
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
            let words = &session.words.errors.request;
            Err(Explanation::new(&words.program_failed).advise(&words.program_failed_do).into())
        }
    }
}

/// The number of the signal that a vanished terminal sends.
const HANGUP: i32 = 1;
