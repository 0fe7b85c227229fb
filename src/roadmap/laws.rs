//! Laws of the roadmap, for any pack and any answers.

use std::collections::HashMap;

use proptest::prelude::*;

use super::{FindOut, Options, Roadmap, Scope, StepId, roadmap};
use crate::model::{Assessment, Level, Phase, QuestionId, Step, Text};
use crate::sample::any::{Case, Needs, TODAY, case};
use crate::scoring::{Answers, AreaState, Standing};

fn options() -> impl Strategy<Value = Options> {
    let phase = (0_u32..12, 0_u32..12).prop_map(|(months, capacity)| Phase {
        id: String::new(),
        name: Text::default(),
        months,
        capacity,
    });
    let phases = prop::option::of(prop::collection::vec(phase, 0..4));
    let scope = prop_oneof![Just(Scope::Target), Just(Scope::All)];
    (scope, phases).prop_map(|(scope, phases)| Options { scope, phases })
}

fn made(case: &Case, options: &Options) -> Roadmap {
    roadmap(&case.pack, &case.assessment, TODAY, options)
}

fn answers(case: &Case) -> Answers<'_> {
    Answers::new(&case.pack, &case.assessment, TODAY)
}

/// Whether every started area reaches its target, with open questions at the last level.
fn targets_are_reached(case: &Case, after: &Answers) -> bool {
    let after = after.levels();
    answers(case)
        .score()
        .areas
        .iter()
        .zip(&after.areas)
        .all(|(now, after)| now.state != AreaState::Started || after.reached.claimed.high >= now.target)
}

proptest! {
    #[test]
    fn no_step_comes_before_what_it_needs(case in case(Needs::Some), options in options()) {
        let roadmap = made(&case, &options);
        let mut level: HashMap<QuestionId, Level> = HashMap::new();
        let mut answers = answers(&case);
        let order: Vec<&StepId> = roadmap.steps().map(|step| &step.id).collect();
        for row in roadmap.steps() {
            let (_, question) = case.pack.question(&row.id.question).unwrap();
            let before = answers.standing(&row.id.question).and_then(Standing::level);
            prop_assert_eq!(before, Some(question.below(row.id.level)), "one level at a time");
            for (needed, at_least) in question.step(row.id.level).into_iter().flat_map(Step::needed) {
                match answers.standing(needed) {
                    Some(Standing::Level(has)) => prop_assert!(has >= at_least),
                    Some(Standing::Unanswered | Standing::OutsideScale | Standing::Unknown) => {
                        prop_assert!(row.find_out.contains(needed));
                        let is_row = |row: &FindOut| matches!(
                            row, FindOut::Question { open, .. } if open.question == *needed
                        );
                        prop_assert!(roadmap.find_out.iter().any(is_row));
                    }
                    _ => {}
                }
            }
            answers.set(&row.id.question, row.id.level);
            level.insert(row.id.question.clone(), row.id.level);
        }
        prop_assert!(order.iter().all(|id| level[&id.question] >= id.level));
    }

    #[test]
    fn a_phase_holds_no_more_than_its_capacity_but_for_one_marked_step(
        case in case(Needs::Some), options in options(),
    ) {
        let roadmap = made(&case, &options);
        let limits = options.phases.as_ref().unwrap_or(&case.pack.manifest.phases);
        prop_assert!(roadmap.phases.len() == limits.len() || roadmap.phases.len() == limits.len() + 1);
        for phase in &roadmap.phases {
            let points: u32 = phase.steps.iter().map(|step| step.effort.points()).sum();
            prop_assert_eq!(points, phase.points);
            let Some(limits) = &phase.phase else { continue };
            let alone = matches!(phase.steps.as_slice(), [step] if step.oversized);
            prop_assert!(points <= limits.capacity || alone);
            prop_assert!(phase.steps.iter().all(|step| step.effort.shortest_months() <= limits.months));
        }
    }

    #[test]
    fn every_step_together_reaches_every_target_of_every_started_area(
        case in case(Needs::Some), options in options(),
    ) {
        let mut after = answers(&case);
        for step in made(&case, &options).steps() {
            after.set(&step.id.question, step.id.level);
        }
        prop_assert!(targets_are_reached(&case, &after));
        let last = case.pack.scale().last();
        let started = answers(&case).score();
        for area in started.areas.iter().filter(|area| area.state == AreaState::Started) {
            area.open.iter().for_each(|open| after.set(&open.question, last));
        }
        prop_assert!(targets_are_reached(&case, &after));
    }

    #[test]
    fn without_needs_no_step_is_beyond_a_target_and_none_can_be_dropped(case in case(Needs::None)) {
        let roadmap = made(&case, &Options::default());
        prop_assert!(roadmap.steps().all(|step| !step.beyond_target && step.needed_by.is_empty()));
        for dropped in roadmap.steps() {
            let mut after = answers(&case);
            let is_kept = |id: &StepId| id.question != dropped.id.question || id.level < dropped.id.level;
            for step in roadmap.steps().filter(|step| is_kept(&step.id)) {
                after.set(&step.id.question, step.id.level);
            }
            prop_assert!(!targets_are_reached(&case, &after));
        }
    }

    #[test]
    fn the_same_answers_in_another_order_make_the_same_roadmap(
        (case, order) in case(Needs::Some).prop_flat_map(|case| {
            let order: Vec<_> = case.assessment.answers.keys().cloned().collect();
            (Just(case), Just(order).prop_shuffle())
        }),
        options in options(),
    ) {
        let mut assessment = Assessment { answers: indexmap::IndexMap::new(), ..case.assessment.clone() };
        for id in order {
            assessment.replace(&id, case.assessment.answers[&id].clone());
        }
        let shuffled = Case { assessment, ..case.clone() };
        prop_assert_eq!(made(&case, &options), made(&shuffled, &options));
    }

    #[test]
    fn ranks_and_waits_agree(case in case(Needs::Some), options in options()) {
        let roadmap = made(&case, &options);
        let rows: HashMap<&StepId, _> = roadmap.steps().map(|step| (&step.id, step)).collect();
        for row in roadmap.steps() {
            prop_assert!(row.priority >= row.own_priority);
            for before in &row.after {
                prop_assert!(rows[before].priority >= row.priority && rows[before].unlocks > row.unlocks);
            }
        }
    }

    #[test]
    fn each_phase_projects_the_result_of_all_steps_up_to_it(case in case(Needs::Some), options in options()) {
        let roadmap = made(&case, &options);
        let mut after = answers(&case);
        prop_assert_eq!(&roadmap.now, &after.levels());
        for phase in &roadmap.phases {
            for step in &phase.steps {
                after.set(&step.id.question, step.id.level);
            }
            prop_assert_eq!(&phase.levels, &after.levels());
        }
    }
}
