//! Words of errors.

use std::collections::BTreeMap;

use super::pack_errors::{NounWords, PackErrors, QuantityWords};
use super::records::words;

use crate::i18n::Template;

words! {
    /// The sentences of all errors.
    pub struct Errors {
        pub common: CommonErrors,
        pub usage: UsageErrors,
        pub request: RequestErrors,
        pub clock: ClockErrors,
        pub yaml: YamlErrors,
        pub shapes: ShapeWords,
        pub theme: ThemeErrors,
        pub files: FileErrors,
        pub system: SystemErrors,
        pub store: StoreErrors,
        pub editor: EditorErrors,
        pub settings: SettingsErrors,
        pub compare: CompareErrors,
        pub take_over: TakeOverErrors,
        pub pack: PackErrors,
        pub nouns: NounWords,
        pub quantities: QuantityWords,
        pub import: ImportErrors,
    }

    /// What is wrong with the clock of the computer.
    pub struct ClockErrors {
        pub out_of_range: String,
        pub out_of_range_why: String,
        pub out_of_range_do: String,
    }

    /// Errors of the user's text editor.
    pub struct EditorErrors {
        pub none: String,
        pub none_do: String,
        pub no_start: Template,
        pub failed: Template,
        pub failed_do: String,
        pub text_stays: String,
        pub left_do: String,
        pub no_text: String,
        pub too_long: Template,
    }

    /// Sentences that many errors share.
    pub struct CommonErrors {
        pub did_you_mean: Template,
        pub known: Template,
        pub none_known: String,
        pub rest: Template,
    }

    /// What is wrong with the arguments.
    pub struct UsageErrors {
        pub unknown_option: Template,
        pub too_many: Template,
        pub unknown_command: Template,
        pub invalid_value: Template,
        pub empty_value: Template,
        pub missing: Template,
        pub conflict: Template,
        pub twice: Template,
        pub not_utf8: String,
        pub other: String,
        pub values: Template,
        pub write: Template,
        pub after_hyphens: Template,
        pub see_help: Template,
    }

    /// What a command cannot do as asked.
    pub struct RequestErrors {
        pub no_screen: String,
        pub no_screen_why: String,
        pub no_screen_dumb: String,
        pub no_screen_do: String,
        pub unknown_assessment: Template,
        pub create_one: Template,
        pub unknown_question: Template,
        pub unknown_area: Template,
        pub unknown_clause: Template,
        pub unknown_enabler: Template,
        pub unknown_goal: Template,
        pub unknown_objective: Template,
        pub unknown_regulation: Template,
        pub unknown_role: Template,
        pub unknown_flag: Template,
        pub find_questions: Template,
        pub elsewhere: Template,
        pub elsewhere_do: Template,
        pub bad_flag: Template,
        pub bad_flag_do: String,
        pub bad_answer: Template,
        pub bad_answer_do: Template,
        pub no_such_level: Template,
        pub levels: Template,
        pub reason_missing: String,
        pub reason_missing_do: String,
        pub reason_without: String,
        pub reason_without_do: String,
        pub evidence_missing: String,
        pub evidence_missing_do: String,
        pub empty_text: Template,
        pub empty_text_do: String,
        pub bad_date: Template,
        pub bad_date_do: String,
        pub doubtful_date_do: String,
        pub nothing_to_change: String,
        pub nothing_to_change_do: String,
        pub no_longer_asked: Template,
        pub no_longer_asked_do: Template,
        pub only_for_programs: Template,
        pub only_for_programs_do: String,
        pub no_byte_order_mark: Template,
        pub no_byte_order_mark_do: String,
        pub only_for_lists: Template,
        pub only_for_lists_do: String,
        pub same_twice: Template,
        pub same_twice_do: String,
        pub swap_of_one: String,
        pub swap_of_one_do: String,
        pub no_such_number: Template,
        pub no_such_number_do: Template,
        pub among_assessments: String,
        pub among_assessments_do: String,
        pub file_exists: String,
        pub file_exists_do: String,
        pub is_folder: String,
        pub is_folder_do: Template,
        pub cannot_write: String,
        pub cannot_read: String,
        pub nothing_to_check: String,
        pub nothing_to_check_do: String,
        pub output_failed: String,
        /// The change was made, but its message could not be written.
        pub output_of_change_failed: String,
        /// What to do about it: nothing.
        pub output_of_change_failed_do: String,
        pub program_failed: String,
        pub program_failed_do: String,
    }

    /// What is wrong with a YAML file.
    pub struct YamlErrors {
        pub too_large: Template,
        pub too_deep: Template,
        pub too_many_values: Template,
        pub text_too_long: Template,
        pub split_it: String,
        pub alias: String,
        pub anchor: String,
        pub write_it_out: String,
        pub second_document: String,
        pub second_document_do: String,
        pub duplicate_key: Template,
        pub duplicate_key_do: String,
        pub key_not_a_word: String,
        pub key_not_a_word_do: String,
        pub needs_quotes: String,
        pub needs_quotes_do: String,
        pub line_separator: Template,
        pub line_separator_do: Template,
        pub forbidden: Template,
        pub forbidden_do: String,
        pub not_utf8: String,
        pub not_utf8_do: String,
        pub empty: String,
        pub empty_do: String,
        pub reason_without: String,
        pub reason_without_do: String,
        pub unknown_field: Template,
        pub allowed_keys: Template,
        pub unknown_word: Template,
        pub missing_field: Template,
        pub missing_field_do: String,
        pub wrong_shape: Template,
        pub wrong_shape_do: String,
        pub syntax: String,
        pub syntax_do: String,
        pub not_read_back: String,
        pub not_read_back_do: String,
        pub reader_says: Template,
        pub open_quote: String,
        pub stray_colon: String,
        pub indentation: String,
        pub open_bracket: String,
        pub strange_start: String,
        pub open_comment: String,
        pub open_comment_do: String,
        pub tab: String,
        pub bad_moment_do: String,
        pub inside: Template,
    }

    /// Names of the shapes of a value.
    pub struct ShapeWords {
        pub nothing: String,
        pub truth: String,
        pub whole_number: String,
        pub number_within: Template,
        pub number: String,
        pub text: String,
        pub list: String,
        pub map: String,
        pub date: String,
        pub moment: String,
        pub value: Template,
        pub text_per_language: String,
        pub level: String,
        pub answer: String,
        pub score: String,
        pub impact: String,
        pub colour: String,
        pub assessment: String,
        pub key: String,
        pub language_code: String,
    }

    /// What is wrong with a theme.
    pub struct ThemeErrors {
        pub unknown_colour: Template,
        pub unknown_colour_do: String,
        pub missing_colour: String,
        pub missing_colour_why: String,
        pub missing_colour_do: String,
        pub unknown_theme: Template,
        pub circle: Template,
        pub circle_do: String,
        pub bad_name: Template,
        pub bad_name_do: String,
        pub malformed: String,
    }

    /// Failed operations of the file system.
    pub struct FileErrors {
        pub cannot_read: String,
        pub cannot_write: String,
        pub cannot_move: String,
        pub nothing_lost: String,
        pub not_secured: String,
        pub not_secured_why: String,
        pub no_folder: String,
        pub no_home: String,
        pub no_home_do: String,
    }

    /// Why the operating system refused.
    pub struct SystemErrors {
        pub named: Template,
        pub unnamed: Template,
        pub numbered: Template,
        pub silent: String,
        pub own: Template,
        pub advice: SystemAdvice,
        /// By the error's own name: what it means, without the full stop.
        pub errors: BTreeMap<String, String>,
    }

    /// What to do about an error of the operating system.
    pub struct SystemAdvice {
        pub path: String,
        pub link: String,
        pub name: String,
        pub other_name: String,
        pub permission: String,
        pub key: String,
        pub shorter: String,
        pub move_away: String,
        pub owner: String,
        pub writable: String,
        pub open_files: String,
        pub room: String,
        pub size: String,
        pub disk: String,
        pub device: String,
        pub close: String,
        pub folder: String,
        pub again: String,
        pub program: String,
        pub network: String,
    }

    /// Why an assessment could not be read or saved.
    pub struct StoreErrors {
        pub name_shows_nothing: String,
        pub name_shows_nothing_do: String,
        pub name_taken: Template,
        pub name_taken_why: String,
        pub name_taken_do: String,
        pub several: Template,
        pub several_why: Template,
        pub several_do: String,
        pub leads_out: String,
        pub leads_out_why: Template,
        pub leads_out_do: Template,
        pub cut_off: Template,
        pub end_missing: String,
        pub end_missing_do: String,
        pub restore_do: Template,
        pub unreadable: String,
        pub untouched: String,
        pub newer: Template,
        pub newer_do: String,
        pub no_such_format: Template,
        pub no_such_format_do: Template,
        pub passed_over: String,
        pub passed_over_do: String,
        pub unkeepable: String,
        pub changed_elsewhere: String,
        pub changed_elsewhere_do: String,
        pub vanished: String,
        pub vanished_do: String,
        pub held: String,
        pub held_by: Template,
        pub held_do: String,
        pub no_backup: Template,
        pub no_backup_do: String,
        pub left_unsaved: String,
        pub left_in_backups: Template,
        pub left_in_backups_do: Template,
        pub left_in_file: Template,
        pub left_in_file_do: Template,
    }

    /// What is wrong with the settings.
    pub struct SettingsErrors {
        pub other_theme: String,
        pub key_of_no_action: Template,
        pub key_of_no_action_do: String,
        pub unusable_key: Template,
        pub unusable_key_do: String,
        pub key_clash: Template,
        pub key_clash_do: Template,
        pub usual_keys: String,
        pub wrong: String,
        pub wrong_do: String,
        pub not_a_file_do: String,
        pub unknown: String,
        pub not_saved: String,
        pub not_saved_do: String,
        pub leads_out: Template,
        pub leads_out_do: String,
    }

    /// Why assessments cannot be compared.
    pub struct CompareErrors {
        pub other_pack: Template,
        pub other_do: String,
    }

    /// Why an assessment cannot be taken over to the installed version of its questionnaire.
    pub struct TakeOverErrors {
        pub same: Template,
        pub same_do: String,
        pub older: Template,
        pub older_do: Template,
        pub older_bundled_do: Template,
    }

    /// Why a file cannot be imported.
    pub struct ImportErrors {
        pub other_kind: Template,
        pub table: String,
        pub spreadsheet: String,
        pub document: String,
        pub pdf: String,
        pub web_page: String,
        pub xml: String,
        pub picture: String,
        pub archive: String,
        pub plain_text: String,
        pub other_format: Template,
        pub other_format_do: String,
        pub cut_off: String,
        pub cut_off_do: String,
        pub name_taken_do: Template,
        pub cannot_import: String,
    }
}
