//! Plans what to do next: steps towards the targets in phases, each with its reasons.
//!
//! First comes what must be found out, because the needs of an open question are unknown. Then follow the cheapest
//! steps to every target with everything they need, ordered by priority so that no step precedes its needs, and put
//! into phases of limited capacity (`docs/scoring.md`).
//!
//! The room is pure, so the same input always gives the same roadmap. It knows no screen, file or clock.

mod order;
mod phases;
mod select;
mod steps;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod laws;

use jiff::civil::Date;

use crate::model::{Assessment, Pack, Phase};
use crate::scoring::{Answers, Scorecard};

pub use select::Scope;
pub use steps::{FindOut, Priority, Roadmap, RoadmapPhase, RoadmapStep, StepId, Towards};

/// The options of a roadmap.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The steps to select.
    pub scope: Scope,
    /// Phases instead of the pack's, the soonest first; `None` takes those of the pack.
    pub phases: Option<Vec<Phase>>,
}

/// Makes the roadmap of an assessment, scored for the day `as_of`.
pub fn roadmap(pack: &Pack, assessment: &Assessment, as_of: Date, options: &Options) -> Roadmap {
    let answers = Answers::new(pack, assessment, as_of);
    let card = answers.score();
    planned(&answers, &card, assessment, options)
}

/// The same as [`roadmap`], if the score on the day `as_of` is already known.
pub fn roadmap_of(
    card: &Scorecard,
    pack: &Pack,
    assessment: &Assessment,
    as_of: Date,
    options: &Options,
) -> Roadmap {
    planned(&Answers::new(pack, assessment, as_of), card, assessment, options)
}

fn planned(answers: &Answers, card: &Scorecard, assessment: &Assessment, options: &Options) -> Roadmap {
    let selection = select::select(answers, card, options.scope);
    let find_out = select::find_out(answers, card, &selection, assessment);
    let steps = order::order(answers, card, &selection);
    let limits = options.phases.as_deref().unwrap_or(&answers.pack().manifest.phases);
    let now = card.levels();
    Roadmap { find_out, phases: phases::lay(answers, &now, steps, limits), now }
}
