//! Laws of the merge, on random edits of both sides, and examples that can be followed by hand.

use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::*;
use crate::model::{Answer, Evidence, Level, Milestone, PlannedStep, SignOff, StepStatus, Text};
use crate::store::edits::{Edit, apply, cases, edit};
use crate::store::sample::{assessment, pack, question};

fn made(base: &Assessment, edits: &[Edit]) -> Assessment {
    let mut made = base.clone();
    for edit in edits {
        apply(&mut made, edit.clone());
    }
    made
}

/// Sets a field without parts to a value.
fn put(assessment: &mut Assessment, place: usize, value: u8) {
    let text = (value > 0).then(|| format!("value {value}"));
    let id = question(["cloud-q1", "cloud-q2", "gone-q1"][place % 3]);
    let mut entry = assessment.entry(&id).cloned().unwrap_or_default();
    match place / 3 {
        0 => entry.answer = (value > 0).then_some(Answer::Level(Level(value))),
        1 => entry.note = text,
        2 => entry.owner = text,
        3 => entry.confidence = text,
        _ => {
            match place % 3 {
                0 => assessment.identity.period = text,
                1 => assessment.identity.classification = text,
                _ => match text {
                    Some(text) => assessment.identity.entity.set("ar", text),
                    None => assessment.identity.entity.remove("ar"),
                },
            }
            return;
        }
    }
    assessment.replace(&id, entry);
}

/// Assessments that differ only in the order of lists have the same text.
fn unordered(mut assessment: Assessment) -> String {
    for entry in assessment.answers.values_mut() {
        entry.evidence.sort_by(|one, other| one.text.cmp(&other.text));
    }
    assessment.workshop.parking_lot.sort();
    assessment.identity.scope.sort();
    assessment.identity.assessed_by.sort();
    assessment.profile.roles.sort();
    assessment.workshop.rounds.sort_by_key(|round| (round.question.clone(), round.number));
    assessment.workshop.decisions.sort_by_key(|one| (one.question.clone(), one.round));
    assessment.plan.sort_by_key(|step| (step.question.clone(), step.level.clone()));
    assessment.milestones.sort_by(|one, other| one.name.cmp(&other.name));
    assessment.answers.sort_keys();
    format!("{assessment:?}")
}

fn place_of(conflict: &Conflict) -> (Option<QuestionId>, String) {
    match conflict {
        Conflict::Entry { question, field, .. } => (Some(question.clone()), format!("{field:?}")),
        Conflict::Assessment { field, .. } => (None, format!("{field:?}")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(300, 10_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_one_side_unchanged_the_result_is_the_other_side(before in vec(edit(), 0..6), after in vec(edit(), 0..6)) {
        let base = made(&assessment("Water"), &before);
        let changed = made(&base, &after);
        for (ours, theirs) in [(&changed, &base), (&base, &changed), (&changed, &changed)] {
            let merged = merge(&base, ours, theirs);
            prop_assert_eq!(&merged.assessment, &changed);
            prop_assert!(merged.conflicts.is_empty());
        }
    }

    #[test]
    fn swapping_the_sides_only_swaps_them_in_the_conflicts(
        before in vec(edit(), 0..4), one in vec(edit(), 0..6), other in vec(edit(), 0..6),
    ) {
        let base = made(&assessment("Water"), &before);
        let (one, other) = (made(&base, &one), made(&base, &other));
        let (there, mut back) = (merge(&base, &one, &other), merge(&base, &other, &one));
        prop_assert_eq!(there.conflicts.len(), back.conflicts.len());
        for conflict in &there.conflicts {
            prop_assert!(back.conflicts.iter().any(|known| place_of(known) == place_of(conflict)));
        }
        for conflict in back.conflicts.clone() {
            conflict.choose(Side::Theirs, &mut back.assessment);
        }
        prop_assert_eq!(unordered(there.assessment), unordered(back.assessment));
    }

    #[test]
    fn edits_to_different_questions_merge_to_both_in_any_order(
        one in vec(edit(), 0..8), other in vec(edit(), 0..8),
    ) {
        let of = |edits: Vec<Edit>, first: bool| edits.into_iter().filter(|edit| match edit {
            Edit::Entry(at, ..) | Edit::Evidence(at, ..) => (*at < 4) == first,
            _ => false,
        }).collect::<Vec<_>>();
        let (one, other, base) = (of(one, true), of(other, false), assessment("Water"));
        let both = [one.clone(), other.clone()].concat();
        let merged = merge(&base, &made(&base, &one), &made(&base, &other));
        prop_assert!(merged.conflicts.is_empty());
        prop_assert_eq!(&merged.assessment, &made(&base, &both));
        prop_assert_eq!(&merged.assessment, &made(&base, &[other, one].concat()));
    }

    #[test]
    fn there_is_a_conflict_exactly_if_both_changed_one_field_differently(
        before in btree_map(0_usize..15, 0_u8..3, 0..8),
        one in btree_map(0_usize..15, 0_u8..3, 0..8),
        other in btree_map(0_usize..15, 0_u8..3, 0..8),
    ) {
        let with = |base: &Assessment, values: &BTreeMap<usize, u8>| {
            let mut made = base.clone();
            for (place, value) in values {
                put(&mut made, *place, *value);
            }
            made
        };
        let base = with(&assessment("Water"), &before);
        let (ours, theirs) = (with(&base, &one), with(&base, &other));
        let merged = merge(&base, &ours, &theirs);
        let (mut expected, mut conflicts) = (base.clone(), 0);
        for place in 0..15 {
            let was = before.get(&place).copied().unwrap_or(0);
            let ours = one.get(&place).copied().unwrap_or(was);
            let theirs = other.get(&place).copied().unwrap_or(was);
            conflicts += usize::from(ours != was && theirs != was && ours != theirs);
            let expected_value = if ours == was { theirs } else { ours };
            if expected_value != was {
                put(&mut expected, place, expected_value);
            }
        }
        prop_assert_eq!(merged.conflicts.len(), conflicts);
        let without_empty_entries = |assessment: &Assessment| {
            let mut without_empty_entries = assessment.clone();
            without_empty_entries.answers.retain(|_, entry| !entry.is_empty());
            without_empty_entries
        };
        prop_assert_eq!(without_empty_entries(&merged.assessment), without_empty_entries(&expected));
    }
}

#[test]
fn evidence_of_both_sides_is_kept_and_deleted_evidence_is_gone() {
    let evidence = |text: &str| Evidence { text: text.to_owned(), date: None, kind: None };
    let with = |texts: &[&str]| {
        let mut made = assessment("Water");
        let evidence = texts.iter().map(|text| evidence(text)).collect();
        made.replace(&question("cloud-q1"), Entry { evidence, ..Entry::default() });
        made
    };
    let merged = merge(&with(&["a", "b"]), &with(&["a", "b", "ours"]), &with(&["b", "theirs"]));
    assert_eq!((merged.assessment, merged.conflicts), (with(&["b", "ours", "theirs"]), Vec::new()));
}

#[test]
fn a_choice_of_their_side_keeps_changes_that_only_we_made() {
    let target = |made: &mut Assessment, area: &str, level: u8| {
        made.targets.insert(area.into(), Level(level).into());
    };
    let base = assessment("Water");
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    target(&mut ours, "cloud", 2);
    target(&mut ours, "strategy", 3);
    target(&mut theirs, "cloud", 1);
    let Merged { mut assessment, conflicts } = merge(&base, &ours, &theirs);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(assessment, ours);
    conflicts[0].choose(Side::Theirs, &mut assessment);
    assert_eq!(
        assessment.targets.values().cloned().collect::<Vec<_>>(),
        [1, 3].map(|level| Level(level).into())
    );
    conflicts[0].choose(Side::Ours, &mut assessment);
    assert_eq!(assessment, ours);
}

#[test]
fn milestones_of_both_sides_are_kept() {
    let base = assessment("Water");
    let milestone = |name: &str| Milestone::freeze(name, date(2026, 6, 30), &base);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.milestones.push(milestone("a"));
    theirs.milestones.push(milestone("b"));
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.assessment.milestones, [milestone("a"), milestone("b")]);
    assert!(merged.conflicts.is_empty());
}

#[test]
fn two_planned_steps_of_one_question_are_two() {
    let step = |level, status| PlannedStep {
        question: question("cloud-q1"),
        level: Level(level).into(),
        status,
        owner: None,
        due: None,
    };
    let mut base = assessment("Water");
    base.plan = vec![step(2, StepStatus::Planned), step(3, StepStatus::Planned)];
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.plan[0] = step(2, StepStatus::Done);
    theirs.plan[1] = step(3, StepStatus::Started);
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.assessment.plan, [step(2, StepStatus::Done), step(3, StepStatus::Started)]);
    assert!(merged.conflicts.is_empty());
}

#[test]
fn without_a_common_base_values_of_one_side_are_taken() {
    let (mut ours, mut theirs) = (assessment("Water"), assessment("Water"));
    put(&mut ours, 0, 1);
    put(&mut theirs, 1, 2);
    put(&mut ours, 2, 1);
    put(&mut theirs, 2, 2);
    let merged = merge(&nothing_in_common(&ours, &pack()), &ours, &theirs);
    let answer = |id: &str| merged.assessment.answer(&question(id)).and_then(Answer::level);
    assert_eq!(["cloud-q1", "cloud-q2"].map(answer), [Some(Level(1)), Some(Level(2))]);
    assert_eq!(merged.conflicts.len(), 1);
}

#[test]
fn a_deleted_or_replaced_value_is_a_loss_and_an_added_one_is_not() {
    let mut ours = assessment("Water");
    let evidence = |text: &str| Evidence { text: text.into(), date: None, kind: None };
    let entry = Entry {
        answer: Some(Answer::Level(Level(3))),
        evidence: vec![evidence("a")],
        note: Some("n".into()),
        owner: Some("o".into()),
        review: true,
        ..Entry::default()
    };
    ours.replace(&question("cloud-q1"), entry.clone());
    let outcome = |change: &dyn Fn(&mut Entry)| {
        let (mut outcome, mut entry) = (ours.clone(), entry.clone());
        change(&mut entry);
        outcome.replace(&question("cloud-q1"), entry);
        outcome
    };
    let mut more = outcome(&|entry| entry.evidence.insert(0, evidence("b")));
    more.replace(&question("cloud-q2"), Entry { note: Some("theirs".into()), ..Entry::default() });
    assert!(!loses(&ours, &ours) && !loses(&ours, &more) && loses(&more, &ours));
    let changes: [&dyn Fn(&mut Entry); 7] = [
        &|entry| entry.answer = None,
        &|entry| entry.answer = Some(Answer::Unknown),
        &|entry| entry.evidence = vec![evidence("b")],
        &|entry| entry.note = None,
        &|entry| entry.note = Some("other".into()),
        &|entry| entry.owner = None,
        &|entry| entry.review = false,
    ];
    for (place, change) in changes.into_iter().enumerate() {
        assert!(loses(&ours, &outcome(change)), "change {place}");
    }
    let mut other = ours.clone();
    other.identity.period = Some("2027".into());
    assert!(loses(&ours, &other));
}

/// An assessment with a value in each field outside the answers.
fn filled(bare: &Assessment) -> Assessment {
    let mut filled = bare.clone();
    let identity = &mut filled.identity;
    identity.name = "Health".into();
    identity.pack.version = "9.9.9".into();
    identity.language = "ar".into();
    identity.entity.set("en", "Ministry");
    (identity.period, identity.classification) = (Some("2026".into()), Some("internal".into()));
    identity.as_of = Some(date(2026, 6, 30));
    (identity.assessed_by, identity.scope) = (vec!["office".into()], vec!["portal".into()]);
    identity.sign_off = Some(SignOff { role: "office".into(), date: date(2026, 7, 1) });
    filled.profile.roles.push("government".into());
    filled.profile.flags.insert("uses-cloud".into(), false);
    let mut changed = [Edit::Workshop(0, 2, "why".into()), Edit::Milestone("June".into())].to_vec();
    changed.push(Edit::Words(5, "later".into(), "never".into()));
    made(&filled, &changed)
}

#[test]
fn every_change_of_a_field_outside_the_answers_is_a_loss() {
    let bare = assessment("Water");
    let filled = filled(&bare);
    let mut every_field = bare.clone();
    for &field in AssessmentField::ALL {
        let replaced = |ours: &Assessment, theirs: &Assessment| {
            let mut outcome = ours.clone();
            field.merge(Sides { base: ours, ours, theirs }, Side::Ours, &mut outcome);
            outcome
        };
        let (emptied, added) = (replaced(&filled, &bare), replaced(&bare, &filled));
        assert!(emptied != filled && added != bare, "{field:?} is not filled");
        assert!(loses(&filled, &emptied) && loses(&bare, &added), "{field:?}");
        every_field = replaced(&every_field, &filled);
    }
    assert_eq!(every_field, filled, "a field is in no row of the table");
}

#[test]
fn a_flag_or_a_target_that_one_side_removed_and_the_other_changed_is_a_conflict() {
    let with = |flag: Option<bool>, target: Option<u8>| {
        let mut made = assessment("Water");
        made.profile.flags.extend(flag.map(|flag| ("uses-cloud".into(), flag)));
        made.targets.extend(target.map(|level| ("cloud".into(), Level(level).into())));
        made
    };
    let base = with(Some(true), Some(2));
    for (changed, removed, field) in [
        (with(Some(false), Some(2)), with(None, Some(2)), AssessmentField::Flags),
        (with(Some(true), Some(3)), with(Some(true), None), AssessmentField::Targets),
    ] {
        for (ours, theirs) in [(&changed, &removed), (&removed, &changed)] {
            let merged = merge(&base, ours, theirs);
            assert_eq!(merged.conflicts.len(), 1, "{field:?}");
            assert_eq!(place_of(&merged.conflicts[0]), (None, format!("{field:?}")));
            assert_eq!(&merged.assessment, ours);
        }
    }
}

#[test]
fn a_topic_comes_with_its_answer_and_is_never_in_conflict() {
    let with = |answer: u8, topic: &str| {
        let mut made = assessment("Water");
        let topic = Text::from([("", topic)]).into();
        let entry = Entry { answer: Some(Answer::Level(Level(answer))), topic, ..Entry::default() };
        made.replace(&question("cloud-q1"), entry);
        made
    };
    let topic = |merged: &Merged| {
        assert_eq!(merged.conflicts, []);
        merged.assessment.answers["cloud-q1"].topic.in_language("en")
    };
    for (base, ours, theirs, expected) in [
        // The answer of the side that changed it, with the topic that it was given to.
        (with(1, "A"), with(1, ""), with(2, "B"), Some("B")),
        (with(1, "A"), with(2, "B"), with(1, ""), Some("B")),
        // The same answer, recorded by one side only.
        (with(1, ""), with(2, ""), with(2, "B"), Some("B")),
        (with(1, "A"), with(1, ""), with(1, ""), Some("A")),
        (with(1, ""), with(1, "A"), with(1, "B"), Some("A")),
        // An answer takes no topic of another one.
        (with(1, "A"), with(2, ""), with(1, "A"), None),
    ] {
        assert_eq!(topic(&merge(&base, &ours, &theirs)).as_deref(), expected);
    }
    // A decision brings the topic of its side.
    let (base, ours, theirs) = (with(1, "A"), with(2, "B"), with(3, "C"));
    let Merged { mut assessment, conflicts } = merge(&base, &ours, &theirs);
    for (side, expected) in [(Side::Ours, "B"), (Side::Theirs, "C")] {
        conflicts[0].choose(side, &mut assessment);
        let entry = &assessment.answers["cloud-q1"];
        assert_eq!(entry.topic.in_language("en").as_deref(), Some(expected));
    }
    assert!(!loses(&with(1, "A"), &with(1, "")), "a topic is no content");
}
