//! The faults of a YAML file, as data. The English texts here are for developers; `explain` words them in both
//! languages.

use std::fmt;

use super::{Place, SyntaxFault};
use crate::model::ExpectedValue;

/// A fault of a file and its position.
///
/// Its `Display` is English, without the file's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// The position; `None` for a file that is too large to parse.
    pub place: Option<Place>,
    /// The path of the value, for example `answers.cloud-q2.evidence[0].text`; empty for the whole file.
    pub path: String,
    /// The kind of fault.
    pub kind: FaultKind,
}

impl Fault {
    pub(super) fn of_file(kind: FaultKind) -> Self {
        Self { place: None, path: String::new(), kind }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(out, "line {}, column {}: ", place.line, place.column)?;
        }
        if !self.path.is_empty() {
            write!(out, "{}: ", self.path)?;
        }
        self.kind.fmt(out)
    }
}

/// The kind of a fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// The file is larger than the limit.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Lists and maps are nested deeper than the limit.
    #[error("lists and maps are nested more than {limit} deep")]
    TooDeep {
        /// The highest allowed depth.
        limit: usize,
    },
    /// The file has more keys and values than the limit.
    #[error("the file holds more than {limit} values")]
    TooManyValues {
        /// The highest allowed number.
        limit: usize,
    },
    /// A text or a key is longer than the limit.
    #[error("a text is longer than {limit} bytes")]
    TextTooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// An alias, `*name`.
    #[error("aliases (`*name`) are not used here")]
    Alias,
    /// An anchor, `&name`, or a tag, `!tag`.
    #[error("anchors (`&name`) and tags (`!tag`) are not used here")]
    AnchorOrTag,
    /// A second document begins with a line `---`.
    #[error("a second document begins here")]
    SecondDocument,
    /// A map has this key twice; the position is that of the second.
    #[error("`{0}` stands here twice")]
    DuplicateKey(String),
    /// A key is a list or a map.
    #[error("a key must be a word")]
    KeyNotAWord,
    /// Within brackets, a plain text begins with `?` or `:`. YAML readers disagree about its meaning.
    #[error("within brackets, a text that begins with `?` or `:` needs quotes")]
    NeedsQuotes,
    /// An unescaped U+0085, U+2028 or U+2029. YAML readers disagree whether these end a line.
    #[error("a line separator (U+{:04X}) that YAML readers disagree about", u32::from(*.0))]
    LineSeparator(char),
    /// A control character or another character that YAML forbids.
    #[error("the character U+{:04X} may not stand here", u32::from(*.0))]
    ForbiddenCharacter(char),
    /// The file is not UTF-8; the position is that of the first invalid byte.
    #[error("not text in UTF-8")]
    NotUtf8,
    /// The file has no value.
    #[error("the file is empty")]
    Empty,
    /// A key that the format does not have in this map.
    #[error("unknown key `{field}`{}", keys(nearest.as_deref(), expected))]
    UnknownField {
        /// The key in the file.
        field: String,
        /// The allowed keys.
        expected: Vec<String>,
        /// The most similar allowed key, if one is similar enough.
        nearest: Option<String>,
    },
    /// A word that is not among the allowed ones.
    #[error("unknown word `{word}`{}", suggestion(nearest.as_deref(), expected))]
    UnknownWord {
        /// The word in the file.
        word: String,
        /// The allowed words.
        expected: Vec<String>,
        /// The most similar allowed word, if one is similar enough.
        nearest: Option<String>,
    },
    /// A required key is missing.
    #[error("`{0}` is missing")]
    MissingField(String),
    /// A value has the wrong type.
    #[error("{found}, but needed is {expected}")]
    InvalidType {
        /// The value in the file.
        found: Shape,
        /// The required type.
        expected: Shape,
    },
    /// A value has the right type but is outside its range.
    #[error("{found}, but needed is {expected}")]
    InvalidValue {
        /// The value in the file.
        found: Shape,
        /// The required range.
        expected: Shape,
    },
    /// An entry has a reason without the answer that needs one.
    #[error("`reason` goes with `answer: not_applicable` only")]
    ReasonWithout,
    /// A changed value would not read back as it was chosen.
    #[error("the change would not read back")]
    NotReadBack,
    /// The text is no YAML.
    #[error("{0}")]
    Syntax(SyntaxFault),
}

impl FaultKind {
    /// The same fault, but for a number of a type the numbers that the format allows here, if they are known.
    #[must_use]
    pub fn within(mut self, bounds: Option<(u64, u64)>) -> Self {
        if let (Self::InvalidType { expected, .. } | Self::InvalidValue { expected, .. }, Some((from, to))) =
            (&mut self, bounds)
            && matches!(expected, Shape::NumberWithin { .. })
        {
            *expected = Shape::NumberWithin { from, to };
        }
        self
    }
}

fn keys(nearest: Option<&str>, expected: &[String]) -> String {
    match nearest {
        Some(nearest) => format!(", did you mean `{nearest}`? known here: {}", expected.join(", ")),
        None => suggestion(None, expected),
    }
}

fn suggestion(nearest: Option<&str>, expected: &[String]) -> String {
    match nearest {
        Some(nearest) => format!(", did you mean `{nearest}`?"),
        None if expected.is_empty() => String::new(),
        None => format!("; known here: {}", expected.join(", ")),
    }
}

/// The type of a value. With the value itself if one was found, without it if one is required.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// No value, or `null`.
    Nothing,
    /// `true` or `false`.
    Truth(Option<String>),
    /// A whole number.
    WholeNumber(Option<String>),
    /// A whole number in a range.
    NumberWithin {
        /// The smallest one.
        from: u64,
        /// The largest one.
        to: u64,
    },
    /// Any number.
    Number(Option<String>),
    /// A text.
    Text(Option<String>),
    /// A list.
    List,
    /// A map.
    Map,
    /// A date of the calendar.
    Date,
    /// A date with a time.
    Moment,
    /// What a type of the program expects.
    Expected(ExpectedValue),
    /// Any other type, in the English words of `serde`.
    Other(String),
}

impl fmt::Display for Shape {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value) = match self {
            Self::NumberWithin { from, to } => return write!(out, "a whole number from {from} to {to}"),
            Self::Nothing => ("nothing", &None),
            Self::Truth(value) => ("true or false", value),
            Self::WholeNumber(value) => ("a whole number", value),
            Self::Number(value) => ("a number", value),
            Self::Text(value) => ("a text", value),
            Self::List => ("a list", &None),
            Self::Map => ("a map", &None),
            Self::Date => ("a valid date", &None),
            Self::Moment => ("a valid date and time", &None),
            Self::Expected(value) => (value.code(), &None),
            Self::Other(words) => (words.as_str(), &None),
        };
        match value {
            Some(value) => write!(out, "`{value}`"),
            None => out.write_str(name),
        }
    }
}
