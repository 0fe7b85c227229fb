//! The summary printed after the full screen is closed: the areas, the next steps, and where the answers are.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use super::arabic::{OutputStyle, SharedTerminal};
use super::print::Printer;
use super::print::page::{PrintedPiece, Term};
use super::{CommandContext, Failure};
use crate::bidi::{ltr_path, own};
use crate::explain::left_unsaved;
use crate::i18n::Messages;
use crate::report::{self, Edition, areas, notes};
use crate::roadmap::{Options, Roadmap, roadmap_of};
use crate::theme::Role;
use crate::tui::{Farewell, FarewellText, LeftAssessment};

/// Number of next steps in the summary.
const STEPS: usize = 3;

/// Prints the summary of the assessment that was open. Fails if the last changes are not in its file.
pub fn print(context: &mut CommandContext, left: &LeftAssessment) -> Result<(), Failure> {
    context.out.bytes(&left.farewell.summary)?;
    if let Some(outcome) = &left.set_aside {
        return Err(left_unsaved(&left.path, outcome, context.words).into());
    }
    Ok(context.out.bytes(&left.farewell.place)?)
}

/// The summary and the place of the answers, in bytes for the terminal.
pub fn text(farewell: &Farewell) -> FarewellText {
    let buffer = Buffer::default();
    let style = OutputStyle {
        presentation: farewell.presentation,
        symbols: farewell.symbols,
        terminal: SharedTerminal::sent_through(farewell.adapter),
    };
    let theme = farewell.theme.clone();
    let out = Box::new(buffer.clone());
    let mut out = Printer::for_later(out, farewell.language, theme, style, farewell.columns);
    let mut made = |write: fn(&mut Printer, &Farewell) -> io::Result<()>| {
        write(&mut out, farewell).and_then(|()| out.flush()).expect("memory takes every byte");
        buffer.0.take()
    };
    FarewellText { summary: made(write_summary), place: made(write_place) }
}

fn write_place(out: &mut Printer, farewell: &Farewell) -> io::Result<()> {
    // On its own line, because a path with Arabic letters has another direction than the sentence around it.
    let done = &Messages::of(farewell.language).commands.done;
    out.paragraph(Role::Muted, &done.saved_in, 0)?;
    out.paragraph(Role::Text, &ltr_path(farewell.path), 2)
}

fn write_summary(out: &mut Printer, farewell: &Farewell) -> io::Result<()> {
    let Farewell { pack, assessment, typed, as_of, card, .. } = farewell;
    let edition = Edition::new(pack, farewell.language).with_texts_in(farewell.code);
    let done = &Messages::of(farewell.language).commands.done;
    let told = notes::in_short(&edition, assessment, typed);
    out.table(&areas::table(&edition, &assessment.identity.name, card, told).in_words(&edition))?;
    out.blank()?;
    out.paragraph(Role::Heading, &done.next_steps, 0)?;
    let roadmap = roadmap_of(card, pack, assessment, *as_of, &Options::default());
    let steps = first_steps(&edition, &roadmap);
    if let Some(nothing) = report::progress::nothing_to_do(&edition, &roadmap) {
        out.paragraph(Role::Good, &nothing, 2)?;
    }
    out.page(&[PrintedPiece::Terms(steps)])?;
    out.blank()
}

/// The first steps of the roadmap's phases, followed by what has to be found out, up to [`STEPS`].
fn first_steps(edition: &Edition, roadmap: &Roadmap) -> Vec<Term> {
    let steps = roadmap.steps().map(|row| {
        let step = report::roadmap::step(edition, row);
        format!("{}: {}", own(&step.area_name), own(&step.step))
    });
    let findings = roadmap.find_out.iter().map(|row| {
        let found = report::roadmap::find_out(edition, row);
        if found.question.is_some() { format!("{} ({})", found.text, found.area_name) } else { found.text }
    });
    let numbered = steps.chain(findings).take(STEPS).zip(1..);
    numbered.map(|(meaning, number)| Term { term: number.to_string(), meaning }).collect()
}

/// Memory that a printer writes to.
#[derive(Clone, Default)]
struct Buffer(Rc<RefCell<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
