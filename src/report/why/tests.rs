use super::{Reason, area, whole};
use crate::report::{Edition, example};

fn outline(reasons: &[Reason]) -> String {
    let line = |reason: &Reason| {
        let mark = reason.question.as_ref().map(|id| format!("  [{id}]"));
        let text = reason.text.replace('\u{200E}', "");
        format!("{}{text}{}", "  ".repeat(reason.indent), mark.unwrap_or_default())
    };
    reasons.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn everything(edition: &Edition) -> String {
    let assessment = example::assessment(edition.pack);
    let answers = example::answers(edition.pack, &assessment);
    let card = example::scored(edition.pack, &assessment);
    let areas = card.areas.iter().map(|score| {
        format!("# {}\n{}", edition.area(&score.area), outline(&area(edition, &answers, score)))
    });
    let whole =
        format!("# {}\n{}", edition.messages.common.overall, outline(&whole(edition, &answers, &card)));
    areas.chain([whole]).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn the_reasons_of_every_area_read_well_in_both_languages() {
    let pack = example::pack();
    for (language, text) in example::in_each_language(&pack, everything) {
        insta::assert_snapshot!(format!("why-{}", language.code()), text);
    }
}
