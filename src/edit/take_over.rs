//! Taking an assessment over to the installed version of its pack.

use jiff::civil::Date;
use thiserror::Error;

use super::Edit;
use crate::model::{Assessment, Milestone, Pack};
use crate::scoring::VersionDifference;

/// Why an assessment cannot be taken over. The texts are in English, for diagnosis only.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CannotTakeOver {
    /// It answers this version already.
    #[error("version {0} is already answered")]
    SameVersion(String),
    /// The pack is older than the version that is answered.
    #[error("version {installed} is not later than {answered}")]
    Older {
        /// The id of the pack.
        pack: String,
        /// The version in the assessment.
        answered: String,
        /// The version of the pack.
        installed: String,
    },
}

/// The edits that take an assessment over, for one step: they freeze it on `day` as the milestone `name`, and then set
/// the version. No answer is changed. The answers to questions that changed their meaning have the revision of the
/// question that was answered, so that they are to be looked at again until they are given again.
///
/// # Errors
/// Returns an error if the pack has no later version than the one that is answered.
pub fn take_over(
    pack: &Pack,
    assessment: &Assessment,
    name: &str,
    day: Date,
) -> Result<Vec<Edit>, CannotTakeOver> {
    let versions = VersionDifference::of(pack, assessment);
    if !versions.can_take_over() {
        let VersionDifference { answered, scored: installed, .. } = versions;
        return Err(if answered == installed {
            CannotTakeOver::SameVersion(installed)
        } else {
            CannotTakeOver::Older { pack: pack.manifest.id.clone(), answered, installed }
        });
    }
    Ok(vec![Edit::Milestone(Milestone::freeze(name, day, assessment)), Edit::Version(versions.scored)])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::edit::History;
    use crate::sample;

    #[test]
    fn a_milestone_is_frozen_before_the_version_is_set_and_one_undo_takes_both_back() {
        let mut pack = sample::pack(vec![sample::area("one", vec![sample::question("q1", 1)])]);
        let mut assessment = sample::assessment(&pack, "3");
        pack.manifest.version = "2.0.0".to_owned();
        pack.areas[0].questions[0].revision = 2;
        let (before, mut history) = (assessment.clone(), History::default());
        let edits = take_over(&pack, &assessment, "Version 1.0.0", date(2026, 3, 1)).unwrap();
        assert!(history.make(&edits, &mut assessment, &pack));
        let after = assessment.clone();
        assert_eq!(after.identity.pack.version, "2.0.0");
        let [milestone] = &after.milestones[..] else { panic!("{:?}", after.milestones) };
        assert_eq!(milestone, &Milestone::freeze("Version 1.0.0", date(2026, 3, 1), &before));
        assert_eq!(milestone.pack.as_ref().unwrap().version, "1.0.0");
        assert_eq!(after.answers, before.answers);
        assert_eq!(
            VersionDifference::of(&pack, &after).look_again,
            ["q1".into()],
            "until it is answered again"
        );
        history.undo(&mut assessment).unwrap();
        assert_eq!(assessment, before);
        history.redo(&mut assessment).unwrap();
        assert_eq!(assessment, after);
    }

    #[test]
    fn an_earlier_version_and_the_same_one_are_refused() {
        let mut pack = sample::pack(vec![sample::area("one", vec![sample::question("q1", 1)])]);
        let mut assessment = sample::assessment(&pack, "3");
        let (answered, installed) = ("1.10.0".to_owned(), "1.9.0".to_owned());
        pack.manifest.version.clone_from(&installed);
        let id = pack.manifest.id.clone();
        let older =
            CannotTakeOver::Older { pack: id, answered: answered.clone(), installed: installed.clone() };
        for (version, expected) in
            [(&answered, older), (&installed, CannotTakeOver::SameVersion(installed.clone()))]
        {
            assessment.identity.pack.version.clone_from(version);
            assert_eq!(take_over(&pack, &assessment, "M", date(2026, 3, 1)), Err(expected));
        }
    }
}
