//! A bounded list of faults of one file or folder: the first ones, and the number of the rest.

use std::cmp::Ordering;

/// The first faults in order, and the number of all others.
#[derive(Debug, Clone)]
pub struct Faults<F> {
    first: Vec<F>,
    more: usize,
    order: fn(&F, &F) -> Ordering,
}

impl<F> Faults<F> {
    /// The highest number of stored faults. Users repair these and check again, so more would only take memory.
    pub const MOST: usize = 100;

    /// An empty list in this order. Faults that compare as equal stay in the order of arrival.
    pub fn in_order(order: fn(&F, &F) -> Ordering) -> Self {
        Self { first: Vec::new(), more: 0, order }
    }

    /// Adds a fault: stores it if it is among the first, and counts it otherwise.
    pub fn push(&mut self, fault: F) {
        let order = self.order;
        let place = self.first.partition_point(|known| order(known, &fault).is_le());
        if place < Self::MOST {
            self.first.insert(place, fault);
        }
        if place >= Self::MOST || self.first.len() > Self::MOST {
            self.first.truncate(Self::MOST);
            self.more += 1;
        }
    }

    /// Adds the faults of a part, converted by `whole`.
    pub fn add<G>(&mut self, part: Faults<G>, whole: impl FnMut(G) -> F) {
        part.first.into_iter().map(whole).for_each(|fault| self.push(fault));
        self.more += part.more;
    }

    /// The stored faults, at most [`Faults::MOST`].
    pub fn first(&self) -> &[F] {
        &self.first
    }

    /// The stored faults, to complete them. The order must not change.
    pub fn first_mut(&mut self) -> &mut [F] {
        &mut self.first
    }

    /// The number of faults that are not stored.
    pub fn more(&self) -> usize {
        self.more
    }

    /// Whether there are no faults.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_faults_are_kept_in_order_for_any_order_of_arrival() {
        let mut whole = Faults::in_order(|one: &usize, other| one.cmp(other));
        let mut part = Faults::in_order(|one: &usize, other| one.cmp(other));
        (0..1_000).rev().filter(|number| number % 2 == 0).for_each(|number| whole.push(number));
        (0..1_000).filter(|number| number % 2 == 1).for_each(|number| part.push(number));
        whole.add(part, |number| number);
        assert_eq!(whole.first(), (0..100).collect::<Vec<_>>());
        assert_eq!(whole.more(), 900);
    }

    #[test]
    fn faults_at_one_place_keep_their_order_of_arrival() {
        let mut faults = Faults::in_order(|one: &(u8, usize), other| one.0.cmp(&other.0));
        (0..150).for_each(|number| faults.push((0, number)));
        assert!(faults.first().iter().map(|(_, number)| *number).eq(0..100));
        assert_eq!((faults.more(), faults.is_empty()), (50, false));
    }
}
