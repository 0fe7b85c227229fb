//! The three-way merge of single values, lists and maps.
//!
//! It knows no assessment: what is compared is given by the caller.

use std::collections::BTreeMap;
use std::hash::Hash;

use indexmap::IndexMap;

/// A side of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The changes of the user who merges.
    Ours,
    /// The changes of the other user.
    Theirs,
}

/// The base value and what each side made of it.
pub(super) struct Sides<'a, T> {
    pub(super) base: &'a T,
    pub(super) ours: &'a T,
    pub(super) theirs: &'a T,
}

// Derived implementations would require `T: Clone` and `T: Copy`.
impl<T> Clone for Sides<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Sides<'_, T> {}

impl<'a, T> Sides<'a, T> {
    /// The sides of a part of the value.
    pub(super) fn of<P>(self, part: impl Fn(&'a T) -> &'a P) -> Sides<'a, P> {
        Sides { base: part(self.base), ours: part(self.ours), theirs: part(self.theirs) }
    }
}

impl<'a, T: PartialEq> Sides<'a, T> {
    /// The merged value, and whether both sides changed it differently. In that case it is that of `preferred`.
    pub(super) fn decided(self, preferred: Side) -> (&'a T, bool) {
        let Self { base, ours, theirs } = self;
        if ours == theirs || theirs == base {
            (ours, false)
        } else if ours == base {
            (theirs, false)
        } else {
            (if preferred == Side::Ours { ours } else { theirs }, true)
        }
    }
}

impl<T: PartialEq + Clone> Sides<'_, T> {
    /// Writes the merged value into `place`. Returns whether both sides changed it differently.
    pub(super) fn settle(self, preferred: Side, place: &mut T) -> bool {
        let (value, conflict) = self.decided(preferred);
        place.clone_from(value);
        conflict
    }
}

impl<T: PartialEq + Clone> Sides<'_, Vec<T>> {
    /// Merges a list item by item, each identified by its key. A list in which a key occurs twice is merged as one
    /// value, because its items cannot be distinguished.
    pub(super) fn settle_items<K: Hash + Eq>(
        self,
        key: impl Fn(&T) -> K,
        preferred: Side,
        place: &mut Vec<T>,
    ) -> bool {
        let keyed = |items: &[T]| {
            let known: IndexMap<K, T> = items.iter().map(|item| (key(item), item.clone())).collect();
            (known.len() == items.len()).then_some(known)
        };
        let (value, both) = self.decided(preferred);
        let maps = (keyed(self.base), keyed(self.ours), keyed(self.theirs));
        let (true, (Some(base), Some(ours), Some(theirs))) = (both, maps) else {
            place.clone_from(value);
            return both;
        };
        let mut conflict = false;
        place.clear();
        for key in ours.keys().chain(theirs.keys().filter(|key| !ours.contains_key(*key))) {
            let (base, ours, theirs) = (base.get(key), ours.get(key), theirs.get(key));
            let (item, differs) = Sides { base: &base, ours: &ours, theirs: &theirs }.decided(preferred);
            conflict |= differs;
            place.extend(item.cloned());
        }
        conflict
    }
}

impl<K: Ord + Clone, V: PartialEq + Clone> Sides<'_, BTreeMap<K, V>> {
    /// Merges a map key by key.
    pub(super) fn settle_keys(self, preferred: Side, place: &mut BTreeMap<K, V>) -> bool {
        let mut conflict = false;
        place.clear();
        let keys = self.ours.keys().chain(self.theirs.keys().filter(|key| !self.ours.contains_key(*key)));
        for key in keys {
            let sides = (self.base.get(key), self.ours.get(key), self.theirs.get(key));
            let (value, differs) =
                Sides { base: &sides.0, ours: &sides.1, theirs: &sides.2 }.decided(preferred);
            conflict |= differs;
            place.extend(value.map(|value| (key.clone(), value.clone())));
        }
        conflict
    }
}
