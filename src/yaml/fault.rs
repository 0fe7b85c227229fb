//! What can be wrong with a YAML file, whatever it is about.

use std::fmt;

use super::Place;

/// One thing wrong in a file, and where.
///
/// Its `Display` is English without the file's name; people are shown the variants in their own language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// Where it stands; unknown for a file that was too large to look into.
    pub place: Option<Place>,
    /// What it stands in: `answers.cloud-q2.evidence[0].text`; empty for the file as a whole.
    pub path: String,
    /// What is wrong.
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

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// The file is larger than the limit, in bytes.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Lists and maps stand inside one another more often than the limit.
    #[error("lists and maps are nested more than {limit} deep")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// There are more keys and values than the limit.
    #[error("the file holds more than {limit} values")]
    TooManyValues {
        /// The limit.
        limit: usize,
    },
    /// A text or a key is longer than the limit.
    #[error("a text is longer than {limit} bytes")]
    TextTooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// `*name`: what it stands for must be written out.
    #[error("aliases (`*name`) are not used here")]
    Alias,
    /// `&name` or `!tag`.
    #[error("anchors (`&name`) and tags (`!tag`) are not used here")]
    AnchorOrTag,
    /// A line `---` begins a second document.
    #[error("a second document begins here")]
    SecondDocument,
    /// This key stands in the same map twice; the place is the second one's.
    #[error("`{0}` stands here twice")]
    DuplicateKey(String),
    /// A list or a map stands where a key should.
    #[error("a key must be a word")]
    KeyNotAWord,
    /// Within brackets, a text without quotes begins with `?` or `:`, which YAML readers disagree about.
    #[error("within brackets, a text that begins with `?` or `:` needs quotes")]
    NeedsQuotes,
    /// A raw U+0085, U+2028 or U+2029, which YAML readers disagree about.
    #[error("a line separator (U+{:04X}) that YAML readers disagree about", u32::from(*.0))]
    LineSeparator(char),
    /// A raw control character, or another one that may not stand in YAML.
    #[error("the character U+{:04X} may not stand here", u32::from(*.0))]
    ForbiddenCharacter(char),
    /// The file is not text in UTF-8; the place is its first bad byte's.
    #[error("not text in UTF-8")]
    NotUtf8,
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// A key that the format does not know here.
    #[error("unknown key `{field}`{}", suggestion(nearest.as_deref(), expected))]
    UnknownField {
        /// The key.
        field: String,
        /// The keys that are known here.
        expected: Vec<String>,
        /// The known key that looks most like it, if any does.
        nearest: Option<String>,
    },
    /// A word that is none of those allowed.
    #[error("unknown word `{word}`{}", suggestion(nearest.as_deref(), expected))]
    UnknownWord {
        /// The word.
        word: String,
        /// The words that are allowed here.
        expected: Vec<String>,
        /// The allowed word that looks most like it, if any does.
        nearest: Option<String>,
    },
    /// A key that must be there is not.
    #[error("`{0}` is missing")]
    MissingField(String),
    /// A value of one shape where another one is needed.
    #[error("{found}, but needed is {expected}")]
    InvalidType {
        /// What stands there.
        found: Shape,
        /// What should.
        expected: Shape,
    },
    /// A value of the right shape that is out of its range.
    #[error("{found}, but needed is {expected}")]
    InvalidValue {
        /// What stands there.
        found: Shape,
        /// What should.
        expected: Shape,
    },
    /// Anything else, in the English words of the parser.
    #[error("{0}")]
    Syntax(String),
}

fn suggestion(nearest: Option<&str>, expected: &[String]) -> String {
    match nearest {
        Some(nearest) => format!(", did you mean `{nearest}`?"),
        None if expected.is_empty() => String::new(),
        None => format!("; known here: {}", expected.join(", ")),
    }
}

/// The shape of a value, with the value itself where one was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Nothing at all, or `null`.
    Nothing,
    /// `true` or `false`.
    Truth(Option<String>),
    /// A number without decimals.
    WholeNumber(Option<String>),
    /// A number without decimals from 0 up to this one.
    NumberUpTo(u64),
    /// A number.
    Number(Option<String>),
    /// A text.
    Text(Option<String>),
    /// A list.
    List,
    /// A map.
    Map,
    /// A date that the calendar has.
    Date,
    /// A moment: a date with a time.
    Moment,
    /// Something else, in English words.
    Words(String),
}

impl fmt::Display for Shape {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value) = match self {
            Self::NumberUpTo(most) => return write!(out, "a whole number from 0 to {most}"),
            Self::Nothing => ("nothing", &None),
            Self::Truth(value) => ("true or false", value),
            Self::WholeNumber(value) => ("a whole number", value),
            Self::Number(value) => ("a number", value),
            Self::Text(value) => ("a text", value),
            Self::List => ("a list", &None),
            Self::Map => ("a map", &None),
            Self::Date => ("a valid date", &None),
            Self::Moment => ("a valid date and time", &None),
            Self::Words(words) => (words.as_str(), &None),
        };
        match value {
            Some(value) => write!(out, "`{value}`"),
            None => out.write_str(name),
        }
    }
}
