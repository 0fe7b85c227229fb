//! Which words each screen explains: in its help, and below the screen's own text until the user has gone on from it to
//! another screen once.

use std::cell::RefCell;

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
    rows_about(workspace, &unmet(workspace, terms_of(context)))
}

fn unmet(workspace: &Workspace, terms: &[ExplainedTerm]) -> Vec<ExplainedTerm> {
    terms.iter().filter(|term| !workspace.has_explained(**term)).copied().collect()
}

fn rows_about(workspace: &Workspace, terms: &[ExplainedTerm]) -> Vec<Row> {
    let row = |term: &ExplainedTerm| Row::text(term.sentence(workspace.messages()), Role::Info);
    let gap = (!terms.is_empty()).then(Row::blank);
    gap.into_iter().chain(terms.iter().map(row)).collect()
}

/// Notes that the words of a place were met, if its commands leave it, and saves that.
pub fn noted<S>(workspace: &mut Workspace, context: Context, commands: Vec<Command<S>>) -> Vec<Command<S>> {
    noted_if_left(workspace, terms_of(context), commands)
}

fn noted_if_left<S>(
    workspace: &mut Workspace,
    terms: &[ExplainedTerm],
    mut commands: Vec<Command<S>>,
) -> Vec<Command<S>> {
    let leaves = |command: &Command<S>| {
        matches!(command, Command::Go(Navigation::Push(_) | Navigation::Replace(_) | Navigation::Pop))
    };
    if commands.iter().any(leaves) {
        commands.extend(note(workspace, terms));
    }
    commands
}

fn note<S>(workspace: &mut Workspace, terms: &[ExplainedTerm]) -> Vec<Command<S>> {
    if unmet(workspace, terms).is_empty() {
        return Vec::new();
    }
    workspace.note_explained(terms);
    vec![Command::SaveSettings { is_announced: false }]
}

/// What a screen of figures says of its words in the room that its own text leaves: what they mean, or which key says it.
#[derive(Default)]
pub struct RestExplained {
    /// The words whose meaning is on the screen.
    explained: RefCell<Vec<ExplainedTerm>>,
}

impl RestExplained {
    /// Draws it for the words that the screen shows, into the rows of an area below the ones that are used. Returns how many
    /// rows are used with it.
    pub fn draw(
        &self,
        workspace: &Workspace,
        shown: &[ExplainedTerm],
        canvas: &mut Canvas<'_>,
        area: Rect,
        used: usize,
    ) -> usize {
        let unmet = unmet(workspace, shown);
        let used = u16::try_from(used).unwrap_or(u16::MAX).min(area.height);
        let free = Rect { y: area.y + used, height: area.height - used, ..area };
        let mut rows: List<()> = List::new();
        for row in rows_about(workspace, &unmet) {
            rows.push(row);
        }
        let rows = rows.wrapped(canvas, free.width);
        let is_in_full = rows.height() <= usize::from(free.height);
        let height = rows.height();
        if is_in_full {
            rows.draw(canvas, free, &Viewport::default());
        } else if free.height > 0 {
            let line = Rect { y: free.bottom() - 1, height: 1, ..free };
            canvas.text(line, &pointer(workspace, &unmet), Role::Info);
        }
        self.explained.replace(if is_in_full { unmet } else { Vec::new() });
        usize::from(if is_in_full { used + u16::try_from(height).unwrap_or_default() } else { area.height })
    }

    /// Notes that the words were met whose meaning is on the screen, if the commands leave it, and saves that.
    pub fn noted<S>(&self, workspace: &mut Workspace, commands: Vec<Command<S>>) -> Vec<Command<S>> {
        noted_if_left(workspace, &self.explained.borrow(), commands)
    }
}

/// The key that explains words.
fn pointer(workspace: &Workspace, terms: &[ExplainedTerm]) -> String {
    let messages = workspace.messages();
    let names: Vec<&str> = terms.iter().map(|term| term.name(messages)).collect();
    let names = names.join(&messages.common.list_separator);
    let key =
        keymap::first_key(workspace.keymap, Context::Everywhere, Action::Help).map(|key| key.to_string());
    messages.reports.terms.pointer.fill(&[("key", &key.unwrap_or_default()), ("terms", &names)])
}
