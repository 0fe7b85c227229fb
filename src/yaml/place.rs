//! Positions of values in a file, by path.

use std::{collections::HashMap, fmt};

/// A position in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Place {
    /// The start of a file.
    pub const START: Self = Self { line: 1, column: 1 };

    pub(super) fn new(line: usize, column: usize) -> Self {
        let small = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self { line: small(line), column: small(column) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.line, self.column)
    }
}

/// The position of each value of a file: of its key for an entry of a map, of the item itself for an item of a list.
///
/// A path looks like `answers.cloud-q2.evidence[0].text`. The empty path is the whole file.
#[derive(Debug, Clone)]
pub struct Places {
    nodes: Vec<PlaceNode>,
    is_nothing: bool,
}

#[derive(Debug, Clone)]
struct PlaceNode {
    place: Place,
    inside: Inside,
}

#[derive(Debug, Clone)]
enum Inside {
    Nothing,
    /// A text that is not empty.
    Word,
    Items(Vec<usize>),
    Entries(HashMap<Box<str>, usize>),
}

impl Default for Places {
    fn default() -> Self {
        Self { nodes: vec![PlaceNode { place: Place::START, inside: Inside::Nothing }], is_nothing: false }
    }
}

impl Places {
    pub(super) const ROOT: usize = 0;

    /// The position of `path`, or of its nearest parent that exists.
    pub fn at(&self, path: &str) -> Place {
        self.nodes[self.find(Self::ROOT, path).0].place
    }

    /// The position of `path`; `None` if there is no such value.
    pub fn exact(&self, path: &str) -> Option<Place> {
        let (node, left) = self.find(Self::ROOT, path);
        (left == 0).then(|| self.nodes[node].place)
    }

    /// The keys of the map at `path`, in the order of the file. Empty if there is no map.
    pub fn keys(&self, path: &str) -> Vec<&str> {
        let (node, left) = if path.is_empty() { (Self::ROOT, 0) } else { self.find(Self::ROOT, path) };
        let Inside::Entries(entries) = &self.nodes[node].inside else { return Vec::new() };
        if left > 0 {
            return Vec::new();
        }
        let mut keys: Vec<_> = entries.iter().collect();
        keys.sort_by_key(|(_, node)| **node);
        keys.into_iter().map(|(key, _)| &**key).collect()
    }

    /// Whether the file contains no value at all.
    pub(super) fn is_nothing(&self) -> bool {
        self.is_nothing
    }

    pub(super) fn set_nothing(&mut self) {
        self.is_nothing = true;
    }

    /// Records that the value is written out.
    pub(super) fn set_written(&mut self, node: usize) {
        self.nodes[node].inside = Inside::Word;
    }

    /// Whether the value is written out. In `a:` it is not, in `a: ~` it is.
    pub(super) fn is_written(&self, node: usize) -> bool {
        !matches!(self.nodes[node].inside, Inside::Nothing)
    }

    /// The position of a node.
    pub(super) fn of(&self, node: usize) -> Place {
        self.nodes[node].place
    }

    /// The node of an item of a list.
    pub(super) fn item(&self, list: usize, index: usize) -> Option<usize> {
        match &self.nodes[list].inside {
            Inside::Items(items) => items.get(index).copied(),
            _ => None,
        }
    }

    /// The node of an entry of a map.
    pub(super) fn entry(&self, map: usize, key: &str) -> Option<usize> {
        match &self.nodes[map].inside {
            Inside::Entries(entries) => entries.get(key).copied(),
            _ => None,
        }
    }

    pub(super) fn add_item(&mut self, parent: usize, place: Place) -> usize {
        let child = self.add(place);
        match &mut self.nodes[parent].inside {
            Inside::Items(items) => items.push(child),
            inside => *inside = Inside::Items(vec![child]),
        }
        child
    }

    /// Adds an entry. Returns `None` if the map already has the key.
    pub(super) fn add_entry(&mut self, parent: usize, key: &str, place: Place) -> Option<usize> {
        let child = self.nodes.len();
        match &mut self.nodes[parent].inside {
            Inside::Entries(entries) if entries.contains_key(key) => return None,
            Inside::Entries(entries) => {
                entries.insert(key.into(), child);
            }
            inside => *inside = Inside::Entries(HashMap::from([(key.into(), child)])),
        }
        Some(self.add(place))
    }

    fn add(&mut self, place: Place) -> usize {
        self.nodes.push(PlaceNode { place, inside: Inside::Nothing });
        self.nodes.len() - 1
    }

    /// The deepest node along `path`, and the number of remaining bytes of the path.
    ///
    /// A key may contain dots and brackets, so every way to split the path is tried.
    fn find(&self, node: usize, path: &str) -> (usize, usize) {
        let here = (node, path.len());
        let found = match &self.nodes[node].inside {
            Inside::Nothing | Inside::Word => None,
            Inside::Items(items) => {
                let index = path.strip_prefix('[').and_then(|rest| rest.split_once(']'));
                index
                    .and_then(|(index, rest)| Some((*items.get(index.parse::<usize>().ok()?)?, rest)))
                    .map(|(child, rest)| self.find(child, rest))
            }
            Inside::Entries(entries) => {
                let path = path.strip_prefix('.').unwrap_or(path);
                let ends = path.match_indices(['.', '[']).map(|(end, _)| end).chain([path.len()]);
                ends.take_while(|end| *end <= super::Limits::KEY)
                    .filter_map(|end| path.split_at_checked(end))
                    .filter_map(|(key, rest)| Some(self.find(*entries.get(key)?, rest)))
                    .min_by_key(|(_, left)| *left)
            }
        };
        found.unwrap_or(here)
    }
}
