//! An assessment in a few lines: how far it is answered, the level of the whole, and the level of each area.
//!
//! The table with every figure is [`super::areas`].

use super::{Edition, Value, figures, progress};
use crate::bidi::own;
use crate::model::{Lead, LevelRange};
use crate::scoring::{AreaState, Index, Scorecard, WholeScore};

/// A line of the summary.
pub struct SummaryLine {
    /// What it is about.
    pub name: String,
    /// The counts and levels.
    pub facts: String,
}

/// The lines. Areas and groups have one once an area is started.
pub fn lines(edition: &Edition, card: &Scorecard) -> Vec<SummaryLine> {
    let common = &edition.messages.common;
    let line = |name: &str, facts| SummaryLine { name: name.to_owned(), facts };
    let mut lines = vec![
        line(&common.answered, progress::counts(edition, card.whole.progress())),
        line(&common.overall, whole(edition, &card.whole)),
    ];
    if card.whole.state == AreaState::Started {
        let areas = card.areas.iter().map(|area| Summarised {
            name: edition.area(&area.area),
            state: area.state,
            claimed: area.claimed,
            index: area.index.as_ref(),
        });
        lines.push(line(&common.areas, parts(edition, &areas.collect::<Vec<_>>())));
        let groups = card.groups.iter().map(|known| {
            let WholeScore { state, claimed, index, .. } = &known.score;
            let name = edition.group(&known.group);
            Summarised { name, state: *state, claimed: *claimed, index: index.as_ref() }
        });
        if !card.groups.is_empty() {
            lines.push(line(
                &edition.messages.reports.background.groups,
                parts(edition, &groups.collect::<Vec<_>>()),
            ));
        }
    }
    lines
}

/// The level of the whole, its index and its confirmed level; the index first in a pack that leads with it.
fn whole(edition: &Edition, whole: &WholeScore) -> String {
    let common = &edition.messages.common;
    let level = Value::of_state(whole.state, whole.claimed).words(edition);
    let named = |name: &str, figure: String| format!("{name}: {figure}");
    let index = whole.index.as_ref().map(|index| named(&common.index, figures::index(edition, index)));
    let confirmed = whole.confirmed.filter(|_| whole.state == AreaState::Started);
    let confirmed = confirmed.map(|range| named(&common.confirmed, figures::level(edition, range)));
    let figures = match (edition.pack.manifest.lead, index) {
        (Lead::Index, Some(index)) => [Some(index), Some(named(&common.level, level))],
        (_, index) => [Some(level), index],
    };
    edition.messages.facts(figures.into_iter().flatten().chain(confirmed))
}

/// A part of the whole with its level.
struct Summarised<'a> {
    name: String,
    state: AreaState,
    claimed: LevelRange,
    index: Option<&'a Index>,
}

/// Each started part with the figure that the pack leads with, and how many parts are not started or do not apply.
fn parts(edition: &Edition, parts: &[Summarised]) -> String {
    let words = &edition.messages.reports.progress;
    let number = |state| parts.iter().filter(|part| part.state == state).count();
    let counts = [
        (&words.not_started, number(AreaState::NotStarted)),
        (&words.not_applicable, number(AreaState::NotApplicable)),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0).map(|(words, count)| words.of(count));
    let started = parts.iter().filter(|part| part.state == AreaState::Started);
    let started = started.map(|part| format!("{} {}", own(&part.name), figure(edition, part)));
    edition.messages.facts(started.chain(counts))
}

fn figure(edition: &Edition, part: &Summarised) -> String {
    match (edition.pack.manifest.lead, part.index) {
        (Lead::Index, Some(index)) => index.value.printed(edition.pack.scale().decimals),
        _ => figures::level(edition, part.claimed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Assessment;
    use crate::report::{example, format::plain_text};

    fn shown(edition: &Edition, assessment: &Assessment) -> String {
        let card = example::scored(edition.pack, assessment);
        let plain = |line: SummaryLine| format!("{}: {}\n", line.name, plain_text(&line.facts));
        lines(edition, &card).into_iter().map(plain).collect()
    }

    #[test]
    fn the_summary_names_what_is_started_and_counts_the_rest() {
        let (pack, grouped) = (example::pack(), example::grouped());
        let new = crate::sample::assessment(&grouped, "- - - - - - - -");
        let started = crate::sample::assessment(&grouped, "4 3 2 2 n/a n/a - -");
        for language in crate::i18n::Language::ALL {
            let all = [(&pack, &example::assessment(&pack)), (&grouped, &started), (&grouped, &new)];
            let all = all.map(|(pack, assessment)| shown(&Edition::new(pack, language), assessment));
            insta::assert_snapshot!(format!("summary-{}", language.code()), all.join("\n"));
        }
    }
}
