//! The last results of a function, by what they depend on; knows nothing of them.

use std::hash::Hash;
use std::rc::Rc;

use foldhash::{HashMap, HashMapExt};

/// Results for texts of more bytes are not remembered.
pub(super) const LONGEST_REMEMBERED: usize = 1_000;

/// The results that were asked for last: at most twice `BOUND`. When there are too many new ones, those that were not
/// asked for since the last time are forgotten.
pub(super) struct Recent<K, V, const BOUND: usize> {
    new: HashMap<K, Rc<V>>,
    old: HashMap<K, Rc<V>>,
}

impl<K, V, const BOUND: usize> Default for Recent<K, V, BOUND> {
    fn default() -> Self {
        Self { new: HashMap::new(), old: HashMap::new() }
    }
}

impl<K: Eq + Hash, V, const BOUND: usize> Recent<K, V, BOUND> {
    /// The remembered result for this key; otherwise a new one.
    pub(super) fn get_or_make(&mut self, key: K, make: impl FnOnce() -> V) -> Rc<V> {
        if let Some(value) = self.new.get(&key) {
            return Rc::clone(value);
        }
        let value = self.old.remove(&key).unwrap_or_else(|| Rc::new(make()));
        if self.new.len() >= BOUND {
            self.old = std::mem::take(&mut self.new);
        }
        self.new.insert(key, Rc::clone(&value));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_again_is_kept_and_no_more_than_twice_the_bound() {
        let mut recent = Recent::<usize, usize, 8>::default();
        let mut made = Vec::new();
        for number in (0..50).flat_map(|number| [number, 0]) {
            let value = recent.get_or_make(number, || {
                made.push(number);
                number * 2
            });
            assert_eq!(*value, number * 2);
            assert!(recent.new.len() + recent.old.len() <= 16);
        }
        assert_eq!(made, (0..50).collect::<Vec<_>>());
    }
}
