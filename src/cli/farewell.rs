//! The summary printed after the full screen is closed: the areas, the next steps, and where the answers are.

use super::form::{self, OutputForm};
use super::print::page::{PrintedPiece, Term};
use super::{CommandContext, Failure};
use crate::bidi::ltr_path;
use crate::explain::left_unsaved;
use crate::report::{self, areas};
use crate::roadmap::{Options, Roadmap, roadmap_of};
use crate::theme::Role;
use crate::tui::OpenAssessment;

/// Number of next steps in the summary.
const STEPS: usize = 3;

/// Prints the summary of the assessment that was open. Fails if the last changes are not in its file.
pub fn print(context: &mut CommandContext, open: &OpenAssessment) -> Result<(), Failure> {
    let OpenAssessment { pack, assessment, path, as_of, card, set_aside } = open;
    let edition = context.edition(pack);
    let done = &context.words.commands.done;
    form::print(
        &mut context.out,
        OutputForm::Screen,
        &edition,
        &[areas::table(&edition, &assessment.identity.name, card, assessment)],
    )?;
    context.out.blank()?;
    context.out.paragraph(Role::Heading, &done.next_steps, 0)?;
    let roadmap = roadmap_of(card, pack, assessment, *as_of, &Options::default());
    let steps = first_steps(&edition, &roadmap);
    if let Some(nothing) = report::progress::nothing_to_do(&edition, &roadmap) {
        context.out.paragraph(Role::Good, &nothing, 2)?;
    }
    context.out.page(&[PrintedPiece::Terms(steps)])?;
    context.out.blank()?;
    if let Some(outcome) = set_aside {
        return Err(left_unsaved(path, outcome, context.words).into());
    }
    // On its own line, because a path with Arabic letters has another direction than the sentence around it.
    context.out.paragraph(Role::Muted, &done.saved_in, 0)?;
    Ok(context.out.paragraph(Role::Text, &ltr_path(path), 2)?)
}

/// The first steps of the roadmap's phases, followed by what has to be found out, up to [`STEPS`].
fn first_steps(edition: &report::Edition, roadmap: &Roadmap) -> Vec<Term> {
    let steps = roadmap.steps().map(|row| {
        let step = report::roadmap::step(edition, row);
        format!("{}: {}", step.area_name, step.step)
    });
    let findings = roadmap.find_out.iter().map(|row| {
        let found = report::roadmap::find_out(edition, row);
        if found.question.is_some() { format!("{} ({})", found.text, found.area_name) } else { found.text }
    });
    let numbered = steps.chain(findings).take(STEPS).zip(1..);
    numbered.map(|(meaning, number)| Term { term: number.to_string(), meaning }).collect()
}
