//! Ways through the screens that many tests take.
//!
//! A screen opens only after files were read or written, so its keys are typed once it is shown.

use mizan::bidi::visual;
use mizan::i18n::{Language, Messages};
use mizan::settings::Settings;

use super::pseudo_terminal::Terminal;

/// Shift and Tab: to the last row of a form.
const LAST_ROW: &str = "\x1b[Z";

impl Terminal {
    /// From the list of assessments, as soon as it is shown, to the first question of a new one.
    #[track_caller]
    pub fn go_to_the_first_question(&self, language: Language) {
        let words = Messages::of(language);
        self.wait_for_words(language, &words.screens.home.new_row);
        self.type_keys("n");
        self.wait_for_words(language, &words.screens.details.name);
        self.type_keys(&format!("{LAST_ROW}\r"));
        self.wait_for_words(language, &words.common.areas);
        self.type_keys("\r");
        let position = words.screens.interview.position.fill(&[("number", &1), ("total", &5)]);
        self.wait_for_words(language, &position);
    }

    /// Waits for words of the interface as the program sends them to a terminal that changes nothing.
    #[track_caller]
    fn wait_for_words(&self, language: Language, words: &str) {
        let presentation = Settings::default().presentation(language);
        self.wait_for_text(&visual(words, language.direction().base(), presentation));
    }
}
