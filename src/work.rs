//! An open assessment: its pack, its answers, its undo history and its score.
//!
//! A [`Sheet`] is a value, so that a copy with some edits is a sandbox ([`Sheet::with`]). It knows no file and no
//! screen: its owner decides where it is saved, and whether it may be.

use std::sync::Arc;

use jiff::civil::Date;

use crate::edit::{Edit, History, Touched};
use crate::model::{Area, Assessment, Entry, Pack, Question, QuestionId};
use crate::scoring::{self, AreaScore, Scorecard};

/// An assessment with its score, which is updated on every change.
#[derive(Clone)]
pub struct Sheet {
    pack: Arc<Pack>,
    assessment: Assessment,
    history: History,
    scorecard: Scorecard,
    coverage: Coverage,
    today: Date,
}

/// How the answers cover the pack. Computed on every change, because a screen asks for it on every key and the pack may
/// have thousands of questions.
#[derive(Clone)]
struct Coverage {
    first_open: Option<QuestionId>,
    left_out: usize,
    orphans: Vec<QuestionId>,
}

impl Coverage {
    fn of(assessment: &Assessment, pack: &Pack) -> Self {
        let left_out = |question: &Question| !assessment.profile.applicability(question).applies();
        let mut open = pack.questions().filter(|(_, question)| is_open(assessment, question));
        Self {
            first_open: open.next().map(|(_, question)| question.id.clone()),
            left_out: pack.questions().filter(|(_, question)| left_out(question)).count(),
            orphans: assessment.orphans(pack).map(|(id, _)| id.clone()).collect(),
        }
    }
}

/// Whether a question applies and has no answer.
fn is_open(assessment: &Assessment, question: &Question) -> bool {
    assessment.answer(&question.id).is_none() && assessment.profile.applicability(question).applies()
}

impl Sheet {
    /// The sheet of `assessment`, scored for its own as-of day, or otherwise for `today`.
    pub fn new(pack: Arc<Pack>, assessment: Assessment, today: Date) -> Self {
        let scorecard = scoring::score(&pack, &assessment, assessment.as_of(today));
        let coverage = Coverage::of(&assessment, &pack);
        Self { pack, assessment, history: History::default(), scorecard, coverage, today }
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
        &self.scorecard
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
            self.score();
        }
    }

    /// Applies edits as one step that can be undone. Returns whether they changed the assessment.
    pub fn edit(&mut self, edits: &[Edit]) -> bool {
        let is_changed = self.history.make(edits, &mut self.assessment, &self.pack);
        if is_changed {
            self.score();
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
        self.score();
        Some(touched)
    }

    /// Redoes the step that was undone last. Returns what it changed, or `None` if there is none.
    pub fn redo(&mut self) -> Option<Touched> {
        let touched = self.history.redo(&mut self.assessment)?;
        self.score();
        Some(touched)
    }

    /// Replaces the assessment with another state, written by other users or made by a merge.
    ///
    /// The history is cleared, because undoing our own steps would also undo their changes.
    pub fn replace(&mut self, assessment: Assessment) {
        self.assessment = assessment;
        self.history = History::default();
        self.score();
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

    /// The score of an area of the pack.
    pub fn area_score(&self, area: &Area) -> &AreaScore {
        self.scorecard.area(&area.id).expect("every area of the pack is scored")
    }

    /// The id of the next question after `question` that applies and has no answer, continuing at the start of the pack
    /// after its end. Without `question` the search begins at the start. `None` if every other one is answered.
    pub fn next_open(&self, question: Option<&QuestionId>) -> Option<QuestionId> {
        let Some(id) = question else { return self.coverage.first_open.clone() };
        let all = || self.pack.questions().map(|(_, question)| question);
        let after = all().position(|known| known.id == *id).map_or(0, |place| place + 1);
        let mut round = all().skip(after).chain(all().take(after)).filter(|known| known.id != *id);
        round.find(|known| is_open(&self.assessment, known)).map(|known| known.id.clone())
    }

    /// The number of questions that the profile excludes.
    pub fn left_out(&self) -> usize {
        self.coverage.left_out
    }

    /// The questions that have an entry and are no longer in the pack.
    pub fn orphans(&self) -> &[QuestionId] {
        &self.coverage.orphans
    }

    fn score(&mut self) {
        self.scorecard = scoring::score(&self.pack, &self.assessment, self.as_of());
        self.coverage = Coverage::of(&self.assessment, &self.pack);
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
            let orphans: Vec<_> = sheet.orphans().iter().map(ToString::to_string).collect();
            (sheet.next_open(None).map(|id| id.to_string()), orphans)
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
    fn the_next_open_question_is_sought_from_the_next_one_and_around() {
        let mut sheet = sheet("- 3 ? -");
        let next = |sheet: &Sheet, after: Option<&str>| {
            let after = after.map(QuestionId::from);
            sheet.next_open(after.as_ref()).map(|id| id.to_string())
        };
        let found = [None, Some("q1"), Some("q2"), Some("q4"), Some("gone")].map(|after| next(&sheet, after));
        assert_eq!(found, ["q1", "q4", "q4", "q1", "q1"].map(|id| Some(id.to_owned())));
        sheet.edit(&[answer("q1", 1)]);
        assert_eq!(next(&sheet, Some("q4")), None, "the question itself is not the next one");
        assert_eq!(next(&sheet, Some("q1")), Some("q4".to_owned()));
    }
}
