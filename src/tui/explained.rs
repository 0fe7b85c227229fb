//! Which words each screen explains: in its help, and below the screen's own text until the user has gone on from it to
//! another screen once.

use super::{
    keymap::Context,
    view::{Command, Navigation},
    widgets::Row,
    workspace::Workspace,
};
use crate::report::terms::{self, ExplainedTerm};
use crate::theme::Role;

/// The words that the help of a place explains.
pub fn terms_of(context: Context) -> &'static [ExplainedTerm] {
    match context {
        Context::Overview => terms::OVERVIEW,
        Context::Interview => terms::QUESTION,
        Context::Results => terms::RESULTS,
        Context::Compare | Context::Comparison => terms::COMPARISON,
        Context::Roadmap => terms::ROADMAP,
        _ => &[],
    }
}

/// The rows about the words of a place that the user has not met yet; none if all are known.
pub fn first_met(workspace: &Workspace, context: Context) -> Vec<Row> {
    let unmet = terms_of(context).iter().filter(|term| !workspace.has_explained(**term));
    let rows: Vec<Row> =
        unmet.map(|term| Row::text(term.sentence(workspace.messages()), Role::Info)).collect();
    let gap = (!rows.is_empty()).then(Row::blank);
    gap.into_iter().chain(rows).collect()
}

/// Notes that the words of a place were met, if its commands leave it, and saves that.
pub fn noted<S>(
    workspace: &mut Workspace,
    context: Context,
    mut commands: Vec<Command<S>>,
) -> Vec<Command<S>> {
    let leaves = |command: &Command<S>| matches!(command, Command::Go(Navigation::Push(_) | Navigation::Pop));
    let terms = terms_of(context);
    let is_news = terms.iter().any(|term| !workspace.has_explained(*term));
    if is_news && commands.iter().any(leaves) {
        workspace.note_explained(terms);
        commands.push(Command::SaveSettings { is_announced: false });
    }
    commands
}
