//! The score of the whole, from its areas.
//!
//! It applies the same rule as an area does, with areas as parts. It reads no answer of a question.

use super::area::{self, ScoredArea};
use super::cheapest::Move;
use super::index::{self, Bounds, Index};
use super::next::{self, Raisable};
use super::rule::{self, Weighed};
use super::scorecard::{
    AreaLevel, AreaRaise, AreaState, GroupLevel, Levels, ReachedLevel, WholeScore, WholeWhy,
};
use super::{Answers, AreaScore, Raise};
use crate::model::{AreaId, Level, LevelRange};

/// The score of the areas at these indexes of the pack: of all for the whole, of some for a group.
pub(super) fn score(answers: &Answers, areas: &[ScoredArea], places: &[usize]) -> WholeScore {
    let scale = answers.pack().scale();
    let counted = CountedAreas::new(areas, places);
    let areas = || places.iter().map(|place| &areas[*place]);
    let parts = counted.parts(answers, |area| Some(area.claimed)).unwrap_or_default();
    let claimed = rule::range(scale, &parts);
    let confirmed = counted.parts(answers, |area| area.confirmed).map(|parts| rule::range(scale, &parts));
    let state = state(areas().map(|area| area.score.state));
    WholeScore {
        state,
        applicable: areas().map(|area| area.score.applicable).sum(),
        answered: areas().map(|area| area.score.answered).sum(),
        unknown: areas().map(|area| area.score.progress().unknown).sum(),
        outside_scale: areas().map(|area| area.score.progress().outside_scale).sum(),
        claimed,
        confirmed: confirmed.filter(|_| scale.confirms_from().is_some()),
        index: counted.bounds(answers).and_then(|bounds| bounds.index()),
        shares: area::shares(scale, &parts),
        why: why(answers, &counted, &parts, state, claimed),
    }
}

fn why(
    answers: &Answers,
    counted: &CountedAreas,
    parts: &[Weighed],
    state: AreaState,
    claimed: LevelRange,
) -> WholeWhy {
    let undecided =
        parts.iter().enumerate().filter(|(_, part)| claimed.low < claimed.high && part.low < part.high);
    let scale = answers.pack().scale();
    let level = claimed.high.next();
    let next = match state {
        AreaState::Started if scale.contains(level) => {
            next::next(scale, parts, level, &AreaSteps::new(answers, counted, level))
        }
        AreaState::Started | AreaState::NotStarted | AreaState::NotApplicable => None,
    };
    WholeWhy { open: undecided.map(|(part, _)| counted.id(part)).collect(), next }
}

/// The claimed levels of the areas, of their groups and of the whole.
pub(super) fn levels(answers: &Answers) -> Levels {
    let pack = answers.pack();
    let areas: Vec<_> = (0..pack.areas.len()).map(|place| area::reached(answers, place)).collect();
    let groups = pack.manifest.groups.iter().map(|group| GroupLevel {
        group: group.id.clone(),
        reached: reached(answers, &areas, &pack.places_of(group)),
    });
    let groups = groups.collect();
    let whole = reached(answers, &areas, &(0..areas.len()).collect::<Vec<_>>());
    let ids = pack.areas.iter().map(|area| area.id.clone());
    let areas = ids.zip(areas).map(|(area, (reached, _))| AreaLevel { area, reached });
    Levels { areas: areas.collect(), groups, whole }
}

/// The claimed level of the areas at these indexes of the pack.
fn reached(answers: &Answers, areas: &[(ReachedLevel, Bounds)], places: &[usize]) -> ReachedLevel {
    let known = || places.iter().map(|place| (*place, &areas[*place]));
    let applicable = || known().filter(|(_, (area, _))| area.state != AreaState::NotApplicable);
    let parts: Vec<_> = applicable().map(|(place, (area, _))| part(answers, place, area.claimed)).collect();
    let weight = |place: usize| answers.pack().areas[place].weight;
    let bounds = bounds(&applicable().map(|(place, (_, bounds))| (weight(place), bounds)));
    let state = state(known().map(|(_, (area, _))| area.state));
    next::reached(answers.pack().scale(), &parts, state, bounds.and_then(|bounds| bounds.index()))
}

/// The state, the claimed level and the index of the whole.
pub(super) fn summary(answers: &Answers) -> (AreaState, LevelRange, Option<Index>) {
    let known = &answers.pack().areas;
    let areas: Vec<_> = (0..known.len()).map(|place| area::summary(answers, place)).collect();
    let applicable =
        || areas.iter().enumerate().filter(|(_, (state, ..))| *state != AreaState::NotApplicable);
    let parts: Vec<_> = applicable().map(|(place, (_, claimed, _))| part(answers, place, *claimed)).collect();
    let bounds = bounds(&applicable().map(|(place, (.., bounds))| (known[place].weight, bounds)));
    let state = state(areas.iter().map(|(state, ..)| *state));
    (state, rule::range(answers.pack().scale(), &parts), bounds.and_then(|bounds| bounds.index()))
}

/// The areas that apply, by their index in the pack.
struct CountedAreas<'a> {
    areas: &'a [ScoredArea],
    places: Vec<usize>,
}

impl<'a> CountedAreas<'a> {
    fn new(areas: &'a [ScoredArea], places: &[usize]) -> Self {
        let applies = |place: &usize| areas[*place].score.state != AreaState::NotApplicable;
        Self { areas, places: places.iter().copied().filter(applies).collect() }
    }

    /// The areas as parts of the rule, with the level that `read` returns; `None` if it returns none for an area.
    fn parts(
        &self,
        answers: &Answers,
        read: impl Fn(&AreaScore) -> Option<LevelRange>,
    ) -> Option<Vec<Weighed>> {
        let part = |place: &usize| Some(part(answers, *place, read(&self.areas[*place].score)?));
        self.places.iter().map(part).collect()
    }

    /// The id of the area of a part.
    fn id(&self, part: usize) -> AreaId {
        self.areas[self.places[part]].score.area.clone()
    }

    fn bounds(&self, answers: &Answers) -> Option<Bounds> {
        let weighed = |place: &usize| (answers.pack().areas[*place].weight, &self.areas[*place].bounds);
        bounds(&self.places.iter().map(weighed))
    }
}

/// The bounds of the weighted mean over areas; `None` without one.
fn bounds<'a>(areas: &(impl Iterator<Item = (u32, &'a Bounds)> + Clone)) -> Option<Bounds> {
    let all = || areas.clone();
    Some(Bounds {
        value: index::mean(all().filter_map(|(weight, area)| Some((weight, area.value.as_ref()?)))),
        low: index::mean(all().map(|(weight, area)| (weight, &area.low)))?,
        high: index::mean(all().map(|(weight, area)| (weight, &area.high)))?,
    })
}

fn part(answers: &Answers, place: usize, level: LevelRange) -> Weighed {
    let weight = answers.pack().areas[place].weight;
    Weighed { weight, essential: false, low: level.low, high: level.high }
}

fn state(areas: impl Iterator<Item = AreaState>) -> AreaState {
    areas.fold(AreaState::NotApplicable, |whole, area| match (whole, area) {
        (AreaState::Started, _) | (_, AreaState::Started) => AreaState::Started,
        (AreaState::NotStarted, _) | (_, AreaState::NotStarted) => AreaState::NotStarted,
        _ => AreaState::NotApplicable,
    })
}

/// The areas that apply, each with the cheapest raises to a level and to the level below it.
struct AreaSteps<'a> {
    counted: &'a CountedAreas<'a>,
    level: Level,
    // Both are kept, because the search for the cheapest set asks for them again and again.
    ways: Vec<[Vec<Raise>; 2]>,
}

impl<'a> AreaSteps<'a> {
    fn new(answers: &Answers, counted: &'a CountedAreas, level: Level) -> Self {
        let way = |place: usize, to: Level| {
            let reached = counted.areas[place].score.claimed.high >= to;
            if reached { Vec::new() } else { area::cheapest(answers, place, to) }
        };
        let ways = counted.places.iter().map(|place| [way(*place, level.previous()), way(*place, level)]);
        Self { counted, level, ways: ways.collect() }
    }

    fn way(&self, part: usize, to: Level) -> &[Raise] {
        let [near, full] = &self.ways[part];
        if to == self.level { full } else { near }
    }
}

impl Raisable for AreaSteps<'_> {
    type Id = AreaId;
    type Raise = AreaRaise;

    fn id(&self, part: usize) -> AreaId {
        self.counted.id(part)
    }

    fn cost(&self, part: usize, to: Level) -> u32 {
        self.way(part, to).iter().map(|raise| raise.cost).sum()
    }

    fn raise(&self, Move { part, to }: Move) -> AreaRaise {
        let from = self.counted.areas[self.counted.places[part]].score.claimed.high;
        let raises = self.way(part, to).to_vec();
        AreaRaise { area: self.id(part), from, to, cost: self.cost(part, to), raises }
    }
}
