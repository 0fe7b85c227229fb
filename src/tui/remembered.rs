//! A result that is worked out once and kept until what it depends on changes.

use std::cell::RefCell;
use std::rc::Rc;

/// A value with the key it was made for. A frame and the next key ask for the same thing; the second gets it for nothing.
pub struct Cached<Key, Value>(RefCell<Option<(Key, Rc<Value>)>>);

impl<Key, Value> Default for Cached<Key, Value> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<Key: PartialEq, Value> Cached<Key, Value> {
    /// The value for `key`: the one that is there if it was made for the same, else a new one.
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
    fn a_value_is_made_anew_when_its_key_changes_and_only_then() {
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
