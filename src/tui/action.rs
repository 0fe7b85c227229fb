//! What a person can ask for, whatever key asks for it.

use crate::i18n::Messages;

/// Something to do. Which screen or overlay does it depends on what is in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Onwards in reading order: the next question, the next choice.
    Forward,
    /// Back in reading order.
    Backward,
    /// Do what the selected row offers.
    Enter,
    /// Be done with a text or a question.
    Accept,
    /// Leave this screen or overlay.
    Back,
    /// Leave the program.
    Quit,
    /// Show the keys that work here.
    Help,
    /// Speak the other language.
    SwitchLanguage,
    /// Suspend the program, as a shell does.
    Suspend,
    /// Show every action of this place in a list.
    Palette,
    /// Look for a question.
    Search,
    /// Open the settings.
    Settings,
    /// Make an assessment.
    New,
    /// Give an assessment another name.
    Rename,
    /// Move an assessment to the bin.
    Delete,
    /// Take an assessment from a file.
    Import,
    /// Set assessments side by side.
    Compare,
    /// Scores and their reasons.
    Results,
    /// The next steps.
    Roadmap,
    /// Name, organisation, profile and scope.
    Details,
    /// Raise the target of the selected area.
    RaiseTarget,
    /// Lower the target of the selected area.
    LowerTarget,
    /// Go to the next question without an answer.
    NextOpen,
    /// Answer with the level whose digit was pressed.
    Answer(u8),
    /// Answer that nobody knows.
    Unknown,
    /// Answer that the question does not apply.
    NotApplicable,
    /// Take the answer back.
    Clear,
    /// Write a note.
    Note,
    /// Name evidence.
    Evidence,
    /// Say who knows or sees to it.
    Owner,
    /// Mark for review, or take the mark off.
    Review,
    /// Clauses, links and why it matters.
    Background,
    /// How to rate.
    Rules,
    /// Take back the last change.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Choose or unchoose the selected row.
    Toggle,
    /// To the other part of the screen.
    SwitchPart,
    /// Steps up to the target, or all steps.
    RoadmapScope,
    /// Remove the selected piece.
    Remove,
    /// Go on with a text in the person's own editor.
    EditOutside,
    /// Save at once, or try once more.
    SaveNow,
    /// Save a copy in another place.
    SaveElsewhere,
    /// Decide for our version.
    TakeOurs,
    /// Decide for the version of others.
    TakeTheirs,
    /// Decide for the rest as here.
    TakeForRest,
    /// A letter typed into a field.
    Type(char),
    /// A line break typed into a field.
    LineBreak,
    /// Remove the letter before the caret.
    EraseBefore,
    /// Remove the letter after the caret.
    EraseAfter,
    /// Remove the word before the caret.
    EraseWord,
    /// Remove the line before the caret.
    EraseLine,
    /// Remove the word behind the caret.
    EraseWordAfter,
    /// Remove the line behind the caret.
    EraseLineAfter,
    /// Move the caret.
    Caret(CaretMove),
    /// Move the caret and select what it passes over.
    Select(CaretMove),
    /// Select the whole text.
    SelectAll,
    /// Copy what is selected, or what is shown.
    Copy,
    /// Copy what is selected and remove it.
    Cut,
    /// Insert what was copied.
    Paste,
    /// To the next field.
    NextField,
    /// To the previous field.
    PreviousField,
}

/// Where the caret of a field goes. Left and right are meant as seen, start and end as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaretMove {
    /// One cell to the left.
    Left,
    /// One cell to the right.
    Right,
    /// To the word on the left.
    WordLeft,
    /// To the word on the right.
    WordRight,
    /// To the line above, in the same column.
    Up,
    /// To the line below.
    Down,
    /// As many lines up as are seen at once.
    PageUp,
    /// As many lines down.
    PageDown,
    /// To the start of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the start of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
}

impl CaretMove {
    fn name(self, messages: &'static Messages) -> &'static str {
        let actions = &messages.actions;
        match self {
            Self::Left => &actions.caret_left,
            Self::Right => &actions.caret_right,
            Self::WordLeft => &actions.word_left,
            Self::WordRight => &actions.word_right,
            Self::Up => &actions.up,
            Self::Down => &actions.down,
            Self::PageUp => &actions.page_up,
            Self::PageDown => &actions.page_down,
            Self::LineStart => &actions.caret_start,
            Self::LineEnd => &actions.caret_end,
            Self::TextStart => &actions.text_start,
            Self::TextEnd => &actions.text_end,
        }
    }
}

impl Action {
    /// The action that selects what this one moves the caret over; none for one that does not move it.
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

    /// What it is called in footer, help and palette; a typed letter has no name.
    pub fn name(self, messages: &'static Messages) -> &'static str {
        let actions = &messages.actions;
        match self {
            Self::Up => &actions.up,
            Self::Down => &actions.down,
            Self::PageUp => &actions.page_up,
            Self::PageDown => &actions.page_down,
            Self::First => &actions.first,
            Self::Last => &actions.last,
            Self::Forward => &actions.forward,
            Self::Backward => &actions.backward,
            Self::Enter => &actions.enter,
            Self::Accept => &actions.accept,
            Self::Back => &actions.back,
            Self::Quit => &actions.quit,
            Self::Help => &actions.help,
            Self::SwitchLanguage => &actions.switch_language,
            Self::Suspend => &actions.suspend,
            Self::Palette => &actions.palette,
            Self::Search => &actions.search,
            Self::Settings => &actions.settings,
            Self::New => &actions.new,
            Self::Rename => &actions.rename,
            Self::Delete => &actions.delete,
            Self::Import => &actions.import,
            Self::Compare => &actions.compare,
            Self::Results => &actions.results,
            Self::Roadmap => &actions.roadmap,
            Self::Details => &actions.details,
            Self::RaiseTarget => &actions.raise_target,
            Self::LowerTarget => &actions.lower_target,
            Self::NextOpen => &actions.next_open,
            Self::Answer(_) => &actions.answer,
            Self::Unknown => &actions.unknown,
            Self::NotApplicable => &actions.not_applicable,
            Self::Clear => &actions.clear,
            Self::Note => &actions.note,
            Self::Evidence => &actions.evidence,
            Self::Owner => &actions.owner,
            Self::Review => &actions.review,
            Self::Background => &actions.background,
            Self::Rules => &actions.rules,
            Self::Undo => &actions.undo,
            Self::Redo => &actions.redo,
            Self::Toggle => &actions.toggle,
            Self::SwitchPart => &actions.switch_part,
            Self::RoadmapScope => &actions.roadmap_scope,
            Self::Remove => &actions.remove,
            Self::EditOutside => &actions.edit_outside,
            Self::SaveNow => &actions.save_now,
            Self::SaveElsewhere => &actions.save_elsewhere,
            Self::TakeOurs => &actions.take_ours,
            Self::TakeTheirs => &actions.take_theirs,
            Self::TakeForRest => &actions.take_for_rest,
            Self::LineBreak => &actions.line_break,
            Self::EraseBefore => &actions.erase_before,
            Self::EraseAfter => &actions.erase_after,
            Self::EraseWord => &actions.erase_word,
            Self::EraseLine => &actions.erase_line,
            Self::EraseWordAfter => &actions.erase_word_after,
            Self::EraseLineAfter => &actions.erase_line_after,
            Self::Caret(step) => step.name(messages),
            Self::Select(_) => &actions.select,
            Self::SelectAll => &actions.select_all,
            Self::Copy => &actions.copy,
            Self::Cut => &actions.cut,
            Self::Paste => &actions.paste,
            Self::NextField => &actions.next_field,
            Self::PreviousField => &actions.previous_field,
            Self::Type(_) => "",
        }
    }
}
