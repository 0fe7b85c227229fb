//! `mizan list`: lists all assessments with their progress and level.

use std::time::SystemTime;

use clap::{Arg, ArgMatches};
use jiff::civil::Date;

use super::{CommandEntry, Group};
use crate::cli::form::{self, OutputForm};
use crate::cli::grammar::format;
use crate::cli::{CommandContext, Failure};
use crate::clock;
use crate::data::embedded::DEFAULT_PACK;
use crate::explain::{Explain, Explanation};
use crate::i18n::Messages;
use crate::model::Assessment;
use crate::report::listing::{self, ListedAssessment};
use crate::scoring::{self, WholeScore};
use crate::store;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "list", group: Group::Assessments, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![format(words)]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let form = OutputForm::of(matches);
    let files = context.store().list().map_err(|fault| context.failed(&fault))?;
    // A sentence is for readers; programs get an empty table.
    if files.is_empty() && form.is_screen() {
        return Ok(context.out.line(&context.words.commands.done.no_assessments)?);
    }
    let mut troubles = Troubles::default();
    let shared = store::share_names(&files);
    let listed = |(file, shared)| listed(context, file, shared, &mut troubles);
    let listed: Vec<ListedAssessment> = files.into_iter().zip(shared).map(listed).collect();
    let pack = context.pack(DEFAULT_PACK)?;
    let edition = context.edition(&pack);
    form::print(&mut context.out, form, &edition, &[listing::table(&edition, &listed)])?;
    if troubles.first.is_empty() {
        Ok(())
    } else {
        Err(Failure::Failed(troubles.into_explanations(context.words)))
    }
}

/// The reasons why assessments cannot be read: the first different ones, and the number of further ones.
#[derive(Default)]
struct Troubles {
    first: Vec<Explanation>,
    more: usize,
}

impl Troubles {
    /// Number of reasons printed below the list. The list itself has a row for every assessment.
    const MOST: usize = 10;

    fn push(&mut self, trouble: Explanation) {
        if self.first.contains(&trouble) {
            return;
        }
        if self.first.len() < Self::MOST {
            self.first.push(trouble);
        } else {
            self.more += 1;
        }
    }

    fn into_explanations(mut self, words: &Messages) -> Vec<Explanation> {
        if self.more > 0 {
            let done = &words.commands.done;
            let rest = Explanation::new(done.more_unreadable.of(self.more));
            self.first.push(rest.advise(&done.more_unreadable_do));
        }
        self.first
    }
}

/// A row of the list. If the assessment cannot be read, the reason is added to `troubles`.
fn listed(
    context: &mut CommandContext,
    file: store::FolderFile,
    shares_name: bool,
    troubles: &mut Troubles,
) -> ListedAssessment {
    let outcome = match file.outcome {
        Ok(assessment) => whole(context, &assessment),
        Err(error) => Err(error.explain(context.words).into()),
    };
    let outcome = outcome.map_err(|failure| {
        failure.into_explanations().into_iter().for_each(|trouble| troubles.push(trouble));
        context.words.screens.home.unreadable.clone()
    });
    let changed = day(file.modified);
    let own_file = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    ListedAssessment { name: file.name, file: shares_name.then_some(own_file), changed, outcome }
}

fn whole(context: &mut CommandContext, assessment: &Assessment) -> Result<WholeScore, Failure> {
    let pack = context.pack(&assessment.identity.pack.id)?;
    let as_of = assessment.as_of(context.today());
    Ok(scoring::score(&pack, assessment, as_of).whole)
}

/// The day of a time in the user's time zone.
fn day(moment: SystemTime) -> Option<Date> {
    Some(clock::local(jiff::Timestamp::try_from(moment).ok()?).date())
}
