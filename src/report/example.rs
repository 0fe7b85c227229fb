//! The example of the report tests: the bundled questionnaire with answers of every kind.

use jiff::civil::{Date, date};

use super::Edition;
use crate::data::embedded;
use crate::i18n::Language;
use crate::model::{
    Answer, Assessment, Entry, Evidence, EvidenceKind, FlagId, Identity, Level, Milestone, Pack,
};
use crate::sample::answer;
use crate::scoring::{Answers, Scorecard, score};

/// The day for which the example is scored.
pub(crate) const TODAY: Date = date(2026, 3, 1);

/// The answers, area by area. The last area is not started.
const ANSWERS: [(&str, &str); 8] = [
    ("strategy", "3 3 3 4 3 3"),
    ("experience", "2 3 2 3 3 2"),
    ("technology", "3 ? - 4 3 3 2"),
    ("continuity", "5 5 5 5 5 5"),
    ("satisfaction", "1 2 1 2 2 1"),
    ("operations", "n/a n/a n/a n/a n/a n/a n/a n/a n/a"),
    ("innovation", "2 2 2 4 2 2"),
    ("services", "3 n/a 3 3 2 3 1"),
];

/// The embedded whole-of-government pack.
pub(crate) fn pack() -> Pack {
    embedded::pack("whole-of-government").expect("the program carries it")
}

/// A pack that groups its areas and leads with the index.
pub(crate) fn grouped() -> Pack {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid/groups");
    crate::data::load(&folder).expect("a valid pack")
}

/// The example assessment: evidence in one area, a milestone, a flag answered no, a target of its own.
pub(crate) fn assessment(pack: &Pack) -> Assessment {
    let mut assessment = Assessment::new(Identity::new("Platforms 2026", pack, "en"), pack);
    for (id, answers) in ANSWERS {
        let area = pack.area(id).expect("a known area");
        for (question, word) in area.questions.iter().zip(answers.split_whitespace()) {
            let mut entry = assessment.entry(&question.id).cloned().unwrap_or_default();
            entry.answer = answer(word);
            entry.revision = Some(question.revision);
            if id == "strategy" {
                let date = Some(date(2025, 11, 2));
                let text = "Signed strategy, https://example.org/strategy".to_owned();
                entry.evidence = vec![Evidence { text, date, kind: Some(EvidenceKind::Seen) }];
            }
            if word == "?" {
                entry.owner = Some("مكتب البيانات".to_owned());
            }
            assessment.replace(&question.id, entry);
        }
    }
    assessment.targets.insert("strategy".into(), Level(4).into());
    assessment.profile.flags.insert(FlagId::from("collects-payments"), false);
    let mut earlier = assessment.clone();
    for (_, entry) in earlier.answers.iter_mut().step_by(2).filter(|(_, entry)| entry.answer == answer("3")) {
        entry.answer = answer("2");
    }
    let milestone = Milestone::freeze("Autumn", date(2025, 10, 1), &earlier);
    assessment.milestones.push(milestone);
    assessment
}

/// An assessment with every question at one level.
pub(crate) fn all_at(pack: &Pack, level: Level) -> Assessment {
    let mut assessment = Assessment::new(Identity::new("All at one level", pack, "en"), pack);
    for (_, question) in pack.questions() {
        let (answer, revision) = (Some(Answer::Level(level)), Some(question.revision));
        assessment.replace(&question.id, Entry { answer, revision, ..Entry::default() });
    }
    assessment
}

/// The scorecard of the example for [`TODAY`].
pub(crate) fn scored(pack: &Pack, assessment: &Assessment) -> Scorecard {
    score(pack, assessment, TODAY)
}

/// The answers of the example as the scoring reads them.
pub(crate) fn answers<'a>(pack: &'a Pack, assessment: &Assessment) -> Answers<'a> {
    Answers::new(pack, assessment, TODAY)
}

/// Renders a text in each language, for snapshots.
pub(crate) fn in_each_language(
    pack: &Pack,
    mut text: impl FnMut(&Edition) -> String,
) -> [(Language, String); 2] {
    [Language::Arabic, Language::English].map(|language| (language, text(&Edition::new(pack, language))))
}
