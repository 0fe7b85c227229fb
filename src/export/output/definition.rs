//! What an output is: a value for JSON and YAML, and a table made from it for CSV. It knows none of them.

use serde::Serialize;
use serde_json::Value;

/// A kind of output.
#[derive(Debug)]
pub struct OutputKind {
    /// Value of the field `format`.
    pub format: &'static str,
    /// Value of the field `schema`, raised with every change that a consumer must know.
    pub schema: u32,
    /// The rows of its table, made from its value.
    pub(super) rows: fn(&Value) -> Vec<Value>,
    /// The columns of its table.
    pub(super) columns: &'static [OutputColumn],
}

#[cfg(test)]
impl OutputKind {
    pub(in crate::export) fn all_headings(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|column| column.heading)
    }
}

/// A column of the table of an output.
#[derive(Debug)]
pub(super) struct OutputColumn {
    heading: &'static str,
    /// The keys that lead to the value, joined by `/`; from the output if they begin with `/`, else from the row.
    path: &'static str,
    /// Whether it is there only if words are asked for.
    is_words: bool,
}

pub(super) const fn column(heading: &'static str, path: &'static str) -> OutputColumn {
    OutputColumn { heading, path, is_words: false }
}

pub(super) const fn words(heading: &'static str) -> OutputColumn {
    words_at(heading, heading)
}

pub(super) const fn words_at(heading: &'static str, path: &'static str) -> OutputColumn {
    OutputColumn { heading, path, is_words: true }
}

/// One output.
#[derive(Debug)]
pub struct MachineOutput {
    kind: &'static OutputKind,
    has_words: bool,
    value: Value,
}

/// The fields that every output begins with.
#[derive(Serialize)]
struct Envelope<T> {
    format: &'static str,
    schema: u32,
    #[serde(flatten)]
    content: T,
}

impl MachineOutput {
    pub(super) fn new(kind: &'static OutputKind, has_words: bool, content: impl Serialize) -> Self {
        let envelope = Envelope { format: kind.format, schema: kind.schema, content };
        let value = serde_json::to_value(envelope).expect("JSON has a form for every value of an output");
        Self { kind, has_words, value }
    }

    /// The output as maps and lists.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The headings of its table.
    pub fn headings(&self) -> impl Iterator<Item = &'static str> {
        self.columns().map(|column| column.heading)
    }

    /// The rows of its table: a text for each column, empty for nothing. Several values are separated by blanks.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let cell = |row: &Value, path: &str| match path.strip_prefix('/') {
            Some(_) => cell_text(self.value.pointer(path)),
            None => cell_text(row.pointer(&format!("/{path}"))),
        };
        let texts = |row: &Value| self.columns().map(|column| cell(row, column.path)).collect();
        (self.kind.rows)(&self.value).iter().map(texts).collect()
    }

    fn columns(&self) -> impl Iterator<Item = &'static OutputColumn> {
        self.kind.columns.iter().filter(|column| self.has_words || !column.is_words)
    }
}

fn cell_text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            items.iter().map(|item| cell_text(Some(item))).collect::<Vec<_>>().join(" ")
        }
        // Of an open question, a need or a step, its id.
        Some(Value::Object(fields)) => cell_text(fields.get("question")),
        Some(other) => other.to_string(),
    }
}

/// The items of the list `key`.
pub(super) fn items(value: &Value, key: &str) -> Vec<Value> {
    value.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
}
