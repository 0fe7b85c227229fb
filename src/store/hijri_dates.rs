//! Dates of the Hijri calendar in the text of an assessment or of an export. Reading turns them into Gregorian days, so
//! they are found here, to be reported to the user. It touches no disk.

use serde_yaml::Value;

use crate::model::{HijriDay, WrittenDay};
use crate::yaml::{self, Limits, Places};

/// A date of the Hijri calendar in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HijriDate {
    /// The line, from 1.
    pub line: u32,
    /// The date as it is in the file.
    pub written: String,
    /// The day that it is read as; `None` if the calendar has no such day.
    pub day: Option<WrittenDay>,
}

/// The fields that hold days.
const FIELDS: [&str; 3] = ["date", "as_of", "due"];

/// The dates of the Hijri calendar in `text`, in its order. Empty also for a text that cannot be read.
pub fn hijri_dates(text: &str) -> Vec<HijriDate> {
    // Hardly any file has one, and parsing takes much longer than looking.
    if !may_have_any(text) {
        return Vec::new();
    }
    let Ok((root, places)) = yaml::parse_with_places::<Value>(text, Limits::DOCUMENT) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    // Of an export, only the assessment is read.
    match root.get("assessment") {
        Some(inner) => walk(inner, "assessment", &places, &mut found),
        None => walk(&root, "", &places, &mut found),
    }
    found.sort_by_key(|date| date.line);
    found
}

fn may_have_any(text: &str) -> bool {
    FIELDS.iter().any(|field| {
        text.split(field).skip(1).any(|after| {
            let value = after.trim_start_matches(|letter: char| {
                letter.is_whitespace() || matches!(letter, '"' | '\'' | ':')
            });
            value.get(..4).and_then(|year| year.parse().ok()).is_some_and(HijriDay::has_year)
        })
    })
}

fn walk(value: &Value, path: &str, places: &Places, found: &mut Vec<HijriDate>) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let Some(key) = key.as_str() else { continue };
                let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
                match value {
                    Value::String(text) if FIELDS.contains(&key) => found.extend(date(text, &path, places)),
                    value => walk(value, &path, places, found),
                }
            }
        }
        Value::Sequence(items) => {
            for (place, item) in items.iter().enumerate() {
                walk(item, &format!("{path}[{place}]"), places, found);
            }
        }
        _ => {}
    }
}

fn date(text: &str, path: &str, places: &Places) -> Option<HijriDate> {
    let year = text.trim().get(..4)?.parse().ok()?;
    HijriDay::has_year(year).then(|| HijriDate {
        line: places.at(path).line,
        written: text.trim().to_owned(),
        day: WrittenDay::read(text),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(u32, String, Option<String>)> {
        let one = |date: HijriDate| (date.line, date.written, date.day.map(|day| day.day.to_string()));
        hijri_dates(text).into_iter().map(one).collect()
    }

    #[test]
    fn each_date_has_its_line_and_its_gregorian_day() {
        let text = "as_of: 1447-09-01\nanswers:\n  a-q1:\n    answer: 3\n    note: 'date: 1447-01-01'\n    evidence:\n    - text: Minutes\n      date: '1447/05/06'\n    - {text: Plan, date: 1447-01-31}\n    - {text: Plan, date: 2026-03-01}\nplan:\n- {question: a-q1, due: 1448-01-01}\n";
        let expected = [
            (1, "1447-09-01", Some("2026-02-18")),
            (8, "1447/05/06", Some("2025-10-28")),
            (9, "1447-01-31", None),
            (12, "1448-01-01", Some("2026-06-16")),
        ];
        let expected =
            expected.map(|(line, written, day)| (line, written.to_owned(), day.map(str::to_owned)));
        assert_eq!(found(text), expected);
    }

    #[test]
    fn of_an_export_only_the_assessment_is_read() {
        let text = "{\"rule\": {\"as_of\": \"1447-05-06\"},\n \"assessment\": {\"answers\": {\"a-q1\": {\"evidence\": [\n {\"text\": \"Minutes\", \"date\": \"1447-05-06\"}]}}}}";
        assert_eq!(found(text), [(3, "1447-05-06".to_owned(), Some("2025-10-28".to_owned()))]);
        assert_eq!(found("date: 2026-03-01\nnote: 'date: 1447-05-06'\n"), []);
        assert_eq!(found("date: 1447-05-06\n- broken"), []);
        assert_eq!(found("as_of:\r\n  1447-05-06\r\n").len(), 1, "any blank may be before a day");
    }
}
