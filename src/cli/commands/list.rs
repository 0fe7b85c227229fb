//! `mizan list`: lists all assessments with their progress and level.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use clap::{Arg, ArgMatches};
use jiff::civil::Date;

use super::{CommandEntry, Group};
use crate::cli::form::{self, OutputForm, format_options};
use crate::cli::{CommandContext, Failure};
use crate::clock;
use crate::data::Packs;
use crate::data::embedded::DEFAULT_PACK;
use crate::explain::{Explain, Explanation};
use crate::export::output::{self, ListedFile, ListedResults};
use crate::export::{ValueWriter, WordsWanted};
use crate::i18n::Messages;
use crate::model::Pack;
use crate::report::listing::{self, ListedAssessment, QuestionnaireColumn};
use crate::scoring::{Answers, Summary, Unusable, VersionDifference, unusable_targets};
use crate::shell;
use crate::store::{self, FolderEntry, FolderFile};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "list", group: Group::Assessments, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    format_options(words).into()
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let form = OutputForm::of(matches, context)?;
    let entries = context.store().entries().map_err(|fault| context.failed(&fault))?;
    if entries.is_empty() && form.is_screen() {
        let advice = shell::advice(&context.words.commands.done.no_assessments);
        return Ok(context.out.line(&advice)?);
    }
    let (today, words) = (context.today(), context.words);
    let packs = Mutex::new(context.packs());
    let wanted = match form {
        OutputForm::Data(data) => data.wanted(),
        OutputForm::Screen | OutputForm::Reading(_) => WordsWanted::No,
    };
    let scored = store::read_each(&entries, |file| ScoredFile::of(file, &packs, today, wanted, words));
    let shared = store::share_names(scored.iter().map(|file| file.name.as_str()));
    let mut troubles = Troubles::default();
    if let OutputForm::Data(data) = form {
        let rows = scored.into_iter().zip(&entries);
        let files: Vec<_> = rows.map(|(scored, entry)| scored.for_programs(entry, &mut troubles)).collect();
        data.print(&mut context.out, &output::listing(&files, data.wanted()))?;
    } else {
        let rows = scored.into_iter().zip(entries.iter().zip(shared));
        let row = |(scored, (entry, shares_name)): (ScoredFile, (&FolderEntry, bool))| {
            scored.listed(entry, shares_name, words, &mut troubles)
        };
        let listed: Vec<ListedAssessment> = rows.map(row).collect();
        let in_use: BTreeSet<&str> = listed.iter().filter_map(pack_id).collect();
        let are_several = in_use.len() > 1 || (!in_use.is_empty() && context.packs().ids().len() > 1);
        let column = if are_several { QuestionnaireColumn::Shown } else { QuestionnaireColumn::None };
        let pack = context.pack(DEFAULT_PACK)?;
        let edition = context.edition(&pack);
        form::print(&mut context.out, form, &edition, &[listing::table(&edition, &listed, column)])?;
    }
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

/// The results of a file.
struct ScoredContents {
    pack: Arc<Pack>,
    summary: Summary,
    versions: VersionDifference,
    unusable_targets: Vec<Unusable>,
    results: ListedResults,
}

/// What the list says about a file. The assessment itself is dropped, because a folder may hold thousands.
struct ScoredFile {
    name: String,
    written_name: String,
    outcome: Result<ScoredContents, Explanation>,
}

impl ScoredFile {
    fn of(
        file: FolderFile,
        packs: &Mutex<&mut Packs>,
        today: Date,
        wanted: WordsWanted,
        words: &Messages,
    ) -> Self {
        let outcome = file.outcome.map_err(|error| error.explain(words)).and_then(|assessment| {
            let pack =
                packs.lock().unwrap_or_else(PoisonError::into_inner).find(&assessment.identity.pack.id);
            let pack = pack.map_err(|error| error.explain(words))?;
            let summary = Answers::new(&pack, &assessment, assessment.as_of(today)).summary();
            let versions = VersionDifference::of(&pack, &assessment);
            let unusable_targets = unusable_targets(&pack, &assessment);
            let writer = ValueWriter { pack: &pack, wanted };
            let results =
                ListedResults::of(writer, assessment.identity.pack, &summary, &versions, &unusable_targets);
            Ok(ScoredContents { pack, summary, versions, unusable_targets, results })
        });
        Self { name: file.name, written_name: file.written_name, outcome }
    }

    /// Its row. The reason why it cannot be read is added to `troubles`.
    fn listed(
        self,
        entry: &FolderEntry,
        shares_name: bool,
        words: &Messages,
        troubles: &mut Troubles,
    ) -> ListedAssessment {
        let (outcome, unusable_targets) = match self.outcome {
            Ok(ScoredContents { pack, summary, versions, unusable_targets, .. }) => {
                (Ok((pack, summary, versions)), unusable_targets)
            }
            Err(trouble) => {
                troubles.push(trouble);
                (Err(words.screens.home.unreadable.clone()), Vec::new())
            }
        };
        let file = shares_name.then(|| file_name(entry));
        ListedAssessment { name: self.name, file, changed: day(entry.modified), outcome, unusable_targets }
    }

    /// What a program reads about it. The reason why it cannot be read is added to `troubles`.
    fn for_programs(self, entry: &FolderEntry, troubles: &mut Troubles) -> ListedFile {
        let results = self.outcome.map(|known| known.results).map_err(|trouble| troubles.push(trouble));
        ListedFile::new(self.written_name, file_name(entry), day(entry.modified), results.ok())
    }
}

fn pack_id(listed: &ListedAssessment) -> Option<&str> {
    listed.outcome.as_ref().ok().map(|(pack, ..)| pack.manifest.id.as_str())
}

fn file_name(entry: &FolderEntry) -> String {
    entry.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The day of a time in the user's time zone.
fn day(moment: SystemTime) -> Option<Date> {
    Some(clock::local(jiff::Timestamp::try_from(moment).ok()?).date())
}
