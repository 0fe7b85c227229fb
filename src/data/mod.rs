//! Where questionnaires and themes come from.

pub mod embedded;
