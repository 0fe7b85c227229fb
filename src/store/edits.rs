//! Random changes to assessments for property tests, with texts of the kinds that break file formats.

use jiff::civil::date;
use proptest::prelude::*;

use super::{file::with_ordinary_line_ends, sample::question};
use crate::model::{
    Answer, AreaId, Assessment, Decision, Entry, Evidence, EvidenceKind, LevelLabel, Milestone, NamedLevel,
    PlannedStep, Profile, Round, SignOff, StepStatus, Tally, Text,
};

/// Number of cases of a property test: `short`, or `long` if `MIZAN_LONG_TESTS` is set.
pub(crate) fn cases(short: u32, long: u32) -> u32 {
    if std::env::var_os("MIZAN_LONG_TESTS").is_some() { long } else { short }
}

/// Texts that are known to break file formats: YAML syntax, control characters, both directions, every line end.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\r\n",
        "\r",
        "'",
        "\"",
        ":",
        ": ",
        "- ",
        "# x",
        " #",
        "|",
        ">",
        "{}",
        "[",
        "*a",
        "&a",
        "!t",
        "%",
        "@",
        "`",
        "\\",
        "~",
        "null",
        "yes",
        "3",
        "2026-01-02",
        "---",
        "...",
        "? ",
        ",",
        "\0",
        "\u{1b}[31m",
        "تقييم",
        "ّ",
        "\u{202e}",
        "\u{200f}",
        "\u{feff}",
        "\u{2028}",
        "\u{85}",
        "\u{a0}",
        "👩‍🚀",
        "\u{10ffff}",
    ]);
    let pieces = prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => any::<String>()].prop_map(|text| with_ordinary_line_ends(&text))
}

/// One change that a user makes to an assessment.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Entry(usize, u8, String, String),
    Evidence(usize, String, bool),
    Words(u8, String, String),
    Workshop(usize, u8, String),
    Milestone(String),
}

/// Any change.
pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (0..8_usize, 0..5_u8, text(), text()).prop_map(|(at, what, one, other)| Edit::Entry(at, what, one, other)),
        2 => (0..8_usize, text(), any::<bool>()).prop_map(|(at, text, dated)| Edit::Evidence(at, text, dated)),
        2 => (0..7_u8, text(), text()).prop_map(|(what, one, other)| Edit::Words(what, one, other)),
        1 => (0..8_usize, 1..9_u8, text()).prop_map(|(at, level, text)| Edit::Workshop(at, level, text)),
        1 => text().prop_map(Edit::Milestone),
    ]
}

/// Applies a change.
pub(crate) fn apply(assessment: &mut Assessment, edit: Edit) {
    const IDS: [&str; 8] = [
        "cloud-q1",
        "cloud-q2",
        "cloud-q3",
        "strategy-q1",
        "strategy-q2",
        "strategy-q3",
        "gone-q1",
        "gone: 2",
    ];
    match edit {
        Edit::Entry(at, what, one, other) => {
            let mut entry = assessment.answers.get(IDS[at]).cloned().unwrap_or_default();
            match what {
                0 => entry = Entry { review: true, ..Entry::default() },
                1 => entry.answer = Some(Answer::Unknown),
                2 => entry.answer = Some(Answer::NotApplicable { reason: format!("x{one}") }),
                3 => (entry.note, entry.owner) = (Some(one), Some(other)),
                _ => (entry.confidence, entry.revision) = (Some(one), Some(7)),
            }
            assessment.replace(&question(IDS[at]), entry);
        }
        Edit::Evidence(at, text, dated) => {
            let mut entry = assessment.answers.get(IDS[at]).cloned().unwrap_or_default();
            let (date, kind) = (dated.then(|| date(2026, 9, 25)), dated.then_some(EvidenceKind::Seen));
            entry.evidence.push(Evidence { text, date, kind });
            assessment.replace(&question(IDS[at]), entry);
        }
        Edit::Words(what, one, other) => match what {
            0 => assessment.identity.name = one,
            1 => assessment.identity.entity = Text::from([("ar", one.as_str()), ("en", other.as_str())]),
            2 => (assessment.identity.period, assessment.identity.classification) = (Some(one), Some(other)),
            3 => (assessment.identity.assessed_by, assessment.identity.scope) = (vec![one], vec![other]),
            4 => assessment.identity.sign_off = Some(SignOff { role: one, date: date(2026, 1, 2) }),
            5 => assessment.workshop.parking_lot.extend([one, other]),
            _ => {
                assessment.profile = Profile {
                    roles: vec![one.as_str().into()],
                    flags: [(other.as_str().into(), true)].into(),
                };
            }
        },
        Edit::Workshop(at, level, text) => {
            let (question, level) = (question(IDS[at]), NamedLevel::Label(LevelLabel::Number(level.into())));
            let tally = Tally { levels: [(level.clone(), 3)].into(), unknown: 1, abstained: 0 };
            assessment.workshop.rounds.push(Round { question: question.clone(), number: 1, tally });
            let (note, dissent) = (Some(text.clone()), None);
            assessment.workshop.decisions.push(Decision {
                question: question.clone(),
                round: 1,
                note,
                dissent,
            });
            let (owner, due, status) = (Some(text), Some(date(2027, 3, 1)), StepStatus::Started);
            assessment.plan.push(PlannedStep { question, level: level.clone(), owner, due, status });
            assessment.targets.insert(AreaId::from("cloud"), level);
        }
        Edit::Milestone(name) => {
            let milestone = Milestone::freeze(&name, date(2026, 6, 30), assessment);
            assessment.milestones.push(milestone);
        }
    }
}
