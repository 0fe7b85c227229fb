//! The questions of an assessment that are in a certain state: open, unknown, without evidence.
//!
//! The state itself is that of the scoring; nothing here decides it a second time.

use jiff::civil::Date;

use crate::model::{Assessment, Entry, Pack, Question};
use crate::scoring::{NotCounted, Standing, is_to_look_again};
use crate::search::Query;

/// A state by which questions are selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionState {
    /// It applies and has no level.
    Open,
    /// It is answered as unknown.
    Unknown,
    /// It is marked for review.
    Review,
    /// Its level needs evidence, and it has none.
    NoEvidence,
    /// It has dated evidence, and all of it is too old.
    Stale,
    /// Its meaning has changed since it was answered.
    Changed,
}

impl QuestionState {
    /// Every state, in the order of the help.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Unknown, Self::Review, Self::NoEvidence, Self::Stale, Self::Changed];

    /// Its name as an option.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Unknown => "unknown",
            Self::Review => "review",
            Self::NoEvidence => "no-evidence",
            Self::Stale => "stale",
            Self::Changed => "changed",
        }
    }

    /// Whether a question of the pack is in this state on a day.
    pub fn holds(self, pack: &Pack, assessment: &Assessment, as_of: Date, question: &Question) -> bool {
        let entry = assessment.entry(&question.id);
        let standing = Standing::of(pack.scale(), &assessment.profile, question, entry);
        let applies = !matches!(standing, Standing::Hidden { .. });
        let has = |test: &dyn Fn(&Entry) -> bool| applies && entry.is_some_and(test);
        match self {
            Self::Open => standing.is_open(),
            Self::Unknown => standing == Standing::Unknown,
            Self::Review => has(&|entry| entry.review),
            Self::NoEvidence => {
                let needs = standing
                    .level()
                    .is_some_and(|level| pack.scale().confirms_from().is_some_and(|from| level >= from));
                needs && entry.is_some_and(|entry| entry.evidence.is_empty())
            }
            Self::Stale => has(&|entry| {
                let too_old =
                    |piece| matches!(NotCounted::of(piece, pack.scale(), as_of), Some(NotCounted::TooOld(_)));
                !entry.evidence.is_empty() && entry.evidence.iter().all(too_old)
            }),
            Self::Changed => entry.is_some_and(|entry| is_to_look_again(question, entry, standing)),
        }
    }
}

/// Conditions for the questions of an assessment. A question must meet all that are given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StateFilter {
    /// The states that it must be in.
    pub states: Vec<QuestionState>,
    /// Words of its owner, in any spelling.
    pub owner: Option<String>,
}

impl StateFilter {
    /// Whether it selects every question.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a question of the pack meets the conditions on a day.
    pub fn select(&self, pack: &Pack, assessment: &Assessment, as_of: Date, question: &Question) -> bool {
        let owner = assessment.entry(&question.id).and_then(|entry| entry.owner.as_deref());
        let is_owned = |wanted: &str| owner.is_some_and(|owner| Query::new(wanted).matches([owner]));
        self.states.iter().all(|state| state.holds(pack, assessment, as_of, question))
            && self.owner.as_deref().is_none_or(is_owned)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{Answer, Evidence, Level};
    use crate::sample;

    #[test]
    fn each_state_selects_the_questions_that_are_in_it_and_no_other() {
        let names = ["open", "unknown", "marked", "bare", "old", "new", "low"];
        let questions = names.map(|name| sample::question(name, 1)).to_vec();
        let pack = sample::pack(vec![sample::area("one", questions)]);
        let mut assessment = sample::assessment(&pack, "- - - - - - -");
        let mut set = |name: &str, answer, dates: &[Date], review| {
            let evidence = dates.iter().map(|date| Evidence {
                text: "minutes".to_owned(),
                date: Some(*date),
                kind: None,
            });
            let entry =
                Entry { answer: Some(answer), review, evidence: evidence.collect(), ..Entry::default() };
            assessment.answers.insert(name.into(), entry);
        };
        let (old, new) = (date(2020, 1, 1), date(2026, 1, 1));
        set("unknown", Answer::Unknown, &[], false);
        set("marked", Answer::Level(Level(3)), &[old, new], true);
        set("bare", Answer::Level(Level(3)), &[], false);
        set("old", Answer::Level(Level(3)), &[old], false);
        set("new", Answer::Level(Level(3)), &[new], false);
        set("low", Answer::Level(Level(1)), &[], false);
        for (state, expected) in [
            (QuestionState::Open, &["open", "unknown"][..]),
            (QuestionState::Unknown, &["unknown"]),
            (QuestionState::Review, &["marked"]),
            (QuestionState::NoEvidence, &["bare"]),
            (QuestionState::Stale, &["old"]),
            (QuestionState::Changed, &[]),
        ] {
            let holds = |name: &&str| {
                let (_, question) = pack.question(name).unwrap();
                state.holds(&pack, &assessment, date(2026, 2, 1), question)
            };
            assert_eq!(names.into_iter().filter(holds).collect::<Vec<_>>(), expected, "{state:?}");
        }
    }
}
