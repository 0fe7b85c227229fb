//! Worked examples of the scoring rule: weights 2, 1, 1, 1, 1, the first question essential, five levels, a gate of
//! 80.

use jiff::civil::date;

use super::{
    AreaScore, AreaState, NeedStanding, OpenKind, OpenQuestion, Progress, Scorecard, Unusable, score,
    unusable,
};
use crate::model::{AreaGroup, Assessment, Effort, Evidence, Level, LevelLabel, LevelRange, Pack, Text};
use crate::sample;

fn pack() -> Pack {
    let first = sample::essential(sample::question("q1", 2));
    let others = ["q2", "q3", "q4", "q5"].map(|id| sample::question(id, 1));
    sample::pack(vec![sample::area("a", [first].into_iter().chain(others).collect())])
}

fn scored(answers: &str) -> Scorecard {
    let pack = pack();
    score(&pack, &sample::assessment(&pack, answers), date(2026, 3, 1))
}

fn area(answers: &str) -> AreaScore {
    scored(answers).areas.remove(0)
}

/// Level and index as they are printed.
fn printed(area: &AreaScore) -> String {
    let LevelRange { low, high } = area.claimed;
    let level = if low == high { low.to_string() } else { format!("{low}–{high}") };
    let Some(index) = &area.index else { return format!("{level} –") };
    let value = index.value.printed(1);
    if index.low == index.high {
        format!("{level} {value}")
    } else {
        format!("{level} {value} ({}–{})", index.low.printed(1), index.high.printed(1))
    }
}

/// The share at a level as it is printed.
fn share(area: &AreaScore, level: u8) -> String {
    let share = area.shares[Level(level).index()].high;
    format!("{} of {} = {}%", share.reached, share.total, share.percent())
}

fn ids(ids: &[crate::model::QuestionId]) -> Vec<&str> {
    ids.iter().map(crate::model::QuestionId::as_str).collect()
}

#[test]
fn an_essential_question_at_2_and_two_thirds_at_3_give_2() {
    let area = area("2 3 3 4 3");
    let next = area.why.next.as_ref().unwrap();
    assert_eq!(printed(&area), "2 2.8");
    assert_eq!((next.level, next.share.percent(), next.share.holds()), (Level(3), 66, false));
    assert_eq!((next.share.reached, next.share.total, next.share.needed()), (4, 6, 5));
    assert_eq!((ids(&next.essential), ids(&next.laggards)), (vec!["q1"], vec![]));
    assert_eq!((ids(&next.blockers), next.only.as_deref()), (vec!["q1"], Some("q1")));
    assert_eq!(area.blockers(), 1);
}

#[test]
fn all_questions_at_3_give_3() {
    let area = area("3 3 3 4 3");
    assert_eq!((printed(&area), share(&area, 3)), ("3 3.1".to_owned(), "6 of 6 = 100%".to_owned()));
}

#[test]
fn four_fifths_at_3_and_no_question_below_2_give_3() {
    let area = area("3 3 3 4 2");
    assert_eq!((printed(&area), share(&area, 3)), ("3 3.0".to_owned(), "5 of 6 = 83%".to_owned()));
}

#[test]
fn one_question_two_levels_behind_holds_the_area_back() {
    let area = area("3 3 3 4 1");
    let next = area.why.next.as_ref().unwrap();
    assert_eq!(printed(&area), "2 2.8");
    assert!(next.share.holds());
    assert_eq!((ids(&next.essential), ids(&next.laggards)), (vec![], vec!["q5"]));
    let raise = &next.cheapest[0];
    assert_eq!((raise.question.as_str(), raise.from, raise.to, raise.cost), ("q5", Level(1), Level(2), 2));
}

#[test]
fn an_open_question_gives_a_range() {
    let area = area("3 3 3 4 -");
    let next = area.why.next.as_ref().unwrap();
    assert_eq!(printed(&area), "2–3 3.2 (2.8–3.5)");
    assert_eq!(ids(&area.why.open), ["q5"]);
    assert_eq!((next.level, next.share.reached, next.share.total), (Level(4), 2, 6));
    assert_eq!((area.target, area.gap.low, area.gap.high), (Level(3), 0, 1));
    assert_eq!(next.cost, 4, "q1 must rise, and one more with it");
}

#[test]
fn one_question_below_4_keeps_an_area_from_5() {
    let area = area("5 5 5 5 3");
    let next = area.why.next.as_ref().unwrap();
    assert_eq!((printed(&area), share(&area, 5)), ("4 4.6".to_owned(), "5 of 6 = 83%".to_owned()));
    assert_eq!((next.level, ids(&next.laggards)), (Level(5), vec!["q5"]));
}

#[test]
fn a_question_that_does_not_apply_does_not_count() {
    let area = area("3 3 n/a n/a n/a");
    assert_eq!(printed(&area), "3 3.0");
    assert_eq!((area.applicable, area.answered, area.not_applicable), (2, 2, 3));
}

#[test]
fn an_area_without_any_answer_is_not_started() {
    let card = scored("- - - - -");
    let area = &card.areas[0];
    assert_eq!((area.state, area.shown(), printed(area)), (AreaState::NotStarted, None, "1–5 –".to_owned()));
    assert_eq!((card.whole.state, card.whole.index.clone()), (AreaState::NotStarted, None));
}

#[test]
fn unknown_is_an_answer_and_starts_an_area() {
    let area = area("- ? - - -");
    assert_eq!((area.state, printed(&area)), (AreaState::Started, "1–5 –".to_owned()));
}

#[test]
fn an_area_without_applicable_questions_is_excluded_from_the_whole() {
    let pack = sample::pack(vec![
        sample::area("a", vec![sample::question("a1", 1)]),
        sample::area("b", vec![sample::question("b1", 1)]),
    ]);
    let card = score(&pack, &sample::assessment(&pack, "n/a 4"), date(2026, 3, 1));
    assert_eq!(card.areas[0].state, AreaState::NotApplicable);
    assert_eq!(card.whole.claimed.settled(), Some(Level(4)));
    assert_eq!(card.whole.index.unwrap().value.printed(1), "4.0");
    assert_eq!(scored("n/a n/a n/a n/a n/a").whole.state, AreaState::NotApplicable);
}

#[test]
fn the_last_level_has_no_next_level() {
    assert_eq!(area("5 5 5 5 5").why, super::Why::default());
}

#[test]
fn the_whole_is_the_same_rule_over_areas_and_an_area_not_started_is_open() {
    let areas = ["a", "b", "c"].map(|id| sample::area(id, vec![sample::question(&format!("{id}1"), 1)]));
    let pack = sample::pack(areas.into());
    let whole = score(&pack, &sample::assessment(&pack, "3 3 -"), date(2026, 3, 1)).whole;
    assert_eq!((whole.claimed.low, whole.claimed.high), (Level(1), Level(3)));
    assert_eq!(whole.why.open, ["c".into()]);
    let index = whole.index.unwrap();
    let figures = [index.value, index.low, index.high].map(|figure| figure.printed(2));
    assert_eq!(figures, ["3.00", "2.33", "3.66"]);
    let next = whole.why.next.unwrap();
    assert_eq!((next.level, next.share.reached, next.cost), (Level(4), 1, 4));
    assert_eq!(next.cheapest[1].raises[0].question.as_str(), "b1");
}

fn with_evidence(dates: [Option<jiff::civil::Date>; 5]) -> (Pack, Assessment) {
    let pack = pack();
    let mut assessment = sample::assessment(&pack, "4 4 4 4 4");
    for ((_, question), date) in pack.questions().zip(dates) {
        let mut entry = assessment.entry(&question.id).unwrap().clone();
        entry.evidence.push(Evidence { text: "A register".to_owned(), date, kind: None });
        assessment.replace(&question.id, entry);
    }
    (pack, assessment)
}

#[test]
fn an_answer_without_evidence_is_confirmed_up_to_the_level_below_evidence() {
    assert_eq!(area("4 4 4 4 4").confirmed.unwrap().settled(), Some(Level(2)));
}

#[test]
fn evidence_counts_if_it_is_dated_and_recent_enough_on_the_scored_day() {
    let day = date(2025, 3, 1);
    let on = |dates, as_of| {
        let (pack, assessment) = with_evidence(dates);
        score(&pack, &assessment, as_of).areas[0].confirmed.unwrap().settled()
    };
    let dated = [Some(day); 5];
    assert_eq!(on(dated, date(2026, 3, 1)), Some(Level(4)), "365 days old");
    assert_eq!(on(dated, date(2026, 3, 2)), Some(Level(2)), "366 days old");
    assert_eq!(on(dated, day), Some(Level(4)), "of the day itself");
    assert_eq!(on(dated, date(2025, 2, 28)), Some(Level(2)), "from after the day");
    assert_eq!(on([Some(day), None, None, None, None], day), Some(Level(2)), "undated but for one");
}

#[test]
fn undated_evidence_counts_in_a_pack_whose_evidence_does_not_age() {
    let (mut pack, assessment) = with_evidence([None; 5]);
    pack.manifest.scale.evidence_days = None;
    let area = score(&pack, &assessment, date(2026, 3, 1)).areas.remove(0);
    assert_eq!(area.confirmed.unwrap().settled(), Some(Level(4)));
}

#[test]
fn a_hidden_answer_is_kept_and_listed_and_does_not_count() {
    let mut pack = pack();
    pack.areas[0].questions[4].requires = vec!["cloud".into()];
    pack.areas[0].questions[3].requires = vec!["data".into()];
    let mut assessment = sample::assessment(&pack, "3 3 3 3 1");
    assessment.profile.flags.insert("cloud".into(), false);
    let area = score(&pack, &assessment, date(2026, 3, 1)).areas.remove(0);
    assert_eq!((ids(&area.hidden), area.applicable, printed(&area)), (vec!["q5"], 4, "3 3.0".to_owned()));
    assert_eq!(area.assumed, ["data".into()]);
}

#[test]
fn an_answer_outside_the_scale_counts_as_no_answer() {
    assert_eq!(area("3 3 3 3 9").open.len(), 1);
}

#[test]
fn a_raise_names_what_its_steps_need_and_does_not_count_its_cost() {
    let mut pack = pack();
    let last = pack.areas[0].questions.pop().unwrap();
    let needs = [("q4", 5), ("q2", 3), ("q3", 2), ("gone", 2)];
    pack.areas[0].questions.push(sample::with_step(last, 2, Effort::L, 1, &needs));
    let area = score(&pack, &sample::assessment(&pack, "3 3 - 4 1"), date(2026, 3, 1)).areas.remove(0);
    let next = area.why.next.unwrap();
    assert_eq!((next.cost, next.cheapest.len()), (4, 1));
    let needs: Vec<_> = next.cheapest[0].needs.iter().map(|n| (n.question.as_str(), n.standing)).collect();
    let wanted = [
        ("gone", NeedStanding::NotApplicable),
        ("q2", NeedStanding::Met),
        ("q3", NeedStanding::Open),
        ("q4", NeedStanding::Below(Level(4))),
    ];
    assert_eq!(needs, wanted);
}

#[test]
fn a_raise_does_not_need_what_the_level_already_reached_needed() {
    let first = sample::with_step(sample::question("q1", 1), 2, Effort::S, 1, &[("q2", 5)]);
    let first = sample::with_step(first, 3, Effort::S, 1, &[("q2", 2)]);
    let pack = sample::pack(vec![sample::area("a", vec![first, sample::question("q2", 1)])]);
    let area = score(&pack, &sample::assessment(&pack, "2 3"), date(2026, 3, 1)).areas.remove(0);
    let raise = area.why.next.unwrap().cheapest.remove(0);
    let needs: Vec<_> = raise.needs.iter().map(|need| (need.question.as_str(), need.level)).collect();
    assert_eq!(needs, [("q2", Level(2))]);
}

#[test]
fn an_answer_outside_the_scale_counts_as_none_and_is_named() {
    let pack =
        sample::pack(vec![sample::area("a", vec![sample::question("q1", 1), sample::question("q2", 1)])]);
    let mut assessment = sample::assessment(&pack, "9 3");
    let targets = [("a", 9), ("b", 2), ("0", 9)];
    assessment.targets = targets.map(|(area, level)| (area.into(), Level(level).into())).into();
    let scored = score(&pack, &assessment, date(2026, 3, 1));
    let open = OpenQuestion { question: "q1".into(), kind: OpenKind::OutsideScale };
    assert_eq!((&scored.areas[0].open, scored.areas[0].target), (&vec![open], Level(3)));
    let progress = Progress { applicable: 2, answered: 1, unknown: 0, outside_scale: 1 };
    assert_eq!((scored.whole.progress(), progress.unanswered()), (progress, 1));
    let named = [
        Unusable::Answer { question: "q1".into(), level: LevelLabel::Number(9) },
        Unusable::Target { area: "a".into(), level: LevelLabel::Number(9) },
        Unusable::TargetOfNoArea { area: "0".into(), level: LevelLabel::Number(9) },
        Unusable::TargetOfNoArea { area: "b".into(), level: LevelLabel::Number(2) },
    ];
    assert_eq!(unusable(&pack, &assessment), named);
    let alone = sample::assessment(&pack, "9 -");
    assert_eq!(score(&pack, &alone, date(2026, 3, 1)).areas[0].state, AreaState::NotStarted);
}

#[test]
fn a_group_has_the_level_that_its_areas_alone_would_have_as_a_whole() {
    let areas = || ["a", "b", "c"].map(|id| sample::area(id, vec![sample::question(&format!("{id}1"), 1)]));
    let mut pack = sample::pack(areas().into());
    let group = |id: &str, areas: &[&str]| AreaGroup {
        id: id.to_owned(),
        title: Text::default(),
        areas: areas.iter().map(|id| (*id).into()).collect(),
    };
    pack.manifest.groups = vec![group("first", &["a", "b"]), group("rest", &["c"])];
    let card = score(&pack, &sample::assessment(&pack, "2 4 -"), date(2026, 3, 1));
    let [first, rest] = &card.groups[..] else { panic!("{:?}", card.groups) };
    let [a, b, _] = areas();
    let pair = sample::pack(vec![a, b]);
    let alone = score(&pair, &sample::assessment(&pair, "2 4"), date(2026, 3, 1)).whole;
    assert_eq!((first.group.as_str(), &first.score), ("first", &alone));
    assert_eq!((rest.score.state, rest.score.applicable), (AreaState::NotStarted, 1));
    assert_eq!(card.whole.claimed, LevelRange { low: Level(1), high: Level(2) });
}

#[test]
fn a_question_without_a_level_stands_below_it_or_above_it() {
    let mut pack = sample::pack(vec![sample::area(
        "a",
        vec![sample::essential(sample::question("q1", 1)), sample::question("q2", 1)],
    )]);
    pack.areas[0].questions[0].without_levels = vec![Level(3).into()];
    let level = |answers: &str| {
        let card = score(&pack, &sample::assessment(&pack, answers), date(2026, 3, 1));
        let next = card.areas[0].why.next.clone().unwrap();
        let raises: Vec<_> =
            next.cheapest.iter().map(|raise| (raise.from.0, raise.to.0, raise.cost)).collect();
        (card.areas[0].claimed.settled().map(|level| level.0), raises)
    };
    assert_eq!(
        level("2 3"),
        (Some(2), vec![(2, 4, 2)]),
        "one step of M, over the level that it does not have"
    );
    assert_eq!(level("4 3"), (Some(3), vec![(3, 4, 2)]), "level 4 counts for level 3");
    let card = score(&pack, &sample::assessment(&pack, "3 3"), date(2026, 3, 1));
    assert_eq!(
        card.areas[0].progress().outside_scale,
        1,
        "an answer that the question does not have is none"
    );
    assert_eq!((card.areas[0].claimed.low, card.areas[0].claimed.high), (Level(1), Level(3)));
    let Unusable::Answer { question, level } = &unusable(&pack, &sample::assessment(&pack, "3 3"))[0] else {
        panic!("an answer")
    };
    assert_eq!((question.as_str(), level.to_string()), ("q1", "3".to_owned()));
}

#[test]
fn an_unconfirmed_answer_counts_as_the_level_below_that_the_question_has() {
    let mut pack = sample::pack(vec![sample::area("a", vec![sample::question("q1", 1)])]);
    pack.areas[0].questions[0].without_levels = vec![Level(2).into()];
    let card = score(&pack, &sample::assessment(&pack, "3"), date(2026, 3, 1));
    assert_eq!(card.areas[0].confirmed.unwrap().settled(), Some(Level(1)));
}
