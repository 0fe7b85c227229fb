//! Dates of the Hijri calendar in a file: the Gregorian day that each is read as, for the user to confirm.

use super::Explanation;
use crate::i18n::Messages;
use crate::store::HijriDate;

/// The number of dates that are named.
const MOST: usize = 5;

/// Says what the dates of a file are read as. `None` if there is none.
pub fn hijri_dates(dates: &[HijriDate], words: &Messages) -> Option<Explanation> {
    if dates.is_empty() {
        return None;
    }
    let texts = &words.reports.evidence;
    let sentence = |date: &HijriDate| {
        let line = &date.line;
        match &date.day {
            Some(written) => {
                texts.hijri_in_file.fill(&[("line", line), ("hijri", &date.written), ("date", &written.day)])
            }
            None => texts.no_such_day_in_file.fill(&[("line", line), ("hijri", &date.written)]),
        }
    };
    let rest = dates.len().saturating_sub(MOST);
    let rest = (rest > 0).then(|| texts.more_hijri.of(rest));
    let all: Vec<_> = dates.iter().take(MOST).map(sentence).chain(rest).collect();
    let advice = dates.iter().any(|date| date.day.is_some()).then_some(&texts.hijri_in_file_do);
    Some(Explanation::new(all.join(" ")).advise(advice.unwrap_or(&texts.no_such_day_in_file_do)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::store::hijri_dates as found;

    #[test]
    fn each_date_is_said_with_its_line_and_its_day_and_many_are_counted() {
        for language in Language::ALL {
            let words = Messages::of(language);
            let said =
                hijri_dates(&found("a:\n  date: 1447-05-06\nb:\n  date: 1447-01-31\n"), words).unwrap();
            for part in ["2", "1447-05-06", "2025-10-28", "4", "1447-01-31"] {
                assert!(said.what.contains(part), "{}", said.what);
            }
            assert!(said.what_to_do.is_some());
            let many = format!("evidence:\n{}", "- {date: 1447-05-06}\n".repeat(11));
            let said = hijri_dates(&found(&many), words).unwrap();
            assert_eq!(said.what.matches("1447-05-06").count(), MOST);
            assert!(said.what.contains(&words.reports.evidence.more_hijri.of(6)), "{}", said.what);
            assert_eq!(hijri_dates(&[], words), None);
        }
    }
}
