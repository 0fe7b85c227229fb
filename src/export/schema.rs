//! The JSON Schema of everything that is written for other programs.
//!
//! Tests validate each output against it, and find every word and field of it in some output.

use serde_json::{Map, Value};

/// The schemas by the name of their output, and the definitions that they share.
const SCHEMAS: &str = include_str!("schema.json");

/// The names of the outputs, in the order of the documentation. Here as well, because every start of the program needs the
/// names for its help, and parsing the schemas takes longer than the rest of a command.
pub const NAMES: [&str; 9] =
    ["list", "levels", "comparison", "roadmap", "questions", "pack", "restorables", "scores", "assessment"];

/// The JSON Schema of an output, with the definitions that it needs. `None` if there is no such output.
pub fn schema(name: &str) -> Option<String> {
    let mut all = schemas();
    let output = outputs().remove(name)?;
    let definitions = all.remove("$defs").unwrap_or_default();
    let mut schema = Map::new();
    schema.extend(all.remove("$schema").map(|version| ("$schema".to_owned(), version)));
    schema.insert("title".to_owned(), format!("mizan {name}").into());
    schema.extend(output.as_object().cloned().unwrap_or_default());
    let mut needed = Map::new();
    let mut found = references(&output);
    while let Some(name) = found.pop() {
        if !needed.contains_key(&name) {
            let definition = definitions.get(&name).cloned().unwrap_or_default();
            found.extend(references(&definition));
            needed.insert(name, definition);
        }
    }
    schema.insert("$defs".to_owned(), needed.into());
    Some(super::json_text(&schema))
}

fn schemas() -> Map<String, Value> {
    serde_json::from_str(SCHEMAS).expect("a test reads the schemas")
}

fn outputs() -> Map<String, Value> {
    match schemas().remove("outputs") {
        Some(Value::Object(outputs)) => outputs,
        _ => Map::new(),
    }
}

/// The names of the definitions that a schema refers to.
fn references(schema: &Value) -> Vec<String> {
    match schema {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| match value {
                Value::String(name) if key == "$ref" => {
                    name.strip_prefix("#/$defs/").map(str::to_owned).into_iter().collect()
                }
                value => references(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
