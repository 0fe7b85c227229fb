//! What lies between the version of the pack that an assessment answers and the version that scores it.
//!
//! Nothing is changed or lost: it says what the user should look at. It knows no words.

use indexmap::IndexMap;

use super::Standing;
use crate::model::{AskedTopic, Assessment, Entry, Pack, Question, QuestionId, is_later_version};

/// The difference between the version of the pack that was answered and the version that scores.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VersionDifference {
    /// The version in the assessment.
    pub answered: String,
    /// The version of the pack.
    pub scored: String,
    /// The questions that apply and whose meaning changed after they were answered, in the pack's order.
    pub look_again: Vec<QuestionId>,
    /// The questions that have an entry and are not in the pack, in the order of the assessment.
    pub gone: Vec<QuestionId>,
    /// What these were called when they were answered, as far as the assessment says it.
    pub gone_topics: IndexMap<QuestionId, AskedTopic>,
    /// The questions that apply and whose answer is a level that the scale or they do not have, in the pack's order.
    pub outside_scale: Vec<QuestionId>,
}

impl VersionDifference {
    /// The difference for `assessment`, scored by `pack`.
    pub fn of(pack: &Pack, assessment: &Assessment) -> Self {
        let mut difference = Self {
            answered: assessment.identity.pack.version.clone(),
            scored: pack.manifest.version.clone(),
            ..Self::default()
        };
        let mut known = 0;
        for (_, question) in pack.questions() {
            let Some(entry) = assessment.entry(&question.id) else { continue };
            known += 1;
            if entry.answer.is_none() {
                continue;
            }
            let standing = Standing::of(pack.scale(), &assessment.profile, question, Some(entry));
            if is_to_look_again(question, entry, standing) {
                difference.look_again.push(question.id.clone());
            }
            if standing == Standing::OutsideScale {
                difference.outside_scale.push(question.id.clone());
            }
        }
        // Most assessments have no other entries, and then the pack need not be searched for each of them.
        if known < assessment.answers.len() {
            difference.gone = assessment.orphans(pack).map(|(id, _)| id.clone()).collect();
            let topic = |id: &QuestionId| Some((id.clone(), assessment.asked_topic(id)?.clone()));
            difference.gone_topics = difference.gone.iter().filter_map(topic).collect();
        }
        difference
    }

    /// Whether the pack has another version than the assessment answers.
    pub fn is_other_version(&self) -> bool {
        self.answered != self.scored
    }

    /// Whether there is something to tell: another version, changed questions or removed ones.
    pub fn is_any(&self) -> bool {
        self.is_other_version() || !self.look_again.is_empty() || !self.gone.is_empty()
    }

    /// Whether the assessment can be taken over: the pack has a later version.
    pub fn can_take_over(&self) -> bool {
        is_later_version(&self.scored, &self.answered)
    }
}

/// Whether a question with this entry and state applies and changed its meaning after it was answered.
pub fn is_to_look_again(question: &Question, entry: &Entry, standing: Standing) -> bool {
    entry.is_outdated(question) && !matches!(standing, Standing::Hidden { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Answer, FlagId, Level};
    use crate::sample;

    #[test]
    fn changed_removed_and_lost_levels_are_told_in_order() {
        let mut pack = sample::pack(vec![sample::area(
            "one",
            (1..=6).map(|number| sample::question(&format!("q{number}"), 1)).collect(),
        )]);
        let mut assessment = sample::assessment(&pack, "3 3 n/a ? - 9");
        assert!(!VersionDifference::of(&pack, &assessment).is_any());
        let entry = |answer| Entry { answer, ..Entry::default() };
        assessment.replace(&"gone".into(), entry(Some(Answer::Level(Level(4)))));
        assessment.replace(&"emptied".into(), entry(None));
        pack.manifest.version = "2.0.0".to_owned();
        for place in [1, 2, 4, 5] {
            pack.areas[0].questions[place].revision = 2;
        }
        let told = VersionDifference::of(&pack, &assessment);
        let ids = |all: &[QuestionId]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(ids(&told.look_again), ["q2", "q3", "q6"], "what is not answered cannot be outdated");
        assert_eq!((ids(&told.gone), ids(&told.outside_scale)), (vec!["gone".into()], vec!["q6".into()]));
        assert_eq!((told.answered.as_str(), told.scored.as_str()), ("1.0.0", "2.0.0"));
        assert!(told.is_other_version() && told.can_take_over());
        // What the profile leaves out is not asked, so the user cannot look at it again.
        let flag = FlagId::from("pays");
        assessment.profile.flags.insert(flag.clone(), false);
        pack.areas[0].questions[1].requires = vec![flag];
        assert_eq!(ids(&VersionDifference::of(&pack, &assessment).look_again), ["q3", "q6"]);
    }

    #[test]
    fn an_answer_of_a_later_revision_is_looked_at_again_too_and_an_earlier_version_is_not_taken_over() {
        let mut pack = sample::pack(vec![sample::area("one", vec![sample::question("q1", 1)])]);
        let mut assessment = sample::assessment(&pack, "3");
        let mut entry = assessment.entry(&"q1".into()).cloned().unwrap();
        entry.revision = Some(2);
        assessment.replace(&"q1".into(), entry);
        for (answered, scored, can) in
            [("2.0.0", "1.9.0", false), ("1.9.0", "1.10.0", true), ("1.0.0", "1.0.0", false)]
        {
            assessment.identity.pack.version = answered.to_owned();
            pack.manifest.version = scored.to_owned();
            let told = VersionDifference::of(&pack, &assessment);
            assert_eq!((told.can_take_over(), told.look_again.len()), (can, 1), "{answered} {scored}");
        }
    }
}
