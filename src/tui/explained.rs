//! Which words each screen explains: in its help, and below the screen's own text until the user has gone on from it to
//! another screen once.

use std::cell::Cell;

use ratatui::layout::Rect;

use super::{
    action::Action,
    keymap::{self, Context},
    view::{Command, Navigation},
    widgets::{Canvas, List, Row, Viewport},
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
    if commands.iter().any(leaves) {
        commands.extend(noted_at_end(workspace, context));
    }
    commands
}

/// Notes that the words of a place were met, when the program ends there, and saves that.
pub fn noted_at_end<S>(workspace: &mut Workspace, context: Context) -> Vec<Command<S>> {
    let terms = terms_of(context);
    if terms.iter().all(|term| workspace.has_explained(*term)) {
        return Vec::new();
    }
    workspace.note_explained(terms);
    vec![Command::SaveSettings { is_announced: false }]
}

/// What a screen of figures says of its words in the room that its own text leaves: what they mean, or which key says it.
#[derive(Default)]
pub struct RestExplained {
    is_in_full: Cell<bool>,
}

impl RestExplained {
    /// Draws it into the rows of an area below the ones that are used.
    pub fn draw(
        &self,
        workspace: &Workspace,
        context: Context,
        canvas: &mut Canvas<'_>,
        area: Rect,
        used: usize,
    ) {
        let used = u16::try_from(used).unwrap_or(u16::MAX).min(area.height);
        let free = Rect { y: area.y + used, height: area.height - used, ..area };
        let mut rows: List<()> = List::new();
        for row in first_met(workspace, context) {
            rows.push(row);
        }
        let rows = rows.wrapped(canvas, free.width);
        let is_in_full = rows.height() <= usize::from(free.height);
        self.is_in_full.set(is_in_full);
        if is_in_full {
            rows.draw(canvas, free, &Viewport::default());
        } else if free.height > 0 {
            let line = Rect { y: free.bottom() - 1, height: 1, ..free };
            canvas.text(line, &pointer(workspace, context), Role::Info);
        }
    }

    /// The same as [`noted`], if the meaning was drawn.
    pub fn noted<S>(
        &self,
        workspace: &mut Workspace,
        context: Context,
        commands: Vec<Command<S>>,
    ) -> Vec<Command<S>> {
        if self.is_in_full.get() { noted(workspace, context, commands) } else { commands }
    }

    /// The same as [`noted_at_end`], if the meaning was drawn.
    pub fn noted_at_end<S>(&self, workspace: &mut Workspace, context: Context) -> Vec<Command<S>> {
        if self.is_in_full.get() { noted_at_end(workspace, context) } else { Vec::new() }
    }
}

/// The key that explains the words of a place that the user has not met yet.
fn pointer(workspace: &Workspace, context: Context) -> String {
    let messages = workspace.messages();
    let unmet = terms_of(context).iter().filter(|term| !workspace.has_explained(**term));
    let names: Vec<&str> = unmet.map(|term| term.name(messages)).collect();
    let names = names.join(&messages.common.list_separator);
    let key = keymap::first_key(Context::Everywhere, Action::Help).map(|key| key.to_string());
    messages.reports.terms.pointer.fill(&[("key", &key.unwrap_or_default()), ("terms", &names)])
}
