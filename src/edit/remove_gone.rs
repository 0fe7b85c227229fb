//! Removing what an assessment keeps of a question that its pack no longer has.

use jiff::civil::Date;

use super::Edit;
use crate::model::{Assessment, Milestone, Pack, QuestionId};

/// The edits that remove the entry of a question, for one step. A milestone keeps every removed entry: if none holds it as
/// it is now, the assessment is frozen on `day` as the milestone `name` first. Empty if the pack has the question, or the
/// assessment has nothing of it.
pub fn remove_gone(
    pack: &Pack,
    assessment: &Assessment,
    question: &QuestionId,
    name: &str,
    day: Date,
) -> Vec<Edit> {
    if assessment.orphans(pack).all(|(id, _)| id != question) {
        return Vec::new();
    }
    let is_held = holding_milestone(assessment, question).is_some();
    let freeze = (!is_held).then(|| Edit::Milestone(Milestone::freeze(name, day, assessment)));
    freeze.into_iter().chain([Edit::RemoveGone(question.clone())]).collect()
}

/// The last milestone that holds the entry of a question as it is now. `None` if there is none.
pub fn holding_milestone<'a>(assessment: &'a Assessment, question: &QuestionId) -> Option<&'a Milestone> {
    let entry = assessment.entry(question)?;
    assessment.milestones.iter().rev().find(|milestone| milestone.answers.get(question) == Some(entry))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::edit::{History, Touched};
    use crate::model::{Answer, Entry};
    use crate::sample;

    fn with_gone() -> (Pack, Assessment) {
        let pack = sample::pack(vec![sample::area("one", vec![sample::question("q1", 1)])]);
        let mut assessment = sample::assessment(&pack, "3");
        for id in ["gone", "other"] {
            let entry = Entry { answer: Some(Answer::Unknown), ..Entry::default() };
            assessment.replace(&id.into(), entry);
        }
        (pack, assessment)
    }

    fn edits(pack: &Pack, assessment: &Assessment, question: &str) -> Vec<Edit> {
        remove_gone(pack, assessment, &question.into(), "Kept", date(2026, 3, 1))
    }

    #[test]
    fn what_is_removed_is_kept_by_a_milestone_and_one_undo_brings_it_back() {
        let (pack, mut assessment) = with_gone();
        let (before, mut history) = (assessment.clone(), History::default());
        assert!(history.make(&edits(&pack, &assessment, "gone"), &mut assessment, &pack));
        assert_eq!(assessment.entry(&"gone".into()), None);
        assert!(assessment.entry(&"other".into()).is_some(), "only what was asked for");
        let [milestone] = &assessment.milestones[..] else { panic!("{:?}", assessment.milestones) };
        assert_eq!(milestone, &Milestone::freeze("Kept", date(2026, 3, 1), &before));
        // The other one is in that milestone already.
        assert!(history.make(&edits(&pack, &assessment, "other"), &mut assessment, &pack));
        assert_eq!((assessment.milestones.len(), assessment.answers.len()), (1, 1));
        for _ in 0..2 {
            assert!(matches!(history.undo(&mut assessment), Some(Touched::Question(_))));
        }
        assert_eq!(assessment, before);
    }

    #[test]
    fn an_answer_that_changed_after_a_milestone_is_frozen_again() {
        let (pack, mut assessment) = with_gone();
        assessment.milestones.push(Milestone::freeze("Earlier", date(2026, 1, 1), &assessment));
        assert_eq!(edits(&pack, &assessment, "gone").len(), 1);
        assessment.answers["gone"].note = Some("later".to_owned());
        assert_eq!(edits(&pack, &assessment, "gone").len(), 2);
    }

    #[test]
    fn a_question_of_the_pack_and_one_without_an_entry_are_left_alone() {
        let (pack, mut assessment) = with_gone();
        for question in ["q1", "never"] {
            assert_eq!(edits(&pack, &assessment, question), []);
        }
        let before = assessment.clone();
        assert_eq!(Edit::RemoveGone("q1".into()).apply(&mut assessment, &pack), None);
        assert_eq!(assessment, before);
    }
}
