//! Mizan: a maturity self-assessment in the terminal. This page is the map of the program.
//!
//! Each room knows the rooms above it in this list, and none below.

// What is asked, what was answered, and the words of the interface.
pub mod bidi;
pub mod i18n;
pub mod model;
pub mod search;

// What follows from the answers. Pure: no files, no clock, no screen.
pub mod compare;
pub mod history;
pub mod roadmap;
pub mod scoring;

// What lies on disk.
pub mod yaml;

pub mod compare;
pub mod history;
pub mod roadmap;

pub mod data;
pub mod paths;
pub mod store;
pub mod theme;
pub mod yaml;

// What a person sees.
pub mod tui;
pub mod compare;
pub mod settings;
pub mod theme;

pub mod report;

#[cfg(test)]
mod sample;
pub mod theme;

pub mod yaml;

pub mod data;

pub mod settings;
