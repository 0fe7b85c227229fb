//! Words of errors.

use serde::Deserialize;

use crate::i18n::Template;

/// Every sentence that tells an error.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Errors {
    pub common: CommonErrors,
    pub usage: UsageErrors,
    pub request: RequestErrors,
}

/// Sentences that many errors share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonErrors {
    pub did_you_mean: Template,
    pub known: Template,
    pub none_known: String,
    pub system: Template,
}

/// What is wrong with the arguments.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
    pub see_help: Template,
}

/// What a command cannot do as asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestErrors {
    pub no_screen: String,
    pub no_screen_why: String,
    pub no_screen_do: String,
    pub unknown_assessment: Template,
    pub create_one: String,
    pub unknown_question: Template,
    pub unknown_area: Template,
    pub unknown_clause: Template,
    pub unknown_enabler: Template,
    pub unknown_goal: Template,
    pub unknown_objective: Template,
    pub unknown_regulation: Template,
    pub unknown_role: Template,
    pub unknown_flag: Template,
    pub find_questions: String,
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
    pub nothing_to_change: String,
    pub nothing_to_change_do: String,
    pub same_twice: Template,
    pub same_twice_do: String,
    pub file_exists: String,
    pub file_exists_do: String,
    pub cannot_write: String,
    pub cannot_write_do: String,
    pub cannot_read: String,
    pub cannot_read_do: String,
    pub nothing_to_check: String,
    pub nothing_to_check_do: String,
    pub output_failed: String,
}
