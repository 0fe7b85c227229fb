//! Words of the reports: tables, reasons and the roadmap.

use std::collections::BTreeMap;

use super::records::words;
use super::section::MessageSection;

use crate::i18n::{Plural, Template};

words! {
    /// Words of everything that is read in a table or as a list of reasons, on paper as on screen.
    pub struct Reports {
        pub progress: MessageSection<ProgressWords>,
        pub versions: MessageSection<VersionTexts>,
        pub terms: MessageSection<TermWords>,
        pub figures: MessageSection<FigureWords>,
        pub efforts: MessageSection<Efforts>,
        pub evidence: MessageSection<EvidenceTexts>,
        pub why: MessageSection<WhyTexts>,
        pub roadmap: MessageSection<RoadmapTexts>,
        pub comparison: MessageSection<ComparisonTexts>,
        pub listing: MessageSection<ListingTexts>,
        pub restorables: MessageSection<RestorablesTexts>,
        pub merge: MessageSection<MergeTexts>,
        pub questions: MessageSection<QuestionsTexts>,
        pub background: MessageSection<BackgroundTexts>,
    }

    /// What a questionnaire says around its questions.
    pub struct BackgroundTexts {
        pub about: String,
        pub title: String,
        pub groups: String,
        pub version: Template,
        pub provenance: String,
        pub sources: String,
        pub source: Template,
        pub confirms: Template,
        pub primary: String,
        pub secondary: String,
        pub press: String,
        pub reading: String,
        pub binds: Template,
        pub bound: Template,
        pub direct: String,
        pub through_owner: String,
        pub not_asked: String,
        pub only_with: Template,
        pub mature: Template,
        pub evidence: Template,
        pub note: Template,
        pub issuer: Template,
        pub fact: Template,
        pub between_sources: String,
        pub unconfirmed: Template,
    }

    /// The list of earlier files of an assessment.
    pub struct RestorablesTexts {
        pub title: Template,
        pub number: String,
        pub from: String,
        pub backup: String,
        pub bin: Template,
        pub when: String,
        pub size: String,
        pub own_file: String,
        pub cut_off: Template,
        pub unreadable: String,
        pub nothing: Template,
        pub none_readable: Plural,
        pub advice: Template,
        pub left_out: Plural,
        pub find_left_out: String,
        pub unsearched_do: String,
    }

    /// Words of a conflict between the changes of two users.
    pub struct MergeTexts {
        pub conflict: String,
        pub place: Template,
        pub before: String,
        pub ours: String,
        pub theirs: String,
        pub nothing: String,
        pub kept: Template,
        pub conflicts: Plural,
        pub conflicts_do: String,
        /// Names of the places in which two changes can meet, by the key of the field.
        pub fields: BTreeMap<String, String>,
    }

    /// How far an assessment is answered, and what its pack cannot use.
    pub struct ProgressWords {
        pub unknown: Template,
        pub outside_scale: Template,
        pub complete: String,
        pub left_unknown: Plural,
        pub left_to_look_again: Plural,
        pub nothing_applies: String,
        pub nothing_applies_in_short: String,
        pub answer_outside: Template,
        pub answer_left_out: Template,
        pub target_outside: Template,
        pub target_of_no_area: Template,
        pub answer_in_short: Template,
        pub left_out_in_short: Template,
        pub target_in_short: Template,
        pub no_area_in_short: Template,
        pub not_started: Plural,
        pub not_applicable: Plural,
    }

    /// What lies between the version that was answered and the one that scores.
    pub struct VersionTexts {
        pub scored_by: Template,
        pub short: Template,
        pub look_again: Plural,
        pub gone: Plural,
        pub changed: Template,
        pub changed_all: Template,
        pub gone_answer: Template,
        /// A question that is no longer asked.
        pub named: Template,
        /// That the assessment can be taken over to the version that scores.
        pub take_over: Template,
        /// That it was, and the milestone that was frozen before.
        pub taken_over: Template,
        /// That it would be.
        pub would_take_over: Template,
        /// How to remove what is kept of a question that is no longer asked.
        pub remove_gone: Template,
        /// That it was removed, and the milestone that holds it.
        pub removed: Template,
    }

    /// The meanings of the words in results.
    pub struct TermWords {
        pub heading: String,
        pub sentence: Template,
        pub pointer: Template,
        pub points_name: String,
        pub claimed: String,
        pub confirmed: String,
        pub index: String,
        pub gap: String,
        pub blockers: String,
        pub effort: String,
        pub points: String,
    }

    /// Figures that are more than one number.
    pub struct FigureWords {
        pub index_range: Template,
        pub raise: Template,
    }

    /// The efforts in as few letters as the language has for them.
    pub struct Efforts {
        pub small: String,
        pub medium: String,
        pub large: String,
    }

    /// What is said about the date of a piece of evidence.
    pub struct EvidenceTexts {
        /// Why a piece does not count.
        pub no_date: String,
        pub no_such_day: String,
        pub after: Template,
        pub too_old: Plural,
        /// A piece with the reason why it does not count.
        pub uncounted: Template,
        pub does_not_count: Template,
        /// A Hijri day with the Gregorian one.
        pub hijri: Template,
        /// The same of a file.
        pub hijri_in_file: Template,
        pub no_such_day_in_file: Template,
        pub more_hijri: Plural,
        pub hijri_in_file_do: String,
        pub no_such_day_in_file_do: String,
        pub future: Template,
        pub early: Template,
    }

    /// Why a level is what it is.
    pub struct WhyTexts {
        pub not_started: String,
        pub whole_not_started: String,
        pub not_applicable: String,
        pub first: Template,
        pub holds: Template,
        pub open_questions: Template,
        pub open_areas: Template,
        pub open_question: Template,
        pub open_without_effect: Plural,
        pub lacks: Template,
        pub still_lacks: Template,
        pub share: Template,
        pub at_level: Template,
        pub essential: Template,
        pub laggard: Template,
        pub below: Template,
        pub only: Template,
        pub cheapest: Plural,
        pub raise: Template,
        pub step: Template,
        pub need_below: Template,
        pub need_open: Template,
        pub last: Template,
        pub index: Template,
        pub index_truncated: Template,
        pub unconfirmed: Template,
        pub not_applicable_count: Plural,
        pub hidden: Plural,
        pub assumed: Template,
        /// In the few words of a cell: the number of questions without an answer.
        pub held_by_open: Plural,
        pub held_by_share: Template,
        pub held_by_essential: Template,
        pub held_by_laggard: Template,
        /// In one sentence.
        pub sentence_open: Plural,
        pub sentence_open_areas: Plural,
        pub sentence_share: Template,
        pub sentence_essential: Template,
        pub sentence_laggard: Template,
        pub sentence_last: Template,
        pub sentence_cheapest: Template,
        pub sentence_more: Plural,
    }

    /// What to do next.
    pub struct RoadmapTexts {
        pub find_out: String,
        pub assess_area: Template,
        pub answer_question: Template,
        pub find_out_question: Template,
        pub might_know: String,
        pub might_know_owner: Template,
        pub after_phase: Template,
        pub step: String,
        pub beyond: String,
        pub phase_header: Template,
        pub beyond_header: Template,
        pub months: Plural,
        pub only_blocker: Template,
        pub towards: Template,
        pub for_target: String,
        pub essential: String,
        pub needed_by: Template,
        pub step_name: Template,
        pub beyond_target: String,
        pub unlocks: Plural,
        pub find_out_first: Template,
        pub oversized: String,
        pub today: String,
        pub projection_title: String,
        pub projection: Template,
        pub projection_legend: Template,
        pub projection_legend_index: Template,
        pub with_level: Template,
        pub with_index: Template,
        pub share_of_next: Template,
        pub nothing: String,
    }

    /// Words of the comparison.
    pub struct ComparisonTexts {
        pub title: String,
        pub milestone: Template,
        pub now: String,
        pub index_first: String,
        pub before: String,
        pub after: String,
        pub change: String,
        pub as_of: Template,
        pub unchanged: String,
        pub up: Plural,
        pub down: Plural,
        pub higher: String,
        pub lower: String,
        pub decided: String,
        pub not_decided: String,
        pub with_index: Template,
        pub same_index: Template,
        pub hidden: String,
        /// Notes on what a column or two columns cannot be compared by.
        pub gone: Plural,
        pub asked_only: Plural,
        /// Questions without an answer in a column that answers another version, which may not have asked them.
        pub perhaps_not_asked: Plural,
        pub revised: Plural,
        /// Two columns by the questions that both asked.
        pub level_index: Template,
        pub like_for_like: Template,
        pub like_for_like_apart: Template,
        pub nothing_common: Template,
        pub moved: String,
        pub differing: String,
    }

    /// The list of assessments.
    pub struct ListingTexts {
        pub title: String,
        pub name: String,
        pub changed: String,
        pub nothing: String,
    }

    /// Questions in a list, and one in full.
    pub struct QuestionsTexts {
        pub evidence: String,
        pub id: String,
        pub topic: String,
        pub title: Template,
        pub why: String,
        pub levels: String,
        pub level: Template,
        pub level_named: Template,
        pub step: Template,
        pub needs: Template,
        pub essential: Template,
        pub weight: Template,
        pub clause: Template,
        pub link: Template,
        pub applies_to: String,
        pub roles: Template,
        pub flags: Template,
    }
}
