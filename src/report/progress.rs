//! How far an assessment is answered, in words: the counts, what is left, and what its pack cannot use.
//!
//! Screens, commands and the farewell take these sentences from here, so that all say the same.

use super::Edition;
use crate::bidi::measure;
use crate::model::{Level, LevelLabel, Question, QuestionId};
use crate::roadmap::Roadmap;
use crate::scoring::{AreaState, Progress, Unusable};

/// The counts: `4 of 7 · 2 unknown · 1 outside the scale`. What there is none of is left out. A dash if no question applies.
pub fn counts(edition: &Edition, progress: Progress) -> String {
    if progress.applicable == 0 {
        return super::figures::NOTHING.to_owned();
    }
    let answered = super::figures::progress(edition, progress.answered, progress.applicable);
    edition.messages.facts([answered].into_iter().chain(beside_answered(edition, progress)))
}

/// The counts beside that of the answers, as far as there are any: `2 unknown`, `1 outside the scale`.
pub fn beside_answered(edition: &Edition, progress: Progress) -> impl Iterator<Item = String> {
    let words = &edition.messages.reports.progress;
    let counts = [(&words.unknown, progress.unknown), (&words.outside_scale, progress.outside_scale)];
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(words, count)| words.fill(&[("count", &count)]))
}

/// What is left if no question waits for an answer: nothing, what is unknown, or that no question applies. It is followed
/// by the number of questions to look at again, if there are any. `None` while a question has no answer that counts.
pub fn conclusion(edition: &Edition, progress: Progress, look_again: usize) -> Option<String> {
    let words = &edition.messages.reports.progress;
    let said = match progress {
        Progress { applicable: 0, .. } => words.nothing_applies.clone(),
        _ if progress.unanswered() > 0 => return None,
        Progress { unknown: 0, .. } => words.complete.clone(),
        Progress { unknown, .. } => words.left_unknown.of(unknown),
    };
    if look_again == 0 {
        return Some(said);
    }
    Some(format!("{said} {}", words.left_to_look_again.of(look_again)))
}

/// The [`conclusion`] in a line that has `room` cells, in fewer words where there is no room for all.
pub fn fitting_conclusion(
    edition: &Edition,
    progress: Progress,
    look_again: usize,
    room: usize,
) -> Option<String> {
    let whole = conclusion(edition, progress, look_again)?;
    let first = conclusion(edition, progress, 0)?;
    let short = &edition.messages.reports.progress.nothing_applies_in_short;
    let shortest = if progress.applicable == 0 { short.clone() } else { first.clone() };
    let fits = |form: &String| measure(form) <= room;
    Some([whole, first].into_iter().find(fits).unwrap_or(shortest))
}

/// Why a roadmap is empty: every target is reached, or no question applies. `None` if it is not empty.
pub fn nothing_to_do(edition: &Edition, roadmap: &Roadmap) -> Option<String> {
    let is_empty = roadmap.find_out.is_empty() && roadmap.steps().next().is_none();
    let words = &edition.messages.reports;
    is_empty.then(|| match roadmap.now.whole.state {
        AreaState::NotApplicable => words.progress.nothing_applies.clone(),
        AreaState::NotStarted | AreaState::Started => words.roadmap.nothing.clone(),
    })
}

/// A sentence for each part of the assessment that the pack cannot use.
pub fn unusable_parts(edition: &Edition, parts: &[Unusable]) -> Vec<String> {
    let words = &edition.messages.reports.progress;
    let sentence = |part: &Unusable| match part {
        Unusable::Answer { question, level } => {
            let scale = edition.pack.scale();
            let (sentence, levels) = match left_out(edition, question, level) {
                Some(question) => (&words.answer_left_out, labels(edition, question.levels_in(scale))),
                None => (&words.answer_outside, labels(edition, scale.all())),
            };
            sentence.fill(&[
                ("topic", &edition.topic(question)),
                ("id", question),
                ("level", level),
                ("levels", &levels),
            ])
        }
        Unusable::Target { area, level } => words.target_outside.fill(&[
            ("area", &edition.area(area)),
            ("level", level),
            ("used", &super::figures::label(edition, edition.pack.target(area))),
        ]),
        Unusable::TargetOfNoArea { area, .. } => words.target_of_no_area.fill(&[("area", area)]),
    };
    parts.iter().map(sentence).collect()
}

/// The same parts in a few words each, for places where a line is cut off.
pub fn unusable_in_short(edition: &Edition, parts: &[Unusable]) -> Vec<String> {
    let words = &edition.messages.reports.progress;
    let in_short = |part: &Unusable| match part {
        Unusable::Answer { question, level } => {
            let left_out = left_out(edition, question, level).is_some();
            let text = if left_out { &words.left_out_in_short } else { &words.answer_in_short };
            text.fill(&[("topic", &edition.topic(question)), ("level", level)])
        }
        Unusable::Target { area, level } => {
            words.target_in_short.fill(&[("area", &edition.area(area)), ("level", level)])
        }
        Unusable::TargetOfNoArea { area, .. } => words.no_area_in_short.fill(&[("area", area)]),
    };
    parts.iter().map(in_short).collect()
}

/// The question of an answer with this label, if the scale has the level and the question does not.
fn left_out<'a>(edition: &Edition<'a>, question: &QuestionId, level: &LevelLabel) -> Option<&'a Question> {
    edition.pack.scale().find(level)?;
    edition.pack.question(question).map(|(_, question)| question)
}

/// The labels of levels in a sentence: `1, 2, 3`.
pub fn labels(edition: &Edition, levels: impl Iterator<Item = Level>) -> String {
    edition.list(levels.map(|level| edition.pack.scale().label(level)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;
    use crate::roadmap::{Options, roadmap};

    fn progress(applicable: usize, answered: usize, unknown: usize, outside_scale: usize) -> Progress {
        Progress { applicable, answered, unknown, outside_scale }
    }

    #[test]
    fn what_is_unknown_or_outside_the_scale_is_counted_next_to_the_answers() {
        let pack = example::pack();
        let shown = [progress(55, 0, 55, 0), progress(7, 4, 2, 1), progress(3, 3, 0, 0)];
        let expected = [
            ["0 من 55، 55 غير معلوم", "4 من 7، 2 غير معلوم، 1 خارج السلم", "3 من 3"],
            ["0 of 55 · 55 unknown", "4 of 7 · 2 unknown · 1 outside the scale", "3 of 3"],
        ];
        let printed = example::in_each_language(&pack, |edition| {
            let counts = shown.map(|progress| counts(edition, progress)).join("\n");
            counts.split('\n').map(crate::bidi::logical).collect::<Vec<_>>().join("\n")
        });
        for ((_, printed), expected) in printed.into_iter().zip(expected) {
            assert_eq!(printed, expected.join("\n"));
        }
    }

    #[test]
    fn all_is_answered_only_if_nothing_is_open_and_something_applies() {
        let pack = example::pack();
        for language in crate::i18n::Language::ALL {
            let edition = Edition::new(&pack, language);
            let words = &edition.messages.reports.progress;
            let said = |shown| conclusion(&edition, shown, 0);
            assert_eq!(said(progress(2, 1, 0, 0)), None);
            assert_eq!(said(progress(2, 1, 0, 1)), None);
            assert_eq!(said(progress(2, 2, 0, 0)), Some(words.complete.clone()));
            assert_eq!(said(progress(0, 0, 0, 0)), Some(words.nothing_applies.clone()));
            let fitting = |shown, room| fitting_conclusion(&edition, shown, 3, room).unwrap();
            assert_eq!(fitting(progress(0, 0, 0, 0), 30), words.nothing_applies_in_short);
            assert_eq!(fitting(progress(9, 9, 0, 0), 40), words.complete);
            assert!(fitting(progress(9, 9, 0, 0), 90).starts_with(&words.complete));
            assert_eq!(said(progress(9, 7, 2, 0)), Some(words.left_unknown.of(2)));
            let again = format!("{} {}", words.complete, words.left_to_look_again.of(3));
            assert_eq!(conclusion(&edition, progress(9, 9, 0, 0), 3), Some(again));
            assert_eq!(conclusion(&edition, progress(9, 8, 0, 0), 3), None);
        }
    }

    #[test]
    fn an_empty_roadmap_of_nothing_says_that_nothing_applies() {
        let pack = example::pack();
        let mut assessment = example::assessment(&pack);
        for (_, entry) in &mut assessment.answers {
            entry.answer = crate::sample::answer("n/a");
        }
        let roadmap = roadmap(&pack, &assessment, example::TODAY, &Options::default());
        let edition = Edition::new(&pack, crate::i18n::Language::English);
        let said = "No question applies, so there is no level, no target and no step.";
        assert_eq!(nothing_to_do(&edition, &roadmap).as_deref(), Some(said));
        assert_eq!(crate::report::roadmap::tables(&edition, &roadmap, Vec::new())[0].notes[0], said);
    }
}
