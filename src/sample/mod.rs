//! Packs and assessments for tests: written in a line or two, or random. Only compiled for tests.

pub(crate) mod any;
pub(crate) mod damage;
pub(crate) mod hostile;
pub(crate) mod isolates;
mod pack;

pub(crate) use pack::*;
