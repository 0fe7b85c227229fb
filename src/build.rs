//! Embeds the data of the repository: questionnaires, themes and messages.
//!
//! YAML is for the authors of these files. The program contains compact JSON and records of words instead, which it reads
//! several times faster. A fault in a bundled file fails the build and names the file.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use serde_json::{Map, Value as Json};
use serde_yaml::Value as Yaml;

/// An embedded file: its name without `.yaml`, and its content as JSON.
type Document = (String, String);

/// The file in a pack's folder that is not an area.
const MANIFEST: &str = "pack";

/// The language that has every text.
const FALLBACK: &str = "en";

/// The languages that every bundled pack has.
const LANGUAGES: [&str; 2] = ["ar", "en"];

/// The keys of a plural: the categories of the CLDR, and the language that [`mark_plurals`] adds.
const PLURAL_FORMS: [&str; 7] = ["zero", "one", "two", "few", "many", "other", "language"];

fn main() -> ExitCode {
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            println!("cargo::error={fault}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), Fault> {
    let folders = [Path::new("questionnaires"), Path::new("themes"), Path::new("src/i18n")];
    let mut code = packs(folders[0])?;
    list(&mut code, "pub static THEMES: super::Documents =", &documents(folders[1], |_| {})?);
    code.push_str(";\n");
    folders.into_iter().for_each(watch);

    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    let write = |name: &str, text: &str| {
        let file = out.join(name);
        fs::write(&file, text).map_err(|error| Fault::new(&file, error))
    };
    for (language, section, records) in messages(folders[2])? {
        write(&format!("messages-{language}-{section}.txt"), &records)?;
    }
    write("embedded.rs", &code)
}

/// The texts of each language, section by section and complete: missing texts are in English.
fn messages(folder: &Path) -> Result<Vec<(String, String, String)>, Fault> {
    let read = |path: &Path| parse(path)?.as_object().cloned().ok_or_else(|| Fault::new(path, "not a map"));
    let english = read(&folder.join(format!("{FALLBACK}.yaml")))?;
    let mut whole = Vec::new();
    for path in yaml_files(folder)? {
        let language = stem(&path);
        let mut words = Json::Object(read(&path)?);
        mark_plurals(&mut words, &language);
        let mut fallback = Json::Object(english.clone());
        mark_plurals(&mut fallback, FALLBACK);
        fill_in(&mut words, fallback, "").map_err(|what| Fault::new(&path, what))?;
        for (section, words) in words.as_object().into_iter().flatten() {
            let mut records = String::new();
            write_records(&mut records, "", words).map_err(|what| Fault::new(&path, what))?;
            whole.push((language.clone(), section.clone(), records));
        }
    }
    Ok(whole)
}

/// Writes each word as a record: the keys that lead to it, each ended by U+001F, and its text, ended by U+001E.
fn write_records(records: &mut String, keys: &str, words: &Json) -> Result<(), String> {
    match words {
        Json::Object(words) => {
            let mut inner = words.iter();
            inner.try_for_each(|(key, words)| write_records(records, &format!("{keys}{key}\u{1F}"), words))
        }
        Json::String(text) => {
            records.extend([keys, text, "\u{1E}"]);
            Ok(())
        }
        other => Err(format!("{other} is not a text")),
    }
}

/// Marks each plural with its language, which decides the rule for its forms.
fn mark_plurals(words: &mut Json, language: &str) {
    let Json::Object(words) = words else { return };
    if is_plural(words) {
        words.insert("language".to_owned(), language.into());
    } else {
        words.values_mut().for_each(|inner| mark_plurals(inner, language));
    }
}

/// Whether the keys of a map are plural forms.
fn is_plural(words: &Map<String, Json>) -> bool {
    words.contains_key("other") && words.keys().all(|form| PLURAL_FORMS.contains(&form.as_str()))
}

/// Adds to `words` everything that only `fallback` has. A plural is taken completely, because a sentence must not mix
/// two languages.
fn fill_in(words: &mut Json, fallback: Json, path: &str) -> Result<(), String> {
    match (words, fallback) {
        (Json::Object(words), Json::Object(fallback)) if !is_plural(&fallback) => {
            if let Some(key) = words.keys().find(|key| !fallback.contains_key(*key)) {
                return Err(format!("{path}{key}: English has no such word"));
            }
            for (key, fallback) in fallback {
                let inside = format!("{path}{key}.");
                match words.get_mut(&key) {
                    Some(word) => fill_in(word, fallback, &inside)?,
                    None => drop(words.insert(key, fallback)),
                }
            }
            Ok(())
        }
        (Json::Object(words), Json::Object(_)) if is_plural(words) => Ok(()),
        (Json::String(_), Json::String(_)) => Ok(()),
        _ => Err(format!("{path} has another shape than in English")),
    }
}

/// Reads one pack: the manifest in a folder, and the areas next to it.
fn packs(folder: &Path) -> Result<String, Fault> {
    let mut code = "pub static PACKS: &[super::PackDocuments] = &[\n".to_owned();
    for pack in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
        watch(&pack);
        let mut areas = documents(&pack, join_languages)?;
        let place = areas.iter().position(|(name, _)| name == MANIFEST);
        let place = place.ok_or_else(|| Fault::new(&pack, "the folder has no pack.yaml"))?;
        let (_, manifest) = areas.remove(place);
        list(&mut code, &format!("({:?}, {manifest:?},", stem(&pack)), &areas);
        code.push_str("),\n");
    }
    code.push_str("];\n");
    Ok(code)
}

/// Joins the languages of each text: `{ar: مجال, en: Area}` becomes one string, in which U+FDD0 ends each code and U+FDD1
/// each text. A text with other fields becomes their field `text`.
fn join_languages(json: &mut Json) {
    match json {
        Json::Array(items) => items.iter_mut().for_each(join_languages),
        Json::Object(map) => {
            map.values_mut().for_each(join_languages);
            let mut joined = String::new();
            map.retain(|key, value| match value {
                Json::String(text) if LANGUAGES.contains(&key.as_str()) => {
                    joined.extend([key, "\u{FDD0}", text, "\u{FDD1}"]);
                    false
                }
                _ => true,
            });
            if !joined.is_empty() && map.is_empty() {
                *json = joined.into();
            } else if !joined.is_empty() {
                map.insert("text".to_owned(), joined.into());
            }
        }
        _ => {}
    }
}

/// All YAML files of a folder as documents, by name, each changed before it is written. Empty if there is no folder.
fn documents(folder: &Path, change: fn(&mut Json)) -> Result<Vec<Document>, Fault> {
    let document = |file: &PathBuf| {
        let mut json = parse(file)?;
        change(&mut json);
        Ok((stem(file), json.to_string()))
    };
    yaml_files(folder)?.iter().map(document).collect()
}

fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let is_yaml = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "yaml");
    Ok(entries(folder)?.into_iter().filter(is_yaml).collect())
}

fn parse(file: &Path) -> Result<Json, Fault> {
    let text = fs::read_to_string(file).map_err(|error| Fault::new(file, error))?;
    let yaml = serde_yaml::from_str(&text).map_err(|error| Fault::new(file, error))?;
    json(yaml).map_err(|what| Fault::new(file, what))
}

/// The content of a folder, sorted by name so that every build is the same.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let read = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(|error| Fault::new(folder, error))?,
    };
    let paths = read.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = paths.collect::<Result<Vec<_>, _>>().map_err(|error| Fault::new(folder, error))?;
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Converts YAML to JSON. JSON has only texts as keys, so numbers and truth values become texts.
fn json(yaml: Yaml) -> Result<Json, String> {
    Ok(match yaml {
        Yaml::Mapping(mapping) => {
            let mut map = Map::new();
            for (key, value) in mapping {
                let key = match key {
                    Yaml::String(text) => text,
                    Yaml::Number(number) => number.to_string(),
                    Yaml::Bool(truth) => truth.to_string(),
                    other => return Err(format!("a key must be a word or a number, not {other:?}")),
                };
                if map.contains_key(&key) {
                    return Err(format!("the key `{key}` is used twice in one map"));
                }
                map.insert(key, json(value)?);
            }
            Json::Object(map)
        }
        Yaml::Sequence(items) => Json::Array(items.into_iter().map(json).collect::<Result<_, _>>()?),
        Yaml::Tagged(tagged) => return Err(format!("the tag {} is not used here", tagged.tag)),
        plain => serde_json::to_value(plain).map_err(|error| error.to_string())?,
    })
}

/// Appends a Rust slice of the documents after `opening`.
fn list(code: &mut String, opening: &str, documents: &[Document]) {
    code.push_str(opening);
    code.push_str(" &[\n");
    for (name, json) in documents {
        writeln!(code, "({name:?}, {json:?}),").expect("writing to a string cannot fail");
    }
    code.push(']');
}

/// Builds again if a file in the folder changes, appears or disappears. Cargo would build every time for a missing
/// folder, so its nearest existing parent is watched instead.
fn watch(folder: &Path) {
    let existing = folder.ancestors().find(|path| path.exists());
    println!("cargo::rerun-if-changed={}", existing.unwrap_or(Path::new(".")).display());
}

/// The message for a fault, with the name of the bundled file.
struct Fault {
    file: PathBuf,
    what: String,
}

impl Fault {
    fn new(file: &Path, what: impl fmt::Display) -> Self {
        Self { file: file.to_owned(), what: what.to_string() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.file.display(), self.what)
    }
}
