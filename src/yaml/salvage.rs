//! Reading on after a fault, so that a file's other faults are found as well.

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::{Fault, FaultKind, Limits, Places, guard, message};

/// What could be made of a file.
#[derive(Debug, Clone)]
pub struct Salvaged<T> {
    /// The value; `None` where nothing could be put in the place of what is wrong.
    pub value: Option<T>,
    /// Where its parts stand.
    pub places: Places,
    /// Everything of the wrong shape, from top to bottom. With none, the value is the file's.
    pub faults: Vec<Fault>,
    /// Paths whose values are not the file's but something in the place of what is wrong there.
    pub made_up: Vec<String>,
}

/// No more repairs than this are tried in one file; it is read again after some were made good.
const MOST_REPAIRS: usize = 100;

/// No more bytes than this are read again for repairs, so that a large file of faults is no burden.
const MOST_BYTES: usize = 16 << 20;

/// Reads a value from `text` as [`parse_with_places`](super::parse_with_places) does, but goes on after a key or value
/// of the wrong shape. What is no YAML, or is refused by the guard, is the one fault of the file.
pub fn salvage<T: DeserializeOwned>(text: &str, limits: Limits) -> Result<Salvaged<T>, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let places = guard::inspect(text, limits)?;
    let first = match serde_yaml::from_str(text) {
        Ok(value) => {
            return Ok(Salvaged { value: Some(value), places, faults: Vec::new(), made_up: Vec::new() });
        }
        Err(error) => message::understand::<T>(&error, text, &places),
    };
    let Ok(tree) = serde_yaml::from_str::<Value>(text) else { return Err(first) };
    let mut repair = Repair { tree, faults: Vec::new(), attempts: IndexMap::new() };
    let value = repair.run(first, &places, MOST_REPAIRS.min(MOST_BYTES / text.len().max(1)));
    repair.faults.sort_by_key(|fault| fault.place);
    let made_up = repair.attempts.into_keys().collect();
    Ok(Salvaged { value, places, faults: repair.faults, made_up })
}

/// What is put in the place of a wrong value, one after the other until one has the right shape.
fn fillings() -> [Value; 5] {
    let (text, number) = (Value::String(String::new()), Value::Number(1.into()));
    [text, number, Value::Mapping(Mapping::new()), Value::Sequence(Vec::new()), Value::Bool(false)]
}

struct Repair {
    tree: Value,
    faults: Vec<Fault>,
    /// Paths with the number of fillings that were tried there.
    attempts: IndexMap<String, usize>,
}

impl Repair {
    fn run<T: DeserializeOwned>(&mut self, first: Fault, places: &Places, most: usize) -> Option<T> {
        let mut fault = first;
        for _ in 0..most {
            let repaired = self.repair(fault, places);
            let text = serde_yaml::to_string(&self.tree).ok().filter(|_| repaired)?;
            match serde_yaml::from_str(&text) {
                Ok(value) => return Some(value),
                Err(error) => {
                    let limits =
                        Limits { bytes: usize::MAX, values: usize::MAX, text: usize::MAX, ..Limits::PACK };
                    let repaired = guard::inspect(&text, limits).ok()?;
                    fault = message::understand::<T>(&error, &text, &repaired);
                    fault.place = Some(places.at(&fault.path));
                }
            }
        }
        None
    }

    /// Notes a fault, unless it is of our own making, and puts something in its place.
    fn repair(&mut self, fault: Fault, places: &Places) -> bool {
        let (path, missing) = match &fault.kind {
            FaultKind::MissingField(field) => (message::join(&fault.path, field), true),
            _ => (fault.path.clone(), false),
        };
        let ours = self.attempts.keys().any(|made_up| is_within(&path, made_up));
        if let (FaultKind::UnknownField { field, nearest, .. }, false) = (&fault.kind, ours) {
            let repaired = self.rename(&fault.path, field, nearest.as_deref());
            self.faults.push(fault);
            return repaired;
        }
        if !ours {
            self.faults
                .push(Fault { place: fault.place.or_else(|| Some(places.at(&path))), ..fault.clone() });
        }
        self.fill(&fault, &path, missing)
    }

    /// Takes a key for the one it looks like, or takes it out where there is none or that stands beside it.
    fn rename(&mut self, path: &str, field: &str, nearest: Option<&str>) -> bool {
        let parent = path.strip_suffix(field).map(|parent| parent.strip_suffix('.').unwrap_or(parent));
        let map = parent.and_then(|parent| find(&mut self.tree, parent)).and_then(Value::as_mapping_mut);
        let Some((map, value)) = map.and_then(|map| map.remove(field).map(|value| (map, value))) else {
            return false;
        };
        if let Some(nearest) = nearest.filter(|nearest| !map.contains_key(nearest)) {
            map.insert(Value::String(nearest.to_owned()), value);
        }
        true
    }

    /// Puts the next filling at `path`; a list of known words gives a better one.
    fn fill(&mut self, fault: &Fault, path: &str, missing: bool) -> bool {
        let attempt = self.attempts.entry(path.to_owned()).or_default();
        let Some(mut filling) = fillings().into_iter().nth(*attempt) else { return false };
        *attempt += 1;
        if let FaultKind::UnknownWord { expected, .. } = &fault.kind {
            filling = Value::String(expected.first().cloned().unwrap_or_default());
        }
        match (&fault.kind, missing) {
            (FaultKind::MissingField(field), true) => {
                let map = find(&mut self.tree, &fault.path).and_then(Value::as_mapping_mut);
                map.map(|map| map.insert(Value::String(field.clone()), filling)).is_some()
            }
            _ => find(&mut self.tree, path).map(|value| *value = filling).is_some(),
        }
    }
}

/// Whether `path` is `outer` or lies in it.
pub fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| outer.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The value at `path`; of keys that share a beginning, the longest one that fits.
pub(super) fn find<'v>(value: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    if path.is_empty() {
        return Some(value);
    }
    match value {
        Value::Sequence(items) => {
            let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
            find(items.get_mut(index.parse::<usize>().ok()?)?, rest)
        }
        Value::Mapping(entries) => {
            let path = path.strip_prefix('.').unwrap_or(path);
            let fitting = entries.iter_mut().filter_map(|(key, value)| {
                let key = match key {
                    Value::String(key) => key.clone(),
                    Value::Number(key) => key.to_string(),
                    Value::Bool(key) => key.to_string(),
                    _ => return None,
                };
                is_within(path, &key).then_some((key.len(), value))
            });
            let (length, value) = fitting.max_by_key(|(length, _)| *length)?;
            find(value, path.split_at_checked(length)?.1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Book {
        title: String,
        pages: u32,
        #[serde(default)]
        parts: Vec<Book>,
    }

    fn salvaged(text: &str) -> (Option<Book>, Vec<String>, Vec<String>) {
        let salvaged = salvage::<Book>(text, Limits::PACK).unwrap();
        let faults = salvaged.faults.iter().map(ToString::to_string).collect();
        (salvaged.value, faults, salvaged.made_up)
    }

    #[test]
    fn a_file_without_faults_is_read_as_it_is() {
        let book = Book { title: "A".into(), pages: 2, parts: Vec::new() };
        assert_eq!(salvaged("title: A\npages: 2\n"), (Some(book), vec![], vec![]));
    }

    #[test]
    fn every_unknown_key_is_found_and_the_rest_is_the_files_own() {
        let (book, faults, made_up) =
            salvaged("titel: A\ntitle: A\nparts:\n- {title: B, pages: 1, colour: red}\npages: 2\nprice: 3\n");
        let part = Book { title: "B".into(), pages: 1, parts: Vec::new() };
        assert_eq!(book, Some(Book { title: "A".into(), pages: 2, parts: vec![part] }));
        let places: Vec<_> = faults.iter().map(|fault| fault.split(": unknown").next().unwrap()).collect();
        assert_eq!(
            places,
            ["line 1, column 1: titel", "line 4, column 24: parts[0].colour", "line 6, column 1: price"]
        );
        assert!(made_up.is_empty());
    }

    #[test]
    fn a_misspelt_key_is_not_missed_as_well() {
        let (book, faults, made_up) = salvaged("titel: A\npages: 2\n");
        assert_eq!(book, Some(Book { title: "A".into(), pages: 2, parts: Vec::new() }));
        assert_eq!((faults.len(), made_up.len()), (1, 0));
    }

    #[test]
    fn every_missing_and_wrong_value_is_found_once_and_told_from_the_files_own() {
        let text = "pages: many\nparts:\n- just a word\n- {title: B}\n- {title: [C], pages: -1, parts: {}}\n";
        let (book, faults, mut made_up) = salvaged(text);
        assert_eq!(book.map(|book| book.parts.len()), Some(3));
        assert_eq!(faults.len(), 7, "{faults:#?}");
        assert_eq!(faults.iter().filter(|fault| fault.contains("`title` is missing")).count(), 1);
        made_up.retain(|path| !path.starts_with("parts[0]."));
        made_up.sort();
        let expected = [
            "pages",
            "parts[0]",
            "parts[1].pages",
            "parts[2].pages",
            "parts[2].parts",
            "parts[2].title",
            "title",
        ];
        assert_eq!(made_up, expected);
    }

    #[test]
    fn a_file_that_is_something_else_has_one_fault() {
        let (_, faults, made_up) = salvaged("- a\n- b\n");
        assert_eq!((faults.len(), made_up.first().map(String::as_str)), (1, Some("")));
        assert!(salvage::<Book>("title: &a A", Limits::PACK).is_err());
    }
}
