//! Reading on after a fault, so that a file's other faults are found as well.

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::{
    Document, Fault, FaultKind, Faults, Limits, Places, message,
    reader::{Reader, TypeFailure},
    tree::{Content, MadeUp, Tree, TreeEntry},
};

/// What could be made of a file.
#[derive(Debug, Clone)]
pub struct Salvaged<T> {
    /// The value; `None` where nothing could be put in the place of what is wrong.
    pub value: Option<T>,
    /// Where its parts stand.
    pub places: Places,
    /// Everything of the wrong shape, from top to bottom. With none, the value is the file's.
    pub faults: Faults<Fault>,
    /// The paths of what does not stand in the file but was put in the place of what is wrong there.
    pub made_up: MadeUp,
}

/// Reads a value from `text` as [`parse_with_places`](super::parse_with_places) does, but goes on after a key or value
/// of the wrong shape. What is no YAML, or is refused by the guard, is the one fault of the file.
///
/// The text is read once. A fault costs what it takes to reach it from the top of the tree, and not the file again.
pub fn salvage<T: DeserializeOwned>(text: &str, limits: Limits) -> Result<Salvaged<T>, Fault> {
    let document = Document::open(text, limits)?;
    let mut faults = Faults::in_order(|one: &Fault, other| one.place.cmp(&other.place));
    let first = match document.read() {
        Ok(value) => {
            let places = document.places;
            return Ok(Salvaged { value: Some(value), places, faults, made_up: MadeUp::default() });
        }
        Err(first) => first,
    };
    let tree = document.read::<Value>().ok().filter(|_| first.kind != FaultKind::Empty);
    let Some(tree) = tree else { return Err(first) };
    let places = document.places;
    let mut repair = Repair { tree: Tree::new(tree, &places), faults: &mut faults };
    let value = repair.run();
    let made_up = repair.tree.made_up();
    if faults.is_empty() {
        // The tree does not have all that the text has, so the text has the last word.
        faults.push(first);
    }
    Ok(Salvaged { value, places, faults, made_up })
}

/// What is put in the place of a wrong value, one after the other until one has the right shape.
fn fillings() -> [Value; 5] {
    let (text, number) = (Value::String(String::new()), Value::Number(1.into()));
    [text, number, Value::Mapping(Mapping::new()), Value::Sequence(Vec::new()), Value::Bool(false)]
}

struct Repair<'f> {
    tree: Tree,
    faults: &'f mut Faults<Fault>,
}

impl Repair<'_> {
    /// Repairs one fault after the other, and reads on from each.
    fn run<T: DeserializeOwned>(&mut self) -> Option<T> {
        let mut failure = match T::deserialize(Reader::of_all(&self.tree)) {
            Ok(value) => return Some(value),
            Err(failure) => failure,
        };
        loop {
            let way = self.repair(failure)?;
            match T::deserialize(Reader::on_from(&self.tree, &way)) {
                // What was passed over is missing in this one.
                Ok(_) => return T::deserialize(Reader::of_all(&self.tree)).ok(),
                Err(next) => failure = next,
            }
        }
    }

    /// Notes a fault, unless it is of our own making, and repairs it. Returns the way to what is read next.
    fn repair(&mut self, failure: TypeFailure) -> Option<Vec<usize>> {
        let TypeFailure { words, way_back: mut way, key, last } = failure;
        way.reverse();
        let kind = message::understand_message(&words);
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

    /// Takes a key for the one it looks like, or takes the entry out where there is none or that stands next to it.
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
        // The last entry takes the place of the one that is taken out, so that no others have to move.
        let (_, entry) = entries.swap_remove_index(index)?;
        if let Some(nearest) = nearest.filter(|nearest| !entries.contains_key(nearest)) {
            let key = Tree { content: Content::Scalar(Value::String(nearest.clone())), ..entry.key };
            entries.insert(nearest, TreeEntry { key, value: entry.value });
        }
        way.push(index);
        Some(way)
    }

    /// Adds an entry that is missing.
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
        // A field that is there cannot be missing; whoever says so would say so for ever.
        old.is_none().then_some(way)
    }

    /// Puts the next filling in the place of a value; a list of known words gives a better one.
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

    /// Notes a fault of the value on this way, unless it is of our own making.
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
    fn thousands_of_unknown_keys_in_one_map_do_not_hide_what_stands_after_them() {
        let key = |number| format!("k{number}: [x]\n");
        let keys: String = (0..5_000).map(key).collect();
        reader::count::take();
        let salvaged = salvage::<Book>(&format!("{keys}title: A\npages: no\n"), Limits::PACK).unwrap();
        assert_eq!(salvaged.faults.more(), 5_001 - 100);
        assert_eq!(salvaged.made_up.sorted(), ["pages"]);
        assert!(reader::count::take() < 5_001 * 10);
    }

    #[test]
    fn nothing_and_a_word_for_nothing_are_told_apart() {
        let (book, faults, _) = salvaged("title:\npages: 1\nparts:\nprice: 2\n");
        assert_eq!(book, Some(Book { title: String::new(), pages: 1, parts: Vec::new() }));
        assert_eq!(faults.len(), 1, "{faults:?}");
        let (_, faults, _) = salvaged("title: A\npages: 1\nparts: ~\nprice: 2\n");
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn a_key_that_cannot_be_read_takes_only_its_entry_out() {
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
    fn a_file_that_is_something_else_has_one_fault() {
        let (_, faults, made_up) = salvaged("- a\n- b\n");
        assert_eq!((faults.len(), made_up.first().map(String::as_str)), (1, Some("")));
        assert!(salvage::<Book>("title: &a A", Limits::PACK).is_err());
    }
}
