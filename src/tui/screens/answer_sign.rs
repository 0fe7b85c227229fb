//! The answer to a question in one cell: its level, or a sign. It does not know where it is drawn.

use crate::bidi::Direction;
use crate::i18n::Template;
use crate::model::Question;
use crate::report::figures::NOTHING;
use crate::scoring::Standing;
use crate::tui::widgets::unknown_sign;
use crate::work::Sheet;

const UNANSWERED: &str = "○";
const OUTSIDE_SCALE: &str = "!";

/// The sign of the answer to a question of the pack, for a line of this direction.
pub fn answer_sign(sheet: &Sheet, question: &Question, direction: Direction) -> String {
    match sheet.standing(question) {
        Standing::Level(level) => sheet.pack().scale().label(level),
        Standing::Unknown => unknown_sign(direction).to_owned(),
        Standing::Hidden { .. } | Standing::NotApplicable => NOTHING.to_owned(),
        Standing::OutsideScale => OUTSIDE_SCALE.to_owned(),
        Standing::Unanswered => UNANSWERED.to_owned(),
    }
}

/// The signs that are no level, with their meaning: the template names each sign by the state of the question.
pub fn legend(template: &Template, direction: Direction) -> String {
    template.fill(&[
        ("unanswered", &UNANSWERED),
        ("unknown", &unknown_sign(direction)),
        ("not_applicable", &NOTHING),
        ("outside", &OUTSIDE_SCALE),
    ])
}
