//! Words of the commands.

use std::collections::BTreeMap;

use super::records::words;

use crate::i18n::{Plural, Template};

words! {
    /// The words of the command line, without its errors.
    pub struct Commands {
        pub help: HelpWords,
        pub placeholders: PlaceholderWords,
        pub groups: GroupWords,
        pub labels: LabelWords,
        /// The help of each command, by its name.
        pub manual: BTreeMap<String, CommandWords>,
        pub arguments: ArgumentWords,
        pub done: DoneWords,
        pub demo: DemoWords,
        pub doctor_words: DoctorWords,
        pub paths_words: PathWords,
    }

    /// The help of a command.
    pub struct CommandWords {
        /// One sentence.
        pub about: String,
        /// Further sentences; may be empty.
        pub details: String,
        /// Whole command lines, one per line.
        pub examples: String,
    }

    /// Headings and remarks of the help.
    pub struct HelpWords {
        pub usage: String,
        pub commands: String,
        pub arguments: String,
        pub options: String,
        pub everywhere: String,
        pub examples: String,
        pub values: Template,
        pub default: Template,
        pub repeated: String,
        pub options_place: String,
        pub more: String,
        pub version: Template,
    }

    /// The placeholders of command lines, for what the user writes there. A word of several parts has hyphens between them.
    pub struct PlaceholderWords {
        pub name: String,
        pub new_name: String,
        pub question: String,
        pub question_or_name: String,
        pub answer: String,
        pub id: String,
        pub flag: String,
        pub id_or_folder: String,
        pub area: String,
        pub role: String,
        pub text: String,
        pub words: String,
        pub file: String,
        pub folder: String,
        pub path: String,
        pub number: String,
        pub date: String,
        pub kind: String,
        pub state: String,
        pub scope: String,
        pub format: String,
        pub output: String,
        pub command: String,
        pub language: String,
        pub way: String,
        pub base: String,
        pub ours: String,
        pub theirs: String,
    }

    /// Headings over the commands.
    pub struct GroupWords {
        pub assessments: String,
        pub answering: String,
        pub results: String,
        pub packs: String,
        pub tool: String,
    }

    /// Labels of the parts of an error.
    pub struct LabelWords {
        pub error: String,
        pub warning: String,
        pub place: String,
        pub why: String,
        pub what_to_do: String,
    }

    /// What each argument and option is for.
    pub struct ArgumentWords {
        pub assessment: String,
        pub assessments: String,
        pub new_assessment: String,
        pub new_name: String,
        pub question: String,
        pub question_or_name: String,
        pub answer: String,
        pub command: String,
        pub import_file: String,
        pub restore_number: String,
        pub merge_base: String,
        pub merge_ours: String,
        pub merge_theirs: String,
        pub check_path: String,
        pub schema_output: String,
        pub entity: Template,
        pub role: String,
        pub flag: String,
        pub part: String,
        pub period: String,
        pub assessed_by: String,
        pub pack: String,
        pub pack_id: String,
        pub why: String,
        pub by_area: String,
        pub by_clause: String,
        pub by_enabler: String,
        pub by_goal: String,
        pub by_objective: String,
        pub by_regulation: String,
        pub by_text: String,
        pub by_open: String,
        pub by_unknown: String,
        pub by_review: String,
        pub by_no_evidence: String,
        pub by_stale: String,
        pub by_changed: String,
        pub by_owner: String,
        pub reason: String,
        pub evidence: String,
        pub date: String,
        pub keep_date: String,
        pub kind: String,
        pub review: String,
        pub scope: String,
        pub export_format: String,
        pub output: String,
        pub force: String,
        pub import_name: String,
        pub swap: String,
        pub dry_run: String,
        pub format: String,
        pub words: String,
        pub bom: String,
        pub language: String,
        pub config_dir: String,
        pub theme: String,
        pub bidi: String,
        pub help: String,
        pub version: String,
    }

    /// The words of the demonstration.
    pub struct DemoWords {
        pub name: Template,
        pub entity: String,
        pub no_folder: String,
        pub no_folder_do: String,
        pub not_removed: String,
        pub not_removed_do: String,
        pub over: String,
    }

    /// Output of a command that succeeded.
    pub struct DoneWords {
        pub created: Template,
        pub answered: Template,
        pub changed: Template,
        pub unchanged: Template,
        pub renamed: Template,
        pub deleted: Template,
        pub restored: Template,
        pub brought_back: Template,
        pub merged: Template,
        pub exported: Template,
        pub imported: Template,
        pub no_assessments: String,
        pub no_questions: String,
        /// The search with the most similar words: `command`.
        pub nearest_questions: Template,
        pub no_faults: Template,
        pub faults: Plural,
        pub more_faults: Plural,
        pub more_unreadable: Plural,
        pub more_unreadable_do: String,
        pub saved_in: String,
        pub next_steps: String,
        pub more_notes: Plural,
        pub every_figure: Template,
        pub go_on: Template,
    }

    /// Words of `mizan doctor`.
    pub struct DoctorWords {
        pub terminal: String,
        pub name: String,
        pub nameless: String,
        pub answers: String,
        pub no_answer: String,
        pub not_asked: String,
        pub around: String,
        pub size: String,
        pub colours: String,
        pub no_colours: String,
        pub true_colours: String,
        pub adapter: String,
        pub why: String,
        pub visual: String,
        pub explicit: String,
        pub mlterm: String,
        pub fence: String,
        pub inverse: String,
        pub kitty: String,
        pub logical: String,
        pub picture_test: String,
        pub has_switch: String,
        pub unknown: String,
        pub no_terminal: String,
        pub compare: String,
        pub joined: String,
        pub lam_alef: String,
        pub brackets: String,
        pub figures: String,
        pub advice: String,
        pub font: String,
        pub for_kitty: String,
        pub for_xterm: String,
        pub for_mlterm: String,
        pub for_putty: String,
        pub for_konsole: String,
        pub for_shared: String,
        pub unknown_and_silent: Template,
        pub requested: Template,
        pub inside: Template,
        pub known: Template,
        pub order: Template,
    }

    /// Names of the folders and files that `mizan paths` shows.
    pub struct PathWords {
        pub config: String,
        pub assessments: String,
        pub bin: String,
        pub backups: String,
        pub drafts: String,
        pub packs: String,
        pub themes: String,
        pub settings: String,
        pub terminals: String,
    }
}
