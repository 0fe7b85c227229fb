//! Laws of the scoring rule, for any pack and any answers.

use jiff::civil::date;
use proptest::prelude::*;

use super::{Answers, AreaState, Index, Scorecard, Summary, score};
use crate::model::{Answer, Assessment, Entry, Level, LevelRange, QuestionId};
use crate::sample::any::{Case, Needs, TODAY, case};

fn scored(case: &Case) -> Scorecard {
    score(&case.pack, &case.assessment, TODAY)
}

/// The case with another level for one of the questions that `wanted` selects.
fn changed(
    case: &Case,
    pick: usize,
    level: u8,
    wanted: impl Fn(Option<&Answer>) -> bool,
) -> Option<(Case, QuestionId)> {
    let ids = case.assessment.answers.iter().filter(|(_, entry)| wanted(entry.answer.as_ref()));
    let ids: Vec<_> = ids.map(|(id, _)| id.clone()).collect();
    let id = ids.get(pick.checked_rem(ids.len())?)?.clone();
    let before = case.assessment.entry(&id)?;
    let low = before.answer.as_ref().and_then(Answer::level).unwrap_or(Level::FIRST).0;
    let level = Level(low + level % (case.pack.scale().last().0 - low + 1));
    let level = case.pack.question(&id)?.1.at_or_above(level);
    let mut after = case.clone();
    let entry = Entry { answer: Some(Answer::Level(level)), ..before.clone() };
    after.assessment.replace(&id, entry);
    Some((after, id))
}

fn ranges(card: &Scorecard) -> Vec<LevelRange> {
    let whole = [Some(card.whole.claimed), card.whole.confirmed].into_iter().flatten();
    card.areas
        .iter()
        .flat_map(|area| [Some(area.claimed), area.confirmed].into_iter().flatten())
        .chain(whole)
        .collect()
}

fn indexes(card: &Scorecard) -> Vec<Option<Index>> {
    card.areas.iter().map(|area| area.index.clone()).chain([card.whole.index.clone()]).collect()
}

proptest! {
    #[test]
    fn raising_an_answer_never_lowers_a_level_or_an_index(
        case in case(Needs::None), pick: usize, level: u8,
    ) {
        let is_level = |answer: Option<&Answer>| answer.and_then(Answer::level).is_some();
        let Some((raised, _)) = changed(&case, pick, level, is_level) else { return Ok(()) };
        let (before, after) = (scored(&case), scored(&raised));
        for (before, after) in ranges(&before).into_iter().zip(ranges(&after)) {
            prop_assert!(before.low <= after.low && before.high <= after.high);
        }
        for (before, after) in indexes(&before).into_iter().zip(indexes(&after)) {
            let (Some(before), Some(after)) = (before, after) else { continue };
            prop_assert!(before.value <= after.value);
            prop_assert!(before.low <= after.low && before.high <= after.high);
        }
    }

    #[test]
    fn answering_an_open_question_keeps_the_result_in_the_earlier_range(
        case in case(Needs::None), pick: usize, level: u8,
    ) {
        let is_open = |answer: Option<&Answer>| matches!(answer, None | Some(Answer::Unknown));
        let Some((answered, _)) = changed(&case, pick, level, is_open) else { return Ok(()) };
        let (before, after) = (scored(&case), scored(&answered));
        for (before, after) in ranges(&before).into_iter().zip(ranges(&after)) {
            prop_assert!(before.low <= after.low && after.high <= before.high);
        }
        for (before, after) in indexes(&before).into_iter().zip(indexes(&after)) {
            let Some(after) = after else { continue };
            prop_assert!(after.low <= after.value && after.value <= after.high);
            let Some(before) = before else { continue };
            prop_assert!(before.low <= after.low && after.high <= before.high);
        }
    }

    #[test]
    fn the_order_of_answering_never_matters(
        (case, order) in case(Needs::Some).prop_flat_map(|case| {
            let order: Vec<_> = case.assessment.answers.keys().cloned().collect();
            (Just(case), Just(order).prop_shuffle())
        }),
    ) {
        let mut shuffled = Assessment { answers: indexmap::IndexMap::new(), ..case.assessment.clone() };
        for id in order {
            shuffled.replace(&id, case.assessment.answers[&id].clone());
        }
        prop_assert_eq!(scored(&case), score(&case.pack, &shuffled, TODAY));
    }

    #[test]
    fn the_confirmed_level_is_never_above_the_claimed_one(case in case(Needs::None)) {
        let card = scored(&case);
        let whole = (card.whole.claimed, card.whole.confirmed);
        for (claimed, confirmed) in card.areas.iter().map(|area| (area.claimed, area.confirmed)).chain([whole]) {
            let Some(confirmed) = confirmed else { continue };
            prop_assert!(confirmed.low <= claimed.low && confirmed.high <= claimed.high);
        }
    }

    #[test]
    fn the_cheapest_raises_reach_the_next_level_of_an_area_and_of_the_whole(case in case(Needs::Some)) {
        let card = scored(&case);
        for area in &card.areas {
            let Some(next) = &area.why.next else { continue };
            let mut answers = Answers::new(&case.pack, &case.assessment, TODAY);
            for raise in &next.cheapest {
                answers.set(&raise.question, raise.to);
            }
            let reached = answers.score().area(&area.area).unwrap().claimed.high;
            prop_assert!(reached >= next.level);
            prop_assert!(next.cost > 0 && !next.blockers.is_empty());
        }
        let Some(next) = &card.whole.why.next else { return Ok(()) };
        let mut answers = Answers::new(&case.pack, &case.assessment, TODAY);
        for raise in next.cheapest.iter().flat_map(|area| &area.raises) {
            answers.set(&raise.question, raise.to);
        }
        prop_assert!(answers.score().whole.claimed.high >= next.level);
    }

    #[test]
    fn the_only_blocker_is_enough_and_nothing_else_is(case in case(Needs::None)) {
        let last = case.pack.scale().last();
        for area in scored(&case).areas {
            let Some(next) = area.why.next else { continue };
            let Some(only) = next.only else { continue };
            let mut alone = Answers::new(&case.pack, &case.assessment, TODAY);
            let reached = case.pack.question(&only).unwrap().1.at_or_above(next.level);
            alone.set(&only, reached);
            prop_assert!(alone.score().area(&area.area).unwrap().claimed.high >= next.level);
            let mut others = Answers::new(&case.pack, &case.assessment, TODAY);
            let asked = &case.pack.area(&area.area).unwrap().questions;
            let counted = |id: &QuestionId| others.standing(id).is_some_and(super::Standing::applies);
            let raised: Vec<_> = asked.iter().map(|q| q.id.clone()).filter(|id| *id != only && counted(id)).collect();
            for id in raised {
                others.set(&id, last);
            }
            prop_assert!(others.score().area(&area.area).unwrap().claimed.high < next.level);
        }
    }

    #[test]
    fn the_levels_alone_are_those_of_the_scorecard(case in case(Needs::None)) {
        let answers = Answers::new(&case.pack, &case.assessment, TODAY);
        prop_assert_eq!(answers.levels(), answers.score().levels());
        let whole = answers.score().whole;
        let (state, level, progress) = (whole.state, whole.claimed, whole.progress());
        let index = whole.index.clone().map(Box::new);
        prop_assert_eq!(answers.summary(), Summary { state, level, index, progress });
        // The list is not read again when the day changes.
        let years_later = Answers::new(&case.pack, &case.assessment, date(TODAY.year() + 9, 1, 1));
        prop_assert_eq!(years_later.summary(), answers.summary());
    }

    #[test]
    fn an_area_is_started_exactly_when_something_that_applies_was_answered(case in case(Needs::None)) {
        for area in scored(&case).areas {
            let asked = &case.pack.area(&area.area).unwrap().questions;
            let answered = asked.iter().any(|question| case.assessment.answer(&question.id).is_some());
            prop_assert_eq!(area.state == AreaState::NotStarted, !answered);
            prop_assert_eq!(area.applicable, area.answered + area.open.len());
            prop_assert_eq!(area.applicable + area.not_applicable, asked.len());
        }
    }
}
