//! Mizan: a maturity self-assessment in the terminal. This page is the map of the program.
//!
//! Each room knows the rooms above it in this list, and none below.

pub mod bidi;
pub mod i18n;
pub mod model;

pub mod history;
pub mod scoring;

pub mod paths;
pub mod yaml;

pub mod data;
pub mod store;
pub mod theme;

pub mod settings;

pub mod compare;
pub mod roadmap;

pub mod report;

pub mod export;

pub mod explain;

pub mod cli;

#[cfg(test)]
mod sample;
