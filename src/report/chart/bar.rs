//! A bar with a target mark, on a track that is divided into steps.
//!
//! Steps count from the start of the line. The caller decides which side that is and how a step is drawn.

/// A bar on a track of steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Number of steps that are surely reached, counted from the start of the track.
    pub filled: u16,
    /// Number of steps that are possibly reached, counted from the start of the track; at least `filled`.
    pub possible: u16,
    /// Index of the step that ends at the target, from 0. A target too small to fill one step is marked on step 0.
    pub mark: Option<u16>,
}

impl Bar {
    /// Rounds shares to the steps of a track of `length` steps: that surely reached, the highest possible one, and the
    /// target. Shares outside 0 to 1 are clamped.
    ///
    /// ```
    /// use mizan::report::chart::bar::Bar;
    /// assert_eq!(Bar::new(0.4, 0.6, Some(0.75), 10), Bar { filled: 4, possible: 6, mark: Some(7) });
    /// ```
    pub fn new(reached: f64, possible: f64, target: Option<f64>, length: u16) -> Self {
        let mark = target.map(|share| steps(share, length).saturating_sub(1));
        let filled = steps(reached, length);
        Self { filled, possible: steps(possible, length).max(filled), mark }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the product of a share from 0 to 1 and a u16 fits a u16"
)]
fn steps(share: f64, length: u16) -> u16 {
    (share.clamp(0.0, 1.0) * f64::from(length)).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_never_leaves_its_track() {
        for length in 0..=12 {
            for thousandth in -100..=1100 {
                let share = f64::from(thousandth) / 1000.0;
                let bar = Bar::new(share, share + 0.2, Some(share), length);
                assert!(bar.filled <= bar.possible && bar.possible <= length, "{share} of {length}: {bar:?}");
                assert!(bar.mark.unwrap() <= length.saturating_sub(1), "{share} of {length}: {bar:?}");
            }
        }
    }

    #[test]
    fn a_bar_that_reaches_its_target_ends_at_the_mark() {
        for length in 1..=12 {
            let bar = Bar::new(0.6, 0.6, Some(0.6), length);
            assert_eq!(bar.mark, Some(bar.filled.saturating_sub(1)), "{length}");
        }
    }
}
