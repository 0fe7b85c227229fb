//! The table of actions: what the user can ask for, whichever key asks for it.
//!
//! The keys are in [`super::keymap`], the texts under `actions` in the messages. This file knows no view, and the screens
//! only as [`Destination`].

use super::screens::Destination;
use crate::i18n::Messages;
use crate::model::{EntryText, Level};

/// Defines [`Action`] from one row per action: its description, its name and payload, whether it `reads` or `writes`
/// the open assessment, and the key of its name in the messages, if it has one.
macro_rules! actions {
    ($($(#[$does:meta])* $name:ident $(($carried:ty))?: $access:ident $(, $word:literal)?;)*) => {
        /// Something that the user asks for. The front view decides how to do it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$does])* $name $(($carried))?,)*
        }

        impl Action {
            fn changes(self) -> bool {
                match self {
                    $(Self::$name { .. } => actions!(@ $access),)*
                }
            }

            /// Key of the name in the messages. `None` for a typed letter, and where the payload has the name.
            fn word(self) -> Option<&'static str> {
                match self {
                    $(Self::$name { .. } => actions!(@ word $($word)?),)*
                }
            }

            /// All keys of the table, for the test that compares them with the messages.
            #[cfg(test)]
            const WORDS: &[&str] = &[$($($word,)?)*];
        }
    };
    (@ reads) => { false };
    (@ writes) => { true };
    (@ word) => { None };
    (@ word $word:literal) => { Some($word) };
}

actions! {
    /// Moves to the row above.
    Up: reads, "up";
    /// Moves to the row below.
    Down: reads, "down";
    /// Moves a page up.
    PageUp: reads, "page_up";
    /// Moves a page down.
    PageDown: reads, "page_down";
    /// Moves to the first row.
    First: reads, "first";
    /// Moves to the last row.
    Last: reads, "last";
    /// Goes forward in reading order: to the next question, to the next choice.
    Forward: reads, "forward";
    /// Goes back in reading order.
    Backward: reads, "backward";
    /// Activates the selected row. The action that results may be one that writes.
    Enter: reads, "enter";
    /// Chooses the row with this number, counted from 1.
    Pick(u8): reads, "pick";
    /// Confirms a text or a form.
    Accept: reads, "accept";
    /// Answers a question of the program with yes. The action that results may be one that writes.
    Agree: reads, "agree";
    /// Leaves this screen or overlay.
    Back: reads, "back";
    /// Ends the program.
    Quit: reads, "quit";
    /// Shows the keys that are available.
    Help: reads, "help";
    /// Switches the interface to the other language.
    SwitchLanguage: reads, "switch_language";
    /// Stops the program until the shell continues it.
    Suspend: reads, "suspend";
    /// Lists all available actions.
    Palette: reads, "palette";
    /// Opens a screen, which says whether it writes.
    Open(Destination): reads;
    /// Searches for a question.
    Search: reads, "search";
    /// Lists the questions in a state, or of an owner.
    Filter: reads, "filter";
    /// Writes the open assessment with its results to a file for other programs.
    Export: reads, "export";
    /// Renames the selected assessment and its file.
    Rename: reads, "rename";
    /// Moves the selected assessment to the bin.
    Delete: reads, "delete";
    /// Imports an assessment from a file.
    Import: reads, "import";
    /// Raises the target of the selected area.
    RaiseTarget: writes, "raise_target";
    /// Lowers the target of the selected area.
    LowerTarget: writes, "lower_target";
    /// Takes the assessment over to the installed version of its questionnaire.
    TakeOver: writes, "take_over";
    /// Removes what is kept of the selected question that is no longer asked.
    RemoveGone: writes, "remove_gone";
    /// Goes to the next question that waits for an answer.
    NextOpen: reads, "next_open";
    /// Answers with the level whose printed digit was pressed.
    Answer(u8): writes, "answer";
    /// Answers with this level.
    Rate(Level): writes, "answer";
    /// Answers that the level is not known.
    Unknown: writes, "unknown";
    /// Answers that the question does not apply.
    NotApplicable: writes, "not_applicable";
    /// Removes the answer.
    Clear: writes, "clear";
    /// Edits a text of the question, such as its note.
    Write(EntryText): writes;
    /// Shows the evidence of the question, or the form for the first piece.
    Evidence: reads, "evidence";
    /// Edits the selected piece of evidence, or adds one.
    EditEvidence: writes, "enter";
    /// Marks the question for review, or removes the mark.
    Review: writes, "review";
    /// Shows clauses, links and why the question matters.
    Background: reads, "background";
    /// Shows how to rate.
    Rules: reads, "rules";
    /// Undoes the last change of the assessment.
    Undo: writes, "undo";
    /// Redoes the change that was undone last.
    Redo: writes, "redo";
    /// Marks the selected row, or removes its mark.
    Toggle: reads, "toggle";
    /// Moves to the other half of the screen.
    SwitchPart: reads, "switch_part";
    /// Puts what is compared into the other order.
    Swap: reads, "swap";
    /// Switches between the steps up to the target and all steps.
    RoadmapScope: reads, "roadmap_scope";
    /// Removes the selected piece of evidence.
    Remove: writes, "remove";
    /// Opens the text in the editor of the user's environment.
    EditOutside: reads, "edit_outside";
    /// Saves at once. After a failure, tries again.
    SaveNow: writes, "save_now";
    /// Saves a copy at another path.
    SaveElsewhere: reads, "save_elsewhere";
    /// Resolves a conflict with the user's version.
    TakeOurs: reads, "take_ours";
    /// Resolves a conflict with the version of the other program.
    TakeTheirs: reads, "take_theirs";
    /// Resolves the remaining conflicts like the last one.
    TakeForRest: reads, "take_for_rest";
    /// Types a letter.
    Type(char): reads;
    /// Types a line break.
    LineBreak: reads, "line_break";
    /// Removes the letter before the caret.
    EraseBefore: reads, "erase_before";
    /// Removes the letter after the caret.
    EraseAfter: reads, "erase_after";
    /// Removes the word before the caret.
    EraseWord: reads, "erase_word";
    /// Removes the line before the caret.
    EraseLine: reads, "erase_line";
    /// Removes the word after the caret.
    EraseWordAfter: reads, "erase_word_after";
    /// Removes the line after the caret.
    EraseLineAfter: reads, "erase_line_after";
    /// Moves the caret and clears the selection.
    Caret(CaretMove): reads;
    /// Moves the caret and extends the selection.
    Select(CaretMove): reads, "select";
    /// Selects the whole text.
    SelectAll: reads, "select_all";
    /// Copies the selection, or the content of the view without one.
    Copy: reads, "copy";
    /// Copies the selection and removes it.
    Cut: reads, "cut";
    /// Inserts the text of the clipboard.
    Paste: reads, "paste";
    /// Moves to the next field.
    NextField: reads, "next_field";
    /// Moves to the previous field.
    PreviousField: reads, "previous_field";
}

/// Defines [`CaretMove`] from one row per move: its description and the key of its name in the messages.
macro_rules! caret_moves {
    ($($(#[$goes:meta])* $name:ident: $word:literal;)*) => {
        /// A move of the caret in a field. Left and right are as seen on the screen, start and end as read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum CaretMove {
            $($(#[$goes])* $name,)*
        }

        impl CaretMove {
            fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            /// All keys of the table, for the test that compares them with the messages.
            #[cfg(test)]
            const WORDS: &[&str] = &[$($word,)*];
        }
    };
}

caret_moves! {
    /// One cell to the left.
    Left: "caret_left";
    /// One cell to the right.
    Right: "caret_right";
    /// To the word on the left.
    WordLeft: "word_left";
    /// To the word on the right.
    WordRight: "word_right";
    /// To the line above, in the same column.
    Up: "up";
    /// To the line below, in the same column.
    Down: "down";
    /// Up by the number of visible lines.
    PageUp: "page_up";
    /// Down by the number of visible lines.
    PageDown: "page_down";
    /// To the start of the line.
    LineStart: "caret_start";
    /// To the end of the line.
    LineEnd: "caret_end";
    /// To the start of the text.
    TextStart: "text_start";
    /// To the end of the text.
    TextEnd: "text_end";
}

impl Action {
    /// Whether it changes the open assessment or opens a form that does. Such actions are ignored while the assessment
    /// cannot be written.
    pub fn writes(self) -> bool {
        match self {
            Self::Open(destination) => destination.writes(),
            other => other.changes(),
        }
    }

    /// The action that selects where this one moves the caret. `None` if it does not move the caret.
    pub fn selecting(self) -> Option<Self> {
        Some(Self::Select(match self {
            Self::Caret(step) => step,
            Self::Up => CaretMove::Up,
            Self::Down => CaretMove::Down,
            Self::PageUp => CaretMove::PageUp,
            Self::PageDown => CaretMove::PageDown,
            _ => return None,
        }))
    }

    /// The same action for the pressed `digit`, if it depends on a digit.
    #[must_use]
    pub fn with_digit(self, digit: u8) -> Self {
        match self {
            Self::Answer(_) => Self::Answer(digit),
            Self::Pick(_) => Self::Pick(digit),
            other => other,
        }
    }

    /// Whether it is bound to digits.
    pub fn is_of_a_digit(self) -> bool {
        matches!(self, Self::Answer(_) | Self::Pick(_))
    }

    /// Its name in footer, help and palette. Empty for a typed letter.
    pub fn name(self, messages: &'static Messages) -> &'static str {
        self.id().map_or("", |word| messages.actions.name(word))
    }

    /// Its name in files, which is the key of its name in the messages. `None` for a typed letter.
    pub fn id(self) -> Option<&'static str> {
        match self {
            Self::Caret(step) => Some(step.word()),
            Self::Write(part) => Some(part.name()),
            Self::Open(destination) => Some(destination.word()),
            other => other.word(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::i18n::Language;

    #[test]
    fn the_messages_name_the_actions_of_the_table_and_no_others() {
        let own = [Action::WORDS, CaretMove::WORDS, Destination::WORDS].concat();
        let texts = EntryText::ALL.iter().map(|part| part.name());
        let table: BTreeSet<&str> = own.into_iter().chain(texts).collect();
        for language in Language::ALL {
            let named: BTreeSet<&str> = Messages::of(language).actions.keys().collect();
            assert_eq!(named, table, "{language:?}");
        }
    }
}
