//! Steps that wait for one another in a circle.

use std::collections::HashMap;

use super::PackFile;
use crate::data::{PackFaultKind, PackFaults};
use crate::model::{Area, Level, Question, QuestionId};

/// Finds circles of steps, each reported once: a level of a question waits for its own level below and for the needs
/// of its step. The first level of a question waits for nothing.
pub(super) fn check(areas: &[PackFile<Area>], faults: &mut PackFaults) {
    let graph = Graph::new(areas);
    for circle in graph.circles() {
        graph.add_fault(&circle, faults);
    }
}

/// A level of a question that some step reaches.
struct LevelNode<'a> {
    area: &'a PackFile<Area>,
    index: usize,
    question: &'a Question,
    level: Level,
    waits_for: Vec<usize>,
}

struct Graph<'a> {
    nodes: Vec<LevelNode<'a>>,
}

/// A level on the way that is being walked.
struct WalkStep {
    node: usize,
    /// The next of the levels that it waits for.
    next: usize,
    /// How many levels from the beginning of the way up to this one stand in a circle that was found.
    in_circles: usize,
}

/// The circle that the way has closed, which goes from this place of it to its end.
fn circle(way: &mut [WalkStep], from: usize, in_circles: usize) -> Vec<usize> {
    let closed = way.iter_mut().skip(from).zip(in_circles + 1..);
    let mut nodes = Vec::new();
    for (step, in_circles) in closed {
        step.in_circles = in_circles;
        nodes.push(step.node);
    }
    nodes
}

#[derive(Clone, Copy, PartialEq)]
enum VisitState {
    New,
    /// On the way that is being walked, at this place of it.
    Walked(usize),
    Done,
}

impl<'a> Graph<'a> {
    fn new(areas: &'a [PackFile<Area>]) -> Self {
        let mut nodes = Vec::new();
        let mut known: HashMap<(&QuestionId, Level), usize> = HashMap::new();
        for area in areas {
            for (index, question) in area.content.questions.iter().enumerate() {
                for (_, level) in question.levels.iter().zip((1..=u8::MAX).map(Level)).skip(1) {
                    known.entry((&question.id, level)).or_insert(nodes.len());
                    nodes.push(LevelNode { area, index, question, level, waits_for: Vec::new() });
                }
            }
        }
        for node in &mut nodes {
            let below = (&node.question.id, node.level.previous());
            let step = node.question.step(node.level);
            let needs = step.into_iter().flat_map(|step| &step.needs).map(|(id, level)| (id, *level));
            node.waits_for =
                [below].into_iter().chain(needs).filter_map(|level| known.get(&level).copied()).collect();
        }
        Self { nodes }
    }

    /// Circles that share no level, in the order of the pack.
    fn circles(&self) -> Vec<Vec<usize>> {
        let mut states = vec![VisitState::New; self.nodes.len()];
        let mut circles = Vec::new();
        for start in 0..self.nodes.len() {
            if states[start] == VisitState::New {
                states[start] = VisitState::Walked(0);
                self.walk(vec![WalkStep { node: start, next: 0, in_circles: 0 }], &mut states, &mut circles);
            }
        }
        circles
    }

    /// Walks everything that the way leads to and that is new, and collects each circle met on it.
    fn walk(&self, mut way: Vec<WalkStep>, states: &mut [VisitState], circles: &mut Vec<Vec<usize>>) {
        while let Some(WalkStep { node, next, in_circles }) = way.last_mut() {
            let (in_circles, target) = (*in_circles, self.nodes[*node].waits_for.get(*next).copied());
            *next += 1;
            let Some(target) = target else {
                states[*node] = VisitState::Done;
                way.pop();
                continue;
            };
            match states[target] {
                VisitState::New => {
                    states[target] = VisitState::Walked(way.len());
                    way.push(WalkStep { node: target, next: 0, in_circles });
                }
                VisitState::Walked(from) => {
                    let before = from.checked_sub(1).map_or(0, |before| way[before].in_circles);
                    if before == in_circles {
                        circles.push(circle(&mut way, from, before));
                    }
                }
                VisitState::Done => {}
            }
        }
    }

    /// The fault stands at the first need of the circle, which starts there.
    fn add_fault(&self, circle: &[usize], faults: &mut PackFaults) {
        let after = |place: usize| &self.nodes[circle[(place + 1) % circle.len()]];
        let need_of = |place: usize| {
            let (node, next) = (&self.nodes[circle[place]], after(place));
            let step = node.question.step(node.level)?;
            (step.needs.get(&next.question.id) == Some(&next.level)).then_some((circle[place], place))
        };
        let (_, start) = (0..circle.len())
            .filter_map(need_of)
            .min()
            .expect("levels only fall without a need, so a circle has one");
        let levels = circle.iter().cycle().skip(start).take(circle.len());
        let levels = levels.map(|node| (self.nodes[*node].question.id.clone(), self.nodes[*node].level));
        let node = &self.nodes[circle[start]];
        let path = format!(
            "questions[{}].levels[{}].step.needs.{}",
            node.index,
            node.level.index(),
            after(start).question.id
        );
        node.area.add_fault(faults, path, PackFaultKind::Circle { levels: levels.collect() });
    }
}
