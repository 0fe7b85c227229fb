//! A cache for one value that is computed again only if its key changes.
//!
//! It uses no lock, so it belongs to one thread.

use std::cell::RefCell;
use std::rc::Rc;

/// A value with the key for which it was computed. Drawing and the next key often need the same value.
pub struct Cached<Key, Value>(RefCell<Option<(Key, Rc<Value>)>>);

impl<Key, Value> Default for Cached<Key, Value> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<Key: PartialEq, Value> Cached<Key, Value> {
    /// The value for `key`: the stored one if it was computed for an equal key, else the result of `make`.
    pub fn get(&self, key: Key, make: impl FnOnce() -> Value) -> Rc<Value> {
        let mut file = self.0.borrow_mut();
        match file.as_ref() {
            Some((known, value)) if *known == key => Rc::clone(value),
            _ => {
                let value = Rc::new(make());
                *file = Some((key, Rc::clone(&value)));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_value_is_computed_again_only_if_its_key_changes() {
        let made = Cell::new(0);
        let remembered = Cached::default();
        let get = |key: u8| {
            *remembered.get(key, || {
                made.set(made.get() + 1);
                u32::from(key) * 10
            })
        };
        assert_eq!([get(1), get(1), get(2), get(1)], [10, 10, 20, 10]);
        assert_eq!(made.get(), 3);
    }
}
