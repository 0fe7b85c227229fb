//! A bar with a target, on a track that is divided into steps.
//!
//! Steps count from where a line begins; which side that is, and what a step looks like, is decided where it is drawn.

/// A bar on a track of steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// The number of steps that are filled, from the first one on.
    pub filled: u16,
    /// The step that ends at the target, counted from 0; the first one for a target too small to fill it.
    pub mark: Option<u16>,
}

impl Bar {
    /// The bar of a share with the mark of a target, rounded to the steps of a track of this length. Shares above 1
    /// end with the track.
    ///
    /// ```
    /// use mizan::report::chart::bar::Bar;
    /// assert_eq!(Bar::new(0.4, Some(0.75), 10), Bar { filled: 4, mark: Some(7) });
    /// ```
    pub fn new(filled: f64, target: Option<f64>, length: u16) -> Self {
        let mark = target.map(|share| steps(share, length).saturating_sub(1));
        Self { filled: steps(filled, length), mark }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share from 0 to 1 of a length that fits"
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
                let bar = Bar::new(share, Some(share), length);
                assert!(bar.filled <= length, "{share} of {length}: {bar:?}");
                assert!(bar.mark.unwrap() <= length.saturating_sub(1), "{share} of {length}: {bar:?}");
            }
        }
    }

    #[test]
    fn a_bar_that_reaches_its_target_ends_at_the_mark() {
        for length in 1..=12 {
            let bar = Bar::new(0.6, Some(0.6), length);
            assert_eq!(bar.mark, Some(bar.filled.saturating_sub(1)), "{length}");
        }
    }
}
