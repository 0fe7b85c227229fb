//! Tests of the bundled pack's texts against the article that they come from, and against their own rules.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::*;
use crate::model::{Effort, FactStatus, LinkKind, SourceId, Text};

const ID: &str = "whole-of-government";
const ARTICLE: &str = include_str!("../../../tests/data/policy-article.ar.txt");

fn whole_of_government() -> Pack {
    pack(ID).expect("the bundled questionnaire")
}

/// A text of the pack with its path, for example `cloud.questions[0].topic`.
struct Placed {
    place: String,
    arabic: String,
    english: String,
    languages: usize,
}

/// Every text of the pack's files. A text is any map with language keys, so that new fields are checked too.
fn texts() -> Vec<Placed> {
    let (_, _, areas) = PACKS.iter().find(|(id, ..)| *id == ID).unwrap();
    let mut texts = Vec::new();
    for name in areas.iter().map(|(name, _)| *name).chain(["pack"]) {
        let file = folder().join(name).with_extension("yaml");
        let yaml = std::fs::read_to_string(file).unwrap();
        collect(&serde_yaml::from_str(&yaml).unwrap(), name, &mut texts);
    }
    texts
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires").join(ID)
}

fn collect(value: &Value, place: &str, texts: &mut Vec<Placed>) {
    match value {
        Value::Object(map) => {
            let language = |code: &str| map.get(code).and_then(Value::as_str).unwrap_or_default().to_owned();
            let languages = map.keys().filter(|key| key.len() == 2 && *key != "id").count();
            if languages > 0 {
                let (arabic, english) = (language("ar"), language("en"));
                texts.push(Placed { place: place.to_owned(), arabic, english, languages });
            }
            map.iter().for_each(|(key, value)| collect(value, &format!("{place}.{key}"), texts));
        }
        Value::Array(items) => {
            let places = items.iter().enumerate();
            places.for_each(|(index, value)| collect(value, &format!("{place}[{index}]"), texts));
        }
        _ => {}
    }
}

impl Placed {
    /// Whether the Arabic is quoted from the policy, and therefore not ours to change.
    fn is_policy(&self) -> bool {
        let quoted = ["clauses[", "pack.enablers[", "pack.goals[", "pack.objectives[", "pack.background["];
        quoted.iter().any(|part| self.place.contains(part))
            && self.place.ends_with("].text")
            && !self.place.contains(".facts[")
    }

    /// Whether the text contains dates, versions or lines of a publication.
    fn is_documentary(&self) -> bool {
        let parts = ["facts[", ".issuer", "sources[", ".note", "pack.provenance"];
        parts.iter().any(|part| self.place.contains(part))
    }

    /// Whether the text names what a publication calls by a name of the other script.
    fn names_what_is_published(&self) -> bool {
        self.place.contains("sources[") && self.place.ends_with(".confirms")
    }
}

fn is_arabic(letter: char) -> bool {
    ('\u{0600}'..='\u{06ff}').contains(&letter)
}

/// The text with one blank in place of each line break and run of blanks.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_whole_policy_is_in_the_pack() {
    let pack = whole_of_government();
    let clauses: Vec<usize> = pack.areas.iter().map(|area| area.clauses.len()).collect();
    assert_eq!(clauses, [2, 3, 3, 7, 3, 2, 2, 5, 1]);
    let questions: Vec<usize> = pack.areas.iter().map(|area| area.questions.len()).collect();
    assert_eq!(questions, [5, 6, 6, 10, 6, 5, 5, 6, 6]);
    let references = LinkKind::ALL.map(|kind| pack.manifest.references(kind).len());
    assert_eq!(references, [10, 5, 4, 6]);
    assert_eq!((pack.manifest.background.len(), pack.manifest.sources.len()), (10, 73));
    let steps = pack.questions().flat_map(|(_, question)| &question.levels).filter_map(|l| l.step.as_ref());
    let (steps, needs) = steps.fold((0, 0), |(steps, needs), step| (steps + 1, needs + step.needs.len()));
    assert_eq!((steps, needs), (220, 54));
}

#[test]
fn every_question_has_a_text_for_each_level_and_a_step_to_each_but_the_first() {
    let pack = whole_of_government();
    let levels = pack.scale().levels.len();
    for (_, question) in pack.questions() {
        assert_eq!(question.levels.len(), levels, "{}", question.id);
        let steps: Vec<bool> = question.levels.iter().map(|level| level.step.is_some()).collect();
        assert_eq!(steps, [false, true, true, true, true], "{}", question.id);
        assert!((3..=6).contains(&question.evidence.len()), "{}", question.id);
    }
}

#[test]
fn every_effort_impact_and_answer_is_explained() {
    let manifest = whole_of_government().manifest;
    assert_eq!(manifest.efforts.keys().copied().collect::<Vec<_>>(), [Effort::S, Effort::M, Effort::L]);
    assert_eq!(manifest.impacts.keys().copied().collect::<Vec<_>>(), [1, 2, 3]);
    let answers: Vec<_> = manifest.answers.iter().filter_map(|answer| answer.id.as_deref()).collect();
    assert_eq!(answers, ["level", "unanswered", "unknown", "not-applicable"]);
    let phases: Vec<_> = manifest.phases.iter().map(|phase| (phase.months, phase.capacity)).collect();
    assert_eq!(phases, [(3, 12), (9, 36), (18, 72)]);
}

#[test]
fn the_essential_questions_are_those_of_weight_two() {
    let pack = whole_of_government();
    let ids = |chosen: fn(&crate::model::Question) -> bool| -> Vec<String> {
        let questions = pack.questions().map(|(_, question)| question);
        questions.filter(|question| chosen(question)).map(|question| question.id.to_string()).collect()
    };
    let essential = ids(|question| question.essential.is_some());
    assert_eq!(essential, ["strategy-q3", "experience-q1", "satisfaction-q2", "operations-q3", "cloud-q2"]);
    assert_eq!(essential, ids(|question| question.weight == 2));
    assert!(pack.questions().all(|(_, question)| question.weight <= 2));
}

#[test]
fn clauses_goals_objectives_enablers_and_background_quote_the_article() {
    let article = flowing(ARTICLE);
    let quoted: Vec<Placed> = texts().into_iter().filter(Placed::is_policy).collect();
    assert_eq!(quoted.len(), 28 + 10 + 5 + 4 + 10);
    for text in quoted {
        assert!(article.contains(&flowing(&text.arabic)), "{}: {}", text.place, text.arabic);
    }
    for area in whole_of_government().areas {
        let heading = format!("{}، وذلك من خلال:", area.title.get("ar"));
        assert!(article.contains(&heading), "{heading}");
    }
}

#[test]
fn a_clause_is_in_its_line_of_the_article() {
    let lines: Vec<&str> = ARTICLE.lines().collect();
    for clause in whole_of_government().areas.iter().flat_map(|area| &area.clauses) {
        let line = clause.source_line.and_then(|line| lines.get(line as usize - 1)).unwrap();
        assert!(line.contains(clause.text.get("ar")), "{}", clause.id);
    }
}

#[test]
fn every_text_is_in_arabic_and_in_english_without_stray_blanks() {
    for text in texts() {
        let names = text.names_what_is_published();
        let Placed { place, arabic, english, languages } = text;
        assert_eq!(languages, 2, "{place}");
        for text in [&arabic, &english] {
            assert!(!text.is_empty() && text.trim() == text && !text.contains("  "), "{place}: {text}");
        }
        assert!(arabic.contains(is_arabic), "{place}: {arabic}");
        assert!(names || !english.contains(is_arabic), "{place}: {english}");
    }
}

/// The damma of a passive that would be read as "I" is the only vowel sign. It is shown if the user asks for such signs.
#[test]
fn arabic_has_no_vowel_sign_but_the_damma_of_a_passive_and_only_arabic_marks() {
    const DAMMA: char = '\u{064f}';
    let diacritic =
        |letter| letter != DAMMA && matches!(letter, '\u{064b}'..='\u{0652}' | '\u{0670}' | '\u{0640}');
    for Placed { place, arabic, .. } in texts() {
        assert!(!arabic.contains(diacritic), "{place}: {arabic}");
        assert!(!arabic.contains([',', ';', '?']), "{place}: {arabic}");
    }
}

#[test]
fn authored_arabic_has_no_latin_letters_and_digits_only_in_references() {
    for text in texts().into_iter().filter(|text| !text.is_policy() && text.place != "pack.provenance") {
        let Placed { place, arabic, .. } = &text;
        let latin = arabic.contains(|letter: char| letter.is_ascii_alphabetic());
        assert!(!latin || text.names_what_is_published(), "{place}: {arabic}");
        let digits = arabic.contains(|letter: char| letter.is_ascii_digit());
        assert!(!digits || text.is_documentary(), "{place}: {arabic}");
    }
}

#[test]
fn prompts_end_as_questions_and_levels_and_steps_as_sentences() {
    let ends =
        |text: &Text, arabic, english| text.get("ar").ends_with(arabic) && text.get("en").ends_with(english);
    for (_, question) in whole_of_government().questions() {
        assert!(ends(&question.prompt, '؟', '?'), "{}", question.id);
        for level in &question.levels {
            assert!(ends(&level.text, '.', '.'), "{}: {:?}", question.id, level.text);
            assert!(level.step.iter().all(|step| ends(&step.text, '.', '.')), "{}: {level:?}", question.id);
        }
    }
    let flags = whole_of_government().manifest.flags;
    assert!(flags.iter().all(|flag| ends(&flag.question, '؟', '?')));
}

#[test]
fn no_two_levels_of_a_question_have_the_same_text() {
    for (_, question) in whole_of_government().questions() {
        for language in ["ar", "en"] {
            let texts = question.levels.iter().map(|level| level.text.get(language));
            let distinct: std::collections::BTreeSet<_> = texts.collect();
            assert_eq!(distinct.len(), question.levels.len(), "{} {language}", question.id);
        }
    }
}

#[test]
fn labels_have_no_full_stop() {
    let manifest = whole_of_government().manifest;
    let references = LinkKind::ALL.into_iter().flat_map(|kind| manifest.references(kind));
    for reference in references.chain(&manifest.background) {
        assert!(reference.name.iter().all(|(_, name)| !name.ends_with('.')), "{}", reference.id);
    }
}

#[test]
fn a_fact_is_confirmed_exactly_when_it_has_known_sources() {
    let manifest = whole_of_government().manifest;
    let references = LinkKind::ALL.into_iter().flat_map(|kind| manifest.references(kind));
    for fact in references.flat_map(|reference| &reference.facts) {
        let confirmed = fact.status == FactStatus::Confirmed;
        assert_eq!(confirmed, !fact.sources.is_empty(), "{:?}", fact.text);
        let known = |id: &SourceId| manifest.sources.iter().any(|source| source.id == *id);
        assert!(fact.sources.iter().all(known), "{:?}", fact.sources);
    }
}

#[test]
fn every_bundled_pack_has_the_id_of_its_folder() {
    for id in pack_ids() {
        let pack = pack(id).unwrap();
        assert_eq!(pack.manifest.id, id);
        assert!(pack.areas.iter().map(|area| &area.id).eq(&pack.manifest.areas), "{id}");
    }
}

#[test]
fn the_files_are_equal_to_what_is_embedded() {
    assert!(super::super::load(&folder()).unwrap() == whole_of_government(), "they differ");
}

#[test]
fn an_unknown_name_returns_none() {
    assert!(pack("no-such-pack").is_none() && theme_json("no-such-theme").is_none());
}

#[test]
fn every_bundled_pack_passes_the_check_for_other_packs() {
    for id in pack_ids() {
        assert!(faults(id).unwrap().is_empty());
    }
}
