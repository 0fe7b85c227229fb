//! The summary printed after the full screen is closed: how far the assessment is, the next steps, where the answers are,
//! and how to go on. It says as much as fits into the terminal, because its first lines would scroll away.

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
use crate::report::{self, Edition, notes, summary};
use crate::roadmap::{Options, Roadmap, roadmap_of};
use crate::shell;
use crate::theme::Role;
use crate::tui::{Farewell, FarewellText, LeftAssessment};

/// How much is said of what has any length.
#[derive(Clone, Copy)]
struct ContentShare {
    steps: usize,
    notes: usize,
}

/// The shares, the largest first. The first with which everything fits is printed, or else the last.
const SHARES: [ContentShare; 5] = [
    ContentShare { steps: 3, notes: usize::MAX },
    ContentShare { steps: 2, notes: usize::MAX },
    ContentShare { steps: 1, notes: usize::MAX },
    ContentShare { steps: 1, notes: 1 },
    ContentShare { steps: 0, notes: 1 },
];

/// The rows of the command that opened the full screen and of the prompt that follows.
const ROWS_AROUND: usize = 2;

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
    let edition = Edition::new(farewell.pack, farewell.language).with_texts_in(farewell.code);
    let told = FarewellContent::of(&edition, farewell);
    let (place, below) = printed(farewell, |out| write_place(out, farewell));
    let room = farewell.size.1.saturating_sub(ROWS_AROUND + below);
    let mut summary = Vec::new();
    for share in SHARES {
        let rows;
        (summary, rows) = printed(farewell, |out| told.write(out, share));
        if rows <= room {
            break;
        }
    }
    FarewellText { summary, place }
}

/// What is written, and the rows of the terminal that it takes.
fn printed(farewell: &Farewell, write: impl FnOnce(&mut Printer) -> io::Result<()>) -> (Vec<u8>, usize) {
    let buffer = Buffer::default();
    let style = OutputStyle {
        presentation: farewell.presentation,
        symbols: farewell.symbols,
        terminal: SharedTerminal::sent_through(farewell.adapter),
    };
    let (theme, out) = (farewell.theme.clone(), Box::new(buffer.clone()));
    let mut out = Printer::for_later(out, farewell.language, theme, style, farewell.size.0);
    write(&mut out).and_then(|()| out.flush()).expect("memory takes every byte");
    (buffer.0.take(), out.rows())
}

fn write_place(out: &mut Printer, farewell: &Farewell) -> io::Result<()> {
    let done = &Messages::of(farewell.language).commands.done;
    out.paragraph(Role::Muted, &done.saved_in, 0)?;
    out.whole(Role::Text, &ltr_path(farewell.path))?;
    let every_figure = shell::command(&["show"], [farewell.typed]);
    out.line(&done.every_figure.fill(&[("command", &every_figure)]))?;
    let go_on = shell::command(&["open"], [farewell.typed]);
    out.line(&done.go_on.fill(&[("command", &go_on)]))
}

/// What the summary says.
struct FarewellContent<'a> {
    edition: &'a Edition<'a>,
    farewell: &'a Farewell<'a>,
    facts: Vec<Term>,
    notes: Vec<String>,
    steps: Vec<Term>,
    /// That there is no step, and why.
    nothing_to_do: Option<String>,
}

impl<'a> FarewellContent<'a> {
    fn of(edition: &'a Edition<'a>, farewell: &'a Farewell<'a>) -> Self {
        let Farewell { pack, assessment, card, as_of, typed, .. } = farewell;
        let roadmap = roadmap_of(card, pack, assessment, *as_of, &Options::default());
        let facts = summary::lines(edition, card).into_iter();
        Self {
            edition,
            farewell,
            facts: facts.map(|line| Term { term: line.name, meaning: line.facts }).collect(),
            notes: notes::in_short(edition, assessment, typed),
            steps: steps(edition, &roadmap, SHARES[0].steps),
            nothing_to_do: report::progress::nothing_to_do(edition, &roadmap),
        }
    }

    fn write(&self, out: &mut Printer, share: ContentShare) -> io::Result<()> {
        let done = &self.edition.messages.commands.done;
        out.paragraph(Role::Heading, &self.farewell.assessment.identity.name, 0)?;
        out.page(&[PrintedPiece::Terms(self.facts.clone())])?;
        for note in self.notes.iter().take(share.notes) {
            out.paragraph(Role::Muted, note, 0)?;
        }
        let left_out = self.notes.len().saturating_sub(share.notes);
        if left_out > 0 {
            out.paragraph(Role::Muted, &done.more_notes.of(left_out), 0)?;
        }
        out.paragraph(Role::Muted, &self.edition.messages.common.unofficial_short, 0)?;
        out.blank()?;
        if let Some(nothing) = &self.nothing_to_do {
            out.paragraph(Role::Good, nothing, 0)?;
        } else if share.steps > 0 {
            out.paragraph(Role::Heading, &done.next_steps, 0)?;
            out.page(&[PrintedPiece::Terms(self.steps.iter().take(share.steps).cloned().collect())])?;
        } else {
            return Ok(());
        }
        out.blank()
    }
}

/// The first steps of the roadmap's phases, followed by what has to be found out.
fn steps(edition: &Edition, roadmap: &Roadmap, count: usize) -> Vec<Term> {
    let steps = roadmap.steps().map(|row| {
        let step = report::roadmap::step(edition, row);
        format!("{}: {}", own(&step.area_name), own(&step.step))
    });
    let findings = roadmap.find_out.iter().map(|row| {
        let found = report::roadmap::find_out(edition, row);
        if found.question.is_some() { format!("{} ({})", found.text, found.area_name) } else { found.text }
    });
    let numbered = steps.chain(findings).take(count).zip(1..);
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
