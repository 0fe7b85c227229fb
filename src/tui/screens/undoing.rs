//! Undo and redo, from any screen of the open assessment.

use crate::edit::Touched;
use crate::model::QuestionId;
use crate::tui::{action::Action, session::Session, view::Command, workspace::Workspace};

/// Undoes the last change, or redoes the last undone one. Returns the commands that save it, and its question if there
/// is one.
pub(super) fn undo_or_redo(
    action: Action,
    workspace: &mut Workspace,
    session: &mut Session,
) -> (Vec<Command<Session>>, Option<QuestionId>) {
    let words = &workspace.messages().screens.interview;
    let version_before = session.sheet().assessment().identity.pack.clone();
    let (touched, done, nothing) = if action == Action::Undo {
        (session.undo(), &words.undone, &words.nothing_to_undo)
    } else {
        (session.redo(), &words.redone, &words.nothing_to_redo)
    };
    let Some(touched) = touched else {
        workspace.status = Some(nothing.clone());
        return (Vec::new(), None);
    };
    let (topic, question) = match touched {
        Touched::Question(question) => {
            let (pack, assessment) = (session.sheet().pack(), session.sheet().assessment());
            let topic = workspace.edition(pack).topic_in(assessment, &question);
            (topic, pack.question(&question).is_some().then_some(question))
        }
        Touched::Details if session.sheet().assessment().identity.pack != version_before => {
            (Action::TakeOver.name(workspace.messages()).to_owned(), None)
        }
        Touched::Details => (words.header_changed.clone(), None),
    };
    workspace.status = Some(done.fill(&[("topic", &topic)]));
    (vec![Command::Save], question)
}
