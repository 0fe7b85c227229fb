//! Tests of changes: what each edit does, and that undo and redo restore exactly what was there.

use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::model::{EvidenceKind, Text};
use crate::sample;

/// `q1` has been reworded twice, `q2` never.
fn pack() -> Pack {
    let mut questions = ["q1", "q2"].map(|id| sample::question(id, 1));
    questions[0].revision = 3;
    sample::pack(vec![sample::area("a", questions.into())])
}

fn start() -> Assessment {
    sample::assessment(&pack(), "3 -")
}

fn evidence(text: &str, year: i16) -> Evidence {
    Evidence { text: text.to_owned(), date: Some(date(year, 1, 1)), kind: Some(EvidenceKind::Seen) }
}

fn identity(period: &str) -> Edit {
    Edit::Identity(Box::new(Identity { period: Some(period.to_owned()), ..start().identity }))
}

fn edit() -> impl Strategy<Value = Edit> {
    let question = || prop::sample::select(vec!["q1", "q2", "left-the-pack"]).prop_map(QuestionId::from);
    let word = prop::sample::select(vec!["1", "2", "5", "?", "n/a", "-"]);
    let text = || prop::sample::select(vec!["", " ", "one", "two", "وزارة"]);
    let place = || prop::option::of(0..3_usize);
    prop_oneof![
        (question(), word).prop_map(|(question, word)| Edit::Answer(question, sample::answer(word))),
        (question(), prop::sample::select(EntryText::ALL), text())
            .prop_map(|(question, part, text)| Edit::Text(question, part, Some(text.to_owned()))),
        (question(), any::<bool>()).prop_map(|(question, on)| Edit::Review(question, on)),
        (question(), place(), text()).prop_map(|(question, place, text)| Edit::PutEvidence {
            question,
            place,
            evidence: evidence(text, 2026)
        }),
        (question(), 0..3_usize).prop_map(|(question, place)| Edit::RemoveEvidence(question, place)),
        text().prop_map(identity),
        any::<bool>().prop_map(|yes| Edit::Profile(Profile {
            flags: [("cloud".into(), yes)].into(),
            ..Profile::default()
        })),
        (1..9_u8).prop_map(|level| Edit::Target("a".into(), Level(level))),
        text().prop_map(|text| Edit::Park(text.to_owned())),
        text().prop_map(|name| Edit::Milestone(Milestone::freeze(name, date(2026, 1, 1), &start()))),
    ]
}

proptest! {
    #[test]
    fn undoing_everything_gives_the_start_and_redoing_everything_the_end(steps in vec(vec(edit(), 1..4), 0..20)) {
        let (pack, start) = (pack(), start());
        let mut assessment = start.clone();
        let mut history = History::default();
        for step in steps {
            let before = assessment.clone();
            let is_changed = history.make(&step, &mut assessment, &pack);
            prop_assert!(is_changed || before == assessment);
        }
        let end = assessment.clone();
        while history.undo(&mut assessment).is_some() {}
        prop_assert_eq!(&assessment, &start);
        prop_assert_eq!(assessment.answers.keys().collect::<Vec<_>>(), start.answers.keys().collect::<Vec<_>>());
        while history.redo(&mut assessment).is_some() {}
        prop_assert_eq!(&assessment, &end);
        prop_assert_eq!(assessment.answers.keys().collect::<Vec<_>>(), end.answers.keys().collect::<Vec<_>>());
    }
}

#[test]
fn the_revision_of_the_answered_question_is_recorded() {
    let (pack, mut assessment) = (pack(), start());
    let answered = |question: &str| Edit::Answer(question.into(), sample::answer("4"));
    answered("q1").apply(&mut assessment, &pack).unwrap();
    answered("q2").apply(&mut assessment, &pack).unwrap();
    assert_eq!(
        [&assessment.answers["q1"], &assessment.answers["q2"]].map(|entry| entry.revision),
        [Some(3), None]
    );
    Edit::Answer("q1".into(), None).apply(&mut assessment, &pack).unwrap();
    assert_eq!(assessment.answers["q1"], Entry::default());
}

#[test]
fn the_topic_of_the_answered_question_is_recorded_and_goes_with_the_answer() {
    let (mut pack, mut assessment) = (pack(), start());
    let topic = |assessment: &Assessment, question: &str| {
        assessment.entry(&question.into()).and_then(|entry| entry.topic.in_language("en"))
    };
    pack.areas[0].questions[0].topic = Text::from([("en", "Beta"), ("ar", "بيتا")]);
    let answered = |word: &str| Edit::Answer("q1".into(), sample::answer(word));
    answered("4").apply(&mut assessment, &pack).unwrap();
    assert_eq!(assessment.answers["q1"].topic.in_language("ar").as_deref(), Some("بيتا"));
    pack.areas[0].questions[0].topic = Text::from([("en", "Later")]);
    Edit::Review("q1".into(), true).apply(&mut assessment, &pack).unwrap();
    assert_eq!(answered("4").apply(&mut assessment, &pack), None, "the same answer is no change");
    assert_eq!(topic(&assessment, "q1").as_deref(), Some("Beta"));
    answered("?").apply(&mut assessment, &pack).unwrap();
    assert_eq!(topic(&assessment, "q1").as_deref(), Some("Later"));
    let mut undo = answered("-").apply(&mut assessment, &pack).unwrap();
    assert_eq!(topic(&assessment, "q1"), None);
    for expected in [Some("Later"), None] {
        undo.exchange(&mut assessment);
        assert_eq!(topic(&assessment, "q1").as_deref(), expected);
    }
}

#[test]
fn undo_and_redo_return_what_changed() {
    let (pack, mut assessment) = (pack(), start());
    let mut history = History::default();
    history.make(&[Edit::Review("q1".into(), true)], &mut assessment, &pack);
    history.make(&[identity("2026")], &mut assessment, &pack);
    assert_eq!(history.undo(&mut assessment), Some(Touched::Details));
    assert_eq!(history.undo(&mut assessment), Some(Touched::Question("q1".into())));
    assert_eq!(history.undo(&mut assessment), None);
    assert_eq!(history.redo(&mut assessment), Some(Touched::Question("q1".into())));
    assert!(assessment.answers["q1"].review);
}

#[test]
fn a_new_step_ends_redo_unless_it_changes_nothing() {
    let (pack, mut assessment) = (pack(), start());
    let mut history = History::default();
    history.make(&[Edit::Review("q1".into(), true)], &mut assessment, &pack);
    history.undo(&mut assessment);
    assert!(!history.make(&[Edit::Review("q1".into(), false), identity_as_it_is()], &mut assessment, &pack));
    assert!(history.clone().redo(&mut assessment.clone()).is_some());
    history.make(&[Edit::Review("q2".into(), true)], &mut assessment, &pack);
    assert_eq!(history.redo(&mut assessment), None);
}

fn identity_as_it_is() -> Edit {
    Edit::Identity(Box::new(start().identity))
}

#[test]
fn the_name_changes_only_with_the_file() {
    let (pack, mut assessment) = (pack(), start());
    let renamed = Identity { name: "Other".to_owned(), period: Some("2027".to_owned()), ..start().identity };
    let mut undo = Edit::Identity(Box::new(renamed)).apply(&mut assessment, &pack).unwrap();
    assert_eq!(assessment.identity.name, start().identity.name);
    "Renamed".clone_into(&mut assessment.identity.name);
    undo.exchange(&mut assessment);
    assert_eq!((assessment.identity.name.as_str(), assessment.identity.period), ("Renamed", None));
}

#[test]
fn evidence_of_a_question_has_unique_texts() {
    let (pack, mut assessment) = (pack(), start());
    let mut put = |place, text: &str, year| {
        let edit = Edit::PutEvidence { question: "q1".into(), place, evidence: evidence(text, year) };
        edit.apply(&mut assessment, &pack);
        assessment.answers["q1"].evidence.clone()
    };
    put(None, "Strategy", 2024);
    put(None, "Register", 2025);
    assert_eq!(put(None, "Strategy", 2026), [evidence("Strategy", 2026), evidence("Register", 2025)]);
    assert_eq!(put(Some(1), "Strategy", 2027), [evidence("Strategy", 2027)]);
    assert_eq!(put(Some(9), "Audit", 2027).len(), 2);
}

#[test]
fn a_level_outside_the_scale_and_a_blank_text_are_ignored() {
    let (pack, mut assessment) = (pack(), start());
    let outside = pack.scale().last().next();
    assert_eq!(Edit::Answer("q1".into(), Some(Answer::Level(outside))).apply(&mut assessment, &pack), None);
    assert_eq!(Edit::Target("a".into(), outside).apply(&mut assessment, &pack), None);
    assert_eq!(
        Edit::Text("q1".into(), EntryText::Note, Some(" \n".to_owned())).apply(&mut assessment, &pack),
        None
    );
    assert_eq!(assessment, start());
}

#[test]
fn later_changes_do_not_affect_a_milestone() {
    let (pack, mut assessment) = (pack(), start());
    assessment.targets.insert("a".into(), Level(2).into());
    let then = assessment.clone();
    Edit::Milestone(Milestone::freeze("Spring", date(2026, 3, 1), &assessment))
        .apply(&mut assessment, &pack)
        .unwrap();
    let flags = [("cloud".into(), false)].into();
    let later = [
        Edit::Profile(Profile { flags, ..Profile::default() }),
        Edit::Target("a".into(), Level(5)),
        Edit::Answer("q1".into(), sample::answer("1")),
    ];
    assert!(History::default().make(&later, &mut assessment, &pack));
    assessment.identity.pack.version = "9.0.0".to_owned();
    let frozen = assessment.milestones[0].assessment(&assessment);
    assert_eq!((&frozen.profile, &frozen.targets), (&then.profile, &then.targets));
    assert_eq!((frozen.identity.pack, frozen.identity.as_of), (then.identity.pack, Some(date(2026, 3, 1))));
    assert_eq!(frozen.answers["q1"], then.answers["q1"]);
}
