//! Finds steps that depend on one another in a circle, by a depth-first search that does not recurse.

use std::collections::HashMap;

use crate::data::pack_file::PackFile;
use crate::data::{PackFaultKind, PackFaults};
use crate::model::{Area, Level, Manifest, Question, QuestionId};

/// Reports each circle of steps once. A level of a question depends on the level below it and on the needs of its step;
/// the first level depends on no other.
pub(super) fn check(manifest: &Manifest, areas: &[PackFile<Area>], faults: &mut PackFaults) {
    let graph = Graph::new(manifest, areas);
    for circle in graph.circles() {
        graph.add_fault(&circle, faults);
    }
}

/// A level of a question, from the second up.
struct LevelNode<'a> {
    area: &'a PackFile<Area>,
    index: usize,
    question: &'a Question,
    level: Level,
    depends_on: Vec<usize>,
}

struct Graph<'a> {
    manifest: &'a Manifest,
    nodes: Vec<LevelNode<'a>>,
}

/// A level on the current path of the search.
struct PathStep {
    node: usize,
    /// Index of the next dependency to visit.
    next: usize,
    /// How many levels of the path, up to this one, are part of a reported circle.
    in_circles: usize,
}

/// The circle that closes at `path[from..]`. Marks its levels as part of a circle.
fn circle(path: &mut [PathStep], from: usize, in_circles: usize) -> Vec<usize> {
    let closed = path.iter_mut().skip(from).zip(in_circles + 1..);
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
    /// On the current path, at this index.
    OnPath(usize),
    Done,
}

impl<'a> Graph<'a> {
    fn new(manifest: &'a Manifest, areas: &'a [PackFile<Area>]) -> Self {
        let mut nodes = Vec::new();
        let mut known: HashMap<(&QuestionId, Level), usize> = HashMap::new();
        for area in areas {
            for (index, question) in area.content.questions.iter().enumerate() {
                for (_, level) in question.levels.iter().zip((1..=u8::MAX).map(Level)).skip(1) {
                    known.entry((&question.id, level)).or_insert(nodes.len());
                    nodes.push(LevelNode { area, index, question, level, depends_on: Vec::new() });
                }
            }
        }
        for node in &mut nodes {
            let below = (&node.question.id, node.level.previous());
            let step = node.question.step(node.level);
            let needs = step.into_iter().flat_map(|step| &step.needs);
            let needs = needs.filter_map(|(id, level)| Some((id, manifest.level(level)?)));
            node.depends_on =
                [below].into_iter().chain(needs).filter_map(|level| known.get(&level).copied()).collect();
        }
        Self { manifest, nodes }
    }

    /// Circles that share no level, in the order of the pack.
    fn circles(&self) -> Vec<Vec<usize>> {
        let mut states = vec![VisitState::New; self.nodes.len()];
        let mut circles = Vec::new();
        for start in 0..self.nodes.len() {
            if states[start] == VisitState::New {
                states[start] = VisitState::OnPath(0);
                self.search(
                    vec![PathStep { node: start, next: 0, in_circles: 0 }],
                    &mut states,
                    &mut circles,
                );
            }
        }
        circles
    }

    /// Searches from the end of `path` through all new levels, and collects each circle on it.
    fn search(&self, mut path: Vec<PathStep>, states: &mut [VisitState], circles: &mut Vec<Vec<usize>>) {
        while let Some(PathStep { node, next, in_circles }) = path.last_mut() {
            let (in_circles, target) = (*in_circles, self.nodes[*node].depends_on.get(*next).copied());
            *next += 1;
            let Some(target) = target else {
                states[*node] = VisitState::Done;
                path.pop();
                continue;
            };
            match states[target] {
                VisitState::New => {
                    states[target] = VisitState::OnPath(path.len());
                    path.push(PathStep { node: target, next: 0, in_circles });
                }
                VisitState::OnPath(from) => {
                    // Circles that share a level with a reported one are left out: repairing that one may resolve them
                    // too.
                    let before = from.checked_sub(1).map_or(0, |before| path[before].in_circles);
                    if before == in_circles {
                        circles.push(circle(&mut path, from, before));
                    }
                }
                VisitState::Done => {}
            }
        }
    }

    /// Reports the circle at its first need in the order of the pack, and starts the list of levels there.
    fn add_fault(&self, circle: &[usize], faults: &mut PackFaults) {
        let after = |place: usize| &self.nodes[circle[(place + 1) % circle.len()]];
        let need_of = |place: usize| {
            let (node, next) = (&self.nodes[circle[place]], after(place));
            let step = node.question.step(node.level)?;
            let needed = self.manifest.level(step.needs.get(&next.question.id)?);
            (needed == Some(next.level)).then_some((circle[place], place))
        };
        let (_, start) = (0..circle.len())
            .filter_map(need_of)
            .min()
            .expect("levels only fall without a need, so a circle has one");
        let levels = circle.iter().cycle().skip(start).take(circle.len());
        let levels = levels.map(|node| {
            let LevelNode { question, level, .. } = &self.nodes[*node];
            (question.id.clone(), self.manifest.scale.written(*level))
        });
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
