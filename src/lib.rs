//! Mizan: a maturity self-assessment in the terminal. This page is the map of the program.
//!
//! Each room knows the rooms above it in this list, and none below.

pub mod bidi;
pub mod i18n;
pub mod model;
pub mod scoring;

pub mod yaml;

pub mod compare;
pub mod history;
pub mod roadmap;

pub mod data;
pub mod paths;
pub mod store;

pub mod settings;
pub mod theme;

pub mod report;

pub mod export;

#[cfg(test)]
mod sample;
