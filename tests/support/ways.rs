//! Sequences of keys that many tests share.
//!
//! A screen opens only after files are read or written, so keys are typed once it is shown.

use std::cell::RefCell;

use mizan::bidi::visual;
use mizan::i18n::{Language, Messages};
use mizan::settings::Settings;

use super::pseudo_terminal::Terminal;

const DOWN: &str = "\x1b[B";

impl Terminal {
    /// Waits for the list of assessments, and goes to the first question of a new one.
    #[track_caller]
    pub fn go_to_the_first_question(&self, language: Language) {
        let words = Messages::of(language);
        self.wait_for_words(language, &words.screens.home.new_row);
        self.type_keys("n");
        self.wait_for_words(language, &words.screens.details.name);
        self.type_keys("\r");
        let position = words.screens.interview.position.fill(&[("number", &1), ("total", &5)]);
        self.wait_for_words(language, &position);
    }

    /// Moves down to the row of an English list that shows this text, and selects it.
    #[track_caller]
    pub fn select_row(&self, text: &str) {
        let selected = |screen: &vt100::Screen| {
            let mut rows = screen.rows(0, screen.size().1.into());
            rows.find(|row| row.trim_start().starts_with('▸')).unwrap_or_default()
        };
        let before = RefCell::default();
        self.wait_for_text(text);
        loop {
            self.wait_for("another row", |screen| {
                // Between two frames there may be none.
                let now = selected(screen);
                !now.is_empty() && now != before.replace(now.clone())
            });
            if before.borrow().contains(text) {
                return self.type_keys("\r");
            }
            self.type_keys(DOWN);
        }
    }

    /// Waits for interface words as the program sends them to a terminal without reordering.
    #[track_caller]
    pub fn wait_for_words(&self, language: Language, words: &str) {
        let presentation = Settings::default().presentation(language);
        self.wait_for_text(&visual(words, language.direction().base(), presentation));
    }
}
