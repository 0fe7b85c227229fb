//! `mizan open [NAME]`, and `mizan` alone: the full screen.

use clap::{Arg, ArgMatches};

use super::grammar::positional;
use super::surroundings::{can_fill_the_screen, variable};
use super::{Entry, Failure, Group, Session};
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::theme::ColourDepth;
use crate::tui::{self, Ending, Opening};

pub(super) const COMMAND: Entry =
    Entry { name: "open", group: Group::Assessments, words: |words| &words.open, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![positional("assessment", "NAME", &words.commands.arguments.assessment)]
}

fn run(matches: &ArgMatches, session: &mut Session) -> Result<(), Failure> {
    open_full_screen(session, matches.get_one::<String>("assessment").map(String::as_str))
}

/// Opens the full-screen program, on one assessment or on the list of all, and returns when the person leaves it.
pub(super) fn open_full_screen(session: &mut Session, assessment: Option<&str>) -> Result<(), Failure> {
    let words = &session.words.errors.request;
    if !can_fill_the_screen() {
        let told =
            Explanation::new(&words.no_screen).because(&words.no_screen_why).advise(&words.no_screen_do);
        return Err(told.into());
    }
    if let Some(name) = assessment {
        session.store().find(name).map_err(|error| session.failed(&error))?;
    }
    let closed = tui::open(Opening {
        paths: session.paths.clone(),
        language: session.language,
        settings: session.settings.clone(),
        theme: Some(session.theme.id().to_owned()),
        depth: ColourDepth::decide(variable, true),
        name: assessment.map(str::to_owned),
    })?;
    match closed.ending {
        Ending::Quit => Ok(()),
        Ending::Signal(signal) => Err(Failure::Signal(signal)),
        Ending::Gone => Err(Failure::Signal(HANGUP)),
    }
}

/// The signal of a terminal that is gone.
const HANGUP: i32 = 1;
