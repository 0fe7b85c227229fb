//! A parsed file as a tree with positions, whose values can be replaced.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_yaml::Value;

use super::{Place, Places, message};

/// A value of a file, or a replacement for it.
pub(super) struct Tree {
    /// The position: of the key for an entry of a map, of the item itself for an item of a list.
    pub(super) place: Place,
    pub(super) content: Content,
    /// How many replacements were tried because the file's own value was wrong or missing; 0 for a value of the file.
    pub(super) fillings: usize,
}

pub(super) enum Content {
    /// The value is missing, as in `a:`.
    Nothing,
    /// Neither a list nor a map.
    Scalar(Value),
    List(Vec<Tree>),
    Map(IndexMap<String, TreeEntry>),
}

/// An entry of a map. The key is kept as a value, because types may read it as a number.
pub(super) struct TreeEntry {
    pub(super) key: Tree,
    pub(super) value: Tree,
}

impl Tree {
    /// The tree of a file, each value with its position.
    pub(super) fn new(value: Value, places: &Places) -> Self {
        Self::at_node(value, places, Some(Places::ROOT), Place::START)
    }

    /// A replacement value with the position of the value that it replaces.
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

    /// The value at `way`, a list of indices of items and entries. `None` if there is none.
    pub(super) fn at(&mut self, way: &[usize]) -> Option<&mut Self> {
        let Some((index, rest)) = way.split_first() else { return Some(self) };
        match &mut self.content {
            Content::List(items) => items.get_mut(*index)?.at(rest),
            Content::Map(entries) => entries.get_index_mut(*index)?.1.value.at(rest),
            Content::Nothing | Content::Scalar(_) => None,
        }
    }

    /// The path of the value at `way`, and whether it is made up or inside a made-up value.
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

    /// The paths of all made-up values.
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
    /// A scalar as a text; `None` for a list or a map.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Nothing => Some(String::new()),
            Self::Scalar(value) => Some(name_of(value)),
            Self::List(_) | Self::Map(_) => None,
        }
    }
}

/// A scalar in its written form.
fn name_of(scalar: &Value) -> String {
    match scalar {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => String::new(),
    }
}

/// The paths of values that are not in the file but replace a wrong or missing value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MadeUp(HashSet<String>);

impl MadeUp {
    /// Whether every value is from the file.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The made-up value of a file that could not be read at all.
    pub fn all() -> Self {
        Self(HashSet::from([String::new()]))
    }

    /// Whether a value at `path`, around it or inside it is made up.
    pub fn touches(&self, path: &str) -> bool {
        let is_inside =
            |made_up: &String| made_up.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '[']));
        self.holds(path) || self.0.iter().any(is_inside)
    }

    /// Whether `path` is one of these paths, or inside one.
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
