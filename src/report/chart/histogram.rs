//! A histogram: counts as columns next to each other, with ticks at round numbers.
//!
//! The caller decides what is counted and in which order.

/// The columns and ticks of a histogram.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// Height of each column, as a share of the highest tick (0 to 1).
    pub columns: Vec<f64>,
    /// The counts to mark along the height, at equal distances from 0 up. The last one is at least the highest count.
    pub ticks: Vec<usize>,
}

/// Upper limit of ticks above 0. More are hard to read.
const MOST_TICKS: usize = 5;

impl Histogram {
    /// Computes columns and ticks for `counts`. If all counts are 0, or there are none, the ticks are 0 and 1.
    ///
    /// ```
    /// use mizan::report::chart::histogram::Histogram;
    /// let histogram = Histogram::new(&[0, 6, 12]);
    /// assert_eq!(histogram.ticks, [0, 5, 10, 15]);
    /// assert_eq!(histogram.columns, [0.0, 0.4, 0.8]);
    /// ```
    #[expect(clippy::cast_precision_loss, reason = "counts of questions, far below 2^52")]
    pub fn new(counts: &[usize]) -> Self {
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let distance = distance(most);
        let ticks: Vec<usize> = (0..=most.div_ceil(distance)).map(|tick| tick * distance).collect();
        let top = most.div_ceil(distance) * distance;
        Self { columns: counts.iter().map(|count| *count as f64 / top as f64).collect(), ticks }
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50 … that reaches `most` in at most [`MOST_TICKS`] ticks.
fn distance(most: usize) -> usize {
    let mut power = 1_usize;
    loop {
        let is_wide = |factor: &usize| most.div_ceil(power.saturating_mul(*factor)) <= MOST_TICKS;
        if let Some(factor) = [1, 2, 5].iter().find(|factor| is_wide(factor)) {
            return power.saturating_mul(*factor);
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_end_below_the_last_tick_and_every_tick_is_needed() {
        for most in 1..2000 {
            let histogram = Histogram::new(&[most, 0, most / 2]);
            let ticks = &histogram.ticks;
            assert!(ticks.len() <= MOST_TICKS + 1, "{most}: {ticks:?}");
            assert!(*ticks.last().unwrap() >= most && ticks[ticks.len() - 2] < most, "{most}: {ticks:?}");
            assert!(histogram.columns.iter().all(|height| (0.0..=1.0).contains(height)), "{most}");
        }
    }

    #[test]
    fn a_histogram_without_counts_is_flat() {
        assert_eq!(Histogram::new(&[0, 0]), Histogram { columns: vec![0.0, 0.0], ticks: vec![0, 1] });
        assert!(Histogram::new(&[]).columns.is_empty());
    }
}
