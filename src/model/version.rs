//! The order of version numbers of packs, such as `1.10.0`.

/// Whether `version` is later than `other`. Parts that are missing or no numbers count as 0.
pub fn is_later_version(version: &str, other: &str) -> bool {
    numbers(version) > numbers(other)
}

fn numbers(version: &str) -> Vec<u64> {
    let mut numbers: Vec<u64> = version.split('.').map(|number| number.parse().unwrap_or(0)).collect();
    numbers.truncate(numbers.iter().rposition(|number| *number > 0).map_or(0, |last| last + 1));
    numbers
}

#[cfg(test)]
mod tests {
    use super::is_later_version;

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        for [later, earlier] in [["2.0.0", "1.9.9"], ["1.10.0", "1.9.0"], ["1.0.1", "1"], ["1", "next"]] {
            assert!(
                is_later_version(later, earlier) && !is_later_version(earlier, later),
                "{later} {earlier}"
            );
        }
        assert!(!is_later_version("1.0.0", "1") && !is_later_version("1", "1.0.0"));
    }
}
