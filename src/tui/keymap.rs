//! The table of keys. Input, footer, help and palette read it.
//!
//! It maps keys to actions and knows no screen.

mod own;

pub use own::{KeyFault, with_own};

use super::{
    action::{Action, CaretMove},
    key::{Key, Pad},
    screens::Destination,
};
use crate::bidi::Direction;
use crate::model::EntryText;

/// A place in which keys have their own meanings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere except in fields.
    Everywhere,
    /// A screen without an overlay. Keys that open other screens belong here, because an overlay would hide the new
    /// screen.
    Screen,
    /// Any list of rows.
    Rows,
    /// A field.
    Typing,
    /// A field with several lines.
    Writing,
    /// The list of assessments.
    Home,
    /// Name, organisation, profile and scope of an assessment.
    Details,
    /// The list of areas.
    Overview,
    /// The screen of one question.
    Interview,
    /// Scores and reasons.
    Results,
    /// What another version of the questionnaire changed.
    Versions,
    /// The same with rows to choose from.
    Changes,
    /// The same where the assessment can be taken over.
    TakingOver,
    /// The same with a question selected that is no longer asked.
    Gone,
    /// The choice of assessments to compare.
    Compare,
    /// The table of a comparison of several assessments.
    Comparison,
    /// The same with more notes than fit below it.
    LongNotes,
    /// The next steps.
    Roadmap,
    /// What the questionnaire says besides its questions.
    About,
    /// Language, theme and the like.
    Settings,
    /// A list of which one row is chosen.
    Choosing,
    /// The same with rows that are also chosen by their number.
    Numbered,
    /// The evidence of a question.
    EvidenceList,
    /// The list of files from which an assessment can be restored.
    BringBack,
    /// A field that filters the rows below it.
    Picking,
    /// The list of keys.
    Help,
    /// A page of text.
    Reading,
    /// A question that is answered yes or no.
    Confirm,
    /// A row of a form that is no field.
    Form,
    /// A conflict between two versions.
    Deciding,
    /// The dialog about an unsaved change.
    Unsaved,
}

/// Whether a binding is shown outside the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prominence {
    /// In the footer before all others, and in the help.
    Always,
    /// In the footer, if there is room, and in the help. The table has the most important one first.
    Footer,
    /// In the help only.
    Help,
}

/// Keys and their action in a context.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where the keys are valid.
    pub context: Context,
    /// Keys with the same action. The footer prints the first.
    pub keys: &'static [Key],
    /// The action that they trigger.
    pub action: Action,
    /// Whether and when the footer shows it.
    pub prominence: Prominence,
}

const fn always(context: Context, keys: &'static [Key], action: Action) -> Binding {
    Binding { context, keys, action, prominence: Prominence::Always }
}

const fn footer(context: Context, keys: &'static [Key], action: Action) -> Binding {
    Binding { context, keys, action, prominence: Prominence::Footer }
}

const fn help(context: Context, keys: &'static [Key], action: Action) -> Binding {
    Binding { context, keys, action, prominence: Prominence::Help }
}

/// All bindings, in the order of footer and help: of each context the most important ones first.
///
/// `b` is not bound, because its key types two letters on an Arabic keyboard. Capitals are not bound, because Caps Lock
/// is ignored.
pub const BINDINGS: &[Binding] = {
    use Context as C;
    use Key as K;
    &[
        help(C::Rows, &[K::Up, K::Char('k')], Action::Up),
        help(C::Rows, &[K::Down, K::Char('j')], Action::Down),
        help(C::Rows, &[K::PageUp], Action::PageUp),
        help(C::Rows, &[K::PageDown], Action::PageDown),
        help(C::Rows, &[K::Home], Action::First),
        help(C::Rows, &[K::End], Action::Last),
        help(C::Rows, &[K::Enter], Action::Enter),
        footer(C::Home, &[K::Char('n')], Action::Open(Destination::New)),
        footer(C::Home, &[K::Char('v')], Action::Open(Destination::Compare)),
        footer(C::Home, &[K::Char('r')], Action::Rename),
        footer(C::Home, &[K::Char('d'), K::Delete], Action::Delete),
        footer(C::Home, &[K::Char('i')], Action::Import),
        footer(C::Overview, &[K::Char('o')], Action::NextOpen),
        footer(C::Overview, &[K::Char('r')], Action::Open(Destination::Results)),
        footer(C::Overview, &[K::Char('p')], Action::Open(Destination::Roadmap)),
        footer(C::Overview, &[K::Char('v')], Action::Open(Destination::Compare)),
        footer(C::Overview, &[K::Char('l')], Action::Open(Destination::Chart)),
        footer(C::Overview, &[K::Char('f')], Action::Filter),
        footer(C::Overview, &[K::Char('d')], Action::Open(Destination::Details)),
        help(C::Overview, &[K::Char('c')], Action::Open(Destination::Versions)),
        help(C::Overview, &[K::Char('+'), K::Char('=')], Action::RaiseTarget),
        help(C::Overview, &[K::Char('-')], Action::LowerTarget),
        help(C::Overview, &[K::Char('z'), K::F(8)], Action::Undo),
        help(C::Overview, &[K::Char('g'), K::F(9)], Action::Redo),
        help(C::Overview, &[K::Char('x')], Action::Export),
        help(C::Overview, &[K::Char('i')], Action::Open(Destination::About)),
        footer(C::Interview, &[K::Digit], Action::Answer(0)),
        footer(C::Interview, &[K::Forward, K::Tab], Action::Forward),
        footer(C::Interview, &[K::Char('e')], Action::Evidence),
        footer(C::Interview, &[K::Char('n')], Action::Write(EntryText::Note)),
        footer(C::Interview, &[K::Char('u')], Action::Unknown),
        footer(C::Interview, &[K::Char('o')], Action::NextOpen),
        footer(C::Interview, &[K::Char('x')], Action::NotApplicable),
        footer(C::Interview, &[K::Char('a')], Action::Write(EntryText::Owner)),
        footer(C::Interview, &[K::Char('m')], Action::Review),
        footer(C::Interview, &[K::Char('w')], Action::Background),
        help(C::Interview, &[K::Backward, K::BackTab], Action::Backward),
        help(C::Interview, &[K::Char('c'), K::Delete], Action::Clear),
        help(C::Interview, &[K::Char('r')], Action::Rules),
        help(C::Interview, &[K::Char('f')], Action::Filter),
        help(C::Interview, &[K::Char('d')], Action::Open(Destination::Details)),
        help(C::Interview, &[K::Char('i')], Action::Open(Destination::About)),
        help(C::Interview, &[K::Char('z'), K::F(8)], Action::Undo),
        help(C::Interview, &[K::Char('g'), K::F(9)], Action::Redo),
        footer(C::Results, &[K::Enter], Action::Enter),
        footer(C::Results, &[K::Tab], Action::SwitchPart),
        footer(C::Results, &[K::Char('p')], Action::Open(Destination::Roadmap)),
        help(C::Results, &[K::Char('v')], Action::Open(Destination::Compare)),
        help(C::Results, &[K::Char('i')], Action::Open(Destination::About)),
        footer(C::Changes, &[K::Enter], Action::Enter),
        footer(C::TakingOver, &[K::Char('t')], Action::TakeOver),
        footer(C::Gone, &[K::Char('d'), K::Delete], Action::RemoveGone),
        footer(C::Versions, &[K::Char('v')], Action::Open(Destination::Compare)),
        help(C::Versions, &[K::Char('z'), K::F(8)], Action::Undo),
        help(C::Versions, &[K::Char('g'), K::F(9)], Action::Redo),
        footer(C::Compare, &[K::Char(' ')], Action::Toggle),
        footer(C::Compare, &[K::Enter], Action::Enter),
        footer(C::Comparison, &[K::Enter], Action::Enter),
        footer(C::Comparison, &[K::Forward], Action::Forward),
        footer(C::Comparison, &[K::Backward], Action::Backward),
        footer(C::Comparison, &[K::Char(' ')], Action::Swap),
        footer(C::LongNotes, &[K::PageDown], Action::PageDown),
        footer(C::Roadmap, &[K::Char('a')], Action::RoadmapScope),
        footer(C::Roadmap, &[K::Char('r')], Action::Open(Destination::Results)),
        help(C::Roadmap, &[K::Char('v')], Action::Open(Destination::Compare)),
        help(C::Roadmap, &[K::Char('i')], Action::Open(Destination::About)),
        footer(C::About, &[K::Enter], Action::Enter),
        footer(C::Details, &[K::Forward, K::Char(' ')], Action::Forward),
        help(C::Details, &[K::Backward], Action::Backward),
        help(C::Settings, &[K::Char(' ')], Action::Toggle),
        footer(C::Choosing, &[K::Enter], Action::Enter),
        help(C::Numbered, &[K::Digit], Action::Pick(0)),
        footer(C::EvidenceList, &[K::Char('d'), K::Delete], Action::Remove),
        always(C::EvidenceList, &[K::Esc], Action::Back),
        footer(C::BringBack, &[K::Enter], Action::Enter),
        always(C::BringBack, &[K::Esc], Action::Back),
        footer(C::Deciding, &[K::Char('m')], Action::TakeOurs),
        footer(C::Deciding, &[K::Char('t')], Action::TakeTheirs),
        footer(C::Deciding, &[K::Enter], Action::Accept),
        footer(C::Deciding, &[K::Char('a')], Action::TakeForRest),
        always(C::Deciding, &[K::Esc], Action::Back),
        help(C::Deciding, &[K::Forward], Action::Forward),
        help(C::Deciding, &[K::Backward], Action::Backward),
        footer(C::Unsaved, &[K::Char('r')], Action::SaveNow),
        footer(C::Unsaved, &[K::Char('e')], Action::SaveElsewhere),
        always(C::Unsaved, &[K::Esc, K::Enter], Action::Back),
        help(C::Reading, &[K::Up, K::Char('k')], Action::Up),
        help(C::Reading, &[K::Down, K::Char('j')], Action::Down),
        help(C::Reading, &[K::PageUp], Action::PageUp),
        help(C::Reading, &[K::PageDown, K::Char(' ')], Action::PageDown),
        help(C::Reading, &[K::Home], Action::First),
        help(C::Reading, &[K::End], Action::Last),
        footer(C::Reading, &[K::Char('y')], Action::Copy),
        always(C::Reading, &[K::Esc, K::Enter], Action::Back),
        footer(C::Confirm, &[K::Enter], Action::Agree),
        always(C::Confirm, &[K::Esc], Action::Back),
        footer(C::Form, &[K::Enter], Action::Accept),
        always(C::Form, &[K::Esc], Action::Back),
        footer(C::Picking, &[K::Enter], Action::Enter),
        footer(C::Writing, &[K::AltEnter, K::Ctrl('j')], Action::LineBreak),
        help(C::Writing, &[K::F(12), K::Ctrl('o')], Action::EditOutside),
        footer(C::Typing, &[K::Enter], Action::Accept),
        always(C::Typing, &[K::Esc], Action::Back),
        help(C::Typing, &[K::Left], Action::Caret(CaretMove::Left)),
        help(C::Typing, &[K::Right], Action::Caret(CaretMove::Right)),
        help(C::Typing, &[K::Control(Pad::Left)], Action::Caret(CaretMove::WordLeft)),
        help(C::Typing, &[K::Control(Pad::Right)], Action::Caret(CaretMove::WordRight)),
        help(C::Typing, &[K::Up], Action::Up),
        help(C::Typing, &[K::Down], Action::Down),
        help(C::Typing, &[K::PageUp], Action::PageUp),
        help(C::Typing, &[K::PageDown], Action::PageDown),
        help(C::Typing, &[K::Home, K::Ctrl('a')], Action::Caret(CaretMove::LineStart)),
        help(C::Typing, &[K::End, K::Ctrl('e')], Action::Caret(CaretMove::LineEnd)),
        help(C::Typing, &[K::Control(Pad::Home)], Action::Caret(CaretMove::TextStart)),
        help(C::Typing, &[K::Control(Pad::End)], Action::Caret(CaretMove::TextEnd)),
        help(C::Typing, &[K::Shift(Pad::Left)], Action::Select(CaretMove::Left)),
        help(C::Typing, &[K::F(4)], Action::SelectAll),
        help(C::Typing, &[K::F(5), K::Control(Pad::Insert)], Action::Copy),
        help(C::Typing, &[K::F(6), K::Ctrl('x'), K::Shift(Pad::Delete)], Action::Cut),
        help(C::Typing, &[K::F(7), K::Ctrl('v'), K::Shift(Pad::Insert)], Action::Paste),
        help(C::Typing, &[K::F(8), K::Ctrl('z')], Action::Undo),
        help(C::Typing, &[K::F(9), K::Ctrl('y')], Action::Redo),
        help(C::Typing, &[K::Backspace, K::Ctrl('h')], Action::EraseBefore),
        help(C::Typing, &[K::Delete], Action::EraseAfter),
        help(C::Typing, &[K::Ctrl('w'), K::Control(Pad::Backspace)], Action::EraseWord),
        help(C::Typing, &[K::Control(Pad::Delete)], Action::EraseWordAfter),
        help(C::Typing, &[K::Ctrl('u'), K::F(3)], Action::EraseLine),
        help(C::Typing, &[K::Ctrl('k'), K::ControlShift(Pad::Delete)], Action::EraseLineAfter),
        help(C::Typing, &[K::Tab], Action::NextField),
        help(C::Typing, &[K::BackTab], Action::PreviousField),
        help(C::Typing, &[K::F(10), K::Ctrl('c')], Action::Quit),
        always(C::Typing, &[K::F(1)], Action::Help),
        help(C::Typing, &[K::F(2)], Action::SwitchLanguage),
        help(C::Screen, &[K::Char('/')], Action::Search),
        help(C::Screen, &[K::Char(':'), K::Ctrl('p')], Action::Palette),
        help(C::Screen, &[K::Char('s')], Action::Open(Destination::Settings)),
        help(C::Screen, &[K::F(3), K::Ctrl('s')], Action::SaveNow),
        help(C::Everywhere, &[K::F(2)], Action::SwitchLanguage),
        always(C::Everywhere, &[K::Char('?'), K::F(1)], Action::Help),
        always(C::Everywhere, &[K::Esc], Action::Back),
        help(C::Everywhere, &[K::Char('y'), K::F(5), K::Control(Pad::Insert)], Action::Copy),
        footer(C::Everywhere, &[K::Char('q'), K::F(10), K::Ctrl('c')], Action::Quit),
        help(C::Everywhere, &[K::Ctrl('z')], Action::Suspend),
    ]
};

/// The bindings of a table in these contexts, nearest first. Bindings whose keys a nearer context uses are left out.
pub fn bindings(table: &'static [Binding], contexts: &[Context]) -> Vec<&'static Binding> {
    let mut out: Vec<&'static Binding> = Vec::new();
    for context in contexts {
        for binding in table.iter().filter(|binding| binding.context == *context) {
            let taken =
                |key: &Key| out.iter().any(|nearer| nearer.context != *context && nearer.keys.contains(key));
            if !binding.keys.iter().all(taken) {
                out.push(binding);
            }
        }
    }
    out
}

/// The action of a key in these contexts of a table, nearest first. `None` if the key is not bound there.
///
/// In a field a letter is typed as it is, and Shift with a caret key selects. Elsewhere a letter of the Arabic layout
/// counts as the Latin one of the same key, a capital as its small letter, and modifiers of movement keys are ignored.
pub fn action(table: &[Binding], key: Key, contexts: &[Context], direction: Direction) -> Option<Action> {
    let typing = contexts.contains(&Context::Typing);
    if typing && let Key::Char(letter) = key {
        return Some(Action::Type(letter));
    }
    let pressed = key.shortcut();
    let bound = |key| bound_to(table, key, contexts, direction);
    // A binding with the modifier comes first, such as Shift-Insert for pasting.
    bound(pressed).or_else(|| match pressed {
        Key::Shift(pad) if typing => bound(pad.alone()?)?.selecting(),
        Key::ControlShift(pad) if typing => bound(Key::Control(pad))?.selecting(),
        Key::Shift(pad) | Key::Control(pad) if !typing && moves_rows(pad) => bound(pad.alone()?),
        _ => None,
    })
}

fn bound_to(table: &[Binding], pressed: Key, contexts: &[Context], direction: Direction) -> Option<Action> {
    contexts.iter().find_map(|context| {
        let mut here = table.iter().filter(|binding| binding.context == *context);
        here.find_map(|binding| {
            let hit = binding.keys.iter().any(|bound| matches(*bound, pressed, direction));
            hit.then(|| pressed.digit().map_or(binding.action, |digit| binding.action.with_digit(digit)))
        })
    })
}

/// The first key of an action in a context of a table. `None` if it has none there.
pub fn first_key(table: &[Binding], context: Context, action: Action) -> Option<Key> {
    let mut here = table.iter().filter(|binding| binding.context == context);
    here.find(|binding| binding.action == action)?.keys.first().copied()
}

fn moves_rows(pad: Pad) -> bool {
    matches!(pad, Pad::Up | Pad::Down | Pad::Home | Pad::End | Pad::PageUp | Pad::PageDown)
}

fn matches(bound: Key, pressed: Key, direction: Direction) -> bool {
    match bound {
        Key::Digit => pressed.digit().is_some(),
        Key::Forward | Key::Backward => pressed == arrow(bound, direction),
        other => other == pressed,
    }
}

/// The arrow key for a binding of the reading direction.
pub fn arrow(bound: Key, direction: Direction) -> Key {
    match (bound, direction) {
        (Key::Forward, Direction::LeftToRight) | (Key::Backward, Direction::RightToLeft) => Key::Right,
        (Key::Backward, Direction::LeftToRight) | (Key::Forward, Direction::RightToLeft) => Key::Left,
        (other, _) => other,
    }
}

#[cfg(test)]
mod tests;
