use super::{Reason, area, whole};
use crate::bidi::{logical, without_islands};
use crate::i18n::Language;
use crate::model::{Effort, Lead, Level};
use crate::report::{Edition, example};
use crate::sample;
use crate::scoring::Answers;

fn outline(reasons: &[Reason]) -> String {
    let line = |reason: &Reason| {
        let mark = reason.question.as_ref().map(|id| format!("  [{id}]"));
        let text = logical(&reason.text);
        format!("{}{text}{}", "  ".repeat(reason.indent), mark.unwrap_or_default())
    };
    reasons.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn everything(edition: &Edition) -> String {
    let assessment = example::assessment(edition.pack);
    let answers = example::answers(edition.pack, &assessment);
    let card = example::scored(edition.pack, &assessment);
    let areas = card.areas.iter().map(|score| {
        format!("# {}\n{}", edition.area(&score.area), outline(&area(edition, &assessment, &answers, score)))
    });
    let whole = format!("# {}\n{}", edition.messages.common.overall, outline(&whole(edition, &card)));
    areas.chain([whole]).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn the_reasons_of_every_area_read_well_in_both_languages() {
    let pack = example::pack();
    for (language, text) in example::in_each_language(&pack, everything) {
        insta::assert_snapshot!(format!("why-{}", language.code()), text);
    }
}

#[test]
fn the_index_comes_first_only_where_the_pack_leads_with_it() {
    let mut pack = example::grouped();
    let assessment = sample::assessment(&pack, "4 3 2 2 1 1 1 1");
    for (lead, place) in [(Lead::Index, 0), (Lead::Level, usize::MAX)] {
        pack.manifest.lead = lead;
        let answers = Answers::new(&pack, &assessment, example::TODAY);
        let card = answers.score();
        let edition = Edition::new(&pack, Language::English);
        let group = super::of_areas(&edition, &card, &card.groups[0].score);
        for reasons in [area(&edition, &assessment, &answers, &card.areas[0]), whole(&edition, &card), group]
        {
            let said: Vec<_> =
                reasons.iter().enumerate().filter(|(_, line)| line.text.starts_with("The index ")).collect();
            let [(found, _)] = said.as_slice() else { panic!("said once: {said:?}") };
            assert_eq!(*found, place.min(reasons.len() - 1), "{}", outline(&reasons));
        }
    }
}

#[test]
fn the_only_blocker_is_named_as_such() {
    let pack = example::pack();
    let assessment = example::assessment(&pack);
    let mut answers = example::answers(&pack, &assessment);
    answers.set(&"strategy-q3".into(), Level(2));
    let card = answers.score();
    let edition = Edition::new(&pack, Language::English);
    let text = outline(&area(&edition, &assessment, &answers, &card.areas[0]));
    assert!(text.contains("\n  Only blocker of level 3: DGA registration  [strategy-q3]\n"), "{text}");
}

#[test]
fn a_needed_question_is_named_with_its_level_now() {
    let needing = sample::with_step(sample::question("a1", 1), 3, Effort::S, 1, &[("b1", 3), ("b2", 2)]);
    let other = vec![sample::question("b1", 1), sample::question("b2", 1)];
    let pack = sample::pack(vec![sample::area("a", vec![needing]), sample::area("b", other)]);
    let assessment = sample::assessment(&pack, "2 2 -");
    let answers = Answers::new(&pack, &assessment, example::TODAY);
    let card = answers.score();
    let edition = Edition::new(&pack, Language::English);
    let reasons = area(&edition, &assessment, &answers, &card.areas[0]);
    let topics = [edition.topic(&"b1".into()), edition.topic(&"b2".into())];
    let needs: Vec<_> = reasons.iter().filter(|reason| reason.text.starts_with("Needs first")).collect();
    let texts: Vec<_> = needs.iter().map(|reason| reason.text.as_str()).collect();
    let below = format!("Needs first: {} at level 3, now at 2", topics[0]);
    let open = format!("Needs first: {} at level 2, still open", topics[1]);
    assert_eq!(texts, [below, open]);
    assert_eq!(needs[0].question, Some("b1".into()), "the line leads to the needed question");
}

#[test]
fn the_highest_level_has_no_next_level() {
    let pack = sample::pack(vec![sample::area("a", vec![sample::question("a1", 1)])]);
    let assessment = sample::assessment(&pack, "5");
    let answers = Answers::new(&pack, &assessment, example::TODAY);
    let card = answers.score();
    let edition = Edition::new(&pack, Language::English);
    for reasons in [area(&edition, &assessment, &answers, &card.areas[0]), whole(&edition, &card)] {
        assert!(outline(&reasons).contains("Level 5 is the highest level."));
    }
}

#[test]
fn figures_in_an_arabic_reason_keep_their_own_order() {
    let pack = example::pack();
    let assessment = example::assessment(&pack);
    let answers = example::answers(&pack, &assessment);
    let card = answers.score();
    let edition = Edition::new(&pack, Language::Arabic);
    let areas = card.areas.iter().flat_map(|score| area(&edition, &assessment, &answers, score));
    let reasons: Vec<_> = areas.chain(whole(&edition, &card)).collect();
    assert!(reasons.iter().any(|reason| without_islands(&reason.text) != reason.text));
}
