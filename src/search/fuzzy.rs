//! Ranks names by letters typed of them: `rdmp` finds the roadmap.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::fold;

/// Ranks names by what was typed: the letters must be in a name in their order, not next to each other. Spellings that a
/// search does not tell apart are equal.
pub struct Ranking {
    pattern: Pattern,
    matcher: Matcher,
    letters: Vec<char>,
}

impl Ranking {
    /// The ranking by these words, each of which must be found.
    pub fn by(typed: &str) -> Self {
        let pattern = Pattern::new(&fold(typed), CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        Self { pattern, matcher: Matcher::new(Config::DEFAULT), letters: Vec::new() }
    }

    /// How well the best of these names of one thing fits, higher for better. `None` if none fits.
    ///
    /// ```
    /// use mizan::search::Ranking;
    /// let mut ranking = Ranking::by("rdmp");
    /// assert!(ranking.score(["خارطة الطريق", "Roadmap"]).is_some());
    /// assert_eq!(ranking.score(["Results"]), None);
    /// ```
    pub fn score<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> Option<u32> {
        let Self { pattern, matcher, letters } = self;
        let score = |name: &str| pattern.score(Utf32Str::new(&fold(name), letters), matcher);
        names.into_iter().filter_map(score).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_left_out_and_other_spellings_are_found_and_the_closest_name_is_first() {
        for (typed, name) in [
            ("rdmp", "Roadmap"),
            ("thme", "Theme: dark"),
            ("acess", "Accessibility"),
            ("خارطه طريق", "خارطة الطريق"),
            ("اعدادات", "الإعدادات"),
            ("", "anything"),
        ] {
            assert!(Ranking::by(typed).score([name]).is_some(), "{typed}");
        }
        assert_eq!(Ranking::by("mapr").score(["Roadmap"]), None);
        let mut ranking = Ranking::by("road");
        assert!(ranking.score(["Roadmap"]) > ranking.score(["Results of an area by date"]));
    }
}
