//! Mizan: a maturity self-assessment in the terminal. This page is the map of the program.
//!
//! Each room knows the rooms above it in this list, and none below.

pub mod i18n;
pub mod bidi;
pub mod model;
pub mod yaml;

pub mod history;
pub mod scoring;

pub mod data;
pub mod compare;
pub mod roadmap;

#[cfg(test)]
mod sample;
pub mod theme;
pub mod paths;
pub mod settings;
pub mod store;
pub mod search;
pub mod yaml;
