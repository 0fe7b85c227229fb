//! The labels of levels, as files and users write them. It knows no scale.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ExpectedValue;

/// The label of a level. In files a plain whole number is written as a number, and any other label as a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LevelLabel {
    /// A plain whole number: no sign, no zero before another digit.
    Number(u64),
    /// Any other label.
    Text(String),
}

impl LevelLabel {
    /// The label with this text.
    pub fn new(text: &str) -> Self {
        let is_plain = !text.starts_with('+') && (text == "0" || !text.starts_with('0'));
        match text.parse() {
            Ok(number) if is_plain => Self::Number(number),
            _ => Self::Text(text.to_owned()),
        }
    }

    /// Whether both name the same level: in capitals or not, and with or without zeros after the point, because a reader of
    /// YAML takes `1.0` and `1` for one number. A sign, an exponent or a leading zero makes another label.
    pub fn is_same_as(&self, other: &Self) -> bool {
        if let (Self::Number(_), Self::Number(_)) = (self, other) {
            return self == other;
        }
        let as_read = |label: &Self| {
            let text = label.to_string().to_lowercase();
            let number = text.parse().ok().filter(|_| is_plain_decimal(&text));
            number.map_or(text, |number: f64| number.to_string())
        };
        as_read(self) == as_read(other)
    }
}

/// Whether `text` is a number without exponent and leading zero, optionally with a minus and with digits after a point.
fn is_plain_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(fraction) && (whole == "0" || !whole.starts_with('0'))
}

impl fmt::Display for LevelLabel {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(out),
            Self::Text(text) => text.fmt(out),
        }
    }
}

impl Serialize for LevelLabel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for LevelLabel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LabelVisitor(ExpectedValue::Level))
    }
}

/// Reads a label in any form in which a user may write it: a reader of YAML takes `1.5` for a number and `true` for a
/// truth value.
pub(super) struct LabelVisitor(pub ExpectedValue);

impl serde::de::Visitor<'_> for LabelVisitor {
    type Value = LevelLabel;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0.code())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<LevelLabel, E> {
        Ok(LevelLabel::Number(number))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<LevelLabel, E> {
        Ok(LevelLabel::new(&number.to_string()))
    }

    fn visit_u128<E: serde::de::Error>(self, number: u128) -> Result<LevelLabel, E> {
        Ok(LevelLabel::new(&number.to_string()))
    }

    fn visit_i128<E: serde::de::Error>(self, number: i128) -> Result<LevelLabel, E> {
        Ok(LevelLabel::new(&number.to_string()))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<LevelLabel, E> {
        Ok(LevelLabel::new(&number.to_string()))
    }

    fn visit_bool<E: serde::de::Error>(self, truth: bool) -> Result<LevelLabel, E> {
        Ok(LevelLabel::new(&truth.to_string()))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<LevelLabel, E> {
        Ok(LevelLabel::new(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_readers_take_for_one_are_the_same() {
        let same = |one, two| LevelLabel::new(one).is_same_as(&LevelLabel::new(two));
        assert!(
            [("a", "A"), ("1.0", "1"), ("1.50", "1.5"), ("-1.0", "-1"), ("3", "3")]
                .iter()
                .all(|(one, two)| same(one, two))
        );
        for (one, two) in [("a", "b"), ("1.5", "1"), ("3", "4"), ("3", "three")] {
            assert!(!same(one, two), "{one} {two}");
        }
        for (one, two) in
            [("3", "+3"), ("100", "1e2"), ("3", "03"), ("3", "3."), ("inf", "infinity"), ("3", "٣")]
        {
            assert!(!same(one, two) && !same(two, one), "{one} {two}");
        }
    }

    #[test]
    fn a_plain_whole_number_is_a_number_and_any_other_label_a_text() {
        for (text, written) in
            [("0", "0\n"), ("12", "12\n"), ("B", "B\n"), ("-1", "'-1'\n"), ("03", "'03'\n")]
        {
            let label = LevelLabel::new(text);
            assert_eq!(label.to_string(), text);
            assert_eq!(serde_yaml::to_string(&label).unwrap().replace('"', "'"), written);
        }
        for (written, text) in [("1.5", "1.5"), ("true", "true"), ("'3'", "3"), ("-1", "-1"), ("b", "b")] {
            assert_eq!(
                serde_yaml::from_str::<LevelLabel>(written).unwrap(),
                LevelLabel::new(text),
                "{written}"
            );
        }
    }
}
