use jiff::civil::date;

use super::*;
use crate::model::{Answer, AreaGroup, Entry, Evidence, Milestone, Text};
use crate::sample;

const TODAY: Date = date(2026, 3, 1);

fn pack() -> Pack {
    let area = |id: &str| {
        let questions = [1, 2].map(|number| sample::question(&format!("{id}{number}"), 1));
        sample::area(id, questions.into())
    };
    sample::pack(vec![area("a"), area("b")])
}

fn with_milestone(before: &str, now: &str) -> Assessment {
    let pack = pack();
    let mut assessment = sample::assessment(&pack, now);
    let milestone = Milestone::freeze("Spring", date(2025, 3, 1), &sample::assessment(&pack, before));
    assessment.milestones.push(milestone);
    assessment
}

#[test]
fn areas_are_compared_with_the_change_between_neighbours() {
    let pack = pack();
    let columns = ["2 3 - -", "3 3 4 4", "3 5 2 n/a"].map(|answers| sample::assessment(&pack, answers));
    let subjects = columns.each_ref().map(Subject::Assessment);
    let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, TODAY).unwrap();
    let (area, row) = &compared.areas[0];
    assert_eq!((area.as_str(), row.cells.len(), compared.columns.len()), ("a", 3, 3));
    let first = row.changes[0].clone().unwrap();
    assert_eq!((first.low, first.high, first.index.unwrap().printed(1)), (1, 1, "0.5".to_owned()));
    let other = &compared.areas[1].1;
    assert_eq!(other.changes[0], None, "it was not started");
    assert_eq!(other.changes[1].clone().unwrap().index.unwrap().printed(1), "-2.0");
    assert_eq!(compared.whole.cells[1].answered, 4);
}

/// Two groups: of both areas, and of the second one alone.
fn grouped() -> Pack {
    let mut pack = pack();
    let group = |id: &str, areas: &[&str]| AreaGroup {
        id: id.to_owned(),
        title: Text::default(),
        areas: areas.iter().map(|area| (*area).into()).collect(),
    };
    pack.manifest.groups = vec![group("both", &["a", "b"]), group("second", &["b"])];
    pack
}

#[test]
fn groups_of_areas_are_compared_by_their_own_areas_alone() {
    let mut pack = grouped();
    pack.areas[0].questions[1].requires = vec!["cloud".into()];
    let [mut before, after] = ["1 - 2 2", "4 4 3 3"].map(|answers| sample::assessment(&pack, answers));
    before.profile.flags.insert("cloud".into(), false);
    let subjects = [Subject::Assessment(&before), Subject::Assessment(&after)];
    let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, TODAY).unwrap();
    let [(both, first), (second, last)] = compared.groups.as_slice() else { panic!("two groups") };
    assert_eq!((both.as_str(), second.as_str()), ("both", "second"));
    assert_eq!(first, &compared.whole, "all areas are in it");
    let levels = last.cells.iter().map(|cell| (cell.claimed.settled(), cell.applicable));
    assert_eq!(levels.collect::<Vec<_>>(), [(Some(Level(2)), 2), (Some(Level(3)), 2)]);
    assert_eq!(last.changes[0].as_ref().unwrap().trend, LevelTrend::Up);
    assert_eq!(last.like_for_like, [None], "the question that only one asked is in the other area");
    assert_eq!(first.like_for_like[0].as_ref().unwrap().only_after, 1);
}

#[test]
fn groups_stand_beside_their_last_milestone_as_well() {
    let pack = grouped();
    let compared = against_targets(&pack, &with_milestone("1 1 2 2", "3 3 4 4"), TODAY).unwrap();
    let (id, row) = &compared.groups[1];
    let levels: Vec<_> = row.cells.iter().map(|cell| cell.claimed.low.0).collect();
    assert_eq!((id.as_str(), levels), ("second", vec![2, 4]));
}

#[test]
fn the_questions_that_moved_are_listed_with_both_sides() {
    let pack = pack();
    let columns = ["2 3 - 3", "2 5 ? 1"].map(|answers| sample::assessment(&pack, answers));
    let compared =
        compare(&pack, &columns.each_ref().map(Subject::Assessment), CompareOrder::OldestFirst, TODAY)
            .unwrap();
    let moved: Vec<_> = compared.pairs[0]
        .moved
        .iter()
        .map(|moved| (moved.question.as_str(), moved.change().map(|change| change.low)))
        .collect();
    assert_eq!(moved, [("a2", Some(2)), ("b1", None), ("b2", Some(-2))]);
}

#[test]
fn an_answer_to_a_question_that_is_hidden_on_both_sides_is_no_move() {
    let mut pack = pack();
    pack.areas[0].questions[1].requires = vec!["portal".into()];
    let mut columns = ["2 3 3 3", "2 - 3 3"].map(|answers| sample::assessment(&pack, answers));
    for column in &mut columns {
        column.profile.flags.insert("portal".into(), false);
    }
    let subjects = columns.each_ref().map(Subject::Assessment);
    let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, TODAY).unwrap();
    assert_eq!(compared.pairs[0].moved, []);
}

#[test]
fn another_pack_is_refused_and_another_version_is_compared_by_what_both_have() {
    let pack = pack();
    let mut other = sample::assessment(&pack, "3 3 ? -");
    other.identity.pack.version = "0.9.3".to_owned();
    let gone = Entry { answer: Some(Answer::Level(Level(2))), ..Entry::default() };
    other.replace(&"gone".into(), gone);
    other.replace(&"noted".into(), Entry { note: Some("A note".to_owned()), ..Entry::default() });
    let mut now = sample::assessment(&pack, "3 4 3 3");
    let mut revised = now.entry(&"a2".into()).unwrap().clone();
    revised.revision = Some(2);
    now.replace(&"a2".into(), revised);
    let subjects = [Subject::Assessment(&other), Subject::Assessment(&now)];
    let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, TODAY).unwrap();
    let column = &compared.columns[0];
    assert_eq!(
        (column.versions.answered.as_str(), column.versions.is_other_version(), column.gone_answers),
        ("0.9.3", true, 1),
        "a note is no answer"
    );
    assert_eq!(
        (compared.columns[1].versions.is_other_version(), compared.columns[1].versions.gone.len()),
        (false, 0)
    );
    let a = compared.areas[0].1.like_for_like[0].as_ref().unwrap();
    assert_eq!((a.only_before, a.only_after, a.revised, a.after.applicable), (0, 0, 1, 1));
    assert_eq!(a.change.as_ref().unwrap().trend, LevelTrend::Unchanged);
    let b = compared.areas[1].1.like_for_like[0].as_ref().unwrap();
    assert_eq!(
        (b.only_before, b.only_after, b.revised),
        (0, 1, 0),
        "b1 is unknown and so was asked, and nothing shows that b2 was"
    );
    assert_eq!((b.before.answered, b.before.applicable), (0, 1));
    let moved = compared.pairs[0].moved.iter().map(|moved| moved.question.as_str());
    assert_eq!(moved.collect::<Vec<_>>(), ["b1", "b2"], "a2 has another meaning");
    other.identity.pack.id = "other".to_owned();
    let refused =
        compare(&pack, &[Subject::Assessment(&other)], CompareOrder::OldestFirst, TODAY).unwrap_err();
    assert!(matches!(refused, CompareError::OtherPack { found, .. } if found == "other"));
}

/// A milestone of an earlier minor version has no answer to a question that came later, or none yet: it is not known to
/// have asked it.
#[test]
fn a_question_that_a_milestone_of_another_version_may_not_have_asked_is_left_out_like_for_like() {
    let mut pack = pack();
    let mut now = sample::assessment(&pack, "3 - 3 3");
    let version = |assessment: &mut Assessment, version: &str| {
        version.clone_into(&mut assessment.identity.pack.version);
    };
    version(&mut now, "1.0.0");
    let earlier = Milestone::freeze("Version 1.0.0", TODAY, &now);
    now.answers["a2"].answer = sample::answer("1");
    let later = Milestone::freeze("Later", TODAY, &now);
    now.milestones = vec![earlier, later];
    for (installed, expected) in [("1.0.0", None), ("1.1.0", Some((0, 1, [true, false])))] {
        installed.clone_into(&mut pack.manifest.version);
        version(&mut now, installed);
        let earlier = Subject::Milestone(&now, &now.milestones[0]);
        let later = Subject::Milestone(&now, &now.milestones[1]);
        let compare = |subjects: &[Subject]| {
            let compared = compare(&pack, subjects, CompareOrder::OldestFirst, TODAY).unwrap();
            compared.areas[0].1.like_for_like[0].clone()
        };
        let like = compare(&[earlier, Subject::Assessment(&now)]);
        let found = like.map(|like| (like.only_before, like.only_after, like.may_have_asked));
        assert_eq!(found, expected, "{installed}");
        assert_eq!(
            compare(&[earlier, later]),
            None,
            "the same version asked it, because it is answered there"
        );
    }
}

#[test]
fn a_question_that_neither_is_known_to_have_asked_counts_in_neither_like_for_like() {
    let pack = pack();
    let mut before = sample::assessment(&pack, "3 - 3 -");
    before.identity.pack.version = "0.9.0".to_owned();
    let mut after = sample::assessment(&pack, "3 - 4 2");
    after.identity.pack.version = "0.8.0".to_owned();
    let subjects = [Subject::Assessment(&before), Subject::Assessment(&after)];
    let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, TODAY).unwrap();
    let whole = compared.whole.like_for_like[0].as_ref().unwrap();
    assert_eq!((whole.only_before, whole.only_after, whole.revised), (0, 1, 0), "only b2");
    assert_eq!((whole.before.applicable, whole.after.applicable), (2, 2), "a1 and b1");
    assert_eq!(compared.areas[0].1.like_for_like, [None], "nothing that was asked is different in it");
    after.replace(&"b2".into(), Entry::default());
    let subjects = [Subject::Assessment(&before), Subject::Assessment(&after)];
    let same = compare(&pack, &subjects, CompareOrder::OldestFirst, TODAY).unwrap();
    assert_eq!(same.whole.like_for_like, [None], "both asked a1 and b1");
}

#[test]
fn what_was_asked_only_once_is_left_out_like_for_like() {
    let mut pack = pack();
    pack.areas[0].questions[1].requires = vec!["cloud".into()];
    let mut before = sample::assessment(&pack, "4 - 3 3");
    before.profile.flags.insert("cloud".into(), false);
    let after = sample::assessment(&pack, "4 1 3 3");
    let subjects = [Subject::Assessment(&before), Subject::Assessment(&after)];
    let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, TODAY).unwrap();
    let row = &compared.areas[0].1;
    let change = row.changes[0].as_ref().unwrap();
    assert_eq!((change.trend, change.low), (LevelTrend::Down, -3));
    let like = row.like_for_like[0].as_ref().unwrap();
    assert_eq!((like.only_before, like.only_after), (0, 1));
    assert_eq!(like.before.claimed.settled(), Some(Level(4)));
    assert_eq!(like.after.claimed.settled(), Some(Level(4)));
    assert_eq!(like.change.as_ref().unwrap().trend, LevelTrend::Unchanged);
    assert_eq!(compared.areas[1].1.like_for_like, [None], "both asked the same");
    assert_eq!(compared.whole.like_for_like[0].as_ref().unwrap().only_after, 1);
}

#[test]
fn the_difference_of_indexes_is_that_of_the_printed_figures() {
    let questions = (1..=3).map(|number| sample::question(&format!("q{number}"), 1));
    let pack = sample::pack(vec![sample::area("a", questions.collect())]);
    // 8/3 is printed 2.6, so that the difference from 4.0 is 1.4, although 4 - 8/3 would be printed 1.3.
    for (before, after, expected) in
        [("4 4 4", "2 3 3", "-1.4"), ("1 1 2", "2 2 3", "1.0"), ("2 3 3", "4 4 4", "1.4")]
    {
        let [before, after] = [before, after].map(|answers| sample::assessment(&pack, answers));
        let subjects = [Subject::Assessment(&before), Subject::Assessment(&after)];
        let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, TODAY).unwrap();
        let index = compared.whole.changes[0].as_ref().unwrap().index.clone();
        assert_eq!(index.unwrap().printed(1), expected);
    }
}

#[test]
fn between_different_entities_nothing_goes_up_or_down() {
    let pack = pack();
    let [mut one, mut other] = ["2 2 2 2", "3 3 3 3"].map(|answers| sample::assessment(&pack, answers));
    one.identity.entity = Text::from([("en", "Health")]);
    other.identity.entity = Text::from([("en", "Water")]);
    let subjects = [Subject::Assessment(&one), Subject::Assessment(&other)];
    let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, TODAY).unwrap();
    assert_eq!(compared.pairs[0].subject, PairSubject::TwoEntities);
    assert_eq!((&compared.whole.changes[0], &compared.areas[0].1.changes[0]), (&None, &None));
    assert_eq!(compared.pairs[0].moved.len(), 4);
}

#[test]
fn a_milestone_is_scored_on_its_own_day() {
    let mut assessment = with_milestone("4 4 4 4", "4 4 4 4");
    let evidence = Evidence { text: "A register".to_owned(), date: Some(date(2025, 2, 1)), kind: None };
    let frozen = assessment.milestones[0].answers.values_mut();
    frozen.chain(assessment.answers.values_mut()).for_each(|entry| entry.evidence = vec![evidence.clone()]);
    let compared = against_targets(&pack(), &assessment, TODAY).unwrap();
    let confirmed = compared.whole.cells.iter().map(|cell| cell.confirmed.unwrap().low.0);
    assert_eq!(confirmed.collect::<Vec<_>>(), [4, 2]);
    assert_eq!(compared.milestone.unwrap().as_of, date(2025, 3, 1));
}

#[test]
fn an_assessment_is_scored_on_its_as_of_day_where_it_has_one() {
    let mut assessment = sample::assessment(&pack(), "1 1 1 1");
    assessment.identity.as_of = Some(date(2024, 1, 1));
    let compared =
        compare(&pack(), &[Subject::Assessment(&assessment)], CompareOrder::OldestFirst, TODAY).unwrap();
    assert_eq!(compared.columns[0].as_of, date(2024, 1, 1));
}

#[test]
fn one_assessment_is_compared_with_its_targets_and_its_last_milestone() {
    let mut assessment = with_milestone("1 1 2 2", "2 2 2 -");
    assessment.targets.insert("b".into(), Level(4).into());
    let compared = against_targets(&pack(), &assessment, TODAY).unwrap();
    let (a, b) = (&compared.areas[0], &compared.areas[1]);
    assert_eq!((a.target, a.gap, a.row.cells.len()), (Level(3), Gap { low: 1, high: 1 }, 2));
    assert_eq!(
        (b.target, b.gap),
        (Level(4), Gap { low: 2, high: 3 }),
        "with the open one at 5 it would be 2"
    );
    assert_eq!(a.row.changes[0].as_ref().unwrap().low, 1);
    assert_eq!(compared.moved.len(), 3);
}

#[test]
fn without_a_milestone_only_the_targets_are_compared() {
    let compared = against_targets(&pack(), &sample::assessment(&pack(), "3 3 3 3"), TODAY).unwrap();
    assert_eq!((compared.milestone, compared.areas[0].row.cells.len()), (None, 1));
    assert!(compared.moved.is_empty());
}
