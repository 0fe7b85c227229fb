//! A cache for the last values, each computed again only if its key is new.
//!
//! It uses no lock, so it belongs to one thread.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// The last values with the keys for which they were computed: drawing and the next key often need the same value, and
/// going back and forth in a list needs those of a few rows.
pub struct Cached<Key, Value>(RefCell<VecDeque<(Key, Rc<Value>)>>);

/// The number of values that are stored. Each answer makes new ones, so many would only take memory.
const STORED: usize = 4;

impl<Key, Value> Default for Cached<Key, Value> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<Key: PartialEq, Value> Cached<Key, Value> {
    /// The value for `key`: a stored one if it was computed for an equal key, else the result of `make`.
    pub fn get(&self, key: Key, make: impl FnOnce() -> Value) -> Rc<Value> {
        let mut stored = self.0.borrow_mut();
        if let Some((_, value)) = stored.iter().find(|(known, _)| *known == key) {
            return Rc::clone(value);
        }
        let value = Rc::new(make());
        stored.truncate(STORED - 1);
        stored.push_front((key, Rc::clone(&value)));
        value
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_value_is_computed_again_only_if_its_key_is_none_of_the_last() {
        let made = Cell::new(0);
        let remembered = Cached::default();
        let get = |key: usize| {
            *remembered.get(key, || {
                made.set(made.get() + 1);
                key * 10
            })
        };
        assert_eq!([get(1), get(1), get(2), get(1)], [10, 10, 20, 10]);
        assert_eq!(made.get(), 2);
        assert!((2..=STORED + 1).all(|key| get(key) == key * 10));
        assert_eq!(made.get(), STORED + 1);
        assert_eq!((get(2), made.get()), (20, STORED + 1));
        assert_eq!((get(1), made.get()), (10, STORED + 2));
    }
}
