//! Packs and assessments for tests: written by hand in a line or two, or made up by proptest.

pub(crate) mod any;
pub(crate) mod hostile;
mod pack;

pub(crate) use pack::*;
