//! Removing what an assessment keeps of a question that its pack no longer has.

use jiff::civil::Date;

use super::Edit;
use crate::model::{Assessment, Milestone, Pack, QuestionId};

/// How an entry is removed.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    /// The edits, for one step.
    pub edits: Vec<Edit>,
    /// The name of the milestone that keeps the entry.
    pub milestone: String,
}

/// Removes the entry of a question. A milestone keeps every removed entry: if none holds it as it is now, the assessment is
/// frozen on `day` as the milestone `name` first. `None` if the pack has the question, or the assessment has nothing of it.
pub fn remove_gone(
    pack: &Pack,
    assessment: &Assessment,
    question: &QuestionId,
    name: &str,
    day: Date,
) -> Option<Removal> {
    let (_, entry) = assessment.orphans(pack).find(|(id, _)| *id == question)?;
    let holds = |milestone: &&Milestone| milestone.answers.get(question) == Some(entry);
    let holding = assessment.milestones.iter().rev().find(holds);
    let freeze = holding.is_none().then(|| Edit::Milestone(Milestone::freeze(name, day, assessment)));
    let edits = freeze.into_iter().chain([Edit::RemoveGone(question.clone())]).collect();
    Some(Removal { edits, milestone: holding.map_or(name, |held| &held.name).to_owned() })
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
        let removal = remove_gone(pack, assessment, &question.into(), "Kept", date(2026, 3, 1));
        removal.map(|removal| removal.edits).unwrap_or_default()
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
        let removal = |assessment: &Assessment| {
            let removal = remove_gone(&pack, assessment, &"gone".into(), "Kept", date(2026, 3, 1)).unwrap();
            (removal.edits.len(), removal.milestone)
        };
        assessment.milestones.push(Milestone::freeze("Earlier", date(2026, 1, 1), &assessment));
        assert_eq!(removal(&assessment), (1, "Earlier".to_owned()));
        assessment.answers["gone"].note = Some("later".to_owned());
        assert_eq!(removal(&assessment), (2, "Kept".to_owned()));
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
