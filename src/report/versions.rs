//! What lies between the version of a questionnaire that was answered and the one that scores, in words.
//!
//! Screens, commands and the farewell take these sentences from here, so that all say the same.

use std::fmt::Display;

use super::{Edition, conflict, evidence};
use crate::bidi::{measure, own, without_islands};
use crate::i18n::messages::FileWords;
use crate::i18n::{Language, Messages, Plural, Template};
use crate::model::{Assessment, Entry, QuestionId};
use crate::scoring::VersionDifference;
use crate::shell;

/// The versions and what there is to look at, by name: `Answers 1.0.0, scored by 2.0.0 · 1 to look at again (Gamma) · 1 no
/// longer asked (Beta)`. Of one version, only what there is to look at. `None` if there is nothing to tell.
pub fn sentence(edition: &Edition, versions: &VersionDifference) -> Option<String> {
    sentence_of(edition, versions, Naming::Few)
}

/// The same with the counts alone.
fn counts(edition: &Edition, versions: &VersionDifference) -> Option<String> {
    sentence_of(edition, versions, Naming::None)
}

/// The first of what there is to tell, and that there is more. `None` if there is nothing more.
fn first_alone(edition: &Edition, versions: &VersionDifference) -> Option<String> {
    let parts = parts(edition, versions, Naming::None);
    let [first, _, ..] = parts.as_slice() else { return None };
    Some(edition.messages.facts([first.as_str(), "…"]))
}

fn sentence_of(edition: &Edition, versions: &VersionDifference, naming: Naming) -> Option<String> {
    let parts = parts(edition, versions, naming);
    (!parts.is_empty()).then(|| edition.messages.facts(parts))
}

fn parts(edition: &Edition, versions: &VersionDifference, naming: Naming) -> Vec<String> {
    let parts = [
        scored_by(edition, versions),
        look_again(edition, versions, naming),
        no_longer_asked(edition, versions, naming),
        outside_scale(edition, versions),
    ];
    parts.into_iter().flatten().collect()
}

/// The same in lines of at most `room` cells, as far as shorter words allow it: the versions, then each count.
pub fn lines(edition: &Edition, versions: &VersionDifference, room: usize) -> Vec<String> {
    let scored_by = [scored_by(edition, versions), short(edition, versions)].into_iter().flatten();
    let look_again = Naming::ALL.into_iter().filter_map(|naming| look_again(edition, versions, naming));
    let gone = Naming::ALL.into_iter().filter_map(|naming| no_longer_asked(edition, versions, naming));
    let outside = outside_scale(edition, versions);
    let forms = [scored_by.collect(), look_again.collect(), gone.collect(), outside.into_iter().collect()];
    forms.into_iter().filter_map(|forms| longest_fitting(forms, room)).collect()
}

/// Whether a count names what it counts.
#[derive(Clone, Copy)]
enum Naming {
    /// It names the first ones.
    Few,
    /// It names none.
    None,
}

impl Naming {
    /// Both, the longer one first.
    const ALL: [Self; 2] = [Self::Few, Self::None];

    /// The most questions that a count names; the others are in the list of the changes.
    const MOST: usize = 2;

    /// The count with the names of the first questions.
    fn of(self, edition: &Edition, count: String, names: impl ExactSizeIterator<Item = String>) -> String {
        if matches!(self, Self::None) {
            return count;
        }
        let more = (names.len() > Self::MOST).then(|| "…".to_owned());
        let names = edition.list(names.take(Self::MOST).chain(more));
        format!("{count} ({names})")
    }
}

/// The longest form of the sentence that fits into `room` cells; the shortest if none does. `None` if there is nothing to
/// tell.
pub fn fitting(edition: &Edition, versions: &VersionDifference, room: usize) -> Option<String> {
    longest_fitting(forms(edition, versions), room)
}

/// Of some forms, longest first, the first that fits into `room` cells; the last if none does.
fn longest_fitting(mut forms: Vec<String>, room: usize) -> Option<String> {
    let place = forms.iter().position(|form| measure(form) <= room);
    place.map(|place| forms.swap_remove(place)).or_else(|| forms.pop())
}

/// The sentence in more and in fewer words, longest first. Empty if there is nothing to tell.
fn forms(edition: &Edition, versions: &VersionDifference) -> Vec<String> {
    let told = [
        sentence(edition, versions),
        counts(edition, versions),
        first_alone(edition, versions).filter(|_| !versions.is_other_version()),
        scored_by(edition, versions),
        short(edition, versions),
    ];
    told.into_iter().flatten().collect()
}

/// Both versions. `None` if they are the same.
pub fn scored_by(edition: &Edition, versions: &VersionDifference) -> Option<String> {
    both(&edition.messages.reports.versions.scored_by, versions)
}

fn short(edition: &Edition, versions: &VersionDifference) -> Option<String> {
    both(&edition.messages.reports.versions.short, versions)
}

/// Words about both versions. `None` if there is only one.
fn both(words: &Template, versions: &VersionDifference) -> Option<String> {
    let values = || words.fill(&[("answered", &versions.answered), ("scored", &versions.scored)]);
    versions.is_other_version().then(values)
}

fn look_again(edition: &Edition, versions: &VersionDifference, naming: Naming) -> Option<String> {
    let count = number(&edition.messages.reports.versions.look_again, versions.look_again.len())?;
    let names = versions.look_again.iter().map(|question| own(&edition.topic(question)));
    Some(naming.of(edition, count, names))
}

fn no_longer_asked(edition: &Edition, versions: &VersionDifference, naming: Naming) -> Option<String> {
    let count = number(&edition.messages.reports.versions.gone, versions.gone.len())?;
    let topic = |question: &QuestionId| versions.gone_topics.get(question)?.in_language(edition.code);
    let names =
        versions.gone.iter().map(|question| own(&topic(question).unwrap_or_else(|| question.to_string())));
    Some(naming.of(edition, count, names))
}

/// The number of answers outside the scale. `None` also for one version, because there the counts of the answers say it.
fn outside_scale(edition: &Edition, versions: &VersionDifference) -> Option<String> {
    let outside = versions.outside_scale.len();
    let words = &edition.messages.reports.progress.outside_scale;
    (outside > 0 && versions.is_other_version()).then(|| words.fill(&[("count", &outside)]))
}

fn number(words: &Plural, count: usize) -> Option<String> {
    (count > 0).then(|| words.of(count))
}

/// The sentence, the questions that changed their meaning, each that is gone, and how to take the assessment over. Answers
/// outside the scale are named by [`super::progress::unusable_parts`]. `typed` names the assessment in commands.
pub fn notes(
    edition: &Edition,
    assessment: &Assessment,
    versions: &VersionDifference,
    typed: &str,
) -> Vec<String> {
    let words = &edition.messages.reports.versions;
    let changed = changed(edition, &versions.look_again, typed);
    let gone = versions.gone.iter().map(|question| gone(edition, assessment, question));
    let remove = versions.gone.first().map(|question| {
        let command = shell::command(&["answer"], [typed, question.as_str(), "none"]);
        words.remove_gone.fill(&[("command", &command)])
    });
    let sentence = sentence(edition, versions).into_iter();
    sentence.chain(changed).chain(gone).chain(remove).chain(take_over(edition, versions, typed)).collect()
}

/// The command that takes the assessment over. `None` if there is nothing to take over.
pub fn take_over(edition: &Edition, versions: &VersionDifference, typed: &str) -> Option<String> {
    let upgrade = || {
        let (answered, scored) = (&versions.answered, &versions.scored);
        let command = shell::command(&["upgrade"], [typed]);
        let words = &edition.messages.reports.versions.take_over;
        words.fill(&[("command", &command), ("answered", answered), ("scored", scored)])
    };
    versions.can_take_over().then(upgrade)
}

/// The questions of one kind.
pub struct VersionKind<'a> {
    /// Their number, in words.
    pub heading: String,
    /// What they are, and what to do.
    pub explanation: &'a str,
    /// The questions.
    pub questions: &'a [QuestionId],
}

/// The questions that changed their meaning, those that are gone, and those with an answer outside the scale, as far as
/// there are any.
pub fn kinds<'a>(edition: &Edition<'a>, versions: &'a VersionDifference) -> Vec<VersionKind<'a>> {
    let reports = &edition.messages.reports;
    let words = &edition.messages.screens.versions;
    let outside = versions.outside_scale.len();
    let kinds = [
        (
            &versions.look_again,
            reports.versions.look_again.of(versions.look_again.len()),
            &words.look_again_do,
        ),
        (&versions.gone, reports.versions.gone.of(versions.gone.len()), &words.gone_do),
        (
            &versions.outside_scale,
            reports.progress.outside_scale.fill(&[("count", &outside)]),
            &words.outside_do,
        ),
    ];
    let some = kinds.into_iter().filter(|(questions, ..)| !questions.is_empty());
    some.map(|(questions, heading, explanation)| VersionKind { heading, explanation, questions }).collect()
}

/// The name of the milestone that keeps the answers before `assessment` is taken over, in its language.
pub fn milestone_name(assessment: &Assessment) -> String {
    name_with_version(assessment, &file_words(assessment).milestone)
}

/// The name of the milestone that keeps the answers before some are removed from `assessment`, in its language.
pub fn milestone_before_removal(assessment: &Assessment) -> String {
    name_with_version(assessment, &file_words(assessment).milestone_before_removal)
}

fn file_words(assessment: &Assessment) -> &'static FileWords {
    let language = Language::from_code(&assessment.identity.language).unwrap_or(Language::English);
    &Messages::of(language).files
}

fn name_with_version(assessment: &Assessment, words: &Template) -> String {
    let name = words.fill(&[("version", &assessment.identity.pack.version)]);
    without_islands(&name).into_owned()
}

/// A question that is no longer asked, by the topic that it had when it was answered and its id; by the id alone if
/// `assessment` does not say the topic.
pub fn named(edition: &Edition, assessment: &Assessment, question: &QuestionId) -> String {
    let topic = assessment.asked_topic(question).and_then(|topic| topic.in_language(edition.code));
    let named = |topic: String| {
        let values: [(&str, &dyn Display); 2] = [("topic", &own(&topic)), ("id", question)];
        edition.messages.reports.versions.named.fill(&values)
    };
    topic.map_or_else(|| question.to_string(), named)
}

/// That what was kept in `assessment` of a question that is no longer asked is removed, and the milestone that holds it.
pub fn removed(edition: &Edition, assessment: &Assessment, question: &QuestionId, milestone: &str) -> String {
    let words = &edition.messages.reports.versions;
    let named = named(edition, assessment, question);
    words.removed.fill(&[("question", &named), ("milestone", &milestone)])
}

/// That `assessment` was taken over from the version `before`, and the milestone that was frozen.
pub fn taken_over(edition: &Edition, assessment: &Assessment, before: &str) -> String {
    about_milestone(&edition.messages.reports.versions.taken_over, assessment, before)
}

/// That it would be; `assessment` is in the state after that.
pub fn would_take_over(edition: &Edition, assessment: &Assessment, before: &str) -> String {
    about_milestone(&edition.messages.reports.versions.would_take_over, assessment, before)
}

fn about_milestone(words: &Template, assessment: &Assessment, before: &str) -> String {
    let milestone = assessment.milestones.last().map(|milestone| milestone.name.as_str()).unwrap_or_default();
    words.fill(&[
        ("name", &assessment.identity.name),
        ("before", &before),
        ("after", &assessment.identity.pack.version),
        ("milestone", &milestone),
    ])
}

/// The most questions that a sentence names; a new version may change most of them.
const MOST_NAMED: usize = 5;

/// The questions that changed their meaning, in one sentence; the first ones, and the command for all, if they are many.
/// `None` if there is none.
fn changed(edition: &Edition, questions: &[QuestionId], typed: &str) -> Option<String> {
    let words = &edition.messages.reports.versions;
    let named =
        |question: &QuestionId| words.named.fill(&[("topic", &edition.topic(question)), ("id", question)]);
    let more = questions.len() > MOST_NAMED;
    let list = questions.iter().take(MOST_NAMED).map(named).chain(more.then(|| "…".to_owned()));
    let sentence = words.changed.fill(&[("questions", &edition.list(list))]);
    let command = || shell::command(&["questions", "--changed"], [typed]);
    let all = more.then(|| words.changed_all.fill(&[("command", &command()), ("count", &questions.len())]));
    (!questions.is_empty()).then(|| [sentence].into_iter().chain(all).collect::<Vec<_>>().join(" "))
}

/// That a question is gone, and what is kept of its answer.
pub fn gone(edition: &Edition, assessment: &Assessment, question: &QuestionId) -> String {
    let words = &edition.messages.reports.versions;
    let kept = assessment.entry(question).map(|entry| kept(edition, entry)).unwrap_or_default();
    words.gone_answer.fill(&[("question", &named(edition, assessment, question)), ("kept", &kept)])
}

/// What an entry holds, in one line.
fn kept(edition: &Edition, entry: &Entry) -> String {
    let answer = conflict::answer(edition, entry.answer.as_ref());
    let pieces = entry.evidence.iter().map(|piece| evidence::piece(edition.messages, piece));
    let texts = entry.note.iter().chain(&entry.owner).cloned();
    edition.messages.facts([answer].into_iter().chain(texts).chain(pieces))
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;

    use super::*;
    use crate::model::{Answer, Level};
    use crate::report::example;

    fn told(answered: &str) -> VersionDifference {
        VersionDifference {
            answered: answered.to_owned(),
            scored: "2.0.0".to_owned(),
            look_again: vec!["cloud-q2".into()],
            gone: vec!["gone".into()],
            gone_topics: IndexMap::new(),
            outside_scale: vec!["cloud-q1".into(), "cloud-q3".into()],
        }
    }

    #[test]
    fn versions_are_told_with_what_there_is_to_look_at() {
        let pack = example::pack();
        let expected = [
            "الإجابات عن الإصدار 1.0.0، والنتائج بالإصدار 2.0.0، سؤال واحد لإعادة النظر (تصنيف البيانات ومقدم الخدمة)، سؤال واحد لم يعد مطروحا (gone)، 2 خارج السلم",
            "Answers 1.0.0, scored by 2.0.0 · 1 to look at again (Data classification and provider) · 1 no longer asked (gone) · 2 outside the scale",
        ];
        let said = example::in_each_language(&pack, |edition| sentence(edition, &told("1.0.0")).unwrap());
        assert_eq!(said.map(|(_, said)| crate::bidi::without_islands(&said).into_owned()), expected);
        let edition = Edition::new(&pack, crate::i18n::Language::English);
        let named = ["1 to look at again (Data classification and provider)", "1 no longer asked (gone)"];
        let said =
            |told: &VersionDifference| without_islands(&sentence(&edition, told).unwrap()).into_owned();
        assert_eq!(said(&told("2.0.0")), named.join(" · "));
        assert_eq!(forms(&edition, &told("2.0.0")).last().unwrap(), "1 to look at again · …");
        let gone = ["one", "two", "three"].map(QuestionId::from).to_vec();
        assert!(
            said(&VersionDifference { gone, ..told("2.0.0") }).ends_with("3 no longer asked (one, two, …)")
        );
        let same = VersionDifference { answered: "2.0.0".to_owned(), ..VersionDifference::default() };
        let same = VersionDifference { scored: same.answered.clone(), ..same };
        assert_eq!((sentence(&edition, &same), forms(&edition, &same)), (None, Vec::new()));
        assert_eq!(forms(&edition, &told("1.0.0")).last().unwrap(), "1.0.0 → 2.0.0");
        let counts = ["1 to look at again", "1 no longer asked", "2 outside the scale"];
        for (room, first) in [(20, "1.0.0 → 2.0.0"), (2, "1.0.0 → 2.0.0")] {
            assert_eq!(lines(&edition, &told("1.0.0"), room), [&[first][..], &counts].concat());
        }
        let lines = lines(&edition, &told("1.0.0"), 60);
        let lines: Vec<_> = lines.iter().map(|line| without_islands(line)).collect();
        assert_eq!(lines, ["Answers 1.0.0, scored by 2.0.0", named[0], named[1], counts[2]]);
    }

    #[test]
    fn each_question_that_changed_or_is_gone_is_named_with_what_is_kept() {
        let pack = example::pack();
        let mut assessment = example::assessment(&pack);
        let entry = Entry {
            answer: Some(Answer::Level(Level(4))),
            note: Some("Since March".to_owned()),
            ..Entry::default()
        };
        assessment.replace(&"gone".into(), entry);
        "Water 2026".clone_into(&mut assessment.identity.name);
        let edition = Edition::new(&pack, crate::i18n::Language::English);
        let notes = notes(&edition, &assessment, &told("1.0.0"), "Water 2026");
        assert_eq!(notes.len(), 5);
        assert!(notes[3].contains("`mizan answer 'Water 2026' gone none`"), "{}", notes[3]);
        assert!(notes[4].contains("`mizan upgrade 'Water 2026'`"), "{}", notes[4]);
        assert!(notes[1].contains("cloud-q2") && notes[1].contains("has changed"), "{}", notes[1]);
        assert_eq!(notes[2], "gone: no longer asked. Kept: Level 4 · Since March");
    }

    #[test]
    fn of_many_changed_questions_the_first_are_named_with_the_command_for_all() {
        let pack = example::pack();
        let edition = Edition::new(&pack, crate::i18n::Language::English);
        let questions: Vec<_> = pack.questions().map(|(_, question)| question.id.clone()).collect();
        let said = |questions| without_islands(&changed(&edition, questions, "One").unwrap()).into_owned();
        let (few, many) = (said(&questions[..MOST_NAMED]), said(&questions));
        assert!(!few.contains("mizan"), "{few}");
        let named = questions.iter().filter(|id| many.contains(&format!("({id})"))).count();
        assert_eq!(named, MOST_NAMED, "{many}");
        let count = questions.len();
        assert!(many.ends_with(&format!(", … All {count}: `mizan questions --changed One`")), "{many}");
    }
}
