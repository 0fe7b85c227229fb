//! Small packs whose roadmaps can be computed by hand.

use jiff::civil::date;

use super::{FindOut, Options, Priority, Roadmap, RoadmapStep, Scope, StepId, Towards, roadmap};
use crate::model::{Effort, Entry, Level, Pack, Phase, Text};
use crate::sample::{area, assessment, essential, pack, question, with_step};
use crate::scoring::{AreaState, OpenKind, OpenQuestion};

fn made(pack: &Pack, answers: &str, options: &Options) -> Roadmap {
    roadmap(pack, &assessment(pack, answers), date(2026, 3, 1), options)
}

fn by_default(pack: &Pack, answers: &str) -> Roadmap {
    made(pack, answers, &Options::default())
}

fn id(question: &str, level: u8) -> StepId {
    StepId { question: question.into(), level: Level(level) }
}

/// The steps of each phase as `question:level`.
fn steps_by_phase(roadmap: &Roadmap) -> Vec<Vec<String>> {
    let name = |step: &RoadmapStep| format!("{}:{}", step.id.question, step.id.level);
    roadmap.phases.iter().map(|phase| phase.steps.iter().map(name).collect()).collect()
}

fn step<'a>(roadmap: &'a Roadmap, question: &str, level: u8) -> &'a RoadmapStep {
    roadmap.steps().find(|step| step.id == id(question, level)).unwrap()
}

fn phase(months: u32, capacity: u32) -> Phase {
    Phase { id: format!("{months}-{capacity}"), name: Text::default(), months, capacity }
}

fn one_area(questions: Vec<crate::model::Question>) -> Pack {
    pack(vec![area("a", questions)])
}

#[test]
fn a_row_says_why_it_is_there() {
    let first = with_step(essential(question("q1", 2)), 3, Effort::S, 3, &[]);
    let pack = one_area(vec![first, question("q2", 1), question("q3", 1)]);
    let roadmap = by_default(&pack, "2 3 4");
    let row = step(&roadmap, "q1", 3);
    assert_eq!(steps_by_phase(&roadmap)[0], ["q1:3"]);
    assert_eq!(row.towards, Some(Towards { level: Level(3), only_blocker: true }));
    assert!(row.essential && !row.beyond_target && row.needed_by.is_empty());
    assert_eq!((row.unlocks, row.effort, row.own_priority), (0, Effort::S, Priority::from_integer(12)));
}

#[test]
fn open_questions_are_found_out_first_and_get_no_steps() {
    let areas = vec![
        area("a", vec![question("a1", 1), question("a2", 1)]),
        area("b", vec![question("b1", 1), question("b2", 1), question("b3", 1)]),
    ];
    let pack = pack(areas);
    let mut answered = assessment(&pack, "- - 3 - ?");
    let unknown = answered.entry(&"b3".into()).unwrap().clone();
    answered.replace(&"b3".into(), Entry { owner: Some("Cloud team".to_owned()), ..unknown });
    let roadmap = roadmap(&pack, &answered, date(2026, 3, 1), &Options::default());
    let row = |question: &str, kind, owner: Option<&str>| FindOut::Question {
        area: "b".into(),
        open: OpenQuestion { question: question.into(), kind },
        owner: owner.map(str::to_owned),
    };
    let wanted = [
        FindOut::Area("a".into()),
        row("b2", OpenKind::Unanswered, None),
        row("b3", OpenKind::Unknown, Some("Cloud team")),
    ];
    assert_eq!(roadmap.find_out, wanted);
    assert_eq!(roadmap.steps().count(), 0);
}

#[test]
fn a_step_brings_in_what_it_needs_even_beyond_another_areas_target() {
    let needing = with_step(question("a1", 1), 3, Effort::S, 1, &[("b1", 5)]);
    let pack = pack(vec![area("a", vec![needing]), area("b", vec![question("b1", 1)])]);
    let roadmap = by_default(&pack, "2 3");
    assert_eq!(steps_by_phase(&roadmap)[0], ["b1:4", "b1:5", "a1:3"]);
    let (fourth, fifth) = (step(&roadmap, "b1", 4), step(&roadmap, "b1", 5));
    assert_eq!((&fourth.needed_by, &fifth.needed_by), (&vec![id("a1", 3)], &vec![id("a1", 3)]));
    assert!(fourth.beyond_target && fifth.beyond_target);
    assert_eq!((fourth.unlocks, fifth.unlocks), (2, 1));
    assert_eq!(step(&roadmap, "a1", 3).after, [id("b1", 5)]);
}

#[test]
fn a_step_has_at_least_the_priority_of_steps_that_wait_for_it() {
    let needing = with_step(question("a1", 3), 3, Effort::S, 3, &[("b1", 2)]);
    let slow = with_step(question("b1", 1), 2, Effort::L, 1, &[]);
    let rival = with_step(question("c1", 1), 3, Effort::M, 3, &[]);
    let pack = pack(vec![area("a", vec![needing]), area("b", vec![slow]), area("c", vec![rival])]);
    let roadmap = by_default(&pack, "2 1 2");
    let row = step(&roadmap, "b1", 2);
    assert_eq!(row.own_priority, Priority::new(2, 4));
    assert_eq!(row.priority, Priority::from_integer(18));
    let order: Vec<_> = roadmap.steps().map(|step| step.id.question.as_str()).collect();
    assert_eq!(order, ["c1", "b1", "a1", "b1"], "three months are too short for b1, and a1 waits for it");
}

#[test]
fn a_need_on_an_open_question_is_found_out_and_the_step_names_it() {
    let needing = with_step(question("a1", 1), 3, Effort::S, 1, &[("b1", 3)]);
    let pack = pack(vec![area("a", vec![needing]), area("b", vec![question("b1", 1), question("b2", 1)])]);
    let roadmap = by_default(&pack, "2 - -");
    let open = OpenQuestion { question: "b1".into(), kind: OpenKind::Unanswered };
    let row = FindOut::Question { area: "b".into(), open, owner: None };
    assert_eq!(roadmap.find_out, [FindOut::Area("b".into()), row]);
    assert_eq!(step(&roadmap, "a1", 3).find_out, ["b1".into()]);
}

#[test]
fn a_need_that_is_met_or_does_not_apply_adds_no_step() {
    let needing = with_step(question("a1", 1), 3, Effort::S, 1, &[("b1", 3), ("b2", 3)]);
    let pack = pack(vec![area("a", vec![needing]), area("b", vec![question("b1", 1), question("b2", 1)])]);
    let roadmap = by_default(&pack, "2 n/a 3");
    assert_eq!((steps_by_phase(&roadmap)[0].clone(), roadmap.find_out.len()), (vec!["a1:3".to_owned()], 0));
}

#[test]
fn steps_go_to_the_earliest_phase_with_room_that_is_long_enough() {
    let with = |id: &str, effort| with_step(question(id, 1), 3, effort, 1, &[]);
    let questions = vec![with("long", Effort::L), with("one", Effort::S), with("two", Effort::M)];
    let pack = one_area(questions);
    let phases = Some(vec![phase(3, 2), phase(9, 4)]);
    let roadmap = made(&pack, "2 2 2", &Options { scope: Scope::All, phases });
    assert_eq!(steps_by_phase(&roadmap), [vec!["one:3"], vec!["two:3"], vec!["long:3"]]);
    assert_eq!(roadmap.phases[2].phase, None, "four points find no room beside two of four");
}

#[test]
fn a_step_larger_than_a_phase_takes_it_alone_and_is_marked_oversized() {
    let pack = one_area(vec![with_step(question("q1", 1), 3, Effort::L, 3, &[]), question("q2", 1)]);
    let phases = Some(vec![phase(6, 3), phase(6, 3)]);
    let roadmap = made(&pack, "2 2", &Options { scope: Scope::All, phases });
    assert_eq!(steps_by_phase(&roadmap), [vec!["q1:3"], vec!["q2:3"]]);
    assert!(step(&roadmap, "q1", 3).oversized && !step(&roadmap, "q2", 3).oversized);
}

#[test]
fn the_levels_after_each_phase_are_projected() {
    let pack = one_area(vec![question("q1", 1), question("q2", 1)]);
    let phases = Some(vec![phase(3, 4), phase(9, 4)]);
    let roadmap = made(&pack, "1 1", &Options { scope: Scope::Target, phases });
    let after: Vec<_> = roadmap.phases.iter().map(|phase| phase.levels.whole.claimed.low.0).collect();
    assert_eq!((roadmap.now.whole.claimed.low.0, after), (1, vec![2, 3]));
    assert_eq!(roadmap.now.areas[0].reached.state, AreaState::Started);
}

#[test]
fn cyclic_needs_lose_no_step() {
    let first = with_step(question("q1", 1), 3, Effort::S, 1, &[("q2", 3)]);
    let second = with_step(question("q2", 1), 3, Effort::S, 1, &[("q1", 3)]);
    let roadmap = by_default(&one_area(vec![first, second]), "2 2");
    assert_eq!(steps_by_phase(&roadmap)[0], ["q1:3", "q2:3"]);
}

#[test]
fn of_equal_ranks_the_lower_level_comes_first_then_the_earlier_area() {
    let pack = pack(["a", "b", "c"].map(|id| area(id, vec![question(&format!("{id}1"), 1)])).into());
    let roadmap = by_default(&pack, "2 1 1");
    assert_eq!(steps_by_phase(&roadmap)[0], ["b1:2", "c1:2", "a1:3", "b1:3", "c1:3"]);
}

#[test]
fn a_question_without_a_level_goes_to_the_next_one_that_it_has() {
    let mut steep = with_step(question("q1", 1), 4, Effort::L, 2, &[]);
    steep.without_levels = vec![Level(3).into()];
    let needing = with_step(question("q2", 1), 3, Effort::S, 1, &[("q1", 3)]);
    let pack = one_area(vec![steep, needing]);
    let roadmap = by_default(&pack, "1 2");
    let order: Vec<_> = roadmap.steps().map(|step| (step.id.question.as_str(), step.id.level.0)).collect();
    assert_eq!(order, [("q1", 2), ("q1", 4), ("q2", 3)]);
    let row = step(&roadmap, "q1", 4);
    assert_eq!((row.effort, &row.after, row.beyond_target), (Effort::L, &vec![id("q1", 2)], false));
    assert_eq!(step(&roadmap, "q2", 3).after, [id("q1", 4)], "level 4 is what a need of level 3 waits for");
}
