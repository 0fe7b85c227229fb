//! The notes below the figures of an assessment: what its version changed, and what its pack cannot use.
//!
//! Every screen and command takes its notes from here, so that none of them leaves one out.

use super::{Edition, progress, versions};
use crate::model::Assessment;
use crate::scoring::{Unusable, VersionDifference, unusable};

/// The notes below figures: one sentence about the versions, and one for each part that the pack cannot use.
pub fn in_figures(edition: &Edition, versions: &VersionDifference, parts: &[Unusable]) -> Vec<String> {
    let versions = versions::sentence(edition, versions);
    versions.into_iter().chain(progress::unusable_parts(edition, parts)).collect()
}

/// The same of an assessment.
pub fn of(edition: &Edition, assessment: &Assessment) -> Vec<String> {
    let versions = VersionDifference::of(edition.pack, assessment);
    in_figures(edition, &versions, &unusable(edition.pack, assessment))
}

/// The notes in short, and the command that takes the assessment over, which `typed` names in it.
pub fn in_short(edition: &Edition, assessment: &Assessment, typed: &str) -> Vec<String> {
    let take_over = versions::take_over(edition, &VersionDifference::of(edition.pack, assessment), typed);
    of(edition, assessment).into_iter().chain(take_over).collect()
}

/// The notes in full, with each question that changed or is gone, and the commands for it. `typed` names the assessment
/// in them: another file may have its name.
pub fn in_full(edition: &Edition, assessment: &Assessment, typed: &str) -> Vec<String> {
    let versions = VersionDifference::of(edition.pack, assessment);
    let versions = versions::notes(edition, assessment, &versions, typed);
    versions
        .into_iter()
        .chain(progress::unusable_parts(edition, &unusable(edition.pack, assessment)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{CompareOrder, Subject, against_targets, compare};
    use crate::model::{Answer, LevelLabel};
    use crate::report::{areas, comparison, example, roadmap};
    use crate::roadmap::Options;

    #[test]
    fn an_answer_outside_the_scale_and_an_unused_target_are_named_below_every_table_of_figures() {
        let pack = example::pack();
        let mut assessment = example::assessment(&pack);
        let mut entry = assessment.entry(&"cloud-q1".into()).cloned().unwrap_or_default();
        entry.answer = Some(Answer::Labelled(LevelLabel::Number(33)));
        assessment.replace(&"cloud-q1".into(), entry);
        assessment.targets.insert("nowhere".into(), crate::model::Level(3).into());
        "0.9.0".clone_into(&mut assessment.identity.pack.version);
        example::in_each_language(&pack, |edition| {
            let subjects = [Subject::Assessment(&assessment), Subject::Assessment(&assessment)];
            let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, example::TODAY).unwrap();
            let aimed = against_targets(&pack, &assessment, example::TODAY).unwrap();
            let plan = crate::roadmap::roadmap(&pack, &assessment, example::TODAY, &Options::default());
            let card = example::scored(&pack, &assessment);
            let told = of(edition, &assessment);
            assert_eq!(told.len(), 3, "{told:?}");
            for table in [
                comparison::table(edition, &compared),
                comparison::against_targets(edition, &aimed),
                roadmap::projection(edition, &plan, told.clone()),
                areas::table(edition, "Platforms", &card, in_full(edition, &assessment, "Platforms")),
            ] {
                for sentence in &told {
                    let is_told = table.notes.iter().any(|note| note.ends_with(sentence.as_str()));
                    assert!(is_told, "{}: {sentence}\n{:?}", table.title, table.notes);
                }
            }
            String::new()
        });
    }
}
