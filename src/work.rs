//! An open assessment: its pack, its answers, its undo history and its score.
//!
//! A [`Sheet`] is a value, so that a copy with some edits is a sandbox ([`Sheet::with`]). It knows no file and no
//! screen: its owner decides where it is saved, and whether it may be.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::edit::{Edit, History, Touched};
use crate::model::{Area, Assessment, Entry, Pack, Question, QuestionId};
use crate::scoring::{
    Answers, AreaScore, OpenKind, Progress, Scorecard, Standing, Unusable, VersionDifference,
    is_to_look_again, unusable, unusable_targets,
};

/// An assessment with its score.
#[derive(Clone)]
pub struct Sheet {
    pack: Arc<Pack>,
    assessment: Assessment,
    history: History,
    /// The question that was answered last since the file was opened.
    last_answered: Option<QuestionId>,
    today: Date,
    derived: Derived,
}

/// What follows from the answers. Each part is computed when it is first asked for after a change, and then kept: the
/// overview asks for all of them on every key and the pack may have thousands of questions, but the question that
/// follows an answer is shown without them.
#[derive(Clone, Default)]
struct Derived {
    progress: OnceLock<Progress>,
    scorecard: OnceLock<Scorecard>,
    coverage: OnceLock<Coverage>,
    versions: OnceLock<VersionDifference>,
    unusable: OnceLock<Vec<Unusable>>,
}

/// Where the user goes on, and what the profile leaves out.
#[derive(Clone)]
struct Coverage {
    continues_at: Option<QuestionId>,
    left_out: usize,
}

impl Coverage {
    fn of(sheet: &Sheet) -> Self {
        let assessment = &sheet.assessment;
        let standings: Vec<_> = sheet.standings().collect();
        let waiting: Vec<_> = standings
            .iter()
            .map(|(question, standing)| {
                (&question.id, Waiting::of(question, assessment.entry(&question.id), *standing))
            })
            .collect();
        // The file does not say when a question was answered. Most users answer them in their order.
        let known =
            standings.iter().rfind(|(_, standing)| standing.is_answer()).map(|(question, _)| &question.id);
        let last = sheet.last_answered.as_ref().or(known);
        let left_out = |standing: Standing| matches!(standing, Standing::Hidden { .. });
        Self {
            continues_at: next_waiting(&waiting, last, LastInRound::Included),
            left_out: standings.iter().filter(|(_, standing)| left_out(*standing)).count(),
        }
    }
}

/// Whether a search that goes once around ends with the question that it began after.
#[derive(Clone, Copy)]
enum LastInRound {
    /// It does.
    Included,
    /// It ends with the question before that.
    LeftOut,
}

/// Why a question waits for the user. Every way through the questions that leads to the next one to answer asks here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Waiting {
    /// Its answer is a level that the scale does not have.
    OutsideScale,
    /// It has no answer.
    Unanswered,
    /// It is answered as unknown.
    Unknown,
    /// It changed its meaning after it was answered.
    LookAgain,
}

impl Waiting {
    /// Every reason, the ones to go to first at first: an answer outside the scale is probably a slip, the user has
    /// already seen a question that is unknown, and one that changed its meaning has an answer that counts.
    pub(crate) const IN_ORDER: [Self; 4] =
        [Self::OutsideScale, Self::Unanswered, Self::Unknown, Self::LookAgain];

    /// The first reason of a question with this entry and state. `None` if it does not wait.
    fn of(question: &Question, entry: Option<&Entry>, standing: Standing) -> Option<Self> {
        match standing.open() {
            Some(OpenKind::OutsideScale) => Some(Self::OutsideScale),
            Some(OpenKind::Unanswered) => Some(Self::Unanswered),
            Some(OpenKind::Unknown) => Some(Self::Unknown),
            None => entry
                .is_some_and(|entry| is_to_look_again(question, entry, standing))
                .then_some(Self::LookAgain),
        }
    }
}

/// The next waiting question after `after`, continuing at the start after the end, in the order of
/// [`Waiting::IN_ORDER`].
fn next_waiting(
    all: &[(&QuestionId, Option<Waiting>)],
    after: Option<&QuestionId>,
    last: LastInRound,
) -> Option<QuestionId> {
    let place = after.and_then(|after| all.iter().position(|(id, _)| *id == after));
    let (before, behind) = all.split_at(place.map_or(0, |place| place + 1));
    let before = match (last, before) {
        (LastInRound::LeftOut, [before @ .., _]) => before,
        _ => before,
    };
    let round = behind.iter().chain(before);
    let first = |wanted| round.clone().find(|(_, waiting)| *waiting == Some(wanted));
    let next = Waiting::IN_ORDER.into_iter().find_map(first);
    next.map(|(id, _)| (*id).clone())
}

impl Sheet {
    /// The sheet of `assessment`, to be scored for its own as-of day, or otherwise for `today`.
    pub fn new(pack: Arc<Pack>, assessment: Assessment, today: Date) -> Self {
        let (history, derived) = (History::default(), Derived::default());
        Self { pack, assessment, history, last_answered: None, today, derived }
    }

    /// The pack with the questions.
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// The answers.
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// The score of the current answers.
    pub fn scorecard(&self) -> &Scorecard {
        let score = || Answers::new(&self.pack, &self.assessment, self.as_of()).score();
        self.derived.scorecard.get_or_init(score)
    }

    /// How far the questions are answered.
    pub fn progress(&self) -> Progress {
        let count = || Progress::of(self.standings().map(|(_, standing)| standing));
        *self.derived.progress.get_or_init(count)
    }

    /// The day that is scored for.
    pub fn as_of(&self) -> Date {
        self.assessment.as_of(self.today)
    }

    /// Scores for another day, unless the assessment has its own. This is no edit and changes no history.
    pub fn begin_day(&mut self, today: Date) {
        let before = self.as_of();
        self.today = today;
        if self.as_of() != before {
            self.derived = Derived::default();
        }
    }

    /// Applies edits as one step that can be undone. Returns whether they changed the assessment.
    pub fn edit(&mut self, edits: &[Edit]) -> bool {
        let is_changed = self.history.make(edits, &mut self.assessment, &self.pack);
        let answered = edits.iter().rev().find_map(Edit::answered);
        self.last_answered = answered.cloned().or(self.last_answered.take());
        if is_changed || answered.is_some() {
            self.derived = Derived::default();
        }
        is_changed
    }

    /// A sandbox: a copy of the sheet with these edits. Further edits to it do not change this sheet.
    #[must_use]
    pub fn with(&self, edits: &[Edit]) -> Self {
        let mut sandbox = self.clone();
        sandbox.edit(edits);
        sandbox
    }

    /// Undoes the last step. Returns what it changed, or `None` if there is no step.
    pub fn undo(&mut self) -> Option<Touched> {
        let touched = self.history.undo(&mut self.assessment)?;
        self.derived = Derived::default();
        Some(touched)
    }

    /// Redoes the step that was undone last. Returns what it changed, or `None` if there is none.
    pub fn redo(&mut self) -> Option<Touched> {
        let touched = self.history.redo(&mut self.assessment)?;
        self.derived = Derived::default();
        Some(touched)
    }

    /// Replaces the assessment with another state, written by other users or made by a merge.
    ///
    /// The history is cleared, because undoing our own steps would also undo their changes.
    pub fn replace(&mut self, assessment: Assessment) {
        self.assessment = assessment;
        self.history = History::default();
        self.derived = Derived::default();
    }

    /// Sets the name after the file was renamed. This is no step that can be undone, because undo does not rename
    /// files.
    pub fn rename(&mut self, name: &str) {
        name.clone_into(&mut self.assessment.identity.name);
    }

    /// The entry of a question; empty if it has none.
    pub fn entry(&self, question: &QuestionId) -> Entry {
        self.assessment.entry(question).cloned().unwrap_or_default()
    }

    /// Whether a question applies to this organisation.
    pub fn applies(&self, question: &Question) -> bool {
        self.assessment.profile.applicability(question).applies()
    }

    /// The state of a question of the pack.
    pub fn standing(&self, question: &Question) -> Standing {
        let entry = self.assessment.entry(&question.id);
        Standing::of(self.pack.scale(), &self.assessment.profile, question, entry)
    }

    /// Every question of the pack with its state.
    fn standings(&self) -> impl Iterator<Item = (&Question, Standing)> {
        self.pack.questions().map(|(_, question)| (question, self.standing(question)))
    }

    /// The score of an area of the pack.
    pub fn area_score(&self, area: &Area) -> &AreaScore {
        self.scorecard().area(&area.id).expect("every area of the pack is scored")
    }

    /// Why a question of the pack waits for the user. `None` if it does not.
    pub(crate) fn waiting(&self, question: &Question) -> Option<Waiting> {
        Waiting::of(question, self.assessment.entry(&question.id), self.standing(question))
    }

    /// The next waiting question after `question`, continuing at the start of the pack after its end: outside the scale,
    /// or else without an answer, or else unknown, or else with another meaning than when it was answered. `None` if no
    /// other one waits.
    pub fn next_waiting(&self, question: &QuestionId) -> Option<QuestionId> {
        let all = self.pack.questions().map(|(_, known)| (&known.id, self.waiting(known)));
        next_waiting(&all.collect::<Vec<_>>(), Some(question), LastInRound::LeftOut)
    }

    /// The waiting question to continue with: the next one after the question that was answered last. `None` if none
    /// waits.
    pub fn continues_at(&self) -> Option<&QuestionId> {
        self.coverage().continues_at.as_ref()
    }

    /// What the pack cannot use: answers and targets outside the scale, and targets of areas that it does not have.
    pub fn unusable(&self) -> &[Unusable] {
        self.derived.unusable.get_or_init(|| unusable(&self.pack, &self.assessment))
    }

    /// The targets that the pack cannot use.
    pub fn unusable_targets(&self) -> Vec<Unusable> {
        unusable_targets(&self.pack, &self.assessment)
    }

    /// The number of questions that the profile excludes.
    pub fn left_out(&self) -> usize {
        self.coverage().left_out
    }

    /// What lies between the version of the pack that is answered and the version that scores.
    pub fn versions(&self) -> &VersionDifference {
        self.derived.versions.get_or_init(|| VersionDifference::of(&self.pack, &self.assessment))
    }

    fn coverage(&self) -> &Coverage {
        self.derived.coverage.get_or_init(|| Coverage::of(self))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{Answer, Evidence, Level, LevelRange};
    use crate::sample;

    const TODAY: Date = date(2026, 3, 1);

    /// A sheet of one area with a question for each word of `answers`.
    fn sheet(answers: &str) -> Sheet {
        let count = answers.split_whitespace().count();
        let questions = (1..=count).map(|number| sample::question(&format!("q{number}"), 1)).collect();
        let pack = sample::pack(vec![sample::area("one", questions)]);
        let assessment = sample::assessment(&pack, answers);
        Sheet::new(Arc::new(pack), assessment, TODAY)
    }

    fn answer(question: &str, level: u8) -> Edit {
        Edit::Answer(question.into(), Some(Answer::Level(Level(level))))
    }

    fn level(sheet: &Sheet) -> u8 {
        let LevelRange { low, high } = sheet.scorecard().areas[0].claimed;
        assert_eq!(low, high);
        low.0
    }

    #[test]
    fn the_score_follows_every_change_and_a_sandbox_has_its_own() {
        let mut sheet = sheet("1");
        let sandbox = sheet.with(&[answer("q1", 5)]);
        assert_eq!((level(&sheet), level(&sandbox)), (1, 5));
        assert!(sheet.edit(&[answer("q1", 3)]) && !sheet.edit(&[answer("q1", 3)]));
        assert_eq!(level(&sheet), 3);
        assert!(sheet.undo().is_some());
        assert_eq!(level(&sheet), 1);
        assert!(sheet.redo().is_some());
        assert_eq!(level(&sheet), 3);
    }

    #[test]
    fn what_others_wrote_is_scored_for_its_own_day_or_today_and_cannot_be_undone() {
        let mut sheet = sheet("1");
        sheet.edit(&[answer("q1", 2)]);
        let mut theirs = sheet.assessment().clone();
        let mut entry = sheet.entry(&"q1".into());
        // Evidence counts for a year.
        let evidence = Evidence { text: "A register".into(), date: Some(date(2025, 6, 1)), kind: None };
        (entry.answer, entry.evidence) = (Some(Answer::Level(Level(3))), vec![evidence]);
        theirs.replace(&"q1".into(), entry);
        let confirmed = |sheet: &Sheet| sheet.scorecard().areas[0].confirmed.map(|range| range.low.0);
        for (own, expected, confirms) in [
            (None, TODAY, Some(3)),
            (Some(date(2027, 1, 1)), date(2027, 1, 1), Some(2)),
            (None, TODAY, Some(3)),
        ] {
            theirs.identity.as_of = own;
            sheet.replace(theirs.clone());
            assert_eq!((sheet.as_of(), confirmed(&sheet)), (expected, confirms));
            assert_eq!(sheet.undo(), None);
        }
    }

    #[test]
    fn another_day_is_scored_unless_the_assessment_has_its_own_and_undo_goes_on() {
        let mut sheet = sheet("3");
        let evidence = Evidence { text: "A register".into(), date: Some(date(2025, 6, 1)), kind: None };
        sheet.edit(&[Edit::PutEvidence { question: "q1".into(), place: None, evidence }]);
        let confirmed = |sheet: &Sheet| sheet.scorecard().areas[0].confirmed.map(|range| range.low.0);
        assert_eq!(confirmed(&sheet), Some(3));
        let mut fixed = sheet.clone();
        fixed.assessment.identity.as_of = Some(TODAY);
        for sheet in [&mut sheet, &mut fixed] {
            sheet.begin_day(date(2027, 1, 1));
        }
        assert_eq!((sheet.as_of(), confirmed(&sheet)), (date(2027, 1, 1), Some(2)));
        assert_eq!((fixed.as_of(), confirmed(&fixed)), (TODAY, Some(3)));
        assert!(sheet.undo().is_some());
        assert_eq!(sheet.entry(&"q1".into()).evidence, []);
    }

    #[test]
    fn the_answers_of_removed_questions_and_the_first_open_one_follow_every_change() {
        let mut sheet = sheet("- 3");
        let covered = |sheet: &Sheet| {
            let orphans: Vec<_> = sheet.versions().gone.iter().map(ToString::to_string).collect();
            (sheet.continues_at().map(ToString::to_string), orphans)
        };
        let expected = |open: Option<&str>, orphans: &[&str]| {
            (open.map(str::to_owned), orphans.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(covered(&sheet), expected(Some("q1"), &[]));
        sheet.edit(&[answer("q1", 2)]);
        assert_eq!(covered(&sheet), expected(None, &[]));
        sheet.undo();
        assert_eq!(covered(&sheet), expected(Some("q1"), &[]));
        let mut theirs = sheet.assessment().clone();
        let entry = sheet.entry(&"q2".into());
        for gone in ["gone-2", "gone-1"] {
            theirs.replace(&gone.into(), entry.clone());
        }
        theirs.replace(&"emptied".into(), Entry::default());
        sheet.replace(theirs);
        assert_eq!(covered(&sheet), expected(Some("q1"), &["gone-2", "gone-1"]));
    }

    #[test]
    fn the_next_open_question_is_sought_from_the_next_one_and_around_and_unknown_ones_come_last() {
        let mut sheet = sheet("- 3 ? 9 -");
        assert_eq!(sheet.progress(), sheet.scorecard().whole.progress());
        let next = |sheet: &Sheet, after: &str| {
            sheet.next_waiting(&after.into()).map_or_else(String::new, |id| id.to_string())
        };
        let round = ["q1", "q2", "q3", "q4", "q5", "gone"];
        assert_eq!(round.map(|after| next(&sheet, after)), ["q4", "q4", "q4", "q5", "q4", "q4"]);
        sheet.edit(&[answer("q1", 1), answer("q4", 2)]);
        assert_eq!(sheet.progress(), sheet.scorecard().whole.progress());
        assert_eq!(
            ["q4", "q5"].map(|after| next(&sheet, after)),
            ["q5", "q3"],
            "it is never the question itself"
        );
        sheet.edit(&[answer("q5", 1)]);
        assert_eq!(["q1", "q3"].map(|after| next(&sheet, after)), ["q3", ""]);
    }

    #[test]
    fn the_next_answer_continues_after_the_last_one_here_or_in_the_file() {
        let place = |sheet: &Sheet| sheet.continues_at().map_or_else(String::new, ToString::to_string);
        assert_eq!(place(&sheet("- - -")), "q1");
        let mut sheet = sheet("3 - ? - 2 -");
        assert_eq!(place(&sheet), "q6");
        sheet.edit(&[answer("q1", 3)]);
        assert_eq!(place(&sheet), "q2", "the same answer again is an answer");
        sheet.edit(&[answer("q6", 3)]);
        assert_eq!(place(&sheet), "q2", "after the end it goes on at the start");
        sheet.edit(&[Edit::Answer("q2".into(), None)]);
        assert_eq!(place(&sheet), "q2", "an answer that is removed is none");
    }
}
