//! Changes values in a YAML text that users also edit. Everything else is kept, including comments.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};
use serde::{Serialize, de::DeserializeOwned};
use serde_yaml::{Mapping, Value};

use super::{Fault, FaultKind, Limits, parse, parse_with_places, to_string};

/// Applies the differences between `before` and `after` to the map in `text`. Unknown keys are kept.
///
/// Edits only the lines of changed keys, so that comments and the order are kept. If the result would not read back
/// correctly, the whole map is written again without comments. Fails if even that cannot be read back within `limits`.
pub fn amend<T>(text: &str, before: &T, after: &T, limits: Limits) -> Result<String, Fault>
where
    T: Serialize + DeserializeOwned,
{
    let edits = differences(before, after)?;
    let mut wanted = entries(text, limits)?;
    for edit in &edits {
        edit.apply(&mut wanted);
    }
    let edited = edits.iter().try_fold(text.to_owned(), |text, edit| edit.edited(&text));
    if let Some(edited) = edited.filter(|edited| entries(edited, limits).is_ok_and(|found| found == wanted)) {
        return Ok(edited);
    }
    let rewritten = to_string(&wanted)?;
    let lost = differences(&parse::<T>(&rewritten, limits)?, after)?;
    lost.first().map_or(Ok(rewritten), |lost| Err(not_read_back(text, &lost.path, limits)))
}

/// That a change of the value at `path` would not be read back from the file, at the line where the text names it or what
/// it is in.
fn not_read_back(text: &str, path: &[String], limits: Limits) -> Fault {
    let places = parse_with_places::<Mapping>(text, limits).ok().map(|(_, places)| places);
    let places = places.as_ref();
    let mut ways = (1..=path.len()).rev().map(|length| path[..length].join("."));
    let place = ways.find_map(|way| places?.exact(&way));
    Fault { place, path: path.join("."), ..Fault::of_file(FaultKind::NotReadBack) }
}

/// One changed value.
struct ValueEdit {
    /// The keys that lead to it; at least one.
    path: Vec<String>,
    /// The new value; `None` if the key is removed.
    value: Option<Value>,
}

fn entries(text: &str, limits: Limits) -> Result<Mapping, Fault> {
    match parse(text, limits) {
        Err(fault) if fault.kind == FaultKind::Empty => Ok(Mapping::new()),
        outcome => outcome,
    }
}

/// The edits that turn `before` into `after`.
fn differences<T: Serialize>(before: &T, after: &T) -> Result<Vec<ValueEdit>, Fault> {
    let entries = |value| entries(&to_string(value)?, Limits::SMALL);
    let mut edits = Vec::new();
    collect_edits(&entries(before)?, &entries(after)?, &[], &mut edits);
    Ok(edits)
}

fn collect_edits(before: &Mapping, after: &Mapping, path: &[String], edits: &mut Vec<ValueEdit>) {
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key)).map(|(key, _)| (key, None));
    let there = after.iter().map(|(key, value)| (key, Some(value)));
    for (key, value) in there.chain(gone) {
        let path = [path, key.as_str().map(str::to_owned).as_slice()].concat();
        match (before.get(key), value) {
            (Some(Value::Mapping(before)), Some(Value::Mapping(after))) => {
                collect_edits(before, after, &path, edits);
            }
            // The removed map may contain keys of a newer version, which this version must not remove.
            (Some(Value::Mapping(before)), None) => collect_edits(before, &Mapping::new(), &path, edits),
            (before, value) if before == value => {}
            (_, value) => edits.push(ValueEdit { path, value: value.cloned() }),
        }
    }
}

impl ValueEdit {
    /// Applies the edit to `map`. A map that becomes empty is removed.
    fn apply(&self, map: &mut Mapping) {
        fn set(map: &mut Mapping, path: &[String], value: Option<&Value>) {
            let [key, inner @ ..] = path else { return };
            if inner.is_empty() {
                match value {
                    Some(value) => drop(map.insert(key.as_str().into(), value.clone())),
                    None => drop(map.remove(key)),
                }
            } else if let Some(Value::Mapping(child)) = map.get_mut(key) {
                set(child, inner, value);
                if child.is_empty() {
                    map.remove(key);
                }
            }
        }
        set(map, &self.path, self.value.as_ref());
    }

    /// Applies the edit to `text`. `None` if it takes more than a change of its own line.
    fn edited(&self, text: &str) -> Option<String> {
        let page = CharacterText::new(text);
        let root = page.root()?;
        let (way, left) = root.way(&self.path);
        match (&self.value, left) {
            (Some(value), []) => {
                let value = to_string(value).ok().filter(|value| value.lines().count() == 1)?;
                Some(page.spliced(way.last()?.value.range.clone(), value.trim_end()))
            }
            (Some(value), [key]) => page.with(way.last().copied(), key, value),
            (None, []) => page.without(&way),
            _ => None,
        }
    }
}

/// A value of a text and its range in characters.
struct SpannedNode {
    range: Range<usize>,
    entries: Vec<KeyedNode>,
}

/// A key with its value, and the index of the key's first character.
struct KeyedNode {
    key: String,
    at: usize,
    value: SpannedNode,
}

impl SpannedNode {
    /// The existing entries along `path`, and the rest of the path, which does not exist.
    fn way<'n, 'p>(&'n self, path: &'p [String]) -> (Vec<&'n KeyedNode>, &'p [String]) {
        let (mut way, mut left, mut node) = (Vec::new(), path, self);
        while let [key, rest @ ..] = left
            && let Some(entry) = node.entries.iter().find(|entry| entry.key == *key)
        {
            way.push(entry);
            (left, node) = (rest, &entry.value);
        }
        (way, left)
    }
}

/// A text as characters, because the parser counts characters.
struct CharacterText<'a> {
    text: &'a str,
    letters: Vec<char>,
    /// The index of the first character of each line.
    lines: Vec<usize>,
}

impl<'a> CharacterText<'a> {
    fn new(text: &'a str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let is_end = |at: &usize| match letters[*at] {
            '\n' => true,
            letter => letter == '\r' && letters.get(at + 1) != Some(&'\n'),
        };
        let ends = (0..letters.len()).filter(is_end).map(|end| end + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { text, letters, lines }
    }

    /// The map in the text; an empty one if the text has no value.
    fn root(&self) -> Option<SpannedNode> {
        let mut events = Parser::new_from_str(self.text).map_while(Result::ok);
        let is_value = |event: &Event<'_>| {
            matches!(event, Event::Scalar(..) | Event::MappingStart(..) | Event::SequenceStart(..))
        };
        match events.find(|(event, _)| is_value(event)) {
            Some(start) => self.node(&start, &mut events),
            None => Some(SpannedNode { range: 0..0, entries: Vec::new() }),
        }
    }

    fn node<'e>(
        &self,
        (event, span): &(Event<'e>, Span),
        events: &mut impl Iterator<Item = (Event<'e>, Span)>,
    ) -> Option<SpannedNode> {
        let mut node = SpannedNode { range: self.range(event, span), entries: Vec::new() };
        let is_map = match event {
            Event::MappingStart(..) => true,
            Event::SequenceStart(..) => false,
            _ => return Some(node),
        };
        loop {
            let inner = events.next()?;
            let end = match &inner.0 {
                // Only a bracket has characters of its own: a block ends where the next value begins.
                Event::MappingEnd | Event::SequenceEnd => {
                    let end = if inner.1.is_empty() { 0 } else { self.at(inner.1.end) };
                    node.range.end = node.range.end.max(end);
                    return Some(node);
                }
                Event::Scalar(key, ..) if is_map => {
                    let value = self.node(&events.next()?, events)?;
                    let end = value.range.end;
                    node.entries.push(KeyedNode { key: key.to_string(), at: self.at(inner.1.start), value });
                    end
                }
                _ => self.node(&inner, events)?.range.end,
            };
            node.range.end = node.range.end.max(end);
        }
    }

    /// The range of a value. The parser includes a comment after a quoted text, so its closing quote is searched here.
    fn range(&self, event: &Event<'_>, span: &Span) -> Range<usize> {
        let (start, end) = (self.at(span.start), self.at(span.end).max(self.at(span.start)));
        let Event::Scalar(_, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted, ..) = event else {
            return start..end;
        };
        let mut is_escaped = false;
        let closes = |letter: &char| {
            let closes = !is_escaped && *letter == self.letters[start];
            is_escaped = !is_escaped && self.letters[start] == '"' && *letter == '\\';
            closes
        };
        // A doubled quote within single quotes ends the search too early; `amend` notices this when it reads the result
        // back.
        let length = self.letters.iter().skip(start + 1).position(closes);
        start..length.map_or(end, |length| start + length + 2)
    }

    /// The index of the character at `marker`. The marker's own index is wrong after a comment that is not ASCII, so
    /// line and column are used.
    fn at(&self, marker: Marker) -> usize {
        let line = self.lines.get(marker.line().saturating_sub(1)).copied().unwrap_or(self.letters.len());
        (line + marker.col()).min(self.letters.len())
    }

    fn start_of_line(&self, at: usize) -> usize {
        self.lines.iter().copied().take_while(|line| *line <= at).last().unwrap_or_default()
    }

    /// The start of the line after the one with the character `at`. The end of a block text is such a start already.
    fn next_line(&self, at: usize) -> usize {
        self.lines.iter().copied().find(|line| *line >= at).unwrap_or(self.letters.len())
    }

    fn spliced(&self, range: Range<usize>, with: &str) -> String {
        let (before, after) = (self.letters.iter().take(range.start), self.letters.iter().skip(range.end));
        before.copied().chain(with.chars()).chain(after.copied()).collect()
    }

    /// The text with a further entry: before the first entry of its map, or at the end of the text.
    fn with(&self, map: Option<&KeyedNode>, key: &str, value: &Value) -> Option<String> {
        let line = to_string(&Mapping::from_iter([(key.into(), value.clone())])).ok()?;
        let Some(map) = map else {
            let end = if self.text.is_empty() || self.text.ends_with('\n') { "" } else { "\n" };
            return Some(format!("{}{end}{line}", self.text));
        };
        let first = map.value.entries.first()?.at;
        let start = self.start_of_line(first);
        Some(self.spliced(start..start, &format!("{}{line}", " ".repeat(first - start))))
    }

    /// The text without the lines of the last entry of `way`. A map that has only this entry is removed too.
    fn without(&self, way: &[&KeyedNode]) -> Option<String> {
        let is_not_alone = |entry: &&KeyedNode| entry.value.entries.len() != 1;
        let (_, around) = way.split_last()?;
        let depth = around.iter().rposition(is_not_alone).map_or(0, |depth| depth + 1);
        let entry = way[depth];
        Some(self.spliced(self.start_of_line(entry.at)..self.next_line(entry.value.range.end), ""))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    struct Thing {
        #[serde(skip_serializing_if = "Option::is_none")]
        colour: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        size: Option<u32>,
    }

    type Things = BTreeMap<String, Thing>;

    /// The text after `change`.
    fn amended<T>(text: &str, change: impl FnOnce(&mut T)) -> String
    where
        T: Default + Clone + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned,
    {
        let before: T =
            if text.trim().is_empty() { T::default() } else { parse(text, Limits::SMALL).unwrap() };
        let mut after = before.clone();
        change(&mut after);
        amend(text, &before, &after, Limits::SMALL).unwrap()
    }

    fn red(thing: &mut Thing) {
        thing.colour = Some("red".into());
    }

    #[test]
    fn only_the_value_that_changes_is_written() {
        let cases = [
            ("# حجم\ncolour: blue # mine\nsize: 3\n", "# حجم\ncolour: red # mine\nsize: 3\n"),
            ("size: 3\r\ncolour: 'blue'\r\n", "size: 3\r\ncolour: red\r\n"),
            ("{colour: blue, new: [1, 2]}", "{colour: red, new: [1, 2]}"),
            ("size: 3", "size: 3\ncolour: red\n"),
            ("", "colour: red\n"),
            ("new:\n- {a: b}\ncolour: \"a # \\\"b\"   # c\n", "new:\n- {a: b}\ncolour: red   # c\n"),
            (
                "new: 'x' # س\ncolour: blue # c\nlast: |\n  x\n",
                "new: 'x' # س\ncolour: red # c\nlast: |\n  x\n",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(amended(text, red), expected);
        }
    }

    #[test]
    fn a_text_that_cannot_be_edited_is_rewritten_with_every_key() {
        for text in ["{size: 3, new: 7}\n", "  size: 3\n  new: 7\n", "size: 3\nnew: 7\n...\n"] {
            let text = amended(text, red);
            let keys: Mapping = parse(&text, Limits::SMALL).unwrap();
            assert_eq!(keys, entries("size: 3\nnew: 7\ncolour: red", Limits::SMALL).unwrap(), "{text}");
        }
        let lines = |thing: &mut Thing| thing.colour = Some("two\nlines".into());
        let text = amended("colour: blue\nnew: 7\n", lines);
        assert!(parse::<Mapping>(&text, Limits::SMALL).unwrap().contains_key("new"), "{text}");
    }

    #[test]
    fn an_entry_of_an_inner_map_is_changed_added_and_removed_next_to_unknown_keys() {
        let text = "# all\na.b (1):\n  new: 7 # later\n  size: 3\nb:\n  size: 4\n";
        let added = amended(text, |things: &mut Things| red(things.get_mut("a.b (1)").unwrap()));
        let expected = text.replace("  new", "  colour: red\n  new");
        assert_eq!(added, expected);
        let forget = |things: &mut Things| things.clear();
        assert_eq!(amended(text, forget), "# all\na.b (1):\n  new: 7 # later\n");
        assert_eq!(amended("# all\nb:\n  size: 4\n  colour: red\n", forget), "# all\n");
        let other =
            |things: &mut Things| drop(things.insert("c".into(), Thing { size: Some(1), colour: None }));
        assert_eq!(amended(text, other), format!("{text}c:\n  size: 1\n"));
    }

    #[test]
    fn a_change_that_could_not_be_read_back_is_refused() {
        let long = Thing { colour: Some("x".repeat(Limits::SMALL.text)), size: None };
        let full = format!("# {}\n", "x".repeat(Limits::SMALL.bytes - 10));
        assert!(amend(&full, &Thing::default(), &long, Limits::SMALL).is_ok(), "the comment is dropped");
        let full = format!("new:{}\n", "\n- x: 1".repeat(2_000));
        let fault =
            amend(&full, &Thing::default(), &long, Limits { bytes: full.len() + 10, ..Limits::SMALL });
        assert!(matches!(fault.unwrap_err().kind, FaultKind::TooLarge { .. }));
    }

    #[test]
    fn the_result_always_has_the_change_and_every_other_value() {
        use proptest::prelude::*;
        let value = prop_oneof!["[a-z]{1,5}", "[ -~]{0,12}", "[ابجد #:'\"\n]{0,8}"];
        let thing = (prop::option::of(value.clone()), prop::option::of(0_u32..99))
            .prop_map(|(colour, size)| Thing { colour, size });
        let things = prop::collection::btree_map("[a-cA-C1-3.() ]{1,4}", thing, 0..4);
        let unknown = prop::collection::btree_map("new-[a-c]{1,3}", value, 0..3);
        proptest!(|(before in things.clone(), after in things, unknown in unknown, flow: bool)| {
            // An entry with an empty map counts as missing.
            let non_empty = |things: &Things| -> Things {
                things.clone().into_iter().filter(|(_, thing)| *thing != Thing::default()).collect()
            };
            let (before, after) = (non_empty(&before), non_empty(&after));
            let mut tree: BTreeMap<&str, Mapping> = BTreeMap::new();
            for (key, thing) in &before {
                let mut map = entries(&to_string(thing).unwrap(), Limits::SMALL).unwrap();
                map.extend(unknown.iter().map(|(key, value)| (key.as_str().into(), value.as_str().into())));
                tree.insert(key, map);
            }
            let text = if flow { serde_json::to_string(&tree).unwrap() } else { to_string(&tree).unwrap() };
            let text = amend(&text, &before, &after, Limits::SMALL).unwrap();
            let found = entries(&text, Limits::SMALL).unwrap();
            for key in before.keys() {
                for (name, value) in &unknown {
                    prop_assert_eq!(found[key.as_str()][name.as_str()].as_str(), Some(value.as_str()));
                }
            }
            let read: Things = if found.is_empty() { Things::new() } else { parse(&text, Limits::SMALL).unwrap() };
            prop_assert_eq!(non_empty(&read), after);
        });
    }
}
