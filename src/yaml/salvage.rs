//! Continues reading after a fault, to find every fault of a file in one pass. Repairs a copy in memory and never the
//! file.

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::{
    Document, Fault, FaultKind, Faults, Limits, Places,
    reader::{Reader, TypeFailure},
    tree::{Content, MadeUp, Tree, TreeEntry},
};

/// The result of reading a file with faults.
#[derive(Debug, Clone)]
pub struct Salvaged<T> {
    /// The value; `None` if a fault could not be repaired.
    pub value: Option<T>,
    /// The position of each part.
    pub places: Places,
    /// The values that do not fit, from top to bottom. If there are none, the value is exactly that of the file.
    pub faults: Faults<Fault>,
    /// The paths of values that are not in the file, but replace a wrong or missing value.
    pub made_up: MadeUp,
}

/// Like [`parse_with_places`](super::parse_with_places), but continues after a key or value that does not fit. Fails
/// with a single fault if the text is not YAML or is refused by the guard.
///
/// The text is parsed once. Each fault costs the path from the root of the tree to it, not another pass over the file.
pub fn salvage<T: DeserializeOwned>(text: &str, limits: Limits) -> Result<Salvaged<T>, Fault> {
    let document = Document::open(text, limits)?;
    let mut faults = Faults::in_order(|one: &Fault, other| one.place.cmp(&other.place));
    let first = match document.read() {
        Ok(value) => {
            let places = document.into_places();
            return Ok(Salvaged { value: Some(value), places, faults, made_up: MadeUp::default() });
        }
        Err(first) => first,
    };
    let tree = document.read::<Value>().ok().filter(|_| first.kind != FaultKind::Empty);
    let Some(tree) = tree else { return Err(first) };
    let places = document.into_places();
    let mut repair = Repair { tree: Tree::new(tree, &places), faults: &mut faults };
    let value = repair.run();
    let made_up = repair.tree.made_up();
    if faults.is_empty() {
        // The tree was read without a fault, but does not contain everything that the text does, so the fault of the
        // text counts.
        faults.push(first);
    }
    Ok(Salvaged { value, places, faults, made_up })
}

/// The replacements for a wrong value, tried in this order until one fits.
fn fillings() -> [Value; 5] {
    let (text, number) = (Value::String(String::new()), Value::Number(1.into()));
    [text, number, Value::Mapping(Mapping::new()), Value::Sequence(Vec::new()), Value::Bool(false)]
}

struct Repair<'f> {
    tree: Tree,
    faults: &'f mut Faults<Fault>,
}

impl Repair<'_> {
    /// Repairs one fault after the other, and continues from each.
    fn run<T: DeserializeOwned>(&mut self) -> Option<T> {
        let mut failure = match T::deserialize(Reader::of_all(&self.tree)) {
            Ok(value) => return Some(value),
            Err(failure) => failure,
        };
        loop {
            let way = self.repair(failure)?;
            match T::deserialize(Reader::on_from(&self.tree, &way)) {
                // The continued value lacks the skipped parts, so it is read once more from the start.
                Ok(_) => return T::deserialize(Reader::of_all(&self.tree)).ok(),
                Err(next) => failure = next,
            }
        }
    }

    /// Records a fault, unless it is in a made-up value, and repairs it. Returns the path from which to continue, or
    /// `None` if no repair is possible.
    fn repair(&mut self, failure: TypeFailure) -> Option<Vec<usize>> {
        let TypeFailure { kind, way_back: mut way, key, last } = failure;
        let kind = *kind;
        way.reverse();
        match (&kind, key) {
            (FaultKind::UnknownField { nearest, .. }, _) => {
                let (index, nearest) = (key.or(last)?, nearest.clone());
                self.rename(way, index, nearest, kind)
            }
            (_, Some(index)) => self.rename(way, index, None, kind),
            (FaultKind::MissingField(field), None) => {
                let field = field.clone();
                self.add(way, field, kind)
            }
            (_, None) => self.fill(way, kind),
        }
    }

    /// Renames an unknown key to the nearest known one, or removes its entry if there is none or the map already has
    /// it.
    fn rename(
        &mut self,
        mut way: Vec<usize>,
        index: usize,
        nearest: Option<String>,
        kind: FaultKind,
    ) -> Option<Vec<usize>> {
        way.push(index);
        self.note(&way, kind);
        way.pop();
        let Content::Map(entries) = &mut self.tree.at(&way)?.content else { return None };
        // The last entry takes the position of the removed one, because moving all later entries would take long in a
        // large map.
        let (_, entry) = entries.swap_remove_index(index)?;
        if let Some(nearest) = nearest.filter(|nearest| !entries.contains_key(nearest)) {
            let key = Tree { content: Content::Scalar(Value::String(nearest.clone())), ..entry.key };
            entries.insert(nearest, TreeEntry { key, value: entry.value });
        }
        way.push(index);
        Some(way)
    }

    /// Adds a missing entry.
    fn add(&mut self, mut way: Vec<usize>, field: String, kind: FaultKind) -> Option<Vec<usize>> {
        self.note(&way, kind);
        let map = self.tree.at(&way)?;
        let place = map.place;
        if matches!(map.content, Content::Nothing) {
            map.content = Content::Map(indexmap::IndexMap::new());
        }
        let Content::Map(entries) = &mut map.content else { return None };
        let [first, ..] = fillings();
        let key = Tree::filling(Value::String(field.clone()), place);
        let (index, old) = entries.insert_full(field, TreeEntry { key, value: Tree::filling(first, place) });
        way.push(index);
        // A type that reports an existing field as missing would do so forever.
        old.is_none().then_some(way)
    }

    /// Replaces a value by the next filling. If the type named the words that it accepts, the first of them is used.
    fn fill(&mut self, way: Vec<usize>, kind: FaultKind) -> Option<Vec<usize>> {
        let known = match &kind {
            FaultKind::UnknownWord { expected, .. } => expected.first().cloned().map(Value::String),
            _ => None,
        };
        self.note(&way, kind);
        let tree = self.tree.at(&way)?;
        let next = fillings().into_iter().nth(tree.fillings)?;
        let filling = Tree::filling(known.unwrap_or(next), tree.place);
        *tree = Tree { fillings: tree.fillings + 1, ..filling };
        Some(way)
    }

    /// Records a fault of the value at `way`, unless the value is made up.
    fn note(&mut self, way: &[usize], kind: FaultKind) {
        let (path, made_up) = self.tree.path(way);
        if let Some(place) = self.tree.at(way).map(|tree| tree.place).filter(|_| !made_up) {
            self.faults.push(Fault { place: Some(place), path, kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::yaml::reader;

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
        let faults = salvaged.faults.first().iter().map(ToString::to_string).collect();
        (salvaged.value, faults, salvaged.made_up.sorted().into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn a_file_without_faults_is_read_as_it_is() {
        let book = Book { title: "A".into(), pages: 2, parts: Vec::new() };
        assert_eq!(salvaged("title: A\npages: 2\n"), (Some(book), vec![], vec![]));
    }

    #[test]
    fn every_unknown_key_is_found_and_the_rest_is_unchanged() {
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
    fn a_misspelt_key_is_not_also_reported_as_missing() {
        let (book, faults, made_up) = salvaged("titel: A\npages: 2\n");
        assert_eq!(book, Some(Book { title: "A".into(), pages: 2, parts: Vec::new() }));
        assert_eq!((faults.len(), made_up.len()), (1, 0));
    }

    #[test]
    fn every_missing_and_wrong_value_is_found_once_and_marked_as_made_up() {
        let text = "pages: many\nparts:\n- just a word\n- {title: B}\n- {title: [C], pages: -1, parts: {}}\n";
        let (book, faults, made_up) = salvaged(text);
        assert_eq!(book.map(|book| book.parts.len()), Some(3));
        assert_eq!(faults.len(), 7, "{faults:#?}");
        assert_eq!(faults.iter().filter(|fault| fault.contains("`title` is missing")).count(), 1);
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
    fn every_fault_of_thousands_is_found_and_each_costs_the_same() {
        #[derive(Deserialize)]
        struct Shelf {
            old: Vec<Book>,
            new: Vec<Book>,
        }
        let part = "- {titel: B, pages: [1], price: 3, parts: [{pages: 1}, x]}\n";
        let read = |count| {
            let parts = part.repeat(count);
            reader::count::take();
            let salvaged = salvage::<Shelf>(&format!("old:\n{parts}new:\n{parts}"), Limits::PACK).unwrap();
            assert_eq!(salvaged.faults.first().len() + salvaged.faults.more(), 2 * 5 * count);
            let lengths = salvaged.value.map(|shelf| (shelf.old.len(), shelf.new.len()));
            assert_eq!(lengths, Some((count, count)));
            reader::count::take()
        };
        let (some, many) = (read(100), read(1_000));
        assert!(many < 11 * some, "{some} values were read for 100 parts, {many} for ten times as many");
    }

    #[test]
    fn the_first_faults_of_thousands_have_their_own_lines() {
        let parts = "- {titel: B, pages: [1], price: 3, parts: [{pages: 1}, x]}\n".repeat(2_000);
        let text = format!("title: A\npages: 1\nparts:\n{parts}");
        let salvaged = salvage::<Book>(&text, Limits::PACK).unwrap();
        let lines: Vec<_> = salvaged.faults.first().iter().map(|fault| fault.place.unwrap().line).collect();
        assert_eq!(lines, (0..100).map(|number| 4 + number / 5).collect::<Vec<_>>());
    }

    #[test]
    fn thousands_of_unknown_keys_in_one_map_do_not_hide_later_faults() {
        let key = |number| format!("k{number}: [x]\n");
        let keys: String = (0..5_000).map(key).collect();
        reader::count::take();
        let salvaged = salvage::<Book>(&format!("{keys}title: A\npages: no\n"), Limits::PACK).unwrap();
        assert_eq!(salvaged.faults.more(), 5_001 - 100);
        assert_eq!(salvaged.made_up.sorted(), ["pages"]);
        assert!(reader::count::take() < 5_001 * 10);
    }

    #[test]
    fn a_missing_value_and_a_written_null_are_different() {
        let (book, faults, _) = salvaged("title:\npages: 1\nparts:\nprice: 2\n");
        assert_eq!(book, Some(Book { title: String::new(), pages: 1, parts: Vec::new() }));
        assert_eq!(faults.len(), 1, "{faults:?}");
        let (_, faults, _) = salvaged("title: A\npages: 1\nparts: ~\nprice: 2\n");
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn an_unreadable_key_removes_only_its_entry() {
        #[derive(Debug, PartialEq, Deserialize)]
        struct Shelf {
            books: std::collections::BTreeMap<u8, Book>,
        }
        let text = "books:\n  1: {title: A, pages: 1}\n  two: {title: B, pages: 2}\n  3: {title: C}\n";
        let salvaged = salvage::<Shelf>(text, Limits::PACK).unwrap();
        let lines: Vec<_> = salvaged.faults.first().iter().map(|fault| fault.place.unwrap().line).collect();
        assert_eq!((lines, salvaged.made_up.sorted()), (vec![3, 4], vec!["books.3.pages"]));
        assert_eq!(salvaged.value.map(|shelf| shelf.books.into_keys().collect()), Some(vec![1, 3]));
    }

    #[test]
    fn a_file_of_another_shape_has_one_fault() {
        let (_, faults, made_up) = salvaged("- a\n- b\n");
        assert_eq!((faults.len(), made_up.first().map(String::as_str)), (1, Some("")));
        assert!(salvage::<Book>("title: &a A", Limits::PACK).is_err());
    }
}
