//! A file as a tree whose parts can be replaced.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_yaml::Value;

use super::{Place, Places, message};

/// A value of a file, or what was put in its place.
pub(super) struct Tree {
    /// Where it stands: for an entry of a map its key, for an item of a list the item.
    pub(super) place: Place,
    pub(super) content: Content,
    /// How many fillings were put here because the file's own value was wrong or missing.
    pub(super) fillings: usize,
}

pub(super) enum Content {
    /// Nothing is written.
    Nothing,
    /// Neither a list nor a map.
    Scalar(Value),
    List(Vec<Tree>),
    Map(IndexMap<String, TreeEntry>),
}

/// An entry of a map, with the key as YAML reads it.
pub(super) struct TreeEntry {
    pub(super) key: Tree,
    pub(super) value: Tree,
}

impl Tree {
    /// The tree of a file, each value with its place.
    pub(super) fn new(value: Value, places: &Places) -> Self {
        Self::at_node(value, places, Some(Places::ROOT), Place::START)
    }

    /// A value that stands in no file; `place` is that of what it stands for.
    pub(super) fn filling(value: Value, place: Place) -> Self {
        let places = Places::default();
        Self { fillings: 1, ..Self::at_node(value, &places, None, place) }
    }

    fn at_node(value: Value, places: &Places, node: Option<usize>, around: Place) -> Self {
        let place = node.map_or(around, |node| places.of(node));
        let child = |value, node| Self::at_node(value, places, node, place);
        let content = match value {
            Value::Null if node.is_some_and(|node| !places.is_written(node)) => Content::Nothing,
            Value::Sequence(items) => {
                let item = |(index, item)| child(item, node.and_then(|node| places.item(node, index)));
                Content::List(items.into_iter().enumerate().map(item).collect())
            }
            Value::Mapping(entries) => {
                let entry = |(key, value)| {
                    let name = name_of(&key);
                    let value = child(value, node.and_then(|node| places.entry(node, &name)));
                    let key = Self { place: value.place, content: Content::Scalar(key), fillings: 0 };
                    (name, TreeEntry { key, value })
                };
                Content::Map(entries.into_iter().map(entry).collect())
            }
            Value::Tagged(tagged) => return child(tagged.value, node),
            scalar => Content::Scalar(scalar),
        };
        Self { place, content, fillings: 0 }
    }

    /// The value on this way, which counts the items and entries that lead to it.
    pub(super) fn at(&mut self, way: &[usize]) -> Option<&mut Self> {
        let Some((index, rest)) = way.split_first() else { return Some(self) };
        match &mut self.content {
            Content::List(items) => items.get_mut(*index)?.at(rest),
            Content::Map(entries) => entries.get_index_mut(*index)?.1.value.at(rest),
            Content::Nothing | Content::Scalar(_) => None,
        }
    }

    /// The path of the value on this way, and whether it lies in something that does not stand in the file.
    pub(super) fn path(&self, way: &[usize]) -> (String, bool) {
        let (mut tree, mut path, mut made_up) = (self, String::new(), self.fillings > 0);
        for index in way {
            let child = match &tree.content {
                Content::List(items) => items.get(*index).map(|item| (format!("{path}[{index}]"), item)),
                Content::Map(entries) => {
                    entries.get_index(*index).map(|(name, entry)| (message::join(&path, name), &entry.value))
                }
                Content::Nothing | Content::Scalar(_) => None,
            };
            let Some((longer, child)) = child else { break };
            (tree, path, made_up) = (child, longer, made_up || child.fillings > 0);
        }
        (path, made_up)
    }

    /// The paths of whatever does not stand in the file.
    pub(super) fn made_up(&self) -> MadeUp {
        let mut paths = HashSet::new();
        self.collect_made_up(String::new(), &mut paths);
        MadeUp(paths)
    }

    fn collect_made_up(&self, path: String, paths: &mut HashSet<String>) {
        if self.fillings > 0 {
            paths.insert(path);
            return;
        }
        match &self.content {
            Content::Nothing | Content::Scalar(_) => {}
            Content::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.collect_made_up(format!("{path}[{index}]"), paths);
                }
            }
            Content::Map(entries) => {
                for (name, entry) in entries {
                    entry.value.collect_made_up(message::join(&path, name), paths);
                }
            }
        }
    }
}

impl Content {
    /// A scalar as a text; nothing for a list or a map.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Nothing => Some(String::new()),
            Self::Scalar(value) => Some(name_of(value)),
            Self::List(_) | Self::Map(_) => None,
        }
    }
}

/// A scalar as the word that it is written with.
fn name_of(scalar: &Value) -> String {
    match scalar {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => String::new(),
    }
}

/// Paths whose values are not the file's but something in the place of what is wrong there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MadeUp(HashSet<String>);

impl MadeUp {
    /// Whether every value is the file's own.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `path` is one of these, or lies in one.
    pub fn holds(&self, path: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let ends = path.match_indices(['.', '[']).map(|(end, _)| end);
        let mut outer = [0].into_iter().chain(ends).chain([path.len()]);
        outer.any(|end| path.split_at_checked(end).is_some_and(|(outer, _)| self.0.contains(outer)))
    }
}

#[cfg(test)]
impl MadeUp {
    pub(super) fn sorted(&self) -> Vec<&str> {
        let mut paths: Vec<_> = self.0.iter().map(String::as_str).collect();
        paths.sort_unstable();
        paths
    }
}
