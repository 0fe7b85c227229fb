//! Words of the full-screen program.

use std::collections::BTreeMap;

use super::records::{WordRecords, Words, words};

use crate::i18n::{Plural, Template};

/// The name of each action in footer, help and palette. The table of the actions names the keys; its test compares both.
#[derive(Debug)]
pub struct Actions(BTreeMap<String, String>);

impl Words for Actions {
    fn read(records: WordRecords<'_>) -> Self {
        Self(Words::read(records))
    }
}

impl Actions {
    /// The name under this key; empty if there is none.
    pub fn name(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// Every key that has a name.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

words! {
    /// The words of each screen.
    pub struct Screens {
        pub home: HomeWords,
        pub details: DetailsWords,
        pub overview: OverviewWords,
        pub versions: VersionsWords,
        pub interview: InterviewWords,
        pub results: ResultsWords,
        pub compare: CompareWords,
        pub roadmap: RoadmapWords,
        pub picture_test: PictureTestWords,
        pub welcome: WelcomeWords,
        pub settings: SettingsWords,
        pub filter: FilterWords,
        pub overlays: OverlaysWords,
        pub keeping: KeepingWords,
        pub status: StatusWords,
    }

    /// Words of the list of assessments.
    pub struct HomeWords {
        pub title: String,
        pub name: String,
        pub organisation: String,
        pub changed: String,
        pub welcome: String,
        pub introduction: String,
        pub new_row: String,
        pub import_row: String,
        pub settings_row: String,
        pub unreadable: String,
        pub deleted: Template,
        pub brought_back: Template,
        pub renamed: Template,
        pub imported: Template,
    }

    /// Words of the form of an assessment.
    pub struct DetailsWords {
        pub new_title: String,
        pub new_question: String,
        pub rest_later: String,
        pub edit_title: String,
        pub name: String,
        pub entity: Template,
        pub language: String,
        pub period: String,
        pub assessed_by: String,
        pub platforms: String,
        pub roles: String,
        pub roles_hint: String,
        pub flags: String,
        pub flags_hint: String,
        pub create: String,
        pub done: String,
        pub default_name: Template,
        pub name_missing: String,
        pub faulty_pack: Template,
    }

    /// Words of the areas.
    pub struct OverviewWords {
        pub chart: String,
        pub start: Template,
        pub next_open: Template,
        pub look_again: Template,
        /// The heading of the answers, one sign for each.
        pub answers: String,
        /// What the signs mean: `unknown`, `not_applicable`, `unanswered`, `outside`.
        pub signs: Template,
        /// After the target of an area was moved.
        pub target: Template,
        /// The heading of what holds an area at its level.
        pub held: String,
        /// What the signs of the ruler mean.
        pub ruler: String,
        pub hidden: Plural,
    }

    /// Words of the screen about the versions of the questionnaire.
    pub struct VersionsWords {
        pub title: String,
        pub look_again_do: String,
        pub gone_do: String,
        pub outside_do: String,
        pub take_over: Template,
        pub take_over_does: Template,
        pub confirm_title: String,
        pub confirm: Template,
        pub confirm_removal_title: String,
        pub confirm_removal: Template,
    }

    /// Words of one question.
    pub struct InterviewWords {
        pub position: Template,
        /// After the last question of an area.
        pub area_done: Template,
        pub questions: String,
        pub scope: String,
        pub essential: Template,
        pub look_again: String,
        pub not_asked: String,
        pub outside_scale: Template,
        pub level_left_out: Template,
        pub assumed: Template,
        pub add: String,
        pub level_names: String,
        pub rules: String,
        pub links: String,
        pub only_open: String,
        pub undone: Template,
        pub redone: Template,
        pub nothing_to_undo: String,
        pub nothing_to_redo: String,
        pub header_changed: String,
        pub no_such_level: Template,
        pub number_begun: Template,
        pub number_incomplete: Template,
    }

    /// Words of scores and reasons.
    pub struct ResultsWords {
        pub title: String,
        pub why: Template,
    }

    /// Words of the comparison.
    pub struct CompareWords {
        pub title: String,
        pub choose: String,
        pub several: String,
        pub only_one: String,
        pub show: String,
        pub show_targets: String,
        pub nothing_chosen: String,
        pub none: String,
        pub moved_in: Template,
        pub nothing_moved: String,
    }

    /// Words of the next steps.
    pub struct RoadmapWords {
        pub reason: String,
        pub title: String,
        pub up_to_target: String,
        pub all_steps: String,
        pub empty: String,
    }

    /// Words of the test that asks which way of sending Arabic a terminal needs.
    pub struct PictureTestWords {
        pub title: String,
        pub question: String,
        pub sample: Template,
        pub described: String,
        pub none: String,
        pub kept: String,
    }

    /// Words of the first run.
    pub struct WelcomeWords {
        pub title: String,
        pub about: String,
        pub files: String,
        pub choose: String,
    }

    /// Words of the settings.
    pub struct SettingsWords {
        pub title: String,
        pub language: String,
        /// A language that the interface does not speak and a questionnaire has.
        pub other_language: Template,
        pub theme: String,
        pub digits: String,
        pub digits_latin: String,
        pub digits_arabic: String,
        pub tashkeel: String,
        pub tashkeel_hidden: String,
        pub tashkeel_shown: String,
        pub symbols: String,
        pub symbols_unicode: String,
        pub symbols_ascii: String,
        pub mouse: String,
        pub mouse_program: String,
        pub mouse_terminal: String,
        pub files: String,
        pub saved: String,
        pub not_saved: String,
        pub arabic: String,
        pub picture_test: String,
    }

    /// What is written beside what the palette and the search offer.
    pub struct OfferedWords {
        pub screen: String,
        pub assessment: String,
        pub area: String,
        pub question: String,
        pub theme: String,
        pub language: String,
    }

    /// Words of the choice of a state or an owner.
    pub struct FilterWords {
        pub title: String,
        pub open: String,
        pub unknown: String,
        pub review: String,
        pub no_evidence: String,
        pub stale: String,
        pub changed: String,
        pub owner: Template,
        pub none: String,
    }

    /// Words of the overlays.
    pub struct OverlaysWords {
        pub offered: OfferedWords,
        pub help_title: Template,
        pub everywhere: String,
        pub here: String,
        pub typing: String,
        pub palette_title: String,
        pub search_title: String,
        pub no_match: String,
        pub no_question: String,
        /// What was searched in place of words that are nowhere: `words`.
        pub searched_instead: Template,
        pub reason_title: String,
        pub reason_missing: String,
        pub evidence_title: String,
        pub evidence_new: String,
        pub evidence_text: String,
        pub evidence_date: String,
        pub kind_not_chosen: String,
        pub evidence_kind: String,
        pub seen: String,
        pub said: String,
        pub date_bad: Template,
        pub date_doubtful: Template,
        pub rename_title: String,
        pub export_title: String,
        pub export_format: String,
        pub import_title: String,
        pub import_as_title: String,
        pub bring_back_title: String,
        pub bring_back_choose: String,
        pub delete_title: String,
        pub delete_text: Template,
        pub discard_title: String,
        pub discard_text: String,
        pub problem_title: String,
        pub to_check_title: String,
    }

    /// Words for changes that cannot be saved at once.
    pub struct KeepingWords {
        pub unsaved_title: String,
        pub unsaved_kept: String,
        pub unsaved_again: String,
        pub copy_title: String,
        pub copied: Template,
        pub choosing_title: Template,
        pub choosing_introduction: String,
        pub choosing_later: String,
        pub choosing_done: String,
        pub before: String,
        pub ours: String,
        pub theirs: String,
        pub brought_in: String,
        pub took_away: String,
        pub taken_over: String,
        pub held_by: Template,
    }

    /// Words of the bottom line.
    pub struct StatusWords {
        pub working: String,
        pub saving: String,
        pub saved: String,
        pub not_saved: String,
        pub read_only: String,
        pub too_small: Template,
        pub columns_left_out: Template,
        pub copied: Template,
        pub nothing_to_copy: String,
        pub too_long_to_copy: Template,
        pub nothing_to_paste: String,
        pub no_field: String,
        pub quit_again: String,
        pub language_needs_unicode: String,
        pub exported: Template,
        pub no_assessment_asks: String,
        pub too_long_to_insert: Template,
        pub stalled: String,
    }
}
