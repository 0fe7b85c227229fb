//! `mizan open [NAME]`, and `mizan` alone: the full screen.

use clap::{Arg, ArgMatches};

use super::grammar::positional;
use super::surroundings::can_fill_the_screen;
use super::{Entry, Failure, Group, Session};
use crate::explain::Explanation;
use crate::i18n::Messages;

pub(super) const COMMAND: Entry =
    Entry { name: "open", group: Group::Assessments, words: |words| &words.open, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![positional("assessment", "NAME", &words.commands.arguments.assessment)]
}

fn run(matches: &ArgMatches, session: &mut Session) -> Result<(), Failure> {
    open_full_screen(session, matches.get_one::<String>("assessment").map(String::as_str))
}

/// Opens the full-screen program, on one assessment or on the list of all.
pub(super) fn open_full_screen(session: &mut Session, _assessment: Option<&str>) -> Result<(), Failure> {
    let words = &session.words.errors.request;
    if !can_fill_the_screen() {
        let told =
            Explanation::new(&words.no_screen).because(&words.no_screen_why).advise(&words.no_screen_do);
        return Err(told.into());
    }
    Ok(())
}
